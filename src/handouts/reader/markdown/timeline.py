"""Sections of entries: `## Timeline`, `## Terms`, `## Statements`, `## Works`, `## Aims`."""

from __future__ import annotations

import re

from handouts.reader.markdown.draft import Draft, Record
from handouts.reader.markdown.lists import ARROW, Entry, entries_of, glossed, ticked, told
from handouts.reader.markdown.page import Block
from handouts.reader.markdown.values import iso_date
from handouts.reader.markdown.words import BLOCKS, key_of

_DATE = re.compile(r"^(?P<date>[^:]*?\d{4}(?:-\d{2}){0,2})\s*(?::|\s[–—-]\s|\s*,)\s*(?P<rest>.+)$", re.DOTALL)
_SENTENCE = re.compile(r"(?<=[^\d\s.])\.\s+|\s+[–—]\s+|\n\s*\n")
_ID = re.compile(r"^(?:\[?(?P<id>[A-Z]\d{1,3})\]?\s*:\s*)?(?P<words>.*)$", re.DOTALL)
_ADDRESS = re.compile(r"\s*<?(https?://[^\s<>]+?)>?\.?\s*$")


def timeline(draft: Draft, blocks: list[Block]) -> None:
    """`- 11.1.1923: what happened. More about it`."""
    for entry in entries_of(draft, blocks):
        event(draft, entry)


def event(draft: Draft, entry: Entry) -> str:
    """Add an event; its id is returned."""
    words = str(entry.words.value)
    found = _DATE.match(words)
    identity = draft.id_for("T", None)
    if not found:
        draft.page.problem(
            entry.words, f'"{words[:40]}" has no date; write it first, such as "11.1.1923: …" or "1923: …"'
        )
        return identity
    title, *more = _SENTENCE.split(found["rest"].strip(), maxsplit=1)
    text = more[0].strip() if more else " ".join(str(one.words.value) for one in entry.below)
    place, page = entry.words, draft.page
    record: Record = {
        "id": place.of(identity),
        "date": place.of(iso_date(found["date"], page.language)),
        "importance": place.of("3"),
        "title": page.text(place.of(title.rstrip("."))),
    }
    if text:
        record["text"] = page.text(place.of(text))
    draft.add("timeline", record, place)
    return identity


def glossary(draft: Draft, blocks: list[Block]) -> None:
    """`- term (de: Begriff): what it means`, and below it `- leicht: the same in plain words`."""
    for entry in entries_of(draft, blocks):
        term, meaning = told(draft, entry.words)
        if meaning is None:
            continue
        record: Record = {"id": term.of(draft.id_for("G", None)), "term": glossed(draft, term)}
        record["standard"] = draft.page.text(meaning)
        for below in entry.below:
            word, easy = told(draft, below.words)
            if easy and key_of(str(word.value), BLOCKS) == "easy":
                record["easy"] = draft.page.text(easy)
            elif easy:
                draft.page.problem(word, f'"{word.value}" has no meaning below a term; write "leicht: …" or "easy: …"')
        draft.add("glossary", record, term)


def statements(draft: Draft, blocks: list[Block]) -> None:
    """`- [x] true`, `- [ ] wrong → what is right`."""
    for entry in entries_of(draft, blocks):
        box = ticked(entry.words)
        if box is None:
            draft.page.problem(
                entry.words, "a statement has a box; begin it with [x] if it is true, with [ ] if it is not"
            )
            continue
        text, *right = ARROW.split(str(box[1].value), maxsplit=1)
        place = entry.words
        record: Record = {
            "id": place.of(draft.id_for("F", None)),
            "verdict": place.of(box[0]),
            "text": draft.page.text(box[1].of(text)),
        }
        if right or box[0]:
            record["correction"] = draft.page.text(place.of(right[0] if right else text))
        draft.add("statements", record, place)


def references(draft: Draft, blocks: list[Block]) -> None:
    """`- S1: Author, title, year. https://…`."""
    for entry in entries_of(draft, blocks):
        found = _ID.match(str(entry.words.value))
        assert found is not None
        words = found["words"].strip()
        address = _ADDRESS.search(words)
        place = entry.words
        record: Record = {
            "id": place.of(draft.id_for("S", found["id"])),
            "label": place.of(words[: address.start()].rstrip(" ,;.") if address else words),
        }
        if address:
            record["url"] = place.of(address[1])
        draft.add("references", record, place)


def aims(kind: str, letter: str, draft: Draft, blocks: list[Block]) -> None:
    """`- O1: I can …`; for competences, too."""
    for entry in entries_of(draft, blocks):
        found = _ID.match(str(entry.words.value))
        assert found is not None
        place = entry.words
        text = draft.page.text(place.of(found["words"].strip()))
        draft.add(kind, {"id": place.of(draft.id_for(letter, found["id"])), "text": text}, place)
