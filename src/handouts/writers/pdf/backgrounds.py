"""Backgrounds of boxes that were moved or enlarged after layout.

WeasyPrint works out where a background lies, and how its pictures repeat, once a page is laid out, and paints it there
whatever becomes of the box. So this is worked out anew, by WeasyPrint, with the pictures that are loaded already.

This uses WeasyPrint's box tree, which is private: the version is pinned.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from typing import Any

from weasyprint.layout.background import layout_background_layer

_WAYS = ("size", "clip", "repeat", "origin", "position", "attachment")
"""How a layer lies, in the order in which WeasyPrint asks for it."""


def lay_backgrounds(page_box: Any) -> None:
    """Let each background of a page lie where its box is now; that of the page itself stays."""
    for box in _with_background(page_box.children[0]):
        ways = map(cycle, (box.background.style[f"background_{way}"] for way in _WAYS))
        resolution = box.background.style["image_resolution"]
        layers = [
            layout_background_layer(box, page_box, resolution, layer.image, *way)
            for layer, *way in zip(box.background.layers, *ways, strict=False)
        ]
        box.background = box.background._replace(layers=layers)


def _with_background(flow: Any) -> Iterator[Any]:
    for box in (flow, *flow.descendants()):
        columns = [column for group in getattr(box, "column_groups", ()) for column in (group, *group.children)]
        for one in (box, *columns):
            background = getattr(one, "background", None)
            if background is not None and background.layers:
                yield one
