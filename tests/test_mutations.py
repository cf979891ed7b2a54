"""Every figure of the catalogue is held: change one, and something says so.

A changed rule set, or a changed text with standards, is not loaded, or lint complains, or it is no longer what
``tests/law/<id>.yaml`` says. None of that runs the engine, which keeps for good what it has once run; only that the
cases of ``tests/cases`` hold the edges on their own is shown by running them.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from law_form import Law, as_law, standards_as_law
from pydantic import ValidationError
from test_cases import answers_of, differences, named_cases_of

from criteria import catalogue
from criteria.base import PROVENANCES
from criteria.catalogue import rule_set, rule_set_ids, standards, standards_ids
from criteria.lint import lint
from criteria.model import RuleSet
from criteria.standards_lint import lint_standards
from criteria.standards_model import Standards
from criteria.targets_model import TargetRuleSet
from ratings import EvidenceError

LAW = Path(__file__).parent / "law"
WORDS = {"vi", "en", "issuer"}
"""What is read and not counted. Words are no figures."""
COUNTED = {"papers", "to"}
"""Where it does count whether there are words: so many papers, somebody to whom they go."""
LETTERS = "abcdđeghik"
"""How points of a clause are lettered."""
CONFUSED = {"before": "by", "by": "before", "rise": "fall", "fall": "rise"}
"""What loads in place of the other."""
DAY_OF_YEAR = re.compile(r"\d\d-\d\d")
GONE = object()

Place = tuple[str | int, ...]


# The catalogue, and what a person typed from the law.


class Kind(NamedTuple):
    """A kind of file in the catalogue: where it lies, how it is read and proved, and its form as law."""

    folder: Path
    model: type[RuleSet | TargetRuleSet | Standards]
    lint: Callable[[Any], tuple[object, ...]]
    as_law: Callable[[Any], Law]
    catalogued: Callable[[str], RuleSet | TargetRuleSet | Standards]


SCHEMES = {
    "points": Kind(catalogue.FOLDER, RuleSet, lint, as_law, rule_set),
    "targets": Kind(catalogue.FOLDER, TargetRuleSet, lint, as_law, rule_set),
}
STANDARDS = Kind(catalogue.STANDARDS_FOLDER, Standards, lint_standards, standards_as_law, standards)
CATALOGUE = {name: SCHEMES[rule_set(name).scheme] for name in rule_set_ids()}
CATALOGUE |= dict.fromkeys(standards_ids(), STANDARDS)


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
    """Citations, maxima, thresholds, targets, dates, papers and provenance, typed twice by two hands."""
    kind = CATALOGUE[name]
    assert kind.as_law(kind.catalogued(name)) == law_of(name)


@pytest.mark.parametrize("name", CATALOGUE)
def test_what_has_an_order_stands_in_that_of_the_law(name):
    """Equality of mappings knows no order; the order of levels is what decides."""
    kind = CATALOGUE[name]
    assert list(_orders(kind.as_law(kind.catalogued(name)))) == list(_orders(law_of(name)))


def _orders(law: Law) -> Iterator[list[str]]:
    for key in ("levels", "criteria", "indicators", "calendar", "counts", "standards"):
        yield list(law.get(key, ()))
    for levels in law["standards"].values() if "counts" in law else ():
        yield list(levels)


# Mutations.


def nodes(data: Any, place: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Yield every value of *data* that is not only words, with its place; lists and mappings too."""
    if isinstance(data, dict) and data.keys() <= WORDS:
        if COUNTED.intersection(place[-2:]):
            yield place, data
        return
    if place:
        yield place, data
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        if key not in WORDS:
            yield from nodes(value, (*place, key))


def others(place: Place, read: Any) -> Iterator[Any]:
    """Yield what could stand at *place* instead of what was *read*, by mistake."""
    yield from _other_words(place[-1], read) if isinstance(read, str) else _other_figures(read)
    yield GONE


def _other_words(key: str | int, read: str) -> Iterator[str]:
    if key in ("provenance", "condition", "difficult_provenance"):
        yield from (each for each in PROVENANCES if each != read)
    elif key == "point":
        number = LETTERS.index(read)
        yield from (LETTERS[other] for other in (number + 1, number - 1) if other >= 0)
    elif read in CONFUSED:
        yield CONFUSED[read]
    elif DAY_OF_YEAR.fullmatch(read):
        day = date.fromisoformat(f"2023-{read}")
        yield from (f"{day + timedelta(days):%m-%d}" for days in (1, -1))
    else:
        yield from (f"{read}x", read[:-1] + chr(ord(read[-1]) + 1))


def _other_figures(read: Any) -> Iterator[Any]:
    if isinstance(read, date):
        yield from (read + timedelta(days) for days in (1, -1))
    elif isinstance(read, bool):
        yield not read
    elif isinstance(read, int):
        yield from (read + 1, read - 1, read * 2, read // 2)
    elif isinstance(read, float):
        yield from (read * 2, read / 2, read + 0.5, read + 0.01)


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


POINTS_SCHEME = [name for name, kind in CATALOGUE.items() if kind is SCHEMES["points"]]


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
        for name in POINTS_SCHEME
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
        for name in POINTS_SCHEME
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
