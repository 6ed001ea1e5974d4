"""The workbook of a chart in which names that say values are formulas: whoever edits a value edits the name with it."""

from __future__ import annotations

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter


class LinkedChartData(CategoryChartData):
    """Categories and series; `told` are the names of those, by place, to which the workbook adds the values."""

    def __init__(self, number_format: str) -> None:
        super().__init__(number_format=number_format)  # type: ignore[no-untyped-call]
        self.told: dict[int, str] = {}
        self.decimals = 0

    @property
    def _workbook_writer(self) -> _Writer:
        return _Writer(self)  # type: ignore[no-untyped-call]


class _Writer(CategoryWorkbookWriter):
    def _write_series(self, workbook: Any, worksheet: Any) -> None:
        super()._write_series(workbook, worksheet)  # type: ignore[no-untyped-call]
        for place, series in enumerate(self._chart_data):
            plain = self._chart_data.told.get(place)
            if plain is None:
                continue
            column = self._series_col_letter(series)  # type: ignore[no-untyped-call]
            cells = (f"{column}{row}" for row, value in enumerate(series.values, 2) if value is not None)
            values = '&", "&'.join(f"FIXED({cell},{self._chart_data.decimals})" for cell in cells)
            name = plain.replace('"', '""')
            worksheet.write_formula(f"{column}1", f'="{name} ("&{values}&")"', None, series.name)
