"""Words break where the lists say, and German words where Germans would."""

from io import BytesIO
from pathlib import Path

import pyphen
import pytest
from pypdf import PdfReader

from handouts.styles import FONT_BASE
from handouts.writers.pdf import compounds, hyphenation
from handouts.writers.pdf.hyphenation import breaking, exception_words
from handouts.writers.pdf.writer import write_pdf

GERMAN, ENGLISH = '<html lang="de">', '<html lang="en"><i lang="ja-Latn">x</i>'
WORDS = {"de": ["Über-lan-dung", "Kirschblüte", "Schiff-fahrts-linie"], "xx": ["no-thing"]}
FONT = f"{FONT_BASE}SourceSans3-Regular.ttf"
LISTS = Path(hyphenation.__file__).parent / "hyphens"


def broken(language: str, *words: str, shortest: int = 3) -> list[str]:
    dictionary = pyphen.Pyphen(lang=language, left=shortest, right=shortest)
    return [dictionary.inserted(word) for word in words]


def test_listed_words_break_as_listed_or_not_at_all() -> None:
    with breaking(GERMAN, WORDS):
        assert broken("de", "Überlandung", "Kirschblüte", "Schifffahrtslinie", "Kirschblüten") == [
            "Über-lan-dung",
            "Kirschblüte",
            "Schiff-fahrts-linie",
            "Kirsch-blü-ten",
        ]


def test_the_dictionary_forgets_them_afterwards() -> None:
    before = broken("de", "Kirschblüte")
    with breaking(GERMAN, WORDS):
        assert broken("de", "Kirschblüte") != before
    assert broken("de", "Kirschblüte") == before


def test_the_last_entry_wins() -> None:
    with breaking(GERMAN, {"de": ["Yoshidas", "Yoshi-das"]}):
        assert broken("de", "Yoshidas") == ["Yoshi-das"]


def test_a_list_serves_every_country_that_speaks_the_language() -> None:
    with breaking('<html lang="de-CH">', WORDS):
        assert broken("de-CH", "Kirschblüte") == ["Kirschblüte"]


def test_words_with_long_vowels_are_japanese() -> None:
    with breaking(f"{ENGLISH} Ryūkyūan and Kagoshimashō", {}):
        assert broken("en", "Ryūkyūan", "Kagoshimashō") == ["Ryūkyūan", "Kagoshimashō"]


@pytest.mark.parametrize(
    "word",
    """Über-gang Über-gangs Bau-ar-bei-ten Rechts-streit aus-drück-lich Zusam-men-ar-beit Haupt-in-sel Korea-krieg
    Bil-lett-au-to-mat Deutsch-land Fami-li-en-name Fort-set-zung Kampf-ein-sätze Sicher-heits-stra-te-gie Flug-platz
    Sowjet-union Selbst-ver-tei-di-gungs-streit-kräfte Urteils-auf-ga-ben Wert-ur-teil Bei-stands-klau-sel""".split(),
)
@pytest.mark.parametrize("language", ["de", "de_AT", "de_CH", "de_DE"])
def test_german_compounds_break_at_their_seams(word: str, language: str) -> None:
    assert broken(language, word.replace("-", "")) == [word]


@pytest.mark.parametrize(("language", "html"), [("de", GERMAN), ("en", ENGLISH)])
def test_our_exceptions_hold_and_each_is_needed(language: str, html: str) -> None:
    listed = exception_words((LISTS / f"{language}.txt").read_text(encoding="utf-8"))
    assert len(listed) > 50
    plain = [word.replace("-", "") for word in listed]
    patterns = pyphen.HyphDict(pyphen.LANGUAGES[language])
    needless = [word for word in listed if patterns.positions(word.replace("-", "")) == hyphenation._positions(word)]
    assert needless == []
    with breaking(html, {}):
        assert broken(language, *plain, shortest=1) == listed


def test_only_the_dictionaries_of_the_document_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pyphen, "hdcache", {})
    hyphenation._remembered.cache_clear()
    with breaking(ENGLISH, WORDS):
        assert list(pyphen.hdcache) == [pyphen.LANGUAGES["en"]]
    hyphenation._remembered.cache_clear()


SEAMS = """Marine-infanteristen Marine-infanterist Friedens-nobel-preis Kriegs-potenzial Quellen-angabe Satz-anfang
    Prozent-zahl Gesamt-fläche Außen-ministeriums Bundes-regierung Wirtschafts-forum Agentur-bericht Neben-wirkung
    Ober-befehlshaber Landes-fläche Massen-protesten Verhandlungs-argument Sicherheits-ausgaben Stütz-punkten
    Selbst-verteidigungs-streit-kräfte gleich-berechtigte verfassungs-rechtlichen zusammen-arbeiten"""


@pytest.mark.parametrize("word", SEAMS.split())
def test_compounds_of_known_parts_break_at_their_seams_alone(word: str) -> None:
    plain = word.replace("-", "")
    with breaking(f"{GERMAN}<p>{plain}", {}):
        assert broken("de", plain) == [word.replace("streit-k", "streitk")]


@pytest.mark.parametrize(
    "word", "Präsidenten Verwaltung Rechenschaft Urinstinkt Vertreterin beantworten Gesamtheit".split()
)
def test_what_is_no_compound_of_known_parts_is_left_to_the_patterns(word: str) -> None:
    assert compounds.at_seams(word.lower(), "de") is None


def test_what_a_lesson_or_our_list_says_of_a_compound_goes_before_its_seams() -> None:
    with breaking(f"{GERMAN}<p>Quellenangabe", {"de": ["Quellen-an-gabe"]}):
        assert broken("de", "Quellenangabe") == ["Quellen-an-gabe"]
    assert compounds.compounds_in("<p>Quellenangabe", "fr") == []


def test_the_list_of_parts_holds_no_part_twice_and_none_that_is_too_short() -> None:
    listed = exception_words((LISTS / "de-parts.txt").read_text(encoding="utf-8"))
    assert len(listed) > 500
    assert [word for word in listed if word != word.lower() or len(word) < 2] == []


def lines(text: str, width: int) -> list[str]:
    """How a paragraph is broken that is so many millimetres wide."""
    face = f"@font-face {{ font-family: T; src: url({FONT}) }}"
    style = f'{face} p {{ font: 10pt T; width: {width}mm; hyphens: auto; hyphenate-character: "-" }}'
    html = f'<html lang="de"><head><title>T</title></head><body><p>{text}</p></body></html>'
    return [line.strip() for line in PdfReader(BytesIO(write_pdf(html, [style]))).pages[0].extract_text().splitlines()]


@pytest.mark.parametrize(
    "whole", ["US-Truppen", "Guam-Abkommen", "25.\u00a0Dezember\u00a01953", "Artikel 9", "Artikel\u00a09"]
)
def test_words_with_a_hyphen_or_a_number_are_not_broken_once_more(whole: str) -> None:
    torn = 0
    for width in range(28, 68, 2):
        text = f"Hier stehen ein paar Worte und dann {whole} und mehr"
        for line in lines(text, width)[:-1]:
            begun = line.rpartition(" ")[2].rpartition("\u00a0")[2]
            assert begun not in {"US-Trup-", "Guam-Abkom-", "Dezem-", "Arti-"}
        torn += any(line.endswith("-") for line in lines("Hier stehen ein paar Truppen und Soldaten", width)[:-1])
    assert torn, "words without are broken as ever"


def test_what_does_not_fit_on_a_line_of_its_own_is_broken_even_so() -> None:
    assert lines("US-Verwaltungsangelegenheiten", 30) == ["US-Verwaltungsan-", "gelegenheiten"]
    assert lines("Die US-Verwaltungsangelegenheiten", 30)[0] == "Die US-"
