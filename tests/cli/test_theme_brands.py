"""`handouts theme new` and `handouts theme preview`."""

from __future__ import annotations

import base64
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pptx import Presentation
from pypdf import PdfReader

from handouts import reader
from handouts.cli import main

ROOT = Path(__file__).resolve().parents[2]
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the tiny project, free to be changed."""
    return Path(shutil.copytree(ROOT / "tests" / "lesson", tmp_path / "project"))


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["theme", *map(str, arguments)])


def test_a_new_theme_is_listed_used_and_says_how_to_use_it(project: Path) -> None:
    result = run("new", "school", "-C", project, "--accent", "#7a1f5c", "--font", "Noto Sans")
    assert result.exit_code == 0, result.output
    assert "theme: school" in result.output
    path = project / "templates/themes/school/brand.yaml"
    assert f"school  {path}" in run("list", "-C", project).output.splitlines()
    brand = reader.read_brand(path, root=project)
    assert (brand.name, brand.colours.accent, brand.fonts.text, brand.fonts.heading) == (
        "School",
        "#7a1f5c",
        "Noto Sans",
        "Noto Sans",
    )


def test_a_pale_accent_is_made_darker_and_that_is_said(project: Path) -> None:
    result = run("new", "sun", "-C", project, "--accent", "#ffcc00")
    assert result.exit_code == 0
    (remark, _) = result.output.splitlines()
    accent = reader.read_brand(project / "templates/themes/sun/brand.yaml", root=project).colours.accent
    assert "#ffcc00" in remark
    assert accent in remark


def test_a_theme_may_begin_with_another_of_the_project_and_its_logo(project: Path) -> None:
    assert run("new", "one", "-C", project, "--accent", "#00695c").exit_code == 0
    folder = project / "templates/themes/one"
    (folder / "logo.png").write_bytes(PNG)
    with (folder / "brand.yaml").open("a", encoding="utf-8") as file:
        file.write('logo: {file: logo.png, alt: "A dot"}\n')
    assert run("new", "two", "-C", project, "--from", "one").exit_code == 0
    brand = reader.read_brand(project / "templates/themes/two/brand.yaml", root=project)
    assert brand.colours.accent == "#00695c"
    assert brand.logo is not None
    assert brand.logo.data == PNG


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["school"], "there already"),
        (["a b"], "cannot be the name of a folder"),
        (["../up"], "cannot be the name of a folder"),
        (["b", "--accent", "red"], "is not a colour"),
        (["b", "--font", "Comic Sans"], "is not shipped; use one of"),
        (["b", "--from", "none"], 'there is no theme "none"'),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(project: Path, arguments: list[str], said: str) -> None:
    kept = project / "templates/themes/school/brand.yaml"
    kept.parent.mkdir(parents=True)
    kept.write_text("mine", encoding="utf-8")
    result = run("new", *arguments, "-C", project)
    assert result.exit_code in (1, 2)
    assert said in result.output
    assert kept.read_text(encoding="utf-8") == "mine"
    assert [path.name for path in (project / "templates/themes").iterdir()] == ["school"]


def test_outside_of_projects_there_is_no_place_for_a_theme(tmp_path: Path) -> None:
    result = run("new", "school", "-C", tmp_path)
    assert result.exit_code != 0
    assert "handouts.yaml" in result.output


@pytest.mark.slow
def test_the_preview_of_the_projects_theme_takes_its_name_and_colours(project: Path) -> None:
    assert run("new", "school", "-C", project, "--accent", "#7a1f5c").exit_code == 0
    settings = project / "handouts.yaml"
    lines = [line for line in settings.read_text(encoding="utf-8").splitlines() if not line.startswith("theme:")]
    settings.write_text("\n".join([*lines, "theme: school", ""]), encoding="utf-8")
    result = run("preview", "-C", project, "-o", project / "seen", "--lang", "de")
    assert result.exit_code == 0, result.output
    text = "".join(page.extract_text() for page in PdfReader(project / "seen/school.pdf").pages)
    assert "#7a1f5c" in text
    assert "Bausteine" in text
    deck = Presentation(str(project / "seen/school.pptx"))
    assert deck.slides[0].shapes.title.text_frame.text == "School"


def test_a_preview_that_cannot_be_set_says_why(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(job: object) -> None:
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr("handouts.engine.workers.worker.perform", fail)
    result = run("preview", "-C", project, "-o", project / "seen")
    assert result.exit_code == 1
    assert result.stderr.startswith("this cannot be set: OSError: cannot load library")
    assert not (project / "seen").exists()


def test_a_preview_in_a_language_that_it_lacks_is_refused(project: Path) -> None:
    result = run("preview", "-C", project, "--lang", "fr", "-o", project / "seen")
    assert result.exit_code == 2
    assert "de, en" in result.output
    assert not (project / "seen").exists()
