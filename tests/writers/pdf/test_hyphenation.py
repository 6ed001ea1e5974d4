"""Words break where the lists say, and German words where Germans would."""

from pathlib import Path

import pyphen
import pytest

from handouts.writers.pdf import hyphenation
from handouts.writers.pdf.hyphenation import breaking, exception_words

GERMAN, ENGLISH = '<html lang="de">', '<html lang="en"><i lang="ja-Latn">x</i>'
WORDS = {"de": ["Über-lan-dung", "Kirschblüte", "Schiff-fahrts-linie"], "xx": ["no-thing"]}
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
