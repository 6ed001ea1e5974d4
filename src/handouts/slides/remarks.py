"""What a deck written by somebody else loses on its way to slides: nothing of its text, but some of its looks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement, defs

from handouts.slides.diagrams import lost_diagrams
from handouts.slides.hidden import hidden_in
from handouts.slides.inline import address_of, stand_in, tag
from handouts.slides.tables import lost_charts
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
_GROUNDS = ("data-background", "data-background-image", "data-background-video", "data-background-iframe")


@dataclass(frozen=True, order=True)
class Remark:
    """Something that slides show otherwise than the page does; `line` counts from 1."""

    line: int
    message: str


def remarks(root: HtmlElement) -> tuple[Remark, ...]:
    """What is in a document that slides cannot hold as it is, each kind once for each place."""
    body = root.find("body")
    hidden = hidden_in(root)
    found = _found(root if body is None else body, frozenset(hidden))
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
        if "math" in (element.get("class") or "").split():
            yield Remark(line, f"a formula is shown as plain text: {element.text_content()[:60]}")
        if any(element.get(ground) for ground in _GROUNDS):
            yield Remark(line, "the slide's own background is left out; the theme has one")
        for attribute in LANGUAGES:
            if not is_language(told := (element.get(attribute) or "").strip()):
                yield Remark(line, f"“{told[:60]}” is no language (lang); that of the text around is taken")
        if name in ("a", "link") and address_of(element).lower().startswith(("javascript:", "file:")):
            yield Remark(line, f"a link to {address_of(element)[:60]} is left out; its text is kept")
