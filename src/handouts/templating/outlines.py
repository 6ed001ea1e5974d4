"""What a template is made of as far as its blocks go, without its words: read once for each text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import jinja2
from jinja2 import nodes

from handouts import cache as kept
from handouts.templating.environment import WHITE_SPACE


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
