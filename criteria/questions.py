"""What an indicator asks: the kinds of question, and what else may answer in place of the evidence's own words."""

from typing import Annotated, Literal, get_args

from pydantic import Field

from criteria.amounts import Millionths
from criteria.base import Identifier, LawModel, Words

Kind = Literal["citizen", "family", "clan", "village", "unit", "commune", "district", "province"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Tier = Literal["commune", "district", "province"]
Headcount = Literal["people", "households", "villages", "clans", "communes", "districts"]
"""A figure of the population block of evidence: everybody of one unit."""
HEADCOUNTS: tuple[Headcount, ...] = get_args(Headcount)


class Part(LawModel):
    """One of the things that an indicator asks of each person at once, such as one competency."""

    id: Identifier
    label: Words


class AskMet(LawModel):
    """A question answered by yes or no; or by whether a standard (of ``RuleSet.standards``) is reached at all."""

    kind: Literal["met"]
    standard: Identifier | None = None


class RolledUp(LawModel):
    """The share is that of the members of a kind who reach a level of their own rule set."""

    kind: Kind
    level: Identifier


class AskShare(LawModel):
    """How many, of how many: ``of`` names the unit, ``counted`` those who meet the indicator.

    ``all`` names the figure of the population block that counts everybody of that unit.
    """

    kind: Literal["share"]
    of: Words
    counted: Words
    all: Headcount | None = None
    rolled_up: RolledUp | None = None
    parts: tuple[Part, ...] = ()


class AskValue(LawModel):
    """A number in a unit; where it counts things, a whole one, and where there are so many at most, no more."""

    kind: Literal["value"]
    unit: Words
    whole: Literal[True] | None = None
    at_most: Annotated[Millionths, Field(gt=0)] | None = None


class Option(LawModel):
    """One answer to choose."""

    id: Identifier
    name: Words


class AskChoice(LawModel):
    """One of several options, the least first; with ``standard``, nothing and the levels of that standard."""

    kind: Literal["choice"]
    options: Annotated[tuple[Option, ...], Field(min_length=2)]
    standard: Identifier | None = None


class AskChange(LawModel):
    """A value of the year and that of the year before: has it risen, or fallen? Never below 0; at most ``at_most``."""

    kind: Literal["change"]
    unit: Words
    direction: Literal["rise", "fall"]
    at_most: Annotated[Millionths, Field(gt=0)] | None = None


class AskPoints(LawModel):
    """Points that only an assessor can award."""

    kind: Literal["points"]


Ask = Annotated[AskMet | AskShare | AskValue | AskChoice | AskChange | AskPoints, Field(discriminator="kind")]


def standard_of(asked: Ask) -> str | None:
    """Return the id of the standard that can answer what is *asked*; None where none can."""
    return asked.standard if isinstance(asked, AskMet | AskChoice) else None
