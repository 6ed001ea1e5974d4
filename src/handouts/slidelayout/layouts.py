"""What a deck looks like, as far as it decides what stands where: its layouts, those of this tool as data.

Each says where its placeholders stand and how their text is set; what is drawn beside them is in `ornaments`. Lengths
are in inches, sizes in points.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from handouts.model.brand import Brand
from handouts.slidelayout.placeholders import Box, Ink, Placeholder, Setting, SlideLayout

WIDTH, HEIGHT = 13.333, 7.5
LEFT, RIGHT = 0.85, 12.483
"""The margins of every slide."""

TITLE = Setting((30,), 24, bold=True, leading=0.9, anchor="b")
BODY = Setting((28, 24, 22), 20, before=9, hang=(0.36, 0.72, 1.08, 1.44, 1.8))
HALF = replace(BODY, sizes=(24, 22, 20), hang=(0.32, 0.64, 0.96, 1.28, 1.6))
STATEMENT = replace(BODY, sizes=(32, 28, 24), minimum=24, before=22, hang=(0.42, 0.8, 1.16, 1.5, 1.8), anchor="ctr")
TASK = replace(BODY, before=14, hang=(0.48, 0.84, 1.2, 1.56, 1.92), anchor="ctr")
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
TITLE_ONLY = "Title Only"
"""The layout of what is drawn below the title; a design that has none takes the plain one."""
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

_title = Placeholder("title", 0, "title", "Title", Box(LEFT, 0.42, _WIDE, 1.06), TITLE)
_caption = Placeholder("caption", 13, "body", "Caption", Box(LEFT, _BOTTOM, _WIDE, _FOOT - _BOTTOM), CAPTION)


def _in_panel(ink: Ink) -> Placeholder:
    """The title in a panel: narrow, so it may be smaller than elsewhere and takes more lines."""
    setting = replace(TITLE, sizes=(32,), minimum=22, ink=ink, leading=0.95, anchor="t")
    return Placeholder("title", 0, "title", "Title", Box(0.6, 1.3, PANEL - 0.95, 3.5), setting)


def _beside_panel(setting: Setting) -> Placeholder:
    return Placeholder("text", 1, "obj", "Content", Box(_BESIDE_PANEL, 0.7, RIGHT - _BESIDE_PANEL, 5.9), setting)


def _visual(kind: Literal["chart", "tbl", "pic", "obj"], name: str, setting: Setting = BODY) -> Placeholder:
    return Placeholder("visual", 1, kind, name, Box(LEFT, _TOP, _WIDE, _BOTTOM - _TOP - 0.08), setting)


_picture = replace(_visual("pic", "Picture"), box=Box(LEFT, 1.84, _WIDE, 4.53))
_picture_caption = replace(_caption, box=Box(LEFT, 6.4, _WIDE, _FOOT - 6.4))
"""Pictures are as large as they can be, since what is in them is not set larger to be read."""

_LAYOUTS = (
    SlideLayout(
        "Title Slide",
        "title",
        (
            Placeholder(
                "title",
                0,
                "ctrTitle",
                "Title",
                Box(1.25, 1.6, 10.6, 2.35),
                replace(TITLE, sizes=(44,), minimum=32, ink="reverse"),
            ),
            Placeholder(
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
    SlideLayout(
        "Title and Content",
        "obj",
        (_title, Placeholder("text", 1, "obj", "Content", Box(LEFT, _TOP, _WIDE, _FOOT - _TOP), BODY)),
    ),
    SlideLayout(
        "Two Content",
        "twoObj",
        (
            _title,
            Placeholder("text", 1, "obj", "Left Content", Box(LEFT, _TOP, _HALF, _BOTTOM - _TOP - 0.08), HALF),
            Placeholder("text caption", 14, "body", "Left Caption", replace(_caption.box, w=_HALF), CAPTION),
            Placeholder(
                "visual",
                2,
                "obj",
                "Right Content",
                Box(LEFT + _HALF + _GAP, _TOP, _RIGHT_HALF, _BOTTOM - _TOP - 0.08),
                HALF,
            ),
            Placeholder(
                "caption",
                13,
                "body",
                "Caption",
                replace(_caption.box, x=LEFT + _HALF + _GAP, w=_RIGHT_HALF),
                CAPTION,
            ),
        ),
    ),
    SlideLayout(
        "Section Header",
        "secHead",
        (
            Placeholder(
                "title",
                0,
                "title",
                "Title",
                Box(1.25, 2.0, 10.6, 1.95),
                replace(TITLE, sizes=(40,), minimum=30, ink="accent"),
            ),
            Placeholder(
                "text", 1, "body", "Text", Box(1.25, 4.42, 10.6, 1.7), Setting((20,), 16, ink="muted", before=4)
            ),
        ),
        "tint",
    ),
    SlideLayout(
        "Quotation",
        "obj",
        (
            _title,
            Placeholder("visual", 1, "body", "Quotation", Box(LEFT + 0.4, _TOP, 10.6, 3.85), QUOTE),
            Placeholder(
                "caption",
                13,
                "body",
                "Attribution",
                Box(LEFT + 0.4, 5.85, 10.6, 0.8),
                CREDIT,
            ),
        ),
    ),
    SlideLayout("Statement", "obj", (_in_panel("reverse"), _beside_panel(STATEMENT)), panel="accent"),
    SlideLayout(
        "Task",
        "obj",
        (
            _in_panel("accent"),
            _beside_panel(TASK),
            Placeholder(
                "caption",
                13,
                "body",
                "How",
                Box(0.6, 5.0, PANEL - 0.95, 1.6),
                Setting((20,), 16, "muted", anchor="b"),
            ),
        ),
        panel="tint",
    ),
    SlideLayout(
        "References",
        "obj",
        (_title, Placeholder("text", 1, "obj", "Content", Box(LEFT, _TOP, _WIDE, _FOOT - _TOP), REFERENCES)),
    ),
    SlideLayout("Picture with Caption", "picTx", (_title, _picture, _picture_caption)),
    SlideLayout("Table", "tbl", (_title, _visual("tbl", "Table", TABLE), _caption)),
    SlideLayout("Chart", "chart", (_title, _visual("chart", "Chart"), _caption)),
)

LAYOUTS: dict[str, SlideLayout] = {layout.name: replace(layout, place=place) for place, layout in enumerate(_LAYOUTS)}
"""The layouts by the name that `data-layout` gives."""

TITLE_ALONE = SlideLayout(TITLE_ONLY, "titleOnly", (_title,))
"""The layout of what is drawn below its title."""


@dataclass(frozen=True)
class Footer:
    """What stands at the foot of every slide: its type, index and name in the file, its place and alignment."""

    kind: Literal["ftr", "dt", "sldNum"]
    index: int
    name: str
    box: Box
    align: Literal["l", "r"]


FOOTERS = (
    Footer("ftr", 11, "Footer", Box(LEFT, 6.93, 7.2, 0.3), "l"),
    Footer("dt", 10, "Date", Box(8.4, 6.93, 3.1, 0.3), "r"),
    Footer("sldNum", 12, "Slide Number", Box(11.583, 6.93, 0.9, 0.3), "r"),
)
_BOXES_BESIDE_PANEL = {"ftr": Box(_BESIDE_PANEL, 6.93, 4.6, 0.3), "dt": Box(9.6, 6.93, 1.9, 0.3)}


def footers(layout: SlideLayout | None = None, shift: float = 0.0) -> tuple[Footer, ...]:
    """What stands at the foot of the slides of a layout; None is the master.

    Args:
        layout: Beside its panel there is less room; a cover has nothing but its number.
        shift: How far the footer is moved to the right by a logo, in inches; no logo is seen beside a panel or at the
            foot of a title slide.
    """
    if layout is not None and layout.kind == "title":
        return tuple(one for one in FOOTERS if one.kind == "sldNum")
    if layout is not None and layout.panel:
        return tuple(replace(one, box=_BOXES_BESIDE_PANEL.get(one.kind, one.box)) for one in FOOTERS)
    shift = 0.0 if layout is not None and layout.cover == "accent" else shift
    return tuple(replace(one, box=one.box.indented(shift)) if one.kind == "ftr" else one for one in FOOTERS)


def footer_setting(layout: SlideLayout) -> Setting:
    """How the foot of a layout is set: on the accent in what can be read there."""
    return replace(FOOTER, ink="reverse") if layout.cover == "accent" else FOOTER


@dataclass(frozen=True, eq=False)
class Design:
    """The layouts of a deck by the names that slides use.

    `brand` has the colours that are shown; `font` is that of running text; `spares` stand in for layouts where title or
    content have too little room; `size` is the width and height of slides in inches. Of a design that is `custom`, a
    master that somebody else made, only places, sizes and colours are known, not its grounds and ornaments.
    """

    brand: Brand
    font: str
    layouts: Mapping[str, SlideLayout]
    spares: Mapping[str, SlideLayout] = field(default_factory=dict)
    size: tuple[float, float] = (WIDTH, HEIGHT)
    custom: bool = False


def brand_design(brand: Brand) -> Design:
    """This tool's own layouts in the fonts and colours of a brand."""
    return Design(brand, brand.fonts.slides, {**LAYOUTS, TITLE_ONLY: TITLE_ALONE})
