"""A rating by targets in words: measured against what each level asks, and what stands between."""

from collections.abc import Iterator, Sequence

from criteria.problems import pointer
from criteria.shared import BaseLevel
from criteria.targets_model import TargetCriterion, TargetIndicator
from criteria.texts import Text, joined
from ratings.explaining_members import explained_members, refused_members, shown_roll_up
from ratings.explaining_recognition import explained_recognition
from ratings.explaining_shared import (
    derived_standard,
    level_citation,
    named,
    provenance_count,
    rule_set_used,
    subject_shown,
    with_roll_up,
)
from ratings.explaining_standards import explained_standards
from ratings.explaining_steps import cheapest
from ratings.measures import measured
from ratings.names import PROVENANCE_NAMES
from ratings.record import TargetRating
from ratings.result_targets import (
    CriterionMet,
    LevelRange,
    LevelResult,
    NextTargets,
    TargetBlocking,
    TargetCriterionResult,
    TargetIndicatorResult,
    TargetResult,
    TargetShown,
    TargetStep,
)
from ratings.target_sentences import how_to_meet, lead, required_at, stands_between, why
from rules.program import Status
from rules.targets_deciding import TargetVerdict, lacking_at

_UNASKED = Text("không áp dụng", "not applicable")


def explained_targets(rating: TargetRating) -> TargetResult:
    """Return *rating* as plain data with a sentence for every verdict, in both languages."""
    rule_set, decision = rating.rule_set, rating.decision
    by_id = {level.id: level for level in rule_set.levels}
    levels = tuple(_level(rating, level) for level in rule_set.levels[:-1])
    return TargetResult(
        schema="xhht-result/1",
        rule_set=rule_set_used(rating),
        subject=subject_shown(rating),
        year=rating.evidence.year,
        scheme=rule_set.scheme,
        level=named(rating.level),
        rule=decision.rule,
        citation=level_citation(rating),
        explanation=joined(_outcome(rating, levels)),
        range=LevelRange(named(rating.level), named(by_id[decision.high_level])),
        levels=levels,
        criteria=tuple(_criterion(rating, criterion) for criterion in rule_set.criteria),
        standards=tuple(explained_standards(rating)) or None,
        members=tuple(explained_members(rating)) or None,
        refused_members=tuple(refused_members(rating)) or None,
        recognition=explained_recognition(rating),
        blocking=tuple(_blocking(rating)),
        next_level=_next(rating),
        provenance=provenance_count(rating),
        findings=rating.findings,
    )


# Levels.


def _level(rating: TargetRating, level: BaseLevel) -> LevelResult:
    verdict, lacks = rating.decision.levels[level.id], lacking_at(rating.decision, level.id)
    verdicts = (each[level.id] for each in rating.decision.targets.values() if level.id in each)
    asked = sum(each.status != "not_applicable" for each in verdicts)
    return LevelResult(
        level.id,
        level.name,
        verdict.status == "pass",
        verdict.status,
        level.citation.text,
        rating.level_provenance(level.id),
        verdict.rule,
        asked,
        lacks,
        _why_level(rating, level, verdict, lacks),
    )


def _why_level(rating: TargetRating, level: BaseLevel, verdict: TargetVerdict, lacks: Sequence[str]) -> Text:
    """One sentence for the rule that settled the level."""
    name, cited, many, listed = level.name, level.citation.text, len(lacks), ", ".join(lacks)
    reading = rating.rule_set.level_needs_level_below
    note, sure = reading.note, PROVENANCE_NAMES[reading.provenance]
    met = Text(
        f"Đạt mọi chỉ tiêu của {name.vi} ({cited.vi}).",
        f"Every target of {name.en} is met ({cited.en}).",
    )
    match verdict.rule.rsplit("/", 1)[1]:
        case "met":
            return met
        case "nothing-asked":
            return Text(f"{name.vi}: không còn chỉ tiêu nào để xét.", f"{name.en}: no target is left to judge.")
    if lacks:
        return Text(
            f"{name.vi}: chưa đạt {many} chỉ tiêu ({listed}).",
            f"{name.en}: {many} {'target is' if many == 1 else 'targets are'} not met ({listed}).",
        )
    return Text(
        f"Đạt mọi chỉ tiêu của {name.vi}, nhưng mức liền dưới chưa đạt. {note.vi} [{sure.vi}]",
        f"Every target of {name.en} is met, but not the level below it. {note.en} [{sure.en}]",
    )


def _outcome(rating: TargetRating, levels: Sequence[LevelResult]) -> Iterator[Text]:
    """Why the level is what it is: the level reached, and what the ones above it lack, the nearest first."""
    reached = next((level for level in levels if level.id == rating.decision.level), None)
    if reached is not None:
        yield reached.explanation
    yield from (level.explanation for level in reversed(levels) if not level.met)


def _above(rating: TargetRating) -> tuple[BaseLevel, ...]:
    """The levels above the one reached, the nearest first."""
    levels = rating.rule_set.levels
    return tuple(reversed(levels[: levels.index(rating.level)]))


def _blocking(rating: TargetRating) -> Iterator[TargetBlocking]:
    for level in _above(rating):
        for name in lacking_at(rating.decision, level.id):
            indicator = rating.rule_set.by_id[name]
            criterion = next(each.id for each in rating.rule_set.criteria if name in each.indicator_ids)
            status = rating.decision.targets[name][level.id].status
            yield TargetBlocking(level.id, criterion, name, status, stands_between(rating, indicator, level.id))


def _next(rating: TargetRating) -> NextTargets | None:
    above = _above(rating)
    if not above:
        return None
    level = above[0]
    lacks = lacking_at(rating.decision, level.id)
    steps = tuple(TargetStep(name, how_to_meet(rating, rating.rule_set.by_id[name], level.id)) for name in lacks)
    way, reasons = cheapest(rating)
    return NextTargets(level.id, level.name, len(lacks), steps, way, reasons or None)


# Criteria and indicators.


def summed_up(verdicts: Sequence[TargetVerdict]) -> Status:
    """Return one status for verdicts on several levels, for a reader who looks at one mark."""
    statuses = {verdict.status for verdict in verdicts} - {"not_applicable"}
    if not statuses:
        return "not_applicable"
    if "pass" in statuses:
        return "pass" if statuses == {"pass"} else "partial"
    return "missing" if "missing" in statuses else "fail"


def _telling(verdicts: Sequence[TargetVerdict]) -> TargetVerdict:
    """Return the verdict that tells most: that of the least level that is not met, else of the best."""
    return next((verdict for verdict in reversed(verdicts) if not verdict.met), verdicts[0])


def _criterion(rating: TargetRating, criterion: TargetCriterion) -> TargetCriterionResult:
    by_level = rating.decision.criteria[criterion.id]
    verdicts = list(by_level.values())
    return TargetCriterionResult(
        criterion.id,
        criterion.name,
        criterion.called,
        summed_up(verdicts),
        criterion.citation.text,
        _telling(verdicts).rule,
        tuple(CriterionMet(level, _met(each), each.status, each.rule) for level, each in by_level.items()),
        tuple(_indicator(rating, indicator) for indicator in criterion.indicators),
    )


def _indicator(rating: TargetRating, indicator: TargetIndicator) -> TargetIndicatorResult:
    by_level = rating.decision.targets[indicator.id]
    verdicts, answer = list(by_level.values()), rating.answer_to(indicator.id)
    telling = _telling(verdicts)
    shown = tuple(_target(rating, indicator, level, verdict) for level, verdict in by_level.items())
    said = lead(rating, indicator, answer)
    names = {level.id: level.name for level in rating.rule_set.levels}
    verdicts_said = (_at_level(names[each.level], each.explanation) for each in reversed(shown))
    return TargetIndicatorResult(
        id=indicator.id,
        name=indicator.label,
        status=summed_up(verdicts),
        measured=measured(indicator, answer) if indicator.id in rating.asked else _UNASKED,
        required=next(each.required for each in shown if each.rule == telling.rule),
        citation=indicator.citation.text,
        provenance=rating.provenance_of(indicator.id),
        explanation=with_roll_up(rating, indicator.id, joined([*([said] if said is not None else []), *verdicts_said])),
        evidence=pointer(["answers", indicator.id]),
        rule=telling.rule,
        documents=answer.documents if answer is not None else (),
        levels=shown,
        said=with_roll_up(rating, indicator.id, said) if said is not None else None,
        roll_up=shown_roll_up(rating, indicator.id),
        standard=derived_standard(rating, indicator.id),
    )


def _at_level(name: Text, said: Text) -> Text:
    vi, en = said.vi[:1].lower() + said.vi[1:], said.en[:1].lower() + said.en[1:]
    return Text(f"{name.vi}: {vi}", f"{name.en}: {en}")


def _met(verdict: TargetVerdict) -> bool | None:
    """Whether it is met; None where it does not apply."""
    return None if verdict.status == "not_applicable" else verdict.met


def _target(rating: TargetRating, indicator: TargetIndicator, level: str, verdict: TargetVerdict) -> TargetShown:
    return TargetShown(
        level,
        _met(verdict),
        verdict.status,
        required_at(rating, indicator, level),
        _citation(indicator, level, verdict),
        verdict.provenance,
        verdict.rule,
        why(rating, indicator, level),
    )


def _citation(indicator: TargetIndicator, level: str, verdict: TargetVerdict) -> Text:
    """The place of the target; where the type is not asked, the clause that leaves it out."""
    asked = indicator.asks(level)
    if verdict.status == "not_applicable" and asked is not None:
        return asked.citation.text
    return indicator.targets[level].citation.text
