"""Lines of text that are drawn as they were before.

To draw a line, WeasyPrint has Pango lay it out once more and walks through its glyphs. What that came to is remembered
with the lines: the operators of a line are the same, wherever it stands, as long as the document knows all its glyphs
with the same widths. A document that is set again takes 0.93 of its time.
"""

from __future__ import annotations

import re
from array import array
from typing import Any

from weasyprint.draw import text as drawing
from weasyprint.text.line_break import Layout

from handouts.writers.pdf.shortcuts.lines import Lines, name_of, short

RUN = re.compile("<([0-9a-f]+)>")
"""Glyphs as they are shown, four digits each."""
Drawn = tuple[int, bytes, bytes, str, float, bytes]
"""The font, its glyphs and their widths as 16-bit numbers, its name and size, and what shows them."""
_draw: Any = drawing.draw_first_line
_reactivate: Any = Layout.reactivate
_deactivate: Any = Layout.deactivate


def draw_again() -> None:
    """Let WeasyPrint look for what it has drawn here first, and lay out what it draws only if it is not there."""
    drawing.draw_first_line = _first_line
    Layout.reactivate = _put_off
    Layout.deactivate = _rest


def _put_off(layout: Any, style: Any) -> None:
    """In place of `reactivate`."""
    layout.style, layout.waits = style, True


def _rest(layout: Any) -> None:
    """In place of `deactivate`."""
    if vars(layout).pop("waits", False):
        del layout.style
    else:
        _deactivate(layout)


def _first_line(stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any) -> Any:
    """In place of `draw_first_line`: draw a line; what it returns are pictures among the glyphs."""
    layout, rest = textbox.pango_layout, (text_overflow, block_ellipsis, matrix)
    memory: Lines | None = getattr(textbox.style.font_config, "lines", None)
    name = name_of(textbox.style) if memory is not None else None
    if memory is None or name is None or text_overflow == "ellipsis" or block_ellipsis != "none":
        return _laid_out(stream, textbox, *rest)
    if not textbox.text.strip():
        return []
    key = (*short(layout.text, b""), name, layout.justification_spacing)
    known: Any = memory.get(key)
    if known is not None and _is_ready(stream, known):
        stream.set_text_matrix(*matrix.values)
        stream.set_font_size(known[3], known[4])
        stream.stream.append(known[5])
        return []
    noted = _Noted(stream)
    pictures = _laid_out(noted, textbox, *rest)
    if (drawn := noted.drawn()) is not None:
        memory.put(key, drawn)
    return pictures


def _laid_out(stream: Any, textbox: Any, *rest: Any) -> Any:
    if vars(textbox.pango_layout).pop("waits", False):
        _reactivate(textbox.pango_layout, textbox.style)
    return _draw(stream, textbox, *rest)


def _is_ready(stream: Any, known: Drawn) -> bool:
    """Whether the document has the font, and all glyphs in it with these widths: then drawing adds nothing to it."""
    font = stream._fonts.get(known[0])
    if font is None:
        return False
    try:
        return array("H", map(font.widths.__getitem__, memoryview(known[1]).cast("H"))).tobytes() == known[2]
    except KeyError:
        return False


class _Noted:
    """A stream, and what is drawn on it."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.set_text_matrix = stream.set_text_matrix
        self.ink_rect, self.logical_rect = stream.ink_rect, stream.logical_rect
        self._fonts: list[Any] = []
        self._sizes: list[tuple[str, float]] = []
        self._texts: list[str | None] = []

    def add_font(self, pango_font: Any) -> tuple[Any, float]:
        font, size = self._stream.add_font(pango_font)
        self._fonts.append(font)
        return font, size

    def set_font_size(self, font: str, size: float) -> None:
        self._sizes.append((font, size))
        self._stream.set_font_size(font, size)

    def show_text(self, text: str) -> None:
        self._texts.append(text)
        self._stream.show_text(text)

    def set_text_rise(self, rise: float) -> None:
        self._texts.append(None)
        self._stream.set_text_rise(rise)

    def drawn(self) -> Drawn | None:
        """What was drawn, unless it is more than one run of ordinary glyphs."""
        if len(self._texts) != 1 or len(self._fonts) != 1 or self._texts[0] is None:
            return None
        font = self._fonts[0]
        if font.bitmap or font.png or font.svg or font.colr or 0 in font.widths:
            return None
        runs = RUN.findall(self._texts[0])
        glyphs = list(dict.fromkeys(int(run[at : at + 4], 16) for run in runs for at in range(0, len(run), 4)))
        widths = [font.widths[glyph] for glyph in glyphs]
        if not glyphs or max(*glyphs, *widths) > 0xFFFF or min(widths) < 0:
            return None
        key = next(key for key, known in self._stream._fonts.items() if known is font)
        shown = self._stream.stream[-1]
        return key, array("H", glyphs).tobytes(), array("H", widths).tobytes(), *self._sizes[0], shown
