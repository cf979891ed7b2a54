"""Answers to facts: integers only, no text of users (ADR 0001)."""

from criteria.amounts import share_ppm
from criteria.answers import (
    Answer,
    BlankAnswer,
    ChoiceAnswer,
    MetAnswer,
    NotApplicableAnswer,
    PointsAnswer,
    ShareAnswer,
    ValueAnswer,
)
from criteria.base import AREAS, Area
from criteria.model import Criterion, Indicator
from criteria.questions import AskChange, AskChoice, AskValue
from criteria.shared import BaseIndicator

Fact = dict[str, int]

# What the evidence says of an indicator; the first thing that the rules of an indicator compare.
MEASURED, ASSESSED, MISSING, NOT_APPLICABLE, OPEN = range(1, 6)


def fact_of(
    number: int,
    indicator: Indicator,
    answer: Answer | None,
    area: Area,
    *,
    completed: bool = False,
    proved: bool = False,
) -> Fact:
    """Return the fact that stands for *answer* in the engine.

    Args:
        number: Place of the indicator in its rule set, from 0.
        indicator: What was asked.
        answer: What was answered; already checked against the question. None: nothing.
        area: Area of the subject.
        completed: Take what is missing as if it were there: papers for an answer that has none, and an answer
            that earns everything where there is none. This is how high the total can still get.
        proved: The answer needs no papers: it follows from members who have their own.
    """
    fact = {"indicator": number, "area": AREAS.index(area)}
    if answer is None or isinstance(answer, BlankAnswer):
        return fact | {"state": OPEN if completed else MISSING}
    documented = int(completed or proved or bool(answer.documents) or not indicator.documents)
    match answer:
        case NotApplicableAnswer():
            return fact | {"state": NOT_APPLICABLE}
        case PointsAnswer():
            lost = indicator.max_points.points - answer.points
            return fact | {"state": ASSESSED, "points": answer.points, "lost": lost, "documented": documented}
    return fact | {"state": MEASURED, "measure": measure_of(indicator, answer), "documented": documented}


def sheet_fact(
    place: int, criterion: Criterion, answer: PointsAnswer | BlankAnswer, *, completed: bool = False
) -> Fact:
    """Return the fact that stands for a line of a score sheet: what an assessor gave the criterion as a whole.

    Args:
        place: Place of the criterion in its rule set, from 0.
        criterion: What was scored.
        answer: The points, of the sheet's own maximum where it has one; blank: not scored yet.
        completed: Take what is not scored yet as full points.
    """
    most = answer.of or criterion.max_points.points
    if isinstance(answer, PointsAnswer):
        points, answered = answer.points, 1
    else:
        points, answered = (most, 1) if completed else (0, 0)
    return {"sheet": place, "points": points, "max": most, "lost": most - points, "answered": answered}


def measure_of(indicator: BaseIndicator, answer: Answer) -> int:
    """Return the integer by which *indicator* measures *answer*.

    A share in parts per million, a value in millionths, the place of a choice in the rising order, 1 or 0 for
    met or not; of a change, by how many millionths the value moved in the direction that is asked for.

    Raises:
        TypeError: The answer is not one that a scale measures: a caller's mistake.
    """
    match answer, indicator.answer:
        case MetAnswer(), _:
            return int(answer.met)
        case ShareAnswer(), _:
            return share_ppm(answer.count, answer.of)
        case ValueAnswer(value=value, previous=int(previous)), AskChange(direction=direction):
            return value - previous if direction == "rise" else previous - value
        case ValueAnswer(), AskValue():
            return answer.value
        case ChoiceAnswer(), AskChoice() as asked:
            return [option.id for option in asked.options].index(answer.choice)
    raise TypeError(f"{indicator.id}: {type(answer).__name__} is not measured")
