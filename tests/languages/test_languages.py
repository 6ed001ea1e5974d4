"""What languages are asked for: by any tag, in one place, and in one module for one that is added."""

from __future__ import annotations

import io
import re
import shutil
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pptx
import pytest
import yaml
from pptx.oxml.ns import qn

from handouts import languages
from handouts.checks.numbers import numbers, tongue_of
from handouts.engine.plan import editions
from handouts.filters import filters_for
from handouts.languages import FALLBACK, Language, known, of, primary, regional, without_wording
from handouts.locales import manner_of
from handouts.model.text import PartialDate
from handouts.pipeline import Workspace, perform, prepare, render
from handouts.reader.csv_rows import Cell
from handouts.reader.roster import Vocabulary, head_of, headings
from handouts.slidelayout.chart_layout import number
from handouts.slides import parse_deck
from handouts.typography import NBSP, set_text
from handouts.typography.setting import conventions

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "handouts"
DEFAULTS = {
    "cli/theme.py": "the language of an example, if none is asked for",
    "starter.py": "the languages that there is a first lesson in",
    "model/material.py": "the language of a quotation's original, if content names none",
}
"""Where a language may be named outside of `languages`, and why."""


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("de", "de"),
        ("de-CH", "de"),
        ("de-CH-x-formal", "de"),
        ("en_GB", "en"),
        ("EN", "en"),
        ("ja-Latn", "ja"),
        ("", ""),
    ],
)
def test_primary_subtags(tag: str, expected: str) -> None:
    assert primary(tag) == expected


def test_wordings_are_left_out() -> None:
    assert [without_wording(tag) for tag in ("de-CH-x-formal", "ja-Latn", "x")] == ["de-CH", "ja-Latn", "x"]


def test_a_tag_falls_back_to_its_language_and_then_to_a_neutral_one() -> None:
    assert of("de-AT") is of("de-x-easy") is of("de_DE") is of("de")
    assert of("de-CH") is of("DE-ch-x-formal")
    assert of("de-CH") is not of("de")
    assert of("tlh").typesetting is None
    assert of("tlh").genitives == ("",)
    assert [regional(tag) for tag in ("en-US", "fr", "cy", "de-x-easy")] == ["en-US", "fr-FR", "cy", "de-DE"]


@pytest.mark.parametrize("language", known().values(), ids=known())
def test_records_are_whole(language: Language) -> None:
    assert language.region
    assert language.lcid
    assert language.notes
    assert language.names
    assert language.prompts.keys() == of(FALLBACK).prompts.keys()
    assert not language.hyphens or (PACKAGE / "writers" / "pdf" / "hyphens" / language.hyphens).is_file()


def test_no_heading_stands_over_two_columns() -> None:
    listed = [
        (heading, column)
        for one in known().values()
        for column, found in one.roster.items()
        for heading in found
        if heading == heading.casefold()
    ]
    assert len(listed) > 20
    assert dict(listed) == headings()
    assert len({heading for heading, _ in listed}) == len(set(listed))


def test_dates_and_numbers_of_what_is_no_language() -> None:
    assert manner_of("de-CH").number(Decimal(1234)) == "1’234"
    assert manner_of("zz-ZZ") == manner_of(FALLBACK)
    assert numbers("1'234,5 und 1’234.5", tongue_of("de-CH")) == {Decimal(1234), Decimal(5), Decimal("1234.5")}


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("de", "8. September 1951"),
        ("en", "8 September 1951"),
        ("en-US", "September 8, 1951"),
        ("fr", "8 septembre 1951"),
        ("ja", "1951年9月8日"),
    ],
)
def test_days_are_written_as_the_language_does(tag: str, expected: str) -> None:
    assert filters_for(tag)["date"](PartialDate("1951-09-08")) == expected


def naming(folder: Path) -> list[str]:
    """The modules that name a language which has a module of its own, as a whole string."""
    named = re.compile(rf"""["'](?:{"|".join(known())})["']""")
    files = [path for path in sorted(folder.rglob("*.py")) if "languages" not in path.relative_to(folder).parts]
    assert files
    return [path.relative_to(folder).as_posix() for path in files if named.search(path.read_text("utf-8"))]


def test_languages_are_named_in_their_own_room_only(tmp_path: Path) -> None:
    assert naming(PACKAGE) == sorted(DEFAULTS)
    (tmp_path / "one.py").write_text('if tag == "de":\n    pass\n', "utf-8")
    assert naming(tmp_path) == ["one.py"]


@pytest.fixture
def esperanto(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A module more in the room of languages."""
    asked: tuple[Any, ...] = (of, known, languages._listed, conventions, headings, tongue_of, manner_of)

    def forget() -> None:
        for one in asked:
            one.cache_clear()

    monkeypatch.setattr(languages, "__path__", [*languages.__path__, str(Path(__file__).parent)])
    real = languages.iter_modules

    def with_esperanto(path: Any) -> Iterator[Any]:
        return (one for one in real(path) if not one.name.startswith("test_"))

    monkeypatch.setattr(languages, "iter_modules", with_esperanto)
    forget()
    yield
    monkeypatch.undo()
    sys.modules.pop("handouts.languages.esperanto", None)
    forget()


@pytest.mark.usefixtures("esperanto")
def test_a_module_that_is_there_is_spoken_everywhere() -> None:
    assert set_text('"Ne" - 5 km', "eo") == "“Ne”\u00a0– 5\u00a0km"
    assert numbers("2,5 milionoj", tongue_of("eo")) == {Decimal(2500000)}
    html = '<html lang="eo"><body><section role="doc-endnotes"><ol><li>Unu.</li></ol></section></body></html>'
    assert [run.text for run in parse_deck(html).slides[0].title] == ["Rimarkoj"]


def in_french(data: Any) -> Any:
    """Content whose German is called French, without its English but where that is an original."""
    if isinstance(data, list):
        return ["fr" if one == "de" else in_french(one) for one in data if one != "en"]
    if not isinstance(data, dict):
        return data
    found = {}
    for key, value in data.items():
        if key == "original":
            found[key] = "fr" if value == "de" else value
        elif primary(key) != "en":
            found["fr" + key[2:] if re.fullmatch("de(-x-.*)?", key) else key] = in_french(value)
    if "original" in found and found["original"] != "fr":
        found["text"][found["original"]] = data["text"][found["original"]]
    return found


@pytest.fixture
def project(tiny: Path, tmp_path: Path) -> Path:
    """The tiny project in French, as far as its tags go."""
    root = Path(shutil.copytree(tiny, tmp_path / "project", ignore=shutil.ignore_patterns("output")))
    for path in [root / "handouts.yaml", *root.glob("content/*/*.yaml")]:
        text = path.read_text("utf-8").replace('"Das Grundgesetz"', "'La \"Loi fondamentale\"'")
        data = in_french(yaml.load(text, yaml.BaseLoader))
        path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
    (root / "templates/labels").mkdir(parents=True)
    labels = yaml.safe_load((ROOT / "templates/labels/en.yaml").read_text("utf-8"))
    (root / "templates/labels/fr.yaml").write_text(yaml.safe_dump({**labels, "language_en": "anglais"}), "utf-8")
    return root


def made(project: Path, document: str) -> tuple[Workspace, Any]:
    workspace = Workspace.open(project)
    (edition,) = editions(workspace.project, workspace.lesson, documents=[document], audiences=["class"])
    return workspace, edition


def test_a_third_language_makes_a_worksheet(project: Path) -> None:
    workspace, edition = made(project, "worksheet")
    assert str(edition) == "fr/class/worksheet.pdf"
    html = render(workspace, edition)
    assert 'lang="fr"' in html
    assert f"La «{NBSP}Loi fondamentale{NBSP}»" in html
    assert perform(prepare(workspace, edition)).data.startswith(b"%PDF")


def test_a_third_language_makes_a_deck(project: Path) -> None:
    job = prepare(*made(project, "deck"))
    deck = pptx.Presentation(io.BytesIO(perform(job).data))
    written = "".join(layout.part.blob.decode("utf-8") for layout in deck.slide_layouts)
    assert "Source ou légende" in written
    assert "Source or caption" not in written
    spoken = {run.get("lang") for slide in deck.slides for run in slide._element.iter(qn("a:rPr"))}
    assert "fr-FR" in spoken


def test_french_is_spoken_everywhere() -> None:
    assert set_text('"Non" : le 8 septembre', "fr") == f"«{NBSP}Non{NBSP}»{NBSP}: le 8{NBSP}septembre"
    assert filters_for("fr")["date"](PartialDate("1949-05-23")) == "23 mai 1949"
    assert number(Decimal("1234.5"), 1, "fr") == "1\u202f234,5"
    assert numbers("8 septembre 1951, 1\u202f000 ou 2,5 millions", tongue_of("fr")) == {
        *(Decimal(8), Decimal(1951), "month 9", Decimal(1000), Decimal(2500000)),
    }
    row = [Cell(text, 1, 1) for text in ("Prénom", "Nom de famille")]
    assert head_of([row], "a.csv", {}, Vocabulary({})).columns == {"first": (0,), "last": (1,)}
    html = '<html lang="fr"><body><section role="doc-endnotes"><ol><li>Un.</li></ol></section></body></html>'
    assert [run.text for run in parse_deck(html).slides[0].title] == ["Remarques"]


@pytest.mark.parametrize(
    ("given", "expected"), [("de", "de-DE"), ("en", "en-GB"), ("en-US", "en-US"), ("de-x-easy", "de-DE"), ("cy", "cy")]
)
def test_languages_have_regions(given: str, expected: str) -> None:
    assert regional(given) == expected


def test_no_form_of_a_word_in_a_lesson_stands_for_two_things() -> None:
    """A lesson may mix the words of languages, so all of them are in one table."""
    seen: dict[tuple[str, str], str] = {}
    for language in known().values():
        for topic, words in language.lessons.written.items() if language.lessons else ():
            for key, several in words.items():
                for form in several.split(","):
                    assert form == form.casefold()
                    assert seen.setdefault((topic, form.strip()), key) == key


def test_a_language_without_words_for_lessons_begins_entries_in_another() -> None:
    assert languages.lessons_in("fr") is languages.lessons_in("en-GB")
    assert languages.lessons_in("de-CH").draft["task"] == "Aufgabe"
