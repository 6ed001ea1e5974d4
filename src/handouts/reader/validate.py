"""Plain data → models, with pydantic's findings put into an author's words and places."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from typing import Any, TypeVar, get_args, get_type_hints

from pydantic import BaseModel, RootModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from handouts.errors import Problem
from handouts.model.lesson import Lesson
from handouts.model.position import Positions, Way
from handouts.nearest import suggestion
from handouts.reader.references import subject

RecordT = TypeVar("RecordT")

_PATTERNS = {
    "^[A-Za-z0-9_-]+$": "the name of a folder: letters, digits, - and _",
    r"^[A-Za-z][A-Za-z0-9_-]*$": "an id: a letter, then letters, digits, - and _",
    "^[ABC]$": "A, B or C",
    r"^#[0-9a-fA-F]{6}$": "a colour such as #1f3a5f, in quotes",
    r"^https?://[^\s]+$": "an address that begins with https://",
}
_BLAMED = ("points", "minutes", "died", "values", "year", "keywords", "as_of")
"""Keys that a rule about a whole record is mostly about; the message points at the first that is there."""


def validate(model: type[RecordT], data: Any, positions: Positions) -> tuple[RecordT | None, list[Problem]]:
    """Make a record of plain data: a model, or a dataclass that pydantic can check.

    Returns:
        The record, or None and everything that is wrong.
    """
    try:
        return TypeAdapter(model).validate_python(data), []
    except ValidationError as error:
        found = (details for details in error.errors(include_url=False) if not _only_follows(details))
        return None, [_problem(model, data, details, positions) for details in found]


def _only_follows(error: ErrorDetails) -> bool:
    """Pydantic calls a list too short if some of its elements are wrong; keys that are no languages are told apart."""
    if error["type"] == "language_tag":
        return True
    return error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"]


def _problem(model: type, data: Any, error: ErrorDetails, positions: Positions) -> Problem:
    path: Way = tuple(part for part in error["loc"] if not str(part).startswith("["))  # [key], and tags of unions
    kind = error["type"]
    root = "the lesson" if model is Lesson else "the file"
    if kind == "missing":
        whole = subject(path[:-1], data) or root
        return positions.problem(path[:-1], f'{whole} lacks "{path[-1]}"; add it')
    if kind in ("extra_forbidden", "unexpected_keyword_argument"):
        known = fields_at(model, path[:-1])
        where = f"{inside}: " if (inside := subject(path[:-1], data)) else ""
        return positions.problem(
            path, f'{where}unknown key "{path[-1]}"{suggestion(str(path[-1]), known, "correct or delete it")}'
        )
    what = _EMPTY if error["input"] is None else _WHAT.get(kind, _fallback)(error)
    blamed = next((key for key in _BLAMED if kind == "value_error" and re.search(rf"\b{key}\b", what)), None)
    place = (*path, blamed) if blamed and (*path, blamed) in positions.places else path
    return positions.problem(place, f"{subject(path, data) or root}: {what}")


_EMPTY = "is empty; write a value or delete the key"


def _given(error: ErrorDetails) -> str:
    value = error["input"]
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    text = {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
    return f'"{text}"' if len(text) <= 60 else f'"{text[:57]}…"'


def _must_be(what: str) -> Callable[[ErrorDetails], str]:
    return lambda error: f"{_given(error)} is not {what}"


def _choice(error: ErrorDetails) -> str:
    allowed = re.findall(r"'([^']*)'", error["ctx"]["expected"])
    advice = suggestion(str(error["input"]), allowed, f"use {' or '.join(allowed)}")
    return f"{_given(error)} is not possible here{advice}"


def _pattern(error: ErrorDetails) -> str:
    pattern = error["ctx"]["pattern"]
    return f"{_given(error)} is not {_PATTERNS.get(pattern, f'of the form {pattern}')}"


def _bound(word: str, key: str) -> Callable[[ErrorDetails], str]:
    return lambda error: f"{_given(error)} is too {word}; the limit is {error['ctx'][key]:g}"


def _fallback(error: ErrorDetails) -> str:
    return f"{error['msg'][:1].lower()}{error['msg'][1:]}; correct it"


_INTEGER = _must_be("a whole number; write digits such as 8")
_NUMBER = _must_be("a number; write digits, with a point before decimals")
_MAPPING = _must_be('a mapping; write "key: value" lines')
_LIST = _must_be('a list; write "- " before each entry, or [ ] around them')
_WHAT: Mapping[str, Callable[[ErrorDetails], str]] = {
    "value_error": lambda error: f"{error['ctx']['error']}; correct it",
    "one_target": lambda error: (
        f"{error['ctx']['lacking']} cannot draw {_given(error)}; "
        f"use {error['ctx']['instead']}, as both pages and slides can"
    ),
    "string_type": _must_be("text; put it in quotes if it is meant as such"),
    "int_type": _INTEGER,
    "int_parsing": _INTEGER,
    "int_from_float": _INTEGER,
    "int_parsing_size": _INTEGER,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "decimal_type": _NUMBER,
    "decimal_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "half_points": _must_be("a number of points; write digits such as 8, or 0.5 for half a point"),
    "bool_type": _must_be("true or false; write one of them"),
    "bool_parsing": _must_be("true or false; write one of them"),
    "dict_type": _must_be("a mapping; a text needs its languages: {de: …, en: …}"),
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "dataclass_type": _MAPPING,
    "tuple_type": _LIST,
    "list_type": _LIST,
    "literal_error": _choice,
    "string_pattern_mismatch": _pattern,
    "string_too_long": lambda error: f"{_given(error)} is too long; write at most {error['ctx']['max_length']} letters",
    "too_short": lambda error: f"needs at least {error['ctx']['min_length']} entries; add them",
    "greater_than_equal": _bound("small", "ge"),
    "less_than_equal": _bound("large", "le"),
}


def fields_at(model: type, path: Way) -> tuple[str, ...]:
    """The keys that a record at `path` may have."""
    current: type | None = model
    for part in path:
        if isinstance(part, str) and current is not None:
            current = _record_in(_fields(current).get(part))
    return tuple(_fields(current)) if current else ()


def _fields(record: type) -> dict[str, Any]:
    """The type of what stands under each key."""
    if issubclass(record, BaseModel):
        return {info.alias or name: info.annotation for name, info in record.model_fields.items()}
    hints = get_type_hints(record)
    return {name: hints[name] for name in getattr(record, "__dataclass_fields__", ())}


def _record_in(annotation: Any) -> type | None:
    """The model or dataclass that a field holds, be it optional or in a list."""
    if isinstance(annotation, type) and is_dataclass(annotation):
        return annotation
    return model_in(annotation) or next((one for inner in get_args(annotation) if (one := _record_in(inner))), None)


def model_in(annotation: Any) -> type[BaseModel] | None:
    """The model that a field holds, be it optional or in a list."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return None if issubclass(annotation, RootModel) else annotation
    return next((found for inner in get_args(annotation) if (found := model_in(inner))), None)
