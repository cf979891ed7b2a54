"""Steps in words: reads what was found and finds nothing."""

from criteria.amounts import as_points
from criteria.texts import Text
from ratings.changing import Change
from ratings.explaining_shared import named, rule_set_used, subject_shown
from ratings.record import AnyRating, Rating
from ratings.result_parts import Number
from ratings.result_steps import ChangeShown, StepsResult, WayShown
from ratings.step_sentences import change_sentence
from ratings.steps import Steps, Way, level_above, steps_to


def explained_steps(rating: AnyRating, steps: Steps) -> StepsResult:
    """Return *steps* of the subject of *rating* as plain data, with a sentence for every change."""
    return StepsResult(
        schema="xhht-steps/1",
        rule_set=rule_set_used(rating),
        subject=subject_shown(rating),
        year=rating.evidence.year,
        level=named(rating.level),
        points=_points(rating),
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
    steps = steps_to(rating, level)
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
    return ChangeShown(change.item, change.kind, change.units, change.paper, change.cost, gained, change.answer, said)
