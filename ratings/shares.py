"""Of how many a share is taken, where its answer does not say."""

from collections.abc import Mapping

from criteria.answers import Answer, ShareAnswer
from criteria.questions import AskShare
from criteria.targets_model import AnyRuleSet
from ratings.population import Population


def parts_with(parts: Mapping[str, int | None], count: int, everybody: int) -> dict[str, int | None]:
    """Return *parts* of a share as they are at least, where *count* of *everybody* meet all of it.

    Whoever meets all of it meets each part. What is not known of a part stays so.
    """
    return {name: None if met is None else min(max(met, count), everybody) for name, met in parts.items()}


def all_of(
    asked: AskShare, rule_set: AnyRuleSet, population: Population | None, answers: Mapping[str, Answer]
) -> int | None:
    """Return of how many a share is taken that is *asked*: as declared, else as the first answer in the order of the
    text says that asks of the same people; None: nothing says.

    Args:
        asked: What is asked.
        rule_set: That asks it.
        population: What the evidence declares.
        answers: By id of an indicator.
    """
    declared: int | None = getattr(population, asked.all or "", None)
    if declared:
        return declared
    for name, indicator in rule_set.by_id.items():
        other, question = answers.get(name), indicator.answer
        alike = isinstance(question, AskShare) and (question.of, question.all) == (asked.of, asked.all)
        if alike and isinstance(other, ShareAnswer):
            return other.of
    return None
