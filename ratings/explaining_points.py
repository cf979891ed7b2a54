"""A rating by points in words."""

from criteria.amounts import as_points
from criteria.answers import Answer, BlankAnswer, MetAnswer, NotApplicableAnswer, PointsAnswer
from criteria.base import Area
from criteria.model import Criterion, Indicator
from criteria.problems import pointer
from criteria.texts import Text, joined, plain, points_text
from ratings.above import blocking, next_level
from ratings.explaining_levels import level_explanation, points_levels
from ratings.explaining_members import explained_members, refused_members, shown_roll_up
from ratings.explaining_recognition import explained_recognition
from ratings.explaining_shared import (
    derived_standard,
    level_citation,
    named,
    papers_needed,
    provenance_count,
    rule_set_used,
    said_text,
    subject_shown,
    with_roll_up,
)
from ratings.explaining_standards import derivation_sentence, explained_standards
from ratings.measures import best_step, lacking, measured, required
from ratings.record import Rating
from ratings.result import CriterionResult, IndicatorResult, Range, Result, SheetLine
from rules.deciding import Verdict

_NOTHING = Text("", "")


def explained_points(rating: Rating) -> Result:
    """Return *rating* as plain data with a sentence for every verdict, in both languages."""
    rule_set, decision = rating.rule_set, rating.decision
    levels = {level.id: level for level in rule_set.levels}
    return Result(
        schema="xhht-result/1",
        rule_set=rule_set_used(rating),
        subject=subject_shown(rating),
        year=rating.evidence.year,
        scheme=rule_set.scheme,
        level=named(rating.level),
        rule=decision.rule,
        citation=level_citation(rating),
        explanation=level_explanation(rating),
        points=rating.points,
        max_points=rating.max_points,
        range=Range(
            rating.points,
            as_points(decision.high),
            named(rating.level),
            named(levels[decision.high_level]),
        ),
        levels=tuple(points_levels(rating)),
        criteria=tuple(_criterion(rating, criterion) for criterion in rule_set.criteria),
        standards=tuple(explained_standards(rating)) or None,
        members=tuple(explained_members(rating)) or None,
        refused_members=tuple(refused_members(rating)) or None,
        recognition=explained_recognition(rating),
        blocking=tuple(blocking(rating)),
        next_level=next_level(rating),
        provenance=provenance_count(rating),
        findings=rating.findings,
    )


def _criterion(rating: Rating, criterion: Criterion) -> CriterionResult:
    verdict = rating.criteria[criterion.id]
    on_sheet = criterion.indicators[0].id not in rating.indicators
    return CriterionResult(
        criterion.id,
        criterion.name,
        criterion.called,
        verdict.status,
        as_points(verdict.points),
        as_points(verdict.max_points),
        criterion.citation.text,
        verdict.rule,
        () if on_sheet else tuple(_indicator(rating, indicator) for indicator in criterion.indicators),
        _sheet_line(rating, criterion, verdict) if on_sheet else None,
    )


def _sheet_line(rating: Rating, criterion: Criterion, verdict: Verdict) -> SheetLine:
    answer = rating.answers[criterion.id]
    points, most = points_text(verdict.points), points_text(verdict.max_points)
    if isinstance(answer, PointsAnswer):
        said = Text(f"Phiếu chấm ghi {points.vi}/{most.vi} điểm.", f"The score sheet gives {points.en} of {most.en}.")
        reason = plain((answer.note or "").removesuffix("."))
        said = joined([said, Text(f"Ghi chú: {reason}.", f"Note: {reason}.")]) if reason else said
    else:
        said = Text("Phiếu chấm chưa ghi điểm.", "The score sheet has no points yet.")
    path = pointer(["answers", criterion.id])
    return SheetLine(said, path, rating.provenance_of(criterion.id), answer.documents)


def _indicator(rating: Rating, indicator: Indicator) -> IndicatorResult:
    verdict = rating.indicators[indicator.id]
    answer = rating.answer_to(indicator.id)
    return IndicatorResult(
        id=indicator.id,
        name=indicator.label,
        status=verdict.status,
        points=as_points(verdict.points),
        max_points=as_points(verdict.max_points),
        measured=measured(indicator, answer),
        required=required(indicator, rating.evidence.subject.area),
        citation=indicator.citation.text,
        provenance=verdict.provenance or "assumed",
        explanation=explanation(rating, indicator),
        evidence=pointer(["answers", indicator.id]),
        rule=verdict.rule,
        documents=answer.documents if answer is not None else (),
        roll_up=shown_roll_up(rating, indicator.id),
        standard=derived_standard(rating, indicator.id),
    )


# One sentence for one verdict.


def explanation(rating: Rating, indicator: Indicator) -> Text:
    """Return why *indicator* came out as it did: measured, required, the gap in things that can be counted."""
    return with_roll_up(rating, indicator.id, _why(rating, indicator))


def _why(rating: Rating, indicator: Indicator) -> Text:
    verdict = rating.indicators[indicator.id]
    answer = rating.answer_to(indicator.id)
    if isinstance(answer, NotApplicableAnswer):
        reason = answer.not_applicable.removesuffix(".")
        return Text(
            f"Không áp dụng: {reason}. Nội dung này không tính vào tổng điểm.",
            f"Not applicable: {reason}. It is left out of the total.",
        )
    if answer is None or isinstance(answer, BlankAnswer):
        nothing = Text("Chưa có câu trả lời nên chưa chấm điểm.", "No answer yet, so no points yet.")
        return joined([nothing, papers_needed(indicator)])
    area, standard = rating.evidence.subject.area, derived_standard(rating, indicator.id)
    if standard is not None:
        said = _follows(rating, indicator, standard)
    elif verdict.status == "missing" and isinstance(answer, MetAnswer):
        said = Text("Trả lời là có.", "The answer is yes.")
    else:
        said = _said(indicator, answer, verdict, area)
    if verdict.status != "missing":
        return said
    earned = points_text(verdict.earned)
    waiting = Text(
        f"Chưa có minh chứng nên chưa chấm điểm; có minh chứng thì được {earned.vi} điểm.",
        f"No documents, so no points yet; with documents it earns {earned.en}.",
    )
    return joined([said, waiting, papers_needed(indicator)])


def _follows(rating: Rating, indicator: Indicator, standard: str) -> Text:
    """The level that follows from the counts, and what full points need where it is not enough."""
    said = derivation_sentence(rating, standard)
    if rating.indicators[indicator.id].earned == indicator.max_points.points:
        return said
    needed = required(indicator, rating.evidence.subject.area)
    return joined([said, Text(f"Điểm tối đa cần {needed.vi}.", f"Full points need {needed.en}.")])


def _said(indicator: Indicator, answer: Answer, verdict: Verdict, area: Area) -> Text:
    full = verdict.earned == indicator.max_points.points
    match answer:
        case PointsAnswer(note=note):
            earned, most = points_text(verdict.earned), points_text(indicator.max_points.points)
            said = Text(
                f"Người đánh giá chấm {earned.vi}/{most.vi} điểm.",
                f"An assessor awarded {earned.en} of {most.en}.",
            )
            reason = (note or "").removesuffix(".")
            return joined([said, Text(f"Lý do: {reason}.", f"Reason: {reason}.")]) if note else said
        case MetAnswer(met=met):
            return (
                Text("Có, đáp ứng yêu cầu.", "Yes: the requirement is met.")
                if met
                else Text("Trả lời là không, chưa đáp ứng yêu cầu.", "The answer is no: the requirement is not met.")
            )
    lead = said_text(indicator, answer)
    if full:
        return Text(f"{lead.vi}: đủ điều kiện đạt điểm tối đa.", f"{lead.en}: enough for full points.")
    needed, gap = required(indicator, area), _gap(indicator, answer, area)
    return Text(
        f"{lead.vi}; điểm tối đa cần {needed.vi}{gap.vi}.",
        f"{lead.en}; full points need {needed.en}{gap.en}.",
    )


def _gap(indicator: Indicator, answer: Answer, area: Area) -> Text:
    best = best_step(indicator, area)
    if best is None:
        return _NOTHING
    short = lacking(indicator, answer, best.at_least or 0)
    return Text(f": cần thêm {short.vi}", f": {short.en} more") if short is not None else _NOTHING
