"""The layouts as data: where each placeholder stands, how its text is set. Lengths in inches, sizes in points."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

WIDTH, HEIGHT = 13.333, 7.5
LEFT, RIGHT = 0.85, 12.483
"""The margins of every slide."""

_EMU = 914400

Ink = Literal["ink", "muted", "accent", "reverse"]
Role = Literal["title", "text", "visual", "caption", "text caption"]


def emu(inches: float) -> int:
    """Inches in the unit of the file (English Metric Units)."""
    return round(inches * _EMU)


@dataclass(frozen=True)
class Box:
    """A rectangle on the slide."""

    x: float
    y: float
    w: float
    h: float

    def taller(self, by: float) -> Box:
        """The same box reaching further down."""
        return replace(self, h=self.h + by)

    def indented(self, by: float) -> Box:
        """The same box without a strip at its left."""
        return replace(self, x=self.x + by, w=self.w - by)

    def columns(self, count: int, gap: float) -> tuple[Box, ...]:
        """The box cut into columns of equal width."""
        width = (self.w - gap * (count - 1)) / count
        return tuple(replace(self, x=self.x + place * (width + gap), w=width) for place in range(count))

    def rows(self, count: int, gap: float) -> tuple[Box, ...]:
        """The box cut into rows of equal height."""
        height = (self.h - gap * (count - 1)) / count
        return tuple(replace(self, y=self.y + place * (height + gap), h=height) for place in range(count))


@dataclass(frozen=True)
class Setting:
    """How text is set: a size for each level of a list, the smallest size it may be fitted down to.

    `leading` is the line spacing as a share of the font's own, `before` the space before a paragraph,
    `hang` how far each level's text stands in, its bullet hanging in that space.

    A master that somebody else made says more: `font`, if it is not that of the design; `spaces`, the space before
    paragraphs for each level, and `airs`, the same as a share of their size; `unmarked`, the levels whose lists have no
    bullets there; `capitals`, if all letters are shown as such; `tracking`, the points added after each letter.
    """

    sizes: tuple[int, ...]
    minimum: int
    ink: Ink = "ink"
    bold: bool = False
    leading: float = 1.0
    before: int = 0
    hang: tuple[float, ...] = (0.0,)
    anchor: Literal["t", "ctr", "b"] = "t"
    font: str = ""
    spaces: tuple[float, ...] = ()
    airs: tuple[float, ...] = ()
    unmarked: tuple[int, ...] = ()
    capitals: bool = False
    tracking: float = 0.0

    def size(self, level: int) -> int:
        """The size of a level; deeper levels are set like the deepest."""
        return self.sizes[min(level, len(self.sizes) - 1)]

    def indent(self, level: int, *, marked: bool) -> float:
        """Where the text of a level begins; text without a bullet stands where its level's bullets do."""
        place = level if marked else level - 1
        return self.hang[min(place, len(self.hang) - 1)] if place >= 0 else 0.0

    def space(self, level: int) -> float:
        """The space before a paragraph of this level."""
        if self.spaces:
            place = min(level, len(self.spaces) - 1)
            return self.spaces[place] + (self.airs[place] * self.size(level) if self.airs else 0.0)
        return self.before if level == 0 else round(self.before * 0.6)

    def at_least(self, least: int) -> Setting:
        """This setting, not to be fitted down below `least` points."""
        minimum = max(self.minimum, least)
        return replace(self, sizes=tuple(max(size, minimum) for size in self.sizes), minimum=minimum)

    def smaller(self) -> tuple[Setting, ...]:
        """This setting and all it may be fitted down to, 2 points at a time."""
        return _smaller(self)


@lru_cache(maxsize=256)
def _smaller(setting: Setting) -> tuple[Setting, ...]:
    least = setting.minimum
    return tuple(
        replace(setting, sizes=tuple(max(min(size, least), size - step) for size in setting.sizes))
        for step in range(0, setting.sizes[0] - least + 1, 2)
    )


@dataclass(frozen=True)
class Slot:
    """A placeholder: what it is for, its index and type in the file, the room in it, its text.

    `margins` are those around the room at the left, top, right and bottom. A slot that is `loose` has no placeholder
    in its layout (then its index is negative) or another place than that one has; slides say where it stands. If it is
    `silent`, its master gives no size; slides say that, too.
    """

    role: Role
    index: int
    kind: str
    name: str
    box: Box
    setting: Setting
    margins: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    loose: bool = False
    silent: bool = False


@dataclass(frozen=True)
class Layout:
    """A slide layout. `cover` layouts have a ground and ornaments of their own.

    `panel` is the ground of a panel at the left edge, which holds the title; text stands beside it.
    `barred` says whether the layout itself marks quotations with a bar; `place` is its own among those of the file.
    """

    name: str
    kind: str
    slots: tuple[Slot, ...]
    cover: Literal["", "accent", "tint"] = ""
    panel: Literal["", "accent", "tint"] = ""
    barred: bool = True
    place: int = 0

    def slot(self, role: str) -> Slot | None:
        """The placeholder for this, if the layout has one."""
        return next((slot for slot in self.slots if slot.role == role), None)

    def __getitem__(self, role: str) -> Slot:
        return next(slot for slot in self.slots if slot.role == role)


TITLE = Setting((30,), 24, bold=True, leading=0.9, anchor="b")
BODY = Setting((28, 24, 22), 20, before=9, hang=(0.36, 0.72, 1.08, 1.44, 1.8))
HALF = replace(BODY, sizes=(24, 22, 20), hang=(0.32, 0.64, 0.96, 1.28, 1.6))
STATEMENT = replace(BODY, sizes=(32, 28, 24), minimum=24, before=22, hang=(0.42, 0.8, 1.16, 1.5, 1.8), anchor="ctr")
TASK = replace(BODY, before=14, anchor="ctr")
REFERENCES = Setting((18,), 14, before=8, hang=(0.22,))
QUOTE = Setting((32,), 20, before=9, leading=1.05, anchor="ctr")
TABLE = Setting((22,), 14)
CAPTION = Setting((12,), 12, ink="muted")
FOOTER = Setting((11,), 11, ink="muted", anchor="ctr")

QUOTE_BESIDE = replace(QUOTE, sizes=(28,), before=6, anchor="t")
"""A quotation beside other text."""

CREDIT = replace(CAPTION, sizes=(14,), minimum=14)
"""Who said it, and where."""

BAR = 0.06
"""How wide the bar beside a quotation is."""
BAR_SPACE = 0.25
"""From the left edge of the bar to the quotation."""

PLAIN = "Title and Content"
"""The layout of what has none of its own, or no room there."""
BESIDE = "Two Content"
"""The layout that holds two things side by side."""


def quoted(setting: Setting) -> Setting:
    """How a quotation beside other text is set in a placeholder with this setting."""
    if not setting.spaces:
        return QUOTE_BESIDE
    size = min(QUOTE_BESIDE.sizes[0], setting.sizes[0])
    return replace(setting, sizes=(size,), minimum=min(QUOTE_BESIDE.minimum, size), hang=(0.0,))


def credited(setting: Setting) -> Setting:
    """How it is said below a quotation, where captions have this setting, who said it."""
    return replace(setting, sizes=CREDIT.sizes, minimum=CREDIT.minimum)


_WIDE = RIGHT - LEFT
_TOP, _BOTTOM, _FOOT = 1.98, 6.18, 6.72
_GAP = 0.55
_HALF = 5.2
SHIFT = 1.0
"""By how much the left column of two may be narrower if its text is short, or wider if that is all that helps."""
PANEL = 4.25
"""How wide the panel at the left edge is."""
_BESIDE_PANEL = PANEL + 0.6
_RIGHT_HALF = _WIDE - _HALF - _GAP

_title = Slot("title", 0, "title", "Title", Box(LEFT, 0.42, _WIDE, 1.06), TITLE)
_caption = Slot("caption", 13, "body", "Caption", Box(LEFT, _BOTTOM, _WIDE, _FOOT - _BOTTOM), CAPTION)


def _in_panel(ink: Ink) -> Slot:
    """The title in a panel: narrow, so it may be smaller than elsewhere and takes more lines."""
    setting = replace(TITLE, sizes=(32,), minimum=22, ink=ink, leading=0.95, anchor="t")
    return Slot("title", 0, "title", "Title", Box(0.6, 1.3, PANEL - 0.95, 3.5), setting)


def _beside_panel(setting: Setting) -> Slot:
    return Slot("text", 1, "obj", "Content", Box(_BESIDE_PANEL, 0.7, RIGHT - _BESIDE_PANEL, 5.9), setting)


def _visual(kind: Literal["chart", "tbl", "pic", "obj"], name: str, setting: Setting = BODY) -> Slot:
    return Slot("visual", 1, kind, name, Box(LEFT, _TOP, _WIDE, _BOTTOM - _TOP - 0.08), setting)


_picture = replace(_visual("pic", "Picture"), box=Box(LEFT, 1.84, _WIDE, 4.56))
_picture_caption = replace(_caption, box=Box(LEFT, 6.44, _WIDE, _FOOT - 6.44))
"""Pictures are as large as they can be, since what is in them is not set larger to be read."""

_LAYOUTS = (
    Layout(
        "Title Slide",
        "title",
        (
            Slot(
                "title",
                0,
                "ctrTitle",
                "Title",
                Box(1.25, 1.6, 10.6, 2.35),
                replace(TITLE, sizes=(44,), minimum=32, ink="reverse"),
            ),
            Slot(
                "text",
                1,
                "subTitle",
                "Subtitle",
                Box(1.25, 4.42, 10.6, 1.7),
                Setting((22,), 16, ink="reverse", before=4),
            ),
        ),
        "accent",
    ),
    Layout(
        "Title and Content",
        "obj",
        (_title, Slot("text", 1, "obj", "Content", Box(LEFT, _TOP, _WIDE, _FOOT - _TOP), BODY)),
    ),
    Layout(
        "Two Content",
        "twoObj",
        (
            _title,
            Slot("text", 1, "obj", "Left Content", Box(LEFT, _TOP, _HALF, _BOTTOM - _TOP - 0.08), HALF),
            Slot("text caption", 14, "body", "Left Caption", replace(_caption.box, w=_HALF), CAPTION),
            Slot(
                "visual",
                2,
                "obj",
                "Right Content",
                Box(LEFT + _HALF + _GAP, _TOP, _RIGHT_HALF, _BOTTOM - _TOP - 0.08),
                HALF,
            ),
            Slot(
                "caption",
                13,
                "body",
                "Caption",
                replace(_caption.box, x=LEFT + _HALF + _GAP, w=_RIGHT_HALF),
                CAPTION,
            ),
        ),
    ),
    Layout(
        "Section Header",
        "secHead",
        (
            Slot(
                "title",
                0,
                "title",
                "Title",
                Box(1.25, 2.0, 10.6, 1.95),
                replace(TITLE, sizes=(40,), minimum=30, ink="accent"),
            ),
            Slot("text", 1, "body", "Text", Box(1.25, 4.42, 10.6, 1.7), Setting((20,), 16, ink="muted", before=4)),
        ),
        "tint",
    ),
    Layout(
        "Quotation",
        "obj",
        (
            _title,
            Slot("visual", 1, "body", "Quotation", Box(LEFT + 0.4, _TOP, 10.6, 3.85), QUOTE),
            Slot(
                "caption",
                13,
                "body",
                "Attribution",
                Box(LEFT + 0.4, 5.85, 10.6, 0.8),
                CREDIT,
            ),
        ),
    ),
    Layout("Statement", "obj", (_in_panel("reverse"), _beside_panel(STATEMENT)), panel="accent"),
    Layout(
        "Task",
        "obj",
        (
            _in_panel("accent"),
            _beside_panel(TASK),
            Slot(
                "caption",
                13,
                "body",
                "How",
                Box(0.6, 5.0, PANEL - 0.95, 1.6),
                Setting((16,), 14, "muted", anchor="b"),
            ),
        ),
        panel="tint",
    ),
    Layout(
        "References",
        "obj",
        (_title, Slot("text", 1, "obj", "Content", Box(LEFT, _TOP, _WIDE, _FOOT - _TOP), REFERENCES)),
    ),
    Layout("Picture with Caption", "picTx", (_title, _picture, _picture_caption)),
    Layout("Table", "tbl", (_title, _visual("tbl", "Table", TABLE), _caption)),
    Layout("Chart", "chart", (_title, _visual("chart", "Chart"), _caption)),
)

LAYOUTS: dict[str, Layout] = {layout.name: replace(layout, place=place) for place, layout in enumerate(_LAYOUTS)}
"""The layouts by the name that `data-layout` gives."""

FOOTERS = (
    ("ftr", 11, "Footer", Box(LEFT, 6.93, 7.2, 0.3), "l"),
    ("dt", 10, "Date", Box(8.4, 6.93, 3.1, 0.3), "r"),
    ("sldNum", 12, "Slide Number", Box(11.583, 6.93, 0.9, 0.3), "r"),
)
"""Type, index, name, place and alignment of what stands at the foot of every slide."""

FOOTERS_BESIDE_PANEL = tuple(
    (
        kind,
        index,
        name,
        {"ftr": Box(_BESIDE_PANEL, 6.93, 4.6, 0.3), "dt": Box(9.6, 6.93, 1.9, 0.3)}.get(kind, box),
        align,
    )
    for kind, index, name, box, align in FOOTERS
)
"""The same for layouts with a panel."""
