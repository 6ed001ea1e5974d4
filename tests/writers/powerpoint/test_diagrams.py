"""A diagram is one group of native shapes with a name each, in the theme's colours, and no placeholder."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn

ROWS = '<tr data-x="1951-09-08"><th>1951</th><td>treaty</td></tr><tr data-x="1960"><th>1960</th><td>another</td></tr>'
TIMELINE = f'<figure data-diagram="timeline" aria-label="Two treaties"><table>{ROWS}</table></figure>'


def group(present: Callable[..., Any], sections: str) -> Any:
    (found,) = (shape for shape in present(sections).slides[-1].shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP)
    return found


def test_a_diagram_is_a_group_with_an_alternative_text(present: Callable[..., Any]) -> None:
    found = group(present, f"<section><h2>T</h2>{TIMELINE}</section>")
    assert found._element.nvGrpSpPr.cNvPr.get("descr") == "Two treaties"
    assert not found._element.xpath(".//p:ph")
    said = [shape.text_frame.text for shape in found.shapes if shape.name.startswith("Event")]
    assert said == ["1951\ntreaty", "1960\nanother"]


def test_its_colours_and_sizes_are_the_theme_s_and_said_once(present: Callable[..., Any]) -> None:
    found = group(present, f"<section><h2>T</h2>{TIMELINE}</section>")._element
    assert not list(found.iter(qn("a:srgbClr")))
    assert not [run for run in found.iter(qn("a:rPr")) if run.get("sz")]
    assert not list(found.iter(qn("p:style")))


def test_a_diagram_appears_with_its_click(present: Callable[..., Any]) -> None:
    figure = TIMELINE.replace("<figure", '<figure class="fragment"')
    slide = present(f"<section><h2>T</h2>{figure}</section>").slides[0]
    assert slide._element.xpath(".//p:timing")
