"""`--plan`: the sheet and the reader of one lesson; and what files are called when there are several plans."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
SECOND = """plans:
  - id: L46
    suffix: last
    minutes: 5
    title: {de: "Zum Schluss", en: "At the end"}
    question: {de: "Was bleibt offen?", en: "What remains open?"}
    phases:
      - minutes: 5
        social_form: UG
        name: {de: "Ende", en: "End"}
        content: {de: "Fragen klären.", en: "Settle questions."}
        materials: [M2a]
"""


@pytest.fixture
def two(project: Path) -> Path:
    """The tiny project with a second plan, and readers."""
    tasks = project / "content/tiny/tasks.yaml"
    tasks.write_text(tasks.read_text("utf-8").replace("plans:\n", SECOND, 1), "utf-8")
    settings = project / "handouts.yaml"
    settings.write_text(
        settings.read_text("utf-8").replace("worksheet, teacher", "worksheet, reader, teacher"), "utf-8"
    )
    return project


def names(run: Run, project: Path, *chosen: str) -> list[str]:
    result = run("list", "-C", project, "--audience", "class", "--lang", "de", "--format", "json", *chosen)
    assert result.exit_code == 0, result.output
    return [edition["path"].rpartition("/")[2] for edition in json.loads(result.stdout)["editions"]]


def test_each_plan_has_a_sheet_and_a_reader(two: Path, run: Run) -> None:
    assert [name for name in names(run, two) if "worksheet" in name or "reader" in name] == [
        "worksheet-last.pdf",
        "worksheet-2.pdf",
        "reader-last.pdf",
        "reader-2.pdf",
    ]
    assert names(run, two, "--plan", "2") == ["worksheet-2.pdf", "reader-2.pdf"]
    assert names(run, two, "--plan", "last", "--only", "reader") == ["reader-last.pdf"]


def test_an_audience_may_have_some_of_them(two: Path, run: Run) -> None:
    settings = two / "handouts.yaml"
    settings.write_text(
        settings.read_text("utf-8").replace("    kanji: false\n", "    kanji: false\n    plans: [2]\n"), "utf-8"
    )
    assert [name for name in names(run, two) if "worksheet" in name] == ["worksheet-2.pdf"]


def test_a_plan_that_nobody_has(two: Path, run: Run) -> None:
    result = run("list", "-C", two, "--plan", "5")
    assert result.exit_code == 2
    assert 'there is no plan "5"; the project has last, 2' in result.output


def test_a_build_of_one_plan_and_what_is_fresh_then(two: Path, run: Run) -> None:
    chosen = ("-C", two, "--audience", "class", "--lang", "de", "--plan", "last")
    built = run("build", *chosen)
    assert built.exit_code == 0, built.output
    assert "built 2, fresh 0" in built.output
    assert "built 0, fresh 2" in run("build", *chosen).output
    told = json.loads((two / "output/manifest.json").read_text("utf-8"))["outputs"]["de/class/reader-last.pdf"]
    assert told["plan"] == "last"


def test_the_address_of_the_sources_is_a_code(two: Path, run: Run) -> None:
    from handouts.engine.plan import editions
    from handouts.pipeline import Workspace, render

    settings = two / "handouts.yaml"
    address = "https://example.org/basic-law"
    settings.write_text(f"sources_address: {address}\n{settings.read_text('utf-8')}", "utf-8")
    workspace = Workspace.open(two)
    (edition, *_) = editions(workspace.project, workspace.lesson, documents=["reader"], languages=["en"])
    html = render(workspace, edition)
    assert '<img class="qr" src="data:image/svg+xml;base64,' in html
    assert "example.org/basic-law" in html
