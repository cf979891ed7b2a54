"""Steps as plain data, in the shape of ``xhht-steps/1``."""

from typing import Literal, NamedTuple

from criteria.answers import Answer
from criteria.texts import Text
from ratings.costs import ChangeKind
from ratings.result_parts import Named, Number, RuleSetUsed, SubjectShown


class ChangeShown(NamedTuple):
    """One change: to an indicator, or to the line of a criterion on a score sheet.

    Attributes:
        indicator: Id of the indicator, or of the criterion.
        kind: What is changed: only the papers, or what the answer says.
        units: By how many persons, options, levels, points or whole units; 0 where that says nothing.
        paper: Whether a paper has to be found as well.
        known: Whether it is known of how many the answer speaks; else its figures stand for a share of 100, or a
            change against nothing.
        cost: In units of effort.
        points: What it gains, before a total is scaled; absent under targets.
        answer: The answer that is then true, as evidence has it. A paper that has to be found is named so.
        explanation: What is to be done, a sentence.
    """

    indicator: str
    kind: ChangeKind
    units: int
    paper: bool
    known: bool
    cost: int
    points: Number | None
    answer: Answer
    explanation: Text


class WayShown(NamedTuple):
    """A least set of changes, what it costs, and what comes out when all are made: rated, not reckoned."""

    cost: int
    changes: tuple[ChangeShown, ...]
    level: Named
    points: Number | None


class StepsResult(NamedTuple):
    """How a subject can reach a level.

    Points are absent under targets. ``applicable_points`` are the maxima of what applies, together: what a change gains
    counts in these; where they are not ``max_points``, the total is scaled (ADR 0004).
    """

    schema: Literal["xhht-steps/1"]
    rule_set: RuleSetUsed
    subject: SubjectShown
    year: int
    level: Named
    points: Number | None
    max_points: Number | None
    applicable_points: Number | None
    to: Named
    reached: bool
    ways: tuple[WayShown, ...]
    reasons: tuple[Text, ...]
