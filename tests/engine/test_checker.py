"""`checker.find` finds everything, and looks only at what may have changed since it was sound."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from handouts import pipeline
from handouts.engine import checker, proofs
from handouts.errors import HandoutsError


@pytest.fixture
def project(tiny: Path, tmp_path: Path, kept: Path) -> Path:
    return Path(shutil.copytree(tiny, tmp_path / "copy", ignore=shutil.ignore_patterns("output")))


@pytest.fixture
def proofed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The editions that are looked at, one after another."""
    found: list[str] = []
    prepare = pipeline.prepare

    def told(workspace: pipeline.Workspace, edition: object) -> pipeline.Job:
        found.append(str(edition))
        return prepare(workspace, edition)  # type: ignore[arg-type]

    monkeypatch.setattr(proofs, "prepare", told)
    return found


def changed(path: Path, old: str, new: str) -> None:
    words = path.read_text(encoding="utf-8")
    assert old in words
    path.write_text(words.replace(old, new), encoding="utf-8")


def test_a_sound_project_is_not_opened_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = checker.find(project)
    assert not first.problems

    def never(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(pipeline.Workspace, "open", never)
    assert checker.find(project) == first
    with pytest.raises(AssertionError):
        checker.find(project, strict=True)


def test_only_editions_are_looked_at_whose_lesson_has_changed(project: Path, proofed: list[str]) -> None:
    checker.find(project)
    assert len(proofed) == len(set(proofed)) > 4
    everything = set(proofed)
    proofed.clear()
    changed(project / "content/tiny/lesson.yaml", '"Das Grundgesetz"', '"Unser Grundgesetz"')
    checker.find(project)
    assert proofed
    assert {name for name in everything if name.startswith("de/")} == set(proofed)


def test_what_others_have_concerns_whoever_may_link_to_it(project: Path, proofed: list[str]) -> None:
    checker.find(project)
    everything = set(proofed)
    proofed.clear()
    changed(project / "content/tiny/materials.yaml", "id: M5b", "id: M5c")
    changed(project / "content/tiny/tasks.yaml", "shows: [M4a, M5b]", "shows: [M4a, M5c]")
    checker.find(project)
    assert {name for name in everything if "/class/" in name} <= set(proofed)


def test_a_template_concerns_every_edition(project: Path, proofed: list[str]) -> None:
    checker.find(project)
    count = len(proofed)
    template = project / "templates/worksheet/html.j2"
    template.parent.mkdir(parents=True, exist_ok=True)
    template.write_text("{{ nothing_of_this_name }}", encoding="utf-8")
    for _ in range(2):
        proofed.clear()
        assert any("nothing_of_this_name" in problem.message for problem in checker.find(project).problems)
    assert 0 < len(proofed) < count, "those that are sound are not looked at twice"


def test_what_cannot_be_read_is_told_each_time(project: Path) -> None:
    checker.find(project)
    changed(project / "content/tiny/tasks.yaml", "level: I\n", "level: IV\n")
    for _ in range(2):
        with pytest.raises(HandoutsError, match="IV"):
            checker.find(project)
