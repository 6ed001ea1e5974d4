"""handouts.yaml, brand.yaml and labels: what is read, and every mistake with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts import reader
from handouts.errors import ContentError

from .conftest import Copy


def test_the_tiny_project_is_read(tiny: Path) -> None:
    project = reader.read_project(tiny)
    assert [audience.id for audience in project.audiences] == ["class", "adult"]
    assert project.audiences[0].importance == 2
    assert project.audiences[1].type_size == 12
    assert project.audiences[1].level_mix == {"I": 20, "II": 40, "III": 40}


def test_a_plan_that_the_lesson_does_not_have(copy: Copy) -> None:
    where = copy.change("handouts.yaml", "    kanji: false\n", "    kanji: false\n    plans: [1, ¦7]\n")
    assert copy.messages() == [f'{where}: audience class: there is no plan "7"; there are 1']


MISTAKES = {
    "unknown key": ("seed: 1949\n", "¦sede: 1949\n", 'unknown key "sede"; did you mean "seed"?'),
    "lesson": (
        "lesson: tiny\n",
        "¦lesson: tinny\n",
        'lesson: there is no folder content/tinny, and no file content/tinny.md; did you mean "tiny"?',
    ),
    "lesson elsewhere": (
        "lesson: tiny\n",
        "¦lesson: ../secret\n",
        'lesson: "../secret" cannot be the name of a folder; use letters a to z (no ä, ö, ü, ß), digits, - and _',
    ),
    "output elsewhere": (
        "seed: 1949\n",
        "¦output: ../out\n",
        'output: "../out" is not a folder of its own in the project; write a name such as output',
    ),
    "absolute output": (
        "seed: 1949\n",
        "¦output: /out\n",
        'output: "/out" is not a folder of its own in the project; write a name such as output',
    ),
    "output over the content": (
        "seed: 1949\n",
        "¦output: content/\n",
        'output: "content/" lies in content, where your own files are; write a name such as output',
    ),
    "output among the templates": (
        "seed: 1949\n",
        "¦output: Templates/made\n",
        'output: "Templates/made" lies in Templates, where your own files are; write a name such as output',
    ),
    "output among programs": (
        "seed: 1949\n",
        "¦output: src/x\n",
        'output: "src/x" lies in src, where your own files are; write a name such as output',
    ),
    "language that leads elsewhere": (
        "languages: [de, en]\ndocuments",
        "languages: [de, en, ¦../x]\ndocuments",
        'languages: "../x" is not a language; write its code of two or three small letters, such as de, en or fr',
    ),
    "country for a language": (
        "languages: [de, en]\ndocuments",
        "languages: [de, en, ¦ua]\ndocuments",
        'languages: "ua" is not a language; did you mean "uk"?',
    ),
    "language of no country": (
        "languages: [de, en]\ndocuments",
        "languages: [de, en, ¦de-XX]\ndocuments",
        'languages: "de-XX" is not a language; did you mean "de"?',
    ),
    "language that is none": (
        "languages: [de, en]\ndocuments",
        "languages: [de, en, ¦xx]\ndocuments",
        'languages: "xx" is not a language; write its code of two or three small letters, such as de, en or fr',
    ),
    "lesson with a name beyond file systems": (
        "lesson: tiny\n",
        f"¦lesson: {'x' * 300}\n",
        f'lesson: "{"x" * 57}…" is too long; write at most 100 letters',
    ),
    "audience with such a name": (
        "  - id: adult\n",
        f"  - ¦id: {'x' * 300}\n",
        f'audience {"x" * 300}, id: "{"x" * 57}…" is too long; write at most 100 letters',
    ),
    "output with such a name": (
        "seed: 1949\n",
        f"¦output: {'x' * 300}\n",
        f'output: "{"x" * 300}" is not a folder of its own in the project; write a name such as output',
    ),
    "language twice": (
        "languages: [de, en]\ndocuments",
        "languages: [de, en, ¦de]\ndocuments",
        'languages: "de" is there twice; delete one',
    ),
    "variant that leads elsewhere": (
        "seed: 1949\n",
        "variants: [A, ¦../B]\n",
        'variants: "../B" is not a name of letters and digits, such as A; correct it',
    ),
    "document that comes by plan": (
        "seed: 1949\n",
        "by_plan: [¦workshet]\n",
        'by_plan: "workshet" is not in documents; did you mean "worksheet"?',
    ),
    "document twice": (
        "poster, deck]",
        "poster, deck, ¦poster]",
        'documents: "poster" is there twice; delete one',
    ),
    "language of an audience": (
        '    short: {de: "Klasse 9", en: "Grade 9"}\n    languages: [de, en]\n',
        '    short: {de: "Klasse 9", en: "Grade 9"}\n    languages: [de, ¦fr]\n',
        'audience class: "fr" is not in the project\'s languages; known: de, en',
    ),
    "document of an audience": (
        "documents: [handout, worksheet, teacher, deck]",
        "documents: [handout, ¦workshet]",
        'audience adult: "workshet" is not in the project\'s documents; did you mean "worksheet"?',
    ),
    "audience twice": (
        "  - id: adult\n",
        "  - ¦id: Class\n",
        'audience "Class": the id is already there in line 8; rename one of the two',
    ),
    "wording": (
        "    wordings: [formal]\n",
        "    wordings: [¦Formal]\n",
        'audience adult, wordings: "Formal" is not a wording of 1 to 8 small letters or digits, or several with -; correct it',  # noqa: E501
    ),
    "mix": (
        "level_mix: {I: 50, II: 30, III: 20}",
        "¦level_mix: {I: 50, II: 30, III: 30}",
        "audience class: level_mix adds up to 110, not 100; correct it",
    ),
    "level": (
        "level_mix: {I: 50, II: 30, III: 20}",
        "level_mix: {I: 50, II: 30, ¦IV: 20}",
        'audience class, level_mix, IV: "IV" is not possible here; did you mean "I"?',
    ),
    "name in one language": (
        'name: {de: "Schulklasse", en: "School class"}',
        '¦name: {de: "Schulklasse"}',
        'audience class, name: lacks "en"; add it',
    ),
    "type size": (
        "    type_size: 12\n",
        "    ¦type_size: 100\n",
        'audience adult, type_size: "100" is too large; the limit is 24',
    ),
}


@pytest.mark.parametrize(("old", "new", "message"), MISTAKES.values(), ids=MISTAKES)
def test_mistake(copy: Copy, old: str, new: str, message: str) -> None:
    place = copy.change("handouts.yaml", old, new)
    assert copy.messages() == [f"{place}: {message}"]


def test_no_project(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r'handouts\.yaml: there is no handouts\.yaml here; run "handouts init"'):
        reader.read_project(tmp_path)


def test_brand_of_the_packaged_theme(root: Path) -> None:
    brand = reader.read_brand(root / "templates" / "themes" / "classic" / "brand.yaml", root=root)
    assert brand.colours.paper == "#ffffff"


def test_brand_with_a_mistake(tmp_path: Path, root: Path) -> None:
    text = (root / "templates" / "themes" / "classic" / "brand.yaml").read_text(encoding="utf-8")
    path = tmp_path / "themes" / "brand.yaml"
    path.parent.mkdir()
    path.write_text(f"# x\nnme: My school\n{text}", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        reader.read_brand(path, root=tmp_path)
    assert str(caught.value) == 'themes/brand.yaml:2:1: unknown key "nme"; did you mean "name"?'


def test_labels_are_the_same_in_both_languages(root: Path) -> None:
    labels = {tag: reader.read_labels(root / "templates" / "labels" / f"{tag}.yaml", root=root) for tag in ("de", "en")}
    assert len(labels["de"]) > 20
    assert set(labels["de"]) == set(labels["en"])


def test_labels_with_mistakes(tmp_path: Path) -> None:
    (tmp_path / "de.yaml").write_text('task: "Aufgabe"\nNo: "Nein"\npage:\nn_points: [a]\n', encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        reader.read_labels(tmp_path / "de.yaml")
    assert [str(problem).split("; ")[0] for problem in caught.value.problems] == [
        'de.yaml:2:1: "No" is not the name of a label',
        "de.yaml:3:1: page: is not a text",
        "de.yaml:4:1: n_points: is not a text",
    ]
