"""What stands in a placeholder, and how visuals and their captions share the room they have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from handouts.model.deck import ChartData, Diagram, Paragraph, Picture, Quote, Table
from handouts.pictures import UnfitPictureError, examined
from handouts.slidelayout.chart_layout import ChartPlan, CrowdedError, plan_chart, tabled
from handouts.slidelayout.diagram_shapes import DiagramPlan
from handouts.slidelayout.diagrams import plan_diagram
from handouts.slidelayout.layouts import BAR, BAR_SPACE, PLAIN, TITLE_ONLY
from handouts.slidelayout.measure import Gauge
from handouts.slidelayout.placeholders import Box, Placeholder, Setting, SlideLayout
from handouts.slidelayout.split import Unfit, fit_text
from handouts.slidelayout.table_layout import TableSizes, fit_table

Paragraphs = tuple[Paragraph, ...]
Visual = Quote | Table | ChartData | Diagram | Picture
Group = tuple[Visual, ...]
"""What belongs together: one visual, or the panels of one chart."""

_GAP = 0.3
_AIR = 0.1
"""Between something and its caption."""
_CAPTION_LIMIT = 1.9
_INSET_X, _INSET_Y = 0.1, 0.05
"""What programs add around a text that do not look up its layout; captions are full enough to notice."""
_FORMATS = ("PNG", "JPEG", "GIF")
"""Pictures that PowerPoint shows and browsers too."""


@dataclass(frozen=True)
class PagePart:
    """What stands in one placeholder, and how.

    `sizes` are those of a table or a chart, or the shapes of a diagram; `bar` is how high a bar at its left marks it as
    a quotation, in inches; `tinted` text has a ground of its own, which reaches beyond its box by the placeholder's
    margins.
    """

    placeholder: Placeholder
    box: Box
    setting: Setting
    content: Paragraphs | Table | ChartData | Diagram | Picture
    sizes: TableSizes | ChartPlan | DiagramPlan | None = None
    bar: float = 0.0
    tinted: bool = False

    @property
    def bar_box(self) -> Box:
        """Where that bar stands."""
        return Box(self.box.x - BAR_SPACE, self.box.y, BAR, self.bar)


Draft = tuple[SlideLayout, tuple[PagePart, ...]]
"""A slide to be: the layout, and what stands in its placeholders."""


def shown(
    group: Group, placeholder: Placeholder, box: Box, gauge: Gauge, *, small: bool = False
) -> tuple[PagePart, ...]:
    """Tables, charts and pictures in a box; panels side by side, in a narrow box one above the other if they can.

    The labels of charts may be `small` if they have no room otherwise.
    """
    ways = [box.rows(len(group), _GAP), box.columns(len(group), _GAP)]
    first, second = reversed(ways) if box.w > 8 else ways
    try:
        return tuple(_single(one, placeholder, place, gauge, small) for one, place in zip(group, first, strict=True))
    except Unfit:
        if len(group) == 1:
            raise
        return tuple(_single(one, placeholder, place, gauge, small) for one, place in zip(group, second, strict=True))


def _single(visual: Visual, placeholder: Placeholder, box: Box, gauge: Gauge, small: bool) -> PagePart:
    match visual:
        case Table():
            ((table, sizes),) = fit_table(visual, box, gauge.layouts["Table"]["visual"].setting, gauge, split=False)
            return PagePart(placeholder, box, placeholder.setting, table, sizes)
        case ChartData():
            plan = plan_chart(visual, box, gauge.face().stretch, small=small)
            return PagePart(placeholder, box, placeholder.setting, visual, plan)
        case Picture():
            box = box if visual.cropped else fitted_box(visual, box)
            return PagePart(placeholder, box, placeholder.setting, visual)
        case Diagram():
            raise Unfit("a diagram needs the whole slide")
        case Quote():
            raise Unfit("a quotation cannot share its place")


def caption_of(group: Group) -> Paragraphs:
    """What stands below a group."""
    last = group[-1]
    return last.attribution if isinstance(last, Quote) else last.caption


def with_caption(
    caption: Paragraphs, placeholder: Placeholder, place: Placeholder, gauge: Gauge, *, indent: float = 0.0
) -> tuple[Box, tuple[PagePart, ...]]:
    """The room left for a visual above its caption; a long caption grows upwards, a missing one leaves its room.

    Both are indented at the left by `indent` inches.

    Raises:
        Unfit: The caption would take too much of the slide.
    """
    above, foot = placeholder.box.indented(indent), place.box.indented(indent)
    if not caption:
        return above.taller(foot.y + foot.h - above.y - above.h), ()
    for setting in place.setting.smaller():
        needed = gauge.height(caption, setting, foot.w - 2 * _INSET_X) + 2 * _INSET_Y
        if needed <= foot.h:
            break
    more = max(0.0, needed - foot.h)
    if foot.h + more > _CAPTION_LIMIT:
        raise Unfit(f"the caption is too long even at {place.setting.minimum} pt; shorten it")
    box = replace(foot, y=foot.y - more, h=foot.h + more)
    return above.taller(-more), (PagePart(place, box, setting, caption),)


def below(captions: tuple[PagePart, ...], end: float) -> tuple[PagePart, ...]:
    """Captions moved up to what ends at `end` inches from the top of the slide, if it ends early."""
    return tuple(replace(part, box=replace(part.box, y=min(part.box.y, end + _AIR))) for part in captions)


def visual_pages(group: Group, layout: SlideLayout, gauge: Gauge, least: int) -> Iterator[Draft]:
    """A group on as many pages of a layout as it takes."""
    placeholder = layout["visual"]
    indent = 0.0 if layout.barred else BAR_SPACE
    match group[0]:
        case Quote(text):
            box, caption = with_caption(caption_of(group), placeholder, layout["caption"], gauge, indent=indent)
            pages, setting = fit_text(text, placeholder.setting.at_least(least).smaller(), partial(gauge.fits, box=box))
            for page in pages:
                yield layout, _quotation(PagePart(placeholder, box, setting, page), caption, layout, gauge)
        case Table() as table:
            box, caption = with_caption(caption_of(group), placeholder, layout["caption"], gauge)
            for piece, sizes in fit_table(table, box, placeholder.setting, gauge, split=True):
                part = PagePart(placeholder, box, placeholder.setting, piece, sizes)
                yield layout, (part, *below(caption, box.y + sum(sizes.rows)))
        case _:
            box, caption = with_caption(caption_of(group), placeholder, layout["caption"], gauge)
            try:
                yield layout, (*shown(group, placeholder, box, gauge), *caption)
            except Unfit:
                for panel in group:
                    yield from _alone(panel, layout, box, caption, gauge)


def _alone(
    visual: Visual, layout: SlideLayout, box: Box, caption: tuple[PagePart, ...], gauge: Gauge
) -> Iterator[Draft]:
    """A visual that has the slide to itself; a chart that has no room, in small type.

    In a master that somebody else made it is a table if it has none even so.
    """
    try:
        yield layout, (*shown((visual,), layout["visual"], box, gauge, small=True), *caption)
    except CrowdedError:
        if not (gauge.design.custom and isinstance(visual, ChartData)):
            raise
        yield from visual_pages((tabled(visual),), gauge.layouts["Table"], gauge, 0)


def diagram_pages(diagram: Diagram, gauge: Gauge, least: int) -> Iterator[Draft]:
    """A diagram below the title, where the layout with a title alone has room if there is one.

    A timeline that is too full for one page is cut in the middle of its time.

    Raises:
        Unfit: It has no room.
    """
    plain = gauge.layouts[PLAIN]
    layout = gauge.layouts.get(TITLE_ONLY, plain)
    placeholder = layout.placeholder("text") or replace(plain["text"], index=-1, loose=True)
    for piece, plan in plan_diagram(diagram, placeholder.box, gauge, least):
        yield layout, (PagePart(placeholder, placeholder.box, placeholder.setting, piece, plan),)


def _quotation(
    said: PagePart, caption: tuple[PagePart, ...], layout: SlideLayout, gauge: Gauge
) -> tuple[PagePart, ...]:
    """A quotation; in a layout that has no bar for it only as high as its text, with a bar of its own."""
    if layout.barred:
        return said, *caption
    height = min(said.box.h, gauge.height(said.content, said.setting, said.box.w) + 0.1)  # type: ignore[arg-type]
    return replace(said, box=replace(said.box, h=height), bar=height), *below(caption, said.box.y + height)


def fitted_box(picture: Picture, box: Box) -> Box:
    """The largest place in the middle of a box that keeps a picture's proportions.

    Raises:
        Unfit: The data is no picture that PowerPoint shows.
    """
    width, height = pixel_size(picture)
    scale = min(box.w / width, box.h / height)
    w, h = width * scale, height * scale
    return Box(box.x + (box.w - w) / 2, box.y + (box.h - h) / 2, w, h)


def pixel_size(picture: Picture) -> tuple[int, int]:
    """Width and height of a picture in pixels.

    Raises:
        Unfit: The data is no picture that PowerPoint shows.
    """
    try:
        found = examined(picture.data, _FORMATS)
    except UnfitPictureError as error:
        raise Unfit(f"a picture {error}") from error
    return found.width, found.height
