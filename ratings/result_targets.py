"""The result of a rating by targets as plain data: levels in place of points."""

from typing import Literal, NamedTuple

from criteria.answers import Document
from criteria.base import Provenance
from criteria.texts import Text
from ratings.finding import Finding
from ratings.result import Result
from ratings.result_parts import (
    MembersResult,
    Named,
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


class TargetShown(NamedTuple):
    """What one level asks of an indicator, and whether it is met, absent where it does not apply."""

    level: str
    met: bool | None
    status: Status
    required: Text
    citation: Text
    provenance: Provenance
    rule: str
    explanation: Text


class TargetIndicatorResult(NamedTuple):
    """One indicator, explained: measured against what each level asks, best level first.

    ``status`` sums up: ``pass`` where every level is met, ``partial`` where some are. ``required`` and ``rule`` are
    those of the least level that is not met, else of the best. ``said`` is what was answered.
    """

    id: str
    name: Text
    status: Status
    measured: Text
    required: Text
    citation: Text
    provenance: Provenance
    explanation: Text
    evidence: str
    rule: str
    documents: tuple[Document, ...]
    levels: tuple[TargetShown, ...]
    said: Text | None = None
    roll_up: RollUpShown | None = None
    standard: str | None = None


class CriterionMet(NamedTuple):
    """Whether a criterion is met at one level: all its targets are. Absent where none applies."""

    level: str
    met: bool | None
    status: Status
    rule: str


class TargetCriterionResult(NamedTuple):
    """One criterion with its indicators, and whether it is met at each level."""

    id: str
    name: Text
    short: Text
    status: Status
    citation: Text
    rule: str
    levels: tuple[CriterionMet, ...]
    indicators: tuple[TargetIndicatorResult, ...]


class LevelResult(NamedTuple):
    """One level: whether it is met, and the targets that stand between the subject and it."""

    id: str
    name: Text
    met: bool
    status: Status
    citation: Text
    provenance: Provenance
    rule: str
    targets: int
    lacking: tuple[str, ...]
    explanation: Text


class TargetBlocking(NamedTuple):
    """A target that stands between the subject and a level: not met, or missing."""

    level: str
    criterion: str
    indicator: str
    status: Status
    explanation: Text


class TargetStep(NamedTuple):
    """What would meet a target of the next level."""

    indicator: str
    explanation: Text


class NextTargets(NamedTuple):
    """The level above the one reached, how many targets it lacks, and what would meet each.

    ``cheapest`` is the least set of changes that reaches the level, and ``out_of_reach`` says why there is none.
    """

    id: str
    name: Text
    targets_needed: int
    steps: tuple[TargetStep, ...]
    cheapest: WayShown | None = None
    out_of_reach: tuple[Text, ...] | None = None


class LevelRange(NamedTuple):
    """The level as it stands, and the one that is still possible once what is missing is there."""

    low_level: Named
    high_level: Named


class TargetResult(NamedTuple):
    """A rating by targets, explained. Levels stand best first."""

    schema: Literal["xhht-result/1"]
    rule_set: RuleSetUsed
    subject: SubjectShown
    year: int
    scheme: Literal["targets"]
    level: Named
    rule: str
    citation: Text
    explanation: Text
    range: LevelRange
    levels: tuple[LevelResult, ...]
    criteria: tuple[TargetCriterionResult, ...]
    standards: tuple[StandardResult, ...] | None
    members: tuple[MembersResult, ...] | None
    refused_members: tuple[RefusedShown, ...] | None
    recognition: RecognitionResult | None
    blocking: tuple[TargetBlocking, ...]
    next_level: NextTargets | None
    provenance: ProvenanceCount
    findings: tuple[Finding, ...]


AnyResult = Result | TargetResult
"""A result of either scheme."""
