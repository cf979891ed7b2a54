"""The file of a self-assessment: begun, opened again, and written with all that stands in it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from criteria.catalogue import select_rule_set
from criteria.problems import Problem, RuleSetError, quote
from criteria.targets_model import AnyRuleSet
from criteria.texts import Language, Text
from ratings.evidence import PLACEHOLDER, Evidence, EvidenceError, to_evidence
from ratings.reading import read_json
from ratings.templates import template

RECOGNITIONS = "recognitions"
File = dict[str, Any]
"""What stands in a file of evidence, as JSON data; never changed in place."""


def begun(rule_set: AnyRuleSet, language: Language, this_year: int) -> File:
    """Return a new file: every question of *rule_set* and nothing answered, not even what a template fills in.

    But a year, which all evidence has: *this_year* where the rule set covers it, else the nearest that it does.
    """
    years = rule_set.years
    year = max(years.first, min(years.last or this_year, this_year))
    return _without_defaults(template(rule_set, language), rule_set) | {"year": year}


def opened(path: Path, rule_set: AnyRuleSet, language: Language) -> File:
    """Return what stands in the file at *path*, ready to be gone on with.

    Raises:
        EvidenceError: It cannot be read, is no evidence, or is for another rule set. Its ``file`` says which it is.
    """
    read: File = read_json(path)
    try:
        evidence = to_evidence(read)
        _refuse_others(evidence, rule_set)
    except EvidenceError as error:
        raise EvidenceError(error.problems, str(path)) from None
    if evidence.subject.name in (PLACEHOLDER.vi, PLACEHOLDER.en):
        read = _without_defaults(read, rule_set)
    blank = template(rule_set, language)
    read = placed(read, "rule_set", rule_set.id, tuple(blank))
    answers = read["answers"]
    whole = {name for each in rule_set.criteria if each.id in answers for name in each.indicator_ids}
    for name, entry in blank["answers"].items():
        if name not in answers and name not in whole:  # a criterion that is answered as a whole is asked no more
            answers = placed(answers, name, entry, tuple(blank["answers"]))
    return read | {"answers": answers}


def _refuse_others(evidence: Evidence, rule_set: AnyRuleSet) -> None:
    named = evidence.rule_set
    if named is None:
        try:
            named = select_rule_set(evidence.subject.kind, evidence.subject.tier, evidence.year).id
        except RuleSetError as error:
            raise EvidenceError(error.problems) from None
    if named != rule_set.id:
        wrong = Text(f"Tệp này theo bộ tiêu chí {quote(named)}.", f"The file is for the rule set {quote(named)}.")
        right = Text(
            f"Chọn tên tệp khác, hoặc: xhht self-assess {named} -o …",
            f"Name another file, or: xhht self-assess {named} -o …",
        )
        raise EvidenceError([Problem("/rule_set", quote(named), wrong, right)])


def _without_defaults(read: File, rule_set: AnyRuleSet) -> File:
    """Leave out what a template fills in or leaves blank, so that it is asked."""
    subject = {key: value for key, value in read["subject"].items() if key != "area"}
    if len(rule_set.subject.tiers) > 1:
        subject.pop("tier", None)
    left = {key: value for key, value in read.items() if value or key != RECOGNITIONS}
    if isinstance(left.get("population"), Mapping):
        left["population"] = {key: value for key, value in left["population"].items() if value is not None}
    return left | {"subject": subject}


def placed(mapping: Mapping[str, Any], key: str, value: Any, order: Sequence[str]) -> File:
    """Return *mapping* with *value* at *key*: where the key stands, or else where *order* has it."""
    if key in mapping or key not in order:
        return {**mapping, key: value}
    behind = set(order[order.index(key) + 1 :])
    made: File = {}
    for each, there in mapping.items():
        if each in behind and key not in made:
            made[key] = value
        made[each] = there
    return made if key in made else made | {key: value}
