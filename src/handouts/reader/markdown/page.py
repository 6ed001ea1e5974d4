"""Markdown → sections with their blocks, each with the lines in which it stands (markdown-it, CommonMark with tables).

A section goes from one heading of the first or second level to the next, so that what is left open in one (`:::`) does
not swallow the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from handouts.errors import Problem
from handouts.reader.markdown.placed import At

_REMARK = re.compile(r"^[ \t]*<!--(?:(?!-->).)*(?:-->[ \t]*$|\Z)", re.DOTALL | re.MULTILINE)
"""A comment as CommonMark has it (HTML blocks, kind 2), on lines of its own."""


@cache
def _outline() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table").use(front_matter_plugin)


@cache
def _blocks() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable("reference")
    return parser.use(container_plugin, "block", validate=lambda *_: True)


@dataclass(frozen=True)
class Block:
    """A piece of a section: its kind as markdown-it calls it, its first line and the one after its last, from 0."""

    node: SyntaxTreeNode
    start: int
    end: int

    @property
    def kind(self) -> str:
        """What markdown-it calls it: `paragraph`, `bullet_list`, `table`, `container_block`."""
        return self.node.type


@dataclass
class Page:
    """A file under way: its lines, and what is wrong in it. `language` is the first of the lesson, empty if unknown."""

    name: str
    lines: list[str]
    language: str = ""
    problems: list[Problem] = field(default_factory=list)

    def problem(self, at: At, message: str) -> None:
        """Note what is wrong at a place."""
        self.problems.append(Problem(self.name, at.line, at.column, message))

    def at(self, block: Block, value: object = None) -> At:
        """The place of a block: its first letter, behind the marks of lists and quotations."""
        return self.found(value, block.start)

    def found(self, value: object, line: int, words: str = "") -> At:
        """A value in a line that counts from 0, at the column where the words begin there."""
        text = self.lines[line] if line < len(self.lines) else ""
        column = text.find(words) if words else len(text) - len(text.lstrip())
        return At(value, line + 1, max(column, 0) + 1)

    def raw(self, blocks: Sequence[Block]) -> str:
        """Blocks as they are written, with an empty line between them."""
        return "\n\n".join("\n".join(self.lines[one.start : one.end]).rstrip() for one in blocks)

    def text(self, words: At) -> At:
        """Words of the lesson's language."""
        if not isinstance(words.value, str) or not self.language:
            return words
        return words.of({self.language: words})

    def prose(self, blocks: Sequence[Block]) -> At | None:
        """Blocks as a text of the lesson; None if there are none."""
        return self.text(self.at(blocks[0], self.raw(blocks))) if blocks else None


def without_remarks(text: str, name: str) -> tuple[str, list[Problem]]:
    """A file without its remarks `<!-- … -->`, whose lines are left empty; what is never closed is told."""
    problems = []
    for found in _REMARK.finditer(text):
        if "-->" not in found[0]:
            line = text.count("\n", 0, found.end() - len(found[0].lstrip())) + 1
            problems.append(Problem(name, line, 1, "this remark is never closed; write --> where it ends"))
    return _REMARK.sub(lambda found: "\n" * found[0].count("\n"), text), problems


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it, up to the next heading of its rank."""

    level: int
    heading: At
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Heading:
    """What the heading of a section says: its word, the number or id behind it, its title, and where it stands."""

    word: str
    number: str | None
    title: At
    place: At


def front_matter(text: str) -> tuple[str, int]:
    """The YAML between the lines `---` at the very beginning, and how many lines it takes with them."""
    tokens = _outline().parse(text)
    if tokens and tokens[0].type == "front_matter" and tokens[0].map:
        return tokens[0].content, tokens[0].map[1]
    return "", 0


def sections(page: Page, first: int) -> Iterator[Section]:
    """The sections from line `first` on; what stands before the first heading has the level 0."""
    heads = [(first, first, 0, At("", first + 1))]
    tokens = _outline().parse("\n".join(page.lines))
    for token, inline in pairwise(tokens):
        deep = token.type == "heading_open" and token.level == 0 and token.tag in ("h1", "h2")
        if deep and token.map and token.map[0] >= first:
            words, (start, end) = inline.content.strip(), token.map
            heads.append((start, end, int(token.tag[1]), page.found(words, start, words.split("\n")[0])))
    ends = [*(head[0] for head in heads[1:]), len(page.lines)]
    for (_, start, level, heading), end in zip(heads, ends, strict=True):
        yield Section(level, heading, tuple(blocks(page, start, end)))


def parts(page: Page, section: Section, level: int) -> tuple[tuple[Block, ...], list[Section]]:
    """The blocks of a section before its first heading of this level, and the sections below such headings."""
    places = [number for number, one in enumerate(section.blocks) if _is_heading(one, level)]
    found = []
    for start, end in pairwise([*places, len(section.blocks)]):
        head = section.blocks[start]
        words = inline_of(head).strip()
        found.append(Section(level, page.found(words, head.start, words), section.blocks[start + 1 : end]))
    return section.blocks[: places[0] if places else None], found


def _is_heading(block: Block, level: int) -> bool:
    return block.kind == "heading" and block.node.tag == f"h{level}"


def blocks(page: Page, start: int, end: int) -> list[Block]:
    """What stands in these lines. Blocks that are never closed, and blocks in blocks, are told."""
    tokens = _blocks().parse("\n".join(page.lines[start:end]))
    for token in tokens:
        if token.map:
            token.map = [token.map[0] + start, token.map[1] + start]
    found = [block_of(node) for node in SyntaxTreeNode(tokens).children]
    for one in found:
        if one.kind == "container_block":
            _refuse_open(page, one, end)
    return found


def block_of(node: SyntaxTreeNode) -> Block:
    """A node of the tree with its lines."""
    first, last = node.map or (0, 0)
    return Block(node, first, last)


def inside(block: Block) -> list[Block]:
    """What stands in a block: `:::`, a quotation, an entry of a list."""
    return [block_of(node) for node in block.node.children]


def inline_of(block: Block) -> str:
    """The words of a paragraph, a heading or a cell as they are written, without the marks around them."""
    return next((node.content for node in block.node.children if node.type == "inline"), "")


def only_picture(block: Block) -> SyntaxTreeNode | None:
    """The picture that a paragraph consists of."""
    if block.kind != "paragraph" or not block.node.children:
        return None
    words = block.node.children[0].children
    return words[0] if len(words) == 1 and words[0].type == "image" else None


def _refuse_open(page: Page, block: Block, end: int) -> None:
    place = page.at(block)
    name = block.node.info.strip()
    within = [inner for inner in inside(block) if inner.kind == "container_block"]
    if not within and (block.end >= end or not page.lines[block.end].lstrip().startswith(":::")):
        page.problem(place, f'the block "::: {name}" is never closed; write ::: on a line of its own where it ends')
    for inner in within:
        message = f'the block "::: {inner.node.info.strip()}" begins before "::: {name}" in line {place.line} ends'
        page.problem(page.at(inner), f"{message}; write ::: on a line of its own before it")
