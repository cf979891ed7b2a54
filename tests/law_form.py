"""The figures of a rule set, or of a text with standards, in the form in which ``tests/law`` holds them.

Words are left out, but for two that say who acts: who recognises, and to whom papers go.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from criteria.base import Citation
from criteria.calendar_model import Due, Entry
from criteria.model import Gate, Level, RuleSet
from criteria.questions import Ask, AskChange, AskChoice, AskShare, AskValue, standard_of
from criteria.recognition_model import Authority, Recognition, Term
from criteria.scales import Bands, ChoicePoints, Scale
from criteria.shared import BaseIndicator, Reading
from criteria.standards_model import Condition, Standards
from criteria.targets_model import AnyRuleSet, ForTypes, Target, TargetIndicator, TargetRuleSet

Law = dict[str, Any]


def cited(citation: Citation | None) -> list[int | str] | str | None:
    """Return a place in a text as a law file writes it: ``[article, clause, point]``."""
    if citation is None:
        return None
    if citation.article is None:
        return f"item {citation.item}" if citation.item is not None else "table"
    return [part for part in (citation.article, citation.clause, citation.point) if part is not None]


def as_law(rules: AnyRuleSet) -> Law:
    """Return the figures of *rules*, of either scheme."""
    own = _targets_scheme(rules) if isinstance(rules, TargetRuleSet) else _points_scheme(rules)
    return own | _said({
        "standards": rules.standards,
        "recognition": _recognition(rules.recognition),
        "calendar": {entry.id: _entry(entry) for entry in rules.calendar} or None,
        "papers": {paper.id: _placed(paper.citation, paper.provenance) for paper in rules.papers} or None,
    }) | {
        "text": _text(rules),
        "subject": {"kind": rules.subject.kind, "tiers": list(rules.subject.tiers)},
        "scheme": rules.scheme,
        "years": {"first": rules.years.first, "last": rules.years.last, "provenance": rules.years.provenance},
        "missing": _reading(rules.missing),
        "not_applicable": _reading(rules.not_applicable),
        "documents": {**(_reading(rules.documents) or {}), "expected": _expected_documents(rules.indicators)},
    }  # fmt: skip


# What both schemes have.


def _said(figures: Mapping[str, Any]) -> Law:
    return {key: value for key, value in figures.items() if value is not None}


def _reading(reading: Reading | None) -> Law | None:
    return None if reading is None else _placed(reading.citation, reading.provenance)


def _placed(citation: Citation | None, provenance: str) -> Law:
    return {"citation": cited(citation), "provenance": provenance}


def _text(rules: AnyRuleSet | Standards) -> Law:
    return {
        "number": rules.text.number,
        "issued": rules.text.issued,
        "in_force": [rules.text.in_force.first, rules.text.in_force.last],
        "provenance": rules.text.provenance,
    }


def _asked(asked: Ask) -> Law:
    share = asked if isinstance(asked, AskShare) else None
    value = asked if isinstance(asked, AskValue) else None
    bounded = asked if isinstance(asked, AskValue | AskChange) else None
    more = {
        "asks": asked.kind,
        "standard": standard_of(asked),
        "options": [option.id for option in asked.options] if isinstance(asked, AskChoice) else None,
        "all": share and share.all,
        "rolled_up": share and share.rolled_up and share.rolled_up.model_dump(),
        "parts": ([part.id for part in share.parts] or None) if share else None,
        "whole": value and value.whole,
        "at_most": bounded.at_most / 10**6 if bounded and bounded.at_most is not None else None,
        "direction": asked.direction if isinstance(asked, AskChange) else None,
    }
    return _said(more)


def _expected_documents(indicators: Sequence[BaseIndicator]) -> str | list[str]:
    asked = [each.id for each in indicators if each.documents]
    return {0: "nowhere", len(indicators): "everywhere"}.get(len(asked), asked)


def _recognition(recognition: Recognition | None) -> Law | None:
    if recognition is None:
        return None
    none_named = recognition.none_named
    return {"authorities": [_authority(each) for each in recognition.authorities]} | _said({
        "none_named": none_named and {"provenance": none_named.provenance},
        "validity": _term(recognition.validity),
        "wait": _term(recognition.wait),
    })  # fmt: skip


def _authority(authority: Authority) -> Law:
    return (
        {"who": authority.name.vi, "days": [authority.first, authority.last]}
        | _said({"tiers": list(authority.tiers) or None, "to_provenance": authority.last_provenance})
        | _placed(authority.citation, authority.provenance)
    )


def _term(term: Term | None) -> Law | None:
    return None if term is None else {"months": term.months} | _placed(term.citation, term.provenance)


def _entry(entry: Entry) -> Law:
    more = {
        "tiers": list(entry.tiers),
        "papers": len(entry.papers),
        "to": entry.to and entry.to.vi,
        "role": entry.role,
        "by_until": entry.by_until,
        "to_until": entry.to_until,
    }
    return (
        {"due": _due(entry.due)}
        | {key: value for key, value in more.items() if value}
        | _placed(entry.citation, entry.provenance)
    )


def _due(due: Due) -> Law:
    return due.model_dump(by_alias=True)


# Points.


def _points_scheme(rules: RuleSet) -> Law:
    return _said({"between_levels": _reading(rules.between_levels)}) | {
        "total": _figure(rules.total.points, rules.total.citation, rules.total.provenance),
        "levels": {each.id: _level(each) for each in rules.levels},
        "gates": {gate.id: _gate(gate) for gate in rules.gates},
        "criteria": {
            each.id: {"asked": each.provenance}
            | _figure(each.max_points.points, each.citation, each.max_points.provenance)
            for each in rules.criteria
        },
        "indicators": {
            each.id: _figure(each.max_points.points, each.citation, each.max_points.provenance) | _asked(each.answer)
            for each in rules.indicators
        },
        "scales": {
            each.id: {
                area: _scale(scale)
                for area, scale in (("normal", each.scale), ("difficult", each.difficult_scale))
                if scale is not None
            }
            for each in rules.indicators
        },
    }


def _points(hundredths: int) -> float:
    # Division gives the float nearest to the decimal, which is what YAML reads there.
    return hundredths / 100


def _figure(points: int, citation: Citation, provenance: str, key: str = "points") -> Law:
    return {key: _points(points)} | _placed(citation, provenance)


def _gate(gate: Gate) -> Law:
    bound, points = ("more_than", gate.more_than) if gate.more_than is not None else ("at_least", gate.at_least)
    return (
        {"each": gate.each}
        | _figure(points or 0, gate.citation, gate.provenance, bound)
        | _said({"of_all": gate.of_all})
    )


def _level(level: Level) -> Law:
    more = {
        "to": None if level.to_points is None else _points(level.to_points),
        "difficult_from": None if level.difficult_from is None else _points(level.difficult_from),
        "difficult_provenance": level.difficult_provenance,
        "gates": list(level.gates) or None,
    }
    return _figure(level.from_points, level.citation, level.provenance, "from") | _said(more)


def _scale(scale: Scale) -> Law:
    figures = scale.model_dump(exclude_none=True)
    if isinstance(scale, Bands):
        figures["bands"] = [[band["at_least"], band["points"]] for band in figures["bands"]]
    if isinstance(scale, ChoicePoints):
        figures["points"] = {option["option"]: option["points"] for option in figures.pop("options")}
    return figures


# Targets.


def _targets_scheme(rules: TargetRuleSet) -> Law:
    asking = [level.id for level in rules.asking_levels]
    return {
        "levels": {each.id: _placed(each.citation, each.provenance) for each in rules.levels},
        "level_needs_level_below": _reading(rules.level_needs_level_below),
        "types": list(rules.types_by_id),
        "criteria": {each.id: {"asked": each.provenance, "citation": cited(each.citation)} for each in rules.criteria},
        "indicators": {each.id: _indicator(each) for each in rules.indicators},
        "targets": {
            level: {each.id: _target(each.targets[level]) for each in rules.indicators if level in each.targets}
            for level in asking
        },
    }


def _indicator(indicator: TargetIndicator) -> Law:
    asked = _asked(indicator.answer) | {"citation": cited(indicator.citation)}
    return asked | _said({
        "for_types": _for_types(indicator.for_types),
        "may_not_apply": indicator.may_not_apply or None,
    })  # fmt: skip


def _for_types(asked: ForTypes | None) -> Law | None:
    if asked is None:
        return None
    unsure = _said({"unsure": list(asked.unsure) or None})
    return {"types": list(asked.types)} | unsure | _placed(asked.citation, asked.provenance)


def _target(target: Target) -> Law:
    dumped = target.model_dump()  # writes a figure as the file has it, whatever its unit
    figures = {"at_least": dumped["at_least"], "difficult": dumped["difficult_at_least"], "option": target.option}
    return (
        _said(figures)
        | _placed(target.citation, target.provenance)
        | _said({"for_types": _for_types(target.for_types)})
    )


# Standards.


def standards_as_law(rules: Standards) -> Law:
    """Return the figures of a text with standards."""
    return {
        "text": _text(rules),
        "counts": {
            each.id: {"ages": each.ages and list(each.ages), "among": list(each.among)} for each in rules.counts
        },
        "standards": {
            standard.id: {
                level.id: {
                    "citation": cited(level.citation),
                    "requires": {
                        f"{each.standard}/{each.level}": _placed(each.citation, each.provenance)
                        for each in level.requires
                    },
                    "conditions": {each.id: _condition(each) for each in level.conditions},
                }
                for level in standard.levels
            }
            for standard in rules.standards
        },
    }


def _condition(condition: Condition) -> Law:
    areas = ("normal", "difficult") if condition.differs_by_area else ("normal",)
    shares = {area: condition.share_in(area) for area in areas}
    asked = {area: [list(share.counts), share.of, share.at_least / 10**4] for area, share in shares.items()}
    return asked | _placed(condition.citation, condition.provenance)
