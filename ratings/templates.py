"""A blank evidence file for a rule set: every question in it, nothing answered."""

from typing import Any

from criteria.amounts import as_points
from criteria.catalogue import standards
from criteria.model import Criterion, RuleSet
from criteria.questions import AskChange, AskChoice, AskShare, AskValue
from criteria.shared import BaseIndicator
from criteria.targets_model import AnyRuleSet, TargetRuleSet
from criteria.texts import Language, Text, joined
from ratings.evidence import PLACEHOLDER, SCHEMA
from ratings.json_report import number


def no_sheet(rule_set: AnyRuleSet) -> Text | None:
    """Return why there is no score sheet for *rule_set*; None where there is one."""
    name = rule_set.id
    if isinstance(rule_set, TargetRuleSet):
        return Text(f"{name} không chấm điểm nên không có phiếu chấm.", f"{name} gives no points and has no sheet.")
    if rule_set.takes_sheets:
        return None
    return Text(
        f"{name} có điều kiện trên từng nội dung nên không nhận phiếu chấm theo tiêu chí.",
        f"{name} has a gate on each indicator and takes no score sheet.",
    )


def template(rule_set: AnyRuleSet, language: Language, *, sheet: bool = False) -> dict[str, Any]:
    """Return evidence that answers nothing yet, as JSON data; it can be rated, and everything in it is missing.

    Where the rule set tells types of subject apart, the type has to be written first.

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
    if isinstance(rule_set, TargetRuleSet) and rule_set.types:
        subject["type"] = None  # to be written: it decides what is asked, and a wrong one would go unseen
    subject["area"] = "normal"
    answers = (
        {criterion.id: _blank_line(criterion, language) for criterion in rule_set.criteria}
        if sheet and isinstance(rule_set, RuleSet)
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


def _blocks(rule_set: AnyRuleSet, language: Language) -> dict[str, Any]:
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
    if rule_set.recognition is not None and rule_set.recognition.validity is not None:
        blocks["recognitions"] = []
    return blocks


def _blank_line(criterion: Criterion, language: Language) -> dict[str, Any]:
    most = number(as_points(criterion.max_points.points))
    return {"question": criterion.name.into(language), "points": None, "of": most, "note": None, "documents": []}


def _blank(indicator: BaseIndicator, language: Language) -> dict[str, Any]:
    blank: dict[str, Any] = {"question": _question(indicator).into(language)}
    match indicator.answer:
        case AskShare(parts=parts):
            blank |= {"count": None, "of": None}
            if parts:
                blank["parts"] = {part.id: None for part in parts}
        case AskChange():
            blank |= {"value": None, "previous": None}
        case asked:
            blank[asked.kind] = None
    return blank | {"documents": []}


def _question(indicator: BaseIndicator) -> Text:
    asked = [indicator.question]
    match indicator.answer:
        case AskChoice(options=options):
            vi = "; ".join(f"{option.id} = {option.name.vi}" for option in options)
            en = "; ".join(f"{option.id} = {option.name.en}" for option in options)
            asked.append(Text(f"Chọn: {vi}.", f"Choose: {en}."))
        case AskValue(unit=unit) | AskChange(unit=unit):
            asked.append(Text(f"Đơn vị tính: {unit.vi}.", f"Unit: {unit.en}."))
    if indicator.documents:
        papers = joined(indicator.documents, "; ")
        asked.append(Text(f"Minh chứng: {papers.vi}.", f"Documents: {papers.en}."))
    return joined(asked)
