"""A paper of an office, as a Word file: from the rating, an office block and a template."""

from typing import NoReturn

from criteria.papers_model import Paper, PaperKind
from criteria.targets_model import AnyRuleSet
from criteria.texts import Text
from ratings.office import Office
from ratings.papers.building import paper_context
from ratings.papers.default_templates import default_template
from ratings.papers.errors import refuse_paper
from ratings.papers.rendering import render
from ratings.record import AnyRating
from ratings.result_targets import AnyResult


def paper(
    rating: AnyRating, result: AnyResult, kind: PaperKind, *, office: Office | None, template: bytes | None
) -> bytes:
    """Return the paper of *kind* about *rating* as the bytes of a Word file, in Vietnamese.

    Args:
        rating: What was decided.
        result: The same explained; all figures come from it.
        kind: Which paper.
        office: Who writes it; left out, what the evidence says of the office.
        template: A Word file of the user's; None is the template of xhht.

    Raises:
        PaperError: The rule set has no such paper, nothing may be asked for, or the template cannot be used.
    """
    asked = paper_of(rating.rule_set, kind)
    _refuse_too_early(result, kind)
    context = paper_context(rating, result, asked, office or rating.evidence.office)
    return render(template if template is not None else default_template(kind), context)


def paper_of(rule_set: AnyRuleSet, kind: PaperKind) -> Paper:
    """Return the paper of *kind* as *rule_set* has it.

    Raises:
        PaperError: It has none.
    """
    found = next((each for each in rule_set.papers if each.id == kind), None)
    if found is None:
        _refuse_unlisted(rule_set, kind)
    return found


def _refuse_unlisted(rule_set: AnyRuleSet, kind: PaperKind) -> NoReturn:
    listed = "; ".join(f"{each.id} ({each.title.vi})" for each in rule_set.papers)
    english = "; ".join(f"{each.id} ({each.title.en})" for each in rule_set.papers)
    refuse_paper(
        Text(f"{rule_set.id} không có giấy tờ {kind}.", f"{rule_set.id} has no paper {kind}."),
        Text(f"Có: {listed}.", f"It has: {english}.") if listed else Text("", ""),
    )


def _refuse_too_early(result: AnyResult, kind: PaperKind) -> None:
    """Refuse a submission where the text does not allow one yet: for no level, or before a term has run out."""
    asking = result.recognition.asking if result.recognition is not None else None
    if kind == "submission" and asking is not None and not asking.may_ask:
        refuse_paper(
            Text(f"Chưa lập tờ trình được. {asking.explanation.vi}", f"No submission yet. {asking.explanation.en}"),
            Text("Các giấy tờ khác vẫn lập được.", "The other papers can be written."),
        )
