"""A deck that somebody else wrote, converted like a job of a build: in a process of its own, within limits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from handouts.convert import Converted, convert, name_of
from handouts.engine.workers.executor import alone
from handouts.engine.workers.limits import Limits
from handouts.errors import HandoutsError, LayoutError
from handouts.model.brand import Brand


@dataclass(frozen=True)
class _Order:
    """What a process needs to know to convert a page."""

    page: Path
    brand: Brand
    master: bytes | None


def converted(
    page: Path, brand: Brand, master: bytes | None, limits: Limits, aborted: Callable[[HandoutsError], None]
) -> Converted:
    """Convert a page as `convert` does.

    Args:
        page: The file.
        brand: The design of its slides.
        master: A PowerPoint file whose layouts are taken instead.
        limits: What it may take.
        aborted: Called just before this process ends because the work hangs in it and cannot be stopped.

    Raises:
        HandoutsError: As `convert` does, or it takes too long or too much memory.
    """
    answer = alone(_Order(page, brand, master), limits, lambda error: aborted(_of_page(error, page)), work=_follow)
    if isinstance(answer.outcome, HandoutsError):
        raise _of_page(answer.outcome, page)
    found: Converted = answer.outcome
    return found


def _follow(order: _Order) -> Converted:
    return convert(order.page, order.brand, order.master)


def _of_page(error: HandoutsError, page: Path) -> HandoutsError:
    """The same with the page's name where no other place is known."""
    if all(problem.path for problem in error.problems):
        return error
    return LayoutError(replace(problem, path=problem.path or name_of(page)) for problem in error.problems)
