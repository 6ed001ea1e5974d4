"""The stretches of a timeline."""

from __future__ import annotations

from handouts.model.lesson import Lesson
from handouts.model.material import Event, Period
from handouts.model.text import PartialDate


def events_of(period: Period, lesson: Lesson) -> tuple[Event, ...]:
    """The events of one of the lesson's periods: from its beginning to the beginning of the next."""
    end = _end(period, lesson)
    return tuple(event for event in lesson.timeline if period.begins <= event.date and not (end and event.date >= end))


def years_of(period: Period, lesson: Lesson) -> tuple[int, int | None]:
    """The years in which a period begins and ends; the last has no end."""
    end = _end(period, lesson)
    return period.begins.year, end.year if end else None


def _end(period: Period, lesson: Lesson) -> PartialDate | None:
    return min((other.begins for other in lesson.periods if other.begins > period.begins), default=None)
