"""Small pages, written and read again as the tree that a screen reader goes by."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pypdf

from handouts.styles import FONT_BASE
from handouts.writers.pdf import write_pdf

FACE = f'@font-face {{ font-family: F; src: url("{FONT_BASE}SourceSans3-Regular.ttf") }}'
PAGE = "@page { size: 300px 400px; margin: 40px } body { font: 16px/20px F; margin: 0 } p { margin: 0 }"
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" style="display: block">'
DOT = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAA"
    "DUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def written(body: str, css: str = "") -> pypdf.PdfReader:
    """A document with this body, on pages of 220 by 320 pixels, 16 lines."""
    html = f'<html lang="de"><head><title>Seite</title></head><body>{body}</body></html>'
    return pypdf.PdfReader(BytesIO(write_pdf(html, [FACE + PAGE + css])))


def elements(reader: pypdf.PdfReader) -> list[Any]:
    """All structure elements, in reading order."""

    def below(element: Any) -> Iterator[Any]:
        yield element
        for kid in element.get("/K", []):
            kid = kid.get_object()
            if isinstance(kid, dict) and "/S" in kid:
                assert kid["/P"] == element
                yield from below(kid)

    (root,) = reader.trailer["/Root"]["/StructTreeRoot"]["/K"]
    return list(below(root.get_object()))


def of(kind: str, body: str, css: str = "") -> list[Any]:
    """The elements of one kind."""
    return [element for element in elements(written(body, css)) if element["/S"] == f"/{kind}"]


def kinds(element: Any) -> list[str]:
    """What an element holds."""
    return [kid.get_object()["/S"] for kid in element["/K"]]


def outline(body: str, css: str = "") -> str:
    """The tree in one line: `P(Wort Code(x))`.

    Elements are named by their kinds, and what they hold stands in brackets; text is as it is, without Span and
    NonStruct around it that say nothing. Each piece of text must be claimed by the tree, and by one element only.
    """
    reader = written(body, css)
    words = _words(reader)
    (root,) = reader.trailer["/Root"]["/StructTreeRoot"]["/K"]
    said = " ".join(_said(kid.get_object(), words) for kid in root.get_object()["/K"])
    assert not words, f"marked, but in no element: {words}"
    return " ".join(said.split())


def _said(element: Any, words: dict[tuple[int, int], str]) -> str:
    parts = []
    page = element["/Pg"].indirect_reference.idnum
    for kid in element["/K"]:
        kid = kid.get_object()
        if isinstance(kid, dict):
            parts += [_said(kid, words)] if "/S" in kid else []
        else:
            parts.append(words.pop((page, int(kid))))
    inside = " ".join(part for part in parts if part)
    silent = element["/S"] in ("/Span", "/NonStruct") and not {"/Lang", "/E"} & set(element)
    return inside if silent else f"{element['/S'][1:]}({inside})"


def _words(reader: pypdf.PdfReader) -> dict[tuple[int, int], str]:
    """Marked text by page and number; a picture is marked without text."""
    found: dict[tuple[int, int], str] = {}
    for page in reader.pages:
        open_now: list[int | None] = []

        def before(operator: bytes, operands: Any, *_: Any, page: Any = page, open_now: Any = open_now) -> None:
            if operator in (b"BDC", b"BMC"):
                marked = operands[1] if len(operands) > 1 else {}
                open_now.append(marked.get("/MCID"))
                if "/MCID" in marked:
                    found[page.indirect_reference.idnum, int(marked["/MCID"])] = ""
            elif operator == b"EMC":
                open_now.pop()

        def text(words: str, *_: Any, page: Any = page, open_now: Any = open_now) -> None:
            if words.strip() and open_now and open_now[-1] is not None:
                found[page.indirect_reference.idnum, int(open_now[-1])] += words.strip()

        page.extract_text(visitor_operand_before=before, visitor_text=text)
    return found
