"""Every check sees what it is for: a good file, broken in one way, gets a complaint that it did not get before."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn

from . import claims, fonts, geometry, links, slides, text, tree, vera

Check = Callable[[Path], list[str]]
HANDOUT, DECK = "de/uni/handout.pdf", "de/uni/deck.pptx"

pytestmark = pytest.mark.xdist_group("checkers")


def elements(pdf: Pdf, kind: str) -> Iterator[Any]:
    """The structure elements of a kind."""
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and "/S" in thing and "/P" in thing and thing["/S"] == f"/{kind}":
            yield thing


def first(pdf: Pdf, kind: str) -> Any:
    return next(elements(pdf, kind))


def annotation(pdf: Pdf, key: str) -> Any:
    """The first annotation that has an entry."""
    return next(a for page in pdf.pages for a in page.obj.get("/Annots", []) if key in a)


def font(pdf: Pdf) -> Any:
    return next(o for o in pdf.objects if isinstance(o, Dictionary) and o.get("/Subtype") == "/Type0")


def print_on(pdf: Pdf, words: str, left: float, bottom: float, *, page_number: int = 1, element: Any = None) -> None:
    """Set words on a page, counted from 0, as an artifact or as a part of an element."""
    page = pdf.pages[page_number]
    page.add_resource(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica), Name.Font, Name.Extra)
    mark = "/Artifact BMC" if element is None else "/Span <</MCID 9999>> BDC"
    start = f"q {mark} BT /Extra 10 Tf {left} {bottom} Td ({words}) Tj ET EMC Q\n"
    page.contents_add(start.encode(), prepend=True)
    if element is not None:
        element["/K"].append(Dictionary(Type=Name.MCR, Pg=page.obj, MCID=9999))


def retype(kind: str, other: str) -> Callable[[Pdf], None]:
    return lambda pdf: first(pdf, kind).update({"/S": Name(f"/{other}")})


def change_stream(pattern: bytes, replacement: bytes) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        page = pdf.pages[0]
        page.contents_coalesce()
        changed, count = re.subn(pattern, replacement, page.obj["/Contents"].read_bytes(), count=1)
        assert count
        page.obj["/Contents"].write(changed)

    return change


def number_lines(pdf: Pdf) -> None:
    """A line number left of a paragraph of many pieces, read as a part of it."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    paragraph = next(e for e in elements(pdf, "P") if isinstance(e["/K"], Array) and len(e["/K"]) > 9)
    print_on(pdf, "5", 20, 400, page_number=pages[paragraph["/Pg"].objgen], element=paragraph)


def reverse(pdf: Pdf) -> None:
    document = first(pdf, "Document")
    document["/K"] = Array(reversed(list(document["/K"])))


def drop(kind: str, key: str) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        for element in elements(pdf, kind):
            if key in element:
                del element[key]

    return change


def field(pdf: Pdf) -> None:
    gap = pdf.make_indirect(Dictionary(Subtype=Name.Widget, FT=Name.Tx, Rect=Array([0, 0, 9, 9]), T="gap"))
    pdf.pages[0].obj["/Annots"] = Array([gap])
    pdf.Root["/AcroForm"] = Dictionary(Fields=Array([gap]))


BROKEN: list[tuple[Check, Callable[[Pdf], object], str]] = [
    (tree.standard, retype("Document", "Sect"), "begins with"),
    (tree.standard, retype("P", "Paragraph"), "no standard type"),
    (tree.headings, retype("H2", "H4"), "after H1"),
    (tree.headings, retype("H1", "P"), "H1 is not"),
    (tree.tables, drop("TH", "/A"), "of scope"),
    (tree.tables, retype("TD", "P"), "columns"),
    (tree.lists, retype("LI", "P"), "L holds"),
    (tree.lists, retype("LBody", "P"), "LI in L holds"),
    (tree.figures, drop("Figure", "/Alt"), "alternative text"),
    (tree.figures, drop("Figure", "/A"), "no BBox"),
    (tree.notes, retype("P", "Note"), "identifier ''"),
    (tree.content, drop("P", "/K"), "untagged"),
    (tree.reading_order, reverse, "is read after"),
    (
        fonts.embedded,
        lambda pdf: [font(pdf)["/DescendantFonts"][0]["/FontDescriptor"].__delitem__("/FontFile2")],
        "embed",
    ),
    (fonts.embedded, lambda pdf: font(pdf).__delitem__("/ToUnicode"), "back into text"),
    (fonts.shipped, lambda pdf: font(pdf).update({"/BaseFont": Name("/ABCDEF+Arial")}), "Arial is not shipped"),
    (fonts.glyphs, change_stream(rb"\[<[0-9a-f]{4}", b"[<0000"), "without a glyph"),
    (links.addresses, lambda pdf: annotation(pdf, "/A")["/A"].update({"/URI": "http://localhost/"}), "localhost"),
    (links.addresses, lambda pdf: annotation(pdf, "/A")["/A"].update({"/S": Name.Launch}), "does /Launch"),
    (links.destinations, lambda pdf: pdf.Root["/Outlines"]["/First"].update({"/Dest": "gone"}), "leads to nothing"),
    (links.described, lambda pdf: annotation(pdf, "/A").update({"/Contents": ""}), "described as ''"),
    (links.described, retype("Link", "Span"), "a link is in Span"),
    (links.fields, field, "field 'gap' is in None"),
    (links.bookmarks, lambda pdf: pdf.Root["/Outlines"]["/First"].update({"/Title": "Zettel"}), "'Zettel'"),
    (claims.title, lambda pdf: pdf.docinfo.update({"/Title": "handout.pdf"}), "handout.pdf"),
    (claims.language, lambda pdf: pdf.Root.update({"/Lang": "en"}), "wanted 'de'"),
    (claims.conformance, lambda pdf: pdf.Root.__delitem__("/Metadata"), "claims PDF/UA"),
    (claims.paper, lambda pdf: pdf.pages[1].obj.update({"/MediaBox": Array([0, 0, 612, 792])}), "page 2 is (216, 279)"),
    (claims.harmless, lambda pdf: pdf.attachments.update({"a.txt": b"a"}), "a.txt"),
    (claims.harmless, lambda pdf: pdf.Root.update({"/OpenAction": Dictionary(S=Name.JavaScript, JS="")}), "JavaScript"),
    (text.readable, lambda pdf: print_on(pdf, "{{ title }}", 60, 400), "{{"),
    (text.whole_sentences, number_lines, "'5' is read within"),
    (geometry.inside, lambda pdf: print_on(pdf, "Rand", 585, 400), "Rand"),
    (geometry.overlaps, lambda pdf: [print_on(pdf, "XXXXX", 60, 400), print_on(pdf, "XYXYX", 61, 401)], "XYXYX"),
    (geometry.empty_pages, lambda pdf: pdf.pages.insert(1, pdf.add_blank_page(page_size=(595, 842))), "filled to 0%"),
]


@pytest.mark.parametrize(("check", "change", "complaint"), BROKEN, ids=lambda value: getattr(value, "__name__", None))
def test_a_broken_file_is_seen(
    built: Path, tmp_path: Path, check: Check, change: Callable[[Pdf], object], complaint: str
) -> None:
    broken = tmp_path / HANDOUT
    broken.parent.mkdir(parents=True)
    with pikepdf.open(built / HANDOUT) as pdf:
        change(pdf)
        pdf.save(broken)
    new = set(check(broken)) - set(check(built / HANDOUT))
    assert [line for line in new if complaint in line], new


def test_every_check_of_pages_and_slides_is_tried() -> None:
    tried = {check for check, *_ in BROKEN} | {check for check, *_ in SPOILT}
    assert {check for topic in (tree, fonts, links, claims, text, geometry, slides) for check in topic.CHECKS} == tried


def test_verapdf_sees_a_broken_file(built: Path, tmp_path: Path) -> None:
    reason = vera.missing()
    if reason:
        pytest.skip(reason)
    broken = tmp_path / "broken.pdf"
    with pikepdf.open(built / HANDOUT) as pdf:
        drop("Figure", "/Alt")(pdf)
        pdf.save(broken)
    rules = vera.broken_rules([broken])[broken]
    assert [rule for rule in rules if rule.startswith("PDFUA-1 7.3-1")], rules


def test_a_file_that_verapdf_cannot_read_is_an_error(tmp_path: Path) -> None:
    if vera.missing():
        pytest.skip("without veraPDF nothing can be read")
    (tmp_path / "empty.pdf").write_bytes(b"")
    with pytest.raises(RuntimeError, match="judged 0 of 2"):
        vera.broken_rules([tmp_path / "empty.pdf"])


def shapes(deck: Any) -> Iterator[Any]:
    return (shape for slide in deck.slides for shape in slide.shapes)


def one_title(deck: Any) -> None:
    deck.slides[2].shapes.title.text_frame.text = deck.slides[1].shapes.title.text_frame.text


def no_description(deck: Any) -> None:
    chart = next(shape for shape in shapes(deck) if shape.has_chart)
    del chart._element.nvGraphicFramePr.cNvPr.attrib["descr"]


def no_language(deck: Any) -> None:
    run = next(run for shape in shapes(deck) for run in shape._element.xpath(".//a:r/a:rPr"))
    del run.attrib["lang"]


def off_the_slide(deck: Any) -> None:
    shape = deck.slides[1].shapes[1]
    shape.left, shape.top, shape.width, shape.height = -9000, 0, 9000, 9000


def no_number(deck: Any) -> None:
    (number,) = deck.slides[1].shapes._spTree.xpath('.//p:sp[.//p:ph[@type="sldNum"]]')
    number.getparent().remove(number)


def painted(deck: Any) -> None:
    deck.slides[1].shapes.title.text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor(255, 0, 0)


def moved(deck: Any) -> None:
    shape = deck.slides[1].shapes.title
    shape.left, shape.top, shape.width, shape.height = 0, 0, 9000, 9000


def misnumbered(deck: Any) -> None:
    field = next(deck.slides[1].shapes._spTree.iter(qn("a:fld")))
    next(field.iter(qn("a:t"))).text = "99"


SPOILT: list[tuple[Check, Callable[[Any], object], str]] = [
    (slides.titles, one_title, "again"),
    (slides.alternatives, no_description, "alternative text ''"),
    (slides.languages, no_language, "has no language"),
    (slides.places, off_the_slide, "off the slide"),
    (slides.native, no_number, "slide 2: no number"),
    (slides.themed, painted, "colour FF0000"),
    (slides.resets, moved, "xfrm of its own"),
    (slides.numbered, misnumbered, "slide 2: ['99'"),
    (slides.package, lambda deck: setattr(deck.core_properties, "title", ""), "properties ['',"),
]


@pytest.mark.parametrize(("check", "change", "complaint"), SPOILT, ids=lambda value: getattr(value, "__name__", None))
def test_a_spoilt_deck_is_seen(
    built: Path, tmp_path: Path, check: Check, change: Callable[[Any], object], complaint: str
) -> None:
    spoilt = tmp_path / DECK
    spoilt.parent.mkdir(parents=True)
    deck = Presentation(str(built / DECK))
    change(deck)
    deck.save(str(spoilt))
    new = set(check(spoilt)) - set(check(built / DECK))
    assert [line for line in new if complaint in line], new
