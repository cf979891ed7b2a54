"""A blank evidence file for a rule set: every question in it, nothing answered."""

from typing import Any

from criteria.model import AskChoice, AskShare, AskValue, Indicator, RuleSet
from criteria.texts import Language, Text, joined
from ratings.evidence import PLACEHOLDER, SCHEMA


def template(rule_set: RuleSet, language: Language) -> dict[str, Any]:
    """Return evidence that answers nothing yet, as JSON data; it can be rated, and everything in it is missing."""
    subject: dict[str, Any] = {
        "kind": rule_set.subject.kind,
        "name": PLACEHOLDER.into(language),
    }
    if rule_set.subject.tiers:
        subject["tier"] = rule_set.subject.tiers[0]
    subject["area"] = "normal"
    return {
        "schema": SCHEMA,
        "subject": subject,
        "year": rule_set.years.last or rule_set.years.first,
        "rule_set": rule_set.id,
        "answers": {indicator.id: _blank(indicator, language) for indicator in rule_set.indicators},
    }


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
