"""Files that look like part of the lesson and are not read: under another name, in another folder.

What is hidden (`.name`) or set aside (`_name`) is left alone, and so are files of other kinds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path, PurePath

from handouts.errors import Problem, one_problem
from handouts.model.lesson import Lesson
from handouts.plainfiles import read_plain
from handouts.reader.files import MAX_BYTES, shown
from handouts.reader.sources import MARKDOWN

READ = ".yaml"
_LIKE_READ = (".yaml", ".yml")
_LIKE_MARKDOWN = (MARKDOWN, ".markdown")
_NOTES = ("", ".txt", ".text", ".json")
"""Endings of files that may be notes, or a lesson that an editor has saved under another name."""
_HOLDS = re.compile(
    rb"^[\s{]*[\"']?(?:" + "|".join(Lesson.model_fields).encode() + rb")[\"']?\s*:[\s\[{-]*[\"']?id[\"']?\s*:", re.M
)
"""A list of entries with ids, under a key of a lesson."""


def is_read(path: Path) -> bool:
    """Whether a file of a lesson's folder is part of the lesson: YAML, or Markdown that is no README."""
    return path.suffix == READ or (path.suffix == MARKDOWN and _is_markdown(path))


def single_file(folder: Path) -> Path:
    """The Markdown file, beside the folder of a lesson and under its name, that may be all or a part of it."""
    return folder.with_name(folder.name + MARKDOWN)


def lesson_files(folder: Path) -> list[Path]:
    """The files that a lesson consists of, in the order in which they are read.

    YAML comes first, then the main Markdown file, which may say for all others which language they are in.
    """
    there = [path for path in folder.iterdir() if not path.name.startswith(".")] if folder.is_dir() else []
    found = [*there, *([single] if (single := single_file(folder)).is_file() else [])]
    main = ("lesson", folder.name)
    return sorted(filter(is_read, found), key=lambda path: (path.suffix == MARKDOWN, path.stem not in main, path))


def _is_markdown(path: Path) -> bool:
    return path.suffix.lower() in _LIKE_MARKDOWN and path.stem.upper() != "README"


def stray_problems(folder: Path, root: Path) -> list[Problem]:
    """What to say of files that are not read, of a lesson in a folder."""
    found: list[Problem] = []
    for path in _visible(folder):
        if path.is_dir():
            found += _below(path, folder, root)
        elif not is_read(path) and _is_content(path):
            name = f"{path.stem}{MARKDOWN}" if _is_markdown(path) else f"{_stem(path.name)}{READ}"
            found += one_problem(shown(path, root), f"is not read under this name; rename it to {name}")
    home = shown(folder, root)
    for place in dict.fromkeys((folder.parent, root)):
        for path in _visible(place) if folder.is_relative_to(root) else ():
            if path.is_file() and (_holds_entries(path) or (place != root and _like_read(path))):
                found += one_problem(shown(path, root), f"is not read here; move it to {home}")
    for path in sorted((root / "templates").rglob("*")):
        if path.suffix != READ and path.suffix.lower() in _LIKE_READ:
            found += one_problem(shown(path, root), f"is not read under this name; rename it to {path.stem}{READ}")
    return found


def _visible(folder: Path) -> list[Path]:
    try:
        return [path for path in sorted(folder.iterdir()) if not path.name.startswith((".", "_"))]
    except OSError:
        return []


def _lost(folder: Path) -> Iterator[Path]:
    for path in _visible(folder):
        if path.is_dir() and not path.is_symlink():
            yield from _lost(path)
        elif _is_content(path):
            yield path


def _below(folder: Path, lesson: Path, root: Path) -> list[Problem]:
    """One finding for all that lies in a folder of a lesson's folder, however deep."""
    if not (lost := list(_lost(folder))):
        return []
    aside = 'begin the name of its folder with "_" if it is not to be read'
    if len(lost) == 1:
        message = f"is not read, since it lies in a folder of its own; move it to {shown(lesson, root)}, or {aside}"
        return one_problem(shown(lost[0], root), message)
    some = ", ".join(path.name for path in lost[:3]) + (", …" if len(lost) > 3 else "")
    message = f"{len(lost)} files in it are not read ({some}); move them to {shown(lesson, root)}, or {aside}"
    return one_problem(shown(folder, root), message)


def _is_content(path: Path) -> bool:
    return _like_read(path) or _is_markdown(path) or (path.suffix.lower() in _NOTES and _holds_entries(path))


def _like_read(path: Path) -> bool:
    """Whether a name is that of YAML: in capitals, misspelt, or with what an editor has put behind it."""
    name = path.name.lower()
    endings = path.suffix.lower(), PurePath(name.removesuffix(".txt")).suffix
    return not name.endswith("~") and any(map(_near, endings))


def _near(ending: str) -> bool:
    return bool(get_close_matches(ending, _LIKE_READ, 1, 0.8))


def _stem(name: str) -> str:
    """A name without endings such as `.yaml.txt`."""
    stem = PurePath(name)
    while stem.suffix.lower() in _NOTES[1:] or _near(stem.suffix.lower()):
        stem = PurePath(stem.stem)
    return stem.name


def _holds_entries(path: Path) -> bool:
    if path.suffix.lower() not in (*_NOTES, *_LIKE_READ) or not path.is_file():
        return False
    try:
        return _HOLDS.search(read_plain(path, MAX_BYTES)) is not None
    except OSError:
        return False
