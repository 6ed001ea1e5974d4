"""Tables: which way header cells head, and which headers each cell stands under or beside."""

from __future__ import annotations

import pytest

from .sheets import elements, of, written

TABLE = """<table>
<thead><tr><th scope="col">A</th><th scope="col" colspan="2">B</th></tr></thead>
<tr><th scope="row" rowspan="2">1</th><td>x</td><td>y</td></tr>
<tr><td>z</td><th scope="row">w</th></tr>
</table>"""


def test_header_cells_say_which_way_they_head() -> None:
    assert [cell["/A"]["/Scope"] for cell in of("TH", TABLE)] == ["/Column", "/Column", "/Row", "/Row"]


@pytest.mark.parametrize(
    ("rows", "scopes"),
    [
        ("<tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr>", ["/Column", "/Column"]),
        ("<tr><th>A</th><td>1</td></tr><tr><th>B</th><td>2</td></tr>", ["/Row", "/Row"]),
    ],
)
def test_without_scope_a_row_of_headers_heads_columns(rows: str, scopes: list[str]) -> None:
    assert [cell["/A"]["/Scope"] for cell in of("TH", f"<table>{rows}</table>")] == scopes


def test_cells_name_the_headers_beside_and_above_them_also_where_cells_span() -> None:
    found_elements = elements(written(TABLE))
    named = {str(element["/ID"]): position for position, element in enumerate(found_elements) if "/ID" in element}
    heads = dict(zip(named, "A B 1 w".split(), strict=True))
    cells = [element for element in found_elements if element["/S"] in ("/TH", "/TD")]
    found = [[heads[str(name)] for name in cell["/A"].get("/Headers", [])] for cell in cells]
    assert found == [[], [], ["A"], ["1", "B"], ["1", "B"], ["1", "B"], ["1", "B"]]


def test_what_has_an_identifier_can_be_found_by_it() -> None:
    reader = written(TABLE)
    (leaf,) = reader.trailer["/Root"]["/StructTreeRoot"]["/IDTree"]["/Kids"]
    names = leaf.get_object()["/Names"]
    assert list(names[::2]) == sorted(names[::2]) == list(leaf.get_object()["/Limits"][:1]) + list(names[2::2])
    assert [element.get_object()["/ID"] for element in names[1::2]] == list(names[::2])
