"""The product against a second reading of recognition and the calendar (``reference_recognition``)."""

import ast
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import reference_recognition
from hypothesis import given, settings
from hypothesis import strategies as st
from reference_recognition import (
    DISTRICTS_TO,
    DUE,
    OFF,
    RANKS,
    ROLES,
    WHO,
    Recognised,
    days_of,
    decision_day,
    fixed,
    holidays_in,
    is_working,
    last_working,
    recognised,
    who_decides,
    working_days_after,
)
from reference_targets import FIRST_YEAR, NONE, ONE, TABLES, TWO
from support import unit
from test_reference_members import full as full_of_points
from test_reference_points import Evidence, rendered, shuffled
from test_reference_points import in_file as in_file_of_points
from test_reference_targets import full, in_file

from criteria.catalogue import rule_set
from ratings import rate
from ratings.explaining import explain
from ratings.scheduling import Scheduled, schedule
from ratings.working_days import holidays_between, last_working_day, working_day_after

TITLED = list(TABLES)
"""The rule sets whose titles hold for some years."""
Done = dict[str, date]
Earlier = list[dict[str, str]]
ONE_DAY = timedelta(days=1)


def reaching(
    name: str, level: str, year: int = FIRST_YEAR, done: Done | None = None, earlier: Earlier | None = None
) -> Evidence:
    """A file that reaches *level*, with what is done and was recognised earlier."""
    found = full(name) | {"1.1": {"met": False}} if level == NONE else full(name, level)
    dates = {entry: day.isoformat() for entry, day in (done or {}).items()}
    return in_file(name, found) | {"year": year, "dates": dates, "recognitions": earlier or []}


def of_points(name: str, year: int, done: Done) -> Evidence:
    """A file of the rule sets before them."""
    dates = {"dates": {entry: day.isoformat() for entry, day in done.items()}}
    if name == "tt44-2014":
        return in_file_of_points(name, full_of_points(name), None, year) | dates
    subject = {"kind": "unit", "name": "Thử", "tier": name.rpartition("-")[2], "type": "agency"}
    return unit(subject=subject, year=year) | dates


# The reference itself.


def test_the_reference_imports_nothing_of_the_product():
    """Nor the library of holidays, whose word the product takes."""
    tree = ast.parse(Path(reference_recognition.__file__).read_text(encoding="utf-8"))
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    from_ = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert plain | from_ <= {"calendar", "collections.abc", "datetime", "typing"}
    called = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert not called & {"__import__", "eval", "exec", "compile", "open", "globals"}


@pytest.mark.parametrize("name", TITLED)
def test_the_reference_and_the_calendar_have_the_same_dates(name):
    """What the reference has no date for has none; each authority stands for its days."""
    made = rule_set(name)
    assert {entry.id for entry in made.calendar if entry.due.kind != "open"} == DUE[name].keys()
    assert [(each.name.vi, each.first, each.last) for each in made.recognition.authorities] == [WHO[name]]


# Who decides, what is held, what may be asked.


def as_recognised(evidence: Evidence) -> Recognised:
    """What the product says, in the words of the reference; the record and the result say the same."""
    rating = rate(evidence)
    record, shown = rating.recognition, explain(rating).recognition
    who = record.authority.name.vi if record.authority is not None else None
    held = (record.held.level, record.held.given, record.held.until) if record.held is not None else None
    assert (shown.authority.name.vi if shown.authority is not None else None) == who
    assert ((shown.held.level.id, shown.held.given, shown.held.until) if shown.held is not None else None) == held
    asking = shown.asking
    assert (shown.decided, asking.on) == (record.decided, record.asked)
    assert (asking.rule, asking.may_ask) == tuple(record.verdict)
    assert (asking.level.id if asking.level is not None else NONE) == rating.level.id
    if who is None:
        said = rating.rule_set.recognition.none_named
        districts_gone = said is not None and shown.explanation == said.note
        assert districts_gone == (record.decided > DISTRICTS_TO)  # else the text was not in force yet
    outcome = asking.rule.removeprefix("recognition/")
    # Of those who have to wait for nothing there is no earliest day to tell.
    assert asking.earliest == (record.from_day if outcome in ("raise", "too-early") else None)
    return Recognised(who, record.decided, record.asked, held, record.from_day, outcome, asking.may_ask)


def days_from(first: int, last: int) -> st.SearchStrategy[date]:
    return st.dates(date(first, 1, 1), date(last, 12, 31))


NAMED_DAYS = [date(2024, 2, 29), date(2025, 2, 28), DISTRICTS_TO, DISTRICTS_TO + ONE_DAY, date(2027, 12, 31)]
ENTRIES = ("dossier", "submission", "decision")


@st.composite
def doings(draw: st.DrawFn, name: str, year: int) -> Done:
    """When some of it was done: around the day on which it is due, and at any other time."""
    found = {}
    for entry in draw(st.sets(st.sampled_from(ENTRIES), max_size=2)):
        days = fixed(DUE[name][entry], year) if entry in DUE[name] else None
        near = [days[1] + ONE_DAY * by for by in (-1, 0, 1, 2)] if days is not None else []
        named = [day for day in (*near, *NAMED_DAYS) if year <= day.year < year + 4]
        found[entry] = draw(st.one_of(days_from(year, year + 3), st.sampled_from([*named, date(year + 1, 2, 1)])))
    return found


@st.composite
def earlier_titles(draw: st.DrawFn, asked: date) -> Earlier:
    """Titles of this decade; of a year before the dossier, three years before it, on its day, and after it."""
    beside = [0, 1, 363, 364, 365, 366, 367, -1]
    near = st.sampled_from(beside).map(lambda by: asked - ONE_DAY * by)
    edges = [date(asked.year - by, month, day) for by in range(6) for month, day in ((1, 1), (1, 2), (12, 31))]
    found = draw(st.lists(st.one_of(near, st.sampled_from(edges), days_from(2019, 2028)), max_size=3))
    return [{"level": draw(st.sampled_from([ONE, TWO])), "date": day.isoformat()} for day in found]


@st.composite
def recognitions(draw: st.DrawFn) -> tuple[str, int, Done, Earlier, str]:
    """A subject, the year, what is done, what was earlier, and the level that it reaches."""
    name, year = draw(st.sampled_from(TITLED)), draw(st.integers(FIRST_YEAR, FIRST_YEAR + 3))
    done = draw(doings(name, year))
    asked = done.get("dossier", fixed(DUE[name]["dossier"], year)[1])
    return name, year, done, draw(earlier_titles(asked)), draw(st.sampled_from([ONE, TWO, TWO, NONE]))


@settings(max_examples=400, deadline=None)
@given(drawn=recognitions())
def test_recognition_agrees_with_the_reference(drawn):
    """TT 24 art. 2(10), 2(11), 5, 10, 11, 16; TT 25 art. 5(4), 9, 10(4), 14, 15(4), 19."""
    name, year, done, earlier, level = drawn
    assert as_recognised(reaching(name, level, year, done, earlier)) == recognised(name, year, done, earlier, level)


@settings(max_examples=100, deadline=None)
@given(drawn=recognitions(), seed=st.integers(0, 2**32))
def test_the_order_of_earlier_recognitions_changes_nothing(drawn, seed):
    """They have days: which stands first in the file says nothing. Nor does the order of keys."""
    name, year, done, earlier, level = drawn
    other = list(earlier)
    random.Random(seed).shuffle(other)
    one, two = (as_recognised(reaching(name, level, year, done, each)) for each in (earlier, other))
    assert one == two
    evidence = reaching(name, level, year, done, earlier)
    assert rendered(shuffled(evidence, random.Random(seed).shuffle)) == rendered(evidence)


RAISED = [(ONE, "2019-05-20"), (TWO, "2019-11-20")]


@pytest.mark.parametrize("titles", [RAISED, RAISED[::-1]])
def test_of_titles_that_ended_on_one_day_the_last_decision_counts(titles):
    """Both held to 31 December 2022; the unit was raised in November 2019."""
    earlier = [{"level": level, "date": day} for level, day in titles]
    found = as_recognised(reaching("tt24-2023-province", ONE, earlier=earlier))
    assert (found.held, found.outcome) == ((TWO, date(2019, 11, 20), date(2022, 12, 31)), "again")


@pytest.mark.parametrize("name", TITLED)
@pytest.mark.parametrize(
    ("given_on", "until"),
    [
        pytest.param("2024-01-01", date(2027, 12, 31), id="given on the first day of a year"),
        pytest.param("2024-03-20", date(2027, 12, 31), id="given in spring"),
        pytest.param("2024-12-31", date(2027, 12, 31), id="given on the last day of the year"),
        pytest.param("2025-01-01", date(2028, 12, 31), id="and on the day after"),
    ],
)
def test_a_title_holds_for_the_36_months_after_the_year_of_recognition(name, given_on, until):
    """TT 24 art. 5(4), 11(4); TT 25 art. 5(4), 10(4), 15(4): the months follow the year, not the day."""
    earlier = [{"level": ONE, "date": given_on}]
    for day, outcome in ((until, "no-higher"), (until + ONE_DAY, "again")):
        found = as_recognised(reaching(name, ONE, day.year - 1, {"dossier": day}, earlier))
        assert (found.held, found.asked, found.outcome) == ((ONE, date.fromisoformat(given_on), until), day, outcome)


@pytest.mark.parametrize("name", TITLED)
@pytest.mark.parametrize(
    ("given_on", "first_day"),
    [
        pytest.param("2024-03-20", date(2025, 3, 20), id="the same day a year later"),
        pytest.param("2024-02-29", date(2025, 2, 28), id="29 February: the last of the month"),
        pytest.param("2024-12-31", date(2025, 12, 31), id="the last of the year"),
    ],
)
def test_level_2_is_asked_for_12_months_after_the_decision_on_level_1(name, given_on, first_day):
    """TT 24 art. 5(3), 11(3): "sau ít nhất 1 năm (12 tháng) kể từ ngày ra quyết định công nhận"."""
    earlier = [{"level": ONE, "date": given_on}]
    for day, outcome in ((first_day - ONE_DAY, "too-early"), (first_day, "raise")):
        found = as_recognised(reaching(name, TWO, FIRST_YEAR, {"dossier": day}, earlier))
        assert (found.earliest, found.outcome, found.may_ask) == (first_day, outcome, outcome == "raise")


@pytest.mark.parametrize("name", TITLED)
@pytest.mark.parametrize(
    ("level", "earlier", "outcome"),
    [
        pytest.param(NONE, [], "nothing-reached", id="no level is reached"),
        pytest.param(NONE, [(ONE, "2022-02-01")], "nothing-reached", id="no level is reached, one is held"),
        pytest.param(ONE, [], "first", id="never recognised, level 1"),
        pytest.param(TWO, [], "first", id="never recognised, level 2 at once"),
        pytest.param(ONE, [(ONE, "2020-02-01")], "again", id="a title that has ended"),
        pytest.param(TWO, [(TWO, "2020-02-01")], "again", id="level 2 that has ended"),
        pytest.param(ONE, [(ONE, "2022-02-01")], "no-higher", id="what is held is reached again"),
        pytest.param(ONE, [(TWO, "2022-02-01")], "no-higher", id="less than what is held"),
        pytest.param(TWO, [(TWO, "2022-02-01")], "no-higher", id="level 2 is held"),
        pytest.param(TWO, [(ONE, "2022-02-01")], "raise", id="level 1 is held for more than a year"),
        pytest.param(TWO, [(ONE, "2024-12-01")], "too-early", id="level 1 is held for less than a year"),
        pytest.param(TWO, [(ONE, "2022-02-01"), (ONE, "2024-12-01")], "raise", id="the first decision counts"),
        pytest.param(TWO, [(ONE, "2020-02-01"), (ONE, "2024-12-01")], "too-early", id="but none that has ended"),
        pytest.param(TWO, [(ONE, "2021-06-01"), (ONE, "2024-12-01")], "raise", id="but one that it followed at once"),
        pytest.param(TWO, [(ONE, "2023-02-01"), (TWO, "2024-12-01")], "no-higher", id="the best that holds"),
        pytest.param(TWO, [(ONE, "2025-10-01")], "first", id="a decision after the dossier does not count"),
    ],
)
def test_what_may_be_asked(name, level, earlier, outcome):
    """TT 24 art. 2(10), 2(11), 5(3), 10(1)(c), 10(4); TT 25 art. 9(4), 14(4), 19(3)."""
    listed = [{"level": each, "date": day} for each, day in earlier]
    found = as_recognised(reaching(name, level, earlier=listed))
    assert (found.outcome, found.may_ask) == (outcome, outcome in ("first", "again", "raise"))
    assert found == recognised(name, FIRST_YEAR, {}, listed, level)


WITH_DISTRICTS = [name for name in WHO if WHO[name][2] is not None]


@pytest.mark.parametrize("name", TITLED)
@pytest.mark.parametrize("day", [DISTRICTS_TO, DISTRICTS_TO + ONE_DAY, date(2026, 2, 1)])
def test_nobody_is_named_once_there_are_no_districts(name, day):
    """law/README.md: no text says who recognises a commune, or a unit of a district, from 1 July 2025."""
    found = as_recognised(reaching(name, TWO, FIRST_YEAR, {"decision": day}))
    assert found.who == (None if day > DISTRICTS_TO and name in WITH_DISTRICTS else WHO[name][0])


@pytest.mark.parametrize(
    ("name", "year", "who"),
    [
        pytest.param("tt24-2023-district", 2024, WHO["tt24-2023-district"][0], id="a district unit for 2024"),
        pytest.param("tt24-2023-district", 2025, None, id="a district unit for 2025"),
        pytest.param("tt24-2023-province", 2025, WHO["tt24-2023-province"][0], id="a province unit for 2025"),
        pytest.param("tt25-2023-commune", 2024, WHO["tt25-2023-commune"][0], id="a commune for 2024"),
        pytest.param("tt25-2023-commune", 2025, None, id="a commune for 2025"),
        pytest.param("tt25-2023-district", 2024, WHO["tt25-2023-district"][0], id="a district for 2024"),
        pytest.param("tt25-2023-district", 2025, None, id="a district for 2025"),
        pytest.param("tt25-2023-province", 2025, WHO["tt25-2023-province"][0], id="a province for 2025"),
    ],
)
def test_who_decides_on_a_year(name, year, who):
    """Whoever is there when the calendar ends."""
    assert as_recognised(reaching(name, TWO, year)).who == who


@pytest.mark.parametrize("name", TITLED)
def test_the_day_of_the_decision_is_that_of_the_decision(name):
    """docs/adr/0011: where "dates" gives it; not that of the dossier, nor the last day of the calendar."""
    done = {"dossier": date(2025, 1, 8), "decision": date(2025, 1, 20), "submission": date(2025, 1, 21)}
    assert as_recognised(reaching(name, TWO, done=done)).decided == date(2025, 1, 20)
    later = {"dossier": date(2025, 1, 8), "decision": date(2025, 9, 1)}
    assert as_recognised(reaching(name, TWO, done=later)).decided == date(2025, 9, 1)


@pytest.mark.parametrize(
    ("name", "years", "other"),
    [
        ("tt44-2014", (2015, 2023), "inspection"),
        ("tt22-2020-district", (2020, 2023), "report-district"),
        ("tt22-2020-province", (2020, 2023), "report-province"),
    ],
)
def test_who_decided_before(name, years, other):
    """TT 44 art. 6(5), TT 22 art. 7(2): they know no title that ends, and nothing to wait for."""
    _, decision = ROLES.get(name, ("dossier", "decision"))
    for year in range(years[0], years[1] + 1):
        day = date(year + 1, 6, 1)
        for done in ({}, {decision: day}, {other: date(year, 12, 20)}, {other: date(year, 12, 20), decision: day}):
            found, expected = rate(of_points(name, year, done)).recognition, decision_day(name, year, done)
            assert (found.authority.name.vi, found.decided) == (who_decides(name, expected), expected)
            assert (found.verdict, found.held) == (None, None)


# Working days.


FIRST_DAY, LAST_DAY = date(min(OFF), 2, 1), date(max(OFF), 12, 31)
EVERY_DAY = [FIRST_DAY + ONE_DAY * by for by in range((LAST_DAY - FIRST_DAY).days + 1)]


def test_every_working_day_agrees_with_the_table():
    """Each day of the years whose holidays are announced; a day that is off has the last one before it."""
    assert {day: last_working_day(day) for day in EVERY_DAY} == {day: last_working(day) for day in EVERY_DAY}
    assert [each.day for each in holidays_between(FIRST_DAY, LAST_DAY)] == holidays_in(FIRST_DAY, LAST_DAY)


@settings(max_examples=200, deadline=None)
@given(day=st.sampled_from(EVERY_DAY[:-60]), many=st.integers(1, 25))
def test_working_days_are_counted_like_the_table(day, many):
    """The day from which they run does not count."""
    found = working_day_after(day, many)
    assert found == working_days_after(day, many)
    assert sum(is_working(day + ONE_DAY * by) for by in range(1, (found - day).days + 1)) == many


# Due dates.


def as_days(each: Scheduled) -> Any:
    counted = each.counted
    if each.first is None or each.last is None:
        return None
    start, off = (counted.start, tuple(day.day for day in counted.holidays)) if counted is not None else (None, ())
    return reference_recognition.Days(each.first, each.last, each.before, each.working, start, off)


def assert_scheduled(name: str, year: int, evidence: Evidence, done: Done) -> None:
    rating, expected = rate(evidence), days_of(name, year, done)
    entries = [each for each in schedule(rating) if each.by is not None]
    assert {each.id: as_days(each) for each in entries} == {each.id: expected.get(each.id) for each in entries}
    assert expected.keys() <= {each.id for each in entries}
    assert {each.id: each.done for each in entries if each.done is not None} == done
    late = {entry for entry, day in done.items() if entry in expected and day > expected[entry].last}
    assert {each.id for each in entries if each.is_late} == late


@st.composite
def calendars(draw: st.DrawFn, name: str, years: tuple[int, int], entries: tuple[str, ...]) -> tuple[int, Done]:
    """A year, and when something was done, on days whose holidays are in the table."""
    year = draw(st.integers(*years))
    last = date(min(year + 3, max(OFF)), 10, 31)
    found = {}
    for entry in draw(st.sets(st.sampled_from(entries), max_size=3)):
        days = days_of(name, year, {}).get(entry)
        near = [days.last + ONE_DAY * by for by in (-1, 0, 1, 2)] if days is not None else [date(year, 12, 20)]
        near += [day for day in BEFORE_HOLIDAYS if year <= day.year <= year + 3]
        found[entry] = draw(st.one_of(st.sampled_from(near), st.dates(date(year, 1, 1), last)))
    return year, found


BEFORE_HOLIDAYS = [
    date(2024, 2, 7),  # Tết
    date(2024, 4, 26),  # 29 April was swapped for a Saturday
    date(2025, 1, 24),  # Tết
    date(2025, 4, 25),  # the Saturday after it was a working day
    date(2026, 8, 21),  # likewise
    date(2026, 8, 28),  # 2 September
]


@pytest.mark.parametrize("name", TITLED)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_due_dates_agree_with_the_reference(name, data):
    """TT 24 art. 10, 16; TT 25 art. 9, 14, 19: "trước ngày", "từ … đến", "20 ngày làm việc"."""
    year, done = data.draw(calendars(name, (FIRST_YEAR, FIRST_YEAR + 1), ENTRIES), label="calendar")
    assert_scheduled(name, year, reaching(name, TWO, year, done), done)


EARLIER_CALENDARS = {
    "tt44-2014": ((2023, 2023), ("dossier", "plan", "inspection", "submission", "decision")),
    "tt22-2020-district": ((2022, 2023), ("report-district", "submission-district", "decision-district")),
    "tt22-2020-province": ((2022, 2023), ("report-province", "submission-province", "decision-province")),
}


@pytest.mark.parametrize("name", EARLIER_CALENDARS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_earlier_due_dates_agree_with_the_reference(name, data):
    """TT 44 art. 4(4), 6: December, 10 and 5 working days; TT 22 art. 7(1): the first quarter."""
    year, done = data.draw(calendars(name, *EARLIER_CALENDARS[name]), label="calendar")
    assert_scheduled(name, year, of_points(name, year, done), done)


@pytest.mark.parametrize(
    ("name", "entry", "day", "late"),
    [
        pytest.param("tt24-2023-district", "dossier", date(2025, 1, 14), False, id="TT 24: before 15 January"),
        pytest.param("tt24-2023-district", "dossier", date(2025, 1, 15), True, id="TT 24: on 15 January"),
        pytest.param("tt24-2023-district", "decision", date(2025, 2, 14), False, id="TT 24: before 15 February"),
        pytest.param("tt24-2023-district", "decision", date(2025, 2, 15), True, id="TT 24: on 15 February"),
        pytest.param("tt24-2023-province", "dossier", date(2025, 1, 15), True, id="TT 24, province"),
        pytest.param("tt25-2023-commune", "dossier", date(2025, 2, 27), False, id="TT 25: before 28 February"),
        pytest.param("tt25-2023-commune", "dossier", date(2025, 2, 28), True, id="TT 25: on 28 February"),
        pytest.param("tt25-2023-commune", "decision", date(2025, 3, 30), False, id="TT 25: before 31 March"),
        pytest.param("tt25-2023-commune", "decision", date(2025, 3, 31), True, id="TT 25: on 31 March"),
        pytest.param("tt25-2023-district", "dossier", date(2025, 4, 29), False, id="TT 25: before 30 April"),
        pytest.param("tt25-2023-district", "dossier", date(2025, 4, 30), True, id="TT 25: on 30 April"),
        pytest.param("tt25-2023-district", "decision", date(2025, 5, 30), False, id="TT 25: before 31 May"),
        pytest.param("tt25-2023-district", "decision", date(2025, 5, 31), True, id="TT 25: on 31 May"),
        pytest.param("tt25-2023-province", "dossier", date(2025, 7, 30), False, id="TT 25: before 31 July"),
        pytest.param("tt25-2023-province", "dossier", date(2025, 7, 31), True, id="TT 25: on 31 July"),
    ],
)
def test_on_the_day_itself_it_is_too_late(name, entry, day, late):
    """ "Trước ngày": the day before is the last."""
    (found,) = (each for each in schedule(rate(reaching(name, TWO, done={entry: day}))) if each.id == entry)
    assert found.is_late == late
    assert days_of(name, FIRST_YEAR, {})[entry].last == day - ONE_DAY * late


def test_the_minister_has_twenty_working_days():
    """TT 25 art. 19(2)(e): from 30 July 2025 to 27 August; from 15 August to 16 September, over 1 and 2 September."""
    for start, last in ((None, date(2025, 8, 27)), (date(2025, 8, 15), date(2025, 9, 16))):
        evidence = reaching("tt25-2023-province", TWO, done={"dossier": start} if start else {})
        (found,) = (each for each in schedule(rate(evidence)) if each.id == "decision")
        assert found.last == last


# What a title brings into the calendar.


@settings(max_examples=150, deadline=None)
@given(drawn=recognitions())
def test_the_calendar_tells_when_a_title_ends_and_when_it_can_be_raised(drawn):
    """Of the title that holds on the day of asking; there is nothing above level 2."""
    name, year, done, earlier, level = drawn
    evidence, expected = reaching(name, level, year, done, earlier), recognised(name, year, done, earlier, level)
    titles = {each.id: each.last for each in schedule(rate(evidence)) if each.by is None}
    held = expected.held
    assert titles.get("expiry") == (held.until if held is not None else None)
    if held is None or held.until >= expected.asked:
        raised = held is not None and RANKS.index(held.level) + 1 < len(RANKS)
        assert titles.get("raise") == (expected.earliest if raised else None)
