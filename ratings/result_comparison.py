"""Two ratings side by side as plain data: what ``xhht-compare/1`` and ``xhht-what-if/1`` have alike, and both."""

from typing import Literal, NamedTuple

from criteria.answers import Answer, Document
from criteria.texts import Text
from ratings.finding import Finding
from ratings.result_parts import Named, Number, RuleSetUsed, SubjectShown
from rules.program import Status


class Side(NamedTuple):
    """One of the two: who, when, and what came out.

    Attributes:
        file: From which it was read; a review file, where that has been counted. Absent in a what-if.
        subject: Who was rated.
        year: Of assessment.
        level: The level reached.
        points: The total; absent under targets.
        max_points: What the total is of; absent under targets.
        rule: That gave the level.
        explanation: Why that level, a sentence.
    """

    file: str | None
    subject: SubjectShown
    year: int
    level: Named
    points: Number | None
    max_points: Number | None
    rule: str
    explanation: Text


class LevelMet(NamedTuple):
    """Whether a target is met at one level, absent where it does not apply."""

    level: str
    met: bool | None


class ItemSide(NamedTuple):
    """What one side has of an indicator, or of a criterion on a score sheet.

    ``answer`` is what was decided on, absent where there was none; ``levels`` are absent under points.
    """

    status: Status
    points: Number | None
    max_points: Number | None
    levels: tuple[LevelMet, ...] | None
    answer: Answer | None
    explanation: Text
    rule: str


class ItemCompared(NamedTuple):
    """An indicator, or a criterion that a side has on a score sheet; a side is absent where it was judged otherwise.

    Attributes:
        id: Of the indicator or criterion.
        name: Its label.
        differs: Whether answer, documents, note or verdict differ.
        points: How many points more B has; absent under targets, and where a side is absent.
        a: What A has.
        b: What B has.
        documents_added: That only B has.
        documents_gone: That only A has.
    """

    id: str
    name: Text
    differs: bool
    points: Number | None
    a: ItemSide | None
    b: ItemSide | None
    documents_added: tuple[Document, ...]
    documents_gone: tuple[Document, ...]


class CriterionSide(NamedTuple):
    """What one side has of a criterion; as ``ItemSide``."""

    status: Status
    points: Number | None
    max_points: Number | None
    levels: tuple[LevelMet, ...] | None


class CriterionCompared(NamedTuple):
    """A criterion, how many points more B has, and its indicators: all, or those that differ."""

    id: str
    name: Text
    points: Number | None
    a: CriterionSide
    b: CriterionSide
    indicators: tuple[ItemCompared, ...]


class CompareResult(NamedTuple):
    """Two ratings side by side.

    Attributes:
        schema: Of this data.
        rule_set: By which both were rated.
        a: The first.
        b: The second.
        notes: In what they differ beside their answers: subject, year, area, type. Sentences.
        reasons: What explains the difference in level and points, sentences.
        criteria: Those in which something differs, or all.
        documents_added: Outside the answers, that only B has.
        documents_gone: Outside the answers, that only A has.
        findings: That B has and A has not, of one subject in one year: what a reviewer says, too.
    """

    schema: Literal["xhht-compare/1"]
    rule_set: RuleSetUsed
    a: Side
    b: Side
    notes: tuple[Text, ...]
    reasons: tuple[Text, ...]
    criteria: tuple[CriterionCompared, ...]
    documents_added: tuple[Document, ...]
    documents_gone: tuple[Document, ...]
    findings: tuple[Finding, ...]


class SupposedShown(NamedTuple):
    """An answer that was supposed.

    Attributes:
        indicator: Id of the indicator, or of a criterion that is answered as a whole.
        answer: As it counted.
        paper: Whether a paper was supposed with it, which still has to be found.
        overrules: What the answer counted in place of: the titles of members, a standard. A sentence.
    """

    indicator: str
    answer: Answer
    paper: bool
    overrules: Text | None


class WhatIfResult(NamedTuple):
    """A rating as it is (A), and as it would be if some answers were others (B).

    Attributes:
        schema: Of this data.
        rule_set: By which both were rated.
        supposed: The answers.
        a: As it is.
        b: As it would be.
        reasons: What explains the difference in level and points, sentences.
        criteria: Those in which something differs, with the indicators that do.
        findings: That there would be, and now are not; but for those on papers that are supposed.
    """

    schema: Literal["xhht-what-if/1"]
    rule_set: RuleSetUsed
    supposed: tuple[SupposedShown, ...]
    a: Side
    b: Side
    reasons: tuple[Text, ...]
    criteria: tuple[CriterionCompared, ...]
    findings: tuple[Finding, ...]
