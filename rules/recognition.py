"""May a subject ask for a level? Decided on days and places, after what was recognised before."""

from functools import cache
from typing import NamedTuple

from rules.deciding import fired_on
from rules.engine import EngineError
from rules.program import Pattern, Program, Rule, at_least, below, eq


class Asking(NamedTuple):
    """What is known when a subject sends its dossier. Levels by their place from the least, 0 for none.

    Attributes:
        reached: The level that the figures of the year reach.
        held: The level of the title that it was given before.
        left: Days that the title still holds; below 0 where it has ended.
        waited: Days since the next level can be asked for; below 0 where it is too early.
    """

    reached: int
    held: int
    left: int
    waited: int


class Verdict(NamedTuple):
    """Whether the subject may ask, and the rule that said so: its last word says why."""

    rule: str
    may_ask: bool


def decide_asking(asking: Asking) -> Verdict:
    """Return whether the subject may ask for the level that it reaches.

    Raises:
        EngineError: The engine did not decide.
    """
    fact = (("asking", 0), *asking._asdict().items(), ("gain", asking.reached - asking.held))
    fired = fired_on(_program(), (fact,))
    if len(fired) != 1:
        raise EngineError(_program().name, f"no single verdict: {[each.rule.name for each in fired]}")
    return Verdict(fired[0].rule.name, fired[0].rule.status == "pass")


@cache
def _program() -> Program:
    reached: Pattern = (eq("asking", 0), at_least("reached", 1))
    held: Pattern = (*reached, at_least("held", 1))
    holds: Pattern = (*held, at_least("left", 0))
    higher: Pattern = (*holds, at_least("gain", 1))
    outcomes: tuple[tuple[str, bool, Pattern], ...] = (
        ("nothing-reached", False, (eq("asking", 0), below("reached", 1))),
        ("first", True, (*reached, below("held", 1))),
        ("again", True, (*held, below("left", 0))),
        ("no-higher", False, (*holds, below("gain", 1))),
        ("too-early", False, (*higher, below("waited", 0))),
        ("raise", True, (*higher, at_least("waited", 0))),
    )
    return Program(
        "recognition",
        tuple(
            Rule(f"recognition/{name}", "asking", "recognition", (pattern,), status="pass" if may else "fail")
            for name, may, pattern in outcomes
        ),
    )
