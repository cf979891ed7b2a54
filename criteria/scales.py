"""Scales: how an answer becomes points, as steps that the engine can compare.

Whatever the answer, it is measured by one integer: a share in parts per million, a value in millionths, a choice
by its place in the rising order of options, met by 1 and not met by 0. A scale cuts the line of measures
into steps, best first, each with its points.
"""

from itertools import pairwise
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from criteria.amounts import Percent, Points
from criteria.base import Identifier, LawModel, Provenance, weakest
from criteria.texts import points_text

FULL_MEASURE = {"met": 1, "share": 1_000_000}
"""The measure of an answer that meets its indicator in full."""
# Thresholds are read in ten-thousandths of what they are written in: per cent for a share, the unit for a value.
MEASURE_OF_THRESHOLD = {"share": 1, "value": 100}


class Step(NamedTuple):
    """One step of a scale.

    Attributes:
        name: What the rule is called after: ``full``, ``9.5``, ``zero``, or the id of an option.
        at_least: The least measure that reaches the step; None for the lowest step.
        points: In hundredths.
        provenance: Where the step comes from.
    """

    name: str
    at_least: int | None
    points: int
    provenance: Provenance


class _Scale(LawModel):
    provenance: Provenance
    condition: Provenance | None = None
    """Provenance of what full points ask, where it is surer than the scale: the text may fix only that."""

    def _step_provenance(self, points: int, max_points: int, max_provenance: Provenance) -> Provenance:
        if points != max_points:
            return self.provenance
        return weakest(max_provenance, self.condition or self.provenance)

    def steps(self, form: str, max_points: int, max_provenance: Provenance) -> tuple[Step, ...]:
        """Return the steps, best first; none where an assessor judges.

        The step with all points rests on its condition and the maximum, the steps below on the scale.

        Args:
            form: The kind of answer that is measured: ``met``, ``share``, ``value``, ``choice``.
            max_points: The maximum of the indicator, in hundredths.
            max_provenance: Provenance of the maximum.

        Raises:
            PydanticCustomError: The scale cannot be cut exactly (ADR 0002).
        """
        above = [
            Step(
                "full" if points == max_points else points_text(points).en,
                at_least,
                points,
                self._step_provenance(points, max_points, max_provenance),
            )
            for at_least, points in self._cuts(form, max_points)
        ]
        return (*above, Step("zero", None, 0, self.provenance))

    def _cuts(self, form: str, max_points: int) -> list[tuple[int, int]]:
        """Return (least measure, points) of each step above 0, best first."""
        raise NotImplementedError


class AllOrNothing(_Scale):
    """Full points when the indicator is met (by everybody, where people are counted), else 0."""

    kind: Literal["all-or-nothing"]

    def _cuts(self, form: str, max_points: int) -> list[tuple[int, int]]:
        return [(FULL_MEASURE[form], max_points)]


class Proportional(_Scale):
    """Points in proportion to the share, rounded down to a step; all of them from ``full_at_percent``."""

    kind: Literal["proportional"]
    full_at_percent: Annotated[Percent, Field(gt=0, le=FULL_MEASURE["share"])]
    step: Annotated[Points, Field(gt=0)]

    def _cuts(self, form: str, max_points: int) -> list[tuple[int, int]]:
        count, rest = divmod(max_points, self.step)
        # A step that began between two parts per million could not be decided exactly.
        if rest or self.full_at_percent % count:
            raise PydanticCustomError("step_uneven", "the step must divide the maximum into whole ppm")
        return [(self.full_at_percent // count * k, self.step * k) for k in range(count, 0, -1)]


class Band(LawModel):
    """At least so much (per cent for a share, the unit for a value) gives so many points."""

    at_least: Percent
    points: Annotated[Points, Field(gt=0)]


class Bands(_Scale):
    """Points by bands, best first; below the last band, 0."""

    kind: Literal["bands"]
    bands: Annotated[tuple[Band, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _bands_fall(self) -> Self:
        for better, worse in pairwise(self.bands):
            if worse.at_least >= better.at_least or worse.points >= better.points:
                raise PydanticCustomError("bands_rise", "bands must fall")
        return self

    def _cuts(self, form: str, max_points: int) -> list[tuple[int, int]]:
        factor = MEASURE_OF_THRESHOLD[form]
        return [(band.at_least * factor, band.points) for band in self.bands]


class OptionPoints(LawModel):
    """Points of one option."""

    option: Identifier
    points: Annotated[Points, Field(ge=0)]


class ChoicePoints(_Scale):
    """Points of each option, in the rising order of the question."""

    kind: Literal["choice"]
    options: Annotated[tuple[OptionPoints, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _points_rise(self) -> Self:
        if any(better.points < worse.points for worse, better in pairwise(self.options)):
            raise PydanticCustomError("options_fall", "points must not fall")
        return self

    def steps(self, form: str, max_points: int, max_provenance: Provenance) -> tuple[Step, ...]:
        """Return a step for each option, best first."""
        return tuple(
            Step(
                entry.option,
                place or None,
                entry.points,
                self._step_provenance(entry.points, max_points, max_provenance),
            )
            for place, entry in reversed(tuple(enumerate(self.options)))
        )


class Judged(_Scale):
    """Points awarded by an assessor, from 0 to the maximum."""

    kind: Literal["judged"]

    def steps(self, form: str, max_points: int, max_provenance: Provenance) -> tuple[Step, ...]:
        """Return no steps: nothing but an assessor decides."""
        return ()


Scale = Annotated[AllOrNothing | Proportional | Bands | ChoicePoints | Judged, Field(discriminator="kind")]

SCALES_OF_FORM: dict[str, tuple[str, ...]] = {
    "met": ("all-or-nothing",),
    "share": ("all-or-nothing", "proportional", "bands"),
    "value": ("bands",),
    "choice": ("choice",),
    "change": (),
    "points": ("judged",),
}
"""Which kinds of scale can measure which kind of answer."""
