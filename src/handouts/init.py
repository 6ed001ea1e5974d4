"""A new project in a folder of its own: whole or not at all."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from handouts import reader
from handouts.editors import SCHEMA_FOLDER, schema_files
from handouts.errors import ContentError, PublishError, UsageError, one_problem
from handouts.model.readers import slug
from handouts.starter import around, starter

_AROUND = {"README.md": "README.md", "gitignore": ".gitignore", "templates/README.md": "templates/README.md"}
"""What lies around every lesson, and what it is called in a project."""


def init(target: Path, name: str, file: Path | None = None) -> None:
    """Make a project in `target`, which is not there yet or an empty folder.

    It is put together beside its place and moved there at the end, so that whatever happens there is a whole project or
    none.

    Args:
        target: Where to.
        name: One of `starter.STARTERS`, or of `starter.FIRST`.
        file: A lesson in Markdown to begin with instead; it is copied, with the pictures that it names beside it.

    Raises:
        UsageError: Something is there already; it is left as it is. Or the file is no lesson.
        PublishError: The folder cannot be written.
    """
    _refuse_what_is_there(target)
    made: Path | None = None
    place = target if target.is_dir() else target.parent
    new = [folder for folder in (place, *place.parents) if not folder.exists()]
    try:
        place.mkdir(parents=True, exist_ok=True)
        made = place / f".handouts-{os.urandom(4).hex()}"
        made.mkdir()  # with the rights that the umask leaves, unlike with tempfile
        _fill(made, name) if file is None else _fill_from(made, file)
        _move_into(made, target) if target.is_dir() else made.rename(target)
    except OSError as error:
        reason = error.strerror or str(error)
        raise PublishError(one_problem(target, f"cannot be written ({reason}); choose another folder")) from error
    finally:
        if made is not None:
            shutil.rmtree(made, ignore_errors=True)
        for folder in new:
            with suppress(OSError):  # it holds the project now
                folder.rmdir()


def _refuse_what_is_there(target: Path) -> None:
    if target.is_symlink() and not target.exists():
        raise UsageError(f"{target} is a link to nowhere; name another folder, or delete the link")
    if not target.exists():
        return
    if not target.is_dir():
        raise UsageError(f"{target} is a file; name a folder that is not there yet")
    there = sorted(path.name for path in target.iterdir())
    if "handouts.yaml" in there:
        raise UsageError(f"{target} is a project already; go on with: handouts build -C {target}")
    if there:
        seen = ", ".join(there[:3]) + (" …" if len(there) > 3 else "")
        raise UsageError(
            f"{target} is not empty ({seen}), so nothing was written; name a folder in it that is not there yet, "
            f"such as: handouts init {target / 'lesson'}"
        )


def _fill(folder: Path, name: str) -> None:
    """Put everything of a project into an empty folder."""
    source = starter(name)
    lesson = reader.read_project(source).lesson
    shutil.copyfile(source / "handouts.yaml", folder / "handouts.yaml")
    for path in sorted((source / "content" / lesson).rglob("*")):
        inner = path.relative_to(source)
        if path.is_file() and not any(part.startswith(".") for part in inner.parts):
            (folder / inner).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, folder / inner)
    _surround(folder)


def _fill_from(folder: Path, file: Path) -> None:
    """Put a project around a lesson in Markdown: the file, its pictures, and settings in its language."""
    if not file.is_file():
        raise UsageError(f"there is no file {file}; correct its name, or write the lesson first")
    name = slug(file.stem) or "lesson"
    try:
        found = reader.read_markdown(file)
    except ContentError as error:
        raise UsageError("\n".join(map(str, error.problems))) from error
    if len(found.languages) != 1:
        raise UsageError(
            f'{file} does not say in which language it is written; begin it with the three lines "---", "language: en" '
            'and "---", or "language: de"'
        )
    (folder / "content").mkdir()
    shutil.copyfile(file, folder / "content" / f"{name}.md")
    for picture in found.pictures:
        source, target = file.parent / picture, folder / "content" / picture
        if source.is_file() and target.resolve().is_relative_to((folder / "content").resolve()):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    (language,) = found.languages
    template = around() / f"handouts-{language}.yaml"
    template = template if template.is_file() else around() / "handouts-en.yaml"
    settings = template.read_text("utf-8").format(lesson=name, language=language)
    (folder / "handouts.yaml").write_text(settings, encoding="utf-8", newline="\n")
    _surround(folder)


def _surround(folder: Path) -> None:
    """Put what every project has around its lesson."""
    shutil.copyfile(starter() / "content/README.md", folder / "content/README.md")
    for packaged, own in _AROUND.items():
        (folder / own).parent.mkdir(exist_ok=True)
        shutil.copyfile(around() / packaged, folder / own)
    schemas = folder / SCHEMA_FOLDER
    schemas.mkdir(parents=True)
    for file, text in schema_files(folder).items():
        (schemas / file).write_text(text, encoding="utf-8", newline="\n")


def _move_into(made: Path, target: Path) -> None:
    """Move all parts up into the folder that they were made in; the settings last, since they make it a project."""
    moved: list[Path] = []
    try:
        for part in sorted(made.iterdir(), key=lambda part: part.name == "handouts.yaml"):
            moved.append(target / part.name)
            part.rename(moved[-1])
    except BaseException:
        for path in moved:
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
        raise
