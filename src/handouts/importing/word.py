"""A Word document → the parts of a draft: mammoth makes HTML of it, whose headings part it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from lxml import etree

from handouts.errors import ContentError, one_problem
from handouts.importing.found import Found
from handouts.importing.html import from_tree, soup_of
from handouts.importing.marking import LOSS, NUMBER, Marked, mark, words_in
from handouts.importing.numbering import W, child, lists_of, val
from handouts.importing.parting import Piece, parted
from handouts.importing.xml import tree_of
from handouts.importing.zipped import main_part, parts_of, xml_bytes, zipped

_SUFFIXES = {
    "image/png": "png", "image/jpeg": "jpg", "image/jpg": "jpg", "image/gif": "gif", "image/tiff": "tif",
    "image/svg+xml": "svg", "image/webp": "webp",
}  # fmt: skip
_STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Titel'] => h1.title:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
"""
"""Word's own styles beyond headings and lists, which mammoth knows; German Word stores their English names."""


def word(raw: bytes, name: str, language: str) -> Found:
    """The text of a Word document.

    Raises:
        ContentError: It is none, or damaged.
    """
    found = Found(name)
    parts = parts_of(raw, name)
    main = main_part(parts, name)
    folder = main.rpartition("/")[0] + "/"
    document = tree_of(parts[main], name)
    marked = mark(document, lists_of(_part(parts, folder, "numbering"), _part(parts, folder, "styles")), _said(parts))
    parts[main] = xml_bytes(document)
    _tell_of_whole(found, parts, document, marked)
    soup = soup_of(_html(parts, found))
    _number(soup)
    notes = _notes(soup)
    pieces = list(_pieces(soup, found, marked, notes))
    parted(found, pieces, language)
    return found


def _part(parts: dict[str, bytes], folder: str, name: str) -> etree._Element | None:
    raw = parts.get(f"{folder}{name}.xml")
    return tree_of(raw, name) if raw else None


def _said(parts: dict[str, bytes]) -> dict[str, str]:
    """What the comments say, by their numbers."""
    raw = next((content for name, content in parts.items() if name.endswith("/comments.xml")), None)
    tree = tree_of(raw, "comments.xml") if raw else None
    found = tree.iter(f"{W}comment") if tree is not None else ()
    return {one.get(f"{W}id") or "": f"{one.get(f'{W}author') or '?'}: {words_in(one)}" for one in found}


def _html(parts: dict[str, bytes], found: Found) -> str:
    import mammoth

    def picture(image: Any) -> dict[str, str]:
        suffix = _SUFFIXES.get(str(image.content_type).lower())
        if suffix is None:
            found.lose(0, f"a picture is left out: browsers and printers cannot read {image.content_type}")
            return {"src": ""}
        with image.open() as file:
            content = file.read()
        for called, known in found.pictures.items():
            if known == content:
                return {"src": called}
        called = f"{len(found.pictures) + 1}.{suffix}"
        found.pictures[called] = content
        return {"src": called}

    try:
        made = mammoth.convert_to_html(
            zipped(parts),
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(picture),
            include_embedded_style_map=False,
        )
    except RecursionError as error:
        raise ContentError(one_problem(found.name, "what is nested in this document is too deep to be read")) from error
    except Exception as error:  # mammoth has no error of its own for what is damaged
        message = "this document cannot be read; open it in Word, and save it as .docx once more"
        raise ContentError(one_problem(found.name, message)) from error
    for told in made.messages:
        if "could not find" in told.message.lower() or told.type == "error":
            found.lose(0, f"something cannot be read, such as a linked picture ({told.message[:120]})")
    return str(made.value)


def _tell_of_whole(found: Found, parts: dict[str, bytes], document: etree._Element, marked: Marked) -> None:
    """Tell of what stands on every page, or is said once."""
    for name, content in parts.items():
        if re.search(r"/(header|footer)\d*\.xml$", name) and (words := words_in(tree_of(content, name))):
            found.lose(0, f"what stands at the {'top' if 'header' in name else 'foot'} of pages is left out: “{words}”")
    if marked.lettered:
        found.lose(0, "lists with letters or Roman numerals have numbers now")
    if marked.contents:
        found.lose(0, "the table of contents is left out")
    columns = next(document.iter(f"{W}cols"), None)
    if columns is not None and (columns.get(f"{W}num") or "1") != "1":
        found.lose(0, "columns of text are one now")
    if any(val(child(one, "rPr", "color")) not in ("", "auto", "000000") for one in document.iter(f"{W}r")):
        found.lose(0, "colours of words are lost")


def _number(soup: BeautifulSoup) -> None:
    """Give lists the numbers that their entries bring along; a list that begins anew within one becomes its own."""
    for listed in soup.find_all("ol"):
        last: int | None = None
        current = listed
        for entry in listed.find_all("li", recursive=False):
            number = _brought(entry)
            if number is not None and last is None:
                current["start"] = str(number)
            elif number is not None and last is not None and number != last + 1:
                new = soup.new_tag("ol", start=str(number))
                current.insert_after(new)
                current.insert_after(soup.new_tag("hr"))
                current = new
            if current is not listed:
                current.append(entry.extract())
            last = number if number is not None else (last or 0) + 1
    for text in list(soup.find_all(string=NUMBER)):
        text.replace_with(NavigableString(NUMBER.sub("", text)))
    for rule in soup.find_all("hr"):
        rule.replace_with(soup.new_tag("p"))


def _brought(entry: Tag) -> int | None:
    for text in entry.find_all(string=NUMBER):
        if text.find_parent("li") is entry and (found := NUMBER.search(text)):
            return int(found[1])
    return None


def _notes(soup: BeautifulSoup) -> dict[str, str]:
    """The footnotes by their numbers; their places in the text become `[^1]`."""
    notes: dict[str, str] = {}
    for entry in soup.find_all("li", id=re.compile(r"^(foot|end)note-")):
        for back in entry.find_all("a", href=re.compile("-ref-")):
            back.decompose()
        number = str(len(notes) + 1)
        for link in soup.find_all("a", href=f"#{entry['id']}"):
            above = link.find_parent("sup") or link
            above.replace_with(NavigableString(f"\ue004{number}\ue005"))
        entry.name = "div"
        notes[number] = " ".join(from_tree(BeautifulSoup(str(entry), "html.parser")).text.split())
        listed = entry.find_parent("ol")
        entry.decompose()
        if listed is not None and not listed.find("li"):
            listed.decompose()
    return notes


def _pieces(soup: BeautifulSoup, found: Found, marked: Marked, notes: dict[str, str]) -> Iterator[Piece]:
    """Each element of the document as Markdown, with what was lost in it."""
    for element in list(soup.children):
        if not isinstance(element, Tag):
            continue
        for picture in element.find_all("img"):
            if not picture.get("src"):
                picture.decompose()
        losses = [marked.losses[int(one)] for one in LOSS.findall(element.get_text())]
        for text in list(element.find_all(string=LOSS)):
            text.replace_with(NavigableString(LOSS.sub("", text)))
        words = " ".join(element.get_text(" ").split())
        level = int(element.name[1]) if re.fullmatch("h[1-6]", element.name) else 0
        bold = bool(words) and element.name == "p" and _all_bold(element)
        made = from_tree(BeautifulSoup(str(element), "html.parser"))
        cited = re.findall("\ue004([0-9]+)\ue005", made.text)
        shown = re.sub("\ue004([0-9]+)\ue005", r"[^\1]", made.text)
        words = re.sub("\ue004[0-9]+\ue005", "", words)
        for one in (*losses, *made.lost):
            beginning = words if len(words) < 50 else words[:50] + "…"
            found.lose(0, f"at “{beginning}”: {one}" if words else one)
        title = level == 1 and "title" in (element.get("class") or [])
        told = tuple(f"[^{one}]: {notes[one]}" for one in cited if one in notes)
        yield Piece(words, shown, level, title=title, bold=bold, lost=(*losses, *made.lost), notes=told)


def _all_bold(paragraph: Tag) -> bool:
    return all(text.find_parent("strong") for text in paragraph.find_all(string=re.compile(r"\S")))
