"""A second reading of who recognises, for how long, and what is due when: TT 24 and 25/2023, TT 22/2020, TT 44/2014.

Typed from the articles; nothing of the product is imported. Public holidays stand below as data. Where a text is silent
the project's own reading stands, marked "our reading".
"""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

DISTRICTS_TO = date(2025, 6, 30)  # law/README.md: "Since 1 July 2025 the district tier no longer exists"

HEAD_OF_OFFICE = "Trưởng phòng Giáo dục và Đào tạo"
DIRECTOR = "Giám đốc Sở Giáo dục và Đào tạo"
MINISTER = "Bộ trưởng Bộ Giáo dục và Đào tạo"
DISTRICT_CHAIR = "Chủ tịch Ủy ban nhân dân cấp huyện"
PROVINCE_CHAIR = "Chủ tịch Ủy ban nhân dân cấp tỉnh"

# Who decides, from when (the text is in force) to when; None: no end.
WHO: dict[str, tuple[str, date, date | None]] = {
    "tt24-2023-district": (DISTRICT_CHAIR, date(2024, 1, 26), DISTRICTS_TO),  # art. 5(1), 22(1)
    "tt24-2023-province": (PROVINCE_CHAIR, date(2024, 1, 26), None),  # art. 11(1), 22(1)
    "tt25-2023-commune": (HEAD_OF_OFFICE, date(2024, 2, 12), DISTRICTS_TO),  # art. 9(2)(đ), 25(1)
    "tt25-2023-district": (DIRECTOR, date(2024, 2, 12), DISTRICTS_TO),  # art. 14(2)(đ), 25(1)
    "tt25-2023-province": (MINISTER, date(2024, 2, 12), None),  # art. 19(2)(đ), 25(1)
    "tt44-2014": (DISTRICT_CHAIR, date(2015, 1, 25), DISTRICTS_TO),  # art. 6(5)
    "tt22-2020-district": (DISTRICT_CHAIR, date(2020, 9, 21), DISTRICTS_TO),  # art. 7(2)
    "tt22-2020-province": (PROVINCE_CHAIR, date(2020, 9, 21), None),  # art. 7(2)
}

# TT 24 art. 5(4), 11(4); TT 25 art. 5(4), 10(4), 15(4): "03 năm (36 tháng) tiếp theo năm được công nhận"
TITLE_YEARS = 3
WAIT_MONTHS = 12  # TT 24 art. 5(3), 11(3): "sau ít nhất 1 năm (12 tháng) kể từ ngày ra quyết định"; TT 25: our reading
RANKS = ("not-recognised", "level-1", "level-2")


class Due(NamedTuple):
    """When something is due: on fixed days so many years after the year rated, or working days after something."""

    first: tuple[int, int] | None = None  # month, day
    last: tuple[int, int] | None = None
    years: int = 1
    late_on_the_day: bool = False
    working: int = 0
    after: str = ""


def before(day: int, month: int) -> Due:
    """Due "trước ngày": on that day it is too late."""
    return Due((month, day), (month, day), late_on_the_day=True)


def within(working: int, after: str) -> Due:
    """Due so many working days after another thing."""
    return Due(working=working, after=after)


YEAR = Due((1, 1), (12, 31), years=0)  # "từ ngày 01 tháng 1 đến ngày 31 tháng 12 của năm đánh giá"

# What has a date; everything else of a calendar has none.
DUE: dict[str, dict[str, Due]] = {
    # TT 24 art. 10(1)(b), 10(1)(c), 10(3)
    "tt24-2023-district": {"data": YEAR, "dossier": before(15, 1), "decision": before(15, 2)},
    # TT 24 art. 16(1)(b), 16(1)(c), 16(3)
    "tt24-2023-province": {"data": YEAR, "dossier": before(15, 1), "decision": before(15, 2)},
    # TT 25 art. 9(1)(b), 9(1)(d), 9(3)
    "tt25-2023-commune": {"data": YEAR, "dossier": before(28, 2), "decision": before(31, 3)},
    # TT 25 art. 14(1)(b), 14(1)(d), 14(3)
    "tt25-2023-district": {"data": YEAR, "dossier": before(30, 4), "decision": before(31, 5)},
    # TT 25 art. 19(1)(b), 19(1)(d), 19(2)(e): "20 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ"
    "tt25-2023-province": {"data": YEAR, "dossier": before(31, 7), "decision": within(20, "dossier")},
    # TT 44 art. 6(3), 4(4) ("tháng 12 hằng năm"), 6(5)
    "tt44-2014": {
        "plan": within(10, "dossier"),
        "inspection": Due((12, 1), (12, 31), years=0),
        "submission": within(5, "inspection"),
    },
    # TT 22 art. 7(1): "chậm nhất trong Quý I của năm sau"
    "tt22-2020-district": {"report-district": Due((3, 31), (3, 31))},
    "tt22-2020-province": {"report-province": Due((3, 31), (3, 31))},
}


# What the dossier and the decision are called in a calendar for two tiers.
ROLES = {f"tt22-2020-{tier}": (f"report-{tier}", f"decision-{tier}") for tier in ("district", "province")}


# Working days.

# Weekdays off and weekend days on, 2023 (for the December of TT 44) to 2026, as the library "holidays" 0.109 has them
# for Viet Nam: public holidays (Labour Code art. 112), days in lieu, and days that were swapped.
OFF = {
    2023: "01-02 01-20 01-23 01-24 01-25 01-26 05-01 05-02 05-03 09-01 09-04",
    2024: "01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03",
    2025: "01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02",
    2026: "01-01 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24",
}
ON = {2023: "", 2024: "05-04", 2025: "04-26", 2026: "08-22"}
ONE_DAY = timedelta(days=1)


def is_working(day: date) -> bool:
    """Whether people work on *day*."""
    written = f"{day:%m-%d}"
    return written in ON[day.year].split() or (day.weekday() < 5 and written not in OFF[day.year].split())


def holidays_in(first: date, last: date) -> list[date]:
    """Return the weekdays off from *first* to *last*."""
    days = (first + ONE_DAY * place for place in range((last - first).days + 1))
    return [day for day in days if day.weekday() < 5 and not is_working(day)]


def working_days_after(day: date, many: int) -> date:
    """Return the working day that is *many* after *day*, which does not count itself (our reading)."""
    while many:
        day += ONE_DAY
        many -= is_working(day)
    return day


def last_working(day: date) -> date:
    """Return *day*, or the working day before it."""
    while not is_working(day):
        day -= ONE_DAY
    return day


# Due dates.


class Days(NamedTuple):
    """When something is due: from when to when it is in time, and what of that hangs on working days and holidays."""

    first: date
    last: date
    too_late: date | None
    last_working: date
    counted_from: date | None = None
    holidays: tuple[date, ...] = ()


def fixed(due: Due, year: int) -> tuple[date, date] | None:
    """Return the first and last day in time of what has days of its own."""
    if due.first is None or due.last is None:
        return None
    first, last = (date(year + due.years, *day) - ONE_DAY * due.late_on_the_day for day in (due.first, due.last))
    return first, last


def days_of(name: str, year: int, done: Mapping[str, date]) -> dict[str, Days]:
    """Return the days of what has a date for *year*, with what is *done*; what hangs on no known day is not there."""
    found: dict[str, Days] = {}
    for entry, due in DUE[name].items():
        if (days := fixed(due, year)) is not None:
            too_late = days[1] + ONE_DAY if due.late_on_the_day else None
            found[entry] = Days(*days, too_late, last_working(days[1]))
            continue
        # our reading: from the day on which it was done, or could be done at the latest
        start = done.get(due.after) or (found[due.after].last if due.after in found else None)
        if start is not None:
            last = working_days_after(start, due.working)
            found[entry] = Days(last, last, None, last, start, tuple(holidays_in(start + ONE_DAY, last)))
    return found


# Recognition.


class Held(NamedTuple):
    """A title: of which level, given when, until when."""

    level: str
    given: date
    until: date


class Recognised(NamedTuple):
    """Who decides, for which day that was looked up; when is asked; what is held; what may be asked and why."""

    who: str | None
    decided: date
    asked: date
    held: Held | None
    earliest: date | None
    outcome: str
    may_ask: bool


def recognised(
    name: str, year: int, done: Mapping[str, date], earlier: Sequence[Mapping[str, Any]], level: str
) -> Recognised:
    """Return what is to be said of a subject that reaches *level* for *year*, with what is *done* and was *earlier*."""
    decided, asked = decision_day(name, year, done), asking_day(name, year, done)
    held = held_on(asked, earlier)
    earliest = same_day_later(held.given, WAIT_MONTHS) if held is not None else None
    outcome = outcome_of(level, held, asked, earliest)
    return Recognised(
        who_decides(name, decided), decided, asked, held, earliest, outcome, outcome in ("first", "again", "raise")
    )


def who_decides(name: str, day: date) -> str | None:
    """Return who decides on *day*; None: no text says."""
    who, first, last = WHO[name]
    return who if first <= day and (last is None or day <= last) else None


def decision_day(name: str, year: int, done: Mapping[str, date]) -> date:
    """Return the day of the decision; where it is not said, the last that is named, and not before the dossier."""
    dossier, decision = ROLES.get(name, ("dossier", "decision"))
    if decision in done:
        return done[decision]
    named = [days[1] for due in DUE[name].values() if (days := fixed(due, year)) is not None]
    return max([*named, *(day for entry, day in done.items() if entry == dossier)])


def asking_day(name: str, year: int, done: Mapping[str, date]) -> date:
    """Return the day on which the dossier was sent, or the last on which it can be (docs/adr/0011)."""
    named = fixed(DUE[name]["dossier"], year)
    assert named is not None  # so in TT 24 and TT 25, which alone know titles that end
    return done.get("dossier") or named[1]


def held_on(day: date, earlier: Sequence[Mapping[str, Any]]) -> Held | None:
    """Return the title that counts on *day*: the best that holds; else the last that ended.

    Our reading: decisions of that day and later do not count, and a level that was given again before its title ended,
    or on the day after, is held since the first decision. TT 24 art. 2(10): anew only after a title has ended.
    """
    titles = [
        Held(each["level"], given, date(given.year + TITLE_YEARS, 12, 31))
        for each in earlier
        if (given := date.fromisoformat(each["date"])) < day
    ]
    holding = [title for title in titles if day <= title.until]
    if not holding:
        # Those of one year end on one day: the last is then that of the last decision.
        return max(titles, key=lambda title: (title.until, title.given, RANKS.index(title.level)), default=None)
    best = max((title.level for title in holding), key=RANKS.index)
    same = [title for title in titles if title.level == best]
    since = max(title.given for title in same)
    while earlier_still := [each.given for each in same if each.given < since <= each.until + ONE_DAY]:
        since = min(earlier_still)
    return Held(best, since, max(title.until for title in same))


def outcome_of(level: str, held: Held | None, asked: date, earliest: date | None) -> str:
    """Return in which of six cases the subject is."""
    if level == RANKS[0]:
        return "nothing-reached"
    if held is None:
        return "first"  # TT 24 art. 10(1)(c): at the level that it reaches, whichever
    if held.until < asked:
        return "again"  # TT 24 art. 2(10), 10(4)
    if RANKS.index(level) <= RANKS.index(held.level):
        return "no-higher"
    return "raise" if earliest is not None and earliest <= asked else "too-early"  # TT 24 art. 2(11), 5(3)


def same_day_later(day: date, months: int) -> date:
    """Return the same day so many months later; the last of a month that has no such day (our reading)."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
