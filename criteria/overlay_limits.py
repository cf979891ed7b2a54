"""What a guidance may not change: every figure that is official in the rule set, each with its article."""

from collections.abc import Iterator

from criteria.base import Citation
from criteria.model import Criterion, Indicator, Level, RuleSet
from criteria.overlay_model import Overlay
from criteria.problems import Problem
from criteria.shared import BaseRuleSet
from criteria.texts import Text


def fixed(base: RuleSet, made: RuleSet) -> Iterator[Problem]:
    """Yield where *made*, the rule set *base* with a guidance over it, is no longer what the text fixes."""
    if base.total.provenance == "official" and made.total.points != base.total.points:
        yield is_fixed("/total", base.total.citation, base)
    for was, now in zip(base.levels, made.levels, strict=True):
        if was.provenance == "official" and _thresholds(was) != _thresholds(now):
            yield is_fixed(f"/levels/{was.id}", was.citation, base)
    for gate, other in zip(base.gates, made.gates, strict=True):
        if gate.provenance == "official" and gate.least_points != other.least_points:
            yield is_fixed(f"/gates/{gate.id}", gate.citation, base)
    yield from _fixed_criteria(base, made)


def _fixed_criteria(base: RuleSet, made: RuleSet) -> Iterator[Problem]:
    for criterion, laid in zip(base.criteria, made.criteria, strict=True):
        if criterion.provenance == "official" and criterion.name != laid.name:
            yield is_fixed(f"/criteria/{criterion.id}/name", criterion.citation, base)
        maximum = criterion.max_points
        if maximum.provenance == "official" and maximum.points != laid.max_points.points:
            yield is_fixed(f"/criteria/{criterion.id}/max_points", criterion.citation, base)
        yield from _fixed_indicators(criterion, laid, base)


def fixed_maxima(overlay: Overlay, base: RuleSet) -> Iterator[Problem]:
    """Yield each official maximum of *base* that *overlay* changes; for when no rule set comes out at all."""
    for criterion in overlay.criteria:
        for change in criterion.indicators:
            was = base.by_id.get(change.id)
            if was is None or was.max_points.provenance != "official":
                continue
            if change.max_points not in (None, was.max_points.points):
                path = f"/criteria/{criterion.id}/indicators/{change.id}/max_points"
                yield is_fixed(path, was.citation, base)


def _thresholds(level: Level) -> tuple[int | None, ...]:
    return level.from_points, level.to_points, level.difficult_from


def _fixed_indicators(criterion: Criterion, laid: Criterion, base: RuleSet) -> Iterator[Problem]:
    now = {indicator.id: indicator for indicator in laid.indicators}
    official = [each for each in criterion.indicators if each.max_points.provenance == "official"]
    for was in official:
        path, other = f"/criteria/{criterion.id}/indicators/{was.id}", now.get(was.id)
        if other is None:
            yield is_fixed(path, was.citation, base)
            continue
        if was.max_points.points != other.max_points.points:
            yield is_fixed(f"{path}/max_points", was.citation, base)
        for key in ("label", "question", "answer", "citation"):  # what is asked for the points
            if getattr(was, key) != getattr(other, key):
                yield is_fixed(f"{path}/{key}", was.citation, base)
        if was.scale.condition == "official" and _full_at(was) != _full_at(other):
            yield is_fixed(f"{path}/scale", was.citation, base)
    if official and now.keys() - criterion.indicator_ids:
        yield is_fixed(f"/criteria/{criterion.id}/indicators", criterion.citation, base)


def _full_at(indicator: Indicator) -> set[tuple[str, int | None]]:
    """The least measure with all points, in each area; and the form of the answer, without which it says nothing."""
    return {
        (
            indicator.answer.kind,
            min((s.at_least or 0 for s in steps if s.points == indicator.max_points.points), default=None),
        )
        for steps in indicator.steps.values()
    }


def is_fixed(path: str, citation: Citation, base: BaseRuleSet) -> Problem:
    """Return the problem of what an overlay says at *path*, which *base* fixes at *citation*."""
    cited, short = citation.text, base.text.short
    wrong = Text(
        f"{cited.vi} {short.vi} quy định điều này; hướng dẫn của địa phương không được sửa.",
        f"{cited.en} of {short.en} fixes this; a local guidance may not change it.",
    )
    return Problem(path, None, wrong, Text("Bỏ phần này.", "Drop this part."))
