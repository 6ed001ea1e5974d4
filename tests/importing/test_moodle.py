"""Moodle's XML → tasks, and no trust in where it comes from."""

from __future__ import annotations

from typing import Any

import pytest

from handouts.errors import ContentError
from handouts.importing.found import Found
from handouts.importing.moodle import moodle
from handouts.importing.writing import draft
from handouts.reader.markdown import parse_markdown


def read(*questions: str) -> tuple[Found, list[dict[str, Any]]]:
    raw = f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n{"".join(questions)}</quiz>'.encode()
    found = moodle(raw, "quiz.xml", "de")
    parsed = parse_markdown(draft(found, "de", title="Quiz"), "draft.md")
    assert not parsed.problems
    return found, parsed.data.get("tasks", [])


def question(kind: str, words: str, rest: str = "") -> str:
    return (
        f'<question type="{kind}"><name><text>N</text></name><questiontext format="html"><text><![CDATA[{words}]]>'
        f"</text></questiontext>{rest}</question>\n"
    )


def answer(words: str, fraction: str, more: str = "") -> str:
    return f'<answer fraction="{fraction}" format="html"><text><![CDATA[{words}]]></text>{more}</answer>'


def test_a_choice_with_points_and_feedback() -> None:
    said = '<feedback format="html"><text>Genau.</text></feedback>'
    found, (task,) = read(
        question(
            "multichoice",
            "<p>Was ist <em>richtig</em>?</p>",
            "<defaultgrade>2.0000000</defaultgrade>" + answer("<p>a*b*c</p>", "100", said) + answer("b", "0"),
        )
    )
    assert task["points"] == "2"
    assert task["prompt"]["de"] == "Was ist *richtig*?"
    assert [(one["correct"], one["text"]["de"]) for one in task["options"]] == [(True, r"a\*b\*c"), (False, "b")]
    assert "Genau." in draft(found, "de")


def test_a_statement_pairs_and_words() -> None:
    pair = "<subquestion format='html'><text>{}</text><answer><text>{}</text></answer></subquestion>"
    found, (judged, matched, short) = read(
        question("truefalse", "Wasser ist nass.", answer("true", "100") + answer("false", "0")),
        question("matching", "Ordne zu.", pair.format("1|2", "eins") + pair.format("", "drei")),
        question("shortanswer", "Hauptstadt?", answer("Berlin", "100") + answer("Bonn", "50")),
    )
    assert judged["options"][0]["correct"] is True
    assert matched["pairs"][0]["left"]["de"].replace("\\", "") == "1|2"
    assert short["expected"][0]["text"]["de"] == "Berlin / Bonn (50 %)"
    assert any("drei" in one.message for one in found.lost)


def test_embedded_answers_are_gaps() -> None:
    found, (task,) = read(
        question("cloze", "<p>Berlin liegt in {1:SHORTANSWER:=Deutschland#ja~%50%Europa} bei {:NM:=52.5:0.1} Grad.</p>")
    )
    assert task["gap_text"]["de"] == "Berlin liegt in {Deutschland} bei {52,5} Grad."
    assert any("Europa" in one.message for one in found.lost)


def test_words_dragged_into_a_text_are_gaps() -> None:
    boxes = "".join(f"<dragbox><text>{word}</text><group>1</group></dragbox>" for word in ("Katze", "Matte", "Hund"))
    found, (task,) = read(question("ddwtos", "Die [[1]] sitzt auf der [[2]].", boxes))
    assert task["gap_text"]["de"] == "Die {Katze} sitzt auf der {Matte}."
    assert any("Hund" in one.message for one in found.lost)


def test_an_essay_has_lines_and_what_is_expected() -> None:
    _, (task,) = read(
        question(
            "essay",
            "Erörtere.",
            "<graderinfo format='html'><text><![CDATA[<p>Dafür</p><p>Dagegen</p>]]></text></graderinfo>"
            "<responsefieldlines>15</responsefieldlines><defaultgrade>10</defaultgrade>",
        )
    )
    assert task["lines"] == "15"
    assert [aspect["points"] for aspect in task["expected"]] == ["10"]
    assert task["expected"][0]["text"]["de"] == "Dafür\n\nDagegen"


def test_unknown_types_become_open_tasks_and_are_told_with_their_line() -> None:
    found, (task,) = read(question("calculated", "Was ist {a} + {b}?", answer("{a}+{b}", "100")))
    assert "type" not in task
    assert 'type "calculated"' in found.lost[0].message
    assert found.lost[0].line == 3


def test_pictures_are_taken_along() -> None:
    file = '<file name="my map.png" path="/" encoding="base64">iVBORw0KGgo=</file>'
    raw = (
        '<quiz><question type="essay"><name><text>N</text></name><questiontext format="html"><text><![CDATA['
        '<p>Look: <img src="@@PLUGINFILE@@/my%20map.png" alt="A map"></p>]]></text>'
        f"{file}</questiontext></question></quiz>"
    )
    found = moodle(raw.encode(), "quiz.xml", "en")
    assert list(found.pictures) == ["my-map.png"]
    assert "![A map](my-map.png)" in draft(found, "en")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"<quiz",
        b"<questestinterop/>",
        b'<!DOCTYPE quiz [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><quiz>&c;</quiz>',
        b'<!DOCTYPE quiz SYSTEM "file:///etc/passwd"><quiz/>',
        b"\xff\xfe<\x00q",
        b'<?xml version="1.0" encoding="nonsense"?><quiz/>',
    ],
)
def test_what_is_no_question_bank_is_refused_in_a_line(raw: bytes) -> None:
    with pytest.raises(ContentError) as refused:
        moodle(raw, "quiz.xml", "en")
    assert str(refused.value).startswith("quiz.xml")


def test_broken_numbers_and_files_are_no_bugs() -> None:
    raw = (
        '<quiz><question type="multichoice"><questiontext format="html"><text>x</text><file name="a.png">%%%</file>'
        '</questiontext><defaultgrade>many</defaultgrade><answer fraction="nan"><text>a</text></answer></question>'
        '<question/><question type="matching"><subquestion/></question></quiz>'
    )
    assert len(moodle(raw.encode(), "quiz.xml", "en").parts) == 3
