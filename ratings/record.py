"""The record of a rating: what was decided of one subject, and on what. Words are for ``ratings.explaining``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Generic, TypeVar

from criteria.amounts import as_points
from criteria.answers import Answer, NotApplicableAnswer, PointsAnswer
from criteria.base import Area, Provenance, weakest
from criteria.model import Level, RuleSet
from criteria.overlay_model import Overlaid
from criteria.shared import BaseLevel
from criteria.targets_model import AnyRuleSet, TargetRuleSet
from criteria.texts import plain
from ratings.choosing import SelectedBy
from ratings.evidence import Evidence, is_to_be_found
from ratings.finding import Finding
from ratings.members import Members
from ratings.recognising import Recognised
from ratings.rolling_up import RollUp
from rules.deciding import Decision, Verdict
from rules.standards import Standing
from rules.targets_deciding import TargetDecision

_RuleSet = TypeVar("_RuleSet", RuleSet, TargetRuleSet)
_Decision = TypeVar("_Decision", Decision, TargetDecision)


@dataclass(frozen=True)
class BaseRating(Generic[_RuleSet, _Decision]):
    """What was decided of one subject, and on what, whatever the scheme.

    Attributes:
        evidence: As it was read.
        rule_set: By which it was rated, with any local guidance laid over it.
        selected_by: What chose the rule set.
        decision: The verdicts.
        findings: What a reader should look at twice.
        answers: What was decided on: as written, or as it follows from members and counts.
        overlaid: The local guidance, where there was one.
        members: What became of the members, where there are some.
        roll_ups: What they answer, by indicator.
        standings: What follows from the counts, by standard.
        recognition: Who recognises the level, and whether it may be asked for; None where no text says.
        supposed: Answers that were only supposed; they overrule what follows from counts and members.
    """

    evidence: Evidence
    rule_set: _RuleSet
    selected_by: SelectedBy
    decision: _Decision
    findings: tuple[Finding, ...]
    answers: Mapping[str, Answer]
    overlaid: Overlaid | None = None
    members: Members | None = None
    roll_ups: Mapping[str, RollUp] = field(default_factory=dict)
    standings: Mapping[str, Standing] = field(default_factory=dict)
    recognition: Recognised | None = None
    supposed: Mapping[str, Answer] = field(default_factory=dict)

    @property
    def level(self) -> BaseLevel:
        """The level reached."""
        return next(level for level in self.rule_set.levels if level.id == self.decision.level)

    @property
    def rule_sets(self) -> frozenset[str]:
        """Ids of the rule sets by which the subject and its members were rated."""
        return frozenset((self.rule_set.id, *(self.members.rule_sets if self.members is not None else ())))

    @property
    def judged(self) -> tuple[str, ...]:
        """What was judged: each indicator, or a criterion where that was judged as a whole."""
        return tuple(self.rule_set.by_id)

    @property
    def asked(self) -> tuple[str, ...]:
        """What the subject is asked, of what was judged."""
        return self.judged

    def answer_to(self, indicator: str) -> Answer | None:
        """Return what was answered to *indicator*, on its own or with its whole criterion; None: nothing."""
        found = self.answers.get(indicator)
        if found is not None:
            return found
        criterion = next((each.id for each in self.rule_set.criteria if indicator in each.indicator_ids), None)
        whole = self.answers.get(criterion) if criterion is not None else None
        return whole if isinstance(whole, NotApplicableAnswer) else None

    def reaches(self, level: str) -> bool:
        """Whether the level reached is *level* or better; by its id or its name, in capitals or not.

        Raises:
            KeyError: The rule set has no such level.
        """
        order = [each.id for each in self.rule_set.levels]
        return order.index(self.decision.level) <= order.index(level_called(self.rule_set, level).id)

    def behind(self, indicator: str) -> list[Provenance]:
        """Return how sure what answers *indicator* is, in place of the evidence: a standard, the titles of members."""
        figures: list[Provenance] = []
        standard = self.rule_set.derived.get(indicator)
        if standard is not None and self.answers.get(indicator) is not self.evidence.answers.get(indicator):
            figures.append(self.standings[standard].provenance)
        if self.members is not None and indicator in self.roll_ups:
            figures += self.members.provenances
            for rule_set in self.members.rule_sets.values():  # members build on one another
                if isinstance(rule_set, RuleSet):
                    figures += _every_figure(rule_set, self.evidence.subject.area)
        return figures

    def sources(self) -> list[Provenance]:
        """Return how sure the year is, and what stands behind the answers."""
        figures = [self.rule_set.year_provenance(self.evidence.year)]
        for name in self.judged:
            figures += self.behind(name)
        return figures

    @property
    def leaves_members_out(self) -> bool:
        """Whether some members are not counted."""
        return self.members is not None and bool(self.members.refused or self.members.left_out)

    @property
    def supposes_papers(self) -> bool:
        """Whether some answer that counts rests on a paper that still has to be found."""
        return any(is_to_be_found(paper) for answer in self.answers.values() for paper in answer.documents)


class Rating(BaseRating[RuleSet, Decision]):
    """A rating by points."""

    @property
    def level(self) -> Level:
        """The level reached."""
        return next(level for level in self.rule_set.levels if level.id == self.decision.level)

    @property
    def points(self) -> Decimal:
        """The total, in points, exact."""
        return as_points(self.decision.points)

    @property
    def max_points(self) -> Decimal:
        """The total that the text sets, in points."""
        return as_points(self.rule_set.total.points)

    @property
    def indicators(self) -> Mapping[str, Verdict]:
        """The verdicts by indicator, in the order of the text; none where the criterion is on a score sheet."""
        return self.decision.indicators

    @property
    def criteria(self) -> Mapping[str, Verdict]:
        """The verdicts by criterion, in the order of the text."""
        return self.decision.criteria

    def provenance_of(self, item: str) -> Provenance:
        """Return how sure the verdict on *item* is: an indicator, or a criterion on a score sheet.

        The maximum on a sheet is the locality's own, where the text does not fix it.
        """
        whole, criterion = self.answers.get(item), self.rule_set.criteria_by_id.get(item)
        if criterion is not None and isinstance(whole, PointsAnswer):
            fixed = criterion.max_points.provenance
            return "local" if whole.of is not None and fixed != "official" else fixed
        verdict = self.indicators.get(item) or self.criteria[item]
        return verdict.provenance or self.rule_set.criteria_by_id[item].max_points.provenance

    @property
    def judged(self) -> tuple[str, ...]:
        """What was judged: each indicator, or the criterion where that is on a score sheet."""
        return tuple(
            name
            for criterion in self.rule_set.criteria
            for name in ([each.id for each in criterion.indicators if each.id in self.indicators] or [criterion.id])
        )

    @property
    def is_certain(self) -> bool:
        """Whether nothing is missing or supposed, no member left out, no figure assumed: of items, total, levels, year.

        Nor one of what answers for the evidence: standards that follow from counts, titles of members.
        """
        figures = [self.provenance_of(name) for name in self.judged]
        figures += [
            each.max_points.provenance
            for each in self.rule_set.criteria
            if not isinstance(self.answers.get(each.id), PointsAnswer)
        ]
        figures += [*_outcome_figures(self.rule_set, self.evidence.subject.area), *self.sources()]
        figures.append(self.decision.provenance or "assumed")
        statuses = [verdict.status for verdict in (*self.indicators.values(), *self.criteria.values())]
        short = "missing" in statuses or self.supposes_papers or self.leaves_members_out
        return not short and "assumed" not in figures


class TargetRating(BaseRating[TargetRuleSet, TargetDecision]):
    """A rating by targets."""

    @property
    def asked(self) -> tuple[str, ...]:
        """The indicators that are asked of a subject of this type at some level."""
        type_, by_id = self.evidence.subject.type, self.rule_set.by_id
        return tuple(name for name in self.judged if by_id[name].is_asked(type_))

    def level_provenance(self, level: str) -> Provenance:
        """Return how sure the verdict on *level* is: as its own rule, and the least sure of its targets."""
        targets = [self.decision.targets[name].get(level) for name in self.asked]
        return weakest(
            self.decision.levels[level].provenance, *(each.provenance for each in targets if each is not None)
        )

    def provenance_of(self, indicator: str) -> Provenance:
        """Return how sure the verdicts on the targets of *indicator* are, all levels together, and its answer."""
        verdicts = self.decision.targets[indicator].values()
        return weakest(*(verdict.provenance for verdict in verdicts), *self.behind(indicator))

    @property
    def is_certain(self) -> bool:
        """Whether nothing is missing or supposed, no member left out, and no figure behind the level assumed."""
        figures = [self.decision.provenance, *self.decision.provenances, *self.sources()]
        by_level = (verdict for levels in self.decision.targets.values() for verdict in levels.values())
        missing = any(verdict.status == "missing" for verdict in by_level)
        short = missing or self.supposes_papers or self.leaves_members_out
        return not short and "assumed" not in figures


AnyRating = Rating | TargetRating
"""A rating by either scheme."""


def _outcome_figures(rule_set: RuleSet, area: Area) -> list[Provenance]:
    return [
        *(level.provenance_in(area) for level in rule_set.levels),
        *(gate.provenance for gate in rule_set.gates),
        rule_set.total.provenance,
    ]


def _every_figure(rule_set: RuleSet, area: Area) -> list[Provenance]:
    """Provenance of every figure by which members may have been rated: which of them it was is not kept of each."""
    return [
        *_outcome_figures(rule_set, area),
        *(each.max_points.provenance for each in rule_set.criteria),
        *(each.max_points.provenance for each in rule_set.indicators),
        *(each.scale_in(area).provenance for each in rule_set.indicators),
    ]


def level_called(rule_set: AnyRuleSet, words: str) -> BaseLevel:
    """Return the level whose id or name is *words*.

    Raises:
        KeyError: The rule set has none.
    """
    asked = plain(words).strip().casefold()
    for level in rule_set.levels:
        if asked in (level.id, level.name.vi.casefold(), level.name.en.casefold()):
            return level
    raise KeyError(words)
