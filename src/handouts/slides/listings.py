"""`<pre>` → lines of code as they were typed, with what highlighters say of their words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml.html import HtmlElement

from handouts.model.deck import Paragraph, Run
from handouts.slides.inline import Style, join, tag
from handouts.slides.tree import LINE


def listing_of(listing: HtmlElement, style: Style) -> tuple[Paragraph, ...]:
    """The lines of a listing, one paragraph each; what stands in before them does not collapse."""
    lines = _lines([replace(run, code=True) for run in _typed(listing, replace(style, code=True))])
    if any(owner.get("data-trim") is not None for owner in (listing, *listing.iter("code"))):
        lines = _dedented(lines)
    while lines and not "".join(run.text for run in lines[-1]).strip():
        lines.pop()
    while lines and not "".join(run.text for run in lines[0]).strip():
        lines.pop(0)
    return tuple(Paragraph(_kept(runs, style), step=style.step, tight=True) for runs in lines)


def _typed(element: HtmlElement, style: Style) -> Iterator[Run]:
    """The text of code with its looks, scripts that hold examples included."""
    yield style.run(element.text or "")
    for child in element:
        if tag(child) == "br":
            yield style.run("\n")
        elif tag(child):
            yield from _typed(child, _token(child, style.within(child)))
        yield style.run(child.tail or "")


def _token(element: HtmlElement, style: Style) -> Style:
    """The looks of a word by what highlighters call its kind: pandoc's, Pygments's and highlight.js's short names."""
    for name in (element.get("class") or "").split():
        if name in _KEYWORDS:
            return replace(style, bold=True)
        if name in _COMMENTS:
            return replace(style, italic=True, colour="595959")
        if name in _LITERALS:
            return replace(style, colour="7A3E00")
    return style


_KEYWORDS = frozenset("kw cf im k kn kd hljs-keyword hljs-built_in".split())
_COMMENTS = frozenset("co do c c1 cm hljs-comment".split())
_LITERALS = frozenset("st ch vs ss dv bn fl s s1 s2 mi mf hljs-string hljs-number".split())


def _lines(runs: list[Run]) -> list[list[Run]]:
    """Runs cut at their line breaks, tabs as spaces."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        for place, piece in enumerate(re.split(rf"\r\n|[\n\r{LINE}]", run.text)):
            if place:
                lines.append([])
            if piece:
                column = sum(len(one.text) for one in lines[-1])
                text = (" " * (column % 4) + piece).expandtabs(4)[column % 4 :]
                lines[-1].append(replace(run, text=text))
    return lines


def _dedented(lines: list[list[Run]]) -> list[list[Run]]:
    """Lines without the space that all of them have before them."""
    texts = ["".join(run.text for run in line) for line in lines]
    common = min((len(text) - len(text.lstrip()) for text in texts if text.strip()), default=0)
    found = []
    for line in lines:
        left, kept = common, []
        for run in line:
            cut = min(left, len(run.text))
            left -= cut
            kept.append(replace(run, text=run.text[cut:]))
        found.append(kept)
    return found


def _kept(runs: list[Run], style: Style) -> tuple[Run, ...]:
    """A line of code whose first spaces stay; it may be broken at the others if it has to be."""
    found, start = [], True
    for run in runs:
        text = run.text
        if start and (rest := text.lstrip(" ")) != text:
            text = "\u00a0" * (len(text) - len(rest)) + rest
        start = start and not text.strip("\u00a0")
        found.append(replace(run, text=text))
    return join(found) or (replace(style, code=True).run("\u00a0"),)
