"""What the tests of checks share: a copy of the tiny project, what is changed in it, and what is found then."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from handouts import reader
from handouts.checks import check_lesson

Change = Callable[..., list[str]]


@pytest.fixture
def change(tmp_path: Path, tiny: Path) -> Change:
    """`change("tasks.yaml", (old, new), …)`: what is found once the first occurrences of strings are replaced.

    Most changes are to one language; that its numbers then differ from those of the other is left out.
    """
    root = tmp_path / "project"
    shutil.copytree(tiny, root)

    def change(name: str, *changes: tuple[str, str]) -> list[str]:
        path = root / name if name == "handouts.yaml" else root / "content" / "tiny" / name
        text = path.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        path.write_text(text, encoding="utf-8")
        content = reader.read_all(root)
        found = check_lesson(content.lesson, content.project, content.positions, reader.project_positions(root))
        return [str(problem) for problem in found if "the numbers differ" not in problem.message]

    return change
