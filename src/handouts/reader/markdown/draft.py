"""A lesson as it is put together from the sections of a file: its lists of entries, and the ids that nobody wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from handouts.model.node import Node
from handouts.model.text import LANGUAGE_TAG
from handouts.reader.markdown.page import Block, Page, inside
from handouts.reader.markdown.placed import At
from handouts.reader.markdown.settings import Settings, settings
from handouts.reader.markdown.words import BLOCKS, beginning, meant

Record = dict[str, At]


@dataclass
class Draft:
    """What has been read so far.

    `taken` are the ids that are given away, by headings further below too. `numbered` are the ids of a kind in their
    order, for whoever says "task 2".
    """

    page: Page
    taken: set[str] = field(default_factory=set)
    lists: dict[str, list[At]] = field(default_factory=dict)
    numbered: dict[str, list[str]] = field(default_factory=dict)
    values: Record = field(default_factory=dict)

    def add(self, kind: str, record: Record, place: At) -> None:
        """Add an entry to one of the lesson's lists."""
        self.lists.setdefault(kind, []).append(place.of(record))

    def id_for(self, letter: str, given: str | None) -> str:
        """The id that is given, or the next free one with this letter: M1, M2, M3."""
        number = 1
        while given is None and f"{letter}{number}" in self.taken:
            number += 1
        name = given or f"{letter}{number}"
        self.taken.add(name)
        self.numbered.setdefault(letter, []).append(name)
        return name

    def whole(self, first: At) -> At:
        """The lesson, or the part of it that stands in the file; a plan that is alone serves all its aims."""
        plans = self.lists.get("plans", [])
        for kind in ("objectives", "competences") if len(plans) == 1 else ():
            if ids := [aim.value["id"] for aim in self.lists.get(kind, [])]:
                plans[0].value.setdefault(kind, plans[0].of(ids))
        return first.of(self.values | {kind: first.of(list(entries)) for kind, entries in self.lists.items()})


@dataclass(frozen=True)
class Named:
    """A block `::: word rest` with what stands in it."""

    key: str
    rest: At
    block: Block

    @property
    def place(self) -> At:
        """Where it begins."""
        return self.rest


def parted(draft: Draft, blocks: Iterable[Block]) -> tuple[list[Block], list[Named]]:
    """Blocks that are text, and those with `:::`, each by what it is called."""
    prose, named = [], []
    for block in blocks:
        if block.kind != "container_block":
            prose.append(block)
        elif found := named_block(draft, block):
            named.append(found)
    return prose, named


def named_block(draft: Draft, block: Block) -> Named | None:
    """What a block with `:::` is; None, and told, if nobody knows its word."""
    words = block.node.info.strip()
    place = draft.page.at(block)
    if found := beginning(words, BLOCKS):
        return Named(found[0], place.of(found[1]), block)
    if LANGUAGE_TAG.match(words):
        return Named("language", place.of(words), block)
    draft.page.problem(place, f'there is no block "::: {words}"{meant(words, BLOCKS, "the manual lists them all")}')
    return None


def wordings(draft: Draft, text: At | None, named: list[Named]) -> At | None:
    """A text with what other readers get instead of it: `::: leicht`, `::: für 9b`, or a language."""
    found: Record = {}
    for one in [one for one in named if one.key in ("easy", "formal", "wording", "language")]:
        named.remove(one)
        tag = _tag(draft, one)
        body = inside(one.block)
        if body and tag:
            found[tag] = draft.page.at(body[0], draft.page.raw(body))
    if not found or text is None:
        return text
    own = text.value if isinstance(text.value, dict) else {draft.page.language: text}
    return text.of(own | found)


def _tag(draft: Draft, one: Named) -> str:
    if one.key == "language":
        return str(one.rest.value)
    if not draft.page.language:
        draft.page.problem(
            one.place, 'say above, between the lines "---", which language the lesson has: "language: en"'
        )
        return ""
    reader = re.sub(r"[^a-z0-9-]", "", str(one.rest.value).casefold()) if one.key == "wording" else one.key
    return f"{draft.page.language}-x-{reader}"


def refuse_rest(draft: Draft, named: Iterable[Named], what: str) -> None:
    """Tell of blocks that have no meaning where they stand."""
    for one in named:
        words = one.block.node.info.strip()
        draft.page.problem(one.place, f'"::: {words}" has no meaning {what}; move it to where it belongs, or delete it')


def put(draft: Draft, record: Record, given: Settings, model: type[Node], what: str) -> None:
    """Put settings into a record; those that it does not have are told."""
    for key, value in given.items():
        if key in model.model_fields:
            record[key] = value
        else:
            message = f"this setting has no meaning {what}; delete it, or if it is text, write its word in **bold**"
            draft.page.problem(value, message)


def settled(draft: Draft, blocks: Iterable[Block], below: int) -> tuple[Settings, tuple[Block, ...]]:
    """`settings` of this file."""
    return settings(draft.page, tuple(blocks), below)


def texts(draft: Draft, record: Record, keys: Iterable[str]) -> None:
    """Let these fields be texts of the lesson's language."""
    for key in keys:
        if key in record and isinstance(record[key].value, str):
            record[key] = draft.page.text(record[key])


def truths(record: Record, keys: Iterable[str], words: Mapping[str, str]) -> None:
    """Let yes and no, in any language, be true and false."""
    for key in keys:
        if key in record:
            word = str(record[key].value).casefold()
            record[key] = record[key].of({"true": True, "false": False}.get(words.get(word, word), record[key].value))
