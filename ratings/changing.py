"""Changes: every single way in which the answer to one indicator could become better, with what it gains and costs."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from criteria.amounts import VALUE_PLACES, least_count
from criteria.answers import (
    LONGEST_WORDS,
    Answer,
    BlankAnswer,
    ChoiceAnswer,
    Document,
    MetAnswer,
    NotApplicableAnswer,
    PointsAnswer,
    ShareAnswer,
    ValueAnswer,
)
from criteria.model import Criterion, Indicator
from criteria.problems import shortened
from criteria.questions import AskChange, AskChoice, AskMet, AskShare, AskValue
from criteria.shared import BaseIndicator
from criteria.targets_model import TargetIndicator
from ratings.costs import ChangeKind, Prices
from ratings.evidence import TO_BE_FOUND
from ratings.record import AnyRating, Rating
from ratings.shares import all_of, parts_with
from rules.facts import measure_of

HALF_POINT = 50
"""Assessors award half points: by so many hundredths their points are raised."""
OF_HUNDRED = 100
_ONE = 10**VALUE_PLACES


class Change(NamedTuple):
    """One better answer to one indicator.

    Attributes:
        item: Id of the indicator; of the criterion, for a line of a score sheet.
        kind: What is changed: only the papers, or what the answer says.
        answer: The better answer, with the papers that it has or is supposed to have.
        units: By how many persons, options, levels, points or whole units it is better; 0 where that says nothing.
        paper: Whether a paper has to be found as well.
        known: Whether it is known of how many a share is taken; else it is taken of 100.
        points: What the indicator has then, in hundredths; 0 under targets.
        cost: In units of effort.
    """

    item: str
    kind: ChangeKind
    answer: Answer
    units: int
    paper: bool
    known: bool
    points: int
    cost: int


class Goal(NamedTuple):
    """What an indicator is to reach: a least measure, and the points that it then has, in hundredths."""

    least: int
    points: int


def changes_to_points(rating: Rating, prices: Prices, item: str) -> tuple[Change, ...]:
    """Return the changes that gain points at *item*, the least gain first; none that costs more for no more.

    Args:
        rating: By points.
        prices: What changes cost.
        item: Id of an indicator, or of a criterion that is on a score sheet.
    """
    if item in prices.never:
        return ()
    criterion = rating.rule_set.criteria_by_id.get(item)
    if criterion is not None:
        return _worth_while([*_on_sheet(rating, prices, criterion)])
    indicator, verdict, answer = rating.rule_set.by_id[item], rating.indicators[item], rating.answer_to(item)
    found: list[Change | None] = []
    if answer is not None and verdict.earned > verdict.points:
        found.append(_papers_only(rating, prices, indicator, answer, verdict.earned))
    steps = indicator.steps[rating.evidence.subject.area]
    if not steps or isinstance(answer, PointsAnswer):
        found += _assessed(rating, prices, indicator)
    else:
        had = max(verdict.points, verdict.earned)  # what is earned lacks only its papers
        goals = [Goal(step.at_least or 0, step.points) for step in steps if step.points > had]
        found += [_reaching(rating, prices, indicator, goal) for goal in goals]
    return _worth_while([each for each in found if each is not None])


def change_to_targets(
    rating: AnyRating, prices: Prices, indicator: TargetIndicator, levels: list[str]
) -> Change | None:
    """Return the cheapest change by which *indicator* meets its targets of *levels*; None where none is known."""
    if indicator.id in prices.never:
        return None
    least = max(indicator.least(level, rating.evidence.subject.area) for level in levels)
    answer = rating.answer_to(indicator.id)
    if not isinstance(answer, BlankAnswer | NotApplicableAnswer | None) and measure_of(indicator, answer) >= least:
        return _papers_only(rating, prices, indicator, answer, 0)
    return _reaching(rating, prices, indicator, Goal(least, 0))


def _worth_while(found: list[Change]) -> tuple[Change, ...]:
    """Leave out what costs more than a change that gains as much, and what is one with it.

    What gains less for the same stays: it may be enough.
    """
    kept: list[Change] = []
    for each in sorted(found, key=lambda change: (-change.points, change.cost, change.units)):
        last = kept[-1] if kept else None
        if last is None or (each.points < last.points and each.cost <= last.cost and each.answer != last.answer):
            kept.append(each)
    return tuple(reversed(kept))


# Papers.


def supposed_paper(indicator: BaseIndicator) -> Document:
    """Return the paper that an answer to *indicator* is supposed to have, whose title says that it lacks."""
    expected = indicator.documents[0] if indicator.documents else indicator.label
    return Document(title=shortened(TO_BE_FOUND + expected.vi, LONGEST_WORDS))


def with_paper(indicator: BaseIndicator, answer: Answer) -> Answer:
    """Return *answer* with a supposed paper where it has none and one is expected."""
    if answer.documents or not indicator.documents or isinstance(answer, NotApplicableAnswer):
        return answer
    return answer.model_copy(update={"documents": (supposed_paper(indicator),)})


def _papers_only(
    rating: AnyRating, prices: Prices, indicator: BaseIndicator, answer: Answer, points: int
) -> Change | None:
    if not _lacks_paper(rating, indicator, answer):
        return None
    item = indicator.id
    return Change(item, "paper", with_paper(indicator, answer), 1, True, True, points, prices.of("paper", item, 1))


def _lacks_paper(rating: AnyRating, indicator: BaseIndicator, answer: Answer | None) -> bool:
    """Whether a paper has to be found. Members who have papers of their own prove an answer."""
    has = answer is not None and answer.documents
    return bool(indicator.documents) and not has and not _is_rolled_up(rating, indicator.id)


def _is_rolled_up(rating: AnyRating, item: str) -> bool:
    return item in rating.roll_ups and rating.roll_ups[item].is_known


# What is said.


def _reaching(rating: AnyRating, prices: Prices, indicator: BaseIndicator, goal: Goal) -> Change | None:
    """Return the change by which *indicator* is measured at *goal*, with the papers that it lacks."""
    answer = rating.answer_to(indicator.id)
    better = None if isinstance(answer, NotApplicableAnswer) else _better(rating, indicator, answer, goal.least)
    if better is None:
        return None
    kind, said, units, known = better
    made = with_paper(indicator, _MADE[indicator.answer.kind](**_words_of(answer) | said))
    paper = _lacks_paper(rating, indicator, answer)
    cost = prices.of(kind, indicator.id, units) + (prices.of("paper", indicator.id, 1) if paper else 0)
    return Change(indicator.id, kind, made, units, paper, known, goal.points, cost)


_MADE: dict[str, Any] = {
    "met": MetAnswer.model_construct,
    "share": ShareAnswer.model_construct,
    "value": ValueAnswer.model_construct,
    "change": ValueAnswer.model_construct,
    "choice": ChoiceAnswer.model_construct,
}
"""Made of what is known to be right, in the units in which answers are held."""
_Better = tuple[ChangeKind, dict[str, Any], int, bool]


def _better(rating: AnyRating, indicator: BaseIndicator, answer: Answer | None, least: int) -> _Better | None:
    derived = indicator.id in rating.rule_set.derived and answer is not rating.evidence.answers.get(indicator.id)
    match indicator.answer:
        case AskMet():
            return "standard" if derived else "done", {"met": True}, 1, True
        case AskShare() as asked:
            return _more_people(rating, indicator, asked, answer, least)
        case AskValue() as asked:
            return _more_of(asked, answer, least)
        case AskChange() as asked:
            return _moved(asked, answer)
        case AskChoice(options=options):
            place = measure_of(indicator, answer) if isinstance(answer, ChoiceAnswer) else 0
            kind: ChangeKind = "standard" if derived else "choice"
            return kind, {"choice": options[least].id}, max(1, least - place), True
    return None


def _more_people(
    rating: AnyRating, indicator: BaseIndicator, asked: AskShare, answer: Answer | None, least: int
) -> _Better:
    everybody, known = _everybody(rating, asked, answer)
    count = least_count(least, everybody)
    had = answer.count if isinstance(answer, ShareAnswer) else 0
    said: dict[str, Any] = {"count": count, "of": everybody}
    if isinstance(answer, ShareAnswer) and answer.parts:
        said["parts"] = parts_with(answer.parts, count, everybody)
    kind: ChangeKind = "members" if _is_rolled_up(rating, indicator.id) else "people"
    return kind, said, max(1, count - had), known


def _more_of(asked: AskValue, answer: Answer | None, least: int) -> _Better | None:
    """Return a value of *least* or just above it, where there can be so many."""
    value = max(0, -(-least // _ONE) * _ONE) if asked.whole else least
    if asked.at_most is not None and value > asked.at_most:
        return None
    had = answer.value if isinstance(answer, ValueAnswer) else 0
    return "value", {"value": value}, max(1, -(-(value - had) // _ONE)), True


def _everybody(rating: AnyRating, asked: AskShare, answer: Answer | None) -> tuple[int, bool]:
    """Return of how many a share is taken, and whether that is known: as answered, declared, or answered elsewhere."""
    if isinstance(answer, ShareAnswer):
        return answer.of, True
    known = all_of(asked, rating.rule_set, rating.evidence.population, rating.answers)
    return (OF_HUNDRED, False) if known is None else (known, True)


def _moved(asked: AskChange, answer: Answer | None) -> _Better | None:
    """Return a value just better than the year before; None where there is none."""
    before = answer.previous if isinstance(answer, ValueAnswer) else None
    if before is None:
        value, before = (_ONE, 0) if asked.direction == "rise" else (0, _ONE)
        return "change", {"value": value, "previous": before}, 0, False
    if asked.direction == "fall":
        value = next((before - less for less in (_ONE // 100, 1) if before >= less), None)
    else:
        most = asked.at_most
        value = next((before + more for more in (_ONE // 100, 1) if most is None or before + more <= most), None)
    return None if value is None else ("change", {"value": value, "previous": before}, 0, True)


# What an assessor gives.


def _assessed(rating: Rating, prices: Prices, indicator: Indicator) -> Iterator[Change]:
    verdict, answer = rating.indicators[indicator.id], rating.answer_to(indicator.id)
    if isinstance(answer, NotApplicableAnswer):
        return
    paper = _lacks_paper(rating, indicator, answer)
    had = answer.points if isinstance(answer, PointsAnswer) else 0
    for points in _half_points(max(had, verdict.points), indicator.max_points.points):
        said = _words_of(answer)
        made = with_paper(indicator, PointsAnswer.model_construct(**said, points=points))
        yield _raised(prices, Change(indicator.id, "assessed", made, points - had, paper, True, points, 0))


def _on_sheet(rating: Rating, prices: Prices, criterion: Criterion) -> Iterator[Change]:
    answer, verdict = rating.answers[criterion.id], rating.criteria[criterion.id]
    of = answer.of if isinstance(answer, PointsAnswer | BlankAnswer) else None
    for points in _half_points(verdict.points, verdict.max_points):
        better = PointsAnswer.model_construct(**_words_of(answer), points=points, of=of)
        yield _raised(prices, Change(criterion.id, "assessed", better, points - verdict.points, False, True, points, 0))


def _words_of(answer: Answer | None) -> dict[str, Any]:
    """What a better answer keeps: not the note, which spoke of what was."""
    if answer is None:
        return {}
    return {"documents": answer.documents, "question": answer.question}


def _half_points(had: int, most: int) -> Iterator[int]:
    yield from range(had - had % HALF_POINT + HALF_POINT, most, HALF_POINT)
    if most > had:
        yield most


def _raised(prices: Prices, change: Change) -> Change:
    """Return *change*, whose units are hundredths, in points and with its cost."""
    units = max(1, -(-change.units // 100))
    paper = prices.of("paper", change.item, 1) if change.paper else 0
    return change._replace(units=units, cost=prices.of("assessed", change.item, units) + paper)
