"""Deck → plain data, from which `plain_deck` makes the same slides."""

from __future__ import annotations

import base64
from typing import Any

from handouts.model.deck import ChartData, Picture, Table
from handouts.pipeline import Job
from handouts.slidelayout.diagram_shapes import DiagramPlan, Shape
from handouts.slidelayout.pagination import Page, paginate
from handouts.slides import parse_deck
from handouts.writers.powerpoint.masters import master_of


def describe_deck(job: Job) -> dict[str, Any]:
    """All words, numbers and pictures of a deck as data for JSON, on as many slides as its file has."""
    deck = parse_deck(job.html)
    pages = paginate(deck, master_of(job.brand, job.master, deck.language).design)
    return {"title": deck.title, "author": deck.author, "slides": [_page(page) for page in pages]}


def _page(page: Page) -> dict[str, Any]:
    texts = [part for part in page.parts if isinstance(part.content, tuple)]
    captions = [part for part in texts if "caption" in part.placeholder.role]
    contents = [part.content for part in page.parts]
    return {
        "title": "".join(run.text for paragraph in page.title.content for run in paragraph.runs),  # type: ignore[union-attr]
        "bullets": [
            {"text": paragraph.text, "level": min(paragraph.level, 4)}
            for part in texts
            if part not in captions
            for paragraph in part.content  # type: ignore[union-attr]
        ],
        "captions": ["\n".join(paragraph.text for paragraph in part.content) for part in captions],  # type: ignore[union-attr]
        "tables": [[[cell.text for cell in row] for row in one.rows] for one in contents if isinstance(one, Table)],
        "charts": [_chart(one) for one in contents if isinstance(one, ChartData)],
        "pictures": [base64.b64encode(one.data).decode() for one in contents if isinstance(one, Picture)],
        "shapes": [
            _shape(one) for part in page.parts if isinstance(part.sizes, DiagramPlan) for one in part.sizes.shapes
        ],
        "notes": [paragraph.text for paragraph in page.slide.notes],
    }


def _shape(shape: Shape) -> dict[str, Any]:
    return {
        "form": shape.form,
        "box": [shape.box.x, shape.box.y, shape.box.w, shape.box.h],
        "text": "\n".join(paragraph.text for paragraph in shape.text),
        "size": shape.setting.sizes[0] if shape.setting else 0,
    }


def _chart(chart: ChartData) -> dict[str, Any]:
    return {
        "kind": chart.kind,
        "title": chart.title,
        "categories": list(chart.categories),
        "series": [
            {"name": series.name, "values": [None if value is None else float(value) for value in series.values]}
            for series in chart.series
        ],
    }
