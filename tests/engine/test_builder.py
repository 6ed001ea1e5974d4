"""What a build makes, in which order, and what it enters of each file."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pypdf import PdfReader

from handouts.engine import builder
from handouts.engine.builder import Durations
from handouts.engine.plan import editions
from handouts.engine.project_plan import build_editions
from handouts.engine.report import Report
from handouts.engine.state.manifest import inputs_of
from handouts.engine.workers.worker import Result
from handouts.pipeline import Job, Made, Workspace

Weigh = Callable[[Job], float]
TEACHERS = {f"{language}/{audience}/teacher.pdf" for language in ("de", "en") for audience in ("class", "adult")}


@pytest.fixture
def project(tiny: Path, tmp_path: Path, kept: Path) -> Path:
    return Path(shutil.copytree(tiny, tmp_path / "project", ignore=shutil.ignore_patterns("output")))


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, float]]:
    """Each job that is given to workers, in that order, with its weight; nothing is set, so a build takes no time."""
    jobs_given: list[tuple[str, float]] = []

    def done(jobs: Iterator[Job], options: object, *, weigh: Weigh, started: Callable[[Job], None]) -> Iterator[Result]:
        for job in jobs:
            jobs_given.append((job.edition, weigh(job)))
            started(job)
            yield Result(job, Made(job.html.encode(), 1), 0.5)

    monkeypatch.setattr(builder, "perform_all", done)
    return jobs_given


def make(project: Path, **choice: Any) -> Report:
    workspace = Workspace.open(project)
    return build_editions(workspace, editions(workspace.project, workspace.lesson, **choice), project / "output")


def written(report: Report, project: Path) -> set[str]:
    return {path.relative_to(project / "output").as_posix() for path in report.written}


def change(project: Path, name: str, old: str, new: str) -> None:
    path = project / "content" / "tiny" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.slow
def test_an_expected_answer_concerns_nobody_but_teachers(project: Path, given: list[tuple[str, float]]) -> None:
    assert len(make(project).written) == 24
    change(project, "tasks.yaml", "Eigenes Urteil mit zwei Gründen.", "Eigenes Urteil mit drei Gründen.")
    changed = make(project)
    assert written(changed, project) == {name for name in TEACHERS if name.startswith("de/")}
    assert len(changed.fresh) == 22
    change(project, "tasks.yaml", "Own judgement with two reasons.", "Own judgement with three reasons.")
    assert written(make(project), project) == TEACHERS - written(changed, project)
    assert make(project).written == []


@pytest.mark.parametrize("longest", ["poster", "flashcards"])
def test_what_took_longest_the_last_time_is_begun_with(
    project: Path, given: list[tuple[str, float]], longest: str
) -> None:
    expected = Durations.of(project)
    seconds = {f"de/class/{name}.pdf": 50.0 if name == longest else 10.0 for name in ("poster", "flashcards")}
    for name, each in seconds.items():
        expected.note(name, each)
    expected.keep()
    make(project, languages=["de"], documents=["poster", "flashcards"])
    assert given == sorted(seconds.items(), key=lambda one: -one[1])
    assert Durations.of(project).known == dict.fromkeys(seconds, 0.5), "and how long it takes now is remembered"


def test_what_is_not_known_weighs_by_its_length(project: Path, given: list[tuple[str, float]]) -> None:
    make(project, languages=["de"], audiences=["class"], documents=["handout", "poster"])
    weights = dict(given)
    assert weights["de/class/handout.pdf"] > weights["de/class/poster.pdf"] > 0


def test_the_manifest_says_how_many_pages_and_slides_there_are_and_of_what(project: Path) -> None:
    chosen = {"languages": ["de"], "audiences": ["class"], "documents": ["teacher", "deck"]}
    assert make(project, **chosen).failed == {}
    manifest = json.loads((project / "output/manifest.json").read_text("ascii"))
    entries = manifest["outputs"]
    pages = len(PdfReader(project / "output/de/class/teacher.pdf").pages)
    slides = len(Presentation(str(project / "output/de/class/deck.pptx")).slides)
    assert min(pages, slides) > 1
    assert entries["de/class/teacher.pdf"]["pages"] == pages
    assert entries["de/class/deck.pptx"]["slides"] == slides
    assert manifest["inputs"] == inputs_of(project)
    assert "content/tiny/tasks.yaml" in manifest["inputs"]
    (project / "templates").mkdir()
    (project / "templates/notes.txt").write_text("read by nobody", "utf-8")
    make(project, **chosen)
    assert "templates/notes.txt" in json.loads((project / "output/manifest.json").read_text("ascii"))["inputs"]
