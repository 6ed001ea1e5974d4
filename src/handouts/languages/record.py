"""The record that a language fills in; what a field leaves empty, the tool does without in that language."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Change = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]
"""A pattern within one piece of text, and what takes its place."""


def words(listed: str) -> frozenset[str]:
    """The words of a text, for sets that are long to write."""
    return frozenset(listed.split())


@dataclass(frozen=True, eq=False)
class Typesetting:
    """How a language sets running text.

    All sets of words are written without the point of an abbreviation where they follow a number (`units`), with it
    where they precede one.

    Attributes:
        double: The marks of quotations.
        single: The marks of quotations in quotations.
        elided: Words that begin with an apostrophe.
        spelling: What is replaced within one piece of text; it may change its length.
        day: What stands before a month as the number of a day.
        months: What stands for a month beside its full name, which Babel knows: abbreviations, centuries.
        units: What belongs to the number before it.
        amounts: Words for large numbers, which belong to the currency behind them.
        currencies: What follows an amount.
        numbered: What belongs to the number behind it: Art., page.
        titles: What belongs to the name behind it.
        month_first: Whether the day follows the month.
        dashes: Whether a hyphen between spaces or numbers is a dash.
    """

    double: tuple[str, str]
    single: tuple[str, str]
    elided: re.Pattern[str]
    spelling: tuple[Change, ...]
    day: re.Pattern[str]
    months: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    amounts: frozenset[str] = frozenset()
    currencies: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    month_first: bool = False
    dashes: bool = True


def _never(*_words: str) -> bool:
    return False


def _always(_word: str, _before: str, _after: str, _named: bool) -> bool:
    return True


@dataclass(frozen=True, eq=False)
class Grammar:
    """What checks know of a language: words without a content of their own, and words that point.

    It is little on purpose. A check that goes by it should be one that an author can follow with the sentence in hand.

    Attributes:
        function_words: Say nothing about the matter: articles, pronouns, prepositions, auxiliaries.
        persons: Point to somebody or something named before: he, she, it, they, his.
        whole: Stand for what a whole clause says: das (alone), dies, this (alone).
        this: Point to the noun behind them, which was named before: dieser Vertrag, this treaty.
        places: Point to a place named before.
        links: Tie a clause to one before it: deshalb, therefore.
        times: Measures of time, with which "this" does not point: dieses Jahr, this year.
        capitals: Whether nouns have a capital letter, and nothing else inside of a sentence.
        clause: Finds where a clause ends or another begins: marks, conjunctions.
        media: Finds what a plan has handed out or drawn on the board, by the field that holds it.
        joining: Finds where lines are asked for between what belongs together: verbinde, connect.
        summing: Finds where a summary is asked for: fasse … zusammen, sum up.
        ahead: Finds a link, with what follows it, that points to what follows: dafür, dass.
        is_empty: Of a word and what follows it, whether it points to nothing: there is no …, it is forbidden to do so.
        is_subject: Of the first word and what follows it, whether it stands for a subject named before: es.
        is_alone: Of one of `whole`, what stands before it and after it, and whether a noun has been named: whether it
            stands for a clause, rather than before a noun or at the head of one.
    """

    function_words: frozenset[str]
    persons: frozenset[str]
    whole: frozenset[str]
    this: frozenset[str]
    places: frozenset[str]
    links: frozenset[str]
    times: frozenset[str]
    capitals: bool
    clause: re.Pattern[str] = re.compile(r"[,;:–—.!?]")
    media: tuple[tuple[str, re.Pattern[str]], ...] = ()
    joining: re.Pattern[str] | None = None
    summing: re.Pattern[str] | None = None
    ahead: re.Pattern[str] | None = None
    is_empty: Callable[[str, str], bool] = _never
    is_subject: Callable[[str, str], bool] = _never
    is_alone: Callable[[str, str, str, bool], bool] = _always


@dataclass(frozen=True, eq=False)
class Counting:
    """How a language says numbers in words; separators and months are Babel's. All are regular expressions.

    Attributes:
        powers: Words for powers of ten with their exponents, matched as whole words without regard to case.
        small: Words for one, two, three …, matched in the same way.
        clock: What marks the figures before it as a time of the day.
    """

    powers: tuple[tuple[str, int], ...]
    small: tuple[str, ...]
    clock: str


@dataclass(frozen=True, eq=False)
class Address:
    """How a language says you to those whom it is polite to: du and Sie, tu and vous.

    Attributes:
        familiar: The pronoun that is not for them, as messages name it.
        is_familiar: Finds the familiar address.
        is_formal: Finds the polite one.
    """

    familiar: str
    is_familiar: re.Pattern[str]
    is_formal: re.Pattern[str]


@dataclass(frozen=True, eq=False)
class Lessons:
    """The words of lessons that are written as one text (`reader/markdown/`), and of what is begun for an author.

    Attributes:
        written: By topic and by what a word stands for, its forms with commas between them, in small letters.
        draft: The words that drafts of somebody else's files are written in.
        sections: By the kind of a new entry, its part of a lesson as one text; `type` is how its kind of task is named.
        placeholders: What a new entry in YAML holds, to be written over.
    """

    written: Mapping[str, Mapping[str, str]]
    draft: Mapping[str, str]
    sections: Mapping[str, str]
    placeholders: Mapping[str, str]


@dataclass(frozen=True, eq=False)
class Language:
    """All that the tool knows of one language; dates, months and separators of numbers it asks of Babel.

    Attributes:
        names: What a class list may call it, in small letters.
        region: The tag with the region that is meant if none is named: that of proofing tools, dates and numbers.
        lcid: Microsoft's number of the language, in hexadecimal [MS-LCID].
        east_asian: Whether it is written in kanji, hanzi or hangul.
        typesetting: How running text is set; without it text stays as it was typed.
        hyphens: The file in `writers/pdf/hyphens/` with its patterns, where Pyphen's own are not to be used.
        links: What joins two parts of a compound.
        endings: What a form adds to the last part of one.
        genitives: Endings of names that are no other words, the empty one among them.
        notes: The heading of a slide of notes that has none.
        dated: How "on that date" is said of a `day`, a `month`, a `year`: am {}, im {}; {} alone where it is left out.
        first_day: What the first day of a month is in dates where it is not the number alone: 1er.
        task: How a text names the task with a number.
        prompts: What stands in the empty placeholders of a master, by role.
        layouts: What PowerPoint calls its layouts, by their English name.
        roster: By column of a class list, what its heading may be, in small letters, the one to be preferred first.
        roster_prefixes: What may stand before such a heading and says nothing: the table of a database, the pupil.
        roster_others: What a line of a class list begins with that names no pupil: sum, as of.
        operators: By the German infinitive, the usual command words, each with what it asks for.
        forms: By their id, the usual ways of working together, each with what it is where there is little room.
        lessons: The words of lessons that are written as one text; without, authors write another's.
        grammar: What checks go by.
        counting: How numbers are said in words.
        address: How the familiar and the polite address are told apart, where they differ.
    """

    names: tuple[str, ...] = ()
    region: str = ""
    lcid: str = ""
    east_asian: bool = False
    typesetting: Typesetting | None = None
    hyphens: str = ""
    links: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    genitives: tuple[str, ...] = ("",)
    notes: str = ""
    dated: Mapping[str, str] = field(default_factory=dict)
    first_day: str = ""
    task: str = "{}"
    prompts: Mapping[str, str] = field(default_factory=dict)
    layouts: Mapping[str, str] = field(default_factory=dict)
    roster: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    roster_prefixes: tuple[str, ...] = ()
    roster_others: tuple[str, ...] = ()
    operators: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    forms: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    lessons: Lessons | None = None
    grammar: Grammar | None = None
    counting: Counting | None = None
    address: Address | None = None
