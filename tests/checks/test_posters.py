"""Whether a poster holds what its author put on it, for all who get it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from handouts.errors import ContentError

Change = Callable[..., list[str]]
HEAD = "tests:\n"
POSTER = "posters:\n  - id: PW1\n"


def test_a_poster_of_what_all_have_is_sound(change: Change) -> None:
    assert change("tasks.yaml", (HEAD, f"{POSTER}    figure: C1\n    voices: [{{quotation: Q01}}]\n{HEAD}")) == []


def test_a_number_that_its_readers_do_not_have(change: Change) -> None:
    figure = "key_figures:\n  - {id: KF1, audiences: [adult], value: {de: a, en: a}, text: {de: b, en: b}}\n"
    (found,) = change("tasks.yaml", (HEAD, f"{POSTER}    numbers: [KF1]\n{figure}{HEAD}"))
    assert "poster PW1: KF1 is not there for audience class, so it is left out; open KF1 to them" in found


def test_a_second_poster_for_the_same_readers(change: Change) -> None:
    (found,) = change("tasks.yaml", (HEAD, f"{POSTER}  - id: PW2\n{HEAD}"))
    assert 'poster PW2: class get PW1 already; give the two different "audiences"' in found


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            'voices: [{quotation: Q01, words: {de: "Das steht nirgends", en: "Nor does this"}}]',
            "is not in quotation Q01",
        ),
        ("voices: [{quotation: Q99}]", '"Q99" is not in quotations'),
        ("figure: C99", '"C99" is not in charts or pictures'),
        ("numbers: [KF1]", "nothing is in key_figures"),
        ("voices: [{quotation: Q01}, {quotation: Q01}, {quotation: Q01}, {quotation: Q01}]", "at most 3"),
    ],
)
def test_what_is_not_there_is_refused_with_its_line(change: Change, said: str, told: str) -> None:
    with pytest.raises(ContentError) as caught:
        change("tasks.yaml", (HEAD, f"{POSTER}    {said}\n{HEAD}"))
    assert any(told in str(problem) and problem.line for problem in caught.value.problems), caught.value


def test_more_turning_points_than_a_poster_holds(change: Change) -> None:
    event = (
        '  - {{id: TP{n}, date: "19{n}", turning_point: true, sources: [S04], '
        'title: {{de: "Jahr {n}", en: "year {n}"}}}}\n'
    )
    many = "".join(event.format(n=n) for n in range(50, 63))
    (found,) = change("materials.yaml", ("timeline:\n", f"timeline:\n{many}"))
    assert "13 events are turning points for class, and a poster shows 12 of them" in found


def test_a_voice_too_long_for_a_wall(change: Change) -> None:
    long = "Wort " * 60
    text = f'title: {{de: T, en: T}}, text: {{de: "{long}", en: "{long}"}}'
    quotation = f"  - {{id: QL, sources: [S04], rights: {{de: frei, en: free}}, {text}}}\n"
    poster = "posters:\n  - {id: PW1, voices: [{quotation: QL}]}\n"
    found = change("materials.yaml", ("quotations:\n", f"{poster}quotations:\n{quotation}"))
    assert [line for line in found if "voice 1 has 299 letters, too many to read on a wall" in line]
