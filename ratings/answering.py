"""What is decided on: answers as written, as they follow from counts, and as members give them; and the decision."""

from collections.abc import Mapping
from typing import NamedTuple

from criteria.answers import Answer
from criteria.targets_model import AnyRuleSet, TargetRuleSet
from ratings.deriving import derived_answers, open_answers, standings_of
from ratings.evidence import Evidence
from ratings.rolling_up import RollUp, answers_with, given_as_whole
from rules.deciding import Decision, decide
from rules.standards import Standing
from rules.targets_deciding import Stated, TargetDecision, decide_targets

AnyDecision = Decision | TargetDecision
"""A decision by either scheme."""


class Answered(NamedTuple):
    """The answers that count.

    Attributes:
        answers: By indicator, or by a criterion that is answered as a whole.
        whole: Indicators whose criterion is answered as a whole.
        standings: What follows from the counts, by standard.
        derived: The answers that follow from them, by indicator.
        proved: Indicators that members answer: they need no papers.
        unsettled: Indicators whose answer can still become better, because a count lacks, with the best it can be.
    """

    answers: Mapping[str, Answer]
    whole: frozenset[str]
    standings: Mapping[str, Standing]
    derived: Mapping[str, Answer]
    proved: frozenset[str]
    unsettled: Mapping[str, Answer]


def answered_by(evidence: Evidence, rule_set: AnyRuleSet, roll_ups: Mapping[str, RollUp]) -> Answered:
    """Return the answers that count for *rule_set*, of *evidence* and of the members in *roll_ups*."""
    whole = given_as_whole(rule_set, evidence.answers)
    standings = standings_of(evidence, rule_set)
    derived = derived_answers(evidence, rule_set, standings, whole)
    answers = answers_with(roll_ups, {**evidence.answers, **derived}, whole)
    unsettled = open_answers(evidence, rule_set, standings, derived, whole)
    return Answered(answers, whole, standings, derived, _known(roll_ups), unsettled)


def supposing(answered: Answered, supposed: Mapping[str, Answer]) -> Answered:
    """Return what counts if the *supposed* answers overrule what was *answered*, by whomever."""
    if not supposed:
        return answered
    return answered._replace(
        answers={**answered.answers, **supposed},
        derived={name: each for name, each in answered.derived.items() if name not in supposed},
        proved=answered.proved.difference(supposed),
        unsettled={name: each for name, each in answered.unsettled.items() if name not in supposed},
    )


def _known(roll_ups: Mapping[str, RollUp]) -> frozenset[str]:
    return frozenset(name for name, each in roll_ups.items() if each.is_known)


def decision_on(
    rule_set: AnyRuleSet, evidence: Evidence, answered: Answered, *, with_range: bool = True
) -> AnyDecision:
    """Return what *rule_set* decides of the subject of *evidence* on what it *answered*.

    Raises:
        EngineError: The engine did not decide.
    """
    area, proved, unsettled = evidence.subject.area, answered.proved, answered.unsettled
    if isinstance(rule_set, TargetRuleSet):
        stated = Stated(answered.answers, area, evidence.subject.type, proved, unsettled)
        return decide_targets(rule_set, stated, with_range=with_range)
    return decide(rule_set, answered.answers, area, proved, unsettled, with_range=with_range)
