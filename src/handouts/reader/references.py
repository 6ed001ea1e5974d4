"""Whether what one item says of another is so: ids that are referred to exist, and each stands for one thing.

And how messages name items: by their kinds and, where they have one, their ids.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from handouts.errors import Problem
from handouts.languages.usual import form_names, operator_names
from handouts.model.material import WHOLES
from handouts.model.position import Positions, Way
from handouts.model.project import Project
from handouts.nearest import suggestion

SINGULAR = {
    "audiences": "audience",
    "texts": "text",
    "periods": "period",
    "timeline": "event",
    "glossary": "term",
    "people": "person",
    "documents": "document",
    "quotations": "quotation",
    "charts": "chart",
    "pictures": "picture",
    "places": "place",
    "statements": "statement",
    "materials": "material",
    "tasks": "task",
    "sprints": "sprint",
    "plans": "plan",
    "groups": "group",
    "roles": "role",
    "observations": "observation sheet",
    "tests": "test",
    "posters": "poster",
    "key_figures": "key figure",
    "voices": "voice",
    "slides": "slide",
    "facts": "fact",
    "misconceptions": "misconception",
    "wordings": "wording",
    "references": "reference",
    "acceptance": "acceptance string",
    "competences": "competence",
    "objectives": "objective",
    "operators": "operator",
    "social_forms": "social form",
    "rubrics": "rubric",
    "phrases": "phrase",
    "phases": "phase",
    "criteria": "criterion",
    "options": "option",
    "pairs": "pair",
    "panels": "panel",
    "data": "point",
    "columns": "column",
    "rows": "row",
    "bullets": "bullet",
    "starters": "starter",
    "steps": "step",
    "help": "help card",
    "annotations": "annotation",
    "keywords": "key word",
    "expected": "expected answer",
    "languages": "language",
}
"""What one element of a list is called."""


class Link(NamedTuple):
    """Values at `keys` (lists are gone through, `*` is any key) are ids of kinds in `targets`, or one of `words`."""

    keys: tuple[str, ...]
    targets: tuple[str, ...]
    words: tuple[str, ...] = ()


LINKS = (
    Link(("sources",), ("references",)),
    Link(("timeline", "place"), ("places",)),
    Link(("timeline", "picture"), ("pictures",)),
    Link(("materials", "shows"), ("quotations", "charts", "pictures", "texts"), tuple(WHOLES)),
    Link(("tasks", "operators"), ("operators",)),
    Link(("tasks", "social_form"), ("social_forms",)),
    Link(("tasks", "materials"), ("materials",)),
    Link(("tasks", "events"), ("timeline",)),
    Link(("tasks", "places"), ("places",)),
    Link(("tasks", "terms"), ("glossary",)),
    Link(("tasks", "rubric"), ("rubrics",)),
    Link(("plans", "competences"), ("competences",)),
    Link(("plans", "objectives"), ("objectives",)),
    Link(("plans", "phases", "social_form"), ("social_forms",)),
    Link(("plans", "phases", "materials"), ("materials",)),
    Link(("plans", "phases", "tasks"), ("tasks",)),
    Link(("plans", "phases", "groups"), ("tasks",)),
    Link(("plans", "choice_tasks"), ("tasks",)),
    Link(("plans", "homework_tasks"), ("tasks",)),
    Link(("plans", "key_terms"), ("glossary",)),
    Link(("plans", "observation"), ("observations",)),
    Link(("tasks", "objectives"), ("objectives",)),
    Link(("tasks", "roles"), ("roles",)),
    Link(("tests", "tasks"), ("tasks",)),
    Link(("tests", "materials"), ("materials",)),
    Link(("tests", "beside"), ("materials",)),
    Link(("tests", "instead", "*", "*"), ("tasks", "materials")),
    Link(("tests", "rubric"), ("rubrics",)),
    Link(("posters", "figure"), ("charts", "pictures"), ("map",)),
    Link(("posters", "events"), ("timeline",)),
    Link(("posters", "voices", "quotation"), ("quotations",)),
    Link(("posters", "numbers"), ("key_figures",)),
    Link(("slides", "shows"), ("materials",)),
    Link(("slides", "period"), ("periods",)),
    Link(("slides", "tasks"), ("tasks",)),
)
EVERYWHERE = (
    (("sources",), "references"),
    (("facts",), "facts"),
    (("audiences",), "audiences"),
    (("audiences", "only"), "audiences"),
    (("audiences", "not"), "audiences"),
    (("annotations", "audiences"), "audiences"),
    (("annotations", "audiences", "only"), "audiences"),
    (("annotations", "audiences", "not"), "audiences"),
)
"""Keys that any item may carry, and what they refer to."""

_NAMED = {
    "social_form": "social form", "sources": "source", "events": "event", "terms": "term", "places": "place",
    "numbers": "key figure",
    "only": "audience", "not": "audience", "choice_tasks": "task", "homework_tasks": "task", "key_terms": "term",
}  # fmt: skip


def reference_problems(
    data: dict[str, Any], positions: Positions, project: Project | None, *, complete: bool
) -> Iterator[Problem]:
    """Ids that lead nowhere.

    Args:
        data: The whole lesson as plain data, valid or not.
        positions: Where it is written.
        project: Knows the audiences; None if they are not known.
        complete: Whether all files could be read; if not, kinds that are missing may be in the others.
    """
    known = {kind: set(ids(data, kind)) for kind, part in data.items() if isinstance(part, list)}
    if project is not None:
        known["audiences"] = {audience.id for audience in project.audiences}
    everywhere = (
        Link((kind, *keys), (target,))
        for kind in data
        for keys, target in EVERYWHERE
        if target != "audiences" or project is not None
    )
    absent: dict[str, list[tuple[Way, str]]] = {}
    for link in (*LINKS, *everywhere):
        unread = not complete and any(target not in known for target in link.targets)
        targets = set(link.words).union(*(known.get(target, ()) for target in link.targets))
        for path, value in values(data, link.keys):
            if not isinstance(value, str) or value in targets or unread:
                continue
            if targets := targets | _usual(link):
                yield positions.problem(path, _unknown(link, path, value, targets, data))
            else:
                absent.setdefault(" or ".join(link.targets), []).append((path, value))
    for kind, found in absent.items():
        path, value = found[0]
        message = f'nothing is in {kind}, but "{value}" here and {len(found) - 1} more refer to it; add "{kind}:"'
        yield positions.problem(path, message)


def _usual(link: Link) -> set[str]:
    """What may be named without an entry; the nearest of them is told, though they are not in the data."""
    usual = {"operators": operator_names(), "social_forms": form_names()}
    return {name for target in link.targets for name in usual.get(target, ())}


def duplicate_problems(data: dict[str, Any], positions: Positions) -> Iterator[Problem]:
    """Ids that stand for two things: templates look items up by id alone, whatever their kind."""
    first: dict[str, Way] = {}
    for kind in data:
        for path, value in values(data, (kind, "id")):
            if not isinstance(value, str):
                continue
            if value in first:
                there, where = subject(first[value][:2], data), positions.at(first[value])
                message = (
                    f"{subject(path[:2], data)}: the id is taken ({there} in {where.path}:{where.line}); rename one"
                )
                yield positions.problem(path, message)
            first.setdefault(value, path)
    for keys in (("rubrics", "criteria", "id"), ("charts", "panels", "id"), ("charts", "series", "key")):
        yield from _duplicates_within(data, positions, keys)


def _duplicates_within(data: dict[str, Any], positions: Positions, keys: tuple[str, ...]) -> Iterator[Problem]:
    seen: set[tuple[Any, ...]] = set()
    for path, value in values(data, keys):
        if not isinstance(value, str):
            continue
        if (path[:2], value) in seen:
            message = f'{subject(path[:2], data)}: there are two {keys[1]} "{value}"; rename one of them'
            yield positions.problem(path, message)
        seen.add((path[:2], value))


def ids(data: dict[str, Any], kind: str) -> Iterator[str]:
    """The ids of one kind of item."""
    return (value for _, value in values(data, (kind, "id")) if isinstance(value, str))


def values(data: Any, keys: Collection[str], path: Way = ()) -> Iterator[tuple[Way, Any]]:
    """Everything at `keys`, going through each list on the way, with its exact way."""
    if isinstance(data, list):
        for index, part in enumerate(data):
            yield from values(part, keys, (*path, index))
    elif not keys:
        yield path, data
    elif isinstance(data, dict):
        key, *rest = keys
        if key == "*":
            for name, part in data.items():
                yield from values(part, rest, (*path, name))
        elif key in data:
            yield from values(data[key], rest, (*path, key))


def _unknown(link: Link, path: Way, value: str, targets: Collection[str], data: dict[str, Any]) -> str:
    key = link.keys[-1]
    depth = max(index for index, part in enumerate(path) if isinstance(part, str))
    named = _NAMED.get(key) or SINGULAR.get(key, key)
    where = " or ".join(link.targets)
    words = f"use {', '.join(link.words)} or an id from there" if link.words else f"add it to {where}, or correct it"
    advice = suggestion(value, targets, words)
    return f'{subject(path[:depth], data)}: {named} "{value}" is not in {where}{advice}'


def subject(path: Way, data: object) -> str:
    """A way through the data in words: `task K07, expected answer 2, text`."""
    words: list[str] = []
    kind = ""
    for part in path:
        data = _step(data, part)
        if isinstance(part, str):
            words.append(part)
            kind = part
            continue
        identity = data.get("id") if isinstance(data, dict) else None
        words[-1:] = [f"{SINGULAR.get(kind, kind)} {identity if isinstance(identity, str) else part + 1}"]
    return ", ".join(words)


def _step(data: object, part: str | int) -> object:
    if isinstance(data, dict):
        return data.get(part)
    if isinstance(data, list) and isinstance(part, int) and part < len(data):
        return data[part]
    return None
