"""Characters that no document may hold (XML 1.0, 2.2): found in HTML as typed, and as `&#…;`.

HTML → tree, all of it or an error: the parser leaves out the rest once something is nested too deep or too large.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from handouts.errors import ContentError, one_problem

LINE = "\u2028"
"""What a line break within a paragraph becomes that PowerPoint and Word paste as a vertical tab."""
_RAW = r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
_REFERENCE = r"&#(?:[xX]0*([0-9a-fA-F]+)|0*([0-9]+));?"
_TYPED, _REFERRED, _BOTH = (re.compile(found) for found in (_RAW, _REFERENCE, f"{_RAW}|{_REFERENCE}"))
_BLANK = {0x0B: LINE, 0x0C: " "}
"""What has a meaning: the vertical tab, and the form feed, which is white space in HTML."""
_GONE = dict.fromkeys((*range(0x09), *range(0x0E, 0x20), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "")
_INSTEAD = {**_GONE, **_BLANK}
_DIGITS = 7
"""Of the highest number of a character; more are of none."""


def legible(html: str) -> str:
    """HTML without characters that no document may hold; a vertical tab becomes `LINE`, a form feed a space."""
    if _TYPED.search(html):
        html = html.translate(_INSTEAD)
    return _REFERRED.sub(_kept, html)


def illegible(html: str) -> Iterator[tuple[int, str]]:
    """The line and the name of each character that `legible` leaves out."""
    place, line = 0, 1
    for match in _BOTH.finditer(html):
        if _kept(match) == "":
            line += html.count("\n", place, match.start())
            place = match.start()
            yield line, f"U+{ord(match[0]):04X}" if len(match[0]) == 1 else match[0][:20]


def _kept(match: re.Match[str]) -> str:
    """What is to stand for a character, typed or referred to by its number."""
    code = _code(match)
    return "" if code > 0x10FFFF else _INSTEAD.get(code, match[0])


def _code(match: re.Match[str]) -> int:
    digits, base = (match[1], 16) if match[1] else (match[2], 10)
    if digits is None:
        return ord(match[0])
    return int(digits, base) if len(digits) <= _DIGITS else sys.maxsize


def tree_of(html: str, name: str = "") -> HtmlElement:
    """The tree of a whole document; `name` is what messages call it.

    Raises:
        ContentError: Nothing is in it, or not all of it could be read.
    """
    # Without huge_tree a text or an attribute ends after 10 MB, which a picture in a data: address may have.
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        root: HtmlElement = lxml.html.document_fromstring(html.encode(), parser=parser)
    except etree.ParserError as error:
        raise ContentError(one_problem(name, "there is nothing in it")) from error
    except etree.LxmlError as error:
        raise ContentError(one_problem(name, "it cannot be read as HTML with the memory there may be")) from error
    for found in parser.error_log.filter_from_fatals():
        message = (
            f"it cannot be read further than here ({found.message}); take apart what is nested so deep or so large"
        )
        raise ContentError(one_problem(name, message, found.line))
    return root
