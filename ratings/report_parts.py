"""Parts of the text report that ratings by points and by targets have alike."""

from collections.abc import Iterator, Sequence
from typing import Any, Generic, TypeVar

from rich.console import RenderableType
from rich.text import Text as RichText

from criteria.answers import Document
from criteria.base import Provenance
from criteria.texts import Language, Speaker, Text
from ratings.evidence import is_to_be_found
from ratings.layout import Hanging, Styled
from ratings.names import AREA_NAMES, PROVENANCE_NAMES, SELECTED_NAMES, SEVERITY_NAMES, STYLES, document_text
from ratings.result_recognition import RecognitionResult
from ratings.result_targets import AnyResult
from ratings.text_sections import members_section, standards_section

NARROW = 60
MANY_CRITERIA = 5
"""With more criteria than so many, a table of them comes first: the verdict fits one screen."""
FINDING_STYLE = "yellow"

_Result = TypeVar("_Result", bound=AnyResult)


def _papers_of(judged: Any) -> Sequence[Document]:
    """Return the papers of an indicator, or of a criterion on a score sheet; none of another criterion."""
    shown = getattr(judged, "sheet", None) or judged
    papers: Sequence[Document] = getattr(shown, "documents", ())
    return papers


class ReportParts(Speaker, Generic[_Result]):
    """Builds the parts of one report in one language."""

    _ranked = Text("xếp loại", "level")
    _scoring = Text(" · cách chấm: ", " · scoring: ")
    _judged = Text("nội dung chấm", "indicators")

    def __init__(self, result: _Result, language: Language, *, narrow: bool) -> None:
        """Report on *result*; *narrow*: in few columns."""
        super().__init__(language)
        self._result = result
        self._narrow = narrow

    def _about(self) -> Iterator[RenderableType]:
        """Whom, and by which rule set."""
        result, subject = self._result, self._result.subject
        yield Styled(subject.name, "bold")
        about = [self._in(result.rule_set.title), self._say(f"năm {result.year}", f"year {result.year}")]
        if subject.area != "normal":
            about.append(self._say(f"địa bàn {AREA_NAMES[subject.area].vi}", f"{AREA_NAMES[subject.area].en} area"))
        yield Styled(" · ".join([*about, *([subject.code] if subject.code else [])]), "dim")
        selected = SELECTED_NAMES[result.rule_set.selected_by]
        yield Styled(
            self._say(
                f"Bộ tiêu chí {result.rule_set.id}, {selected.vi}; {self._ranked.vi} theo {self._in(result.citation)}",
                f"Rule set {result.rule_set.id}, {selected.en}; {self._ranked.en} by {self._in(result.citation)}",
            ),
            "dim",
        )
        yield Styled(self._in(result.explanation))
        yield from self._supposed()
        yield from self._overlay()

    def _supposed(self) -> Iterator[RenderableType]:
        """Which answers count only because a paper is supposed to be there."""
        judged = [each for criterion in self._result.criteria for each in (criterion, *criterion.indicators)]
        names = [each.id for each in judged if any(map(is_to_be_found, _papers_of(each)))]
        if names:
            listed = ", ".join(names)
            told = self._say(
                f"Kết quả này tính cả minh chứng mới là giả sử, chưa có thật: {listed}.",
                f"This counts documents that are only supposed and still lack: {listed}.",
            )
            yield Styled(told, STYLES["missing"])

    def _overlay(self) -> Iterator[RenderableType]:
        overlay = self._result.rule_set.overlay
        if overlay is None:
            return
        issuer, number = self._in(overlay.issuer), overlay.number
        yield Styled(
            self._say(
                f"Theo hướng dẫn của địa phương: số {number} ngày {overlay.date:%d/%m/%Y} của {issuer}.",
                f"By local guidance: no. {number} of {overlay.date} by {issuer}.",
            )
        )

    def _papers(self, documents: Sequence[Document]) -> Iterator[Styled]:
        if documents:
            papers = "; ".join(self._in(document_text(document)) for document in documents)
            yield Styled(self._say(f"Minh chứng: {papers}", f"Documents: {papers}"))

    def _scored_by(self, provenance: Provenance) -> str:
        if provenance == "official":
            return ""
        return self._in(self._scoring) + self._in(PROVENANCE_NAMES[provenance])

    def _behind(self) -> Iterator[RenderableType]:
        """What stands behind the answers: standards and members."""
        yield from standards_section(self._result, self._language)
        yield from members_section(self._result, self._language)

    def _after(self) -> Iterator[RenderableType]:
        """What follows the verdicts: recognition, findings, provenance."""
        yield from self._recognition()
        yield from self._findings()
        yield Styled()
        yield self._provenance()

    def _steps_in_short(self) -> Iterator[RenderableType]:
        """How many changes the cheapest way to the next level has, and where; or why there is none."""
        above = self._result.next_level
        if above is None:
            return
        if above.cheapest is not None:
            changes, level = above.cheapest.changes, above.cheapest.level.name
            listed, many = ", ".join(each.indicator for each in changes), "changes" if len(changes) > 1 else "change"
            vi = f"Cách ít tốn công nhất để đạt {level.vi}: {len(changes)} thay đổi ({listed}); xem: xhht steps FILE."
            en = f"The cheapest way to {level.en}: {len(changes)} {many} ({listed}); see: xhht steps FILE."
            yield Styled(self._say(vi, en), "dim")
        for reason in above.out_of_reach or ():
            yield self._item("✗", Styled(self._say("Không thể đạt: ", "Out of reach: ") + self._in(reason)))

    def _last_lines(self) -> Iterator[RenderableType]:
        """The end of a verdict: provenance, and how many findings there are."""
        yield Styled()
        yield self._provenance()
        if self._result.findings:
            count = len(self._result.findings)
            yield Styled(self._say(f"Có {count} điều cần xem lại.", f"To look at again: {count}."), FINDING_STYLE)

    def _recognition(self) -> Iterator[RenderableType]:
        """Who recognises, what title holds, and whether a better one may be asked for."""
        recognition = self._result.recognition
        if recognition is None:
            return
        yield Styled()
        yield Styled(self._say("Công nhận", "Recognition"), "bold")
        lines = [self._in(recognition.explanation), *self._held(recognition)]
        if recognition.asking is not None:
            provenance = recognition.asking.provenance or "official"
            lines.append(self._in(recognition.asking.explanation) + self._unsure(provenance))
        for line in lines:
            yield self._item("-", Styled(line))

    def _held(self, recognition: RecognitionResult) -> Iterator[str]:
        held = recognition.held
        if held is None:
            return
        name, cited = self._in(held.level.name), self._in(held.citation) if held.citation is not None else ""
        source = f" ({cited})" if cited else ""
        ended = recognition.asking is not None and held.until < recognition.asking.on
        lasts = Text("đã hết hạn ngày", "and ended on") if ended else Text("giữ đến hết", "and holds to")
        yield self._say(
            f"{name} được công nhận ngày {held.given:%d/%m/%Y}, {lasts.vi} {held.until:%d/%m/%Y}{source}.",
            f"{name} was recognised on {held.given} {lasts.en} {held.until}{source}.",
        ) + self._unsure(held.provenance)

    def _unsure(self, provenance: Provenance) -> str:
        return "" if provenance == "official" else f" [{self._in(PROVENANCE_NAMES[provenance])}]"

    def _findings(self) -> Iterator[RenderableType]:
        if not self._result.findings:
            return
        yield Styled()
        yield Styled(self._say("Cần xem lại:", "To look at again:"), "bold")
        for finding in self._result.findings:
            lead = f"{self._in(SEVERITY_NAMES[finding.severity])} {finding.path}: "
            yield self._item("!", Styled.assemble((lead, FINDING_STYLE), self._in(finding.message)))

    def _provenance(self) -> RenderableType:
        counts = self._result.provenance
        every = sum(counts)
        parts = [
            self._say(
                f"{counts.official}/{every} {self._judged.vi} trực tiếp theo văn bản",
                f"{counts.official} of {every} {self._judged.en} rest on the text",
            )
        ]
        if counts.local:
            parts.append(self._say(f"{counts.local} theo hướng dẫn địa phương", f"{counts.local} on local guidance"))
        if counts.secondary:
            parts.append(
                self._say(f"{counts.secondary} theo nguồn thứ cấp", f"{counts.secondary} on secondary sources")
            )
        if counts.assumed:
            parts.append(
                self._say(f"{counts.assumed} theo giả định của xhht", f"{counts.assumed} on assumptions of xhht")
            )
        return Styled(self._say("Nguồn gốc: ", "Provenance: ") + "; ".join(parts) + ".", "dim")

    def _item(self, mark: str, text: RichText) -> RenderableType:
        return Hanging(Styled(f" {mark} "), text)
