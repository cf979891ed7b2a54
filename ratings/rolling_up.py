"""Roll-up: how many members reached a level, of how many, answers what a subject is asked about them."""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from criteria.answers import Answer, ShareAnswer
from criteria.questions import AskShare, Headcount, Kind
from criteria.targets_model import AnyRuleSet, TargetRuleSet
from ratings.evidence import Evidence, Subject
from ratings.population import Population


class PointsLacking(NamedTuple):
    """What a member lacks of points.

    Attributes:
        points: Of the total, in hundredths.
        needed: What the total lacks for the level above, in hundredths; 0 where only gates bar it.
        gates: The gates of the level above that do not hold, each with the items at which it breaks.
    """

    points: int
    needed: int
    gates: tuple[tuple[str, tuple[str, ...]], ...]


class TargetsLacking(NamedTuple):
    """The indicators whose targets of the level above a member does not meet."""

    indicators: tuple[str, ...]


Lacks = PointsLacking | TargetsLacking


class MemberResult(NamedTuple):
    """What became of one member.

    Attributes:
        where: Where its evidence stands, such as ``gia-dinh.jsonl:12``.
        subject: Who it is.
        rule_set: By which it was rated, its id.
        level: Id of the level reached.
        above: Id of the level above it; None at the best.
        lacks: What it lacks for the level above.
        roll_ups: What its own members answered.
    """

    where: str
    subject: Subject
    rule_set: str
    level: str
    above: str | None
    lacks: Lacks
    roll_ups: tuple["RollUp", ...]


class RollUp(NamedTuple):
    """The answer that members give to an indicator.

    Attributes:
        indicator: Id of the indicator.
        kind: Of the members.
        level: The level that counts.
        reached: Members who reached it.
        listed: Members who were rated.
        declared: Everybody of that kind, as the subject says; None where that is not known.
        registered: Those who registered, as declared; None where that is not known.
        needs_all: Whether there is no share as long as it is not known how many there are.
    """

    indicator: str
    kind: Kind
    level: str
    reached: int
    listed: int
    declared: int | None
    registered: int | None
    needs_all: bool = False

    @property
    def is_known(self) -> bool:
        """Whether a share can be taken: a target wants to know of how many; points can do with those listed."""
        return self.declared is not None or not self.needs_all

    @property
    def all(self) -> int:
        """The denominator: everybody, and never fewer than are listed. What does not add up is a finding."""
        return max(self.declared or 0, self.listed)

    @property
    def compared_with(self) -> int:
        """The other denominator that published reports use: those registered, or those listed."""
        return self.registered if self.registered is not None else self.listed


class Tally:
    """Counts results by kind, and by the village, clan, commune and district to which they belong."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._levels: dict[tuple[str, str | None, str | None], Counter[tuple[str, str]]] = {}
        self._rule_sets: dict[str, AnyRuleSet] = {}
        self._refused: Counter[str] = Counter()

    def add(self, result: MemberResult, rule_set: AnyRuleSet) -> None:
        """Count *result*, which came about by *rule_set*."""
        self._rule_sets[rule_set.id] = rule_set
        subject = result.subject
        groups = (
            (None, None),
            ("village", subject.village),
            ("clan", subject.clan),
            ("commune", subject.commune),
            ("district", subject.district),
        )
        for group, code in groups:
            if group is None or code is not None:
                levels = self._levels.setdefault((subject.kind, group, code), Counter())
                levels[rule_set.id, result.level] += 1

    def add_refused(self, kind: str) -> None:
        """Count a member of *kind* that cannot be rated: it is there, and has not reached anything."""
        self._refused[kind] += 1

    def listed(self, kind: str, group: str | None = None, code: str | None = None) -> int:
        """Return how many members of *kind* there are, in a group or in all; of all also those that cannot be rated."""
        rated = self._levels.get((kind, group, code), Counter()).total()
        return rated + (self._refused[kind] if group is None else 0)

    def of(self, kind: str, level: str, group: str | None = None, code: str | None = None) -> tuple[int, int]:
        """Return how many members of *kind* reached *level* or better, and how many there are, in a group or in all."""
        found = self._levels.get((kind, group, code), Counter())
        reached = sum(times for (name, got), times in found.items() if self._reaches(name, got, level))
        return reached, self.listed(kind, group, code)

    def _reaches(self, rule_set: str, got: str, level: str) -> bool:
        order = [each.id for each in self._rule_sets[rule_set].levels]
        return level in order and order.index(got) <= order.index(level)


def roll_ups_of(
    rule_set: AnyRuleSet, evidence: Evidence, tally: Tally, above: Evidence | None = None
) -> dict[str, RollUp]:
    """Return what the members counted in *tally* answer of *rule_set*, by indicator.

    Args:
        rule_set: Of the subject.
        evidence: Of the subject.
        tally: Of the members rated so far.
        above: Evidence of the subject of which this one is itself a member: it counts only those of its own village
            or clan. None: all members are its own.
    """
    group, code = (None, None) if above is None else (evidence.subject.kind, evidence.subject.code)
    if above is not None and code is None:
        return {}
    found = {}
    for name, members in rule_set.roll_ups.items():
        reached, listed = tally.of(members.kind, members.level, group, code)
        if not listed:
            continue
        asked = rule_set.by_id[name].answer
        declared = _declared(asked.all, evidence, above) if isinstance(asked, AskShare) and asked.all else None
        registered = _registered(asked.all, evidence.population) if isinstance(asked, AskShare) else None
        needs_all = isinstance(rule_set, TargetRuleSet)
        found[name] = RollUp(name, members.kind, members.level, reached, listed, declared, registered, needs_all)
    return found


def _declared(headcount: Headcount, evidence: Evidence, above: Evidence | None) -> int | None:
    own: int | None = getattr(evidence.population, headcount, None)
    is_village = evidence.subject.kind == "village" and headcount == "households"
    if own is not None or above is None or above.population is None or not is_village:
        return own
    return above.population.households_by_village.get(evidence.subject.code or "")


def _registered(headcount: Headcount | None, population: Population | None) -> int | None:
    return population.registered_households if population is not None and headcount == "households" else None


def answers_with(
    roll_ups: Mapping[str, RollUp], answers: Mapping[str, Answer], given_whole: frozenset[str]
) -> dict[str, Answer]:
    """Return *answers* with those that members give in place of the hand-written ones.

    Args:
        roll_ups: By indicator.
        answers: As written.
        given_whole: Indicators whose criterion is answered as a whole: nothing else answers them.
    """
    taken = dict(answers)
    for name, each in roll_ups.items():
        if name in given_whole or not each.is_known:
            continue
        written = answers.get(name)
        documents = written.documents if written is not None else ()
        taken[name] = ShareAnswer(count=each.reached, of=each.all, documents=documents)
    return taken


def given_as_whole(rule_set: AnyRuleSet, answers: Mapping[str, Answer]) -> frozenset[str]:
    """Return the indicators of *rule_set* whose criterion is answered as a whole: on a sheet, or as not applicable."""
    whole = [criterion for criterion in rule_set.criteria if criterion.id in answers]
    return frozenset(indicator.id for criterion in whole for indicator in criterion.indicators)
