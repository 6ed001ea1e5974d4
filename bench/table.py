"""Results → a table to read, or to be written into a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from measure import Costs
from rows import Result, Row

HEAD = (
    "work",
    "time",
    "memory",
    "plain loop",
    "its memory",
    "ratio",
    "processor",
    "at most",
    "against; what was made",
)
BEGIN, END = "<!-- table: written by make bench -->", "<!-- end of the table -->"


def cells(row: Row, result: Result) -> tuple[str, ...]:
    """One row as words."""
    ratios = ("" if ratio is None else f"{ratio:.2f}" for ratio in (result.ratio, result.processor))
    target = "" if row.target is None else f"{row.target:g} {verdict(row, result)}".strip()
    return (row.title, *_side(result.ours), *_side(result.plain), *ratios, target, _remark(row, result))


def _remark(row: Row, result: Result) -> str:
    return "; ".join(filter(None, (row.against if result.ratio is not None else "", result.remark)))


def verdict(row: Row, result: Result) -> str:
    """Whether the target is reached; nothing if there is none, or nothing was measured."""
    if row.target is None or result.ratio is None:
        return ""
    return "reached" if result.ratio <= row.target else "missed"


def _side(costs: Costs | None) -> tuple[str, str]:
    if costs is None:
        return "", ""
    seconds = costs.seconds
    return (f"{seconds:.3g} s" if seconds >= 1 else f"{seconds * 1000:.0f} ms"), (
        f"{costs.peak / 2**20:.0f} MiB" if costs.peak else ""
    )


def markdown(lines: Iterable[Sequence[str]]) -> str:
    """The table in Markdown."""
    rows = [HEAD, ("---", *("---:" for _ in HEAD[1:7]), "---", "---"), *lines]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def plain(lines: Iterable[Sequence[str]]) -> str:
    """The table for a terminal."""
    rows = [HEAD, *lines]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    return "\n".join(_line(row, widths) for row in rows)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    aligned = (
        cell.rjust(width) if 1 <= column <= 6 else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join(aligned).rstrip()


def write(page: Path, text: str) -> None:
    """Put a text between the two comments of a page that say where it belongs."""
    before, begin, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise SystemExit(f"{page} has no {BEGIN} and {END}")
    page.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")


def data(row: Row, result: Result) -> dict[str, Any]:
    """One row for programs: seconds, bytes."""
    return {
        "name": row.name,
        "title": row.title,
        "against": row.against,
        "ratio": result.ratio,
        "processor": result.processor,
        "target": row.target,
        "verdict": verdict(row, result),
        "remark": result.remark,
        "ours": _told(result.ours),
        "plain": _told(result.plain),
    }


def _told(costs: Costs | None) -> dict[str, Any] | None:
    if costs is None:
        return None
    return {
        "seconds": [run.seconds for run in costs.runs],
        "processor": costs.processor,
        "peak": costs.peak,
    }
