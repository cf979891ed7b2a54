"""The results of many subjects, summed up, as plain data in the shape of ``xhht-summary/1``."""

from typing import Literal, NamedTuple

from criteria.texts import Text
from ratings.result_parts import Named, Number, OverlayUsed, ProvenanceCount, RefusedShown, SubjectShown
from rules.program import Status


class SummedBy(NamedTuple):
    """The rule set by which all subjects of a group were rated, and the local guidance that lies over it."""

    id: str
    title: Text
    overlay: OverlayUsed | None


class FindingCount(NamedTuple):
    """How many findings there are, by how grave they are."""

    error: int
    warning: int
    info: int


class StatusCount(NamedTuple):
    """Of how many subjects an item is at its full points (or met at every level), at a part of them, and so on."""

    full: int
    partial: int
    failed: int
    missing: int
    not_applicable: int


class LevelShare(NamedTuple):
    """How many targets are met at a level, of all that apply; ``share`` in ppm, absent where none does."""

    level: str
    status: Status
    met: int
    of: int
    share: int | None


class Cell(NamedTuple):
    """One subject at one criterion: what the map of criteria shows.

    ``share`` is the share of the maximum in parts per million, rounded down. It is absent where the criterion does not
    apply, and under targets, where ``levels`` say how many targets are met; they are absent under points.
    """

    criterion: str
    status: Status
    points: Number | None
    max_points: Number | None
    share: int | None
    levels: tuple[LevelShare, ...] | None


class SubjectLine(NamedTuple):
    """One subject.

    Attributes:
        rank: By level, then by points; under targets by how many are not met at each level that is not reached, the
            nearest first. Who is alike in that shares a rank.
        file: From which it was read.
        subject: Who was rated.
        level: The level reached.
        possible: The level once all that is missing is there.
        points: The total; absent under targets.
        possible_points: The total once all that is missing is there; absent under targets.
        max_points: What the total is of; absent under targets.
        targets: How many targets are met at each level, best level first; absent under points.
        missing: How many indicators lack an answer or its documents.
        supposes_papers: Whether it counts papers that are only supposed to be there.
        provenance: How many of what was judged rest on what.
        findings: How many there are.
        cells: One for each criterion, in the order of the text.
    """

    rank: int
    file: str
    subject: SubjectShown
    level: Named
    possible: Named
    points: Number | None
    possible_points: Number | None
    max_points: Number | None
    targets: tuple[LevelShare, ...] | None
    missing: int
    supposes_papers: bool
    provenance: ProvenanceCount
    findings: FindingCount
    cells: tuple[Cell, ...]


class LevelCount(NamedTuple):
    """How many subjects are at a level, and how many would be once all that is missing is there."""

    level: Named
    subjects: int
    possible: int


class Spread(NamedTuple):
    """The totals of a group. The mean is rounded half up to two decimals, as a spreadsheet shows it."""

    lowest: Number
    mean: Number
    highest: Number


class LevelTally(NamedTuple):
    """Of how many subjects an item is met at a level, not met, missing, or does not apply."""

    level: str
    met: int
    failed: int
    missing: int
    not_applicable: int


class ItemSummary(NamedTuple):
    """A criterion, or an indicator, over all subjects of a group.

    Attributes:
        id: Of the criterion or indicator.
        name: In full.
        short: The short name of a criterion; absent of an indicator.
        subjects: How many it was asked of: those to whom it does not apply, or who have its criterion on a score
            sheet, are not among them.
        losing: How many of them lose something there: points, or a target at some level.
        statuses: How they stand.
        lost: Points that all lose together; absent under targets.
        lost_missing: How many of these are lost because something is missing: at an indicator, or at the indicators of
            a criterion. Absent under targets.
        mean_lost: What each of ``subjects`` loses on average, rounded half up to two decimals; absent under targets.
        max_points: The maximum; absent under targets, and where it is not the same for all.
        levels: The same by level, best level first; absent under points.
    """

    id: str
    name: Text
    short: Text | None
    subjects: int
    losing: int
    statuses: StatusCount
    lost: Number | None
    lost_missing: Number | None
    mean_lost: Number | None
    max_points: Number | None
    levels: tuple[LevelTally, ...] | None


class MissingItem(NamedTuple):
    """An indicator, or a criterion on a score sheet: by name, who lacks an answer, and who the documents for one."""

    id: str
    name: Text
    answers: tuple[str, ...]
    documents: tuple[str, ...]


class MissingSummary(NamedTuple):
    """What is missing: of how many subjects, how many answers and documents, and where; most often first."""

    subjects: int
    answers: int
    documents: int
    items: tuple[MissingItem, ...]


class GroupResult(NamedTuple):
    """Subjects that were rated by one rule set for one year: only these can be compared.

    Attributes:
        rule_set: By which they were rated.
        year: Of assessment.
        scheme: Points or targets.
        levels: All levels, best first, with how many are there.
        map_level: The level at which the map of criteria shows the targets: the lowest that not all have reached, or
            the best; absent under points.
        points: The totals; absent under targets.
        subjects: The league table: by rank, then by name in the order of Vietnamese.
        criteria: In the order of the text.
        indicators: Where something is lost most often first.
        missing: What is missing.
        provenance: How many of what was judged rest on what, all subjects together.
        findings: How many there are, all subjects together.
        notes: What a reader has to know, sentences.
    """

    rule_set: SummedBy
    year: int
    scheme: Literal["points", "targets"]
    levels: tuple[LevelCount, ...]
    map_level: Named | None
    points: Spread | None
    subjects: tuple[SubjectLine, ...]
    criteria: tuple[ItemSummary, ...]
    indicators: tuple[ItemSummary, ...]
    missing: MissingSummary
    provenance: ProvenanceCount
    findings: FindingCount
    notes: tuple[Text, ...]


class SummaryResult(NamedTuple):
    """Many subjects, summed up: a group for each rule set and year, and the files that could not be read."""

    schema: Literal["xhht-summary/1"]
    groups: tuple[GroupResult, ...]
    refused: tuple[RefusedShown, ...]
