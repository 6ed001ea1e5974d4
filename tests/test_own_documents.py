"""Documents that a project adds: pages and slides, for learners unless they are declared to be for teachers."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from handouts.engine.plan import editions
from handouts.errors import ContentError, UsageError
from handouts.model.edition import Edition
from handouts.model.lesson import Lesson
from handouts.pipeline import Workspace, context, perform, prepare, render
from handouts.slides import parse_deck

ROOT = Path(__file__).resolve().parents[1]
SHEET = '{% extends "shared/page.j2" %}{% block name %}Blatt{% endblock %}{% block body %}<p>Hallo</p>{% endblock %}'


@pytest.fixture
def project(tiny: Path, tmp_path: Path) -> Path:
    """A copy of the tiny project, free to be changed."""
    return Path(shutil.copytree(tiny, tmp_path / "project", ignore=shutil.ignore_patterns("output")))


def add(project: Path, name: str, text: str, settings: str = "") -> None:
    """A document of the project's own."""
    (project / "templates" / name).mkdir(parents=True)
    (project / "templates" / name / "html.j2").write_text(text, "utf-8")
    path = project / "handouts.yaml"
    lines = path.read_text("utf-8").splitlines()
    (index,) = (index for index, line in enumerate(lines) if line.startswith("documents:"))
    lines[index] = lines[index].replace("]", f", {name}]")
    path.write_text("\n".join([*lines, settings, ""]), "utf-8")


def opened(project: Path, document: str, audience: str = "class") -> tuple[Workspace, Edition]:
    workspace = Workspace.open(project)
    found = editions(workspace.project, workspace.lesson, documents=[document], audiences=[audience], languages=["de"])
    return workspace, found[0]


def test_pages_of_ones_own(project: Path) -> None:
    add(project, "sheet", SHEET)
    workspace, edition = opened(project, "sheet")
    job = prepare(workspace, edition)
    assert str(edition) == "de/class/sheet.pdf"
    assert len(job.css) == 2  # without print.css the shared style is all
    assert perform(job).data.startswith(b"%PDF")
    (project / "templates/sheet/print.css").write_text("p { color: var(--ink) }", "utf-8")
    assert prepare(workspace, edition).css[-1] == "p { color: var(--ink) }"


def test_slides_of_ones_own(project: Path) -> None:
    extra = '{% extends "deck/html.j2" %}{% block after %}<section><h2>Ende</h2><p>Aus.</p></section>{% endblock %}'
    add(project, "overview", extra, "decks: [overview]")
    workspace, edition = opened(project, "overview")
    job = prepare(workspace, edition)
    assert str(edition) == "de/class/overview.pptx"
    slides = parse_deck(job.html).slides
    assert slides[-1].title[0].text == "Ende" if not isinstance(slides[-1].title, str) else slides[-1].title == "Ende"
    assert perform(job).data.startswith(b"PK")


def secrets(lesson: Lesson) -> Iterator[str]:
    """What only teachers may read, in German; an answer that is one of the options is there to be chosen."""
    for task in lesson.tasks:
        options = {str(option.text.narrowed(["de"])) for option in task.options}
        yield from {str(answer.text.narrowed(["de"])) for answer in task.expected} - options
    for plan in lesson.plans:
        yield from (str(phase.content.narrowed(["de"])) for phase in plan.phases)
    yield from (str(fact.statement.narrowed(["de"])) for fact in lesson.facts)
    yield from (str(slide.notes.narrowed(["de"])) for slide in lesson.slides if slide.notes)


def seen(value: Any) -> str:
    """All that a template can reach of the lesson and of its tasks."""
    views = [value["task_view"](task) for task in value["lesson"].tasks]
    return repr((value["lesson"], value["variants"], views, value["audience"], value["project"].audiences))


@pytest.mark.parametrize("slides", [False, True])
def test_learners_see_nothing_of_what_is_for_teachers(project: Path, slides: bool) -> None:
    add(project, "sheet", SHEET, "decks: [sheet]" if slides else "")
    workspace, edition = opened(project, "sheet")
    given = context(workspace, edition)
    told = [secret for secret in secrets(workspace.lesson) if secret in seen(given)]
    assert list(secrets(workspace.lesson))
    assert told == []
    assert all(not option.correct for task in given["lesson"].tasks for option in task.options)
    assert not any(given["task_view"](task).solution for task in given["lesson"].tasks)
    assert given["audience"].notes is None
    assert given["edition"].audience.notes is None
    assert not hasattr(given["task_view"], "keywords")  # nothing is to be reached through it


@pytest.mark.parametrize("slides", [False, True])
def test_what_is_declared_to_be_for_teachers_shows_answers(project: Path, slides: bool) -> None:
    declared = "for_teachers: [sheet]\n" + ("decks: [sheet]" if slides else "")
    add(project, "sheet", "{% for t in lesson.tasks %}{{ t.expected|length }}{% endfor %}", declared)
    workspace, edition = opened(project, "sheet")
    given = context(workspace, edition)
    assert set(render(workspace, edition)) - {"0"}
    assert [secret for secret in secrets(workspace.lesson) if secret in seen(given)]
    assert any(given["task_view"](task).solution for task in given["lesson"].tasks)


def test_worksheets_keep_their_gaps_and_columns(project: Path) -> None:
    """What learners are to order, match and fill in is there without what is right."""
    workspace, edition = opened(project, "worksheet")
    given = context(workspace, edition)
    shown = [given["task_view"](task) for task in given["lesson"].tasks]
    assert any(one.order or one.left or one.gaps for one in shown)
    assert not [words for one in shown for kind, words in one.gaps if kind == "gap" and words]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("decks: [shete]", 'decks: "shete" is not one of the documents; did you mean "sheet"?'),
        ("for_teachers: [zzz]", 'for_teachers: "zzz" is not one of the documents; add it there'),
        ("for_teachers: [worksheet]", 'for_teachers: "worksheet" comes with handouts and stays what it is'),
        ("decks: [handout]", 'decks: "handout" comes with handouts and stays what it is'),
        ("decks: [sheet, sheet]", '"sheet" is there twice'),
    ],
)
def test_declarations_are_about_ones_own_documents(project: Path, settings: str, said: str) -> None:
    add(project, "sheet", SHEET, settings)
    with pytest.raises(ContentError) as caught:
        Workspace.open(project)
    assert any(
        said in str(problem) and problem.path == "handouts.yaml" and problem.line for problem in caught.value.problems
    )


def test_a_document_without_a_template_is_an_error_with_its_line(project: Path) -> None:
    add(project, "sheet", SHEET)
    shutil.rmtree(project / "templates/sheet")
    workspace = Workspace.open(project)
    edition = editions(workspace.project, workspace.lesson, documents=["sheet"])[0]
    with pytest.raises(ContentError) as caught:
        prepare(workspace, edition)
    (problem,) = caught.value.problems
    assert problem.path == "handouts.yaml"
    assert problem.line
    assert 'there is no document "sheet"' in problem.message
    assert "create templates/sheet/html.j2" in problem.message


def test_slides_of_ones_own_are_not_put_on_sheets(project: Path) -> None:
    add(project, "overview", '{% extends "deck/html.j2" %}', "decks: [overview]")
    workspace = Workspace.open(project)
    with pytest.raises(UsageError, match="there is no booklet of overview"):
        editions(workspace.project, workspace.lesson, documents=["overview"], impositions=["booklet"])


def test_the_document_in_the_readme_works_for_every_audience() -> None:
    readme = (ROOT / "templates" / "README.md").read_text("utf-8")
    (text,) = re.findall(
        r"^```jinja\n(\{% extends \"shared/page\.j2\" %\}\n.*?)^```$", readme, re.MULTILINE | re.DOTALL
    )
    workspace = Workspace.open(ROOT)
    for audience in workspace.project.audiences:
        edition = Edition("handout", audience, audience.languages[0])
        renderer = workspace.renderer(audience, edition.language)
        made = renderer._environment.from_string(text).render(**context(workspace, edition))
        assert made.count("<dt>") >= 10
