"""Help with words beside the line of their term or below the text, useful phrases, short source lines."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from handouts.engine.plan import editions
from handouts.pipeline import Workspace, render

from .sheets import Sheets, sheets

TEXT = """    annotations:
      - audiences: [class]
        term: {de: "stimmberechtigte", en: "voting"}
        word: {de: "stimmberechtigt", en: "voting"}
        explanation: {de: "darf abstimmen", en: "may vote"}
    keywords:
      - {de: "Der Rat", en: "The Council"}
      - {de: "Das Gesetz", en: "The law"}
    sources: [S01, S04]
"""
QUOTED = """    annotations:
      - term: {de: "unantastbar", en: "inviolable"}
        explanation: {de: "nicht zu verletzen", en: "not to be harmed"}
    rights: {de: "Gesetzestext"""


@pytest.fixture
def project(tmp_path: Path, tiny: Path) -> Path:
    """The tiny project with help for one text and one quotation."""
    shutil.copytree(tiny, tmp_path / "project")
    path = tmp_path / "project/content/tiny/materials.yaml"
    text = path.read_text("utf-8").replace("    sources: [S01, S04]\n", TEXT, 1)
    path.write_text(text.replace('    rights: {de: "Gesetzestext', QUOTED, 1), "utf-8")
    return tmp_path / "project"


def page(root: Path, name: str, **changed: object) -> str:
    workspace = Workspace.open(root)
    readers = tuple(one.model_copy(update=changed) for one in workspace.project.audiences)
    project = workspace.project.model_copy(update={"audiences": readers})
    workspace = replace(workspace, project=project, _renderers={})
    (edition,) = (one for one in editions(project, workspace.lesson) if str(one) == name)
    return render(workspace, edition)


def test_help_stands_right_behind_its_term(project: Path) -> None:
    html = page(project, "de/class/handout.pdf")
    mark = '<span class="annotated">stimmberechtigte</span><span class="annotation"><span><b>stimmberechtigt</b>: darf'
    assert mark in html.replace("\u00ad", "")
    assert '<span class="annotated">unantastbar</span><span class="annotation">' in html
    assert html.count('class="annotation"') == 2


def test_help_of_others_is_left_out(project: Path) -> None:
    html = page(project, "de/adult/handout.pdf", type_size=10, originals=False)
    assert "stimmberechtigt</b>" not in html
    assert "unantastbar</span>" in html


def test_key_words_stand_before_their_paragraphs(project: Path) -> None:
    html = page(project, "en/class/handout.pdf")
    assert '<p><span class="anchor"></span><span class="keyword"><span>The Council</span></span>On' in html.replace(
        "\u00a0", " "
    )
    assert html.count('class="keyword"') == 2


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("de/class/handout.pdf", {"type_size": 14}),
        ("de/class/handout.pdf", {"facing": "en"}),
        ("de/class/handout.pdf", {"originals": True, "type_size": 14}),
    ],
)
def test_without_room_beside_it_help_stands_below(project: Path, name: str, changed: dict[str, object]) -> None:
    html = page(project, name, **changed)
    assert 'class="annotation"' not in html
    assert html.count('<ul class="annotations">') == 2
    assert "<b>unantastbar</b>: nicht zu verletzen" in html


def test_lessons_in_another_language_translate_the_word(project: Path) -> None:
    html = page(project, "en/class/handout.pdf", gloss="de")
    assert '<b>voting</b> <i lang="de">stimmberechtigt</i>: may vote' in html


def test_slides_have_no_help(project: Path) -> None:
    html = page(project, "de/class/deck.pptx")
    assert "unantastbar" in html
    assert "nicht zu verletzen" not in html


@pytest.fixture(scope="module")
def handout() -> Sheets:
    return sheets("handout", "sek1", "de")


@pytest.mark.parametrize(
    ("term", "word", "explanation"),
    [
        ("entsagt", "entsagen:", "für"),
        ("Hindernisse", "Hindernis:", "was"),
        ("Botschafter", "Botschafter:", "vertritt"),
    ],
)
def test_help_stands_at_the_height_of_its_line(handout: Sheets, term: str, word: str, explanation: str) -> None:
    for words in handout.words():
        helps = [index for index, one in enumerate(words) if one.text == word]
        for index in helps:
            if words[index + 1].text == explanation:
                marked = [one for one in words if term in one.text and one.right < words[index].left]
                assert min(abs(one.middle - words[index].middle) for one in marked) < 4
                return
    raise AssertionError(f"no help with {term}")


def test_helps_do_not_stand_on_one_another(handout: Sheets) -> None:
    column = [word for words in handout.words() for word in words if word.left > 440]
    assert len(column) > 100
    for words in handout.words():
        beside = sorted((word for word in words if word.left > 440), key=lambda word: (word.left, word.top))
        for index, one in enumerate(beside):
            for other in beside[index + 1 :]:
                if other.left < one.right - 1 and one.left < other.right - 1:
                    assert abs(one.middle - other.middle) > 5, (one.text, other.text)


PHRASES = """    phrases:
      - {de: "Die Linie steigt.", en: "The line rises."}
    help:
"""


def test_useful_phrases_stand_below_the_prompt_of_their_task(project: Path) -> None:
    path = project / "content/tiny/tasks.yaml"
    path.write_text(path.read_text("utf-8").replace("    help:\n", PHRASES, 1), "utf-8")
    assert "The line rises." not in page(project, "en/class/worksheet.pdf")
    html = page(project, "en/class/worksheet.pdf", gloss="de")
    assert 'The line rises. <span class="gloss" lang="de">Die Linie steigt.</span>' in html
    prompt = html.index("b) Explain why the line is broken")
    assert prompt < html.index("The line rises.") < html.index('class="answer"', prompt)


def test_learners_read_short_source_lines(project: Path) -> None:
    path = project / "content/tiny/materials.yaml"
    old = '    label: "Grundgesetz für die Bundesrepublik Deutschland, BGBl. 1949, 1"\n'
    short = '    short: {de: "Grundgesetz, 1949", en: "Basic Law, 1949"}\n'
    path.write_text(path.read_text("utf-8").replace(old, old + short, 1), "utf-8")
    html = page(project, "en/class/handout.pdf")
    assert "Source: Basic Law, 1949." in html
    assert "BGBl." not in html
    assert "statute, not protected" not in html
    assert "Basic Law, 1949" not in page(project, "en/class/teacher.pdf")
    assert "statute, not protected" in page(project, "en/class/teacher.pdf")


def test_the_list_of_sources_is_for_those_who_ask(project: Path) -> None:
    assert 'class="references"' not in page(project, "en/class/handout.pdf")
    assert 'class="references"' in page(project, "en/class/handout.pdf", references=True)


def test_accounts_stand_among_the_materials(project: Path) -> None:
    path = project / "content/tiny/materials.yaml"
    path.write_text(
        path.read_text("utf-8").replace("    level: standard\n", "    level: standard\n    account: true\n", 1), "utf-8"
    )
    html = page(project, "de/class/handout.pdf")
    assert html.index('class="materials"') < html.index('id="M5"')
    assert "Darstellungstext: handouts. Nach: Grundgesetz" in html
