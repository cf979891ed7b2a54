"""Recognition in words: who decides, until when a title holds, whether a better level may be asked for."""

from collections.abc import Mapping

from criteria.base import Citation
from criteria.calendar_model import Entry
from criteria.recognition_model import Authority, Term
from criteria.shared import BaseLevel
from criteria.texts import Text
from ratings.names import guidance_text
from ratings.recognising import Held, Recognised
from ratings.record import AnyRating
from ratings.result_parts import Named
from ratings.result_recognition import AskingShown, AuthorityShown, HeldTitle, RecognitionResult


def explained_recognition(rating: AnyRating) -> RecognitionResult | None:
    """Return what is to be said of recognition; None where the rule set says nothing of it."""
    recognition = rating.recognition
    if recognition is None:
        return None
    levels = {level.id: level for level in rating.rule_set.levels}
    authority = recognition.authority
    return RecognitionResult(
        decided=recognition.decided,
        authority=_authority(authority) if authority is not None else None,
        explanation=_who(rating, recognition),
        held=_title(recognition, recognition.held, levels) if recognition.held is not None else None,
        asking=_asking(rating, recognition),
    )


def _authority(each: Authority) -> AuthorityShown:
    return AuthorityShown(each.name, _cited(each.citation), each.provenance)


def _cited(citation: Citation | None) -> Text | None:
    return citation.text if citation is not None else None


def _who(rating: AnyRating, recognition: Recognised) -> Text:
    each, none_named = recognition.authority, recognition.rules.none_named
    if (
        each is None
        and none_named is not None
        and any(other.last is not None and other.last < recognition.decided for other in recognition.rules.authorities)
    ):
        return none_named.note
    if each is None:
        day = recognition.decided
        return Text(f"Chưa rõ ai quyết định vào ngày {day:%d/%m/%Y}.", f"Nobody is named who decides on {day}.")
    cited = _cited(each.citation)
    if cited is None and rating.overlaid is not None:
        cited = guidance_text(rating.overlaid.overlay.issued.number)
    source = Text("", "") if cited is None else Text(f" ({cited.vi})", f" ({cited.en})")
    return Text(f"Thẩm quyền công nhận: {each.name.vi}{source.vi}.", f"Who recognises: {each.name.en}{source.en}.")


def _title(recognition: Recognised, held: Held, levels: Mapping[str, BaseLevel]) -> HeldTitle:
    validity = recognition.rules.validity
    assert validity is not None  # without it no title is looked for
    level = levels[held.level]
    return HeldTitle(
        Named(level.id, level.name), held.given, held.until, _cited(validity.citation), validity.provenance
    )


def _asking(rating: AnyRating, recognition: Recognised) -> AskingShown | None:
    verdict = recognition.verdict
    if verdict is None:
        return None
    outcome = verdict.rule.rsplit("/", 1)[1]
    source = _source(recognition, outcome)
    cited = _cited(source.citation) if source is not None else None
    place = Text(f" ({cited.vi})", f" ({cited.en})") if cited is not None else Text("", "")
    said = _why(rating, recognition, outcome, place)
    return AskingShown(
        level=Named(rating.level.id, rating.level.name) if source is not None else None,
        may_ask=verdict.may_ask,
        on=recognition.asked,
        earliest=recognition.from_day if outcome in _WAITING else None,
        rule=verdict.rule,
        citation=cited,
        provenance=source.provenance if source is not None else None,
        explanation=said,
    )


_WAITING = ("too-early", "raise")


def _source(recognition: Recognised, outcome: str) -> Term | Entry | None:
    """Where the text says what the rule that fired rests on; None where nothing can be asked for."""
    if outcome == "nothing-reached":
        return None
    if outcome == "first":
        return recognition.dossier  # whoever meets a level sends the dossier for that one
    return recognition.rules.wait if outcome in _WAITING else recognition.rules.validity


def _why(rating: AnyRating, recognition: Recognised, outcome: str, place: Text) -> Text:
    """One sentence for the rule that fired; *place* is where the text says so."""
    levels = {level.id: level for level in rating.rule_set.levels}
    reached, on = rating.level.name, recognition.asked
    given = recognition.dossier is not None and recognition.dossier.id in rating.evidence.dates
    day = Text(f"ngày {on:%d/%m/%Y}", f"{on}") if given else Text(f"đúng hạn cuối {on:%d/%m/%Y}", f"its last day, {on}")
    held = recognition.held
    if outcome == "nothing-reached":
        return Text(
            "Số liệu năm nay chưa đạt mức nào nên chưa đề nghị công nhận được.",
            "The figures of the year reach no level, so none can be asked for.",
        )
    if held is None and recognition.later:
        return Text(
            f"Được đề nghị công nhận {reached.vi}{place.vi}; lần công nhận ghi trong tệp không trước ngày nộp hồ sơ.",
            f"The subject may ask for {reached.en}{place.en}; the recognition in the file is not before the dossier.",
        )
    if held is None:
        return Text(
            f"Được đề nghị công nhận {reached.vi}{place.vi}; tệp không ghi lần công nhận nào trước đó.",
            f"The subject may ask for {reached.en}{place.en}; the file names no earlier recognition.",
        )
    title, until = levels[held.level].name, held.until
    from_day = recognition.from_day or on
    return {
        "again": Text(
            f"{title.vi} đã hết hạn ngày {until:%d/%m/%Y}{place.vi}: được đề nghị công nhận lại, {reached.vi}.",
            f"{title.en} ended on {until}{place.en}: the subject may ask anew, for {reached.en}.",
        ),
        "no-higher": Text(
            f"Đang giữ {title.vi} đến hết {until:%d/%m/%Y}{place.vi}; năm nay không đạt cao hơn, chưa cần đề nghị.",
            f"The subject holds {title.en} to {until}{place.en}; the year reaches nothing higher to ask for.",
        ),
        "too-early": Text(
            f"Chưa được đề nghị {reached.vi}: nộp hồ sơ {day.vi} là sớm, phải từ {from_day:%d/%m/%Y}{place.vi}.",
            f"The subject may not ask for {reached.en} yet: dossier on {day.en}, possible from {from_day}{place.en}.",
        ),
        "raise": Text(
            f"Được đề nghị nâng từ {title.vi} lên {reached.vi}, từ {from_day:%d/%m/%Y}{place.vi}.",
            f"The subject may ask to be raised from {title.en} to {reached.en}, from {from_day}{place.en}.",
        ),
    }[outcome]
