"""Every figure of the catalogue is held: change one, and something says so.

A changed rule set is not loaded, or lint complains, or it is no longer what ``tests/law/<rule set>.yaml``
says, or a case of ``tests/cases/<rule set>.yaml`` comes out otherwise. Cheapest first: the engine keeps for good
what it has once run.
"""

from collections.abc import Iterator
from copy import deepcopy
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError
from test_cases import cases_of, differences

from criteria.base import Citation
from criteria.catalogue import FOLDER, rule_set, rule_set_ids
from criteria.lint import lint
from criteria.model import Gate, Reading, RuleSet
from ratings import EvidenceError

LAW = Path(__file__).parent / "law"
WORDS = {"vi", "en", "issuer"}
"""What is read and not counted. Words are no figures."""
GONE = object()

Place = tuple[str | int, ...]


@cache
def data_of(name: str) -> Any:
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


@cache
def law_of(name: str) -> Any:
    return yaml.safe_load((LAW / f"{name}.yaml").read_text(encoding="utf-8"))


# The rule set in the form of the law file.


def _cited(citation: Citation | None) -> list[int | str] | None:
    if citation is None:
        return None
    return [part for part in (citation.article, citation.clause, citation.point) if part is not None]


def _figure(points: int, citation: Citation, provenance: str, key: str = "points") -> dict[str, Any]:
    # Division gives the float nearest to the decimal, which is what YAML reads there.
    return {key: points / 100, "citation": _cited(citation), "provenance": provenance}


def _reading(reading: Reading | None) -> dict[str, Any] | None:
    if reading is None:
        return None
    return {"citation": _cited(reading.citation), "provenance": reading.provenance}


def _gate(gate: Gate) -> dict[str, Any]:
    bound, points = ("more_than", gate.more_than) if gate.more_than is not None else ("at_least", gate.at_least)
    return {"each": gate.each} | _figure(points or 0, gate.citation, gate.provenance, bound)


def as_law(rules: RuleSet) -> dict[str, Any]:
    """Return the figures of *rules* in the form in which ``tests/law`` holds them."""
    figures = {
        "text": {
            "number": rules.text.number,
            "issued": rules.text.issued,
            "in_force": [rules.text.in_force.first, rules.text.in_force.last],
            "provenance": rules.text.provenance,
        },
        "subject": {"kind": rules.subject.kind, "tiers": list(rules.subject.tiers)},
        "scheme": rules.scheme,
        "total": _figure(rules.total.points, rules.total.citation, rules.total.provenance),
        "levels": {
            each.id: _figure(each.from_points, each.citation, each.provenance, "from")
            | ({"gates": list(each.gates)} if each.gates else {})
            | ({"difficult_from": each.difficult_from / 100} if each.difficult_from is not None else {})
            for each in rules.levels
        },
        "gates": {gate.id: _gate(gate) for gate in rules.gates},
        "years": {"first": rules.years.first, "last": rules.years.last, "provenance": rules.years.provenance},
        "missing": _reading(rules.missing),
        "not_applicable": _reading(rules.not_applicable),
        "documents": _reading(rules.documents),
    }
    return figures | _items_as_law(rules)


def _items_as_law(rules: RuleSet) -> dict[str, Any]:
    return {
        "criteria": {
            each.id: _figure(each.max_points.points, each.citation, each.max_points.provenance)
            for each in rules.criteria
        },
        "indicators": {
            each.id: _figure(each.max_points.points, each.citation, each.max_points.provenance)
            | {"asks": each.answer.kind}
            for each in rules.indicators
        },
        "scales": {
            each.id: [
                [scale.provenance, scale.condition] for scale in (each.scale, each.difficult_scale) if scale is not None
            ]
            for each in rules.indicators
        },
    }


def test_every_rule_set_has_its_law():
    assert tuple(sorted(path.stem for path in LAW.glob("*.yaml"))) == rule_set_ids()


@pytest.mark.parametrize("name", rule_set_ids())
def test_figures_are_those_of_the_law(name):
    """Citations, maxima, thresholds, dates and provenance, typed twice by two hands."""
    assert as_law(rule_set(name)) == law_of(name)


@pytest.mark.parametrize("name", rule_set_ids())
def test_levels_criteria_and_indicators_stand_in_the_order_of_the_law(name):
    """Equality of mappings knows no order; the order of levels is what decides."""
    figures, law = as_law(rule_set(name)), law_of(name)
    for key in ("levels", "criteria", "indicators"):
        assert list(figures[key]) == list(law[key])


# Mutations.


def leaves(data: Any, place: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Yield every value of *data* that is no words, with its place."""
    if isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            if key not in WORDS:
                yield from leaves(value, (*place, key))
    else:
        yield place, data


def others(place: Place, read: Any) -> Iterator[Any]:
    """Yield what could stand at *place* instead of what was *read*, by mistake."""
    if place[-1] == "provenance":
        yield from (each for each in ("official", "secondary", "assumed") if each != read)
    elif place[-1] == "point":
        yield from (chr(ord(read) + by) for by in (1, -1) if ord(read) + by >= ord("a"))
    elif isinstance(read, date):
        yield from (read + timedelta(days) for days in (1, -1))
    elif isinstance(read, int):
        yield from (read + 1, read - 1, read * 2, read // 2)
    elif isinstance(read, float):
        yield from (read * 2, read / 2, read + 0.5, read + 0.01)
    else:
        yield f"{read}x"
    yield GONE


def changed(data: Any, place: Place, value: Any) -> Any:
    """Return a copy of *data* with *value* at *place*."""
    copy = here = deepcopy(data)
    for part in place[:-1]:
        here = here[part]
    if value is GONE:
        del here[place[-1]]
    else:
        here[place[-1]] = value
    return copy


def noticed_by(name: str, data: Any) -> str | None:
    """Return what notices that *data* is not the rule set *name* of the catalogue; None: nothing does."""
    try:
        rules = RuleSet.model_validate(data)
    except ValidationError:
        return "loading"
    if rules.id != name:
        return "id"  # that of a catalogued rule set is the name of its file, held below
    if lint(rules):
        return "lint"
    if as_law(rules) != law_of(name):
        return "law"
    return "case" if any(_comes_out_otherwise(case, rules) for case in cases_of(name)) else None


def _comes_out_otherwise(case: Any, rules: RuleSet) -> bool:
    try:
        return bool(differences(case, rules))
    except EvidenceError:
        return True


def _shown(place: Place, read: Any, value: Any) -> str:
    path = "/".join(map(str, place))
    return f"{path}: {read} gone" if value is GONE else f"{path}: {read} becomes {value}"


MUTATIONS = [
    pytest.param(name, place, value, id=f"{name}: {_shown(place, read, value)}")
    for name in rule_set_ids()
    for place, read in leaves(data_of(name))
    for value in dict.fromkeys(others(place, read))
    if value != read
]


@pytest.mark.parametrize("name", rule_set_ids())
def test_nothing_is_noticed_of_the_rule_set_itself(name):
    """Else every mutation would be noticed for nothing."""
    assert noticed_by(name, data_of(name)) is None


@pytest.mark.parametrize("name", rule_set_ids())
def test_id_is_the_name_of_the_file(name):
    assert rule_set(name).id == name


@pytest.mark.parametrize(("name", "place", "value"), MUTATIONS)
def test_change_is_noticed(name, place, value):
    """A figure that can change unnoticed is a figure that nothing checks."""
    assert noticed_by(name, changed(data_of(name), place, value)) is not None


# Cases hold what decides a level on their own, not only with the law file beside them.


def _is_held_by_cases(name: str, data: Any) -> bool:
    rules = RuleSet.model_validate(data)
    assert lint(rules) == ()
    return any(_comes_out_otherwise(case, rules) for case in cases_of(name))


@pytest.mark.parametrize("by", [pytest.param(1, id="a point more"), pytest.param(-1, id="a point less")])
@pytest.mark.parametrize(
    ("name", "place"),
    [
        pytest.param(name, place, id=f"{name}: {level.id}")
        for name in rule_set_ids()
        for place, level in enumerate(rule_set(name).levels[:-1])
    ],
)
def test_threshold_of_a_level_is_held_by_cases(name, place, by):
    threshold = data_of(name)["levels"][place]["from"]
    assert _is_held_by_cases(name, changed(data_of(name), ("levels", place, "from"), threshold + by))


@pytest.mark.parametrize(
    ("name", "place"),
    [
        pytest.param(name, ("criteria", group, "indicators", item, "documents"), id=f"{name}: {indicator.id}")
        for name in rule_set_ids()
        for group, criterion in enumerate(rule_set(name).criteria)
        for item, indicator in enumerate(criterion.indicators)
        if indicator.documents
    ],
)
def test_expected_documents_are_held_by_cases(name, place):
    """Expect no document of an indicator, and an answer that has none earns points."""
    assert _is_held_by_cases(name, changed(data_of(name), place, GONE))
