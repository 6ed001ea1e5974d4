"""What stands in a placeholder, and how visuals and their captions share the room they have."""

from __future__ import annotations

from dataclasses import dataclass, replace

from handouts.model.deck import Chart, Paragraph, Picture, Quote, Table
from handouts.writers.powerpoint.charts import ChartPlan
from handouts.writers.powerpoint.fit import Gauge
from handouts.writers.powerpoint.layouts import Box, Setting, Slot
from handouts.writers.powerpoint.pictures import fitted_box
from handouts.writers.powerpoint.split import Unfit
from handouts.writers.powerpoint.tablefit import TableSizes, fit_table

Paragraphs = tuple[Paragraph, ...]
Visual = Quote | Table | Chart | Picture
Group = tuple[Visual, ...]
"""What belongs together: one visual, or the panels of one chart."""

_GAP = 0.3
_AIR = 0.1
"""Between something and its caption."""
_CAPTION_LIMIT = 1.9
_INSET_X, _INSET_Y = 0.1, 0.05
"""What programs add around a text that do not look up its layout; captions are full enough to notice."""


@dataclass(frozen=True)
class Part:
    """What stands in one placeholder, and how.

    `sizes` are those of a table or a chart; `bar` is how high a bar at its left marks it as a quotation, in inches.
    """

    slot: Slot
    box: Box
    setting: Setting
    content: Paragraphs | Table | Chart | Picture
    sizes: TableSizes | ChartPlan | None = None
    bar: float = 0.0


def shown(group: Group, slot: Slot, box: Box, gauge: Gauge) -> tuple[Part, ...]:
    """Tables, charts and pictures in a box; panels side by side, in a narrow box one above the other if they can."""
    ways = [box.rows(len(group), _GAP), box.columns(len(group), _GAP)]
    first, second = reversed(ways) if box.w > 8 else ways
    try:
        return tuple(_single(visual, slot, place, gauge) for visual, place in zip(group, first, strict=True))
    except Unfit:
        if len(group) == 1:
            raise
        return tuple(_single(visual, slot, place, gauge) for visual, place in zip(group, second, strict=True))


def _single(visual: Visual, slot: Slot, box: Box, gauge: Gauge) -> Part:
    match visual:
        case Table():
            ((table, sizes),) = fit_table(visual, box, gauge.layouts["Table"]["visual"].setting, gauge, split=False)
            return Part(slot, box, slot.setting, table, sizes)
        case Chart():
            return Part(slot, box, slot.setting, visual, gauge.chart(visual, box))
        case Picture():
            return Part(slot, box if visual.cropped else fitted_box(visual, box), slot.setting, visual)
        case Quote():
            raise Unfit("a quotation cannot share its place")


def caption_of(group: Group) -> Paragraphs:
    """What stands below a group."""
    last = group[-1]
    return last.attribution if isinstance(last, Quote) else last.caption


def with_caption(
    caption: Paragraphs, slot: Slot, place: Slot, gauge: Gauge, *, indent: float = 0.0
) -> tuple[Box, tuple[Part, ...]]:
    """The room left for a visual above its caption; a long caption grows upwards, a missing one leaves its room.

    Both are indented at the left by `indent` inches.

    Raises:
        Unfit: The caption would take too much of the slide.
    """
    above, foot = slot.box.indented(indent), place.box.indented(indent)
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
    return above.taller(-more), (Part(place, box, setting, caption),)


def below(captions: tuple[Part, ...], end: float) -> tuple[Part, ...]:
    """Captions moved up to what ends at `end` inches from the top of the slide, if it ends early."""
    return tuple(replace(part, box=replace(part.box, y=min(part.box.y, end + _AIR))) for part in captions)
