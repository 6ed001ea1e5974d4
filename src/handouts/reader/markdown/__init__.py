"""A lesson, or a part of one, in Markdown → the same plain data with positions that a YAML file gives.

`page` cuts the file into sections and blocks, `settings` reads the lines `Word: value`, `words` knows the words in
German and English; a module a kind of section makes entries of the lesson's lists, which `draft` puts together. What
is wrong in the content is found later, as in YAML, at the places that are noted here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from handouts.errors import Problem
from handouts.reader.markdown.draft import Draft
from handouts.reader.markdown.materials import material, whole
from handouts.reader.markdown.meetings import heading_of, plan, slides, test
from handouts.reader.markdown.page import Heading, Page, Section, front_matter, sections, without_remarks
from handouts.reader.markdown.placed import At, unpacked
from handouts.reader.markdown.tasks import several, task_alone
from handouts.reader.markdown.timeline import aims, glossary, references, statements, timeline
from handouts.reader.markdown.words import FRONT, SECTIONS, beginning, key_of, meant
from handouts.reader.parse import parse
from handouts.reader.sources import Parsed

_LETTERS = {"text": "X", "material": "M", "task": "K", "plan": "L", "test": "E"}
_NUMBERED = re.compile(r"^(?P<letter>[MKAX])\s?(?P<number>\d{1,3})\b")
_BY_LETTER = {"M": "material", "K": "task", "A": "task", "X": "text"}


def parse_markdown(text: str, name: str, *, languages: Sequence[str] = (), taken: Sequence[str] = ()) -> Parsed:
    """Read one Markdown file of a lesson.

    Args:
        text: As `files.read_text` gives it.
        name: How positions and messages name the file.
        languages: Those of the lesson, as other files say; the front matter goes before them.
        taken: The ids that other files have.
    """
    text, told = without_remarks(text, name)
    words, first = front_matter(text)
    front = parse("\n" + words, name) if words.strip() else Parsed({}, {}, ())
    problems, values = [*front.problems, *told], front.data
    if not isinstance(values, dict):
        problems += (
            [] if front.problems else [Problem(name, 2, 1, 'between the lines "---" stand lines such as "title: …"')]
        )
        values = {}
    renamed = {key: key_of(key, FRONT) or key for key in values}
    data = {renamed[key]: value for key, value in values.items()}
    places = {
        (renamed[str(way[0])], *way[1:]): place for way, place in front.places.items() if way and way[0] in renamed
    }
    if isinstance(spoken := data.get("languages"), str):
        data["languages"] = re.split(r"[,\s]+", spoken.strip())
    known = data.get("languages") or list(languages)
    page = Page(name, text.split("\n"), str(known[0]) if isinstance(known, list) and known else "", problems)
    draft = Draft(page, set(taken))
    _fill(draft, first, data)
    found, own = unpacked(draft.whole(At(None, first + 1)), name)
    for key in list(found):
        if key in data:
            place = own[(key,)]
            message = f'"{key}" stands between the lines "---" already; say it there or in a section, not in both'
            problems.append(Problem(name, place.line, place.column, message))
            del found[key]
    places |= {way: place for way, place in own.items() if not way or way[0] in found}
    return Parsed({**data, **found}, places, tuple(problems))


def _fill(draft: Draft, first: int, data: dict[str, object]) -> None:
    found = [(section, _kind_of(section)) for section in sections(draft.page, first)]
    draft.taken |= {heading.number for _, (_, heading) in found if heading.number}
    for section, (kind, heading) in found:
        if section.level == 0:
            for block in section.blocks[:1]:
                if block.kind == "hr":
                    message = 'what begins here with "---" never ends; write "---" on a line of its own below it'
                    draft.page.problem(draft.page.at(block), message)
                    continue
                message = 'this stands above all headings; write it below one, such as "## Material" or "## Text"'
                draft.page.problem(draft.page.at(block), message)
        elif section.level == 1:
            _title(draft, section, data)
        elif kind is None:
            words = str(section.heading.value)
            advice = meant(
                words.split()[0] if words.split() else "", SECTIONS, "begin it with Material, Text, Aufgabe, Test …"
            )
            draft.page.problem(section.heading, f'the heading "{words}" does not say what follows{advice}')
        else:
            _read(draft, kind, heading, section)


def _title(draft: Draft, section: Section, data: dict[str, object]) -> None:
    if "title" in data or "title" in draft.values:
        if str(section.heading.value) != data.get("title"):
            draft.page.problem(section.heading, 'the lesson has a title already; begin this heading with "##"')
    else:
        draft.values["title"] = draft.page.text(section.heading)
    for block in section.blocks[:1]:
        message = 'this stands below the title; write it below a heading of its own, such as "## Text" or "## Material"'
        draft.page.problem(draft.page.at(block), message)


def _kind_of(section: Section) -> tuple[str | None, Heading]:
    """What a section is, and its heading taken apart."""
    words = section.heading
    text = str(words.value)
    if found := _NUMBERED.match(text):
        kind = _BY_LETTER[found["letter"]]
        parted = heading_of(words, text[found.end() :].strip(), kind)
        return kind, Heading(kind, f"{_LETTERS[kind]}{found['number']}", parted.title, words)
    if found_word := beginning(text, SECTIONS):
        kind, rest = found_word
        word = text[: len(text) - len(rest)].strip(" :").casefold()
        return kind, heading_of(words, rest, word, _LETTERS.get(kind, ""))
    return None, Heading("", None, words, words)


def _read(draft: Draft, kind: str, heading: Heading, section: Section) -> None:
    blocks = list(section.blocks)
    if kind in ("text", "material"):
        material(draft, heading, section.blocks, text=kind == "text")
    elif kind == "task":
        task_alone(draft, heading, section.blocks)
    elif kind == "tasks":
        several(draft, heading, section.blocks)
    elif kind == "plan":
        plan(draft, heading, section.blocks)
    elif kind == "test":
        test(draft, heading, section)
    elif kind == "slides":
        slides(draft, section)
    elif kind in ("objectives", "competences"):
        aims(kind, {"objectives": "O", "competences": "C"}[kind], draft, blocks)
    elif kind == "references":
        references(draft, blocks)
    else:
        {"glossary": glossary, "timeline": timeline, "statements": statements}[kind](draft, blocks)
        if heading.title.value:
            whole(draft, kind, heading)
