"""Rules as data: patterns over facts and what follows from them. ``rules.compiling`` makes them.

What a rule says besides points (its status, its provenance) stands on the rule, so that a verdict is a rule that
fired and nothing else.
"""

from typing import Literal, NamedTuple

from criteria.base import Provenance

Status = Literal["pass", "partial", "fail", "missing", "not_applicable"]

RuleKind = Literal[
    "scale", "papers", "gate", "sheet", "sum", "criterion", "total", "level", "blocked", "next",
    "condition", "joined", "stood", "standing", "type", "target", "asking",
]  # fmt: skip
"""What a rule decides: points by the scale; whether papers stand behind them; whether a gate holds; the line of a score
sheet; the sum and the verdict of a criterion; the total; the level reached; what bars a level; that the next level is
to be tried. Of standards: a condition on counts; all that a level asks, together; whether it is met; the level that is
reached. Of targets: whether the type of the subject is asked; whether a target is met. Of
recognition: whether a level may be asked for."""


class Comparison(NamedTuple):
    """A comparison of one field of a fact with an integer."""

    field: str
    op: Literal["eq", "gte", "lt"]
    bound: int


def eq(field: str, bound: int) -> Comparison:
    """Return the comparison: *field* is *bound*."""
    return Comparison(field, "eq", bound)


def at_least(field: str, bound: int) -> Comparison:
    """Return the comparison: *field* is *bound* or more."""
    return Comparison(field, "gte", bound)


def below(field: str, bound: int) -> Comparison:
    """Return the comparison: *field* is less than *bound*."""
    return Comparison(field, "lt", bound)


Pattern = tuple[Comparison, ...]
"""A fact that a rule needs: all comparisons hold. The first names the stage of the fact."""


class Total(NamedTuple):
    """The sum of a field over the facts that matched."""

    field: str


class Taken(NamedTuple):
    """A field of the one fact that matched and has it."""

    field: str


class Lost(NamedTuple):
    """What was not reached: the sum of ``max`` less the sum of ``points``."""


class Rescaled(NamedTuple):
    """The sum of ``points``, scaled from the sum of ``max`` to ``total`` and rounded down (ADR 0004)."""

    total: int


Term = int | Total | Taken | Lost | Rescaled
Then = tuple[tuple[str, Term], ...]


class Rule(NamedTuple):
    """When all patterns match, the fact ``then`` follows; None where the rule is only a verdict.

    Attributes:
        name: What the rule is called in explanations: ``2.a/9.5``.
        kind: What it decides.
        about: Id of the indicator, criterion or level that it speaks of.
        status: The verdict on an indicator or criterion, where this rule settles it.
        provenance: Of the figures that it rests on.
        gate: Id of the gate that it finds broken.
    """

    name: str
    kind: RuleKind
    about: str
    patterns: tuple[Pattern, ...]
    then: Then | None = None
    status: Status | None = None
    provenance: Provenance | None = None
    gate: str | None = None


class Program:
    """All rules of one rule set. Two programs are never equal: the engine knows each by itself."""

    __slots__ = ("name", "rules")

    def __init__(self, name: str, rules: tuple[Rule, ...]) -> None:
        """Name the rule set and list its rules."""
        self.name, self.rules = name, rules
