"""Words break where the lesson says."""

import pyphen

from handouts.writers.hyphenation import breaking

WORDS = {"de": ["Über-gang", "Okinawa", "Schiff-fahrts-linie"], "xx": ["no-thing"]}


def test_listed_words_break_as_listed_or_not_at_all() -> None:
    german = pyphen.Pyphen(lang="de")
    with breaking(WORDS):
        assert [german.inserted(word) for word in ("Übergang", "Okinawa", "Schifffahrtslinie", "Übergangs")] == [
            "Über-gang",
            "Okinawa",
            "Schiff-fahrts-linie",
            "Über-g-angs",
        ]


def test_the_dictionary_forgets_them_afterwards() -> None:
    german = pyphen.Pyphen(lang="de")
    untouched = german.inserted("Okinawa")
    with breaking(WORDS):
        assert german.inserted("Okinawa") != untouched
    assert german.inserted("Okinawa") == untouched
