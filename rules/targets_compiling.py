"""A rule set of targets to rules: every target, criterion and level as patterns over facts.

Facts flow through stages, each marked by a key of its own that every pattern compares first:

    typed -> target -> judged -> sum -> criterion -> level -> stood -> standing

A target that asks only some types of subject begins at ``typed``, the others at ``target``. Levels stand on each other,
the least first (ADR 0010). At each stage the patterns exclude one another.
"""

from collections.abc import Iterator
from itertools import count

from criteria.base import AREAS, Provenance
from criteria.shared import BaseLevel
from criteria.targets_model import TargetCriterion, TargetIndicator, TargetRuleSet
from rules.facts import MEASURED, MISSING, NOT_APPLICABLE, OPEN
from rules.program import Pattern, Program, Rule, Status, Taken, Then, Total, at_least, below, eq

PASSED_ON = ("area", "state", "measure", "documented")
"""What of a fact the rule that looks at the type leaves as it is."""


def targets_of(rule_set: TargetRuleSet) -> list[tuple[TargetIndicator, BaseLevel]]:
    """Return every target of *rule_set*, in the order in which their facts are numbered."""
    return [
        (indicator, level)
        for level in rule_set.asking_levels
        for criterion in rule_set.criteria
        for indicator in criterion.asked_at(level.id)
    ]


def target_program(rule_set: TargetRuleSet) -> Program:
    """Return the rules that decide *rule_set*."""
    return Program(rule_set.id, tuple(_rules(rule_set)))


def _rules(rule_set: TargetRuleSet) -> Iterator[Rule]:
    for number, (indicator, level) in enumerate(targets_of(rule_set)):
        yield from _typed(rule_set, number, indicator, level)
        yield from _target(rule_set, number, indicator, level)
    numbers = count()
    for place, level in enumerate(rule_set.asking_levels):
        for at, criterion in enumerate(rule_set.criteria):
            members = [next(numbers) for _ in criterion.asked_at(level.id)]
            yield from _criterion(place * len(rule_set.criteria) + at, criterion, level, members)
        yield from _level(rule_set, place, level)
    yield from _standing(rule_set)


# A target: is it asked of this type of subject, and is it met?


def _typed(rule_set: TargetRuleSet, number: int, indicator: TargetIndicator, level: BaseLevel) -> Iterator[Rule]:
    """One rule for each type: the target is asked of it, or it is not applicable, by the clause."""
    asked, about = indicator.asks(level.id), f"{indicator.id}/{level.id}"
    if asked is None:
        return
    passed: Then = (("target", number), *((field, Taken(field)) for field in PASSED_ON))
    for place, each in enumerate(rule_set.types):
        here: tuple[Pattern, ...] = ((eq("typed", number), eq("type", place)),)
        if each.id in asked.types:
            yield Rule(
                f"{about}/asked-of-{each.id}", "type", about, here, passed, provenance=asked.provenance_of(each.id)
            )
        else:
            name, left_out = f"{about}/not-asked-of-{each.id}", _judged(number)
            yield Rule(name, "target", about, here, left_out, "not_applicable", asked.provenance_of(each.id))


def _target(rule_set: TargetRuleSet, number: int, indicator: TargetIndicator, level: BaseLevel) -> Iterator[Rule]:
    target, about = indicator.targets[level.id], f"{indicator.id}/{level.id}"
    areas = indicator.areas_of(level.id)
    for area in areas:
        where = about if area == AREAS[0] else f"{about}/{area}"
        here: Pattern = (eq("target", number), eq("state", MEASURED))
        if len(areas) > 1:
            here = (*here, eq("area", AREAS.index(area)))
        least = indicator.least(level.id, area)
        met, proved = at_least("measure", least), eq("documented", 1)
        outcomes: tuple[tuple[str, Pattern, Status, Then, Provenance], ...] = (
            ("met", (met, proved), "pass", _judged(number, asked=1), target.provenance),
            (
                "no-documents",
                (met, eq("documented", 0)),
                "missing",
                _judged(number, asked=1, short=1),
                rule_set.missing.provenance,
            ),
            ("unmet", (below("measure", least),), "fail", _judged(number, asked=1, failed=1), target.provenance),
        )
        for outcome, tests, status, then, provenance in outcomes:
            yield Rule(f"{where}/{outcome}", "target", about, ((*here, *tests),), then, status, provenance)
    yield from _settled(rule_set, number, about, target.provenance)


def _settled(rule_set: TargetRuleSet, number: int, about: str, provenance: Provenance) -> Iterator[Rule]:
    """What is settled without a measure: no answer, not applicable, and "open" for the level still possible."""
    kinds: list[tuple[str, int, Status, Then, Provenance]] = [
        ("missing", MISSING, "missing", _judged(number, asked=1, short=1), rule_set.missing.provenance),
        ("open", OPEN, "pass", _judged(number, asked=1), provenance),
    ]
    if rule_set.not_applicable is not None:
        left_out = _judged(number)
        kinds.append(("not-applicable", NOT_APPLICABLE, "not_applicable", left_out, rule_set.not_applicable.provenance))
    for name, state, status, then, sure in kinds:
        here: Pattern = (eq("target", number), eq("state", state))
        yield Rule(f"{about}/{name}", "target", about, (here,), then, status, sure)


def _judged(number: int, *, asked: int = 0, failed: int = 0, short: int = 0) -> Then:
    return (("judged", number), ("asked", asked), ("failed", failed), ("short", short))


# A criterion is met when all its targets are.


def _criterion(number: int, criterion: TargetCriterion, level: BaseLevel, members: list[int]) -> Iterator[Rule]:
    about = f"{criterion.id}/{level.id}"
    sums: Then = (("sum", number), *((field, Total(field)) for field in ("asked", "failed", "short")))
    yield Rule(f"{about}/sum", "sum", about, tuple((eq("judged", member),) for member in members), sums)
    outcomes: tuple[tuple[str, Status, Pattern, int, int], ...] = (
        ("not-applicable", "not_applicable", (below("asked", 1),), 0, 0),
        ("met", "pass", (at_least("asked", 1), below("failed", 1), below("short", 1)), 0, 0),
        ("unmet", "fail", (at_least("failed", 1),), 1, 0),
        ("missing", "missing", (below("failed", 1), at_least("short", 1)), 0, 1),
    )
    for name, status, tests, failed, short in outcomes:
        asked: Then = (("asked", Total("asked")),)
        then: Then = (("criterion", number), ("failed", failed), ("short", short), ("unmet", 0), *asked)
        here: Pattern = (eq("sum", number), *tests)
        yield Rule(f"{about}/{name}", "criterion", about, (here,), then, status, criterion.provenance)


# A level is met when all its criteria are, and the level below it is.


def _level(rule_set: TargetRuleSet, place: int, level: BaseLevel) -> Iterator[Rule]:
    first = place * len(rule_set.criteria)
    joined: list[Pattern] = [(eq("criterion", first + at),) for at, _ in enumerate(rule_set.criteria)]
    if place:
        joined.append((eq("stood", place - 1),))
    sums: Then = (("level", place), *((field, Total(field)) for field in ("failed", "short", "unmet", "asked")))
    yield Rule(level.id, "joined", level.id, tuple(joined), sums)
    unbroken: Pattern = (below("failed", 1), below("short", 1))
    whole: Pattern = (*unbroken, at_least("asked", 1))
    outcomes: tuple[tuple[str, Status, Pattern, Provenance], ...] = (
        ("met", "pass", (*whole, below("unmet", 1)), level.provenance),
        ("unmet", "fail", (at_least("failed", 1),), level.provenance),
        ("missing", "missing", (below("failed", 1), at_least("short", 1)), rule_set.missing.provenance),
        ("level-below-unmet", "fail", (*whole, at_least("unmet", 1)), rule_set.level_needs_level_below.provenance),
        # Nobody reaches a level by being asked nothing.
        (
            "nothing-asked",
            "not_applicable",
            (below("failed", 1), below("short", 1), below("asked", 1)),
            level.provenance,
        ),
    )
    for name, status, tests, provenance in outcomes:
        met, short = int(status == "pass"), int(status == "missing")
        unmet = 1 - met - short
        then: Then = (("stood", place), ("failed", 0), ("short", short), ("asked", 0), ("unmet", unmet), ("met", met))
        here: Pattern = (eq("level", place), *tests)
        yield Rule(f"{level.id}/{name}", "stood", level.id, (here,), then, status, provenance)


def _standing(rule_set: TargetRuleSet) -> Iterator[Rule]:
    stood: tuple[Pattern, ...] = tuple((eq("stood", place),) for place, _ in enumerate(rule_set.asking_levels))
    yield Rule("standing", "joined", "standing", stood, (("standing", 0), ("met", Total("met"))))
    # Each level needs the one below, so how many are met says which is the best.
    for met, level in enumerate(reversed(rule_set.levels)):
        here: Pattern = (eq("standing", 0), eq("met", met))
        yield Rule(f"{level.id}/reached", "level", level.id, (here,), provenance=level.provenance)
