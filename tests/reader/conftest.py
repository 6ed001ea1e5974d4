"""A copy of the tiny project to break, and a way to say what is broken and where."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from handouts import reader
from handouts.errors import ContentError, Problem

HERE = "¦"
"""Stands in replacements where the problem is expected."""


@dataclass(frozen=True)
class Copy:
    """A project that a test may change."""

    root: Path

    @property
    def content(self) -> Path:
        return self.root / "content" / "tiny"

    def file(self, name: str) -> Path:
        return self.root / name if name == "handouts.yaml" else self.content / name

    def change(self, name: str, old: str, new: str) -> str:
        """Replace the one occurrence of a string in a file; returns `path:line:column` of the mark in `new`."""
        path = self.file(name)
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in {name}"
        text = text.replace(old, new)
        before = text.partition(HERE)[0]
        path.write_text(text.replace(HERE, ""), encoding="utf-8")
        shown = path.relative_to(self.root).as_posix()
        return f"{shown}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"

    def problems(self) -> tuple[Problem, ...]:
        """What reading all of it finds."""
        try:
            reader.read_all(self.root)
        except ContentError as error:
            return error.problems
        return ()

    def messages(self) -> list[str]:
        return [str(problem) for problem in self.problems()]


@pytest.fixture
def copy(tmp_path: Path, tiny: Path) -> Copy:
    shutil.copytree(tiny, tmp_path / "project", ignore=shutil.ignore_patterns("output", "__pycache__"))
    return Copy(tmp_path / "project")
