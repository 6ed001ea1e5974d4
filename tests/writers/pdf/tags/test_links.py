"""A link is one element, named by its words, whatever stands in it and however many lines it takes."""

from __future__ import annotations

import pytest

from .sheets import elements, outline, written


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ('<a href="https://example.org/a">Der  Ver\N{SOFT HYPHEN}trag</a>', "Der Vertrag"),
        ('<a href="#ziel">zum <b>schönen <i>Ziel</i></b></a>', "zum schönen Ziel"),
    ],
)
def test_links_are_named_by_their_words(link: str, words: str) -> None:
    page = written(f'<p id="ziel">{link}</p>').pages[0]
    assert {note.get_object()["/Contents"] for note in page["/Annots"]} == {words}


@pytest.mark.parametrize("words", ["Wort", "<b>Wort</b>", "ein <b>gutes <i>Wort</i></b>", "so viele Wörter " * 9])
def test_what_is_inside_a_link_is_no_second_link(words: str) -> None:
    reader = written(f'<p><a href="https://example.org/a">{words}</a></p>', 'a::after { content: " (Netz)" }')
    (link,) = (element for element in elements(reader) if element["/S"] == "/Link")
    kids = [kid.get_object() for kid in link["/K"]]
    areas = [kid["/Obj"]["/StructParent"] for kid in kids if isinstance(kid, dict) and "/Obj" in kid]
    assert len(set(areas)) == len(areas) == len(reader.pages[0]["/Annots"])
    parents = reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    owners = dict(zip(parents[::2], parents[1::2], strict=True))
    assert all(owners[area].get_object() == link for area in areas)


def test_a_link_of_several_lines_is_read_in_one_go() -> None:
    words = " ".join(f"Wort{number}" for number in range(12))
    body = f'<p>a <a href="https://example.org/">{words}</a> b</p>'
    assert outline(body) == f"P(a Link({words}) b)"
    reader = written(body)
    numbers = reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"][1]
    (link,) = (element for element in elements(reader) if element["/S"] == "/Link")
    claimed = [kid for kid in link["/K"] if isinstance(kid, int)]
    assert len(claimed) > 1
    assert all(numbers[kid].get_object() == link for kid in claimed)


def test_on_another_page_it_begins_anew() -> None:
    words = " ".join(f"Wort{number}" for number in range(200))
    found = elements(written(f'<p><a href="https://example.org/">{words}</a></p>'))
    links = [element for element in found if element["/S"] == "/Link"]
    assert len({link["/Pg"].indirect_reference.idnum for link in links}) == len(links) > 1
    assert len([element for element in found if element["/S"] == "/P"]) == 1
