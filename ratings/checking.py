"""Evidence against its rule set: does each answer answer what is asked? And what should a reader look at twice?"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from criteria.amounts import as_points
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
from criteria.model import AskChoice, AskShare, Indicator, RuleSet
from criteria.problems import Problem, nearest, pointer, quote
from criteria.texts import Text, count_text
from ratings.evidence import PLACEHOLDER, Evidence

_FORM_OF_ASK = {
    "met": (MetAnswer, '"met": true / false'),
    "share": (ShareAnswer, '"count": …, "of": …'),
    "value": (ValueAnswer, '"value": …'),
    "choice": (ChoiceAnswer, '"choice": "…"'),
    "points": (PointsAnswer, '"points": …'),
}


class Finding(NamedTuple):
    """Something doubtful that a reader should see; the rating stands nevertheless."""

    severity: Literal["warning", "info"]
    path: str
    message: Text


def check(evidence: Evidence, rule_set: RuleSet, *, insisted: bool = False) -> tuple[Problem, ...]:
    """Return every reason why *rule_set* cannot rate *evidence*; nothing when it can.

    Args:
        evidence: Well formed.
        rule_set: What it is to be rated by.
        insisted: The user named the rule set on the command line: its years are then no error.
    """
    problems = [*_subject(evidence, rule_set, insisted)]
    for name, answer in evidence.answers.items():
        indicator = rule_set.by_id.get(name)
        problems.extend([_unknown(name, rule_set)] if indicator is None else _answer(rule_set, indicator, answer))
    applicable = (name for name in rule_set.by_id if type(evidence.answers.get(name)) is not NotApplicableAnswer)
    if not problems and next(applicable, None) is None:
        problems.append(
            Problem(
                "/answers",
                None,
                Text("Mọi nội dung đều ghi là không áp dụng.", "Every indicator is said to be not applicable."),
                Text("Phải còn ít nhất một nội dung để đánh giá.", "At least one must be left to rate."),
            )
        )
    return tuple(problems)


def _subject(evidence: Evidence, rule_set: RuleSet, insisted: bool) -> Iterator[Problem]:
    subject, rated = evidence.subject, rule_set.subject
    if subject.kind != rated.kind:
        wrong = Text(
            f"Bộ tiêu chí {rule_set.id} không dành cho đối tượng này.",
            f"{rule_set.id} does not rate such a subject.",
        )
        right = Text(f'Ghi "{rated.kind}", hoặc chọn bộ khác.', f'Write "{rated.kind}", or choose another rule set.')
        yield Problem("/subject/kind", quote(subject.kind), _reading(subject.kind, wrong), right)
    elif rated.tiers and subject.tier is None:
        tiers = ", ".join(f'"{tier}"' for tier in rated.tiers)
        wrong = Text("Thiếu cấp của đơn vị.", "The tier of the unit is missing.")
        yield Problem("/subject/tier", None, wrong, Text(f"Ghi một trong: {tiers}.", f"Write one of: {tiers}."))
    elif rated.tiers and subject.tier not in rated.tiers:
        tiers = ", ".join(f'"{tier}"' for tier in rated.tiers)
        wrong = Text(
            f"Bộ tiêu chí {rule_set.id} không dành cho cấp này.",
            f"{rule_set.id} does not rate units of this tier.",
        )
        right = Text(f"Ghi một trong: {tiers}.", f"Write one of: {tiers}.")
        yield Problem("/subject/tier", quote(subject.tier), _reading(subject.tier, wrong), right)
    if evidence.year not in rule_set.years and not insisted:
        wrong = Text(f"{rule_set.id} không áp dụng cho năm này.", f"{rule_set.id} does not apply to this year.")
        right = Text(
            f"Bộ này dùng cho {rule_set.years.text.vi}. Nếu vẫn muốn dùng, thêm --rule-set {rule_set.id}.",
            f"It is for {rule_set.years.text.en}. To use it all the same, add --rule-set {rule_set.id}.",
        )
        yield Problem("/year", quote(evidence.year), _reading(evidence.year, wrong), right)


def _reading(read: object, wrong: Text) -> Text:
    return Text(f"{quote(read)}: {wrong.vi}", f"{quote(read)}: {wrong.en}")


def _unknown(name: str, rule_set: RuleSet) -> Problem:
    inside = next((criterion.indicator_ids for criterion in rule_set.criteria if criterion.id == name), None)
    if inside is not None:
        listed = ", ".join(f'"{each}"' for each in sorted(inside))
        wrong = Text(f"{quote(name)} là tiêu chí, không phải nội dung.", f"{quote(name)} is a criterion, no indicator.")
        right = Text(f"Trả lời từng nội dung: {listed}.", f"Answer each indicator: {listed}.")
        return Problem(pointer(["answers", name]), quote(name), wrong, right)
    wrong = Text(f"{rule_set.id} không có nội dung {quote(name)}.", f"{rule_set.id} has no indicator {quote(name)}.")
    return Problem(pointer(["answers", name]), quote(name), wrong, nearest(name, tuple(rule_set.by_id)))


def _answer(rule_set: RuleSet, indicator: Indicator, answer: Answer) -> Iterator[Problem]:
    path = ["answers", indicator.id]
    match answer:
        case NotApplicableAnswer():
            if rule_set.not_applicable is None:
                wrong = Text(
                    'Bộ tiêu chí này không cho phép ghi "không áp dụng".',
                    "The rule set lets nothing be not applicable.",
                )
                yield Problem(pointer([*path, "not_applicable"]), None, wrong, _expected(indicator))
        case PointsAnswer(points=points):
            yield from _awarded(path, indicator, points)
        case BlankAnswer(parts=parts):
            yield from _parts(path, indicator, parts)
        case _ if not isinstance(answer, _FORM_OF_ASK[indicator.answer.kind][0]):
            wrong = Text(
                "Câu trả lời không đúng dạng được hỏi.", "The answer does not have the form that is asked for."
            )
            yield Problem(pointer(path), None, wrong, _expected(indicator))
        case ShareAnswer(parts=parts):
            yield from _parts(path, indicator, parts)
        case ChoiceAnswer(choice=choice):
            yield from _option(path, indicator, choice)


def _awarded(path: Sequence[str], indicator: Indicator, points: int) -> Iterator[Problem]:
    if points > indicator.max_points.points:
        most, read = (format(as_points(each).normalize(), "f") for each in (indicator.max_points.points, points))
        wrong = Text(f"{read} lớn hơn điểm tối đa ({most}).", f"{read} is above the maximum ({most}).")
        right = Text(f"Ghi điểm từ 0 đến {most}.", f"Write points from 0 to {most}.")
        yield Problem(pointer([*path, "points"]), read, wrong, right)


def _option(path: Sequence[str], indicator: Indicator, choice: str) -> Iterator[Problem]:
    known = [option.id for option in indicator.answer.options] if isinstance(indicator.answer, AskChoice) else []
    if choice not in known:
        wrong = Text(f"Không có lựa chọn {quote(choice)}.", f"There is no option {quote(choice)}.")
        yield Problem(pointer([*path, "choice"]), quote(choice), wrong, _expected(indicator))


def _parts(path: Sequence[str], indicator: Indicator, parts: Mapping[str, int | None]) -> Iterator[Problem]:
    known = [part.id for part in indicator.answer.parts] if isinstance(indicator.answer, AskShare) else []
    for part in sorted(parts.keys() - set(known)):
        wrong = Text(f"Không có thành phần {quote(part)}.", f"There is no part {quote(part)}.")
        right = nearest(part, known) if known else Text('Bỏ "parts".', 'Drop "parts".')
        yield Problem(pointer([*path, "parts", part]), quote(part), wrong, right)


def _expected(indicator: Indicator) -> Text:
    form = _FORM_OF_ASK[indicator.answer.kind][1]
    if isinstance(indicator.answer, AskChoice):
        options = ", ".join(f'"{option.id}"' for option in indicator.answer.options)
        return Text(f'Ghi "choice" là một trong: {options}.', f'Write "choice" as one of: {options}.')
    return Text(f"Ghi {form}.", f"Write {form}.")


_UNREASONED = Text("Điểm do người đánh giá chấm, không ghi lý do.", "Points from an assessor, without a reason.")


def findings(evidence: Evidence, rule_set: RuleSet) -> tuple[Finding, ...]:
    """Return what a reader should look at twice in *evidence*, which *rule_set* can rate."""
    found = [*_placeholder(evidence), *_outside_years(evidence, rule_set), *_denominators(evidence, rule_set)]
    for name in rule_set.by_id:
        match evidence.answers.get(name):
            case NotApplicableAnswer() if rule_set.not_applicable is not None:
                found.append(Finding("warning", pointer(["answers", name]), rule_set.not_applicable.note))
            case PointsAnswer(note=None):
                found.append(Finding("info", pointer(["answers", name]), _UNREASONED))
    return tuple(found)


def _placeholder(evidence: Evidence) -> Iterator[Finding]:
    if evidence.subject.name in (PLACEHOLDER.vi, PLACEHOLDER.en):
        message = Text(
            "Tên vẫn là chữ của tệp mẫu; kiểm tra cả cấp và năm.",
            "The name is still that of the template; check tier and year, too.",
        )
        yield Finding("warning", "/subject/name", message)


def _outside_years(evidence: Evidence, rule_set: RuleSet) -> Iterator[Finding]:
    if evidence.year not in rule_set.years:
        years = rule_set.years.text
        message = Text(
            f"{rule_set.id} dùng cho {years.vi}, không cho năm {evidence.year}; dùng theo yêu cầu --rule-set.",
            f"{rule_set.id} is for {years.en}, not for {evidence.year}; used because --rule-set insists.",
        )
        yield Finding("warning", "/year", message)
    elif rule_set.year_provenance(evidence.year) == "assumed":
        vi, en = rule_set.text.in_force.text.vi, rule_set.text.in_force.text.en
        message = Text(
            f"Văn bản {vi}, không trọn năm {evidence.year}; dùng cho năm này là giả định của xhht.",
            f"The text is {en}, not for all of {evidence.year}; using it for that year is an assumption of xhht.",
        )
        yield Finding("info", "/year", message)


def _denominators(evidence: Evidence, rule_set: RuleSet) -> Iterator[Finding]:
    """The same people are counted in every answer of the same unit: different totals want a reason."""
    totals: dict[str, dict[str, int]] = {}
    for name, indicator in rule_set.by_id.items():
        answer = evidence.answers.get(name)
        if isinstance(answer, ShareAnswer) and isinstance(indicator.answer, AskShare):
            totals.setdefault(indicator.answer.of.vi, {})[name] = answer.of
    for counted in totals.values():
        if len(set(counted.values())) > 1:
            unit = next(asked.of for name in counted if isinstance(asked := rule_set.by_id[name].answer, AskShare))
            vi = ", ".join(f"{name}: {count_text(of).vi}" for name, of in counted.items())
            en = ", ".join(f"{name}: {count_text(of).en}" for name, of in counted.items())
            message = Text(f"Tổng số {unit.vi} không giống nhau ({vi}).", f"The number of {unit.en} differs ({en}).")
            yield Finding("warning", "/answers", message)
