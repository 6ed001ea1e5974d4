"""Measures the project and prints one table; `make bench` calls it.

It builds its own inputs in a folder that goes away afterwards, and installs nothing.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import table
from caches import caches
from floors import floors
from gains import gains
from inputs import REAL, TINY, Inputs
from longer import many, personalised, watched
from machine import described
from measure import BenchError
from peers import measured
from rows import CPUS, Result, Row, checked, cold, matrix, nothing_to_do, one_word, show_help

LOOP = "the plain script"
PARSED = "PyYAML reading its files"
ROWS = (
    Row("help", "`handouts --help`", "python -c 'import click'", show_help),
    Row("no-op", "nothing to do", "python -c 'import click'", nothing_to_do, 1.8),
    Row("cold-pdf", "one PDF, six pages, cold", LOOP, cold(lambda inputs: inputs.scale.single, cached=True), 0.40),
    Row("cold-pdf-empty", "the same without any cache", LOOP, cold(lambda inputs: inputs.scale.single, cached=False)),
    Row("cold-deck", "one deck with charts, cold", LOOP, cold(lambda inputs: inputs.scale.deck, cached=True), 1.2),
    Row("cold-deck-empty", "the same without any cache", LOOP, cold(lambda inputs: inputs.scale.deck, cached=False)),
    Row("check-empty", "`handouts check` without any cache", PARSED, checked("new"), None, 0.6),
    Row("check", "the same, nothing changed", PARSED, checked("sound")),
    Row("check-edit", "the same, one word changed", PARSED, checked("edited"), None, 0.6),
    Row("watch", "a saved text to its PDF, `watch`", "a warm document", watched, 1.3),
    Row("edit", "one word changed", LOOP, one_word, None, 0.6),
    Row("matrix", f"full matrix, {CPUS} workers", f"xargs -P {CPUS}", matrix(CPUS, cached=True), 0.28, 0.6),
    Row("matrix-empty", "the same without any cache", f"xargs -P {CPUS}", matrix(CPUS, cached=False), None, 0.4),
    Row("matrix-one", "full matrix, one worker", "xargs -P 1", matrix(1, cached=True), None, 0.4),
    Row("roster", "a page for each of 200 pupils", "one process", personalised(), 0.11, 0.6),
    Row("roster-merged", "the same in one file", "one process", personalised("--merge"), None, 0.4),
    Row("memory", "memory at the end of 1,000 documents", "after 100", many, 1.15),
)


def main(words: Sequence[str] | None = None) -> int:
    """Measure the rows that are asked for; 1 if one of them could not be measured."""
    asked = arguments(words)
    rows = [row for row in ROWS if not asked.rows or row.name in asked.rows]
    with tempfile.TemporaryDirectory(prefix="handouts-bench-") as folder:
        inputs = Inputs(Path(folder), TINY if asked.quick else REAL)
        results = [_measured(row, inputs, 1 if asked.quick else row.runs(asked.runs)) for row in rows]
        notes = "" if asked.quick or asked.rows else "\n\n".join(_notes(inputs, asked.runs))
    _print(rows, results, notes, asked)
    return int(any(result.remark.startswith(FAILED) for result in results))


def _notes(inputs: Inputs, runs: int) -> Iterator[str]:
    yield floors(inputs, runs)
    yield measured(inputs, runs)
    yield "What each short cut brings: processor time of the same pages laid out without it, against all of them."
    yield gains(inputs, max(1, runs // 2))
    yield "What each kind of cache saves: processor time of the same work without it, against that with all of them."
    yield caches(inputs, runs)


def arguments(words: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="bench/run.py", description=__doc__)
    names = [row.name for row in ROWS]
    parser.add_argument("--rows", nargs="+", choices=names, metavar="NAME", help=f"only these: {', '.join(names)}")
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="runs of a short row; long ones have fewer")
    parser.add_argument("--quick", action="store_true", help="a tiny project, each row once: to see that all runs")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every single run here, too")
    parser.add_argument("--markdown", action="store_true", help="print the table in Markdown")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="write the table into this page, at its mark")
    return parser.parse_args(words)


FAILED = "failed"


def _measured(row: Row, inputs: Inputs, runs: int) -> Result:
    print(f"{row.title} …", file=sys.stderr, flush=True)
    try:
        return row.measure(inputs, runs)
    except BenchError as error:
        print(error, file=sys.stderr)
        return Result(remark=f"{FAILED}: {str(error).splitlines()[0]}")


def _print(rows: Sequence[Row], results: Sequence[Result], notes: str, asked: argparse.Namespace) -> None:
    lines = [table.cells(row, result) for row, result in zip(rows, results, strict=True)]
    about = f"Measured on {described()}."
    page = "\n\n".join(filter(None, ("", table.markdown(lines), about, notes))) + "\n"
    print(page if asked.markdown else f"{table.plain(lines)}\n\n{about}\n\n{notes}".rstrip())
    if asked.write:
        table.write(asked.write, page)
    if asked.json:
        told: dict[str, Any] = {
            "machine": described(),
            "rows": [table.data(row, result) for row, result in zip(rows, results, strict=True)],
        }
        asked.json.write_text(json.dumps(told, indent=1), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
