"""Criteria, indicators and their documents for a paper, under points and under targets."""

from collections.abc import Iterator, Sequence

from criteria.answers import Document
from criteria.texts import Text, points_as_text
from ratings.names import MET_NAMES, PROVENANCE_NAMES, STATUS_NAMES, document_text
from ratings.papers.context import AnnexFields, CriterionFields, DocumentFields, IndicatorFields, TargetFields
from ratings.result import CriterionResult, IndicatorResult, Result
from ratings.result_sentences import papers_of
from ratings.result_targets import (
    AnyResult,
    CriterionMet,
    TargetCriterionResult,
    TargetIndicatorResult,
    TargetResult,
    TargetShown,
)

Names = dict[str, Text]
"""Names of levels by id."""
_UNPROVED = "/no-documents"
"""What the rule is called that gives nothing to an answer because no document proves it."""


def criteria_fields(result: AnyResult) -> tuple[CriterionFields, ...]:
    """Return every criterion of *result* with what was judged of it."""
    if isinstance(result, Result):
        return tuple(map(_criterion, result.criteria))
    names = {level.id: level.name for level in result.levels}
    return tuple(_target_criterion(each, names) for each in result.criteria)


def annex_fields(result: AnyResult) -> tuple[AnnexFields, ...]:
    """Return the documents of *result*, by what they prove; what has none is left out."""
    return tuple(_annex(result))


def lacking_sentences(result: AnyResult) -> tuple[str, ...]:
    """Return what bars the next level, and what is missing or short, a sentence each."""
    if isinstance(result, TargetResult):
        names = {level.id: level.name.vi for level in result.levels}
        rising = sorted(result.blocking, key=lambda each: -list(names).index(each.level))
        return tuple(f"{names[each.level]}, chỉ tiêu {each.indicator}: {each.explanation.vi}" for each in rising)
    gates = [each.explanation.vi for each in result.blocking]
    items = [
        f"Nội dung {each.id}: {each.explanation.vi}"
        for criterion in result.criteria
        for each in criterion.indicators
        if each.status in ("missing", "fail", "partial")
    ]
    lines = [
        f"Tiêu chí {each.id}: {each.sheet.explanation.vi}"
        for each in result.criteria
        if each.sheet is not None and each.status in ("missing", "fail", "partial")
    ]
    return (*gates, *items, *lines)


def _documents(documents: Sequence[Document]) -> tuple[DocumentFields, ...]:
    return tuple(
        DocumentFields(
            number=each.number or "",
            date=f"{each.date:%d/%m/%Y}" if each.date else "",
            title=each.title or "",
            issuer=each.issuer or "",
            file=each.file or "",
            text=document_text(each).vi,
        )
        for each in documents
    )


def _measured(item: IndicatorResult | TargetIndicatorResult, *rules: str) -> str:
    """Return what was answered, and that no document proves it where one of the *rules* that fired says so."""
    said = item.measured.vi
    return f"{said} (chưa có minh chứng)" if any(rule.endswith(_UNPROVED) for rule in rules) else said


def _annex(result: AnyResult) -> Iterator[AnnexFields]:
    for criterion in result.criteria:
        for each in (criterion, *criterion.indicators):
            documents = papers_of(each)
            if documents:
                yield AnnexFields(each.id, each.name.vi, _documents(documents))


# Points.


def _score(item: CriterionResult | IndicatorResult) -> tuple[str, str]:
    """Return points and maximum; a dash for the points of what does not apply."""
    most = points_as_text(item.max_points).vi
    return ("–" if item.status == "not_applicable" else points_as_text(item.points).vi), most


def _criterion(item: CriterionResult) -> CriterionFields:
    points, most = _score(item)
    return CriterionFields(
        id=item.id,
        name=item.name.vi,
        verdict=STATUS_NAMES[item.status].vi,
        points=points,
        max_points=most,
        explanation=item.sheet.explanation.vi if item.sheet is not None else "",
        citation=item.citation.vi,
        targets=(),
        indicators=tuple(map(_indicator, item.indicators)),
        documents=_documents(papers_of(item)),
    )


def _indicator(item: IndicatorResult) -> IndicatorFields:
    points, most = _score(item)
    return IndicatorFields(
        id=item.id,
        name=item.name.vi,
        verdict=STATUS_NAMES[item.status].vi,
        points=points,
        max_points=most,
        measured=_measured(item, item.rule),
        required=item.required.vi,
        explanation=item.explanation.vi,
        citation=item.citation.vi,
        provenance=PROVENANCE_NAMES[item.provenance].vi,
        targets=(),
        documents=_documents(item.documents),
    )


# Targets. Levels stand best first in a result, and rise in a paper.


def _rising(levels: Sequence[TargetShown | CriterionMet], names: Names) -> tuple[TargetFields, ...]:
    return tuple(
        TargetFields(names[each.level].vi, _required(each), MET_NAMES[each.status].vi) for each in reversed(levels)
    )


def _required(each: TargetShown | CriterionMet) -> str:
    return each.required.vi if isinstance(each, TargetShown) else ""


def _target_criterion(item: TargetCriterionResult, names: Names) -> CriterionFields:
    return CriterionFields(
        id=item.id,
        name=item.name.vi,
        verdict=MET_NAMES[item.status].vi,
        points="",
        max_points="",
        explanation="",
        citation=item.citation.vi,
        targets=_rising(item.levels, names),
        indicators=tuple(_target_indicator(each, names) for each in item.indicators),
        documents=(),
    )


def _target_indicator(item: TargetIndicatorResult, names: Names) -> IndicatorFields:
    return IndicatorFields(
        id=item.id,
        name=item.name.vi,
        verdict=MET_NAMES[item.status].vi,
        points="",
        max_points="",
        measured=_measured(item, *(each.rule for each in item.levels)),
        required=item.required.vi,
        explanation=item.explanation.vi,
        citation=item.citation.vi,
        provenance=PROVENANCE_NAMES[item.provenance].vi,
        targets=_rising(item.levels, names),
        documents=_documents(item.documents),
    )
