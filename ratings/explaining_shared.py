"""What of a rating is said alike by points and by targets: whom, by what, what an answer says, how sure it is."""

from decimal import Decimal

from criteria.amounts import share_ppm
from criteria.answers import Answer, NotApplicableAnswer, ShareAnswer
from criteria.questions import AskShare
from criteria.shared import BaseIndicator, BaseLevel
from criteria.texts import Text, joined, percent_text, points_as_text, ratio_text
from ratings.explaining_members import overlay_used, roll_up_sentence
from ratings.measures import measured
from ratings.record import AnyRating
from ratings.result_parts import Named, ProvenanceCount, RuleSetUsed, SubjectShown


def named(level: BaseLevel) -> Named:
    """Return *level* by id and name."""
    return Named(level.id, level.name)


def rule_set_used(rating: AnyRating) -> RuleSetUsed:
    """Return by which rule set it was rated, and why by that one."""
    rule_set = rating.rule_set
    return RuleSetUsed(rule_set.id, rule_set.title, rating.selected_by, overlay_used(rating.overlaid))


def subject_shown(rating: AnyRating) -> SubjectShown:
    """Return who was rated."""
    subject = rating.evidence.subject
    return SubjectShown(subject.kind, subject.name, subject.code, subject.tier, subject.type, subject.area)


def level_citation(rating: AnyRating) -> Text:
    """Return where the text names the level that is reached."""
    return joined([rating.level.citation.text, rating.rule_set.text.short], ", ")


def provenance_count(rating: AnyRating) -> ProvenanceCount:
    """Return how many of what was judged rest on what."""
    kinds = [rating.provenance_of(name) for name in rating.asked]
    return ProvenanceCount(
        kinds.count("official"), kinds.count("local"), kinds.count("secondary"), kinds.count("assumed")
    )


def derived_standard(rating: AnyRating, indicator: str) -> str | None:
    """Return the standard whose level answers *indicator*; None where the answer is the evidence's own."""
    derived = rating.answers.get(indicator) is not rating.evidence.answers.get(indicator)
    return rating.rule_set.derived.get(indicator) if derived else None


def said_text(indicator: BaseIndicator, answer: Answer) -> Text:
    """Return what *answer* says of whom: "38/40 thành viên hoàn thành kế hoạch (95 %)"."""
    if isinstance(answer, ShareAnswer) and isinstance(indicator.answer, AskShare):
        share, counted = percent_text(share_ppm(answer.count, answer.of)), indicator.answer.counted
        numbers = ratio_text(answer.count, answer.of)
        people = counted.en[:1].upper() + counted.en[1:]
        return Text(f"{numbers.vi} {counted.vi} ({share.vi})", f"{people}: {numbers.en} ({share.en})")
    return measured(indicator, answer)


def unscaled(applicable: Decimal, whole: Decimal) -> Text:
    """Return that points are counted before the total is scaled, to follow them; nothing where all applies.

    Args:
        applicable: The maxima of what applies, together.
        whole: What the total is of.
    """
    if applicable == whole:
        return Text("", "")
    shown = points_as_text(whole)
    return Text(f" (tính trước khi quy về thang {shown.vi})", f" (counted before scaling to {shown.en})")


def papers_needed(indicator: BaseIndicator) -> Text:
    """Return which documents, or that an answer, would be right."""
    if not indicator.documents:
        return Text("Hãy bổ sung câu trả lời.", "Add an answer.")
    listed = joined(indicator.documents, "; ")
    return Text(f"Minh chứng cần có: {listed.vi}.", f"Documents needed: {listed.en}.")


def with_roll_up(rating: AnyRating, indicator: str, said: Text) -> Text:
    """Return *said*, and where members gave the answer, that they did."""
    left_out = isinstance(rating.answer_to(indicator), NotApplicableAnswer)
    if indicator in rating.roll_ups and rating.roll_ups[indicator].is_known and not left_out:
        return joined([said, roll_up_sentence(rating, indicator)])
    return said
