"""Rate: evidence in, rating out. A rating is the record; what it says in words is for ``ratings.explaining``."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from criteria.amounts import as_points
from criteria.answers import Answer, NotApplicableAnswer, PointsAnswer
from criteria.base import Area, Provenance
from criteria.model import Level, RuleSet
from criteria.overlay_model import Overlaid
from criteria.texts import plain
from ratings.choosing import Chosen, SelectedBy, choose
from ratings.deriving import derivation_findings, derived_answers, open_answers, standings_of
from ratings.evidence import Evidence, to_evidence
from ratings.finding import SEVERITIES, Finding
from ratings.findings import findings
from ratings.member_findings import member_findings
from ratings.members import Members, rate_members
from ratings.members_reading import Progress
from ratings.rolling_up import RollUp, answers_with, given_as_whole, roll_ups_of
from rules.deciding import Decision, Verdict, decide
from rules.standards import Standing


class Rating(NamedTuple):
    """What was decided of one subject, and on what.

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
    """

    evidence: Evidence
    rule_set: RuleSet
    selected_by: SelectedBy
    decision: Decision
    findings: tuple[Finding, ...]
    answers: Mapping[str, Answer]
    overlaid: Overlaid | None = None
    members: Members | None = None
    roll_ups: Mapping[str, RollUp] = {}
    standings: Mapping[str, Standing] = {}

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

    def answer_to(self, indicator: str) -> Answer | None:
        """Return what was answered to *indicator*, on its own or with its whole criterion; None: nothing."""
        found = self.answers.get(indicator)
        if found is not None:
            return found
        criterion = next(each for each in self.rule_set.criteria if indicator in each.indicator_ids)
        whole = self.answers.get(criterion.id)
        return whole if isinstance(whole, NotApplicableAnswer) else None

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
    def rule_sets(self) -> frozenset[str]:
        """Ids of the rule sets by which the subject and its members were rated."""
        return frozenset((self.rule_set.id, *(self.members.rule_sets if self.members is not None else ())))

    @property
    def criteria(self) -> Mapping[str, Verdict]:
        """The verdicts by criterion, in the order of the text."""
        return self.decision.criteria

    def reaches(self, level: str) -> bool:
        """Whether the level reached is *level* or better; by its id or its name, in capitals or not.

        Raises:
            KeyError: The rule set has no such level.
        """
        levels = self.rule_set.levels
        return levels.index(self.level) <= levels.index(level_called(self.rule_set, level))

    @property
    def is_certain(self) -> bool:
        """Whether nothing is missing, no member left out, and no figure assumed: of items, total, levels, the year.

        Nor one of what answers for the evidence: standards that follow from counts, titles of members.
        """
        area = self.evidence.subject.area
        figures = [self.provenance_of(name) for name in self.judged]
        figures += [
            each.max_points.provenance
            for each in self.rule_set.criteria
            if not isinstance(self.answers.get(each.id), PointsAnswer)
        ]
        figures += _outcome_figures(self.rule_set, area)
        figures.append(self.rule_set.year_provenance(self.evidence.year))
        for name, standard in self.rule_set.derived.items():
            if name in self.indicators and self.answers.get(name) is not self.evidence.answers.get(name):
                figures.append(self.standings[standard].provenance)
        if self.members is not None and any(name in self.indicators for name in self.roll_ups):
            for rule_set in self.members.rule_sets.values():
                figures += _every_figure(rule_set, area)
        figures.append(self.decision.provenance or "assumed")
        statuses = [verdict.status for verdict in (*self.indicators.values(), *self.criteria.values())]
        uncounted = self.members is not None and bool(self.members.refused or self.members.left_out)
        return "missing" not in statuses and "assumed" not in figures and not uncounted


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


def level_called(rule_set: RuleSet, words: str) -> Level:
    """Return the level whose id or name is *words*.

    Raises:
        KeyError: The rule set has none.
    """
    asked = plain(words).strip().casefold()
    for level in rule_set.levels:
        if asked in (level.id, level.name.vi.casefold(), level.name.en.casefold()):
            return level
    raise KeyError(words)


def rate(
    evidence: Evidence | Mapping[str, Any],
    rule_set: RuleSet | str | None = None,
    *,
    overlays: Mapping[str, Overlaid] | None = None,
    folder: Path | None = None,
    previous: Evidence | None = None,
    progress: Progress | None = None,
) -> Rating:
    """Return the rating of *evidence*, and of its members.

    Args:
        evidence: An evidence file, read; or the same data as a mapping.
        rule_set: Insist on this rule set (or its id), even outside its years. None: the one that the evidence
            names, or else the one that fits its kind, tier and year.
        overlays: Guidance of localities, by the id of the rule set over which it lies.
        folder: Where the members files that the evidence names lie. None: it can name none.
        previous: Evidence of the same subject for the year before, to hold this one against.
        progress: Is told how far reading the members has come.

    Raises:
        EvidenceError: The evidence cannot be rated; with every problem found. A member that cannot be rated is no
            error: see ``Rating.members``.
        RuleSetError: There is no such rule set, or none that fits.
    """
    read = evidence if isinstance(evidence, Evidence) else to_evidence(evidence)
    laid_over = overlays or {}
    chosen = choose(read, rule_set, laid_over)
    members = None
    if read.members or read.members_files:
        members = rate_members(read, folder, laid_over, progress or Progress())
    roll_ups = roll_ups_of(chosen.rule_set, read, members.tally) if members is not None else {}
    return _rated(read, chosen, members, roll_ups, previous)


def _rated(
    read: Evidence, chosen: Chosen, members: Members | None, roll_ups: Mapping[str, RollUp], previous: Evidence | None
) -> Rating:
    """Decide on what was written, on what follows from counts, and on what members answer."""
    rule_set = chosen.rule_set
    whole = given_as_whole(rule_set, read.answers)
    standings = standings_of(read, rule_set)
    derived = derived_answers(read, rule_set, standings, whole)
    answers = answers_with(roll_ups, {**read.answers, **derived}, whole)
    unsettled = open_answers(derived, rule_set, standings)
    decision = decide(rule_set, answers, read.subject.area, frozenset(roll_ups), unsettled)
    found = [
        *findings(read, rule_set, previous),
        *(member_findings(read, members, roll_ups, whole) if members is not None else ()),
        *derivation_findings(read, rule_set, standings, derived, whole),
    ]
    gravest_first = tuple(sorted(found, key=lambda each: SEVERITIES.index(each.severity)))
    return Rating(
        read,
        rule_set,
        chosen.selected_by,
        decision,
        gravest_first,
        answers,
        chosen.overlaid,
        members,
        roll_ups,
        standings,
    )
