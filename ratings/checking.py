"""Evidence against its rule set: does each answer answer what is asked?"""

from collections.abc import Iterator, Mapping, Sequence

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
from criteria.model import Indicator, RuleSet
from criteria.problems import Problem, nearest, pointer, quote
from criteria.questions import KINDS, AskChoice, AskShare
from criteria.shared import BaseIndicator
from criteria.targets_model import AnyRuleSet, TargetIndicator, TargetRuleSet
from criteria.texts import Text
from ratings.checking_counts import check_counts
from ratings.checking_recognition import check_recognition
from ratings.checking_sheet import applies, awarded, check_sheet, is_asked, never_inapplicable, no_points, on_criterion
from ratings.checking_values import check_value
from ratings.evidence import Evidence

_FORM_OF_ASK = {
    "met": (MetAnswer, '"met": true / false'),
    "share": (ShareAnswer, '"count": …, "of": …'),
    "value": (ValueAnswer, '"value": …'),
    "choice": (ChoiceAnswer, '"choice": "…"'),
    "change": (ValueAnswer, '"value": …, "previous": …'),
    "points": (PointsAnswer, '"points": …'),
}


def check(evidence: Evidence, rule_set: AnyRuleSet, *, insisted: bool = False) -> tuple[Problem, ...]:
    """Return every reason why *rule_set* cannot rate *evidence*; nothing when it can.

    Args:
        evidence: Well formed.
        rule_set: What it is to be rated by.
        insisted: The user named the rule set on the command line: its years are then no error.
    """
    problems = [*_subject(evidence, rule_set, insisted)]
    if any(problem.path == "/subject/kind" for problem in problems):
        return tuple(problems)  # its answers are to other questions
    for name, answer in evidence.answers.items():
        if (indicator := rule_set.by_id.get(name)) is not None:
            problems.extend(_answer(rule_set, indicator, answer))
        elif (criterion := rule_set.criteria_by_id.get(name)) is not None:
            problems.extend(on_criterion(evidence, rule_set, criterion, answer))
        else:
            problems.append(_unknown(name, rule_set))
    if isinstance(rule_set, RuleSet):
        problems += [*_left_out(evidence, rule_set), *check_sheet(evidence, rule_set)]
    else:
        problems += _emptied(evidence, rule_set)
    problems += [*check_counts(evidence, rule_set), *_members(evidence), *check_recognition(evidence, rule_set)]
    if not problems and not any(applies(evidence, criterion) for criterion in rule_set.criteria):
        problems.append(
            Problem(
                "/answers",
                None,
                Text("Mọi nội dung đều ghi là không áp dụng.", "Every indicator is said to be not applicable."),
                Text("Phải còn ít nhất một nội dung để đánh giá.", "At least one must be left to rate."),
            )
        )
    return tuple(problems)


def _subject(evidence: Evidence, rule_set: AnyRuleSet, insisted: bool) -> Iterator[Problem]:
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
    if isinstance(rule_set, TargetRuleSet) and rule_set.types and subject.kind == rated.kind:
        yield from _type(evidence, rule_set)
    if evidence.year not in rule_set.years and not insisted:
        wrong = Text(f"{rule_set.id} không áp dụng cho năm này.", f"{rule_set.id} does not apply to this year.")
        right = Text(
            f"Bộ này dùng cho các năm {rule_set.years.text.vi}. Nếu vẫn muốn dùng, thêm --rule-set {rule_set.id}.",
            f"It is for years {rule_set.years.text.en}. To use it all the same, add --rule-set {rule_set.id}.",
        )
        yield Problem("/year", quote(evidence.year), _reading(evidence.year, wrong), right)


def _type(evidence: Evidence, rule_set: TargetRuleSet) -> Iterator[Problem]:
    """The type decides which targets are asked: without it nothing can be said."""
    read = evidence.subject.type
    if read in rule_set.types_by_id:
        return
    # Never the nearest: a wrong guess would be another unit's targets.
    listed, page = ", ".join(f'"{name}"' for name in rule_set.types_by_id), f"xhht rules show {rule_set.id}"
    right = Text(f"Ghi một trong: {listed} (nghĩa của từng mã: {page}).", f"Write one of: {listed} (see {page}).")
    if read is None:
        yield Problem("/subject/type", None, Text("Thiếu loại hình.", "The type is missing."), right)
        return
    wrong = Text(f"{rule_set.id} không có loại hình này.", f"{rule_set.id} knows no such type.")
    yield Problem("/subject/type", quote(read), _reading(read, wrong), right)


def _left_out(evidence: Evidence, rule_set: RuleSet) -> Iterator[Problem]:
    """What a gate asks of all cannot be left out: else the gate would be escaped, not held (ADR 0004)."""
    for gate in rule_set.gates:
        for criterion in rule_set.criteria if gate.of_all else ():
            if gate.each == "criterion":
                names = [] if applies(evidence, criterion) else [criterion.id]
            else:
                names = [each.id for each in criterion.indicators if not is_asked(evidence, criterion, each.id)]
            for name in names:
                cited, short = gate.citation.text, rule_set.text.short
                wrong = Text(
                    f"{name} không thể ghi là không áp dụng: {gate.name.vi} ({cited.vi}, {short.vi}).",
                    f"{name} cannot be not applicable: {gate.name.en} ({cited.en}, {short.en}).",
                )
                right = Text(
                    "Trả lời, hoặc ghi điểm của người đánh giá kèm lý do.",
                    "Answer, or write an assessor's points with the reason.",
                )
                yield Problem(pointer(["answers", name]), None, wrong, right)


def _emptied(evidence: Evidence, rule_set: TargetRuleSet) -> Iterator[Problem]:
    """All criteria have to be met: none can be left out by leaving out all that a level asks in it."""
    left_out = {name for name, answer in evidence.answers.items() if isinstance(answer, NotApplicableAnswer)}
    for level in rule_set.asking_levels:
        emptied = [
            each.id
            for each in rule_set.criteria
            if left_out.issuperset(target.id for target in each.asked_at(level.id))
        ]
        if emptied:
            listed, cited = ", ".join(emptied), level.citation.text
            lead = "Criterion" if len(emptied) == 1 else "Criteria"
            wrong = Text(
                f"Tiêu chí {listed}: mọi chỉ tiêu của {level.name.vi} đều ghi là không áp dụng ({cited.vi}).",
                f"{lead} {listed}: all targets of {level.name.en} are said to be not applicable ({cited.en}).",
            )
            right = Text(
                "Mỗi tiêu chí phải còn ít nhất một chỉ tiêu để xét.",
                "At least one target of each criterion must be left to judge.",
            )
            yield Problem("/answers", None, wrong, right)
            return


def _members(evidence: Evidence) -> Iterator[Problem]:
    """Members lie below their subject: a family of a commune, never a commune of a family."""
    if evidence.subject.kind == KINDS[0] and (evidence.members or evidence.members_files):
        wrong = Text("Đối tượng này không có thành viên.", "Such a subject has no members.")
        yield Problem(
            "/members", None, wrong, Text('Bỏ "members" và "members_files".', 'Drop "members" and "members_files".')
        )
    if len(set(evidence.members_files)) < len(evidence.members_files):
        wrong = Text("Một tệp được ghi hai lần.", "A file stands twice.")
        yield Problem("/members_files", None, wrong, Text("Ghi mỗi tệp một lần.", "Name each file once."))


def _reading(read: object, wrong: Text) -> Text:
    return Text(f"{quote(read)}: {wrong.vi}", f"{quote(read)}: {wrong.en}")


def _unknown(name: str, rule_set: AnyRuleSet) -> Problem:
    parts = ", ".join(f'"{each}"' for each in rule_set.by_id if each.startswith(f"{name}."))
    if parts:  # a target that asks several things
        wrong = Text(f"{quote(name)} gồm nhiều nội dung.", f"{quote(name)} asks several things.")
        right = Text(f"Trả lời từng nội dung: {parts}.", f"Answer each: {parts}.")
        return Problem(pointer(["answers", name]), quote(name), wrong, right)
    wrong = Text(f"{rule_set.id} không có nội dung {quote(name)}.", f"{rule_set.id} has no indicator {quote(name)}.")
    return Problem(pointer(["answers", name]), quote(name), wrong, nearest(name, tuple(rule_set.by_id)))


def _answer(rule_set: AnyRuleSet, indicator: BaseIndicator, answer: Answer) -> Iterator[Problem]:
    path = ["answers", indicator.id]
    match answer:
        case NotApplicableAnswer():
            yield from _inapplicable(path, rule_set, indicator)
        case PointsAnswer() | BlankAnswer():
            yield from _points_or_blank(path, indicator, answer)
        case _ if not isinstance(answer, _FORM_OF_ASK[indicator.answer.kind][0]):
            wrong = Text(
                "Câu trả lời không đúng dạng được hỏi.", "The answer does not have the form that is asked for."
            )
            yield Problem(pointer(path), None, wrong, _expected(indicator))
        case ShareAnswer(parts=parts):
            yield from _parts(path, indicator, parts)
        case ChoiceAnswer(choice=choice):
            yield from _option(path, indicator, choice)
        case ValueAnswer():
            yield from check_value(path, indicator, answer)


def _inapplicable(path: Sequence[str], rule_set: AnyRuleSet, indicator: BaseIndicator) -> Iterator[Problem]:
    """What does not apply needs a rule set that knows such a thing, and of targets one that may."""
    if rule_set.not_applicable is None:
        yield never_inapplicable(path, _expected(indicator))
        return
    if not isinstance(indicator, TargetIndicator) or indicator.may_not_apply:
        return
    cited, short = indicator.citation.text, rule_set.text.short
    wrong = Text(
        f"Chỉ tiêu này luôn được xét ({cited.vi}, {short.vi}).", f"This target always applies ({cited.en}, {short.en})."
    )
    yield Problem(pointer([*path, "not_applicable"]), None, wrong, _expected(indicator))


def _points_or_blank(
    path: Sequence[str], indicator: BaseIndicator, answer: PointsAnswer | BlankAnswer
) -> Iterator[Problem]:
    if isinstance(answer, PointsAnswer) and not isinstance(indicator, Indicator):
        yield no_points(path, _expected(indicator))
        return
    if answer.of is not None and isinstance(answer, BlankAnswer) and isinstance(indicator.answer, AskShare):
        yield Problem(
            pointer([*path, "count"]), None, Text("Thiếu khóa này.", "This key is missing."), _expected(indicator)
        )
    elif answer.of is not None:
        wrong = Text('"of" chỉ dùng cho điểm của cả tiêu chí.', '"of" goes with points of a whole criterion only.')
        yield Problem(pointer([*path, "of"]), None, wrong, Text('Bỏ "of".', 'Drop "of".'))
    if isinstance(answer, PointsAnswer) and isinstance(indicator, Indicator):
        yield from awarded(path, indicator.max_points.points, answer.points)
    elif isinstance(answer, BlankAnswer):
        yield from _parts(path, indicator, answer.parts)


def _option(path: Sequence[str], indicator: BaseIndicator, choice: str) -> Iterator[Problem]:
    known = [option.id for option in indicator.answer.options] if isinstance(indicator.answer, AskChoice) else []
    if choice not in known:
        wrong = Text(f"Không có lựa chọn {quote(choice)}.", f"There is no option {quote(choice)}.")
        yield Problem(pointer([*path, "choice"]), quote(choice), wrong, _expected(indicator))


def _parts(path: Sequence[str], indicator: BaseIndicator, parts: Mapping[str, int | None]) -> Iterator[Problem]:
    known = [part.id for part in indicator.answer.parts] if isinstance(indicator.answer, AskShare) else []
    for part in sorted(parts.keys() - set(known)):
        wrong = Text(f"Không có thành phần {quote(part)}.", f"There is no part {quote(part)}.")
        right = nearest(part, known) if known else Text('Bỏ "parts".', 'Drop "parts".')
        yield Problem(pointer([*path, "parts", part]), quote(part), wrong, right)


def _expected(indicator: BaseIndicator) -> Text:
    form = _FORM_OF_ASK[indicator.answer.kind][1]
    if isinstance(indicator.answer, AskChoice):
        options = ", ".join(f'"{option.id}"' for option in indicator.answer.options)
        return Text(f'Ghi "choice" là một trong: {options}.', f'Write "choice" as one of: {options}.')
    return Text(f"Ghi {form}.", f"Write {form}.")
