"""What the shell offers after Tab for names that only the project knows.

It has to answer while somebody types, so the settings are skimmed rather than read, which takes longer than all the
rest; only what is written in some other way than usual is read properly.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import click

from handouts.cli.project import PROJECT_FILE, root
from handouts.errors import HandoutsError

Names = Callable[[click.Context, click.Parameter, str], list[str]]

_ENTRY = r"[\"']?([A-Za-z][\w-]*)"


def names_of(kind: str) -> Names:
    """A completion for `languages`, `documents` or `audiences` of the project that the command is about."""

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
        try:
            project = root(_given(ctx))
            found = skim((project / PROJECT_FILE).read_text(encoding="utf-8"), kind) or _read(project, kind)
        except (HandoutsError, OSError, UnicodeDecodeError):
            return []
        return [name for name in found if name.startswith(incomplete)]

    return complete


def skim(settings: str, kind: str) -> list[str]:
    """The names under one key of handouts.yaml, as they are usually written; nothing if they are written otherwise."""
    block = re.search(rf"^{kind}:(.*(?:\n(?:[ \t#-].*)?)*)", settings, re.MULTILINE)
    if block is None:
        return []
    words = re.sub(r"(?:^|\s)#.*", "", block[1])
    if kind == "audiences":
        return re.findall(rf"^\s*-\s+\{{?\s*id:\s*{_ENTRY}", words, re.MULTILINE)
    if flow := re.match(r"\s*\[([^\]]*)\]", words):
        return re.findall(_ENTRY, flow[1])
    return re.findall(rf"^\s*-\s+{_ENTRY}", words, re.MULTILINE)


def _given(ctx: click.Context) -> Path | None:
    folder = ctx.params.get("folder")
    return Path(folder) if folder else None


def _read(project: Path, kind: str) -> list[str]:
    from handouts.reader import read_project

    found = read_project(project)
    return [audience.id for audience in found.audiences] if kind == "audiences" else list(getattr(found, kind))
