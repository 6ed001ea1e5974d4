"""Copies of a layout, each with what is its reader's own: one file a copy, or all copies of a class in one.

What of an HTML document is personal are elements with nothing but words, and pictures, marked by `data-personal`; here
they are found and filled in, codes as pictures for cameras (segno). `files` writes the objects of a layout as a file,
what all its copies have in common once. `merged` puts copies of one or several layouts into one file, with tags,
bookmarks, links and fields of each. Nothing here lays anything out; numbers in brackets are sections of ISO 32000-1.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterable
from html import escape
from io import BytesIO

import segno

from handouts.model.layout import Values
from handouts.writers.personal.files import Copier
from handouts.writers.personal.merged import Merged, merge

__all__ = ["Copier", "Merged", "blank", "fill", "keys_of", "merge", "qr_address"]

QUIET = 4
"""Modules that stay white around it (ISO/IEC 18004, 9.1)."""
_WORDS = re.compile(r"""(<(?P<tag>[a-z][a-z0-9]*)\b[^<>]*\sdata-personal="(?P<key>\w+)"[^<>]*>)[^<>]*(?=</(?P=tag)>)""")
_PICTURE = re.compile(r"""<img\b(?=[^<>]*\sdata-personal="(?P<key>\w+)")[^<>]*>""")
_SOURCE = re.compile(r"""\ssrc="[^"]*\"""")


def qr_address(code: str) -> str:
    """A code as a QR code, in an address that holds the picture itself (SVG). 15 % of it may be illegible."""
    out = BytesIO()
    symbol = segno.make_qr(code, error="m")
    symbol.save(out, kind="svg", border=QUIET, xmldecl=False, svgns=True, omitsize=True, dark="#000")
    return f"data:image/svg+xml;base64,{b64encode(out.getvalue()).decode('ascii')}"


def keys_of(html: str) -> list[str]:
    """What is marked, in order, as often as it is."""
    found = [*_WORDS.finditer(html), *_PICTURE.finditer(html)]
    return [match["key"] for match in sorted(found, key=lambda match: match.start())]


def fill(html: str, values: Values) -> str:
    """The document with these values at its marks; marks of no value are left empty."""
    return _with(html, lambda key: values.get(key, ""))


def blank(html: str, keys: Iterable[str]) -> str:
    """The document with nothing at these marks."""
    return _with(html, lambda key: "", frozenset(keys))


def _with(html: str, value: Callable[[str], str], keys: frozenset[str] | None = None) -> str:
    def words(match: re.Match[str]) -> str:
        chosen = keys is None or match["key"] in keys
        return match[1] + escape(value(match["key"]), quote=False) if chosen else match[0]

    def picture(match: re.Match[str]) -> str:
        if keys is not None and match["key"] not in keys:
            return match[0]
        return _SOURCE.sub(lambda _: f' src="{escape(value(match["key"]))}"', match[0])

    return _PICTURE.sub(picture, _WORDS.sub(words, html))
