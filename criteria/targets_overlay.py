"""A locality's guidance laid over targets: it can name papers and who recognises (ADR 0008)."""

from collections.abc import Iterator
from typing import Any

from criteria.overlay_limits import is_fixed
from criteria.overlay_model import LOCAL, CriterionChange, IndicatorChange, Overlay
from criteria.problems import Problem, problem_of
from criteria.targets_model import TargetRuleSet
from criteria.texts import Text

_PAPERS = frozenset({"documents", "more_documents"})


def laid_over_targets(overlay: Overlay, base: TargetRuleSet) -> dict[str, Any]:
    """Return the data of the rule set *base*, with the papers that *overlay* names."""
    made = base.model_dump(by_alias=True, exclude_none=True, exclude_defaults=True)
    changes = {each.id: each for criterion in overlay.criteria for each in criterion.indicators}
    for criterion in made["criteria"]:
        for indicator in criterion["indicators"]:
            if indicator["id"] in changes:
                _lay_papers(indicator, changes[indicator["id"]])
    return made


def _lay_papers(made: dict[str, Any], change: IndicatorChange) -> None:
    said = change.model_dump(exclude_none=True)
    papers = [*said.get("documents", made.get("documents", ())), *said["more_documents"]]
    if papers:
        made["documents"] = papers


def fixed_targets(overlay: Overlay, base: TargetRuleSet) -> Iterator[Problem]:
    """Yield where *overlay* says more of *base* than which papers, and who recognises."""
    if overlay.total is not None or overlay.gates:
        yield problem_of(
            "/total" if overlay.total is not None else "/gates",
            f"{base.id} không chấm điểm.",
            f"{base.id} gives no points.",
            _DROP,
        )
    for level in overlay.levels:
        if len(level.model_fields_set) > 1:
            known = next(each for each in base.levels if each.id == level.id)
            yield is_fixed(f"/levels/{level.id}", known.citation, base)
    for criterion in overlay.criteria:
        yield from _fixed_criterion(criterion, base)


def _fixed_criterion(change: CriterionChange, base: TargetRuleSet) -> Iterator[Problem]:
    path, known = f"/criteria/{change.id}", base.criteria_by_id[change.id]
    if change.model_fields_set - {"id", "indicators"}:
        yield is_fixed(path, known.citation, base)
    for indicator in change.indicators:
        here = f"{path}/indicators/{indicator.id}"
        if indicator.id not in known.indicator_ids:
            yield is_fixed(here, known.citation, base)
        elif indicator.model_fields_set - _PAPERS - {"id"}:
            yield is_fixed(here, base.by_id[indicator.id].citation, base)


_DROP = Text("Bỏ phần này.", "Drop this part.")


def with_authorities(overlay: Overlay, made: dict[str, Any]) -> dict[str, Any]:
    """Return the data *made* with the authorities that *overlay* names, marked as local."""
    if overlay.authorities:
        recognition = made["recognition"]
        local = [
            {**each.model_dump(by_alias=True, exclude_none=True), "provenance": LOCAL} for each in overlay.authorities
        ]
        made["recognition"] = {**recognition, "authorities": [*recognition["authorities"], *local]}
    return made
