"""What templates are made of: their blocks, whom they extend, and blocks that can never be printed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import jinja2

from handouts.errors import Problem, TemplateError, one_problem
from handouts.nearest import suggestion
from handouts.templating.environment import LayeredEnvironment
from handouts.templating.layers import Found, plain
from handouts.templating.outlines import Outline, outline


class Outlined(NamedTuple):
    """A template, where it lies, and its blocks."""

    name: str
    found: Found
    outline: Outline


class Ancestry(NamedTuple):
    """A template, what it extends, what that extends …; `whole` is False if the rest is not known before rendering."""

    line: tuple[Outlined, ...]
    whole: bool


class Span(NamedTuple):
    """Where a block stands in the text of a file, with its tags."""

    start: int
    end: int


def ancestry(environment: LayeredEnvironment, name: str) -> Ancestry:
    """Whom a template extends, read without rendering anything.

    Raises:
        TemplateError: It extends itself.
        jinja2.TemplateSyntaxError: One of them is not valid.
    """
    line: list[Outlined] = []
    while (found := environment.templates.find(name)) is not None:
        one = Outlined(name, found, outline(found.text, name, str(found.path)))
        line.append(one)
        if one.outline.extended is None:
            return Ancestry(tuple(line), True)
        extended, number = one.outline.extended
        if extended is None:
            break
        name = environment.join_path(extended, name)
        if any((parent := environment.templates.find(name)) and parent.path == known.found.path for known in line):
            advice = f'write "@base/{plain(name)}" for the one that lies below it'
            place = environment.templates.shown(found.path)
            raise TemplateError(one_problem(place, f'"{plain(name)}" extends itself; {advice}', number))
    return Ancestry(tuple(line), False)


def misplaced(environment: LayeredEnvironment, name: str) -> Iterator[Problem]:
    """What a template and its ancestors hold that can never be printed.

    A block that nothing below it has, unless somebody asks for it as `self.NAME()`; and text outside of blocks.
    """
    line, whole = ancestry(environment, name)
    called = {name for one in line for name in one.outline.called}
    for index, one in enumerate(line[:-1] if whole else ()):
        known = {block for parent in line[index + 1 :] for block in parent.outline.blocks}
        place, below = environment.templates.shown(one.found.path), plain(line[index + 1].name)
        for block in one.outline.outermost:
            if block.name not in known | called:
                advice = suggestion(block.name, known, "put it into one of its blocks")
                yield Problem(place, block.line, 0, f'"{below}" has no block "{block.name}"{advice}')
        for number in one.outline.stray:
            message = f'this is outside of blocks and never printed, since "{below}" is extended; put it into a block'
            yield Problem(place, number, 0, message)


def block_spans(text: str) -> dict[str, Span]:
    """Where each block stands in the text of a template.

    Raises:
        jinja2.TemplateSyntaxError: It is not valid.
    """
    spans: dict[str, Span] = {}
    open_blocks: list[tuple[str, int]] = []
    for start, end, words in _tags(text):
        if words[0] == "block" and len(words) > 1:
            open_blocks.append((words[1], start))
        elif words[0] == "endblock" and open_blocks:
            name, began = open_blocks.pop()
            spans[name] = Span(began, end)
    return spans


def _tags(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """Each `{% … %}` with its beginning and end in the text, and the words in it."""
    at, began, words = 0, 0, [""]
    for _, kind, value in jinja2.Environment(keep_trailing_newline=True).lex(text):
        at = text.index(value, at)  # only white space before "{%-" is left out
        if kind == "block_begin":
            began, words = at, []
        elif kind == "block_end":
            yield began, at + len(value.rstrip()), words or [""]
        elif kind == "name":
            words.append(value)
        at += len(value)
