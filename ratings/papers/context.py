"""What a template of a paper can use: Vietnamese text and lists of it, nothing else. A table is in ``docs/papers.md``.

Everything is text that is ready to be printed: numbers and dates as an official writes them, blanks as dotted lines.
What does not apply is empty, and so false in ``{% if %}``.
"""

from typing import NamedTuple

from criteria.papers_model import PaperKind


class PaperFields(NamedTuple):
    """The paper: its kind, whole title, and that in two parts, "Báo cáo" and "tự đánh giá, công nhận …".

    ``request`` is what a submission asks for: "đánh giá, công nhận …".
    """

    kind: PaperKind
    title: str
    heading: str
    about: str
    request: str


class ParticipantFields(NamedTuple):
    """Who took part, and as what."""

    name: str
    position: str


class OfficeFields(NamedTuple):
    """The office that writes; ``superior``, ``authority`` and ``signer`` are empty where not given, the rest dotted.

    ``number`` is empty, too, where no office writes, but a person. ``copies`` ends with who keeps the paper, where an
    office writes; none has a stop at its end.
    """

    superior: str
    name: str
    number: str
    place: str
    date: str
    to: str
    authority: str
    title: str
    signer: str
    copies: tuple[str, ...]
    meeting_place: str
    meeting_time: str
    participants: tuple[ParticipantFields, ...]
    secretary: str


class SubjectFields(NamedTuple):
    """Who is rated. ``area`` is empty where it is the usual one."""

    name: str
    code: str
    kind: str
    tier: str
    area: str


class RuleSetFields(NamedTuple):
    """By what; ``bases`` are the texts and the local guidance, as "Căn cứ" names them; ``citation`` is of the level."""

    id: str
    title: str
    text: str
    citation: str
    bases: tuple[str, ...]


class LevelFields(NamedTuple):
    """A level of a scheme of targets, the least first: whether it is reached, in words, and what it lacks."""

    name: str
    verdict: str
    lacking: str
    explanation: str


class OutcomeFields(NamedTuple):
    """What came out.

    Points are empty under targets, levels under points. ``score`` is "94,5/100"; ``remarks`` say how the total was
    scaled and what can still come out. ``applicable`` and ``max_applicable`` are the points of what applies, before the
    total is scaled; empty where all applies.
    """

    level: str
    citation: str
    explanation: str
    points: str
    max_points: str
    score: str
    applicable: str
    max_applicable: str
    levels: tuple[LevelFields, ...]
    remarks: tuple[str, ...]


class DocumentFields(NamedTuple):
    """A paper that proves an answer; ``text`` is all of it in one line."""

    number: str
    date: str
    title: str
    issuer: str
    file: str
    text: str


class TargetFields(NamedTuple):
    """What one level asks of an indicator, and whether it is met, in words."""

    level: str
    required: str
    verdict: str


class IndicatorFields(NamedTuple):
    """One indicator. Points are empty under targets, ``targets`` under points."""

    id: str
    name: str
    verdict: str
    points: str
    max_points: str
    measured: str
    required: str
    explanation: str
    citation: str
    provenance: str
    targets: tuple[TargetFields, ...]
    documents: tuple[DocumentFields, ...]


class CriterionFields(NamedTuple):
    """One criterion. ``explanation`` and ``documents`` are of a line of a score sheet, which has no indicators."""

    id: str
    name: str
    verdict: str
    points: str
    max_points: str
    explanation: str
    citation: str
    targets: tuple[TargetFields, ...]
    indicators: tuple[IndicatorFields, ...]
    documents: tuple[DocumentFields, ...]


class AnnexFields(NamedTuple):
    """The documents of an indicator, or of a criterion on a score sheet."""

    id: str
    name: str
    documents: tuple[DocumentFields, ...]


class StepsFields(NamedTuple):
    """The level above, the least that reaches it, or why nothing does."""

    level: str
    changes: tuple[str, ...]
    reasons: tuple[str, ...]


class DossierFields(NamedTuple):
    """What the calendar of the rule set has sent: by whom, to whom, which papers, when. Empty where it has none.

    The paper that is written is not among its ``papers``.
    """

    by: str
    to: str
    papers: tuple[str, ...]
    due: str
    citation: str


class PaperContext(NamedTuple):
    """All that a template can name.

    Attributes:
        paper: The paper itself.
        office: Who writes it.
        subject: Who is rated.
        rule_set: By what.
        year: The year of assessment.
        by_points: Whether the rule set gives points; else it sets targets.
        result: What came out.
        criteria: What was judged.
        lacking: What bars the next level or still lacks, a sentence each.
        steps: What reaches the next level.
        recognition: Who recognises, which title is held, whether the level may be asked for.
        may_ask: Whether it may be asked for; also where the text sets no such condition.
        dossier: What is sent.
        annex: The documents.
        findings: What to look at again.
        note: How far the figures can be trusted, and that the office checks the paper before it signs.
    """

    paper: PaperFields
    office: OfficeFields
    subject: SubjectFields
    rule_set: RuleSetFields
    year: str
    by_points: bool
    result: OutcomeFields
    criteria: tuple[CriterionFields, ...]
    lacking: tuple[str, ...]
    steps: StepsFields
    recognition: tuple[str, ...]
    may_ask: bool
    dossier: DossierFields
    annex: tuple[AnnexFields, ...]
    findings: tuple[str, ...]
    note: str
