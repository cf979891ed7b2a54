"""One indicator or criterion in full: question, answer, rules that fired, citation, what would change it."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding

from criteria.amounts import least_count
from criteria.answers import ShareAnswer
from criteria.base import Provenance
from criteria.model import Criterion, Indicator
from criteria.problems import Problem, ProblemsError, nearest, quote
from criteria.questions import AskChoice, AskShare
from criteria.scales import Step
from criteria.texts import Language, Text, joined, points_as_text, points_text, ratio_text
from ratings.above import step_up
from ratings.detail_sections import behind, parts_detail, rows, standard_detail, standard_of
from ratings.explaining import explain
from ratings.layout import Styled
from ratings.measures import threshold
from ratings.names import PROVENANCE_NAMES, STYLES, document_text, guidance_text
from ratings.record import AnyRating, Rating
from ratings.result import CriterionResult, IndicatorResult, Result
from ratings.result_targets import AnyResult
from ratings.scale_words import scale_words
from ratings.targets_detail import target_detail
from ratings.text_report import headline
from rules.compiling import step_name


def detail_of(rating: AnyRating, name: str, language: Language, explained: AnyResult | None = None) -> RenderableType:
    """Return all there is to say of the indicator or criterion *name*.

    Args:
        rating: Of the subject.
        name: Id of the indicator, the criterion or a standard.
        language: Of every word but those of the evidence.
        explained: The *rating* in words, where that is at hand.

    Raises:
        ProblemsError: There is none of that name.
    """
    result = explained or explain(rating)
    if isinstance(rating, Rating) and isinstance(result, Result):
        found = _in_points(rating, result, name, language)
    else:
        found = target_detail(rating, result, name, language)
    if found is not None:
        return found
    standard = standard_of(result, name)
    if standard is not None:
        return standard_detail(standard, language)
    known = [
        *rating.rule_set.criteria_by_id,
        *rating.rule_set.by_id,
        *(each.id for each in result.standards or ()),
    ]
    wrong = Text(
        f"{rating.rule_set.id} không có tiêu chí hay nội dung {quote(name)}.",
        f"{rating.rule_set.id} has no criterion or indicator {quote(name)}.",
    )
    raise ProblemsError([Problem("", quote(name), wrong, nearest(name, known))])


def _in_points(rating: Rating, result: Result, name: str, language: Language) -> RenderableType | None:
    for criterion, shown in zip(rating.rule_set.criteria, result.criteria, strict=True):
        if criterion.id == name or (shown.sheet is not None and name in criterion.indicator_ids):
            return Group(*_criterion(rating, result, criterion, shown, language))
        for indicator, explained in _explained(criterion, shown):
            if indicator.id == name:
                return Group(*_indicator(rating, result, indicator, explained, language))
    return None


def _explained(criterion: Criterion, shown: CriterionResult) -> Iterator[tuple[Indicator, IndicatorResult]]:
    """Pair each indicator with its result; none where the criterion is on a score sheet."""
    return zip(criterion.indicators, shown.indicators, strict=True) if shown.sheet is None else iter(())


def _indicator(
    rating: Rating, result: Result, indicator: Indicator, shown: IndicatorResult, language: Language
) -> Iterator[RenderableType]:
    yield Styled(f"{shown.id}. {shown.name.into(language)}", "bold")
    yield rows(_indicator_rows(rating, indicator, shown, language), language)
    yield from behind(rating, result, shown, language)


def _indicator_rows(
    rating: Rating, indicator: Indicator, shown: IndicatorResult, language: Language
) -> Iterator[tuple[Text, RenderableType]]:
    yield Text("Câu hỏi", "Question"), Styled(indicator.question.into(language))
    yield Text("Trả lời", "Answer"), Styled(shown.measured.into(language))
    if isinstance(indicator.answer, AskShare) and indicator.answer.parts:
        yield Text("Gồm", "Parts"), parts_detail(rating, indicator, language)
    papers = [document_text(document).into(language) for document in shown.documents]
    if papers or indicator.documents:
        none = Text("chưa có", "none") if shown.roll_up is None else Text("của từng thành viên", "those of the members")
        yield Text("Minh chứng", "Documents"), Styled("\n".join(papers) or none.into(language))
    yield Text("Kết quả", "Verdict"), headline(shown, language)
    yield Text("Vì sao", "Why"), Styled(shown.explanation.into(language))
    verdict = rating.indicators[indicator.id]
    yield Text("Quy tắc", "Rules"), Styled(" → ".join(verdict.trace))
    if verdict.points < verdict.max_points:
        more = step_up(rating, indicator)
        gain = points_as_text(more.points).into(language)
        yield Text("Để tăng", "To gain"), Styled(f"+{gain}: {more.explanation.into(language)}")
    yield Text("Thang điểm", "Scale"), Group(*_scale(rating, indicator, shown, language))
    yield Text("Căn cứ", "Source"), Styled(_source(rating, indicator, language))


def _source(rating: Rating, indicator: Indicator, language: Language) -> str:
    cited = joined([indicator.citation.text, rating.rule_set.text.short], ", ").into(language)
    maximum = _named(rating, indicator.max_points.provenance, language)
    scale = _named(rating, indicator.scale_in(rating.evidence.subject.area).provenance, language)
    return Text(
        f"{cited}. Điểm tối đa: {maximum}; thang dưới mức tối đa: {scale}.",
        f"{cited}. Maximum: {maximum}; scale below it: {scale}.",
    ).into(language)


def _named(rating: Rating, provenance: Provenance, language: Language) -> str:
    """Where a figure comes from; with the number of the guidance where it comes from one."""
    if provenance == "local" and rating.overlaid is not None:
        return guidance_text(rating.overlaid.overlay.issued.number).into(language)
    return PROVENANCE_NAMES[provenance].into(language)


def _scale(
    rating: Rating, indicator: Indicator, shown: IndicatorResult, language: Language
) -> Iterator[RenderableType]:
    area, trace = rating.evidence.subject.area, rating.indicators[indicator.id].trace
    steps = indicator.steps[area]
    words = scale_words(indicator, indicator.scale_in(area)).into(language)
    yield Styled(f"{words}.")
    here = next((step for step in steps if step_name(indicator, step, area) in trace), None)
    if here is None:
        return
    place = steps.index(here)
    near = range(max(0, place - 2), min(len(steps), place + 2))
    for index in sorted({0, *near}):
        yield _step(rating, indicator, steps[index], language, here=index == place, style=STYLES[shown.status])
        if index == 0 < near[0] - 1:
            yield Styled("  …")


def _step(
    rating: Rating, indicator: Indicator, step: Step, language: Language, *, here: bool, style: str
) -> RenderableType:
    earned = points_text(step.points).into(language)
    if step.at_least is None and not isinstance(indicator.answer, AskChoice):
        asked = Text("còn lại", "otherwise").into(language)
    else:
        asked = threshold(indicator, step.at_least or 0).into(language)
    answer = rating.answer_to(indicator.id)
    if isinstance(answer, ShareAnswer) and step.at_least is not None:
        asked += f" = {ratio_text(least_count(step.at_least, answer.of), answer.of).into(language)}"
    mark = "▶" if here else " "
    return Styled(f"{mark} {earned}: {asked}", style if here else "")


def _criterion(
    rating: Rating, result: Result, criterion: Criterion, shown: CriterionResult, language: Language
) -> Iterator[RenderableType]:
    yield Styled(f"{shown.id}. {shown.name.into(language)}", "bold")
    yield rows(_criterion_rows(rating, criterion, shown, language), language)
    for indicator, explained in _explained(criterion, shown):
        yield Styled()
        yield Padding(Group(*_indicator(rating, result, indicator, explained, language)), (0, 0, 0, 2))


def _criterion_rows(
    rating: Rating, criterion: Criterion, shown: CriterionResult, language: Language
) -> Iterator[tuple[Text, RenderableType]]:
    yield Text("Kết quả", "Verdict"), headline(shown, language)
    if shown.sheet is not None:
        papers = "\n".join(document_text(document).into(language) for document in shown.sheet.documents)
        yield Text("Vì sao", "Why"), Styled(shown.sheet.explanation.into(language))
        yield Text("Minh chứng", "Documents"), Styled(papers or Text("chưa có", "none").into(language))
    yield Text("Quy tắc", "Rules"), Styled(" → ".join(rating.criteria[criterion.id].trace))
    cited = joined([criterion.citation.text, rating.rule_set.text.short], ", ").into(language)
    if shown.sheet is not None:
        maximum = PROVENANCE_NAMES[rating.provenance_of(criterion.id)].into(language)
    else:
        maximum = _named(rating, criterion.max_points.provenance, language)
    yield (
        Text("Căn cứ", "Source"),
        Styled(Text(f"{cited}. Điểm tối đa: {maximum}.", f"{cited}. Maximum: {maximum}.").into(language)),
    )
