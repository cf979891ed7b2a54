"""Rules as data: patterns over facts and what follows from them. ``rules.compiling`` makes them.

What a rule says besides points (its status, its provenance) stands on the rule, so that a verdict is a rule that
fired and nothing else.
"""

from typing import Literal, NamedTuple

from criteria.base import Provenance

Status = Literal["pass", "partial", "fail", "missing", "not_applicable"]


class Comparison(NamedTuple):
    """A comparison of one field of a fact with an integer."""

    field: str
    op: Literal["eq", "gte", "lt"]
    bound: int


class Pattern(NamedTuple):
    """A fact that a rule needs: all tests hold, and one of ``either`` when there are any."""

    tests: tuple[Comparison, ...]
    either: tuple[Comparison, ...] = ()


class Total(NamedTuple):
    """The sum of a field over the facts that matched."""

    field: str


class Lost(NamedTuple):
    """What was not reached: the sum of ``max`` less the sum of ``points``."""


class Rescaled(NamedTuple):
    """The sum of ``points``, scaled from the sum of ``max`` to ``total`` and rounded down (ADR 0004)."""

    total: int


Term = int | Total | Lost | Rescaled


class Rule(NamedTuple):
    """When all patterns match, the fact ``then`` follows; None where the rule is only a verdict.

    Attributes:
        name: What the rule is called in explanations: ``2.a/9.5``.
        about: What it speaks of: an indicator, criterion or level id.
        stage: The key that marks the facts it matches.
    """

    name: str
    about: str
    stage: str
    patterns: tuple[Pattern, ...]
    then: tuple[tuple[str, Term], ...] | None
    status: Status | None = None
    provenance: Provenance | None = None
    gate: str | None = None


class Program:
    """All rules of one rule set. Two programs are never equal: the engine knows each by itself."""

    __slots__ = ("name", "rules")

    def __init__(self, name: str, rules: tuple[Rule, ...]) -> None:
        """Name the rule set and list its rules."""
        self.name, self.rules = name, rules
