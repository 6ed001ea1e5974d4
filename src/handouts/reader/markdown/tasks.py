"""Sections `## Task`: the prompt, and blocks with what it asks for and what is expected."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal, InvalidOperation

from handouts.languages import known, of
from handouts.model.task import Task
from handouts.reader.markdown.draft import Draft, Named, Record, parted, put, refuse_rest, settled, truths, wordings
from handouts.reader.markdown.lists import ARROW, Entry, entries, entries_of, glossed, pointed, rows_of, ticked, told
from handouts.reader.markdown.page import Block, Heading, inside
from handouts.reader.markdown.placed import At
from handouts.reader.markdown.settings import Settings, for_whom, listed
from handouts.reader.markdown.timeline import event
from handouts.reader.markdown.words import VALUES, value

_SENTENCE = re.compile(r"[.!?…:]$")
_LISTED = ("materials", "operators", "objectives", "roles", "sources", "facts")


def task_alone(draft: Draft, heading: Heading, blocks: tuple[Block, ...], *, for_tests: bool = False) -> list[str]:
    """Add the task of a section.

    Returns:
        Its id.
    """
    given, body = settled(draft, blocks, heading.place.line)
    prose, named = parted(draft, body)
    boxes = [one for one in prose if _all_ticked(draft, one)]
    prose = [one for one in prose if one not in boxes]
    identity = given.pop("id").value if "id" in given else heading.number
    record: Record = {"id": heading.place.of(draft.id_for("K", identity))}
    readers = _settle(draft, record, given)
    if for_tests:
        record["for_tests"] = heading.place.of(True)
    if prompt := wordings(draft, _prompt(draft, heading, prose), named):
        record["prompt"] = prompt
    else:
        draft.page.problem(heading.place, "this task asks nothing; write below the heading what is to be done")
    for one in boxes:
        _options(draft, record, list(entries_of(draft, [one])), "multiple_choice", draft.page.at(one))
    for block in list(named):
        if read := _READERS.get(block.key):
            named.remove(block)
            read(draft, record, block)
    refuse_rest(draft, named, "in a task")
    _add_up(record)
    draft.add("tasks", record | readers, heading.place)
    return [str(record["id"].value)]


def several(draft: Draft, heading: Heading, blocks: tuple[Block, ...], *, for_tests: bool = False) -> list[str]:
    """Add a task for each entry of a list: what to do, and behind an arrow what is right; settings are for all.

    Returns:
        The ids of the tasks.
    """
    given, body = settled(draft, blocks, heading.place.line)
    made = []
    for entry in entries_of(draft, list(body)):
        points, words = pointed(entry.words)
        asked, *right = ARROW.split(str(words.value), maxsplit=1)
        record: Record = {"id": words.of(draft.id_for("K", None))}
        readers = _settle(draft, record, dict(given))
        if for_tests:
            record["for_tests"] = words.of(True)
        record["prompt"] = draft.page.text(words.of(asked))
        if right:
            aspect: Record = {"points": points} if points else {}
            record["expected"] = words.of([words.of(aspect | {"text": draft.page.text(words.of(right[0]))})])
        elif points:
            record["points"] = points
        _add_up(record)
        draft.add("tasks", record | readers, words)
        made.append(str(record["id"].value))
    return made


def _settle(draft: Draft, record: Record, given: Settings) -> Record:
    """Put the settings of a task into its record; whom it is for is returned."""
    for key in _LISTED:
        if key in given:
            given[key] = listed(given[key])
    if "operators" in given:
        words = given["operators"].value
        given["operators"] = given["operators"].of([word.of(_infinitive(str(word.value))) for word in words])
    for key in ("type", "social_form", "level"):
        if key in given:
            given[key] = given[key].of(value(str(given[key].value), key))
    readers = for_whom(given)
    put(draft, record, given, Task, "in a task")
    truths(record, ("for_tests", "pool"), VALUES["truth"])
    return readers


def _infinitive(word: str) -> str:
    """The German infinitive by which a usual command word is known: "describe" is beschreiben."""
    return next((key for tag in known() for key, said in of(tag).operators.items() if said[0] == word), word)


def _prompt(draft: Draft, heading: Heading, prose: list[Block]) -> At | None:
    """The words below the heading; a title in it goes before them."""
    words, title = draft.page.raw(prose), str(heading.title.value)
    place = draft.page.at(prose[0]) if prose else heading.title
    if title and words:
        place = heading.title
        words = f"{title} {words}" if _SENTENCE.search(title) else f"**{title}.** {words}"
    words = words or title
    return draft.page.text(place.of(words)) if words else None


def _all_ticked(draft: Draft, block: Block) -> bool:
    if block.kind != "bullet_list":
        return False
    return all(ticked(one.words) for one in entries_of(draft, [block]))


def _options(draft: Draft, record: Record, found: list[Entry], kind: str, place: At) -> None:
    options = []
    for one in found:
        box = ticked(one.words)
        if box is None:
            message = (
                f'"{str(one.words.value)[:40]}" has no box; begin it with [x] if it is right, with [ ] if it is wrong'
            )
            draft.page.problem(one.words, message)
            continue
        options.append(one.words.of({"correct": one.words.of(box[0]), "text": draft.page.text(box[1])}))
    record.setdefault("type", place.of(kind))
    record["options"] = place.of(options)


def _choice(draft: Draft, record: Record, one: Named) -> None:
    kind = "multiple_choice" if one.key == "options" else "true_false"
    _options(draft, record, list(entries_of(draft, inside(one.block))), kind, one.place)


def _pairs(draft: Draft, record: Record, one: Named) -> None:
    pairs: list[At] = []
    text = draft.page.text
    for block in inside(one.block):
        if block.kind == "table":
            for row in rows_of(draft, block)[1:]:
                pairs.append(row[0].of({side: text(cell) for side, cell in zip(("left", "right"), row, strict=False)}))
        else:
            for entry in entries_of(draft, [block]):
                left, right = told(draft, entry.words)
                pairs.append(left.of({"left": text(left)} | ({"right": text(right)} if right else {})))
    record.setdefault("type", one.place.of("matching"))
    record["pairs"] = one.place.of(pairs)


def _gaps(draft: Draft, record: Record, one: Named) -> None:
    body = inside(one.block)
    record.setdefault("type", one.place.of("gap_text"))
    if words := draft.page.prose(body):
        record["gap_text"] = words


def _events(draft: Draft, record: Record, one: Named) -> None:
    record.setdefault("type", one.place.of("ordering"))
    keys = []
    for words in entries(draft, one.block):
        name = str(words.value).strip()
        known = re.fullmatch(r"[A-Za-z]\w*", name)
        keys.append(words.of(name if known else event(draft, Entry(words))))
    record["events"] = one.place.of(keys)


def _table(draft: Draft, record: Record, one: Named) -> None:
    tables = [block for block in inside(one.block) if block.kind == "table"]
    if len(tables) != 1 or len(inside(one.block)) != 1:
        draft.page.problem(one.place, "in this block stands one table, with the heads and the first cell of each row")
        return
    head, *rows = rows_of(draft, tables[0])
    text = draft.page.text
    record["table"] = one.place.of(
        {
            "columns": one.place.of([text(cell) for cell in head]),
            "rows": one.place.of([text(row[0]) for row in rows]),
        }
    )
    for cell in (cell for row in rows for cell in row[1:] if cell.value):
        draft.page.problem(
            cell, "this cell is for learners to fill in; leave it empty, and write what is right as an answer"
        )


def _expected(draft: Draft, record: Record, one: Named) -> None:
    found = record["expected"].value if "expected" in record else []
    for entry in entries_of(draft, inside(one.block)):
        points, words = pointed(entry.words)
        aspect: Record = {"points": points} if points else {}
        found.append(entry.words.of(aspect | {"text": draft.page.text(words)}))
    record["expected"] = one.place.of(found)


def _texts(key: str) -> Callable[[Draft, Record, Named], None]:
    def read(draft: Draft, record: Record, one: Named) -> None:
        before = record[key].value if key in record else []
        record[key] = one.place.of([*before, *(glossed(draft, words) for words in entries(draft, one.block))])

    return read


def _add_up(record: Record) -> None:
    """Points that stand in one place only: those of the task are the sum, or those of its single answer are its own."""
    aspects = record["expected"].value if "expected" in record else []
    given = [aspect.value["points"] for aspect in aspects if "points" in aspect.value]
    if "points" in record and len(aspects) == 1 and not given:
        aspects[0].value["points"] = record["points"]
    elif given and "points" not in record:
        with suppress(InvalidOperation):
            total = sum(Decimal(str(points.value)) for points in given)
            record["points"] = record["expected"].of(f"{total:f}")


_READERS: dict[str, Callable[[Draft, Record, Named], None]] = {
    "options": _choice,
    "true_false": _choice,
    "pairs": _pairs,
    "gap_text": _gaps,
    "events": _events,
    "table": _table,
    "expected": _expected,
    **{key: _texts(key) for key in ("help", "starters", "phrases", "steps")},
}
