"""Whether short cuts are to be taken at all."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from handouts.installed import PROVED
from handouts.shortcuts import switched_off

VERSIONS = {
    "weasyprint": f"__version__ = '{PROVED}'".encode("ascii"),
    "pydyf": b"__version__ = '0.13.0'",
    "pyphen": b"__version__ = '0.18.1'",
    "tinyhtml5": b'__version__ = "2.1.0"',
}
"""What stands in the first lines of the versions that they are written for."""
NEEDS = {"boxes": "styles", "lines": "sheets", "lineboxes": "lines", "glyphs": "lines"}
"""What a short cut builds upon: that without it is off as well."""
HEAD = 1000
"""Bytes; asking for the metadata of packages takes longer."""


@cache
def enabled(name: str = "", *libraries: str) -> bool:
    """Whether nobody has turned a short cut off, and these libraries and WeasyPrint are those it is written for."""
    if switched_off(name) or not all(VERSIONS[one] in _head(one) for one in ("weasyprint", *libraries)):
        return False
    return name not in NEEDS or enabled(NEEDS[name])


def _head(name: str) -> bytes:
    """How a package begins; it is not imported."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        return b""
    with Path(spec.origin).open("rb") as file:
        return file.read(HEAD)
