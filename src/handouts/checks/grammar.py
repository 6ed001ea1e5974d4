"""What checks know of the grammar of German and English: words without a content of their own, and words that point.

It is little on purpose. A check that goes by it should be one that an author can follow with the sentence in hand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

WORD = re.compile(r"\w+(?:[’'.,:-]\w+)*")
"""A word or a number, with what joins its parts: US-Soldaten, 1,4, Japan’s."""
BREAK = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÄÖÜ0-9„“‘(])|\n+")
_ORDINAL = re.compile(r"\b\d{1,2}\.$")


@dataclass(frozen=True)
class Grammar:
    """One language.

    Attributes:
        function_words: Say nothing about the matter: articles, pronouns, prepositions, auxiliaries.
        persons: Point to somebody or something named before: he, she, it, they, his.
        whole: Stand for what a whole clause says: das (alone), dies, this (alone).
        this: Point to the noun behind them, which was named before: dieser Vertrag, this treaty.
        places: Point to a place named before.
        links: Tie a clause to one before it: deshalb, therefore.
        times: Measures of time, with which "this" does not point: dieses Jahr, this year.
        capitals: Whether nouns have a capital letter, and nothing else inside of a sentence.
    """

    function_words: frozenset[str]
    persons: frozenset[str]
    whole: frozenset[str]
    this: frozenset[str]
    places: frozenset[str]
    links: frozenset[str]
    times: frozenset[str]
    capitals: bool


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


GERMAN = Grammar(
    function_words=_words(
        """der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner und oder aber denn
        sondern auch nur noch schon sehr so wie als wenn weil dass ob da zu zum zur in im an am auf aus bei beim bis
        durch für gegen hinter mit nach neben ohne seit über um unter vom von vor während wegen zwischen er sie es wir
        ihr ich du ihn ihm ihnen sich mich dich uns euch sein seine seinen seinem seiner ihre ihren ihrem ihrer mein
        dein dies diese dieser dieses diesem diesen dort damals deshalb daher darum danach dann hier man ist sind war
        waren wird werden wurde wurden worden hat haben hatte hatten sei wäre kann können konnte darf dürfen soll
        sollen muss müssen will wollen nicht nie mehr viele viel alle alles einige jede jeder jedes was wer wann wo
        warum welche welcher welches dazu dafür dagegen damit davon dabei beispiel zum"""
    ),
    persons=_words("er sie ihn ihm ihnen sein seine seinen seinem seiner seines ihr ihre ihren ihrem ihrer ihres"),
    whole=_words("das dies"),
    this=_words("dieser diese dieses diesem diesen jener jene jenes jenem jenen"),
    places=_words("dort dorthin dorther"),
    links=_words(
        """damals deshalb deswegen daher darum danach davor dadurch davon dafür dagegen damit darin daran darauf
        darüber dazu dabei trotzdem stattdessen außerdem dennoch seitdem"""
    ),
    times=_words("jahr jahres jahre jahren tag tage tagen woche monat jahrhundert jahrzehnt"),
    capitals=True,
)
ENGLISH = Grammar(
    function_words=_words(
        """the a an no and or but nor so also only still already very as if because that whether to in on at by from
        with without of for against behind after before beside since over about under between into out during through
        until he she it we you i they him her them us me his its their our your my this these those there then here
        therefore is are was were be been being has have had will would can could may might must shall should do does
        did not never more many much all any some every each what who when where why which how than too one example"""
    ),
    persons=_words("he she it they him her them his hers its their theirs"),
    whole=_words("this that"),
    this=_words("this these those"),
    places=_words("there"),
    links=_words("then therefore thus hence afterwards thereby instead nevertheless otherwise moreover"),
    times=_words("year day week month century decade time way moment"),
    capitals=False,
)
_KNOWN = {"de": GERMAN, "en": ENGLISH}


def grammar_of(language: str) -> Grammar | None:
    """The grammar of a language, or None if there is no more to go by than its words."""
    return _KNOWN.get(language.split("-")[0])


def sentences(words: str) -> list[str]:
    """The sentences of a text: they end at a full stop, a question mark or the end of a line, not at an ordinal."""
    found: list[str] = []
    for part in BREAK.split(words):
        if found and _ORDINAL.search(found[-1]):
            found[-1] += f" {part}"
        elif part.strip():
            found.append(part.strip())
    return found


def content_words(words: str, language: str) -> list[str]:
    """The words of a text that say something about its matter, in small letters, in order; numbers are among them."""
    grammar = grammar_of(language)
    told = [match[0].removesuffix("’s").removesuffix("'s") for match in WORD.finditer(words)]
    known = grammar.function_words if grammar else frozenset()
    telling = (word for word in told if len(word) > 2 or word.isdigit() or word.isupper())
    return [word.casefold() for word in telling if word.casefold() not in known]


def is_time(word: str, language: str) -> bool:
    """Whether a word in small letters is a mere measure of time: Jahr, year."""
    grammar = grammar_of(language)
    return grammar is not None and word in grammar.times


def alike(one: str, other: str) -> bool:
    """Whether two words in small letters are the same but for an ending, or one begins the other: Krieg, Krieges."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if short[:1].isdigit() or len(short) < _STEM:
        return False
    stem = short[: max(_STEM, len(short) - 2)]
    return long.startswith(stem)


_STEM = 4
