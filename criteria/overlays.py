"""A locality's guidance laid over a rule set: its own scale, points, papers. What the text fixes stands (ADR 0008)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from criteria.base import Citation, LawModel
from criteria.catalogue import all_rule_sets, standards, standards_ids
from criteria.catalogue import rule_set as catalogued
from criteria.lint import lint
from criteria.loading import as_model, read_yaml
from criteria.model import RuleSet
from criteria.overlay_limits import fixed, fixed_maxima
from criteria.overlay_model import (
    PLACEHOLDER,
    CriterionChange,
    GateChange,
    IndicatorChange,
    LevelChange,
    Overlaid,
    Overlay,
)
from criteria.overlaying import laid_over
from criteria.problems import Problem, RuleSetError, pointer, problem_of, quote
from criteria.standards_lint import lint_references
from criteria.targets_model import AnyRuleSet, TargetRuleSet
from criteria.targets_overlay import fixed_targets, laid_over_targets, with_authorities
from criteria.texts import Text, says_something

_Law = TypeVar("_Law", bound=LawModel)


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
    made, changed = _made(overlay, base, file)
    problems = (*changed, *lint(made), *_references(overlay, made))
    if problems:
        raise RuleSetError([each._replace(path=each.path.removeprefix("/recognition")) for each in problems], file)
    return Overlaid(overlay, made, file)


def _made(overlay: Overlay, base: AnyRuleSet, file: str) -> tuple[AnyRuleSet, list[Problem]]:
    """Return the rule set that comes out, and what the overlay changes in it of what the text fixes."""
    if isinstance(base, TargetRuleSet):
        changed = [*fixed_targets(overlay, base)]
        if changed:
            raise RuleSetError(changed, file)
        return _as_model(with_authorities(overlay, laid_over_targets(overlay, base)), TargetRuleSet, file), []
    try:
        made = _as_model(with_authorities(overlay, laid_over(overlay, base)), RuleSet, file)
    except RuleSetError as error:
        # A maximum may not only be fixed but leave a scale that cannot be cut: the article is the reason to tell.
        raise RuleSetError([*fixed_maxima(overlay, base), *error.problems], file) from None
    return made, [*fixed(base, made)]


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


def _unissued(overlay: Overlay) -> Iterator[Problem]:
    number, issuer, years = overlay.issued.number, overlay.issued.issuer, overlay.years
    for key, blank in (
        ("number", PLACEHOLDER in number or not says_something(number)),
        ("issuer", PLACEHOLDER in (issuer.vi, issuer.en)),
    ):
        if blank:
            yield problem_of(
                f"/issued/{key}",
                "Chưa ghi ai ban hành hướng dẫn.",
                "It does not say who issued the guidance.",
                Text("Ghi số, cơ quan và ngày ban hành.", "Write number, issuer and date."),
            )
    yield from _unnamed(overlay)
    if years.last is not None and years.last < years.first:
        yield problem_of("/years", "Năm cuối trước năm đầu.", "The last year is before the first.")


def _unnamed(overlay: Overlay) -> Iterator[Problem]:
    """What still has the placeholder of an export for its name."""
    if any(PLACEHOLDER in (each.name.vi, each.name.en) for each in overlay.authorities):
        yield problem_of(
            "/authorities",
            "Chưa ghi tên người công nhận.",
            "Who recognises has no name yet.",
            Text("Ghi tên, hoặc bỏ dòng này.", "Write the name, or drop the line."),
        )
    for criterion in overlay.criteria:
        for each in criterion.indicators:
            for key, papers in (("documents", each.documents or ()), ("more_documents", each.more_documents)):
                if any(PLACEHOLDER in (paper.vi, paper.en) for paper in papers):
                    yield problem_of(
                        f"/criteria/{criterion.id}/indicators/{each.id}/{key}",
                        "Chưa ghi tên minh chứng.",
                        "The document has no name yet.",
                        Text("Ghi tên minh chứng, hoặc bỏ dòng này.", "Name the document, or drop the line."),
                    )


def _references(overlay: Overlay, made: AnyRuleSet) -> Iterator[Problem]:
    """What an answer of the guidance's own takes from standards and from members."""
    if any(each.answer is not None for criterion in overlay.criteria for each in criterion.indicators):
        others = [each for each in all_rule_sets() if each.id != made.id]
        known = {name: standards(name) for name in standards_ids()}
        yield from lint_references([made, *others], known)


def _unknown(overlay: Overlay, base: AnyRuleSet) -> Iterator[Problem]:
    """What the overlay names and the rule set does not have. Criteria, levels and gates are those of the text."""
    for kind, named, known in (
        ("levels", overlay.levels, base.levels),
        *((("gates", overlay.gates, base.gates),) if isinstance(base, RuleSet) else ()),  # others have no points at all
        ("criteria", overlay.criteria, base.criteria),
    ):
        ids = [each.id for each in known]
        listed = ", ".join(ids)
        for each in named:
            if each.id not in ids:
                right = Text(f"Có: {listed}.", f"There are: {listed}.") if ids else Text("Bỏ phần này.", "Drop this.")
                yield problem_of(f"/{kind}/{each.id}", *_has_not(base, kind, each.id), right)
        yield from _twice(f"/{kind}", named)
    if overlay.authorities and base.recognition is None:
        yield problem_of(
            "/authorities", f"{base.id} không quy định việc công nhận.", f"{base.id} knows no recognition."
        )
    for criterion in overlay.criteria:
        yield from _twice(f"/criteria/{criterion.id}/indicators", criterion.indicators)


def _has_not(base: AnyRuleSet, kind: str, name: str) -> tuple[str, str]:
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
        yield problem_of(path, "Mã bị lặp.", "An id stands twice.")
