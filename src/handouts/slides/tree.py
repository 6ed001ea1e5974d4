"""HTML → the tree of a page, in which whoever reads it finds what it expects: all of the page, or an error.

The parser leaves out the rest once something is nested too deep or too large, so that is refused. Characters that no
document may hold (XML 1.0, 2.2) go, found as typed and as `&#…;`. Sections that hold Markdown (`data-markdown`) become
what reveal.js would make of them. Attributes are as HTML's rules read them: whole numbers as plain digits, languages
that are some, or they are not there.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import islice
from textwrap import dedent

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from handouts.charttable import XML_LANG
from handouts.errors import ContentError, one_problem

LINE = "\u2028"
"""What a line break within a paragraph becomes that PowerPoint and Word paste as a vertical tab."""
STEP = "data-step"
"""The attribute that notes with which click an element appears, from 1."""
JUMP = "data-jump"
"""The attribute that notes to which slide a link leads."""
_RAW = r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
_REFERENCE = r"&#(?:[xX]0*([0-9a-fA-F]+)|0*([0-9]+));?"
_TYPED, _REFERRED, _BOTH = (re.compile(found) for found in (_RAW, _REFERENCE, f"{_RAW}|{_REFERENCE}"))
_BLANK = {0x0B: LINE, 0x0C: " "}
"""What has a meaning: the vertical tab, and the form feed, which is white space in HTML."""
_GONE = dict.fromkeys((*range(0x09), *range(0x0E, 0x20), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "")
_INSTEAD = {**_GONE, **_BLANK}
_DIGITS = 7
"""Of the highest number of a character; more are of none."""
_SLIDE = r"^\r?\n---\r?\n$"
_NOTES = r"^\s*notes?:"
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
LANGUAGES = ("lang", "xml:lang", XML_LANG)


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
    _empty_void(root)
    return root


def _empty_void(root: HtmlElement) -> None:
    """Take out of elements that hold nothing what libxml2 has put into them, since it knows HTML 4 only."""
    for element in list(root.iter("source", "track", "wbr")):
        parent = element.getparent()
        if parent is None or not (len(element) or element.text):
            continue
        last, tail = element, element.tail or ""
        element.tail, element.text = element.text, None
        for inner in list(element):
            last.addnext(inner)
            last = inner
        last.tail = (last.tail or "") + tail


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


def expand_markdown(root: HtmlElement) -> None:
    """Replace each section that holds Markdown by the sections it stands for.

    Separators are reveal.js's: `data-separator` (a line `---` between blank lines) between slides,
    `data-separator-vertical` (none) between those of a stack, `data-separator-notes` (`Note:`) before the notes.
    Only Markdown in the page itself is read. What it becomes has the line of its section.
    """
    for section in [*root.iter("section")]:
        if section.get("data-markdown") == "":
            _expand(section)


def _expand(section: HtmlElement) -> None:
    holder = next(section.iter("textarea", "script"), None)
    text = dedent((section if holder is None else holder).text_content().expandtabs(4))
    slides = _cut(text, section.get("data-separator") or (_SLIDE if holder is not None else None))
    stacks = [_cut(slide, section.get("data-separator-vertical")) for slide in slides]
    notes = section.get("data-separator-notes") or _NOTES
    made = [_stack([_section(part, notes) for part in stack]) for stack in stacks]
    for name, value in section.attrib.items():
        if not name.startswith(("data-markdown", "data-separator")):
            for one in made:
                one.set(name, value)
    for element in (inner for one in made for inner in one.iter()):
        element.sourceline = section.sourceline
    parent = section.getparent()
    if parent is not None:
        made[-1].tail = section.tail
        place = parent.index(section)
        parent[place : place + 1] = made


def _cut(text: str, separator: str | None, most: int = 0, flags: int = 0) -> list[str]:
    """The pieces between separators; groups in an expression are no pieces, and one that is none separates nothing."""
    try:
        found = re.compile(separator or "", re.MULTILINE | flags) if separator else None
    except (re.error, OverflowError):
        found = None
    if found is None:
        return [text]
    pieces, place = [], 0
    for match in islice(found.finditer(text), most or None):
        pieces.append(text[place : match.start()])
        place = match.end()
    return [*pieces, text[place:]]


def _stack(sections: list[HtmlElement]) -> HtmlElement:
    if len(sections) == 1:
        return sections[0]
    stack = lxml.html.Element("section")
    stack.extend(sections)
    return stack


def _section(text: str, notes: str) -> HtmlElement:
    said, *aside = _cut(text, notes, 1, re.IGNORECASE)
    section = lxml.html.Element("section")
    section.extend(_html(said))
    _take_comments(section)
    if aside:
        spoken = lxml.html.Element("aside")
        spoken.set("class", "notes")
        spoken.extend(_html(aside[0]))
        section.append(spoken)
    return section


def _html(text: str) -> Iterator[HtmlElement]:
    """Markdown as elements, HTML in it included, as reveal.js has it."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    markdown = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    made = markdown.use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True).render(
        legible(text)
    )
    for piece in lxml.html.fragments_fromstring(made, parser=lxml.html.HTMLParser(huge_tree=True)):
        if isinstance(piece, str):
            continue
        yield piece


_COMMENT = re.compile(r"\s*\.(slide|element)\s*:(.*)", re.DOTALL)
_ATTRIBUTE = re.compile(r"""([\w-]{1,40})\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))""")


def _take_comments(section: HtmlElement) -> None:
    """Do as comments in Markdown tell reveal.js: `.slide:` sets attributes, `.element:` those of what is before."""
    for comment in [one for one in section.iter() if not isinstance(one.tag, str)]:
        told = _COMMENT.fullmatch(comment.text or "")
        if not told:
            continue
        owner = section if told[1] == "slide" else comment.getprevious()
        if owner is None and told[1] == "element":
            owner = comment.getparent()
        if owner is None or not isinstance(owner.tag, str):
            continue
        for name, *values in _ATTRIBUTE.findall(told[2]):
            value = next(filter(None, values), "")
            owner.set(name, f"{owner.get('class')} {value}" if name == "class" and owner.get("class") else value)


def is_language(tag: str) -> bool:
    """Whether a text may be a language tag; `de_DE` counts, as it is meant well."""
    return not tag or bool(_LANGUAGE.fullmatch(tag.replace("_", "-")))


def normalise(root: HtmlElement) -> None:
    """Write numbers and languages plainly; take away those that are none, and notes that only this tool makes."""
    for element in root.iter("*"):
        element.attrib.pop(STEP, None)
        element.attrib.pop(JUMP, None)
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
