"""The result as plain data, in the shape of ``xhht-result/1``. Every format prints this and nothing else."""

from typing import Literal, NamedTuple

from criteria.answers import Document
from criteria.base import Provenance
from criteria.texts import Text
from ratings.finding import Finding
from ratings.result_parts import (
    MembersResult,
    Named,
    Number,
    ProvenanceCount,
    RefusedShown,
    RollUpShown,
    RuleSetUsed,
    StandardResult,
    SubjectShown,
)
from ratings.result_recognition import RecognitionResult
from ratings.result_steps import WayShown
from rules.program import Status


class Range(NamedTuple):
    """How low and how high the total can still come out, once what is missing is there; with the levels."""

    low: Number
    high: Number
    low_level: Named
    high_level: Named


class PointsLevel(NamedTuple):
    """One level: the least total for it in the area of the subject, what the total lacks, and whether it is reached.

    Where it lacks nothing and is not reached, gates bar it. A level below the one reached counts as reached.
    """

    id: str
    name: Text
    least_points: Number
    points_needed: Number
    reached: bool
    citation: Text
    provenance: Provenance


class IndicatorResult(NamedTuple):
    """One indicator, explained. ``standard`` is the one from whose level the answer follows."""

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
    roll_up: RollUpShown | None = None
    standard: str | None = None


class SheetLine(NamedTuple):
    """The line of a score sheet that stands for a criterion in place of its indicators."""

    explanation: Text
    evidence: str
    provenance: Provenance
    documents: tuple[Document, ...]


class CriterionResult(NamedTuple):
    """One criterion with its indicators, or with the line of a score sheet."""

    id: str
    name: Text
    short: Text
    status: Status
    points: Number
    max_points: Number
    citation: Text
    rule: str
    indicators: tuple[IndicatorResult, ...]
    sheet: SheetLine | None = None


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
    """The level above the one reached, what the total lacks for it, and where points can still be gained.

    ``once_gates_hold`` is the level for which the total is enough and which only gates bar; None where there is none.
    ``steps`` are all places where points are open; ``cheapest`` is the least set of changes that reaches the level, and
    ``out_of_reach`` says why there is none.
    """

    id: str
    name: Text
    points_needed: Number
    once_gates_hold: Named | None
    steps: tuple[StepUp, ...]
    cheapest: WayShown | None = None
    out_of_reach: tuple[Text, ...] | None = None


class Result(NamedTuple):
    """A rating by points, explained. Levels stand best first."""

    schema: Literal["xhht-result/1"]
    rule_set: RuleSetUsed
    subject: SubjectShown
    year: int
    scheme: Literal["points"]
    level: Named
    rule: str
    citation: Text
    explanation: Text
    points: Number
    max_points: Number
    range: Range
    levels: tuple[PointsLevel, ...]
    criteria: tuple[CriterionResult, ...]
    standards: tuple[StandardResult, ...] | None
    members: tuple[MembersResult, ...] | None
    refused_members: tuple[RefusedShown, ...] | None
    recognition: RecognitionResult | None
    blocking: tuple[Blocking, ...]
    next_level: NextLevel | None
    provenance: ProvenanceCount
    findings: tuple[Finding, ...]
