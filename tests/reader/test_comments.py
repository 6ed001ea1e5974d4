"""Text that YAML takes for a comment is told where it is cut; real comments are not."""

from __future__ import annotations

import pytest

from handouts.reader.parse import parse

from .conftest import Copy

CUT = {
    "a value": ("title: Strophe #2 des Liedes\n", 1, 16, "#2 des Liedes"),
    "in braces": ("title: {de: Strophe #2, en: Verse 2}\nb: 1\n", 1, 21, "#2, en: Verse 2}"),
    "in braces over lines": ("title: {de: Strophe #2,\n  en: Verse 2}\n", 1, 21, "#2,"),
    "in brackets": ("a: [Strophe #2, b]\n", 1, 13, "#2, b]"),
    "an entry": ("a:\n  - Strophe #2\n  - b\n", 2, 13, "#2"),
    "the end of several lines": ("a: Erste\n  Zeile #2 hier\nb: 1\n", 2, 9, "#2 hier"),
    "within several lines": ("a: Erste\n  Zeile #2 hier\n  und weiter\nb: 1\n", 2, 9, "#2 hier"),
    "a key": ("a: 1\nStrophe #2: x\n", 2, 9, "#2: x"),
    "with a space behind the sign": ("a: Platz # 1\n", 1, 10, "# 1"),
    "behind a number": ("a: 5 #Sterne\n", 1, 6, "#Sterne"),
    "windows line ends": ("a: Fürst #2\r\nb: Ära #3\r\n", 1, 10, "#2"),
    "a colour": ("accent: #c2185b\nb: 1\n", 1, 9, "#c2185b"),
    "a colour in braces": ("{accent: #c2185b, b: 1}\n", 1, 10, "#c2185b, b: 1}"),
    "an entry as a whole": ("- #geschichte\n- b\n", 1, 3, "#geschichte"),
}
COMMENTS = (
    "a: Strophe  # die zweite\n",
    "a: Strophe     #aligned\nb: x           #with this\n",
    "a: 45 # Minuten\nb: true # ja\n",
    "a: # here it begins\n  - b  # c\n",
    "a:  #begins\n  b: c\n",
    "a: 'Strophe' # die zweite\nb: \"x\" #y\n",
    "a: | # as it stands\n  Strophe #2\n",
    "# a: b #c\na: C#\nb: x#y\n",
    "a: [b, # first\n  c]\n",
    "a:\n  # a line of its own\n  b: c\n",
)


@pytest.mark.parametrize(("text", "line", "column", "lost"), CUT.values(), ids=CUT.keys())
def test_what_is_cut_is_told_once_with_its_place(text: str, line: int, column: int, lost: str) -> None:
    problems = parse(text, "f").problems
    assert (problems[0].line, problems[0].column) == (line, column)
    assert f'"{lost}" is read as a comment' in problems[0].message
    assert "in quotes" in problems[0].message
    assert len(problems) == text.count(" #")


@pytest.mark.parametrize("text", COMMENTS)
def test_real_comments_are_fine(text: str) -> None:
    assert parse(text, "f").problems == ()


def test_a_mistake_behind_a_comment_is_told_as_what_it_is() -> None:
    problem = parse("a: 45 # Minuten\n  b: c: d\n", "f").problems[0]
    assert "comment" not in problem.message


def test_nothing_else_is_told_of_the_line(copy: Copy) -> None:
    place = copy.change("lesson.yaml", "authors: handouts", "authors:¦ #handouts")
    assert copy.messages() == [
        f'{place.rpartition(":")[0]}:10: "#handouts" is read as a comment, so there is no value; put it in quotes'
    ]
