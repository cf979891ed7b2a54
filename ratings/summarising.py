"""Results of many subjects, summed up: reads results and decides nothing. The order of the files changes nothing."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from criteria.amounts import share_ppm
from criteria.answers import BlankAnswer
from criteria.texts import Text
from ratings.batch import Rated, Refused
from ratings.evidence import is_to_be_found
from ratings.explaining import explain
from ratings.explaining_shared import named
from ratings.finding import SEVERITIES, Finding
from ratings.result import CriterionResult, Result
from ratings.result_parts import Named, ProvenanceCount, RefusedShown
from ratings.result_sentences import papers_of
from ratings.result_summary import (
    Cell,
    FindingCount,
    GroupResult,
    LevelCount,
    LevelShare,
    MissingItem,
    MissingSummary,
    Spread,
    SubjectLine,
    SummaryResult,
    SummedBy,
)
from ratings.result_targets import AnyResult, TargetCriterionResult, TargetResult
from ratings.summary_items import Judged, lacks_something, mean, summed_items
from ratings.summary_notes import notes_on
from ratings.vietnamese_order import name_key
from rules.program import Status


class Counted(NamedTuple):
    """What is summed up of a subject.

    Attributes:
        file: From which it was read.
        result: Its rating, explained.
        levels: All levels of its rule set, best first.
        unanswered: What has no answer at all, of what was judged; the rest of what is missing lacks documents.
    """

    file: str
    result: AnyResult
    levels: tuple[Named, ...]
    unanswered: frozenset[str]


def counted(rated: Rated) -> Counted:
    """Return what is summed up of a subject that was *rated*."""
    rating = rated.rating
    answers = ((name, rating.answer_to(name)) for name in rating.judged)
    unanswered = frozenset(name for name, answer in answers if answer is None or isinstance(answer, BlankAnswer))
    return Counted(rated.file, explain(rating), tuple(map(named, rating.rule_set.levels)), unanswered)


def summarise(subjects: Iterable[Counted], refused: Iterable[Refused] = ()) -> SummaryResult:
    """Return *subjects* summed up, those rated by one rule set for one year together, and the files *refused*."""
    ordered = sorted(subjects, key=_group_key)
    groups = tuple(_group(tuple(members)) for _, members in groupby(ordered, key=_group_key))
    shown = (
        RefusedShown(each.file, tuple(Text(what.sentence("vi"), what.sentence("en")) for what in each.problems))
        for each in refused
    )
    return SummaryResult("xhht-summary/1", groups, tuple(sorted(shown, key=lambda each: each.where)))


def _group_key(subject: Counted) -> tuple[str, int, tuple[str, str, str]]:
    rule_set, overlay = subject.result.rule_set, subject.result.rule_set.overlay
    laid_over = (overlay.number, overlay.date.isoformat(), overlay.file) if overlay is not None else ("", "", "")
    return rule_set.id, subject.result.year, laid_over


def _group(members: Sequence[Counted]) -> GroupResult:
    first = members[0].result
    levels = members[0].levels
    at = _map_level(members) if isinstance(first, TargetResult) else None
    lines = _league(members)
    items = summed_items([each.result for each in members], at.id if at is not None else None)
    return GroupResult(
        rule_set=SummedBy(first.rule_set.id, first.rule_set.title, first.rule_set.overlay),
        year=first.year,
        scheme=first.scheme,
        levels=tuple(_level_count(level, lines) for level in levels),
        map_level=at,
        points=_spread([each.points for each in lines if each.points is not None]),
        subjects=lines,
        criteria=items.criteria,
        indicators=items.indicators,
        missing=_missing(members),
        provenance=ProvenanceCount(*map(sum, zip(*(each.provenance for each in lines), strict=True))),
        findings=FindingCount(*map(sum, zip(*(each.findings for each in lines), strict=True))),
        notes=notes_on(lines, [each.result for each in members]),
    )


def _map_level(members: Sequence[Counted]) -> Named:
    """Return the lowest level that not all have reached, or the best."""
    order = [level.id for level in members[0].levels]
    lowest = max(order.index(each.result.level.id) for each in members)
    return members[0].levels[max(0, lowest - 1)]


def _level_count(level: Named, lines: Sequence[SubjectLine]) -> LevelCount:
    at, possible = (
        sum(each.level.id == level.id for each in lines),
        sum(each.possible.id == level.id for each in lines),
    )
    return LevelCount(level, at, possible)


def _spread(totals: Sequence[Decimal]) -> Spread | None:
    if not totals:
        return None
    return Spread(min(totals), mean(sum(totals, Decimal(0)), len(totals)), max(totals))


# The league table.


def _league(members: Sequence[Counted]) -> tuple[SubjectLine, ...]:
    """Return a line for each of *members*, by rank and name; those who are alike share a rank."""
    standing = {id(each): _standing(each) for each in members}
    ordered = sorted(
        members,
        key=lambda each: (
            standing[id(each)],
            name_key(each.result.subject.name),
            each.result.subject.name,
            each.result.subject.code or "",
            each.file,
        ),
    )
    lines: list[SubjectLine] = []
    for place, each in enumerate(ordered):
        is_alike = place > 0 and standing[id(each)] == standing[id(ordered[place - 1])]
        lines.append(_line(each, lines[-1].rank if is_alike else place + 1))
    return tuple(lines)


def _standing(member: Counted) -> tuple[Decimal, ...]:
    """Return what *member* is ranked by, the least first."""
    result = member.result
    level = Decimal([each.id for each in member.levels].index(result.level.id))
    if isinstance(result, Result):
        return level, -result.points
    above = (each for each in reversed(result.levels) if not each.met)
    return level, *(Decimal(len(each.lacking)) for each in above)


def _line(member: Counted, rank: int) -> SubjectLine:
    result = member.result
    by_points = result if isinstance(result, Result) else None
    return SubjectLine(
        rank=rank,
        file=member.file,
        subject=result.subject,
        level=result.level,
        possible=result.range.high_level,
        points=by_points.points if by_points is not None else None,
        possible_points=by_points.range.high if by_points is not None else None,
        max_points=by_points.max_points if by_points is not None else None,
        targets=_targets(result) if isinstance(result, TargetResult) else None,
        missing=sum(map(lacks_something, _judged(result))),
        supposes_papers=any(is_to_be_found(paper) for each in _judged(result) for paper in papers_of(each)),
        provenance=result.provenance,
        findings=_finding_count(result.findings),
        cells=tuple(map(_cell, result.criteria)),
    )


def _judged(result: AnyResult) -> list[Judged]:
    """Return what was judged: each indicator, or the criterion where that is on a score sheet."""
    return [judged for criterion in result.criteria for judged in (criterion.indicators or (criterion,))]


def _finding_count(findings: Iterable[Finding]) -> FindingCount:
    severities = [each.severity for each in findings]
    return FindingCount(*(severities.count(each) for each in SEVERITIES))


def _targets(result: TargetResult) -> tuple[LevelShare, ...]:
    every = [each for criterion in result.criteria for each in _cell(criterion).levels or ()]
    return tuple(
        _share(level.id, level.status, [(each.met, each.of) for each in every if each.level == level.id])
        for level in result.levels
    )


def _share(level: str, status: Status, counts: Sequence[tuple[int, int]]) -> LevelShare:
    met, of = (sum(each) for each in zip(*counts, strict=True)) if counts else (0, 0)
    return LevelShare(level, status, met, of, share_ppm(met, of) if of else None)


def _cell(criterion: CriterionResult | TargetCriterionResult) -> Cell:
    if isinstance(criterion, CriterionResult):
        points, most, out = criterion.points, criterion.max_points, criterion.status == "not_applicable"
        share = None if out or not most else share_ppm(int(points * 100), int(most * 100))
        return Cell(criterion.id, criterion.status, points, most, share, None)
    asked = {
        level.level: [
            (int(shown.met), 1)
            for indicator in criterion.indicators
            for shown in indicator.levels
            if shown.level == level.level and shown.met is not None
        ]
        for level in criterion.levels
    }
    levels = tuple(_share(each.level, each.status, asked[each.level]) for each in criterion.levels)
    return Cell(criterion.id, criterion.status, None, None, None, levels)


# What is missing.


def _missing(members: Sequence[Counted]) -> MissingSummary:
    """Return what is missing, the item that most lack first; else in the order of the text."""
    found: dict[str, tuple[Text, list[str], list[str]]] = {}
    lacking = 0
    for member in sorted(members, key=lambda each: (name_key(each.result.subject.name), each.result.subject.name)):
        judged = _judged(member.result)
        lacking += any(map(lacks_something, judged))
        for each in judged:
            _, answers, documents = found.setdefault(each.id, (each.name, [], []))
            if lacks_something(each):
                (answers if each.id in member.unanswered else documents).append(member.result.subject.name)
    order = {each: place for place, each in enumerate(_order(members))}
    items = [MissingItem(name, text, tuple(a), tuple(d)) for name, (text, a, d) in found.items() if a or d]
    items.sort(key=lambda each: (-len(each.answers) - len(each.documents), order[each.id]))
    return MissingSummary(
        lacking, sum(len(each.answers) for each in items), sum(len(each.documents) for each in items), tuple(items)
    )


def _order(members: Sequence[Counted]) -> dict[str, None]:
    """Return the ids of criteria and indicators in the order of the text: no subject alone need have them all."""
    by_criterion: dict[str, dict[str, None]] = {}
    for member in members:
        for criterion in member.result.criteria:
            inner = by_criterion.setdefault(criterion.id, {criterion.id: None})
            inner.update(dict.fromkeys(each.id for each in criterion.indicators))
    return {name: None for inner in by_criterion.values() for name in inner}
