"""Where the time of the tests goes: processor seconds of each test, and the table of them in tests/README.md.

Seconds of processors, since those that a clock tells depend on what else the machine does. Those of a process that
outlives its test, such as the scheduler of a cluster, are missing.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from . import warm

_BEGIN, _END = "<!-- times -->\n", "<!-- end of times -->"
_HEAD = "| tests | `make test`: cases | seconds | only `make test-all`: cases | seconds |\n|---|--:|--:|--:|--:|\n"
_ROW = "| {} | {} | {:.0f} | {} | {:.0f} |\n"

Times = tuple[str, float, bool]
"""The name of a test, its processor seconds, and whether it is slow."""


def _spent() -> float:
    told = os.times()
    return told.user + told.system + told.children_user + told.children_system + warm.spent


@contextmanager
def timed(item: pytest.Item, notes: Path) -> Iterator[None]:
    """Note what is spent meanwhile as the time of a test; several processes may write into the same file."""
    before = _spent()
    yield
    told = [item.nodeid, _spent() - before, item.get_closest_marker("slow") is not None]
    with notes.open("a", encoding="utf-8") as file:
        file.write(f"{json.dumps(told)}\n")


def room(test: str) -> str:
    """What a test counts to: its folder, within large folders the next one; tests beside folders stand together."""
    parts = test.partition("::")[0].split("/")[1:-1]
    return "/".join(parts[:2]) if parts else "beside the folders"


def table(times: list[Times]) -> str:
    """A row for each room in Markdown, those that take the longest first."""
    rooms: dict[str, list[Times]] = {}
    for one in times:
        rooms.setdefault(room(one[0]), []).append(one)
    ordered = sorted(rooms.items(), key=lambda found: -sum(one[1] for one in found[1]))
    return _HEAD + "".join(_row(name, found) for name, found in [*ordered, ("**all**", times)])


def _row(name: str, times: list[Times]) -> str:
    tiers = [[seconds for _, seconds, slow in times if slow is wanted] for wanted in (False, True)]
    return _ROW.format(name, *(part for tier in tiers for part in (len(tier), sum(tier))))


def write(page: Path, notes: Path) -> None:
    """Put the table of what was noted in place of the one in a page."""
    times = [tuple(json.loads(line)) for line in notes.read_text(encoding="utf-8").splitlines()]
    text = page.read_text(encoding="utf-8")
    new, count = re.subn(f"(?s)(?<={_BEGIN}).*(?={_END})", lambda _: f"\n{table(times)}\n", text)
    assert count == 1, f"{page} has no place for the table"
    page.write_text(new, encoding="utf-8", newline="\n")
