"""Pictures that texts bring themselves (`![alt](seats.png "title")`): where their files are, what is wrong with them.

A picture without a record of its own has neither maker nor rights, so all that can be done is to find it, to let it
through the one door, and to tell its author what a record would carry. What is found wrong of one is told wherever it
is written, whether an edition shows it or not.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, unquote_to_bytes

from handouts.checks.walk import texts_of
from handouts.errors import ContentError, Problem
from handouts.markup import PICTURE, tokens_of
from handouts.model.edition import Edition
from handouts.model.position import Way
from handouts.nearest import suggestion
from handouts.pictures import UnfitPictureError, kind_of
from handouts.pictures.drawings import Drawing, drawing
from handouts.pictures.printed import LARGEST, Printed, printed
from handouts.pipeline.images import address_of
from handouts.pipeline.workspace import Workspace
from handouts.reader.files import read_bytes, shown
from handouts.reader.pictures import home_of, lying

_IMAGE = re.compile(rf'<img src="([^"]*)" alt="([^"]*)" class="{PICTURE}"')
_DATA = re.compile(r"data:image/[a-z+.-]+((?:;[a-z0-9=-]+)*),(.*)", re.IGNORECASE | re.DOTALL)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]+:|//", re.IGNORECASE)
_FOLDER = "pictures"
_ALL = "inserted"
_SHOWN = 40
"""Letters of an address in messages."""


class Inserted(NamedTuple):
    """A picture as a text names it, and the places that name it, each with the words that stand for it."""

    source: str
    places: tuple[tuple[Way, str, str], ...]


def with_pictures(workspace: Workspace, edition: Edition, html: str) -> str:
    """The document with the pictures of its texts in it.

    Raises:
        ContentError: One cannot be shown; with all of them, and the places where they are named.
    """
    problems: list[Problem] = []

    def put(match: re.Match[str]) -> str:
        try:
            found = opened(workspace, unescape(match[1]))
        except UnfitPictureError as error:
            problems.extend(_told(workspace, unescape(match[1]), str(error)))
            return match[0]
        address = address_of(found, workspace.brand_for(edition.audience), deck=edition.is_deck)
        return f'<img src="{address}" alt="{match[2]}" class="{PICTURE}"'

    made = _IMAGE.sub(put, html) if f'class="{PICTURE}"' in html else html
    if problems:
        raise ContentError(dict.fromkeys(problems))
    return made


def opened(workspace: Workspace, source: str) -> Printed | Drawing:
    """A picture that a text names, looked through; each once.

    Raises:
        UnfitPictureError: It is not there, lies elsewhere, or cannot be shown.
    """
    if (key := ("inserted", source)) not in workspace.images:
        try:
            workspace.images[key] = _opened(workspace, source)
        except UnfitPictureError as error:
            workspace.images[key] = error
    found = workspace.images[key]
    if isinstance(found, UnfitPictureError):
        raise found
    return found  # type: ignore[no-any-return]


def _opened(workspace: Workspace, source: str) -> Printed | Drawing:
    data = _data(source) if source.lower().startswith("data:") else _file(workspace, source)
    return drawing(data) if kind_of(data) == "SVG" else printed(data)


def _data(source: str) -> bytes:
    match = _DATA.fullmatch(source)
    try:
        if match is None:
            raise ValueError
        return base64.b64decode(unquote(match[2])) if "base64" in match[1].lower() else unquote_to_bytes(match[2])
    except (ValueError, binascii.Error) as error:
        raise UnfitPictureError("is no picture; copy the whole address, or save it as a file") from error


def _file(workspace: Workspace, source: str) -> bytes:
    """The file that an address means: in the folder of the lesson, or in `pictures` there."""
    if _ELSEWHERE.match(source):
        raise UnfitPictureError("lies outside of the project; save it in the lesson's folder and write its name here")
    root, name = workspace.root, unquote(source)
    home = home_of(root, workspace.project.lesson)
    if not name or Path(name).is_absolute() or ".." in Path(name).parts or "\\" in name:
        raise UnfitPictureError("does not lie in the lesson's folder; save it there and write its name here")
    if (path := _path(home, name)) is None:
        there = [each.removeprefix(f"{_FOLDER}/") for each in lying(home)]
        raise UnfitPictureError(f"is not in {shown(home, root)}/{suggestion(name, there, 'put it there')}")
    try:
        return read_bytes(path, root, LARGEST)
    except ContentError as error:
        raise UnfitPictureError(error.problems[0].message) from error


def inserted_findings(workspace: Workspace) -> tuple[list[Problem], list[Problem]]:
    """What is to be mended of the pictures in texts, and what is only to be told of them."""
    problems: list[Problem] = []
    remarks: list[Problem] = []
    for one in _inserted(workspace).values():
        try:
            opened(workspace, one.source)
        except UnfitPictureError as error:
            problems += _told(workspace, one.source, str(error))
        else:
            remarks.append(_unsigned(workspace, one))
        for way, name, alt in one.places:
            place = workspace.positions.of_letter(way, "![")
            if not alt:
                words = f"{name}: the picture {_short(one.source)} says nothing to those who do not see it"
                problems.append(Problem(*place, f"{words}; write what is to be seen into its square brackets"))
    home = home_of(workspace.root, workspace.project.lesson)
    used = {shown(path, workspace.root) for source in _inserted(workspace) if (path := _path(home, unquote(source)))}
    for file in workspace.pictures.unnamed:
        if file not in used:
            remarks.append(
                Problem(file, 0, 0, "no picture of the lesson names this file; name it in one, or delete it")
            )
    return problems, remarks


def _unsigned(workspace: Workspace, one: Inserted) -> Problem:
    """What a picture in a text does not tell."""
    way, name, _ = one.places[0]
    words = f"{name}: the picture {_short(one.source)} tells neither its maker nor its rights"
    advice = 'an entry in "pictures:" that a material shows carries both, and a caption'
    return Problem(*workspace.positions.of_letter(way, _letters(one.source)), f"{words}; {advice}")


def _path(home: Path, name: str) -> Path | None:
    """The file of this name in the folder of the lesson, or in `pictures` there; None if it is in neither."""
    try:
        return next((one for one in (home / name, home / _FOLDER / name) if one.is_file()), None)
    except (OSError, ValueError):  # too long, as addresses with data are, or a zero byte
        return None


def _told(workspace: Workspace, source: str, message: str) -> Iterator[Problem]:
    found = _inserted(workspace).get(source)
    for way, name, _ in found.places if found else ():
        place = workspace.positions.of_letter(way, _letters(source))
        yield Problem(*place, f"{name}: the picture {_short(source)} {message}")
    if found is None:  # a template made Markdown of words of its own
        yield Problem("", 0, 0, f"the picture {_short(source)} {message}")


def _short(source: str) -> str:
    name = unquote(source)
    return f"{name[:_SHOWN]}…" if len(name) > _SHOWN else name


def _letters(source: str) -> str:
    """What to look for in the author's file: the beginning, as far as it is written like that."""
    return source.partition(",")[0] if source.lower().startswith("data:") else unquote(source) or "!["


def _inserted(workspace: Workspace) -> dict[str, Inserted]:
    """The pictures of all texts, by their addresses."""
    if _ALL not in workspace.images:
        found: dict[str, list[tuple[Way, str, str]]] = {}
        for text in texts_of(workspace.lesson):
            for tag, words in text.text.root.items():
                for source, alt in _pictures(words) if "![" in words else ():
                    found.setdefault(source, []).append(((*text.way, tag), text.name, alt))
        workspace.images[_ALL] = {source: Inserted(source, tuple(places)) for source, places in found.items()}
    return workspace.images[_ALL]  # type: ignore[no-any-return]


def _pictures(words: str) -> Iterator[tuple[str, str]]:
    for token in tokens_of(words):
        for child in token.children or ():
            if child.type == "image":
                yield str(child.attrs["src"]), child.content.strip()
