"""The result as text for a terminal: verdict first, then criterion by criterion, then what is above.

Styled text only, never markup: words of the evidence cannot become styles, links or escapes.
"""

from collections.abc import Iterator
from decimal import Decimal

from rich.console import Group, RenderableType

from criteria.texts import Language, Text, points_as_text
from ratings.explaining_shared import unscaled
from ratings.layout import Between, Hanging, Styled
from ratings.names import (
    MARKS,
    STATUS_NAMES,
    STYLES,
)
from ratings.report_parts import MANY_CRITERIA, NARROW, ReportParts
from ratings.result import CriterionResult, IndicatorResult, NextLevel, Result, SheetLine
from ratings.result_targets import AnyResult
from ratings.steps_report import change_lines
from ratings.targets_report import TargetsReport


def report_of(result: AnyResult, language: Language, width: int, *, brief: bool = False) -> RenderableType:
    """Return the report on *result*.

    Args:
        result: The explained rating.
        language: Of every word but those of the evidence.
        width: Columns to fit into.
        brief: The verdict only: the level, each criterion in one line, and what bars the next level.
    """
    narrow = width < NARROW
    report = (
        _Report(result, language, narrow=narrow)
        if isinstance(result, Result)
        else TargetsReport(result, language, narrow=narrow)
    )
    return Group(*(report.verdict() if brief else report.parts()))


def headline(item: CriterionResult | IndicatorResult, language: Language) -> Styled:
    """Return mark, points and status of *item* in one line."""
    points, most = (points_as_text(each).into(language) for each in (item.points, item.max_points))
    score = f"{points}/{most}"
    return Styled(f"{MARKS[item.status]} {score} · {STATUS_NAMES[item.status].into(language)}", STYLES[item.status])


class _Report(ReportParts[Result]):
    """A report on a rating by points."""

    def _points(self, number: Decimal) -> str:
        return self._in(points_as_text(number))

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
        yield from self._behind()
        yield from self._above()
        yield from self._after()
        if self._is_long:
            yield self._level()  # again: the first line has long left the screen

    def verdict(self) -> Iterator[RenderableType]:
        yield from self._head()
        yield from self._table()
        yield from self._blocking()
        if self._result.next_level is not None:
            yield Styled()
        yield from self._steps_in_short()
        yield from self._last_lines()

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
        yield self._level()
        yield from self._about()
        yield from self._rescaled()
        outcomes = self._result.range
        if outcomes.high > outcomes.low:
            high, level = self._points(outcomes.high), self._in(outcomes.high_level.name)
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
        yield Hanging(Styled(), Styled(self._heading(above), "bold"))
        if above.cheapest is not None:
            yield from (change_lines(change, self._language) for change in above.cheapest.changes)
        for reason in above.out_of_reach or ():
            yield self._item("✗", Styled(self._in(reason)))
        if above.steps:
            listed = "; ".join(f"{step.indicator} +{self._points(step.points)}" for step in above.steps)
            scale = self._unscaled()
            yield Styled(
                self._say(
                    f"Còn có thể thêm điểm{scale.vi} ở: {listed}. Cách khác: xhht steps FILE --most 3.",
                    f"Points can still be gained{scale.en} at: {listed}. Other ways: xhht steps FILE --most 3.",
                )
            )

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
        vi = f"Để đạt loại {name} còn thiếu {needed} điểm."
        en = f"{name} needs {needed} more points."
        if above.once_gates_hold is not None:
            barred = self._in(above.once_gates_hold.name)
            vi = f"Đủ điểm loại {barred}: đạt điều kiện thì được loại này."
            en = f"Enough points for {barred} once the gates hold."
        if above.cheapest is None:
            return self._say(f"{vi} Không thể đạt loại {name}:", f"{en} {name} cannot be reached:")
        then, scale = self._in(above.cheapest.level.name), self._unscaled()  # the level may be better than the next
        return self._say(
            f"{vi} Cách ít tốn công nhất để đạt loại {then}{scale.vi}:", f"{en} The cheapest way to {then}{scale.en}:"
        )

    def _unscaled(self) -> Text:
        applicable = sum((criterion.max_points for criterion in self._result.criteria), Decimal(0))
        return unscaled(applicable, self._result.max_points)
