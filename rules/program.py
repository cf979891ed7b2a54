"""Rules as data: patterns over facts and what follows from them. ``rules.compiling`` makes them.

What a rule says besides points (its status, its provenance) stands on the rule, so that a verdict is a rule that
fired and nothing else.
"""

from dataclasses import dataclass
from typing import Literal

from criteria.base import Provenance

Status = Literal["pass", "partial", "fail", "missing", "not_applicable"]


@dataclass(frozen=True, slots=True)
class Test:
    """A comparison of one field of a fact with an integer."""

    field: str
    op: Literal["eq", "gte", "lt"]
    bound: int

    __test__ = False  # the test runner collects classes of this name


@dataclass(frozen=True, slots=True)
class Pattern:
    """A fact that a rule needs: all tests hold, and one of ``either`` when there are any."""

    tests: tuple[Test, ...]
    either: tuple[Test, ...] = ()


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of a field over the facts that matched."""

    field: str


@dataclass(frozen=True, slots=True)
class Lost:
    """What was not reached: the sum of ``max`` less the sum of ``points``."""


@dataclass(frozen=True, slots=True)
class Rescaled:
    """The sum of ``points``, scaled from the sum of ``max`` to ``total`` and rounded down (ADR 0004)."""

    total: int


Term = int | Total | Lost | Rescaled


@dataclass(frozen=True, slots=True)
class Rule:
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


@dataclass(frozen=True, eq=False)
class Program:
    """All rules of one rule set."""

    name: str
    rules: tuple[Rule, ...]
