"""Style sheets that are parsed once and shared by the documents of a process, and the fonts that they name.

Parsing them is a twelfth of the time of six pages. WeasyPrint lets a sheet load its fonts while it is parsed; here it
only notes them, so that one set of fonts can serve every document that names the same. A sheet that WeasyPrint has
anything to say about is parsed anew each time: what it says is an error in each document.

They are kept from one run to the next: reading a sheet takes a tenth of the time of parsing it, or less. Sheets are
kept as pickles; the tests that selectors are compiled to are functions, of which the code is kept.
"""

from __future__ import annotations

import marshal
import pickle
import re
from collections.abc import Callable, Sequence
from importlib.util import MAGIC_NUMBER
from io import BytesIO
from types import CodeType, FunctionType
from typing import Any
from urllib.parse import urlparse

import weasyprint
from webencodings import ascii_lower  # type: ignore[import-untyped]

from handouts import cache
from handouts.writers.pdf.shortcuts.faces import Face, SharedFonts, fonts_for
from handouts.writers.pdf.shortcuts.lru import LRU

KIND = "sheets"
SPACES = re.compile("[^ \t\r\n\f]+")
TESTED_WITH = {"split_whitespace": SPACES.findall, "ascii_lower": ascii_lower, "urlparse": urlparse}
"""What the tests of selectors call."""
SHEETS = 64
"""As many sheets as are remembered."""
_Sheet = tuple[Any, tuple[Face, ...]]
_parsed: LRU[str, _Sheet] = LRU(SHEETS)


def brought(key: str) -> Any | None:
    """What was kept under this key in an earlier run, if anything."""
    kept = cache.load(KIND, key)
    return None if kept is None else pickle.loads(kept)


def keep(key: str, sheet: Any) -> None:
    """Keep a sheet, and what goes with it, for the next run."""
    data = BytesIO()
    _Pickler(data, protocol=5).dump(sheet)
    cache.keep(KIND, key, data.getvalue())


def key_of(*source: str) -> str:
    """The key of what is made of a sheet by these versions of what makes it and keeps it."""
    import cssselect2
    import tinycss2
    import weasyprint

    return cache.digest(
        MAGIC_NUMBER,
        weasyprint.VERSION,
        tinycss2.VERSION,
        cssselect2.VERSION,
        cache.code("writers/pdf/shortcuts"),
        *source,
    )


def built_in(make: Callable[..., Any], *, string: str, counter_style: dict[str, Any] | None = None) -> Any:
    """A sheet of WeasyPrint's own.

    Args:
        make: WeasyPrint's `CSS`.
        string: The sheet.
        counter_style: What the sheet adds the counters to that it names.
    """
    names = counter_style if counter_style is not None else {}
    key = key_of(string)
    found = brought(key)
    if found is None:
        found = make(string=string, counter_style=names), dict(names)
        keep(key, found)
    names.update(found[1])
    return found[0]


class _Pickler(pickle.Pickler):
    """Keeps the code of tests, which pickle could not."""

    def reducer_override(self, found: Any) -> Any:
        if isinstance(found, FunctionType) and found.__name__ == "<lambda>":
            assert found.__globals__.keys() >= TESTED_WITH.keys()
            assert not found.__closure__
            return _test, (marshal.dumps(found.__code__),)
        return NotImplemented


def _test(code: bytes) -> FunctionType:
    loaded = marshal.loads(code)
    assert isinstance(loaded, CodeType)
    return FunctionType(loaded, TESTED_WITH)


class _Noted:
    """In place of fonts: what a sheet would load."""

    def __init__(self) -> None:
        self.faces: list[Face] = []

    def add_font_face(self, descriptors: Face, _fetcher: Any) -> None:
        self.faces.append(descriptors)


def shared_sheets(
    css: Sequence[str], base: str, fetcher: Any, messages: Sequence[str]
) -> tuple[list[Any], SharedFonts]:
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
