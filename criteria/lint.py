"""Proofs over rule sets: figures add up, levels and scales cover everything once, nothing is cited nowhere."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from criteria.base import AREAS
from criteria.model import Criterion, Indicator, RuleSet
from criteria.problems import Problem, problem_of
from criteria.questions import AskChoice, AskShare
from criteria.scales import FULL_MEASURE, Step
from criteria.shared_lint import doubles, lint_shared
from criteria.targets_lint import lint_targets
from criteria.targets_model import AnyRuleSet, TargetRuleSet
from criteria.texts import points_text

# Limits of the engine (ADR 0001). Beyond them it refuses a rule set, or never answers.
LARGEST_SCALE = 64
MOST_INDICATORS = 100
MOST_STEPS = 2_500

# Words that the rules of an indicator or a level use themselves: an id like these would give two rules one name.
OPTION_WORDS = frozenset((
    "missing", "open", "not-applicable", "granted", "nothing-to-prove", "no-documents",
    "assessed-full", "assessed-part", "assessed-zero",
))  # fmt: skip
GATE_WORDS = frozenset(("reached", "reached-between", "reached-above", "short", "not-reached"))


def lint(rule_set: AnyRuleSet) -> tuple[Problem, ...]:
    """Return everything that is wrong with *rule_set*, nothing when it is sound."""
    if isinstance(rule_set, TargetRuleSet):
        return (*lint_shared(rule_set), *lint_targets(rule_set))
    proofs = (_sums, _levels, _between, _gates, lint_shared, _ids, _scales, _size)
    return tuple(problem for proof in proofs for problem in proof(rule_set))


def lint_catalogue(rule_sets: Sequence[AnyRuleSet]) -> tuple[Problem, ...]:
    """Return what is wrong between *rule_sets*: two of the same id, or for the same subject and year."""
    return (*doubles("/id", (rule_set.id for rule_set in rule_sets)), *_overlaps(rule_sets))


def _sum(path: str, parts: Iterable[int], whole: int) -> Iterator[Problem]:
    found, asked = points_text(sum(parts)), points_text(whole)
    if found != asked:
        yield problem_of(
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
        if any(worse.least_points(area) >= better.least_points(area) for area in AREAS):
            yield problem_of(
                f"/levels/{worse.id}/from",
                f"Ngưỡng phải thấp hơn ngưỡng của {better.id}.",
                f"The threshold must be below that of {better.id}.",
            )
    best, last = rule_set.levels[0], rule_set.levels[-1]
    if max(map(best.least_points, AREAS)) > rule_set.total.points:
        yield problem_of(f"/levels/{best.id}/from", "Ngưỡng cao hơn tổng điểm.", "The threshold is above the total.")
    if max(map(last.least_points, AREAS)) != 0 or last.gates:
        yield problem_of(
            f"/levels/{last.id}",
            "Mức cuối phải bắt đầu từ 0 và không có điều kiện.",
            "The last level must begin at 0 and have no gate.",
        )
    known = {gate.id for gate in rule_set.gates}
    used = {gate for level in rule_set.levels for gate in level.gates}
    for gate in sorted(known ^ used):
        yield problem_of(
            f"/gates/{gate}",
            "Điều kiện không được định nghĩa hoặc không được dùng.",
            "The gate is not defined, or not used.",
        )


def _between(rule_set: RuleSet) -> Iterator[Problem]:
    """Printed upper bounds: the best is the total, the others lie below the next level, and a gap has its reading."""
    gaps = False
    for above, level in pairwise((None, *rule_set.levels)):
        if level is None or level.to_points is None:
            continue
        limit = rule_set.total.points if above is None else above.from_points - 1
        wide = not level.from_points <= level.to_points <= limit or (above is None and level.to_points != limit)
        if wide or level.differs_by_area:
            yield problem_of(
                f"/levels/{level.id}/to",
                "Mức trên phải nằm giữa ngưỡng của mức này và của mức liền trên.",
                "The upper bound lies between this threshold and the next.",
            )
        gaps = gaps or level.to_points < limit
    if gaps != (rule_set.between_levels is not None):
        yield problem_of(
            "/between_levels",
            "Cách hiểu tổng điểm nằm giữa hai mức phải có khi và chỉ khi có khoảng trống.",
            "How a total between two levels is read is given when, and only when, there is a gap.",
        )


def _gates(rule_set: RuleSet) -> Iterator[Problem]:
    items: dict[str, Sequence[Criterion | Indicator]] = {
        "criterion": rule_set.criteria,
        "indicator": rule_set.indicators,
    }
    for gate in rule_set.gates:
        for item in items[gate.each]:
            if gate.least_points > item.max_points.points:
                yield problem_of(
                    f"/gates/{gate.id}",
                    f"{item.id} không bao giờ đạt được điều kiện này.",
                    f"{item.id} can never hold this gate.",
                )


def _ids(rule_set: RuleSet) -> Iterator[Problem]:
    yield from doubles("/gates", (gate.id for gate in rule_set.gates))
    yield from _reserved("/gates", (gate.id for gate in rule_set.gates), GATE_WORDS)
    for indicator in rule_set.indicators:
        if isinstance(indicator.answer, AskChoice):
            options = (option.id for option in indicator.answer.options)
            yield from _reserved(f"/indicators/{indicator.id}/answer", options, OPTION_WORDS)


def _reserved(path: str, ids: Iterable[str], words: frozenset[str]) -> Iterator[Problem]:
    for name in words.intersection(ids):
        yield problem_of(
            f"{path}/{name}", "Mã này là tên riêng của quy tắc.", "This id is a word of the rules themselves."
        )


def _scales(rule_set: RuleSet) -> Iterator[Problem]:
    for indicator in rule_set.indicators:
        for area in AREAS[: 1 + indicator.differs_by_area]:
            yield from _scale(f"/indicators/{indicator.id}/scale ({area})", indicator, indicator.steps[area])


def _scale(path: str, indicator: Indicator, steps: Sequence[Step]) -> Iterator[Problem]:
    if len(steps) > LARGEST_SCALE:
        yield problem_of(path, f"Thang có hơn {LARGEST_SCALE} mức.", f"The scale has more than {LARGEST_SCALE} steps.")
    if steps and steps[0].points != indicator.max_points.points:
        yield problem_of(path, "Mức cao nhất khác điểm tối đa.", "The best step is not the maximum.")
    bounds = [step.at_least for step in steps if step.at_least is not None]
    everybody = FULL_MEASURE["share"]
    if isinstance(indicator.answer, AskShare) and not all(0 < bound <= everybody for bound in bounds):
        yield problem_of(
            path, "Ngưỡng của tỷ lệ phải trên 0 và không quá 100.", "A threshold of a share is above 0 and at most 100."
        )


def _size(rule_set: RuleSet) -> Iterator[Problem]:
    steps = sum(len(of_area) for indicator in rule_set.indicators for of_area in indicator.steps.values())
    if len(rule_set.indicators) > MOST_INDICATORS or steps > MOST_STEPS:
        yield problem_of(
            "/criteria",
            f"Bộ tiêu chí quá lớn: nhiều nhất {MOST_INDICATORS} nội dung và {MOST_STEPS} mức điểm.",
            f"The rule set is too large: {MOST_INDICATORS} indicators and {MOST_STEPS} steps at most.",
        )


def _overlaps(rule_sets: Sequence[AnyRuleSet]) -> Iterator[Problem]:
    for one, other in combinations(rule_sets, 2):
        # No tiers means any tier, as it does when a rule set is selected.
        tiers = set(one.subject.tiers) & set(other.subject.tiers) or not (one.subject.tiers and other.subject.tiers)
        first = max(one.years.first, other.years.first)
        if one.subject.kind == other.subject.kind and tiers and first in one.years and first in other.years:
            yield problem_of(
                f"/{other.id}/years",
                f"Trùng năm {first} với {one.id} cho cùng đối tượng.",
                f"The year {first} is also rated by {one.id} for the same subject.",
            )
