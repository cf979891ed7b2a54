"""Recognition as the text has it: by whom, for how long, and when a better level can be asked for (ADR 0011)."""

from datetime import date
from typing import Annotated

from pydantic import Field, Strict, StrictInt

from criteria.base import Citation, LawModel, Provenance, Words
from criteria.questions import Tier

StrictDate = Annotated[date, Strict()]
Months = Annotated[StrictInt, Field(ge=1, le=600)]


class Authority(LawModel):
    """Who decides on recognition, on the days (both included) for which the text says so; ``to`` is None where open.

    ``to_provenance`` is that of the last day, where no article of the text names it.
    """

    name: Words
    tiers: tuple[Tier, ...] = ()
    first: Annotated[StrictDate, Field(alias="from")]
    last: Annotated[StrictDate | None, Field(alias="to")] = None
    last_provenance: Annotated[Provenance | None, Field(alias="to_provenance")] = None
    citation: Citation | None = None
    provenance: Provenance

    def decides(self, tier: Tier | None, day: date) -> bool:
        """Whether it decides on a subject of *tier* on *day*."""
        in_time = self.first <= day and (self.last is None or day <= self.last)
        return in_time and (not self.tiers or tier in self.tiers)


class NoneNamed(LawModel):
    """What is said of a day on which no text names who decides."""

    note: Words
    provenance: Provenance


class Term(LawModel):
    """A number of months, and where the text sets it."""

    months: Months
    citation: Citation | None = None
    provenance: Provenance


class Recognition(LawModel):
    """How a level is recognised.

    Attributes:
        authorities: Who decides, each for its days.
        none_named: What is said where nobody is named.
        validity: How long a title holds: the months that follow the year in which it was given.
        wait: The months from the decision on a level until the next one can be asked for.
    """

    authorities: Annotated[tuple[Authority, ...], Field(min_length=1)]
    none_named: NoneNamed | None = None
    validity: Term | None = None
    wait: Term | None = None

    def authority(self, tier: Tier | None, day: date) -> Authority | None:
        """Return who decides on a subject of *tier* on *day*; None where nobody is named."""
        return next((each for each in self.authorities if each.decides(tier, day)), None)
