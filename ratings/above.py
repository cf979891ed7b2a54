"""What is above the level reached: what bars the next one, what it lacks, and where points can still be gained."""

from collections.abc import Iterator
from fractions import Fraction

from criteria.amounts import as_points, least_count
from criteria.answers import PointsAnswer, ShareAnswer
from criteria.model import Indicator, Level
from criteria.questions import AskChoice, AskShare
from criteria.texts import Text, count_text, joined
from ratings.explaining_steps import cheapest
from ratings.measures import best_step, lacking, threshold
from ratings.record import Rating
from ratings.result import Blocking, NextLevel, StepUp
from ratings.result_parts import Named


def blocking(rating: Rating) -> Iterator[Blocking]:
    """Yield each place where a gate of the next level does not hold."""
    gates = {gate.id: gate for gate in rating.rule_set.gates}
    above = _level_above(rating)
    for block in rating.decision.blocks:
        if above is None or block.level != above.id or block.gate is None:
            continue
        gate = gates[block.gate]
        for item in block.items:
            criterion = next(
                each.id for each in rating.rule_set.criteria if each.id == item or item in each.indicator_ids
            )
            said = Text(
                f"{item}: {gate.name.vi} ({gate.citation.text.vi}).",
                f"{item}: {gate.name.en} ({gate.citation.text.en}).",
            )
            text = joined([said, *_opening(rating, item)])
            yield Blocking(gate.id, criterion, item if item != criterion else None, text)


def _opening(rating: Rating, item: str) -> Iterator[Text]:
    """What would soonest open a gate that is shut at *item*."""
    inside = {item} | {
        indicator.id for each in rating.rule_set.criteria if each.id == item for indicator in each.indicators
    }
    step = next((step for step in steps_up(rating) if step.indicator in inside), None)
    if step is not None:
        yield Text(
            f"Để mở: {step.indicator}, {_lower(step.explanation.vi)}",
            f"To open: {step.indicator}, {_lower(step.explanation.en)}",
        )


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _level_above(rating: Rating) -> Level | None:
    levels = rating.rule_set.levels
    place = levels.index(rating.level)
    return levels[place - 1] if place else None


def next_level(rating: Rating) -> NextLevel | None:
    """Return the level above the one reached, with what it lacks; None at the best level."""
    level = _level_above(rating)
    if level is None:
        return None
    needed = max(0, level.least_points(rating.evidence.subject.area) - rating.decision.points)
    barred = barred_by_gates(rating)
    once = Named(barred.id, barred.name) if barred is not None else None
    way, reasons = cheapest(rating)
    return NextLevel(level.id, level.name, as_points(needed), once, tuple(steps_up(rating)), way, reasons or None)


def barred_by_gates(rating: Rating) -> Level | None:
    """Return the best level for which the total is enough and which only gates bar; None where there is none."""
    short = {block.level for block in rating.decision.blocks if block.gate is None}
    barred = {block.level for block in rating.decision.blocks} - short
    return next((level for level in rating.rule_set.levels if level.id in barred), None)


def steps_up(rating: Rating) -> list[StepUp]:
    """Return where points can still be gained, up to the maximum of each indicator.

    What lacks only papers or an answer comes first, then what lacks the fewest people for a point, then the rest. It
    is a list of what is open and no claim that all or the first of it is needed.
    """
    by_id, verdicts = rating.rule_set.by_id, rating.indicators
    missed = [by_id[name] for name, verdict in verdicts.items() if verdict.points < verdict.max_points]
    steps = [step_up(rating, indicator) for indicator in sorted(missed, key=lambda each: _effort(rating, each))]
    return [*steps, *_steps_on_sheet(rating)]


def _steps_on_sheet(rating: Rating) -> Iterator[StepUp]:
    """Yield what a score sheet left of each criterion, the most first."""
    lines = [(name, rating.criteria[name]) for name in rating.judged if name in rating.criteria]
    for name, verdict in sorted(lines, key=lambda line: line[1].points - line[1].max_points):
        if verdict.points < verdict.max_points:
            called = rating.rule_set.criteria_by_id[name].called
            how = Text(f"Có thể được chấm cao hơn trên phiếu: {called.vi}.", f"The sheet can award more: {called.en}.")
            if verdict.status == "missing":
                how = Text(f"Ghi điểm của phiếu: {called.vi}.", f"Write the points of the sheet: {called.en}.")
            yield StepUp(name, as_points(verdict.max_points - verdict.points), how)


def step_up(rating: Rating, indicator: Indicator) -> StepUp:
    """Return what would bring *indicator*, which has not all its points, to the most that its answer can earn."""
    return StepUp(indicator.id, as_points(_gain(rating, indicator)), _how(rating, indicator))


def _gain(rating: Rating, indicator: Indicator) -> int:
    """What can still be gained, in hundredths: with papers what the answer earns, else up to the maximum."""
    verdict = rating.indicators[indicator.id]
    if verdict.status == "missing" and verdict.earned:
        return verdict.earned
    return indicator.max_points.points - verdict.points


def _effort(rating: Rating, indicator: Indicator) -> tuple[int, Fraction]:
    """By what steps are ordered: papers, then people for a point, then what cannot be counted, large gains first."""
    gain = _gain(rating, indicator)
    answer, best = rating.answer_to(indicator.id), best_step(indicator, rating.evidence.subject.area)
    if rating.indicators[indicator.id].status == "missing":
        return 0, Fraction(-gain)
    if isinstance(answer, ShareAnswer) and best is not None:
        return 1, Fraction(least_count(best.at_least or 0, answer.of) - answer.count, gain)
    return 2, Fraction(-gain)


def _how(rating: Rating, indicator: Indicator) -> Text:
    verdict, answer = rating.indicators[indicator.id], rating.answer_to(indicator.id)
    label, best = indicator.label, best_step(indicator, rating.evidence.subject.area)
    if verdict.status == "missing" and verdict.earned:
        papers = joined(indicator.documents, "; ")
        return Text(f"Bổ sung minh chứng: {papers.vi}.", f"Add documents: {papers.en}.")
    if (answer is None or verdict.status == "missing") and not indicator.documents:
        return Text(f"Trả lời: {label.vi}.", f"Answer: {label.en}.")
    if answer is None or verdict.status == "missing":
        papers = joined(indicator.documents, "; ")
        return Text(
            f"Trả lời “{label.vi}” và bổ sung minh chứng: {papers.vi}.",
            f"Answer “{label.en}”, with documents: {papers.en}.",
        )
    if best is None or isinstance(answer, PointsAnswer):
        return Text(
            f"Có thể được chấm cao hơn khi đáp ứng đầy đủ hơn: {label.vi}.",
            f"More can be awarded when more of it is met: {label.en}.",
        )
    if isinstance(answer, ShareAnswer) and isinstance(indicator.answer, AskShare):
        more, counted = count_text(least_count(best.at_least or 0, answer.of) - answer.count), indicator.answer.counted
        return Text(f"Cần thêm {more.vi} {counted.vi}.", f"{more.en} more: {counted.en}.")
    short = lacking(indicator, answer, best.at_least or 0)
    if short is not None:
        return Text(f"Cần thêm {short.vi}: {label.vi}.", f"{short.en} more: {label.en}.")
    if isinstance(indicator.answer, AskChoice):
        needed = threshold(indicator, best.at_least or 0)
        return Text(f"Đạt {needed.vi}.", f"Reach {needed.en}.")
    return Text(f"Đáp ứng nội dung: {label.vi}.", f"Meet the requirement: {label.en}.")
