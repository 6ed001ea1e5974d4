"""What templates are made of: their blocks, whom they extend, and blocks that can never be printed.

What a template is made of as far as its blocks go, without its words: read once for each text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import jinja2
from jinja2 import nodes

from handouts import cache as kept
from handouts.errors import Problem, TemplateError, one_problem
from handouts.nearest import suggestion
from handouts.templating.environment import WHITE_SPACE, LayeredEnvironment
from handouts.templating.layers import FoundTemplate, plain


class Extended(NamedTuple):
    """What a template extends, and in which line it says so; None if the name is only known when it is rendered."""

    name: str | None
    line: int


class Block(NamedTuple):
    """A block by its name, and the line that it begins in."""

    name: str
    line: int


class Outline(NamedTuple):
    """A template's blocks.

    `blocks` are all of them in the order of the file, nested ones too; `outermost` those in no other. `called` are the
    names that it asks for as `self.NAME`, `stray` the lines of what stands after `extends` in no block and is no
    definition, of each stretch the first.
    """

    extended: Extended | None
    blocks: tuple[str, ...]
    outermost: tuple[Block, ...]
    called: tuple[str, ...]
    stray: tuple[int, ...]


@lru_cache(maxsize=512)
def outline(text: str, name: str, path: str) -> Outline:
    """The outline of a template; `name` and `path` are for messages.

    Raises:
        jinja2.TemplateSyntaxError: It is not valid.
    """
    key = kept.digest(text, _tools())
    if data := kept.load("outlines", key):
        extended, blocks, outermost, called, stray = json.loads(data)
        return Outline(
            Extended(*extended) if extended else None,
            tuple(blocks),
            tuple(Block(*block) for block in outermost),
            tuple(called),
            tuple(stray),
        )
    found = _read(jinja2.Environment(**WHITE_SPACE).parse(text, name, path))
    kept.keep("outlines", key, json.dumps(found).encode())
    return found


@cache
def _tools() -> str:
    return kept.digest(jinja2.__version__, kept.code("templating"))


def _read(tree: nodes.Template) -> Outline:
    extends = tree.find(nodes.Extends)
    extended = None
    if extends is not None:
        name = extends.template.value if isinstance(extends.template, nodes.Const) else None
        extended = Extended(name, extends.lineno)
    return Outline(
        extended,
        tuple(block.name for block in tree.find_all(nodes.Block)),
        tuple(Block(block.name, block.lineno) for block in _outermost(tree)),
        tuple(_called(tree)),
        tuple(stray.lineno for stray in _stray(tree)),
    )


def _called(tree: nodes.Template) -> Iterator[str]:
    for one in tree.find_all(nodes.Getattr):
        if isinstance(one.node, nodes.Name) and one.node.name == "self":
            yield one.attr


def _outermost(node: nodes.Node) -> Iterator[nodes.Block]:
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Block):
            yield child
        else:
            yield from _outermost(child)


def _stray(tree: nodes.Template) -> Iterator[nodes.Node]:
    """What stands after `extends` and is neither a block nor a definition; of each stretch the first."""
    extended = False
    for node in tree.body:
        extended = extended or isinstance(node, nodes.Extends)
        if extended and isinstance(node, nodes.Output):
            said = (one for one in node.nodes if not isinstance(one, nodes.TemplateData) or one.data.strip())
            if (first := next(said, None)) is not None:
                yield first


class Outlined(NamedTuple):
    """A template, where it lies, and its blocks."""

    name: str
    found: FoundTemplate
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
