"""What a reader or a screen reader finds as text, and text as tests compare it."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pptx import Presentation

from .structure import Drawn, opened

LEFT_OVER = re.compile(
    r"\{\{|\}\}|\{%|%\}|\bUndefined\b|</?(?:p|li|td|span)>|&(?:amp|lt|gt|quot|#\d+);|\bNone\b|\ufffd|[\ue000-\uf8ff]"
)
HIDDEN = re.compile("[\u00ad\ufb00-\ufb06\u200b\u2028\u2029]")
LINE_NUMBER = re.compile(r"[1-9]?[05]")
NUMBERED_FROM = 4
BLOCKS = {"P", "LBody", "Caption", "H1", "H2", "H3", "H4"}


def plain(text: str) -> str:
    """Words as they are compared: plain spaces and quotes, no soft hyphens, no breaks within words.

    Poppler does not see the narrow space before a German %, so there is none in what it is compared with, either.
    """
    text = unicodedata.normalize("NFC", text).replace("\u00ad", "")
    text = re.sub(r"[„“”‚‘’\"']", "'", re.sub(r"[\u00a0\u202f\u2009]", " ", text))
    text = re.sub(r"(?<=\d) %", "%", text)
    return " ".join(re.sub(r"(?<=\w)[-\u2010]\n(?=[a-zäöüß])", "", text).split())


def letters(text: str) -> str:
    """Nothing but letters and figures: a line's end may have taken a hyphen or given one."""
    return "".join(character for character in text if character.isalnum())


@cache
def words(path: Path) -> str:
    """All the text of a file, slides with their notes, as it is compared."""
    return plain(printed(path))


@cache
def printed(path: Path) -> str:
    """What Poppler finds in a PDF, or what stands on slides and in their notes."""
    if path.suffix == ".pptx":
        return "\n".join(text for slide in Presentation(str(path)).slides for text in _slide_texts(slide))
    done = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True, encoding="utf-8")
    return done.stdout


def _slide_texts(slide: object) -> Iterator[str]:
    for shape in slide.shapes:
        if shape.has_text_frame:
            yield shape.text_frame.text
        if getattr(shape, "has_table", False) and shape.has_table:
            yield from (cell.text for row in shape.table.rows for cell in row.cells)
    if slide.has_notes_slide:
        yield slide.notes_slide.notes_text_frame.text


def readable(path: Path) -> list[str]:
    """Enough text, and none of it left over from a template, made of ligatures or hidden."""
    found = [] if len(words(path)) > 300 else [f"only {len(words(path))} characters of text"]
    return found + [
        f"left over: {match!r}" for match in {*LEFT_OVER.findall(words(path)), *HIDDEN.findall(printed(path))}
    ]


def whole_sentences(path: Path) -> list[str]:
    """No line number (5, 10, …) is read within a sentence: none beside the lines of a block belongs to it."""
    document = opened(path)
    found = []
    for block in document.elements:
        if block.kind not in BLOCKS or any(child.kind in BLOCKS for child in block.children):
            continue
        pieces = [thing for _, thing in document.pieces(block) if thing.is_text]
        lines = [thing for thing in pieces if not LINE_NUMBER.fullmatch(thing.text.strip())]
        if len({round(thing.box.bottom) for thing in lines}) < NUMBERED_FROM:
            continue
        for number in (thing for thing in pieces if thing not in lines):
            if _beside(number.box.left, number.box.right, lines):
                found.append(f"{number.text!r} is read within {document.text(block)[:60]!r}")
    return found


def _beside(left: float, right: float, lines: list[Drawn]) -> bool:
    return right < min(line.box.left for line in lines) - 2 or left > max(line.box.right for line in lines) + 2


CHECKS = (readable, whole_sentences)
