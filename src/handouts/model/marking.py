"""Keys of marks: what per cent of the points each mark takes."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import AfterValidator

TestKind = Literal["test", "exam"]
"""How a test is set: with room to answer in and a table of marks, or (Klausur) as questions to a source alone."""


def _falling(key: dict[str, int]) -> dict[str, int]:
    needed = list(key.values())
    if any(not 0 <= one <= 100 for one in needed):
        raise ValueError("a mark needs between 0 and 100 per cent of the points")
    if any(one <= other for one, other in pairwise(needed)):
        raise ValueError("the best mark comes first, and each needs less than the one before it")
    if needed and needed[-1] != 0:
        raise ValueError("the last mark needs 0 per cent, so that there is one for everybody")
    return key


MarkingKey = Annotated[dict[str, int], AfterValidator(_falling)]
"""The least per cent of the points by mark, the best one first: `{1: 92, 2: 81, 3: 67, 4: 50, 5: 30, 6: 0}`."""

GRADES: MarkingKey = {"1": 92, "2": 81, "3": 67, "4": 50, "5": 30, "6": 0}
"""A common key for German marks from 1 to 6: that of the chambers of commerce."""
POINTS: MarkingKey = {
    "15": 95, "14": 90, "13": 85, "12": 80, "11": 75, "10": 70, "9": 65, "8": 60,
    "7": 55, "6": 50, "5": 45, "4": 40, "3": 33, "2": 27, "1": 20, "0": 0,
}  # fmt: skip
"""The key of 15 points that is usual in the Abitur (KMK)."""


USUAL: Mapping[TestKind, MarkingKey] = {"test": GRADES, "exam": POINTS}
"""What a project has that names none of its own."""


def least(key: MarkingKey, total: float, step: float = 1) -> dict[str, int | float]:
    """The fewest points that each mark takes, of so many in all; what no number of points gives is left out.

    Args:
        key: Per cent by mark.
        total: All points; with half a point among them, a step is half a point.
        step: The least that points differ in: 0.5 where some task gives half points.
    """
    halves = 2 if step < 1 or total != int(total) else 1
    exact = {mark: -(-int(halves * total) * share // 100) for mark, share in key.items()}
    needed = {mark: points // halves if points % halves == 0 else points / halves for mark, points in exact.items()}
    marks = list(needed)
    reachable = (mark for mark, better in zip(marks[1:], marks, strict=False) if needed[mark] < needed[better])
    return {mark: needed[mark] for mark in (*marks[:1], *reachable)}
