"""Cases that a lawyer can read: every ``tests/cases/<rule set>.yaml`` by points is run against its rule set.

A file holds cases with a name, and a table of points in which each "answer: points" is a case as well.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from criteria.base import AREAS
from criteria.catalogue import rule_set, rule_set_ids, standards_ids
from criteria.model import Indicator, RuleSet
from criteria.questions import AskChoice
from criteria.scales import Proportional
from ratings import EvidenceError, Rating, rate

FOLDER = Path(__file__).parent / "cases"
NAMES = [name for name in rule_set_ids() if isinstance(rule_set(name), RuleSet)]
"""Of the points scheme; ``test_target_cases`` runs the cases of the others."""
ABOUT_THE_WHOLE = {"total", "level", "criteria", "every", "high", "high_level", "between_levels", "barred_by"}
"""What a case can expect besides points and status of indicators by id."""
FORMS = {"met", "count", "value", "choice", "points"}

Case = Mapping[str, Any]


@cache
def _file(name: str) -> Case:
    file: Case = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    assert file["rule_set"] == name
    return file


@cache
def named_cases_of(name: str) -> tuple[Case, ...]:
    """Return the cases with a name of the rule set *name*, each with what its file says of all of them."""
    return tuple({**_file(name), **case} for case in _file(name)["cases"])


@cache
def cases_of(name: str) -> tuple[Case, ...]:
    """Return all cases of the rule set *name*, those of its table of points too."""
    rows = _file(name).get("table", {}).items()
    return (*named_cases_of(name), *({**_file(name), **case} for row in rows for case in _cases_in(name, *row)))


def _cases_in(name: str, indicator: str, row: Case) -> Iterator[Case]:
    """Yield a case for each pair of answer and points in a *row*, in each area for which it has some."""
    (form,) = FORMS & row.keys()
    for area, pairs in (("normal", row[form]), ("difficult", row.get("difficult", {}))):
        for answer, points in pairs.items():
            most = _file(name)["full_points"][indicator]
            status = "pass" if points == most else "partial" if points else "fail"
            yield {
                "name": f"{indicator} {row['what']}: {answer}{' (vùng khó khăn)' if area == 'difficult' else ''}",
                "law": row["law"],
                "area": area,
                "answers": {indicator: {form: answer} | ({"of": row["of"]} if form == "count" else {})},
                "expect": {indicator: {"points": points, "status": status}, "total": _exact(points) + 100 - most},
            }


def _alone(case: Case, key: str) -> dict[str, Any]:
    """Return what the file says of full answers, but for criteria that the case answers as a whole."""
    own = case.get("answers", {})
    return {name: said for name, said in case[key].items() if name.rsplit(".", 1)[0] not in own}


def answers_of(case: Case) -> dict[str, Any]:
    """Return the answers of *case*: the full ones, changed by what it says of every one, and its own in their place."""
    full = _alone(case, "full")
    if "every" in case:
        full = {name: answer | case["every"] for name, answer in full.items()} if case["every"] is not None else {}
    return full | case.get("answers", {})


def evidence_of(case: Case) -> dict[str, Any]:
    """Return the evidence of *case*: its answers, each with the document of the file if there is one."""
    paper = {"documents": [case["document"]]} if "document" in case else {}
    return {
        "schema": "xhht-evidence/1",
        "subject": {**case["subject"], **({"area": case["area"]} if "area" in case else {})},
        "year": case["year"],
        **{key: case[key] for key in ("population", "standards", "members") if key in case},
        "answers": {name: paper | answer for name, answer in answers_of(case).items() if answer is not None},
    }


def expected_of(case: Case) -> dict[str, Any]:
    """Return what *case* expects, flat; an indicator that it does not name has full points, or what every one has."""
    expect = case["expect"]
    indicators = {name: said for name, said in expect.items() if name not in ABOUT_THE_WHOLE}
    full = {name: {"points": points, "status": "pass"} for name, points in _alone(case, "full_points").items()}
    return (
        _flat({name: expect.get("every", said) for name, said in full.items()} | indicators)
        | _flat(expect.get("criteria", {}))
        | {key: _exact(expect[key]) for key in ABOUT_THE_WHOLE - {"criteria", "every"} if key in expect}
    )


def outcome_of(rating: Rating) -> dict[str, Any]:
    """Return everything that a case could expect of *rating*, flat."""
    decision = rating.decision
    barring = {item for block in decision.blocks for item in block.items}
    verdicts = {
        name: {"points": Decimal(verdict.points) / 100, "status": verdict.status}
        for name, verdict in (*decision.indicators.items(), *decision.criteria.items())
    }
    return _flat(verdicts) | {
        "total": rating.points,
        "level": rating.level.id,
        "high": Decimal(decision.high) / 100,
        "high_level": decision.high_level,
        "between_levels": decision.rule.endswith("/reached-between"),
        "barred_by": [name for name in (*decision.criteria, *decision.indicators) if name in barring],
    }


def differences(case: Case, law: RuleSet) -> list[str]:
    """Return where the rating of *case* under *law* is not what the case expects."""
    expected, outcome = expected_of(case), outcome_of(rate(evidence_of(case), rule_set=law))
    return [f"{key}: {outcome.get(key)}, not {value}" for key, value in expected.items() if outcome.get(key) != value]


def _exact(read: Any) -> Any:
    """A number as its writer typed it; anything else as it is."""
    return Decimal(str(read)) if isinstance(read, int | float) and not isinstance(read, bool) else read


def _flat(by_name: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return {f"{name} {key}": _exact(value) for name, said in by_name.items() for key, value in said.items()}


def without_marks(words: str) -> str:
    """Without marks: the test runner would print each Vietnamese letter as a number."""
    parts = unicodedata.normalize("NFD", words.replace("đ", "d").replace("Đ", "D"))
    return parts.encode("ascii", "ignore").decode()


NAMED = [
    pytest.param(name, case, id=f"{name}: {without_marks(case['name'])}")
    for name in NAMES
    for case in named_cases_of(name)
]


@pytest.mark.parametrize(("name", "case"), NAMED)
def test_case(name, case):
    """The article that the case names in ``law``."""
    assert {"total", "level"} <= case["expect"].keys()
    assert differences(case, rule_set(name)) == []


@pytest.mark.parametrize(("name", "case"), NAMED)
def test_case_finds_its_rule_set_by_kind_tier_and_year(name, case):
    """No rule set is named in the evidence: who is rated and the year of assessment are enough."""
    rating = rate(evidence_of(case))
    assert (rating.rule_set.id, rating.selected_by) == (name, "year")


REFUSED = [
    pytest.param(name, {**_file(name), **case}, id=f"{name}: {without_marks(case['name'])}")
    for name in NAMES
    for case in _file(name).get("refused", ())
]


@pytest.mark.parametrize(("name", "case"), REFUSED)
def test_case_that_is_refused(name, case):
    """What a gate asks of all is left out: the article of the gate is the reason, and each place is told."""
    with pytest.raises(EvidenceError) as refused:
        rate(evidence_of(case))
    told = {problem.path: problem.wrong.vi for problem in refused.value.problems}
    short = rule_set(name).text.short.vi
    assert told == {
        f"/answers/{place}": f"{place} không thể ghi là không áp dụng: {gate} ({case['law']}, {short})."
        for place, gate in case["problems"].items()
    }


def test_every_gate_that_asks_all_has_a_case_that_is_refused():
    assert {name for name in NAMES if any(gate.of_all for gate in rule_set(name).gates)} == {
        each.values[0] for each in REFUSED
    }


@pytest.mark.parametrize(
    ("name", "indicator"),
    [pytest.param(name, each, id=f"{name}: {each}") for name in NAMES for each in _file(name).get("table", {})],
)
def test_row_of_the_table_of_points(name, indicator):
    cases = _cases_in(name, indicator, _file(name)["table"][indicator])
    found = {case["name"]: differences({**_file(name), **case}, rule_set(name)) for case in cases}
    assert {case: wrong for case, wrong in found.items() if wrong} == {}


def test_every_text_has_cases():
    """Of either scheme, and every text with standards."""
    assert {path.stem for path in FOLDER.glob("*.yaml")} == {*rule_set_ids(), *standards_ids()}


@pytest.mark.parametrize("name", NAMES)
def test_no_two_cases_have_one_name(name):
    names = [case["name"] for case in cases_of(name)]
    assert len(names) == len(set(names))


INDICATORS = [pytest.param(name, each, id=f"{name}: {each.id}") for name in NAMES for each in rule_set(name).indicators]


@pytest.mark.parametrize(("name", "indicator"), INDICATORS)
def test_every_indicator_has_cases_that_cite_it_down_to_zero(name, indicator):
    """The full answers, which most cases keep, stand on the other side."""
    citing = [case for case in cases_of(name) if case["law"] == indicator.citation.text.vi]
    assert 0 in [case["expect"][indicator.id]["points"] for case in citing if indicator.id in case["expect"]]


@pytest.mark.parametrize(("name", "indicator"), INDICATORS)
def test_every_step_of_a_scale_has_a_case_on_both_sides(name, indicator):
    """At the threshold the points of the step, and just below it those of the next: another band would be noticed.

    Of a proportional scale, whose steps all follow from two figures, the step with full points.
    """
    for area in AREAS if indicator.differs_by_area else AREAS[:1]:
        given = list(_given(name, indicator, area))
        steps = [(step.at_least, Decimal(step.points) / 100) for step in indicator.steps[area]]
        for (at_least, points), (_, below) in pairwise(steps[:2] if _is_proportional(indicator) else steps):
            assert at_least is not None
            assert [each for each in given if each.measure == at_least and each.points == points]
            assert [each for each in given if each.measure < at_least <= each.one_more and each.points == below]


def _is_proportional(indicator: Indicator) -> bool:
    return isinstance(indicator.scale, Proportional)


class Given(NamedTuple):
    """What a case says of one answer, measured as scales do: in ppm, in millionths, by the place of an option.

    ``one_more`` is the measure with one more person, thing or option, or with a hundredth more of a unit whose
    thresholds are no whole numbers.
    """

    measure: int
    one_more: int
    points: Decimal


def _given(name: str, indicator: Indicator, area: str) -> Iterator[Given]:
    for case in cases_of(name):
        measures, expected = _measures(indicator, answers_of(case).get(indicator.id) or {}), expected_of(case)
        here = measures is not None and case.get("area", "normal") == area
        if here and expected[f"{indicator.id} status"] != "missing":
            yield Given(*measures, expected[f"{indicator.id} points"])


def _measures(indicator: Indicator, answer: Mapping[str, Any]) -> tuple[int, int] | None:
    match answer:
        case {"count": count, "of": of}:
            return count * 10**6 // of, (count + 1) * 10**6 // of
        case {"value": value}:
            measure, thresholds = int(_exact(value) * 10**6), (step.at_least for step in indicator.steps["normal"])
            return measure, measure + (10**4 if any((each or 0) % 10**6 for each in thresholds) else 10**6)
        case {"choice": choice} if isinstance(indicator.answer, AskChoice):
            place = [option.id for option in indicator.answer.options].index(choice)
            return place, place + 1
        case {"met": met}:
            return int(met), 1
    return None


@pytest.mark.parametrize(
    ("name", "level", "area"),
    [
        pytest.param(name, each, area, id=f"{name}: {each.id} ({area})")
        for name in NAMES
        for each in rule_set(name).levels
        for area in (AREAS if rule_set(name).levels_differ_by_area else AREAS[:1])
    ],
)
def test_every_level_has_a_case_on_both_sides_of_its_threshold(name, level, area):
    """On the threshold the level itself, and within half a point below it another one."""
    outcomes = {
        (_exact(case["expect"]["total"]), case["expect"]["level"])
        for case in named_cases_of(name)
        if not rule_set(name).levels_differ_by_area or case.get("area", "normal") == area
    }
    threshold = Decimal(level.least_points(area)) / 100
    assert (threshold, level.id) in outcomes
    if threshold:
        below = {reached for total, reached in outcomes if threshold - Decimal("0.5") <= total < threshold}
        assert below
        assert level.id not in below
