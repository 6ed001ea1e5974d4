"""`handouts import` and `handouts new`: something new in a lesson, and nothing changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from handouts.model.kinds import KINDS

Run = Callable[..., Result]
LESSON = (
    "---\ntitle: Rain\nlanguage: en\n---\n\n## Material: Clouds\nClouds are water.\n\n## Task 1\nLook at the clouds.\n"
)


@pytest.fixture
def one_text(tmp_path: Path, run: Run) -> Path:
    """A project whose lesson is one Markdown file."""
    file = tmp_path / "rain.md"
    file.write_text(LESSON, "utf-8")
    assert run("init", tmp_path / "rain", "--file", file).exit_code == 0
    return tmp_path / "rain"


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_quiz_becomes_a_new_file_each_time(one_text: Path, tmp_path: Path, run: Run) -> None:
    before = contents(one_text)
    quiz = tmp_path / "My quiz.gift"
    quiz.write_text("Wet? {T}\n\nWhich? {=a ~b}\n", "utf-8")
    for name in ("my-quiz.md", "my-quiz-2.md"):
        result = run("import", quiz, "-C", one_text)
        assert result.exit_code == 0, result.output
        assert f"{name} is a draft of My quiz.gift: 2 tasks" in result.output
        assert (one_text / "content/rain" / name).is_file()
    assert before == {path: content for path, content in contents(one_text).items() if path in before}
    assert run("check", "-C", one_text).exit_code == 0


def test_pictures_in_options_are_called_as_they_are_saved(one_text: Path, tmp_path: Path, run: Run) -> None:
    quiz = tmp_path / "quiz.xml"
    picture = '<text>&lt;img src="@@PLUGINFILE@@/map.png" alt="A"&gt;</text><file name="map.png" encoding="base64">iVBO'
    quiz.write_text(
        '<quiz><question type="multichoice"><questiontext format="html"><text>Which?</text></questiontext>'
        f'<answer fraction="100" format="html">{picture}</file></answer>'
        '<answer fraction="0"><text>no</text></answer></question></quiz>',
        "utf-8",
    )
    run("import", quiz, "-C", one_text)
    assert "- [x] ![A](quiz-map.png)" in (one_text / "content/rain/quiz.md").read_text("utf-8")
    assert (one_text / "content/rain/quiz-map.png").is_file()


def test_findings_in_the_draft_are_told_with_their_place(one_text: Path, tmp_path: Path, run: Run) -> None:
    notes = tmp_path / "notes.md"
    notes.write_text("## Maps\n\nOld maps. ![](map.png)\n", "utf-8")
    result = run("import", notes, "-C", one_text)
    assert result.exit_code == 1
    assert "notes.md: the picture map.png is not beside the file" in result.output
    assert "content/rain/notes.md:5:" in result.output


def test_findings_elsewhere_are_counted_and_are_no_fault_of_the_draft(one_text: Path, tmp_path: Path, run: Run) -> None:
    (one_text / "content/rain.md").write_text(LESSON + "\n## Task 2\nLook at M9 again.\n", "utf-8")
    notes = tmp_path / "notes.md"
    notes.write_text("## Maps\n\nOld maps.\n", "utf-8")
    assert run("check", "-C", one_text).exit_code == 1
    result = run("import", notes, "-C", one_text)
    assert result.exit_code == 0, result.output
    assert "elsewhere there are 1 findings more" in result.output
    assert "nothing to mend in it" in result.output
    assert "rain.md" not in result.output.replace("rain/notes.md", "")


def test_numbers_of_headings_that_are_given_away_are_left_out(one_text: Path, tmp_path: Path, run: Run) -> None:
    notes = tmp_path / "notes.md"
    notes.write_text("# Notes\n\n> x\n\n## Task 1\n\nGo.\n\n## Other\n\nWords.\n", "utf-8")
    result = run("import", notes, "-C", one_text)
    assert result.exit_code == 0, result.output
    assert "the lesson has this number already" in (one_text / "content/rain/notes.md").read_text("utf-8")


def test_every_word_that_is_numbered_is_known(one_text: Path, tmp_path: Path, run: Run) -> None:
    notes = tmp_path / "notes.md"
    notes.write_text("# Notes\n\n> x\n\n## Picture 1: A cloud\n\nGrey.\n\n## Source 2: Rain\n\nWet.\n", "utf-8")
    result = run("import", notes, "-C", one_text)
    assert result.exit_code == 0, result.output
    draft = (one_text / "content/rain/notes.md").read_text("utf-8")
    assert "## Picture: A cloud" in draft
    assert "## Source 2: Rain" in draft


@pytest.mark.parametrize("name", ["x.pdf", "x.doc", "x"])
def test_other_files_are_refused_with_what_can_be_read(one_text: Path, tmp_path: Path, run: Run, name: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    result = run("import", tmp_path / name, "-C", one_text)
    assert result.exit_code == 2
    assert "Word (.docx)" in result.output


def test_a_name_leads_nowhere_else(one_text: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.gift").write_text("Wet? {T}\n", "utf-8")
    assert run("import", tmp_path / "a.gift", "-C", one_text, "--lesson", "../x").exit_code == 2
    assert run("import", tmp_path / "a.gift", "-C", one_text, "--as", "../../y").exit_code == 0
    assert (one_text / "content/rain/y.md").is_file()


WHAT = ("task", "material", "picture", "slide", "event", "plan", "task")


def test_new_entries_of_a_text_are_sound(one_text: Path, run: Run) -> None:
    file = one_text / "content/rain.md"
    for what in WHAT:
        before = file.read_bytes()
        result = run("new", what, "-C", one_text)
        assert result.exit_code == 0, result.output
        assert file.read_bytes().startswith(before)
        line = int(result.output.split(":")[1])
        assert file.read_text("utf-8").split("\n")[line - 1].startswith("## ")
    result = run("check", "-C", one_text)
    assert result.exit_code == 0, result.output


def test_new_entries_in_yaml_are_sound_and_change_nothing(tmp_path: Path, run: Run) -> None:
    made = tmp_path / "new"
    run("init", made, "--from", "minimal")
    before = contents(made / "content")
    kinds = [("task", "--kind", kind) for kind in KINDS if kind != "map"]
    for arguments in [(what,) for what in WHAT] + kinds:
        result = run("new", *arguments, "-C", made)
        assert result.exit_code == 0, result.output
        name, line, *_ = result.output.split(":")
        assert (made / Path(name).relative_to(name.split("content")[0] or ".")).exists() or Path(name).exists()
        assert int(line) > 1
    after = contents(made / "content")
    assert all(after[path].startswith(content) for path, content in before.items())
    found = run("check", "-C", made, "--format", "json").output
    told = [problem["message"] for problem in json.loads(found)["problems"]]
    assert [message for message in told if 'add it to the "texts" of an audience' not in message] == []


def test_a_kind_that_nobody_knows_is_told(one_text: Path, run: Run) -> None:
    result = run("new", "task", "--kind", "mtching", "-C", one_text)
    assert result.exit_code == 2
    assert 'did you mean "matching"' in result.output
