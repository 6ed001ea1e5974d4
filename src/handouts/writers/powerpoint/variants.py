"""Pages → pages on which nothing is said that their layout does not say: Reset Slide in PowerPoint changes nothing.

Whatever a page has of its own, smaller type, unmarked or counted paragraphs, another width, the bar beside a quotation,
becomes a layout of its own, which pages share that need the same. So that these are few, type has few sizes, captions
stand where their layout has them, and who said a quotation is a second level of its text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from handouts.model.deck import Paragraph
from handouts.slidelayout.layouts import BAR, BAR_SPACE, BESIDE, HALF, LAYOUTS, QUOTE_BESIDE, SHIFT, TITLE_ALONE
from handouts.slidelayout.measure import Gauge
from handouts.slidelayout.pagination import Page
from handouts.slidelayout.parts import PagePart
from handouts.slidelayout.placeholders import Box, Placeholder, Setting, SlideLayout
from handouts.writers.powerpoint.lists import Lists, marked, with_room

QUOTED = "Text and Quotation"
"""The layout of a quotation beside something else."""
_OWN_LISTS: dict[str, Lists] = {"Task": "letters"}
"""How text is marked in those of this tool's own layouts that have no bullets at the first level."""
_SIZES = (44, 40, 36, 32, 28, 24, 20, 18, 16, 14, 12)
"""What type is fitted down to in layouts, from the largest."""
_FOOT_OF: dict[str, str] = {"text": "text caption", "visual": "caption"}


@dataclass(frozen=True)
class Variant:
    """A layout of the file: how each placeholder marks its lists, by its index, and where there are bars.

    `base` is what it is called in this tool.
    """

    base: str
    layout: SlideLayout
    lists: tuple[tuple[int, Lists], ...] = ()
    bars: tuple[Box, ...] = ()

    def marks(self, index: int) -> Lists:
        """How a placeholder marks its lists."""
        return dict(self.lists).get(index, "")

    @property
    def is_plain(self) -> bool:
        """Whether its text is not marked as a list."""
        return "plain" in dict(self.lists).values()

    @property
    def size(self) -> int:
        """The size of what is not the title."""
        return next((one.setting.sizes[0] for one in self.layout.placeholders if one.role != "title"), 0)


def _own(layout: SlideLayout) -> Variant:
    if (lists := _OWN_LISTS.get(layout.name)) is None:
        return Variant(layout.name, layout)
    text = layout["text"]
    room = replace(text, setting=with_room(text.setting, lists))
    holders = tuple(room if one is text else one for one in layout.placeholders)
    return Variant(layout.name, replace(layout, placeholders=holders), ((text.index, lists),))


def _bar(box: Box) -> Box:
    return Box(box.x - BAR_SPACE, box.y, BAR, box.h)


def _down_to_foot(box: Box) -> Box:
    """A box at the top of a slide that takes the room of its caption, too."""
    foot = LAYOUTS[BESIDE]["caption"].box
    return replace(box, h=foot.y + foot.h - box.y)


def _text_and_quotation() -> Variant:
    title, text, _, visual, _ = (one.shifted(-SHIFT) for one in LAYOUTS[BESIDE].placeholders)
    box = _down_to_foot(visual.box.indented(BAR_SPACE))
    holders = (title, text, replace(visual, box=box, setting=QUOTE_BESIDE))
    layout = replace(LAYOUTS[BESIDE], placeholders=holders)
    return Variant(QUOTED, layout, ((text.index, "plain"), (visual.index, "quotation")), (_bar(box),))


def _comparison() -> SlideLayout:
    title, left, _, right, _ = LAYOUTS[BESIDE].placeholders
    heading = Setting((24,), 20, ink="accent", bold=True, anchor="b")
    holders = [title]
    for place, side in enumerate((left, right)):
        head, content = replace(side.box, h=0.5), replace(side.box, y=side.box.y + 0.6, h=side.box.h + 0.02)
        name = "Left" if side is left else "Right"
        holders.append(Placeholder("text", 2 * place + 1, "body", f"{name} Heading", head, heading))
        holders.append(Placeholder("visual", 2 * place + 2, "obj", f"{name} Content", content, HALF))
    return SlideLayout("Comparison", "twoTxTwoObj", tuple(holders))


OWN = (
    *map(_own, LAYOUTS.values()),
    _text_and_quotation(),
    _own(_comparison()),
    _own(TITLE_ALONE),
    _own(SlideLayout("Blank", "blank", ())),
)
"""The layouts that every master of this tool's own has: those that slides ask for by name, then others."""


def settled(pages: Iterable[Page], gauge: Gauge) -> Iterator[tuple[Page, Variant]]:
    """The pages of a deck in this tool's own design, each with the layout that says all that is said on it.

    Those that no layout foresees, which have a place for each of their blocks, are as they are; so are hidden titles.
    """
    for page in pages:
        yield _settled(page, gauge)


def _settled(page: Page, gauge: Gauge) -> tuple[Page, Variant]:
    own = _own(page.layout)
    placed = (part.placeholder for part in page.parts if isinstance(part.content, tuple))
    if any(placeholder.loose or placeholder.index < 0 for placeholder in placed):
        return page, own
    parts, credited = _with_credits(page)
    lists = dict[int, Lists](own.lists)
    said: dict[int, PagePart] = {}
    titled = () if page.slide.untitled else (page.title,)
    for part in (*titled, *parts):
        if not _is_text(part):
            continue
        index = part.placeholder.index
        if index in credited:
            part, lists[index] = _sized(part, page.slide.least), "quotation"
        else:
            part, lists[index] = marked(_sized(_in_place(part), page.slide.least), own.marks(index), gauge)
        said[index] = part
    shift = _shift(parts, page.layout)
    holders = {
        one.index: _holder(one, said.get(one.index), shift)
        for one in page.layout.placeholders
        if not (credited and "caption" in one.role and one.index not in said)
    }
    variant = Variant(
        QUOTED if credited else own.base,
        replace(page.layout, placeholders=tuple(holders.values())),
        tuple((index, how) for index, how in sorted(lists.items()) if how),
        tuple(_bar(said[index].box) for index in credited),
    )
    shown = [said.get(part.placeholder.index, part) if _is_text(part) else part for part in (page.title, *parts)]
    shown = [replace(part, placeholder=holders[part.placeholder.index]) if _is_text(part) else part for part in shown]
    shown[0] = page.title if page.slide.untitled else shown[0]
    return replace(page, title=shown[0], parts=tuple(shown[1:])), variant


def _lines(part: PagePart) -> tuple[Paragraph, ...]:
    """The text of a part that is one."""
    return part.content if isinstance(part.content, tuple) else ()


def _is_text(part: PagePart) -> bool:
    return isinstance(part.content, tuple) and part.placeholder.index >= 0


def _with_credits(page: Page) -> tuple[tuple[PagePart, ...], tuple[int, ...]]:
    """The parts, who said a quotation that has a bar at the end of its text; and which placeholders these are."""
    quotations = {_FOOT_OF[part.placeholder.role]: part for part in page.parts if part.bar}
    feet: dict[str, PagePart] = {
        part.placeholder.role: part for part in page.parts if part.placeholder.role in quotations
    }
    found = []
    for part in page.parts:
        if part.bar:
            credit = feet.get(_FOOT_OF[part.placeholder.role])
            lines = tuple(replace(line, level=1) for line in _lines(credit)) if credit else ()
            found.append(replace(part, content=(*_lines(part), *lines), box=_down_to_foot(part.box), bar=0.0))
        elif part.placeholder.role not in feet:
            found.append(part)
    return tuple(found), tuple(part.placeholder.index for part in quotations.values())


def _in_place(part: PagePart) -> PagePart:
    """A caption that was moved up to what it belongs to, back where its layout has it."""
    own = part.placeholder.box
    if "caption" not in part.placeholder.role or part.box.h > own.h or part.box.y > own.y:
        return part
    return replace(part, box=replace(part.box, y=own.y, h=own.h))


def _sized(part: PagePart, least: int) -> PagePart:
    """Text that was fitted down, in the next smaller of the sizes that layouts have; no smaller than it may be."""
    own = part.placeholder.setting
    size = part.setting.sizes[0]
    if size != own.sizes[0]:
        smaller = next((one for one in part.setting.smaller() if one.sizes[0] in _SIZES), part.setting)
        part = part if smaller.sizes[0] < least else replace(part, setting=smaller)
    alike = next((one for one in own.smaller() if one.sizes[0] == part.setting.sizes[0]), part.setting)
    levels = {line.level for line in _lines(part)}
    if replace(alike, sizes=(), minimum=0) == replace(part.setting, sizes=(), minimum=0) and all(
        alike.size(level) == part.setting.size(level) for level in levels
    ):
        return replace(part, setting=alike)
    return part


def _shift(parts: Iterable[PagePart], layout: SlideLayout) -> float:
    """By how much the left one of two side by side is wider than its layout has it."""
    if layout.name != BESIDE:
        return 0.0
    for part in parts:
        own = layout[part.placeholder.role].box
        if part.placeholder.role == "text" and _is_text(part):
            return part.box.x + part.box.w - own.x - own.w
        if part.placeholder.role == "caption":
            return part.box.x - own.x
    return 0.0


def _holder(own: Placeholder, part: PagePart | None, shift: float) -> Placeholder:
    if part is not None:
        return replace(own, box=part.box, setting=part.setting)
    return own.shifted(shift)
