"""Pages of other tools → reveal.js's markup: Marp's slides in drawings, Quarto's tabs and feet, Mermaid's code."""

from __future__ import annotations

from collections.abc import Iterator

import lxml.html
from lxml.html import HtmlElement

from handouts.errors import Problem
from handouts.slides import address_in, declared_in, tag

_LAYER = "data-marpit-advanced-background"
_MATHJAX = ("mi", "mn", "mo", "mtext", "ms")


def as_reveal(root: HtmlElement, name: str) -> Iterator[Problem]:
    """Rewrite what other tools do in ways of their own; say what of it is left out."""
    yield from _marp(root, name)
    yield from _quarto(root)
    yield from _mermaid(root, name)
    _details(root)


def _has(element: HtmlElement, name: str) -> bool:
    return name in (element.get("class") or "").split()


def _with_class(root: HtmlElement, *names: str) -> list[HtmlElement]:
    wanted = set(names)
    return [element for element in root.iter() if tag(element) and wanted & set((element.get("class") or "").split())]


def _marp(root: HtmlElement, name: str) -> Iterator[Problem]:
    """Marp's slides: each is drawn in layers, with pictures on one and text on another."""
    for pages in [one for one in root.iter("svg") if one.get("data-marpit-svg") is not None]:
        sections = [one for one in pages.iter("section") if not any(tag(up) == "section" for up in one.iterancestors())]
        content = next((one for one in sections if one.get(_LAYER) in (None, "content")), None)
        if content is None:
            continue
        pictures = [
            address
            for one in sections
            if one.get(_LAYER) == "background"
            for figure in one.iter("figure")
            if (address := address_in(declared_in(figure).get("background-image", "")))
        ]
        _set_beside(content, pictures, content.get(f"{_LAYER}-split") or _split(sections))
        content.set("data-origin", f"{name}:{content.sourceline}")
        content.tail = None
        pages.getparent().replace(pages, content)
    slides = [one for one in root.iter("section") if one.get("data-marpit-pagination") or one.get("data-marpit-svg")]
    if not slides and not _with_class(root, "bespoke-marp-note"):
        return
    for one in _with_class(root, "bespoke-marp-osc"):
        one.drop_tree()
    _marp_notes(root, list(root.iter("section")))
    yield from _marp_feet(root, list(root.iter("section")), name)
    for element in root.iter():
        if tag(element) and element.get("lang") == "C":
            del element.attrib["lang"]


def _split(sections: list[HtmlElement]) -> str:
    return next((found for one in sections if (found := one.get(f"{_LAYER}-split"))), "")


def _set_beside(section: HtmlElement, pictures: list[str], split: str) -> None:
    """Put pictures where Marp has them: at one side of the text, or behind it."""
    if not pictures:
        return
    if not split and len(pictures) == 1:
        section.set("data-background-image", pictures[0])
        return
    images = [lxml.html.Element("img", src=address, alt="") for address in pictures]
    for image in images:
        image.sourceline = section.sourceline
    if split == "left":
        for place, image in enumerate(images):
            section.insert(place, image)
    else:
        section.extend(images)


def _marp_notes(root: HtmlElement, sections: list[HtmlElement]) -> None:
    for note in _with_class(root, "bespoke-marp-note"):
        place = note.get("data-index") or ""
        if place.isdigit() and int(place) < len(sections):
            note.tag = "aside"
            for attribute in list(note.attrib):
                del note.attrib[attribute]
            note.set("class", "notes")
            note.drop_tree()
            sections[int(place)].append(note)


def _marp_feet(root: HtmlElement, sections: list[HtmlElement], name: str) -> Iterator[Problem]:
    """Running heads and feet: one for the whole deck goes to the foot of every slide, others are told."""
    said: dict[str, int] = {}
    for section in sections:
        for part in [one for one in section if tag(one) in ("header", "footer")]:
            words = " ".join(part.text_content().split())
            if words:
                said[words] = said.get(words, 0) + 1
            part.drop_tree()
    always = [words for words, count in said.items() if count >= max(1, len(sections) // 2)]
    _set_footer(root, " · ".join(always))
    for words in said:
        if words not in always:
            yield Problem(name, 0, 0, f"a running head or foot that only some slides have is left out: {words[:60]}")


def _set_footer(root: HtmlElement, words: str) -> None:
    head = root.find("head")
    if words and head is not None and not any(meta.get("name") == "footer" for meta in root.iter("meta")):
        head.append(lxml.html.Element("meta", name="footer", content=words))


def _quarto(root: HtmlElement) -> Iterator[Problem]:
    """Quarto's tabs with their names before them, its feet, and the buttons that only a browser needs."""
    for one in _with_class(root, "code-copy-button", "quarto-title-author-orcid", "callout-icon-container"):
        one.drop_tree()
    for one in _with_class(root, "callout-title-container", "callout-caption-container"):
        one.set("style", f"font-weight:bold;{one.get('style') or ''}")
    for tabs in _with_class(root, "panel-tabset"):
        names = {
            (link.get("href") or "").removeprefix("#").removeprefix("/"): link.text_content().strip()
            for listing in tabs.findall("ul")
            for link in listing.iter("a")
        }
        for tab in tabs.iter():
            if tag(tab) and (said := names.get(tab.get("id") or "")):
                head = lxml.html.Element("p")
                strong = lxml.html.Element("strong")
                strong.text = said
                head.append(strong)
                head.tail, tab.text = tab.text, None
                tab.insert(0, head)
        for listing in tabs.findall("ul"):
            if listing.xpath(".//a"):
                listing.drop_tree()
    feet = [
        one
        for one in _with_class(root, "footer-default")
        if not any(tag(up) == "section" for up in one.iterancestors())
    ]
    _set_footer(root, " ".join(feet[0].text_content().split()) if feet else "")
    return iter(())


def _details(root: HtmlElement) -> None:
    """What has to be clicked open comes with a click."""
    for one in root.iter("details"):
        if one.get("open") is None and not _has(one, "fragment"):
            for inner in one:
                if tag(inner) not in ("", "summary"):
                    inner.set("class", f"{inner.get('class') or ''} fragment".strip())
            if (one.text or "").strip() or any((inner.tail or "").strip() for inner in one):
                _wrap_loose(one)


def _wrap_loose(details: HtmlElement) -> None:
    """Let text that stands in no element be one, so that it can come with a click."""
    for inner in list(details):
        if (inner.tail or "").strip():
            said = lxml.html.Element("p")
            said.set("class", "fragment")
            said.text, inner.tail = inner.tail, None
            inner.addnext(said)


def _mermaid(root: HtmlElement, name: str) -> Iterator[Problem]:
    """Diagrams that are only code without their script."""
    for one in _with_class(root, "mermaid", "language-mermaid", "mermaid-js"):
        if one.find(".//svg") is not None or any(_has(up, "mermaid") for up in one.iterancestors()):
            continue
        message = "a diagram (mermaid) is made by a script; its code is shown; save it as a picture"
        yield Problem(name, one.sourceline or 0, 0, message)
        if tag(one) not in ("pre", "code"):
            one.tag = "pre"
