"""A deck that somebody else wrote in HTML → PowerPoint: the file, its pictures, and what is lost on the way."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import lxml.html
from lxml.html import HtmlElement
from PIL import Image

from handouts.errors import ContentError, Problem, one_problem
from handouts.model.brand import Brand
from handouts.slides import address_of, parse_deck, remarks
from handouts.writers.powerpoint import write_pptx

LARGEST = 50_000_000
"""Bytes that a page or a picture may have."""
_KEPT = {"PNG": "png", "JPEG": "jpeg", "GIF": "gif"}


@dataclass(frozen=True)
class Converted:
    """A finished .pptx file, and what in it is not as it was."""

    data: bytes
    slides: int
    remarks: tuple[Problem, ...]


def convert(path: Path, brand: Brand, master: bytes | None = None) -> Converted:
    """Turn a reveal.js deck into a native one in the brand's design, or in that of a master.

    Pictures are taken from the folder of the page and those in it; nothing is fetched.

    Raises:
        ContentError: The page cannot be read.
        LayoutError: Something in it has no room on a slide.
    """
    html = _read(path)
    root = lxml.html.document_fromstring(html.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    for section in root.iter("section"):
        section.set("data-origin", section.get("data-origin") or f"{path.name}:{section.sourceline}")
    found = [*_embed_markdown(root, path), *_embed_pictures(root, path)]
    found += (Problem(path.name, one.line, 0, one.message) for one in remarks(html))
    deck = parse_deck(lxml.html.tostring(root, encoding="unicode"))
    if not deck.slides:
        raise ContentError(one_problem(path.name, "there are no slides in it; each is a <section>"))
    return Converted(write_pptx(deck, brand, master), len(deck.slides), tuple(sorted({*found})))


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise ContentError(one_problem(path.name, f"is larger than {LARGEST // 1_000_000} MB"))
        html = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ContentError(one_problem(path.name, "is not UTF-8; save it as UTF-8")) from error
    except OSError as error:
        raise ContentError(one_problem(path.name, error.strerror or "cannot be read")) from error
    if not html.strip():
        raise ContentError(one_problem(path.name, "is empty"))
    return html


def _embed_markdown(root: HtmlElement, page: Path) -> Iterator[Problem]:
    """Put Markdown that lies in files of its own into the page; say of each that cannot be had, why."""
    for section in root.iter("section"):
        address = section.get("data-markdown") or ""
        if not address:
            continue
        try:
            text = _local(page, address).read_text(encoding="utf-8-sig")
        except (OSError, ValueError) as reason:
            why = "is not UTF-8" if isinstance(reason, UnicodeDecodeError) else reason
            yield Problem(page.name, section.sourceline or 0, 0, f"the slides in {address[:80]} are left out: it {why}")
            continue
        section.set("data-markdown", "")
        holder = lxml.html.Element("textarea")
        holder.text = text
        section.append(holder)


def _embed_pictures(root: HtmlElement, page: Path) -> Iterator[Problem]:
    """Put pictures into the page itself; say of each that cannot be had, why."""
    for image in root.iter("img"):
        address = address_of(image)
        if address.startswith("data:"):
            continue
        try:
            data, kind = _picture(_local(page, address))
        except ValueError as reason:
            message = f"the picture {address[:80]} {reason}; words stand for it"
            yield Problem(page.name, image.sourceline or 0, 0, message)
            continue
        image.attrib.pop("data-src", None)
        image.set("src", f"data:image/{kind};base64,{base64.b64encode(data).decode()}")


def _local(page: Path, address: str) -> Path:
    """The file at an address within the folder of the page.

    Raises:
        ValueError: It is not there, or lies elsewhere.
    """
    folder = page.resolve().parent
    if not address or ":" in address or address.startswith("//"):
        raise ValueError("lies elsewhere, and nothing is fetched" if address else "has no address")
    path = (folder / unquote(address.partition("?")[0].partition("#")[0])).resolve()
    if not path.is_relative_to(folder):
        raise ValueError("lies outside the folder of the page")
    if not path.is_file():
        raise ValueError("is not there")
    if path.stat().st_size > LARGEST:
        raise ValueError(f"is larger than {LARGEST // 1_000_000} MB")
    return path


def _picture(path: Path) -> tuple[bytes, str]:
    """A picture's bytes and kind; kinds that PowerPoint does not show become PNG.

    Raises:
        ValueError: With what is wrong with it.
    """
    try:
        data = path.read_bytes()
        with Image.open(io.BytesIO(data)) as image:
            if image.format in _KEPT:
                return data, _KEPT[image.format]
            buffer = io.BytesIO()
            image.save(buffer, "PNG")
    except Image.DecompressionBombError as error:
        raise ValueError("has too many pixels") from error
    except OSError as error:
        raise ValueError("is not a picture that PowerPoint shows") from error
    return buffer.getvalue(), "png"
