"""Is everything that an audience gets printed in one of its files?

What counts is the finished HTML, whatever templates it is made with: an entry is printed if words of it stand there in
a row. Its names are not enough, since others speak of it; nor need all of it be there, since help with words and
numbers of materials stand between. Editorial lists (facts, sources, mark schemes, competences, what must be said)
and stocks to choose from are left out.

An entry that is printed nowhere is told where others of its kind are printed for the same audience. A kind that no
file of the project prints is told once: it is asked of `documents`, and not of each entry. One that only other
audiences have in print was left out for this one on purpose.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from html import unescape
from typing import Any, NamedTuple

from handouts.errors import Problem
from handouts.model.lesson import Lesson
from handouts.model.position import Positions
from handouts.model.project import Project
from handouts.model.text import Text

_TOLD = {
    "objectives": ("objective", "text"),
    "texts": ("text", "text"),
    "timeline": ("event", "title"),
    "glossary": ("term", "standard", "easy"),
    "people": ("person", "text"),
    "documents": ("document", "key"),
    "quotations": ("quotation", "text"),
    "charts": ("chart", "title"),
    "pictures": ("picture", "title"),
    "statements": ("statement", "text"),
    "materials": ("material", "title"),
    "tasks": ("task", "prompt"),
    "sprints": ("sprint", "text"),
    "plans": ("plan", "title"),
    "roles": ("role", "points"),
    "observations": ("observation", "criteria"),
    "slides": ("slide", "title"),
    "misconceptions": ("misconception", "error"),
    "wordings": ("wording", "text"),
}
"""Of each list of the lesson, what messages call an entry, and the fields of which one is printed wherever it is."""
_HELP = "help card"
_ROW = 5
"""Words in a row that tell a text from any other."""
_ROWS = 12
"""So many rows of a text are looked for."""
_PRINTED = 3
"""A kind counts as printed if one in so many of its entries is: a few stand by chance in what others say."""
_WORD = re.compile(r"[^\W_]+")
_INLINE = re.compile(r"</?(?:a|abbr|b|bdi|cite|code|em|i|mark|q|s|small|span|strong|sub|sup|u)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_SPOKEN = re.compile(r'\s(?:alt|aria-label|data-name|data-notes)="([^"]*)"')
_MARKS = str.maketrans("", "", "*^~\u00ad")
_BETWEEN = re.compile(r"(?<!\w)[A-Z]{1,3}\d+[a-z]?(?!\w)|\{[^}]*\}|\[\^[^\]]*\]|\]\([^)]*\)|[.!?:;]\s|\n")
"""Where a stretch of a text ends: numbers of materials and tasks, which change; gaps, notes, links, sentences."""


Row = tuple[str, ...]


class Entry(NamedTuple):
    """Something that is to be printed: what it is, and for each of its parts the rows of which one must be there.

    `key` is the id of its item, with what of it is meant if that is not the item itself.
    """

    key: str
    kind: str
    parts: tuple[tuple[Row, ...], ...]


def entries(lesson: Lesson) -> Iterator[Entry]:
    """What the files of an audience in a language are to print.

    Args:
        lesson: As that audience gets it in that language.
    """
    for name, (kind, *fields) in _TOLD.items():
        for item in getattr(lesson, name):
            words = [text for field in fields for text in _texts(getattr(item, field))]
            if rows := _rows(words):
                yield Entry(item.id, kind, (rows,))
    for task in lesson.tasks:
        if cards := tuple(filter(None, (_rows(_texts(card)) for card in task.help))):
            yield Entry(f"{task.id} help", _HELP, cards)


def printed(html: str, payload: Any, expected: Iterable[Entry]) -> Iterator[str]:
    """The keys of those entries that an edition prints.

    Args:
        html: The edition as templates made it.
        payload: What its writer makes of the lesson without HTML.
        expected: What is looked for.
    """
    text = html if payload is None else json.dumps(payload, ensure_ascii=False)
    words = _words(f"{text} {' '.join(_SPOKEN.findall(text))}")
    there, page = frozenset(words), f" {' '.join(words)} "
    for entry in expected:
        if all(any(there.issuperset(row) and f" {' '.join(row)} " in page for row in part) for part in entry.parts):
            yield entry.key


def coverage_problems(
    expected: Mapping[tuple[str, str], Collection[Entry]],
    found: Mapping[tuple[str, str], Collection[str]],
    project: Project,
    positions: Positions,
    settings: Positions,
) -> Iterator[Problem]:
    """Entries that an audience gets, and that none of its files prints.

    Args:
        expected: By audience and language, what is to be printed.
        found: By the same, the keys of what is printed in at least one file.
        project: Whose documents they are.
        positions: Where the lesson is written.
        settings: Where handouts.yaml is.
    """
    told = {(key, kind) for key in expected for kind in _kinds_printed(expected[key], found[key])}
    kinds = {kind for _, kind in told}
    lost: dict[Entry, list[tuple[str, str]]] = {}
    never: dict[str, dict[str, None]] = {}
    for key in expected:
        for one in expected[key]:
            if one.kind not in kinds:
                never.setdefault(one.kind, {})[one.key] = None
            elif (key, one.kind) in told and one.key not in found[key]:
                lost.setdefault(one._replace(parts=()), []).append(key)
    for entry, readers in lost.items():
        item, _, part = entry.key.partition(" ")
        name, them = (f"{item}: its help cards are", "them") if part else (f"{entry.kind} {item} is", "it")
        advice = f"show {them} there, or say for whom {'the task' if part else 'it'} is with audiences"
        message = f"{name} printed in no file for {_named(readers, project)}; {advice}"
        yield positions.problem_in(item, message, *((part,) if part else ()))
    if never:
        kept = (f"{kind}s ({', '.join(_items(keys))})" for kind, keys in never.items())
        message = f"no file prints any {', '.join(kept)}; add a document that does, or delete them"
        yield settings.problem(("documents",), message)


def _kinds_printed(expected: Collection[Entry], found: Collection[str]) -> Iterator[str]:
    """The kinds that the files of an audience print."""
    all_of, there = Counter(one.kind for one in expected), Counter(one.kind for one in expected if one.key in found)
    yield from (kind for kind, count in all_of.items() if there[kind] * _PRINTED >= count)


def _items(keys: Iterable[str], most: int = 3) -> list[str]:
    items = [key.partition(" ")[0] for key in keys]
    return [*items[:most], "…"] if len(items) > most else items


def _named(readers: Collection[tuple[str, str]], project: Project) -> str:
    """Audiences by their ids; one that lacks something in some of its languages only by its folders."""
    lacking: dict[str, list[str]] = {}
    for audience, language in readers:
        lacking.setdefault(audience, []).append(language)
    languages = {audience.id: audience.languages for audience in project.audiences}
    whole = (
        [key] if len(tags) == len(languages[key]) else [f"{tag}/{key}" for tag in tags] for key, tags in lacking.items()
    )
    return ", ".join(name for names in whole for name in names)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, Text):
        yield from value.root.values()
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)


def _rows(texts: Iterable[str]) -> tuple[Row, ...]:
    """Words in a row of which some text is known."""
    return tuple(dict.fromkeys(row for text in texts for row in _stretches(text)))


@lru_cache(maxsize=8192)
def _stretches(text: str) -> tuple[Row, ...]:
    """Rows of a text from its beginning on, short ones only if it has no others."""
    parts = (_WORD.findall(part.translate(_MARKS).casefold()) for part in _BETWEEN.split(text))
    rows = [tuple(part[start : start + _ROW]) for part in parts for start in range(0, len(part), _ROW)]
    least = min(_ROW, max(map(len, rows), default=0))
    return tuple(row for row in rows if len(row) >= least)[:_ROWS]


def _words(html: str) -> list[str]:
    """The words of a document, in small letters."""
    return _WORD.findall(unescape(_TAG.sub(" ", _INLINE.sub("", html))).replace("\u00ad", "").casefold())
