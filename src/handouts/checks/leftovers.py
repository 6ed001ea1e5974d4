"""Markdown that is printed as it is typed: in a title, say, which takes none, or since something is wrong with it.

Seen in finished HTML alone, whatever template prints a text, and however; then it is looked for where it is written.
What an author keeps from being a mark with a backslash is a reference to that character in HTML, and is not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from handouts.checks.printing import WrittenSources, in_content, in_templates
from handouts.errors import Problem

_VERBATIM = re.compile(r"<(script|style|pre|code|svg)\b.*?</\1>|<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_CUT = "\n\f\n"
"""What stands for a tag: the end of a line, and no line goes on behind it."""
_MARKED = re.compile(r"^[^\n]*[*_`|\[][^\n]*$|^ *(?:#|&gt; )[^\n]*$", re.MULTILINE)
"""Lines in which there may be marks at all: few, so that only these are looked at closely."""
_LEFT = (
    (re.compile(r"!\[[^\]\n]{0,200}\]\([^\n]{0,200}?\)"), "a picture"),
    (re.compile(r"\[[^\]\[\n]{1,200}\]\([^\s()]+\)"), "a link"),
    (re.compile(r"\[\^[^\]\s]+\]"), "a footnote"),
    (re.compile(r"(?<![\w*\\])(\*{1,3})(?=[^\s*])[^*\n]*?(?<=[^\s*])\1(?![\w*])"), "emphasis"),
    (re.compile(r"[^\W\d_]\*[^\W\d_]+\*(?!\w)"), "emphasis"),
    (re.compile(r"(?<![\w_])(_{1,2})(?=[^\s_])[^_\n]+(?<=[^\s_])\1(?![\w_])"), "emphasis"),
    (re.compile(r"`[^`\n]+`"), "code"),
    (re.compile(r"\|[ \t]*:?-{2,}:?[ \t]*\|?"), "a table"),
    (re.compile(r"^ *#{1,6} \S[^\n]{0,40}", re.MULTILINE), "a heading"),
    (re.compile(r"^ *&gt; \S[^\n]{0,40}", re.MULTILINE), "a quotation"),
)
_LIST = re.compile(r"^ *(?:[-+*]|\d{1,3}[.)]) \S[^\n]*(?=\n *(?:[-+*]|\d{1,3}[.)]) \S)", re.MULTILINE)
_ADVICE = {
    "a picture": "its file lies in the lesson's folder, a name with spaces stands in <…>",
    "a footnote": "notes stand in texts only: [^S01] cites a source of the text, [^1] needs a line [^1]: … there",
    "a table": "tables stand in texts and tasks only, with a blank line above",
    "a heading": "headings stand in texts and tasks only",
    "a quotation": "quotations stand in texts and tasks only",
    "a list": "lists stand in texts and tasks only, with a blank line above",
    "emphasis": "this place takes no marks; within a word write two stars; or \\* for a star that is meant",
}
_LONGEST = 60


def leftovers(html: str) -> dict[str, str]:
    """What is left of Markdown in a document: each piece once, with what it was meant as."""
    words = _TAG.sub(_CUT, _VERBATIM.sub(_CUT, html))
    marked = "\n".join(_MARKED.findall(words))
    found = {match[0].strip(): meant for pattern, meant in _LEFT for match in pattern.finditer(marked)}
    return found | {match[0].strip(): "a list" for match in _LIST.finditer(words)}


def leftover_problems(found: dict[str, str], sources: WrittenSources, edition: str) -> Iterator[Problem]:
    """Where it is written; what is written nowhere like that is told with the edition.

    Args:
        found: As `leftovers` has it.
        sources: All that authors write of the edition.
        edition: Its name.
    """
    written = list(sources.written)
    for piece, meant in found.items():
        words = unescape(piece)
        shown = f"{words[:_LONGEST]}…" if len(words) > _LONGEST else words
        advice = _ADVICE.get(meant, "this place takes none")
        message = f"{shown} is printed as it is typed, not as {meant}; {advice}"
        spots = [*in_content(words, written), *in_templates(words, sources.templates)]
        yield from (Problem(*spot, message) for spot in spots)
        if not spots:
            yield Problem("", 0, 0, f"{edition}: {message}")
