"""The calendar: what is due when for a subject and year, in text and as events, to the day."""

import json
import re
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from rich.cells import cell_len
from test_targets_bad_input import (
    COMMUNE,
    DISTRICT,
    LANGUAGES,
    PROVINCE,
    UNIT,
    UNIT_OF_PROVINCE,
    Parts,
    subject_of,
    target_evidence,
)

from criteria.catalogue import all_rule_sets, rule_set
from ratings.due_dates import months_after
from ratings.rating import rate
from ratings.scheduling import Scheduled, schedule
from ratings.working_days import last_working_day, working_day_after

TT22, TT44 = "tt22-2020", "tt44-2014"
HELD = [{"level": "level-1", "date": "2024-06-03"}]


def evidence_for(name: str, year: int, *, tier: str | None = None, **changes: Any) -> Parts:
    """Return evidence of a subject of the rule set *name* for *year*; the calendar needs no answers."""
    if name in (TT22, TT44):
        subject: Parts = {"kind": rule_set(name).subject.kind, "name": "Đối tượng"}
        if name == TT22:
            subject |= {"tier": tier or "district", "type": "agency"}
        answers: Parts = {}
    else:
        subject, answers = subject_of(name), target_evidence(name)["answers"]
    return {
        "schema": "xhht-evidence/1",
        "subject": subject,
        "year": year,
        "rule_set": name,
        "answers": answers,
    } | changes


def scheduled(name: str, year: int, **changes: Any) -> Mapping[str, Scheduled]:
    """Return what the calendar of *name* says for *year*, by the id of the entry."""
    return {each.id: each for each in schedule(rate(evidence_for(name, year, **changes), name))}


@pytest.fixture
def shown(xhht, tmp_path):
    """Return a function that prints a calendar and returns what it showed."""

    def run(data: Parts, *options: str) -> str:
        file = tmp_path / "minh-chung.json"
        file.write_text(json.dumps(data), "utf-8")
        done = xhht("calendar", file, "--rule-set", data["rule_set"], *options)
        assert done.status == 0, done.err
        assert done.err == ""
        printed: str = done.out
        return printed

    return run


def flat(printed: str) -> str:
    """Return *printed* in one line."""
    return " ".join(printed.split())


# Days that the texts set, to the day: month and day of the last day in time, in the year after that of assessment.

BEFORE = {
    (UNIT, "dossier"): (1, 14),  # TT 24 art. 10(1)(c): before 15 January
    (UNIT, "decision"): (2, 14),  # art. 10(3): before 15 February
    (UNIT_OF_PROVINCE, "dossier"): (1, 14),  # art. 16(1)(c)
    (UNIT_OF_PROVINCE, "decision"): (2, 14),  # art. 16(3)
    (COMMUNE, "dossier"): (2, 27),  # TT 25 art. 9(1)(d): before 28 February, in leap years, too
    (COMMUNE, "decision"): (3, 30),  # art. 9(3): before 31 March
    (DISTRICT, "dossier"): (4, 29),  # art. 14(1)(d): before 30 April
    (DISTRICT, "decision"): (5, 30),  # art. 14(3): before 31 May
    (PROVINCE, "dossier"): (7, 30),  # art. 19(1)(d): before 31 July
}
YEARS = (2024, 2025, 2027, 2028, 2031)  # dossiers of 2027 and 2031 are due in leap years; 2028 is one


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(("name", "entry"), BEFORE, ids=[f"{name} {entry}" for name, entry in BEFORE])
def test_what_is_due_before_a_day_is_in_time_the_day_before(name, entry, year):
    """ "Trước ngày": the day itself is too late."""
    each = scheduled(name, year)[entry]
    last = date(year + 1, *BEFORE[name, entry])
    assert (each.first, each.last) == (last, last)
    assert each.before == last + timedelta(days=1)


@pytest.mark.parametrize("year", [2020, 2021, 2022, 2023])
@pytest.mark.parametrize("tier", ["district", "province"])
def test_the_report_of_tt22_is_due_by_the_end_of_the_first_quarter(year, tier):
    """TT 22 art. 7(1), "chậm nhất trong Quý I của năm sau": that day included."""
    each = scheduled(TT22, year, tier=tier)[f"report-{tier}"]
    assert (each.first, each.last, each.before) == (date(year + 1, 3, 31), date(year + 1, 3, 31), None)


@pytest.mark.parametrize("year", [2015, 2020, 2023])
def test_the_inspection_of_tt44_is_in_december_of_the_year_itself(year):
    """TT 44 art. 4(4)."""
    each = scheduled(TT44, year)["inspection"]
    assert (each.first, each.last, each.before) == (date(year, 12, 1), date(year, 12, 31), None)


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("name", [UNIT, UNIT_OF_PROVINCE, COMMUNE, DISTRICT, PROVINCE])
def test_figures_are_those_of_the_whole_year(name, year):
    """TT 24 art. 10(1)(b), 16(1)(b), TT 25 art. 9(1)(b), 14(1)(b), 19(1)(b): 1 January to 31 December."""
    each = scheduled(name, year)["data"]
    assert (each.first, each.last) == (date(year, 1, 1), date(year, 12, 31))


DATED = {
    UNIT: {"data", "dossier", "decision"},
    UNIT_OF_PROVINCE: {"data", "dossier", "decision"},
    COMMUNE: {"data", "dossier", "decision"},
    DISTRICT: {"data", "dossier", "decision"},
    PROVINCE: {"data", "dossier", "decision"},
    TT22: {"report-district"},
    TT44: {"inspection", "submission"},
}
"""Every entry that has a day; the texts set none for the others."""


@pytest.mark.parametrize("name", DATED)
def test_no_other_entry_has_a_day(name):
    """A day that no text sets would be made up."""
    year = 2022 if name in (TT22, TT44) else 2025
    assert {each.id for each in scheduled(name, year).values() if each.last is not None} == DATED[name]


def test_every_rule_set_with_a_calendar_is_looked_at():
    assert {each.id for each in all_rule_sets() if each.calendar} == DATED.keys()


@pytest.mark.parametrize("name", DATED)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_before_by_and_between_are_told_apart(shown, name, lang):
    """In the words of the text: before 15 January, by 31 March, from 1 to 31 December."""
    year = 2022 if name in (TT22, TT44) else 2025
    printed = flat(shown(evidence_for(name, year), "--lang", lang))
    for each in scheduled(name, year).values():
        if each.last is None:
            continue
        assert each.first is not None
        first, last = (f"{day:%d/%m/%Y}" if lang == "vi" else f"{day}" for day in (each.first, each.last))
        if each.before is not None:
            day = f"{each.before:%d/%m/%Y}" if lang == "vi" else f"{each.before}"
            wanted = {"vi": f"trước ngày {day}: ", "en": f"before {day}: "}[lang]
        elif each.first != each.last:
            wanted = {"vi": f"từ {first} đến hết {last}: ", "en": f"from {first} to {last}: "}[lang]
        else:
            wanted = {"vi": f"chậm nhất {last}: ", "en": f"by {last}: "}[lang]
        assert wanted + each.name.into(lang) in printed


@pytest.mark.parametrize("name", DATED)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_who_to_whom_with_which_papers_and_by_which_article(shown, name, lang):
    year = 2022 if name in (TT22, TT44) else 2025
    printed = flat(shown(evidence_for(name, year), "--lang", lang))
    for each in scheduled(name, year).values():
        words = [each.name, each.by, each.to, *each.papers, each.citation and each.citation.text]
        for text in words:
            assert not text or flat(text.into(lang)) in printed


@pytest.mark.parametrize(
    ("tier", "there", "not_there"), [("district", "Phòng", "Sở"), ("province", "Sở", "Phòng")]
)  # fmt: skip
def test_entries_are_those_of_the_tier(shown, tier, there, not_there):
    """TT 22 art. 7: units of a province report to the department, units of a district to the office."""
    assert {each.rsplit("-")[-1] for each in scheduled(TT22, 2022, tier=tier)} == {tier}
    printed = flat(shown(evidence_for(TT22, 2022, tier=tier)))
    assert f"{there} Giáo dục và Đào tạo" in printed
    assert f"{not_there} Giáo dục và Đào tạo" not in printed


# Working days. Public holidays and swapped days as the government announced them for the years 2023 to 2026.

FROM_TO = {
    "an ordinary week": ("2025-03-03", 4, "2025-03-07"),
    "over a weekend": ("2025-03-07", 1, "2025-03-10"),
    "from a Saturday": ("2025-03-08", 1, "2025-03-10"),
    "New Year 2023 on a Sunday, its Monday free": ("2022-12-30", 1, "2023-01-03"),
    "Tết 2023, 20 to 26 January": ("2023-01-19", 1, "2023-01-27"),
    "Tết 2024, 8 to 14 February": ("2024-02-07", 1, "2024-02-15"),
    "29 April 2024 was swapped": ("2024-04-26", 1, "2024-05-02"),
    "for Saturday, 4 May 2024": ("2024-05-03", 1, "2024-05-04"),
    "Tết 2025, 27 to 31 January": ("2025-01-24", 1, "2025-02-03"),
    "the last day before Tết 2025": ("2025-01-23", 1, "2025-01-24"),
    "a week after Tết 2025": ("2025-01-24", 5, "2025-02-07"),
    "2 May 2025 was swapped": ("2025-04-29", 1, "2025-05-05"),
    "for Saturday, 26 April 2025": ("2025-04-25", 1, "2025-04-26"),
    "National Day 2025, 1 and 2 September": ("2025-08-29", 1, "2025-09-03"),
    "Tết 2026, 16 to 20 February": ("2026-02-13", 1, "2026-02-23"),
    "two weeks over Tết 2026": ("2026-02-11", 10, "2026-03-04"),
    "Hung Kings 2026 on a Sunday, its Monday free": ("2026-04-24", 1, "2026-04-28"),
    "31 August 2026 was swapped, then National Day": ("2026-08-28", 1, "2026-09-03"),
    "for Saturday, 22 August 2026": ("2026-08-21", 1, "2026-08-22"),
}


@pytest.mark.parametrize(("day", "many", "expected"), FROM_TO.values(), ids=FROM_TO)
def test_working_days_leave_out_holidays_and_swapped_days(day, many, expected):
    assert working_day_after(date.fromisoformat(day), many) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param("2025-02-27", "2025-02-27", id="a Thursday"),
        pytest.param("2025-03-30", "2025-03-28", id="a Sunday"),
        pytest.param("2026-02-14", "2026-02-13", id="a Saturday"),
        pytest.param("2025-01-31", "2025-01-24", id="the last day of Tết 2025"),
        pytest.param("2026-09-02", "2026-08-28", id="National Day 2026 behind a swapped Monday and a weekend"),
        pytest.param("2026-08-22", "2026-08-22", id="a Saturday that is worked"),
    ],
)
def test_a_day_that_is_none_goes_back_to_the_working_day_before(day, expected):
    assert last_working_day(date.fromisoformat(day)) == date.fromisoformat(expected)


@settings(max_examples=200, deadline=None)
@given(start=st.dates(date(2015, 1, 1), date(2035, 1, 1)), one=st.integers(1, 40), more=st.integers(1, 40))
def test_working_days_add_up(start, one, more):
    """So many and so many more are so many together; a later start never ends earlier."""
    assert working_day_after(working_day_after(start, one), more) == working_day_after(start, one + more)
    assert working_day_after(start, one) > start
    assert working_day_after(start, one) <= working_day_after(start + timedelta(days=1), one)
    assert last_working_day(working_day_after(start, one)) == working_day_after(start, one)


MINISTER = {
    # TT 25 art. 19(2)(e): 20 working days from the dossier; each counted by hand in a calendar of the year.
    "in time, 30 July 2025": (2024, None, "2025-07-30", "2025-08-27"),
    "over Tết 2025": (2024, "2025-01-20", "2025-01-20", "2025-02-24"),
    "over 30 April and 1 May 2025, a Saturday worked": (2024, "2025-04-15", "2025-04-15", "2025-05-15"),
    "over National Day 2025": (2024, "2025-08-20", "2025-08-20", "2025-09-19"),
    "over Tết 2026": (2025, "2026-02-10", "2026-02-10", "2026-03-17"),
    "in time, 30 July 2026, a Saturday worked": (2025, None, "2026-07-30", "2026-08-26"),
    "over National Day 2026, a Saturday worked": (2025, "2026-08-20", "2026-08-20", "2026-09-21"),
}


@pytest.mark.parametrize(("year", "sent", "start", "last"), MINISTER.values(), ids=MINISTER)
def test_the_20_working_days_of_the_minister(year, sent, start, last):
    dates = {"dates": {"dossier": sent}} if sent is not None else {}
    decision = scheduled(PROVINCE, year, **dates)["decision"]
    assert decision.last == date.fromisoformat(last)
    assert decision.counted is not None
    assert (decision.counted.days, decision.counted.start) == (20, date.fromisoformat(start))


DISTRICT_ASSOCIATION = {
    # TT 44 art. 6(3): 10 working days from the dossier; art. 6(5): 5 from the inspection.
    "10 days over Tết 2023": ("plan", {"dossier": "2023-01-16"}, "2023-02-06"),
    "10 days in November": ("plan", {"dossier": "2022-11-15"}, "2022-11-29"),
    "5 days from the end of December": ("submission", {}, "2023-01-09"),
    "5 days from the inspection": ("submission", {"inspection": "2022-12-14"}, "2022-12-21"),
    "5 days over New Year 2023": ("submission", {"inspection": "2022-12-28"}, "2023-01-05"),
}


@pytest.mark.parametrize(("entry", "dates", "last"), DISTRICT_ASSOCIATION.values(), ids=DISTRICT_ASSOCIATION)
def test_the_10_and_5_working_days_of_tt44(entry, dates, last):
    assert scheduled(TT44, 2022, dates=dates)[entry].last == date.fromisoformat(last)


def test_what_waits_for_an_entry_without_a_day_says_so(shown):
    """TT 44 sets no day for the dossier: the 10 working days have none until it is there."""
    each = scheduled(TT44, 2022)["plan"]
    assert (each.first, each.last, each.working) == (None, None, None)
    dossier = rule_set(TT44).calendar[1].name
    for lang, words in (
        ("vi", f"trong 10 ngày làm việc kể từ “{dossier.vi}”"),
        ("en", f"within 10 working days from “{dossier.en}”"),
    ):
        assert words in flat(shown(evidence_for(TT44, 2022), "--lang", lang))


def test_holidays_that_are_left_out_are_named(shown):
    data = evidence_for(PROVINCE, 2025, dates={"dossier": "2026-02-10"})
    vi, en = (flat(shown(data, "--lang", lang)) for lang in LANGUAGES)
    for day in range(16, 21):
        assert f"{day}/02/2026" in vi
        assert f"2026-02-{day}" in en
    assert "20 ngày làm việc kể từ 10/02/2026" in vi
    assert "20 working days from 2026-02-10" in en
    assert "21/02/2026" not in vi  # a Saturday is no working day anyway


def test_a_saturday_that_counts_is_named(shown):
    """22 August 2026 is worked for 31 August: who counts Monday to Friday by hand comes to another day."""
    vi, en = (flat(shown(evidence_for(PROVINCE, 2025), "--lang", lang)) for lang in LANGUAGES)
    assert "chậm nhất 26/08/2026" in vi
    assert "22/08/2026" in vi
    assert "2026-08-22" in en


def test_days_are_written_in_one_way_in_each_language(shown):
    """31 August 2026 is off "(substituted from 08/22/2026)": month first, which no other date here is."""
    data = evidence_for(PROVINCE, 2025, dates={"dossier": "2026-08-20"})
    assert not re.search(r"\d\d/\d\d/\d{4}", shown(data, "--lang", "en"))
    assert not re.search(r"\d{4}-\d\d-\d\d", shown(data, "--lang", "vi"))


# What was done.


LATE = re.compile("quá hạn|sau hạn|too late|is late")


def block(printed: str, mark: str) -> str:
    """Return the one entry of a calendar that has *mark*, in one line."""
    found = [flat(each) for each in printed.split("\n\n") if each.lstrip().startswith(mark)]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("day", "late"), [("2026-02-27", False), ("2026-02-28", True), ("2026-01-05", False), ("2026-03-15", True)]
)
def test_what_was_done_is_marked_and_late_where_it_is(shown, day, late):
    """TT 25 art. 9(1)(d): the 28th is too late, though the text names it."""
    data = evidence_for(COMMUNE, 2025, dates={"dossier": day})
    assert scheduled(COMMUNE, 2025, dates={"dossier": day})["dossier"].is_late is late
    vi, en = (block(shown(data, "--lang", lang), "✓") for lang in LANGUAGES)
    assert f"{day[8:]}/{day[5:7]}/{day[:4]}" in vi
    assert "trước ngày 28/02/2026" in vi
    assert day in en
    assert "before 2026-02-28" in en
    assert bool(LATE.search(vi)) is bool(LATE.search(en)) is late


@pytest.mark.parametrize(("decided", "late"), [("2026-03-17", False), ("2026-03-18", True)])
def test_a_count_of_working_days_can_be_overrun(shown, decided, late):
    """Dossier on 10 February 2026: the 20 working days end on 17 March."""
    data = evidence_for(PROVINCE, 2025, dates={"dossier": "2026-02-10", "decision": decided})
    for lang in LANGUAGES:
        assert bool(LATE.search(shown(data, "--lang", lang))) is late


def test_a_late_dossier_puts_off_what_counts_from_it(shown):
    """The days run from the day on which it was received, late or not."""
    found = scheduled(PROVINCE, 2025, dates={"dossier": "2026-08-20"})
    assert found["dossier"].is_late
    assert found["decision"].last == date(2026, 9, 21)


def test_what_was_done_too_early_stands_beside_the_days_for_it(shown):
    """TT 44 art. 4(4): the inspection is in December; one of November is for the reader to see."""
    said = block(shown(evidence_for(TT44, 2022, dates={"inspection": "2022-11-20"})), "✓")
    assert "20/11/2022" in said
    assert "từ 01/12/2022 đến hết 31/12/2022" in said


@pytest.mark.parametrize("name", DATED)
def test_done_days_change_nothing_but_what_counts_from_them(name):
    year = 2022 if name in (TT22, TT44) else 2025
    for entry in rule_set(name).calendar:
        if not entry.concerns("district" if name == TT22 else None):
            continue
        before, after = scheduled(name, year), scheduled(name, year, dates={entry.id: f"{year}-12-20"})
        changed = {each for each in before if before[each] != after[each]}
        assert changed >= {entry.id}
        for each in changed - {entry.id}:
            counted = after[each].counted
            assert counted is not None
            assert counted.after == entry.name


# Titles.


def test_a_title_brings_the_day_of_the_raise_and_its_last_day(shown):
    """12 months after the decision; 31 December of the third year after it."""
    data = evidence_for(COMMUNE, 2025, recognitions=HELD)
    found = scheduled(COMMUNE, 2025, recognitions=HELD)
    assert (found["raise"].first, found["raise"].last) == (date(2025, 6, 3), date(2025, 6, 3))
    assert (found["expiry"].first, found["expiry"].last) == (date(2027, 12, 31), date(2027, 12, 31))
    vi, en = (flat(shown(data, "--lang", lang)) for lang in LANGUAGES)
    assert "03/06/2025: Có thể đề nghị mức cao hơn Mức độ 1" in vi
    assert "31/12/2027: Hết thời hạn công nhận Mức độ 1" in vi
    assert "2025-06-03: A level above Level 1 can be asked for" in en
    assert "2027-12-31: The recognition of Level 1 ends" in en


PLACES = {
    # The raise of a title, its end, and what was done: what stands right behind each, and None at the end.
    "both after the procedure": ("2025-12-31", {}, None, None),
    "raise before all, end after all": ("2024-06-03", {}, "data", None),
    "raise on the day before the dossier is due": ("2025-02-26", {}, "dossier", None),
    "raise on the day on which it is due": ("2025-02-27", {}, "decision", None),
    "the day on which it was done counts": ("2025-03-15", {"dossier": "2026-03-20"}, "dossier", None),
}


@pytest.mark.parametrize(("given", "dates", "behind_raise", "behind_expiry"), PLACES.values(), ids=PLACES)
def test_the_terms_of_a_title_stand_among_the_entries_by_day(given, dates, behind_raise, behind_expiry):
    """The entries keep the order of the text; those without a day do not matter."""
    held = [{"level": "level-1", "date": given}]
    found = list(scheduled(COMMUNE, 2025, recognitions=held, dates=dates))
    entries = [each for each in found if each not in ("raise", "expiry")]
    assert entries == [each.id for each in rule_set(COMMUNE).calendar]
    behind = dict(zip(found, [*found[1:], None], strict=True))
    assert behind["raise"] == (behind_raise or "expiry")
    assert behind["expiry"] == behind_expiry


def test_a_title_that_ends_before_the_procedure_stands_before_it():
    found = list(scheduled(COMMUNE, 2025, recognitions=[{"level": "level-1", "date": "2021-06-03"}]))
    assert found[:2] == ["expiry", "data"]


def test_the_last_day_in_time_is_told_of_what_is_not_done_only(shown):
    """Whoever has sent the dossier needs no last day in time; the head says that it is done, and when."""
    data = evidence_for(COMMUNE, 2025)
    for lang, last, head in (
        ("vi", "Ngày cuối cùng còn kịp: thứ sáu 27/02/2026", "đã làm 10/02/2026: "),
        ("en", "The last day in time: Friday 2026-02-27", "done on 2026-02-10: "),
    ):
        dossier = rule_set(COMMUNE).calendar[2].name.into(lang)
        assert last in flat(shown(data, "--lang", lang))
        done = flat(shown(data | {"dates": {"dossier": "2026-02-10"}}, "--lang", lang))
        assert last not in done
        assert head + dossier in done


def test_the_best_title_only_ends():
    found = scheduled(COMMUNE, 2025, recognitions=[{"level": "level-2", "date": "2024-06-03"}])
    assert "raise" not in found
    assert found["expiry"].last == date(2027, 12, 31)


def test_a_title_that_is_over_brings_no_raise():
    """Who holds nothing asks anew, without a wait: there is no day from which it could be raised."""
    assert "raise" not in scheduled(COMMUNE, 2025, recognitions=[{"level": "level-1", "date": "2019-06-03"}])


@pytest.mark.parametrize("name", DATED)
def test_without_a_title_there_is_nothing_of_one(name):
    year = 2022 if name in (TT22, TT44) else 2025
    assert not {"raise", "expiry"} & scheduled(name, year).keys()


def test_no_entry_of_a_rule_set_has_the_name_of_a_title():
    """Events of titles have their ids from here: an entry of the same id would have the same UID."""
    for each in all_rule_sets():
        assert not {"raise", "expiry"} & {entry.id for entry in each.calendar}


@given(day=st.dates(date(2000, 1, 1), date(2100, 12, 31)), months=st.integers(1, 600))
def test_months_later_is_the_same_day_or_the_last_of_the_month(day, months):
    later = months_after(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


# What is printed.

WIDE = "Ủy ban nhân dân xã Nguyễn Thị Minh Khai-" * 4


@pytest.mark.parametrize("columns", [40, 80, 120])
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", DATED)
def test_the_calendar_fits_the_terminal(shown, monkeypatch, name, lang, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    year = 2022 if name in (TT22, TT44) else 2025
    data = evidence_for(name, year)
    data["subject"]["name"] = WIDE
    if name in (TT22, TT44):
        data["dates"] = {rule_set(name).calendar[0].id: f"{year + 1}-02-01"}
    else:
        data |= {"recognitions": HELD, "dates": {"dossier": f"{year + 1}-08-20"}}
    printed = shown(data, "--lang", lang)
    for line in printed.splitlines():
        assert cell_len(line) <= min(columns, 100)
        assert line == line.rstrip()
    # Nothing is cut off, whatever the width.
    for each in scheduled(name, year).values():
        assert flat(each.name.into(lang)).replace(" ", "") in printed.replace("\n", "").replace(" ", "")


@pytest.mark.parametrize("name", DATED)
def test_the_calendar_says_which_rule_set_year_and_subject(shown, name):
    year = 2022 if name in (TT22, TT44) else 2025
    data = evidence_for(name, year)
    vi, en = (flat(shown(data, "--lang", lang)) for lang in LANGUAGES)
    rules = rule_set(name)
    for printed, title, short in ((vi, rules.title.vi, rules.text.short.vi), (en, rules.title.en, rules.text.short.en)):
        assert data["subject"]["name"] in printed
        assert f"{year} · {title} · {short}" in printed


def test_a_last_day_on_a_sunday_names_the_friday_before(shown):
    """30 March 2025 is a Sunday: an office that is closed receives nothing."""
    vi, en = (flat(shown(evidence_for(COMMUNE, 2024), "--lang", lang)) for lang in LANGUAGES)
    assert "chủ nhật 30/03/2025 là ngày nghỉ; ngày làm việc cuối cùng: thứ sáu 28/03/2025" in vi
    assert "Sunday 2025-03-30, is no working day; the last one before it: Friday 2025-03-28" in en


SILENT = [each.id for each in all_rule_sets() if not each.calendar]


def silent_evidence(name: str) -> Parts:
    """Return evidence for a rule set without a calendar."""
    rules = rule_set(name)
    subject = {"kind": rules.subject.kind, "name": "Đối tượng"}
    subject |= {"tier": rules.subject.tiers[0]} if rules.subject.tiers else {}
    return {
        "schema": "xhht-evidence/1",
        "subject": subject,
        "year": rules.years.first,
        "rule_set": name,
        "answers": {},
    }


@pytest.mark.parametrize("name", SILENT)
def test_a_rule_set_without_a_calendar_says_so(shown, name):
    for lang, words in (("vi", "văn bản không ấn định lịch"), ("en", "the text sets no dates")):
        assert f"{name}: {words}" in flat(shown(silent_evidence(name), "--lang", lang))


@pytest.mark.parametrize("name", SILENT[:1])
def test_events_of_a_rule_set_without_a_calendar_are_no_empty_file(xhht, tmp_path, name):
    """RFC 5545, 3.4: a calendar has at least one component; programs refuse one without."""
    file, made = tmp_path / "a.json", tmp_path / "a.ics"
    file.write_text(json.dumps(silent_evidence(name)), "utf-8")
    for lang, words in (("vi", "không ấn định lịch"), ("en", "sets no dates")):
        done = xhht("calendar", file, "--ics", "-o", made, "--lang", lang)
        assert words in done.err
    assert not made.exists()


# Events.


@pytest.fixture
def events(xhht, tmp_path):
    """Return a function that writes the events of evidence to a file and returns its bytes."""

    def run(data: Parts, *options: str) -> bytes:
        file, made = tmp_path / "minh-chung.json", tmp_path / "lich.ics"
        file.write_text(json.dumps(data), "utf-8")
        done = xhht("calendar", file, "--rule-set", data["rule_set"], "--ics", "-o", made, *options)
        assert done.status == 0, done.err
        assert (done.out, done.err) == ("", "")
        return made.read_bytes()

    return run


def full(name: str) -> Parts:
    """Return evidence with a title where the rule set knows one."""
    year = 2022 if name in (TT22, TT44) else 2025
    return evidence_for(name, year, **({} if name in (TT22, TT44) else {"recognitions": HELD}))


def by_uid(raw: bytes) -> dict[str, Any]:
    """Return the events in *raw* by their UID."""
    return {str(each["uid"]): each for each in Calendar.from_ical(raw).walk("VEVENT")}


@pytest.mark.parametrize("name", DATED)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_events_are_those_of_the_calendar(events, name, lang):
    """Whole days; the end of an event is the day after it. What has no day is no event."""
    data = full(name)
    found = schedule(rate(data, name))
    wanted = {f"{each.name.into(lang)}: {data['subject']['name']}": each for each in found if each.last is not None}
    read = by_uid(events(data, "--lang", lang)).values()
    assert {str(each["summary"]) for each in read} == wanted.keys()
    for each in read:
        due = wanted[str(each["summary"])]
        start, end = each["dtstart"], each["dtend"]
        assert type(start.dt) is type(end.dt) is date
        assert start.params["VALUE"] == end.params["VALUE"] == "DATE"
        assert end.dt - timedelta(days=1) == due.last
        assert start.dt == (due.first if due.id != "data" else due.last)
        for text in (due.by, due.to, *due.papers, due.citation and due.citation.text):
            assert not text or text.into(lang) in str(each["description"])


@pytest.mark.parametrize("name", DATED)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_lines_end_and_fold_as_the_standard_has_it(events, name, lang):
    """RFC 5545, 3.1: every line ends with CR LF and has at most 75 octets; a fold does not cut a letter."""
    data = full(name)
    data["subject"]["name"] = WIDE
    raw = events(data, "--lang", lang)
    lines = raw.split(b"\r\n")
    assert lines.pop() == b""
    for line in lines:
        assert len(line) <= 75
        assert b"\r" not in line
        assert b"\n" not in line
        line.decode("utf-8")
    assert raw.startswith(b"BEGIN:VCALENDAR\r\n")
    assert raw.endswith(b"END:VCALENDAR\r\n")


def test_standard_output_is_the_same_as_the_file(xhht, events, tmp_path):
    raw = events(full(COMMUNE))
    done = xhht("calendar", tmp_path / "minh-chung.json", "--ics")
    assert done.out.replace("\r\n", "\n").encode() == raw.replace(b"\r\n", b"\n")


@pytest.mark.parametrize("name", DATED)
def test_the_same_evidence_gives_the_same_bytes(events, name):
    assert events(full(name)) == events(full(name))


NOBODY_ACTS = ("Có thể đề nghị mức cao hơn", "Hết thời hạn công nhận")
"""How the events of a title begin: nothing is due on those days."""


@pytest.mark.parametrize("name", DATED)
def test_a_calendar_has_what_programs_ask_for(events, name):
    """RFC 5545, 3.6: version and product of a calendar; UID, stamp and start of an event; one UID each."""
    read = Calendar.from_ical(events(full(name)))
    assert str(read["version"]) == "2.0"
    assert "xhht" in str(read["prodid"])
    uids = [str(each["uid"]) for each in read.walk("VEVENT")]
    assert len(set(uids)) == len(uids) > 0
    for each in read.walk("VEVENT"):
        assert each["dtstamp"].dt.tzinfo is not None
        alarms = each.walk("VALARM")
        assert len(alarms) == (0 if str(each["summary"]).startswith(NOBODY_ACTS) else 1)
        for alarm in alarms:
            assert (str(alarm["action"]), alarm["trigger"].dt) == ("DISPLAY", timedelta(days=-7))
            assert str(alarm["description"])


@pytest.mark.parametrize("day", ["2026-02-10", "2026-03-20"], ids=["in time", "late"])
def test_what_is_done_is_an_event_of_the_day_on_which_it_was_done(events, day):
    """Not of its last day, on which nothing happens any more; it stays the same event."""
    before, after = (by_uid(events(full(COMMUNE) | {"dates": dates})) for dates in ({}, {"dossier": day}))
    (dossier,) = (uid for uid, each in after.items() if str(each["summary"]).startswith("Gửi hồ sơ"))
    assert before[dossier]["dtstart"].dt == date(2026, 2, 27)
    assert after[dossier]["dtstart"].dt == date.fromisoformat(day)
    assert after[dossier]["dtend"].dt == date.fromisoformat(day) + timedelta(days=1)
    assert "Đã làm." in str(after[dossier]["description"])


def test_what_is_done_without_a_day_of_its_own_is_no_event(events):
    """The text sets no day for the meeting: that it was held then is in the text report."""
    assert events(full(COMMUNE) | {"dates": {"meeting": "2026-02-10"}}) == events(full(COMMUNE))


def test_what_is_done_reminds_nobody(events):
    data = full(COMMUNE) | {"dates": {"dossier": "2026-02-10"}}
    quiet = [str(each["summary"]) for each in by_uid(events(data)).values() if not each.walk("VALARM")]
    done = [summary.split(":")[0] for summary in quiet if not summary.startswith(NOBODY_ACTS)]
    assert done == ["Gửi hồ sơ đề nghị công nhận"]


def changed_subject(**changes: Any) -> Parts:
    """Return evidence of a commune without a title, with another subject."""
    data = evidence_for(COMMUNE, 2025)
    return data | {"subject": data["subject"] | changes}


SUBJECTS = {
    "as it is": changed_subject(),
    "another name": changed_subject(name="Xã Hai"),
    "a code": changed_subject(code="01"),
    "another code": changed_subject(code="02"),
    "another year": changed_subject() | {"year": 2026},
    "another rule set": evidence_for(DISTRICT, 2025),
    "another tier": evidence_for(UNIT, 2025),
    "yet another tier": evidence_for(UNIT_OF_PROVINCE, 2025),
}


def test_events_of_different_subjects_and_years_have_different_uids(events):
    """Else a calendar program takes one for a new version of the other, and drops it."""
    uids = {named: by_uid(events(data)).keys() for named, data in SUBJECTS.items()}
    for one, other in combinations(uids, 2):
        assert not uids[one] & uids[other], (one, other)


def test_communes_of_one_name_in_two_districts_have_different_uids(events):
    """There are many communes called Tân Lập, and few officials who fill in a code."""
    one, other = (by_uid(events(changed_subject(name="Xã Tân Lập", district=each))) for each in ("QN-01", "QN-02"))
    assert not one.keys() & other.keys()


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"dates": {"dossier": "2026-02-10"}}, id="when something was done"),
        pytest.param({"answers": {}}, id="the answers"),
        pytest.param({"assessed_on": "2026-01-02"}, id="the day of assessment"),
    ],
)
def test_uids_stay_whatever_else_changes(events, changes):
    """A calendar that is imported anew replaces what it brought before."""
    before, after = events(full(COMMUNE)), events(full(COMMUNE) | changes)
    assert by_uid(before).keys() == by_uid(after).keys()


def test_uids_are_those_of_either_language(events):
    vi, en = (events(full(COMMUNE), "--lang", lang) for lang in LANGUAGES)
    assert by_uid(vi).keys() == by_uid(en).keys()


def test_the_last_day_of_one_title_is_one_event_in_the_files_of_two_years(events):
    """The title ends once, whichever year's evidence names it: two reminders of one day would be one too many."""
    ends = []
    for year in (2025, 2026):
        read = by_uid(events(evidence_for(COMMUNE, year, recognitions=HELD)))
        ends += [uid for uid, each in read.items() if "Hết thời hạn" in str(each["summary"])]
    assert len(ends) == 2
    assert len(set(ends)) == 1


def test_an_event_on_a_sunday_says_which_working_day_is_the_last(events):
    """Who looks at the calendar on Sunday, 30 March 2025, is too late; the text report says so."""
    read = by_uid(events(evidence_for(COMMUNE, 2024))).values()
    (decision,) = (each for each in read if each["dtstart"].dt == date(2025, 3, 30))
    assert "28/03/2025" in str(decision["description"])


def test_an_event_on_an_assumption_does_not_name_the_text_as_its_source(events):
    """The 12 months of TT 25 are taken over from TT 24: art. 5(1)–(3) are not in the stored copy (ADR 0011)."""
    read = by_uid(events(full(COMMUNE))).values()
    (may_ask,) = (each for each in read if each["dtstart"].dt == date(2025, 6, 3))
    description = str(may_ask["description"])
    assert "giả định" in description or "TT 25/2023" not in description


HOSTILE_NAMES = {
    "a new event": "Xã\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:x",
    "a property": "Xã\nATTACH:http://example.org",
    "separators": "a;b,c:d",
    "escapes": "a\\nb\\,c\\;d\\\\",
    "quotes": '"Xã"; VALUE="x"',
    "fold": "Xã\r\n x\r\n\ty",
    "terminal": "\x1b[31mXã\x07",
    "bidi": "a\u202ebc",
    "surrogates": "a\ud800b",
    "letters of four octets": "𠀀" * 100,
    "combining": "e\u0323\u0302" * 80,
}


@pytest.mark.parametrize("name", HOSTILE_NAMES.values(), ids=HOSTILE_NAMES)
def test_words_of_the_evidence_are_words_in_an_event(events, name):
    """No line of the evidence becomes a line, a property or a component of the calendar."""
    plain, hostile = (
        Calendar.from_ical(events(changed_subject(name=each, code=each))) for each in ("Xã Hòa Bình", name)
    )
    assert [list(each) for each in hostile.walk()] == [list(each) for each in plain.walk()]
    shown = {str(each["summary"]).partition(": ")[2] for each in hostile.walk("VEVENT")}
    assert len(shown) == 1
    assert not any("\n" in each or "\r" in each or "\x1b" in each for each in shown)


# Where it goes.


@pytest.mark.parametrize("ics", [(), ("--ics",)], ids=["text", "events"])
def test_the_evidence_is_never_overwritten(xhht, tmp_path, ics):
    file = tmp_path / "xa.json"
    file.write_text(json.dumps(full(COMMUNE)), "utf-8")
    link = tmp_path / "lien-ket.json"
    link.symlink_to(file)
    before = file.read_bytes()
    for output in (file, link, tmp_path / "." / "xa.json"):
        done = xhht("calendar", file, *ics, "-o", output)
        assert done.status == 2
        assert "không ghi đè" in done.err
        assert done.out == ""
    assert file.read_bytes() == before


def test_a_guidance_is_never_overwritten(xhht, tmp_path):
    file, overlay = tmp_path / "xa.json", tmp_path / "huong-dan.yaml"
    file.write_text(json.dumps(full(COMMUNE)), "utf-8")
    overlay.write_text(
        "schema: xhht-overlay/1\nrule_set: tt25-2023-commune\n"
        "issued: {number: 1/HD, issuer: {vi: Sở, en: Department}, date: 2025-08-01}\nyears: {from: 2024}\n",
        "utf-8",
    )
    before = overlay.read_bytes()
    done = xhht("calendar", file, "--overlay", overlay, "-o", overlay, "--lang", "en")
    assert done.status == 2
    assert "is kept" in done.err
    assert overlay.read_bytes() == before


def test_a_file_is_replaced_whole_or_stays(xhht, tmp_path):
    """Evidence that is refused leaves the events of last year where they are."""
    file, made = tmp_path / "xa.json", tmp_path / "xa.ics"
    made.write_bytes(b"old")
    file.write_text(json.dumps(full(COMMUNE) | {"year": "2025"}), "utf-8")
    assert xhht("calendar", file, "--ics", "-o", made).status == 2
    assert made.read_bytes() == b"old"
    assert set(tmp_path.iterdir()) == {file, made}


def test_text_in_a_file_is_that_of_the_screen(xhht, tmp_path):
    file, made = tmp_path / "xa.json", tmp_path / "lich.txt"
    file.write_text(json.dumps(full(COMMUNE)), "utf-8")
    assert xhht("calendar", file, "-o", made).status == 0
    assert made.read_text("utf-8") == xhht("calendar", file).out


def test_a_calendar_can_be_asked_for_from_standard_input(xhht, tmp_path, monkeypatch):
    """As every other command: "-" reads standard input."""
    file = tmp_path / "xa.json"
    file.write_text(json.dumps(full(COMMUNE)), "utf-8")
    with file.open(encoding="utf-8") as given_in:
        monkeypatch.setattr("sys.stdin", given_in)
        done = xhht("calendar", "-")
    assert done.status == 0
    assert done.out == xhht("calendar", file).out


@pytest.mark.parametrize("arguments", [(), ("a.json", "b.json"), ("--ics",)], ids=str)
def test_one_file_is_asked_for(xhht, arguments):
    done = xhht("calendar", *arguments)
    assert done.status == 2
    assert "xhht calendar" in done.err


@pytest.mark.parametrize("year", [2024, 2050, 2099, 2100])
def test_years_to_come_have_a_calendar(shown, year):
    """The evidence format knows years up to 2100."""
    assert str(year + 1) in shown(evidence_for(PROVINCE, year))


def test_today_plays_no_part(events, monkeypatch):
    """The same file, the same bytes, in whatever zone and year it is run (ADR 0011)."""
    before = events(full(COMMUNE))
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    assert events(full(COMMUNE)) == before
