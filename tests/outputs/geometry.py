"""Where things stand on a page: inside its edges, not on one another, and not alone on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .structure import Box, Drawn, opened
from .tree import FOOT

EDGE = 11.3
"""Points: printers leave up to 4 mm of a sheet without ink."""
MOST_SHARED = 0.2
"""Part of the smaller one's area that two pieces of text may share: accents and tight lines do."""
MOST_SLANTED = 0.5
"""The same for a letter and the one drawn after it: an italic f leans over an i."""
LEAST_FILLED = 0.15
"""Part of a page's height that its text and pictures reach down to; with less, a page is a mistake."""


def inside(path: Path) -> list[str]:
    """All text and pictures are within the part of the page that printers reach."""
    found = []
    for number, drawn in enumerate(opened(path).drawn):
        page = _page(path, number)
        safe = Box(page.left + EDGE, page.bottom + EDGE, page.right - EDGE, page.top - EDGE)
        for thing in drawn:
            if thing.is_text and thing.box.shared(safe) != thing.box:
                found.append(f"page {number + 1}: {thing.text[:40]!r} at {thing.box}")
    return found


def overlaps(path: Path) -> list[str]:
    """No text stands on other text."""
    found = []
    for number, drawn in enumerate(opened(path).drawn, 1):
        texts = sorted((thing for thing in drawn if thing.is_text), key=lambda thing: thing.box.bottom)
        places = {id(thing): place for place, thing in enumerate(drawn)}
        for one, other in _near(texts):
            successive = abs(places[id(one)] - places[id(other)]) == 1 and len(one.text) == len(other.text) == 1
            most = MOST_SLANTED if successive else MOST_SHARED
            if one.box.shared(other.box).area > most * min(one.box.area, other.box.area):
                found.append(f"page {number}: {one.text[:40]!r} on {other.text[:40]!r}")
    return found


def _near(texts: list[Drawn]) -> Iterator[tuple[Drawn, Drawn]]:
    """Pairs that share some height; the list is sorted by lower edge."""
    for index, one in enumerate(texts):
        for other in texts[index + 1 :]:
            if other.box.bottom >= one.box.top:
                break
            yield one, other


def empty_pages(path: Path) -> list[str]:
    """No page but the last is nearly empty, and the last is not quite.

    The back of a test's questions may be left blank: what is to be read lies on a sheet of its own. So may the backs of
    what is cut out.
    """
    filled = filling(path)
    alone = path.stem.startswith(("test", "cards"))
    backs = {n for n in range(2, len(filled), 2) if filled[n - 1] == 0} if alone else set()
    found = [
        f"page {n} is filled to {part:.0%}"
        for n, part in enumerate(filled[:-1], 1)
        if part < LEAST_FILLED and n not in backs
    ]
    return found + (["the last page is empty"] if filled[-1] == 0 else [])


def filling(path: Path) -> list[float]:
    """How far down each page text, pictures and ruled lines reach, as a part of the height between the margins."""
    parts = []
    for number, drawn in enumerate(opened(path).drawn):
        page = _page(path, number)
        body = Box(page.left, page.bottom + FOOT, page.right, page.top - FOOT)
        ends = [thing.box.bottom for thing in drawn if thing.box.bottom >= body.bottom and thing.box.top <= body.top]
        parts.append((body.top - min(ends, default=body.top)) / (body.top - body.bottom))
    return parts


def _page(path: Path, number: int) -> Box:
    return Box(*(float(side) for side in opened(path).pdf.pages[number].trimbox))


CHECKS = (inside, overlaps, empty_pages)
