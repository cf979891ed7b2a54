"""The result as plain data, in the shape of ``xhht-result/1``. Every format prints this and nothing else."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import WithJsonSchema

from criteria.answers import Document
from criteria.base import Area, Provenance
from criteria.model import Kind, Tier
from criteria.texts import Text
from rules.program import Status

Number = Annotated[Decimal, WithJsonSchema({"type": "number"})]
"""Points, with at most two decimals; exact."""


@dataclass(frozen=True, slots=True)
class RuleSetUsed:
    """The rule set, and what chose it."""

    id: str
    title: Text
    selected_by: Literal["file", "option", "year"]


@dataclass(frozen=True, slots=True)
class SubjectShown:
    """Who was rated."""

    kind: Kind
    name: str
    code: str | None
    tier: Tier | None
    type: str | None
    area: Area


@dataclass(frozen=True, slots=True)
class Named:
    """A level by id and name."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class Range:
    """How low and how high the total can still come out, once what is missing is there; with the levels."""

    low: Number
    high: Number
    low_level: Named
    high_level: Named


@dataclass(frozen=True, slots=True)
class IndicatorResult:
    """One indicator, explained."""

    id: str
    name: Text
    status: Status
    points: Number
    max_points: Number
    measured: Text
    required: Text
    citation: Text
    provenance: Provenance
    explanation: Text
    evidence: str
    rule: str
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """One criterion with its indicators."""

    id: str
    name: Text
    status: Status
    points: Number
    max_points: Number
    citation: Text
    rule: str
    indicators: tuple[IndicatorResult, ...]


@dataclass(frozen=True, slots=True)
class Blocking:
    """A gate of the next level that does not hold, and where."""

    gate: str
    criterion: str
    explanation: Text


@dataclass(frozen=True, slots=True)
class StepUp:
    """Where points can still be gained."""

    indicator: str
    points: Number
    explanation: Text


@dataclass(frozen=True, slots=True)
class NextLevel:
    """The level above the one reached, what the total lacks for it, and where points can still be gained."""

    id: str
    name: Text
    points_needed: Number
    steps: tuple[StepUp, ...]


@dataclass(frozen=True, slots=True)
class ProvenanceCount:
    """How many indicators rest on what."""

    official: int
    secondary: int
    assumed: int


@dataclass(frozen=True, slots=True)
class FindingShown:
    """Something that a reader should look at twice."""

    severity: Literal["error", "warning", "info"]
    path: str
    message: Text


@dataclass(frozen=True, slots=True)
class Result:
    """A rating, explained."""

    schema: Literal["xhht-result/1"]
    rule_set: RuleSetUsed
    subject: SubjectShown
    year: int
    scheme: Literal["points"]
    level: Named
    rule: str
    citation: Text
    points: Number
    max_points: Number
    range: Range
    criteria: tuple[CriterionResult, ...]
    blocking: tuple[Blocking, ...]
    next_level: NextLevel | None
    provenance: ProvenanceCount
    findings: tuple[FindingShown, ...]
