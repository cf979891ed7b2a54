"""A rating in words: reads the record of what was decided and decides nothing."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from criteria.amounts import least_count, share_ppm
from criteria.answers import (
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
from criteria.base import Area
from criteria.model import AskChoice, AskShare, AskValue, Criterion, Indicator, Level
from criteria.problems import pointer
from criteria.scales import Step
from criteria.texts import Text, count_text, decimal_text, joined, percent_text, points_text, ratio_text
from ratings.rating import Rating
from ratings.result import (
    Blocking,
    CriterionResult,
    FindingShown,
    IndicatorResult,
    Named,
    NextLevel,
    ProvenanceCount,
    Range,
    Result,
    RuleSetUsed,
    StepUp,
    SubjectShown,
)
from rules.deciding import Verdict

_NOTHING = Text("", "")


def explain(rating: Rating) -> Result:
    """Return *rating* as plain data with a sentence for every verdict, in both languages."""
    rule_set, decision, subject = rating.rule_set, rating.decision, rating.evidence.subject
    levels = {level.id: level for level in rule_set.levels}
    return Result(
        schema="xhht-result/1",
        rule_set=RuleSetUsed(rule_set.id, rule_set.title, rating.selected_by),
        subject=SubjectShown(subject.kind, subject.name, subject.code, subject.tier, subject.type, subject.area),
        year=rating.evidence.year,
        scheme=rule_set.scheme,
        level=_named(rating.level),
        rule=decision.rule,
        citation=joined([rating.level.citation.text, rule_set.text.short], ", "),
        points=rating.points,
        max_points=rating.max_points,
        range=Range(
            rating.points,
            _points(decision.high),
            _named(rating.level),
            _named(levels[decision.high_level]),
        ),
        criteria=tuple(_criterion(rating, criterion) for criterion in rule_set.criteria),
        blocking=tuple(_blocking(rating)),
        next_level=_next_level(rating),
        provenance=_provenance(rating),
        findings=tuple(FindingShown(each.severity, each.path, each.message) for each in rating.findings),
    )


def _points(hundredths: int) -> Decimal:
    return Decimal(hundredths).scaleb(-2)


def _named(level: Level) -> Named:
    return Named(level.id, level.name)


def _criterion(rating: Rating, criterion: Criterion) -> CriterionResult:
    verdict = rating.criteria[criterion.id]
    return CriterionResult(
        criterion.id,
        criterion.name,
        verdict.status,
        _points(verdict.points),
        _points(verdict.max_points),
        criterion.citation.text,
        verdict.rule,
        tuple(_indicator(rating, indicator) for indicator in criterion.indicators),
    )


def _indicator(rating: Rating, indicator: Indicator) -> IndicatorResult:
    verdict = rating.indicators[indicator.id]
    answer = rating.evidence.answers.get(indicator.id)
    return IndicatorResult(
        id=indicator.id,
        name=indicator.label,
        status=verdict.status,
        points=_points(verdict.points),
        max_points=_points(verdict.max_points),
        measured=measured(indicator, answer),
        required=required(indicator, rating.evidence.subject.area),
        citation=indicator.citation.text,
        provenance=verdict.provenance or "assumed",
        explanation=explanation(rating, indicator),
        evidence=pointer(["answers", indicator.id]),
        rule=verdict.rule,
        documents=answer.documents if answer is not None else (),
    )


# What was measured, what is required.


def measured(indicator: Indicator, answer: Answer | None) -> Text:
    """Return what *answer* says, shortly: "38/40 thành viên (95 %)"."""
    match answer, indicator.answer:
        case MetAnswer(met=met), _:
            return Text("có", "yes") if met else Text("không", "no")
        case ShareAnswer(count=count, of=of), AskShare(of=unit):
            share = percent_text(share_ppm(count, of))
            numbers = ratio_text(count, of)
            return Text(f"{numbers.vi} {unit.vi} ({share.vi})", f"{numbers.en} {unit.en} ({share.en})")
        case ValueAnswer(value=value), AskValue(unit=unit):
            return joined([decimal_text(value, 6), unit])
        case ChoiceAnswer(choice=choice), AskChoice(options=options):
            return next(option.name for option in options if option.id == choice)
        case PointsAnswer(points=points), _:
            shown = points_text(points)
            return Text(f"{shown.vi} điểm do người đánh giá chấm", f"{shown.en} points from an assessor")
        case NotApplicableAnswer(), _:
            return Text("không áp dụng", "not applicable")
    return Text("chưa trả lời", "no answer")


def required(indicator: Indicator, area: Area) -> Text:
    """Return what full points ask, shortly: "100 % thành viên"."""
    best = _best(indicator, area)
    if best is None:
        most = points_text(indicator.max_points.points)
        return Text(f"{most.vi} điểm", f"{most.en} points")
    return threshold(indicator, best)


def threshold(indicator: Indicator, step: Step) -> Text:
    """Return what *step* asks of an answer: "có", "từ 90 % thành viên", "từ "Tập thể lao động tiên tiến"."""
    least = step.at_least or 0
    match indicator.answer:
        case AskShare(of=unit):
            share = percent_text(least)
            # 100 % has nothing above it.
            at_least = Text("", "") if least >= share_ppm(1, 1) else Text("từ ", "at least ")
            return Text(f"{at_least.vi}{share.vi} {unit.vi}", f"{at_least.en}{share.en} of {unit.en}")
        case AskValue(unit=unit):
            value = joined([decimal_text(least, 6), unit])
            return Text(f"từ {value.vi}", f"at least {value.en}")
        case AskChoice(options=options):
            name = options[least].name
            more = least + 1 < len(options)
            return Text(f'"{name.vi}"{" trở lên" if more else ""}', f'"{name.en}"{" or higher" if more else ""}')
    return Text("có", "yes")


def _best(indicator: Indicator, area: Area) -> Step | None:
    """The least step with full points; None where an assessor judges."""
    steps = indicator.steps[area]
    return next((step for step in reversed(steps) if step.points == indicator.max_points.points), None)


# One sentence for one verdict.


def explanation(rating: Rating, indicator: Indicator) -> Text:
    """Return why *indicator* came out as it did: measured, required, the gap in things that can be counted."""
    verdict = rating.indicators[indicator.id]
    answer = rating.evidence.answers.get(indicator.id)
    if isinstance(answer, NotApplicableAnswer):
        reason = answer.not_applicable.rstrip(".")
        return Text(
            f"Không áp dụng: {reason}. Nội dung này không tính vào tổng điểm.",
            f"Not applicable: {reason}. It is left out of the total.",
        )
    if answer is None or isinstance(answer, BlankAnswer):
        nothing = Text("Chưa có câu trả lời nên chưa chấm điểm.", "No answer yet, so no points yet.")
        return joined([nothing, _papers_needed(indicator)])
    if verdict.status != "missing":
        return _said(indicator, answer, verdict, rating.evidence.subject.area)
    if isinstance(answer, MetAnswer):
        said = Text("Trả lời là có.", "The answer is yes.")
    else:
        said = _said(indicator, answer, verdict, rating.evidence.subject.area)
    earned = points_text(verdict.earned)
    waiting = Text(
        f"Chưa có minh chứng nên chưa chấm điểm; có minh chứng thì được {earned.vi} điểm.",
        f"No documents, so no points yet; with documents it earns {earned.en}.",
    )
    return joined([said, waiting, _papers_needed(indicator)])


def _papers_needed(indicator: Indicator) -> Text:
    if not indicator.documents:
        return Text("Hãy bổ sung câu trả lời.", "Add an answer.")
    listed = joined(indicator.documents, "; ")
    return Text(f"Minh chứng cần có: {listed.vi}.", f"Documents needed: {listed.en}.")


def _said(indicator: Indicator, answer: Answer, verdict: Verdict, area: Area) -> Text:
    full = verdict.earned == indicator.max_points.points
    match answer:
        case PointsAnswer(note=note):
            earned, most = points_text(verdict.earned), points_text(indicator.max_points.points)
            said = Text(
                f"Người đánh giá chấm {earned.vi}/{most.vi} điểm.",
                f"An assessor awarded {earned.en} of {most.en}.",
            )
            reason = (note or "").rstrip(".")
            return joined([said, Text(f"Lý do: {reason}.", f"Reason: {reason}.")]) if note else said
        case MetAnswer(met=met):
            return (
                Text("Có, đáp ứng yêu cầu.", "Yes: the requirement is met.")
                if met
                else Text("Trả lời là không, chưa đáp ứng yêu cầu.", "The answer is no: the requirement is not met.")
            )
    lead = _lead(indicator, answer)
    if full:
        return Text(f"{lead.vi}: đủ điều kiện đạt điểm tối đa.", f"{lead.en}: enough for full points.")
    needed, gap = required(indicator, area), _gap(indicator, answer, area)
    return Text(
        f"{lead.vi}; điểm tối đa cần {needed.vi}{gap.vi}.",
        f"{lead.en}; full points need {needed.en}{gap.en}.",
    )


def _lead(indicator: Indicator, answer: Answer) -> Text:
    if isinstance(answer, ShareAnswer) and isinstance(indicator.answer, AskShare):
        share, counted = percent_text(share_ppm(answer.count, answer.of)), indicator.answer.counted
        numbers = ratio_text(answer.count, answer.of)
        people = counted.en[:1].upper() + counted.en[1:]
        return Text(f"{numbers.vi} {counted.vi} ({share.vi})", f"{people}: {numbers.en} ({share.en})")
    return measured(indicator, answer)


def _gap(indicator: Indicator, answer: Answer, area: Area) -> Text:
    best = _best(indicator, area)
    if best is None:
        return _NOTHING
    short = _short(indicator, answer, best)
    return Text(f": cần thêm {short.vi}", f": {short.en} more") if short is not None else _NOTHING


def _short(indicator: Indicator, answer: Answer, step: Step) -> Text | None:
    """What *answer* lacks for *step*, which is above it, in things that can be counted; None if nothing can be."""
    match answer, indicator.answer:
        case ShareAnswer(count=count, of=of), AskShare(of=unit):
            lacking = count_text(least_count(step.at_least or 0, of) - count)
            return Text(f"{lacking.vi} {unit.vi} đạt", lacking.en)
        case ValueAnswer(value=value), AskValue(unit=unit):
            return joined([decimal_text((step.at_least or 0) - value, 6), unit])
    return None


# What is above.


def _blocking(rating: Rating) -> Iterator[Blocking]:
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
            text = Text(
                f"{item}: {gate.name.vi} ({gate.citation.text.vi}).",
                f"{item}: {gate.name.en} ({gate.citation.text.en}).",
            )
            yield Blocking(gate.id, criterion, item if item != criterion else None, text)


def _level_above(rating: Rating) -> Level | None:
    levels = rating.rule_set.levels
    place = levels.index(rating.level)
    return levels[place - 1] if place else None


def _next_level(rating: Rating) -> NextLevel | None:
    level = _level_above(rating)
    if level is None:
        return None
    needed = max(0, level.least_points(rating.evidence.subject.area) - rating.decision.points)
    return NextLevel(level.id, level.name, _points(needed), tuple(steps_up(rating)))


def steps_up(rating: Rating) -> list[StepUp]:
    """Return where points can still be gained, up to the maximum of each indicator.

    What lacks only papers or an answer comes first, then what lacks the fewest people for a point, then the rest. It
    is a list of what is open and no claim that all or the first of it is needed.
    """
    open_ones = [
        (indicator, verdict)
        for indicator in rating.rule_set.indicators
        if (verdict := rating.indicators[indicator.id]).points < verdict.max_points
    ]
    open_ones.sort(key=lambda each: _effort(rating, *each))
    return [step_up(rating, indicator) for indicator, _ in open_ones]


def _effort(rating: Rating, indicator: Indicator, verdict: Verdict) -> tuple[int, Fraction]:
    """By what steps are ordered: papers, then people for a point, then what cannot be counted, large gains first."""
    gain = indicator.max_points.points - verdict.points
    answer, best = rating.evidence.answers.get(indicator.id), _best(indicator, rating.evidence.subject.area)
    if verdict.status == "missing":
        return 0, Fraction(-gain)
    if isinstance(answer, ShareAnswer) and best is not None:
        return 1, Fraction(least_count(best.at_least or 0, answer.of) - answer.count, gain)
    return 2, Fraction(-gain)


def step_up(rating: Rating, indicator: Indicator) -> StepUp:
    """Return what would bring *indicator*, which has not all its points, to the most that its answer can earn."""
    verdict = rating.indicators[indicator.id]
    answer, area = rating.evidence.answers.get(indicator.id), rating.evidence.subject.area
    if verdict.status == "missing" and verdict.earned:
        papers = joined(indicator.documents, "; ")
        text = Text(f"Bổ sung minh chứng: {papers.vi}.", f"Add documents: {papers.en}.")
        return StepUp(indicator.id, _points(verdict.earned), text)
    gain = _points(indicator.max_points.points - verdict.points)
    if verdict.status == "missing":
        text = Text(
            f"Trả lời và bổ sung minh chứng: {indicator.label.vi}.",
            f"Answer, with documents: {indicator.label.en}.",
        )
        return StepUp(indicator.id, gain, text)
    best = _best(indicator, area)
    if best is None or isinstance(answer, PointsAnswer):
        text = Text(
            f"Có thể được chấm cao hơn khi đáp ứng đầy đủ hơn: {indicator.label.vi}.",
            f"More can be awarded when more of it is met: {indicator.label.en}.",
        )
        return StepUp(indicator.id, gain, text)
    short = _short(indicator, answer, best) if answer is not None else None
    if isinstance(answer, ShareAnswer) and isinstance(indicator.answer, AskShare):
        lacking = count_text(least_count(best.at_least or 0, answer.of) - answer.count)
        counted = indicator.answer.counted
        text = Text(f"Cần thêm {lacking.vi} {counted.vi}.", f"{lacking.en} more: {counted.en}.")
    elif short is not None:
        text = Text(f"Cần thêm {short.vi}: {indicator.label.vi}.", f"{short.en} more: {indicator.label.en}.")
    elif isinstance(indicator.answer, AskChoice):
        needed = threshold(indicator, best)
        text = Text(f"Đạt {needed.vi}.", f"Reach {needed.en}.")
    else:
        text = Text(f"Đáp ứng nội dung: {indicator.label.vi}.", f"Meet the requirement: {indicator.label.en}.")
    return StepUp(indicator.id, gain, text)


def _provenance(rating: Rating) -> ProvenanceCount:
    kinds = [verdict.provenance for verdict in rating.indicators.values()]
    return ProvenanceCount(kinds.count("official"), kinds.count("secondary"), kinds.count("assumed"))


# Words for what carries no law.

STATUS_NAMES = {
    "pass": Text("đạt tối đa", "full"),
    "partial": Text("đạt một phần", "partial"),
    "fail": Text("không đạt", "failed"),
    "missing": Text("thiếu minh chứng", "missing"),
    "not_applicable": Text("không áp dụng", "not applicable"),
}
PROVENANCE_NAMES = {
    "official": Text("chính thức", "official"),
    "secondary": Text("thứ cấp", "secondary"),
    "assumed": Text("giả định", "assumed"),
}
SELECTED_NAMES = {
    "file": Text("ghi trong tệp minh chứng", "named in the evidence file"),
    "option": Text("theo yêu cầu --rule-set", "as --rule-set insists"),
    "year": Text("chọn theo đối tượng, cấp và năm", "chosen by kind, tier and year"),
}
AREA_NAMES = {"normal": Text("bình thường", "normal"), "difficult": Text("khó khăn", "difficult")}


def document_text(document: Document) -> Text:
    """Return how a paper is cited: "Kế hoạch … số 15/KH-PGDĐT ngày 24/01/2022 của …"."""
    vi = [document.title or "", f"số {document.number}" if document.number else ""]
    en = [document.title or "", f"no. {document.number}" if document.number else ""]
    if document.date:
        vi.append(f"ngày {document.date:%d/%m/%Y}")
        en.append(f"of {document.date:%Y-%m-%d}")
    if document.issuer:
        vi.append(f"của {document.issuer}")
        en.append(f"by {document.issuer}")
    if document.file:
        vi.append(f"[{document.file}]")
        en.append(f"[{document.file}]")
    return Text(" ".join(filter(None, vi)), " ".join(filter(None, en)))
