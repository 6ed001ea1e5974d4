"""Placing labels beside points so that nothing is covered: a search over candidates, always with the same result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True)
class LabelBox:
    """A rectangle, `top` being the smaller y."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: LabelBox) -> float:
        """The area that two boxes share."""
        # Asked a million times for the maps of a lesson, and two comparisons are quicker than min and max.
        width = (self.right if self.right < other.right else other.right) - (
            self.left if self.left > other.left else other.left
        )
        if width <= 0:
            return 0.0
        height = (self.bottom if self.bottom < other.bottom else other.bottom) - (
            self.top if self.top > other.top else other.top
        )
        return width * height if height > 0 else 0.0

    def grown(self, by: float) -> LabelBox:
        """The box with a margin."""
        return LabelBox(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def within(self, other: LabelBox) -> bool:
        """Whether the box lies wholly inside another."""
        inside = self.left >= other.left and self.right <= other.right
        return inside and self.top >= other.top and self.bottom <= other.bottom


@dataclass(frozen=True)
class Candidate:
    """One place for a label; `cost` says how little it is liked for itself."""

    box: LabelBox
    cost: float
    choice: int


def crossing(box: LabelBox, start: Point, end: Point) -> bool:
    """Whether a line touches a box (Liang and Barsky)."""
    if (
        (start[0] < box.left and end[0] < box.left)
        or (start[0] > box.right and end[0] > box.right)
        or (start[1] < box.top and end[1] < box.top)
        or (start[1] > box.bottom and end[1] > box.bottom)
    ):
        return False
    dx, dy = end[0] - start[0], end[1] - start[1]
    enter, leave = 0.0, 1.0
    for speed, room in (
        (-dx, start[0] - box.left),
        (dx, box.right - start[0]),
        (-dy, start[1] - box.top),
        (dy, box.bottom - start[1]),
    ):
        if speed == 0:
            if room < 0:
                return False
        elif speed < 0:
            enter = max(enter, room / speed)
        else:
            leave = min(leave, room / speed)
    return enter <= leave


def choose(candidates: Sequence[Sequence[Candidate]], margin: float = 1.0, rounds: int = 12) -> list[Candidate]:
    """Pick one candidate for each label with the least cost and overlap in all.

    Labels take turns, each moving to its best place given the others, until none moves; the best of several orders
    of turns counts, one of which begins with the largest label.
    """
    count = len(candidates)
    orders = [[(start + step) % count for step in range(count)] for start in range(0, count, max(1, count // 4))]
    largest = sorted(range(count), key=lambda index: -_size(candidates[index][0].box))
    found = [_settled(candidates, order, margin, rounds) for order in [*orders, list(range(count))[::-1], largest]]
    return min(found, key=lambda picked: _total(picked, margin)) if count else []


def _size(box: LabelBox) -> float:
    return (box.right - box.left) * (box.bottom - box.top)


def _total(picked: Sequence[Candidate], margin: float) -> float:
    pairs = [(one, other) for index, one in enumerate(picked) for other in picked[:index]]
    return sum(one.cost for one in picked) + sum(3 * one.box.overlap(other.box.grown(margin)) for one, other in pairs)


def _settled(
    candidates: Sequence[Sequence[Candidate]], order: list[int], margin: float, rounds: int
) -> list[Candidate]:
    picked: dict[int, Candidate] = {}
    for _ in range(rounds):
        moved = False
        for index in order:
            others = [picked[other].box.grown(margin) for other in order if other != index and other in picked]
            best = min(
                candidates[index], key=lambda one: (one.cost + 3 * sum(map(one.box.overlap, others)), one.choice)
            )
            moved = moved or picked.get(index) != best
            picked[index] = best
        if not moved:
            break
    return [picked[index] for index in range(len(candidates))]
