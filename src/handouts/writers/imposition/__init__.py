"""PDF → PDF: pages put together on sheets, to fold as a booklet or to read several a side.

What the pages are stays as it was, only where it lies is told anew: tags, links, bookmarks, claims and metadata are
kept, so that the imposed file is as accessible and as lasting as the plain one. Numbers in brackets are sections of
ISO 32000-1. It is written for the files that `writers.pdf` makes.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name

from handouts.writers.imposition.destinations import lead_to
from handouts.writers.imposition.places import Place, placed
from handouts.writers.imposition.sheets import arrange
from handouts.writers.imposition.structure import retag

if TYPE_CHECKING:
    from handouts.model.edition import Imposition

__all__ = ["impose", "sides"]


def impose(data: bytes, imposition: Imposition) -> bytes:
    """Put the pages of a document on sheets.

    Args:
        data: A PDF; its pages are upright, and those of a booklet have half the size of the sheet.
        imposition: `booklet` is to be printed on both sides, turned on the short edge, folded and stapled; missing
            pages at its end stay blank. `2up` and `4up` show reduced pages in reading order on sheets of their size.

    Returns:
        The PDF of the sheets' sides; the same input gives the same bytes.
    """
    with pikepdf.open(BytesIO(data)) as pdf:
        pages = list(pdf.pages)
        sides = arrange([(float(page.trimbox[2]), float(page.trimbox[3])) for page in pages], imposition)
        labels = [", ".join(str(spot.page + 1) for spot in side.spots) for side in sides]
        places = placed(pdf, pages, sides)
        for page, place in places.items():
            _move_links(page, place)
        retag(pdf.Root, places)
        lead_to(pdf, places)
        del pdf.pages[: len(pages)]
        _tell(pdf, labels, imposition)
        return _saved(pdf)


def sides(data: bytes) -> int:
    """How many pages a PDF has; of one that is imposed, how many sides of sheets."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return len(pdf.pages)


def _move_links(page: pikepdf.Object, place: Place) -> None:
    """Let what can be clicked at lie where the words now are [12.5.2]."""
    for link in page.get("/Annots", ()):
        left, bottom, right, top = (float(number) for number in link.Rect)
        link.Rect = Array([*place.spot.moved(left, bottom), *place.spot.moved(right, top)])
        if "/P" in link:
            link.P = place.side
        place.side.Annots.append(link)


def _tell(pdf: pikepdf.Pdf, labels: list[str], imposition: Imposition) -> None:
    """Name each side by its pages [12.4.2]; ask for paper of its size, and a booklet to be turned rightly [12.2]."""
    entries = [(number, Dictionary(P=pikepdf.String(label))) for number, label in enumerate(labels)]
    pdf.Root.PageLabels = Dictionary(Nums=Array([part for entry in entries for part in entry]))
    preferences = pdf.Root.ViewerPreferences
    preferences.PrintScaling = Name("/None")
    if imposition == "booklet":
        preferences.Duplex = Name.DuplexFlipShortEdge


def _saved(pdf: pikepdf.Pdf) -> bytes:
    """The file, its identifier hashed from its content, its metadata as they were."""
    out = BytesIO()
    streams = pikepdf.ObjectStreamMode.generate
    pdf.save(out, deterministic_id=True, object_stream_mode=streams, fix_metadata_version=False)
    return out.getvalue()
