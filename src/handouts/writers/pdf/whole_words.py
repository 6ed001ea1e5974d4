"""What is not hyphenated although it might be: words that hold a hyphen, and what stands with a number.

US-Trup-pen has two hyphens, of which a reader sees one; 25. Dezem-ber 1953 and Arti-kel 9 tear what is read at a
glance. Style sheets cannot say so, since WeasyPrint looks up the word between the hyphens alone. So a line that ends in
such a word is broken once more without hyphenation; at the beginning of a line, where nothing else helps, it stays.

This replaces a private function of WeasyPrint's: the version is pinned.
"""

from __future__ import annotations

import re
from typing import Any

from weasyprint.layout import inline, preferred
from weasyprint.text import line_break

_original: Any = line_break.split_first_line
_BOUND = re.compile("[-\u2010\u2011\u2013\u00a0\u202f]")
"""Hyphens, dashes and spaces that do not break."""
_NUMBER = re.compile(r"\w*[ \u00a0\u202f]\d")


def split_first_line(
    text: str,
    style: Any,
    context: Any,
    max_width: float | None,
    justification_spacing: float,
    is_line_start: bool = True,
    minimum: bool = False,
) -> Any:
    """As WeasyPrint's: the first line of a text, and where the next begins."""
    line = _original(text, style, context, max_width, justification_spacing, is_line_start, minimum)
    if style["hyphens"] != "auto" or line[2] is None or minimum or not _tears(text, line[2]):
        return line
    whole = style.copy()
    whole["hyphens"] = "manual"
    return _original(text, whole, context, max_width, justification_spacing, is_line_start, minimum)


def _tears(text: str, resume_at: int) -> bool:
    """Whether a line that ends after so many bytes tears what is to stay whole, with words before it."""
    head = text.encode()[:resume_at].decode()
    rest = text[len(head) :]
    if not (head[-1:].isalpha() and rest[:1].isalpha()):
        return False
    before, _, begun = head.rpartition(" ")
    return bool(before.strip()) and bool(_BOUND.search(begun + rest.partition(" ")[0]) or _NUMBER.match(rest))


def keep_words_whole() -> None:
    """Let WeasyPrint break lines so from now on; where lines are remembered they are broken so already."""
    for module in (line_break, inline, preferred):
        if module.split_first_line is _original:
            module.split_first_line = split_first_line
