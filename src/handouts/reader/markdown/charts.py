"""A table in a block `::: chart line` → a chart: the first column names the values, each further one is a series."""

from __future__ import annotations

import re
from decimal import Decimal

from handouts.languages import FALLBACK
from handouts.locales import manner_of
from handouts.reader.markdown.draft import Draft, Named, Record, settled
from handouts.reader.markdown.lists import EMPTY, rows_of
from handouts.reader.markdown.page import Block, inside
from handouts.reader.markdown.placed import At
from handouts.reader.markdown.settings import Settings
from handouts.reader.markdown.values import iso_date, number
from handouts.reader.markdown.words import CHART_KINDS, SCALES, beginning, key_of, meant

_SCALE = re.compile(rf"\b(?:{'|'.join(SCALES)})\b", re.IGNORECASE)


def chart(draft: Draft, named: Named, given: Settings) -> Record:
    """The chart in a block; settings in the block are added to those of its material."""
    found, body = settled(draft, inside(named.block), named.place.line)
    given |= found
    if "scale" in given and (scale := key_of(str(given["scale"].value), SCALES)):
        given["scale"] = given["scale"].of(scale)
    record = _kind(draft, named.rest)
    tables = [one for one in body if one.kind == "table"]
    for one in body:
        if one.kind != "table" or one is not tables[0]:
            draft.page.problem(
                draft.page.at(one), "in the block of a chart stand its settings and one table; move this out"
            )
    if not tables:
        draft.page.problem(named.place, 'a chart needs a table: "| Jahr | Wert |", below it "|---|---|" and the values')
        return record
    return record | _data(draft, tables[0], record["kind"].value if "kind" in record else None)


def _kind(draft: Draft, words: At) -> Record:
    text = str(words.value)
    record: Record = {}
    if scale := _SCALE.search(text):
        record["scale"] = words.of(SCALES[scale[0].casefold()])
        text = _SCALE.sub("", text).strip()
    if not text:
        draft.page.problem(words, 'say which kind of chart it is, such as "::: chart line" or "::: chart column"')
    elif (found := beginning(text, CHART_KINDS)) and not found[1]:
        record["kind"] = words.of(found[0])
    else:
        draft.page.problem(
            words, f'"{text}" is no kind of chart{meant(text, CHART_KINDS, "line, bar, column or share")}'
        )
    return record


def _data(draft: Draft, table: Block, kind: object) -> Record:
    head, *rows = rows_of(draft, table)
    place = draft.page.at(table)
    keys = ["value"] if len(head) == 2 else [f"s{number}" for number in range(1, len(head))]
    series = [
        cell.of({"key": cell.of(key), "name": draft.page.text(cell)}) for key, cell in zip(keys, head[1:], strict=True)
    ]
    name, values = _named(draft, [row[0] for row in rows], to_scale=kind == "line")
    points = [cell.of({name: cell} | _values(draft, row, keys)) for cell, row in zip(values, rows, strict=True)]
    return {
        "series": place.of(series),
        "panels": place.of([place.of({"id": place.of("p"), "data": place.of(points)})]),
        **({"x_label": draft.page.text(head[0])} if name == "x" else {}),
    }


def _named(draft: Draft, cells: list[At], *, to_scale: bool) -> tuple[str, list[At]]:
    """What the first column holds: years; on a line months, days or numbers, which stand to scale; else names."""
    words = [str(cell.value) for cell in cells]
    if words and all(re.fullmatch(r"\d{4}", word) for word in words):
        return "year", cells
    dates = [iso_date(word, draft.page.language) for word in words]
    if to_scale and all(re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", date) for date in dates):
        return "date", [cell.of(date) for cell, date in zip(cells, dates, strict=True)]
    numbers = [number(word, draft.page.language) for word in words]
    if to_scale and None not in numbers:
        return "x", [cell.of(value) for cell, value in zip(cells, numbers, strict=True)]
    return "label", [draft.page.text(cell) for cell in cells]


def _values(draft: Draft, row: list[At], keys: list[str]) -> Record:
    values: Record = {}
    for key, cell in zip(keys, row[1:], strict=False):
        if str(cell.value) in EMPTY:
            continue
        found = number(str(cell.value), draft.page.language)
        if found is None:
            message = f'"{cell.value}" is no number as they are written in this language'
            draft.page.problem(cell, f"{message}; write digits alone, such as {_sample(draft)}")
        values[key] = cell.of(found or str(cell.value))
    return {"values": row[0].of(values)}


def _sample(draft: Draft) -> str:
    return manner_of(draft.page.language or FALLBACK).number(Decimal("1234.5"), 1)
