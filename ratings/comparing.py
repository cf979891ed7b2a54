"""Two ratings by one rule set held against each other: reads what was decided of each and decides nothing."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from criteria.answers import Answer, BlankAnswer, Document
from criteria.problems import Problem, ProblemsError
from criteria.targets_model import AnyRuleSet
from criteria.texts import NO_BREAK_SPACE, Text, points_as_text
from ratings.explaining import explain
from ratings.explaining_shared import rule_set_used, unscaled
from ratings.names import AREA_NAMES, MET_NAMES
from ratings.record import AnyRating, TargetRating
from ratings.result import CriterionResult, IndicatorResult, Result
from ratings.result_comparison import (
    CompareResult,
    CriterionCompared,
    CriterionSide,
    ItemCompared,
    ItemSide,
    LevelMet,
    Side,
)
from ratings.result_targets import AnyResult, TargetCriterionResult, TargetIndicatorResult
from rules.program import Status


def compare(
    a: AnyRating, b: AnyRating, *, files: tuple[str | None, str | None] = (None, None), every: bool = False
) -> CompareResult:
    """Return *a* and *b* side by side.

    Papers and notes are held against one another for one subject and year, or where *every* indicator is asked for:
    those of another year or commune are other papers anyhow.

    Args:
        a: The one to begin from: a self-assessment, last year.
        b: The other: an inspection, this year.
        files: From which they were read, to be shown.
        every: With the indicators that do not differ.

    Raises:
        ProblemsError: They were rated by different rule sets, or under different guidance of a locality.
    """
    problems = tuple(_incomparable(a, b))
    if problems:
        raise ProblemsError(problems)
    shown_a, shown_b = explain(a), explain(b)
    papers = every or not (_is_of_another(a, b) or a.evidence.year != b.evidence.year)
    papers_a, papers_b = (_other_papers(a), _other_papers(b)) if papers else ((), ())
    return CompareResult(
        schema="xhht-compare/1",
        rule_set=rule_set_used(b),
        a=_side(shown_a, files[0]),
        b=_side(shown_b, files[1]),
        notes=tuple(_notes(a, b, papers=papers)),
        reasons=tuple(_reasons(a, b, shown_a, shown_b)),
        criteria=tuple(_criteria((a, b), (shown_a, shown_b), every=every, papers=papers)),
        documents_added=_only_in(papers_b, papers_a),
        documents_gone=_only_in(papers_a, papers_b),
        findings=_only_in(b.findings, a.findings) if papers else (),
    )


def _incomparable(a: AnyRating, b: AnyRating) -> Iterator[Problem]:
    one, other = a.rule_set, b.rule_set
    if one.id != other.id:
        yield Problem(
            "",
            None,
            Text(
                f"Không so sánh được: A theo {one.id} ({one.text.short.vi}), B theo {other.id} ({other.text.short.vi}),"
                " tiêu chí khác nhau.",
                f"They cannot be compared: A is rated by {one.id} ({one.text.short.en}), B by {other.id}"
                f" ({other.text.short.en}), whose criteria differ.",
            ),
            Text("Chọn hai tệp cùng bộ tiêu chí.", "Choose two files for one rule set."),
        )
    elif one != other:
        yield Problem(
            "",
            None,
            Text(
                "Không so sánh được: hai bên theo hướng dẫn địa phương khác nhau.",
                "They cannot be compared: they are rated under different local guidance.",
            ),
            Text("Dùng cùng --overlay cho cả hai.", "Use the same --overlay for both."),
        )


# The two sides.


def _side(result: AnyResult, file: str | None) -> Side:
    points, most = (result.points, result.max_points) if isinstance(result, Result) else (None, None)
    return Side(file, result.subject, result.year, result.level, points, most, result.rule, result.explanation)


def _is_of_another(a: AnyRating, b: AnyRating) -> bool:
    """Whether the two are different subjects: by their codes where both have one, else by their names."""
    one, other = a.evidence.subject, b.evidence.subject
    if one.code is not None and other.code is not None:
        return one.code != other.code
    return one.name != other.name


def _notes(a: AnyRating, b: AnyRating, *, papers: bool) -> Iterator[Text]:
    """Say in what the two differ beside what they answered: what is asked may then differ, too."""
    one, other = a.evidence.subject, b.evidence.subject
    if _is_of_another(a, b):
        yield Text("Hai đối tượng khác nhau.", "They are different subjects.")
    if a.evidence.year != b.evidence.year:
        years = f"{a.evidence.year}, {b.evidence.year}"
        yield Text(f"Hai năm khác nhau: {years}.", f"They are of different years: {years}.")
    if one.area != other.area:
        names = AREA_NAMES[one.area], AREA_NAMES[other.area]
        yield Text(
            f"Địa bàn khác nhau: A {names[0].vi}, B {names[1].vi}; mức yêu cầu có thể khác.",
            f"Their areas differ: A {names[0].en}, B {names[1].en}; what is required may differ.",
        )
    if one.type != other.type:
        yield Text(
            "Loại hình khác nhau: chỉ tiêu phải xét có thể khác.", "Their types differ: what is asked may differ."
        )
    if not papers:
        yield Text(
            "Minh chứng và ghi chú không so từng tờ; muốn xem: --all.",
            "Documents and notes are not compared one by one; to see them: --all.",
        )


# What explains the difference.


def _reasons(a: AnyRating, b: AnyRating, shown_a: AnyResult, shown_b: AnyResult) -> Iterator[Text]:
    if isinstance(shown_a, Result) and isinstance(shown_b, Result):
        yield from _points_reasons(shown_a, shown_b)
    elif isinstance(a, TargetRating) and isinstance(b, TargetRating):
        yield from _target_reasons(a, b)


def _points_reasons(a: Result, b: Result) -> Iterator[Text]:
    gained = [(each.id, other.points - each.points) for each, other in zip(a.criteria, b.criteria, strict=True)]
    listed = [(name, signed(difference)) for name, difference in gained if difference]
    total = signed(b.points - a.points)
    if listed:
        scale = next((each for each in map(_unscaled, (a, b)) if each.vi), Text("", ""))
        vi = ", ".join(f"{name}{NO_BREAK_SPACE}({difference.vi})" for name, difference in listed)
        en = ", ".join(f"{name}{NO_BREAK_SPACE}({difference.en})" for name, difference in listed)
        yield Text(
            f"Tổng điểm {total.vi}; theo tiêu chí{scale.vi}: {vi}.", f"Total {total.en}; by criterion{scale.en}: {en}."
        )
    elif a.points != b.points:
        yield Text(f"Tổng điểm {total.vi}.", f"Total {total.en}.")


def _unscaled(result: Result) -> Text:
    return unscaled(sum((each.max_points for each in result.criteria), Decimal(0)), result.max_points)


def _target_reasons(a: TargetRating, b: TargetRating) -> Iterator[Text]:
    """Say, level by level, of which targets the verdict is another."""
    for level in reversed(a.rule_set.asking_levels):
        moved: dict[tuple[Text, Text], list[str]] = {}
        for name, verdicts in a.decision.targets.items():
            if level.id in verdicts:
                pair = _met(verdicts[level.id].status), _met(b.decision.targets[name][level.id].status)
                moved.setdefault(pair, []).append(name)
        for (before, after), names in moved.items():
            if before != after:
                listed = ", ".join(names)
                yield Text(
                    f"{level.name.vi}, {before.vi} → {after.vi}: {listed}.",
                    f"{level.name.en}, {before.en} → {after.en}: {listed}.",
                )


def _met(status: Status) -> Text:
    """Return whether a target is met; one that lacks its papers is not."""
    return MET_NAMES["fail" if status == "missing" else status]


def signed(points: Decimal) -> Text:
    """Return how many points more, with a sign.

    >>> signed(Decimal("-4.5")), signed(Decimal(5)).vi
    (Text(vi='-4,5', en='-4.5'), '+5')
    """
    shown, plus = points_as_text(points), "+" if points > 0 else ""
    return Text(plus + shown.vi, plus + shown.en)


# Criteria and indicators.

_AnyCriterion = CriterionResult | TargetCriterionResult


def _criteria(
    ratings: tuple[AnyRating, AnyRating], shown: tuple[AnyResult, AnyResult], *, every: bool, papers: bool
) -> Iterator[CriterionCompared]:
    a, b = ratings
    for one, other in zip(*map(_criteria_of, shown), strict=True):
        items_a, items_b = _items(a, one), _items(b, other)
        order = [name for name in (other.id, *b.rule_set.by_id) if name in items_a or name in items_b]
        indicators = [
            _compared(b.rule_set, name, items_a.get(name), items_b.get(name), papers=papers) for name in order
        ]
        kept = tuple(each for each in indicators if every or each.differs)
        if kept:
            sides = _criterion_side(one), _criterion_side(other)
            yield CriterionCompared(other.id, other.short, _difference(*sides), *sides, kept)


def _criteria_of(result: AnyResult) -> Sequence[_AnyCriterion]:
    return result.criteria


def _items(rating: AnyRating, criterion: _AnyCriterion) -> Mapping[str, ItemSide]:
    """Return what *rating* judged of *criterion*: the line of a score sheet, or indicators."""
    if isinstance(criterion, CriterionResult) and criterion.sheet is not None:
        answer = rating.answers.get(criterion.id)
        said = criterion.sheet.explanation
        return {
            criterion.id: ItemSide(
                criterion.status, criterion.points, criterion.max_points, None, answer, said, criterion.rule
            )
        }
    return {each.id: _item_side(rating, each) for each in criterion.indicators}


def _item_side(rating: AnyRating, shown: IndicatorResult | TargetIndicatorResult) -> ItemSide:
    answer = rating.answer_to(shown.id)
    if isinstance(answer, BlankAnswer) and not answer.documents:
        answer = None  # a template leaves it so
    if isinstance(shown, TargetIndicatorResult):
        levels = tuple(LevelMet(each.level, each.met) for each in shown.levels)
        return ItemSide(shown.status, None, None, levels, answer, shown.explanation, shown.rule)
    return ItemSide(shown.status, shown.points, shown.max_points, None, answer, shown.explanation, shown.rule)


def _criterion_side(shown: _AnyCriterion) -> CriterionSide:
    if isinstance(shown, CriterionResult):
        return CriterionSide(shown.status, shown.points, shown.max_points, None)
    return CriterionSide(shown.status, None, None, tuple(LevelMet(each.level, each.met) for each in shown.levels))


def _difference(a: ItemSide | CriterionSide | None, b: ItemSide | CriterionSide | None) -> Decimal | None:
    if a is None or b is None or a.points is None or b.points is None:
        return None
    return b.points - a.points


def _compared(rule_set: AnyRuleSet, name: str, a: ItemSide | None, b: ItemSide | None, *, papers: bool) -> ItemCompared:
    label = rule_set.by_id[name].label if name in rule_set.by_id else rule_set.criteria_by_id[name].name
    papers_a, papers_b = (_papers(a), _papers(b)) if papers else ((), ())
    return ItemCompared(
        name,
        label,
        _essence(a, papers=papers) != _essence(b, papers=papers),
        _difference(a, b),
        a,
        b,
        _only_in(papers_b, papers_a),
        _only_in(papers_a, papers_b),
    )


def _essence(side: ItemSide | None, *, papers: bool) -> Any:
    """Return what of *side* makes a difference: not the question, which a template writes, nor the order of papers."""
    if side is None:
        return None
    answer = side.answer
    if answer is not None:
        answer = answer.model_copy(update={"question": None, "documents": (), **({} if papers else {"note": None})})
    proofs = {paper.model_dump_json() for paper in _papers(side)} if papers else set()
    return side.status, side.points, side.levels, answer, proofs


def _papers(side: ItemSide | None) -> Sequence[Document]:
    answer: Answer | None = side.answer if side is not None else None
    return answer.documents if answer is not None else ()


def _other_papers(rating: AnyRating) -> Sequence[Document]:
    standards = rating.evidence.standards
    return standards.documents if standards is not None else ()


def _only_in(these: Sequence[Any], those: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(each for each in these if each not in those)
