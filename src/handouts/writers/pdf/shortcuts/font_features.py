"""Font features that are let go with the text that is set with them.

WeasyPrint hands the features of each line to Pango in a list that it never gives back, so that each line with old style
figures leaves 160 bytes behind. Here each list has its own features, and goes with its line.
"""

from __future__ import annotations

from typing import Any

from weasyprint.text import line_break
from weasyprint.text.ffi import ffi, pango

_set_up: Any = line_break.Layout.setup


class Own(dict[bytes, Any]):
    """In place of the features that a document keeps: it keeps none, so that a list may take what it holds with it."""

    def setdefault(self, _: bytes, attribute: Any = None) -> Any:
        """The new attribute."""
        return attribute


def let_features_go() -> None:
    """Let WeasyPrint set up lines in this way."""
    line_break.Layout.setup = _setup


def _setup(layout: Any, style: Any) -> None:
    """In place of `setup`: Pango alone holds the list of features."""
    _set_up(layout, style)
    if isinstance(style.font_config.font_features, Own):
        features = pango.pango_layout_get_attributes(layout.layout)
        if features != ffi.NULL:
            pango.pango_attr_list_unref(features)
