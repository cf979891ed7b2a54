"""What an overlay file can say: whose guidance it is, for which years, and what it changes of a rule set (ADR 0008)."""

from datetime import date
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import AfterValidator, Field, Strict, StrictBool, StrictStr

from criteria.amounts import Points
from criteria.base import Citation, Identifier, LawModel, Words
from criteria.questions import Tier
from criteria.recognition_model import StrictDate
from criteria.shared import YearSpan
from criteria.targets_model import AnyRuleSet
from criteria.texts import plain

SCHEMA = "xhht-overlay/1"
PLACEHOLDER = "…"
"""What an exported overlay has for who issued it, to be written by its user."""
LOCAL = "local"


class Issued(LawModel):
    """Who issued the guidance: number, issuer, date."""

    number: Annotated[StrictStr, Field(min_length=1, max_length=200), AfterValidator(plain)]
    issuer: Words
    date: Annotated[date, Strict()]


class LevelChange(LawModel):
    """Another threshold of a level."""

    id: Identifier
    from_points: Annotated[Points | None, Field(alias="from")] = None
    to_points: Annotated[Points | None, Field(alias="to")] = None
    difficult_from: Points | None = None


class GateChange(LawModel):
    """Another bound of a gate."""

    id: Identifier
    at_least: Points | None = None
    more_than: Points | None = None


class IndicatorChange(LawModel):
    """What the guidance says of an indicator. One that the rule set does not have is given in full."""

    id: Identifier
    label: Words | None = None
    question: Words | None = None
    answer: dict[str, Any] | None = None
    max_points: Points | None = None
    scale: dict[str, Any] | None = None
    difficult_scale: dict[str, Any] | None = None
    documents: Annotated[tuple[Words, ...], Field(min_length=1)] | None = None  # papers are never waived
    more_documents: tuple[Words, ...] = ()
    citation: Citation | None = None


class CriterionChange(LawModel):
    """What the guidance says of a criterion; with ``only``, the indicators listed are all that it has."""

    id: Identifier
    name: Words | None = None
    max_points: Points | None = None
    only: StrictBool = False
    indicators: tuple[IndicatorChange, ...] = ()


class LocalAuthority(LawModel):
    """Who recognises, on days for which no text names anybody."""

    name: Words
    tiers: tuple[Tier, ...] = ()
    first: Annotated[StrictDate, Field(alias="from")]
    last: Annotated[StrictDate | None, Field(alias="to")] = None


class Overlay(LawModel):
    """An overlay file."""

    schema_: Annotated[Literal["xhht-overlay/1"], Field(alias="schema")]
    rule_set: Identifier
    issued: Issued
    years: YearSpan
    total: Points | None = None
    levels: tuple[LevelChange, ...] = ()
    gates: tuple[GateChange, ...] = ()
    authorities: tuple[LocalAuthority, ...] = ()
    criteria: tuple[CriterionChange, ...] = ()


class Overlaid(NamedTuple):
    """A rule set with the guidance laid over it."""

    overlay: Overlay
    rule_set: AnyRuleSet
    file: str
