"""Which page lies where on which side of which sheet: arithmetic, lengths in points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handouts.model.edition import Imposition

Size = tuple[float, float]
"""Width and height."""

FOLDED = 4
"""Pages on a sheet that is folded once."""


@dataclass(frozen=True)
class Spot:
    """Where a page, counted from 0, lies on a side: it is scaled, then shifted from the lower left corner."""

    page: int
    scale: float
    left: float
    bottom: float

    def moved(self, x: float, y: float) -> Size:
        """Where a point of the page comes to lie on the side."""
        return round(self.left + x * self.scale, 4), round(self.bottom + y * self.scale, 4)


@dataclass(frozen=True)
class Side:
    """One side of a sheet and the pages on it, from left to right, from top to bottom."""

    size: Size
    spots: tuple[Spot, ...]


def arrange(pages: Sequence[Size], imposition: Imposition) -> list[Side]:
    """The sides in the order in which they are printed.

    A booklet's sheet has twice the width of its pages, which keep their size. A sheet of several pages has the size of
    one, lying for two pages and upright for four. The first page is the model: others are made to fit.
    """
    width, height = pages[0]
    if imposition == "booklet":
        return [_side(pages, row, (2 * width, height), 2, 1) for row in _folded(len(pages))]
    number = 2 if imposition == "2up" else 4
    rows = [range(first, min(first + number, len(pages))) for first in range(0, len(pages), number)]
    sheet = (height, width) if number == 2 else (width, height)
    return [_side(pages, row, sheet, 2, number // 2) for row in rows]


def _folded(count: int) -> Iterator[tuple[int, int]]:
    """Left and right page of each side when all sheets are folded into one another; blank ones are `count` or more."""
    last = -(-count // FOLDED) * FOLDED - 1
    for near in range((last + 1) // 2):
        yield (near, last - near) if near % 2 else (last - near, near)


def _side(pages: Sequence[Size], row: Sequence[int], size: Size, columns: int, rows: int) -> Side:
    """Pages in the middle of the cells of a grid, as large as they fit."""
    cell_width, cell_height = size[0] / columns, size[1] / rows
    spots = []
    for number, page in enumerate(row):
        if page < len(pages):
            width, height = pages[page]
            scale = min(cell_width / width, cell_height / height)
            left = cell_width * (number % columns) + (cell_width - width * scale) / 2
            bottom = cell_height * (rows - 1 - number // columns) + (cell_height - height * scale) / 2
            spots.append(Spot(page, round(scale, 6), round(left, 4), round(bottom, 4)))
    return Side(size, tuple(spots))
