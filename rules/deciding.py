"""Decide: answers in, verdicts out, each with the rule that fired."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from criteria.answers import Answer
from criteria.base import Area, Provenance
from criteria.model import RuleSet
from rules.compiling import program_of
from rules.engine import EngineError, Fired, the_engine
from rules.facts import fact_of
from rules.program import Program, Status


class Verdict(NamedTuple):
    """What was decided of one indicator or criterion.

    Attributes:
        about: Id of the indicator or criterion.
        rule: Name of the rule that settled it.
        trace: Names of all rules that fired on the way, in order.
        points: Awarded, in hundredths.
        earned: What the answer earns once it has its papers, in hundredths; equal to ``points`` when it has.
        max_points: The most that could be awarded, in hundredths; 0 when not applicable.
        status: As the rule says.
        provenance: Of the figures that the rule rests on; None for a sum.
    """

    about: str
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
    """All verdicts on one subject. Points in hundredths.

    Attributes:
        level: Id of the level reached.
        rule: Name of the rule that gave it.
        points: The total, scaled where something is not applicable.
        blocks: Why each better level was not reached, best level first.
        high: The total once everything missing is there, with full points where there is no answer yet.
        high_level: Id of the level that goes with it.
    """

    level: str
    rule: str
    points: int
    indicators: Mapping[str, Verdict]
    criteria: Mapping[str, Verdict]
    blocks: tuple[Block, ...]
    high: int
    high_level: str


_programs: dict[int, tuple[RuleSet, Program]] = {}


def program_for(rule_set: RuleSet) -> Program:
    """Return the compiled *rule_set*; compiled once, because the engine never frees what it was given."""
    # By identity: hashing a whole rule set would cost more than rating with it. The rule set is kept with its
    # program, so its identity is not given to another.
    if id(rule_set) not in _programs:
        _programs[id(rule_set)] = (rule_set, program_of(rule_set))
    return _programs[id(rule_set)][1]


def facts_for(
    rule_set: RuleSet, answers: Mapping[str, Answer], area: Area, *, completed: bool = False
) -> list[dict[str, int]]:
    """Return one fact for each indicator of *rule_set*, in its order, whatever the order of *answers*."""
    return [
        fact_of(number, indicator, answers.get(indicator.id), area, completed=completed)
        for number, indicator in enumerate(rule_set.indicators)
    ]


def decide(rule_set: RuleSet, answers: Mapping[str, Answer], area: Area = "normal") -> Decision:
    """Return the verdicts of *rule_set* on *answers*.

    Args:
        rule_set: From the catalogue, or linted.
        answers: By indicator id, already checked against the questions; at least one is applicable.
        area: Area of the subject.

    Raises:
        EngineError: The engine did not decide.
    """
    program = program_for(rule_set)
    facts = facts_for(rule_set, answers, area)
    decision = _read(rule_set, the_engine().run(program, facts))
    completed = facts_for(rule_set, answers, area, completed=True)
    if completed == facts:
        return decision
    best = _read(rule_set, the_engine().run(program, completed))
    return decision._replace(high=best.points, high_level=best.level)


def _read(rule_set: RuleSet, fired: Sequence[Fired]) -> Decision:
    by_subject: dict[str, list[Fired]] = {}
    for each in fired:
        by_subject.setdefault(each.rule.about, []).append(each)
    levels = [each for each in fired if each.rule.name.endswith("/reached")]
    verdicts = {about: _verdict(each) for about, each in by_subject.items() if any(f.rule.status for f in each)}
    expected = {criterion.id for criterion in rule_set.criteria} | rule_set.by_id.keys()
    if len(levels) != 1 or verdicts.keys() != expected:
        # A chain that stopped half way (a suspended process can make the engine drop an action) is no verdict.
        raise EngineError(rule_set.id, f"no single verdict: {[each.rule.name for each in fired]}")
    reached = levels[0]
    return Decision(
        level=reached.rule.about,
        rule=reached.rule.name,
        points=reached.fact["points"],
        indicators={indicator.id: verdicts[indicator.id] for indicator in rule_set.indicators},
        criteria={criterion.id: verdicts[criterion.id] for criterion in rule_set.criteria},
        blocks=_blocks(fired),
        high=reached.fact["points"],
        high_level=reached.rule.about,
    )


def _verdict(fired: Sequence[Fired]) -> Verdict:
    settled = [each for each in fired if each.rule.status][-1]
    last = fired[-1]
    return Verdict(
        about=settled.rule.about,
        rule=settled.rule.name,
        trace=tuple(each.rule.name for each in fired),
        points=last.fact["points"],
        earned=fired[0].fact["points"],
        max_points=last.fact["max"],
        status=settled.rule.status or "fail",
        provenance=settled.rule.provenance,
    )


def _blocks(fired: Sequence[Fired]) -> tuple[Block, ...]:
    broken: dict[str, list[str]] = {}
    for each in fired:
        if each.rule.gate and each.rule.then is not None:
            broken.setdefault(each.rule.gate, []).append(each.rule.about)
    return tuple(
        Block(each.rule.about, each.rule.name, each.rule.gate, tuple(broken.get(each.rule.gate or "", ())))
        for each in fired
        if each.rule.then is None and not each.rule.name.endswith("/reached")
    )
