"""Names in the namespaces of Office files (ECMA-376), and the first import of python-pptx, made cheaper.

The library takes one function of `xml.sax.saxutils`, which loads `urllib.request` with HTTP, e-mail and TLS: a fiftieth
of the time that a deck takes. So that module is imported lazily, when something of it is asked for.
(`importlib.util.LazyLoader` loads a module as soon as it is imported a second time.)
"""

from __future__ import annotations

import sys
import urllib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib import import_module
from types import ModuleType


@contextmanager
def _lazy_import(package: ModuleType, short: str) -> Iterator[None]:
    """Let imports of a module meanwhile get a stand-in, which loads it when an attribute is looked up."""
    name = f"{package.__name__}.{short}"
    if name in sys.modules:
        yield
        return
    stand_in = ModuleType(name)
    stand_in.__getattr__ = lambda attribute: getattr(import_module(name), attribute)  # type: ignore[method-assign]
    sys.modules[name] = stand_in
    try:
        yield
    finally:
        if sys.modules[name] is stand_in:
            del sys.modules[name]
            setattr(package, short, stand_in)


with _lazy_import(urllib, "request"):
    from pptx.oxml import ns


EMU = 914400
"""English Metric Units to the inch, the unit of lengths in the file."""
TABLE_STYLE = "{6F0C1A52-7D0B-4F5E-9C7A-2B8E3D41A961}"
"""The identifier of this tool's own table style, in tableStyles.xml and in each table."""


MEDIUM_STYLE_2 = "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"
"""What PowerPoint gives tables if nobody says otherwise; every version knows it."""
VIEW = '<p:viewPr xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"/>'
"""How the windows of PowerPoint are laid out: as it likes."""


@lru_cache(maxsize=1024)
def qn(name: str) -> str:
    """The name as lxml wants it, of one with the usual prefix.

    >>> qn("a:p")
    '{http://schemas.openxmlformats.org/drawingml/2006/main}p'
    """
    return str(ns.qn(name))


def emu(inches: float) -> int:
    """Inches in the unit of the file (English Metric Units)."""
    return round(inches * EMU)
