"""Footnotes stand in the tree where they are called, and can be found by their names."""

from __future__ import annotations

from .sheets import elements, outline, written

CSS = ".n { float: footnote }"
LONG = " ".join(f"Wort{number}" for number in range(150))


def test_a_note_follows_its_call() -> None:
    body = '<p>Wort<span class="n">Fuß <i>note</i></span> mehr.</p><p>Ende</p>'
    assert outline(body, CSS) == "P(Wort Reference(1) Note(Lbl(1.) Fuß note) mehr.) P(Ende)"


def test_notes_have_names_of_their_own() -> None:
    body = '<p>a<span class="n">x</span></p><p>b<span class="n">y</span></p>'
    reader = written(body, CSS)
    names = [element["/ID"] for element in elements(reader) if element["/S"] == "/Note"]
    assert names == ["note-1", "note-2"]
    (leaf,) = reader.trailer["/Root"]["/StructTreeRoot"]["/IDTree"]["/Kids"]
    assert leaf.get_object()["/Names"][::2] == names


def test_a_note_that_goes_on_the_next_page_is_one_note() -> None:
    body = f'<p>a<span class="n">{LONG}</span> b</p><p>{LONG}</p>'
    assert len(written(body, CSS).pages) > 1
    assert outline(body, CSS) == f"P(a Reference(1) Note(Lbl(1.) {LONG}) b) P({LONG})"


def test_a_note_called_after_a_page_break_in_a_cell_follows_its_call() -> None:
    """The second part of a cell is joined with the first before the notes of its page are reached."""
    body = f'<div class="t"><div>{LONG} Ruf<span class="n">note</span> mehr.</div></div>'
    cell = " .t { display: table } .t > div { display: table-cell }"
    assert len(written(body, CSS + cell).pages) > 1
    assert f"{LONG} Ruf Reference(1) Note(Lbl(1.) note) mehr." in outline(body, CSS + cell)


def test_what_stands_beside_a_line_is_a_note_behind_its_term() -> None:
    body = '<p>Wort <i>b</i><span class="annotation">Hilfe</span> mehr.</p>'
    css = ".annotation { float: right; width: 20mm; margin-left: -20mm }"
    assert outline(body, css) == "P(Wort b Note(Hilfe) mehr.)"
    (note,) = (element for element in elements(written(body, css)) if element["/S"] == "/Note")
    assert note["/ID"] == "help-1"
