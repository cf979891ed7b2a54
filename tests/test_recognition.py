"""Recognition: who decides on which day, until when a title holds, and whether a level may be asked for."""

import json
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from support import PAPER
from test_targets_bad_input import (
    COMMUNE,
    DISTRICT,
    LANGUAGES,
    PROVINCE,
    TARGET_SETS,
    UNIT,
    UNIT_OF_PROVINCE,
    Parts,
    subject_of,
    target_evidence,
)

from criteria.catalogue import all_rule_sets, rule_set
from ratings.evidence import to_evidence
from ratings.rating import rate
from ratings.recognising import recognised
from rules.recognition import Asking, decide_asking

OUTCOMES = {
    "nothing-reached": False,
    "first": True,
    "again": True,
    "no-higher": False,
    "too-early": False,
    "raise": True,
}
"""Whether the subject may ask."""
SHARE_OF_LEVEL = {"level-2": 80, "level-1": 60, "not-recognised": 59}
"""Learning citizens, in per cent, with which a commune that meets all the rest reaches a level: TT 25 art. 6(5)(a)."""
Given = tuple[str, str]
"""A level that was recognised, and the day of the decision."""


def commune(reached: str, given: Sequence[Given] = (), sent: str | None = None) -> Parts:
    """Return evidence of a commune for 2024 that reaches a level, was *given* titles, and sends its dossier."""
    share = {"count": SHARE_OF_LEVEL[reached], "of": 100, "documents": [PAPER]}
    changes: Parts = {"recognitions": [{"level": level, "date": day} for level, day in given]}
    if sent is not None:
        changes["dates"] = {"dossier": sent}
    return target_evidence(COMMUNE, {"5.1": share}, year=2024, **changes)


@pytest.fixture
def result_of(xhht, tmp_path):
    """Return a function that rates evidence and returns the result as JSON."""

    def run(data: Parts, *options: str) -> Parts:
        file = tmp_path / "minh-chung.json"
        file.write_text(json.dumps(data), "utf-8")
        done = xhht("rate", file, "--format", "json", *options)
        assert done.status == 0, done.err
        result: Parts = json.loads(done.out)
        return result

    return run


# The six outcomes, at every edge. The dossier of 2024 is in time on 27 February 2025 (art. 9(1)(d): before the 28th).

L1, L2, NONE = "level-1", "level-2", "not-recognised"


class Case(NamedTuple):
    reached: str
    given: tuple[Given, ...]
    sent: str | None
    outcome: str
    held: tuple[str, str, str] | None
    """Level, first decision and last day of the title that counts."""


CASES = {
    # Nothing was recognised before.
    "first, at level 1": Case(L1, (), None, "first", None),
    "first, at level 2: whichever is reached, TT 24 art. 10(1)(c)": Case(L2, (), None, "first", None),
    "nothing reached": Case(NONE, (), None, "nothing-reached", None),
    "nothing reached, title held": Case(
        NONE, ((L1, "2024-01-10"),), None, "nothing-reached", (L1, "2024-01-10", "2027-12-31")
    ),
    "nothing reached, title over": Case(
        NONE, ((L1, "2021-01-10"),), None, "nothing-reached", (L1, "2021-01-10", "2024-12-31")
    ),
    # 12 months from the decision on level 1.
    "raise, 12 months less a day": Case(
        L2, ((L1, "2024-03-20"),), "2025-03-19", "too-early", (L1, "2024-03-20", "2027-12-31")
    ),
    "raise, 12 months to the day": Case(
        L2, ((L1, "2024-03-20"),), "2025-03-20", "raise", (L1, "2024-03-20", "2027-12-31")
    ),
    "raise, 12 months and a day": Case(
        L2, ((L1, "2024-03-20"),), "2025-03-21", "raise", (L1, "2024-03-20", "2027-12-31")
    ),
    "raise, the last day in time is too early by a day": Case(
        L2, ((L1, "2024-02-28"),), None, "too-early", (L1, "2024-02-28", "2027-12-31")
    ),
    "raise, on the last day in time": Case(L2, ((L1, "2024-02-27"),), None, "raise", (L1, "2024-02-27", "2027-12-31")),
    "leap day, the day before 28 February": Case(
        L2, ((L1, "2024-02-29"),), "2025-02-27", "too-early", (L1, "2024-02-29", "2027-12-31")
    ),
    "leap day, 28 February": Case(L2, ((L1, "2024-02-29"),), "2025-02-28", "raise", (L1, "2024-02-29", "2027-12-31")),
    "28 February, a leap day a year later": Case(
        L2, ((L1, "2023-02-28"),), "2024-02-28", "raise", (L1, "2023-02-28", "2026-12-31")
    ),
    "28 February, a leap day a year later, less a day": Case(
        L2, ((L1, "2023-02-28"),), "2024-02-27", "too-early", (L1, "2023-02-28", "2026-12-31")
    ),
    "31 December": Case(L2, ((L1, "2023-12-31"),), "2024-12-31", "raise", (L1, "2023-12-31", "2026-12-31")),
    "31 December less a day": Case(
        L2, ((L1, "2023-12-31"),), "2024-12-30", "too-early", (L1, "2023-12-31", "2026-12-31")
    ),
    # 36 months that follow the year of the decision: 31 December of the third year after.
    "title of 1 January, on its last day": Case(
        L1, ((L1, "2024-01-01"),), "2027-12-31", "no-higher", (L1, "2024-01-01", "2027-12-31")
    ),
    "title of 31 December 2023, on its last day": Case(
        L1, ((L1, "2023-12-31"),), "2026-12-31", "no-higher", (L1, "2023-12-31", "2026-12-31")
    ),
    "title of 31 December 2023, a day later": Case(
        L1, ((L1, "2023-12-31"),), "2027-01-01", "again", (L1, "2023-12-31", "2026-12-31")
    ),
    "title of 1 January 2023, as long": Case(
        L1, ((L1, "2023-01-01"),), "2026-12-31", "no-higher", (L1, "2023-01-01", "2026-12-31")
    ),
    "title of 1 January 2023, a day later": Case(
        L1, ((L1, "2023-01-01"),), "2027-01-01", "again", (L1, "2023-01-01", "2026-12-31")
    ),
    "title over: level 2 anew, without a wait": Case(
        L2, ((L1, "2021-12-31"),), "2025-01-01", "again", (L1, "2021-12-31", "2024-12-31")
    ),
    "raise on the last day of the title": Case(
        L2, ((L1, "2021-12-31"),), "2024-12-31", "raise", (L1, "2021-12-31", "2024-12-31")
    ),
    # Nothing higher.
    "level 1 again": Case(L1, ((L1, "2024-01-10"),), None, "no-higher", (L1, "2024-01-10", "2027-12-31")),
    "level 2 again": Case(L2, ((L2, "2024-01-10"),), None, "no-higher", (L2, "2024-01-10", "2027-12-31")),
    "level 1 while level 2 holds": Case(L1, ((L2, "2022-05-01"),), None, "no-higher", (L2, "2022-05-01", "2025-12-31")),
    "level 1 after level 2 is over": Case(L1, ((L2, "2021-05-01"),), None, "again", (L2, "2021-05-01", "2024-12-31")),
    # Several decisions.
    "the better one counts": Case(
        L2, ((L1, "2022-03-01"), (L2, "2023-03-01")), None, "no-higher", (L2, "2023-03-01", "2026-12-31")
    ),
    "in whatever order they stand": Case(
        L2, ((L2, "2023-03-01"), (L1, "2022-03-01")), None, "no-higher", (L2, "2023-03-01", "2026-12-31")
    ),
    "the better one is over": Case(
        L2, ((L2, "2021-03-01"), (L1, "2024-03-01")), "2025-03-01", "raise", (L1, "2024-03-01", "2027-12-31")
    ),
    "level 1 twice: the 12 months run from the first, the title from the second": Case(
        L2, ((L1, "2022-05-01"), (L1, "2024-05-01")), None, "raise", (L1, "2022-05-01", "2027-12-31")
    ),
    "all are over: the last of them is told": Case(
        L1, ((L2, "2018-05-01"), (L1, "2020-05-01")), None, "again", (L1, "2020-05-01", "2023-12-31")
    ),
    # On the day of asking, or after it, it is none yet.
    "decided the day before": Case(
        L2, ((L1, "2025-02-26"),), "2025-02-27", "too-early", (L1, "2025-02-26", "2028-12-31")
    ),
    "decided on that day": Case(L2, ((L1, "2025-02-27"),), "2025-02-27", "first", None),
    "decided the day after": Case(L2, ((L1, "2025-02-28"),), "2025-02-27", "first", None),
    "one before and one after": Case(
        L2, ((L1, "2024-01-10"), (L2, "2025-03-25")), None, "raise", (L1, "2024-01-10", "2027-12-31")
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_outcome_at_each_edge(result_of, case):
    """TT 24/2023 art. 5(3)–(4), 2(10)–(11); TT 25/2023 art. 5(4); ADR 0011."""
    result = result_of(commune(case.reached, case.given, case.sent))
    assert result["level"]["id"] == case.reached
    shown = result["recognition"]
    assert shown["asking"]["rule"] == f"recognition/{case.outcome}"
    assert shown["asking"]["may_ask"] is OUTCOMES[case.outcome]
    assert shown["asking"].get("level", {}).get("id", NONE) == case.reached
    assert shown["asking"]["on"] == (case.sent or "2025-02-27")
    held = shown.get("held")
    assert (held and (held["level"]["id"], held["given"], held["until"])) == case.held


def test_every_outcome_has_a_case():
    assert {case.outcome for case in CASES.values()} == OUTCOMES.keys()


@pytest.mark.parametrize("name", TARGET_SETS)
@pytest.mark.parametrize(
    ("given", "outcome"),
    [("2024-06-10", "raise"), ("2024-06-11", "too-early"), ("2021-06-10", "again")],
)
def test_terms_are_those_of_every_rule_set_of_targets(result_of, name, given, outcome):
    """12 months and 36 months in TT 24 art. 5, 11; 36 months in TT 25 art. 5, 10, 15, 12 months taken over."""
    data = target_evidence(
        name, year=2024, recognitions=[{"level": "level-1", "date": given}], dates={"dossier": "2025-06-10"}
    )
    shown = result_of(data)["recognition"]
    assert shown["asking"]["rule"] == f"recognition/{outcome}"
    assert shown["held"]["until"] == f"{int(given[:4]) + 3}-12-31"


@pytest.mark.parametrize(
    ("name", "validity", "wait"),
    [
        pytest.param(UNIT, "Điều 5 khoản 4", "Điều 5 khoản 3", id="TT 24 art. 5"),
        pytest.param(UNIT_OF_PROVINCE, "Điều 11 khoản 4", "Điều 11 khoản 3", id="TT 24 art. 11"),
        pytest.param(COMMUNE, "Điều 5 khoản 4", None, id="TT 25 art. 5"),
        pytest.param(DISTRICT, "Điều 10 khoản 4", None, id="TT 25 art. 10"),
        pytest.param(PROVINCE, "Điều 15 khoản 4", None, id="TT 25 art. 15"),
    ],
)
def test_terms_are_cited_and_what_is_not_in_the_text_is_assumed(result_of, name, validity, wait):
    data = target_evidence(name, year=2024, recognitions=[{"level": "level-1", "date": "2024-03-01"}])
    data["dates"] = {"dossier": "2025-06-10"}
    shown = result_of(data)["recognition"]
    assert (shown["held"]["citation"], shown["held"]["provenance"]) == (validity, "official")
    assert shown["asking"].get("citation") == wait
    assert shown["asking"]["provenance"] == ("official" if wait else "assumed")


# What is said.

SAID = {
    "first": (
        ("Được đề nghị công nhận Mức độ 2", "không ghi lần công nhận nào"),
        ("The subject may ask for Level 2", "no earlier recognition"),
    ),
    "nothing-reached": (("chưa đạt mức nào",), ("reach no level",)),
    "again": (("Mức độ 1 đã hết hạn ngày 31/12/2023", "công nhận lại"), ("Level 1 ended on 2023-12-31", "anew")),
    "no-higher": (
        ("Đang giữ Mức độ 1 đến hết 31/12/2027",),
        ("The subject holds Level 1 to 2027-12-31", "nothing higher"),
    ),
    "too-early": (
        ("Chưa được đề nghị Mức độ 2", "27/02/2025", "20/03/2025"),
        ("The subject may not ask for Level 2 yet", "2025-02-27", "2025-03-20"),
    ),
    "raise": (
        ("nâng từ Mức độ 1 lên Mức độ 2", "20/02/2025"),
        ("raised from Level 1 to Level 2", "2025-02-20"),
    ),
}
TOLD = {
    "first": commune(L2),
    "nothing-reached": commune(NONE),
    "again": commune(L2, [(L1, "2020-03-20")]),
    "no-higher": commune(L1, [(L1, "2024-02-20")]),
    "too-early": commune(L2, [(L1, "2024-03-20")]),
    "raise": commune(L2, [(L1, "2024-02-20")]),
}


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_each_outcome_is_told_in_both_languages(result_of, outcome):
    asking = result_of(TOLD[outcome])["recognition"]["asking"]
    assert asking["rule"] == f"recognition/{outcome}"
    for lang, words in zip(LANGUAGES, SAID[outcome], strict=True):
        for each in words:
            assert each in asking["explanation"][lang]


RESTS_ON: dict[str, dict[str, tuple[str | None, str] | None]] = {
    # What the outcome rests on, and how sure that is: who sends a dossier, how long a title holds, how long one waits.
    COMMUNE: {
        "nothing-reached": None,
        "first": ("Điều 9 khoản 1 điểm d", "official"),
        "again": ("Điều 5 khoản 4", "official"),
        "no-higher": ("Điều 5 khoản 4", "official"),
        "too-early": (None, "assumed"),  # taken over from TT 24: art. 5(1)–(3) are not in the stored copy (ADR 0011)
        "raise": (None, "assumed"),
    },
    UNIT: {
        "nothing-reached": None,
        "first": ("Điều 10 khoản 1 điểm c", "official"),
        "again": ("Điều 5 khoản 4", "official"),
        "no-higher": ("Điều 5 khoản 4", "official"),
        "too-early": ("Điều 5 khoản 3", "official"),
        "raise": ("Điều 5 khoản 3", "official"),
    },
}


def told_of(name: str, outcome: str) -> Parts:
    """Return evidence of a subject of *name* for 2024 with *outcome*; only a commune reaches level 1 alone here."""
    if name == COMMUNE:
        return TOLD[outcome]
    given: dict[str, list[Given]] = {
        "again": [(L1, "2020-01-10")],
        "no-higher": [(L2, "2024-01-10")],
        "too-early": [(L1, "2024-03-20")],
        "raise": [(L1, "2024-01-10")],
    }
    titles = [{"level": level, "date": day} for level, day in given.get(outcome, [])]
    data = target_evidence(name, year=2024, recognitions=titles)
    return data | {"answers": {}} if outcome == "nothing-reached" else data


@pytest.mark.parametrize("outcome", OUTCOMES)
@pytest.mark.parametrize("name", RESTS_ON)
def test_each_outcome_cites_what_it_rests_on(result_of, name, outcome):
    """Not one clause for all: who asks for the first time has nothing to wait for. A level is named where one is."""
    asking = result_of(told_of(name, outcome))["recognition"]["asking"]
    assert asking["rule"] == f"recognition/{outcome}"
    rests = RESTS_ON[name][outcome]
    assert ("level" in asking) is (rests is not None)
    cited, sure = rests or (None, None)
    assert (asking.get("citation"), asking.get("provenance")) == (cited, sure)
    assert cited is None or f"({cited})" in asking["explanation"]["vi"]


@pytest.mark.parametrize("command", ["rate", "calendar"])
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_each_outcome_stands_in_the_reports(xhht, result_of, tmp_path, outcome, command):
    asking = result_of(TOLD[outcome])["recognition"]["asking"]
    for lang in LANGUAGES:
        shown = " ".join(xhht(command, tmp_path / "minh-chung.json", "--lang", lang).out.split())
        assert asking["explanation"][lang] in shown


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_the_earliest_day_is_there_only_where_something_better_can_come(result_of, outcome):
    """A day on which one might have asked for more, of a title that is over or the best, says nothing true."""
    asking = result_of(TOLD[outcome])["recognition"]["asking"]
    if outcome in ("too-early", "raise"):
        assert asking["earliest"] == {"too-early": "2025-03-20", "raise": "2025-02-20"}[outcome]
    elif outcome in ("first", "again"):
        assert "earliest" not in asking


def test_the_best_title_has_no_earliest_day(result_of):
    asking = result_of(commune(L2, [(L2, "2024-01-10")]))["recognition"]["asking"]
    assert "earliest" not in asking


@pytest.mark.parametrize(("given", "count"), [("2025-02-26", 0), ("2025-02-27", 1), ("2025-02-28", 1)])
def test_a_decision_that_comes_too_late_to_count_is_a_finding(result_of, given, count):
    found = [each for each in result_of(commune(L2, [(L1, given)]))["findings"] if each["path"] == "/recognitions"]
    assert len(found) == count
    for each in found:
        assert f"{given[8:]}/{given[5:7]}/{given[:4]}" in each["message"]["vi"]
        assert given in each["message"]["en"]


@pytest.mark.parametrize("given", ["2024-02-11", "1990-03-20"])
def test_a_title_older_than_its_text_is_a_finding(result_of, given):
    """TT 25/2023 is in force since 12 February 2024: nobody was recognised at its level 1 before."""
    found = [each for each in result_of(commune(L1, [(L1, given)]))["findings"] if "recognitions" in each["path"]]
    assert found


# Who decides.


class Deciding(NamedTuple):
    name: str
    subject: Parts
    year: int
    day: str
    who: str | None
    """Vietnamese name; None where no text names anybody."""


def deciding() -> dict[str, Deciding]:
    """Return cases of who decides, by what a lawyer would call them."""
    unit = {"kind": "unit", "name": "A"}
    agency = {**unit, "type": "agency"}
    cases = {}
    for day, named in (("2025-06-30", True), ("2025-07-01", False)):
        for name, subject, year, who in (
            (COMMUNE, {"kind": "commune", "name": "A"}, 2024, "Trưởng phòng Giáo dục và Đào tạo"),
            (DISTRICT, {"kind": "district", "name": "A"}, 2024, "Giám đốc Sở Giáo dục và Đào tạo"),
            (UNIT, {**agency, "tier": "district"}, 2024, "Chủ tịch Ủy ban nhân dân cấp huyện"),
            ("tt22-2020", {**agency, "tier": "district"}, 2023, "Chủ tịch Ủy ban nhân dân cấp huyện"),
            ("tt44-2014", {"kind": "commune", "name": "A"}, 2023, "Chủ tịch Ủy ban nhân dân cấp huyện"),
        ):
            cases[f"{name}, {day}"] = Deciding(name, subject, year, day, who if named else None)
        for name, subject, year, who in (
            (PROVINCE, {"kind": "province", "name": "A"}, 2024, "Bộ trưởng Bộ Giáo dục và Đào tạo"),
            (UNIT_OF_PROVINCE, {**agency, "tier": "province"}, 2024, "Chủ tịch Ủy ban nhân dân cấp tỉnh"),
            ("tt22-2020", {**agency, "tier": "province"}, 2023, "Chủ tịch Ủy ban nhân dân cấp tỉnh"),
        ):
            cases[f"{name} of the province, {day}"] = Deciding(name, subject, year, day, who)
    return cases


def decided_on(case: Deciding) -> Parts:
    """Return evidence of *case* whose decision is of its day."""
    entries = [each for each in rule_set(case.name).calendar if each.concerns(case.subject.get("tier"))]
    return {
        "schema": "xhht-evidence/1",
        "subject": case.subject,
        "year": case.year,
        "rule_set": case.name,
        "dates": {entries[-1].id: case.day},
        "answers": {},
    }


@pytest.mark.parametrize("case", deciding().values(), ids=deciding())
def test_who_decides_by_day_and_tier(result_of, case):
    """The district tier ends with 30 June 2025; provinces and the Ministry go on."""
    day, who = date.fromisoformat(case.day), case.who
    rules = rule_set(case.name)
    assert rules.recognition is not None
    found = rules.recognition.authority(case.subject.get("tier"), day)
    assert (found and found.name.vi) == who
    if case.name == PROVINCE:
        return  # its last entry is due after July: see below
    shown = result_of(decided_on(case))["recognition"]
    assert shown["decided"] == case.day
    assert (shown["authority"]["name"]["vi"] if "authority" in shown else None) == who
    if who is None:
        assert "01/07/2025" in shown["explanation"]["vi"]
        assert "1 July 2025" in shown["explanation"]["en"]
        assert "hướng dẫn của địa phương" in shown["explanation"]["vi"]
        assert "ocal guidance" in shown["explanation"]["en"]
    else:
        assert who in shown["explanation"]["vi"]
        assert shown["authority"]["citation"] in shown["explanation"]["vi"]
        assert shown["authority"]["provenance"] == "official"


@pytest.mark.parametrize(
    ("name", "year", "decided", "named"),
    [
        pytest.param(COMMUNE, 2024, "2025-03-30", True, id="TT 25 art. 9(3): before 31 March 2025"),
        pytest.param(COMMUNE, 2025, "2026-03-30", False, id="TT 25 art. 9(3): before 31 March 2026"),
        pytest.param(DISTRICT, 2024, "2025-05-30", True, id="TT 25 art. 14(3): before 31 May 2025"),
        pytest.param(UNIT, 2024, "2025-02-14", True, id="TT 24 art. 10(3): before 15 February 2025"),
        pytest.param(UNIT, 2025, "2026-02-14", False, id="TT 24 art. 10(3): before 15 February 2026"),
        pytest.param(UNIT_OF_PROVINCE, 2025, "2026-02-14", True, id="TT 24 art. 16(3): before 15 February 2026"),
    ],
)
def test_who_decides_is_looked_up_for_the_last_day_of_the_procedure(result_of, name, year, decided, named):
    """The decision counts, not who sat there in the year of assessment."""
    shown = result_of(target_evidence(name, year=year))["recognition"]
    assert shown["decided"] == decided
    assert ("authority" in shown) is named


def test_who_decides_is_looked_up_for_the_last_fixed_day(result_of):
    """TT 25 art. 19(2)(e) gives the minister 20 working days more; who he is needs no list of holidays (ADR 0011)."""
    assert result_of(target_evidence(PROVINCE, year=2024))["recognition"]["decided"] == "2025-07-30"


def test_a_decision_that_the_evidence_dates_is_of_that_day(result_of):
    """Decided in February, though it would have been in time in March."""
    data = target_evidence(COMMUNE, year=2024, dates={"dossier": "2025-01-20", "decision": "2025-02-10"})
    assert result_of(data)["recognition"]["decided"] == "2025-02-10"


@pytest.mark.parametrize(
    ("dates", "decided"),
    [
        pytest.param({"dossier": "2025-03-29"}, "2025-03-30", id="a dossier in the procedure"),
        pytest.param(
            {"dossier": "2025-03-31"}, "2025-03-31", id="a dossier after the last day: never decided before it"
        ),
        pytest.param({"dossier": "2025-07-15"}, "2025-07-15", id="a dossier after the end of the districts"),
        pytest.param({"data": "2025-07-15"}, "2025-03-30", id="another entry"),
        pytest.param({"dossier": "2025-07-15", "decision": "2025-06-30"}, "2025-06-30", id="the decision itself"),
    ],
)
def test_only_the_dossier_moves_the_day_of_an_undated_decision(result_of, dates, decided):
    """Nothing else that was done says when it was decided; who decides follows that day."""
    shown = result_of(target_evidence(COMMUNE, year=2024, dates=dates))["recognition"]
    assert shown["decided"] == decided
    assert ("authority" in shown) is (decided <= "2025-06-30")


@pytest.mark.parametrize(
    ("name", "subject"),
    [(COMMUNE, subject_of(COMMUNE)), (UNIT, subject_of(UNIT)), ("tt44-2014", {"kind": "commune", "name": "A"})],
)
def test_before_the_text_nothing_is_said_of_july_2025(result_of, name, subject):
    """--rule-set insists on a year long before: nobody is named then either, but not for lack of districts."""
    data = {"schema": "xhht-evidence/1", "subject": subject, "year": 2010, "rule_set": name, "answers": {}}
    shown = result_of(data, "--rule-set", name)["recognition"]
    assert "authority" not in shown
    assert "2025" not in shown["explanation"]["vi"] + shown["explanation"]["en"]


def test_rule_sets_without_a_term_name_who_decides_and_nothing_more(result_of):
    """TT 22 and TT 44 rate every year anew."""
    for subject in (
        {"kind": "unit", "name": "A", "tier": "district", "type": "agency"},
        {"kind": "commune", "name": "A"},
    ):
        data = {"schema": "xhht-evidence/1", "subject": subject, "year": 2022, "answers": {}}
        shown = result_of(data)["recognition"]
        assert shown.keys() == {"decided", "authority", "explanation"}


def test_rule_sets_that_know_no_recognition_have_no_such_key(result_of):
    silent = [each.id for each in all_rule_sets() if each.recognition is None]
    assert silent
    for name in silent:
        rules = rule_set(name)
        subject = {"kind": rules.subject.kind, "name": "A"} | ({"tier": "commune"} if rules.subject.tiers else {})
        data = {"schema": "xhht-evidence/1", "subject": subject, "year": rules.years.first, "answers": {}}
        assert "recognition" not in result_of(data)


# What holds for every history, by a second hand.


def same_day(day: date, years: int) -> date:
    """Return the same day so many *years* later; 28 February for a leap day where there is none."""
    last = monthrange(day.year + years, day.month)[1]
    return date(day.year + years, day.month, min(day.day, last))


def outcome_of(reached: int, given: Sequence[tuple[int, date]], sent: date) -> str:
    """Return the outcome as ADR 0011 tells it; levels are 0 for none, 1 and 2."""
    if reached == 0:
        return "nothing-reached"
    before = [(level, day) for level, day in given if day < sent]
    if not before:
        return "first"
    holding = [(level, day) for level, day in before if sent <= date(day.year + 3, 12, 31)]
    if not holding:
        return "again"
    best = max(level for level, _ in holding)
    if reached <= best:
        return "no-higher"
    first = min(day for level, day in holding if level == best)
    return "raise" if sent >= same_day(first, 1) else "too-early"


def holds_older_than_told(given: Sequence[tuple[int, date]], sent: date) -> bool:
    """Whether a decision that has run out was followed by another in time: see who may be raised tomorrow."""
    before = [day for _, day in given if day < sent]
    over = [day for day in before if sent > date(day.year + 3, 12, 31)]
    return any(day < other <= date(day.year + 3, 12, 31) for day in over for other in before)


HISTORY = st.lists(st.tuples(st.integers(1, 2), st.dates(date(2018, 1, 1), date(2026, 12, 31))), max_size=4)
SENT = st.dates(date(2024, 1, 1), date(2027, 12, 31))
LEVELS = (NONE, L1, L2)


def outcome_decided(reached: int, given: Sequence[tuple[int, date]], sent: date) -> str:
    """Return the outcome that the product decides."""
    data = commune(L2, [(LEVELS[level], str(day)) for level, day in given], str(sent))
    found = recognised(rule_set(COMMUNE), to_evidence(data), LEVELS[reached])
    assert found is not None
    assert found.verdict is not None
    return found.verdict.rule.removeprefix("recognition/")


@settings(max_examples=150, deadline=None)
@given(reached=st.integers(0, 2), given=HISTORY, sent=SENT)
def test_any_history_comes_to_what_a_second_hand_says(reached, given, sent):
    assume(not holds_older_than_told(given, sent))
    assert outcome_decided(reached, given, sent) == outcome_of(reached, given, sent)


@settings(max_examples=60, deadline=None)
@given(reached=st.integers(0, 2), given=HISTORY, sent=SENT, order=st.randoms(use_true_random=False))
def test_the_order_of_recognitions_decides_nothing(reached, given, sent, order):
    other = list(given)
    order.shuffle(other)
    assert outcome_decided(reached, other, sent) == outcome_decided(reached, given, sent)


@settings(max_examples=60, deadline=None)
@given(given=HISTORY, sent=SENT)
def test_reaching_more_never_bars_from_asking_unless_it_is_too_early(given, sent):
    """Where level 1 may be asked for, level 2 may be, but for the wait from level 1, which is then no higher."""
    lower, higher = (outcome_decided(reached, given, sent) for reached in (1, 2))
    if OUTCOMES[lower]:
        assert higher == lower


@given(data=st.data(), year=st.integers(2021, 2024))
def test_who_may_be_raised_today_may_be_tomorrow(data, year):
    """Level 1 is held without a break: that the older decision runs out does not begin the 12 months anew."""
    last_day = date(year + 3, 12, 31)
    first = data.draw(st.dates(date(year, 1, 1), date(year, 12, 31)))
    second = data.draw(st.dates(last_day - timedelta(days=360), last_day - timedelta(days=1)))
    given = [(1, first), (1, second)]
    assert outcome_decided(2, given, last_day) == "raise"
    assert outcome_decided(2, given, last_day + timedelta(days=1)) == "raise"


@given(
    reached=st.integers(0, 5),
    held=st.integers(0, 5),
    left=st.integers(-2000, 2000),
    waited=st.integers(-2000, 2000),
)
def test_the_engine_gives_exactly_one_outcome(reached, held, left, waited):
    """The rules of the engine exclude one another, whatever the figures are."""
    verdict = decide_asking(Asking(reached, held, left, waited))
    if reached < 1:
        expected = "nothing-reached"
    elif held < 1:
        expected = "first"
    elif left < 0:
        expected = "again"
    elif reached <= held:
        expected = "no-higher"
    else:
        expected = "too-early" if waited < 0 else "raise"
    assert verdict.rule == f"recognition/{expected}"
    assert verdict.may_ask is OUTCOMES[expected]


def test_recognition_changes_no_level(result_of):
    """Titles held before say who may ask; what the figures reach they do not touch."""
    for outcome, data in TOLD.items():
        without = {key: value for key, value in data.items() if key not in ("recognitions", "dates")}
        mine, other = result_of(data), result_of(without)
        for key in ("level", "levels", "criteria", "blocking", "next_level", "range"):
            assert mine.get(key) == other.get(key), outcome


def test_the_same_evidence_is_recognised_alike_from_python():
    """``rate`` in Python, as in a file."""
    rating = rate(commune(L2, [(L1, "2024-03-20")]))
    assert rating.recognition is not None
    assert rating.recognition.verdict is not None
    assert rating.recognition.verdict.rule == "recognition/too-early"
