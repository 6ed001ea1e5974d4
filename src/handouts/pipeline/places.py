"""Where in a project's files something is written that only slides and pages show to be wrong.

A slide names its outline, and WeasyPrint the line of a style sheet but not which; so each sheet of the project that an
edition takes is read alone. Packaged sheets are sound, and never told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from handouts import cache, registry
from handouts.checks.printing import without_comments
from handouts.errors import Problem
from handouts.installed import version
from handouts.model.edition import Edition
from handouts.pipeline.workspace import Workspace
from handouts.styles import FONT_BASE
from handouts.templating import Templates

_OUTLINE = re.compile(r"slides\.yaml (\S+)")
_AT = re.compile(r",? at (\d+):(\d+)")
_SPOKEN_OF = re.compile(r"^page \d+: .*?“(.+)”")
_TELLING = 6
"""Letters of a word that are hardly anywhere else."""
_LOADED = re.compile(r"url\(\s*[\"']?(?P<address>[^\"')]+)")
_SOUND_SHEETS = "stylesheets"
_KNOWN = ("data:", "#", FONT_BASE)
"""How addresses begin that a style sheet can name."""


def sheet_names(edition: Edition, templates: Templates) -> Iterator[str]:
    """The style sheets of an edition among its templates, the first the weakest."""
    yield "shared/base.css"
    if edition.is_deck:
        yield "deck/slides.css"
        yield f"deck/{edition.deck_format}.css"
    if templates.has(own := f"{edition.document}/print.css"):
        yield own
    if edition.imposition == "booklet":
        yield "shared/booklet.css"


def on_slide(workspace: Workspace, problem: Problem) -> Problem:
    """The problem at the line of the outline that its slide was made of, if it names one."""
    found = _OUTLINE.fullmatch(problem.path)
    if found is None:
        return problem
    keys = ("title",) if ": the title " in problem.message else ()
    placed = workspace.positions.problem_in(found[1], problem.message, *keys)
    return placed if placed.path else problem


def in_content(workspace: Workspace, problem: Problem) -> Problem:
    """The problem where the content has the longest word that it speaks of, if it is long enough to be told by."""
    found = _SPOKEN_OF.search(problem.message)
    if problem.path or found is None:
        return problem
    word = max(found[1].replace("\u00ad", "").split(), key=len, default="").strip("…")
    for path, text in workspace.positions.files.items() if len(word) >= _TELLING else ():
        if (start := text.find(word)) >= 0:
            return Problem(path, *_line_and_column(text, start), problem.message)
    return problem


def in_sheets(workspace: Workspace, edition: Edition, problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems, those that one of the project's style sheets has at its file, line and column."""
    known: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.path or not _AT.search(problem.message):
            yield problem
            continue
        if not known:
            for sheet, text in own_sheets(workspace, edition):
                for message in _mistakes(text):
                    known.setdefault(message, []).append(_placed(sheet, message))
        yield from known.get(problem.message, [problem])


def style_findings(workspace: Workspace, editions: Iterable[Edition]) -> list[Problem]:
    """What is wrong with the style sheets that a project has itself; without any nothing is loaded to look."""
    printed = [edition for edition in editions if registry.writer(edition.writer).takes == "pages"]
    sheets = {sheet for edition in printed for sheet in own_sheets(workspace, edition)}
    found = [problem for name, text in sorted(sheets) for problem in (*_named(name, text), *_unread(name, text))]
    return list(dict.fromkeys(found))


def own_sheets(workspace: Workspace, edition: Edition) -> Iterator[tuple[str, str]]:
    """The style sheets of an edition that are the project's own: how messages name each, and its text."""
    templates = workspace.templates(edition.audience)
    for name in sheet_names(edition, templates):
        found = templates.find(name)
        if found and templates.owns(found.path):
            yield templates.shown(found.path), found.text


def _unread(name: str, text: str) -> Iterator[Problem]:
    """What of a sheet is ignored."""
    return (_placed(name, message) for message in dict.fromkeys(_mistakes(text)))


def _mistakes(text: str) -> list[str]:
    """What WeasyPrint says of a sheet; that it says nothing is kept, since to load it takes longer than to ask."""
    key = cache.digest(text, *(version(name) for name in ("weasyprint", "tinycss2")), cache.code("writers/pdf"))
    if cache.load(_SOUND_SHEETS, key) is not None:
        return []
    from handouts.writers.pdf import mistakes_in

    if not (found := mistakes_in(text)):
        cache.keep(_SOUND_SHEETS, key, b"sound")
    return found


def _placed(name: str, message: str) -> Problem:
    """What WeasyPrint says, at the file, line and column that it speaks of."""
    told = f"{_AT.sub('', message, count=1).rstrip('. ')}; correct or delete it"
    found = _AT.search(message)
    return Problem(name, int(found[1]), int(found[2]), told) if found else Problem(name, 0, 0, told)


def _named(name: str, text: str) -> Iterator[Problem]:
    """What a sheet asks for that is in no document."""
    bare = without_comments(text)
    for found in _LOADED.finditer(bare):
        if not found["address"].startswith(_KNOWN):
            message = (
                f'"{found["address"]}" cannot be loaded: a style sheet has its pictures in itself, as data: addresses, '
                "and fonts are those that come with the tool"
            )
            yield Problem(name, *_line_and_column(bare, found.start()), message)


def _line_and_column(text: str, start: int) -> tuple[int, int]:
    """Where the letter stands that so many come before."""
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
