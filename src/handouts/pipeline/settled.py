"""What only a whole document can settle of authors' texts: how deep their headings lie, where their links lead.

Templates put a text below a title without knowing how deep that is; screen readers, and PDF/UA, ask for headings that
skip no level.
"""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

from handouts.checks.walk import texts_of
from handouts.errors import ContentError, Problem, TemplateError
from handouts.markup import IN_TEXT, SHOWN_ADDRESS
from handouts.model.edition import Edition
from handouts.pipeline.inserted import with_pictures
from handouts.pipeline.workspace import Workspace

_HEADING = re.compile(rf'<(/?)h([1-6])( class="{IN_TEXT}")?(?=[\s>])')
_DEEPEST = 6
_UNSHOWN = re.compile(r"<(math|video|audio|iframe|canvas|marquee)\b", re.IGNORECASE)
_VERBATIM = re.compile(r"<(script|style|svg)\b.*?</\1>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_INSTEAD = "put an <svg> or an <img> there instead, or words"
_INNER = re.compile(r'<a href="#([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_ID = re.compile(r'\sid="([^"]*)"')
_SHOWN = re.compile(rf'<span class="{SHOWN_ADDRESS}">.*?</span>', re.DOTALL)
_NOTE = re.compile(r'<span class="footnote(?: further)?">(.*?)</span>', re.DOTALL)


def settled(workspace: Workspace, edition: Edition, html: str) -> str:
    """The document with headings, links and pictures of its texts as they are to be.

    Raises:
        ContentError: A picture cannot be shown, or a link leads nowhere; with the places.
        TemplateError: A template holds what no page shows.
    """
    _refuse_unshown(workspace, edition, html)
    if f'class="{IN_TEXT}"' in html:
        html = levelled(html)
    if '<a href="#' in html:
        html = _linked(workspace, html)
    if edition.is_deck:  # whoever sees a slide can follow its links, and it has no foot for notes
        html = _NOTE.sub(r" (\1)", _SHOWN.sub("", html))
    return with_pictures(workspace, edition, html)


def _refuse_unshown(workspace: Workspace, edition: Edition, html: str) -> None:
    """Refuse what templates hold and no page shows: ¾ in MathML would become 34.

    Raises:
        TemplateError: There is something of the kind; with each place in the templates.
    """
    if _UNSHOWN.search(html) is None:  # hardly any document has one, not even where it would be no element
        return
    names = dict.fromkeys(match[1].lower() for match in _UNSHOWN.finditer(_VERBATIM.sub("", html)))
    problems = [
        Problem(file, number, line.index(match[0]) + 1, f"<{name}> is not shown on pages and slides; {_INSTEAD}")
        for name in names
        for file, text in workspace.templates(edition.audience).written_for(edition.document)
        for number, line in enumerate(text.splitlines(), 1)
        if (match := re.search(rf"<{name}\b", line, re.IGNORECASE))
    ]
    if names:
        spots = problems or [
            Problem("", 0, 0, f"<{name}> is not shown on pages and slides; {_INSTEAD}") for name in names
        ]
        raise TemplateError(spots)


def levelled(html: str) -> str:
    """The document with the headings of texts below the last one that is not in a text, none skipping a level."""
    above, typed, ends = 1, list[int](), list[int]()

    def put(match: re.Match[str]) -> str:
        nonlocal above
        level = int(match[2])
        if match[1]:
            return f"</h{ends.pop() if ends else level}"
        if match[3] is None:
            above = level
            typed.clear()
        else:
            while typed and typed[-1] >= level:
                typed.pop()
            typed.append(level)
            level = min(above + len(typed), _DEEPEST)
        ends.append(level)
        return f"<h{level}{match[3] or ''}"

    return _HEADING.sub(put, html)


def _linked(workspace: Workspace, html: str) -> str:
    """The document without links to what the lesson has and this document has not."""
    there, problems = set(_ID.findall(html)), list[Problem]()

    def put(match: re.Match[str]) -> str:
        target = unquote(unescape(match[1]))
        if match[1] in there or target in there:
            return match[0]
        if target in workspace.positions.items:
            return match[2]
        found = _dead(workspace, target)
        problems.extend(found)
        return match[2] if found else match[0]

    made = _INNER.sub(put, html)
    if problems:
        raise ContentError(dict.fromkeys(problems))
    return made


def _dead(workspace: Workspace, target: str) -> list[Problem]:
    """Each place in a text that links to what is nowhere; what templates link to is told when pages are laid out."""
    return [
        Problem(
            *workspace.positions.of_letter((*found.way, tag), f"#{target}"),
            f"{found.name}: the link to #{target} leads nowhere; link to a material by its number, such as #M1",
        )
        for found in texts_of(workspace.lesson)
        for tag, words in found.text.root.items()
        if f"#{target}" in words
    ]
