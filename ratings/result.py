"""The result as plain data, in the shape of ``xhht-result/1``. Every format prints this and nothing else."""

from decimal import Decimal
from typing import Annotated, Literal, NamedTuple

from pydantic import WithJsonSchema

from criteria.answers import Document
from criteria.base import Area, Provenance
from criteria.model import Kind, Tier
from criteria.texts import Text
from ratings.checking import Finding
from rules.program import Status

Number = Annotated[Decimal, WithJsonSchema({"type": "number"})]
"""Points, with at most two decimals; exact."""


class RuleSetUsed(NamedTuple):
    """The rule set, and what chose it."""

    id: str
    title: Text
    selected_by: Literal["file", "option", "year"]


class SubjectShown(NamedTuple):
    """Who was rated."""

    kind: Kind
    name: str
    code: str | None
    tier: Tier | None
    type: str | None
    area: Area


class Named(NamedTuple):
    """A level by id and name."""

    id: str
    name: Text


class Range(NamedTuple):
    """How low and how high the total can still come out, once what is missing is there; with the levels."""

    low: Number
    high: Number
    low_level: Named
    high_level: Named


class IndicatorResult(NamedTuple):
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


class CriterionResult(NamedTuple):
    """One criterion with its indicators."""

    id: str
    name: Text
    status: Status
    points: Number
    max_points: Number
    citation: Text
    rule: str
    indicators: tuple[IndicatorResult, ...]


class Blocking(NamedTuple):
    """A gate of the next level that does not hold, and where: at a criterion, or at an indicator of one."""

    gate: str
    criterion: str
    indicator: str | None
    explanation: Text


class StepUp(NamedTuple):
    """Where points can still be gained."""

    indicator: str
    points: Number
    explanation: Text


class NextLevel(NamedTuple):
    """The level above the one reached, what the total lacks for it, and where points can still be gained."""

    id: str
    name: Text
    points_needed: Number
    steps: tuple[StepUp, ...]


class ProvenanceCount(NamedTuple):
    """How many indicators rest on what."""

    official: int
    secondary: int
    assumed: int


class Result(NamedTuple):
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
    findings: tuple[Finding, ...]
