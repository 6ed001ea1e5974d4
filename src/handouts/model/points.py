"""Points of tasks and answers: whole ones, and halves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

_SCHEMA = {"type": "number", "multipleOf": 0.5}


def _halved(value: Any) -> int | float:
    """A whole number stays one, so that it is printed as one."""
    try:
        number = float(value) if not isinstance(value, bool) else float("nan")
    except (TypeError, ValueError):
        number = float("nan")
    if not (2 * number).is_integer():  # so it is finite, too
        raise PydanticCustomError("half_points", "no number of points")
    return int(number) if number.is_integer() else number


def total(points: Iterable[float | None]) -> int | float:
    """The sum of those that are given; a whole number where it is one."""
    found = sum(one for one in points if one is not None)
    return int(found) if found == int(found) else found


Points = Annotated[int | float, BeforeValidator(_halved), Field(ge=0.5), WithJsonSchema({**_SCHEMA, "minimum": 0.5})]
"""What a task gives: 2, or 0.5."""
AnyPoints = Annotated[int | float, BeforeValidator(_halved), Field(ge=0), WithJsonSchema({**_SCHEMA, "minimum": 0})]
"""What a part of an answer gives, which may be nothing."""
