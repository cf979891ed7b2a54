"""The result as text for a terminal: verdict first, then criterion by criterion, then what is above.

Styled text only, never markup: words of the evidence cannot become styles, links or escapes.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from rich.console import Group, RenderableType
from rich.text import Text as RichText

from criteria.answers import Document
from criteria.base import Provenance
from criteria.texts import Language, Speaker, Text, points_text
from ratings.layout import Between, Hanging, Styled
from ratings.names import (
    AREA_NAMES,
    MARKS,
    PROVENANCE_NAMES,
    SELECTED_NAMES,
    SEVERITY_NAMES,
    STATUS_NAMES,
    STYLES,
    document_text,
)
from ratings.result import CriterionResult, IndicatorResult, NextLevel, Result, SheetLine
from ratings.text_sections import members_section, standards_section

NARROW = 60
MOST_STEPS = 5
MANY_CRITERIA = 5
"""With more criteria than so many, a table of them comes first: the verdict fits one screen."""

_FINDING_STYLE = "yellow"


def points(number: Decimal, language: Language) -> str:
    """Return points as *language* writes them."""
    return points_text(int(number * 100)).into(language)


def report_of(result: Result, language: Language, width: int, *, brief: bool = False) -> RenderableType:
    """Return the report on *result*.

    Args:
        result: The explained rating.
        language: Of every word but those of the evidence.
        width: Columns to fit into.
        brief: The verdict only: the level, each criterion in one line, and what bars the next level.
    """
    report = _Report(result, language, narrow=width < NARROW)
    return Group(*(report.verdict() if brief else report.parts()))


def headline(item: CriterionResult | IndicatorResult, language: Language) -> Styled:
    """Return mark, points and status of *item* in one line."""
    score = f"{points(item.points, language)}/{points(item.max_points, language)}"
    return Styled(f"{MARKS[item.status]} {score} · {STATUS_NAMES[item.status].into(language)}", STYLES[item.status])


class _Report(Speaker):
    """Builds the parts of one report in one language."""

    def __init__(self, result: Result, language: Language, *, narrow: bool) -> None:
        super().__init__(language)
        self._result = result
        self._narrow = narrow

    def _points(self, number: Decimal) -> str:
        return points(number, self._language)

    def _score(self, item: CriterionResult | IndicatorResult) -> str:
        if item.status == "not_applicable":
            return ""
        return f"{self._points(item.points)}/{self._points(item.max_points)}"

    def parts(self) -> Iterator[RenderableType]:
        yield from self._head()
        if self._is_long:
            yield from self._table()
            yield from self._blocking()
        for criterion in self._result.criteria:
            yield from self._criterion(criterion)
        yield from standards_section(self._result, self._language)
        yield from members_section(self._result, self._language)
        yield from self._above()
        yield from self._findings()
        yield Styled()
        yield self._provenance()
        if self._is_long:
            yield self._level()  # again: the first line has long left the screen

    def verdict(self) -> Iterator[RenderableType]:
        yield from self._head()
        yield from self._table()
        yield from self._blocking()
        yield Styled()
        yield self._provenance()
        if self._result.findings:
            count = len(self._result.findings)
            yield Styled(self._say(f"Có {count} điều cần xem lại.", f"To look at again: {count}."), _FINDING_STYLE)

    @property
    def _is_long(self) -> bool:
        return len(self._result.criteria) > MANY_CRITERIA

    def _table(self) -> Iterator[RenderableType]:
        """Each criterion in one line."""
        yield Styled()
        for criterion in self._result.criteria:
            style = STYLES[criterion.status]
            lead = Styled.assemble(
                (f" {criterion.id:>2} ", "bold"), (f"{MARKS[criterion.status]} {self._score(criterion):<9} ", style)
            )
            yield Hanging(lead, Styled(self._in(criterion.short)))

    def _head(self) -> Iterator[RenderableType]:
        result, subject = self._result, self._result.subject
        yield self._level()
        yield Styled(subject.name, "bold")
        about = [self._in(result.rule_set.title), self._say(f"năm {result.year}", f"year {result.year}")]
        if subject.area != "normal":
            about.append(self._say(f"địa bàn {AREA_NAMES[subject.area].vi}", f"{AREA_NAMES[subject.area].en} area"))
        yield Styled(" · ".join([*about, *([subject.code] if subject.code else [])]), "dim")
        yield Styled(
            self._say(
                f"Bộ tiêu chí {result.rule_set.id}, {self._in(SELECTED_NAMES[result.rule_set.selected_by])};"
                f" xếp loại theo {self._in(result.citation)}",
                f"Rule set {result.rule_set.id}, {self._in(SELECTED_NAMES[result.rule_set.selected_by])};"
                f" level by {self._in(result.citation)}",
            ),
            "dim",
        )
        yield Styled(self._in(result.explanation))
        yield from self._overlay()
        yield from self._rescaled()
        if result.range.high > result.range.low:
            high, level = self._points(result.range.high), self._in(result.range.high_level.name)
            yield Styled(
                self._say(
                    f"Còn thiếu câu trả lời hoặc minh chứng: bổ sung đủ thì có thể đến {high} điểm ({level}).",
                    f"Answers or documents are missing: with them it can come to {high} points ({level}).",
                ),
                STYLES["missing"],
            )

    def _level(self) -> Styled:
        result = self._result
        total = f"{self._points(result.points)}/{self._points(result.max_points)}"
        line = Styled.assemble(
            self._say("Xếp loại: ", "Level: "),
            (self._in(result.level.name), "bold green" if result.next_level is None else "bold"),
            (self._say(f" · {total} điểm", f" · {total} points"), "bold"),
        )
        assert isinstance(line, Styled)  # assemble makes its own class
        return line

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

    def _rescaled(self) -> Iterator[RenderableType]:
        """How the total came about where something is not applicable: the sums are those of the criteria."""
        criteria = self._result.criteria
        scored = sum((criterion.points for criterion in criteria), Decimal(0))
        most = sum((criterion.max_points for criterion in criteria), Decimal(0))
        if most != self._result.max_points:
            sums, whole = (
                f"{self._points(scored)}/{self._points(most)}",
                self._points(self._result.max_points),
            )
            total = self._points(self._result.points)
            yield Styled(
                self._say(
                    f"Các nội dung áp dụng đạt {sums} điểm, quy về thang {whole} và làm tròn xuống: {total}.",
                    f"What applies scores {sums} points, scaled to {whole} and rounded down: {total}.",
                )
            )

    def _criterion(self, criterion: CriterionResult) -> Iterator[RenderableType]:
        yield Styled()
        name = Styled(f"{criterion.id}. {self._in(criterion.name)}", "bold")
        yield Between(name, Styled(f"{MARKS[criterion.status]} {self._score(criterion)}", STYLES[criterion.status]))
        for indicator in criterion.indicators:
            yield self._indicator(indicator)
        if criterion.sheet is not None:
            yield from (Hanging(Styled("      "), line) for line in self._sheet_line(criterion, criterion.sheet))

    def _sheet_line(self, criterion: CriterionResult, line: SheetLine) -> Iterator[Styled]:
        yield Styled(self._in(line.explanation))
        yield from self._papers(line.documents)
        source = f"{self._in(criterion.citation)} · {self._in(STATUS_NAMES[criterion.status])}"
        yield Styled(source + self._scored_by(line.provenance), "dim")

    def _papers(self, documents: Sequence[Document]) -> Iterator[Styled]:
        if documents:
            papers = "; ".join(self._in(document_text(document)) for document in documents)
            yield Styled(self._say(f"Minh chứng: {papers}", f"Documents: {papers}"))

    def _scored_by(self, provenance: Provenance) -> str:
        if provenance == "official":
            return ""
        return self._say(" · cách chấm: ", " · scoring: ") + self._in(PROVENANCE_NAMES[provenance])

    def _indicator(self, indicator: IndicatorResult) -> RenderableType:
        style, score = STYLES[indicator.status], self._score(indicator)
        mark = MARKS[indicator.status]
        body = tuple(self._body(indicator))
        if self._narrow:
            head = Styled.assemble((f"{indicator.id} ", "bold"), (f"{mark} {score}", style))
            return Group(head, *(Hanging(Styled("  "), line) for line in body))
        lead = Styled.assemble((f" {indicator.id:<4} ", "bold"), (f"{mark} {score:<8} ", style))
        blank = Styled(" " * lead.cell_len)
        return Group(*(Hanging(blank if place else lead, line) for place, line in enumerate(body)))

    def _body(self, indicator: IndicatorResult) -> Iterator[Styled]:
        yield Styled(self._in(indicator.name), "bold")
        yield Styled(self._in(indicator.explanation))
        yield from self._papers(indicator.documents)
        source = f"{self._in(indicator.citation)} · {self._in(STATUS_NAMES[indicator.status])}"
        yield Styled(source + self._scored_by(indicator.provenance), "dim")

    def _above(self) -> Iterator[RenderableType]:
        above = self._result.next_level
        if above is None:
            return
        if not self._is_long:
            yield from self._blocking()
        yield Styled()
        yield Styled(self._heading(above), "bold")
        for step in above.steps[:MOST_STEPS]:
            gain = self._points(step.points)
            text = Styled.assemble((f"{step.indicator} +{gain}: ", "bold"), self._in(step.explanation))
            yield self._item("→", text)
        rest = above.steps[MOST_STEPS:]
        if rest:
            ids = ", ".join(step.indicator for step in rest)
            yield self._item("→", Styled(self._say(f"và ở {ids}.", f"and at {ids}.")))

    def _blocking(self) -> Iterator[RenderableType]:
        above = self._result.next_level
        if above is None or not self._result.blocking:
            return
        # Of the level that they bar; it asks the same of the levels below.
        name = self._in((above.once_gates_hold or above).name)
        yield Styled()
        yield Styled(self._say(f"Điều kiện để được “{name}” chưa đạt:", f"Gates of {name} that do not hold:"), "bold")
        for block in self._result.blocking:
            yield self._item("✗", Styled(self._in(block.explanation)))

    def _heading(self, above: NextLevel) -> str:
        name, needed = self._in(above.name), self._points(above.points_needed)
        if above.once_gates_hold is not None:
            barred = self._in(above.once_gates_hold.name)
            return self._say(
                f"Đủ điểm loại {barred}: đạt điều kiện thì được loại này. Còn có thể thêm điểm{self._unscaled().vi} ở:",
                f"Enough points for {barred} once the gates hold. Points can still be gained{self._unscaled().en} at:",
            )
        return self._say(
            f"Để đạt loại {name} còn thiếu {needed} điểm. Còn có thể thêm điểm{self._unscaled().vi} ở:",
            f"{name} needs {needed} more points. Points can still be gained{self._unscaled().en} at:",
        )

    def _unscaled(self) -> Text:
        applies = sum((criterion.max_points for criterion in self._result.criteria), Decimal(0))
        if applies == self._result.max_points:
            return Text("", "")
        whole = self._points(self._result.max_points)
        return Text(f" (tính trước khi quy về thang {whole})", f" (counted before scaling to {whole})")

    def _findings(self) -> Iterator[RenderableType]:
        if not self._result.findings:
            return
        yield Styled()
        yield Styled(self._say("Cần xem lại:", "To look at again:"), "bold")
        for finding in self._result.findings:
            lead = f"{self._in(SEVERITY_NAMES[finding.severity])} {finding.path}: "
            yield self._item("!", Styled.assemble((lead, _FINDING_STYLE), self._in(finding.message)))

    def _provenance(self) -> RenderableType:
        counts = self._result.provenance
        every = sum(counts)
        parts = [
            self._say(
                f"{counts.official}/{every} nội dung chấm trực tiếp theo văn bản",
                f"{counts.official} of {every} indicators rest on the text",
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
