"""Which rule set rates which evidence: the one that is insisted on, that the file names, or that fits."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from criteria.catalogue import rule_set as catalogued
from criteria.catalogue import select_rule_set
from criteria.model import RuleSet
from criteria.overlay_model import Overlaid
from criteria.problems import Problem, RuleSetError, quote
from criteria.targets_model import AnyRuleSet, TargetRuleSet
from criteria.texts import Text
from ratings.checking import check
from ratings.evidence import Evidence, EvidenceError

SelectedBy = Literal["file", "option", "year"]


class Chosen(NamedTuple):
    """A rule set that can rate the evidence, what chose it, and whose guidance lies over it."""

    rule_set: AnyRuleSet
    selected_by: SelectedBy
    overlaid: Overlaid | None


def choose(
    evidence: Evidence, insisted: AnyRuleSet | str | None = None, overlays: Mapping[str, Overlaid] | None = None
) -> Chosen:
    """Return the rule set that can rate *evidence*.

    Args:
        evidence: Well formed.
        insisted: This rule set (or its id), even outside its years. None: the one that the evidence names, or else
            the one that fits its kind, tier and year.
        overlays: Guidance of localities, by the id of the rule set over which it lies.

    Raises:
        EvidenceError: The evidence cannot be rated; with every problem found.
        RuleSetError: There is no such rule set as is insisted on.
    """
    rule_set, selected_by = _found(evidence, insisted)
    overlaid = (overlays or {}).get(rule_set.id)
    if overlaid is not None:
        if evidence.year not in overlaid.overlay.years:
            raise EvidenceError([_outside(evidence.year, overlaid)])
        rule_set = overlaid.rule_set
    problems = check(evidence, rule_set, insisted=selected_by == "option")
    if problems:
        raise EvidenceError(problems)
    return Chosen(rule_set, selected_by, overlaid)


def _found(evidence: Evidence, insisted: AnyRuleSet | str | None) -> tuple[AnyRuleSet, SelectedBy]:
    if isinstance(insisted, RuleSet | TargetRuleSet):
        return insisted, "option"
    if insisted is not None:
        return catalogued(insisted), "option"
    try:
        if evidence.rule_set is not None:
            return catalogued(evidence.rule_set), "file"
        return select_rule_set(evidence.subject.kind, evidence.subject.tier, evidence.year), "year"
    except RuleSetError as error:
        # A mistake of the evidence file, told like its others.
        raise EvidenceError(error.problems) from None


def _outside(year: int, overlaid: Overlaid) -> Problem:
    years, number = overlaid.overlay.years.text, overlaid.overlay.issued.number
    wrong = Text(
        f"{year}: hướng dẫn {number} dùng cho năm {years.vi}.", f"{year}: the guidance {number} is for {years.en}."
    )
    return Problem(
        "/year", quote(year), wrong, Text("Bỏ --overlay, hoặc sửa năm.", "Drop --overlay, or mend the year.")
    )
