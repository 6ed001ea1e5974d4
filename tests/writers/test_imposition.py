"""Pages on sheets: each once, in the order that a folded booklet is read in; tags, links and claims go with them."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pypdf
import pytest

from handouts.styles import FONT_BASE
from handouts.writers.imposition import Side, arrange, impose
from handouts.writers.pdf import write_pdf

FACE = f'@font-face {{ font-family: F; src: url("{FONT_BASE}SourceSans3-Regular.ttf") }}'
PAGE = """@page { size: 300px 400px; margin: 40px } body { font: 16px/20px F; margin: 0 } * { margin: 0 }
    section { break-before: page } h2 { font: inherit; bookmark-level: 1; bookmark-label: content() }"""
WIDTH, HEIGHT = 225, 300
"""The size of these pages in points."""
A4 = (595.28, 841.89)


def plain(pages: int, last: str = "") -> bytes:
    """A document with a numbered heading on each page, and `last` on its last one."""
    sections = "".join(f'<section><h2 id="p{number}">Blatt {number}</h2>' for number in range(1, pages + 1))
    body = sections.replace("<section>", "</section><section>").removeprefix("</section>") + last + "</section>"
    return write_pdf(f'<html lang="de"><head><title>Seite</title></head><body>{body}</body></html>', [FACE + PAGE])


def imposed(pages: int, way: Any, last: str = "") -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(impose(plain(pages, last), way)))


def folded(sides: list[Side], width: float) -> list[int | None]:
    """The pages in the order in which the folded booklet is read, None for a blank one.

    Half of each sheet lies before the middle: its front's right and its back's left half; the others come after, from
    the innermost sheet outwards.
    """

    def half(side: Side, right: bool) -> int | None:
        pages = [spot.page for spot in side.spots if (spot.left >= width / 2) == right]
        assert len(pages) <= 1
        return pages[0] if pages else None

    sheets = list(zip(sides[::2], sides[1::2], strict=True))
    before = [half(side, side is front) for front, back in sheets for side in (front, back)]
    after = [half(side, side is back) for front, back in reversed(sheets) for side in (back, front)]
    return before + after


@pytest.mark.parametrize("count", range(1, 10))
def test_a_folded_booklet_is_read_in_order(count: int) -> None:
    sides = arrange([(100, 150)] * count, "booklet")
    blank = -count % 4
    assert folded(sides, 200) == [*range(count), *[None] * blank]
    assert {side.size for side in sides} == {(200, 150)}
    assert {(spot.scale, spot.bottom) for side in sides for spot in side.spots} == {(1, 0)}


@pytest.mark.parametrize(("way", "number"), [("2up", 2), ("4up", 4)])
@pytest.mark.parametrize("count", range(1, 10))
def test_several_pages_a_side_are_read_from_left_to_right_and_down(count: int, way: Any, number: int) -> None:
    sides = arrange([A4] * count, way)
    assert [spot.page for side in sides for spot in side.spots] == list(range(count))
    assert all(len(side.spots) == number for side in sides[:-1])
    for side in sides:
        assert [(-round(spot.bottom), round(spot.left)) for spot in side.spots] == sorted(
            (-round(spot.bottom), round(spot.left)) for spot in side.spots
        )


def test_two_pages_of_a4_are_reduced_to_a5() -> None:
    (side,) = arrange([A4] * 2, "2up")
    assert side.size == (841.89, 595.28)
    left, right = side.spots
    assert left.scale == right.scale == pytest.approx(0.7071, abs=1e-4)
    assert (left.left, right.left) == pytest.approx((0, 421), abs=0.1)


def test_pages_of_us_letter_stand_in_the_middle_of_their_halves() -> None:
    (side,) = arrange([(612, 792)] * 2, "2up")
    spot = side.spots[1]
    assert spot.moved(306, 396) == pytest.approx((792 * 0.75, 306))
    assert spot.scale == pytest.approx(396 / 612, abs=1e-6)


def test_a_page_of_another_size_is_made_to_fit() -> None:
    (side,) = arrange([(100, 150), (150, 100)], "4up")
    assert [spot.scale for spot in side.spots] == [0.5, 0.333333]


@pytest.mark.parametrize(
    ("pages", "labels"), [(1, ["1", ""]), (3, ["1", "2, 3"]), (5, ["1", "2", "3", "4, 5"]), (4, ["4, 1", "2, 3"])]
)
def test_sides_show_their_pages_and_are_named_by_them(pages: int, labels: list[str]) -> None:
    reader = pypdf.PdfReader(BytesIO(impose(plain(pages), "booklet")))
    assert [page.mediabox[2:] for page in reader.pages] == [[2 * WIDTH, HEIGHT]] * len(labels)
    assert reader.page_labels == labels
    shown = [page.extract_text().split() for page in reader.pages]
    assert shown == [[word for label in labels.split(", ") if label for word in ("Blatt", label)] for labels in labels]


def test_the_printer_is_told_to_keep_the_size_and_how_to_turn() -> None:
    booklet, reduced = imposed(2, "booklet"), imposed(2, "2up")
    assert booklet.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"
    assert "/Duplex" not in reduced.Root.ViewerPreferences
    for pdf in (booklet, reduced):
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle is True


def elements(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """All structure elements in the order of reading."""

    def below(element: Any) -> Iterator[Any]:
        yield element
        for kid in element.get("/K", []):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from below(kid)

    for kid in pdf.Root.StructTreeRoot.K:
        yield from below(kid)


def test_every_mark_is_found_in_its_stream_and_leads_back_to_its_element() -> None:
    pdf = imposed(5, "booklet", "<p>Ein <a href='#p1'>Wort</a></p>")
    parents = dict(pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree).items())
    seen = 0
    for element in elements(pdf):
        for kid in element.get("/K", []):
            assert not isinstance(kid, int)
            if "/MCID" in kid:
                assert kid.Stm.objgen in {form.objgen for form in kid.Pg.Resources.XObject.values()}
                assert f"/MCID {kid.MCID}".encode() in kid.Stm.read_bytes()
                assert parents[kid.Stm.StructParents][kid.MCID].objgen == element.objgen
                seen += 1
    assert seen == sum(len(value) for value in parents.values() if isinstance(value, pikepdf.Array))
    assert not any("/StructParents" in page.obj for page in pdf.pages)


def test_tags_are_read_in_the_order_of_the_pages_not_of_the_sheets() -> None:
    pdf = imposed(5, "booklet")
    forms = {form.objgen: name for page in pdf.pages for name, form in page.obj.Resources.get("/XObject", {}).items()}
    read = [forms[kid.Stm.objgen] for element in elements(pdf) for kid in element.get("/K", []) if "/Stm" in kid]
    assert read == [f"/Page{number}" for number in range(1, 6)]


@pytest.mark.parametrize(
    ("way", "side", "scale", "left"), [("booklet", 1, 1, WIDTH), ("2up", 1, 2 / 3, 0), ("4up", 0, 0.5, 0)]
)
def test_links_lie_where_their_words_now_are(way: Any, side: int, scale: float, left: float) -> None:
    pages = plain(3, '<p><a href="https://example.org">Wort</a></p>')
    with pikepdf.open(BytesIO(pages)) as before, pikepdf.open(BytesIO(impose(pages, way))) as after:
        (old,) = before.pages[2].obj.Annots
        (new,) = after.pages[side].obj.Annots
        bottom = (WIDTH - HEIGHT * scale) / 2 if way == "2up" else 0
        x = [left + float(number) * scale for number in list(old.Rect)[::2]]
        y = [bottom + float(number) * scale for number in list(old.Rect)[1::2]]
        if way == "2up":  # the page is higher than half the sheet's width would ask for: it stands in the middle
            x = [number + (HEIGHT / 2 - WIDTH * scale) / 2 for number in x]
        assert [float(number) for number in new.Rect] == pytest.approx([x[0], y[0], x[1], y[1]], abs=1e-3)
        (link,) = (element for element in elements(after) if element.S == "/Link")
        (reference,) = (kid for kid in link.K if kid.get("/Type") == "/OBJR")
        assert reference.Obj.objgen == new.objgen
        assert reference.Pg.objgen == after.pages[side].obj.objgen
        assert after.pages[side].obj.Tabs == "/S"


def test_fields_lie_where_their_boxes_now_are() -> None:
    box = "display: inline-block; font-family: SourceSans3; width: 80px; height: 20px"
    field = f'<p style="{box}" data-field="line" data-name="n" data-tip="Name"></p>'
    html = '<html lang="de" style="font-family: SourceSans3"><head><title>Seite</title></head><body>{}</body></html>'
    pages = write_pdf(html.format(field), [FACE.replace("F;", "SourceSans3;") + PAGE])
    with pikepdf.open(BytesIO(pages)) as before, pikepdf.open(BytesIO(impose(pages, "booklet"))) as after:
        (old,) = before.Root.AcroForm.Fields
        (new,) = after.Root.AcroForm.Fields
        shift = [WIDTH, 0, WIDTH, 0]
        assert [float(number) for number in new.Rect] == pytest.approx(
            [float(number) + more for number, more in zip(list(old.Rect), shift, strict=True)]
        )
        assert new.P.objgen == after.pages[0].obj.objgen
        assert after.pages[0].obj.Annots[0].objgen == new.objgen


def test_bookmarks_and_names_lead_to_the_side_and_the_point() -> None:
    pages = plain(4, "<p><a href='#p3'>zu Blatt 3</a></p>")
    with pikepdf.open(BytesIO(pages)) as before, pikepdf.open(BytesIO(impose(pages, "booklet"))) as after:
        old = pikepdf.NameTree(before.Root.Names.Dests)["p3"]
        new = pikepdf.NameTree(after.Root.Names.Dests)["p3"]
        assert new[0].objgen == after.pages[1].obj.objgen
        assert [float(number) for number in list(new)[2:]] == [float(old[2]) + WIDTH, float(old[3]), 0]
        entry, led = after.Root.Outlines.First, []
        while entry is not None:
            led.append((entry.Dest[0].objgen, float(entry.Dest[2])))
            entry = entry.get("/Next")
        front, back = (page.obj.objgen for page in after.pages)
        assert led == [(front, WIDTH + 30), (back, 30), (back, WIDTH + 30), (front, 30)]


def test_a_picture_says_where_it_stands() -> None:
    picture = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" style="display: block"><title>P</title></svg>'
    )
    pdf = imposed(1, "booklet", picture)
    (figure,) = (element for element in elements(pdf) if element.S == "/Figure")
    assert [float(number) for number in figure.A.BBox] == [WIDTH + 30, 240, WIDTH + 60, 255]
    assert figure.Pg.objgen == pdf.pages[0].obj.objgen


def test_what_the_document_says_of_itself_is_kept() -> None:
    pages = plain(3)
    with pikepdf.open(BytesIO(pages)) as before, pikepdf.open(BytesIO(impose(pages, "booklet"))) as after:
        assert after.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
        assert after.Root.OutputIntents[0].DestOutputProfile.read_bytes().count(b"sRGB")
        assert after.Root.Lang == "de"
        assert after.Root.MarkInfo.Marked is True
        assert after.docinfo.Title == "Seite"


def test_no_former_page_is_left() -> None:
    pdf = imposed(6, "booklet", "<p><a href='#p2'>zurück</a></p>")
    pages = [part for part in pdf.objects if isinstance(part, pikepdf.Dictionary) and part.get("/Type") == "/Page"]
    assert len(pages) == len(pdf.pages) == 4


def test_the_same_pages_give_the_same_bytes() -> None:
    pages = plain(3)
    assert impose(pages, "booklet") == impose(pages, "booklet")
    assert impose(pages, "booklet") != impose(plain(4), "booklet")
