"""Room for the frames of Python functions, so that layout need not ask the system for it time and again.

CPython keeps frames on a stack of chunks, of 16 KiB each. A call that does not fit into the last one has another one
mapped, which is given back as soon as the call returns. Boxes are laid out within boxes, so that some level of them
stands right at a border, and crosses it with whatever it calls: 24 documents of a lesson have 390,000 pages of memory
mapped that way, which takes a sixth of their time. A chunk is twice as large, and twice again, until the frame fits in
that asks for it: one that claims half a chunk leaves the other half to all that it calls. What it claims it never
touches, so that costs no memory.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from handouts.writers.pdf.shortcuts.wanted import wanted

CLAIMED = 2**17
"""Places of 8 bytes each: half a chunk of 2 MiB. A thousand frames, the most that Python allows, have 1 KiB each."""

Given = ParamSpec("Given")
Result = TypeVar("Result")


def with_room(function: Callable[Given, Result]) -> Callable[Given, Result]:
    """The same function, with room on the stack for all that it calls."""
    if not wanted():
        return function

    def roomy(*args: Given.args, **named: Given.kwargs) -> Result:
        return function(*args, **named)

    roomy.__code__ = roomy.__code__.replace(co_stacksize=CLAIMED)
    return wraps(function)(roomy)
