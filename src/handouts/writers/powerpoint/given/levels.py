"""One level of a list: size, font, spacing and mark, each from the nearest style that says it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import Any

from handouts.writers.powerpoint.typefaces import typeface
from handouts.writers.powerpoint.xmlnames import qn

EMU = 914400
_MARKS = ("buNone", "buChar", "buAutoNum", "buBlip")


@dataclass(frozen=True)
class Level:
    """A level of a list as the styles say it, the nearest first."""

    styles: tuple[Any, ...]
    fonts: tuple[str, str]

    def _of_paragraph(self, name: str) -> str | None:
        return next((style.get(name) for style in self.styles if style is not None and name in style.attrib), None)

    def _of_run(self, name: str) -> str | None:
        runs = (style.find(qn("a:defRPr")) for style in self.styles if style is not None)
        return next((run.get(name) for run in runs if run is not None and name in run.attrib), None)

    def _child(self, path: str) -> Any:
        steps = "/".join(qn(f"a:{step}") for step in path.split("/"))
        children = (style.find(steps) for style in self.styles if style is not None)
        return next((child for child in children if child is not None), None)

    @property
    def size(self) -> int:
        """In points, rounded up."""
        return ceil(int(self._of_run("sz") or 1800) / 100)

    @property
    def says_size(self) -> bool:
        """Whether any style says how large it is."""
        return self._of_run("sz") is not None

    @property
    def bold(self) -> bool:
        """Whether it is bold."""
        return self._of_run("b") in ("1", "true", "on")

    @property
    def capitals(self) -> bool:
        """Whether all its letters are shown as capitals."""
        return self._of_run("cap") in ("all", "small")

    @property
    def tracking(self) -> float:
        """Points added after each letter; less than nothing counts as nothing."""
        return max(0.0, int(self._of_run("spc") or 0) / 100)

    @property
    def left(self) -> float:
        """How far its text stands in, in inches."""
        return int(self._of_paragraph("marL") or 0) / EMU

    @property
    def font(self) -> str:
        """Its font, with the names of the theme put in."""
        face = self._child("defRPr/latin")
        name = "+mn-lt" if face is None else str(face.get("typeface"))
        return {"+mj-lt": self.fonts[0], "+mn-lt": self.fonts[1]}.get(name, name)

    @property
    def is_marked(self) -> bool:
        """Whether its paragraphs have a bullet or a number."""
        for style in self.styles:
            for mark in _MARKS if style is not None else ():
                if style.find(qn(f"a:{mark}")) is not None:
                    return mark != "buNone"
        return False

    @property
    def space(self) -> float:
        """Points before and after a paragraph together."""
        return sum(int(points.get("val")) / 100 for points in self._spaces("spcPts"))

    @property
    def air(self) -> float:
        """The same where it grows with the size, as a share of it."""
        return sum(_share(share) * typeface(self.font).pitch for share in self._spaces("spcPct"))

    def _spaces(self, unit: str) -> Iterator[Any]:
        for spacing in (self._child("spcBef"), self._child("spcAft")):
            if spacing is not None and (found := spacing.find(qn(f"a:{unit}"))) is not None:
                yield found

    def leading(self, least: int) -> float:
        """The line spacing as a share of the font's own; a fixed one as it is at the `least` size in points."""
        spacing = self._child("lnSpc")
        if spacing is None:
            return 1.0
        points, share = spacing.find(qn("a:spcPts")), spacing.find(qn("a:spcPct"))
        if points is not None:
            return int(points.get("val")) / 100 / (least * typeface(self.font).pitch)
        return _share(share) if share is not None else 1.0


def _share(element: Any) -> float:
    """A share that is written in thousandths of a per cent or, by other programs, as `90%`."""
    value = str(element.get("val"))
    return float(value[:-1]) / 100 if value.endswith("%") else int(value) / 100_000
