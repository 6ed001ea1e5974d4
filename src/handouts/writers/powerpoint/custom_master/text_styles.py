"""How a placeholder of a layout sets its text, and where it stands: its own word, else its master's, else the default.

The order is that of ECMA-376 part 1, 19.3.1.36 and 21.1.2.4: the placeholder in the layout, the one of the same kind in
the master, the master's text style of that kind, the defaults of the presentation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import Any

from handouts.slidelayout.font_metrics import font_metrics
from handouts.slidelayout.placeholders import Box, Setting
from handouts.writers.powerpoint.ooxml import EMU, qn

_MARKS = ("buNone", "buChar", "buAutoNum", "buBlip")
_LEVELS = 5
_INSETS = (("lIns", 91440), ("tIns", 45720), ("rIns", 91440), ("bIns", 45720))
_HANG = 0.3
"""How far text stands in whose list has no bullets of its own, in inches."""


@dataclass(frozen=True)
class LevelStyle:
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
    def fill(self) -> Any:
        """The fill of its letters; None if no style says one."""
        return self._child("defRPr/solidFill")

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
        return sum(_share(share) * font_metrics(self.font).pitch for share in self._spaces("spcPct"))

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
            return int(points.get("val")) / 100 / (least * font_metrics(self.font).pitch)
        return _share(share) if share is not None else 1.0


def _share(element: Any) -> float:
    """A share that is written in thousandths of a per cent or, by other programs, as `90%`."""
    value = str(element.get("val"))
    return float(value[:-1]) / 100 if value.endswith("%") else int(value) / 100_000


@dataclass(frozen=True)
class Holder:
    """A placeholder of a layout with what it inherits from.

    `kind` is its type as the file says it, `obj` if it says none; `fonts` are the theme's for headings and text.
    """

    element: Any
    parent: Any
    master: Any
    defaults: Any
    fonts: tuple[str, str]

    @property
    def kind(self) -> str:
        """What it is a place for."""
        return str(self._ph.get("type", "obj"))

    @property
    def index(self) -> int:
        """Its number within the layout."""
        return int(self._ph.get("idx", "0"))

    @property
    def name(self) -> str:
        """What whoever edits it reads."""
        return str(self.element.xpath("./*/p:cNvPr/@name")[0])

    @property
    def _ph(self) -> Any:
        return self.element.xpath("./*/p:nvPr/p:ph")[0]

    @property
    def is_upright(self) -> bool:
        """Whether its lines run from left to right on a slide that is not turned."""
        turned = [
            shape for shape in self._shapes() if shape.find(qn("p:spPr") + "/" + qn("a:xfrm") + "[@rot]") is not None
        ]
        return not turned and self._body("vert", "horz") == "horz"

    @property
    def _is_title(self) -> bool:
        return self.kind in ("title", "ctrTitle")

    def _shapes(self) -> Iterator[Any]:
        yield self.element
        if self.parent is not None:
            yield self.parent

    def _body(self, name: str, default: str) -> str:
        """A property of the text's frame."""
        for shape in self._shapes():
            body = shape.find(qn("p:txBody") + "/" + qn("a:bodyPr"))
            if body is not None and name in body.attrib:
                return str(body.get(name))
        return default

    @property
    def frame(self) -> Box | None:
        """Where it stands."""
        for shape in self._shapes():
            xfrm = shape.find(qn("p:spPr") + "/" + qn("a:xfrm"))
            if xfrm is not None and xfrm.find(qn("a:off")) is not None:
                off, ext = xfrm.find(qn("a:off")), xfrm.find(qn("a:ext"))
                sizes = (off.get("x"), off.get("y"), ext.get("cx"), ext.get("cy"))
                return Box(*(int(size) / EMU for size in sizes))
        return None

    @property
    def margins(self) -> tuple[float, float, float, float]:
        """What it keeps free around its text, in inches."""
        left, top, right, bottom = (int(self._body(name, str(default))) / EMU for name, default in _INSETS)
        return left, top, right, bottom

    @property
    def fill(self) -> Any:
        """The fill of its letters; None if nothing says one."""
        return LevelStyle(tuple(self._styles(0)), self.fonts).fill

    @property
    def is_silent(self) -> bool:
        """Whether nothing says how large its text is; then PowerPoint sets it in 18 points, others as they like."""
        return not LevelStyle(tuple(self._styles(0)), self.fonts).says_size

    def setting(self, minimum: int, *, listed: bool) -> Setting:
        """How its text is set; `listed` says whether its lists are marked even if it has no bullets of its own."""
        levels = [LevelStyle(tuple(self._styles(level)), self.fonts) for level in range(_LEVELS)]
        first = levels[0]
        minimum = min(minimum, first.size)
        unmarked = tuple(place for place, level in enumerate(levels) if not level.is_marked)
        hang = tuple(
            level.left + (0.0 if level.is_marked else _HANG * (place + 1)) for place, level in enumerate(levels)
        )
        return Setting(
            sizes=(first.size,) if self._is_title else tuple(min(level.size, first.size) for level in levels),
            minimum=minimum,
            bold=first.bold,
            leading=max(level.leading(min(minimum, level.size)) for level in levels[:3]),
            hang=_rising(hang) if listed or len(unmarked) < _LEVELS else (0.0,),
            anchor=anchor if (anchor := self._body("anchor", "t")) in ("t", "ctr", "b") else "t",  # type: ignore[arg-type]
            font=first.font,
            spaces=tuple(level.space for level in levels),
            airs=tuple(level.air for level in levels),
            unmarked=unmarked,
            capitals=first.capitals,
            tracking=first.tracking,
        )

    def _styles(self, level: int) -> Iterator[Any]:
        """The properties of a level, from the nearest to the farthest."""
        name = qn(f"a:lvl{level + 1}pPr")
        for shape in self._shapes():
            yield shape.find(qn("p:txBody") + "/" + qn("a:lstStyle") + "/" + name)
        style = "titleStyle" if self._is_title else "bodyStyle"
        yield self.master.find(qn("p:txStyles") + "/" + qn(f"p:{style}") + "/" + name)
        if self.defaults is not None:
            yield self.defaults.find(name)


def _rising(hang: tuple[float, ...]) -> tuple[float, ...]:
    """Indents that never step back from one level to the next."""
    return tuple(max(hang[: place + 1]) for place in range(len(hang)))
