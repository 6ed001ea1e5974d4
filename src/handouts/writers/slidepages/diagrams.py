"""Shapes of a diagram → HTML: the same boxes at the same places; what says nothing is decoration."""

from __future__ import annotations

import math
from collections.abc import Callable

from handouts.slidelayout.diagram_shapes import DiagramPlan, Shape
from handouts.slidelayout.placeholders import Box, Setting
from handouts.writers.slidepages.words import element, length, place, size, style, text_html

_ANCHORS = {"t": "top", "ctr": "middle", "b": "bottom"}
_ALIGNS = {"l": "left", "ctr": "center", "r": "right"}
_LINE = 0.021


def diagram_html(plan: DiagramPlan, language: str, pitch: Callable[[Setting], float]) -> str:
    """All shapes of a diagram, from the ground upwards; what is above an axis is read before what is below it."""
    axis = next((shape.box.y for shape in plan.shapes if not shape.spoken), math.inf)
    shapes = sorted(plan.shapes, key=lambda shape: shape.setting is not None and shape.box.y > axis)
    return "".join(_shape(shape, language, pitch) for shape in shapes)


def _shape(shape: Shape, language: str, pitch: Callable[[Setting], float]) -> str:
    if shape.form == "line":
        return _line(shape)
    classes = f"shape {shape.form}" + (f" fill-{shape.fill}" if shape.fill else "")
    where = style(place(shape.box))
    if shape.setting is None:
        return element("div", "", {"class": classes, "aria-hidden": "true", "style": where})
    setting = shape.setting
    cell = {
        "width": length(shape.box.w - 2 * shape.margin),
        "height": length(shape.box.h),
        "padding": f"0 {length(shape.margin)}" if shape.margin else "",
        "vertical-align": _ANCHORS[setting.anchor],
        "text-align": _ALIGNS[shape.aligned] if shape.aligned != "l" else "",
        "line-height": f"{pitch(setting) * setting.leading:.3f}",
        "font-size": size(setting.sizes[0]),
        "font-weight": "bold" if setting.bold else "",
    }
    inside = element("div", text_html(shape.text, language, setting), {"class": "text", "style": style(cell)})
    hidden = None if shape.spoken else "true"
    return element("div", inside, {"class": f"part {classes} ink-{setting.ink}", "aria-hidden": hidden, "style": where})


def _line(shape: Shape) -> str:
    """A line: a box as thin as it, turned about its beginning."""
    box = shape.box
    angle = math.degrees(math.atan2(box.h, box.w))
    properties = {
        **place(Box(box.x, box.y, math.hypot(box.w, box.h), _LINE)),
        "transform": f"rotate({angle:.3f}deg)",
    }
    return element(
        "div", "", {"class": f"shape line fill-{shape.fill}", "aria-hidden": "true", "style": style(properties)}
    )
