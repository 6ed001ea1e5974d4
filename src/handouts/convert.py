"""A deck that somebody else wrote in HTML → PowerPoint: the file, its pictures, and what is lost on the way.

The page is read whole, in the encoding that browsers would take; Markdown, pictures and styles from files beside it are
put into it, and nothing is fetched. All of it may be anything: nothing is read but plain files of a sensible size. How
long it may take and how much memory is the business of whoever calls it (`cli.convert`).
"""

from __future__ import annotations

import base64
import binascii
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes

import lxml.html
from lxml.html import HtmlElement
from tinyhtml5.inputstream import HTMLBinaryInputStream

from handouts.errors import ContentError, Problem, one_problem
from handouts.model.brand import Brand
from handouts.pictures import FORMATS, UnfitPictureError, as_png, examined
from handouts.plainfiles import read_plain
from handouts.slides import address_of, illegible, legible, parse_deck, remarks, tree_of
from handouts.writers.powerpoint import write_pptx

LARGEST = 50_000_000
"""Bytes that a page or a picture may have."""
_KEPT = {"PNG": "png", "JPEG": "jpeg", "GIF": "gif"}
"""What PowerPoint shows, with its media type; other formats become PNG."""
_MOST_TOLD = 20
"""Characters named for one file; more of them say nothing new."""
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
"""How addresses begin that do not lie beside the page; reveal.js itself is often there."""
_DATA = re.compile(r"data:([^,]*),(.*)", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True)
class Converted:
    """A finished .pptx file, and what in it is not as it was."""

    data: bytes
    slides: int
    remarks: tuple[Problem, ...]


def convert(path: Path, brand: Brand, master: bytes | None = None) -> Converted:
    """Turn a reveal.js deck into a native one in the brand's design, or in that of a master.

    Pictures, Markdown and style sheets are taken from the folder of the page and those in it; nothing is fetched.

    Raises:
        ContentError: The page cannot be read.
        LayoutError: Something in it has no room on a slide.
    """
    typed, name = _read_page(path), name_of(path)
    root = tree_of(legible(typed), name)
    for section in root.iter("section"):
        section.set("data-origin", section.get("data-origin") or f"{name}:{section.sourceline}")
    found = [*_left_out(typed, name), *_embed_styles(root, path)]
    found += (Problem(name, one.line, 0, one.message) for one in remarks(root))
    found += (*_embed_markdown(root, path), *_embed_pictures(root, path))
    deck = parse_deck(lxml.html.tostring(root, encoding="unicode"))
    if not deck.slides:
        raise ContentError(one_problem(name, "there are no slides in it; each is a <section>"))
    return Converted(write_pptx(deck, brand, master), len(deck.slides), tuple(sorted({*found})))


def _read_page(path: Path) -> str:
    """The text of a page.

    Raises:
        ContentError: It is no plain file, too large, empty, or not in the encoding that it is said to be in.
    """
    name = name_of(path)
    try:
        data = read_plain(path.resolve(), LARGEST)
    except (OSError, ValueError) as error:
        raise ContentError(one_problem(name, _why_not(error))) from error
    html = _decoded(data, name)
    if not html.strip():
        raise ContentError(one_problem(name, "is empty"))
    return html


def name_of(path: Path) -> str:
    """What messages call a file; bytes of its name that are no letters are escaped, as no document may hold them."""
    return os.fsencode(path.name).decode("utf-8", "backslashreplace")


def _why_not(error: Exception) -> str:
    """Why a file cannot be read, to follow its name: the system's reason, or that no file can be called so."""
    reason = error.strerror if isinstance(error, OSError) else None
    return f"cannot be read ({reason or 'no file can be called so'}); see what it is"


def _decoded(data: bytes, name: str) -> str:
    """Text by its byte order mark, else by what the page says in its beginning (HTML, 13.2.3.2), else UTF-8."""
    encoding, _ = HTMLBinaryInputStream(data, default_encoding="utf-8").encoding
    try:
        text: str = encoding.codec_info.decode(data, "strict")[0]
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = "in an encoding that nobody reads" if encoding.name == "replacement" else f"not {encoding.name.upper()}"
        raise ContentError(one_problem(name, f"is {what}; save it as UTF-8", line)) from error
    return text.removeprefix("\ufeff")


def _embed_markdown(root: HtmlElement, page: Path) -> Iterator[Problem]:
    """Put Markdown that lies in files of its own into the page; say of each that cannot be had, why."""
    for section in root.iter("section"):
        address = section.get("data-markdown") or ""
        if not address:
            continue
        try:
            file = _local(page, address)
            text = _read(file).decode("utf-8-sig")
        except ValueError as reason:
            why = "is not UTF-8" if isinstance(reason, UnicodeDecodeError) else reason
            message = f"the slides in {address[:80]} are left out: it {why}"
            yield Problem(name_of(page), section.sourceline or 0, 0, message)
            continue
        yield from _left_out(text, name_of(file))
        section.set("data-markdown", "")
        holder = lxml.html.Element("textarea")
        holder.text = legible(text)
        section.append(holder)


def _embed_styles(root: HtmlElement, page: Path) -> Iterator[Problem]:
    """Put style sheets into the page, for what they hide; say of each that lies here and cannot be read, why.

    One that is not there hides nothing in a browser either.
    """
    for link in list(root.iter("link")):
        address = (link.get("href") or "").strip()
        if "stylesheet" not in (link.get("rel") or "").lower().split() or not address or _ELSEWHERE.match(address):
            continue
        try:
            text = _read(_local(page, address)).decode("utf-8-sig", "replace")
        except _MissingError:
            continue
        except ValueError as reason:
            message = f"the style sheet {address[:80]} {reason}; what it hides is shown"
            yield Problem(name_of(page), link.sourceline or 0, 0, message)
            continue
        sheet = lxml.html.Element("style", media=link.get("media") or "")
        sheet.text = legible(text)
        link.addnext(sheet)


def _left_out(text: str, name: str) -> Iterator[Problem]:
    """Say which characters of a file are left out since no document may hold them."""
    found = illegible(text)
    for line, character in islice(found, _MOST_TOLD):
        yield Problem(name, line, 0, f"the invisible character {character} is left out")
    if next(found, None):
        yield Problem(name, 0, 0, "more invisible characters are left out; is it text at all?")


def _embed_pictures(root: HtmlElement, page: Path) -> Iterator[Problem]:
    """Put pictures into the page itself; say of each that cannot be had, or is none that is opened, why."""
    for image in root.iter("img"):
        address = address_of(image)
        packed = _DATA.fullmatch(address)
        try:
            data = _unpacked(packed) if packed else _read(_local(page, address))
            data, kind = _shown(data)
        except ValueError as reason:
            called = "in the page itself" if packed else address[:80]
            yield Problem(name_of(page), image.sourceline or 0, 0, f"the picture {called} {reason}; words stand for it")
            if packed:
                _take_away(image)
            continue
        _take_away(image)
        image.set("src", f"data:image/{kind};base64,{base64.b64encode(data).decode()}")


def _take_away(image: HtmlElement) -> None:
    for name in ("src", "data-src"):
        image.attrib.pop(name, None)


class _MissingError(ValueError):
    """There is no such file."""


def _local(page: Path, address: str) -> Path:
    """The file at an address within the folder of the page.

    Raises:
        ValueError: It is not there, or lies elsewhere.
    """
    folder = page.resolve().parent
    if not address or ":" in address or address.startswith("//"):
        raise ValueError("lies elsewhere, and nothing is fetched" if address else "has no address")
    name = unquote(address.partition("?")[0].partition("#")[0], errors="surrogateescape")
    try:
        path = (folder / name).resolve()
        inside, there = path.is_relative_to(folder), path.exists()
    except (OSError, ValueError, RuntimeError) as error:  # the last: links in a circle
        raise ValueError(_why_not(error)) from error
    if not inside:
        raise ValueError("lies outside the folder of the page")
    if not there:
        raise _MissingError("is not there")
    return path


def _read(path: Path) -> bytes:
    """A plain file.

    Raises:
        ValueError: With what is wrong with it.
    """
    try:
        return read_plain(path, LARGEST)
    except OSError as error:
        raise ValueError(_why_not(error)) from error


def _unpacked(packed: re.Match[str]) -> bytes:
    """What a `data:` address holds (RFC 2397).

    Raises:
        ValueError: It is not in base64, although it says so.
    """
    data = unquote_to_bytes(packed[2])
    if not packed[1].strip().lower().endswith("base64"):
        return data
    try:
        return base64.b64decode(re.sub(rb"\s+", b"", data), validate=True)
    except binascii.Error as error:
        raise ValueError("is not in base64") from error


def _shown(data: bytes) -> tuple[bytes, str]:
    """A picture as PowerPoint shows it, and its media type.

    Raises:
        ValueError: It is none of `FORMATS`, too large, or damaged.
    """
    try:
        kind = examined(data, FORMATS).kind
    except UnfitPictureError as error:
        raise ValueError(*error.args) from error
    return (data, _KEPT[kind]) if kind in _KEPT else (as_png(data), "png")
