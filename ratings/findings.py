"""What a reader should look at twice in evidence: gathered here, and what is wrong with its answers and its year."""

from collections.abc import Iterator

from criteria.answers import BlankAnswer, NotApplicableAnswer, PointsAnswer
from criteria.model import RuleSet
from criteria.problems import pointer
from criteria.targets_model import AnyRuleSet, TargetRuleSet
from criteria.texts import Text, joined
from ratings.evidence import PLACEHOLDER, Evidence
from ratings.figure_findings import figure_findings
from ratings.finding import Finding
from ratings.paper_findings import paper_findings

_UNREASONED = Text("Điểm do người đánh giá chấm, không ghi lý do.", "Points from an assessor, without a reason.")


def findings(evidence: Evidence, rule_set: AnyRuleSet, previous: Evidence | None = None) -> tuple[Finding, ...]:
    """Return what a reader should look at twice in *evidence*, which *rule_set* can rate.

    Args:
        evidence: Of the subject.
        rule_set: By which it is rated.
        previous: Evidence of the same subject for the year before, to hold it against; None: there is none.
    """
    return (
        *_placeholder(evidence),
        *_outside_years(evidence, rule_set),
        *_area(evidence, rule_set),
        *figure_findings(evidence, rule_set, previous),
        *_answers(evidence, rule_set),
        *(_sheet(evidence, rule_set) if isinstance(rule_set, RuleSet) else _unasked(evidence, rule_set)),
        *paper_findings(evidence, rule_set),
    )


def _answers(evidence: Evidence, rule_set: AnyRuleSet) -> Iterator[Finding]:
    for name in (*rule_set.by_id, *rule_set.criteria_by_id):
        match evidence.answers.get(name):
            case NotApplicableAnswer() if rule_set.not_applicable is not None:
                yield Finding("warning", pointer(["answers", name]), rule_set.not_applicable.note)
            case PointsAnswer(note=None) if name in rule_set.by_id and _is_asked_otherwise(rule_set, name):
                yield Finding("info", pointer(["answers", name]), _UNREASONED)


def _is_asked_otherwise(rule_set: AnyRuleSet, name: str) -> bool:
    """Whether points are not the very form of answer that the indicator asks for."""
    return rule_set.by_id[name].answer.kind != "points"


def _sheet(evidence: Evidence, rule_set: RuleSet) -> Iterator[Finding]:
    lines = {
        name: answer
        for name in rule_set.criteria_by_id
        if isinstance(answer := evidence.answers.get(name), PointsAnswer)
    }
    if not lines:
        return
    listed = ", ".join(lines)
    said = Text(
        f"Tiêu chí {listed}: lấy điểm của phiếu chấm, xhht không chấm lại từng nội dung.",
        f"Criteria {listed}: points of the score sheet; xhht does not score their indicators again.",
    )
    others = any(line.of not in (None, rule_set.criteria_by_id[name].max_points.points) for name, line in lines.items())
    own = Text("Dùng điểm tối đa ghi trên phiếu.", "The maxima are those of the sheet.")
    yield Finding("info", "/answers", joined([said, own]) if others else said)


def _area(evidence: Evidence, rule_set: AnyRuleSet) -> Iterator[Finding]:
    """An area that is not said is taken for a normal one, where that makes a difference to a target."""
    differs = isinstance(rule_set, TargetRuleSet) and any(
        len(each.areas_of(level)) > 1 for each in rule_set.indicators for level in each.targets
    )
    if differs and "area" not in evidence.subject.model_fields_set:
        message = Text(
            "Không ghi địa bàn: xét theo chỉ tiêu của địa bàn bình thường.",
            "The area is not said: judged by the targets of a normal one.",
        )
        yield Finding("info", "/subject/area", message)


def _unasked(evidence: Evidence, rule_set: TargetRuleSet) -> Iterator[Finding]:
    """Answers to what a subject of this type is not asked: they do not count."""
    for name, indicator in rule_set.by_id.items():
        answer = evidence.answers.get(name)
        if answer is None or isinstance(answer, BlankAnswer) or indicator.is_asked(evidence.subject.type):
            continue
        message = Text(
            "Chỉ tiêu không áp dụng cho loại hình của đơn vị: câu trả lời không được tính.",
            "The target is not asked of this type of unit: the answer does not count.",
        )
        yield Finding("info", pointer(["answers", name]), message)


def _placeholder(evidence: Evidence) -> Iterator[Finding]:
    if evidence.subject.name in (PLACEHOLDER.vi, PLACEHOLDER.en):
        message = Text(
            "Tên vẫn là chữ của tệp mẫu; kiểm tra cả cấp, loại hình và năm.",
            "The name is still that of the template; check tier, type and year, too.",
        )
        yield Finding("warning", "/subject/name", message)


def _outside_years(evidence: Evidence, rule_set: AnyRuleSet) -> Iterator[Finding]:
    if evidence.year not in rule_set.years:
        years = rule_set.years.text
        message = Text(
            f"{rule_set.id} dùng cho các năm {years.vi}, không cho năm {evidence.year}; dùng theo yêu cầu --rule-set.",
            f"{rule_set.id} is for years {years.en}, not for {evidence.year}; used because --rule-set insists.",
        )
        yield Finding("warning", "/year", message)
    elif rule_set.year_provenance(evidence.year) == "assumed":
        vi, en = rule_set.text.in_force.text.vi, rule_set.text.in_force.text.en
        message = Text(
            f"Văn bản {vi}, không trọn năm {evidence.year}; dùng cho năm này là giả định của xhht.",
            f"The text is {en}, not for all of {evidence.year}; using it for that year is an assumption of xhht.",
        )
        yield Finding("info", "/year", message)
