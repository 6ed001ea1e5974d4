"""Sections `## Plan`, `## Test` and `## Slides`: what is done in class, what is written alone, what is shown."""

from __future__ import annotations

import re

from handouts.model.lesson import Examination, Plan
from handouts.model.outline import SlideOutline
from handouts.reader.markdown.draft import Draft, Record, parted, put, refuse_rest, settled, texts, truths
from handouts.reader.markdown.lists import EMPTY, entries, entries_of, rows_of
from handouts.reader.markdown.page import Block, Heading, Section, inside, parts
from handouts.reader.markdown.placed import At
from handouts.reader.markdown.settings import Settings, for_whom, listed
from handouts.reader.markdown.tasks import several, task_alone
from handouts.reader.markdown.words import COLUMNS, SECTIONS, VALUES, beginning, key_of, meant, value

_MINUTES = re.compile(r"(\d+)\s*(?:min\w*\.?)?$", re.IGNORECASE)
_SPAN = re.compile(r"\s*(?:–|-|bis|to)\s*")
_PHASE_LISTS = ("materials", "tasks")


def refer(draft: Draft, names: At, letter: str) -> At:
    """A list of ids, of which numbers are meant in the order of the file: `1–3, K7`."""
    known = draft.numbered.get(letter, [])
    found: list[At] = []
    for name in listed(names).value:
        ends = _SPAN.split(str(name.value))
        whole = [re.sub(r"^(?:aufgaben?|tasks?|material(?:ien)?)\s+", "", end, flags=re.IGNORECASE) for end in ends]
        numbers = [int(end.removeprefix(letter)) if end.removeprefix(letter).isdecimal() else 0 for end in whole]
        if len(whole) == 2 and all(numbers):
            found += [name.of(_numbered(number, known, letter)) for number in range(numbers[0], numbers[1] + 1)]
        else:
            found.append(name.of(_numbered(numbers[0], known, letter) if whole[0].isdecimal() else whole[0]))
    return names.of(found)


def _numbered(number: int, known: list[str], letter: str) -> str:
    own = f"{letter}{number}"
    return own if own in known or number > len(known) else known[number - 1]


def plan(draft: Draft, heading: Heading, blocks: tuple[Block, ...]) -> None:
    """A table whose heads say what each column is: minutes, phase, content, form, materials, tasks."""
    given, body = settled(draft, blocks, heading.place.line)
    prose, named = parted(draft, body)
    record: Record = {"id": heading.place.of(draft.id_for("L", heading.number))}
    if heading.title.value:
        record["title"] = draft.page.text(heading.title)
    for key in ("objectives", "competences"):
        if key in given:
            given[key] = listed(given[key])
    readers = for_whom(given)
    put(draft, record, given, Plan, "in a plan")
    texts(draft, record, ("question", "homework", "title"))
    tables = [one for one in prose if one.kind == "table"]
    if len(tables) != 1 or len(prose) != 1:
        draft.page.problem(
            heading.place, 'a plan is one table, with a row for each phase: "| Minuten | Phase | Inhalt | … |"'
        )
    phases = [phase for table in tables[:1] for phase in _phases(draft, table)]
    record["phases"] = heading.place.of(phases)
    minutes = [str(phase.value["minutes"].value) for phase in phases if "minutes" in phase.value]
    if "minutes" not in record and len(minutes) == len(phases) and all(one.isdecimal() for one in minutes):
        record["minutes"] = heading.place.of(str(sum(map(int, minutes))))
    for one in [one for one in named if one.key == "summary"]:
        named.remove(one)
        record["summary"] = one.place.of([draft.page.text(words) for words in entries(draft, one.block)])
    refuse_rest(draft, named, "in a plan")
    draft.add("plans", record | readers, heading.place)


def _phases(draft: Draft, table: Block) -> list[At]:
    head, *rows = rows_of(draft, table)
    keys = [key_of(str(cell.value), COLUMNS) for cell in head]
    for key, cell in zip(keys, head, strict=True):
        if key is None:
            advice = meant(
                str(cell.value), COLUMNS, "use Minuten, Phase, Inhalt, Sozialform, Material, Aufgaben, Kommentar"
            )
            draft.page.problem(cell, f'"{cell.value}" is no column of a plan{advice}')
    return [row[0].of(_phase(draft, dict(zip(keys, row, strict=False)))) for row in rows]


def _phase(draft: Draft, cells: dict[str | None, At]) -> Record:
    record: Record = {}
    for key, cell in cells.items():
        if key is None or cell.value in EMPTY:
            continue
        if key == "minutes":
            found = _MINUTES.match(str(cell.value))
            record[key] = cell.of(found[1] if found else cell.value)
        elif key in _PHASE_LISTS:
            record[key] = refer(draft, cell, "M" if key == "materials" else "K")
        elif key == "social_form":
            record[key] = cell.of(value(str(cell.value), "social_form"))
        else:
            record[key] = draft.page.text(cell)
    return record


def test(draft: Draft, heading: Heading, section: Section) -> None:
    """A test of tasks that it names, or that stand in it below headings `### Task`."""
    blocks, below = parts(draft.page, section, 3)
    given, body = settled(draft, blocks, heading.place.line)
    record: Record = {"id": heading.place.of(draft.id_for("E", heading.number))}
    if heading.title.value:
        record["title"] = draft.page.text(heading.title)
    if heading.word in ("klausur", "exam"):
        record["kind"] = heading.place.of("exam")
    asked = refer(draft, given.pop("tasks"), "K").value if "tasks" in given else []
    for one in below:
        found = beginning(str(one.heading.value), SECTIONS)
        if found and found[0] in ("task", "tasks"):
            own = heading_of(one.heading, found[1], letter="K")
            ids = several if found[0] == "tasks" else task_alone
            asked += [one.heading.of(name) for name in ids(draft, own, one.blocks, for_tests=True)]
        else:
            draft.page.problem(
                one.heading, f'"{one.heading.value}" is no task; begin the heading with "Aufgabe" or "Task"'
            )
    record["tasks"] = heading.place.of(asked)
    _settle(draft, record, given)
    for block in body:
        draft.page.problem(
            draft.page.at(block), "a test has settings and tasks; move this text into a task or a material"
        )
    draft.add("tests", record, heading.place)


def _settle(draft: Draft, record: Record, given: Settings) -> None:
    if "materials" in given:
        given["materials"] = refer(draft, given["materials"], "M")
    if "marking" in given:
        needed = str(given["marking"].value).replace(",", " ").replace(";", " ").split()
        place = given["marking"]
        given["marking"] = place.of({str(mark): place.of(share) for mark, share in enumerate(needed, 1)})
    record |= for_whom(given)
    put(draft, record, given, Examination, "in a test")
    texts(draft, record, ("title", "aids"))
    truths(record, ("gist", "word_help"), VALUES["truth"])


def slides(draft: Draft, section: Section) -> None:
    """A slide below each heading of the third level: its bullets, what it shows, notes for the teacher."""
    blocks, below = parts(draft.page, section, 3)
    for block in blocks:
        draft.page.problem(draft.page.at(block), "a slide begins with a heading of its own, such as ### Title")
    for one in below:
        given, body = settled(draft, one.blocks, one.heading.line)
        prose, named = parted(draft, body)
        record: Record = {"id": one.heading.of(draft.id_for("P", None)), "title": draft.page.text(one.heading)}
        for key, letter in (("materials", "M"), ("shows", "M"), ("tasks", "K")):
            if key in given:
                record["shows" if letter == "M" else key] = refer(draft, given.pop(key), letter)
        put(draft, record, given, SlideOutline, "on a slide")
        if bullets := [draft.page.text(entry.words) for entry in entries_of(draft, prose)]:
            record["bullets"] = one.heading.of(bullets)
        for note in [note for note in named if note.key == "notes"]:
            named.remove(note)
            if words := draft.page.prose(inside(note.block)):
                record["notes"] = words
        refuse_rest(draft, named, "on a slide")
        draft.add("slides", record, one.heading)


def heading_of(place: At, rest: str, word: str = "task", letter: str = "") -> Heading:
    """What follows the word of a heading: an id, or a number that becomes one with the letter, then a title."""
    found = re.match(
        r"^(?P<number>\d{1,3}|[A-Z]{1,3}\d{1,3}(?!\w))?\s*(?:[:.–—-]\s*|$)?(?P<title>.*)$", rest, re.DOTALL
    )
    number, title = (found["number"], found["title"].strip()) if found else (None, rest)
    if number and number.isdecimal():
        number = f"{letter}{number}" if letter else None
    column = place.column + max(str(place.value).rfind(title), 0)
    return Heading(word, number, At(title, place.line, column), place)
