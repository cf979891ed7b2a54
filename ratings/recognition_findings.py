"""What of the recognition of a subject wants a second look: decisions that come too late to count."""

from collections.abc import Iterator

from criteria.problems import pointer
from criteria.targets_model import AnyRuleSet
from criteria.texts import Text
from ratings.due_dates import fixed_days
from ratings.evidence import Evidence
from ratings.finding import Finding
from ratings.recognising import Recognised


def recognition_findings(recognition: Recognised, rule_set: AnyRuleSet, evidence: Evidence) -> Iterator[Finding]:
    """Yield what of *recognition* wants a second look."""
    first = rule_set.text.in_force.first
    for place, title in enumerate(evidence.recognitions):
        if title.date < first:
            message = Text(
                f"Công nhận ngày {title.date:%d/%m/%Y}, trước ngày văn bản có hiệu lực ({first:%d/%m/%Y}).",
                f"Recognised on {title.date}, before the text was in force ({first}).",
            )
            yield Finding("warning", pointer(["recognitions", place, "date"]), message)
    yield from _sent(recognition, evidence)
    for each in recognition.later:
        asked = recognition.asked
        message = Text(
            f"Quyết định ngày {each.date:%d/%m/%Y} không trước ngày nộp hồ sơ ({asked:%d/%m/%Y}) nên không tính.",
            f"The recognition of {each.date} is not before the dossier of {asked}: it does not count.",
        )
        yield Finding("info", "/recognitions", message)


def _sent(recognition: Recognised, evidence: Evidence) -> Iterator[Finding]:
    """The figures are those of the whole year: a dossier that is due after it is sent after it, and in time."""
    dossier = recognition.dossier
    days = fixed_days(dossier.due, evidence.year) if dossier is not None else None
    if dossier is None or days is None or dossier.id not in evidence.dates:
        return
    sent, path = evidence.dates[dossier.id], pointer(["dates", dossier.id])
    if sent.year == evidence.year:
        message = Text(
            f"Hồ sơ gửi ngày {sent:%d/%m/%Y}, khi năm đánh giá {evidence.year} chưa hết.",
            f"The dossier was sent on {sent}, before the year {evidence.year} was over.",
        )
        yield Finding("warning", path, message)
    elif sent > days[1]:
        message = Text(
            f"Hồ sơ gửi ngày {sent:%d/%m/%Y}, sau ngày cuối cùng còn kịp ({days[1]:%d/%m/%Y}).",
            f"The dossier was sent on {sent}, after the last day in time ({days[1]}).",
        )
        yield Finding("warning", path, message)
