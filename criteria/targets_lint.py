"""Proofs over rule sets of the targets scheme: every level asks, a better one no less, and of types that there are."""

from collections.abc import Iterator
from itertools import pairwise

from criteria.base import AREAS
from criteria.problems import Problem, problem_of
from criteria.questions import AskValue
from criteria.scales import FULL_MEASURE, MEASURE_OF_THRESHOLD
from criteria.shared_lint import doubles
from criteria.targets_model import ForTypes, TargetIndicator, TargetRuleSet

MOST_FACTS = 450
"""Facts of one evaluation: the engine never returns above some 511 (ADR 0001)."""
MOST_RULES = 3_000
"""Rules of all targets: the engine refuses some 4,000 (ADR 0001)."""
RULES_OF_A_TARGET = 9
RESERVED = "standing"
"""What the rule that joins all levels is called."""


def lint_targets(rule_set: TargetRuleSet) -> Iterator[Problem]:
    """Yield everything that is wrong with what *rule_set* has of its own scheme."""
    yield from doubles("/types", (each.id for each in rule_set.types))
    yield from _every_level_asks(rule_set)
    yield from _every_type_is_asked(rule_set)
    if rule_set.not_applicable is None and any(each.may_not_apply for each in rule_set.indicators):
        yield problem_of("/not_applicable", "Thiếu cách hiểu khi không áp dụng.", "How it is read is not said.")
    yield from _one_article(rule_set)
    for indicator in rule_set.indicators:
        yield from _figures(indicator)
        yield from _reachable(indicator)
        yield from _rising(rule_set, indicator)
        yield from _types(rule_set, indicator)
    if any(level.id == RESERVED for level in rule_set.levels):
        yield problem_of(
            f"/levels/{RESERVED}", "Mã này là tên riêng của quy tắc.", "This id is a word of the rules themselves."
        )
    if _rules(rule_set) > MOST_RULES:
        yield problem_of(
            "/types", "Bộ tiêu chí có quá nhiều loại.", "The rule set has more types than the engine takes."
        )
    if _facts(rule_set) > MOST_FACTS:
        yield problem_of(
            "/criteria",
            f"Bộ tiêu chí quá lớn: nhiều nhất {MOST_FACTS} dữ kiện trong một lần xét.",
            f"The rule set is too large: {MOST_FACTS} facts of one evaluation at most.",
        )


def _rules(rule_set: TargetRuleSet) -> int:
    """How many rules of targets there are at most: of each type one, and those of an outcome in either area."""
    asks = (indicator.asks(level) for indicator in rule_set.indicators for level in indicator.targets)
    return sum(RULES_OF_A_TARGET + (len(rule_set.types) if asked is not None else 0) for asked in asks)


def _facts(rule_set: TargetRuleSet) -> int:
    """How many facts an evaluation holds: two of each target, three of one that asks by type; and the joined ones."""
    targets = sum(
        3 if indicator.asks(level) is not None else 2
        for indicator in rule_set.indicators
        for level in indicator.targets
    )
    return targets + 2 * len(rule_set.asking_levels) * (len(rule_set.criteria) + 1) + 1


def _every_level_asks(rule_set: TargetRuleSet) -> Iterator[Problem]:
    for criterion in rule_set.criteria:
        for level in rule_set.asking_levels:
            if not criterion.asked_at(level.id):
                yield problem_of(
                    f"/criteria/{criterion.id}",
                    f"Tiêu chí không có chỉ tiêu nào ở {level.id}.",
                    f"The criterion has no target at {level.id}.",
                )


def _every_type_is_asked(rule_set: TargetRuleSet) -> Iterator[Problem]:
    """Else a subject would meet a criterion by being asked nothing in it."""
    for each in rule_set.types:
        for criterion in rule_set.criteria:
            for level in rule_set.asking_levels:
                asked = [indicator.asks(level.id) for indicator in criterion.asked_at(level.id)]
                if asked and not any(of is None or each.id in of.types for of in asked):
                    yield problem_of(
                        f"/criteria/{criterion.id}",
                        f"Loại {each.id} không bị hỏi gì ở {level.id}.",
                        f"The type {each.id} is asked nothing at {level.id}.",
                    )


def _one_article(rule_set: TargetRuleSet) -> Iterator[Problem]:
    """The targets of a level stand in one article."""
    for level in rule_set.asking_levels:
        targets = [each.targets[level.id] for each in rule_set.indicators if level.id in each.targets]
        if len({target.citation.article for target in targets}) > 1:
            yield problem_of(
                f"/levels/{level.id}",
                "Các chỉ tiêu của mức không cùng một điều.",
                "The targets of the level do not stand in one article.",
            )


def _reachable(indicator: TargetIndicator) -> Iterator[Problem]:
    """A value can reach its target, in the numbers that it is counted in; a difficult area asks no more."""
    asked, one = indicator.answer, MEASURE_OF_THRESHOLD["value"] * 10_000
    for level in indicator.targets:
        path = f"/indicators/{indicator.id}/targets/{level}"
        normal, difficult = (indicator.least(level, area) for area in AREAS)
        if difficult > normal:
            yield problem_of(path, "Địa bàn khó khăn bị đòi hơn.", "A difficult area is asked for more.")
        if isinstance(asked, AskValue):
            if asked.at_most is not None and max(normal, difficult) > asked.at_most:
                yield problem_of(path, "Không số nào đạt được.", "No number reaches it.")
            if asked.whole and (normal % one or difficult % one):
                yield problem_of(path, "Phải là số nguyên.", "It has to be a whole number.")


def _figures(indicator: TargetIndicator) -> Iterator[Problem]:
    for level in indicator.targets if indicator.answer.kind == "share" else ():
        if any(indicator.least(level, area) > FULL_MEASURE["share"] for area in AREAS):
            yield problem_of(f"/indicators/{indicator.id}/targets/{level}", "Tỷ lệ quá 100.", "A share is at most 100.")


def _rising(rule_set: TargetRuleSet, indicator: TargetIndicator) -> Iterator[Problem]:
    """A better level asks no less: else who meets it could fail the one below."""
    asking = [level.id for level in rule_set.asking_levels if level.id in indicator.targets]
    for below, above in pairwise(asking):
        if any(indicator.least(above, area) < indicator.least(below, area) for area in AREAS):
            yield problem_of(
                f"/indicators/{indicator.id}/targets/{above}",
                f"Đòi hỏi thấp hơn {below}.",
                f"It asks less than {below}.",
            )


def _types(rule_set: TargetRuleSet, indicator: TargetIndicator) -> Iterator[Problem]:
    own = [("for_types", indicator.for_types)]
    own += [(f"targets/{level}/for_types", target.for_types) for level, target in indicator.targets.items()]
    for key, asked in own:
        if asked is not None:
            yield from _known_types(rule_set, f"/indicators/{indicator.id}/{key}", asked)


def _known_types(rule_set: TargetRuleSet, path: str, asked: ForTypes) -> Iterator[Problem]:
    yield from doubles(path, asked.types)
    yield from doubles(path, asked.unsure)
    for name in (*asked.types, *asked.unsure):
        if name not in rule_set.types_by_id:
            yield problem_of(path, f"Không có loại {name}.", f"There is no type {name}.")
    if rule_set.types and set(asked.types) >= set(rule_set.types_by_id):
        yield problem_of(path, "Mọi loại đều được hỏi: bỏ phần này.", "Every type is asked: drop this.")
