"""Evidence from one form of file into the other, proved to say the same before it is written."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from criteria.problems import Problem
from criteria.targets_model import AnyRuleSet
from criteria.texts import Language, Text
from ratings.batch import Terms, folder_of
from ratings.choosing import choose
from ratings.evidence import EvidenceError, to_evidence
from ratings.explaining import explain
from ratings.members_reading import raw_members_in
from ratings.rating import rate
from ratings.reading import Source, located
from ratings.result_targets import AnyResult
from ratings.templates import template
from ratings.workbooks.reading import read_workbook
from ratings.workbooks.writing import workbook_of
from ratings.writing import evidence_data, exact_json


def as_workbook(source: Source, file: Path, terms: Terms, language: Language) -> bytes:
    """Return the evidence of *source* as a workbook for its rule set.

    It is read again before it is returned: what cannot be read back as it was is refused.

    Args:
        source: Evidence, as it was read.
        file: From which it was read: its members lie beside it.
        terms: Rule set and guidance by which its questions are written out.
        language: Of headings, questions and lists.

    Raises:
        EvidenceError: It does not answer its rule set, or does not fit into a workbook. Its ``file`` says which it was.
    """
    evidence = source.evidence
    try:
        chosen = choose(evidence, terms.rule_set, terms.overlays)
        known = explain(rate(evidence, terms.rule_set, overlays=terms.overlays, folder=folder_of(file)))
        data = evidence_data(evidence)
        made = workbook_of(data, chosen.rule_set, language, known)
        _prove(made, data)
    except EvidenceError as error:
        raise EvidenceError(located(error.problems, source.places), str(file)) from None
    return made


def _prove(made: bytes, data: Mapping[str, Any]) -> None:
    if evidence_data(to_evidence(read_workbook(made).data)) != data:
        wrong = Text("Có nội dung không ghi được vào tệp Excel.", "Something in it cannot be kept in a workbook.")
        right = Text("Hãy báo lại, và dùng tệp JSON.", "Please report it, and use the JSON file.")
        raise EvidenceError([Problem("", None, wrong, right)])


def as_json(source: Source) -> str:
    """Return the evidence of *source* as JSON text."""
    return exact_json(evidence_data(source.evidence))


def with_members(source: Source, file: Path) -> Source:
    """Return *source* with the members of its files inside, in place of the names of the files.

    Raises:
        EvidenceError: A file cannot be read, or a line of it is no JSON. Its ``file`` says which it was.
    """
    evidence = source.evidence
    try:
        members = (*evidence.members, *raw_members_in(evidence, folder_of(file)))
    except EvidenceError as error:
        raise EvidenceError(located(error.problems, source.places), str(file)) from None
    inside = evidence.model_copy(update={"members": members, "members_files": ()})
    return Source(inside, source.places)


def blank_workbook(rule_set: AnyRuleSet, language: Language, *, sheet: bool = False) -> bytes:
    """Return a workbook for *rule_set* with every question and no answer.

    Args:
        rule_set: That asks.
        language: Of headings, questions and lists.
        sheet: Ask for the line of a score sheet for each criterion instead.
    """
    blank = template(rule_set, language, sheet=sheet)
    return workbook_of(_data_of(blank), rule_set, language, _rated_blank(blank), sheet=sheet)


def _data_of(blank: dict[str, Any]) -> dict[str, Any]:
    typed = {**blank, "subject": {key: value for key, value in blank["subject"].items() if value is not None}}
    return evidence_data(to_evidence(typed))


def _rated_blank(blank: dict[str, Any]) -> AnyResult | None:
    """Return the rating of a blank form; None where it has to say first of which type it is."""
    if None in blank["subject"].values():
        return None
    return explain(rate(to_evidence(blank)))
