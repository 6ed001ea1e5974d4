"""`checker.find` finds everything, and looks only at what may have changed since it was sound."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from handouts import pipeline
from handouts.engine import checker, proofs
from handouts.engine.workers import forked
from handouts.errors import HandoutsError

from ..small import small, task


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
    monkeypatch.setattr(forked, "available", lambda: 1)  # a fork would tell it to nobody
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


PLANS = [
    {"id": f"L{number}", "minutes": 20, "title": {"de": f"Stunde {number}"},
     "phases": [{"minutes": 20, "name": {"de": "Arbeit"}, "tasks": tasks}]}
    for number, tasks in ((1, ["K1", "K2"]), (2, ["K3"]))
]  # fmt: skip


@pytest.mark.usefixtures("kept")
def test_a_sheet_is_looked_at_only_if_something_on_it_has_changed(tmp_path: Path, proofed: list[str]) -> None:
    project = small(tmp_path, tasks=[task("K3", "III", prompt={"de": "Sage nichts dazu."})], plans=PLANS)
    content = project / "content/small/lesson.yaml"
    assert not checker.find(project).problems
    assert {"de/a/worksheet-1.pdf", "de/a/worksheet-2.pdf", "de/a/handout.pdf"} == set(proofed)
    proofed.clear()
    changed(content, "Sage nichts dazu.", "Sage gar nichts dazu.")
    assert not checker.find(project).problems
    assert "de/a/worksheet-2.pdf" in proofed
    assert "de/a/worksheet-1.pdf" not in proofed
    proofed.clear()
    changed(content, "Sage gar nichts dazu.", "Sage nichts 🦖 dazu.")
    assert any("U+1F996" in problem.message for problem in checker.find(project).problems)


@pytest.mark.usefixtures("kept")
def test_a_sheet_that_asks_for_other_plans_is_looked_at_if_they_have_changed(
    tmp_path: Path, proofed: list[str]
) -> None:
    project = small(tmp_path, tasks=[task("K3", "III", prompt={"de": "Sage nichts dazu."})], plans=PLANS)
    template = project / "templates/worksheet/html.j2"
    template.parent.mkdir(parents=True)
    template.write_text(
        '{% extends "@base/worksheet/html.j2" %}{% block body %}{{ super() }}{% for sheet, part in plan_sheets() %}'
        "{% for task in part.tasks %}<p>{{ task.prompt }}</p>{% endfor %}{% endfor %}{% endblock %}",
        "utf-8",
    )
    assert not checker.find(project).problems
    proofed.clear()
    changed(project / "content/small/lesson.yaml", "Sage nichts dazu.", "Sage gar nichts dazu.")
    assert not checker.find(project).problems
    assert {"de/a/worksheet-1.pdf", "de/a/worksheet-2.pdf"} <= set(proofed)


def test_numbers_that_agreed_are_found_once_they_do_not(project: Path) -> None:
    assert not checker.find(project).problems
    path = project / "content/tiny/lesson.yaml"
    words = path.read_text("utf-8")
    path.write_text(words.replace('"Das Grundgesetz"', '"Das Grundgesetz in 7 Teilen"', 1), "utf-8")
    for _ in range(2):
        assert any("the numbers differ" in problem.message for problem in checker.find(project).problems)


def test_forks_find_what_one_process_finds(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed(project / "content/tiny/lesson.yaml", '"Das Grundgesetz"', '"Das Grundgesetz 🦖"')
    changed(project / "content/tiny/tasks.yaml", "shows: [M4a, M5b]", "shows: [M4a, M5b, M4a]")
    found = []
    for processes in (1, 3):
        monkeypatch.setattr(forked, "available", lambda count=processes: count)
        found.append(checker.find(project))
    assert found[0] == found[1]
    assert any("🦖" in problem.message or "U+1F996" in problem.message for problem in found[0].problems)


def test_a_letter_without_a_glyph_is_found_after_pages_were_sound(project: Path) -> None:
    assert not checker.find(project).problems
    changed(project / "content/tiny/lesson.yaml", '"Das Grundgesetz"', '"Das Grundgesetz 🦖"')
    assert any("U+1F996" in problem.message for problem in checker.find(project).problems)
    changed(project / "content/tiny/lesson.yaml", '"Das Grundgesetz 🦖"', '"Das Grundgesetz"')
    assert not checker.find(project).problems


def test_another_brand_is_looked_at_anew(project: Path, root: Path, proofed: list[str]) -> None:
    assert not checker.find(project).problems
    everything = set(proofed)
    proofed.clear()
    brand = project / "templates/themes/classic/brand.yaml"
    brand.parent.mkdir(parents=True)
    words = (root / "templates/themes/classic/brand.yaml").read_text("utf-8")
    brand.write_text(f"{words}\n# another one\n", encoding="utf-8")
    assert not checker.find(project).problems
    assert set(proofed) == everything
