"""`handouts theme list` and `export`, and decks made with a master of the project's own."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from pptx import Presentation

Run = Callable[..., Result]


def test_list_names_packaged_themes_outside_of_projects(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("theme", "list")
    assert result.exit_code == 0
    assert "classic  " in result.output


def test_list_names_the_project_s_own_and_what_lies_over_the_packaged(run: Run, project: Path, root: Path) -> None:
    text = (root / "templates/themes/classic/brand.yaml").read_text("utf-8")
    for name in ("classic", "school"):
        (project / "templates/themes" / name).mkdir(parents=True)
        (project / "templates/themes" / name / "brand.yaml").write_text(text, "utf-8")
    lines = run("theme", "list", "-C", project).output.splitlines()
    assert f"school  {project / 'templates/themes/school/brand.yaml'}" in lines
    assert f"classic  {project / 'templates/themes/classic/brand.yaml'}" in lines


@pytest.mark.parametrize(("suffix", "kind"), [("pptx", b"presentation.main"), ("potx", b"template.main")])
def test_export_writes_the_master_with_its_layouts_and_no_slides(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, kind: bytes
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("theme", "export", "-o", f"classic.{suffix}", "--lang", "de")
    assert (result.exit_code, result.output) == (0, f"classic.{suffix}\n")
    data = (tmp_path / f"classic.{suffix}").read_bytes()
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert b"presentationml." + kind in archive.read("[Content_Types].xml")
    assert not [name for name in archive.namelist() if name.startswith("ppt/slides/")]
    layouts = b"".join(archive.read(name) for name in archive.namelist() if "slideLayouts/slide" in name)
    assert b"Quelle oder Bildunterschrift" in layouts
    assert b"Click to" not in layouts


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("theme", "export", "none", "-o", "a.pptx"), 2, 'there is no theme "none"; there are'),
        (("theme", "export", "-o", "a.ppt"), 2, "neither .pptx nor .potx"),
        (("theme", "export"), 2, "-o"),
    ],
)
def test_what_cannot_be_exported(run: Run, project: Path, arguments: tuple[str, ...], code: int, said: str) -> None:
    result = run(*arguments, *(["-C", project] if "-o" in arguments else []))
    assert result.exit_code == code
    assert said in result.output


def test_a_deck_is_made_with_the_master_that_was_exported_and_changed(run: Run, project: Path) -> None:
    folder = project / "templates/themes/classic"
    folder.mkdir(parents=True)
    assert run("theme", "export", "-C", project, "-o", folder / "master.pptx").exit_code == 0
    master = Presentation(folder / "master.pptx")
    master.slide_layouts[1]._element.cSld.set("name", "Mein Inhalt")
    master.save(folder / "master.pptx")
    chosen = ("build", "-C", project, "--lang", "de", "--audience", "class", "--only", "deck")
    assert run(*chosen).exit_code == 0
    made = Presentation(project / "output/de/class/deck.pptx")
    assert "Mein Inhalt" in [layout.name for layout in made.slide_layouts]
    assert len(made.slides) > 3


def test_what_is_wrong_with_a_master_is_said_with_the_line_by_build_and_check(
    run: Run, project: Path, root: Path
) -> None:
    folder = project / "templates/themes/classic"
    folder.mkdir(parents=True)
    text = (root / "templates/themes/classic/brand.yaml").read_text("utf-8")
    (folder / "brand.yaml").write_text(f"{text}layouts:\n  Task: Arbeit\n", "utf-8")
    run("theme", "export", "classic", "-o", folder / "master.pptx")
    line = text.count("\n") + 2
    for command in (("build", "--only", "deck"), ("check",), ("theme", "export", "-o", project / "a.pptx")):
        result = run(*command, "-C", project)
        assert result.exit_code == 1
        assert f'templates/themes/classic/brand.yaml:{line}:3: the master has no layout "Arbeit"' in result.output
    (folder / "brand.yaml").unlink()
    (folder / "master.pptx").write_bytes(b"none")
    assert "templates/themes/classic/master.pptx: is no .pptx" in run("check", "-C", project).output


def test_pages_need_no_sound_master(run: Run, project: Path) -> None:
    folder = project / "templates/themes/classic"
    folder.mkdir(parents=True)
    (folder / "master.pptx").write_bytes(b"none")
    chosen = ("--lang", "de", "--audience", "class")
    assert run("build", "-C", project, *chosen, "--only", "flashcards").exit_code == 0
