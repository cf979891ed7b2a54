"""Standards that follow from counts: levels of conditions on shares, each needing the level below and others."""

from functools import cached_property
from typing import Annotated

from pydantic import Field, StrictInt

from criteria.amounts import Percent
from criteria.base import Area, Citation, Identifier, LawModel, Provenance, Words
from criteria.scales import FULL_MEASURE
from criteria.shared import LegalText

Threshold = Annotated[Percent, Field(gt=0, le=FULL_MEASURE["share"])]


class PopulationCount(LawModel):
    """One figure of the population: of ages from–to, both included, or a part of others."""

    id: Identifier
    label: Words
    ages: tuple[StrictInt, StrictInt] | None = None
    among: tuple[Identifier, ...] = ()


class DifficultCondition(LawModel):
    """What a condition asks in a difficult area, where it asks something else there."""

    counts: tuple[Identifier, ...] | None = None
    of: Identifier | None = None
    at_least: Threshold


class Share(LawModel):
    """The sum of counts, of how many, and the least share of it in parts per million."""

    counts: tuple[Identifier, ...]
    of: Identifier
    at_least: int


class Condition(LawModel):
    """At least such a share of a part of the population."""

    id: Identifier
    counts: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    of: Identifier
    at_least: Threshold
    difficult: DifficultCondition | None = None
    citation: Citation
    provenance: Provenance

    def share_in(self, area: Area) -> Share:
        """Return what the condition asks in *area*."""
        other = self.difficult if area == "difficult" else None
        if other is None:
            return Share(counts=self.counts, of=self.of, at_least=self.at_least)
        return Share(counts=other.counts or self.counts, of=other.of or self.of, at_least=other.at_least)

    @property
    def differs_by_area(self) -> bool:
        """Whether a difficult area has a condition of its own."""
        return self.difficult is not None


class Requirement(LawModel):
    """A level of a standard that another level needs."""

    standard: Identifier
    level: Identifier
    citation: Citation
    provenance: Provenance


class StandardLevel(LawModel):
    """One level: what it requires and the conditions on counts."""

    id: Identifier
    name: Words
    citation: Citation
    requires: tuple[Requirement, ...] = ()
    conditions: Annotated[tuple[Condition, ...], Field(min_length=1)]


class Standard(LawModel):
    """A standard and its levels, the least first."""

    id: Identifier
    name: Words
    levels: Annotated[tuple[StandardLevel, ...], Field(min_length=1)]


class Standards(LawModel):
    """All standards of one legal text."""

    id: Identifier
    title: Words
    text: LegalText
    counts: Annotated[tuple[PopulationCount, ...], Field(min_length=1)]
    standards: Annotated[tuple[Standard, ...], Field(min_length=1)]

    @cached_property
    def counts_by_id(self) -> dict[str, PopulationCount]:
        """The counts by id."""
        return {count.id: count for count in self.counts}

    @cached_property
    def by_id(self) -> dict[str, Standard]:
        """The standards by id."""
        return {standard.id: standard for standard in self.standards}
