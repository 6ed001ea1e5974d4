"""What is no part of the text is painted as an artifact, and in no element."""

from __future__ import annotations

import re

import pypdf
import pytest

from .sheets import DOT, SQUARE, elements, of, outline, written


def _artifacts(reader: pypdf.PdfReader) -> list[str]:
    """By page, the kinds of artifacts that have one, in the order they are painted."""
    found = []
    for page in reader.pages:
        content = page.get_contents()
        assert content is not None
        kinds = re.findall(rb"/Artifact\s<</Type /(\w+)\s*(?:/Subtype /(\w+))?>>\sBDC", content.get_data())
        found.append(" ".join((sub or kind).decode() for kind, sub in kinds))
    return found


def test_running_heads_and_feet_are_artifacts() -> None:
    reader = written("<p>Wort</p>", '@page { @top-left { content: "Kopf" } @bottom-right { content: "Fuß" } }')
    content = reader.pages[0].get_contents()
    assert content is not None
    assert _artifacts(reader) == ["Header Footer"]
    assert content.get_data().count(b"/MCID") == 1
    assert len(reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"][1]) == 1
    assert content.get_data().count(b"TJ") + content.get_data().count(b"Tj") == 3


DECORATIONS = {
    "empty alternative text": (f'<p>a<img alt="" src="{DOT}">b</p>', ""),
    "role": (f'<p>a<img alt="Punkt" role="presentation" src="{DOT}">b</p>', ""),
    "hidden drawing": (f"<p>a</p>{SQUARE.replace('<svg', '<svg aria-hidden=true')}<rect/></svg><p>b</p>", ""),
    "hidden words": ('<p>a<span aria-hidden="true"> ✂ </span>b</p>', ""),
    "added by CSS": ('<p>a<span class="x">b</span></p>', f'.x::before {{ content: url("{DOT}") }}'),
    "background": ('<p>a<span class="x">b</span></p>', f'.x {{ background: url("{DOT}") }}'),
}


@pytest.mark.parametrize("case", DECORATIONS)
def test_what_decorates_is_an_artifact(case: str) -> None:
    body, css = DECORATIONS[case]
    said = outline(body.replace("✂", "x"), css)
    assert said in ("P(a b)", "P(a) P(b)")


def test_decorations_are_painted_all_the_same() -> None:
    reader = written(*DECORATIONS["empty alternative text"])
    assert _artifacts(reader) == ["Layout"]
    assert len(reader.pages[0].images) == 1


def test_a_picture_drawn_as_bullet_is_no_label() -> None:
    assert outline("<ul><li>a</li></ul>", f'ul {{ list-style-image: url("{DOT}") }}') == "L(LI(LBody(a)))"


def test_a_link_around_a_decoration_keeps_its_words() -> None:
    (link,) = of("Link", f'<p><a href="https://example.org/">Netz <img alt="" src="{DOT}"></a></p>')
    assert link["/K"][0].get_object()["/Obj"]["/Contents"] == "Netz"


def test_fixed_boxes_are_read_once() -> None:
    reader = written(
        "<div class='f'>fest</div><p>a</p><p class='n'>b</p>",
        ".f { position: fixed; top: 50px } .n { break-before: page }",
    )
    assert _artifacts(reader) == ["", "Pagination"]
    assert [element["/S"] for element in elements(reader)] == [
        "/Document",
        "/Div",
        "/Span",
        "/P",
        "/Span",
        "/P",
        "/Span",
    ]


def test_tabs_follow_the_structure_and_the_title_is_shown() -> None:
    reader = written("<p>a</p><p style='break-before: page'>b</p>")
    assert [page["/Tabs"] for page in reader.pages] == ["/S", "/S"]
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"].value is True
