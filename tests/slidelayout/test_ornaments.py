"""Ornaments are written down once, and every writer of slides shows them there."""

from __future__ import annotations

import ast
import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html
from PIL import Image
from pptx import Presentation

import handouts.writers
from handouts.model.brand import Brand, Logo
from handouts.model.deck import Deck, Run, Slide
from handouts.slidelayout import brand_design, ornaments
from handouts.slidelayout.layouts import LAYOUTS
from handouts.slidelayout.ornaments import MASTER, visible_ornaments
from handouts.slidelayout.placeholders import Box
from handouts.writers.powerpoint.own_master import template
from handouts.writers.slidepages import slide_pages

WRITERS = Path(handouts.writers.__path__[0])
MODULES = [path for room in ("powerpoint", "slidepages") for path in sorted((WRITERS / room).rglob("*.py"))]


@pytest.fixture(scope="module")
def branded(brand: Brand) -> Brand:
    """The brand with a logo."""
    buffer = io.BytesIO()
    Image.new("RGB", (900, 260), "#224466").save(buffer, "PNG")
    return replace(brand, logo=Logo(file="logo.png", alt="School", data=buffer.getvalue()))


def on_master(brand: Brand, name: str) -> Box:
    """Where an ornament stands on the master of the PowerPoint file."""
    opened: Any = Presentation(io.BytesIO(template(brand)))
    shape = next(shape for shape in opened.slide_master.shapes if shape.name == name)
    return Box(*(length.inches for length in (shape.left, shape.top, shape.width, shape.height)))


def on_page(brand: Brand, name: str) -> Box:
    """Where it stands on a slide as a page."""
    deck = Deck("T", "en", (Slide((Run("T", "en"),), "Title and Content"),))
    shell = "<html><head></head><body><!-- slides --></body></html>"
    made: Any = lxml_html.document_fromstring(slide_pages(shell, deck, brand_design(brand), "pdf", str))
    (style,) = (one.get("style") for one in made.find_class("ornament") if name in one.get("class").split())
    return Box(*(float(re.search(rf"{side}: calc\(([\d.]+)", style)[1]) for side in ("left", "top", "width", "height")))


def test_a_rule_that_is_moved_is_moved_in_the_file_and_on_pages(brand: Brand, monkeypatch: pytest.MonkeyPatch) -> None:
    rule, foot = MASTER
    for box in (rule.box, Box(2.0, 1.5, 3.25, 0.125)):
        monkeypatch.setattr(ornaments, "MASTER", (replace(rule, box=box), foot))
        for found in (on_master(brand, "Rule"), on_page(brand, "rule")):
            assert (found.x, found.y, found.w, found.h) == pytest.approx((box.x, box.y, box.w, box.h), abs=1e-4)


def test_the_logo_stands_in_the_same_place_in_the_file_and_on_pages(branded: Brand) -> None:
    one, other = on_master(branded, "Logo"), on_page(branded, "logo")
    assert (one.x, one.y, one.w, one.h) == pytest.approx((other.x, other.y, other.w, other.h), abs=1e-3)


@pytest.mark.parametrize(
    ("layout", "names"),
    [
        ("Title and Content", ["logo", "rule", "foot-rule"]),
        ("Quotation", ["logo", "rule", "foot-rule", "bar"]),
        ("Title Slide", ["plate", "logo", "edge", "rule"]),
        ("Section Header", ["logo", "edge", "rule"]),
        ("Statement", ["foot-rule", "panel", "edge", "rule"]),
    ],
)
def test_a_layout_hides_what_it_covers(branded: Brand, layout: str, names: list[str]) -> None:
    assert [one.name for one in visible_ornaments(LAYOUTS[layout], branded)] == names


def numbered_boxes(source: str) -> list[int]:
    """The lines that say in figures where something stands."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    boxes = (call for call in calls if isinstance(call.func, ast.Name) and call.func.id in ("Box", "Inches"))
    return [box.lineno for box in boxes if any(isinstance(part, ast.Constant) for part in box.args)]


def test_boxes_in_figures_are_seen() -> None:
    assert numbered_boxes("a = Box(x, 1.62, w, 0.06)\nb = Box(x, y, w, h)\nc = Inches(2)") == [1, 3]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(WRITERS).as_posix())
def test_writers_have_no_places_of_their_own(path: Path) -> None:
    assert numbered_boxes(path.read_text(encoding="utf-8")) == []
