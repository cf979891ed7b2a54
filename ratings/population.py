"""Counts of the people in evidence: the population block, and the counts that standards follow from."""

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from criteria.amounts import Count
from criteria.answers import Document, EvidenceModel, Words
from criteria.texts import plain

Persons = Annotated[Count, Field(ge=0)]
_AGES = re.compile(r"(\d{1,3})(?:-(\d{1,3})|\+)", re.ASCII)


def ages_of(band: str) -> tuple[int, int | None]:
    """Return the first and last age of a *band*, both included; None where it has no end.

    >>> ages_of("15-25"), ages_of("61+")
    ((15, 25), (61, None))

    Raises:
        ValueError: It is no band of ages.
    """
    found = _AGES.fullmatch(band)
    if found is None or (found[2] is not None and int(found[2]) < int(found[1])):
        raise ValueError(band)
    return int(found[1]), int(found[2]) if found[2] is not None else None


def _bands_follow(read: Mapping[str, int | None]) -> Mapping[str, int | None]:
    """Refuse ages that are none, that overlap, or that leave a gap."""
    try:
        bands = [ages_of(band) for band in read]
    except ValueError as error:
        raise PydanticCustomError("ages_form", "no band of ages", {"band": plain(str(error))}) from None
    for (_, last), (first, _) in pairwise(bands):
        if last is None or first != last + 1:
            raise PydanticCustomError("ages_gap", "bands do not follow", {"first": first})
    return read


class Population(EvidenceModel):
    """Everybody in the year of assessment, as the commune's own figures say; each figure may be left out."""

    people: Persons | None = None
    households: Persons | None = None
    registered_households: Persons | None = None
    villages: Persons | None = None
    clans: Persons | None = None
    communes: Persons | None = None
    districts: Persons | None = None
    ages: Annotated[dict[str, Persons | None], AfterValidator(_bands_follow)] = Field(default_factory=dict)
    households_by_village: dict[str, Persons | None] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _registered_fit(self) -> Self:
        households, registered = self.households, self.registered_households
        if households is not None and registered is not None and registered > households:
            shown = {"registered": registered, "households": households}
            raise PydanticCustomError("registered_above_all", "registered are above all", shown)
        return self

    def aged(self, first: int, last: int) -> int | None:
        """Return how many are from *first* to *last*, both included; None where the bands do not say."""
        bands = [(ages_of(band), count) for band, count in self.ages.items()]
        inside = [
            (ages, count) for ages, count in bands if first <= ages[0] and ages[1] is not None and ages[1] <= last
        ]
        if not inside or inside[0][0][0] != first or inside[-1][0][1] != last:
            return None
        counts = [count for _, count in inside if count is not None]
        return sum(counts) if len(counts) == len(inside) else None

    def around(self, first: int, last: int) -> int | None:
        """Return how many are in the bands that together hold *first* to *last*; None where they do not hold all."""
        bands = [(ages_of(band), count) for band, count in self.ages.items()]
        touched = [(ages, count) for ages, count in bands if ages[0] <= last and (ages[1] is None or first <= ages[1])]
        if not touched or touched[0][0][0] > first or (touched[-1][0][1] is not None and touched[-1][0][1] < last):
            return None
        counts = [count for _, count in touched if count is not None]
        return sum(counts) if len(counts) == len(touched) else None


class StandardsBlock(EvidenceModel):
    """The counts that standards follow from, by id, and the papers that show them."""

    question: Words | None = None
    """What each count is, as a template writes it. Not read by anything."""
    counts: dict[str, Persons | None]
    documents: tuple[Document, ...] = ()

    @property
    def given(self) -> dict[str, int]:
        """The counts that are there."""
        return {name: count for name, count in self.counts.items() if count is not None}
