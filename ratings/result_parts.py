"""What results of both schemes have alike: whom, by what, members, standards, how sure it is."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, NamedTuple

from pydantic import WithJsonSchema

from criteria.base import Area, Provenance
from criteria.questions import Kind, Tier
from criteria.texts import Text
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
    """A member below the best level of its rule set, and by how much: points, or targets of the level above."""

    name: str
    code: str | None
    village: str | None
    clan: str | None
    level: Named
    points: Number | None
    points_needed: Number | None
    targets_needed: int | None
    explanation: Text
    where: str


class ReachedLevel(NamedTuple):
    """How many members reached a level or a better one."""

    level: Named
    reached: int


class MembersResult(NamedTuple):
    """Members of one kind: how many were rated, how many reached the best level, and who did not.

    ``levels`` says the same of each level, best first, where several can be reached.
    """

    kind: Kind
    rule_set: str
    level: Named
    rated: int
    reached: int
    missed: tuple[MissedMember, ...]
    overlay: OverlayUsed | None = None
    levels: tuple[ReachedLevel, ...] | None = None


class RefusedShown(NamedTuple):
    """A member that cannot be rated, where it stands, and why."""

    where: str
    messages: tuple[Text, ...]


class ProvenanceCount(NamedTuple):
    """How many indicators (or criteria on a score sheet) rest on what."""

    official: int
    local: int
    secondary: int
    assumed: int
