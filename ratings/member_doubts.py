"""What in one member, or in a share that members make, wants a second look."""

from collections.abc import Iterator, Mapping

from criteria.answers import Answer, BlankAnswer, NotApplicableAnswer, ShareAnswer
from criteria.problems import pointer
from criteria.targets_model import AnyRuleSet
from criteria.texts import Text, count_text, joined
from ratings.evidence import Evidence
from ratings.figure_findings import figure_findings
from ratings.finding import Finding
from ratings.members_reading import Member
from ratings.names import AREA_NAMES, KIND_NAMES
from ratings.paper_findings import paper_findings
from ratings.rolling_up import RollUp, Tally, given_as_whole


def member_doubts(
    member: Member, rule_set: AnyRuleSet, roll_ups: Mapping[str, RollUp], of: Evidence, tally: Tally
) -> Iterator[tuple[str, Finding]]:
    """Yield what in *member* wants a second look, each with its sort: of one sort there may be thousands.

    Args:
        member: It counts.
        rule_set: By which it is rated.
        roll_ups: What its own members answer, by indicator.
        of: Evidence of the subject of which it is a member.
        tally: Of all members so far.
    """
    evidence = member.evidence
    found = (*figure_findings(evidence, rule_set, None), *paper_findings(evidence, rule_set))
    for finding in found:
        if finding.severity != "info":
            sort = finding.path.rsplit("/", 1)[-1]  # such as "date": what is wrong, wherever it stands
            yield sort, finding._replace(path=f"{member.where}: {finding.path}")
    whole = given_as_whole(rule_set, evidence.answers)
    for name, each in roll_ups.items():
        everybody = getattr(of.population, getattr(rule_set.by_id[name].answer, "all", None) or "", None)
        known = each.declared is not None or everybody == tally.listed(each.kind)
        for finding in roll_up_findings(evidence, each, given_whole=name in whole, is_known=known):
            if finding.severity != "info":
                yield name, finding._replace(path=f"{member.where}: {finding.path}")
    if evidence.subject.area != of.subject.area:
        area = AREA_NAMES[evidence.subject.area]
        told = Text(f"Khai địa bàn {area.vi}, khác đối tượng cấp trên.", f"Says {area.en} area, unlike its commune.")
        yield "area", Finding("warning", f"{member.where}: /subject/area", told)
    left_out = sum(isinstance(answer, NotApplicableAnswer) for answer in evidence.answers.values())
    if 2 * left_out > len(rule_set.indicators):
        told = Text("Quá nửa số nội dung ghi là không áp dụng.", "More than half is said to be not applicable.")
        yield "left out", Finding("warning", member.where, told)


def roll_up_findings(
    evidence: Evidence, each: RollUp, *, given_whole: bool, is_known: bool = False
) -> Iterator[Finding]:
    """Yield what in the share *each* wants a second look: its denominator, and an answer by hand that differs.

    Args:
        evidence: Of the subject that is asked.
        each: What its members answer.
        given_whole: Its criterion is answered as a whole, so that nothing else counts.
        is_known: All are listed, though the subject does not declare how many there are.
    """
    if not is_known or each.declared is not None:
        yield from _denominator(each)
    name = each.indicator
    if not each.is_known:
        return
    if given_whole:
        count, of, kind = count_text(each.reached), count_text(each.all), KIND_NAMES[each.kind]
        yield Finding(
            "warning",
            pointer(["answers", name]),
            Text(
                f"Tiêu chí được ghi cả nên số tổng hợp từ thành viên ({count.vi}/{of.vi} {kind.vi}) không được tính.",
                f"The criterion is answered as a whole; what members add up to ({count.en}/{of.en}) does not count.",
            ),
        )
    else:
        yield from _disagrees(pointer(["answers", name]), evidence.answers.get(name), each)


def _denominator(each: RollUp) -> Iterator[Finding]:
    kind, listed = KIND_NAMES[each.kind], count_text(each.listed)
    if not each.is_known:
        told = Text(
            f"{each.indicator}: chưa ghi tổng số {kind.vi} nên chưa tính được tỷ lệ ({listed.vi} trong danh sách).",
            f"{each.indicator}: the number of all ({kind.en}) is not given, so there is no share ({listed.en} listed).",
        )
        yield Finding("error", "/population", told)
    elif each.declared is None:
        yield Finding(
            "warning",
            "/population",
            Text(
                f"{each.indicator}: chưa ghi tổng số {kind.vi}; tạm lấy {listed.vi} trong danh sách làm mẫu số.",
                f"{each.indicator}: the number of all ({kind.en}) is not given; the {listed.en} listed stand for it.",
            ),
        )
    elif each.listed > each.declared:
        declared = count_text(each.declared)
        yield Finding(
            "error",
            "/population",
            Text(
                f"{each.indicator}: danh sách có {listed.vi} {kind.vi}, nhiều hơn {declared.vi} đã ghi;"
                " tính theo danh sách.",
                f"{each.indicator}: {listed.en} listed ({kind.en}), more than the {declared.en} declared;"
                " those listed count.",
            ),
        )
    if each.registered is not None and each.listed > each.registered:
        registered = count_text(each.registered)
        yield Finding(
            "warning",
            "/population/registered_households",
            Text(
                f"Danh sách có {listed.vi} gia đình, nhiều hơn {registered.vi} hộ đăng ký.",
                f"{listed.en} families are listed, more than the {registered.en} registered.",
            ),
        )


def _disagrees(path: str, written: Answer | None, each: RollUp) -> Iterator[Finding]:
    if written is None or isinstance(written, BlankAnswer):
        return
    if isinstance(written, ShareAnswer) and (written.count, written.of) == (each.reached, each.all):
        return
    said = Text("Câu trả lời ghi tay", "The answer written by hand")
    if isinstance(written, ShareAnswer):
        count, of = count_text(written.count), count_text(written.of)
        said = joined([said, Text(f"({count.vi}/{of.vi})", f"({count.en}/{of.en})")])
    reached, everybody = count_text(each.reached), count_text(each.all)
    yield Finding(
        "warning",
        path,
        Text(
            f"{said.vi} khác số tổng hợp từ thành viên ({reached.vi}/{everybody.vi}); số tổng hợp được tính.",
            f"{said.en} is not what the members add up to ({reached.en}/{everybody.en}), which counts.",
        ),
    )
