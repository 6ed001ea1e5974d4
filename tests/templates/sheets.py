"""Editions set as the tool sets them, and where each printed word stands on its page."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

from lxml import etree
from pypdf import PdfReader

from handouts.engine.plan import editions
from handouts.pipeline import Workspace, finished, perform, prepare

ROOT = Path(__file__).resolve().parents[2]
TINY = ROOT / "tests" / "lesson"
MM = 72 / 25.4


@dataclass(frozen=True)
class Word:
    """A word and its box in points from the top left: as wide as its letters, as high as their font."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Sheets:
    """One finished document."""

    html: str
    pdf: bytes

    @property
    def reader(self) -> PdfReader:
        return PdfReader(BytesIO(self.pdf))

    @cached_property
    def sizes(self) -> list[tuple[float, float]]:
        """Width and height of each page in points."""
        return [(float(page.mediabox.width), float(page.mediabox.height)) for page in self.reader.pages]

    def words(self) -> list[list[Word]]:
        """The words of each page."""
        return self._words

    @cached_property
    def _words(self) -> list[list[Word]]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "x.pdf"
            path.write_bytes(self.pdf)
            done = subprocess.run(["pdftotext", "-bbox", path, "-"], check=True, capture_output=True)
        pages = etree.fromstring(done.stdout, etree.XMLParser(recover=True)).iter("{*}page")
        return [[_word(element) for element in page.iter("{*}word")] for page in pages]


def _word(element: Any) -> Word:
    return Word(element.text or "", *(float(element.get(key)) for key in ("xMin", "yMin", "xMax", "yMax")))


def sheets(
    document: str,
    audience: str,
    language: str,
    *,
    paper: str = "A4",
    type_size: float = 0,
    plan: str = "",
    root: Path | None = None,
) -> Sheets:
    """One document of the real lesson, of the tiny one for its own audience, or of a project; each is made once.

    It is that of a plan if one is named, else cards are of the whole lesson.
    """
    return _made(document, audience, language, paper, type_size, plan, root or (TINY if audience == "class" else ROOT))


@cache
def _made(document: str, audience: str, language: str, paper: str, type_size: float, plan: str, root: Path) -> Sheets:
    workspace = _workspace(root)
    changed = {"type_size": type_size} if type_size else {}
    readers = tuple(one.model_copy(update=changed) for one in workspace.project.audiences if one.id == audience)
    by_plan = tuple(one for one in workspace.project.by_plan if plan or one != "flashcards")
    project = workspace.project.model_copy(update={"paper": paper, "audiences": readers, "by_plan": by_plan})
    workspace = replace(workspace, project=project, _renderers={})
    plans = [plan] if plan else []
    (edition,) = editions(project, workspace.lesson, languages=[language], documents=[document], plans=plans)
    job = finished(prepare(workspace, edition))
    return Sheets(job.html, perform(job).data)


@cache
def _workspace(root: Path) -> Workspace:
    return Workspace.open(root)


def colliding(words: list[Word]) -> Iterator[tuple[str, str]]:
    """Words of one line that stand on one another, as they do where one runs out of its column."""
    ordered = sorted(words, key=lambda word: word.left)
    for index, word in enumerate(ordered):
        for other in ordered[index + 1 :]:
            if other.left > word.right - 1:
                break
            if abs(word.middle - other.middle) < 0.3 * min(word.bottom - word.top, other.bottom - other.top):
                yield word.text, other.text


def outside(words: list[Word], left: float, top: float, right: float, bottom: float) -> list[str]:
    """Words that do not lie in a box."""
    return [w.text for w in words if w.left < left or w.top < top or w.right > right or w.bottom > bottom]
