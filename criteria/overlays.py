"""A locality's guidance laid over a rule set: its own scale, points, papers. What the text fixes stands (ADR 0008)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, TypeVar

from pydantic import AfterValidator, Field, Strict, StrictBool, StrictStr

from criteria.amounts import Points
from criteria.base import Citation, Identifier, LawModel, Words
from criteria.catalogue import all_rule_sets, standards, standards_ids
from criteria.catalogue import rule_set as catalogued
from criteria.lint import lint
from criteria.loading import as_model, read_yaml
from criteria.model import Criterion, Indicator, Level, RuleSet, YearSpan
from criteria.problems import Problem, RuleSetError, pointer, quote
from criteria.standards_lint import lint_references
from criteria.texts import Text, plain, points_text, says_something

SCHEMA = "xhht-overlay/1"
PLACEHOLDER = "…"
"""What an exported overlay has for who issued it, to be written by its user."""
LOCAL = "local"


_Law = TypeVar("_Law", bound=LawModel)


class Issued(LawModel):
    """Who issued the guidance: number, issuer, date."""

    number: Annotated[StrictStr, Field(min_length=1, max_length=200), AfterValidator(plain)]
    issuer: Words
    date: Annotated[date, Strict()]


class LevelChange(LawModel):
    """Another threshold of a level."""

    id: Identifier
    from_points: Annotated[Points | None, Field(alias="from")] = None
    to_points: Annotated[Points | None, Field(alias="to")] = None
    difficult_from: Points | None = None


class GateChange(LawModel):
    """Another bound of a gate."""

    id: Identifier
    at_least: Points | None = None
    more_than: Points | None = None


class IndicatorChange(LawModel):
    """What the guidance says of an indicator. One that the rule set does not have is given in full."""

    id: Identifier
    label: Words | None = None
    question: Words | None = None
    answer: dict[str, Any] | None = None
    max_points: Points | None = None
    scale: dict[str, Any] | None = None
    difficult_scale: dict[str, Any] | None = None
    documents: Annotated[tuple[Words, ...], Field(min_length=1)] | None = None  # papers are never waived
    more_documents: tuple[Words, ...] = ()
    citation: Citation | None = None


class CriterionChange(LawModel):
    """What the guidance says of a criterion; with ``only``, the indicators listed are all that it has."""

    id: Identifier
    name: Words | None = None
    max_points: Points | None = None
    only: StrictBool = False
    indicators: tuple[IndicatorChange, ...] = ()


class Overlay(LawModel):
    """An overlay file."""

    schema_: Annotated[Literal["xhht-overlay/1"], Field(alias="schema")]
    rule_set: Identifier
    issued: Issued
    years: YearSpan
    total: Points | None = None
    levels: tuple[LevelChange, ...] = ()
    gates: tuple[GateChange, ...] = ()
    criteria: tuple[CriterionChange, ...] = ()


class Overlaid(NamedTuple):
    """A rule set with the guidance laid over it."""

    overlay: Overlay
    rule_set: RuleSet
    file: str


def load_overlay(path: Path) -> Overlaid:
    """Return the rule set that the overlay at *path* makes of the one that it names.

    Raises:
        RuleSetError: The file is no overlay, changes what the text fixes, or what comes out is not sound; with every
            problem found.
    """
    file = str(path)
    overlay = _as_model(read_yaml(path), Overlay, file)
    unissued = [*_unissued(overlay)]
    if unissued:
        raise RuleSetError(unissued, file)
    try:
        base = catalogued(overlay.rule_set)
    except RuleSetError as error:
        raise RuleSetError(error.problems, file) from None
    unknown = [*_unknown(overlay, base)]
    if unknown:
        raise RuleSetError(unknown, file)
    try:
        made = _as_model(_laid_over(overlay, base), RuleSet, file)
    except RuleSetError as error:
        # A maximum may not only be fixed but leave a scale that cannot be cut: the article is the reason to tell.
        raise RuleSetError([*_fixed_maxima(overlay, base), *error.problems], file) from None
    problems = (*_fixed(base, made), *lint(made), *_references(overlay, made))
    if problems:
        raise RuleSetError(problems, file)
    return Overlaid(overlay, made, file)


def _as_model(read: Any, model: type[_Law], file: str) -> _Law:
    """As ``as_model``; where the problems lie is told by the ids that the guidance has in common with the rule set."""
    try:
        return as_model(read, model, file)
    except RuleSetError as error:
        problems = [each._replace(path=_by_id(each.path, read)) for each in error.problems]
        raise RuleSetError(problems, file) from None


def _by_id(path: str, read: Any) -> str:
    """Return *path* into what was *read* with the id of an entry in place of its number in the list."""
    parts, here = [], read
    for part in path.split("/")[1:]:
        if isinstance(here, list | tuple):
            here = here[int(part)]
            named = isinstance(here, dict) and isinstance(here.get("id"), str)
            parts.append(pointer([here["id"]])[1:] if named else part)
        else:
            here = here.get(part) if isinstance(here, dict) else None
            parts.append(part)
    return "".join(f"/{part}" for part in parts)


def _problem(path: str, vi: str, en: str, right: Text | None = None) -> Problem:
    return Problem(path, None, Text(vi, en), right or Text("", ""))


def _unissued(overlay: Overlay) -> Iterator[Problem]:
    number, issuer, years = overlay.issued.number, overlay.issued.issuer, overlay.years
    for key, blank in (
        ("number", PLACEHOLDER in number or not says_something(number)),
        ("issuer", PLACEHOLDER in (issuer.vi, issuer.en)),
    ):
        if blank:
            yield _problem(
                f"/issued/{key}",
                "Chưa ghi ai ban hành hướng dẫn.",
                "It does not say who issued the guidance.",
                Text("Ghi số, cơ quan và ngày ban hành.", "Write number, issuer and date."),
            )
    for criterion in overlay.criteria:
        for each in criterion.indicators:
            if any(PLACEHOLDER in (paper.vi, paper.en) for paper in (*(each.documents or ()), *each.more_documents)):
                yield _problem(
                    f"/criteria/{criterion.id}/indicators/{each.id}/more_documents",
                    "Chưa ghi tên minh chứng.",
                    "The document has no name yet.",
                    Text("Ghi tên minh chứng, hoặc bỏ dòng này.", "Name the document, or drop the line."),
                )
    if years.last is not None and years.last < years.first:
        yield _problem("/years", "Năm cuối trước năm đầu.", "The last year is before the first.")


def _references(overlay: Overlay, made: RuleSet) -> Iterator[Problem]:
    """What an answer of the guidance's own takes from standards and from members."""
    if any(each.answer is not None for criterion in overlay.criteria for each in criterion.indicators):
        others = [each for each in all_rule_sets() if each.id != made.id]
        known = {name: standards(name) for name in standards_ids()}
        yield from lint_references([made, *others], known)


def _unknown(overlay: Overlay, base: RuleSet) -> Iterator[Problem]:
    """What the overlay names and the rule set does not have. Criteria, levels and gates are those of the text."""
    for kind, named, known in (
        ("levels", overlay.levels, base.levels),
        ("gates", overlay.gates, base.gates),
        ("criteria", overlay.criteria, base.criteria),
    ):
        ids = [each.id for each in known]
        listed = ", ".join(ids)
        for each in named:
            if each.id not in ids:
                right = Text(f"Có: {listed}.", f"There are: {listed}.")
                yield _problem(f"/{kind}/{each.id}", *_has_not(base, kind, each.id), right)
        yield from _twice(f"/{kind}", named)
    for criterion in overlay.criteria:
        yield from _twice(f"/criteria/{criterion.id}/indicators", criterion.indicators)


def _has_not(base: RuleSet, kind: str, name: str) -> tuple[str, str]:
    vi, en = f"{base.id} không có {quote(name)}", f"{base.id} has no {quote(name)}"
    first = base.criteria[0]
    if kind != "criteria" or first.provenance != "official":
        return f"{vi}.", f"{en}."
    article, short = Citation(article=first.citation.article).text, base.text.short
    return (
        f"{vi}: {article.vi} {short.vi} quy định các tiêu chí.",
        f"{en}: {article.en} of {short.en} fixes the criteria.",
    )


def _twice(
    path: str, named: Sequence[LevelChange | GateChange | CriterionChange | IndicatorChange]
) -> Iterator[Problem]:
    if any(times > 1 for times in Counter(each.id for each in named).values()):
        yield _problem(path, "Mã bị lặp.", "An id stands twice.")


# Laying over: the data of the rule set, with what the overlay changes in it.


def _laid_over(overlay: Overlay, base: RuleSet) -> dict[str, Any]:
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


# What the text fixes.


def _fixed(base: RuleSet, made: RuleSet) -> Iterator[Problem]:
    if base.total.provenance == "official" and made.total.points != base.total.points:
        yield _is_fixed("/total", base.total.citation, base)
    for was, now in zip(base.levels, made.levels, strict=True):
        if was.provenance == "official" and _thresholds(was) != _thresholds(now):
            yield _is_fixed(f"/levels/{was.id}", was.citation, base)
    for gate, other in zip(base.gates, made.gates, strict=True):
        if gate.provenance == "official" and gate.least_points != other.least_points:
            yield _is_fixed(f"/gates/{gate.id}", gate.citation, base)
    yield from _fixed_criteria(base, made)


def _fixed_criteria(base: RuleSet, made: RuleSet) -> Iterator[Problem]:
    for criterion, laid in zip(base.criteria, made.criteria, strict=True):
        if criterion.provenance == "official" and criterion.name != laid.name:
            yield _is_fixed(f"/criteria/{criterion.id}/name", criterion.citation, base)
        maximum = criterion.max_points
        if maximum.provenance == "official" and maximum.points != laid.max_points.points:
            yield _is_fixed(f"/criteria/{criterion.id}/max_points", criterion.citation, base)
        yield from _fixed_indicators(criterion, laid, base)


def _fixed_maxima(overlay: Overlay, base: RuleSet) -> Iterator[Problem]:
    for criterion in overlay.criteria:
        for change in criterion.indicators:
            was = base.by_id.get(change.id)
            if was is None or was.max_points.provenance != "official":
                continue
            if change.max_points not in (None, was.max_points.points):
                path = f"/criteria/{criterion.id}/indicators/{change.id}/max_points"
                yield _is_fixed(path, was.citation, base)


def _thresholds(level: Level) -> tuple[int | None, ...]:
    return level.from_points, level.to_points, level.difficult_from


def _fixed_indicators(criterion: Criterion, laid: Criterion, base: RuleSet) -> Iterator[Problem]:
    now = {indicator.id: indicator for indicator in laid.indicators}
    official = [each for each in criterion.indicators if each.max_points.provenance == "official"]
    for was in official:
        path, other = f"/criteria/{criterion.id}/indicators/{was.id}", now.get(was.id)
        if other is None:
            yield _is_fixed(path, was.citation, base)
            continue
        if was.max_points.points != other.max_points.points:
            yield _is_fixed(f"{path}/max_points", was.citation, base)
        for key in ("label", "question", "answer", "citation"):  # what is asked for the points
            if getattr(was, key) != getattr(other, key):
                yield _is_fixed(f"{path}/{key}", was.citation, base)
        if was.scale.condition == "official" and _full_at(was) != _full_at(other):
            yield _is_fixed(f"{path}/scale", was.citation, base)
    if official and now.keys() - criterion.indicator_ids:
        yield _is_fixed(f"/criteria/{criterion.id}/indicators", criterion.citation, base)


def _full_at(indicator: Indicator) -> set[tuple[str, int | None]]:
    """The least measure with all points, in each area; and the form of the answer, without which it says nothing."""
    return {
        (
            indicator.answer.kind,
            min((s.at_least or 0 for s in steps if s.points == indicator.max_points.points), default=None),
        )
        for steps in indicator.steps.values()
    }


def _is_fixed(path: str, citation: Citation, base: RuleSet) -> Problem:
    cited, short = citation.text, base.text.short
    return _problem(
        path,
        f"{cited.vi} {short.vi} quy định điều này; hướng dẫn của địa phương không được sửa.",
        f"{cited.en} of {short.en} fixes this; a local guidance may not change it.",
        Text("Bỏ phần này.", "Drop this part."),
    )
