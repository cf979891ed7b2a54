"""An answer that is tried while it is typed: what would come of it, or why it is none."""

from criteria.answers import LONGEST_WORDS, Answer
from criteria.problems import Problem
from criteria.questions import AskChoice
from criteria.shared import BaseIndicator
from criteria.texts import Text, plain, says_something
from ratings.evidence import EvidenceError
from ratings.result_targets import AnyResult
from ratings.review.session import Case, Supposed
from ratings.reviews import Remark
from ratings.typed_answers import answer_typed, form_of

NO_REASON = Text("Ghi lý do không đồng ý.", "Write why you disagree.")


def asked_by(case: Case, item: str) -> BaseIndicator | None:
    """Return the indicator that *item* is; None: a criterion on a score sheet."""
    found: BaseIndicator | None = case.rating.rule_set.by_id.get(item)
    return found


def measured(result: AnyResult, item: str) -> Text | None:
    """Return what *result* says was answered to the indicator *item*; None: a criterion on a score sheet."""
    shown = (each for criterion in result.criteria for each in criterion.indicators if each.id == item)
    return next((each.measured for each in shown), None)


def tried(case: Case, item: str, typed: str) -> Supposed | Problem | None:
    """Return what would come of the answer that was *typed* to *item*, or what is wrong with it; None: nothing typed.

    Raises:
        EngineError: The engine did not decide.
    """
    if not typed.strip():
        return None
    answer = answer_typed(asked_by(case, item), typed, case.answer(item))
    if isinstance(answer, Problem):
        return answer
    try:
        return case.suppose(item, answer)
    except EvidenceError as error:
        return error.problems[0]


def disagreement(case: Case, item: str, reason: str, typed: str) -> Remark | Problem:
    """Return the remark that disagrees for *reason*, with the answer that was *typed*, if any; or what is wrong.

    Raises:
        EngineError: The engine did not decide.
    """
    words = plain(reason).strip()
    if not says_something(words):
        return Problem("reason", reason, NO_REASON, Text("", ""))
    outcome = tried(case, item, typed)
    if isinstance(outcome, Problem):
        return outcome
    answer: Answer | None = None if outcome is None else case.own(item, outcome.answer)
    return Remark(verdict="disagree", answer=answer, reason=words[:LONGEST_WORDS])


def how_to_answer(case: Case, item: str) -> list[Text]:
    """Return how an answer to *item* is typed: its form; and the options by number, where one is chosen."""
    indicator = asked_by(case, item)
    if indicator is None or not isinstance(indicator.answer, AskChoice):
        form = form_of(indicator)
        return [Text(f"Ghi {form.vi}.", f"Write {form.en}.")]
    options = [
        Text(f"{place}. {option.name.vi} [{option.id}]", f"{place}. {option.name.en} [{option.id}]")
        for place, option in enumerate(indicator.answer.options, 1)
    ]
    return [Text("Ghi số hoặc tên một trong:", "Write the number or the name of one:"), *options]
