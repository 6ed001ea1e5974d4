"""A deck as readers meet it: its slides opened, and what openxml-audit finds wrong with the file."""

from __future__ import annotations

import io
import re
import tempfile
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from openxml_audit import FileFormat, OpenXmlValidator
from pptx import Presentation
from pptx.oxml.ns import qn

from handouts import reader
from handouts.convert import Converted, convert
from handouts.starter import starter

BRAND = reader.read_brand(starter() / "templates/themes/classic/brand.yaml", root=starter())
_VALIDATOR = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365)


@dataclass
class Opened:
    """A page that was converted, and its file."""

    made: Converted

    @cached_property
    def slides(self) -> list[Any]:
        """The slides by python-pptx."""
        return list(Presentation(io.BytesIO(self.made.data)).slides)

    @property
    def titles(self) -> list[str]:
        """What each slide is called."""
        return [slide.shapes.title.text_frame.text for slide in self.slides]

    @property
    def told(self) -> str:
        """All that is said of what was lost."""
        return "\n".join(str(remark) for remark in self.made.remarks)

    def texts(self, place: int) -> list[str]:
        """The texts of a slide, the title's first, those of tables cell by cell."""
        found = []
        for shape in self.slides[place].shapes:
            if shape.has_text_frame:
                found.append(shape.text_frame.text)
            if getattr(shape, "has_table", False):
                found += [cell.text for row in shape.table.rows for cell in row.cells if not cell.is_spanned]
        return found

    def words(self) -> Counter[str]:
        """Every word of the slides, their notes and their alternative texts."""
        said = [text for place in range(len(self.slides)) for text in self.texts(place)]
        for slide in self.slides:
            said += slide._element.xpath(".//p:cNvPr/@descr")
            if slide.has_notes_slide:
                said.append(slide.notes_slide.notes_text_frame.text)
        return Counter(word for text in said for word in re.findall(r"\w+", text))

    def pictures(self, place: int) -> list[Any]:
        """The pictures of a slide, that behind it too."""
        return [shape for shape in self.slides[place].shapes if hasattr(shape, "image")]

    def xpath(self, place: int, path: str) -> list[Any]:
        """What of a slide's XML is at a path."""
        return list(self.slides[place]._element.xpath(path))

    def jumps(self, place: int) -> dict[str, int]:
        """Where each link of a slide to another leads, by its text; slides are counted from 0."""
        slide, found = self.slides[place], {}
        for link in slide._element.iter(qn("a:hlinkClick")):
            if link.get("action") == "ppaction://hlinksldjump":
                target = slide.part.related_part(link.get(qn("r:id")))
                run = link.getparent().getparent()
                found[run.find(qn("a:t")).text] = [one.part for one in self.slides].index(target)
        return found

    def flaws(self) -> list[str]:
        """What is wrong with the file by Microsoft's own schemas and rules."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "deck.pptx")
            path.write_bytes(self.made.data)
            return [str(error) for error in _VALIDATOR.validate(path).errors]


def opened(page: Path, master: bytes | None = None) -> Opened:
    """A page, converted in the brand's design or in that of a master."""
    return Opened(convert(page, BRAND, master))


def written(folder: Path, body: str, head: str = "<title>T</title>", html: str = 'lang="en"') -> Opened:
    """The same of a page with these sections."""
    page = folder / "deck.html"
    page.write_text(f"<!DOCTYPE html>\n<html {html}><head>{head}</head>\n<body>\n{body}\n</body></html>", "utf-8")
    return opened(page)
