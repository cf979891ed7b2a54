"""The result as plain data, in the shape of ``xhht-result/1``. Every format prints this and nothing else."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, NamedTuple

from pydantic import WithJsonSchema

from criteria.answers import Document
from criteria.base import Area, Provenance
from criteria.model import Tier
from criteria.questions import Kind
from criteria.texts import Text
from ratings.finding import Finding
from rules.program import Status
from rules.standards import Outcome

Number = Annotated[Decimal, WithJsonSchema({"type": "number"})]
"""Points, with at most two decimals; exact."""


class OverlayUsed(NamedTuple):
    """The local guidance that lies over the rule set: who issued it, and the file."""

    number: str
    issuer: Text
    date: date
    file: str


class RuleSetUsed(NamedTuple):
    """The rule set, what chose it, and what lies over it."""

    id: str
    title: Text
    selected_by: Literal["file", "option", "year"]
    overlay: OverlayUsed | None


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


class RollUpShown(NamedTuple):
    """How members answer an indicator: so many reached the level, of all.

    Beside it the figure that published reports mix with it: of those registered, or, where that is not declared, of
    those listed. Its share is absent where more reached the level than are counted.
    """

    kind: Kind
    level: str
    reached: int
    listed: int
    all: int
    registered: int | None
    share: Text
    compared_with: int
    compared_share: Text | None


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


class ConditionResult(NamedTuple):
    """One condition of a level of a standard."""

    id: str
    status: Outcome
    measured: Text
    required: Text
    citation: Text
    provenance: Provenance
    explanation: Text
    rule: str


class RequirementResult(NamedTuple):
    """A level of a standard that another level needs."""

    standard: str
    level: str
    status: Outcome
    citation: Text
    provenance: Provenance
    explanation: Text


class StandardLevelResult(NamedTuple):
    """One level of a standard, explained."""

    id: str
    name: Text
    status: Outcome
    citation: Text
    rule: str
    requires: tuple[RequirementResult, ...]
    conditions: tuple[ConditionResult, ...]


class StandardResult(NamedTuple):
    """A standard that follows from counts: the level reached (None: not the first), and why."""

    id: str
    name: Text
    level: str | None
    level_name: Text
    provenance: Provenance
    rule: str
    explanation: Text
    levels: tuple[StandardLevelResult, ...]


class MissedMember(NamedTuple):
    """A member below the best level of its rule set, and by how much."""

    name: str
    code: str | None
    village: str | None
    clan: str | None
    level: Named
    points: Number
    points_needed: Number
    explanation: Text
    where: str


class MembersResult(NamedTuple):
    """Members of one kind: how many were rated, how many reached the best level, and who did not."""

    kind: Kind
    rule_set: str
    level: Named
    rated: int
    reached: int
    missed: tuple[MissedMember, ...]
    overlay: OverlayUsed | None = None


class RefusedShown(NamedTuple):
    """A member that cannot be rated, where it stands, and why."""

    where: str
    messages: tuple[Text, ...]


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
    """

    id: str
    name: Text
    points_needed: Number
    once_gates_hold: Named | None
    steps: tuple[StepUp, ...]


class ProvenanceCount(NamedTuple):
    """How many indicators (or criteria on a score sheet) rest on what."""

    official: int
    local: int
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
    explanation: Text
    points: Number
    max_points: Number
    range: Range
    criteria: tuple[CriterionResult, ...]
    standards: tuple[StandardResult, ...] | None
    members: tuple[MembersResult, ...] | None
    refused_members: tuple[RefusedShown, ...] | None
    blocking: tuple[Blocking, ...]
    next_level: NextLevel | None
    provenance: ProvenanceCount
    findings: tuple[Finding, ...]
