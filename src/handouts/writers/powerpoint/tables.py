"""Table → native table in the table style of the design."""

from __future__ import annotations

from typing import Any

from pptx.util import Inches, Pt

from handouts.model.deck import Table
from handouts.writers.powerpoint.design import Design
from handouts.writers.powerpoint.layouts import Box
from handouts.writers.powerpoint.tablefit import CELL_X, CELL_Y, TableSizes
from handouts.writers.powerpoint.text import fill_text
from handouts.writers.powerpoint.xmlnames import qn

_SIDES = {"center": "ctr", "right": "r"}


def add_table(slide: Any, table: Table, sizes: TableSizes, box: Box, language: str, design: Design) -> Any:
    """Add a native table at the top of a box and return its graphic frame."""
    frame = slide.shapes.add_table(
        len(table.rows), len(sizes.columns), Inches(box.x), Inches(box.y), Inches(box.w), Inches(sum(sizes.least))
    )
    native = frame.table
    native.first_row = table.header_rows > 0
    native.first_col = table.header_column
    native.horz_banding = design.given
    native._tbl.tblPr.find(qn("a:tableStyleId")).text = design.table_style
    for column, width in zip(native.columns, sizes.columns, strict=True):
        column.width = Inches(width)
    for row, height in zip(native.rows, sizes.least, strict=True):
        row.height = Inches(height)
    for line, cells in enumerate(table.rows):
        for column, content in enumerate(cells):
            cell = native.cell(line, column)
            cell.margin_left = cell.margin_right = Inches(CELL_X)
            cell.margin_top = cell.margin_bottom = Inches(CELL_Y)
            fill_text(cell._tc.txBody, (content,), part=slide.part, language=language)
            if table.aligned and (side := _SIDES.get(table.aligned[column])):
                cell._tc.txBody.p_lst[0].get_or_add_pPr().set("algn", side)
            _set_size(cell, sizes.size)
    return frame


def _set_size(cell: Any, size: int) -> None:
    """Tables inherit no size from a placeholder, so each run states it."""
    for name in ("a:rPr", "a:endParaRPr"):
        for properties in cell._tc.iter(qn(name)):
            properties.set("sz", str(Pt(size).centipoints))
