"""What members say against the subject's own figures: who is not counted, what does not add up, what disagrees."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from criteria.answers import Answer, BlankAnswer, ShareAnswer
from criteria.problems import pointer, quote
from criteria.texts import Text, count_text, joined
from ratings.evidence import Evidence
from ratings.finding import Finding
from ratings.members import Members
from ratings.members_reading import RefusedMember
from ratings.names import KIND_NAMES
from ratings.rolling_up import RollUp

MOST_ALIKE = 10
"""Findings of one sort that are listed one by one."""
MOST_NAMED = 5


def member_findings(
    evidence: Evidence, members: Members, roll_ups: Mapping[str, RollUp], on_sheet: frozenset[str]
) -> Iterator[Finding]:
    """Yield what *members* of the subject of *evidence* make a reader look at twice."""
    yield from _refused(members)
    yield from _shortened(members.left_out)
    yield from _shortened(list(_unknown_codes(evidence, members)))
    yield from _households(evidence, members)
    for name, each in roll_ups.items():
        yield from _denominator(each)
        if name not in on_sheet:
            yield from _disagrees(name, evidence.answers.get(name), each)


def _shortened(found: Sequence[Finding]) -> Iterator[Finding]:
    yield from found[:MOST_ALIKE]
    more = len(found) - MOST_ALIKE
    if more > 0:
        yield Finding(
            found[0].severity, "/members", Text(f"Còn {more} trường hợp như vậy.", f"{more} more cases like these.")
        )


def _source(each: RefusedMember) -> str:
    return each.where.rsplit(":", 1)[0] if not each.where.startswith("/") else "/members"


def _refused(members: Members) -> Iterator[Finding]:
    for source, group in groupby(members.refused, key=_source):
        refused = list(group)
        places = ", ".join(each.where.rsplit(":", 1)[-1].rsplit("/", 1)[-1] for each in refused[:MOST_NAMED])
        more = "…" if len(refused) > MOST_NAMED else ""
        count = count_text(len(refused))
        yield Finding(
            "error",
            source,
            Text(
                f"{count.vi} thành viên không xếp loại được (dòng {places}{more}) nên không tính.",
                f"{count.en} members cannot be rated (line {places}{more}) and are not counted.",
            ),
        )
    if members.more_refused:
        count = count_text(members.more_refused)
        yield Finding("error", "/members", Text(f"Còn {count.vi} thành viên như vậy.", f"{count.en} more like these."))


def _unknown_codes(evidence: Evidence, members: Members) -> Iterator[Finding]:
    """A member names a village or clan that is not of this commune."""
    declared = evidence.population.households_by_village if evidence.population is not None else {}
    known = {
        "village": {each.subject.code for each in members.results if each.subject.kind == "village"} | set(declared),
        "clan": {each.subject.code for each in members.results if each.subject.kind == "clan"},
    }
    for each in members.results:
        for kind, code in (("village", each.subject.village), ("clan", each.subject.clan)):
            if code is not None and known[kind] and code not in known[kind]:
                name = KIND_NAMES[kind]
                yield Finding(
                    "warning",
                    each.where,
                    Text(
                        f"{quote(code)} không phải {name.vi} của địa bàn này; vẫn tính vào tổng chung.",
                        f"{quote(code)} is no {name.en} of this subject; counted in the total all the same.",
                    ),
                )


def _households(evidence: Evidence, members: Members) -> Iterator[Finding]:
    """No more families are listed in a village than it has households."""
    if evidence.population is None:
        return
    for code, households in evidence.population.households_by_village.items():
        _, listed = members.tally.of("family", "", "village", code)
        if households is not None and listed > households:
            found, declared = count_text(listed), count_text(households)
            yield Finding(
                "error",
                pointer(["population", "households_by_village", code]),
                Text(
                    f"Danh sách có {found.vi} gia đình, nhiều hơn {declared.vi} hộ đã ghi.",
                    f"{found.en} families are listed, more than the {declared.en} households.",
                ),
            )


def _denominator(each: RollUp) -> Iterator[Finding]:
    kind, listed = KIND_NAMES[each.kind], count_text(each.listed)
    if each.declared is None:
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


def _disagrees(name: str, written: Answer | None, each: RollUp) -> Iterator[Finding]:
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
        pointer(["answers", name]),
        Text(
            f"{said.vi} khác số tổng hợp từ thành viên ({reached.vi}/{everybody.vi}); số tổng hợp được tính.",
            f"{said.en} is not what the members add up to ({reached.en}/{everybody.en}), which counts.",
        ),
    )
