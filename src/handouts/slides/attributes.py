"""Attributes of a page as HTML's rules read them: whole numbers as plain digits, languages that are some.

Whoever reads an attribute afterwards finds what it expects, or that it is not there.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from handouts.slides.inline import STEP

_WHOLE = re.compile(r"[ \t\n\f\r]*([+-]?)0*([0-9]+)", re.ASCII)
"""HTML's rules for parsing integers: what follows the digits does not matter."""
_MOST = {
    "colspan": 1000,
    "data-decimals": 10,
    "data-fragment-index": 32767,
    "data-least": 400,
    "rowspan": 32767,
    "start": 999_999,
}
"""The attributes that are whole numbers, and the highest that makes sense; those of list items, see `_ITEM`."""
_ITEM = {**_MOST, "value": _MOST["start"]}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,5}", re.ASCII)
"""A language tag (BCP 47), as far as it is of one of the languages that have a code of their own."""
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
LANGUAGES = ("lang", "xml:lang", _XML_LANG)


def is_language(tag: str) -> bool:
    """Whether a text may be a language tag; `de_DE` counts, as it is meant well."""
    return not tag or bool(_LANGUAGE.fullmatch(tag.replace("_", "-")))


def normalise(root: HtmlElement) -> None:
    """Write numbers and languages plainly; take away those that are none, and notes that only this tool makes."""
    for element in root.iter("*"):
        element.attrib.pop(STEP, None)
        for name, most in (_ITEM if element.tag == "li" else _MOST).items():
            if (value := element.get(name)) is not None:
                _set(element, name, _whole(value, most))
        for name in LANGUAGES:
            if (value := element.get(name)) is not None:
                tag = value.strip().replace("_", "-")
                _set(element, name, tag if is_language(tag) else None)


def _set(element: HtmlElement, name: str, value: str | None) -> None:
    if value is None:
        del element.attrib[name]
    elif value != element.get(name):
        element.set(name, value)


def _whole(value: str, most: int) -> str | None:
    match = _WHOLE.match(value)
    if match is None:
        return None
    number = min(int(match[2]) if len(match[2]) <= len(str(most)) else most, most)
    return f"{'-' if match[1] == '-' and number else ''}{number}"
