"""Writers: built-in ones, those of other packages, and that nothing else spells out kinds of files."""

from __future__ import annotations

import json
import re
import shutil
import textwrap
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from handouts import registry
from handouts.doctor import writer_findings
from handouts.engine.output_folder import orphans
from handouts.engine.plan import editions
from handouts.engine.project_plan import build_editions
from handouts.errors import TemplateError
from handouts.pipeline import Workspace
from handouts.registry import BUILT_IN, Writer

SOURCES = Path(registry.__file__).parent
OTHER = Writer("words", "txt", "text/plain", "words", "lesson", "nowhere", documents=("wordlist",))
TWIN = Writer("cards", "tsv", "text/plain", "terms", "lesson", "nowhere", documents=("glossary",))
ROOMS = (
    "registry.py",
    "writers/",
    "model/edition.py",
    "model/project.py",
    "doctor/__init__.py",
    "reader/theme.py",
    "cli/",
)
"""Where kinds of files may be named: what makes them, what the project's settings call them, what commands say."""


@pytest.fixture(autouse=True)
def anew() -> Iterator[None]:
    registry._by_name.cache_clear()
    yield
    registry._by_name.cache_clear()


def points(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    found = [EntryPoint("one", f"{__name__}:{name}", registry.GROUP)]
    monkeypatch.setattr(registry, "entry_points", lambda group: found)


def test_built_in_writers_can_be_loaded_and_are_told_apart() -> None:
    assert len({one.name for one in BUILT_IN}) == len({one.extension for one in BUILT_IN}) == len(BUILT_IN) >= 3
    for one in BUILT_IN:
        module = one.load()
        assert one.takes != "lesson" or (callable(module.prepare) and callable(module.write))
        assert registry.writer_of_file(f"de/class/x.{one.extension}") == one


def test_other_packages_bring_more(monkeypatch: pytest.MonkeyPatch) -> None:
    points(monkeypatch, "OTHER")
    assert registry.writers() == (*BUILT_IN, OTHER)
    assert registry.writer_of_document("wordlist") == OTHER
    assert "txt" in registry.extensions()


def test_the_example_of_the_docs_is_a_writer(monkeypatch: pytest.MonkeyPatch, tiny: Path, tmp_path: Path) -> None:
    """In a package of its own: planned, made, entered, told apart from what is left over, and examined."""
    told = (SOURCES.parents[1] / "docs" / "extending.md").read_text("utf-8").split("## A language")[0]
    record, functions = (textwrap.dedent(code) for code in re.findall(r"^ *```python\n(.*?)^ *```", told, re.M | re.S))
    (tmp_path / "handouts_words").mkdir()
    (tmp_path / "handouts_words" / "__init__.py").write_text(record, "utf-8")
    (tmp_path / "handouts_words" / "writing.py").write_text(functions, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    (value,) = re.findall(r'^ *words = "(.*)"$', told, re.M)
    monkeypatch.setattr(registry, "entry_points", lambda group: [EntryPoint("words", value, group)])
    project = Path(shutil.copytree(tiny, tmp_path / "project", ignore=shutil.ignore_patterns("output")))
    settings = (project / "handouts.yaml").read_text("utf-8")
    (project / "handouts.yaml").write_text(settings.replace("flashcards, poster", "flashcards, wordlist", 1), "utf-8")
    workspace, output = Workspace.open(project), project / "output"
    chosen = editions(workspace.project, workspace.lesson, languages=["de"], documents=["wordlist"])
    report = build_editions(workspace, chosen, output)
    assert [path.relative_to(output).as_posix() for path in report.written] == ["de/class/wordlist.txt"]
    words = (output / "de" / "class" / "wordlist.txt").read_text("utf-8").split("\n")
    assert words == sorted(words) != []
    assert json.loads((output / "manifest.json").read_text("utf-8"))["outputs"]["de/class/wordlist.txt"][
        "words"
    ] == len(words)
    assert build_editions(workspace, chosen, output).fresh == ["de/class/wordlist.txt"]
    (output / "de" / "class" / "old.txt").touch()
    (output / "de" / "class" / "handout.txt").touch()
    assert [path.name for path in orphans(project, workspace.project, workspace.lesson, output)] == ["handout.txt"]
    assert [finding.found for finding in writer_findings()] == ["makes wordlist"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("TWIN", "makes what another one makes"),
        ("SOURCES", "is no handouts.registry.Writer"),
        ("NONE", "cannot be loaded"),
    ],
)
def test_writers_that_are_none(monkeypatch: pytest.MonkeyPatch, name: str, message: str) -> None:
    points(monkeypatch, name)
    with pytest.raises(TemplateError, match=message):
        registry.writers()


def test_nothing_else_spells_out_kinds_of_files() -> None:
    paths = [path for path in SOURCES.rglob("*.py") if not path.relative_to(SOURCES).as_posix().startswith(ROOMS)]
    assert len(paths) > 100
    spelled = {
        path.relative_to(SOURCES).as_posix(): found
        for path in paths
        if (found := re.findall(r"""["'](?:pdf|pptx|tsv)["']|pdf\\?\|pptx""", path.read_text("utf-8")))
    }
    assert spelled == {"pipeline/__init__.py": ['"pptx"']}
