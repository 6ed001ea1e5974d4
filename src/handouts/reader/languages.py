"""Whether every text speaks every language, and no other; and whether its wordings have readers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel

from handouts.errors import Problem
from handouts.languages import without_wording
from handouts.locales.codes import likely, meant_here, tag_objection
from handouts.model.lesson import Phrase
from handouts.model.material import Quotation, Term
from handouts.model.position import Positions, Way
from handouts.model.task import Operator, Task
from handouts.model.text import LANGUAGE_TAG, Text, wording_objection
from handouts.nearest import suggestion
from handouts.reader.references import subject
from handouts.reader.sources import strings
from handouts.reader.validate import leaves, model_in

_SOURCE_TAGS = ("original", "published_translation")
_ORIGINAL = Quotation.model_fields["original"].default


@dataclass(frozen=True)
class Tongues:
    """What texts are to be written in. `wordings` None means that nobody knows which of them are read.

    Attributes:
        languages: What they may be written in.
        wordings: For which readers they may be worded anew.
        built: Those of the languages that files are made in, so that every text needs them; None: all.
        glosses: Second languages, which terms, command words and phrases need, and no other text.
    """

    languages: tuple[str, ...]
    wordings: frozenset[str] | None = None
    built: tuple[str, ...] | None = None
    glosses: tuple[str, ...] = ()

    def needed(self, owner: type[BaseModel], key: str) -> tuple[str, ...]:
        """What a text under a key of a record has to be there in."""
        built = self.languages if self.built is None else self.built
        second = self.glosses if (owner, key) in GLOSSED else ()
        return tuple(dict.fromkeys((*built, *second)))


GLOSSED: tuple[tuple[type[BaseModel], str], ...] = (
    (Term, "term"),
    (Operator, "name"),
    (Phrase, "text"),
    (Task, "phrases"),
)
"""The texts that are printed in the second language of an audience, too."""


def text_problems(model: type[BaseModel], data: Any, positions: Positions, wanted: Tongues) -> Iterator[Problem]:
    """Texts that lack a language, hold one too many, or are worded for nobody.

    What is printed in a second language needs that as well. Only quotations may hold more: those of their originals.
    """
    sound = {tag for tag in (*wanted.languages, *wanted.glosses) if tag_objection(tag) is None}
    if not sound.intersection(wanted.languages):
        return
    for path, text, owner in _texts(model, data, ()):
        quoted = owner is Quotation and path[-1] == "text"
        wrong = {tag: tag_objection(tag, quoted=quoted) for tag in text if _is_malformed(tag)}
        yield from (
            positions.problem((*path, tag), f"{subject(path, data)}: {objection}") for tag, objection in wrong.items()
        )
        meant = {likely(tag) for tag in wrong}
        key = next(str(part) for part in reversed(path) if isinstance(part, str))
        needed = (tag for tag in wanted.needed(owner, key) if tag in sound)
        missing = [tag for tag in needed if tag not in text and tag not in meant]
        if missing:
            second = "" if set(missing) & set(wanted.languages) else ", which an audience has as its gloss"
            message = f"{subject(path, data)}: lacks {_quoted(missing)}{second}; add it"
            yield positions.problem(path, message)
        for tag in text:
            objection = _objection(tag, wanted, quoted=quoted) if LANGUAGE_TAG.match(tag) else None
            if objection:
                yield positions.problem((*path, tag), f"{subject(path, data)}: {objection}")


def _is_malformed(tag: str) -> bool:
    """Whether a tag is none at all; what is wrong with a wording alone, the model tells."""
    return not LANGUAGE_TAG.match(tag) and wording_objection(tag) is None


def _objection(tag: str, wanted: Tongues, *, quoted: bool) -> str | None:
    language, _, wording = tag.partition("-x-")
    known = (*wanted.languages, *wanted.glosses)
    if without_wording(tag) not in known and not quoted:
        return f'"{language}" is not a language here{meant_here(language, known)}'
    if wording and wanted.wordings is not None and wording not in wanted.wordings:
        return f'no audience reads the wording "{wording}"{suggestion(wording, wanted.wordings)}'
    return None


def _quoted(words: list[str]) -> str:
    return " and ".join(f'"{word}"' for word in words)


def _texts(model: type[BaseModel], data: Any, path: Way) -> Iterator[tuple[Way, dict[str, Any], type[BaseModel]]]:
    """All texts in plain data that is meant for `model`, even if it is not valid."""
    if not isinstance(data, dict):
        return
    for name, inner in _plan(model):
        found = data.get(name)
        parts = enumerate(found) if isinstance(found, list) else ((None, found),)
        for index, part in parts:
            way: Way = (*path, name) if index is None else (*path, name, index)
            if inner is not None:
                yield from _texts(inner, part, way)
            elif isinstance(part, dict):
                yield way, part, model


@cache
def _plan(model: type[BaseModel]) -> tuple[tuple[str, type[BaseModel] | None], ...]:
    """The fields that hold texts (None) or records in which there may be some."""
    fields = ((name, info.annotation) for name, info in model.model_fields.items())
    return tuple((name, model_in(kind)) for name, kind in fields if Text in leaves(kind) or model_in(kind))


def language_problems(data: dict[str, Any], positions: Positions) -> Iterator[Problem]:
    """Tags that are none, quotations without their original, word lists in languages that the lesson does not speak."""
    languages = strings(data.get("languages"))
    yield from language_list_problems(languages, positions)
    for key in ("forbidden", "hyphenation"):
        words = data.get(key)
        for tag in words if isinstance(words, dict) and languages else ():
            if tag not in languages:
                message = f'{key}: "{tag}" is not a language of the lesson{meant_here(tag, languages)}'
                yield positions.problem((key, tag), message)
    yield from _wording_problems(data, languages, positions)


def language_list_problems(languages: Sequence[str], positions: Positions) -> Iterator[Problem]:
    """What a list of languages names that is none, or twice."""
    for index, tag in enumerate(languages):
        if objection := tag_objection(tag):
            yield positions.problem(("languages", index), f"languages: {objection}")
        elif tag in languages[:index]:
            yield positions.problem(("languages", index), f'languages: "{tag}" is there twice; delete one')


def _wording_problems(data: dict[str, Any], languages: Sequence[str], positions: Positions) -> Iterator[Problem]:
    """Quotations that hold neither their original nor a published translation, and wordings that nobody can place."""
    quotations = data.get("quotations")
    for index, quotation in enumerate(quotations if isinstance(quotations, list) else ()):
        if not isinstance(quotation, dict) or not isinstance(text := quotation.get("text"), dict):
            continue
        way: Way = ("quotations", index)
        original, published = quotation.get("original", _ORIGINAL), quotation.get("published_translation")
        wrong = {
            key: objection
            for key in _SOURCE_TAGS
            if isinstance(tag := quotation.get(key), str) and (objection := tag_objection(tag, quoted=True))
        }
        for key, objection in wrong.items():
            yield positions.problem((*way, key), f"{subject(way, data)}: {key}: {objection}")
        if wrong:
            continue
        if isinstance(published, str) and published not in text:
            todo = f'"{published}"; add it or correct "published_translation"'
            yield positions.problem(
                (*way, "text"), f"{subject(way, data)}: text lacks its published translation, {todo}"
            )
        elif isinstance(original, str) and original not in text and published is None:
            message = f'{subject(way, data)}: text lacks its original, "{original}"; add it or correct "original"'
            yield positions.problem((*way, "text"), message)
        for tag in text:
            if tag not in (*languages, original, published) and "-x-" not in tag:
                message = (
                    f'{subject(way, data)}: text in "{tag}" is neither the original ("{original}") nor a published '
                    'translation; correct "original", or name it in "published_translation"'
                )
                yield positions.problem((*way, "text", tag), message)
