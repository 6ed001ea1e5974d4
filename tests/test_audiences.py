"""An audience of one's own in handouts.yaml, from the file to what its readers hold: no line of code, no other file."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from handouts.engine.plan import editions
from handouts.errors import ContentError
from handouts.pipeline import Workspace, prepare, render

OWN = """\
  - {id: simple, based_on: class, wordings: [easy], address: sie}
  - {id: evening, based_on: simple, theme: plain, short: {de: "Abend", en: "Evening"}}
"""
ACCENT = "#3b2a66"


@pytest.fixture
def project(tmp_path: Path, tiny: Path, root: Path) -> Path:
    folder = tmp_path / "project"
    shutil.copytree(tiny, folder, ignore=shutil.ignore_patterns("output"))
    with (folder / "handouts.yaml").open("a", encoding="utf-8") as file:
        file.write(OWN)
    brand = (root / "templates" / "themes" / "classic" / "brand.yaml").read_text(encoding="utf-8")
    theme = folder / "templates" / "themes" / "plain" / "brand.yaml"
    theme.parent.mkdir(parents=True)
    theme.write_text(brand.replace("#1d4565", ACCENT), encoding="utf-8")
    return folder


def page(project: Path, audience: str, document: str = "worksheet", language: str = "de") -> str:
    workspace = Workspace.open(project)
    (edition,) = editions(
        workspace.project, workspace.lesson, audiences=[audience], languages=[language], documents=[document]
    )
    return render(workspace, edition)


def test_an_audience_of_its_own_is_addressed_and_styled_as_it_says(project: Path) -> None:
    evening = page(project, "evening")
    assert "Kreuzen Sie an" in evening
    assert '<body class="worksheet evening simple class easy large"' in evening
    assert "Abend" in evening
    assert "Kreuze an" in page(project, "class")


def test_a_chain_of_audiences_is_built(project: Path, handouts: Callable[..., object], tmp_path: Path) -> None:
    done = handouts(
        "build", "--audience", "evening", "--lang", "en", "--only", "worksheet", "-o", tmp_path, cwd=project
    )
    assert getattr(done, "returncode", None) == 0
    assert (tmp_path / "en" / "evening" / "worksheet.pdf").read_bytes().startswith(b"%PDF-")


def test_templates_of_the_base_are_used_and_its_own_go_before(project: Path) -> None:
    for audience, words in (("class", "Klassenblatt"), ("evening", "Abendblatt")):
        path = project / "templates" / "audiences" / audience / "worksheet" / "html.j2"
        path.parent.mkdir(parents=True)
        block = f'{{% extends "@base/worksheet/html.j2" %}}{{% block name %}}{words}{{% endblock %}}'
        path.write_text(block, encoding="utf-8")
    assert "Klassenblatt" in page(project, "simple")
    assert "Abendblatt" in page(project, "evening")
    assert "blatt" not in page(project, "adult").replace("Arbeitsblatt", "")


def test_each_audience_has_the_look_it_asks_for(project: Path) -> None:
    workspace = Workspace.open(project)
    looks = {}
    for edition in editions(workspace.project, workspace.lesson, languages=["en"], documents=["worksheet"]):
        job = prepare(workspace, edition)
        looks[edition.audience.id] = job.brand.colours.accent
        assert f"--accent: {job.brand.colours.accent};" in job.css[0]
    assert looks == {**dict.fromkeys(("class", "adult", "simple"), "#1d4565"), "evening": ACCENT}


def test_a_theme_with_a_mistake_is_told_even_if_one_audience_only_has_it(project: Path) -> None:
    path = project / "templates" / "themes" / "plain" / "brand.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("name:", "nme:"), encoding="utf-8")
    with pytest.raises(ContentError, match=r'plain/brand\.yaml:\d+:1: unknown key "nme"; did you mean "name"'):
        Workspace.open(project)


def test_pupils_of_an_audience_of_its_own_get_nothing_of_the_teacher(project: Path) -> None:
    lesson = Workspace.open(project).lesson
    answers = [str(answer.text) for task in lesson.tasks if not task.closed for answer in task.expected]
    assert len(answers) > 2
    for document in ("handout", "worksheet"):
        sheet = " ".join(page(project, "evening", document).split())
        assert not [answer for answer in answers if answer in sheet]
    book = " ".join(page(project, "evening", "teacher").replace("\u00a0", " ").split())
    assert all(answer in book for answer in answers[-1:])
