"""The audiences of handouts.yaml: what no single setting can know.

Audiences that are based on others take over from their bases what they do not state themselves. Each document of a
project has a template, and what is said of one is said of one that is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handouts import registry
from handouts.errors import Problem
from handouts.locales.codes import meant_here, tag_objection
from handouts.model.edition import DECK, TEACHERS_DOCUMENTS
from handouts.model.position import NOWHERE, Position, Positions, Way
from handouts.model.project import FORMAL
from handouts.model.text import WORDING
from handouts.nearest import nearest, suggestion
from handouts.reader.references import subject
from handouts.reader.sources import strings
from handouts.starter import starter

KEY = "based_on"


@dataclass(frozen=True)
class Family:
    """The data of handouts.yaml with every audience complete, and where its settings stand.

    `places` leads from an inherited setting to where the base states it. In `own` it has no place: a mistake in it is
    the base's, and told there.
    """

    data: dict[str, Any]
    places: dict[Way, Position]
    own: dict[Way, Position]
    problems: list[Problem]


@dataclass(frozen=True)
class _Chain:
    """The bases of an audience by number, the nearest first, and what keeps them from being all."""

    bases: tuple[int, ...] = ()
    broken: bool = False
    objection: str | None = None


def inherit(data: dict[str, Any], places: Mapping[Way, Position]) -> Family:
    """Complete each audience from its base, that one from its own base, and so on.

    Settings are taken over whole: a `level_mix` of one's own replaces the base's. `based_on` becomes the list of all
    bases. A base that does not exist, or that is based on what it is the base of, is a problem.
    """
    audiences = data.get("audiences")
    family = Family(dict(data), dict(places), dict(places), [])
    if not isinstance(audiences, list):
        return family
    family.data["audiences"] = list(audiences)
    for index, audience in enumerate(audiences):
        if not isinstance(audience, dict) or KEY not in audience:
            continue
        way: Way = ("audiences", index)
        chain = _chain(index, audiences)
        if chain.objection:
            place = places.get((*way, KEY), NOWHERE)
            family.problems.append(Problem(*place, f"{subject(way, data)}: {chain.objection}"))
        if chain.broken:
            family.own[way] = NOWHERE  # what it lacks may be in the base that is missing
        family.data["audiences"][index] = _complete(index, chain.bases, audiences, family)
    return family


def _chain(index: int, audiences: list[Any]) -> _Chain:
    numbers = {_id(audience): number for number, audience in reversed(list(enumerate(audiences)))}
    numbers.pop(None, None)
    way = [index]
    while KEY in audiences[way[-1]]:
        key, first = audiences[way[-1]][KEY], len(way) == 1
        if not isinstance(key, str):
            return _Chain(tuple(way[1:]), True, "based_on is not the id of an audience; write one" if first else None)
        if key not in numbers:
            advice = suggestion(key, [known for known in numbers if known and known != _id(audiences[index])])
            return _Chain(tuple(way[1:]), True, f'based_on: "{key}" is not in audiences{advice}' if first else None)
        if numbers[key] in way:
            circle = way[way.index(numbers[key]) :]
            names = " → ".join(str(_id(audiences[number])) for number in (*circle, circle[0]))
            message = f"based_on leads back to where it began ({names}); take it away from one of them"
            return _Chain(tuple(way[1:]), True, message if index == min(circle) == circle[0] else None)
        way.append(numbers[key])
    return _Chain(tuple(way[1:]))


def _id(audience: Any) -> str | None:
    key = audience.get("id") if isinstance(audience, dict) else None
    return key if isinstance(key, str) else None


def _complete(index: int, bases: tuple[int, ...], audiences: list[Any], family: Family) -> dict[str, Any]:
    complete = {**audiences[index], KEY: [_id(audiences[base]) for base in bases]}
    for base in bases:
        for key in audiences[base].keys() - complete.keys():
            complete[key] = audiences[base][key]
            family.own["audiences", index, key] = NOWHERE
            _take_over(("audiences", base, key), ("audiences", index, key), family.places)
    return complete


def _take_over(written: Way, inherited: Way, places: dict[Way, Position]) -> None:
    """Let an inherited setting, and all that is in it, stand where the base has it."""
    depth = len(written)
    places.update({(*inherited, *way[depth:]): place for way, place in places.items() if way[:depth] == written})


def document_problems(data: dict[str, Any], positions: Positions) -> Iterator[Problem]:
    """Declarations that are about none of the project's own documents."""
    packaged = _written_in(starter() / "templates")
    made = strings(data.get("documents"))
    for key, always in (("decks", {DECK}), ("for_teachers", TEACHERS_DOCUMENTS)):
        for index, name in enumerate(strings(data.get(key))):
            if name not in made:
                message = f"is not one of the documents{suggestion(name, made, 'add it there')}"
            elif name in packaged - always:
                message = "comes with handouts and stays what it is; give your own document another name"
            else:
                continue
            yield positions.problem((key, index), f'{key}: "{name}" {message}')


def absent_documents(documents: Sequence[str], positions: Positions, root: Path) -> dict[str, Problem]:
    """Documents that nobody has written a template for, each with what to say; all others can be made."""
    known = document_names(root)
    told: dict[str, Problem] = {}
    for index, name in enumerate(documents):
        if name not in known:
            advice = f"create templates/{name}/html.j2"
            if near := nearest(name, known):
                advice = f'did you mean "{near}"? Otherwise {advice}'
            message = f'documents: there is no document "{name}"; {advice}'
            told.setdefault(name, positions.problem(("documents", index), message))
    return told


def document_names(root: Path) -> set[str]:
    """The documents that there are templates of, in the project or in the package, or writers that need none."""
    made = {document for one in registry.writers() for document in one.documents}
    return made | _written_in(starter() / "templates") | _written_in(root / "templates")


def _written_in(templates: Path) -> set[str]:
    """The documents that a folder has templates of, for all audiences or for one."""
    return {path.parent.name for way in ("*", "audiences/*/*") for path in templates.glob(f"{way}/html.j2")}


def audience_problems(data: dict[str, Any], audiences: list[Any], positions: Positions) -> Iterator[Problem]:
    """What is wrong with the audiences, each complete, beyond what a single setting shows."""
    first: dict[str, int] = {}
    for index, audience in enumerate(audiences):
        if not isinstance(audience, dict):
            continue
        way: Way = ("audiences", index)
        folder = str(audience.get("id")).casefold()  # to many machines "A" and "a" are the same folder
        if first.setdefault(folder, index) != index:
            there = positions.at(("audiences", first[folder])).line
            message = f'audience "{audience["id"]}": the id is already there in line {there}; rename one of the two'
            yield positions.problem((*way, "id"), message)
        for key in ("languages", "documents"):
            for place, value in enumerate(strings(audience.get(key))):
                if value not in (known := strings(data.get(key))):
                    todo = meant_here(value, known) if key == "languages" else suggestion(value, known)
                    message = f'{subject(way, data)}: "{value}" is not in the project\'s {key}{todo}'
                    yield positions.problem((*way, key, place), message)
        wordings = strings(audience.get("wordings"))
        what = "a wording of 1 to 8 small letters or digits, or several with -"
        yield from name_problems(data, (*way, "wordings"), wordings, WORDING, what, positions)
        yield from _address_problems(data, way, audience, positions)
        yield from _facing_problems(data, way, audience, positions)
        gloss = audience.get("gloss")
        if isinstance(gloss, str) and (objection := tag_objection(gloss)):
            yield positions.problem((*way, "gloss"), f"{subject(way, data)}: gloss: {objection}")
        yield from _mix_problems(data, way, audience.get("level_mix"), positions)


def _address_problems(
    data: dict[str, Any], way: Way, audience: dict[str, Any], positions: Positions
) -> Iterator[Problem]:
    """Readers addressed as du who are to get the wording for those addressed as Sie; not if that is only inherited."""
    wordings = strings(audience.get("wordings"))
    if audience.get("address") == "du" and FORMAL in wordings:
        message = (
            f'{subject(way, data)}: the wording "{FORMAL}" is for readers with address: sie; delete one of the two'
        )
        yield positions.problem((*way, "wordings", wordings.index(FORMAL)), message)


def _facing_problems(
    data: dict[str, Any], way: Way, audience: dict[str, Any], positions: Positions
) -> Iterator[Problem]:
    facing, known = audience.get("facing"), strings(data.get("languages"))
    if not isinstance(facing, str):
        return
    if facing not in known:
        message = (
            f'{subject(way, data)}: facing: "{facing}" is not in the project\'s languages{meant_here(facing, known)}'
        )
        yield positions.problem((*way, "facing"), message)
    elif strings(audience.get("languages")) == (facing,):
        message = f'{subject(way, data)}: facing: "{facing}" is the only language it reads; name another, or delete it'
        yield positions.problem((*way, "facing"), message)


def _mix_problems(data: dict[str, Any], way: Way, mix: object, positions: Positions) -> Iterator[Problem]:
    if not isinstance(mix, dict) or not all(str(share).isdecimal() for share in mix.values()):
        return
    if (total := sum(int(share) for share in mix.values())) != 100:
        message = f"{subject(way, data)}: level_mix adds up to {total}, not 100; correct it"
        yield positions.problem((*way, "level_mix"), message)


def name_problems(
    data: dict[str, Any], way: Way, names: tuple[str, ...], pattern: re.Pattern[str], what: str, positions: Positions
) -> Iterator[Problem]:
    """Names that are not made for what they become part of, and names that are there twice."""
    seen: set[str] = set()
    for index, name in enumerate(names):
        if not pattern.fullmatch(name) or "-x-" in name:
            yield positions.problem((*way, index), f'{subject(way, data)}: "{name}" is not {what}; correct it')
        elif name.casefold() in seen:
            yield positions.problem((*way, index), f'{subject(way, data)}: "{name}" is there twice; delete one')
        seen.add(name.casefold())
