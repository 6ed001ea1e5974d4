"""Audiences based on others: what they take over, and every mistake told once, where it is written."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts import reader
from handouts.reader.audiences import inherit

from .conftest import Copy

END = "    originals: true\n    type_size: 12\n"
"""The end of the tiny project's handouts.yaml."""


def add(copy: Copy, lines: str) -> str:
    return copy.change("handouts.yaml", END, END + lines)


def test_an_audience_takes_over_what_it_does_not_state(copy: Copy) -> None:
    add(
        copy,
        "  - {id: evening, based_on: course}\n  - {id: course, based_on: adult, type_size: 14, documents: [deck]}\n",
    )
    project = reader.read_project(copy.root)
    _, adult, evening, course = project.audiences
    assert course.lineage == ("course", "adult")
    assert evening.lineage == ("evening", "course", "adult")
    assert course == adult.model_copy(
        update={"id": "course", "based_on": ("adult",), "type_size": 14, "documents": ("deck",)}
    )
    assert evening == course.model_copy(update={"id": "evening", "based_on": ("course", "adult")})


def test_an_empty_value_takes_nothing_over(copy: Copy) -> None:
    add(copy, "    gloss: de\n  - {id: course, based_on: adult, gloss: , documents: }\n")
    course = reader.read_project(copy.root).audiences[-1]
    assert (course.gloss, course.documents) == (None, None)


MISTAKES = {
    "unknown base": (
        "  - {id: course, ¦based_on: adlt}\n",
        'audience course: based_on: "adlt" is not in audiences; did you mean "adult"?',
    ),
    "no id": (
        "  - {id: course, ¦based_on: [adult]}\n",
        "audience course: based_on is not the id of an audience; write one",
    ),
    "itself": (
        "  - {id: course, ¦based_on: course}\n",
        "audience course: based_on leads back to where it began (course → course); take it away from one of them",
    ),
    "circle": (
        "  - {id: a, ¦based_on: b}\n  - {id: b, based_on: c}\n  - {id: c, based_on: a}\n  - {id: d, based_on: a}\n",
        "audience a: based_on leads back to where it began (a → b → c → a); take it away from one of them",
    ),
    "mistake of the base": (
        "    ¦gloss: ua\n  - {id: a, based_on: adult}\n  - {id: b, based_on: a}\n",
        'audience adult: gloss: "ua" is not a language; did you mean "uk"?',
    ),
    "text of the base": (
        "  - {id: a, based_on: adult, texts: [¦X-STT]}\n  - {id: b, based_on: a}\n",
        'audience a: text "X-STT" is not in texts; did you mean "X-STD"?',
    ),
    "size of the base": (
        "  - {id: a, based_on: adult, ¦line_height: 9}\n  - {id: b, based_on: a}\n",
        'audience a, line_height: "9" is too large; the limit is 2',
    ),
    "theme": (
        "  - {id: a, based_on: adult, ¦theme: clasic}\n  - {id: b, based_on: a}\n",
        'audience a, theme: there is no templates/themes/clasic/brand.yaml; did you mean "classic"?',
    ),
    "facing": (
        "    ¦facing: fr\n",
        'audience adult: facing: "fr" is not in the project\'s languages; known: de, en',
    ),
    "facing itself": (
        "  - {id: a, based_on: adult, languages: [de], ¦facing: de}\n",
        'audience a: facing: "de" is the only language it reads; name another, or delete it',
    ),
    "address": (
        "  - {id: a, based_on: adult, ¦address: Sie}\n",
        'audience a, address: "Sie" is not possible here; did you mean "sie"?',
    ),
    "two addresses": (
        "  - {id: a, based_on: adult, address: du, wordings: [¦formal]}\n",
        'audience a: the wording "formal" is for readers with address: sie; delete one of the two',
    ),
}


@pytest.mark.parametrize(("lines", "message"), MISTAKES.values(), ids=MISTAKES)
def test_mistake(copy: Copy, lines: str, message: str) -> None:
    place = add(copy, lines)
    assert copy.messages() == [f"{place}: {message}"]


def test_an_address_of_its_own_goes_before_wordings_taken_over(copy: Copy) -> None:
    add(copy, "  - {id: course, based_on: adult, address: du}\n")
    _, adult, course = reader.read_project(copy.root).audiences
    assert (adult.formal, course.formal) == (True, False)


def test_what_is_taken_over_stands_in_the_base(copy: Copy) -> None:
    add(copy, "  - {id: course, based_on: adult}\n")
    places = reader.project_positions(copy.root)
    assert places.at(("audiences", 2, "name", "de")) == places.at(("audiences", 1, "name", "de"))
    assert places.at(("audiences", 2, "id")).line > places.at(("audiences", 1, "type_size")).line


IDS = st.sampled_from("abcdef")


@given(st.dictionaries(IDS, st.sampled_from("abcdefg"), max_size=6))
def test_any_bases_end_in_complete_audiences_or_a_problem(bases: dict[str, str]) -> None:
    """Chains of any shape: each audience has all that its bases have, or somebody is told."""
    audiences = [
        {"id": key, f"own-{key}": key, **({"based_on": bases[key]} if key in bases else {})} for key in "abcdef"
    ]
    family = inherit({"audiences": audiences}, {})
    for audience in family.data["audiences"]:
        lineage = [audience["id"], *audience.get("based_on", ())]
        assert all(f"own-{key}" in audience for key in lineage)
        for key, base in pairwise(lineage):
            assert bases[key] == base
    endless = {key for key in bases if _leads_nowhere(key, bases)}
    assert bool(family.problems) == bool(endless)


def _leads_nowhere(key: str, bases: dict[str, str]) -> bool:
    seen: set[str] = set()
    while key in bases and key not in seen:
        seen.add(key)
        key = bases[key]
    return key in seen or key == "g"


def test_content_that_names_unknown_audiences(copy: Copy) -> None:
    place = copy.change("tasks.yaml", "  - id: SP1\n", "  - id: SP1\n    audiences: {not: [¦clas]}\n")
    message = 'sprint SP1, audiences: audience "clas" is not in audiences; did you mean "class"?'
    assert copy.messages() == [f"{place}: {message}"]


def test_content_that_misspells_not(copy: Copy) -> None:
    place = copy.change("tasks.yaml", "  - id: SP1\n", "  - id: SP1\n    audiences: {¦nto: [class]}\n")
    assert copy.messages() == [f'{place}: sprint SP1, audiences: unknown key "nto"; did you mean "not"?']


def test_a_wording_for_an_audience_that_nobody_is(copy: Copy) -> None:
    old = 'text: {de: "Suche die Berge und Seen auf der Karte.", '
    place = copy.change("tasks.yaml", old, f'{old}¦de-x-clas: "x", ')
    assert copy.messages() == [
        f'{place}: sprint SP1, text: no audience reads the wording "clas"; did you mean "class"?'
    ]


def test_a_wording_that_is_too_long_for_a_tag(copy: Copy) -> None:
    old = 'text: {de: "Suche die Berge und Seen auf der Karte.", '
    copy.change("tasks.yaml", old, f'{old}de-x-abendschule: "x", ')
    (message,) = copy.messages()
    assert "1 to 8 small letters or digits" in message
    assert 'a short wording in "wordings"' in message


def test_every_shipped_audience_can_have_a_wording_of_its_own(root: Path) -> None:
    for audience in reader.read_project(root).audiences:
        assert audience.id in audience.preferred
