"""Frames find room: no call crosses the border of a chunk of Python's stack, however deep it is made."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable

import pytest

from handouts.writers.pdf import set_pages, write_layout, writer
from handouts.writers.pdf.shortcuts import stack
from handouts.writers.pdf.shortcuts.wanted import wanted

from .documents import CSS, FACES, document

resource = pytest.importorskip("resource", reason="this system does not count page faults")
CALLS = 1000


def leaf() -> None:
    """Takes a frame and gives it back."""


def faults(depth: int) -> int:
    """How many pages of memory a thousand calls at this depth have mapped."""
    if depth:
        return faults(depth - 1)
    before: int = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(CALLS):
        leaf()
    found: int = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    return found - before


def most(count: Callable[[int], int]) -> int:
    return max(count(depth) for depth in range(600))


def test_no_depth_asks_the_system_for_memory() -> None:
    assert wanted()
    assert most(stack.with_room(faults)) < CALLS / 10
    if sys.version_info[:2] == (3, 11):  # others may have another stack, with borders elsewhere
        assert most(faults) >= CALLS


def test_what_is_called_gets_and_gives_the_same() -> None:
    def told(*given: object, **named: object) -> tuple[object, object]:
        """Say it again."""
        return given, named

    assert stack.with_room(told)(1, "two", three=3) == ((1, "two"), {"three": 3})
    assert stack.with_room(told).__doc__ == "Say it again."


@pytest.mark.parametrize("made", [set_pages, lambda html, css: write_layout(html, css, {})])
def test_pages_are_laid_out_with_room(
    made: Callable[[str, list[str]], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    rooms: list[int] = []

    def noted(pages: object) -> None:
        frame = sys._getframe()
        while frame.f_back is not None:
            frame = frame.f_back
            rooms.append(frame.f_code.co_stacksize)

    monkeypatch.setattr(writer, "number_lines", noted)
    made(document("<p>Wort</p>"), [FACES, CSS])
    assert rooms.count(stack.CLAIMED) == 1


def test_without_short_cuts_frames_are_left_alone() -> None:
    code = "from handouts.writers.pdf.shortcuts.stack import with_room; print(with_room(print) is print)"
    environment = {**os.environ, "HANDOUTS_NO_SHORTCUTS": "1"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"
