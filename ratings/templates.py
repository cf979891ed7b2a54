"""A blank evidence file for a rule set: every question in it, nothing answered."""

from typing import Any

from criteria.amounts import as_points
from criteria.catalogue import standards
from criteria.model import Criterion, Indicator, RuleSet
from criteria.questions import AskChoice, AskShare, AskValue
from criteria.texts import Language, Text, joined
from ratings.evidence import PLACEHOLDER, SCHEMA
from ratings.json_report import number


def template(rule_set: RuleSet, language: Language, *, sheet: bool = False) -> dict[str, Any]:
    """Return evidence that answers nothing yet, as JSON data; it can be rated, and everything in it is missing.

    Args:
        rule_set: Every question of it is asked.
        language: Of the questions.
        sheet: Ask for the line of a score sheet for each criterion instead.
    """
    subject: dict[str, Any] = {
        "kind": rule_set.subject.kind,
        "name": PLACEHOLDER.into(language),
    }
    if rule_set.subject.tiers:
        subject["tier"] = rule_set.subject.tiers[0]
    subject["area"] = "normal"
    answers = (
        {criterion.id: _blank_line(criterion, language) for criterion in rule_set.criteria}
        if sheet
        else {indicator.id: _blank(indicator, language) for indicator in rule_set.indicators}
    )
    return {
        "schema": SCHEMA,
        "subject": subject,
        "year": rule_set.years.last or rule_set.years.first,
        "rule_set": rule_set.id,
        "assessed_on": None,
        **({} if sheet else _blocks(rule_set, language)),
        "answers": answers,
    }


def _blocks(rule_set: RuleSet, language: Language) -> dict[str, Any]:
    """What answers beside the questions: members and their totals, and the counts that standards follow from."""
    blocks: dict[str, Any] = {}
    totals = dict.fromkeys(
        each.answer.all for each in rule_set.indicators if isinstance(each.answer, AskShare) and each.answer.all
    )
    if totals:
        registered = ("registered_households",) if "households" in totals else ()
        blocks["population"] = dict.fromkeys([*totals, *registered])
    if rule_set.standards is not None:
        known = standards(rule_set.standards)
        listed = joined(
            (Text(f"{each.id} = {each.label.vi}", f"{each.id} = {each.label.en}") for each in known.counts), "; "
        )
        question = Text(
            f"Số người theo {known.text.short.vi}: {listed.vi}.", f"Counts by {known.text.short.en}: {listed.en}."
        )
        counts = {each.id: None for each in known.counts}
        blocks["standards"] = {"question": question.into(language), "counts": counts, "documents": []}
    if rule_set.roll_ups:
        blocks["members_files"] = []
    return blocks


def _blank_line(criterion: Criterion, language: Language) -> dict[str, Any]:
    most = number(as_points(criterion.max_points.points))
    return {"question": criterion.name.into(language), "points": None, "of": most, "note": None, "documents": []}


def _blank(indicator: Indicator, language: Language) -> dict[str, Any]:
    blank: dict[str, Any] = {"question": _question(indicator).into(language)}
    match indicator.answer:
        case AskShare(parts=parts):
            blank |= {"count": None, "of": None}
            if parts:
                blank["parts"] = {part.id: None for part in parts}
        case asked:
            blank[asked.kind] = None
    return blank | {"documents": []}


def _question(indicator: Indicator) -> Text:
    asked = [indicator.question]
    match indicator.answer:
        case AskChoice(options=options):
            vi = "; ".join(f"{option.id} = {option.name.vi}" for option in options)
            en = "; ".join(f"{option.id} = {option.name.en}" for option in options)
            asked.append(Text(f"Chọn: {vi}.", f"Choose: {en}."))
        case AskValue(unit=unit):
            asked.append(Text(f"Đơn vị tính: {unit.vi}.", f"Unit: {unit.en}."))
    if indicator.documents:
        papers = joined(indicator.documents, "; ")
        asked.append(Text(f"Minh chứng: {papers.vi}.", f"Documents: {papers.en}."))
    return joined(asked)
