"""Every figure of the catalogue is held: change one, and something says so.

A changed rule set, or a changed text with standards, is not loaded, or lint complains, or it is no longer what
``tests/law/<id>.yaml`` says. None of that runs the engine, which keeps for good what it has once run; only that the
cases of ``tests/cases`` hold the edges on their own is shown by running them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from pydantic import ValidationError
from test_cases import answers_of, differences, named_cases_of

from criteria import catalogue
from criteria.base import PROVENANCES, Citation
from criteria.catalogue import rule_set, rule_set_ids, standards, standards_ids
from criteria.lint import lint
from criteria.model import Gate, Indicator, Level, Reading, RuleSet
from criteria.questions import Ask, AskChoice, AskShare, AskValue, standard_of
from criteria.scales import Bands, ChoicePoints, Scale
from criteria.standards_lint import lint_standards
from criteria.standards_model import Condition, Standards
from ratings import EvidenceError

LAW = Path(__file__).parent / "law"
WORDS = {"vi", "en", "issuer"}
"""What is read and not counted. Words are no figures."""
GONE = object()

Place = tuple[str | int, ...]
Law = dict[str, Any]


# A rule set in the form of its law file.


def _cited(citation: Citation | None) -> list[int | str] | str | None:
    if citation is None:
        return None
    if citation.article is None:
        return f"item {citation.item}" if citation.item is not None else "table"
    return [part for part in (citation.article, citation.clause, citation.point) if part is not None]


def _points(hundredths: int) -> float:
    # Division gives the float nearest to the decimal, which is what YAML reads there.
    return hundredths / 100


def _figure(points: int, citation: Citation, provenance: str, key: str = "points") -> Law:
    return {key: _points(points), "citation": _cited(citation), "provenance": provenance}


def _reading(reading: Reading | None) -> Law | None:
    return None if reading is None else {"citation": _cited(reading.citation), "provenance": reading.provenance}


def _gate(gate: Gate) -> Law:
    bound, points = ("more_than", gate.more_than) if gate.more_than is not None else ("at_least", gate.at_least)
    return (
        {"each": gate.each}
        | _figure(points or 0, gate.citation, gate.provenance, bound)
        | _said({"of_all": gate.of_all})
    )


def _level(level: Level) -> Law:
    more = {
        "to": None if level.to_points is None else _points(level.to_points),
        "difficult_from": None if level.difficult_from is None else _points(level.difficult_from),
        "difficult_provenance": level.difficult_provenance,
        "gates": list(level.gates) or None,
    }
    return _figure(level.from_points, level.citation, level.provenance, "from") | _said(more)


def _said(figures: Mapping[str, Any]) -> Law:
    return {key: value for key, value in figures.items() if value is not None}


def _asked(asked: Ask) -> Law:
    share = asked if isinstance(asked, AskShare) else None
    value = asked if isinstance(asked, AskValue) else None
    more = {
        "asks": asked.kind,
        "standard": standard_of(asked),
        "options": [option.id for option in asked.options] if isinstance(asked, AskChoice) else None,
        "all": share and share.all,
        "rolled_up": share and share.rolled_up and share.rolled_up.model_dump(),
        "parts": ([part.id for part in share.parts] or None) if share else None,
        "whole": value and value.whole,
        "at_most": value.at_most / 10**6 if value and value.at_most is not None else None,
    }
    return _said(more)


def _scale(scale: Scale) -> Law:
    figures = scale.model_dump(exclude_none=True)
    if isinstance(scale, Bands):
        figures["bands"] = [[band["at_least"], band["points"]] for band in figures["bands"]]
    if isinstance(scale, ChoicePoints):
        figures["points"] = {option["option"]: option["points"] for option in figures.pop("options")}
    return figures


def _expected_documents(indicators: Sequence[Indicator]) -> str | list[str]:
    asked = [each.id for each in indicators if each.documents]
    return {0: "nowhere", len(indicators): "everywhere"}.get(len(asked), asked)


def as_law(rules: RuleSet) -> Law:
    """Return the figures of *rules* in the form in which ``tests/law`` holds them."""
    more = {"between_levels": _reading(rules.between_levels), "standards": rules.standards}
    return _said(more) | {
        "text": _text(rules),
        "subject": {"kind": rules.subject.kind, "tiers": list(rules.subject.tiers)},
        "scheme": rules.scheme,
        "total": _figure(rules.total.points, rules.total.citation, rules.total.provenance),
        "levels": {each.id: _level(each) for each in rules.levels},
        "gates": {gate.id: _gate(gate) for gate in rules.gates},
        "years": {"first": rules.years.first, "last": rules.years.last, "provenance": rules.years.provenance},
        "missing": _reading(rules.missing),
        "not_applicable": _reading(rules.not_applicable),
        "documents": {**(_reading(rules.documents) or {}), "expected": _expected_documents(rules.indicators)},
        "criteria": {
            each.id: {"asked": each.provenance}
            | _figure(each.max_points.points, each.citation, each.max_points.provenance)
            for each in rules.criteria
        },
        "indicators": {
            each.id: _figure(each.max_points.points, each.citation, each.max_points.provenance) | _asked(each.answer)
            for each in rules.indicators
        },
        "scales": {
            each.id: {
                area: _scale(scale)
                for area, scale in (("normal", each.scale), ("difficult", each.difficult_scale))
                if scale is not None
            }
            for each in rules.indicators
        },
    }


def _text(rules: RuleSet | Standards) -> Law:
    return {
        "number": rules.text.number,
        "issued": rules.text.issued,
        "in_force": [rules.text.in_force.first, rules.text.in_force.last],
        "provenance": rules.text.provenance,
    }


def _condition(condition: Condition) -> Law:
    areas = ("normal", "difficult") if condition.differs_by_area else ("normal",)
    shares = {area: condition.share_in(area) for area in areas}
    asked = {area: [list(share.counts), share.of, share.at_least / 10**4] for area, share in shares.items()}
    return asked | {"citation": _cited(condition.citation), "provenance": condition.provenance}


def standards_as_law(rules: Standards) -> Law:
    """Return the figures of a text with standards in the form in which ``tests/law`` holds them."""
    return {
        "text": _text(rules),
        "counts": {
            each.id: {"ages": each.ages and list(each.ages), "among": list(each.among)} for each in rules.counts
        },
        "standards": {
            standard.id: {
                level.id: {
                    "citation": _cited(level.citation),
                    "requires": {
                        f"{each.standard}/{each.level}": {
                            "citation": _cited(each.citation),
                            "provenance": each.provenance,
                        }
                        for each in level.requires
                    },
                    "conditions": {each.id: _condition(each) for each in level.conditions},
                }
                for level in standard.levels
            }
            for standard in rules.standards
        },
    }


class Kind(NamedTuple):
    """A kind of file in the catalogue: where it lies, how it is read and proved, and its form as law."""

    folder: Path
    model: type[RuleSet] | type[Standards]
    lint: Callable[[Any], tuple[object, ...]]
    as_law: Callable[[Any], Law]
    catalogued: Callable[[str], RuleSet | Standards]


RULE_SETS = Kind(catalogue.FOLDER, RuleSet, lint, as_law, rule_set)
STANDARDS = Kind(catalogue.STANDARDS_FOLDER, Standards, lint_standards, standards_as_law, standards)
CATALOGUE = dict.fromkeys(rule_set_ids(), RULE_SETS) | dict.fromkeys(standards_ids(), STANDARDS)


@cache
def data_of(name: str) -> Any:
    return yaml.safe_load((CATALOGUE[name].folder / f"{name}.yaml").read_text(encoding="utf-8"))


@cache
def law_of(name: str) -> Any:
    return yaml.safe_load((LAW / f"{name}.yaml").read_text(encoding="utf-8"))


def test_every_text_has_its_law():
    assert {path.stem for path in LAW.glob("*.yaml")} == CATALOGUE.keys()


@pytest.mark.parametrize("name", CATALOGUE)
def test_figures_are_those_of_the_law(name):
    """Citations, maxima, thresholds, bands, dates and provenance, typed twice by two hands."""
    kind = CATALOGUE[name]
    assert kind.as_law(kind.catalogued(name)) == law_of(name)


@pytest.mark.parametrize("name", CATALOGUE)
def test_what_has_an_order_stands_in_that_of_the_law(name):
    """Equality of mappings knows no order; the order of levels is what decides."""
    kind = CATALOGUE[name]
    assert list(_orders(kind.as_law(kind.catalogued(name)))) == list(_orders(law_of(name)))


def _orders(law: Law) -> Iterator[list[str]]:
    for key in ("levels", "criteria", "indicators", "counts", "standards"):
        yield list(law.get(key, ()))
    for levels in law["standards"].values() if "counts" in law else ():
        yield list(levels)


# Mutations.


def nodes(data: Any, place: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Yield every value of *data* that is not only words, with its place; lists and mappings too."""
    if isinstance(data, dict) and data.keys() <= WORDS:
        return
    if place:
        yield place, data
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        if key not in WORDS:
            yield from nodes(value, (*place, key))


def others(place: Place, read: Any) -> Iterator[Any]:
    """Yield what could stand at *place* instead of what was *read*, by mistake."""
    if place[-1] in ("provenance", "condition", "difficult_provenance"):
        yield from (each for each in PROVENANCES if each != read)
    elif place[-1] == "point":
        yield from (chr(ord(read) + by) for by in (1, -1) if ord(read) + by >= ord("a"))
    elif isinstance(read, date):
        yield from (read + timedelta(days) for days in (1, -1))
    elif isinstance(read, bool):
        yield not read
    elif isinstance(read, int):
        yield from (read + 1, read - 1, read * 2, read // 2)
    elif isinstance(read, float):
        yield from (read * 2, read / 2, read + 0.5, read + 0.01)
    elif isinstance(read, str):
        yield from (f"{read}x", read[:-1] + chr(ord(read[-1]) + 1))
    yield GONE


def changed(data: Any, place: Place, value: Any) -> Any:
    """Return *data* with *value* at *place*. What does not lie on the way is shared."""
    copy, (key, *rest) = data.copy(), place
    if rest:
        copy[key] = changed(data[key], tuple(rest), value)
    elif value is GONE:
        del copy[key]
    else:
        copy[key] = value
    return copy


def noticed_by(name: str, data: Any) -> str | None:
    """Return what notices that *data* is not what the catalogue has under *name*; None: nothing does."""
    kind = CATALOGUE[name]
    try:
        rules = kind.model.model_validate(data)
    except ValidationError:
        return "loading"
    if rules.id != name:
        return "id"  # the catalogue calls a file by its name; held below
    if kind.lint(rules):
        return "lint"
    return "law" if kind.as_law(rules) != law_of(name) else None


def part_of(place: Place) -> Place:
    """Return the part of the file in which *place* lies: a key, a level, a gate, a criterion, an indicator."""
    within = place[2:3] == ("indicators",) or place[2:3] == ("levels",)
    return place[: 4 if within else 2 if len(place) > 1 and isinstance(place[1], int) else 1]


def _shown(data: Any, place: Place) -> str:
    """Return *place* with ids for numbers, where there are some."""
    words = []
    for part in place:
        data = data[part]
        words.append(str(data.get("id", part) if isinstance(data, dict) and isinstance(part, int) else part))
    return "/".join(words)


PARTS = {(name, part_of(place)): None for name in CATALOGUE for place, _ in nodes(data_of(name))}


@pytest.mark.parametrize("name", CATALOGUE)
def test_nothing_is_noticed_of_the_text_itself(name):
    """Else every mutation would be noticed for nothing."""
    assert noticed_by(name, data_of(name)) is None


@pytest.mark.parametrize("name", CATALOGUE)
def test_id_is_the_name_of_the_file(name):
    assert CATALOGUE[name].catalogued(name).id == name


@pytest.mark.parametrize(
    ("name", "part"), [pytest.param(name, part, id=f"{name}: {_shown(data_of(name), part)}") for name, part in PARTS]
)
def test_every_change_is_noticed(name, part):
    """A figure that can change unnoticed is a figure that nothing checks."""
    data = data_of(name)
    unnoticed = [
        f"{_shown(data, place)}: {read!r:.60} " + ("gone" if value is GONE else f"becomes {value!r}")
        for place, read in nodes(data)
        if part_of(place) == part
        for value in dict.fromkeys(others(place, read))
        if value is GONE or value != read
        if noticed_by(name, changed(data, place, value)) is None
    ]
    assert unnoticed == []


# Cases hold what decides a level on their own, not only with the law file beside them.


def _comes_out_otherwise(cases: Iterable[Any], rules: RuleSet) -> bool:
    return any(_differs(case, rules) for case in cases)


def _differs(case: Any, rules: RuleSet) -> bool:
    try:
        return bool(differences(case, rules))
    except EvidenceError:
        return True


def edges_of(name: str) -> Iterator[tuple[Place, Any]]:
    """Yield the thresholds, printed bounds and gates of *name*, each a hundredth of a point higher and lower."""
    data = data_of(name)
    for key in ("levels", "gates"):
        for number, each in enumerate(data.get(key, ())):
            for edge in ("from", "to", "difficult_from", "more_than", "at_least"):
                if edge in each:
                    yield from (((key, number, edge), round(each[edge] + by, 2)) for by in (0.01, -0.01))
            if "gates" in each:
                yield (key, number, "gates"), GONE


@pytest.mark.parametrize(
    ("name", "place", "value"),
    [
        pytest.param(
            name, place, value, id=f"{name}: {_shown(data_of(name), place)} {'gone' if value is GONE else value}"
        )
        for name in rule_set_ids()
        for place, value in edges_of(name)
        if noticed_by(name, changed(data_of(name), place, value)) not in ("loading", "lint")
    ],
)
def test_edge_of_a_level_is_held_by_cases(name, place, value):
    """What loading and lint cannot notice."""
    rules = RuleSet.model_validate(changed(data_of(name), place, value))
    assert _comes_out_otherwise(named_cases_of(name), rules)


@cache
def without_documents(name: str) -> RuleSet:
    """Return the rule set *name*, expecting no document anywhere. One for all indicators: see the top."""
    data = data_of(name)
    for group, criterion in enumerate(data["criteria"]):
        for item, indicator in enumerate(criterion["indicators"]):
            if "documents" in indicator:
                data = changed(data, ("criteria", group, "indicators", item, "documents"), GONE)
    return RuleSet.model_validate(data)


@pytest.mark.parametrize(
    ("name", "indicator"),
    [
        pytest.param(name, indicator.id, id=f"{name}: {indicator.id}")
        for name in rule_set_ids()
        for indicator in rule_set(name).indicators
        if indicator.documents
    ],
)
def test_expected_documents_are_held_by_cases(name, indicator):
    """Expect no document of an indicator, and an answer that has none earns points."""
    bare = [case for case in named_cases_of(name) if _has_no_documents(case, indicator)]
    found = (each for case in bare for each in differences(case, without_documents(name)))
    assert any(each.startswith(f"{indicator} points: ") for each in found)


def _has_no_documents(case: Any, indicator: str) -> bool:
    return (answers_of(case).get(indicator) or {}).get("documents") == []
