"""Half points: read, added up, printed as the language writes them; whole ones stay as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.errors import HandoutsError
from handouts.model.marking import GRADES, least

from .lessons import LEAST, Data, rendered


def lesson(*points: object) -> Data:
    tasks = [
        {"id": f"K{n}", "prompt": "Nenne es.", "expected": [{"points": one, "text": "Wasser"}]}
        for n, one in enumerate(points, 1)
    ]
    return LEAST | {"tasks": tasks, "tests": [{"id": "T1", "tasks": [task["id"] for task in tasks]}]}


def test_halves_add_up_and_are_written_as_the_language_does(tmp_path: Path) -> None:
    pages = dict(rendered(tmp_path, lesson(0.5, 2)))
    test, teacher = (pages[f"de/class/{name}.pdf"] for name in ("test-a", "teacher"))
    assert "/ 0,5 P." in test
    assert "/ 2 P." in test
    assert "2,5 P." in test
    assert "0,5 P." in teacher
    assert "0.5" not in test + teacher
    assert "2,0" not in test + teacher


def test_two_halves_are_one(tmp_path: Path) -> None:
    pages = dict(rendered(tmp_path, lesson(0.5, 0.5)))
    assert "<td>1</td>" in pages["de/class/test-a.pdf"]
    assert "1,0" not in pages["de/class/test-a.pdf"]


@pytest.mark.parametrize(
    ("points", "told"),
    [
        (0.3, '"0.3" is not a number of points; write digits such as 8, or 0.5 for half a point'),
        ("0,5", '"0,5" is not a number of points'),
        ("inf", '"inf" is not a number of points'),
        (-0.5, '"-0.5" is too small; the limit is 0'),
    ],
)
def test_what_is_no_number_of_points(tmp_path: Path, points: object, told: str) -> None:
    with pytest.raises(HandoutsError, match=r"task K1, expected answer 1, points: ") as caught:
        list(rendered(tmp_path, lesson(points)))
    assert told in str(caught.value)


def test_answers_that_do_not_add_up(tmp_path: Path) -> None:
    data = lesson(0.5)
    data["tasks"][0]["points"] = 1
    with pytest.raises(HandoutsError, match=r"the expected answers add up to 0\.5 points, not 1"):
        list(rendered(tmp_path, data))


def test_marks_begin_at_half_points_where_tasks_give_them() -> None:
    assert least(GRADES, 12) == {"1": 12, "2": 10, "3": 9, "4": 6, "5": 4, "6": 0}
    assert least(GRADES, 12, 0.5) == {"1": 11.5, "2": 10, "3": 8.5, "4": 6, "5": 4, "6": 0}
    assert least(GRADES, 2.5)["4"] == 1.5
