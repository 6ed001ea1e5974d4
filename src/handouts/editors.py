"""What editors get to help authors: the schemas of a project's files, and the line that makes editors use them."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from handouts import reader
from handouts.errors import HandoutsError
from handouts.schema import SCHEMAS, schemas
from handouts.starter import starter

SCHEMA_FOLDER = PurePosixPath(".handouts/schema")
"""Below a project; the files name it in their first line, so it is the same in each."""
_MARK = "# yaml-language-server: $schema="


def schema_files(root: Path | None = None) -> dict[str, str]:
    """The text of each schema file by its name.

    Args:
        root: A project: every text has to be given in its languages. A broken one has none yet, and needs help most.
    """
    try:
        languages = reader.read_project(root).languages if root else ()
    except HandoutsError:
        languages = ()
    words = reader.read_labels(starter() / "templates/labels/en.yaml", root=starter())
    return {f"{name}.json": text for name, text in schemas(languages, words).items()}


def mark(path: PurePosixPath) -> str | None:
    """The first line of a project's file that names its schema; None if it has none.

    YAML Language Server defines it; VS Code, Neovim, Emacs, Eclipse and others work with that.
    """
    name = _schema_of(path.parts)
    if name is None:
        return None
    return _MARK + PurePosixPath(*[".."] * (len(path.parts) - 1), SCHEMA_FOLDER, f"{name}.json").as_posix()


def _schema_of(parts: tuple[str, ...]) -> str | None:
    match parts:
        case ("handouts.yaml",):
            found = "project"
        case ("content", _, name) if name.endswith(".yaml"):
            found = "content"
        case ("templates", "themes", _, "brand.yaml"):
            found = "brand"
        case ("templates", "labels", name) if name.endswith(".yaml"):
            found = "labels"
        case _:
            return None
    assert found in SCHEMAS
    return found


def unmarked(root: Path) -> dict[str, str]:
    """The files of a project whose schema no editor would find, and the line that each should begin with."""
    paths = (path.relative_to(root) for path in sorted(root.rglob("*.yaml")) if path.is_file())
    lines = {path.as_posix(): mark(PurePosixPath(path.as_posix())) for path in paths}
    return {
        name: line
        for name, line in lines.items()
        if line and _MARK not in (root / name).read_bytes()[:4096].decode("utf-8", "replace")
    }
