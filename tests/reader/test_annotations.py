"""Help with words: its terms stand in their text, and key words have paragraphs to stand beside."""

from __future__ import annotations

import pytest

from .conftest import Copy

PLACE = "    sources: [S01, S04]\n    facts: [F01]\n"


@pytest.mark.parametrize(
    ("de", "en", "told"),
    [
        ("Parlamentarische", "Parliamentary", None),
        ("Mai 1949 nahm", "May 1949 it", None),
        (
            "Parlamentarischer",
            "Parliamentary",
            'term: "Parlamentarischer" is not in the text in "de"; did you mean "Parlamentarische"?',
        ),
        ("Xylophon", "Parliamentary", 'term: "Xylophon" is not in the text in "de"; write it as it stands there'),
        ("Rat", "stimmberechtigte", 'term: "stimmberechtigte" is not in the text in "en"; write it as it stands there'),
    ],
)
def test_terms_stand_in_the_text(copy: Copy, de: str, en: str, told: str | None) -> None:
    note = f'    annotations:\n      - explanation: {{de: "x", en: "x"}}\n        term: {{de: "{de}", en: "{en}"}}\n'
    copy.change("materials.yaml", PLACE, note + PLACE)
    messages = copy.messages()
    assert [message.partition("annotation 1, ")[2] for message in messages] == ([told] if told else [])
    assert all(message.startswith("content/tiny/materials.yaml:17:") for message in messages)


def test_the_audiences_of_help_are_known(copy: Copy) -> None:
    help_ = '{audiences: [clas], term: {de: "Rat", en: "Council"}, explanation: {de: "x", en: "x"}}'
    note = f"    annotations:\n      - {help_}\n"
    copy.change("materials.yaml", PLACE, note + PLACE)
    (message,) = copy.messages()
    assert message.endswith('text X-STD, annotation 1: audience "clas" is not in audiences; did you mean "class"?')


def test_more_key_words_than_paragraphs(copy: Copy) -> None:
    words = ", ".join('{de: "x", en: "x"}' for _ in range(3))
    place = copy.change("materials.yaml", PLACE, f"    ¦keywords: [{words}]\n{PLACE}")
    (message,) = copy.messages()
    assert message == (f'{place}: text X-STD: there are 3 keywords, but the text in "de" has 2 paragraphs; correct it')


def test_a_label_in_each_language(copy: Copy) -> None:
    old = '    label: "Allgemeinwissen"\n'
    copy.change("materials.yaml", old, '    label: {de: "Allgemeinwissen", en: "general knowledge"}\n')
    assert copy.messages() == []
    place = copy.change("materials.yaml", ', en: "general knowledge"}', "}")
    (message,) = copy.messages()
    assert message.endswith('reference S04, label: lacks "en"; add it') or place in message


def test_a_label_that_is_neither_words_nor_a_text(copy: Copy) -> None:
    copy.change("materials.yaml", '    label: "Allgemeinwissen"\n', "    label: [1]\n")
    (message,) = copy.messages()
    assert "reference S04, label: a list is not text" in message
