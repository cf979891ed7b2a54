"""The lists from which cells are chosen, and the sheet on which they stand."""

from collections import Counter
from collections.abc import Iterable, Mapping

from criteria.questions import AskChoice
from criteria.shared import BaseRuleSet
from criteria.targets_model import AnyRuleSet, TargetRuleSet
from criteria.texts import Language, Text
from ratings.names import AREA_NAMES, KIND_NAMES, TIER_NAMES
from ratings.workbooks.cells import Lists
from ratings.workbooks.layout import OPTION, cell_kinds


def lists_of(rule_set: AnyRuleSet, members: Mapping[str, AnyRuleSet], language: Language) -> Lists:
    """Return every list that a workbook for *rule_set* needs, by its name.

    Args:
        rule_set: By which the subject is rated.
        members: Rule sets of its members, by their kind.
        language: In which the options are shown.
    """
    lists = {
        "kind": _shown([(rule_set.subject.kind, KIND_NAMES[rule_set.subject.kind])], language),
        "area": _shown(AREA_NAMES.items(), language),
        "tier": _shown(((tier, TIER_NAMES[tier]) for tier in rule_set.subject.tiers or TIER_NAMES), language),
        "level": _shown(((level.id, level.name) for level in rule_set.levels), language),
    }
    if isinstance(rule_set, TargetRuleSet) and rule_set.types:
        lists["type"] = _shown(((each.id, each.name) for each in rule_set.types), language)
    return lists | _choices(rule_set, "", language) | {
        name: options
        for kind, each in members.items()
        for name, options in _choices(each, f"{kind}:", language).items()
    }  # fmt: skip


def _choices(rule_set: BaseRuleSet, prefix: str, language: Language) -> dict[str, list[tuple[str, str]]]:
    return {
        cell_kinds(each, prefix + each.id)[0].removeprefix(OPTION): _shown(
            ((option.id, option.name) for option in each.answer.options), language
        )
        for each in rule_set.indicators
        if isinstance(each.answer, AskChoice)
    }


def _shown(options: Iterable[tuple[str, Text]], language: Language) -> list[tuple[str, str]]:
    """Return options with their names, which have to differ: what is chosen is read back by them."""
    listed = [(name, text.into(language)) for name, text in options]
    times = Counter(shown for _, shown in listed)
    return [(name, shown if times[shown] == 1 else f"{shown} [{name}]") for name, shown in listed]
