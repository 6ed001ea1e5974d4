"""A picture in a frame of other proportions: what of it is cut off, so that its focus stays in view.

All is reckoned in shares of the whole file, so that what `crop` leaves out already is never brought back.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from pydantic import Field

from handouts.model.node import Node, Shown

Sides = tuple[float, float, float, float]
"""What is left out at the left, the top, the right, the bottom, in per cent of the whole file."""
WHOLE: Sides = (0.0, 0.0, 0.0, 0.0)
Share = Annotated[float, Field(ge=0, le=1)]
_LEAST_LEFT = 0.5
"""Share of a picture that a frame leaves at least; one that would leave less shows all of it, smaller."""


class Focus(Node):
    """The point of a picture that a frame of other proportions keeps, as near to its middle as can be."""

    x: Shown[Share] = Field(default=0.5, description="from the left, as a share of its width: 0 to 1")
    y: Shown[Share] = Field(default=0.5, description="from the top, as a share of its height: 0 to 1")


class Frame(NamedTuple):
    """How a picture stands in a frame: which sides it loses, and how large it is, in millimetres."""

    sides: Sides
    width: float
    height: float

    def holding(self, ratio: float, largest: float) -> Frame:
        """The frame drawn in to all of a picture of some width by height, which is so wide at most."""
        shown = min(self.width, self.height * ratio, largest)
        return Frame(self.sides, round(shown, 2), round(shown / ratio, 2))

    def cut(self, ratio: float, focus: Focus | None, largest: float) -> Frame | None:
        """The frame filled by a part of a picture; None if too little of it were left, or its dots were seen.

        Args:
            ratio: Width by height of what the sides leave of it.
            focus: What stays in view; without it the middle of what they leave.
            largest: Millimetres that all of it is wide at most.
        """
        across = min(1.0, self.width / self.height / ratio)
        down = min(1.0, ratio * self.height / self.width)
        if min(across, down) < _LEAST_LEFT or self.width / across > largest:
            return None
        left, top, right, bottom = self.sides
        x = 100 * focus.x if focus else (left + 100 - right) / 2
        y = 100 * focus.y if focus else (top + 100 - bottom) / 2
        left, right = _kept(x, left, 100 - right, across)
        top, bottom = _kept(y, top, 100 - bottom, down)
        return Frame((left, top, right, bottom), self.width, self.height)


def _kept(point: float, begin: float, end: float, share: float) -> tuple[float, float]:
    """What is left out before and behind a share of a stretch that has a point as near to its middle as can be."""
    length = (end - begin) * share
    first = min(max(point - length / 2, begin), end - length)
    return round(first, 4), round(100 - first - length, 4)
