"""What members say against the subject's own figures: who is not counted, what does not add up, what disagrees."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby

from criteria.problems import pointer, quote
from criteria.texts import Text, count_text
from ratings.evidence import Evidence
from ratings.finding import Finding, Gathered
from ratings.member_doubts import roll_up_findings
from ratings.members import Members
from ratings.members_reading import RefusedMember
from ratings.names import KIND_NAMES
from ratings.rolling_up import RollUp

MOST_NAMED = 5


def member_findings(
    evidence: Evidence, members: Members, roll_ups: Mapping[str, RollUp], given_whole: frozenset[str]
) -> Iterator[Finding]:
    """Yield what *members* of the subject of *evidence* make a reader look at twice."""
    if not members.results and not members.refused:
        text = Text("Không có thành viên nào trong các tệp đã ghi.", "No members in the files that are named.")
        yield Finding("warning", "/members_files", text)
    yield from _refused(members)
    yield from members.left_out
    yield from members.doubts
    yield from _unknown_codes(evidence, members)
    yield from _without_code(members)
    yield from _households(evidence, members)
    for name, each in roll_ups.items():
        yield from roll_up_findings(evidence, each, given_whole=name in given_whole)


_IN_THE_FILE = re.compile(r"/members/\d+")


def _source(each: RefusedMember) -> str:
    return "/members" if _IN_THE_FILE.fullmatch(each.where) else each.where.rsplit(":", 1)[0]


def _refused(members: Members) -> Iterator[Finding]:
    for source, group in groupby(members.refused, key=_source):
        refused = list(group)
        places = ", ".join(each.where.rsplit(":", 1)[-1].rsplit("/", 1)[-1] for each in refused[:MOST_NAMED])
        more = "…" if len(refused) > MOST_NAMED else ""
        count, inline = count_text(len(refused)), source == "/members"
        at = Text("mục", "entry") if inline else Text("dòng", "line")
        yield Finding(
            "error",
            source,
            Text(
                f"{count.vi} thành viên không xếp loại được ({at.vi} {places}{more}) nên không tính.",
                f"{count.en} members cannot be rated ({at.en} {places}{more}) and are not counted.",
            ),
        )
    if members.more_refused:
        count = count_text(members.more_refused)
        yield Finding("error", "/members", Text(f"Còn {count.vi} thành viên như vậy.", f"{count.en} more like these."))


def _unknown_codes(evidence: Evidence, members: Members) -> Iterator[Finding]:
    """A member names a village or clan that is not of this commune."""
    own, gathered = evidence.subject, Gathered()
    declared = set(evidence.population.households_by_village) if evidence.population is not None else set()
    known = {
        kind: {each.subject.code for each in members.results if each.subject.kind == kind and each.subject.code}
        | (declared if kind == "village" else set())
        | ({own.code} if own.kind == kind and own.code else set())
        for kind in ("village", "clan")
    }
    for each in members.results:
        for kind, code in (("village", each.subject.village), ("clan", each.subject.clan)):
            if code is not None and known[kind] and code not in known[kind]:
                name = KIND_NAMES[kind]
                message = Text(
                    f"{quote(code)} không phải {name.vi} của địa bàn này; vẫn tính vào tổng chung.",
                    f"{quote(code)} is no {name.en} of this subject; counted in the total all the same.",
                )
                gathered.add(kind, Finding("warning", each.where, message))
    yield from gathered.findings()
    listed = {each.subject.code for each in members.results if each.subject.kind == "village"}
    for code in sorted(declared - listed) if listed else ():
        yield Finding(
            "warning",
            pointer(["population", "households_by_village", code]),
            Text("Không có thôn nào mang mã này trong danh sách.", "No village of this code is listed."),
        )


def _without_code(members: Members) -> Iterator[Finding]:
    """Without a code nobody can be found to stand twice, and nobody belongs to a village or clan."""
    times = Counter(each.subject.kind for each in members.results if each.subject.code is None)
    for kind, many in times.items():
        name, count = KIND_NAMES[kind], count_text(many)
        yield Finding(
            "warning" if kind in ("village", "clan") else "info",
            "/members",
            Text(
                f"{count.vi} {name.vi} không có mã: không phát hiện được trùng lặp, không tổng hợp được theo mã.",
                f"{count.en} without a code ({name.en}): doubles cannot be found, nothing rolls up to them.",
            ),
        )


def _households(evidence: Evidence, members: Members) -> Iterator[Finding]:
    """No more families are listed in a village than it has households."""
    if evidence.population is None:
        return
    for code, households in evidence.population.households_by_village.items():
        listed = members.tally.listed("family", "village", code)
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
