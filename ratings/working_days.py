"""Working days in Viet Nam: Monday to Friday, without public holidays and the days given for them."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from criteria.texts import Text

if TYPE_CHECKING:
    from holidays import HolidayBase


_AMERICAN = re.compile(r"(\d\d)/(\d\d)/(\d{4})")
"""How the library writes days in its English names."""


class Holiday(NamedTuple):
    """A public holiday, by its name."""

    day: date
    name: Text


@cache
def _holidays(language: str) -> "HolidayBase":
    import holidays  # late: only calendars need it

    return holidays.country_holidays("VN", language=language)


def working_day_after(day: date, many: int) -> date:
    """Return the working day that is *many* after *day*, which itself does not count.

    >>> working_day_after(date(2026, 8, 28), 1)  # a Friday before a long holiday
    datetime.date(2026, 9, 3)
    """
    return _holidays("vi").get_nth_working_day(day, many)


def last_working_day(day: date) -> date:
    """Return *day*, or the working day before it where it is none."""
    found = _holidays("vi")
    return day if found.is_working_day(day) else found.get_nth_working_day(day, -1)


def working_weekends(first: date, last: date) -> tuple[date, ...]:
    """Return the Saturdays and Sundays from *first* to *last* on which people work in exchange for another day."""
    return tuple(day for day in _days(first, last) if day.weekday() >= 5 and _holidays("vi").is_working_day(day))


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=offset) for offset in range((last - first).days + 1))


def holidays_between(first: date, last: date) -> tuple[Holiday, ...]:
    """Return the public holidays from *first* to *last*, both included, that do not fall on a Saturday or Sunday."""
    vi, en = _holidays("vi"), _holidays("en_US")
    return tuple(
        Holiday(day, Text(vi[day], _AMERICAN.sub(r"\3-\1-\2", en[day])))
        for day in _days(first, last)
        if day in vi and day.weekday() < 5
    )
