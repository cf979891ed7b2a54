"""Evidence from one form of file into the other, proved to say the same before it is written."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from criteria.problems import Problem, pointer, quote
from criteria.targets_model import AnyRuleSet
from criteria.texts import Language, Text
from ratings.batch import Terms, folder_of
from ratings.evidence import EvidenceError, to_evidence
from ratings.explaining import explain
from ratings.members_reading import raw_members_in
from ratings.rating import rate
from ratings.reading import Source, located, nested_too_deeply
from ratings.templates import template
from ratings.workbooks.reading import read_workbook
from ratings.workbooks.writing import workbook_of
from ratings.writing import evidence_data, exact_json, pruned


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
        rating = rate(evidence, terms.rule_set, overlays=terms.overlays, folder=folder_of(file))
        data = evidence_data(evidence)
        made = workbook_of(data, rating.rule_set, language, explain(rating))
        _prove(made, data)
    except RecursionError:  # members are kept as they were read, however deep
        raise EvidenceError(nested_too_deeply().problems, str(file)) from None
    except EvidenceError as error:
        raise EvidenceError(located(error.problems, source.places), str(file)) from None
    return made


def _prove(made: bytes, data: Mapping[str, Any]) -> None:
    lost = first_difference(pruned(data), pruned(evidence_data(to_evidence(read_workbook(made).data))))
    if lost is not None:
        where, read = lost
        wrong = Text(
            f"Tệp Excel không giữ được nguyên văn {quote(read)}.", f"A workbook cannot keep {quote(read)} as it is."
        )
        right = Text("Sửa nội dung này, hoặc dùng tệp JSON.", "Change it, or use the JSON file.")
        raise EvidenceError([Problem(where, quote(read), wrong, right)])


def first_difference(one: Any, other: Any) -> tuple[str, Any] | None:
    """Return the JSON pointer at which *one* differs from *other*, and what stands there; None where nothing does.

    >>> first_difference({"a": [1, {"b": "x"}]}, {"a": [1, {"b": "y"}]})
    ('/a/1/b', 'x')
    """
    if type(one) is not type(other) and bool in (type(one), type(other)):
        return "", one
    if isinstance(one, dict) and isinstance(other, dict):
        pairs = [(key, one.get(key), other.get(key)) for key in {**one, **other}]
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = [(str(place), here, there) for place, (here, there) in enumerate(zip(one, other, strict=True))]
    else:
        return None if one == other else ("", one)
    for key, here, there in pairs:
        found = first_difference(here, there)
        if found is not None:
            return pointer([key]) + found[0], found[1]
    return None


def as_json(source: Source, file: Path) -> str:
    """Return the evidence of *source*, which was read from *file*, as JSON text.

    Raises:
        EvidenceError: It is nested too deeply. Its ``file`` says which it was.
    """
    try:
        return exact_json(evidence_data(source.evidence))
    except RecursionError:
        raise EvidenceError(nested_too_deeply().problems, str(file)) from None


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
    typed = None not in blank["subject"].values()  # else it has to say first of which type it is
    known = explain(rate(to_evidence(blank))) if typed else None
    data = evidence_data(to_evidence({**blank, "subject": pruned(blank["subject"])}))
    del data["subject"]["name"], data["year"]  # to be filled in: what stands there is overlooked
    return workbook_of(data, rule_set, language, known, sheet=sheet)
