"""What rule sets of both schemes share: text, years, subject, what is asked and in what groups."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Annotated

from pydantic import Field, StrictInt, StrictStr

from criteria.base import Citation, Identifier, LawModel, Provenance, Words
from criteria.calendar_model import Entry
from criteria.papers_model import Paper
from criteria.questions import Ask, AskShare, Kind, RolledUp, Tier, standard_of
from criteria.recognition_model import Recognition, StrictDate
from criteria.texts import Text

FIRST_YEAR, LAST_YEAR = 2000, 2100
Year = Annotated[StrictInt, Field(ge=FIRST_YEAR, le=LAST_YEAR)]


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


class BaseIndicator(LawModel):
    """The smallest thing judged: what is asked, and where the text asks it."""

    id: Identifier
    label: Words
    question: Words
    answer: Ask
    citation: Citation
    documents: tuple[Words, ...] = ()


class BaseCriterion(LawModel):
    """A numbered group of indicators. Its ``provenance`` is that of its being asked at all, under that name."""

    id: Identifier
    name: Words
    short: Words | None = None
    provenance: Provenance
    citation: Citation
    indicators: tuple[BaseIndicator, ...]

    @property
    def called(self) -> Text:
        """Its name, short where it has a short one."""
        return self.short or self.name

    @cached_property
    def indicator_ids(self) -> frozenset[str]:
        """Ids of its indicators."""
        return frozenset(indicator.id for indicator in self.indicators)


class BaseLevel(LawModel):
    """An outcome, and where the text names it."""

    id: Identifier
    name: Words
    citation: Citation
    provenance: Provenance


class BaseRuleSet(LawModel):
    """One legal text applied to one kind of subject, whatever its scheme."""

    id: Identifier
    title: Words
    text: LegalText
    years: Years
    subject: SubjectRule
    missing: Reading
    not_applicable: Reading | None = None
    documents: Reading
    standards: Identifier | None = None
    recognition: Recognition | None = None
    calendar: tuple[Entry, ...] = ()
    papers: tuple[Paper, ...] = ()
    levels: tuple[BaseLevel, ...]  # best first
    criteria: tuple[BaseCriterion, ...]

    @cached_property
    def indicators(self) -> tuple[BaseIndicator, ...]:
        """All indicators, in the order of the text."""
        return tuple(indicator for criterion in self.criteria for indicator in criterion.indicators)

    @cached_property
    def by_id(self) -> Mapping[str, BaseIndicator]:
        """The indicators by id."""
        return {indicator.id: indicator for indicator in self.indicators}

    @cached_property
    def criteria_by_id(self) -> Mapping[str, BaseCriterion]:
        """The criteria by id."""
        return {criterion.id: criterion for criterion in self.criteria}

    @cached_property
    def roll_ups(self) -> dict[str, RolledUp]:
        """Whose members answer an indicator, by its id."""
        return {
            name: each.answer.rolled_up
            for name, each in self.by_id.items()
            if isinstance(each.answer, AskShare) and each.answer.rolled_up is not None
        }

    @cached_property
    def derived(self) -> dict[str, str]:
        """The standard that answers an indicator, by its id."""
        answered = ((name, standard_of(each.answer)) for name, each in self.by_id.items())
        return {name: standard for name, standard in answered if standard is not None}

    def year_provenance(self, year: int) -> Provenance:
        """Return how sure it is that the text rates *year*: official where it was in force all of it (ADR 0005)."""
        force = self.text.in_force
        whole = force.first <= date(year, 1, 1) and (force.last is None or date(year, 12, 31) <= force.last)
        if year not in self.years:
            return "assumed"
        return self.text.provenance if whole else self.years.provenance
