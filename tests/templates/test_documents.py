"""What was done with a document, and what the wording of a source is, is said as it was."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from handouts.engine.plan import editions
from handouts.filters import filters_for
from handouts.model.text import PartialDate
from handouts.pipeline import Workspace, render


def page(tiny: Path, folder: Path, name: str, *changes: tuple[str, str]) -> str:
    """An edition of the tiny project with changes to its materials, as words without tags."""
    root = folder / "project"
    shutil.copytree(tiny, root)
    path = root / "content/tiny/materials.yaml"
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")
    workspace = Workspace.open(root)
    (edition,) = (one for one in editions(workspace.project, workspace.lesson) if str(one) == name)
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", render(workspace, edition)))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("de/adult/handout.pdf", "verkündet im August 1990; in Kraft 1990; bis 3. Oktober 1991"),
        ("en/adult/handout.pdf", "promulgated in August 1990; took effect in 1990; until 3 October 1991"),
    ],
)
def test_each_date_of_a_document_has_its_verb(tiny: Path, tmp_path: Path, name: str, told: str) -> None:
    dates = "    promulgated: 1990-08\n    in_force: 1990\n    ended: 1991-10-03\n"
    shown = page(tiny, tmp_path, name, ("    signed: 1990-08-31\n    in_force: 1990-09-29\n", dates))
    assert told in shown.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", ["am 8. September 1951", "im September 1951", "1951"]),
        ("en", ["on 8 September 1951", "in September 1951", "in 1951"]),
    ],
)
def test_a_date_as_it_follows_a_verb(language: str, said: list[str]) -> None:
    when = filters_for(language)["when"]
    assert [when(PartialDate(date)) for date in ("1951-09-08", "1951-09", "1951")] == said


def test_a_published_translation_is_called_so(tiny: Path, tmp_path: Path) -> None:
    published = (
        '    original: de\n    text: {de: "Männer',
        '    original: ja\n    published_translation: de\n    text: {de: "Männer',
    )
    shown = page(tiny, tmp_path, "de/adult/handout.pdf", published)
    assert "Veröffentlichte Übersetzung. Quelle" in shown


@pytest.mark.parametrize(
    ("name", "question", "at_home"),
    [
        ("de/class/worksheet.pdf", "Stundenfrage", "Hausaufgabe"),
        ("de/adult/worksheet.pdf", "Leitfrage", "Zum nächsten Mal"),
        ("en/class/worksheet.pdf", "Question of the lesson", "Homework"),
        ("en/adult/worksheet.pdf", "Key question", "For next time"),
    ],
)
def test_readers_without_marks_meet_no_words_of_school(
    tiny: Path, tmp_path: Path, name: str, question: str, at_home: str
) -> None:
    shown = page(tiny, tmp_path, name)
    assert question in shown
    assert at_home in shown


SCHOOL = re.compile(
    r"Lehr|Tafel|Kompetenz|Erwartungshorizont|\b\d+ P\\.|[Tt]each|[Bb]oard plan|[Cc]ompetenc|\b\d+ marks"
)


@pytest.mark.parametrize(
    ("name", "called", "of_school"),
    [
        ("de/class/teacher.pdf", "Lehrerheft", True),
        ("en/class/teacher.pdf", "Teacher’s book", True),
        ("de/adult/teacher.pdf", "Leitfaden", False),
        ("en/adult/teacher.pdf", "Guide", False),
    ],
)
def test_readers_without_marks_are_led_by_a_guide(
    tiny: Path, tmp_path: Path, name: str, called: str, of_school: bool
) -> None:
    shown = page(tiny, tmp_path, name)
    assert called in shown
    assert bool(SCHOOL.search(shown.split("Quellen und Rechte")[0].split("Sources and rights")[0])) == of_school
