"""The result as text for a terminal: verdict first, then criterion by criterion, then what is above.

Styled text only, never markup: words of the evidence cannot become styles, links or escapes.
"""

from collections.abc import Iterator
from decimal import Decimal

from rich.console import Group, RenderableType

from criteria.texts import Language, points_as_text
from ratings.layout import Between, Hanging, Styled
from ratings.names import (
    MARKS,
    STATUS_NAMES,
    STYLES,
)
from ratings.report_parts import MANY_CRITERIA, NARROW, ReportParts
from ratings.result import CriterionResult, IndicatorResult, Result, SheetLine
from ratings.result_sentences import gates_heading, scaled_sentence, steps_heading, unscaled_remark
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
        yield from self._possible()

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
        scaled = scaled_sentence(self._result)
        if scaled is not None:
            yield Styled(self._in(scaled))

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
        yield Hanging(Styled(), Styled(self._in(steps_heading(self._result, above)), "bold"))
        if above.cheapest is not None:
            yield from (change_lines(change, self._language) for change in above.cheapest.changes)
        for reason in above.out_of_reach or ():
            yield self._item("✗", Styled(self._in(reason)))
        if above.steps:
            listed = "; ".join(f"{step.indicator} +{self._points(step.points)}" for step in above.steps)
            scale = unscaled_remark(self._result)
            yield Styled(
                self._say(
                    f"Còn có thể thêm điểm{scale.vi} ở: {listed}. Cách khác: xhht steps FILE --most 3.",
                    f"Points can still be gained{scale.en} at: {listed}. Other ways: xhht steps FILE --most 3.",
                )
            )

    def _blocking(self) -> Iterator[RenderableType]:
        heading = gates_heading(self._result)
        if heading is None:
            return
        yield Styled()
        yield Styled(self._in(heading), "bold")
        for block in self._result.blocking:
            yield self._item("✗", Styled(self._in(block.explanation)))
