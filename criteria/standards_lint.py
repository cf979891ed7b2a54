"""Proofs over standards, and over what rule sets take from them and from other rule sets."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from criteria.base import AREAS
from criteria.problems import Problem, problem_of
from criteria.questions import AskChoice
from criteria.shared import BaseIndicator
from criteria.standards_model import Standard, StandardLevel, Standards
from criteria.targets_model import AnyRuleSet


def lint_standards(standards: Standards) -> tuple[Problem, ...]:
    """Return everything that is wrong with *standards*, nothing when they are sound."""
    return (*_counts(standards), *_used(standards), *_levels(standards), *_rising(standards))


def lint_references(rule_sets: Sequence[AnyRuleSet], known: Mapping[str, Standards]) -> tuple[Problem, ...]:
    """Return where one of *rule_sets* names a standard, or a member's level, that there is not."""
    each = (
        problem for rule_set in rule_sets for problem in (*_derived(rule_set, known), *_rolled_up(rule_set, rule_sets))
    )
    return (*each, *_circle(rule_sets))


def _circle(rule_sets: Sequence[AnyRuleSet]) -> Iterator[Problem]:
    """Members are rated before those who build on them: nobody may build on himself, by whatever way."""
    needed: dict[str, set[str]] = {}
    for rule_set in rule_sets:
        needed.setdefault(rule_set.subject.kind, set()).update(each.kind for each in rule_set.roll_ups.values())
    try:
        TopologicalSorter(needed).prepare()
    except CycleError as error:
        kinds = " → ".join(error.args[1])
        yield problem_of(
            "/rolled_up", f"Các đối tượng tổng hợp lẫn nhau: {kinds}.", f"Kinds build in a circle: {kinds}."
        )


def _unknown(path: str, name: str) -> Problem:
    return problem_of(path, f"Không có {name}.", f"There is no {name}.")


def _counts(standards: Standards) -> Iterator[Problem]:
    ids = [each.id for each in standards.counts] + [each.id for each in standards.standards]
    for name, times in Counter(ids).items():
        if times > 1:
            yield problem_of(f"/counts/{name}", f"Mã đứng {times} lần.", f"The id stands {times} times.")
    for count in standards.counts:
        if count.ages is not None and not 0 <= count.ages[0] <= count.ages[1]:
            yield problem_of(f"/counts/{count.id}/ages", "Độ tuổi không tăng.", "The ages do not rise.")
        if count.ages is None and not count.among:
            yield problem_of(f"/counts/{count.id}", "Thiếu độ tuổi hoặc số bao trùm.", "Ages, or a larger count, lack.")
        for larger in count.among:
            if larger not in standards.counts_by_id:
                yield _unknown(f"/counts/{count.id}/among", larger)


def _all_levels(standards: Standards) -> Iterator[tuple[Standard, StandardLevel]]:
    return ((standard, level) for standard in standards.standards for level in standard.levels)


def _used(standards: Standards) -> Iterator[Problem]:
    used: set[str] = set()
    for standard, level in _all_levels(standards):
        for condition in level.conditions:
            for area in AREAS:
                share = condition.share_in(area)
                used |= {*share.counts, share.of}
                path = f"/standards/{standard.id}/{level.id}/{condition.id}"
                yield from (_unknown(path, name) for name in (*share.counts, share.of) if name not in _ids(standards))
                if any(share.of not in _among(standards, name) for name in share.counts):
                    yield problem_of(path, "Tử số không nằm trong mẫu số.", "The count is no part of the whole.")
    for name in sorted(_ids(standards) - used):
        yield problem_of(f"/counts/{name}", "Số liệu không được dùng.", "The count is not used.")


def _ids(standards: Standards) -> set[str]:
    return set(standards.counts_by_id)


def _among(standards: Standards, name: str) -> tuple[str, ...]:
    count = standards.counts_by_id.get(name)
    return count.among if count is not None else ()


def _levels(standards: Standards) -> Iterator[Problem]:
    before: set[tuple[str, str]] = set()
    for standard, level in _all_levels(standards):
        path = f"/standards/{standard.id}/{level.id}"
        doubled = len({each.id for each in level.conditions}) < len(level.conditions)
        if (standard.id, level.id) in before or doubled:
            yield problem_of(path, "Mã bị lặp.", "An id stands twice.")
        for needed in level.requires:
            # Only what stands above it: so there is no circle, and the engine joins facts that are there.
            if (needed.standard, needed.level) not in before:
                yield _unknown(f"{path}/requires", f"{needed.standard}/{needed.level}")
        cited = [each.citation for each in level.requires] + [each.citation for each in level.conditions]
        for citation in cited:
            if not level.citation.contains(citation):
                yield problem_of(
                    path, "Trích dẫn nằm ngoài điều, khoản của mức.", "A citation lies outside the level's."
                )
        before.add((standard.id, level.id))


def _rising(standards: Standards) -> Iterator[Problem]:
    for standard in standards.standards:
        for below, level in pairwise(standard.levels):
            if (standard.id, below.id) not in {(each.standard, each.level) for each in level.requires}:
                yield problem_of(
                    f"/standards/{standard.id}/{level.id}/requires",
                    "Mỗi mức phải cần mức liền dưới.",
                    "A level requires the one below it.",
                )


def _derived(rule_set: AnyRuleSet, known: Mapping[str, Standards]) -> Iterator[Problem]:
    standards = known.get(rule_set.standards) if rule_set.standards is not None else None
    if rule_set.standards is not None and standards is None:
        yield _unknown(f"/{rule_set.id}/standards", rule_set.standards)
    for name, asked in rule_set.derived.items():
        path = f"/{rule_set.id}/indicators/{name}/answer/standard"
        standard = standards.by_id.get(asked) if standards is not None else None
        if standard is None:
            yield _unknown(path, asked)
        elif not _answers(standard, rule_set.by_id[name]):
            yield problem_of(
                path, "Lựa chọn khác các mức của tiêu chuẩn.", "The options are not the levels of the standard."
            )


def _answers(standard: Standard, indicator: BaseIndicator) -> bool:
    if not isinstance(indicator.answer, AskChoice):
        return len(standard.levels) == 1
    _, *options = indicator.answer.options
    return [option.id for option in options] == [level.id for level in standard.levels]


def _rolled_up(rule_set: AnyRuleSet, rule_sets: Sequence[AnyRuleSet]) -> Iterator[Problem]:
    for name, members in rule_set.roll_ups.items():
        levels = [
            {level.id for level in other.levels[:-1]}
            for other in rule_sets
            if other.subject.kind == members.kind and _share_a_year(rule_set, other)
        ]
        if not levels or not all(members.level in known for known in levels):
            path = f"/{rule_set.id}/indicators/{name}/answer/rolled_up"
            yield _unknown(path, f"{members.kind}/{members.level}")


def _share_a_year(one: AnyRuleSet, other: AnyRuleSet) -> bool:
    """Whether there is a year that both rate: a subject and its members are rated for the same one."""
    first = max(one.years.first, other.years.first)
    return first in one.years and first in other.years
