"""Slides → PowerPoint file by plain python-pptx calls, as anybody would write it: what a deck of ours is timed against.

    python bench/plain_deck.py slides.json deck.pptx

The slides are those of `describe_deck`, so both files hold the same words, numbers and pictures. What ours does beyond
that (a brand's design, measured text, languages, alternative texts, fixed bytes) this one leaves out.
"""

from __future__ import annotations

import base64
import io
import json
import sys
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.util import Inches, Pt

KINDS = {
    "column": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "bar": XL_CHART_TYPE.BAR_CLUSTERED,
    "grouped_bar": XL_CHART_TYPE.BAR_CLUSTERED,
    "line": XL_CHART_TYPE.LINE_MARKERS,
    "share": XL_CHART_TYPE.BAR_STACKED_100,
    "pie": XL_CHART_TYPE.PIE,
    "stacked_bar": XL_CHART_TYPE.BAR_STACKED,
    "stacked_column": XL_CHART_TYPE.COLUMN_STACKED,
}
FORMS = {"rectangle": MSO_SHAPE.RECTANGLE, "rounded": MSO_SHAPE.ROUNDED_RECTANGLE, "ellipse": MSO_SHAPE.OVAL}


def main() -> None:
    """Read the slides that the first argument names, write them to the second."""
    slides, target = (Path(argument) for argument in sys.argv[1:])
    make_deck(json.loads(slides.read_text(encoding="utf-8"))).save(str(target))


def make_deck(described: dict[str, Any]) -> Any:
    """The presentation of a description."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(13.333), Inches(7.5)
    for one in described["slides"]:
        add_slide(presentation, one)
    presentation.core_properties.title = described["title"]
    presentation.core_properties.author = described["author"]
    return presentation


def add_slide(presentation: Any, one: dict[str, Any]) -> None:
    """Add one slide with all that is on it."""
    slide = presentation.slides.add_slide(presentation.slide_layouts[1 if one["bullets"] else 5])
    slide.shapes.title.text = one["title"]
    if one["bullets"]:
        add_bullets(slide.placeholders[1].text_frame, one["bullets"])
    place = (Inches(0.8), Inches(2), Inches(11.7), Inches(4.2))
    for table in one["tables"]:
        add_table(slide, table, place)
    for chart in one["charts"]:
        add_chart(slide, chart, place)
    for picture in one["pictures"]:
        slide.shapes.add_picture(io.BytesIO(base64.b64decode(picture)), place[0], place[1], height=place[3])
    for shape in one["shapes"]:
        add_shape(slide, shape)
    for caption in one["captions"]:
        box = slide.shapes.add_textbox(Inches(0.8), Inches(6.2), Inches(11.7), Inches(0.5))
        box.text_frame.text = caption
    if one["notes"]:
        slide.notes_slide.notes_text_frame.text = "\n".join(one["notes"])


def add_shape(slide: Any, shape: dict[str, Any]) -> None:
    """Add one shape of a diagram where it stands, with what it says."""
    left, top, width, height = shape["box"]
    if shape["form"] == "line":
        ends = (left, top, left + width, top + height)
        slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *map(Inches, ends))
        return
    place = tuple(map(Inches, (left, top, width, height)))
    form = FORMS.get(shape["form"])
    added = slide.shapes.add_textbox(*place) if form is None else slide.shapes.add_shape(form, *place)
    if shape["text"]:
        added.text_frame.text = shape["text"]
        for paragraph in added.text_frame.paragraphs:
            paragraph.font.size = Pt(shape["size"])


def add_bullets(frame: Any, bullets: list[dict[str, Any]]) -> None:
    """Write a list, one paragraph a bullet."""
    for place, bullet in enumerate(bullets):
        paragraph = frame.add_paragraph() if place else frame.paragraphs[0]
        paragraph.text, paragraph.level = bullet["text"], bullet["level"]


def add_table(slide: Any, rows: list[list[str]], place: tuple[Any, ...]) -> None:
    """Add a native table."""
    table = slide.shapes.add_table(len(rows), len(rows[0]), *place).table
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text


def add_chart(slide: Any, chart: dict[str, Any], place: tuple[Any, ...]) -> None:
    """Add a native chart with its numbers, a title, and labels."""
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = chart["categories"]
    for series in chart["series"]:
        data.add_series(series["name"], series["values"])
    native = slide.shapes.add_chart(KINDS[chart["kind"]], *place, data).chart
    native.has_title = bool(chart["title"])
    if chart["title"]:
        native.chart_title.text_frame.text = chart["title"]
    native.has_legend = len(chart["series"]) > 1
    native.font.size = Pt(14)
    native.plots[0].has_data_labels = True


if __name__ == "__main__":
    main()
