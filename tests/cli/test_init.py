"""`handouts init`: a project that builds at once, or nothing at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from pypdf import PdfReader

from handouts import init as room
from handouts.starter import FIRST, STARTERS, starter


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("name", STARTERS)
def test_a_new_project_is_sound(name: str, tmp_path: Path, run: Callable[..., Result]) -> None:
    made = tmp_path / "lessons" / "new"
    result = run("init", made, "--from", name)
    assert result.exit_code == 0, result.output
    assert "handouts build" in result.output
    assert [path.name for path in made.parent.iterdir()] == ["new"]
    source = starter(name)
    lessons = [path for path in (made / "content").iterdir() if path.is_dir()]
    assert len(lessons) == 1
    for path in files(lessons[0]):
        assert (lessons[0] / path).read_bytes() == (source / "content" / lessons[0].name / path).read_bytes()
    assert (made / "handouts.yaml").read_bytes() == (source / "handouts.yaml").read_bytes()
    assert {".gitignore", "README.md", "content/README.md", "templates/README.md"} <= set(files(made))
    assert not list((made / "templates").rglob("*.j2"))
    assert run("list", "-C", made).exit_code == 0


def test_the_minimal_project_is_one_page_in_two_languages(tmp_path: Path, run: Callable[..., Result]) -> None:
    made = tmp_path / "new"
    run("init", made, "--from", "minimal")
    assert run("check", "--strict", "-C", made).output == "nothing to mend in basic-law\n"
    result = run("build", "-C", made, "-j", "1")
    assert result.exit_code == 0, result.output
    assert set(files(made / "output")) == {
        f"{language}/class/{name}"
        for language in ("de", "en")
        for name in ("handout.pdf", "worksheet.pdf", "teacher.pdf", "deck.pptx")
    } | {"manifest.json"}
    for language, sentence in (("de", "Die Würde des Menschen ist unantastbar"), ("en", "Human dignity shall be")):
        pages = PdfReader(made / f"output/{language}/class/handout.pdf").pages
        assert len(pages) == 1
        assert sentence in pages[0].extract_text().replace("\n", " ").replace("\xa0", " ")
        assert len(PdfReader(made / f"output/{language}/class/worksheet.pdf").pages) == 1


@pytest.mark.parametrize(("language", "sentence"), [("de", "Die Würde des Menschen"), ("en", "Human dignity shall be")])
def test_a_first_lesson_speaks_one_language(
    language: str, sentence: str, tmp_path: Path, run: Callable[..., Result]
) -> None:
    made = tmp_path / "new"
    assert run("init", made, "--lang", language).exit_code == 0
    (lesson,) = (made / "content").glob("*/lesson.yaml")
    assert not [line for line in lesson.read_text("utf-8").splitlines() if "{de:" in line or "{en:" in line]
    assert run("check", "-C", made).output == f"nothing to mend in {lesson.parent.name}\n"
    result = run("build", "-C", made, "-j", "1", "--only", "handout")
    assert result.exit_code == 0, result.output
    (page,) = PdfReader(made / f"output/{language}/class/handout.pdf").pages
    assert sentence in page.extract_text().replace("\n", " ").replace("\xa0", " ")
    assert set(FIRST) == {"de", "en"}


def test_one_lesson_to_begin_with(tmp_path: Path, run: Callable[..., Result]) -> None:
    result = run("init", tmp_path / "new", "--lang", "de", "--from", "minimal")
    assert result.exit_code == 2
    assert "give one of them" in result.stderr
    assert not (tmp_path / "new").exists()


def test_the_readme_of_templates_tells_the_truth(tmp_path: Path, run: Callable[..., Result]) -> None:
    made = tmp_path / "new"
    run("init", made, "--from", "minimal")
    told = (made / "templates/README.md").read_text("utf-8")
    example = told.partition("```jinja\n")[2].partition("```")[0]
    (made / "templates/worksheet").mkdir()
    (made / "templates/worksheet/html.j2").write_text(example, "utf-8")
    result = run("build", "-C", made, "--only", "worksheet", "--lang", "en", "-j", "1")
    assert result.exit_code == 0, result.output
    text = PdfReader(made / "output/en/class/worksheet.pdf").pages[0].extract_text()
    assert "Name of the school" in text
    assert "Two articles for ever" in text


def test_here_means_this_folder(tmp_path: Path, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("init", ".", "--from", "minimal")
    assert result.exit_code == 0
    assert "cd" not in result.output.split()
    assert {path.name for path in tmp_path.iterdir()} == {
        ".gitignore",
        ".handouts",
        "README.md",
        "content",
        "handouts.yaml",
        "templates",
    }


@pytest.mark.parametrize(
    ("there", "said"),
    [
        ("notes.txt", "is not empty (notes.txt), so nothing was written; name a folder in it"),
        (".git/config", "is not empty (.git)"),
        ("handouts.yaml", "is a project already; go on with: handouts build -C"),
    ],
)
def test_a_folder_with_something_in_it_is_left_alone(
    there: str, said: str, tmp_path: Path, run: Callable[..., Result]
) -> None:
    path = tmp_path / "full" / there
    path.parent.mkdir(parents=True)
    path.write_text("mine", "utf-8")
    result = run("init", tmp_path / "full", "--from", "minimal")
    assert result.exit_code == 2
    assert said in result.stderr
    assert files(tmp_path) == [f"full/{there}"]
    assert path.read_text("utf-8") == "mine"


def test_a_file_is_left_alone(tmp_path: Path, run: Callable[..., Result]) -> None:
    (tmp_path / "file").write_text("mine", "utf-8")
    result = run("init", tmp_path / "file")
    assert result.exit_code == 2
    assert "is a file" in result.stderr
    assert (tmp_path / "file").read_text("utf-8") == "mine"


@pytest.mark.parametrize("exists", [False, True])
@pytest.mark.parametrize(("error", "code"), [(OSError(28, "No space left on device"), 1), (KeyboardInterrupt(), 130)])
@pytest.mark.parametrize("where", ["copyfile", "schema_files"])
def test_whatever_goes_wrong_leaves_nothing(
    where: str,
    error: BaseException,
    code: int,
    exists: bool,
    tmp_path: Path,
    run: Callable[..., Result],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "new" if exists else tmp_path / "lessons" / "new"
    if exists:
        target.mkdir()
    calls = 0

    def fail(*arguments: object, **options: object) -> None:
        nonlocal calls
        calls += 1
        if where == "schema_files" or calls == 3:
            raise error

    monkeypatch.setattr(*((shutil, "copyfile") if where == "copyfile" else (room, "schema_files")), fail)
    result = run("init", target, "--from", "minimal")
    assert calls
    if isinstance(error, OSError):
        assert result.stderr == f"{target}: cannot be written (No space left on device); choose another folder\n"
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    assert [path.name for path in tmp_path.rglob("*")] == (["new"] if exists else [])


@pytest.mark.skipif(os.name == "nt", reason="rights are another matter here")
def test_who_may_read_it_is_for_the_umask_to_say(tmp_path: Path, run: Callable[..., Result]) -> None:
    before = os.umask(0o077)
    try:
        assert run("init", tmp_path / "new", "--from", "minimal").exit_code == 0
    finally:
        os.umask(before)
    assert not [path for path in (tmp_path / "new", *(tmp_path / "new").rglob("*")) if path.stat().st_mode & 0o077]


def test_a_move_that_breaks_off_is_undone(
    tmp_path: Path, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def fail(self: Path, target: Path) -> Path:
        if self.name == "handouts.yaml":
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    assert run("init", tmp_path, "--from", "minimal").exit_code == 130
    assert list(tmp_path.iterdir()) == []


def test_what_ships_does_not_name_this_machine(tmp_path: Path, run: Callable[..., Result]) -> None:
    run("init", tmp_path / "new")
    names = files(tmp_path / "new")
    assert len(names) > 25
    assert not [name for name in names if str(tmp_path) in (tmp_path / "new" / name).read_text("utf-8")]


RAIN = """\
---
title: Rain
language: en
---
## Picture: A cloud
Licence: CC0; Artist: us; Kind: drawing
![A white cloud over the sea](pictures/cloud.svg)
## Task
Material: M1
Describe it.
"""
CLOUD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9"/>'


def test_a_project_is_made_around_a_lesson_in_markdown(tmp_path: Path, run: Callable[..., Result]) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures/cloud.svg").write_text(CLOUD, "utf-8")
    (tmp_path / "Mein Regen.md").write_text(RAIN, "utf-8")
    made = tmp_path / "new"
    result = run("init", made, "--file", tmp_path / "Mein Regen.md")
    assert result.exit_code == 0, result.output
    assert {path for path in files(made) if path.startswith("content/")} == {
        "content/README.md",
        "content/mein-regen.md",
        "content/pictures/cloud.svg",
    }
    assert run("check", "-C", made).output == "nothing to mend in mein-regen\n"
    assert "output/en/class/worksheet.pdf" in run("list", "-C", made).output


@pytest.mark.parametrize("language", ["de", "fr"])
def test_its_settings_are_in_its_language(tmp_path: Path, run: Callable[..., Result], language: str) -> None:
    (tmp_path / "rain.md").write_text(RAIN.replace("language: en", f"language: {language}"), "utf-8")
    assert run("init", tmp_path / "new", "--file", tmp_path / "rain.md").exit_code == 0
    settings = (tmp_path / "new/handouts.yaml").read_text("utf-8")
    assert f"languages: [{language}]" in settings
    assert ("Meine Klasse" in settings) == (language == "de")


def test_a_lesson_in_no_language_is_refused(tmp_path: Path, run: Callable[..., Result]) -> None:
    (tmp_path / "rain.md").write_text("## Task\nDescribe it.\n", "utf-8")
    result = run("init", tmp_path / "new", "--file", tmp_path / "rain.md")
    assert result.exit_code == 2
    assert '"language: en"' in result.output
    assert "there is no file" in run("init", tmp_path / "new", "--file", tmp_path / "snow.md").output
    assert not (tmp_path / "new").exists()
