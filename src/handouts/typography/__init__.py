"""One typographic pass over finished HTML, the same for pages and slides.

Authors type what a keyboard has: straight quotes and apostrophes, hyphens for dashes, plain spaces. Here they become
what the language of each element prints, and what must not be torn apart at a line's end is bound. What is typed
right already stays as it is, so that a second pass changes nothing.

Here the paragraphs are found in HTML, since a quotation may open inside an `<em>` and close outside it; `setting` sets
them by the conventions of each language. That is why no library does it: those at hand see one piece of text between
two tags, one language a document, or only what was Markdown. All that is no running text keeps its bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from handouts.languages.spelling import NARROW, NBSP
from handouts.typography.setting import APOSTROPHE, RESERVED, Piece, conventions, set_paragraphs

__all__ = ["ADDED", "NARROW", "NBSP", "marks_of", "set_html", "set_text"]

ADDED = f"{NBSP}{NARROW}{APOSTROPHE}–—…′″"
"""What may take the place of what is typed in any language; beside it only `marks_of` one."""

_TOKEN = re.compile(r"""(<!--.*?(?:-->|\Z)|<(?:[^<>"']|"[^"]*"|'[^']*')*>)""", re.DOTALL)
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)")
_LANG = re.compile(r"""\slang=["']([^"']*)["']""")
_SPOKEN = re.compile(
    r"""(?<=\s)(?P<name>alt|aria-label|title|data-(?:head|foot|name|bookmark|unit|outside|notes))="""
    r"""(?P<quote>["'])(?P<words>.*?)(?P=quote)""",
    re.DOTALL,
)
"""Attributes that are read out, and those that style sheets, figures and slides print."""
_META = re.compile(r"""(<meta name=["'](?:description|keywords|footer)["'] content=)(["'])(.*?)\2""", re.DOTALL)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_VERBATIM = frozenset("script style pre code kbd samp svg math".split())
_INLINE = frozenset(
    "a abbr b bdi bdo br cite code data del dfn em i img input ins kbd label mark math q rp rt ruby s samp small span "
    "strong sub sup svg time u var wbr".split()
)
_STAND_IN = {"br": "\u2028", "img": "\ufffc", "input": "\ufffc"}
"""What an element without text is to the words around it."""
_ADDRESS = re.compile(
    r"((?:https?://|www\.|(?<![\w@])[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/)(?:[^\s<>\"'„“”‚‘’]|'(?=\w))+"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w@.-])(?:[\w-]+\.)+(?:at|ch|com|de|edu|eu|gov|info|net|org|uk)\b(?![.-]\w))"
)
"""Addresses on the web, also as they are printed, without their protocol, and of mailboxes."""
_MAY_BE_ADDRESS = re.compile(r"[/@]|www\.|\w\.[acdegionu][a-z]")
_LONG = re.compile(r"[^\s<>&;]{30,}")
"""What no language breaks in time; of what German can, the pages' style sheet breaks only what they do not."""
_WRAPPED = re.compile(r"""\s(?:class=["'](?:address|link-address|long)["']|data-personal=)""")
"""Elements whose words are wrapped already, or have to stay one run of text: what differs between copies."""
_ENTITY = re.compile(r"&(?:#34|#x22|quot|#39|#x27|apos|#160|#xa0|nbsp);", re.IGNORECASE)
_ENTITIES = {"34": '"', "x22": '"', "quot": '"', "39": "'", "x27": "'", "apos": "'"}


def marks_of(tags: Iterable[str]) -> Iterator[str]:
    """The quotation marks that texts in some languages may be set with."""
    for tag in tags:
        if found := conventions(tag):
            yield "".join((*found.double, *found.single))


def set_text(text: str, language: str) -> str:
    """One paragraph of running text, set by the rules of its language; other languages stay as they are."""
    return "".join(set_paragraphs([_pieces(text, language)])[0])


def set_html(html: str) -> str:
    """A whole document, each text by the nearest `lang`; code, styles and drawings are left alone."""
    tokens = _TOKEN.split(html)
    paragraphs = list(_paragraphs(tokens))
    texts = set_paragraphs([[part.piece for part in paragraph] for paragraph in paragraphs])
    changed: dict[int, str] = {}
    for paragraph, words in zip(paragraphs, texts, strict=True):
        for part, text in zip(paragraph, words, strict=True):
            if part.token is not None:
                changed[part.token] = changed.get(part.token, "") + _wrapped(text, part.wrap)
    return "".join(changed.get(index, token) for index, token in enumerate(tokens))


def _wrapped(text: str, wrap: str) -> str:
    """Text in which the style sheet of pages finds the addresses, which get no hyphen, and words longer than a line."""
    if wrap == "address":
        return f'<span class="address">{text}</span>'
    return _LONG.sub(r'<span class="long">\g<0></span>', text) if wrap == "long" else text


class _Part(NamedTuple):
    """A piece and the number of the token that it is in; None for what stands for an element without text.

    `wrap` says what may be wrapped: the piece as an address, or long words in it.
    """

    piece: Piece
    token: int | None
    wrap: str = ""


class _Open(NamedTuple):
    name: str
    language: str
    verbatim: bool
    wrapped: bool = False
    """Whether nothing in it is to be wrapped."""


def _paragraphs(tokens: list[str]) -> Iterator[list[_Part]]:
    """The running text between tags that begin or end a paragraph; texts in attributes are set on the way."""
    paragraph: list[_Part] = []
    elements = [_Open("", "", False)]
    for index, token in enumerate(tokens):
        tag = _TAG.match(token)
        if tag is None:
            if elements[-1].name == "title" and not elements[-1].verbatim:
                tokens[index] = _name(token, elements[-1].language)
            elif paragraph or not token.isspace():
                paragraph.extend(_parts(index, token, elements[-1]))
            continue
        name = tag[2].lower()
        if name not in _INLINE and paragraph:
            yield paragraph
            paragraph = []
        if name in _STAND_IN:
            paragraph.append(_Part(Piece(_STAND_IN[name], ""), None))
        language = _follow(elements, token, name, closing=bool(tag[1]))
        tokens[index] = _spoken(token, language)
    if paragraph:
        yield paragraph


def _parts(index: int, token: str, element: _Open) -> Iterator[_Part]:
    if not token or token.startswith("<!--"):
        return
    if element.verbatim:
        yield _Part(Piece(token, ""), index)
    else:
        kept = element.wrapped or RESERVED.search(token)
        for number, piece in enumerate(pieces := _pieces(token, element.language)):
            address = len(pieces) > 1 and number % 2
            yield _Part(piece, index, "" if kept else "address" if address else "long")


def _pieces(text: str, language: str) -> list[Piece]:
    """Text with its addresses kept apart; entities of straight marks and spaces become what they stand for."""
    if conventions(language) is None or RESERVED.search(text):
        return [Piece(text, "")]
    if "&" in text:
        text = _ENTITY.sub(lambda match: _ENTITIES.get(match[0][1:-1].lstrip("#").lower(), "\u00a0"), text)
    if not _MAY_BE_ADDRESS.search(text):
        return [Piece(text, language)]
    return [Piece(part, "" if odd % 2 else language) for odd, part in enumerate(_ADDRESS.split(text))]


def _name(text: str, language: str) -> str:
    """The name or description of a document: it is searched for, so its spaces stay plain."""
    return set_text(text, language).replace(NBSP, " ").replace(NARROW, " ")


def _spoken(token: str, language: str) -> str:
    """A tag with the words in its attributes set."""
    if "=" not in token or not language:
        return token
    if token.startswith("<meta"):
        return _META.sub(lambda match: match[1] + match[2] + _name(match[3], language) + match[2], token)
    return _SPOKEN.sub(
        lambda match: f"{match['name']}={match['quote']}{set_text(match['words'], language)}{match['quote']}", token
    )


def _follow(elements: list[_Open], token: str, name: str, *, closing: bool) -> str:
    """Note what opens or closes; a stray end tag closes nothing. Returns the language of the element."""
    _, language, verbatim, wrapped = elements[-1]
    if closing:
        for index in range(len(elements) - 1, 0, -1):
            if elements[index].name == name:
                del elements[index:]
                break
        return ""
    own = _LANG.search(token)
    language = own[1] if own else language
    if name not in _VOID and not token.endswith("/>"):
        wrapped = wrapped or name == "a" or bool(_WRAPPED.search(token))
        elements.append(_Open(name, language, verbatim or name in _VERBATIM, wrapped))
    return language
