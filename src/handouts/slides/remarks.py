"""What a deck written by somebody else loses on its way to slides: nothing of its text, but some of its looks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement, defs

from handouts.model.address import may_be_linked
from handouts.slides.diagrams import lost_diagrams
from handouts.slides.fragments import lost_effect
from handouts.slides.hidden import hidden_in, is_notes
from handouts.slides.inline import address_of, stand_in, tag
from handouts.slides.jumps import Jumps
from handouts.slides.looks import declared_in
from handouts.slides.tables import lost_charts, sets_pictures
from handouts.slides.tree import LANGUAGES, is_language

_SHOWN = {
    "video": "a film",
    "audio": "a recording",
    "iframe": "another page",
    "object": "an embedded object",
    "embed": "an embedded object",
    "canvas": "a drawing made by a script",
    "svg": "a drawing",
    "input": "a field",
    "math": "a formula",
}
_KNOWN = defs.tags | frozenset(
    "article aside audio bdi canvas data datalist details dialog embed figcaption figure footer header hgroup main "
    "mark math menu meter nav output picture progress rp rt ruby section slot source summary svg template time track "
    "video wbr".split()
)
_LEFT_OUT = frozenset(("svg", "math", "template"))
"""What is said of these is said of all that is in them."""
_DEEPEST = 9
"""Levels of lists that PowerPoint has."""
_SIZE = "a size of its own, which text on slides has from the theme"
_FONT = "a font of its own, which slides have from the theme"
_PLACE = "a place of its own, which slides give things in their order"
_BOX = "a ground or border of its own, which is left out"
_MOVES = "a transition or animation, which is left out"
_LOOKS = {
    "font-size": _SIZE,
    "zoom": _SIZE,
    "font-family": _FONT,
    "position": _PLACE,
    "float": _PLACE,
    "transform": _PLACE,
    "border": _BOX,
    "border-left": _BOX,
    "box-shadow": _BOX,
    "background-color": _BOX,
    "background": _BOX,
    "animation": _MOVES,
    "transition": _MOVES,
    "text-transform": "letters changed to capitals or small ones, which are as they were typed",
    "letter-spacing": "letters set apart, which stand as the font has them",
    "filter": "a filter, which is left out",
    "clip-path": "a cut of its own, which is left out",
}
"""What declarations ask for that slides do not give; each is said once."""
_CUT = "a background cut, repeated or faint in a way of its own, which covers the slide instead"
_GROUNDS = ("data-background-size", "data-background-position", "data-background-repeat", "data-background-opacity")
_ATTRIBUTES = {
    **dict.fromkeys(_GROUNDS, _CUT),
    "data-transition": _MOVES,
    "data-auto-animate": _MOVES,
    "data-background-transition": _MOVES,
}
_TAGS = {"small": _SIZE, "big": _SIZE, "marquee": _MOVES, "blink": _MOVES}
_CLASSES = {"r-fit-text": _SIZE, "r-stack": "things one over the other, which follow one another", "absolute": _PLACE}
_WORDS_ONLY = {
    **dict.fromkeys(("td", "th", "caption"), "a table"),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "a heading"),
    **dict.fromkeys(("figcaption",), "a caption"),
    **dict.fromkeys(("blockquote",), "a quotation"),
    **dict.fromkeys(("pre",), "code"),
}
"""What holds words only on slides, and what it is called."""
_MARKED = frozenset("span mark font b em strong i code section".split())
"""Whose grounds are kept."""
_USUAL = ("none", "initial", "inherit", "static", "relative", "normal", "0", "transparent", "auto", "unset", "0px")


@dataclass(frozen=True, order=True)
class Remark:
    """Something that slides show otherwise than the page does; `line` counts from 1."""

    line: int
    message: str


def hidden_remarks(root: HtmlElement) -> tuple[Remark, ...]:
    """What a page hides, so that it is on no slide."""
    return tuple(sorted({*map(_hidden, hidden_in(root))}))


def remarks(root: HtmlElement) -> tuple[Remark, ...]:
    """What is in a document that slides cannot hold as it is, each kind once for each place."""
    body = root.find("body")
    hidden = hidden_in(root)
    shown = root if body is None else body
    found = {*_found(shown, frozenset(hidden)), *_looks(shown), *_lost_links(root, shown)}
    return tuple(sorted({*map(_hidden, hidden), *found})) if len(root) else ()


def _hidden(element: HtmlElement) -> Remark:
    words = " ".join(" ".join(element.itertext()).split())
    told = f"<{tag(element)}> is hidden on the page, so it is not on the slides either"
    return Remark(element.sourceline or 0, told + (f": {words[:60]}" if words else ""))


def _found(body: HtmlElement, hidden: frozenset[HtmlElement]) -> Iterator[Remark]:
    for element in body.iterdescendants():
        name, line = tag(element), element.sourceline or 0
        around = [element, *element.iterancestors()]
        if not name or not _LEFT_OUT.isdisjoint(map(tag, around[1:])) or not hidden.isdisjoint(around):
            continue
        if name in _SHOWN and element.get("type") not in ("checkbox", "radio", "hidden"):
            words = stand_in(element).strip()
            yield Remark(line, f"{_SHOWN[name]} (<{name}>) is shown as words" + (f": {words[:60]}" if words else ""))
        elif name not in _KNOWN:
            yield Remark(line, f"<{name}> is not known; its text is kept")
        for lost in (*lost_charts(element), *lost_diagrams(element)):
            yield Remark(line, lost)
        if name == "img" and (where := _among_words(around[1:])):
            words = stand_in(element).strip()
            yield Remark(line, f"a picture in {where} is shown as words" + (f": {words[:60]}" if words else ""))
        if effect := lost_effect(element):
            yield Remark(line, effect)
        if name == "li" and sum(tag(one) in ("ul", "ol") for one in around) > _DEEPEST:
            yield Remark(line, f"lists have {_DEEPEST} levels on slides; what is deeper stands on the last")
        for attribute in LANGUAGES:
            if not is_language(told := (element.get(attribute) or "").strip()):
                yield Remark(line, f"“{told[:60]}” is no language (lang); that of the text around is taken")


def _among_words(around: list[HtmlElement]) -> str:
    """In what a picture is that can hold words only."""
    for element in around:
        if tag(element) in _WORDS_ONLY:
            inside = tag(element) in ("td", "th")
            table = next((one for one in around if tag(one) == "table"), None)
            return "" if inside and table is not None and sets_pictures(table) else _WORDS_ONLY[tag(element)]
        if is_notes(element):
            return "notes"
    return ""


def _lost_links(root: HtmlElement, body: HtmlElement) -> Iterator[Remark]:
    """Links that lead neither into the web, nor to a slide."""
    jumps = Jumps(root, list(root.iter("section")))
    for element in body.iter("a"):
        address = address_of(element) if element.get("href") else ""
        said = element.text_content().strip() or element.find(".//img") is not None
        if address in ("", "#") or may_be_linked(address) or not said:
            continue
        if not jumps.of(element):
            yield Remark(element.sourceline or 0, f"a link to {address[:60]} is left out; its text is kept")


def _looks(body: HtmlElement) -> Iterator[Remark]:
    """What looks a page asks for that slides do not have: each kind once, with its first line and how often."""
    lines: dict[str, list[int]] = {}
    for element in body.iter():
        if not tag(element) or any(tag(around) in _LEFT_OUT for around in element.iterancestors()):
            continue
        for kind in {*_asked(element)}:
            lines.setdefault(kind, []).append(element.sourceline or 0)
    for kind, places in lines.items():
        often = f" ({len(places)} times)" if len(places) > 1 else ""
        yield Remark(places[0], f"the page asks for {kind}{often}")


def _asked(element: HtmlElement) -> Iterator[str]:
    name = tag(element)
    if name in _TAGS:
        yield _TAGS[name]
    for one in (element.get("class") or "").split():
        if one in _CLASSES:
            yield _CLASSES[one]
    for attribute, kind in _ATTRIBUTES.items():
        if element.get(attribute) not in (None, "none", "cover", "center", "no-repeat", "1"):
            yield kind
    if not element.get("style") or name == "section":
        return
    for asked, value in declared_in(element).items():
        kept = asked.startswith("background") and name in _MARKED
        if asked in _LOOKS and not kept and value not in _USUAL:
            yield _LOOKS[asked]
