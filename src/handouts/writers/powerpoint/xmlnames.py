"""Names of XML elements and attributes in the namespaces of Office files."""

from __future__ import annotations

from functools import lru_cache

from pptx.oxml import ns


@lru_cache(maxsize=1024)
def qn(name: str) -> str:
    """The name as lxml wants it, of one with the usual prefix.

    >>> qn("a:p")
    '{http://schemas.openxmlformats.org/drawingml/2006/main}p'
    """
    return str(ns.qn(name))
