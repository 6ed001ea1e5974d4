"""A lesson in one language says its texts in plain words; a second language is for what is printed in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts import reader
from handouts.errors import ContentError
from handouts.reader import Content

PROJECT = """\
lesson: rain
languages: [de]
documents: [handout]
audiences:
  - {id: class, name: Klasse 5, short: "5", languages: [de], texts: [X1], level_mix: {I: 100}}
"""
LESSON = """\
id: rain
title: Regen
subtitle: {de: Wasser von oben, de-x-class: Wasser}
question: Warum?
subject: Erdkunde
as_of: 2026
authors: wir
version: 1.0
licence: frei
working_translation: Übersetzung
texts:
  - id: X1
    level: standard
    title: 1951
    text: |
      Es regnet.

      Dann nicht.
    keywords: [nass, {de: trocken}]
materials:
  - {id: M1, shows: X1, title: Regen}
quotations:
  - {id: Q1, date: 1951, title: Ein Satz, text: Es regnet oft., rights: frei}
"""


def project(folder: Path, lesson: str = LESSON, settings: str = PROJECT) -> Path:
    (folder / "content/rain").mkdir(parents=True, exist_ok=True)
    (folder / "content/rain/lesson.yaml").write_text(lesson, "utf-8")
    (folder / "handouts.yaml").write_text(settings, "utf-8")
    return folder


def content(folder: Path, lesson: str = LESSON, settings: str = PROJECT) -> Content:
    return reader.read_all(project(folder, lesson, settings))


def told(folder: Path, lesson: str = LESSON, settings: str = PROJECT) -> list[str]:
    with pytest.raises(ContentError) as caught:
        content(folder, lesson, settings)
    return [str(problem) for problem in caught.value.problems]


def test_plain_words_are_in_the_one_language(tmp_path: Path) -> None:
    read = content(tmp_path)
    lesson, (audience,) = read.lesson, read.project.audiences
    assert lesson.title.root == {"de": "Regen"}
    assert lesson.subtitle is not None
    assert lesson.subtitle.root == {"de": "Wasser von oben", "de-x-class": "Wasser"}
    assert [word.root for word in lesson.texts[0].keywords] == [{"de": "nass"}, {"de": "trocken"}]
    assert str(lesson.texts[0].title) == "1951"
    assert audience.name is not None
    assert audience.name.root == {"de": "Klasse 5"}


def test_what_is_put_in_stands_where_its_words_do(tmp_path: Path) -> None:
    places = content(tmp_path).positions
    assert places.at(("texts", 0, "keywords", 0, "de")) == places.at(("texts", 0, "keywords", 0))
    assert places.at(("texts", 0, "keywords", 0, "de")).line == 19
    (message,) = told(tmp_path, LESSON.replace("subject: Erdkunde", 'subject: " "'))
    assert message == 'content/rain/lesson.yaml:5:1: subject: the text for "de" is empty; correct it'


def test_a_lesson_has_the_languages_of_its_project(tmp_path: Path) -> None:
    assert content(tmp_path).lesson.languages == ("de",)
    both = PROJECT.replace("languages: [de]\n", "languages: [de, en]\n", 1)
    both = both.replace("Klasse 5", "{de: Klasse 5, en: Year 5}").replace('"5"', '{de: "5", en: "5"}')
    messages = told(tmp_path, settings=both)
    assert any("title" in message and "{de: …, en: …}" in message for message in messages)


def test_two_languages_are_told_apart(tmp_path: Path) -> None:
    messages = told(tmp_path, "languages: [de, en]\n" + LESSON)
    place = "content/rain/lesson.yaml:3:1: title"
    assert f'{place}: "Regen" is not a mapping; a text needs its languages: {{de: …, en: …}}' in messages


@pytest.mark.parametrize("value", ["true", "[a, b]"])
def test_what_is_no_text_is_refused(tmp_path: Path, value: str) -> None:
    (message,) = told(tmp_path, LESSON.replace("question: Warum?", f"question: {value}"))
    assert message.startswith("content/rain/lesson.yaml:4:1: question: ")


def test_a_quotation_is_its_own_original_unless_it_names_another(tmp_path: Path) -> None:
    assert content(tmp_path).lesson.quotations[0].original == "de"
    (message,) = told(tmp_path, LESSON.replace("id: Q1,", "id: Q1, original: en,"))
    assert 'text lacks its original, "en"' in message


ENGLISH = """\
id: rain
languages: [en]
title: Rain
subtitle: Water
question: Why?
subject: Geography
as_of: 2026
authors: us
version: 1.0
licence: free
working_translation: translation
texts:
  - {id: X1, level: standard, title: Rain, text: It rains.}
materials:
  - {id: M1, shows: X1, title: Rain}
glossary:
  - id: G1
    term: {en: cloud, de: Wolke}
    standard: water in the air
    easy: water
phrases:
  - {text: {en: "I think", de: "Ich denke"}}
operators:
  - {id: erläutern, level: II, name: explain, bloom: understand}
"""
GLOSSED = PROJECT.replace("[de]", "[en]").replace("texts:", "gloss: de, texts:")


def test_a_second_language_is_for_what_is_printed_in_it(tmp_path: Path) -> None:
    lesson = content(tmp_path, ENGLISH, GLOSSED).lesson
    assert lesson.languages == ("en",)
    assert lesson.glossary[0].term.in_language("de") == "Wolke"
    assert lesson.operators[0].name.root == {"en": "explain", "de": "erläutern"}


def test_what_the_second_language_lacks_is_told(tmp_path: Path) -> None:
    bare = ENGLISH.replace("{en: cloud, de: Wolke}", "cloud").replace('{en: "I think", de: "Ich denke"}', "I think")
    assert told(tmp_path, bare, GLOSSED) == [
        'content/rain/lesson.yaml:18:5: term G1, term: lacks "de", which an audience has as its gloss; add it',
        'content/rain/lesson.yaml:22:6: phrase 1, text: lacks "de", which an audience has as its gloss; add it',
    ]


def test_texts_are_needed_in_the_languages_that_are_built(tmp_path: Path) -> None:
    both = LESSON.replace("id: rain", "id: rain\nlanguages: [de, en]", 1)
    for plain in ("Regen\n", "Warum?\n", "Erdkunde\n", "frei\n", "Übersetzung\n"):
        both = both.replace(f": {plain}", f": {{de: {plain.strip()}}}\n", 1)
    only = both.partition("texts:")[0]
    settings = PROJECT.replace("texts: [X1]", "texts: []")
    assert content(tmp_path, only, settings).lesson.title.root == {"de": "Regen"}


def test_usual_command_words_and_ways_of_working_need_no_entry(tmp_path: Path) -> None:
    task = """\
tasks:
  - id: K1
    type: opinion
    operators: [erläutern]
    level: II
    points: 1
    minutes: 1
    social_form: PA
    prompt: Erläutere es.
    expected: [{points: 1, text: Etwas.}]
"""
    lesson = content(tmp_path, LESSON + task).lesson
    assert [(one.id, one.level, str(one.name)) for one in lesson.operators] == [("erläutern", "II", "erläutern")]
    assert [(one.id, str(one.name)) for one in lesson.social_forms] == [("PA", "Partnerarbeit")]
    own = "operators:\n  - {id: erläutern, level: I, name: deutlich machen}\n"
    assert [str(one.name) for one in content(tmp_path, LESSON + task + own).lesson.operators] == ["deutlich machen"]
    (message,) = told(tmp_path, LESSON + task.replace("[erläutern]", "[erlautern]"))
    assert message.endswith('operator "erlautern" is not in operators; did you mean "erläutern"?')
