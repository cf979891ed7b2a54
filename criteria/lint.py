"""Proofs over rule sets: figures add up, levels and scales cover everything once, nothing is cited nowhere."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from criteria.base import AREAS
from criteria.model import Criterion, Indicator, RuleSet
from criteria.problems import Problem
from criteria.scales import Step
from criteria.texts import Text, points_text

LARGEST_SCALE = 64
"""Steps a scale can have: the engine refuses a fact that more rules could match (ADR 0001)."""


def lint(rule_set: RuleSet) -> tuple[Problem, ...]:
    """Return everything that is wrong with *rule_set*, nothing when it is sound."""
    return (*_sums(rule_set), *_levels(rule_set), *_ids(rule_set), *_scales(rule_set), *_dates(rule_set))


def lint_catalogue(rule_sets: Sequence[RuleSet]) -> tuple[Problem, ...]:
    """Return what is wrong between *rule_sets*: two of the same id, or for the same subject and year."""
    return (*_doubles("/id", (rule_set.id for rule_set in rule_sets)), *_overlaps(rule_sets))


def _problem(path: str, vi: str, en: str) -> Problem:
    return Problem(path, None, Text(vi, en), Text("", ""))


def _sum(path: str, parts: Iterable[int], whole: int) -> Iterator[Problem]:
    found, asked = points_text(sum(parts)), points_text(whole)
    if found != asked:
        yield _problem(
            path,
            f"Các điểm tối đa cộng lại là {found.vi}, không phải {asked.vi}.",
            f"The maxima add up to {found.en}, not to {asked.en}.",
        )


def _sums(rule_set: RuleSet) -> Iterator[Problem]:
    yield from _sum("/total/points", (each.max_points.points for each in rule_set.criteria), rule_set.total.points)
    for criterion in rule_set.criteria:
        yield from _sum(
            f"/criteria/{criterion.id}/max_points",
            (indicator.max_points.points for indicator in criterion.indicators),
            criterion.max_points.points,
        )


def _levels(rule_set: RuleSet) -> Iterator[Problem]:
    for better, worse in pairwise(rule_set.levels):
        if worse.from_points >= better.from_points:
            yield _problem(
                f"/levels/{worse.id}/from",
                f"Ngưỡng phải thấp hơn ngưỡng của {better.id}.",
                f"The threshold must be below that of {better.id}.",
            )
    best, last = rule_set.levels[0], rule_set.levels[-1]
    if best.from_points > rule_set.total.points:
        yield _problem(f"/levels/{best.id}/from", "Ngưỡng cao hơn tổng điểm.", "The threshold is above the total.")
    if last.from_points != 0 or last.gates:
        yield _problem(
            f"/levels/{last.id}",
            "Mức cuối phải bắt đầu từ 0 và không có điều kiện.",
            "The last level must begin at 0 and have no gate.",
        )
    known = {gate.id for gate in rule_set.gates}
    used = {gate for level in rule_set.levels for gate in level.gates}
    for gate in sorted(known ^ used):
        yield _problem(
            f"/gates/{gate}",
            "Điều kiện không được định nghĩa hoặc không được dùng.",
            "The gate is not defined, or not used.",
        )


def _doubles(path: str, ids: Iterable[str]) -> Iterator[Problem]:
    for name, times in Counter(ids).items():
        if times > 1:
            yield _problem(f"{path}/{name}", f"Mã đứng {times} lần.", f"The id stands {times} times.")


def _ids(rule_set: RuleSet) -> Iterator[Problem]:
    yield from _doubles("/levels", (level.id for level in rule_set.levels))
    yield from _doubles("/gates", (gate.id for gate in rule_set.gates))
    criteria = [criterion.id for criterion in rule_set.criteria]
    yield from _doubles("/criteria", (*criteria, *(indicator.id for indicator in rule_set.indicators)))
    for criterion in rule_set.criteria:
        for indicator in criterion.indicators:
            yield from _placed(criterion, indicator)


def _placed(criterion: Criterion, indicator: Indicator) -> Iterator[Problem]:
    if not indicator.id.startswith(f"{criterion.id}."):
        yield _problem(
            f"/criteria/{criterion.id}/indicators/{indicator.id}",
            "Mã nội dung phải bắt đầu bằng mã tiêu chí.",
            "The id of an indicator begins with that of its criterion.",
        )
    inside = (indicator.citation.article, indicator.citation.clause)
    outside = (criterion.citation.article, criterion.citation.clause)
    if inside[0] != outside[0] or (outside[1] is not None and inside[1] != outside[1]):
        yield _problem(
            f"/criteria/{criterion.id}/indicators/{indicator.id}/citation",
            "Trích dẫn nằm ngoài điều, khoản của tiêu chí.",
            "The citation lies outside the article and clause of the criterion.",
        )


def _scales(rule_set: RuleSet) -> Iterator[Problem]:
    for indicator in rule_set.indicators:
        for area in AREAS[: 1 + indicator.differs_by_area]:
            yield from _scale(f"/indicators/{indicator.id}/scale ({area})", indicator, indicator.steps[area])


def _scale(path: str, indicator: Indicator, steps: Sequence[Step]) -> Iterator[Problem]:
    if len(steps) > LARGEST_SCALE:
        yield _problem(path, f"Thang có hơn {LARGEST_SCALE} mức.", f"The scale has more than {LARGEST_SCALE} steps.")
    if steps and steps[0].points != indicator.max_points.points:
        yield _problem(path, "Mức cao nhất khác điểm tối đa.", "The best step is not the maximum.")


def _dates(rule_set: RuleSet) -> Iterator[Problem]:
    text = rule_set.text
    if text.in_force.first < text.issued:
        yield _problem("/text/in_force", "Có hiệu lực trước khi ban hành.", "In force before it was issued.")
    if text.in_force.last is not None and text.in_force.last < text.in_force.first:
        yield _problem("/text/in_force", "Hết hiệu lực trước khi có hiệu lực.", "Out of force before in force.")
    if rule_set.years.last is not None and rule_set.years.last < rule_set.years.first:
        yield _problem("/years", "Năm cuối trước năm đầu.", "The last year is before the first.")


def _overlaps(rule_sets: Sequence[RuleSet]) -> Iterator[Problem]:
    for one, other in combinations(rule_sets, 2):
        tiers = set(one.subject.tiers) & set(other.subject.tiers) or one.subject.tiers == other.subject.tiers
        first = max(one.years.first, other.years.first)
        if one.subject.kind == other.subject.kind and tiers and first in one.years and first in other.years:
            yield _problem(
                f"/{other.id}/years",
                f"Trùng năm {first} với {one.id} cho cùng đối tượng.",
                f"The year {first} is also rated by {one.id} for the same subject.",
            )
