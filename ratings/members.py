"""Members rated by their own rule sets, in the order in which they build on each other, one at a time."""

from collections.abc import Mapping
from datetime import date
from graphlib import TopologicalSorter
from pathlib import Path
from typing import NamedTuple

from criteria.base import Provenance
from criteria.model import RuleSet
from criteria.overlay_model import Overlaid
from criteria.problems import quote, shortened
from criteria.targets_model import AnyRuleSet
from criteria.texts import Text
from ratings.answering import AnyDecision, answered_by, decision_on
from ratings.choosing import choose
from ratings.evidence import Evidence, EvidenceError
from ratings.finding import Finding, Gathered
from ratings.member_doubts import member_doubts
from ratings.members_reading import EmptyFile, Member, Progress, RefusedMember, members_of, refused
from ratings.recognising import held_on
from ratings.rolling_up import Lacks, MemberResult, PointsLacking, RollUp, Tally, TargetsLacking, roll_ups_of
from rules.targets_deciding import TargetDecision, lacking_at

MOST_REFUSED = 1000
"""Members whose problems are kept; more are only counted."""


class Members(NamedTuple):
    """What became of the members of one subject.

    Attributes:
        results: In the order in which they were rated: those first that others build on.
        rule_sets: By which they were rated, by id.
        refused: Those that cannot be rated, and why.
        more_refused: How many more there are, whose problems were not kept.
        left_out: Findings on those that were not counted.
        doubts: Findings on those that were.
        overlays: The local guidance that lay over some of the rule sets, by id.
        provenances: Of the verdicts on members that were rated by targets.
    """

    results: tuple[MemberResult, ...]
    rule_sets: Mapping[str, AnyRuleSet]
    refused: tuple[RefusedMember, ...]
    more_refused: int
    left_out: tuple[Finding, ...]
    doubts: tuple[Finding, ...]
    tally: Tally
    overlays: Mapping[str, Overlaid]
    provenances: frozenset[Provenance] = frozenset()


class Admission:
    """Decides which members count: of this year, of this commune, each once."""

    def __init__(self, of: Evidence) -> None:
        """Count for the subject of the evidence *of*."""
        self._of = of
        self._seen: dict[tuple[str, str], tuple[str, str | None]] = {}  # where it stands, and its clan
        self._left_out = Gathered()

    @property
    def left_out(self) -> tuple[Finding, ...]:
        """Why some do not count."""
        return self._left_out.findings()

    def is_of_here(self, member: Member) -> bool:
        """Whether *member* is of this year, commune, village and clan; else there is a finding that says why not."""
        subject, own = member.evidence.subject, self._of.subject
        return self._passes(member, "year", self._year(member)) and all(
            self._passes(member, kind, self._elsewhere(subject.name, there, here))
            for kind, there, here in (
                ("province", subject.province, own.code if own.kind == "province" else own.province),
                ("district", subject.district, own.code if own.kind == "district" else own.district),
                ("commune", subject.commune, own.code if own.kind == "commune" else own.commune),
                ("village", subject.village, own.code if own.kind == "village" else None),
                ("clan", subject.clan, own.code if own.kind == "clan" else None),
            )
        )

    def is_first(self, member: Member) -> bool:
        """Whether *member*, which can be rated, is the first with its code; else there is a finding."""
        return self._passes(member, "double", self._double(member))

    def _passes(self, member: Member, sort: str, reason: Text | None) -> bool:
        if reason is not None:
            self._left_out.add(sort, Finding("error", member.where, reason))
        return reason is None

    def _year(self, member: Member) -> Text | None:
        year, asked = member.evidence.year, self._of.year
        if year == asked:
            return None
        return Text(
            f"Số liệu của năm {year}, không phải năm {asked}: không tính.",
            f"Data of {year}, not of {asked}: not counted.",
        )

    def _elsewhere(self, name: str, there: str | None, here: str | None) -> Text | None:
        if there is None or here is None or there == here:
            return None
        name, there, here = shortened(name), quote(there), quote(here)
        return Text(
            f"{name} thuộc {there}, không thuộc {here}: không tính.",
            f"{name} belongs to {there}, not to {here}: not counted.",
        )

    def _double(self, member: Member) -> Text | None:
        subject = member.evidence.subject
        if subject.code is None:
            return None
        where, clan = self._seen.setdefault((subject.kind, subject.code), (member.where, subject.clan))
        if where == member.where:
            return None
        clans = clan, subject.clan
        twice = clans[0] != clans[1] and None not in clans
        one, other = map(quote, clans)
        among = Text(
            f", trong hai dòng họ {one} và {other}" if twice else "",
            f", in two clans, {one} and {other}" if twice else "",
        )
        code = quote(subject.code)
        return Text(
            f"Mã {code} đã có ở {where}{among.vi}: chỉ tính một lần.",
            f"The code {code} stands at {where}{among.en}: counted once.",
        )


def rate_members(
    evidence: Evidence,
    folder: Path | None,
    overlays: Mapping[str, Overlaid],
    day: date,
    progress: Progress,
) -> Members:
    """Return what became of the members of *evidence*.

    Members on whom nobody builds are rated as they are read, and only their results are kept.

    Args:
        evidence: Of the subject.
        folder: Where its file lies.
        overlays: By the id of the rule set over which they lie.
        day: On which the subject asks for its level: what members were given before counts while it holds.
        progress: Is told how far reading has come.

    Raises:
        EvidenceError: A members file cannot be read at all.
    """
    rater = _Rater(evidence, overlays, day)
    for each in members_of(evidence, folder, progress):
        rater.take(each)
    return rater.finished()


class _Rater:
    def __init__(self, of: Evidence, overlays: Mapping[str, Overlaid], day: date) -> None:
        self._of, self._overlays, self._day = of, overlays, day
        self._admission, self._tally, self._doubts = Admission(of), Tally(), Gathered()
        self._results: list[MemberResult] = []
        self._rule_sets: dict[str, AnyRuleSet] = {}
        self._refused: list[RefusedMember] = []
        self._more_refused = 0
        self._provenances: set[Provenance] = set()
        self._waiting: dict[str, list[tuple[Member, AnyRuleSet]]] = {}

    def take(self, each: Member | RefusedMember | EmptyFile) -> None:
        if isinstance(each, EmptyFile):
            nothing = Text("Tệp không có thành viên nào.", "There is no member in the file.")
            self._doubts.add("empty", Finding("warning", each.name, nothing))
            return
        if isinstance(each, RefusedMember):
            self._refuse(each)
            return
        if not self._admission.is_of_here(each):
            return
        try:
            rule_set = choose(each.evidence, overlays=self._overlays).rule_set
        except EvidenceError as error:
            self._refuse(refused(each.where, error, each.evidence.subject.kind))
            return
        if not self._admission.is_first(each):
            return
        self._rule_sets[rule_set.id] = rule_set
        if rule_set.roll_ups:
            self._waiting.setdefault(rule_set.subject.kind, []).append((each, rule_set))
        else:
            self._rate(each, rule_set)

    def _refuse(self, each: RefusedMember) -> None:
        if each.kind is not None:
            self._tally.add_refused(each.kind)
        if len(self._refused) < MOST_REFUSED:
            self._refused.append(each)
        else:
            self._more_refused += 1

    def finished(self) -> Members:
        needed = {
            kind: {members.kind for _, rule_set in waiting for members in rule_set.roll_ups.values()}
            for kind, waiting in self._waiting.items()
        }
        for kind in TopologicalSorter(needed).static_order():  # lint proves that there is no circle
            for member, rule_set in self._waiting.get(kind, ()):
                self._rate(member, rule_set)
        return Members(
            tuple(self._results),
            self._rule_sets,
            tuple(self._refused),
            self._more_refused,
            self._admission.left_out,
            self._doubts.findings(),
            self._tally,
            {name: each for name, each in self._overlays.items() if name in self._rule_sets},
            frozenset(self._provenances),
        )

    def _rate(self, member: Member, rule_set: AnyRuleSet) -> None:
        evidence = member.evidence
        roll_ups = roll_ups_of(rule_set, evidence, self._tally, self._of)
        decision = decision_on(rule_set, evidence, answered_by(evidence, rule_set, roll_ups), with_range=False)
        for sort, finding in member_doubts(member, rule_set, roll_ups, self._of, self._tally):
            self._doubts.add(sort, finding)
        if isinstance(decision, TargetDecision):
            decision = self._recognised(evidence, rule_set, decision)
        result = _result(member, rule_set, decision, tuple(roll_ups.values()))
        self._results.append(result)
        self._tally.add(result, rule_set)

    def _recognised(self, evidence: Evidence, rule_set: AnyRuleSet, decision: TargetDecision) -> TargetDecision:
        """Return *decision* with the level that is recognised, where the member names a recognition that holds.

        Else the level that its figures reach stands for it, which is our reading (ADR 0010).
        """
        held = held_on(self._day, rule_set, evidence)
        if held is not None:
            self._provenances.add("official")
            return decision._replace(level=held.level)
        self._provenances |= {"assumed", *decision.provenances}
        return decision


def _result(member: Member, rule_set: AnyRuleSet, decision: AnyDecision, roll_ups: tuple[RollUp, ...]) -> MemberResult:
    levels = rule_set.levels
    place = next(place for place, level in enumerate(levels) if level.id == decision.level)
    above = levels[place - 1].id if place else None
    return MemberResult(
        where=member.where,
        subject=member.evidence.subject,
        rule_set=rule_set.id,
        level=decision.level,
        above=above,
        lacks=_lacks(member, rule_set, decision, above),
        roll_ups=roll_ups,
    )


def _lacks(member: Member, rule_set: AnyRuleSet, decision: AnyDecision, above: str | None) -> Lacks:
    """What the member lacks for the level *above* it; None at the best."""
    if isinstance(decision, TargetDecision):
        return TargetsLacking(lacking_at(decision, above) if above is not None else ())
    assert isinstance(rule_set, RuleSet)  # points are decided by a rule set of points
    level = next((level for level in rule_set.levels if level.id == above), None)
    least = level.least_points(member.evidence.subject.area) if level is not None else 0
    return PointsLacking(
        points=decision.points,
        needed=max(0, least - decision.points),
        gates=tuple(
            (block.gate, block.items)
            for block in decision.blocks
            if above is not None and block.level == above and block.gate is not None
        ),
    )
