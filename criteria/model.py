"""A rule set of the points scheme: indicators earn points by scales, levels ask for a total and for gates."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from criteria.amounts import Points
from criteria.base import Area, Citation, Identifier, LawModel, Provenance, Words
from criteria.questions import AskChoice
from criteria.scales import SCALES_OF_FORM, Scale, Step
from criteria.shared import BaseCriterion, BaseIndicator, BaseLevel, BaseRuleSet, Reading


class MaxPoints(LawModel):
    """The most that can be awarded, in hundredths, and where the figure comes from."""

    points: Annotated[Points, Field(gt=0)]
    provenance: Provenance


class Indicator(BaseIndicator):
    """The smallest thing judged, and what it earns."""

    max_points: MaxPoints
    scale: Scale
    difficult_scale: Scale | None = None

    @model_validator(mode="after")
    def _scales_fit(self) -> Self:
        for scale in self._scales.values():
            if scale.kind not in SCALES_OF_FORM[self.answer.kind]:
                raise PydanticCustomError(
                    "scale_unfit",
                    "the scale cannot measure the answer",
                    {"scale": scale.kind, "answer": self.answer.kind},
                )
            if scale.kind == "choice" and isinstance(self.answer, AskChoice):
                asked, scaled = (
                    [entry.id for entry in self.answer.options],
                    [o.option for o in scale.options],
                )
                if asked != scaled:
                    raise PydanticCustomError("options_differ", "scale and question list different options")
            # Cut here so that a scale that cannot be cut never loads.
            scale.steps(self.answer.kind, self.max_points.points, self.max_points.provenance)
        return self

    @property
    def _scales(self) -> dict[Area, Scale]:
        return {"normal": self.scale, "difficult": self.difficult_scale or self.scale}

    @cached_property
    def steps(self) -> dict[Area, tuple[Step, ...]]:
        """Steps of the scale in each area, best first; empty where an assessor judges."""
        maximum = self.max_points
        return {
            area: scale.steps(self.answer.kind, maximum.points, maximum.provenance)
            for area, scale in self._scales.items()
        }

    @property
    def differs_by_area(self) -> bool:
        """Whether a difficult area has a scale of its own."""
        return self.difficult_scale is not None

    def scale_in(self, area: Area) -> Scale:
        """Return the scale that holds in *area*."""
        return self._scales[area]


class Criterion(BaseCriterion):
    """A numbered group of indicators."""

    max_points: MaxPoints
    indicators: Annotated[tuple[Indicator, ...], Field(min_length=1, max_length=16)]


class Gate(LawModel):
    """What a level asks beyond its total: of each criterion or indicator, so many points or more than so many."""

    id: Identifier
    name: Words
    each: Literal["criterion", "indicator"]
    at_least: Annotated[Points, Field(gt=0)] | None = None
    more_than: Annotated[Points, Field(ge=0)] | None = None
    of_all: Literal[True] | None = None
    """Of all of them: none can be left out as not applicable, and so escape the gate (ADR 0004)."""
    citation: Citation
    provenance: Provenance

    @model_validator(mode="after")
    def _one_bound(self) -> Self:
        if (self.at_least is None) == (self.more_than is None):
            raise PydanticCustomError("gate_bound", "a gate needs at_least or more_than, one of them")
        return self

    @property
    def least_points(self) -> int:
        """The least points that pass, in hundredths. Points are whole hundredths, so "more than" is one more."""
        return self.at_least if self.at_least is not None else (self.more_than or 0) + 1


class Level(BaseLevel):
    """An outcome: its least total, in hundredths (another in a difficult area, where given), and its gates.

    ``to`` is the upper bound that the text prints, where it leaves a gap below the next level (ADR 0009).
    """

    from_points: Annotated[Points, Field(ge=0, alias="from")]
    to_points: Annotated[Points | None, Field(alias="to")] = None
    difficult_from: Annotated[Points, Field(ge=0)] | None = None
    gates: tuple[Identifier, ...] = ()
    difficult_provenance: Provenance | None = None

    @property
    def differs_by_area(self) -> bool:
        """Whether a difficult area has a threshold of its own."""
        return self.difficult_from is not None

    def least_points(self, area: Area) -> int:
        """Return the least total in *area*, in hundredths."""
        if area == "difficult" and self.difficult_from is not None:
            return self.difficult_from
        return self.from_points

    def provenance_in(self, area: Area) -> Provenance:
        """Return the provenance of the least total in *area*."""
        return (self.difficult_provenance if area == "difficult" else None) or self.provenance


class Total(LawModel):
    """The sum of all maxima, in hundredths."""

    points: Annotated[Points, Field(gt=0)]
    citation: Citation
    provenance: Provenance


class RuleSet(BaseRuleSet):
    """One legal text applied to one kind of subject, by points."""

    scheme: Literal["points"]
    total: Total
    levels: Annotated[tuple[Level, ...], Field(min_length=2)]
    between_levels: Reading | None = None
    gates: tuple[Gate, ...] = ()
    # The engine joins at most 16 facts.
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1, max_length=16)]

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators, in the order of the text."""
        return tuple(indicator for criterion in self.criteria for indicator in criterion.indicators)

    @cached_property
    def by_id(self) -> Mapping[str, Indicator]:
        """The indicators by id."""
        return {indicator.id: indicator for indicator in self.indicators}

    @cached_property
    def criteria_by_id(self) -> Mapping[str, Criterion]:
        """The criteria by id."""
        return {criterion.id: criterion for criterion in self.criteria}

    @cached_property
    def takes_sheets(self) -> bool:
        """Whether a criterion can be a line of a score sheet: a gate on indicators could not be judged then."""
        return not any(gate.each == "indicator" for gate in self.gates)

    def gap_above(self, level: Level) -> tuple[int, int] | None:
        """Return the last total that the text prints for *level* and the first of the next, where they do not meet."""
        place = self.levels.index(level)
        above = self.levels[place - 1].from_points if place else self.total.points + 1
        if level.to_points is None or level.to_points + 1 == above:
            return None
        return level.to_points, above

    @property
    def levels_differ_by_area(self) -> bool:
        """Whether some level has a threshold of its own in a difficult area."""
        return any(level.differs_by_area for level in self.levels)
