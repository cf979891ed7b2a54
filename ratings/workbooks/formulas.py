"""Formulas that show points and level while a workbook is filled in, made from the rule set's own figures.

They are for orientation: what counts is what the engine decides (``xhht rate``). Points are reckoned in whole
hundredths, measures in whole parts per million or millionths, as the engine has them (ADR 0002, 0015).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from criteria.base import AREAS, Area
from criteria.model import Gate, Indicator, Level, RuleSet
from criteria.questions import AskChange, AskChoice, AskMet, AskShare
from criteria.scales import Step
from criteria.shared import BaseIndicator, BaseLevel
from criteria.targets_model import TargetIndicator, TargetRuleSet

_BELOW_ALL = "-1E+15"
MET, UNMET, MISSING = 1, 0, -1
"""State of a target; nothing where it is not applicable."""


class Cells(NamedTuple):
    """Where the answer to one indicator stands.

    Attributes:
        answer: Cell of the answer.
        beside: Cell of the total, or of the year before.
        points: Cell of an assessor's points; empty: there is none.
        left_out: Condition that it does not count: it is not applicable, or its criterion is scored as a whole.
        documented: Condition that a paper is there; empty: none is asked for.
        options: Range with the names of the options.
        otherwise: What came out when the workbook was written, where members or counts answer and not the cell;
            empty: they do not.
    """

    answer: str
    beside: str
    points: str = ""
    left_out: str = ""
    documented: str = ""
    options: str = ""
    otherwise: str = ""


class Words(NamedTuple):
    """What the formulas compare with: how yes is written, and the cells of area and type with their names."""

    yes: str
    area: str
    difficult: str
    type: str = ""
    types: Mapping[str, str] = {}


def quoted(words: str) -> str:
    """Return *words* as a text in a formula, quotation marks doubled."""
    doubled = words.replace('"', '""')
    return f'"{doubled}"'


def measure(indicator: BaseIndicator, cells: Cells, words: Words) -> str:
    """Return the formula of the whole number by which *indicator* measures its answer, as ``rules.facts`` does."""
    answer, beside = cells.answer, cells.beside
    match indicator.answer:
        case AskMet():
            said = ",".join(f"{answer}={each}" for each in (quoted(words.yes), '"x"', '"đạt"', "TRUE"))
            return f"IF(OR({said}),1,0)"
        case AskShare():
            return f"INT({answer}*1000000/{beside})"
        case AskChoice():
            return f"MATCH({answer},{cells.options},0)-1"
        case AskChange(direction=direction):
            now, before = f"ROUND({answer}*1000000,0)", f"ROUND({beside}*1000000,0)"
            return f"{now}-{before}" if direction == "rise" else f"{before}-{now}"
    return f"ROUND({answer}*1000000,0)"


def answered(indicator: BaseIndicator, cells: Cells) -> str:
    """Return the condition that *indicator* has an answer."""
    if isinstance(indicator.answer, AskShare | AskChange):
        return f'AND({cells.answer}<>"",{cells.beside}<>"")'
    return f'{cells.answer}<>""'


def _by_area(words: Words, each: Callable[[Area], str]) -> str:
    normal, difficult = (each(area) for area in AREAS)
    return normal if normal == difficult else f"IF({words.area}={quoted(words.difficult)},{difficult},{normal})"


def hundredths(indicator: Indicator, cells: Cells, words: Words) -> str:
    """Return the formula of the points of *indicator* in hundredths; empty where it is not applicable."""
    scored = "0"
    if cells.answer and indicator.steps["normal"]:
        measured = measure(indicator, cells, words)
        looked_up = _by_area(words, lambda area: _lookup(measured, indicator.steps[area]))
        scored = f"IF({answered(indicator, cells)},IFERROR({looked_up},0),0)"
    if cells.points:
        scored = f"IF(ISNUMBER({cells.points}),ROUND({cells.points}*100,0),{scored})"
    if cells.documented:
        scored = f"IF({cells.documented},{scored},0)"
    if cells.otherwise:
        scored = f'IF(AND({cells.answer}="",{cells.points}=""),{cells.otherwise},{scored})'
    return f'IF({cells.left_out},"",{scored})' if cells.left_out else scored


def _lookup(measured: str, steps: Sequence[Step]) -> str:
    rising = list(reversed(steps))
    bounds = ",".join(_BELOW_ALL if step.at_least is None else str(step.at_least) for step in rising)
    points = ",".join(str(step.points) for step in rising)
    return f"LOOKUP({measured},{{{bounds}}},{{{points}}})"


def level_by_points(
    rule_set: RuleSet, total: str, asked: Mapping[str, str], words: Words, name: Callable[[BaseLevel], str]
) -> str:
    """Return the formula of the level that a total reaches, best level first.

    Args:
        rule_set: Its levels and gates.
        total: Cell of the total, in hundredths.
        asked: Range with the points, in hundredths, of each "criterion" and each "indicator"; where one is not
            applicable there is no number.
        words: What the formula compares with.
        name: How a level is called.
    """
    *above, last = rule_set.levels
    gates = {gate.id: gate for gate in rule_set.gates}
    count = {"criterion": len(rule_set.criteria), "indicator": len(rule_set.indicators)}
    formula = quoted(name(last))
    for level in reversed(above):
        least = _least(level, words)
        held = [_gate(gates[gate], asked[gates[gate].each], count[gates[gate].each]) for gate in level.gates]
        formula = f"IF(AND({','.join([f'{total}>={least}', *held])}),{quoted(name(level))},{formula})"
    return formula


def _least(level: Level, words: Words) -> str:
    return _by_area(words, lambda area: str(level.least_points(area)))


def _gate(gate: Gate, asked: str, count: int) -> str:
    if gate.of_all:
        return f'COUNTIF({asked},">={gate.least_points}")={count}'
    return f'COUNTIF({asked},"<{gate.least_points}")=0'


def target_state(indicator: TargetIndicator, level: str, cells: Cells, words: Words) -> str:
    """Return the formula of the state of the target of *level*: met, unmet, missing; empty where it does not apply."""
    measured = measure(indicator, cells, words)
    reached = _by_area(words, lambda area: f"{measured}>={indicator.least(level, area)}")
    met = f"IFERROR(IF({reached},{MET},{UNMET}),{UNMET})"
    if cells.documented:
        met = f"IF(AND({met}={MET},NOT({cells.documented})),{MISSING},{met})"
    state = f"IF({answered(indicator, cells)},{met},{cells.otherwise or MISSING})"
    if cells.left_out:
        state = f'IF({cells.left_out},"",{state})'
    asks = indicator.asks(level)
    if asks is None:
        return state
    types = ",".join(f"{words.type}={quoted(words.types[each])}" for each in asks.types if each in words.types)
    return f'IF(OR({types}),{state},IF({words.type}="",{MISSING},""))'


def level_by_targets(rule_set: TargetRuleSet, states: Mapping[str, str], name: Callable[[BaseLevel], str]) -> str:
    """Return the formula of the best level of which all targets, and those of the levels below, are met.

    Args:
        rule_set: Its levels.
        states: Range with the states of the targets, by the level that asks them.
        name: How a level is called.
    """
    formula = quoted(name(rule_set.levels[-1]))
    open_targets: list[str] = []
    for level in rule_set.asking_levels:
        open_targets += [f"COUNTIF({states[level.id]},{state})" for state in (UNMET, MISSING)]
        formula = f"IF({'+'.join(open_targets)}=0,{quoted(name(level))},{formula})"
    return formula
