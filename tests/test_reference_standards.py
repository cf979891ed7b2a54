"""The product against a second reading of NĐ 20/2014/NĐ-CP (``reference_standards``): levels from counts."""

import random
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reference_points import TT44, evaluate
from reference_standards import CHOICES, Known, derived, standards
from support import PAPER
from test_reference_points import (
    AREAS,
    NOT_APPLICABLE,
    Answers,
    Evidence,
    answers,
    in_file,
    points_of,
    rank,
    rendered,
    shuffled,
    statuses_of,
)

from criteria.catalogue import standards as catalogued
from ratings import rate
from rules.standards import Standing, decide_standards

Counts = dict[str, int | None]

WORDS: dict[Known, str] = {True: "pass", False: "fail", None: "missing"}
EDGES = (70, 80, 85, 90, 95, 98, 100)  # every per cent that the decree prints
WHOLES = (1, 20, 97, 100, 1000)


PARTS_OF = {
    "children-5": ("attending", "completed"),
    "children-6": ("grade-1",),
    "children-11": ("completed", "in-primary"),
    "children-14": ("completed",),
    "youth-15-18": ("diploma", "studying"),
    "people-15-25": ("literate-1",),
    "people-15-35": ("literate-1", "literate-2"),
    "people-15-60": ("literate-2",),
}
WHOLE_OF = {f"{whole}-{part}": whole for whole, parts in PARTS_OF.items() for part in parts}
PARTS = list(WHOLE_OF)
NAMES = [*PARTS_OF, *PARTS]

PERCENT = st.sampled_from([0, 60, *EDGES, *EDGES[3:], *EDGES[3:], 98, 100, 100, 100])
BESIDE = st.sampled_from([-1, 0, 0, 0, 0, 1])
ALL = st.fixed_dictionaries(dict.fromkeys(PARTS_OF, st.sampled_from(WHOLES)))
ANY = st.fixed_dictionaries(dict.fromkeys(PARTS, st.tuples(PERCENT, BESIDE)))
HIGH = st.fixed_dictionaries(dict.fromkeys(PARTS, st.tuples(st.sampled_from([80, 90, 95, 98, 100, 100, 100]), BESIDE)))
OUT_OF_SCHOOL = st.sampled_from([0, 0, 0, 1, 5])


def fitting(wholes: dict[str, int], near: dict[str, tuple[int, int]], out_of_school: int) -> Counts:
    """Counts near the edges, of which none is above one that it lies in."""
    found = dict(wholes)
    found["people-15-25"] += found["youth-15-18"]  # who is of 15 to 18 is of 15 to 25
    found["people-15-35"] += found["people-15-25"]
    found["people-15-60"] += found["people-15-35"]
    for part, whole in WHOLE_OF.items():
        percent, beside = near[part]
        found[part] = min(max(-(-found[whole] * percent // 100) + beside, 0), found[whole])
    found["children-11-in-primary"] = max(found["children-11"] - found["children-11-completed"] - out_of_school, 0)
    young, middle, second, all_ages = PARTS[-4:]
    found[middle] = max(found[middle], found[young])
    found[second] = min(found[second], found[middle])
    found[all_ages] = max(found[all_ages], found[second])
    return dict(found)


def with_gaps(counts: Counts, lacking: set[str], blank: set[str], nobody: set[str]) -> Counts:
    """Some counts are not in the file, some are blank, and of some there is nobody at all."""
    nobody = {each for each in nobody if each.startswith(("children", "youth"))}
    found = {name: 0 if name in nobody or WHOLE_OF.get(name) in nobody else count for name, count in counts.items()}
    return {name: None if name in blank else count for name, count in found.items() if name not in lacking}


SOME = st.sets(st.sampled_from(NAMES), max_size=2)
FULL = st.builds(fitting, ALL, ANY | HIGH | HIGH, OUT_OF_SCHOOL)
COUNTS = st.one_of(FULL, FULL, st.builds(with_gaps, FULL, SOME, SOME, SOME))


def decided(counts: Counts, area: str) -> dict[str, Standing]:
    given_counts = {name: count for name, count in counts.items() if count is not None}
    return decide_standards(catalogued("nd20-2014"), given_counts, area)


def levels_of(standings: dict[str, Standing]) -> dict[str, list[str]]:
    return {name: [level.status for level in standing.levels.values()] for name, standing in standings.items()}


def reached(standing: Standing) -> int:
    return 0 if standing.level is None else list(standing.levels).index(standing.level) + 1


# Agreement.


@settings(max_examples=500, deadline=None)
@given(counts=COUNTS, area=st.sampled_from(AREAS))
def test_every_level_agrees_with_the_reference(counts, area):
    """NĐ 20/2014 art. 6, 9–11, 14–16, 20, 21: what is known of each level, which is reached, what is still open."""
    found, expected = decided(counts, area), standards(counts, area == "difficult")
    assert levels_of(found) == {name: [WORDS[known] for known in levels] for name, levels in expected.items()}
    assert {name: reached(each) for name, each in found.items()} == {
        name: levels.count(True) for name, levels in expected.items()
    }
    assert {name: each.is_open for name, each in found.items()} == {
        name: None in levels for name, levels in expected.items()
    }


BY_HAND = {"5.3": [{"met": True}, {"met": False}, {"met": None}]} | {
    item: [*({"choice": option} for option in TT44.items[item].options), {"choice": None}]
    for item in ("5.4", "5.5", "5.6")
}


@st.composite
def by_hand(draw: st.DrawFn) -> Answers:
    """What is written on 5.3 to 5.6, or on criterion 5 as a whole."""
    whole = draw(st.sampled_from([None, None, None, None, {"points": 7}, {"points": None}]))
    if whole is not None:
        return {"5": whole}
    found = {}
    for item, written in BY_HAND.items():
        answer = draw(st.sampled_from([None, None, *written, {"points": 0.5}, NOT_APPLICABLE]))
        if answer is not None:
            found[item] = answer | draw(st.sampled_from([{}, {"documents": [PAPER]}]))
    return found


@st.composite
def communes(draw: st.DrawFn) -> Evidence:
    """A commune with counts, with papers for them or without, and with something written on criterion 5."""
    rest = draw(answers("tt44-2014", ("good", "fair")))
    kept = {item: answer for item, answer in rest.items() if not item.startswith("5.")}
    if (written := draw(by_hand())).keys() != {"5"}:
        kept |= {item: answer for item, answer in rest.items() if item in ("5.1", "5.2")}
    evidence = in_file("tt44-2014", kept | written, draw(st.sampled_from(AREAS)))
    papers = draw(st.sampled_from([{}, {"documents": []}, {"documents": [PAPER]}]))
    return evidence | {"standards": {"counts": draw(COUNTS)} | papers}


def answered(evidence: Evidence) -> tuple[Answers, bool]:
    """The answers with those that follow from the counts, and whether the area is difficult."""
    hard, block = evidence["subject"]["area"] == "difficult", evidence["standards"]
    found = derived(block["counts"], hard, evidence["answers"], block.get("documents", []))
    return evidence["answers"] | found, hard


@settings(max_examples=250, deadline=None)
@given(evidence=communes())
def test_what_follows_from_counts_answers_the_commune(evidence):
    """TT 44/2014, 5.3 to 5.6: the derived answer counts, with the papers of the counts and its own."""
    rating, expected = rate(evidence), evaluate(TT44, *answered(evidence))
    assert points_of(rating.indicators) == expected.points
    assert statuses_of(rating.indicators) == expected.statuses
    assert points_of(rating.criteria) == expected.heads
    assert (rating.level.id, Fraction(rating.points)) == (expected.level, expected.total)
    assert (Fraction(rating.decision.high, 100), rating.decision.high_level) == (expected.high, expected.high_level)


# Every threshold that the decree prints, on it and one person below.

ALL_MEET: Counts = dict.fromkeys(NAMES, 1000) | {"children-11-in-primary": 0}
LAW = [
    # standard, who meets, normal %, difficult %, the level on the edge, the level below it; article
    ("preschool-5", "children-5-attending", 95, 90, 1, 0),  # art. 6(2)(a)
    ("preschool-5", "children-5-completed", 85, 80, 1, 0),  # art. 6(2)(b)
    ("primary", "children-6-grade-1", 98, 98, 3, 2),  # art. 11(1)(b)
    ("primary", "children-6-grade-1", 95, 95, 2, 1),  # art. 10(1)(b)
    ("primary", "children-6-grade-1", 90, 90, 1, 0),  # art. 9(2)(a)
    ("primary", "children-14-completed", 80, 70, 3, 0),  # art. 9(2)(b)
    ("primary", "children-11-completed", 90, 80, 3, 2),  # art. 11(1)(c)
    ("primary", "children-11-completed", 80, 70, 2, 1),  # art. 10(1)(c)
    ("lower-secondary", "youth-15-18-diploma", 95, 90, 3, 2),  # art. 16(1)(b)
    ("lower-secondary", "youth-15-18-diploma", 90, 80, 2, 1),  # art. 15(1)(b)
    ("lower-secondary", "youth-15-18-diploma", 80, 70, 1, 0),  # art. 14(2)(b)
    ("lower-secondary", "youth-15-18-studying", 80, 70, 3, 2),  # art. 16(1)(c)
    ("lower-secondary", "children-14-completed", 80, 70, 3, 0),  # art. 14(2)(a): needs primary level 1
    ("lower-secondary", "children-6-grade-1", 90, 90, 3, 0),
]
LITERACY = [
    ("literacy", "people-15-35-literate-1", "people-15-25-literate-1", 2, 0),  # art. 20(1)
    ("literacy", "people-15-60-literate-2", "people-15-35-literate-2", 2, 1),  # art. 21(1)
    ("lower-secondary", "people-15-35-literate-1", "people-15-25-literate-1", 3, 0),  # art. 14(2)(a): needs literacy 1
]
LAW_EDGES = [
    (standard, area, {who: 10 * (normal, hard)[place]}, met, below)
    for standard, who, normal, hard, met, below in LAW
    for place, area in enumerate(AREAS)
] + [
    (standard, area, {(normal, hard)[place]: 900}, met, below)
    for standard, normal, hard, met, below in LITERACY
    for place, area in enumerate(AREAS)
]


@pytest.mark.parametrize(("standard", "area", "edge", "met", "below"), LAW_EDGES)
def test_level_on_and_below_each_threshold(standard, area, edge, met, below):
    """Everybody else meets; the eleven-year-olds who have not completed are still in primary classes."""
    for less, level in ((0, met), (1, below)):
        counts = ALL_MEET | {who: count - less for who, count in edge.items()}
        counts["children-11-in-primary"] = 1000 - counts["children-11-completed"]
        assert reached(decided(counts, area)[standard]) == level
        assert standards(counts, area == "difficult")[standard].count(True) == level


@pytest.mark.parametrize("area", AREAS)
def test_one_child_of_eleven_out_of_school_costs_levels_2_and_3(area):
    """Art. 10(1)(c), 11(1)(c): the rest "đều đang học các lớp tiểu học"."""
    counts = ALL_MEET | {"children-11-completed": 950, "children-11-in-primary": 50}
    assert reached(decided(counts, area)["primary"]) == 3
    assert reached(decided(counts | {"children-11-in-primary": 49}, area)["primary"]) == 1


@pytest.mark.parametrize(
    ("area", "lacking", "standard", "statuses"),
    [
        pytest.param("normal", "children-11", "primary", ["pass", "missing", "missing"], id="what is above stays open"),
        pytest.param("normal", "children-14", "primary", ["missing"] * 3, id="what needs an open level is open"),
        pytest.param("normal", "people-15-35", "lower-secondary", ["missing"] * 3, id="so across standards"),
        pytest.param("difficult", "people-15-60", "literacy", ["pass", "pass"], id="a count that is not asked for"),
        pytest.param("normal", "people-15-60", "literacy", ["pass", "missing"], id="and one that is"),
    ],
)
@pytest.mark.parametrize("gone", [True, False])
def test_a_count_that_lacks_leaves_a_level_open(area, lacking, standard, statuses, gone):
    """Our reading: missing is not failed; the same where there is nobody to count."""
    whole = {name: 0 for name in NAMES if name == lacking or WHOLE_OF.get(name) == lacking}
    counts = {name: count for name, count in ALL_MEET.items() if name != lacking} if gone else ALL_MEET | whole
    if gone or lacking.startswith("children"):
        assert levels_of(decided(counts, area))[standard] == statuses


def test_a_condition_that_fails_settles_what_is_open():
    """NĐ 20/2014 art. 10: without the fourteen-year-olds level 1 is open, yet 94 % in grade 1 rule out level 2."""
    counts = ALL_MEET | {"children-6-grade-1": 949}
    del counts["children-14"]
    assert levels_of(decided(counts, "normal"))["primary"] == ["missing", "fail", "fail"]


@pytest.mark.parametrize(
    ("counts", "written", "points"),
    [
        pytest.param({"children-6-grade-1": 949}, {"choice": "level-3"}, 0.5, id="the counts say level 1, and count"),
        pytest.param({"children-11": None}, {"choice": "level-3"}, 1, id="level 2 is open: by hand stands"),
        pytest.param({"children-11": None}, None, 0.5, id="level 2 is open: level 1 is proved"),
        pytest.param({"children-14": None}, None, 0, id="nothing is proved: missing"),
        # Issue 3: "a hand-written answer that disagrees is a finding, and the derived one counts".
        pytest.param({"children-11": None}, {"choice": "none"}, 0.5, id="by hand below what is proved"),
        pytest.param(
            {"children-14": None, "children-6-grade-1": 949},
            {"choice": "level-3"},
            0,
            id="by hand above what is left open",
        ),
        # ratings.deriving: an assessor's points stand only where no level is proved.
        pytest.param({"children-11": None}, {"points": 0.75}, 0.5, id="points of an assessor, level 1 is proved"),
        pytest.param({"children-11": None}, NOT_APPLICABLE, 0.5, id="not applicable, level 1 is proved"),
        pytest.param({"children-14": None}, {"points": 0.75}, 0.75, id="points of an assessor, nothing is proved"),
        pytest.param({"children-14": None}, NOT_APPLICABLE, 0, id="not applicable, nothing is proved"),
        pytest.param({"children-6-grade-1": 899}, {"points": 0.75}, 0, id="points of an assessor, level 1 is failed"),
        pytest.param({}, {"points": 0.75}, 1, id="points of an assessor, level 3 is proved"),
    ],
)
def test_an_answer_by_hand_beside_counts(counts, written, points):
    """TT 44/2014, 5.5, from NĐ 20/2014 art. 9–11."""
    given_answers = {} if written is None else {"5.5": written | {"documents": [PAPER]}}
    block = {"counts": ALL_MEET | counts, "documents": [PAPER]}
    evidence = in_file("tt44-2014", given_answers, "normal") | {"standards": block}
    assert evaluate(TT44, *answered(evidence)).points["5.5"] == Fraction(str(points))
    assert points_of(rate(evidence).indicators)["5.5"] == Fraction(str(points))


@settings(max_examples=100, deadline=None)
@given(counts=FULL, lacking=st.sets(st.sampled_from(NAMES), min_size=1, max_size=3), area=st.sampled_from(AREAS))
def test_the_range_holds_what_follows_from_the_counts_that_lack(counts, lacking, area):
    """Missing is not failed: a count that is filled in ends inside the range."""
    fewer = {name: count for name, count in counts.items() if name not in lacking}
    blocks = [{"counts": each, "documents": [PAPER]} for each in (fewer, counts)]
    before, after = (rate(in_file("tt44-2014", {}, area) | {"standards": block}) for block in blocks)
    assert before.decision.points <= after.decision.points <= before.decision.high


def test_the_range_knows_that_a_better_level_is_open():
    """Level 1 is proved; whether 2 is reached hangs on the eleven-year-olds."""
    fewer = {name: count for name, count in ALL_MEET.items() if not name.startswith("children-11")}
    blocks = [{"counts": each, "documents": [PAPER]} for each in (fewer, ALL_MEET)]
    before, after = (rate(in_file("tt44-2014", {}) | {"standards": block}) for block in blocks)
    assert (before.indicators["5.5"].points, after.indicators["5.5"].points) == (50, 100)
    assert before.decision.high == after.decision.high


# More is never worse, less known is never known otherwise.


@settings(max_examples=200, deadline=None)
@given(counts=FULL, area=st.sampled_from(AREAS), name=st.sampled_from(PARTS), data=st.data())
def test_more_who_meet_never_lower_a_level(counts, area, name, data):
    """A count of those who meet rises, with those in whom they are counted."""
    most = counts[WHOLE_OF[name]]
    raised = data.draw(st.integers(counts[name], most) | st.just(most), label="raised")
    after = counts | {name: raised}
    if name == "children-11-completed":
        after["children-11-in-primary"] = min(after["children-11-in-primary"], most - raised)
    if name == "children-11-in-primary":
        after[name] = min(raised, most - counts["children-11-completed"])
    before = decided(counts, area)
    assert all(reached(each) >= reached(before[standard]) for standard, each in decided(after, area).items())


@settings(max_examples=100, deadline=None)
@given(counts=FULL, name=st.sampled_from(PARTS), area=st.sampled_from(AREAS))
def test_more_who_meet_never_lower_a_commune(counts, name, area):
    """The same through 5.3 to 5.6, to the total."""
    most = counts[WHOLE_OF[name]]
    after = counts | {name: most}
    if name == "children-11-completed":
        after["children-11-in-primary"] = 0
    if name == "children-11-in-primary":
        after[name] = most - counts["children-11-completed"]
    if name == "people-15-25-literate-1":
        after["people-15-35-literate-1"] = max(after["people-15-35-literate-1"], most)
    if name == "people-15-35-literate-2":
        after["people-15-35-literate-1"] = most
        after["people-15-60-literate-2"] = max(after["people-15-60-literate-2"], most)
    blocks = [{"counts": each, "documents": [PAPER]} for each in (counts, after)]
    was, now = (rate(in_file("tt44-2014", {}, area) | {"standards": block}) for block in blocks)
    assert now.points >= was.points
    assert rank(TT44, now.level.id) >= rank(TT44, was.level.id)


@settings(max_examples=200, deadline=None)
@given(counts=FULL, area=st.sampled_from(AREAS))
def test_a_difficult_area_never_lowers_primary_and_preschool(counts, area):
    """Every threshold of art. 6 and 9–11 is the same or lower there. Literacy counts others: not comparable."""
    normal, hard = (decided(counts, each) for each in AREAS)
    for standard in ("preschool-5", "primary"):
        assert reached(hard[standard]) >= reached(normal[standard])


@settings(max_examples=200, deadline=None)
@given(counts=FULL, lacking=st.sets(st.sampled_from(NAMES), min_size=1, max_size=8), area=st.sampled_from(AREAS))
def test_counts_that_lack_open_levels_and_turn_none_over(counts, lacking, area):
    full = levels_of(decided(counts, area))
    less = levels_of(decided({name: count for name, count in counts.items() if name not in lacking}, area))
    for standard, statuses in less.items():
        pairs = zip(statuses, full[standard], strict=True)
        assert all(status in ("missing", known) for status, known in pairs)


@settings(max_examples=60, deadline=None)
@given(evidence=communes(), seed=st.integers(0, 2**32))
def test_the_order_of_counts_and_keys_changes_nothing(evidence, seed):
    expected = rendered(evidence)
    assert rendered(evidence) == expected
    assert rendered(shuffled(evidence, random.Random(seed).shuffle)) == expected


def test_a_derived_choice_is_one_of_those_that_are_asked():
    """tt44-annex-working 5.4 to 5.6: none and levels, the levels of the decree."""
    for item in ("5.4", "5.5", "5.6"):
        options: tuple[Any, ...] = TT44.items[item].options
        assert set(options) == set(CHOICES[: len(options)])
