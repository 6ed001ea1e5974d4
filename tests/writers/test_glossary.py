"""The terms of an edition as cards for flashcard programs."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from handouts.cli import main
from handouts.errors import ContentError
from handouts.model.edition import Edition
from handouts.pipeline import Workspace, perform, prepare
from handouts.registry import GLOSSARY

Run = Callable[..., Result]


@pytest.fixture
def project(tiny: Path, tmp_path: Path) -> Path:
    there = Path(shutil.copytree(tiny, tmp_path / "project", ignore=shutil.ignore_patterns("output")))
    settings = (there / "handouts.yaml").read_text("utf-8")
    assert "documents: [" in settings
    (there / "handouts.yaml").write_text(settings.replace("documents: [", "documents: [glossary, ", 1), "utf-8")
    return there


def cards(workspace: Workspace, audience: int = 0, language: str = "de") -> list[list[str]]:
    one = workspace.project.audiences[audience]
    edition = Edition("glossary", one, language, made_by=GLOSSARY.name, ending=GLOSSARY.extension)
    made = perform(prepare(workspace, edition))
    lines = made.data.decode("utf-8").splitlines()
    assert made.count == len(lines)
    return [line.split("\t") for line in lines]


def test_a_card_has_term_and_meaning_as_they_are_printed(project: Path) -> None:
    workspace = Workspace.open(project)
    terms = workspace.lesson.glossary
    assert terms
    for number, audience in enumerate(workspace.project.audiences):
        made = cards(workspace, number)
        mine = [term for term in terms if audience.gets(term)]
        assert len(made) == len(mine)
        for card, term in zip(made, mine, strict=True):
            assert card[0].startswith(term.term.in_language("de"))
            assert (term.kanji is not None and audience.kanji and term.kanji in card[0]) or "(" not in card[0]
            assert not {*"".join(card)} & {*'"*[]\n\t'}


def test_markup_goes_and_typography_comes(project: Path) -> None:
    path = project / "content/tiny/materials.yaml"
    text, old = path.read_text("utf-8"), '"Die wichtigsten Regeln für den Staat."'
    assert text.count(old) == 1
    path.write_text(text.replace(old, "'*Ein* \"Wort\", und **mehr** - &amp; 2 < 3'"), "utf-8")
    assert "Ein „Wort“, und mehr\N{NO-BREAK SPACE}– & 2 < 3" in [card[1] for card in cards(Workspace.open(project))]


def test_a_build_enters_checks_and_keeps_it(project: Path) -> None:
    def run(*arguments: str) -> Result:
        return CliRunner().invoke(main, [*arguments, "-C", str(project)])

    first, second = (run("build", "--only", "glossary") for _ in range(2))
    assert (first.exit_code, second.exit_code) == (0, 0), first.output
    assert "de/class/glossary.tsv" in first.output
    assert "built 0" in second.output
    entry = json.loads((project / "output/manifest.json").read_text("utf-8"))["outputs"]["de/class/glossary.tsv"]
    lines = (project / "output/de/class/glossary.tsv").read_text("utf-8").splitlines()
    assert entry["terms"] == len(lines) > 0
    assert run("check").exit_code == 0
    assert "there is no booklet of glossary" in run("build", "--only", "glossary", "--booklet").output
    settings = (project / "handouts.yaml").read_text("utf-8")
    (project / "handouts.yaml").write_text(settings.replace("documents: [glossary, ", "documents: ["), "utf-8")
    assert "output/de/class/glossary.tsv" in run("clean", "--dry-run").output


def test_a_lesson_without_terms_says_so(project: Path) -> None:
    workspace = Workspace.open(project)
    audience = workspace.project.audiences[0]
    edition = Edition("glossary", audience, "de", made_by=GLOSSARY.name, ending=GLOSSARY.extension)
    lesson = workspace.lesson.model_copy(update={"glossary": ()})
    with pytest.raises(ContentError, match=r"de/class/glossary\.tsv: the lesson has no terms for class"):
        GLOSSARY.load().prepare(lesson, edition, lambda words, _: words)
