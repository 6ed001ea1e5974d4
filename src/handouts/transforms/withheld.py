"""What learners do not get of a record: every field that its model does not mark as shown to them."""

from __future__ import annotations

from operator import is_
from typing import Any, TypeVar

from pydantic import BaseModel

from handouts.model.node import LEARNERS, SOLVERS, Mark, Node, withholding

ModelT = TypeVar("ModelT", bound=BaseModel)


def for_solvers(record: ModelT) -> ModelT:
    """A task or statement with its solution, as learners may have it who compare their own with it.

    What is for teachers alone is empty, as `for_learners` makes it.
    """
    return for_learners(record, SOLVERS)


def for_learners(record: ModelT, seen: frozenset[Mark] = LEARNERS) -> ModelT:
    """A record as learners may have it: what is not marked as shown to them is empty, in all its parts, too.

    The class of the record itself decides, not the one that the field it stands in was declared with. A field is
    emptied to its default, or to () or {}; a required one of any other type to None. What hides
    nothing is shared.

    Args:
        record: What they are to have.
        seen: Marks of what is not withheld.
    """
    emptied, entered = withholding(record.__class__, seen)
    held = record.__dict__
    update: dict[str, Any] = {}
    for name, empty in emptied:
        if held[name] is not empty and held[name] != empty:
            update[name] = empty
    for name in entered:
        before = held[name]
        if before and (after := _within(before, seen)) is not before:
            update[name] = after
    if not update:
        return record
    made = record.__copy__()  # `model_copy` asks again, for each record, what all of them have in common
    made.__dict__.update(update)
    return made


def _within(value: Any, seen: frozenset[Mark]) -> Any:
    """The same for what stands in a field: a record, or several of them."""
    if isinstance(value, tuple):
        way = for_learners if value and isinstance(value[0], Node) else _within
        parts = tuple(way(part, seen) for part in value)
        return value if all(map(is_, parts, value)) else parts
    if isinstance(value, dict):
        return {key: _within(part, seen) for key, part in value.items()}
    return for_learners(value, seen) if isinstance(value, Node) else value
