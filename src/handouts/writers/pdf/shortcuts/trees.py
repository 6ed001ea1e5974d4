"""HTML that is parsed with fewer detours, and once if it stays the same.

tinyhtml5 means to keep the patterns that it looks for characters with, and never finds one again: it puts them under
the wrong key. What it builds a tree with holds together in rings, which are taken apart here once the tree is there.
The tree of each document is kept from one run to the next: to read it takes a twentieth of the time of parsing.
"""

from __future__ import annotations

import marshal
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from io import StringIO
from typing import Any
from xml.etree.ElementTree import Comment, Element

import tinyhtml5
from tinyhtml5 import inputstream
from tinyhtml5.parser import HTMLParser

from handouts import cache

KIND = "trees"
_name = ""
"""Of the document that is to be parsed."""


def parse_quickly() -> None:
    """Let WeasyPrint parse HTML in this way."""
    inputstream.characters_until_regex = _Patterns()
    tinyhtml5.parse = _brought


class _Patterns(dict[tuple[Iterable[str], bool], re.Pattern[str]]):
    """What finds the longest run without certain characters, or of nothing else."""

    def __missing__(self, key: tuple[Iterable[str], bool]) -> re.Pattern[str]:
        characters, only = key
        listed = "".join(f"\\x{ord(character):02x}" for character in characters)
        self[key] = found = re.compile(f"[{'' if only else '^'}{listed}]+")
        return found


@contextmanager
def parsed_for(name: str = "") -> Iterator[None]:
    """Keep the tree of the document that is parsed meanwhile under a name, or take the one that is kept."""
    global _name
    _name = name
    try:
        yield
    finally:
        _name = ""


def _brought(document: Any, *args: Any, **named: Any) -> Any:
    """In place of `parse`: the root of the tree."""
    if not _name or not isinstance(document, StringIO):
        return _parsed(document, *args, **named)
    key = cache.digest(_code(), _name, repr((args, named)))
    made: list[Any] = []

    def make() -> bytes:
        made.append(_parsed(document, *args, **named))
        return marshal.dumps(_flat(made[0]))

    kept = cache.latest(KIND, key, document.getvalue().encode("utf-8", "surrogatepass"), make)
    return made[0] if made else _built(marshal.loads(kept))


@lru_cache
def _code() -> str:
    """What makes trees, and what they are kept with."""
    return cache.digest(sys.version, tinyhtml5.VERSION, cache.code("writers/pdf/shortcuts"))


_Flat = list[tuple[str | None, dict[str, str], str | None, str | None, int]]
"""Elements in their order: tag (None for a comment), attributes, the texts in and after them, how many children."""


def _flat(root: Any) -> _Flat:
    return [(None if one.tag is Comment else one.tag, one.attrib, one.text, one.tail, len(one)) for one in root.iter()]


def _built(flat: _Flat) -> Any:
    waiting: list[Any] = []
    """Elements, as often as they still lack children."""
    for tag, attributes, text, tail, children in flat:
        element: Any = Comment() if tag is None else Element(tag, attributes)
        element.text, element.tail = text, tail
        if waiting:
            waiting.pop().append(element)
        else:
            root = element
        waiting.extend([element] * children)
    return root


def _parsed(document: Any, namespace_html_elements: bool = True, **kwargs: Any) -> Any:
    parser = HTMLParser(namespace_html_elements)
    root = parser.parse(document, **kwargs)
    waiting = [parser.tree.document]
    while waiting:
        parts = vars(waiting.pop())
        waiting += parts.get("_children", ())
        parts.clear()
    for part in (parser.tokenizer, parser.tree, parser):
        vars(part).clear()
    return root
