"""Whether every text speaks every language, and no other; and whether its wordings have readers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from handouts.errors import Problem
from handouts.model.material import Quotation
from handouts.model.position import Path, Positions
from handouts.model.text import LANGUAGE_TAG, Text, base_language
from handouts.reader.validate import model_in
from handouts.reader.words import subject, suggestion


@dataclass(frozen=True)
class Tongues:
    """What texts are to be written in. `wordings` None means that nobody knows which of them are read."""

    languages: tuple[str, ...]
    wordings: frozenset[str] | None = None


def text_problems(model: type[BaseModel], data: Any, positions: Positions, wanted: Tongues) -> Iterator[Problem]:
    """Texts that lack a language, hold one too many, or are worded for nobody.

    Only quotations may hold more languages: those of their originals.
    """
    if not wanted.languages:
        return
    for path, text, owner in _texts(model, data, ()):
        quoted = owner is Quotation and path[-1] == "text"
        missing = [language for language in wanted.languages if language not in text]
        if missing:
            message = f"{subject(path, data)}: lacks {_quoted(missing)}; add it"
            yield positions.problem(path, message)
        for tag in text:
            if LANGUAGE_TAG.match(tag) and (message := _objection(tag, wanted, quoted=quoted)):
                yield positions.problem((*path, tag), f"{subject(path, data)}: {message}")


def _objection(tag: str, wanted: Tongues, *, quoted: bool) -> str | None:
    language, _, wording = tag.partition("-x-")
    if base_language(tag) not in wanted.languages and not quoted:
        return f'"{language}" is not a language here{suggestion(language, wanted.languages)}'
    if wording and wanted.wordings is not None and wording not in wanted.wordings:
        return f'no audience reads the wording "{wording}"{suggestion(wording, wanted.wordings)}'
    return None


def _quoted(words: list[str]) -> str:
    return " and ".join(f'"{word}"' for word in words)


def _texts(model: type[BaseModel], data: Any, path: Path) -> Iterator[tuple[Path, dict[str, Any], type[BaseModel]]]:
    """All texts in plain data that is meant for `model`, even if it is not valid."""
    if not isinstance(data, dict):
        return
    for name, inner in _plan(model):
        found = data.get(name)
        single = not isinstance(found, list)
        for index, part in enumerate([found] if single else found):
            way: Path = (*path, name) if single else (*path, name, index)
            if inner is not None:
                yield from _texts(inner, part, way)
            elif isinstance(part, dict):
                yield way, part, model


@cache
def _plan(model: type[BaseModel]) -> tuple[tuple[str, type[BaseModel] | None], ...]:
    """The fields that hold texts (None) or records in which there may be some."""
    fields = ((name, info.annotation) for name, info in model.model_fields.items())
    return tuple((name, model_in(kind)) for name, kind in fields if _holds_text(kind) or model_in(kind))


def _holds_text(annotation: Any) -> bool:
    return annotation is Text or any(_holds_text(inner) for inner in get_args(annotation))
