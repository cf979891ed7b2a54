"""What a template can use, made from a rating and its result: nothing is decided here."""

from datetime import date

from criteria.calendar_model import Entry
from criteria.catalogue import standards
from criteria.papers_model import Paper
from criteria.shared import LegalText
from criteria.texts import Text, points_as_text
from ratings.due_dates import entry_of_role
from ratings.names import AREA_NAMES, KIND_NAMES, MET_NAMES, TIER_NAMES
from ratings.office import Office
from ratings.papers.context import (
    DossierFields,
    LevelFields,
    OutcomeFields,
    PaperContext,
    RuleSetFields,
    StepsFields,
    SubjectFields,
)
from ratings.papers.judged_fields import annex_fields, criteria_fields, lacking_sentences
from ratings.papers.office_fields import DOTS, HEADINGS, long_date, office_fields, paper_fields
from ratings.papers.writers import writer_of
from ratings.record import AnyRating
from ratings.result import Result
from ratings.result_sentences import (
    applicable_points,
    change_lead,
    finding_lead,
    possible_sentence,
    provenance_sentence,
    recognition_sentences,
    scaled_sentence,
    supposed_sentence,
)
from ratings.result_targets import AnyResult
from ratings.rules_parts import due_text

_KINDS_OF_TEXT = {"TT": "Thông tư", "QĐ": "Quyết định", "NĐ": "Nghị định"}
"""What the short name of a text begins with."""


def paper_context(rating: AnyRating, result: AnyResult, paper: Paper, office: Office | None) -> PaperContext:
    """Return what a template of *paper* can use; *office* is as it was given, None where nothing was."""
    entry = entry_of_role("dossier", rating.rule_set, rating.evidence)
    asking = result.recognition.asking if result.recognition is not None else None
    day = _day(rating, result, office)
    by = entry if entry is not None and _still_there(entry.by_until, day) else None
    return PaperContext(
        paper=paper_fields(paper),
        office=office_fields(office, paper.id, writer_of(result.subject, paper, by), _receiver(rating, entry, day)),
        subject=_subject(result),
        rule_set=_rule_set(rating, result),
        year=str(result.year),
        by_points=isinstance(result, Result),
        result=_outcome(result),
        criteria=criteria_fields(result),
        lacking=lacking_sentences(result),
        steps=_steps(result),
        recognition=_recognition(result),
        may_ask=asking is None or asking.may_ask,
        dossier=_dossier(rating, entry, paper),
        annex=annex_fields(result),
        findings=tuple(f"{finding_lead(each).vi}{each.message.vi}" for each in result.findings),
        note=_note(result),
    )


def _subject(result: AnyResult) -> SubjectFields:
    subject = result.subject
    return SubjectFields(
        name=subject.name,
        code=subject.code or "",
        kind=KIND_NAMES[subject.kind].vi,
        tier=TIER_NAMES[subject.tier].vi if subject.tier is not None else "",
        area=AREA_NAMES[subject.area].vi if subject.area != "normal" else "",
    )


def _rule_set(rating: AnyRating, result: AnyResult) -> RuleSetFields:
    rules, overlay = rating.rule_set, result.rule_set.overlay
    bases = [_basis(rules.text)]
    if rules.standards is not None:
        bases.append(_basis(standards(rules.standards).text))
    if overlay is not None:
        bases.append(f"Văn bản số {overlay.number} {long_date(overlay.date)} của {overlay.issuer.vi}")
    return RuleSetFields(rules.id, result.rule_set.title.vi, rules.text.short.vi, result.citation.vi, tuple(bases))


def _basis(text: LegalText) -> str:
    """Return how "Căn cứ" names *text*: "Thông tư số 25/2023/TT-BGDĐT ngày … của …"."""
    kind = _KINDS_OF_TEXT.get(text.short.vi.partition(" ")[0], "Văn bản")
    return f"{kind} số {text.number} {long_date(text.issued)} của {text.issuer.vi}"


def _outcome(result: AnyResult) -> OutcomeFields:
    if isinstance(result, Result):
        points, most = points_as_text(result.points).vi, points_as_text(result.max_points).vi
        score, levels = f"{points}/{most}", []
        remarks = [scaled_sentence(result), possible_sentence(result)]
        applicable, of = (points_as_text(each).vi for each in applicable_points(result))
    else:
        points = most = score = applicable = of = ""
        levels = [
            LevelFields(each.name.vi, MET_NAMES[each.status].vi, ", ".join(each.lacking), each.explanation.vi)
            for each in reversed(result.levels)
        ]
        remarks = [possible_sentence(result)]
    return OutcomeFields(
        level=result.level.name.vi,
        citation=result.citation.vi,
        explanation=result.explanation.vi,
        points=points,
        max_points=most,
        score=score,
        applicable=applicable if of != most else "",
        max_applicable=of if of != most else "",
        levels=tuple(levels),
        remarks=tuple(each.vi for each in remarks if each is not None),
    )


def _steps(result: AnyResult) -> StepsFields:
    above = result.next_level
    if above is None:
        return StepsFields("", (), ())
    reasons = tuple(each.vi for each in above.out_of_reach or ())
    if above.cheapest is None:
        return StepsFields(above.name.vi, (), reasons)
    changes = tuple(f"{change_lead(each).vi}{each.explanation.vi}" for each in above.cheapest.changes)
    return StepsFields(above.cheapest.level.name.vi, changes, reasons)  # the level may be better than the next


def _recognition(result: AnyResult) -> tuple[str, ...]:
    """Return what is said of recognition, but not what the file of evidence lacks: nobody signs that."""
    recognition = result.recognition
    if recognition is None:
        return ()
    asking = recognition.asking
    if asking is not None and asking.level is not None and asking.may_ask and recognition.held is None:
        cited = f" ({asking.citation.vi})" if asking.citation is not None else ""
        said = Text(f"Được đề nghị công nhận {asking.level.name.vi}{cited}.", asking.explanation.en)
        recognition = recognition._replace(asking=asking._replace(explanation=said))
    return tuple(each.vi for each in recognition_sentences(recognition))


def _receiver(rating: AnyRating, entry: Entry | None, day: date) -> str:
    """Return to whom the dossier goes, if they are there on *day*, with dots for the place; empty if nobody is.

    There is one ministry that issued the text, and it needs no place; every other body there is in many places.
    """
    if entry is None or entry.to is None or not _still_there(entry.to_until, day):
        return ""
    return entry.to.vi if entry.to == rating.rule_set.text.issuer else f"{entry.to.vi} {DOTS}"


def _dossier(rating: AnyRating, entry: Entry | None, paper: Paper) -> DossierFields:
    if entry is None:
        return DossierFields("", "", (), "", "")
    names = {each.id: each.name for each in rating.rule_set.calendar}
    return DossierFields(
        by=entry.by.vi,
        to=entry.to.vi if entry.to is not None else "",
        papers=tuple(each.vi for each in entry.papers if not each.vi.startswith(HEADINGS[paper.id])),
        due=due_text(entry.due, names).vi,
        citation=entry.citation.text.vi,
    )


def _day(rating: AnyRating, result: AnyResult, office: Office | None) -> date:
    """Return the day of the paper: as the office says, else that of the decision, else the end of the year."""
    if office is not None and office.date is not None:
        return office.date
    return result.recognition.decided if result.recognition is not None else date(rating.evidence.year, 12, 31)


def _still_there(until: date | None, day: date) -> bool:
    return until is None or day <= until


def _note(result: AnyResult) -> str:
    """Return that this is a draft, and on what its figures rest."""
    said = [
        "Dự thảo do phần mềm xhht lập từ tệp minh chứng; cơ quan kiểm tra lại trước khi ký.",
        provenance_sentence(result).vi,
    ]
    if result.provenance.assumed:
        said.append(
            "Số liệu theo giả định không phải quy định của văn bản; cần thay bằng hướng dẫn của địa phương khi có."
        )
    supposed = supposed_sentence(result)
    if supposed is not None:
        said.append(supposed.vi)
    if result.findings:
        said.append(f"Có {len(result.findings)} điều cần xem lại trước khi ký (xem: xhht rate).")
    return " ".join(said)
