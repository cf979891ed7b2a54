"""The rule set: one legal text applied to one kind of subject, as data."""

from datetime import date
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, Strict, StrictInt, StrictStr, model_validator
from pydantic_core import PydanticCustomError

from criteria.amounts import Points
from criteria.base import Area, Citation, Identifier, LawModel, Provenance, Words
from criteria.questions import Ask, AskChoice, AskShare, Kind, RolledUp, standard_of
from criteria.scales import SCALES_OF_FORM, Scale, Step
from criteria.texts import Text

Tier = Literal["commune", "district", "province"]
StrictDate = Annotated[date, Strict()]
FIRST_YEAR, LAST_YEAR = 2000, 2100
Year = Annotated[StrictInt, Field(ge=FIRST_YEAR, le=LAST_YEAR)]


class MaxPoints(LawModel):
    """The most that can be awarded, in hundredths, and where the figure comes from."""

    points: Annotated[Points, Field(gt=0)]
    provenance: Provenance


class Indicator(LawModel):
    """The smallest thing judged."""

    id: Identifier
    label: Words
    question: Words
    answer: Ask
    max_points: MaxPoints
    scale: Scale
    difficult_scale: Scale | None = None
    citation: Citation
    documents: tuple[Words, ...] = ()

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


class Criterion(LawModel):
    """A numbered group of indicators. Its ``provenance`` is that of its being asked at all, under that name."""

    id: Identifier
    name: Words
    short: Words | None = None
    provenance: Provenance
    max_points: MaxPoints
    citation: Citation
    indicators: Annotated[tuple[Indicator, ...], Field(min_length=1, max_length=16)]

    @property
    def called(self) -> Text:
        """Its name, short where it has a short one."""
        return self.short or self.name

    @cached_property
    def indicator_ids(self) -> frozenset[str]:
        """Ids of its indicators."""
        return frozenset(indicator.id for indicator in self.indicators)


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


class Level(LawModel):
    """An outcome: its least total, in hundredths (another in a difficult area, where given), and its gates.

    ``to`` is the upper bound that the text prints, where it leaves a gap below the next level (ADR 0009).
    """

    id: Identifier
    name: Words
    from_points: Annotated[Points, Field(ge=0, alias="from")]
    to_points: Annotated[Points | None, Field(alias="to")] = None
    difficult_from: Annotated[Points, Field(ge=0)] | None = None
    gates: tuple[Identifier, ...] = ()
    citation: Citation
    provenance: Provenance
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


class Reading(LawModel):
    """How this project reads the text where it is silent or unclear."""

    note: Words
    citation: Citation | None = None
    provenance: Provenance


class InForce(LawModel):
    """The days on which a text is in force, both included; ``to`` is None while it is."""

    first: Annotated[StrictDate, Field(alias="from")]
    last: Annotated[StrictDate | None, Field(alias="to")] = None

    @property
    def text(self) -> Text:
        """The days as a reader writes them."""
        vi, en = f"có hiệu lực từ {self.first:%d/%m/%Y}", f"in force from {self.first}"
        if self.last is None:
            return Text(vi, en)
        return Text(f"{vi} đến hết {self.last:%d/%m/%Y}", f"{en} to {self.last}")


class LegalText(LawModel):
    """The text a rule set comes from."""

    number: StrictStr
    short: Words
    issuer: Words
    issued: StrictDate
    in_force: InForce
    provenance: Provenance


class YearSpan(LawModel):
    """Years of assessment, both included; ``to`` is None while no later text has taken over."""

    first: Annotated[Year, Field(alias="from")]
    last: Annotated[Year | None, Field(alias="to")] = None

    def __contains__(self, year: int) -> bool:
        """Whether *year* is one of them."""
        return self.first <= year and (self.last is None or year <= self.last)

    @property
    def text(self) -> Text:
        """The years as a reader writes them."""
        if self.last is None:
            return Text(f"từ {self.first}", f"from {self.first}")
        return Text(f"{self.first}–{self.last}", f"{self.first}–{self.last}")


class Years(YearSpan):
    """The years of a rule set, and where they come from: a text need not name them."""

    provenance: Provenance


class SubjectRule(LawModel):
    """Whom the rule set rates."""

    kind: Kind
    tiers: tuple[Tier, ...] = ()


class Heading(LawModel):
    """What a rule set says of itself before its criteria: enough to choose it by."""

    id: Identifier
    years: Years
    subject: SubjectRule

    @property
    def scope(self) -> tuple[str, str, Text]:
        """Kind, tiers and years, as a reader who looks for another rule set wants them."""
        return self.subject.kind, "/".join(self.subject.tiers), self.years.text


class Total(LawModel):
    """The sum of all maxima, in hundredths."""

    points: Annotated[Points, Field(gt=0)]
    citation: Citation
    provenance: Provenance


class RuleSet(LawModel):
    """One legal text applied to one kind of subject."""

    id: Identifier
    title: Words
    text: LegalText
    years: Years
    subject: SubjectRule
    scheme: Literal["points"]
    total: Total
    levels: Annotated[tuple[Level, ...], Field(min_length=2)]
    between_levels: Reading | None = None
    gates: tuple[Gate, ...] = ()
    missing: Reading
    not_applicable: Reading | None = None
    documents: Reading
    standards: Identifier | None = None
    # The engine joins at most 16 facts.
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1, max_length=16)]

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators, in the order of the text."""
        return tuple(indicator for criterion in self.criteria for indicator in criterion.indicators)

    @cached_property
    def roll_ups(self) -> dict[str, RolledUp]:
        """Whose members answer an indicator, by its id."""
        return {
            each.id: each.answer.rolled_up
            for each in self.indicators
            if isinstance(each.answer, AskShare) and each.answer.rolled_up is not None
        }

    @cached_property
    def derived(self) -> dict[str, str]:
        """The standard that answers an indicator, by its id."""
        answered = ((each.id, standard_of(each.answer)) for each in self.indicators)
        return {name: standard for name, standard in answered if standard is not None}

    @cached_property
    def takes_sheets(self) -> bool:
        """Whether a criterion can be a line of a score sheet: a gate on indicators could not be judged then."""
        return not any(gate.each == "indicator" for gate in self.gates)

    def year_provenance(self, year: int) -> Provenance:
        """Return how sure it is that the text rates *year*: official where it was in force all of it (ADR 0005)."""
        force = self.text.in_force
        whole = force.first <= date(year, 1, 1) and (force.last is None or date(year, 12, 31) <= force.last)
        if year not in self.years:
            return "assumed"
        return self.text.provenance if whole else self.years.provenance

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

    @cached_property
    def by_id(self) -> dict[str, Indicator]:
        """The indicators by id."""
        return {indicator.id: indicator for indicator in self.indicators}

    @cached_property
    def criteria_by_id(self) -> dict[str, Criterion]:
        """The criteria by id."""
        return {criterion.id: criterion for criterion in self.criteria}
