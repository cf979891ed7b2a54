"""Laying a guidance over a rule set: its data, with what the overlay changes in it marked as local."""

from collections.abc import Sequence
from typing import Any

from criteria.base import LawModel
from criteria.model import RuleSet
from criteria.overlay_model import LOCAL, CriterionChange, IndicatorChange, Overlay
from criteria.texts import Text, points_text


def laid_over(overlay: Overlay, base: RuleSet) -> dict[str, Any]:
    """Return the data of the rule set *base*, with what *overlay* changes in it."""
    made = _data(base)
    if overlay.total is not None:
        made["total"] = _figure(overlay.total, made["total"])
    for change in overlay.levels:
        _lay_level(_entry(made["levels"], change.id), _data(change))
    for gate in overlay.gates:
        _lay_gate(_entry(made["gates"], gate.id), _data(gate))
    for criterion in overlay.criteria:
        _lay_criterion(_entry(made["criteria"], criterion.id), criterion)
    return made


def _data(model: LawModel) -> dict[str, Any]:
    # Numbers come out as Python floats of at most four decimals; they are read back exactly, as from any caller.
    return model.model_dump(by_alias=True, exclude_none=True, exclude_defaults=isinstance(model, RuleSet))


def _lay_level(made: dict[str, Any], change: dict[str, Any]) -> None:
    if len(change) == 1:
        return  # its id alone
    before = made["provenance"]
    difficult = made.get("difficult_provenance", before) if "difficult_from" in made else None
    made |= change
    if change.keys() & {"from", "to"}:
        made["provenance"] = _now(before)
    if "difficult_from" in change:
        difficult = _now(difficult or before)
    if difficult not in (None, made["provenance"]):
        made["difficult_provenance"] = difficult
    else:
        made.pop("difficult_provenance", None)


def _lay_gate(made: dict[str, Any], change: dict[str, Any]) -> None:
    bounds = {"at_least", "more_than"}
    if change.keys() & bounds:
        for key in bounds:
            made.pop(key, None)
        made |= change | {"provenance": _now(made["provenance"])}


def _now(before: str | None) -> str:
    """What the text fixes stays official: a guidance can only repeat it (``_fixed``)."""
    return before if before == "official" else LOCAL


def _figure(points: int, before: dict[str, Any] | None) -> dict[str, Any]:
    now = {
        "points": float(points_text(points).en.replace(",", "")),
        "provenance": _now((before or {}).get("provenance")),
    }
    return {**(before or {}), **now}


def _entry(entries: Sequence[dict[str, Any]], name: str) -> dict[str, Any]:
    return next(entry for entry in entries if entry["id"] == name)


def _lay_criterion(made: dict[str, Any], change: CriterionChange) -> None:
    if change.name is not None and change.name != Text(**made["name"]):
        made |= {"name": _data(change)["name"], "provenance": LOCAL}
        made.pop("short", None)  # of the old name
    if change.max_points is not None:
        made["max_points"] = _figure(change.max_points, made["max_points"])
    before = {entry["id"]: entry for entry in made["indicators"]}
    laid = [_laid_indicator(before.get(each.id), each, made) for each in change.indicators]
    if change.only:
        made["indicators"] = laid
        return
    changed = {entry["id"]: entry for entry in laid}
    made["indicators"] = [changed.pop(name, entry) for name, entry in before.items()] + list(changed.values())


def _laid_indicator(
    before: dict[str, Any] | None, change: IndicatorChange, criterion: dict[str, Any]
) -> dict[str, Any]:
    made = dict(before) if before is not None else {"id": change.id, "citation": criterion["citation"]}
    made |= {key: value for key, value in _data(change).items() if key in ("label", "question", "answer", "citation")}
    if change.max_points is not None:
        made["max_points"] = _figure(change.max_points, made.get("max_points"))
    if change.scale is not None:
        made["scale"] = _scale(change.scale, made.get("scale"))
        made.pop("difficult_scale", None)  # that of the text belonged to the scale that is gone
    if change.difficult_scale is not None:
        made["difficult_scale"] = _scale(change.difficult_scale, None)
    documents = change.documents if change.documents is not None else tuple(made.get("documents", ()))
    if change.documents is not None or change.more_documents:
        made["documents"] = [*documents, *change.more_documents]
    return made


def _scale(given: dict[str, Any], before: dict[str, Any] | None) -> dict[str, Any]:
    # What full points ask may be fixed by the text: then it keeps its provenance, and _fixed compares it.
    condition = (before or {}).get("condition")
    kept = {"condition": condition} if condition == "official" else {}
    return {**given, **kept, "provenance": LOCAL}
