"""The files of a lesson's pictures: which are there, which are not there yet, and which nobody names.

That a file is missing is no mistake if the picture says where to get one: whoever puts it into the folder under that
name finds it in the next build. Nothing is opened here; pixels are read when an edition shows them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from handouts.errors import ContentError, Problem
from handouts.model.lesson import Lesson
from handouts.model.picture import Picture
from handouts.model.position import Positions
from handouts.nearest import suggestion
from handouts.pictures.printed import LARGEST
from handouts.reader.files import read_bytes, refuse_unsafe, shown

SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".tif", ".tiff", ".svg")
"""Of what may be a picture; other files of a lesson's folder are somebody's notes."""


@dataclass(frozen=True)
class PictureFiles:
    """The files of a lesson's pictures.

    `files` are those that are there, by the id of the picture and the language of the edition; `absent` the names of
    those that a picture lacks; `unnamed` what lies in the folder and no picture names.
    """

    root: Path = Path()
    files: Mapping[tuple[str, str], Path] = field(default_factory=dict)
    absent: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unnamed: tuple[str, ...] = ()

    def read(self, picture: str, language: str) -> bytes:
        """The file of a picture.

        Raises:
            ContentError: It cannot be read.
        """
        return read_bytes(self.files[picture, language], self.root, LARGEST)

    def name(self, picture: str, language: str) -> str:
        """What messages call it."""
        return shown(self.files[picture, language], self.root)


def home_of(root: Path, lesson: str) -> Path:
    """The folder in which the files of a lesson's pictures lie: its own, or that of the one file it consists of."""
    folder = root / "content" / lesson
    return folder if folder.is_dir() else folder.parent


def picture_files(lesson: Lesson, folder: Path, root: Path, positions: Positions) -> PictureFiles:
    """Look for the files that pictures name.

    Args:
        lesson: Whose pictures they are.
        folder: Its folder.
        root: The project's folder, out of which no file may lead.
        positions: Where the lesson is written.

    Raises:
        ContentError: One cannot be used, or is not there and nothing is said of where to get it; with all of them.
    """
    files: dict[tuple[str, str], Path] = {}
    absent: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    there = sorted(lying(folder)) if lesson.pictures else []
    for index, picture in enumerate(lesson.pictures):
        names = {language: picture.file_in(language) for language in lesson.languages if picture.file}
        missing = dict.fromkeys(name for name in names.values() if not (folder / name).exists())
        if missing or not names:
            absent[picture.id] = tuple(shown(folder / name, root) for name in missing)
        if missing and picture.get is None:
            problems += _untold(picture, missing, there, positions, index)
        for language, name in names.items():
            if name not in missing:
                files[picture.id, language] = folder / name
                problems += _unsafe(folder / name, root, positions, picture, index)
    if problems:
        raise ContentError(dict.fromkeys(problems))
    named = {picture.file_in(language) for picture in lesson.pictures for language in lesson.languages}
    own = folder != root / "content"  # others may lie there for other lessons
    unnamed = tuple(shown(folder / name, root) for name in there if own and name not in named)
    return PictureFiles(root, files, absent, unnamed)


def lying(folder: Path) -> Iterator[str]:
    """The pictures in a lesson's folder, by their names below it."""
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.suffix.lower() in SUFFIXES and not any(part.startswith(".") for part in Path(name).parts):
            yield name


def _untold(
    picture: Picture, missing: Iterable[str], lying: Sequence[str], positions: Positions, index: int
) -> Iterator[Problem]:
    for name in missing:
        advice = suggestion(name, lying, 'put it there, or say where to obtain it with "get"')
        message = f"picture {picture.id}: there is no file {name} in the lesson's folder{advice}"
        yield positions.problem(("pictures", index, "file"), message)


def _unsafe(path: Path, root: Path, positions: Positions, picture: Picture, index: int) -> Iterator[Problem]:
    try:
        refuse_unsafe(path, root, LARGEST)
    except ContentError as error:
        for problem in error.problems:
            message = f"picture {picture.id}: {problem.path} {problem.message}"
            yield positions.problem(("pictures", index, "file"), message)
