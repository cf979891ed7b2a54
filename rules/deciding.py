"""Decide: answers in, verdicts out, each with the rule that fired."""

import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from criteria.answers import Answer, BlankAnswer, PointsAnswer
from criteria.base import AREAS, Area, LawModel, Provenance
from criteria.model import RuleSet
from rules.compiling import program_of
from rules.engine import EngineError, Fired, the_engine
from rules.facts import fact_of, sheet_fact
from rules.program import Program, Status


class Verdict(NamedTuple):
    """What was decided of one indicator or criterion.

    Attributes:
        rule: Name of the rule that settled it.
        trace: Names of all rules that fired on the way, in order.
        points: Awarded, in hundredths.
        earned: What the answer earns once it has its papers, in hundredths; equal to ``points`` when it has.
        max_points: The most that could be awarded, in hundredths; 0 when not applicable.
        status: As the rule says.
        provenance: Of the figures that the rule rests on; None for a sum.
    """

    rule: str
    trace: tuple[str, ...]
    points: int
    earned: int
    max_points: int
    status: Status
    provenance: Provenance | None


class Block(NamedTuple):
    """Why a level was not reached: its total (``gate`` is None) or a gate, and at which item it broke."""

    level: str
    rule: str
    gate: str | None
    items: tuple[str, ...] = ()


class Decision(NamedTuple):
    """All verdicts on one subject. Points in hundredths. A criterion on a score sheet has no verdicts on indicators.

    Attributes:
        level: Id of the level reached.
        rule: Name of the rule that gave it.
        provenance: Of the figures that this rule rests on.
        points: The total, scaled where something is not applicable.
        blocks: Why each better level was not reached, best level first.
        high: The total once everything missing is there, with full points where there is no answer yet.
        high_level: Id of the level that goes with it.
    """

    level: str
    rule: str
    provenance: Provenance | None
    points: int
    indicators: Mapping[str, Verdict]
    criteria: Mapping[str, Verdict]
    blocks: tuple[Block, ...]
    high: int
    high_level: str


_MOST_KNOWN = 64
MOST_REMEMBERED = 256
"""Evaluations whose outcome is kept: some kilobytes each."""

_Compiled = TypeVar("_Compiled", bound=LawModel)


class KeptPrograms(Generic[_Compiled]):
    """Compiled rule sets: the same for the same content, as the engine never frees what it was given."""

    def __init__(self, compiled: Callable[[_Compiled], Program]) -> None:
        """Compile by *compiled* what is not known yet."""
        self._compiled = compiled
        self._programs: dict[str, Program] = {}
        self._known: dict[int, tuple[_Compiled, Program]] = {}
        self._compiling = threading.Lock()

    def of(self, rule_set: _Compiled) -> Program:
        """Return the rules of *rule_set*."""
        # Looked up by identity first, because writing a rule set out costs more than rating with it. A known rule set
        # is kept, so that its identity is not given to another.
        found = self._known.get(id(rule_set))
        if found is not None:
            return found[1]
        with self._compiling:
            content = rule_set.model_dump_json()
            if content not in self._programs:
                self._programs[content] = self._compiled(rule_set)
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[id(rule_set)] = (rule_set, self._programs[content])
            return self._programs[content]


_programs = KeptPrograms[RuleSet](program_of)


def program_for(rule_set: RuleSet) -> Program:
    """Return the compiled *rule_set*."""
    return _programs.of(rule_set)


def facts_for(
    rule_set: RuleSet,
    answers: Mapping[str, Answer],
    area: Area,
    *,
    completed: bool = False,
    proved: Collection[str] = (),
    unsettled: Collection[str] = (),
) -> list[dict[str, int]]:
    """Return the facts of *answers*, in the order of *rule_set*.

    One for each indicator, or one for a criterion that has a line of a score sheet; and one for the subject where
    levels need it.
    """
    facts: list[dict[str, int]] = []
    number = 0
    for place, criterion in enumerate(rule_set.criteria):
        whole = answers.get(criterion.id)
        if isinstance(whole, PointsAnswer | BlankAnswer):
            facts.append(sheet_fact(place, criterion, whole, completed=completed))
        else:
            for at, indicator in enumerate(criterion.indicators, number):
                answer = whole or answers.get(indicator.id)
                if completed and whole is None and indicator.id in unsettled:
                    answer = None  # it may still become anything
                sure = indicator.id in proved
                facts.append(fact_of(at, indicator, answer, area, completed=completed, proved=sure))
        number += len(criterion.indicators)
    return [{"subject": 0, "area": AREAS.index(area)}, *facts] if rule_set.levels_differ_by_area else facts


def decide(
    rule_set: RuleSet,
    answers: Mapping[str, Answer],
    area: Area = "normal",
    proved: Collection[str] = (),
    unsettled: Collection[str] = (),
    *,
    with_range: bool = True,
) -> Decision:
    """Return the verdicts of *rule_set* on *answers*.

    Args:
        rule_set: From the catalogue, or linted.
        answers: By id of an indicator, or of a criterion: points of a score sheet, or that it is not applicable.
            Already checked against the questions; at least one indicator is applicable.
        area: Area of the subject.
        proved: Ids of indicators whose answers need no papers.
        unsettled: Ids of indicators whose answers can still become better: the counts behind them are not complete.
        with_range: Work out how high the total can still get; else ``high`` is the total as it stands.

    Raises:
        EngineError: The engine did not decide.
    """
    program = program_for(rule_set)
    decision = _read(rule_set, answers, _run(program, facts_for(rule_set, answers, area, proved=proved)))
    verdicts = (*decision.indicators.values(), *decision.criteria.values())
    if not with_range or not (unsettled or any(verdict.status == "missing" for verdict in verdicts)):
        return decision
    completed = facts_for(rule_set, answers, area, completed=True, proved=proved, unsettled=unsettled)
    best = _read(rule_set, answers, _run(program, completed))
    return decision._replace(high=best.points, high_level=best.level)


def _run(program: Program, facts: list[dict[str, int]]) -> tuple[Fired, ...]:
    return fired_on(program, tuple(tuple(fact.items()) for fact in facts))


@lru_cache(maxsize=MOST_REMEMBERED)
def fired_on(program: Program, facts: tuple[tuple[tuple[str, int], ...], ...]) -> tuple[Fired, ...]:
    """Return the rules of *program* that fire on *facts*, each fact as its fields in order.

    The engine answers the same facts in the same way, and among the families of a commune many answer alike: what it
    said is remembered (ADR 0006).
    """
    return the_engine().run(program, [dict(fact) for fact in facts])


def _read(rule_set: RuleSet, answers: Mapping[str, Answer], fired: Sequence[Fired]) -> Decision:
    on_sheet = {each.id for each in rule_set.criteria if isinstance(answers.get(each.id), PointsAnswer | BlankAnswer)}
    indicators: dict[str, list[Fired]] = {
        indicator.id: []
        for criterion in rule_set.criteria
        if criterion.id not in on_sheet
        for indicator in criterion.indicators
    }
    criteria: dict[str, list[Fired]] = {criterion.id: [] for criterion in rule_set.criteria}
    levels = []
    for each in fired:
        about, kind = each.rule.about, each.rule.kind
        if kind == "level":
            levels.append(each)
        elif kind in ("scale", "papers") or (kind == "gate" and about in indicators):
            indicators[about].append(each)
        elif kind in ("sheet", "sum", "criterion", "gate"):
            criteria[about].append(each)
    if len(levels) != 1 or not (all(indicators.values()) and all(criteria.values())):
        # A chain that stopped half way (a suspended process can make the engine drop an action) is no verdict.
        raise EngineError(rule_set.id, f"no single verdict: {[each.rule.name for each in fired]}")
    (reached,) = levels
    return Decision(
        level=reached.rule.about,
        rule=reached.rule.name,
        provenance=reached.rule.provenance,
        points=reached.fact["points"],
        indicators={name: _verdict(trace) for name, trace in indicators.items()},
        criteria={name: _verdict(trace) for name, trace in criteria.items()},
        blocks=_blocks(fired),
        high=reached.fact["points"],
        high_level=reached.rule.about,
    )


def _verdict(fired: Sequence[Fired]) -> Verdict:
    settled = next(each for each in reversed(fired) if each.rule.status)
    last = fired[-1].fact
    return Verdict(
        rule=settled.rule.name,
        trace=tuple(each.rule.name for each in fired),
        points=last["points"],
        earned=fired[0].fact["points"],
        max_points=last["max"],
        status=settled.rule.status or "fail",
        provenance=settled.rule.provenance,
    )


def _blocks(fired: Sequence[Fired]) -> tuple[Block, ...]:
    broken: dict[str | None, list[str]] = {}
    for each in fired:
        if each.rule.kind == "gate" and each.rule.gate:
            broken.setdefault(each.rule.gate, []).append(each.rule.about)
    return tuple(
        Block(each.rule.about, each.rule.name, each.rule.gate, tuple(broken.get(each.rule.gate, ())))
        for each in fired
        if each.rule.kind == "blocked"
    )
