"""Dates no more precise than their source, of any year, before our era too.

Years are those of historians: `-44` is 44 BC, the year before 1 is -1, and there is none of the number 0. Up to 1582 a
day may be one of the Julian calendar, as sources of that time have it.
"""

from __future__ import annotations

import calendar
import datetime
import re
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:  # whoever only writes dates need not load it
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import core_schema

_REFORM = 1582
"""The year in which the Gregorian calendar began."""
_WORDED = re.compile(r"(\d+)\s*(?:v\.?\s*(?:Chr|u\.?\s*Z)|B\.?\s*C)", re.IGNORECASE)
_NO_YEAR_0 = "there is no year 0; -1 is 1 BC, and 1 the year after it"


def counted(year: int) -> int:
    """A year as it is; 0 is refused, which no calendar has."""
    if year == 0:
        raise ValueError(_NO_YEAR_0)
    return year


class PartialDate(str):
    """A date as precise as its source: `1945-08-06`, `2012-04`, `1978` (ISO 8601); `-44` or `-0044-03-15` is BC.

    Compares in the order of time, the less precise first.
    """

    __slots__ = ()

    PATTERN = re.compile(r"^(-\d{1,12}|\d{1,4}(?!-)|\d{3,4})(?:-(\d{2})(?:-(\d{2}))?)?$")

    @classmethod
    def parse(cls, value: Any) -> Self:
        """Read a date from content; its year gets four digits.

        Raises:
            ValueError: It is not an ISO date, or there is no such day.
        """
        if isinstance(value, datetime.date):
            value = value.isoformat()
        if isinstance(value, int):
            value = str(value)
        match = cls.PATTERN.match(value) if isinstance(value, str) else None
        if not match:
            raise ValueError(_objection(value))
        year, month, day = (int(part) if part else 1 for part in match.groups())
        if year == 0:
            raise ValueError(_NO_YEAR_0)
        if not 1 <= month <= 12:
            raise ValueError(f'there is no date "{value}"; months are 01 to 12')
        if not 1 <= day <= (days := calendar.monthrange(_alike(year), month)[1]):
            raise ValueError(f'there is no date "{value}"; that month has {days} days')
        written = f"-{-year:04d}" if year < 0 else f"{year:04d}"
        return cls(written + value[len(match[1]) :])

    @property
    def precision(self) -> str:
        """`day`, `month` or `year`."""
        return ("year", "month", "day")[self.count("-", 1)]

    @property
    def year(self) -> int:
        """The one part that every date has; below 0 before our era."""
        return self._parts()[0]

    @property
    def month(self) -> int:
        """The month, or the first one that it can be."""
        return max(self._parts()[1], 1)

    @property
    def day(self) -> int:
        """The day of the month, or the first one that it can be."""
        return max(self._parts()[2], 1)

    @property
    def elapsed(self) -> float:
        """Years since the beginning of the year 1, to lay a date on an axis of time; a month or year is its first day.

        The year before 1 is -1, so that nothing lies between the two.
        """
        day = datetime.date(_alike(self.year), self.month, self.day).timetuple().tm_yday
        return _running(self.year) + (day - 1) / 366

    def within(self, last: PartialDate) -> bool:
        """Whether it is not later than another one, which as a month or a year means the whole of it."""
        wanted = 1 + last.count("-", 1)
        return self._parts()[:wanted] <= last._parts()[:wanted]

    def _parts(self) -> tuple[int, int, int]:
        year, month, day = (*self[1:].split("-"), "0", "0")[:3]
        return int(self[0] + year), int(month), int(day)

    def __lt__(self, other: str) -> bool:
        return self._parts() < _parts_of(other)

    def __le__(self, other: str) -> bool:
        return self._parts() <= _parts_of(other)

    def __gt__(self, other: str) -> bool:
        return self._parts() > _parts_of(other)

    def __ge__(self, other: str) -> bool:
        return self._parts() >= _parts_of(other)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(cls.parse, serialization=core_schema.to_string_ser_schema())

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        return {
            "type": "string",
            "pattern": cls.PATTERN.pattern,
            "description": "ISO 8601 day, month or year; -44 is 44 BC",
        }


def _parts_of(other: str) -> tuple[int, int, int]:
    return (other if isinstance(other, PartialDate) else PartialDate(other))._parts()


def _running(year: int) -> int:
    """The number of a year where years are counted through 0, as astronomers do."""
    return year + (year < 0)


def _alike(year: int) -> int:
    """A year that `datetime` knows and that is as long; up to the reform, a leap year of either calendar."""
    running = _running(year)
    leap = calendar.isleap(running) or (year <= _REFORM and running % 4 == 0)
    return year if 1 <= year <= 9999 and leap == calendar.isleap(year) else 2000 if leap else 2001


def _objection(value: Any) -> str:
    if isinstance(value, str) and (worded := _WORDED.search(value)):
        return f'"{value}" is not a date; years before our era have a minus: "-{worded[1]}", "-{worded[1]:0>4}-03-15"'
    if isinstance(value, str) and re.fullmatch(r"\d\d-\d\d(-\d\d)?", value):
        return f'the year of "{value}" is not plain; write it with four digits, such as "0044-03" or "1944-03"'
    return f'"{value}" is not a date such as "1951-09-08", "2012-04" or "1978"'
