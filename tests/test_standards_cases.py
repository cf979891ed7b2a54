"""Cases that a lawyer can read: every ``tests/cases/<standards>.yaml`` is run against the standards of that name."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from test_cases import without_marks

from criteria.base import AREAS, Area
from criteria.catalogue import standards, standards_ids
from criteria.standards_model import Condition, Standard
from rules.standards import Standing, decide_standards

FOLDER = Path(__file__).parent / "cases"
NAMES = standards_ids()


class Case(NamedTuple):
    """The counts of a commune, and the level that each standard must have."""

    law: str
    area: Area
    counts: Mapping[str, int]
    levels: Mapping[str, Any]

    def place_in(self, standard: Standard) -> int | None:
        """Return how many levels of *standard* are reached; None where that is open."""
        levels = ["none", *(level.id for level in standard.levels)]
        reached = self.levels[standard.id]
        return levels.index(reached) if reached in levels else None


@cache
def _file(name: str) -> Mapping[str, Any]:
    file: Mapping[str, Any] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    assert file["standards"] == name
    return file


def _cases_in(name: str, group: Mapping[str, Any]) -> Iterator[Case]:
    file = _file(name)
    for area in AREAS:
        for line in (*group.get(area, ()), *group.get("both", ())):
            assert line.keys() <= {*file["full"], *file["full_levels"]}
            counts = {key: line.get(key, count) for key, count in file["full"].items()}
            levels = {key: line.get(key, level) for key, level in file["full_levels"].items()}
            yield Case(group["law"], area, {key: count for key, count in counts.items() if count is not None}, levels)


@cache
def cases_of(name: str) -> tuple[Case, ...]:
    """Return the cases of the standards *name*: each line of each group, in each of its areas."""
    return tuple(case for group in _file(name)["cases"] for case in _cases_in(name, group))


def outcome_of(standing: Standing) -> Any:
    """Return the level as the file writes it: ``level-1``, ``none``, ``open``, ``[level-1, open]``."""
    if not standing.is_open:
        return standing.level or "none"
    return [standing.level, "open"] if standing.level else "open"


GROUPS = [
    pytest.param(name, group, id=f"{name}: {without_marks(group['law'])}, {without_marks(group['name'])}")
    for name in NAMES
    for group in _file(name)["cases"]
]


@pytest.mark.parametrize(("name", "group"), GROUPS)
def test_case(name, group):
    """The article that the group of cases names in ``law``."""
    for case in _cases_in(name, group):
        standings = decide_standards(standards(name), case.counts, case.area)
        assert {key: outcome_of(standing) for key, standing in standings.items()} == case.levels, case


@pytest.mark.parametrize("name", NAMES)
def test_counts_of_every_case_can_be_those_of_a_commune(name):
    """Else a case would show what can never come."""
    pairs = [(count.id, larger) for count in standards(name).counts for larger in count.among]
    assert not [
        (case, part, whole)
        for case in cases_of(name)
        for part, whole in pairs
        if {part, whole} <= case.counts.keys() and case.counts[part] > case.counts[whole]
    ]


CONDITIONS = [
    pytest.param(name, standard, place, condition, area, id=f"{name}: {standard.id}/{level.id}/{condition.id} ({area})")
    for name in NAMES
    for standard in standards(name).standards
    for place, level in enumerate(standard.levels)
    for condition in level.conditions
    for area in AREAS
]


@pytest.mark.parametrize(("name", "standard", "place", "condition", "area"), CONDITIONS)
def test_every_threshold_has_a_case_on_both_sides(name, standard, place, condition, area):
    """Cases that cite it: exactly at the threshold its level or a better one, one person below it neither."""
    reached = {
        (_side(condition, case), found > place)
        for case in cases_of(name)
        if case.law == condition.citation.text.vi and case.area == area
        if (found := case.place_in(standard)) is not None
    }
    assert {("at", True), ("below", False)} <= reached
    assert not {("below", True)} & reached


def _side(condition: Condition, case: Case) -> str | None:
    """Return whether the counts of *case* are exactly at the threshold, one person below it, or neither."""
    share = condition.share_in(case.area)
    if not {*share.counts, share.of} <= case.counts.keys():
        return None
    found, least = sum(case.counts[name] for name in share.counts) * 10**6, share.at_least * case.counts[share.of]
    if found == least:
        return "at"
    return "below" if found < least <= found + 10**6 else None


REQUIREMENTS = [
    pytest.param(name, standard, level, needed, area, id=f"{name}: {standard.id}/{level.id}/{needed.standard} ({area})")
    for name in NAMES
    for standard in standards(name).standards
    for level in standard.levels
    for needed in level.requires
    for area in AREAS
]


@pytest.mark.parametrize(("name", "standard", "level", "needed", "area"), REQUIREMENTS)
def test_every_requirement_has_a_case_in_which_it_alone_bars_the_level(name, standard, level, needed, area):
    """Cases that cite it: what the level itself asks of the counts holds, what it requires does not."""
    required = standards(name).by_id[needed.standard]
    places = [
        (case.place_in(standard), case.place_in(required))
        for case in cases_of(name)
        if case.law == needed.citation.text.vi and case.area == area
        if all(_holds(condition, case) for condition in level.conditions)
    ]
    place, needed_place = standard.levels.index(level), [each.id for each in required.levels].index(needed.level)
    assert [each for each in places if None not in each and each[0] <= place and each[1] <= needed_place]


def _holds(condition: Condition, case: Case) -> bool:
    share = condition.share_in(case.area)
    if not {*share.counts, share.of} <= case.counts.keys():
        return False
    return sum(case.counts[name] for name in share.counts) * 10**6 >= share.at_least * case.counts[share.of]
