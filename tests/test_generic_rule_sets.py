"""What TT 22/2020 does not use, on made-up law: scales by area, bands on values, judges, choices, and gates.

The made-up law is in ``tests/rule_sets``. Next to the tables of its edges stands a second way to decide it, in
fractions and by hand, which every answer must agree with.
"""

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import floor
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from support import with_papers

from criteria.lint import LARGEST_SCALE, lint, lint_catalogue
from criteria.loading import load_rule_set
from criteria.model import RuleSet
from criteria.questions import AskChoice
from ratings import EvidenceError, Rating, rate
from ratings.explaining import explain

FOLDER = Path(__file__).parent / "rule_sets"
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))

Answers = dict[str, Any]

COMMUNE: Answers = {
    "1.a": {"count": 9, "of": 10},
    "1.b": {"value": 12},
    "1.c": {"count": 5, "of": 5},
    "1.d": {"count": 8, "of": 10},
    "2.a": {"points": 7.5},
    "2.b": {"choice": "muc-3"},
    "2.c": {"met": True},
}
"""Answers that earn all 60 points of made-up-scales."""

VILLAGE: Answers = {
    "8.1": {"met": True},
    "8.2": {"points": 10},
    "9.1": {"count": 9, "of": 10},
    "9.2": {"count": 8, "of": 10},
    "10.1": {"choice": "tinh"},
}
"""Answers that earn all 100 points of made-up-gates."""

ALL_NO: Answers = {
    "8.1": {"met": False},
    "8.2": {"points": 0},
    "9.1": {"count": 0, "of": 10},
    "9.2": {"count": 0, "of": 10},
    "10.1": {"choice": "khong"},
}
APART = {"not_applicable": "Xã đảo"}


@cache
def law(name: str) -> RuleSet:
    return load_rule_set(FOLDER / f"{name}.yaml")


def rating_of(rule_set: RuleSet, answers: Answers, area: str = "normal") -> Rating:
    """Return the rating of *answers*, each with a document unless it says otherwise."""
    evidence = {
        "schema": "xhht-evidence/1",
        "subject": {"kind": rule_set.subject.kind, "name": "Nơi thử", "area": area},
        "year": 2022,
        "answers": with_papers(answers),
    }
    return rate(evidence, rule_set=rule_set)


def commune(changes: Answers, area: str = "normal") -> Rating:
    return rating_of(law("made-up-scales"), COMMUNE | changes, area)


def village(changes: Answers, area: str = "normal") -> Rating:
    return rating_of(law("made-up-gates"), VILLAGE | changes, area)


def points(hundredths: int) -> Decimal:
    return Decimal(hundredths) / 100


# The made-up law is sound.


@pytest.mark.parametrize("name", NAMES)
def test_made_up_law_passes_lint(name):
    assert law(name).id == name
    assert lint(law(name)) == ()


def test_made_up_laws_do_not_overlap():
    assert lint_catalogue([law(name) for name in NAMES]) == ()


# Scales: both sides of every edge, in both areas, by the rule that fired.


def _share(thousandths: int) -> Answers:
    return {"count": thousandths, "of": 1000}


EDGES: tuple[tuple[str, str, Answers, str, str], ...] = (
    # bands on a share
    ("normal", "1.a", _share(1000), "10", "full"),
    ("normal", "1.a", _share(900), "10", "full"),
    ("normal", "1.a", _share(899), "6", "6"),
    ("normal", "1.a", {"count": 8_999_999, "of": 10_000_000}, "6", "6"),
    ("normal", "1.a", _share(700), "6", "6"),
    ("normal", "1.a", _share(699), "2.5", "2.5"),
    ("normal", "1.a", _share(505), "2.5", "2.5"),
    ("normal", "1.a", _share(504), "0", "zero"),
    ("normal", "1.a", _share(0), "0", "zero"),
    ("difficult", "1.a", _share(800), "10", "difficult/full"),
    ("difficult", "1.a", _share(799), "5", "difficult/5"),
    ("difficult", "1.a", _share(600), "5", "difficult/5"),
    ("difficult", "1.a", _share(599), "0", "difficult/zero"),
    ("difficult", "1.a", _share(0), "0", "difficult/zero"),
    # bands on a value, below zero too; the same in both areas
    ("normal", "1.b", {"value": 10**12}, "10", "full"),
    ("normal", "1.b", {"value": 12}, "10", "full"),
    ("normal", "1.b", {"value": Decimal("11.999999")}, "5", "5"),
    ("normal", "1.b", {"value": Decimal("4.25")}, "5", "5"),
    ("normal", "1.b", {"value": Decimal("4.249999")}, "1", "1"),
    ("normal", "1.b", {"value": 0}, "1", "1"),
    ("normal", "1.b", {"value": Decimal("-0.000001")}, "0.25", "0.25"),
    ("normal", "1.b", {"value": Decimal("-2.5")}, "0.25", "0.25"),
    ("normal", "1.b", {"value": Decimal("-2.500001")}, "0", "zero"),
    ("normal", "1.b", {"value": -(10**12)}, "0", "zero"),
    ("difficult", "1.b", {"value": 12}, "10", "full"),
    ("difficult", "1.b", {"value": Decimal("11.999999")}, "5", "5"),
    # all or nothing on a share
    ("normal", "1.c", {"count": 1, "of": 1}, "5", "full"),
    ("normal", "1.c", {"count": 9_999_999, "of": 10_000_000}, "0", "zero"),
    ("normal", "1.c", {"count": 0, "of": 1}, "0", "zero"),
    ("difficult", "1.c", {"count": 10**12 - 1, "of": 10**12}, "0", "zero"),
    # in proportion, full from 80 %, or from 62.5 % in whole points
    ("normal", "1.d", _share(1000), "5", "full"),
    ("normal", "1.d", _share(800), "5", "full"),
    ("normal", "1.d", _share(799), "4.5", "4.5"),
    ("normal", "1.d", _share(720), "4.5", "4.5"),
    ("normal", "1.d", _share(719), "4", "4"),
    ("normal", "1.d", _share(80), "0.5", "0.5"),
    ("normal", "1.d", _share(79), "0", "zero"),
    ("difficult", "1.d", _share(625), "5", "difficult/full"),
    ("difficult", "1.d", _share(624), "4", "difficult/4"),
    ("difficult", "1.d", _share(500), "4", "difficult/4"),
    ("difficult", "1.d", _share(499), "3", "difficult/3"),
    ("difficult", "1.d", _share(125), "1", "difficult/1"),
    ("difficult", "1.d", _share(124), "0", "difficult/zero"),
    # judged
    ("normal", "2.a", {"points": Decimal("7.5")}, "7.5", "assessed-full"),
    ("normal", "2.a", {"points": Decimal("7.49")}, "7.49", "assessed-part"),
    ("normal", "2.a", {"points": Decimal("0.01")}, "0.01", "assessed-part"),
    ("normal", "2.a", {"points": 0}, "0", "assessed-zero"),
    ("difficult", "2.a", {"points": Decimal("7.49")}, "7.49", "assessed-part"),
    # an assessor may judge what a scale measures, too
    ("normal", "1.a", {"points": Decimal("9.99")}, "9.99", "assessed-part"),
    ("difficult", "2.c", {"points": 10}, "10", "assessed-full"),
    # chosen
    ("normal", "2.b", {"choice": "muc-3"}, "12.5", "muc-3"),
    ("normal", "2.b", {"choice": "muc-2"}, "7", "muc-2"),
    ("normal", "2.b", {"choice": "muc-1"}, "2.5", "muc-1"),
    ("normal", "2.b", {"choice": "khong"}, "0", "khong"),
    ("difficult", "2.b", {"choice": "muc-3"}, "12.5", "difficult/muc-3"),
    ("difficult", "2.b", {"choice": "muc-2"}, "12.5", "difficult/muc-2"),
    ("difficult", "2.b", {"choice": "muc-1"}, "7", "difficult/muc-1"),
    ("difficult", "2.b", {"choice": "khong"}, "0", "difficult/khong"),
    # met
    ("normal", "2.c", {"met": True}, "10", "full"),
    ("normal", "2.c", {"met": False}, "0", "zero"),
)


@pytest.mark.parametrize(
    ("area", "indicator", "answer", "awarded", "rule"),
    [pytest.param(*edge, id=f"{edge[1]} {edge[0]} {list(edge[2].values())} earns {edge[3]}") for edge in EDGES],
)
def test_scale_at_each_edge(area, indicator, answer, awarded, rule):
    """Made-up law 1 art. 1 and 2: an answer on the edge belongs to the step that names it."""
    verdict = commune({indicator: answer}, area).indicators[indicator]
    most = law("made-up-scales").by_id[indicator].max_points.points
    status = "pass" if verdict.points == most else "partial" if verdict.points else "fail"
    assert (points(verdict.points), verdict.rule, verdict.status) == (
        Decimal(awarded),
        f"{indicator}/{rule}",
        status,
    )


@pytest.mark.parametrize(
    ("area", "indicator", "answer", "provenance"),
    [
        pytest.param("normal", "1.a", _share(900), "secondary", id="full points rest on their condition"),
        pytest.param("normal", "1.a", _share(899), "assumed", id="fewer rest on the scale"),
        pytest.param("difficult", "1.a", _share(799), "secondary", id="of the area"),
        pytest.param("difficult", "1.d", _share(124), "secondary", id="down to zero"),
        pytest.param("normal", "1.b", {"value": 12}, "assumed", id="a value in full, by a threshold that is ours"),
        pytest.param("normal", "2.b", {"choice": "muc-2"}, "assumed", id="an option in part"),
        pytest.param(
            "difficult", "2.b", {"choice": "muc-2"}, "secondary", id="an option in full, by a scale that is secondary"
        ),
        pytest.param("normal", "1.a", {"points": 3}, "secondary", id="an assessor rests on the maximum"),
    ],
)
def test_provenance_is_that_of_the_step(area, indicator, answer, provenance):
    assert commune({indicator: answer}, area).indicators[indicator].provenance == provenance


@pytest.mark.parametrize("indicator", COMMUNE)
def test_answer_without_documents_waits_where_documents_are_expected(indicator):
    """Made-up law 1 art. 2(3) expects no document of 2.c, so its answer stands alone."""
    rating = commune({indicator: COMMUNE[indicator] | {"documents": []}})
    expected = "pass" if indicator == "2.c" else "missing"
    assert rating.indicators[indicator].status == expected
    assert rating.decision.high == 6000


@pytest.mark.parametrize("indicator", COMMUNE)
def test_rule_set_that_knows_no_not_applicable_refuses_it(indicator):
    with pytest.raises(EvidenceError) as refused:
        commune({indicator: APART})
    assert [problem.path for problem in refused.value.problems] == [f"/answers/{indicator}/not_applicable"]


@pytest.mark.parametrize(
    ("judged", "total", "level"),
    [
        pytest.param("7.5", "50", "high", id="'from 50'"),
        pytest.param("7.49", "49.99", "low", id="below 50"),
    ],
)
def test_high_level_at_its_edge(judged, total, level):
    """Made-up law 1 art. 3(1): 50 of 60 points."""
    rating = commune({"2.a": {"points": Decimal(judged)}, "2.c": {"met": False}})
    assert (rating.points, rating.level.id) == (Decimal(total), level)


@pytest.mark.parametrize(
    ("judged", "total", "level"),
    [
        pytest.param("0.5", "20.5", "low", id="'from 20.5'"),
        pytest.param("0.49", "20.49", "none", id="below 20.5"),
    ],
)
def test_low_level_at_its_edge(judged, total, level):
    """Made-up law 1 art. 3(2): a threshold of half points."""
    nothing = {"1.c": {"count": 0, "of": 1}, "1.d": {"count": 0, "of": 1}, "2.b": {"choice": "khong"}}
    rating = commune({"2.a": {"points": Decimal(judged)}, "1.a": _share(0), **nothing})
    assert (rating.points, rating.level.id) == (Decimal(total), level)


def test_area_decides_the_level():
    """The same answers reach a level in a difficult area that they do not reach in a normal one."""
    answers = {"1.a": _share(800), "1.d": _share(625), "2.b": {"choice": "muc-2"}}
    normal, difficult = commune(answers), commune(answers, "difficult")
    assert (normal.points, normal.level.id) == (Decimal(49), "low")
    assert (difficult.points, difficult.level.id) == (Decimal(60), "high")


# Gates.


def test_rules_that_fired_carry_the_gate_in_their_trace():
    verdicts = village({"9.1": _share(200), "10.1": APART}).indicators
    assert verdicts["9.1"].trace == ("9.1/5", "9.1/granted", "9.1/no-weak/holds")
    assert verdicts["10.1"].trace == ("10.1/not-applicable", "10.1/no-weak/exempt")


def test_rules_that_fired_carry_the_area():
    verdicts = village({"9.1": _share(300), "8.2": {"points": 4}}, "difficult").indicators
    assert verdicts["9.1"].trace == ("9.1/difficult/5", "9.1/granted", "9.1/no-weak/holds")
    assert verdicts["8.2"].trace == ("8.2/assessed-part", "8.2/granted", "8.2/no-weak/broken")


@pytest.mark.parametrize(
    ("changes", "total", "level"),
    [
        pytest.param({"8.2": {"points": 5}}, "95", "gold", id="an indicator at 5 passes 'no indicator below 5'"),
        pytest.param({"8.2": {"points": Decimal("4.99")}}, "94.99", "silver", id="an indicator at 4.99 does not"),
        pytest.param({"9.1": _share(200)}, "85", "gold", id="20 % give 5 points and pass"),
        pytest.param({"9.1": _share(199)}, "80", "silver", id="19.9 % give 0 points and do not"),
        pytest.param({"9.1": _share(199), "8.2": {"points": 9}}, "79", "silver", id="short and broken at once"),
        pytest.param({"9.2": _share(200)}, "85", "gold", id="a quarter of 80 % gives 5 of 20 points"),
        pytest.param({"9.2": _share(199)}, "84.5", "silver", id="less gives 4.5 points"),
        pytest.param({"8.1": {"met": False}}, "80", "silver", id="an indicator at 0 leaves its criterion above 0"),
        pytest.param(
            {"8.1": {"met": False}, "8.2": {"points": Decimal("0.01")}},
            "70.01",
            "silver",
            id="a criterion at 0.01 passes 'no criterion at 0'",
        ),
        pytest.param(
            {"8.1": {"met": False}, "8.2": {"points": 0}},
            "70",
            "none",
            id="a criterion at 0 falls to the last level",
        ),
        pytest.param({"10.1": {"choice": "khong"}}, "70", "none", id="so does one of a single indicator"),
        pytest.param({"9.1": _share(0), "9.2": _share(0)}, "60", "none", id="enough for silver on the edge, but at 0"),
        pytest.param(
            {"8.1": {"met": False}, "10.1": {"choice": "huyen"}},
            "54",
            "none",
            id="short of silver, whose gate holds",
        ),
        pytest.param(ALL_NO, "0", "none", id="nothing at all"),
    ],
)
def test_level_under_gates(changes, total, level):
    """Made-up law 2 art. 11: gold and silver ask for more than their totals."""
    rating = village(changes)
    assert (rating.points, rating.level.id) == (Decimal(total), level)


def test_blocks_say_why_each_better_level_was_not_reached():
    """Enough for silver, but criterion 10 is at 0: art. 11(4)."""
    rating = village({"10.1": {"choice": "khong"}})
    assert [(block.level, block.gate, block.items) for block in rating.decision.blocks] == [
        ("gold", None, ()),
        ("gold", "no-zero", ("10",)),
        ("gold", "no-weak", ("10.1",)),
        ("silver", "no-zero", ("10",)),
    ]
    assert rating.decision.rule == "none/reached"


def test_explanation_names_the_gate_and_the_criterion_that_block():
    """Not one point is missing for silver; a criterion is."""
    result = explain(village({"10.1": {"choice": "khong"}}))
    blocking = {(each.gate, each.criterion): each.explanation for each in result.blocking}
    assert blocking["no-zero", "10"].en.startswith("10: No criterion at 0 points (Article 11(4)). To open: 10.1, ")
    assert blocking["no-zero", "10"].vi.startswith("10: Không có tiêu chí nào 0 điểm (Điều 11 khoản 4). Để mở: 10.1, ")
    assert result.next_level is not None
    assert (result.next_level.id, result.next_level.points_needed) == ("silver", 0)


def test_only_gates_of_the_next_level_block_it():
    """Silver does not ask that no indicator is below 5; that 10.1 is stands in the way of gold alone."""
    result = explain(village({"10.1": {"choice": "khong"}}))
    assert [(each.gate, each.criterion) for each in result.blocking] == [("no-zero", "10")]


def test_every_item_that_breaks_a_gate_is_named():
    rating = village({"8.2": {"points": 1}, "9.1": _share(0)})
    assert (rating.points, rating.level.id) == (71, "silver")
    assert [block.items for block in rating.decision.blocks if block.gate] == [("8.2", "9.1")]
    blocking = [(each.gate, each.criterion, each.indicator) for each in explain(rating).blocking]
    assert blocking == [("no-weak", "8", "8.2"), ("no-weak", "9", "9.1")]


def test_nothing_blocks_the_best_level():
    rating = village({})
    assert (rating.level.id, rating.decision.blocks, explain(rating).blocking) == ("gold", (), ())
    assert explain(rating).next_level is None


@pytest.mark.parametrize(
    ("changes", "total", "level"),
    [
        pytest.param({"8.2": APART}, "100", "gold", id="an indicator is exempt from 'none below 5'"),
        pytest.param({"10.1": APART}, "100", "gold", id="a whole criterion is exempt from 'none at 0'"),
        pytest.param({"8.1": APART, "8.2": APART}, "100", "gold", id="so is one of two indicators"),
        pytest.param(
            {"8.1": APART, "8.2": {"points": 0}},
            "87.5",
            "none",
            id="what is left of a criterion is not exempt",
        ),
        pytest.param(
            {"10.1": APART, "8.2": {"points": 4}}, "91.42", "silver", id="the others are not exempt: 64 of 70"
        ),
        pytest.param({"9.1": APART, "9.2": APART, "10.1": APART}, "100", "gold", id="one criterion is left"),
    ],
)
def test_gates_pass_over_what_does_not_apply(changes, total, level):
    """The total is scaled to 100 and rounded down; a gate asks nothing of what is left out."""
    rating = village(changes)
    assert (rating.points, rating.level.id) == (Decimal(total), level)


def test_criterion_of_which_nothing_applies_is_not_applicable():
    verdict = village({"10.1": APART}).criteria["10"]
    assert (verdict.status, verdict.points, verdict.max_points) == ("not_applicable", 0, 0)
    assert verdict.trace == ("10/sum", "10/not-applicable", "10/no-zero/exempt")


@pytest.mark.parametrize(
    ("changes", "low", "high", "level", "high_level"),
    [
        pytest.param(
            {"10.1": VILLAGE["10.1"] | {"documents": []}},
            70,
            100,
            "none",
            "gold",
            id="papers lift total and gates",
        ),
        pytest.param(
            {"8.1": VILLAGE["8.1"] | {"documents": []}, "10.1": {"choice": "khong"}},
            50,
            70,
            "none",
            "none",
            id="papers lift the total, but the gate stays shut",
        ),
        pytest.param(
            {"8.2": {"points": 3, "documents": []}},
            90,
            93,
            "silver",
            "silver",
            id="too few points for the gate",
        ),
        pytest.param({"8.2": {"points": 6, "documents": []}}, 90, 96, "silver", "gold", id="enough for the gate"),
        pytest.param(
            {"10.1": {"choice": "huyen", "documents": []}},
            70,
            74,
            "none",
            "silver",
            id="enough for one of two gates",
        ),
    ],
)
def test_range_under_gates(changes, low, high, level, high_level):
    rating = village(changes)
    decision = rating.decision
    assert (decision.points, decision.high) == (low * 100, high * 100)
    assert (decision.level, decision.high_level) == (level, high_level)


def test_no_answers_at_all_can_still_reach_gold():
    rating = rating_of(law("made-up-gates"), {})
    assert (rating.points, rating.level.id) == (0, "none")
    assert (rating.decision.high, rating.decision.high_level) == (10_000, "gold")
    assert {verdict.status for verdict in rating.criteria.values()} == {"missing"}


# The second way: fractions, by hand.


def bands(*falling: tuple[str, str]) -> Callable[[Answers], Fraction]:
    """Points of the first band that the answer reaches: per cent of a share, or a value."""

    def earned(answer: Answers) -> Fraction:
        reached = Fraction(answer["value"]) if "value" in answer else Fraction(100 * answer["count"], answer["of"])
        return next((Fraction(most) for least, most in falling if reached >= Fraction(least)), Fraction(0))

    return earned


def proportion(most: int, full_at: str, step: str) -> Callable[[Answers], Fraction]:
    """Points in proportion up to *full_at* per cent, rounded down to *step*."""

    def earned(answer: Answers) -> Fraction:
        share = min(Fraction(1), Fraction(100 * answer["count"], answer["of"]) / Fraction(full_at))
        return floor(most * share / Fraction(step)) * Fraction(step)

    return earned


def options(**by_option: str) -> Callable[[Answers], Fraction]:
    return lambda answer: Fraction(by_option[answer["choice"].replace("-", "_")])


def yes(most: int) -> Callable[[Answers], Fraction]:
    return lambda answer: Fraction(most * answer["met"])


def judged(answer: Answers) -> Fraction:
    return Fraction(answer["points"])


BY_HAND: Mapping[str, Mapping[str, Callable[[Answers], Fraction]]] = {
    "normal": {
        "1.a": bands(("90", "10"), ("70", "6"), ("50.5", "2.5")),
        "1.b": bands(("12", "10"), ("4.25", "5"), ("0", "1"), ("-2.5", "0.25")),
        "1.c": bands(("100", "5")),
        "1.d": proportion(5, "80", "0.5"),
        "2.a": judged,
        "2.b": options(khong="0", muc_1="2.5", muc_2="7", muc_3="12.5"),
        "2.c": yes(10),
        "8.1": yes(20),
        "8.2": judged,
        "9.1": bands(("90", "20"), ("50", "10"), ("20", "5")),
        "9.2": proportion(20, "80", "0.5"),
        "10.1": options(khong="0", huyen="4", tinh="30"),
    },
}
BY_HAND |= {
    "difficult": BY_HAND["normal"]
    | {
        "1.a": bands(("80", "10"), ("60", "5")),
        "1.d": proportion(5, "62.5", "1"),
        "2.b": options(khong="0", muc_1="7", muc_2="12.5", muc_3="12.5"),
        "9.1": bands(("70", "20"), ("30", "5")),
    }
}
MOST = {"8.1": 20, "8.2": 10, "9.1": 20, "9.2": 20, "10.1": 30}


@st.composite
def shares(draw):
    of = draw(st.one_of(st.integers(1, 40), st.just(1000), st.integers(1, 10**12)))
    return {"count": draw(st.integers(0, of)), "of": of}


def choices(*ids: str) -> st.SearchStrategy[Answers]:
    return st.sampled_from([{"choice": each} for each in ids])


def awards(most: str) -> st.SearchStrategy[Answers]:
    return st.decimals("0", most, places=2).map(lambda awarded: {"points": awarded})


METS = st.booleans().map(lambda met: {"met": met})
VALUES = st.decimals("-4", "14", places=6).map(lambda value: {"value": value})
AREAS = st.sampled_from(["normal", "difficult"])

COMMUNES = st.fixed_dictionaries(
    {
        "1.a": shares(),
        "1.b": VALUES,
        "1.c": shares(),
        "1.d": shares(),
        "2.a": awards("7.5"),
        "2.b": choices("khong", "muc-1", "muc-2", "muc-3"),
        "2.c": METS,
    }
)


@given(answers=COMMUNES, area=AREAS)
def test_every_scale_agrees_with_fractions(answers, area):
    rating = rating_of(law("made-up-scales"), answers, area)
    earned = {name: BY_HAND[area][name](answer) for name, answer in answers.items()}
    assert {name: Fraction(verdict.points, 100) for name, verdict in rating.indicators.items()} == earned
    total = sum(earned.values())
    assert Fraction(rating.points) == total
    assert rating.level.id == ("high" if total >= 50 else "low" if total >= Fraction("20.5") else "none")


def _in_any_state(answers: st.SearchStrategy[Answers]) -> st.SearchStrategy[Answers | None]:
    """With documents more often than without, and sometimes not applicable, or no answer at all."""
    bare = answers.map(lambda answer: answer | {"documents": []})
    return st.one_of(answers, answers, answers, bare, st.just(APART), st.none())


VILLAGES = st.fixed_dictionaries(
    {
        "8.1": _in_any_state(METS),
        "8.2": _in_any_state(awards("10")),
        "9.1": _in_any_state(shares()),
        "9.2": _in_any_state(shares()),
        "10.1": _in_any_state(choices("khong", "huyen", "tinh")),
    }
).filter(lambda answers: any(answer != APART for answer in answers.values()))


def _awarded(answers: Answers, area: str, *, completed: bool) -> dict[str, Fraction]:
    """Points of each indicator that applies; *completed*: with everything that is missing."""
    awarded = {}
    for name in VILLAGE:  # in the order of the text
        answer = answers[name]
        if answer is None:
            awarded[name] = Fraction(MOST[name] if completed else 0)
        elif answer != APART:
            waits = answer.get("documents") == [] and not completed
            awarded[name] = Fraction(0) if waits else BY_HAND[area][name](answer)
    return awarded


def _total(awarded: Mapping[str, Fraction]) -> Fraction:
    """Scaled to 100 over what applies, rounded down to a hundredth."""
    return Fraction(floor(sum(awarded.values()) * 10_000 / sum(MOST[name] for name in awarded)), 100)


def _why_not(awarded: Mapping[str, Fraction]) -> Iterator[tuple[str, str | None, tuple[str, ...]]]:
    """Yield (level, gate or None for the total, items) for gold and silver, as art. 11 of made-up law 2 asks."""
    by_criterion: dict[str, Fraction] = {}
    for name, earned in awarded.items():
        by_criterion[name.partition(".")[0]] = by_criterion.get(name.partition(".")[0], Fraction(0)) + earned
    at_zero = tuple(criterion for criterion, earned in by_criterion.items() if earned == 0)
    weak = tuple(name for name, earned in awarded.items() if earned < 5)
    for level, least, gates in (
        ("gold", 80, {"no-zero": at_zero, "no-weak": weak}),
        ("silver", 60, {"no-zero": at_zero}),
    ):
        if _total(awarded) < least:
            yield level, None, ()
        yield from ((level, gate, items) for gate, items in gates.items() if items)


def _level(awarded: Mapping[str, Fraction]) -> str:
    shut = {level for level, _, _ in _why_not(awarded)}
    return next(level for level in ("gold", "silver", "none") if level not in shut)


@given(answers=VILLAGES, area=AREAS)
def test_gates_agree_with_fractions(answers, area):
    """Total, level, what blocks it and how high it can get, whatever is missing or does not apply."""
    given_answers = {name: answer for name, answer in answers.items() if answer is not None}
    decision = rating_of(law("made-up-gates"), given_answers, area).decision
    now, later = (_awarded(answers, area, completed=completed) for completed in (False, True))
    assert (points(decision.points), decision.level) == (_total(now), _level(now))
    assert (points(decision.high), decision.high_level) == (_total(later), _level(later))
    better = ("gold", "silver", "none").index(decision.level)
    blocks = {(block.level, block.gate, block.items) for block in decision.blocks}
    assert blocks == {why for why in _why_not(now) if why[0] in ("gold", "silver")[:better]}


# What loads and passes lint can be rated.


def _change(data: Any, path: str, value: object) -> None:
    *parents, last = [int(part) if part.isdigit() else part for part in path.split("/")]
    for part in parents:
        data = data[part]
    data[last] = value


def _made(name: str, changes: Mapping[str, object]) -> RuleSet | None:
    """Return the made-up law *name* after *changes*; None where it is refused."""
    data = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    for path, value in changes.items():
        _change(data, path, value)
    try:
        rule_set = RuleSet.model_validate(data)
    except ValidationError:
        return None
    return None if lint(rule_set) else rule_set


FIRST_CHOICE = "criteria/2/indicators/0/{}/options/{}/{}"


def _option(place: int, name: str) -> dict[str, object]:
    return {
        FIRST_CHOICE.format("answer", place, "id"): name,
        FIRST_CHOICE.format("scale", place, "option"): name,
    }


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({}, id="nothing changed"),
        pytest.param(_option(0, "missing"), id="an option is called like a rule: missing"),
        pytest.param(_option(0, "granted"), id="an option is called like a rule: granted"),
        pytest.param(_option(0, "reached"), id="an option is called like a rule: reached"),
        pytest.param(_option(1, "khong"), id="two options of one id"),
        pytest.param({"levels/2/id": "8"}, id="a level is called like a criterion"),
        pytest.param({"levels/2/id": "8.1"}, id="a level is called like an indicator"),
        pytest.param({"levels/2/id": "total"}, id="a level is called like the total"),
        pytest.param(
            {"gates/0/id": "short", "levels/0/gates/0": "short", "levels/1/gates/0": "short"},
            id="a gate is called like a rule",
        ),
    ],
)
def test_what_passes_lint_can_be_rated(changes):
    """Either a rule set is refused, or the engine decides it: no third way that only a user would find."""
    rule_set = _made("made-up-gates", changes)
    if rule_set is None:
        assert changes
        return
    asked = rule_set.by_id["10.1"].answer
    assert isinstance(asked, AskChoice)
    for answers in (
        {},
        VILLAGE,
        ALL_NO | {"10.1": {"choice": asked.options[0].id}},
        VILLAGE | {"10.1": APART},
    ):
        assert rating_of(rule_set, answers).level in rule_set.levels


def _large(criteria: int, indicators: int, steps: int) -> RuleSet:
    """Return a rule set without gates whose shares have *steps* steps in each area; a step is one per cent."""
    words = {"vi": "thử", "en": "test"}
    cited = {"citation": {"article": 1}, "provenance": "official"}
    cuts = range(steps - 1)
    indicator = {
        "label": words,
        "question": words,
        "answer": {"kind": "share", "of": words, "counted": words},
        "max_points": {"points": steps - 1, "provenance": "official"},
        "citation": {"article": 1},
    } | {
        key: {
            "kind": "bands",
            "bands": [{"at_least": best - cut, "points": steps - 1 - cut} for cut in cuts],
            "provenance": "official",
        }
        for key, best in (("scale", 99), ("difficult_scale", 64))
    }
    data = yaml.safe_load((FOLDER / "made-up-scales.yaml").read_text(encoding="utf-8"))
    data["levels"] = [data["levels"][0] | {"from": 1}, data["levels"][-1]]
    data["total"] = {"points": criteria * indicators * (steps - 1)} | cited
    data["criteria"] = [
        {
            "id": str(criterion),
            "name": words,
            "provenance": "official",
            "max_points": {"points": indicators * (steps - 1), "provenance": "official"},
            "citation": {"article": 1},
            "indicators": [deepcopy(indicator) | {"id": f"{criterion}.{each}"} for each in range(indicators)],
        }
        for criterion in range(criteria)
    ]
    return RuleSet.model_validate(data)


def test_largest_scale_that_lint_allows_is_decided_at_every_step():
    """64 steps an area: the engine refuses a fact that meets more than 64 rules at once."""
    rule_set = _large(1, 1, LARGEST_SCALE)
    assert lint(rule_set) == ()
    for area, best in (("normal", 99), ("difficult", 64)):
        for per_cent in range(101):
            expected = max(0, min(63, per_cent - (best - 63)))
            rating = rating_of(rule_set, {"0.0": {"count": per_cent, "of": 100}}, area)
            assert rating.points == expected


@pytest.mark.parametrize(
    ("criteria", "indicators", "steps"),
    [
        pytest.param(16, 10, 2, id="160 indicators make more than 511 facts: the engine never returns"),
        pytest.param(16, 16, 2, id="as many indicators as the model allows"),
        pytest.param(10, 4, 64, id="40 indicators of 64 steps in both areas: the engine refuses 5,000 rules"),
    ],
)
def test_rule_set_too_large_for_the_engine_is_refused(criteria, indicators, steps):
    """By the model or by lint; it must not wait for the first user to hang."""
    try:
        rule_set = _large(criteria, indicators, steps)
    except ValidationError:
        return
    assert lint(rule_set)


# Levels with a threshold of their own in a difficult area, as the titles of the association have (80, and 70).


def _by_area() -> RuleSet:
    data = yaml.safe_load((FOLDER / "made-up-gates.yaml").read_text(encoding="utf-8"))
    data["id"] = "made-up-gates-by-area"
    data["levels"][0]["difficult_from"] = 70
    return RuleSet.model_validate(data)


def _graded(points: float, area: str) -> Rating:
    """64 points and those that the assessor awarded 9.2."""
    others = {"8.1": 19, "8.2": 10, "9.1": 5, "10.1": 30, "9.2": points}
    return rating_of(_by_area(), {name: {"points": awarded} for name, awarded in others.items()}, area)


@pytest.mark.parametrize(
    ("points", "area", "level"),
    [
        pytest.param(16, "normal", "gold", id="80"),
        pytest.param(15.99, "normal", "silver", id="79.99"),
        pytest.param(15.99, "difficult", "gold", id="79.99 in a difficult area"),
        pytest.param(6, "difficult", "gold", id="70 in a difficult area"),
        pytest.param(5.99, "difficult", "silver", id="69.99 in a difficult area"),
        pytest.param(6, "normal", "silver", id="70"),
    ],
)
def test_level_threshold_follows_the_area(points, area, level):
    assert lint(_by_area()) == ()
    assert _graded(points, area).level.id == level


@pytest.mark.parametrize(("area", "needed"), [("normal", 11), ("difficult", 1)])
def test_next_level_counts_with_the_threshold_of_the_area(area, needed):
    above = explain(_graded(5, area)).next_level
    assert above is not None
    assert (above.id, above.points_needed) == ("gold", needed)


def test_a_gate_bars_a_level_also_where_the_area_makes_it_easier():
    rating = rating_of(_by_area(), VILLAGE | {"8.2": {"points": 4.99}}, "difficult")
    assert rating.level.id == "silver"
    assert [(block.rule, block.items) for block in rating.decision.blocks] == [("gold/difficult/no-weak", ("8.2",))]


def test_lint_finds_a_gate_that_an_item_can_never_hold():
    data = yaml.safe_load((FOLDER / "made-up-gates.yaml").read_text(encoding="utf-8"))
    data["gates"][1]["at_least"] = 10.01
    assert [(problem.path, problem.wrong.en) for problem in lint(RuleSet.model_validate(data))] == [
        ("/gates/no-weak", "8.2 can never hold this gate.")
    ]
