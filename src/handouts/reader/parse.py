"""YAML text → plain data, with a position for everything in it.

Scalars follow the YAML 1.2 core schema, with one difference: numbers stay strings. The models turn them into what
a field needs, so that 70.27 becomes an exact Decimal, `version: 1.10` keeps its zero, and `en: 1951` is text.
What YAML 1.1 programs read otherwise (`no`, 12:30) is refused, and so is everything that can make a small file big.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    ScalarEvent,
    StreamEndEvent,
)

from handouts.errors import Problem
from handouts.model.position import Position, Way
from handouts.reader.comments import cut
from handouts.reader.files import UNPRINTABLE
from handouts.reader.sources import Parsed

MAX_DEPTH = 32
"""Content needs about 8 levels. libyaml's own tree builder overruns the stack at some ten thousand."""
_CONSTANTS = {"": None, "~": None} | {
    form: value
    for word, value in {"null": None, "true": True, "false": False}.items()
    for form in (word, word.title(), word.upper())
}
_TRUTHS = re.compile(r"(yes|Yes|YES|on|On|ON)|(no|No|NO|off|Off|OFF)")
_SEXAGESIMAL = re.compile(r"[-+]?[0-9]+(:[0-5]?[0-9])+(\.[0-9]*)?")
_OCTAL = re.compile(r"(?!-0[0-9]{3}$)[-+]?0[0-9]+")
"""But for the four digits of a year before our era, with a minus."""
_COLON = re.compile(r" *:")
_CUTTING = re.compile(r"[^\r\n'\"#]*?(?= #)")
_QUOTE = "put the text in quotes"
_SYNTAX = {
    "mapping values are not allowed in this context": f'a second ": " on the line, or wrong indentation; {_QUOTE}',
    "found character that cannot start any token": f"no text can begin with this character; {_QUOTE}",
    "found unexpected end of stream": "the quote that is opened here never ends; close it",
    "did not find expected ',' or ']'": 'the list opened here with "[" goes wrong; '
    'separate with "," and close with "]"',
    "did not find expected ',' or '}'": 'the mapping opened here with "{" goes wrong; '
    'separate with ",", close with "}", and put text that holds such signs in quotes',
    "did not find expected key": f"this does not belong to what stands before it; check the indentation, or {_QUOTE}",
    "did not find expected node content": 'something is missing before this; check "[", "{" and ","',
    "did not find expected '-' indicator": 'the list goes on without "-"; check the indentation',
    "could not find expected ':'": 'a key without ":"; add it, or indent the line if it is part of a text',
    "found unknown escape character": 'no such escape in double quotes; write "\\\\" for a backslash',
    "did not find expected alphabetic or numeric character": f'"*" and "&" at the beginning are YAML signs; {_QUOTE}',
}


def parse(text: str, name: str) -> Parsed:
    """Read one YAML document.

    Args:
        text: As `files.read_text` gives it.
        name: How positions and messages name the file.
    """
    builder = _Builder(name, text)
    try:
        events = yaml.CSafeLoader(text)
        while (event := events.get_event()) and not isinstance(event, StreamEndEvent):
            builder.feed(event)
    except yaml.MarkedYAMLError as error:
        if not builder.lost(error):  # else it only follows
            builder.problems.append(_syntax_problem(error, name))
        builder.data = None
    except _UnusableError as stop:
        builder.problems.append(stop.problem)
        builder.data = None
    return Parsed(builder.data, builder.places, tuple(builder.problems))


def _syntax_problem(error: yaml.MarkedYAMLError, name: str) -> Problem:
    """What libyaml says in other words; for what is left open, the place where it was opened."""
    problem = error.problem or "not valid YAML"
    opened = problem.startswith("did not find expected ','") or problem == "found unexpected end of stream"
    mark = (error.context_mark if opened else None) or error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
    return Problem(name, line, column, _SYNTAX.get(problem, f"not valid YAML: {problem}; check quotes and indentation"))


class _UnusableError(Exception):
    """Reading on makes no sense."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass
class _Frame:
    """An open mapping or list. `key` is the key whose value comes next; `skip` that it is a repeated one."""

    container: dict[str, Any] | list[Any]
    path: Way
    key: str | None = None
    skip: bool = False


@dataclass
class _Builder:
    """Puts plain data together from parser events, without recursion."""

    name: str
    text: str
    data: Any = None
    places: dict[Way, Position] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _stack: list[_Frame] = field(default_factory=list)
    _documents: int = 0
    _plain_end: tuple[str, int] | None = None

    def lost(self, error: yaml.MarkedYAMLError) -> bool:
        """Whether a comment has swallowed what stood behind the last scalar, and with it a bracket, a line, a colon."""
        if self._plain_end is not None:
            value, end = self._plain_end
            colon = _COLON.match(self.text, end)
            if self._cut(value, end) or (colon is not None and self._cut("", colon.end())):
                return True
        key = error.context_mark if error.problem == "could not find expected ':'" else None
        cutting = _CUTTING.match(self.text, key.index) if key else None
        return cutting is not None and self._cut("x", cutting.end())

    def feed(self, event: Event) -> None:
        """Take the next event."""
        if isinstance(event, AliasEvent):
            message = f'"*{event.anchor}" refers to another place; write the content out, or {_QUOTE} if it is text'
            raise _UnusableError(self._problem(event, message))
        if isinstance(event, ScalarEvent | CollectionStartEvent):
            if event.anchor is not None or event.tag is not None:
                self._refuse_features(event)
            if isinstance(event, ScalarEvent):
                self._scalar(event)
            else:
                self._open({} if isinstance(event, MappingStartEvent) else [], event)
        elif isinstance(event, CollectionEndEvent):
            self._stack.pop()
        elif isinstance(event, DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise _UnusableError(self._problem(event, 'a second document begins here; remove the line "---"'))

    def _problem(self, event: Event, message: str) -> Problem:
        return Problem(*self._position(event), message)

    def _position(self, event: Event) -> Position:
        mark = event.start_mark
        return Position(self.name, mark.line + 1, mark.column + 1) if mark else Position(self.name)

    def _refuse_features(self, event: ScalarEvent | CollectionStartEvent) -> None:
        if event.anchor is not None:
            message = f'"&{event.anchor}" names a place for reuse, which is not possible here; delete it, or {_QUOTE}'
            self.problems.append(self._problem(event, message))
        if event.tag is not None:
            message = f'types such as "{event.tag}" are not used here; delete it, or {_QUOTE}'
            self.problems.append(self._problem(event, message))

    def _open(self, container: dict[str, Any] | list[Any], event: Event) -> None:
        if len(self._stack) >= MAX_DEPTH:
            message = f"nested more than {MAX_DEPTH} levels deep; check the brackets and the indentation"
            raise _UnusableError(self._problem(event, message))
        self._stack.append(_Frame(container, self._add(container, event)))

    def _scalar(self, event: ScalarEvent) -> None:
        self._plain_end = (event.value, event.end_mark.index) if event.implicit[0] and event.end_mark else None
        if self._plain_end:
            self._cut(*self._plain_end)
        frame = self._stack[-1] if self._stack else None
        if frame is not None and isinstance(frame.container, dict) and frame.key is None:
            self._key(frame, frame.container, event)
            return
        if UNPRINTABLE.search(event.value):
            message = "an escape that stands for an invisible character; delete it"
            self.problems.append(self._problem(event, message))
        self._add(self._plain(event) if event.implicit[0] else event.value, event)

    def _cut(self, value: str, end: int) -> bool:
        """Tell of a comment that is text, once."""
        if (found := cut(self.text, value, end)) is None:
            return False
        start, message = found
        before = self.text.rfind("\n", 0, start)
        problem = Problem(self.name, self.text.count("\n", 0, start) + 1, start - before, message)
        if problem not in self.problems:
            self.problems.append(problem)
        return True

    def _key(self, frame: _Frame, mapping: dict[str, Any], event: ScalarEvent) -> None:
        frame.key, frame.skip = event.value, event.value in mapping
        path = (*frame.path, event.value)
        if frame.skip:
            first = self.places[path].line
            message = f'the key "{event.value}" is already there in line {first}; keep one of the two'
            self.problems.append(self._problem(event, message))
        else:
            self.places.setdefault(path, self._position(event))

    def _add(self, value: Any, event: Event) -> Way:
        """Put a value where it belongs and return the way to it."""
        if not self._stack:
            self.data = value
            self.places[()] = self._position(event)
            return ()
        frame = self._stack[-1]
        if isinstance(frame.container, list):
            path = (*frame.path, len(frame.container))
            frame.container.append(value)
            self.places.setdefault(path, self._position(event))
            return path
        if frame.key is None:
            raise _UnusableError(self._problem(event, "a key must be a word; put it in quotes"))
        path = (*frame.path, frame.key)
        if not frame.skip:
            frame.container[frame.key] = value
        frame.key = None
        return path

    def _plain(self, event: ScalarEvent) -> Any:
        value = event.value
        if value in _CONSTANTS:
            return _CONSTANTS[value]
        if truth := _TRUTHS.fullmatch(value):
            meaning = "true" if truth[1] else "false"
            trap = f"as {meaning}; write {meaning} if you mean that, or put the word in quotes"
        elif _SEXAGESIMAL.fullmatch(value):
            trap = "as a number to the base of 60; put it in quotes"
        elif _OCTAL.fullmatch(value):
            trap = f"as a number to the base of 8; write {int(value)}, or put it in quotes"
        else:
            return value
        self.problems.append(self._problem(event, f"some programs read {value} {trap}"))
        return value
