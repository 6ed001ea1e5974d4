"""Somebody else's file in, a draft of a part of a lesson out: Word, Markdown, lists of words, quizzes.

A reader a format makes parts of what it finds, and tells what it loses; `writing` makes one text of them, `places`
says where it goes. A draft is for a teacher to look at: what is doubtful stands in it as a remark, at its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from handouts.errors import ContentError, Problem, UsageError, one_problem
from handouts.importing.found import Found, Part, Question, Reader
from handouts.importing.places import Home, refuse_beside_pictures, refuse_missing, write_new
from handouts.importing.writing import draft
from handouts.reader.markdown.words import SECTIONS
from handouts.reader.pictures import SUFFIXES

__all__ = ["Imported", "import_file"]

MOST_BYTES = 100 * 1024 * 1024


@dataclass(frozen=True)
class Imported:
    """A draft that is written: its file and those of its pictures, and what was lost."""

    file: Path
    pictures: tuple[Path, ...] = ()
    lost: tuple[Problem, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)


def import_file(file: Path, home: Home, name: str) -> Imported:
    """Write a draft of a file into a lesson; nothing that is there is changed.

    Args:
        file: What to read.
        home: The lesson.
        name: What the draft is called; if that is taken, a number follows.

    Raises:
        ContentError: The file cannot be read, or nothing in it is of use.
        UsageError: It is of no kind that is known.
    """
    refuse_beside_pictures(home)
    found = read(file, home.language)
    if not found.parts and not found.whole:
        raise ContentError(one_problem(found.name, "nothing in this file can go into a lesson"))
    taken = home.free(name)
    pictures = found.pictures | dict(_beside(found, file.parent))
    names: dict[str, str] = {}
    for called in pictures:
        names[called] = home.free_picture(f"{taken}-{Path(called).name}", names.values())
    _free_numbers(found, set(home.ids))
    if found.front and (home.begun or not found.whole):
        from handouts.importing.marked import tell_of_front

        tell_of_front(found)
    text = draft(found, home.language, title=found.title or file.stem, begun=home.begun, planned=home.planned)
    written = write_new(home.folder / f"{taken}.md", _renamed(text, names).encode())
    saved = tuple(write_new(home.folder / names[called], content) for called, content in pictures.items())
    return Imported(written, saved, tuple(found.lost), _counts(found))


def read(file: Path, language: str) -> Found:
    """What is in a file.

    Raises:
        ContentError: It cannot be read.
        UsageError: It is of no kind that is known.
    """
    reader = _reader(file.suffix.lower())
    if reader is None:
        known = (
            "Word (.docx), Markdown (.md), lists of words (.xlsx, .ods, .csv), Moodle XML (.xml) and GIFT (.gift, .txt)"
        )
        old = " open it in Word, and save it as .docx;" if file.suffix.lower() in (".doc", ".odt", ".rtf") else ""
        raise UsageError(f"{file.name}: files of this kind cannot be read;{old} what can be read: {known}")
    refuse_missing(file)
    with file.open("rb") as opened:
        raw = opened.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise ContentError(one_problem(file.name, "this file is larger than 100 MB"))
    return reader(raw, file.name, language)


def _reader(suffix: str) -> Reader | None:
    """The reader of files that end so; its libraries are loaded with it."""
    if suffix == ".docx":
        from handouts.importing.word import word as reader
    elif suffix in (".md", ".markdown"):
        from handouts.importing.marked import markdown as reader
    elif suffix in (".xlsx", ".xlsm", ".ods", ".csv", ".tsv"):
        from handouts.importing.vocabulary import vocabulary as reader
    elif suffix == ".xml":
        from handouts.importing.moodle import moodle as reader
    elif suffix in (".gift", ".txt"):
        from handouts.importing.gift import gift as reader
    else:
        return None
    return reader


def _beside(found: Found, folder: Path) -> Iterator[tuple[str, bytes]]:
    """The pictures that lie beside a Markdown file, and are to be taken along."""
    for called in found.beside:
        source = folder / called
        if not source.is_file() or not source.resolve().is_relative_to(folder.resolve()):
            found.lose(0, f"the picture {called} is not beside the file")
        elif source.suffix.lower() not in SUFFIXES:
            found.lose(0, f"{called} is no picture")
        elif source.stat().st_size > MOST_BYTES:
            found.lose(0, f"the picture {called} is too large")
        else:
            yield called, source.read_bytes()


def _renamed(text: str, names: dict[str, str]) -> str:
    """A draft whose pictures are called as they are saved, wherever in it they stand."""

    def new(match: re.Match[str]) -> str:
        called = match[2]
        for old in (called, called.replace("%20", " ")):
            if old in names:
                return f"{match[1]}{quote(names[old])}{match[3]}"
        return match[0]

    return re.sub(r"(!\[[^\]]*\]\(<?)([^)>]+?)(>?(?:\s+\"[^\"]*\")?\))", new, text)


_LETTERS = {"material": "M", "task": "K", "text": "X"}
_ALONE = {"m": "material", "k": "task", "a": "task", "x": "text"}
"""What a letter before a number stands for."""


def _free_numbers(found: Found, taken: set[str]) -> None:
    """Leave out the numbers of headings that the lesson has given away: the next free one follows by itself."""
    for part in found.parts:
        if not isinstance(part, Part) or not part.known:
            continue
        match = re.match(r"^(?P<word>[^\W\d_]+)\s?(?P<number>\d{1,3})(?P<rest>\b.*)$", part.heading, re.DOTALL)
        if match is None:
            continue
        alone = _ALONE.get(match["word"].casefold())
        letter = _LETTERS.get(alone or SECTIONS.get(match["word"].casefold(), ""))
        if letter is None:
            continue
        identity = f"{letter}{match['number']}"
        if identity in taken:
            word = alone.capitalize() if alone else match["word"]
            rest = re.sub(r"^\s*[:.)–—-]?\s*", "", match["rest"])
            part.remarks.append(f"“{part.heading}” in {found.name}; the lesson has this number already")
            part.heading = f"{word}: {rest}" if rest else word
        taken.add(identity)


def _counts(found: Found) -> dict[str, int]:
    """How many there are of each kind of part, for the screen."""
    kinds: Sequence[str] = [
        "tasks" if isinstance(one, Question) else "parts" if isinstance(one, Part) else "terms" for one in found.parts
    ]
    return {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)}
