"""Sentences on single targets: what was answered, what a level asks, by how much it is not met, what would meet it."""

from criteria.amounts import least_count
from criteria.answers import Answer, BlankAnswer, ChoiceAnswer, MetAnswer, NotApplicableAnswer, ShareAnswer, ValueAnswer
from criteria.base import AREAS
from criteria.questions import AskShare, AskValue
from criteria.targets_model import TargetIndicator
from criteria.texts import Text, count_text, joined
from ratings.explaining_shared import derived_standard, papers_needed, said_text
from ratings.explaining_standards import derivation_sentence, standard_explanation
from ratings.measures import lacking, measured, threshold
from ratings.names import AREA_NAMES
from ratings.record import TargetRating


def lead(rating: TargetRating, indicator: TargetIndicator, answer: Answer | None) -> Text | None:
    """What was answered, in a sentence; None where the verdicts say it all."""
    standard = derived_standard(rating, indicator.id)
    if answer is None or isinstance(answer, BlankAnswer | NotApplicableAnswer) or indicator.id not in rating.asked:
        return None
    if standard is not None:
        return derivation_sentence(rating, standard)
    if isinstance(answer, MetAnswer):
        missing = rating.decision.targets[indicator.id].values()
        unproved = answer.met and any(verdict.status == "missing" for verdict in missing)
        return Text("Trả lời là có.", "The answer is yes.") if unproved else None
    said = said_text(indicator, answer)
    if isinstance(answer, ChoiceAnswer):
        return Text(f'Trả lời: "{said.vi}".', f'Answer: "{said.en}".')
    return Text(f"{said.vi}.", f"{said.en}.")


def stands_between(rating: TargetRating, indicator: TargetIndicator, level: str) -> Text:
    """Return why the target of *level* stands between the subject and that level."""
    reason, label = why(rating, indicator, level), indicator.label
    standard = derived_standard(rating, indicator.id)
    if standard is not None and rating.decision.targets[indicator.id][level].status == "fail":
        reason = joined([reason, standard_explanation(rating, standard)])
    answer = rating.answer_to(indicator.id)
    if answer is None or isinstance(answer, BlankAnswer | MetAnswer):
        return Text(f"{label.vi}. {reason.vi}", f"{label.en}. {reason.en}")
    said = measured(indicator, answer)
    if isinstance(answer, ChoiceAnswer):
        said = Text(f'"{said.vi}"', f'"{said.en}"')
    return Text(f"{label.vi}: {said.vi}. {reason.vi}", f"{label.en}: {said.en}. {reason.en}")


def required_at(rating: TargetRating, indicator: TargetIndicator, level: str) -> Text:
    """Return what the target of *level* asks, shortly."""
    area = rating.evidence.subject.area
    asked = threshold(indicator, indicator.least(level, area))
    if area == AREAS[0] or len(indicator.areas_of(level)) == 1:
        return asked
    return Text(f"{asked.vi} (địa bàn {AREA_NAMES[area].vi})", f"{asked.en} ({AREA_NAMES[area].en} area)")


def why(rating: TargetRating, indicator: TargetIndicator, level: str) -> Text:
    """One sentence on the target of *level*: what it asks, and by how much it is not met."""
    verdict, answer = rating.decision.targets[indicator.id][level], rating.answer_to(indicator.id)
    if verdict.status == "not_applicable":
        return _left_out(rating, indicator, level, answer)
    if answer is None or isinstance(answer, BlankAnswer):
        return joined([Text("Chưa có câu trả lời nên không đạt.", "No answer yet, so it is not met."),
                       papers_needed(indicator)])  # fmt: skip
    if verdict.status == "missing":
        return joined([_unproved(rating), papers_needed(indicator)])
    if isinstance(answer, MetAnswer):
        return Text("Đạt.", "Met.") if verdict.met else _unmet(rating, indicator)
    needed = required_at(rating, indicator, level)
    if verdict.met:
        return Text(f"Cần {needed.vi}: đạt.", f"{needed.en[:1].upper()}{needed.en[1:]} needed: met.")
    gap = _gap(rating, indicator, level, answer)
    return Text(
        f"Cần {needed.vi}: không đạt{gap.vi}.", f"{needed.en[:1].upper()}{needed.en[1:]} needed: not met{gap.en}."
    )


def _unmet(rating: TargetRating, indicator: TargetIndicator) -> Text:
    if derived_standard(rating, indicator.id) is not None:
        return Text("Không đạt.", "Not met.")
    return Text("Trả lời là không: không đạt.", "The answer is no: not met.")


def _unproved(rating: TargetRating) -> Text:
    """Without fitting evidence it is not met; where the text says so, its clause."""
    citation = rating.rule_set.missing.citation
    cited = Text("", "") if citation is None else Text(f" ({citation.text.vi})", f" ({citation.text.en})")
    return Text(
        f"Không có minh chứng phù hợp nên không đạt{cited.vi}.", f"No fitting evidence, so it is not met{cited.en}."
    )


def _left_out(rating: TargetRating, indicator: TargetIndicator, level: str, answer: Answer | None) -> Text:
    if isinstance(answer, NotApplicableAnswer):
        reason = answer.not_applicable.removesuffix(".")
        return Text(f"Không áp dụng: {reason}.", f"Not applicable: {reason}.")
    asked, types = indicator.asks(level), rating.rule_set.types_by_id
    assert asked is not None  # nothing else leaves a target out
    name, cited = types[rating.evidence.subject.type or ""].name, asked.citation.text
    return Text(
        f"Không áp dụng cho loại hình “{name.vi}” ({cited.vi}).",
        f"Not asked of the type “{name.en}” ({cited.en}).",
    )


def _short(rating: TargetRating, indicator: TargetIndicator, level: str, answer: Answer) -> Text | None:
    """How many people, or how much of a value, the target of *level* lacks; None where nothing can be counted."""
    least = indicator.least(level, rating.evidence.subject.area)
    match answer, indicator.answer:
        case ShareAnswer(count=count, of=of), AskShare():
            return count_text(least_count(least, of) - count)
        case ValueAnswer(), AskValue():
            return lacking(indicator, answer, least)
    return None


def _gap(rating: TargetRating, indicator: TargetIndicator, level: str, answer: Answer) -> Text:
    short = _short(rating, indicator, level, answer)
    if short is None:
        return Text("", "")
    unit = Text(f" {indicator.answer.of.vi}", "") if isinstance(indicator.answer, AskShare) else Text("", "")
    return Text(f", còn thiếu {short.vi}{unit.vi}", f", {short.en} short")


def how_to_meet(rating: TargetRating, indicator: TargetIndicator, level: str) -> Text:
    """Return what would meet the target of *level*: papers, an answer, people, or more of what is asked."""
    verdict, answer = rating.decision.targets[indicator.id][level], rating.answer_to(indicator.id)
    label, papers = indicator.label, joined(indicator.documents, "; ")
    if answer is None or isinstance(answer, BlankAnswer):
        more = Text(f" và bổ sung minh chứng: {papers.vi}", f", with documents: {papers.en}")
        added = more if indicator.documents else Text("", "")
        return Text(f"Trả lời “{label.vi}”{added.vi}.", f"Answer “{label.en}”{added.en}.")
    if verdict.status == "missing":
        return Text(f"Bổ sung minh chứng: {papers.vi}.", f"Add documents: {papers.en}.")
    short = _short(rating, indicator, level, answer)
    if short is not None and isinstance(indicator.answer, AskShare):
        counted = indicator.answer.counted
        return Text(f"Cần thêm {short.vi} {counted.vi}.", f"{short.en} more: {counted.en}.")
    needed = required_at(rating, indicator, level)
    if isinstance(answer, MetAnswer):
        return Text(f"Đáp ứng: {label.vi}.", f"Meet it: {label.en}.")
    return Text(f"Đạt {needed.vi}.", f"Reach {needed.en}.")
