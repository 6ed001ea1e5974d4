"""A new entry of a lesson, as YAML: what it needs with words to write over, what it may have as remarks."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from handouts.importing.places import Home
from handouts.languages import lessons_in
from handouts.model.kinds import KINDS, OPEN

Lists = dict[str, list[str]]
"""Lines by the list of the lesson that they belong to."""
LETTERS = {
    "material": "M", "picture": "M", "task": "K", "plan": "L", "slide": "P", "term": "G", "event": "T", "text": "X",
}  # fmt: skip
"""The kinds of entries, and the letters with which their ids begin."""


def entry(kind: str, place: Home, task_kind: str = OPEN) -> Lists:
    """The lines of a new entry, and of what it needs of other lists.

    Args:
        kind: One of `LETTERS`.
        place: The lesson; it says in which languages texts are, and which ids are free.
        task_kind: For tasks, one of `KINDS`.
    """
    if kind == "task":
        return _task(place, task_kind)
    return _MAKERS[kind](place)


def said(place: Home, what: str) -> str:
    """Words to write over, in each language of the lesson, as YAML."""
    words = {tag: lessons_in(tag).placeholders[what] for tag in place.languages}
    if len(words) == 1:
        return _quoted(next(iter(words.values())))
    return "{" + ", ".join(f"{tag}: {_quoted(text)}" for tag, text in words.items()) + "}"


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def _material(place: Home) -> Lists:
    identity = place.free_id("M")
    return {
        "texts": [
            f"  - id: {identity}-text",
            f"    title: {said(place, 'title')}",
            f"    text: {said(place, 'text')}",
            _to_name(f"{identity}-text"),
        ],
        "materials": [
            f"  - id: {identity}",
            f"    title: {said(place, 'title')}",
            f"    shows: {identity}-text      # a text, quotation, chart, picture … by its id",
            "    # audiences: [sek1]      # who gets it; without this line all do",
        ],
    }


def _text(place: Home) -> Lists:
    identity = place.free_id("X")
    return {
        "texts": [
            f"  - id: {identity}",
            f"    title: {said(place, 'title')}",
            f"    text: {said(place, 'text')}",
            _to_name(identity),
        ]
    }


def _to_name(text: str) -> str:
    return f'    # for an audience that has a line "texts:" in handouts.yaml, name {text} there'


def _picture(place: Home) -> Lists:
    identity = place.free_id("M")
    return {
        "pictures": [
            f"  - id: {identity}-picture",
            f"    title: {said(place, 'title')}",
            f"    file: {identity.lower()}.jpg      # put the file into the folder of the lesson under this name",
            f"    get: {said(place, 'get')}",
            f"    alt: {said(place, 'seen')}",
            "    kind: photograph      # caricature, poster, painting, map, drawing …",
            "    licence: unclear      # CC BY 4.0, public_domain, permission, quotation …",
            "    # maker: who made it",
            "    # date: 1923      # as precise as it is known",
        ],
        "materials": [
            f"  - id: {identity}", f"    title: {said(place, 'title')}", f"    shows: {identity}-picture",
        ],
    }  # fmt: skip


def _plan(place: Home) -> Lists:
    return {
        "plans": [
            f"  - id: {place.free_id('L')}",
            "    minutes: 45      # the sum over all phases",
            f"    title: {said(place, 'title')}",
            "    phases:",
            "      - minutes: 45",
            f"        name: {said(place, 'phase')}",
            f"        content: {said(place, 'happens')}",
            "        # social_form: UG      # EA alone, PA in pairs, GA in groups, UG with the whole class",
            "        # materials: [M1]",
            f"        tasks: [{', '.join(place.tasks)}]"
            if place.tasks and not place.planned
            else "        # tasks: [K1]",
        ]
    }


def _slide(place: Home) -> Lists:
    return {
        "slides": [
            f"  - id: {place.free_id('P')}",
            f"    title: {said(place, 'title')}",
            "    bullets:",
            f"      - {said(place, 'bullet')}",
            "    # shows: [M1]      # materials beside them",
            "    # tasks: [K1]      # put to the class; their answers stand in the notes",
            "    # notes: what you want to say",
        ]
    }


def _term(place: Home) -> Lists:
    return {
        "glossary": [
            f"  - id: {place.free_id('G')}",
            f"    term: {said(place, 'term')}      # to be checked, a text has to use it",
            f"    standard: {said(place, 'meaning')}",
            "    # easy: the same in plain words",
        ]
    }


def _event(place: Home) -> Lists:
    return {
        "timeline": [
            f"  - id: {place.free_id('T')}",
            "    date: 2000-01-01      # as precise as it is known: 2000-01-01, 2000-01 or 2000",
            f"    title: {said(place, 'event')}",
            "    # text: one or two sentences",
        ]
    }


_MAKERS: Mapping[str, Callable[[Home], Lists]] = {
    "material": _material, "text": _text, "picture": _picture, "plan": _plan, "slide": _slide, "term": _term,
    "event": _event,
}  # fmt: skip


def _task(place: Home, kind: str) -> Lists:
    lines = [
        f"  - id: {place.free_id('K')}",
        *([f"    type: {kind}"] if kind != OPEN else []),
        f"    prompt: {said(place, 'prompt')}",
        *(["    pool: true      # until a lesson plan has it; then delete this line"] if place.planned else []),
        "    # level: II      # I, II or III",
        "    # materials: [M1]      # what it is about",
        "    # minutes: 10",
    ]
    special, others = _special(place, kind)
    lines += special
    if not KINDS[kind].closed:
        lines += ["    points: 2", "    expected:", f"      - {{points: 2, text: {said(place, 'answer')}}}"]
    else:
        lines.append("    # points: 2")
    return {**others, "tasks": lines}


def _special(place: Home, kind: str) -> tuple[list[str], Lists]:
    """What a kind needs besides, in its task and in other lists."""
    if kind == "multiple_choice":
        options = [("right", True), ("wrong", False), ("wrong too", False)]
        return _options(place, options), {}
    if kind == "true_false":
        return _options(place, [("true", True), ("false", False)]), {}
    if kind == "matching":
        pairs = [f"      - {{left: {said(place, one)}, right: {said(place, f'{one} too')}}}" for one in ("one", "two")]
        return ["    pairs:", *pairs], {}
    if kind == "gap_text":
        return [f"    gap_text: {said(place, 'gaps')}      # what is to be filled in stands in braces"], {}
    if kind == "ordering":
        return _ordering(place)
    record = KINDS[kind]
    missing = [one for one in record.needs_around if not (place.lists or {}).get(one)]
    wanted = [f"    # to be filled in: {' or '.join(record.needs)}"] if record.needs else []
    wanted += [f"    # the lesson needs {' and '.join(missing)} for this kind of task"] if missing else []
    wanted += ["    # places: []      # ids of places to be found on the map"] if kind == "map" else []
    return wanted, {}


def _options(place: Home, options: Sequence[tuple[str, bool]]) -> list[str]:
    lines = [f"      - {{{'correct: true, ' if right else ''}text: {said(place, what)}}}" for what, right in options]
    return ["    options:", *lines]


def _ordering(place: Home) -> tuple[list[str], Lists]:
    """Events to put in order, which the task brings along."""
    first = place.free_id("T")
    second = place.free_id("T", after=first)
    timeline = []
    for identity, year, what in ((first, 2000, "earlier"), (second, 2001, "later")):
        timeline += [f"  - id: {identity}", f"    date: {year}", f"    title: {said(place, what)}"]
    return [f"    events: [{first}, {second}]      # events of the timeline, in their right order"], {
        "timeline": timeline
    }
