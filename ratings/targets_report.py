"""The text report on a rating by targets: the level first, then what each level asks of each target."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType

from criteria.texts import Text
from ratings.layout import Hanging, Styled
from ratings.names import MARKS, MET_NAMES, STYLES
from ratings.report_parts import ReportParts
from ratings.result_targets import (
    LevelResult,
    TargetCriterionResult,
    TargetIndicatorResult,
    TargetResult,
    TargetShown,
)


def level_marks(shown: Sequence[TargetShown], names: dict[str, Text]) -> list[tuple[TargetShown, Text]]:
    """Return what each level asks, the least first; levels of which the same is said stand together, by all names."""
    together: list[tuple[TargetShown, Text]] = []
    for each in reversed(shown):
        name = names[each.level]
        if together and (together[-1][0].explanation, together[-1][0].status) == (each.explanation, each.status):
            before = together[-1][1]
            together[-1] = (each, Text(f"{before.vi}, {name.vi}", f"{before.en}, {name.en}"))
        else:
            together.append((each, name))
    return together


class TargetsReport(ReportParts[TargetResult]):
    """A report on a rating by targets."""

    _scoring = Text(" · cách đánh giá: ", " · judged: ")

    def parts(self) -> Iterator[RenderableType]:
        """Yield the whole report."""
        yield from self._head()
        yield from self._table()
        yield from self._above()
        for criterion in self._result.criteria:
            yield from self._criterion(criterion)
        yield from self._behind()
        yield from self._after()
        yield self._level()  # again: the first line has long left the screen

    def verdict(self) -> Iterator[RenderableType]:
        """Yield the verdict only."""
        yield from self._head()
        yield from self._table()
        yield from self._above()
        yield from self._recognition()
        yield from self._last_lines()

    @property
    def _rising(self) -> tuple[LevelResult, ...]:
        return tuple(reversed(self._result.levels))

    def _level(self) -> Styled:
        result = self._result
        line = Styled.assemble(
            self._say("Kết quả: ", "Level: "),
            (self._in(result.level.name), "bold green" if result.next_level is None else "bold"),
        )
        assert isinstance(line, Styled)  # assemble makes its own class
        return line

    def _head(self) -> Iterator[RenderableType]:
        yield self._level()
        yield from self._about()
        yield from self._possible()

    def _table(self) -> Iterator[RenderableType]:
        """Each criterion in one line, with a mark for each level."""
        yield Styled()
        head = "   ".join(self._in(level.name) for level in self._rising)
        yield Styled(f"    {head}", "dim")
        for criterion in self._result.criteria:
            lead = Styled.assemble((f" {criterion.id:>2} ", "bold"))
            for level, each in zip(self._rising, reversed(criterion.levels), strict=True):
                width = len(self._in(level.name)) + 3
                lead.append(f"{MARKS[each.status]:<{width}}", STYLES[each.status])
            yield Hanging(lead, Styled(self._in(criterion.short)))

    def _above(self) -> Iterator[RenderableType]:
        """Which single targets stand between the subject and each level above."""
        said: set[str] = set()
        for level in self._rising:
            blocking = [each for each in self._result.blocking if each.level == level.id]
            if not blocking:
                continue
            name, many = self._in(level.name), len(blocking)
            yield Styled()
            heading = self._say(f"Để đạt {name}, còn {many} chỉ tiêu chưa đạt:", f"Not met for {name}: {many}")
            yield Styled(heading, "bold")
            again = [each.indicator for each in blocking if f"{each.indicator} {each.explanation.vi}" in said]
            for each in blocking:
                if each.indicator not in again:
                    said.add(f"{each.indicator} {each.explanation.vi}")
                    text = Styled.assemble((f"{each.indicator} ", "bold"), self._in(each.explanation))
                    yield Hanging(Styled(f" {MARKS[each.status]} ", STYLES[each.status]), text)
            if again:
                listed = ", ".join(again)
                yield self._item(" ", Styled(self._say(f"và như trên: {listed}.", f"and as above: {listed}.")))
            if self._result.next_level is not None and self._result.next_level.id == level.id:
                yield from self._steps_in_short()  # what they are stands above, one for each target

    def _criterion(self, criterion: TargetCriterionResult) -> Iterator[RenderableType]:
        yield Styled()
        yield Styled(f"{criterion.id}. {self._in(criterion.name)}", "bold")
        marks = Styled("   ")
        for level, each in zip(self._rising, reversed(criterion.levels), strict=True):
            marks.append(f"{MARKS[each.status]} {self._in(level.name)}   ", STYLES[each.status])
        yield marks
        for indicator in criterion.indicators:
            yield self._indicator(indicator)

    def _indicator(self, indicator: TargetIndicatorResult) -> RenderableType:
        style, mark, body = STYLES[indicator.status], MARKS[indicator.status], tuple(self._body(indicator))
        if self._narrow:
            head = Styled.assemble((f"{indicator.id} ", "bold"), (mark, style))
            return Group(head, *(Hanging(Styled("  "), line) for line in body))
        lead = Styled.assemble((f" {indicator.id:<6} ", "bold"), (f"{mark} ", style))
        blank = Styled(" " * lead.cell_len)
        return Group(*(Hanging(blank if place else lead, line) for place, line in enumerate(body)))

    def _body(self, indicator: TargetIndicatorResult) -> Iterator[Styled]:
        yield Styled(self._in(indicator.name), "bold")
        if indicator.said is not None:
            yield Styled(self._in(indicator.said))
        names = {level.id: level.name for level in self._result.levels}
        for shown, name in level_marks(indicator.levels, names):
            mark = f"{MARKS[shown.status]} {self._in(name)}: "
            line = Styled()
            line.append(mark, STYLES[shown.status])
            line.append(self._in(shown.explanation))
            yield line
        yield from self._papers(indicator.documents)
        cited = dict.fromkeys(self._in(each.citation) for each in reversed(indicator.levels))
        source = f"{'; '.join(cited)} · {self._in(MET_NAMES[indicator.status])}"
        yield Styled(source + self._scored_by(indicator.provenance), "dim")
