"""Standards decided by chained rules: conditions on counts, levels that need other levels, the level that stands.

Facts flow as condition -> judged -> level -> stood -> standing. A level joins its conditions with the levels that it
requires; what cannot be said for want of a count is open, and neither met nor failed.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

from criteria.amounts import share_ppm
from criteria.base import AREAS, Area, Provenance, weakest
from criteria.standards_model import Condition, Standard, StandardLevel, Standards
from rules.engine import EngineError, Fired, the_engine
from rules.program import Comparison, Pattern, Program, Rule, Then, Total, at_least, below, eq

Outcome = Literal["pass", "fail", "missing"]


class ConditionVerdict(NamedTuple):
    """What was decided of one condition. The counts are those that it compares; None where one of them lacks."""

    rule: str
    status: Outcome
    counted: int | None
    of: int | None


class LevelVerdict(NamedTuple):
    """What was decided of one level of a standard, and of its conditions by id."""

    rule: str
    status: Outcome
    conditions: Mapping[str, ConditionVerdict]


class Standing(NamedTuple):
    """The level of a standard that is reached.

    Attributes:
        rule: Name of the rule that said so.
        level: Id of the level; None below the first.
        is_open: Whether a better level cannot be ruled out, because a count lacks.
        levels: Verdicts by level, the least first.
        provenance: Of the figures of all its levels.
    """

    rule: str
    level: str | None
    is_open: bool
    levels: Mapping[str, LevelVerdict]
    provenance: Provenance


def decide_standards(standards: Standards, counts: Mapping[str, int], area: Area) -> dict[str, Standing]:
    """Return the standing of each of *standards*, by id.

    Args:
        standards: From the catalogue.
        counts: Persons by id of the count; already checked against one another. What is not counted is left out.
        area: Area of the commune.

    Raises:
        EngineError: The engine did not decide.
    """
    conditions = _conditions(standards)
    facts = [_fact(number, condition, counts, area) for number, (*_, condition) in enumerate(conditions)]
    fired = the_engine().run(_program(standards.id, standards), facts)
    by_kind: dict[str, dict[str, Fired]] = {}
    for each in fired:
        by_kind.setdefault(each.rule.kind, {})[each.rule.about] = each
    try:
        return {each.id: _standing(each, by_kind, counts, area) for each in standards.standards}
    except KeyError as error:
        raise EngineError(standards.id, f"no verdict on {error}") from None


def _share(condition: Condition, counts: Mapping[str, int], area: Area) -> tuple[int, int] | None:
    """Return what *condition* compares: the sum of its counts, and of how many; None where one lacks, or none are."""
    asked = condition.share_in(area)
    if asked.of not in counts or not all(name in counts for name in asked.counts) or not counts[asked.of]:
        return None
    return sum(counts[name] for name in asked.counts), counts[asked.of]


def _fact(number: int, condition: Condition, counts: Mapping[str, int], area: Area) -> dict[str, int]:
    share = _share(condition, counts, area)
    measure = share_ppm(*share) if share is not None else 0
    return {"condition": number, "area": AREAS.index(area), "known": int(share is not None), "measure": measure}


def _conditions(standards: Standards) -> list[tuple[Standard, StandardLevel, Condition]]:
    return [
        (standard, level, condition)
        for standard in standards.standards
        for level in standard.levels
        for condition in level.conditions
    ]


_OUTCOMES: dict[str, Outcome] = {"holds": "pass", "fails": "fail", "met": "pass", "unmet": "fail", "open": "missing"}


def _outcome(rule: str) -> Outcome:
    return _OUTCOMES[rule.rsplit("/", 1)[1]]


def _standing(
    standard: Standard, by_kind: Mapping[str, Mapping[str, Fired]], counts: Mapping[str, int], area: Area
) -> Standing:
    final = by_kind["standing"][standard.id]
    reached = final.fact["met"]
    levels = {level.id: _level(standard, level, by_kind, counts, area) for level in standard.levels}
    figures = [each.provenance for level in standard.levels for each in level.requires]
    figures += [each.provenance for level in standard.levels for each in level.conditions]
    return Standing(
        rule=final.rule.name,
        level=standard.levels[reached - 1].id if reached else None,
        is_open=final.fact["open"] > 0,
        levels=levels,
        provenance=weakest(*figures),
    )


def _level(
    standard: Standard,
    level: StandardLevel,
    by_kind: Mapping[str, Mapping[str, Fired]],
    counts: Mapping[str, int],
    area: Area,
) -> LevelVerdict:
    name = f"{standard.id}/{level.id}"
    settled = by_kind["stood"][name].rule.name
    verdicts = {}
    for condition in level.conditions:
        rule = by_kind["condition"][f"{name}/{condition.id}"].rule.name
        count, of = _share(condition, counts, area) or (None, None)
        verdicts[condition.id] = ConditionVerdict(rule, _outcome(rule), count, of)
    return LevelVerdict(settled, _outcome(settled), verdicts)


# A text's standards to rules.


@cache
def _program(name: str, standards: Standards) -> Program:
    return Program(name, tuple(_rules(standards)))


def _rules(standards: Standards) -> Iterator[Rule]:
    places = {
        (standard.id, level.id): place
        for place, (standard, level) in enumerate(
            (standard, level) for standard in standards.standards for level in standard.levels
        )
    }
    number = 0
    for at, standard in enumerate(standards.standards):
        for level in standard.levels:
            members = range(number, number + len(level.conditions))
            for each, condition in zip(members, level.conditions, strict=True):
                yield from _condition_rules(each, f"{standard.id}/{level.id}", condition)
            number = members.stop
            yield from _level_rules(standard, level, places, members)
        yield from _standing_rules(at, standard, [places[standard.id, level.id] for level in standard.levels])


def _condition_rules(number: int, level: str, condition: Condition) -> Iterator[Rule]:
    about = f"{level}/{condition.id}"
    for area in AREAS if condition.differs_by_area else AREAS[:1]:
        here: Pattern = (eq("condition", number), eq("known", 1))
        if condition.differs_by_area:
            here = (*here, eq("area", AREAS.index(area)))
        where = about if area == AREAS[0] else f"{about}/{area}"
        least = condition.share_in(area).at_least
        outcomes: tuple[tuple[str, Comparison, int], ...] = (
            ("holds", at_least("measure", least), 0),
            ("fails", below("measure", least), 1),
        )
        for outcome, test, failed in outcomes:
            then: Then = (("judged", number), ("failed", failed), ("open", 0))
            yield Rule(
                f"{where}/{outcome}", "condition", about, ((*here, test),), then, provenance=condition.provenance
            )
    lacking: Then = (("judged", number), ("failed", 0), ("open", 1))
    yield Rule(f"{about}/open", "condition", about, ((eq("condition", number), eq("known", 0)),), lacking)


def _level_rules(
    standard: Standard, level: StandardLevel, places: Mapping[tuple[str, str], int], members: Sequence[int]
) -> Iterator[Rule]:
    about, place = f"{standard.id}/{level.id}", places[standard.id, level.id]
    judged = tuple((eq("judged", number),) for number in members)
    stood = tuple((eq("stood", places[each.standard, each.level]),) for each in level.requires)
    sums: Then = (("level", place), ("failed", Total("failed")), ("open", Total("open")))
    yield Rule(about, "joined", about, (*judged, *stood), sums)
    outcomes: tuple[tuple[str, Pattern, int, int, int], ...] = (
        ("met", (below("failed", 1), below("open", 1)), 0, 0, 1),
        ("unmet", (at_least("failed", 1),), 1, 0, 0),
        ("open", (below("failed", 1), at_least("open", 1)), 0, 1, 0),
    )
    for outcome, tests, failed, unknown, met in outcomes:
        then: Then = (("stood", place), ("failed", failed), ("open", unknown), ("met", met))
        yield Rule(f"{about}/{outcome}", "stood", about, ((eq("level", place), *tests),), then)


def _standing_rules(number: int, standard: Standard, places: Sequence[int]) -> Iterator[Rule]:
    joined = tuple((eq("stood", place),) for place in places)
    sums: Then = (("standing", number), ("met", Total("met")), ("open", Total("open")))
    yield Rule(standard.id, "joined", standard.id, joined, sums)
    # Each level needs the one below (lint proves it), so how many are met says which is the best.
    for met, name in enumerate(("none", *(level.id for level in standard.levels))):
        pattern = (eq("standing", number), eq("met", met))
        yield Rule(f"{standard.id}/is/{name}", "standing", standard.id, (pattern,))
