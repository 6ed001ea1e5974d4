"""Installed packages that bring filters and labels: used, refused, and named when they fail."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from handouts.engine.plan import editions
from handouts.errors import TemplateError
from handouts.pipeline import Workspace, render

Install = Callable[..., None]
SOUND = """
def filters(language):
    return {"shout": lambda value: f"{value}! ({language})", "fails": lambda value: 1 / 0}
def labels(language):
    return {"excursion": {"de": "Exkursion", "en": "Field trip"}[language]}
"""


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """`install("alliance", "def filters …")` puts a distribution with an extension where Python finds packages."""
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.syspath_prepend(site)
    made = []

    def make(name: str, code: str, points: str | None = None) -> None:
        module = f"{name}_for_handouts"
        (site / f"{module}.py").write_text(code, "utf-8")
        info = site / f"{name}-2.1.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 2.1\n", "utf-8")
        (info / "entry_points.txt").write_text(f"[handouts.templates]\n{name} = {points or module}\n", "utf-8")
        made.append(module)

    yield make
    for module in made:
        sys.modules.pop(module, None)


@pytest.fixture
def rendered(tiny: Path, tmp_path: Path) -> Callable[..., str]:
    """`rendered("{{ … }}")`: the tiny lesson's handout in German, with this text and nothing else."""
    import shutil

    project = Path(shutil.copytree(tiny, tmp_path / "project", ignore=shutil.ignore_patterns("output")))

    def make(text: str, labels: str | None = None) -> str:
        for name, content in (("handout/html.j2", text), ("labels/de.yaml", labels)):
            if content is not None:
                (project / "templates" / name).parent.mkdir(parents=True, exist_ok=True)
                (project / "templates" / name).write_text(content, "utf-8")
        workspace = Workspace.open(project)
        chosen = editions(workspace.project, workspace.lesson, languages=["de"], documents=["handout"])
        return render(workspace, chosen[0])

    return make


def test_filters_and_labels_are_there(install: Install, rendered: Callable[..., str]) -> None:
    install("alliance", SOUND)
    assert rendered('{{ "so"|shout }} {{ label.excursion }}') == "so! (de) Exkursion"


def test_the_projects_words_lie_over_those_of_extensions(install: Install, rendered: Callable[..., str]) -> None:
    install("alliance", SOUND)
    assert rendered("{{ label.excursion }}", labels="excursion: Ausflug\n") == "Ausflug"


def test_without_extensions_their_names_are_unknown(rendered: Callable[..., str]) -> None:
    with pytest.raises(TemplateError, match='there is no filter "shout"'):
        rendered('{{ "so"|shout }}')


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("def filters(l): return {'upper': str}", 'brings the filter "upper", which handouts itself has'),
        ("def filters(l): return {'markdown': str}", 'brings the filter "markdown", which handouts itself has'),
        ("def labels(l): return {'task': 'x'}", 'brings the label "task", which handouts itself has'),
        ("1 / 0", "cannot be loaded (ZeroDivisionError: division by zero)"),
        ("raise ImportError('no such thing')", "cannot be loaded (ImportError: no such thing)"),
        ("", "has neither filters(language) nor labels(language)"),
        ("def filters(l): raise ValueError('oh')", "filters('de') fails (ValueError: oh)"),
        ("def filters(l): return [1]", "filters('de') is no mapping of names"),
        ("def filters(l): return {'x': 1}", "the filter x is no function"),
        ("def labels(l): return {'x': ''}", "the label x is no text"),
        ("def labels(l): return {'not a name': 'x'}", "labels('de') is no mapping of names"),
    ],
)
def test_what_is_wrong_with_an_extension_names_its_package(
    install: Install, rendered: Callable[..., str], code: str, said: str
) -> None:
    install("alliance", code)
    with pytest.raises(TemplateError) as caught:
        rendered("{{ label.task }}")
    assert 'extension "alliance" of alliance 2.1' in str(caught.value)
    assert said in str(caught.value)


def test_a_missing_module_names_its_package(install: Install, rendered: Callable[..., str]) -> None:
    install("alliance", SOUND, points="nowhere:extension")
    with pytest.raises(TemplateError, match=r'"alliance" of alliance 2\.1 cannot be loaded \(ModuleNotFoundError'):
        rendered("x")


def test_two_extensions_cannot_bring_the_same(install: Install, rendered: Callable[..., str]) -> None:
    install("alliance", SOUND)
    install("history", SOUND)
    with pytest.raises(
        TemplateError, match=r'"history" of history 2\.1 brings the filter "shout", which alliance 2\.1 has'
    ):
        rendered("x")


def test_a_filter_that_fails_names_its_package_and_the_line(install: Install, rendered: Callable[..., str]) -> None:
    install("alliance", SOUND)
    with pytest.raises(TemplateError) as caught:
        rendered('\n{{ "so"|fails }}')
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == ("templates/handout/html.j2", 2)
    assert 'the filter "fails" of alliance 2.1 fails (ZeroDivisionError: division by zero)' in problem.message


def test_loose_files_of_a_project_are_never_imported(
    rendered: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "project" / "handouts_templates.py").write_text("raise SystemExit('imported')", "utf-8")
    (tmp_path / "project" / "filters.py").write_text("raise SystemExit('imported')", "utf-8")
    monkeypatch.chdir(tmp_path / "project")
    assert rendered("x") == "x"
