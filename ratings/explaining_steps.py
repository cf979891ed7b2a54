"""Steps in words: reads what was found and finds nothing."""

from criteria.amounts import as_points
from criteria.texts import Text
from ratings.changing import Change
from ratings.explaining_shared import named, rule_set_used, subject_shown
from ratings.record import AnyRating, Rating
from ratings.result_parts import Number
from ratings.result_steps import ChangeShown, StepsResult, WayShown
from ratings.step_sentences import change_sentence
from ratings.steps import Steps, StepsError, Way, level_above, steps_to


def explained_steps(rating: AnyRating, steps: Steps) -> StepsResult:
    """Return *steps* of the subject of *rating* as plain data, with a sentence for every change."""
    return StepsResult(
        schema="xhht-steps/1",
        rule_set=rule_set_used(rating),
        subject=subject_shown(rating),
        year=rating.evidence.year,
        level=named(rating.level),
        points=_points(rating),
        max_points=rating.max_points if isinstance(rating, Rating) else None,
        applicable_points=as_points(sum(each.max_points for each in rating.criteria.values()))
        if isinstance(rating, Rating)
        else None,
        to=named(steps.level),
        reached=steps.reached,
        ways=tuple(way_shown(rating, way) for way in steps.ways),
        reasons=steps.reasons,
    )


def cheapest(rating: AnyRating) -> tuple[WayShown | None, tuple[Text, ...]]:
    """Return the cheapest way to the next level, or why there is none; nothing of both at the best level."""
    level = level_above(rating)
    if level is None:
        return None, ()
    try:
        steps = steps_to(rating, level)
    except StepsError:
        return None, ()  # a fault of ours, which `xhht steps` tells; it is not to cost anybody the rating
    return next((way_shown(rating, way) for way in steps.ways), None), steps.reasons


def way_shown(rating: AnyRating, way: Way) -> WayShown:
    """Return *way* as plain data."""
    return WayShown(
        way.cost,
        tuple(_change(rating, each) for each in way.changes),
        named(way.outcome.level),
        _points(way.outcome),
    )


def _points(rating: AnyRating) -> Number | None:
    return rating.points if isinstance(rating, Rating) else None


def _change(rating: AnyRating, change: Change) -> ChangeShown:
    gained = None
    if isinstance(rating, Rating):
        verdict = rating.indicators.get(change.item) or rating.criteria[change.item]
        gained = as_points(change.points - verdict.points)
    said = change_sentence(rating, change)
    return ChangeShown(
        indicator=change.item,
        kind=change.kind,
        units=change.units,
        paper=change.paper,
        known=change.known,
        cost=change.cost,
        points=gained,
        answer=change.answer,
        explanation=said,
    )
