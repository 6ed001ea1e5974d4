"""Style sheets that are parsed once and shared by the documents of a process, and the fonts that they name.

Parsing them is a twelfth of the time of six pages. WeasyPrint lets a sheet load its fonts while it is
parsed; here it only notes them, so that one set of fonts can serve every document that names the same. A sheet that
WeasyPrint has anything to say about is parsed anew each time: what it says is an error in each document.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import weasyprint

from handouts.writers.pdf.shortcuts.faces import Face, Fonts, fonts_for
from handouts.writers.pdf.shortcuts.parsed import brought, keep, key_of
from handouts.writers.pdf.shortcuts.recent import Recent

SHEETS = 64
"""As many sheets as are remembered."""


class _Noted:
    """In place of fonts: what a sheet would load."""

    def __init__(self) -> None:
        self.faces: list[Face] = []

    def add_font_face(self, descriptors: Face, _fetcher: Any) -> None:
        self.faces.append(descriptors)


_Sheet = tuple[Any, tuple[Face, ...]]
_parsed: Recent[str, _Sheet] = Recent(SHEETS)


def shared_sheets(css: Sequence[str], base: str, fetcher: Any, messages: Sequence[str]) -> tuple[list[Any], Fonts]:
    """The sheets of a document and the fonts that they name, shared with others.

    Args:
        css: The sheets, the first the weakest.
        base: What their addresses are relative to.
        fetcher: What they are loaded with.
        messages: What WeasyPrint has logged so far; it grows.
    """
    found = [_sheet(text, base, fetcher, messages) for text in css]
    return [sheet for sheet, _ in found], fonts_for(
        tuple(face for _, faces in found for face in faces), fetcher, messages
    )


def forget_sheets() -> None:
    """Parse sheets anew from now on: what WeasyPrint finds wrong when it uses one, it says only once a sheet."""
    _parsed.clear()


def _sheet(text: str, base: str, fetcher: Any, messages: Sequence[str]) -> _Sheet:
    key = key_of(base, text)
    sheet = _parsed.get(key) or brought(key)
    if sheet is None:
        before, noted = len(messages), _Noted()
        parsed = weasyprint.CSS(string=text, base_url=base, url_fetcher=fetcher, font_config=noted)
        sheet = parsed, tuple(noted.faces)
        if len(messages) > before:
            return sheet
        keep(key, sheet)
    _parsed.put(key, sheet)
    return sheet
