"""The calendar of a rule set: who does what by when, with which papers."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StrictInt, StrictStr
from pydantic_core import PydanticCustomError

from criteria.base import Citation, Identifier, LawModel, Provenance, Words
from criteria.questions import Tier
from criteria.recognition_model import StrictDate

_DAY = re.compile(r"(\d\d)-(\d\d)", re.ASCII)
_DAYS_OF_MONTH = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)  # 29 February is not there every year


def _exists(day: str) -> str:
    found = _DAY.fullmatch(day)
    month, of_month = (int(found[1]), int(found[2])) if found is not None else (0, 0)
    if not 1 <= month <= 12 or not 1 <= of_month <= _DAYS_OF_MONTH[month - 1]:
        raise PydanticCustomError("day_of_year", "no day of every year", {"day": day})
    return day


DayOfYear = Annotated[StrictStr, AfterValidator(_exists)]
"""A day of every year, written MM-DD."""
YearsAfter = Annotated[StrictInt, Field(ge=0, le=2)]
"""How many years after the year of assessment."""


class Before(LawModel):
    """Before a day: on that day it is too late."""

    kind: Literal["before"]
    day: DayOfYear
    years_after: YearsAfter


class By(LawModel):
    """On that day at the latest."""

    kind: Literal["by"]
    day: DayOfYear
    years_after: YearsAfter


class Between(LawModel):
    """From one day to another, both included."""

    kind: Literal["between"]
    first: Annotated[DayOfYear, Field(alias="from")]
    last: Annotated[DayOfYear, Field(alias="to")]
    years_after: YearsAfter


class WorkingDays(LawModel):
    """So many working days after another entry."""

    kind: Literal["working-days"]
    days: Annotated[StrictInt, Field(ge=1, le=250)]
    after: Identifier


class OpenDate(LawModel):
    """The text sets no date."""

    kind: Literal["open"]


Due = Annotated[Before | By | Between | WorkingDays | OpenDate, Field(discriminator="kind")]


class Entry(LawModel):
    """One thing to be done: by whom, to whom, with which papers, and when it is due."""

    id: Identifier
    role: Literal["dossier", "decision"] | None = None
    """The one that sends what is asked for, and the one that decides on it."""
    name: Words
    by: Words
    to: Words | None = None
    tiers: tuple[Tier, ...] = ()
    papers: tuple[Words, ...] = ()
    by_until: StrictDate | None = None
    """The last day on which those who do it were there, where they are no more: assumed, no article says so."""
    to_until: StrictDate | None = None
    """The same of those to whom it goes."""
    due: Due
    citation: Citation
    provenance: Provenance

    def concerns(self, tier: Tier | None) -> bool:
        """Whether it is for a subject of *tier*."""
        return not self.tiers or tier in self.tiers
