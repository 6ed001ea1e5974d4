"""Where on the axis of time of a lesson its periods, events and dates lie."""

from __future__ import annotations

from handouts.model.lesson import Lesson
from handouts.model.material import Event, Period
from handouts.model.text import PartialDate


def events_of(period: Period, lesson: Lesson) -> tuple[Event, ...]:
    """The events of one of the lesson's periods: from its beginning to the beginning of the next."""
    end = end_of(period, lesson)
    return tuple(event for event in lesson.timeline if period.begins <= event.date and not (end and event.date >= end))


def years_of(period: Period, lesson: Lesson) -> tuple[int, int | None]:
    """The years in which a period begins and ends; the last has no end."""
    end = end_of(period, lesson)
    return period.begins.year, end.year if end else None


def along(date: PartialDate, lesson: Lesson) -> float:
    """Where a date lies on the axis of time: 0 at the beginning of its first year, 1 at the end of its last.

    A date that is a month or a year counts as its first day.
    """
    first, last = (PartialDate.parse(year).elapsed for year in span(lesson))
    return (date.elapsed - first) / (last + 1 - first)


def span(lesson: Lesson) -> tuple[int, int]:
    """The first and the last year of the axis of time, 0 where nothing is dated.

    It goes from the first period or event to the end of the research, if it has one.
    """
    dates = [event.date for event in lesson.timeline] + [period.begins for period in lesson.periods]
    dates += [lesson.as_of] if lesson.as_of else []
    return (min(dates).year, max(dates).year) if dates else (0, 0)


def end_of(period: Period, lesson: Lesson) -> PartialDate | None:
    """Where the next period begins; the last has no end."""
    return min((other.begins for other in lesson.periods if other.begins > period.begins), default=None)
