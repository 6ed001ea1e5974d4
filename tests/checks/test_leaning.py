"""Statements that make no sense behind another neighbour."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from handouts.checks.wording import pointing
from handouts.languages import Grammar, of


def grammar(tag: str) -> Grammar:
    found = of(tag).grammar
    assert found is not None
    return found


GERMAN, ENGLISH = grammar("de"), grammar("en")
Change = Callable[..., list[str]]
LEANING_DE = """
Alle Menschen in Okinawa finden das gut.|Er hatte keine Laufzeit.|Sie wurde 1947 verkündet.|Dort leben viele Soldaten.
Deshalb blieben die Truppen.|Damals war Krieg.|Dieser Vertrag galt bis 1960.|Das war ungerecht.|Seit 1947 gilt sie.
Das wurde 1951 geändert.|Es trat 1947 in Kraft.|Es gilt seit dem 3. Mai 1947.|Seine Macht blieb.|Danach zogen alle ab.
Viele finden das ungerecht.|Japan hat dies nie anerkannt.|Die USA wollten das nicht.|In diesem Artikel steht nichts.
"""
SOUND_DE = """
Das Parlament heißt Kokkai.|Japan verzichtet auf Krieg und behält sein Recht.|Es gab keine Proteste.
Es wurden 39 Frauen gewählt.|In Okinawa leben viele, die dort geboren sind.|Das neue Parlament tagt.
Land-, See- und Luftstreitkräfte werden nicht unterhalten.|Der Kaiser führt die Streitkräfte.|am 23. Mai 1949
Ein Land, das Krieg führt.|7. Dezember 1941 bis 2. September 1945|Die Verfassung wurde geändert, und sie gilt noch.
In diesem Jahr wurde gewählt.|Japan verzichtet darauf, Krieg zu führen.|Das Volk wählt das Parlament.
Okinawa trägt die Last, und viele finden das ungerecht.|Japan und seine Nachbarn waren Feinde.
Die SDF sind dazu da, Japan zu schützen.|Kaiser Hirohito behielt seinen Thron.|Die Inseln wurden zurückgegeben.
"""
LEANING_EN = """
All people in Okinawa think this is good.|It was signed in 1951.|They left in 1972.|There the war began.
Therefore the troops stayed.|This treaty applied until 1960.|This was unfair.|Since 1947 it has applied.
Many people like that.|That was unfair.|His power remained.|Then the occupation ended.|He lost his power.
Most people think that is unfair.|Japan never accepted this.
"""
SOUND_EN = """
There are no US soldiers in Japan.|It is forbidden to go to war.|Japan and its neighbours were enemies.
The treaty that ended the war was signed in 1951.|In that year women voted.|The USA must defend Japan.
This year Japan votes.|Article 9 says that Japan renounces war.|There was no war.|The Emperor kept his throne.
Okinawa carries the burden, and many think this is unfair.|The USA is still in charge in Okinawa today.
Many people say that the soldiers protect Japan.|on 23 May 1949|Japan agreed to that treaty in 1951.
"""


def listed(text: str) -> list[str]:
    return text.strip().replace("\n", "|").split("|")


@pytest.mark.parametrize("words", listed(LEANING_DE))
def test_german_that_leans(words: str) -> None:
    assert pointing(words, GERMAN) is not None


@pytest.mark.parametrize("words", listed(SOUND_DE))
def test_german_that_stands_alone(words: str) -> None:
    assert pointing(words, GERMAN) is None


@pytest.mark.parametrize("words", listed(LEANING_EN))
def test_english_that_leans(words: str) -> None:
    assert pointing(words, ENGLISH) is not None


@pytest.mark.parametrize("words", listed(SOUND_EN))
def test_english_that_stands_alone(words: str) -> None:
    assert pointing(words, ENGLISH) is None


OLD = '{correct: false, text: {de: "am 8. Mai 1945", en: "on 8 May 1945"}}'
NEW = '{correct: false, text: {de: "Das war am 8. Mai 1945.", en: "on 8 May 1945"}%s}'


def test_an_option_that_leans_on_its_neighbour(change: Change) -> None:
    (found,) = change("tasks.yaml", (OLD, NEW % ""))
    assert 'K01, option 2: "Das" points to something before it, but options are shuffled' in found
    assert found.startswith("content/tiny/tasks.yaml:31:")


@pytest.mark.parametrize("where", ["previous", "prompt"])
def test_an_option_that_says_what_it_leans_on(change: Change, where: str) -> None:
    assert change("tasks.yaml", (OLD, NEW % f", keep_with: {where}")) == []


def test_options_that_all_lean_on_the_prompt(change: Change) -> None:
    assert change("tasks.yaml", (OLD, NEW % ""), ('{de: "am 23. Mai 1949"', '{de: "Das war am 23. Mai 1949."')) == []


def test_the_title_of_an_event_in_an_ordering_task(change: Change) -> None:
    (found,) = change("materials.yaml", ('en: "The Basic Law is adopted"', 'en: "It is adopted"'))
    assert 'T02, title: "It" points to something before it, but K02 shuffles its events; say what is meant' in found
