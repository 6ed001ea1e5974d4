"""The structure tree holds what screen readers go by: languages, links, lists, pictures, tables; no running heads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pypdf
import pytest

from handouts.styles import FONT_BASE
from handouts.writers.pdf import write_pdf

FACE = f'@font-face {{ font-family: F; src: url("{FONT_BASE}SourceSans3-Regular.ttf") }}'
PAGE = "@page { size: 300px 400px; margin: 40px } body { font: 16px/20px F; margin: 0 } p { margin: 0 }"
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" style="display: block">'


def _written(body: str, css: str = "") -> pypdf.PdfReader:
    html = f'<html lang="de"><head><title>Seite</title></head><body>{body}</body></html>'
    return pypdf.PdfReader(BytesIO(write_pdf(html, [FACE + PAGE + css])))


def _elements(reader: pypdf.PdfReader) -> list[Any]:
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


def _of(kind: str, body: str, css: str = "") -> list[Any]:
    return [element for element in _elements(_written(body, css)) if element["/S"] == f"/{kind}"]


def _kinds(element: Any) -> list[str]:
    return [kid.get_object()["/S"] for kid in element["/K"]]


def test_running_heads_and_feet_are_artifacts() -> None:
    reader = _written("<p>Wort</p>", '@page { @top-left { content: "Kopf" } @bottom-right { content: "Fuß" } }')
    content = reader.pages[0].get_contents()
    assert content is not None
    kinds = re.findall(rb"/Artifact\s<</Type /Pagination\s*/Subtype /(\w+)>>\sBDC", content.get_data())
    assert kinds == [b"Header", b"Footer"]
    assert content.get_data().count(b"/MCID") == 1
    assert len(reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"][1]) == 1
    assert content.get_data().count(b"TJ") + content.get_data().count(b"Tj") == 3


def test_only_changes_of_language_are_marked() -> None:
    elements = _elements(_written('<p lang="de">Er sagt <i lang="en">yes <b lang="en">sir</b></i>.</p>'))
    assert [(element["/S"], element["/Lang"]) for element in elements if "/Lang" in element] == [("/Span", "en")]


def test_what_has_no_meaning_of_its_own_gets_one_to_carry_a_language() -> None:
    (block,) = _of("Div", '<aside lang="ja-Latn">Shōwa</aside>')
    assert block["/Lang"] == "ja-Latn"


def test_the_language_of_a_text_without_bullets_stands_once() -> None:
    elements = _elements(_written('<dl><dt lang="en">word</dt><dd>Wort</dd></dl>'))
    assert [element["/S"] for element in elements if "/Lang" in element] == ["/LI"]


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ('<a href="https://example.org/a">Der  Ver\N{SOFT HYPHEN}trag</a>', "Der Vertrag"),
        ('<a href="#ziel">zum <b>schönen <i>Ziel</i></b></a>', "zum schönen Ziel"),
    ],
)
def test_links_are_named_by_their_words(link: str, words: str) -> None:
    page = _written(f'<p id="ziel">{link}</p>').pages[0]
    assert {note.get_object()["/Contents"] for note in page["/Annots"]} == {words}


@pytest.mark.parametrize("words", ["Wort", "<b>Wort</b>", "ein <b>gutes <i>Wort</i></b>"])
def test_what_is_inside_a_link_is_no_second_link(words: str) -> None:
    reader = _written(f'<p><a href="https://example.org/a">{words}</a></p>', 'a::after { content: " (Netz)" }')
    (link,) = (element for element in _elements(reader) if element["/S"] == "/Link")
    kids = [kid.get_object() for kid in link["/K"]]
    areas = [kid["/Obj"]["/StructParent"] for kid in kids if isinstance(kid, dict) and "/Obj" in kid]
    assert len(set(areas)) == len(areas) == len(reader.pages[0]["/Annots"])


def test_pictures_say_where_they_are_and_what_they_show() -> None:
    (figure,) = _of("Figure", f"<p>Wort</p>{SQUARE}<title>Ein Quadrat</title><rect width='9' height='9'/></svg>")
    assert figure["/Alt"] == "Ein Quadrat"
    left, bottom, right, top = (40, 400 - 60 - 20, 80, 400 - 60)
    assert [float(edge) for edge in figure["/A"]["/BBox"]] == [edge * 0.75 for edge in (left, bottom, right, top)]


@pytest.mark.parametrize("item", ["eins", "<p>eins</p>", "<p>eins</p><p>zwei</p>", "a <b>b</b>"])
@pytest.mark.parametrize("css", ["", "ul { list-style-position: inside }", "ul { list-style: none }"])
def test_items_hold_a_label_and_a_body(item: str, css: str) -> None:
    for element in _of("LI", f"<ul><li>{item}</li></ul>", css):
        assert _kinds(element) in (["/Lbl", "/LBody"], ["/LBody"])


@pytest.mark.parametrize(
    ("tag", "style", "numbering"),
    [
        ("ul", "disc", "/Disc"),
        ("ul", '"→ "', "/None"),
        ("ul", "none", "/None"),
        ("ol", "decimal", "/Decimal"),
        ("ol", "lower-latin", "/LowerAlpha"),
        ("ol", "none", "/None"),
    ],
)
def test_lists_say_how_they_are_numbered(tag: str, style: str, numbering: str) -> None:
    (element,) = _of("L", f"<{tag}><li>eins</li></{tag}>", f"{tag} {{ list-style-type: {style} }}")
    assert element["/A"]["/ListNumbering"] == numbering


TABLE = """<table>
<thead><tr><th scope="col">A</th><th scope="col" colspan="2">B</th></tr></thead>
<tr><th scope="row" rowspan="2">1</th><td>x</td><td>y</td></tr>
<tr><td>z</td><th scope="row">w</th></tr>
</table>"""


def test_header_cells_say_which_way_they_head() -> None:
    assert [cell["/A"]["/Scope"] for cell in _of("TH", TABLE)] == ["/Column", "/Column", "/Row", "/Row"]


@pytest.mark.parametrize(
    ("rows", "scopes"),
    [
        ("<tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr>", ["/Column", "/Column"]),
        ("<tr><th>A</th><td>1</td></tr><tr><th>B</th><td>2</td></tr>", ["/Row", "/Row"]),
    ],
)
def test_without_scope_a_row_of_headers_heads_columns(rows: str, scopes: list[str]) -> None:
    assert [cell["/A"]["/Scope"] for cell in _of("TH", f"<table>{rows}</table>")] == scopes


def test_cells_name_the_headers_beside_and_above_them_also_where_cells_span() -> None:
    elements = _elements(_written(TABLE))
    named = {str(element["/ID"]): position for position, element in enumerate(elements) if "/ID" in element}
    heads = dict(zip(named, "A B 1 w".split(), strict=True))
    cells = [element for element in elements if element["/S"] in ("/TH", "/TD")]
    found = [[heads[str(name)] for name in cell["/A"].get("/Headers", [])] for cell in cells]
    assert found == [[], [], ["A"], ["1", "B"], ["1", "B"], ["1", "B"], ["1", "B"]]


def test_what_has_an_identifier_can_be_found_by_it() -> None:
    reader = _written(TABLE)
    (leaf,) = reader.trailer["/Root"]["/StructTreeRoot"]["/IDTree"]["/Kids"]
    names = leaf.get_object()["/Names"]
    assert list(names[::2]) == sorted(names[::2]) == list(leaf.get_object()["/Limits"][:1]) + list(names[2::2])
    assert [element.get_object()["/ID"] for element in names[1::2]] == list(names[::2])


def test_the_way_weasyprint_tags_is_restored() -> None:
    from weasyprint.pdf import tags

    before = tags._build_box_tree
    _written("<p>Wort</p>")
    assert tags._build_box_tree is before
