"""Cases that a lawyer can read: every ``tests/cases/<rule set>.yaml`` is run against the rule set of that name."""

import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from criteria.catalogue import rule_set, rule_set_ids
from criteria.model import RuleSet
from ratings import Rating, rate

FOLDER = Path(__file__).parent / "cases"
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))
ABOUT_THE_WHOLE = {"total", "level", "criteria", "high", "high_level"}
"""What a case can expect besides points and status of its indicators."""

Case = Mapping[str, Any]


@cache
def cases_of(name: str) -> tuple[Case, ...]:
    """Return the cases of the rule set *name*, each with what its file says of all of them."""
    file = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    assert file["rule_set"] == name
    return tuple({**file, **case} for case in file["cases"])


def evidence_of(case: Case) -> dict[str, Any]:
    """Return the evidence of *case*: the full answers but for its own, each with its document."""
    answers = {**case["full"], **case.get("answers", {})}
    return {
        "schema": "xhht-evidence/1",
        "subject": case["subject"],
        "year": case["year"],
        "answers": {
            name: {"documents": [case["document"]], **answer} for name, answer in answers.items() if answer is not None
        },
    }


def expected_of(case: Case) -> dict[str, Any]:
    """Return what *case* expects, flat; the indicators that it does not name have full points."""
    expect = case["expect"]
    indicators = {name: said for name, said in expect.items() if name not in ABOUT_THE_WHOLE}
    full = {name: {"points": points, "status": "pass"} for name, points in case["full_points"].items()}
    return (
        _flat(full | indicators)
        | _flat(expect.get("criteria", {}))
        | {key: _exact(expect[key]) for key in ABOUT_THE_WHOLE - {"criteria"} if key in expect}
    )


def outcome_of(rating: Rating) -> dict[str, Any]:
    """Return everything that a case could expect of *rating*, flat."""
    decision = rating.decision
    verdicts = {
        name: {"points": Decimal(verdict.points) / 100, "status": verdict.status}
        for name, verdict in (*decision.indicators.items(), *decision.criteria.items())
    }
    return _flat(verdicts) | {
        "total": rating.points,
        "level": rating.level.id,
        "high": Decimal(decision.high) / 100,
        "high_level": decision.high_level,
    }


def differences(case: Case, law: RuleSet) -> list[str]:
    """Return where the rating of *case* under *law* is not what the case expects."""
    expected, outcome = expected_of(case), outcome_of(rate(evidence_of(case), rule_set=law))
    return [f"{key}: {outcome.get(key)}, not {value}" for key, value in expected.items() if outcome.get(key) != value]


def _exact(read: Any) -> Any:
    """A number as its writer typed it; text as it is."""
    return Decimal(str(read)) if isinstance(read, int | float) else read


def _flat(by_name: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return {f"{name} {key}": _exact(value) for name, said in by_name.items() for key, value in said.items()}


def _ascii(words: str) -> str:
    """Without marks: the test runner would print each Vietnamese letter as a number."""
    parts = unicodedata.normalize("NFD", words.replace("đ", "d").replace("Đ", "D"))
    return parts.encode("ascii", "ignore").decode()


ALL = [pytest.param(name, case, id=f"{name}: {_ascii(case['name'])}") for name in NAMES for case in cases_of(name)]


@pytest.mark.parametrize(("name", "case"), ALL)
def test_case(name, case):
    """The article that the case names in ``law``."""
    assert {"total", "level"} <= case["expect"].keys()
    assert differences(case, rule_set(name)) == []


@pytest.mark.parametrize(("name", "case"), ALL)
def test_case_finds_its_rule_set_by_kind_tier_and_year(name, case):
    """No rule set is named in the evidence: who is rated and the year of assessment are enough."""
    rating = rate(evidence_of(case))
    assert (rating.rule_set.id, rating.selected_by) == (name, "year")


def test_every_rule_set_has_cases():
    assert rule_set_ids() == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_no_two_cases_have_one_name(name):
    names = [case["name"] for case in cases_of(name)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("name", "indicator"),
    [pytest.param(name, each, id=f"{name}: {each.id}") for name in NAMES for each in rule_set(name).indicators],
)
def test_every_indicator_has_cases_that_cite_it_down_to_zero(name, indicator):
    """The full answers, which most cases keep, stand on the other side."""
    citing = [case for case in cases_of(name) if case["law"] == indicator.citation.text.vi]
    assert 0 in [case["expect"][indicator.id]["points"] for case in citing if indicator.id in case["expect"]]


@pytest.mark.parametrize(
    ("name", "level"),
    [pytest.param(name, each, id=f"{name}: {each.id}") for name in NAMES for each in rule_set(name).levels],
)
def test_every_level_has_a_case_on_both_sides_of_its_threshold(name, level):
    """On the threshold the level itself, and within half a point below it another one."""
    outcomes = {(_exact(case["expect"]["total"]), case["expect"]["level"]) for case in cases_of(name)}
    threshold = Decimal(level.from_points) / 100
    assert (threshold, level.id) in outcomes
    if threshold:
        below = {reached for total, reached in outcomes if threshold - Decimal("0.5") <= total < threshold}
        assert below
        assert level.id not in below
