"""The audiences of handouts.yaml: what no single setting can know."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from handouts.errors import Problem
from handouts.model.position import Positions, Way
from handouts.model.project import FORMAL
from handouts.model.text import WORDING
from handouts.reader.sources import strings
from handouts.reader.words import subject, suggestion


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
                    message = (
                        f'{subject(way, data)}: "{value}" is not in the project\'s {key}{suggestion(value, known)}'
                    )
                    yield positions.problem((*way, key, place), message)
        wordings = strings(audience.get("wordings"))
        what = "a wording of 1 to 8 small letters or digits, or several with -"
        yield from name_problems(data, (*way, "wordings"), wordings, WORDING, what, positions)
        yield from _address_problems(data, way, audience, positions)
        yield from _facing_problems(data, way, audience, positions)
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
            f'{subject(way, data)}: facing: "{facing}" is not in the project\'s languages{suggestion(facing, known)}'
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
