"""Where a draft or a new entry goes: the folder of a lesson, its language and ids, and names that are free there.

The lesson is looked at and not judged, so that one with mistakes in it can be gone on with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from handouts.errors import ContentError, PublishError, UsageError, one_problem
from handouts.model.project import Project
from handouts.model.readers import slug
from handouts.model.text import LANGUAGE_TAG
from handouts.reader import read_project
from handouts.reader.sources import gather, strings
from handouts.reader.strays import lesson_files, single_file

_NAME = re.compile(r"[^\W_][\w-]{0,60}")


@dataclass(frozen=True)
class Home:
    """A lesson that something is added to.

    `begun` says that there is something of it already; `single` that it is one Markdown file so far. `languages` are
    its own, or those of the project, its main one first. `files` are those that it consists of, and `lists` which of
    them has entries of which kind; `tasks` the ids of its tasks.
    """

    root: Path
    lesson: str
    languages: tuple[str, ...]
    ids: tuple[str, ...] = ()
    begun: bool = False
    single: Path | None = None
    files: tuple[Path, ...] = ()
    lists: dict[str, tuple[Path, ...]] | None = None
    tasks: tuple[str, ...] = ()

    @property
    def folder(self) -> Path:
        """Where its files lie."""
        return self.root / "content" / self.lesson

    @property
    def planned(self) -> bool:
        """Whether it has lesson plans, one of which a task should be in."""
        return "plans" in (self.lists or {})

    @property
    def language(self) -> str:
        """What texts without a language are in."""
        return self.languages[0]

    def free(self, name: str) -> str:
        """A name, or the same with a number, by which no file of the lesson goes; it is one that is read."""
        plain = slug(name) or "draft"
        plain = f"{plain}-draft" if plain.upper() == "README" else plain
        return _free(plain, self._stems())

    def free_picture(self, name: str, others: Iterable[str]) -> str:
        """A name for a picture that no file has."""
        stem, _, suffix = name.rpartition(".")
        there = self._stems() | {other.rpartition(".")[0] for other in others}
        return f"{_free(slug(stem) or 'picture', there)}.{suffix.lower()}"

    def _stems(self) -> set[str]:
        return {path.stem.casefold() for path in self.folder.glob("*")} if self.folder.is_dir() else set()

    def free_id(self, letter: str, after: str = "") -> str:
        """The next id with this letter that nothing in the lesson has, or the one after another."""
        number = int(after.removeprefix(letter) or 0) + 1
        while f"{letter}{number}" in self.ids:
            number += 1
        return f"{letter}{number}"


def _free(name: str, there: set[str]) -> str:
    number, found = 1, name
    while found.casefold() in there:
        number += 1
        found = f"{name}-{number}"
    return found


def home(root: Path, lesson: str | None, language: str | None = None) -> Home:
    """The lesson of this name, or the one that handouts.yaml names.

    Args:
        root: The project's folder.
        lesson: Its name.
        language: That of a new lesson, or of texts without one in one that is there.

    Raises:
        ContentError: handouts.yaml is not sound.
        UsageError: The name is none for a folder, or leads out of the project; or the language is another one.
    """
    project = read_project(root)
    name = lesson or project.lesson
    if lesson and not _NAME.fullmatch(lesson):
        raise UsageError(f'"{lesson}" cannot be the name of a lesson; use letters, digits and hyphens')
    folder = root / "content" / name
    if not folder.resolve().is_relative_to(root.resolve()):
        raise UsageError(f"content/{name} leads out of the project; name a lesson that lies in it")
    files, single = lesson_files(folder), single_file(folder)
    found_there = _looked_at(root, name, files, single if files == [single] else None, project)
    if language is None or language == found_there.language:
        return found_there
    if found_there.begun:
        main = found_there.language
        raise UsageError(
            f"texts without a language are {main} in this lesson; leave out --lang, or name a new --lesson"
        )
    if not LANGUAGE_TAG.match(language):
        raise UsageError(f'"{language}" is no language; use a tag such as de, en or fr')
    return replace(found_there, languages=(language,))


def _looked_at(root: Path, name: str, files: list[Path], single: Path | None, project: Project) -> Home:
    sources = gather(files, root)
    ids = [str(entry["id"]) for _, entries in _lists(sources.data) for entry in entries if "id" in entry]
    owners: dict[str, list[Path]] = {}
    for file in files:
        for key, _ in _lists(gather([file], root).data):
            owners.setdefault(key, []).append(file)
    languages = strings(sources.data.get("languages")) or tuple(project.languages)
    return Home(
        root, name, languages, tuple(ids), bool(files), single, tuple(files),
        {key: tuple(paths) for key, paths in owners.items()},
        tuple(str(one["id"]) for one in dict(_lists(sources.data)).get("tasks", []) if "id" in one),
    )  # fmt: skip


def _lists(data: dict[str, Any]) -> list[tuple[str, list[dict[str, Any]]]]:
    return [
        (key, [one for one in value if isinstance(one, dict)]) for key, value in data.items() if isinstance(value, list)
    ]


def refuse_beside_pictures(place: Home) -> None:
    """Refuse to make the folder of a lesson that is one file with pictures beside it: they would be looked for there.

    Raises:
        UsageError: It is so.
    """
    if place.single is None or place.folder.is_dir():
        return
    if re.search(r"!\[[^\]]*\]\(", place.single.read_text("utf-8", "replace")):
        file = place.single.relative_to(place.root)
        raise UsageError(
            f"the lesson is one file with pictures beside it ({file}); make the folder content/{place.lesson}, move "
            "the file and its pictures into it, and do this once more"
        )


def write_new(path: Path, content: bytes) -> Path:
    """Write a file that is not there yet.

    Raises:
        PublishError: It is there, or cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError as error:
        raise PublishError(one_problem(path, "is there already, and stays as it is; choose another name")) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise PublishError(one_problem(path, f"cannot be written ({reason}); mend the rights of its folder")) from error
    return path


def refuse_missing(file: Path) -> None:
    """Refuse what is no plain file.

    Raises:
        ContentError: It is a pipe, a device, or not there.
    """
    if not file.is_file():
        raise ContentError(one_problem(file, "is no file; name one to be read"))
