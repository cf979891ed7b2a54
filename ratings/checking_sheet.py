"""Answers on a whole criterion: a line of a score sheet, or that the criterion does not apply."""

from collections.abc import Iterator, Sequence

from criteria.amounts import as_points
from criteria.answers import Answer, BlankAnswer, NotApplicableAnswer, PointsAnswer
from criteria.model import Criterion, RuleSet
from criteria.problems import Problem, pointer, quote
from criteria.shared import BaseCriterion
from criteria.targets_model import AnyRuleSet, TargetRuleSet
from criteria.texts import Text, points_text
from ratings.evidence import Evidence

_SHEET_LINE = Text('Ghi "points": …, "of": …', 'Write "points": …, "of": …')


def on_criterion(
    evidence: Evidence, rule_set: AnyRuleSet, criterion: BaseCriterion, answer: Answer
) -> Iterator[Problem]:
    """Yield what is wrong with an *answer* on *criterion* as a whole."""
    path = ["answers", criterion.id]
    if isinstance(rule_set, TargetRuleSet):
        yield _is_no_target(path, criterion, answer)
        return
    below = [name for name in evidence.answers if name in criterion.indicator_ids]
    listed = ", ".join(f'"{each.id}"' for each in criterion.indicators)
    each_one = Text(f"Trả lời từng nội dung: {listed}.", f"Answer each indicator: {listed}.")
    if below:
        found = ", ".join(map(quote, below))
        wrong = Text(
            f"Tiêu chí {criterion.id} đã có câu trả lời cho từng nội dung ({found}).",
            f"Criterion {criterion.id} has answers on its indicators as well ({found}).",
        )
        right = Text("Giữ điểm của cả tiêu chí, hoặc các câu trả lời.", "Keep the points of the whole, or the answers.")
        yield Problem(pointer(path), None, wrong, right)
    match answer:
        case NotApplicableAnswer():
            if rule_set.not_applicable is None:
                yield never_inapplicable(path, each_one)
        case PointsAnswer() | BlankAnswer():
            yield from _line(path, rule_set, criterion, answer, each_one)
        case _:
            wrong = Text(
                f"{quote(criterion.id)} là tiêu chí: chỉ nhận điểm của phiếu chấm.",
                f"{quote(criterion.id)} is a criterion: it takes points of a score sheet only.",
            )
            right = Text(f"{_SHEET_LINE.vi}. {each_one.vi}", f"{_SHEET_LINE.en}. {each_one.en}")
            yield Problem(pointer(path), None, wrong, right)


def _is_no_target(path: Sequence[str], criterion: BaseCriterion, answer: Answer) -> Problem:
    listed = ", ".join(f'"{each.id}"' for each in criterion.indicators)
    name = quote(criterion.id)
    wrong = Text(
        f"{name} là tiêu chí, gồm nhiều chỉ tiêu: không nhận câu trả lời chung.",
        f"{name} is a criterion of several targets: it takes no answer as a whole.",
    )
    right = Text(f"Trả lời từng chỉ tiêu: {listed}.", f"Answer each target: {listed}.")
    if isinstance(answer, PointsAnswer | BlankAnswer):
        return no_points(path, right)
    return Problem(pointer(path), None, wrong, right)


def _line(
    path: Sequence[str], rule_set: RuleSet, criterion: BaseCriterion, line: PointsAnswer | BlankAnswer, right: Text
) -> Iterator[Problem]:
    if not rule_set.takes_sheets:
        wrong = Text(
            "Bộ tiêu chí này có điều kiện trên từng nội dung nên không nhận điểm của cả tiêu chí.",
            "The rule set has a gate on each indicator and takes no points of a whole criterion.",
        )
        yield Problem(pointer(path), None, wrong, right)
    elif isinstance(line, PointsAnswer) and line.of is None:
        yield from awarded(path, rule_set.criteria_by_id[criterion.id].max_points.points, line.points)


def check_sheet(evidence: Evidence, rule_set: RuleSet) -> Iterator[Problem]:
    """Yield what is wrong with the maxima of a score sheet, taken together."""
    lines = {
        criterion: answer
        for criterion in rule_set.criteria
        if isinstance(answer := evidence.answers.get(criterion.id), PointsAnswer | BlankAnswer)
    }
    other = {criterion: line for criterion, line in lines.items() if line.of not in (None, criterion.max_points.points)}
    if not other:
        return
    for criterion in other:
        if criterion.max_points.provenance == "official":
            yield _fixed(criterion)
    absent = [criterion.id for criterion in rule_set.criteria if criterion not in lines]
    if absent:
        listed = ", ".join(f'"{name}"' for name in absent)
        wrong = Text(
            'Phiếu chấm có điểm tối đa ("of") khác bộ tiêu chí, nhưng không đủ mọi tiêu chí.',
            'The sheet has maxima ("of") of its own, but not every criterion.',
        )
        yield Problem("/answers", None, wrong, Text(f"Ghi thêm: {listed}.", f"Add: {listed}."))
        return
    total = points_text(sum(line.of or criterion.max_points.points for criterion, line in lines.items()))
    asked = points_text(rule_set.total.points)
    if total != asked:
        cited = rule_set.total.citation.text
        wrong = Text(
            f"Các điểm tối đa của phiếu cộng lại là {total.vi}, không phải {asked.vi} ({cited.vi}).",
            f"The maxima of the sheet add up to {total.en}, not to {asked.en} ({cited.en}).",
        )
        yield Problem("/answers", None, wrong, Text('Kiểm tra lại các "of".', 'Look at each "of" again.'))


def _fixed(criterion: Criterion) -> Problem:
    most, cited = points_text(criterion.max_points.points), criterion.citation.text
    wrong = Text(
        f"Điểm tối đa của tiêu chí này do văn bản quy định ({cited.vi}).",
        f"The maximum of this criterion is fixed by the text ({cited.en}).",
    )
    right = Text(f'Ghi "of": {most.en}, hoặc bỏ "of".', f'Write "of": {most.en}, or drop "of".')
    return Problem(pointer(["answers", criterion.id, "of"]), None, wrong, right)


def awarded(path: Sequence[str], maximum: int, points: int) -> Iterator[Problem]:
    """Yield the problem when *points* are above *maximum*, both in hundredths."""
    if points > maximum:
        most, read = (format(as_points(each).normalize(), "f") for each in (maximum, points))
        wrong = Text(f"{read} lớn hơn điểm tối đa ({most}).", f"{read} is above the maximum ({most}).")
        right = Text(f"Ghi điểm từ 0 đến {most}.", f"Write points from 0 to {most}.")
        yield Problem(pointer([*path, "points"]), read, wrong, right)


def no_points(path: Sequence[str], right: Text) -> Problem:
    """Return the problem of points where targets are met or not."""
    wrong = Text(
        "Bộ tiêu chí này không chấm điểm: mỗi chỉ tiêu đạt hoặc không đạt.",
        "The rule set gives no points: a target is met or not.",
    )
    return Problem(pointer(path), None, wrong, right)


def never_inapplicable(path: Sequence[str], right: Text) -> Problem:
    """Return the problem of "not applicable" where the rule set knows no such thing."""
    wrong = Text('Bộ tiêu chí này không cho phép ghi "không áp dụng".', "The rule set lets nothing be not applicable.")
    return Problem(pointer([*path, "not_applicable"]), None, wrong, right)


def applies(evidence: Evidence, criterion: BaseCriterion) -> bool:
    """Whether something of *criterion* applies, by what *evidence* says."""
    return any(is_asked(evidence, criterion, each.id) for each in criterion.indicators)


def is_asked(evidence: Evidence, criterion: BaseCriterion, indicator: str) -> bool:
    """Whether *indicator* of *criterion* applies, by what *evidence* says."""
    said = (evidence.answers.get(criterion.id), evidence.answers.get(indicator))
    return not any(isinstance(answer, NotApplicableAnswer) for answer in said)
