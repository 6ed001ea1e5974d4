"""The words of the forms in a language that does not ship: a file to fill in, and what of it is lacking."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from click.testing import Result

from handouts.pipeline import LackingError, Workspace
from handouts.starter import starter

from .spoken import with_labels, write_project

Run = Callable[..., Result]
ENGLISH = yaml.safe_load((starter() / "templates/labels/en.yaml").read_text("utf-8"))


@pytest.mark.parametrize("language", ["fr", "uk", "pt-BR"])
def test_what_no_file_says_is_told_once_with_every_key(tmp_path: Path, run: Run, language: str) -> None:
    project = write_project(tmp_path, ["de", language])
    told = run("check", "-C", project).output.splitlines()
    assert len(told) == 1
    assert told[0].startswith(
        f'templates/labels/{language}.yaml: is not there; "handouts eject labels/{language}.yaml"'
    )
    assert all(f" {key}" in told[0] for key in ("as_of", "handout", "page_of"))


def test_the_other_languages_are_built(tmp_path: Path, run: Run) -> None:
    project = write_project(tmp_path, ["de", "fr"])
    result = run("build", "-C", project)
    assert result.exit_code == 1
    assert [path.name for path in project.glob("output/*/a/*.pdf")] == ["handout.pdf"]
    assert (project / "output/de/a/handout.pdf").is_file()
    assert "1 of 2 editions failed: fr/a/handout.pdf" in result.output


def test_the_file_to_fill_in_has_every_key_and_no_word(tmp_path: Path, run: Run) -> None:
    project = write_project(tmp_path, ["de", "fr"])
    assert run("eject", "labels/fr.yaml", "-C", project).exit_code == 0
    path = project / "templates/labels/fr.yaml"
    assert yaml.safe_load(path.read_text("utf-8")) == dict.fromkeys(ENGLISH)
    assert "\ntask:  # Task\n" in path.read_text("utf-8")
    (told,) = run("check", "-C", project).output.splitlines()
    assert 'templates/labels/fr.yaml: lacks as_of ("As of"), ' in told
    path.write_text("".join(f"{key}: mot\n" for key in ENGLISH), "utf-8")
    assert run("check", "-C", project).exit_code == 0
    assert "has every key already" in run("eject", "labels/fr.yaml", "-C", project).output


def test_a_file_that_is_there_gets_the_keys_that_it_lacks(tmp_path: Path, run: Run) -> None:
    project = with_labels(write_project(tmp_path, ["de", "fr"]), "fr")
    path = project / "templates/labels/fr.yaml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    kept = "".join(line for line in lines if not line.startswith(("task:", "as_of:", "page_of:")))
    path.write_text(kept, "utf-8")
    (told,) = run("check", "-C", project).output.splitlines()
    assert 'lacks as_of ("As of"), page_of ("of"); add them' in told
    assert run("eject", "labels/fr.yaml", "-C", project).exit_code == 0
    added = path.read_text("utf-8")
    assert added.startswith(kept.rstrip())
    assert added.splitlines()[-4:] == ["# To fill in", "as_of:  # As of", "page_of:  # of", "task:  # Task"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("ua", 'did you mean "uk"?'),
        ("xx", "is not a language"),
        ("Deutsch", "is not a language"),
        ("fr-x-easy", "is a wording"),
    ],
)
def test_no_file_is_made_for_what_is_no_language(tmp_path: Path, run: Run, name: str, told: str) -> None:
    project = write_project(tmp_path, ["de"])
    result = run("eject", f"labels/{name}.yaml", "-C", project)
    assert result.exit_code == 2
    assert told in result.output


@pytest.mark.parametrize("language", ["de-AT", "de-CH", "en-US"])
def test_a_region_has_the_words_of_its_language(tmp_path: Path, run: Run, language: str) -> None:
    assert run("check", "-C", write_project(tmp_path, [language])).output == "nothing to mend in l\n"


def test_a_shipped_language_has_no_empty_words(tmp_path: Path, run: Run) -> None:
    project = write_project(tmp_path, ["de"])
    (project / "templates/labels").mkdir(parents=True)
    (project / "templates/labels/de.yaml").write_text("task:\n", "utf-8")
    assert "templates/labels/de.yaml:1:1: task: is not a text" in run("check", "-C", project).output


def test_the_error_travels_between_processes(tmp_path: Path) -> None:
    error = pickle.loads(pickle.dumps(LackingError(tmp_path, "fr", {"task": "Task"})))
    assert (error.language, error.words) == ("fr", {"task": "Task"})


def test_languages_have_names_that_no_label_says(tmp_path: Path, run: Run) -> None:
    text = {"la": "Veni.", "de": "Ich kam.", "fr": "Je vins."}
    quotation = {"id": "Q1", "date": "-44", "original": "la", "text": text, "sources": ["S1"]}
    quotation |= {key: {"de": "Wort", "fr": "Mot"} for key in ("title", "rights")}
    shown = [{"id": "M1", "shows": "Q1", "title": {"de": "Wort", "fr": "Mot"}}]
    project = with_labels(
        write_project(
            tmp_path, ["de", "fr"], audience={"originals": True, "gloss": "fr"}, quotations=[quotation], materials=shown
        ),
        "fr",
    )
    assert "label" not in run("check", "-C", project).output
    words = [Workspace.open(project).words(language)["language_la"] for language in ("de", "fr")]
    assert words == ["Latein", "Latin"]
