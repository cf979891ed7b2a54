"""Criteria and indicators over many subjects: where something is lost, by how many, and how much."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from ratings.result import CriterionResult, IndicatorResult
from ratings.result_summary import ItemSummary, LevelTally, StatusCount
from ratings.result_targets import AnyResult, TargetCriterionResult, TargetIndicatorResult
from rules.program import Status

Judged = CriterionResult | IndicatorResult | TargetCriterionResult | TargetIndicatorResult
_BY_POINTS = (CriterionResult, IndicatorResult)
_STATUSES: tuple[Status, ...] = ("pass", "partial", "fail", "missing", "not_applicable")
"""In the order of ``StatusCount``."""
_OF_TARGETS: tuple[Status, ...] = ("pass", "fail", "missing", "not_applicable")
"""In the order of ``LevelTally``."""


class Items(NamedTuple):
    """Criteria in the order of the text, indicators with the one where most lose first."""

    criteria: tuple[ItemSummary, ...]
    indicators: tuple[ItemSummary, ...]


def summed_items(results: Sequence[AnyResult], level: str | None) -> Items:
    """Return criteria and indicators over *results*, all of one rule set.

    Args:
        results: One for each subject.
        level: Under targets, the level that counts first when indicators are put in order.
    """
    places: dict[str, list[Judged]] = {}
    inner: dict[str, dict[str, list[Judged]]] = {}
    for result in results:
        for criterion in result.criteria:
            places.setdefault(criterion.id, []).append(criterion)
            indicators = inner.setdefault(criterion.id, {})
            for indicator in criterion.indicators:
                indicators.setdefault(indicator.id, []).append(indicator)
    criteria = tuple(_summed(judged) for judged in places.values())
    summed = (_summed(judged) for by_id in inner.values() for judged in by_id.values())
    return Items(criteria, by_loss(summed, level))


def by_loss(items: Iterable[ItemSummary], level: str | None) -> tuple[ItemSummary, ...]:
    """Return *items*, the one where most subjects lose first; then by points lost, then in the order of the text.

    Args:
        items: Criteria or indicators in the order of the text.
        level: Under targets, count first who does not meet them at this level.
    """
    return tuple(sorted(items, key=lambda each: (-losing_at(each, level), -each.losing, -(each.lost or 0))))


def losing_at(item: ItemSummary, level: str | None) -> int:
    """Return how many lose something at *item*: under targets, at *level*."""
    tallies = (each for each in item.levels or () if each.level == level)
    return next((each.failed + each.missing for each in tallies), item.losing)


def lacks_something(judged: Judged) -> bool:
    """Whether *judged* lacks an answer or documents, at some level."""
    statuses = [each.status for each in getattr(judged, "levels", ())]
    return "missing" in (judged.status, *statuses)


def _summed(judged: Sequence[Judged]) -> ItemSummary:
    first, statuses = judged[0], [each.status for each in judged]
    asked = [each for each in judged if each.status != "not_applicable"]
    maxima = {each.max_points for each in asked if isinstance(each, _BY_POINTS)}
    is_by_points = isinstance(first, _BY_POINTS)
    lost = sum(map(_lost, asked), Decimal(0)) if is_by_points else None
    return ItemSummary(
        id=first.id,
        name=first.name,
        short=getattr(first, "short", None),
        subjects=len(asked),
        losing=sum(map(_loses, asked)),
        statuses=StatusCount(*(statuses.count(each) for each in _STATUSES)),
        lost=lost,
        lost_missing=sum(map(_lost_missing, asked), Decimal(0)) if is_by_points else None,
        mean_lost=mean(lost, len(asked)) if lost is not None and asked else None,
        max_points=maxima.pop() if len(maxima) == 1 else None,
        levels=None if is_by_points else _tallies(judged),
    )


def _lost(judged: Judged) -> Decimal:
    return judged.max_points - judged.points if isinstance(judged, _BY_POINTS) else Decimal(0)


def _loses(judged: Judged) -> bool:
    if isinstance(judged, _BY_POINTS):
        return _lost(judged) > 0
    return any(each.met is False for each in judged.levels)


def _lost_missing(judged: Judged) -> Decimal:
    if isinstance(judged, CriterionResult) and judged.indicators:
        return sum(map(_lost_missing, judged.indicators), Decimal(0))
    return _lost(judged) if judged.status == "missing" else Decimal(0)


def _tallies(judged: Sequence[Judged]) -> tuple[LevelTally, ...]:
    by_level: dict[str, list[Status]] = {}
    for each in judged:
        for shown in getattr(each, "levels", ()):
            by_level.setdefault(shown.level, []).append(shown.status)
    return tuple(
        LevelTally(level, *(statuses.count(each) for each in _OF_TARGETS)) for level, statuses in by_level.items()
    )


def mean(total: Decimal, of: int) -> Decimal:
    """Return *total* divided by *of* (1 or more), rounded half up to two decimals: as a spreadsheet shows it.

    >>> mean(Decimal("1.01"), 2), mean(Decimal(10), 3)
    (Decimal('0.51'), Decimal('3.33'))
    """
    return (total / of).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
