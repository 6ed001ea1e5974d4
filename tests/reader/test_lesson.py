"""A content folder → Lesson: what is read, and every mistake an author can make, with its place."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handouts import reader
from handouts.errors import ContentError

from .conftest import Copy

Growth = Callable[[Callable[[int], object]], float]


def test_the_tiny_lesson_is_read(tiny: Path) -> None:
    lesson = reader.read_lesson(tiny / "content" / "tiny", root=tiny)
    assert lesson.version == "1.0"
    assert [event.date for event in lesson.timeline] == ["1948-09-01", "1949-05-08", "1949-05-23"]
    assert lesson.charts[0].panels[0].data[0].values == {"value": Decimal("78.5")}
    assert [task.id for task in lesson.tasks] == ["K01", "K02", "K03", "K04", "K05", "K06"]


def test_positions_lead_to_the_line(tiny: Path) -> None:
    content = reader.read_all(tiny)
    lines = (tiny / "content" / "tiny" / "tasks.yaml").read_text(encoding="utf-8").splitlines()
    place = content.positions.of("K05", "expected", 1)
    assert place.path == "content/tiny/tasks.yaml"
    assert lines[place.line - 1][place.column - 1 :].startswith("{points: 3")
    assert content.positions.of("K05", "lines") == content.positions.of("K05")
    assert content.positions.of("unknown").path == "content/tiny/lesson.yaml"


@pytest.mark.slow
def test_time_grows_with_the_lesson_and_no_faster(copy: Copy, growth: Growth) -> None:
    text = copy.file("tasks.yaml").read_text(encoding="utf-8")
    head, task = text.split("tasks:\n")[0], text[text.index("  - id: K01") : text.index("  - id: K02")]
    numbers = count(100)

    def work(size: int) -> None:
        many = "".join(task.replace("K01", f"K{next(numbers)}") for _ in range(60 * size))
        copy.file("tasks.yaml").write_text(f"{head}tasks:\n{many}", encoding="utf-8")
        assert copy.problems() == ()

    assert growth(work) < 30


MISTAKES = {
    # unknown, missing, empty
    "unknown key": (
        "tasks.yaml",
        "    minutes: 2\n",
        "    ¦minuets: 2\n    minutes: 2\n",
        'task K01: unknown key "minuets"; did you mean "minutes"?',
    ),
    "unknown key of the lesson": (
        "lesson.yaml",
        "board:\n",
        "¦bord: 1\nboard:\n",
        'unknown key "bord"; did you mean "board"?',
    ),
    "unknown key deep inside": (
        "tasks.yaml",
        '{points: 1, text: {de: "am 23.',
        '{¦point: 1, points: 1, text: {de: "am 23.',
        'task K01, expected answer 1: unknown key "point"; did you mean "points"?',
    ),
    "missing key": (
        "tasks.yaml",
        "  - id: K02\n    type: ordering\n",
        "  - ¦id: K02\n",
        'task K02 lacks "type"; add it',
    ),
    "empty value": (
        "tasks.yaml",
        "    type: ordering\n",
        "    ¦type:\n",
        "task K02, type: is empty; write a value or delete the key",
    ),
    # types
    "word for a number": (
        "tasks.yaml",
        "    minutes: 2\n",
        "    ¦minutes: zwei\n",
        'task K01, minutes: "zwei" is not a whole number; write digits such as 8',
    ),
    "German decimal": (
        "materials.yaml",
        "{year: 1949, values: {value: 78.5}}",
        '{year: 1949, values: {¦value: "78,5"}}',
        ('chart C1, panel C1-1, point 1, values, value: "78,5" is not a number; write 78.5'),
    ),
    "text instead of languages": (
        "materials.yaml",
        '    title: {de: "Vom Rat zum Grundgesetz", en: "From the Council to the Basic Law"}\n',
        "    ¦title: Vom Rat\n",
        'text X-STD, title: "Vom Rat" is not a mapping; a text needs its languages: {de: …, en: …}',
    ),
    "truth value for a text": (
        "materials.yaml",
        '    original: de\n    text: {de: "Männer',
        '    ¦original: true\n    text: {de: "Männer',
        'quotation Q02, original: "true" is not text; put it in quotes if it is meant as such',
    ),
    "number for a truth value": (
        "materials.yaml",
        "    verdict: false\n",
        "    ¦verdict: 2\n",
        'statement N2, verdict: "2" is not true or false; write one of them',
    ),
    "mapping instead of a list": (
        "tasks.yaml",
        "    events: [T01, T02, T03]\n",
        "    ¦events: {a: T01}\n",
        'task K02, events: a mapping is not a list; write "- " before each entry, or [ ] around them',
    ),
    "word instead of a record": (
        "tasks.yaml",
        '  - {id: EA, name: {de: "Einzelarbeit", en: "individual work"}}\n',
        '  - ¦EA\n  - {id: EA, name: {de: "Einzelarbeit", en: "individual work"}}\n',
        'social form 1: "EA" is not a mapping; write "key: value" lines',
    ),
    "unknown choice": (
        "tasks.yaml",
        "    type: opinion\n",
        "    ¦type: opinoin\n",
        'task K06, type: "opinoin" is not possible here; did you mean "opinion"?',
    ),
    "not an id": (
        "materials.yaml",
        "  - id: B01\n",
        "  - ¦id: 1. Person\n",
        (
            'person 1. Person, id: "1. Person" cannot be an id; '
            "begin with a letter, use letters a to z (no ä, ö, ü, ß), digits, - and _"
        ),
    ),
    "too large": (
        "materials.yaml",
        "    importance: 2\n",
        "    ¦importance: 7\n",
        'event T01, importance: "7" is too large; the limit is 3',
    ),
    "too few": (
        "tasks.yaml",
        "    operators: [auswerten, nennen]\n",
        "    ¦operators: []\n",
        "task K05, operators: needs an entry at least; add one",
    ),
    "not an address": (
        "materials.yaml",
        "    url: https://www.bundeswahlleiterin.de/\n",
        "    ¦url: www.bundeswahlleiterin.de\n",
        'reference S02, url: "www.bundeswahlleiterin.de" is not an address that begins with https://',
    ),
    # dates and sums
    "impossible date": (
        "materials.yaml",
        "    date: 1949-05-08\n",
        "    ¦date: 1949-02-30\n",
        'event T02, date: there is no date "1949-02-30" (day is out of range for month); correct it',
    ),
    "German date": (
        "materials.yaml",
        "    date: 1949-05-08\n",
        "    ¦date: 8.5.1949\n",
        'event T02, date: "8.5.1949" is not written as dates are here; write 1949-05-08',
    ),
    "points": (
        "tasks.yaml",
        "    points: 3\n",
        "    ¦points: 4\n",
        "task K02: the expected answers add up to 3 points, not 4; correct it",
    ),
    "points of a rubric": (
        "tasks.yaml",
        "  - id: R1\n    points: 6\n",
        "  - id: R1\n    ¦points: 7\n",
        "rubric R1: the criteria add up to 6 points, not 7; correct it",
    ),
    "minutes": (
        "tasks.yaml",
        "    minutes: 45\n",
        "    ¦minutes: 44\n",
        "plan L45: the phases add up to 45 minutes, not 44; correct it",
    ),
    "life": (
        "materials.yaml",
        "    died: 1986\n",
        "    ¦died: 1886\n",
        "person B01: died 1886 before being born in 1896; correct it",
    ),
    "type without its key": (
        "tasks.yaml",
        "  - id: K06\n    type: opinion\n",
        "  - ¦id: K06\n    type: ordering\n",
        "task K06: a task of type ordering needs events; correct it",
    ),
    # languages
    "language missing": (
        "materials.yaml",
        '    title: {de: "Einigungsvertrag", en: "Unification Treaty"}\n',
        '    ¦title: {de: "Einigungsvertrag"}\n',
        'document D01, title: lacks "en"; add it',
    ),
    "language missing in a quotation": (
        "materials.yaml",
        '    text: {de: "Männer und Frauen sind gleichberechtigt.", en: "Men and women shall have equal rights."}\n',
        '    ¦text: {de: "Männer und Frauen sind gleichberechtigt."}\n',
        'quotation Q02, text: lacks "en"; add it',
    ),
    "language missing deep inside": (
        "materials.yaml",
        '{label: {de: "Frauen", en: "women"}, values',
        '{¦label: {de: "Frauen", de-x-formal: "Frauen"}, values',
        'chart C2, panel C2-1, point 2, label: lacks "en"; add it',
    ),
    "foreign language": (
        "materials.yaml",
        '{de: "Zeitleiste", en: "Timeline"}',
        '{de: "Zeitleiste", en: "Timeline", ¦fr: "Frise"}',
        'material M1, title: "fr" is not a language here; known: de, en',
    ),
    "not a language": (
        "materials.yaml",
        'title: {de: "Zeitleiste", en: "Timeline"}',
        '¦title: {de: "Zeitleiste", en: "Timeline", deutsch: "Zeit"}',
        'material M1, title: "deutsch" is not a language tag such as de, en or de-x-formal; correct it',
    ),
    "empty text": (
        "materials.yaml",
        'title: {de: "Zeitleiste", en: "Timeline"}',
        '¦title: {de: "Zeitleiste", en: " "}',
        'material M1, title: the text for "en" is empty; correct it',
    ),
    "wording for nobody": (
        "tasks.yaml",
        '      de-x-formal: "Ordnen Sie die Begriffe zu."\n',
        '      ¦de-x-fromal: "Ordnen Sie die Begriffe zu."\n',
        'task K04, prompt: no audience reads the wording "fromal"; did you mean "formal"?',
    ),
    "original missing": (
        "materials.yaml",
        "    original: de\n    text: {",
        "    original: ja\n    ¦text: {",
        'quotation Q02: text lacks its original, "ja"; add it or correct "original"',
    ),
    "published translation missing": (
        "materials.yaml",
        "    original: de\n    text: {",
        "    original: de\n    published_translation: fr\n    ¦text: {",
        'quotation Q02: text lacks its published translation, "fr"; add it or correct "published_translation"',
    ),
    "wording that is neither": (
        "materials.yaml",
        "    original: de\n    text: {",
        '    original: de\n    text: {¦ja: "男女同権", ',
        (
            'quotation Q02: text in "ja" is neither the original ("de") nor a published translation; '
            'correct "original", or name it in "published_translation"'
        ),
    ),
    "forbidden in no language": (
        "lesson.yaml",
        '  de: ["Reichsverfassung"]\n',
        '  de: ["Reichsverfassung"]\n  ¦dr: ["Reich"]\n',
        'forbidden: "dr" is not a language of the lesson; known: de, en',
    ),
    "language tag": (
        "lesson.yaml",
        "languages: [de, en]",
        "languages: [de, en, ¦English]",
        'languages: "English" is not a language tag such as de; correct it',
    ),
    # ids that lead nowhere or to two things
    "duplicate id": (
        "materials.yaml",
        "  - id: N2\n",
        "  - ¦id: N1\n",
        "statement N1: the id is taken (statement N1 in content/tiny/materials.yaml:147); rename one",
    ),
    "duplicate id of another kind": (
        "tasks.yaml",
        "  - id: SP1\n",
        "  - ¦id: Q01\n",
        "sprint Q01: the id is taken (quotation Q01 in content/tiny/materials.yaml:81); rename one",
    ),
    "duplicate criterion": (
        "tasks.yaml",
        "{id: R1b,",
        "{¦id: R1a,",
        'rubric R1: there are two criteria "R1a"; rename one of them',
    ),
    "operator": (
        "tasks.yaml",
        "    operators: [auswerten, nennen]\n",
        "    operators: [auswerten, ¦nenne]\n",
        'task K05: operator "nenne" is not in operators; did you mean "nennen"?',
    ),
    "source": (
        "materials.yaml",
        "    sources: [S01, S04]\n    facts: [F01]\n",
        "    sources: [S01, ¦XYZ]\n    facts: [F01]\n",
        'text X-STD: source "XYZ" is not in references; add it to references, or correct it',
    ),
    "fact": (
        "materials.yaml",
        "    facts: [F02]\n",
        "    facts: [¦F03]\n",
        'document D01: fact "F03" is not in facts; add it to facts, or correct it',
    ),
    "audience": (
        "tasks.yaml",
        "  - id: E1\n    audiences: [class]\n",
        "  - id: E1\n    audiences: [¦clas]\n",
        'test E1: audience "clas" is not in audiences; did you mean "class"?',
    ),
    "place": (
        "materials.yaml",
        "    importance: 2\n    place: P-BONN\n",
        "    importance: 2\n    ¦place: P-BON\n",
        'event T01: place "P-BON" is not in places; did you mean "P-BONN"?',
    ),
    "material of a task": (
        "tasks.yaml",
        "    materials: [M4a, M4b]\n",
        "    materials: [M4a, ¦M4z]\n",
        'task K05: material "M4z" is not in materials; add it to materials, or correct it',
    ),
    "what a material shows": (
        "materials.yaml",
        "{id: M3, shows: map,",
        "{id: M3, ¦shows: karte,",
        (
            'material M3: shows "karte" is not in quotations or charts or pictures or texts; '
            "use timeline, map, glossary, statements, texts or an id from there"
        ),
    ),
    "social form of a task": (
        "tasks.yaml",
        "    minutes: 12\n    social_form: EA\n",
        "    minutes: 12\n    ¦social_form: GA\n",
        'task K06: social form "GA" is not in social_forms; add it to social_forms, or correct it',
    ),
    "social form of a phase": (
        "tasks.yaml",
        "      - minutes: 25\n        social_form: PA\n",
        "      - minutes: 25\n        ¦social_form: XY\n",
        'plan L45, phase 2: social form "XY" is not in social_forms; add it to social_forms, or correct it',
    ),
    "event": (
        "tasks.yaml",
        "    events: [T01, T02, T03]\n",
        "    events: [T01, ¦T22, T03]\n",
        'task K02: event "T22" is not in timeline; did you mean "T02"?',
    ),
    "term": (
        "tasks.yaml",
        "    terms: [G01, G02]\n",
        "    terms: [G01, ¦H7]\n",
        'task K04: term "H7" is not in glossary; add it to glossary, or correct it',
    ),
    "rubric": (
        "tasks.yaml",
        "    rubric: R1\n",
        "    ¦rubric: R2\n",
        'task K06: rubric "R2" is not in rubrics; add it to rubrics, or correct it',
    ),
    "competence": (
        "tasks.yaml",
        "    competences: [SK, UK]\n",
        "    competences: [SK, ¦MK]\n",
        'plan L45: competence "MK" is not in competences; add it to competences, or correct it',
    ),
    "objective": (
        "tasks.yaml",
        "    objectives: [O1, O2]\n",
        "    objectives: [¦O9, O2]\n",
        'plan L45: objective "O9" is not in objectives; add it to objectives, or correct it',
    ),
    "material of a phase": (
        "tasks.yaml",
        "        materials: [M2a, M3]\n",
        "        materials: [¦M33]\n",
        'plan L45, phase 1: material "M33" is not in materials; did you mean "M3"?',
    ),
    "task of a phase": (
        "tasks.yaml",
        "        tasks: [K01, K02, K05]\n",
        "        tasks: [K01, ¦K25]\n",
        'plan L45, phase 2: task "K25" is not in tasks; add it to tasks, or correct it',
    ),
    "task of a test": (
        "tasks.yaml",
        "    tasks: [K01, K02, K03, K05]\n",
        "    tasks: [¦K1]\n",
        'test E1: task "K1" is not in tasks; did you mean "K01"?',
    ),
    "what a slide shows": (
        "tasks.yaml",
        "    shows: [M2a, M2b]\n",
        "    shows: [M2a, ¦Q02]\n",
        'slide P02: shows "Q02" is not in materials; add it to materials, or correct it',
    ),
    "task of a slide": (
        "tasks.yaml",
        "    tasks: [K05]\n",
        "    tasks: [¦L05]\n",
        'slide P03: task "L05" is not in tasks; did you mean "K05"?',
    ),
    "period of a slide": (
        "tasks.yaml",
        "    period: Z1\n",
        "    ¦period: Y1\n",
        'slide P01: period "Y1" is not in periods; add it to periods, or correct it',
    ),
    # what handouts.yaml asks
    "text of an audience": (
        "handouts.yaml",
        "    texts: [X-STD, X-MORE]\n",
        "    texts: [X-STD, ¦X-MOER]\n",
        'audience adult: text "X-MOER" is not in texts; did you mean "X-MORE"?',
    ),
    "second language": (
        "handouts.yaml",
        "    glossary: easy\n",
        "    glossary: easy\n    ¦gloss: fr\n",
        '"fr" is not a language of the lesson; known: de, en',
    ),
}


@pytest.mark.parametrize(("name", "old", "new", "message"), MISTAKES.values(), ids=MISTAKES)
def test_mistake(copy: Copy, name: str, old: str, new: str, message: str) -> None:
    place = copy.change(name, old, new)
    assert copy.messages() == [f"{place}: {message}"]


def test_all_problems_of_all_files_at_once(copy: Copy) -> None:
    places = [
        copy.change("lesson.yaml", "version: 1.0\n", "version: 1.0\n¦verson: 2\n"),
        copy.change("tasks.yaml", "    minutes: 2\n", "    ¦minutes: zwei\n"),
        copy.change("tasks.yaml", "    rubric: R1\n", "    ¦rubric: X\n"),
        copy.change("materials.yaml", "    kind: line\n", "    ¦kind: lines\n"),
        copy.change("materials.yaml", '{de: "Karte", en: "Map"}', '{de: "Karte"}').rsplit(":", 2)[0],
    ]
    copy.file("broken.yaml").write_text("sprints: {a\n", encoding="utf-8")
    found = copy.messages()
    assert len(found) == 6
    assert all(any(message.startswith(place) for message in found) for place in places)
    assert any(message.startswith("content/tiny/broken.yaml:1:10: ") for message in found)


def test_a_broken_file_does_not_make_its_content_missing(copy: Copy) -> None:
    copy.file("materials.yaml").write_text("timeline: {a\n", encoding="utf-8")
    copy.file("lesson.yaml").write_bytes(b"\xff")
    assert [message.split(": ")[0] for message in copy.messages()] == [
        "content/tiny/lesson.yaml:1:1",
        "content/tiny/materials.yaml:1:11",
    ]


def test_a_problem_of_syntax_is_not_told_twice(copy: Copy) -> None:
    place = copy.change("tasks.yaml", "    minutes: 2\n", "    minutes: ¦no\n")
    (message,) = copy.messages()
    assert message.startswith(f"{place}: some programs read no as false")


def test_a_key_that_is_no_list_of_entries_stands_in_one_file(copy: Copy) -> None:
    copy.file("more.yaml").write_text("# more\nlanguages: [de]\nversion: 2\n", encoding="utf-8")
    assert sorted(copy.messages()) == [
        f'content/tiny/more.yaml:{line}:1: "{key}" is already in content/tiny/{place}; '
        "a key stands in one file, so move it there"
        for line, key, place in ((2, "languages", "lesson.yaml:2"), (3, "version", "lesson.yaml:9"))
    ]


PHRASES = "phrases:\n  - text: {de: Einerseits, en: On the one hand}\n  - text: {de: Andererseits"


def test_a_list_of_entries_goes_on_in_further_files_in_the_order_of_their_names(copy: Copy) -> None:
    copy.file("more.yaml").write_text(PHRASES + ", en: On the other hand}\n", encoding="utf-8")
    lesson, positions = reader.read_lesson_with_positions(copy.content, root=copy.root)
    assert [str(phrase.text) for phrase in lesson.phrases] == ["Meiner Meinung nach …", "Einerseits", "Andererseits"]
    assert positions.at(("phrases", 2, "text")).line == 3


def test_a_mistake_in_a_list_that_goes_on_is_told_where_it_is(copy: Copy) -> None:
    copy.file("more.yaml").write_text(PHRASES + "}\n", encoding="utf-8")
    assert copy.messages() == ['content/tiny/more.yaml:3:5: phrase 3, text: lacks "en"; add it']


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("empty.yaml", "", "content/tiny/empty.yaml: is empty; fill it or delete it"),
        ("empty.yaml", "# nothing\n", "content/tiny/empty.yaml: is empty; fill it or delete it"),
        ("list.yaml", "- a\n", 'content/tiny/list.yaml:1:1: must be a mapping; begin with a line such as "key: value"'),
        (
            "word.yaml",
            "hello\n",
            'content/tiny/word.yaml:1:1: must be a mapping; begin with a line such as "key: value"',
        ),
        ("more.yml", "", "content/tiny/more.yml: is not read under this name; rename it to more.yaml"),
        ("More.YAML", "", "content/tiny/More.YAML: is not read under this name; rename it to More.yaml"),
    ],
)
def test_files_that_hold_nothing(copy: Copy, name: str, text: str, expected: str) -> None:
    copy.file(name).write_text(text, encoding="utf-8")
    assert copy.messages() == [expected]


def test_other_files_are_left_alone(copy: Copy) -> None:
    (copy.content / "picture.png").write_bytes(b"\xff\xfe")
    (copy.content / "notes.txt").write_text("a: [", encoding="utf-8")
    (copy.content / ".tasks.yaml.swp").write_bytes(b"\0")
    (copy.content / "._tasks.yaml").write_bytes(b"\0")
    assert copy.messages() == []


def test_missing_keys_are_put_where_they_belong(copy: Copy) -> None:
    copy.change("lesson.yaml", "authors: handouts\n", "")
    assert copy.messages() == ['content/tiny/lesson.yaml: the lesson lacks "authors"; add it']


def test_a_kind_that_is_missing_is_told_once(copy: Copy) -> None:
    text = copy.file("materials.yaml").read_text(encoding="utf-8")
    copy.file("materials.yaml").write_text(text[: text.index("references:")], encoding="utf-8")
    (message,) = copy.messages()
    assert 'nothing is in references, but "S01" here and' in message
    assert message.endswith('more refer to it; add "references:"')


def test_folders_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "content" / "empty").mkdir(parents=True)
    (tmp_path / "outside").mkdir()
    (tmp_path / "content" / "link").symlink_to(tmp_path / "outside")
    for name, expected in (("empty", "holds no content"), ("nothing", "no such folder")):
        with pytest.raises(ContentError, match=f"content/{name}: .*{expected}"):
            reader.read_lesson(tmp_path / "content" / name, root=tmp_path)
    with pytest.raises(ContentError, match=r"link: leads out of the project"):
        reader.read_lesson(tmp_path / "content" / "link", root=tmp_path / "content")


def test_without_a_project_audiences_are_not_checked(copy: Copy) -> None:
    copy.change("tasks.yaml", "  - id: E1\n    audiences: [class]\n", "  - id: E1\n    audiences: [anybody]\n")
    assert reader.read_lesson(copy.content, root=copy.root).tests[0].is_for(["anybody"])


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_an_author_does_to_a_line_is_told_or_read(copy: Copy, tiny: Path, data: st.DataObject) -> None:
    original = (tiny / "content" / "tiny" / "tasks.yaml").read_text(encoding="utf-8").splitlines()
    lines = original.copy()
    index = data.draw(st.integers(0, len(lines) - 1))
    change = data.draw(st.sampled_from(["delete", "repeat", "indent", "dedent", "cut", "number", "null", "list"]))
    line = lines[index]
    lines[index] = {
        "delete": "",
        "repeat": f"{line}\n{line}",
        "indent": f"  {line}",
        "dedent": line[2:],
        "cut": line[: len(line) // 2],
        "number": f"{line.split(': ')[0]}: 7",
        "null": f"{line.split(': ')[0]}:",
        "list": f"{line.split(': ')[0]}: [a, {{b: c}}]",
    }[change]
    copy.file("tasks.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for problem in copy.problems():
        assert problem.path
        assert problem.message.count(";") >= 1 or "is not" in problem.message
