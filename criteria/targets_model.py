"""A rule set of the targets scheme: a target is met or not at each level, and a level asks for all of its targets."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from criteria.amounts import Percent
from criteria.base import AREAS, Area, Citation, Identifier, LawModel, Provenance, Words
from criteria.model import RuleSet
from criteria.questions import AskChoice, AskPoints
from criteria.scales import MEASURE_OF_THRESHOLD
from criteria.shared import BaseCriterion, BaseIndicator, BaseLevel, BaseRuleSet, Reading


class ForTypes(LawModel):
    """The types of subject that are asked; the clause is the reason why others are not.

    ``unsure`` are types of which it is our reading whether the clause means them.
    """

    types: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    unsure: tuple[Identifier, ...] = ()
    citation: Citation
    provenance: Provenance

    def provenance_of(self, type_: str) -> Provenance:
        """Return how sure it is whether a subject of *type_* is asked."""
        return "assumed" if type_ in self.unsure else self.provenance


class Target(LawModel):
    """What one level asks of an indicator; without a figure where the question has none.

    Attributes:
        at_least: Per cent of a share, or so many units of a value.
        difficult_at_least: The same in a difficult area, where it differs.
        option: The least option of a choice.
        for_types: Who is asked at this level, where it differs from the indicator's own.
    """

    at_least: Annotated[Percent, Field(gt=0)] | None = None
    difficult_at_least: Annotated[Percent, Field(gt=0)] | None = None
    option: Identifier | None = None
    for_types: ForTypes | None = None
    citation: Citation
    provenance: Provenance


class TargetIndicator(BaseIndicator):
    """The smallest thing judged, and what each level asks of it: nothing where it has no target at that level."""

    for_types: ForTypes | None = None
    may_not_apply: Literal[True] | None = None
    """A subject may say, with a reason, that it does not apply: it has no such institution (ADR 0010)."""
    targets: Annotated[dict[Identifier, Target], Field(min_length=1)]

    @model_validator(mode="after")
    def _targets_fit(self) -> Self:
        if isinstance(self.answer, AskPoints):
            raise PydanticCustomError("target_form", "points are no target")
        for target in self.targets.values():
            given = {
                "at_least": target.at_least is not None,
                "option": target.option is not None,
            }
            wanted = {"share": ["at_least"], "value": ["at_least"], "choice": ["option"]}.get(self.answer.kind, [])
            difficult = target.difficult_at_least is not None and not given["at_least"]
            if [key for key, there in given.items() if there] != wanted or difficult:
                raise PydanticCustomError("target_form", "a figure that the question does not have, or none")
            if target.option is not None and target.option not in self._options[1:]:
                raise PydanticCustomError("target_option", "no such option", {"option": target.option})
        return self

    @property
    def _options(self) -> list[str]:
        return [option.id for option in self.answer.options] if isinstance(self.answer, AskChoice) else []

    def least(self, level: str, area: Area) -> int:
        """Return the least measure that meets the target of *level* in *area*.

        In parts per million of a share, millionths of a value; the place of an option; 1 where it is met or not.
        """
        target = self.targets[level]
        if target.option is not None:
            return self._options.index(target.option)
        figure = target.difficult_at_least if area == "difficult" else None
        figure = target.at_least if figure is None else figure
        return 1 if figure is None else figure * MEASURE_OF_THRESHOLD[self.answer.kind]

    def areas_of(self, level: str) -> tuple[Area, ...]:
        """Return the areas in which the target of *level* has a figure of its own."""
        return AREAS if self.targets[level].difficult_at_least is not None else AREAS[:1]

    def asks(self, level: str) -> ForTypes | None:
        """Return who is asked by the target of *level*; None where everybody is."""
        return self.targets[level].for_types or self.for_types

    def is_asked(self, type_: str | None) -> bool:
        """Whether a subject of *type_* is asked at some level."""
        asks = [self.asks(level) for level in self.targets]
        return any(asked is None or type_ in asked.types for asked in asks)


class TargetCriterion(BaseCriterion):
    """A numbered group of targets."""

    indicators: Annotated[tuple[TargetIndicator, ...], Field(min_length=1, max_length=16)]

    def asked_at(self, level: str) -> tuple[TargetIndicator, ...]:
        """Return its indicators that have a target at *level*."""
        return tuple(each for each in self.indicators if level in each.targets)


class SubjectType(LawModel):
    """A type of subject that the text tells apart; its id as evidence can write it."""

    id: Annotated[Identifier, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=40)]
    name: Words


class TargetRuleSet(BaseRuleSet):
    """One legal text applied to one kind of subject, by targets. The last level asks nothing."""

    scheme: Literal["targets"]
    levels: Annotated[tuple[BaseLevel, ...], Field(min_length=2, max_length=16)]
    level_needs_level_below: Reading
    types: tuple[SubjectType, ...] = ()
    # The engine joins at most 16 facts: the criteria of a level, and the level below it.
    criteria: Annotated[tuple[TargetCriterion, ...], Field(min_length=1, max_length=15)]

    @model_validator(mode="after")
    def _levels_known(self) -> Self:
        known = [level.id for level in self.levels[:-1]]
        for indicator in self.indicators:
            for name in indicator.targets:
                if name not in known:
                    raise PydanticCustomError("target_level", "no such level", {"level": name, "of": indicator.id})
        return self

    @cached_property
    def indicators(self) -> tuple[TargetIndicator, ...]:
        """All indicators, in the order of the text."""
        return tuple(indicator for criterion in self.criteria for indicator in criterion.indicators)

    @cached_property
    def by_id(self) -> Mapping[str, TargetIndicator]:
        """The indicators by id."""
        return {indicator.id: indicator for indicator in self.indicators}

    @cached_property
    def criteria_by_id(self) -> Mapping[str, TargetCriterion]:
        """The criteria by id."""
        return {criterion.id: criterion for criterion in self.criteria}

    @property
    def asking_levels(self) -> tuple[BaseLevel, ...]:
        """The levels that ask for targets, the least first."""
        return tuple(reversed(self.levels[:-1]))

    @property
    def types_by_id(self) -> Mapping[str, SubjectType]:
        """The types of subject by id."""
        return {each.id: each for each in self.types}


AnyRuleSet = RuleSet | TargetRuleSet
"""A rule set of either scheme."""
