"""Plain data → models, with pydantic's findings put into an author's words and places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import is_dataclass
from typing import Any, TypeVar, get_args, get_type_hints

from pydantic import BaseModel, RootModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from handouts.errors import Problem
from handouts.model.lesson import Lesson
from handouts.model.position import Positions, Way
from handouts.nearest import nearest, suggestion
from handouts.reader.habits import as_date, as_number, as_truth, as_whole_number, english, nothing
from handouts.reader.references import subject

RecordT = TypeVar("RecordT")

_LETTERS = "letters a to z (no ä, ö, ü, ß), digits, - and _"
_PATTERNS = {
    "^[A-Za-z0-9_-]+$": f"cannot be the name of a folder; use {_LETTERS}",
    r"^[A-Za-z][A-Za-z0-9_-]*$": f"cannot be an id; begin with a letter, use {_LETTERS}",
    r"^[a-z][a-z0-9]*$": "cannot be a suffix; begin with a small letter, and use small letters from a to z and digits",
    "^[ABC]$": "is not A, B or C",
    r"^#[0-9a-fA-F]{6}$": "is not a colour such as #1f3a5f, in quotes",
    r"^https?://[^\s]+$": "is not an address that begins with https://",
    r"^https://[^\s]+$": "is not an address that begins with https://",
}
"""What to say of a text that does not match; no author reads a pattern."""
_MAPPINGS = ("layouts", "values", "instead", "forbidden", "hyphenation", "marking", "level_mix")
"""Keys of mappings that are no texts."""
_MOST = 24
"""Choices that a message lists."""
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
        found = [details for details in error.errors(include_url=False) if not _only_follows(details)]
        meant = {(*details["loc"][:-1], _meant(model, details)) for details in found if details["type"] in _UNKNOWN}
        found = [details for details in found if details["type"] != "missing" or details["loc"] not in meant]
        return None, [_problem(model, data, details, positions) for details in found]


def _meant(model: type, error: ErrorDetails) -> str | None:
    """The key that an unknown one stands for."""
    path = _path(error)
    key, known = str(path[-1]), fields_at(model, path[:-1])
    return english(key, known) or nearest(key, known)


def _path(error: ErrorDetails) -> Way:
    return tuple(part for part in error["loc"] if not str(part).startswith("["))  # [key], and tags of unions


def _only_follows(error: ErrorDetails) -> bool:
    """Pydantic calls a list too short if some of its elements are wrong; keys that are no languages are told apart."""
    if error["type"] == "language_tag":
        return True
    return error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"]


def _problem(model: type, data: Any, error: ErrorDetails, positions: Positions) -> Problem:
    path, kind = _path(error), error["type"]
    root = "the lesson" if model is Lesson else "the file"
    if kind == "missing":
        whole = subject(path[:-1], data) or root
        return positions.problem(path[:-1], f'{whole} lacks "{path[-1]}"; add it')
    if kind in _UNKNOWN:
        where = f"{inside}: " if (inside := subject(path[:-1], data)) else ""
        advice = f'did you mean "{near}"?' if (near := _meant(model, error)) else "correct or delete it"
        return positions.problem(path, f'{where}unknown key "{path[-1]}"; {advice}')
    what = _empty(positions, path) if error["input"] is None else _WHAT.get(kind, _fallback)(error)
    blamed = next((key for key in _BLAMED if kind == "value_error" and re.search(rf"\b{key}\b", what)), None)
    place = (*path, blamed) if blamed and (*path, blamed) in positions.places else path
    return positions.problem(place, f"{subject(path, data) or root}: {what}")


_UNKNOWN = ("extra_forbidden", "unexpected_keyword_argument")


def _empty(positions: Positions, path: Way) -> str:
    return _means_nothing(word) if (word := nothing(positions, path)) else "is empty; write a value or delete the key"


def _means_nothing(word: str) -> str:
    return f'"{word}" means nothing in YAML; put it in quotes if it is text, or delete the key'


def null_problems(data: dict[str, Any], positions: Positions) -> Iterator[Problem]:
    """Where `Null` stands for a text that may be left out: who writes it so may mean the word, which would vanish."""
    for path in _nothings(data, ()):
        if (word := nothing(positions, path)) and word[0].isupper():
            yield positions.problem(path, f"{subject(path, data)}: {_means_nothing(word)}")


def _nothings(value: Any, way: Way) -> Iterator[Way]:
    if value is None:
        yield way
    elif isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _nothings(part, (*way, key))


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
    some = " or ".join(allowed) if len(allowed) <= _MOST else f"{', '.join(allowed[:_MOST])} …"
    near = suggestion(error["input"], allowed, f"use {some}") if isinstance(error["input"], str) else f"; use {some}"
    return f"{_given(error)} is not possible here{near}"


def _pattern(error: ErrorDetails) -> str:
    told = _PATTERNS.get(error["ctx"]["pattern"], "is not written as it has to be here; the reference says how")
    return f"{_given(error)} {told}"


def _bound(word: str, key: str) -> Callable[[ErrorDetails], str]:
    return lambda error: f"{_given(error)} is too {word}; the limit is {error['ctx'][key]:g}"


def _fallback(error: ErrorDetails) -> str:
    return f"{_given(error)} cannot be used here; the reference says what can"


def _rule(error: ErrorDetails) -> str:
    """What a rule of the model says, and a date that is written in the order of a country as it has to be."""
    told = str(error["ctx"]["error"])
    if " is not a date " in told and (date := as_date(error["input"])):
        return f"{_given(error)} is not written as dates are here; write {date}"
    return f"{told}; correct it"


def _instead(what: str, habit: Callable[[object], str | None]) -> Callable[[ErrorDetails], str]:
    """What something has to be, with what to write for what people write out of habit."""

    def told(error: ErrorDetails) -> str:
        kind, _, advice = what.partition("; ")
        return f"{_given(error)} is not {kind}; {f'write {near}' if (near := habit(error['input'])) else advice}"

    return told


def _mapping(error: ErrorDetails) -> str:
    key = next((part for part in reversed(error["loc"]) if isinstance(part, str)), "")
    return _MAPPING(error) if key in _MAPPINGS else _TEXT(error)


def _few(error: ErrorDetails) -> str:
    least = error["ctx"]["min_length"]
    return "needs an entry at least; add one" if least == 1 else f"needs at least {least} entries; add them"


_INTEGER = _instead("a whole number; write digits such as 8", as_whole_number)
_NUMBER = _instead("a number; write digits, with a point before decimals", as_number)
_TRUTH = _instead("true or false; write one of them", as_truth)
_TEXT = _must_be("a mapping; a text needs its languages: {de: …, en: …}")
_MAPPING = _must_be('a mapping; write "key: value" lines')
_LIST = _must_be('a list; write "- " before each entry, or [ ] around them')
_WHAT: Mapping[str, Callable[[ErrorDetails], str]] = {
    "value_error": _rule,
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
    "bool_type": _TRUTH,
    "bool_parsing": _TRUTH,
    "dict_type": _mapping,
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "dataclass_type": _MAPPING,
    "tuple_type": _LIST,
    "list_type": _LIST,
    "literal_error": _choice,
    "string_pattern_mismatch": _pattern,
    "string_too_long": lambda error: f"{_given(error)} is too long; write at most {error['ctx']['max_length']} letters",
    "string_too_short": lambda _: "is empty; write something",
    "too_short": _few,
    "too_long": lambda error: f"has too many entries; write at most {error['ctx']['max_length']}",
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


def leaves(annotation: Any) -> Iterator[Any]:
    """The types that an annotation is made of."""
    inner = get_args(annotation)
    if not inner:
        yield annotation
    for one in inner:
        yield from leaves(one)


def model_in(annotation: Any) -> type[BaseModel] | None:
    """The model that a field holds, be it optional or in a list."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return None if issubclass(annotation, RootModel) else annotation
    return next((found for inner in get_args(annotation) if (found := model_in(inner))), None)
