"""What every report says of a result as a whole, in sentences: by what it was rated, how sure it is, what is above."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from criteria.answers import Document
from criteria.base import Provenance
from criteria.texts import Text, joined, points_as_text
from ratings.evidence import is_to_be_found
from ratings.explaining_shared import unscaled
from ratings.finding import Finding
from ratings.names import PROVENANCE_NAMES, SELECTED_NAMES, SEVERITY_NAMES
from ratings.result import NextLevel, Result
from ratings.result_parts import ProvenanceCount
from ratings.result_recognition import HeldTitle, RecognitionResult
from ratings.result_steps import ChangeShown
from ratings.result_targets import AnyResult

_NOTHING = Text("", "")


def rule_set_sentence(result: AnyResult) -> Text:
    """Return by which rule set it was rated, what chose it, and where the text names the level."""
    ranked = Text("xếp loại", "level") if isinstance(result, Result) else Text("công nhận", "level")
    id_, selected, cited = result.rule_set.id, SELECTED_NAMES[result.rule_set.selected_by], result.citation
    return Text(
        f"Bộ tiêu chí {id_}, {selected.vi}; {ranked.vi} theo {cited.vi}",
        f"Rule set {id_}, {selected.en}; {ranked.en} by {cited.en}",
    )


def overlay_sentence(result: AnyResult) -> Text | None:
    """Return which local guidance was laid over the rule set; None where none was."""
    overlay = result.rule_set.overlay
    if overlay is None:
        return None
    issuer, number = overlay.issuer, overlay.number
    return Text(
        f"Theo hướng dẫn của địa phương: số {number} ngày {overlay.date:%d/%m/%Y} của {issuer.vi}.",
        f"By local guidance: no. {number} of {overlay.date} by {issuer.en}.",
    )


def supposed_sentence(result: AnyResult) -> Text | None:
    """Return which answers count only because a paper is supposed to be there; None where none does."""
    judged = [each for criterion in result.criteria for each in (criterion, *criterion.indicators)]
    listed = ", ".join(each.id for each in judged if any(map(is_to_be_found, papers_of(each))))
    if not listed:
        return None
    return Text(
        f"Kết quả này tính cả minh chứng mới là giả sử, chưa có thật: {listed}.",
        f"This counts documents that are only supposed and still lack: {listed}.",
    )


def papers_of(judged: Any) -> Sequence[Document]:
    """Return the papers of an indicator, or of a criterion on a score sheet; none of another criterion."""
    shown = getattr(judged, "sheet", None) or judged
    papers: Sequence[Document] = getattr(shown, "documents", ())
    return papers


def listed_documents(result: AnyResult) -> dict[Document, list[str]]:
    """Return each document once, in the order of the criteria, with the ids of what it proves."""
    found: dict[Document, list[str]] = {}
    for criterion in result.criteria:
        for judged in (criterion, *criterion.indicators):
            for paper in papers_of(judged):
                used_for = found.setdefault(paper, [])
                if judged.id not in used_for:
                    used_for.append(judged.id)
    return found


def possible_sentence(result: AnyResult) -> Text | None:
    """Return what can still come out once what is missing is there; None where nothing else can."""
    lacking = Text(
        "Còn thiếu câu trả lời hoặc minh chứng: bổ sung đủ thì có thể đến",
        "Answers or documents are missing: with them it can come to",
    )
    if isinstance(result, Result):
        high, level = points_as_text(result.range.high), result.range.high_level.name
        other = result.range.high > result.range.low
        best = Text(f"{high.vi} điểm ({level.vi})", f"{high.en} points ({level.en})")
    else:
        best, other = result.range.high_level.name, result.range.high_level != result.range.low_level
    return Text(f"{lacking.vi} {best.vi}.", f"{lacking.en} {best.en}.") if other else None


def applicable_points(result: Result) -> tuple[Decimal, Decimal]:
    """Return the points of what applies and their maximum, before the total is scaled (ADR 0004)."""
    return (
        sum((criterion.points for criterion in result.criteria), Decimal(0)),
        sum((criterion.max_points for criterion in result.criteria), Decimal(0)),
    )


def scaled_sentence(result: Result) -> Text | None:
    """Return how the total came about where something is not applicable; None where all applies."""
    scored, most = applicable_points(result)
    if most == result.max_points:
        return None
    points, of, whole, total = (points_as_text(each) for each in (scored, most, result.max_points, result.points))
    return Text(
        f"Các nội dung áp dụng đạt {points.vi}/{of.vi} điểm, quy về thang {whole.vi} và làm tròn xuống: {total.vi}.",
        f"What applies scores {points.en}/{of.en} points, scaled to {whole.en} and rounded down: {total.en}.",
    )


def unscaled_remark(result: Result) -> Text:
    """Return that points are counted before the total is scaled, to follow them; nothing where all applies."""
    return unscaled(applicable_points(result)[1], result.max_points)


def gates_heading(result: Result) -> Text | None:
    """Return what heads the gates that do not hold; None where none is left."""
    above = result.next_level
    if above is None or not result.blocking:
        return None
    name = (above.once_gates_hold or above).name  # of the level that they bar; it asks the same of the levels below
    return Text(f"Điều kiện để được “{name.vi}” chưa đạt:", f"Gates of {name.en} that do not hold:")


def steps_heading(result: Result, above: NextLevel) -> Text:
    """Return how far off the next level is, and what heads the changes that reach it or why nothing does."""
    name, needed = above.name, points_as_text(above.points_needed)
    said = Text(f"Để đạt loại {name.vi} còn thiếu {needed.vi} điểm.", f"{name.en} needs {needed.en} more points.")
    if above.once_gates_hold is not None:
        barred = above.once_gates_hold.name
        said = Text(
            f"Đủ điểm loại {barred.vi}: đạt điều kiện thì được loại này.",
            f"Enough points for {barred.en} once the gates hold.",
        )
    if above.cheapest is None:
        return joined([said, Text(f"Không thể đạt loại {name.vi}:", f"{name.en} cannot be reached:")])
    then, scale = above.cheapest.level.name, unscaled_remark(result)  # the level may be better than the next
    way = Text(f"Cách ít tốn công nhất để đạt loại {then.vi}", f"The cheapest way to {then.en}")
    return joined([said, Text(f"{way.vi}{scale.vi}:", f"{way.en}{scale.en}:")])


def change_lead(change: ChangeShown) -> Text:
    """Return what is changed and what that gains, to stand before what is to be done: "2.a +0,5: "."""
    gain = points_as_text(change.points) if change.points is not None else None
    vi, en = (f" +{gain.vi}", f" +{gain.en}") if gain is not None else ("", "")
    return Text(f"{change.indicator}{vi}: ", f"{change.indicator}{en}: ")


def recognition_sentences(recognition: RecognitionResult) -> Iterator[Text]:
    """Yield who recognises, what title holds, and whether a better one may be asked for."""
    yield recognition.explanation
    if recognition.held is not None:
        yield _held(recognition, recognition.held)
    if recognition.asking is not None:
        yield joined([recognition.asking.explanation, _unsure(recognition.asking.provenance or "official")], "")


def _held(recognition: RecognitionResult, held: HeldTitle) -> Text:
    name, ended = held.level.name, recognition.asking is not None and held.until < recognition.asking.on
    cited = Text(f" ({held.citation.vi})", f" ({held.citation.en})") if held.citation is not None else _NOTHING
    lasts = Text("đã hết hạn ngày", "and ended on") if ended else Text("giữ đến hết", "and holds to")
    given, until = held.given, held.until
    said = Text(
        f"{name.vi} được công nhận ngày {given:%d/%m/%Y}, {lasts.vi} {until:%d/%m/%Y}{cited.vi}.",
        f"{name.en} was recognised on {given} {lasts.en} {until}{cited.en}.",
    )
    return joined([said, _unsure(held.provenance)], "")


def _unsure(provenance: Provenance) -> Text:
    name = PROVENANCE_NAMES[provenance]
    return _NOTHING if provenance == "official" else Text(f" [{name.vi}]", f" [{name.en}]")


def finding_lead(finding: Finding) -> Text:
    """Return how grave *finding* is and where, to stand before what it says."""
    severity = SEVERITY_NAMES[finding.severity]
    return Text(f"{severity.vi} {finding.path}: ", f"{severity.en} {finding.path}: ")


def provenance_sentence(result: AnyResult) -> Text:
    """Return how many of what was judged rest on the text, on local guidance, on other sources, on assumptions."""
    return counted_provenance(result.provenance, points=isinstance(result, Result))


def counted_provenance(counts: ProvenanceCount, *, points: bool) -> Text:
    """Return how many of what was judged, by points or by targets, rest on what."""
    judged = Text("nội dung chấm", "indicators") if points else Text("chỉ tiêu đánh giá", "targets")
    every = sum(counts)
    parts = [
        Text(
            f"{counts.official}/{every} {judged.vi} trực tiếp theo văn bản",
            f"{counts.official} of {every} {judged.en} rest on the text",
        )
    ]
    others = (
        (counts.local, Text("theo hướng dẫn địa phương", "on local guidance")),
        (counts.secondary, Text("theo nguồn thứ cấp", "on secondary sources")),
        (counts.assumed, Text("theo giả định của xhht", "on assumptions of xhht")),
    )
    parts += [Text(f"{count} {words.vi}", f"{count} {words.en}") for count, words in others if count]
    listed = joined(parts, "; ")
    return Text(f"Nguồn gốc: {listed.vi}.", f"Provenance: {listed.en}.")
