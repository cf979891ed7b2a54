"""Rate: evidence in, rating out. A rating is the record; what it says in words is for ``ratings.explaining``."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from criteria.amounts import as_points
from criteria.catalogue import rule_set as catalogued
from criteria.catalogue import select_rule_set
from criteria.model import Level, RuleSet
from criteria.problems import RuleSetError
from criteria.texts import plain
from ratings.checking import Finding, check, findings
from ratings.evidence import Evidence, EvidenceError, to_evidence
from rules.deciding import Decision, Verdict, decide

SelectedBy = Literal["file", "option", "year"]


class Rating(NamedTuple):
    """What was decided of one subject, and on what."""

    evidence: Evidence
    rule_set: RuleSet
    selected_by: SelectedBy
    decision: Decision
    findings: tuple[Finding, ...]

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
        """The verdicts by indicator, in the order of the text."""
        return self.decision.indicators

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
        """Whether nothing is missing and no figure is assumed: of items, total, levels, gates, the year."""
        figures = [verdict.provenance for verdict in self.indicators.values()]
        figures += [level.provenance for level in self.rule_set.levels]
        figures += [gate.provenance for gate in self.rule_set.gates]
        figures += [criterion.max_points.provenance for criterion in self.rule_set.criteria]
        figures.append(self.rule_set.total.provenance)
        figures.append(self.rule_set.year_provenance(self.evidence.year))
        missing = any(verdict.status == "missing" for verdict in self.indicators.values())
        return not missing and "assumed" not in figures


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


def rate(evidence: Evidence | Mapping[str, Any], rule_set: RuleSet | str | None = None) -> Rating:
    """Return the rating of *evidence*.

    Args:
        evidence: An evidence file, read; or the same data as a mapping.
        rule_set: Insist on this rule set (or its id), even outside its years. None: the one that the evidence
            names, or else the one that fits its kind, tier and year.

    Raises:
        EvidenceError: The evidence cannot be rated; with every problem found.
        RuleSetError: There is no such rule set, or none that fits.
    """
    read = evidence if isinstance(evidence, Evidence) else to_evidence(evidence)
    chosen, selected_by = checked_rule_set(read, rule_set)
    decision = decide(chosen, read.answers, read.subject.area)
    return Rating(read, chosen, selected_by, decision, findings(read, chosen))


def checked_rule_set(evidence: Evidence, rule_set: RuleSet | str | None = None) -> tuple[RuleSet, SelectedBy]:
    """Return the rule set that can rate *evidence* and what selected it; arguments and errors as for ``rate``."""
    chosen, selected_by = _chosen(evidence, rule_set)
    problems = check(evidence, chosen, insisted=selected_by == "option")
    if problems:
        raise EvidenceError(problems)
    return chosen, selected_by


def _chosen(evidence: Evidence, rule_set: RuleSet | str | None) -> tuple[RuleSet, SelectedBy]:
    if isinstance(rule_set, RuleSet):
        return rule_set, "option"
    if rule_set is not None:
        return catalogued(rule_set), "option"
    try:
        if evidence.rule_set is not None:
            return catalogued(evidence.rule_set), "file"
        return select_rule_set(evidence.subject.kind, evidence.subject.tier, evidence.year), "year"
    except RuleSetError as error:
        # A mistake of the evidence file, told like its others.
        raise EvidenceError(error.problems) from None
