"""HTML that is parsed with fewer detours.

tinyhtml5 means to keep the patterns that it looks for characters with, and never finds one again: it puts them under
the wrong key. What it builds a tree with holds together in rings, which are taken apart here once the tree is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import tinyhtml5
from tinyhtml5 import inputstream
from tinyhtml5.parser import HTMLParser


def parse_quickly() -> None:
    """Let WeasyPrint parse HTML in this way."""
    inputstream.characters_until_regex = _Patterns()
    tinyhtml5.parse = _parsed


class _Patterns(dict[tuple[Iterable[str], bool], re.Pattern[str]]):
    """What finds the longest run without certain characters, or of nothing else."""

    def __missing__(self, key: tuple[Iterable[str], bool]) -> re.Pattern[str]:
        characters, only = key
        listed = "".join(f"\\x{ord(character):02x}" for character in characters)
        self[key] = found = re.compile(f"[{'' if only else '^'}{listed}]+")
        return found


def _parsed(document: Any, namespace_html_elements: bool = True, **kwargs: Any) -> Any:
    """In place of `parse`: the root of the tree."""
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
