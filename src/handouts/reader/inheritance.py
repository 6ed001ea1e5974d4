"""Audiences that are based on others: what they do not state themselves is taken over from their bases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from handouts.errors import Problem
from handouts.model.position import NOWHERE, Position, Way
from handouts.reader.words import subject, suggestion

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
