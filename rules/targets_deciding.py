"""Decide a rule set of targets: answers in, a verdict on every target, criterion and level out, each with its rule."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from criteria.answers import Answer, BlankAnswer, NotApplicableAnswer
from criteria.base import AREAS, Area, Provenance, weakest
from criteria.targets_model import TargetIndicator, TargetRuleSet
from rules.deciding import KeptPrograms, fired_on
from rules.engine import EngineError, Fired
from rules.facts import MEASURED, MISSING, NOT_APPLICABLE, OPEN, Fact, measure_of
from rules.program import Status
from rules.targets_compiling import target_program, targets_of


class TargetVerdict(NamedTuple):
    """What was decided of a target, of a criterion or of a level.

    Attributes:
        rule: Name of the rule that settled it.
        trace: Names of all rules that fired on the way, in order.
        status: As the rule says; ``pass`` where it is met.
        provenance: Of the figures that the rule rests on.
    """

    rule: str
    trace: tuple[str, ...]
    status: Status
    provenance: Provenance

    @property
    def met(self) -> bool:
        """Whether nothing of it stands against the level: what does not apply does not."""
        return self.status in ("pass", "not_applicable")


Verdicts = Mapping[str, Mapping[str, TargetVerdict]]
"""By indicator or criterion, then by level: best level first; of levels that ask something of it."""


class TargetDecision(NamedTuple):
    """All verdicts on one subject.

    Attributes:
        level: Id of the level reached.
        rule: Name of the rule that gave it.
        provenance: Of the figures that this rule rests on.
        targets: Verdicts on the target of each indicator at each level.
        criteria: Verdicts on each criterion at each level.
        levels: Verdicts by level, best first, without the last, which asks nothing.
        high_level: Id of the level once everything missing is there.
    """

    level: str
    rule: str
    provenance: Provenance
    targets: Verdicts
    criteria: Verdicts
    levels: Mapping[str, TargetVerdict]
    high_level: str

    @property
    def provenances(self) -> frozenset[Provenance]:
        """Of the figures that all verdicts rest on."""
        by_item = (*self.targets.values(), *self.criteria.values(), self.levels)
        return frozenset(verdict.provenance for by_level in by_item for verdict in by_level.values())


_programs = KeptPrograms[TargetRuleSet](target_program)


def lacking_at(decision: TargetDecision, level: str) -> tuple[str, ...]:
    """Return the indicators whose target of *level* is not met: what stands between the subject and that level."""
    verdicts = decision.targets.items()
    return tuple(name for name, by_level in verdicts if level in by_level and not by_level[level].met)


class Stated(NamedTuple):
    """What is said of a subject.

    Attributes:
        answers: By id of an indicator; of a criterion, that it is not applicable. Already checked.
        area: Area of the subject.
        type_: Type of the subject; one of the rule set's, where it tells types apart.
        proved: Ids of indicators whose answers need no papers.
        unsettled: The best that an answer can still become, by id of an indicator; of those that can become better.
    """

    answers: Mapping[str, Answer]
    area: Area = "normal"
    type_: str | None = None
    proved: Collection[str] = ()
    unsettled: Mapping[str, Answer] = {}


def decide_targets(rule_set: TargetRuleSet, stated: Stated, *, with_range: bool = True) -> TargetDecision:
    """Return the verdicts of *rule_set* on what is *stated*.

    Args:
        rule_set: From the catalogue, or linted.
        stated: Of the subject.
        with_range: Work out which level is still possible; else ``high_level`` is the level reached.

    Raises:
        EngineError: The engine did not decide.
    """
    program = _programs.of(rule_set)
    decision = _read(rule_set, fired_on(program, _facts(rule_set, stated, completed=False)))
    verdicts = (each for levels in decision.targets.values() for each in levels.values())
    if not with_range or not (stated.unsettled or any(verdict.status == "missing" for verdict in verdicts)):
        return decision
    best = _read(rule_set, fired_on(program, _facts(rule_set, stated, completed=True)))
    return decision._replace(high_level=best.level)


def _facts(rule_set: TargetRuleSet, stated: Stated, *, completed: bool) -> tuple[tuple[tuple[str, int], ...], ...]:
    """Return a fact for each target; *completed*: with all that is missing or unsettled as if it were met."""
    types = [each.id for each in rule_set.types]
    place = types.index(stated.type_) if stated.type_ in types else len(types)
    facts = []
    for number, (indicator, level) in enumerate(targets_of(rule_set)):
        typed = indicator.asks(level.id) is not None
        head: Fact = {"typed": number, "type": place} if typed else {"target": number}
        fact = {**head, "area": AREAS.index(stated.area), **_measured(rule_set, indicator, stated, completed=completed)}
        facts.append(tuple(fact.items()))
    return tuple(facts)


def _measured(rule_set: TargetRuleSet, indicator: TargetIndicator, stated: Stated, *, completed: bool) -> Fact:
    criterion = next(each.id for each in rule_set.criteria if indicator.id in each.indicator_ids)
    answer = stated.answers.get(criterion) or stated.answers.get(indicator.id)
    if isinstance(answer, NotApplicableAnswer):
        return {"state": NOT_APPLICABLE, "measure": 0, "documented": 0}
    if completed and indicator.id in stated.unsettled:
        answer = stated.unsettled[indicator.id]
    if answer is None or isinstance(answer, BlankAnswer):
        return {"state": OPEN if completed else MISSING, "measure": 0, "documented": 0}
    documented = completed or indicator.id in stated.proved or bool(answer.documents) or not indicator.documents
    return {"state": MEASURED, "measure": measure_of(indicator, answer), "documented": int(documented)}


def _read(rule_set: TargetRuleSet, fired: Sequence[Fired]) -> TargetDecision:
    by_kind: dict[str, dict[str, list[Fired]]] = {}
    for each in fired:
        kind = {"type": "target", "sum": "criterion", "joined": "stood"}.get(each.rule.kind, each.rule.kind)
        by_kind.setdefault(kind, {}).setdefault(each.rule.about, []).append(each)
    reached = by_kind.get("level", {})
    names = [level.id for level in rule_set.levels[:-1]]
    try:
        (((final,),),) = ([*reached.values()],)
        targets = {
            each.id: {name: _verdict(by_kind["target"][f"{each.id}/{name}"]) for name in names if name in each.targets}
            for each in rule_set.indicators
        }
        criteria = {
            each.id: {name: _verdict(by_kind["criterion"][f"{each.id}/{name}"]) for name in names}
            for each in rule_set.criteria
        }
        levels = {name: _verdict(by_kind["stood"][name]) for name in names}
    except (KeyError, ValueError) as error:
        raise EngineError(rule_set.id, f"no single verdict: {error}") from None
    level, sure = final.rule.about, final.rule.provenance
    return TargetDecision(level, final.rule.name, sure or "assumed", targets, criteria, levels, level)


def _verdict(fired: Sequence[Fired]) -> TargetVerdict:
    (settled,) = (each.rule for each in fired if each.rule.status is not None)
    sure = weakest(*(each.rule.provenance for each in fired if each.rule.provenance is not None))
    return TargetVerdict(settled.name, tuple(each.rule.name for each in fired), settled.status or "fail", sure)
