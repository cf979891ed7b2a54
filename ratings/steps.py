"""Steps: the least set of changes that brings a subject to a level, found exactly and rated again (ADR 0012)."""

from collections.abc import Iterator, Mapping
from heapq import merge
from itertools import islice
from typing import NamedTuple

from criteria.model import Level
from criteria.shared import BaseLevel
from criteria.texts import Text, points_text
from ratings.changing import Change, change_to_targets, changes_to_points
from ratings.costs import Prices, default_prices
from ratings.planning import Group, Item, Option, Plan, plans
from ratings.rating import suppose
from ratings.record import AnyRating, Rating, TargetRating
from rules.targets_deciding import lacking_at

MOST_WAYS = 20
"""Alternatives that can be asked for."""


class Way(NamedTuple):
    """A least set of changes that reaches the level, in the order of the text, and what comes out.

    Attributes:
        cost: Of all changes, in units of effort.
        changes: Without any of them, or with a smaller one in its place, the level is not reached.
        outcome: The rating with all of them.
    """

    cost: int
    changes: tuple[Change, ...]
    outcome: AnyRating


class Steps(NamedTuple):
    """How a level can be reached.

    Attributes:
        level: The level that is asked for.
        reached: Whether the subject is there already.
        ways: The cheapest first; none where it is reached already, or cannot be reached.
        reasons: Why it cannot be reached, sentences; none where it can.
    """

    level: BaseLevel
    reached: bool
    ways: tuple[Way, ...]
    reasons: tuple[Text, ...]


class StepsError(Exception):
    """Steps that were found do not reach the level when rated again: a fault of xhht."""


def level_above(rating: AnyRating) -> BaseLevel | None:
    """Return the level above the one that *rating* reached; None at the best."""
    levels = rating.rule_set.levels
    place = levels.index(rating.level)
    return levels[place - 1] if place else None


def steps_to(rating: AnyRating, level: BaseLevel, prices: Prices | None = None, *, most: int = 1) -> Steps:
    """Return how the subject of *rating* can reach *level*.

    Args:
        rating: Of the subject as it is.
        level: Of the rule set of *rating*.
        prices: What changes cost; None: as ``ratings/costs.yaml`` says.
        most: So many ways at most, 1 to ``MOST_WAYS``.

    Raises:
        StepsError: What was found does not hold when it is rated: a fault of ours, never told as a way.
    """
    if rating.reaches(level.id):
        return Steps(level, True, (), ())
    known = prices or default_prices()
    if isinstance(rating, Rating):
        assert isinstance(level, Level)
        found = [*islice(_ways_by_points(rating, level, known), most)]
        reasons = () if found else tuple(_short_of_points(rating, level, known))
    else:
        found, reasons = _ways_by_targets(rating, level, known)
    return Steps(level, False, tuple(_rated(rating, level, changes) for changes in found), reasons)


def _rated(rating: AnyRating, level: BaseLevel, changes: tuple[Change, ...]) -> Way:
    outcome = suppose(rating, {each.item: each.answer for each in changes})
    if not outcome.reaches(level.id):
        raise StepsError(f"{rating.rule_set.id}: {[each.item for each in changes]} do not reach {level.id}")
    return Way(sum(each.cost for each in changes), changes, outcome)


# Points.


def _ways_by_points(rating: Rating, level: Level, prices: Prices) -> Iterator[tuple[Change, ...]]:
    """Yield the least sets of changes to *level*, the cheapest first."""
    changes = _all_changes(rating, prices)
    found: list[Plan] = []
    searches = (plans(_groups(rating, each, changes), _needed(rating, each)) for each in _enough(rating, level))
    for plan in merge(*searches, key=lambda each: each.rank):
        if not any(plan.contains(each) for each in found):
            found.append(plan)
            yield tuple(changes[name][place] for name, place in plan.choice.items())


def _enough(rating: Rating, level: Level) -> list[Level]:
    """Return *level*, and those above it that do not ask for all of its gates: reaching one of them is enough, too."""
    levels = rating.rule_set.levels
    above = [each for each in levels[: levels.index(level)] if not {*level.gates} <= {*each.gates}]
    return [level, *above]


def _all_changes(rating: Rating, prices: Prices) -> Mapping[str, tuple[Change, ...]]:
    return {name: changes_to_points(rating, prices, name) for name in rating.judged}


def _needed(rating: Rating, level: Level) -> int:
    """Return what the sum of the criteria lacks for *level*, in hundredths, before it is scaled (ADR 0004)."""
    verdicts = rating.criteria.values()
    most, whole = sum(each.max_points for each in verdicts), rating.rule_set.total.points
    least = level.least_points(rating.evidence.subject.area)
    return -(-least * most // whole) - sum(each.points for each in verdicts)


def _groups(rating: Rating, level: Level, changes: Mapping[str, tuple[Change, ...]]) -> list[Group]:
    groups = []
    for criterion in rating.rule_set.criteria:
        on_sheet = criterion.id in changes
        names = [criterion.id] if on_sheet else [each.id for each in criterion.indicators]
        items = []
        for name in names:
            had = (rating.criteria if on_sheet else rating.indicators)[name].points
            options = tuple(Option(each.points - had, each.cost) for each in changes[name])
            items.append(Item(name, options, 0 if on_sheet else _bound(rating, level, "indicator", name)))
        groups.append(Group(tuple(items), _bound(rating, level, "criterion", criterion.id)))
    return groups


def _bound(rating: Rating, level: Level, each: str, name: str) -> int:
    """Return what the gates of *level* still ask of one item, in hundredths; 0 where it does not apply."""
    verdict = (rating.indicators if each == "indicator" else rating.criteria)[name]
    if verdict.max_points == 0:
        return 0
    gates = (gate for gate in rating.rule_set.gates if gate.id in level.gates and gate.each == each)
    return max((gate.least_points - verdict.points for gate in gates), default=0)


def _short_of_points(rating: Rating, level: Level, prices: Prices) -> Iterator[Text]:
    """Say what is still in the way when everything that can be changed has been."""
    changes = _all_changes(rating, prices)
    best = suppose(rating, {name: each[-1].answer for name, each in changes.items() if each})
    assert isinstance(best, Rating)
    if best.reaches(level.id):
        raise StepsError(f"{rating.rule_set.id}: {level.id} can be reached, and no steps were found")
    least = level.least_points(rating.evidence.subject.area)
    if best.decision.points < least:
        most, needed = points_text(best.decision.points), points_text(least)
        yield Text(
            f"Làm mọi thay đổi có thể, tổng điểm cũng chỉ đến {most.vi}; cần {needed.vi}.",
            f"With every change that is possible the total comes to {most.en}; {needed.en} are needed.",
        )
    gates = {gate.id: gate for gate in rating.rule_set.gates if gate.id in level.gates}
    for block in best.decision.blocks:
        if block.level == level.id and block.gate in gates:
            gate, items = gates[block.gate], ", ".join(block.items)
            yield Text(
                f"Điều kiện “{gate.name.vi}” vẫn vướng ở {items}.",
                f"The gate “{gate.name.en}” still breaks at {items}.",
            )
    fixed = [name for name, each in changes.items() if not each and _can_lose(rating, name)]
    for names, vi, en in (
        ([name for name in fixed if name not in prices.never], "Không đổi được nữa", "What cannot be changed"),
        (
            [name for name in fixed if name in prices.never],
            "Tệp chi phí ghi là không đổi được",
            "What the file of costs says cannot be changed",
        ),
    ):
        if names:
            listed = ", ".join(names)
            yield Text(f"{vi}: {listed}.", f"{en}: {listed}.")


def _can_lose(rating: Rating, name: str) -> bool:
    """Whether *name* lacks points that no change brings."""
    verdict = rating.indicators.get(name) or rating.criteria[name]
    return verdict.points < verdict.max_points


# Targets: each stands alone, so that the least set is the cheapest change to each that is not met.


def _ways_by_targets(
    rating: TargetRating, level: BaseLevel, prices: Prices
) -> tuple[list[tuple[Change, ...]], tuple[Text, ...]]:
    order = [each.id for each in rating.rule_set.asking_levels]
    asked = order[: order.index(level.id) + 1]  # a level needs those below it
    changes, reasons = [], []
    for indicator in rating.rule_set.indicators:
        unmet = [each for each in asked if indicator.id in lacking_at(rating.decision, each)]
        if not unmet:
            continue
        change = change_to_targets(rating, prices, indicator, unmet)
        if change is None:
            reasons.append(_fixed(indicator.id, indicator.label, never=indicator.id in prices.never))
        else:
            changes.append(change)
    if not changes and not reasons:
        reasons.append(Text("Không còn chỉ tiêu nào để xét ở mức này.", "No target is left to judge at this level."))
    return ([] if reasons else [tuple(changes)]), tuple(reasons)


def _fixed(name: str, label: Text, *, never: bool) -> Text:
    if never:
        return Text(
            f"{name} ({label.vi}): tệp chi phí ghi là không đổi được.",
            f"{name} ({label.en}): the file of costs says that it cannot be changed.",
        )
    return Text(
        f"{name} ({label.vi}): không câu trả lời nào khác làm cho chỉ tiêu này đạt.",
        f"{name} ({label.en}): no other answer meets this target.",
    )
