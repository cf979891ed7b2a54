"""Rule sets for reading: the list, and one rule set with every figure, its citation and its provenance."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table

from criteria.model import Criterion, Gate, Indicator, Level, RuleSet
from criteria.scales import Scale
from criteria.standards_model import Standards
from criteria.targets_model import AnyRuleSet, TargetRuleSet
from criteria.texts import Language, Text, joined, points_text
from ratings.layout import Hanging, Styled
from ratings.rules_parts import PageParts, item, subject_text
from ratings.scale_words import scale_words
from ratings.targets_page import TargetsPage


def list_of(rule_sets: Sequence[AnyRuleSet], known: Sequence[Standards], language: Language) -> RenderableType:
    """Return the rule sets and the *known* standards that they ask about, one below the other."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for rule_set in rule_sets:
        years = Text(f"năm {rule_set.years.text.vi}", f"years {rule_set.years.text.en}")
        lines = (rule_set.title, subject_text(rule_set), years, rule_set.text.short)
        table.add_row(Styled(rule_set.id, "bold"), Styled(joined(lines, " · ").into(language)))
    for each in known:
        what = Text("tiêu chuẩn suy ra từ số liệu", "standards that follow from counts")
        table.add_row(
            Styled(each.id, "bold"), Styled(joined((each.title, what, each.text.short), " · ").into(language))
        )
    return table


def rule_set_of(rule_set: AnyRuleSet, language: Language) -> RenderableType:
    """Return *rule_set* in full."""
    if isinstance(rule_set, TargetRuleSet):
        return Group(*TargetsPage(rule_set, language).parts())
    return Group(*_Page(rule_set, language).parts())


class _Page(PageParts[RuleSet]):
    def _points(self, hundredths: int) -> str:
        return self._in(points_text(hundredths))

    def parts(self) -> Iterator[RenderableType]:
        yield from self._head()
        yield from self._levels()
        yield from self._gates()
        yield from self._recognition()
        yield from self._calendar()
        yield from self._papers()
        for criterion in self._rule_set.criteria:
            yield from self._criterion(criterion)

    # What the total gives.

    def _levels(self) -> Iterator[RenderableType]:
        yield Styled()
        total, between = self._rule_set.total, self._rule_set.between_levels
        points = self._points(total.points)
        yield Styled(
            self._say(f"Xếp loại, trên tổng {points} điểm", f"Levels, out of {points} points")
            + f" ({self._from(total.citation, total.provenance)})",
            "bold",
        )
        for level in self._rule_set.levels:
            source = self._level_source(level)
            yield item(f"{self._in(level.name)} [{level.id}]: {self._level_asks(level)} ({source})")
        if between is not None:
            yield Styled(f"{self._in(between.note)} ({self._from(between.citation, between.provenance)})")

    def _level_asks(self, level: Level) -> str:
        least = self._points(level.from_points)
        printed = level.to_points is not None
        asked = [f"{least}–{self._points(level.to_points or 0)}" if printed else self._say("từ ", "from ") + least]
        if level.difficult_from is not None:
            difficult = self._points(level.difficult_from)
            asked.append(self._say(f"vùng khó khăn từ {difficult}", f"in a difficult area from {difficult}"))
        asked += [self._in(gate.name) for gate in self._rule_set.gates if gate.id in level.gates]
        return "; ".join(asked)

    def _level_source(self, level: Level) -> str:
        source = self._from(level.citation, level.provenance)
        if level.provenance_in("difficult") == level.provenance:
            return source
        difficult = self._source(level.provenance_in("difficult"))
        return source + self._say(f"; vùng khó khăn: {difficult}", f"; in a difficult area: {difficult}")

    def _gates(self) -> Iterator[RenderableType]:
        if self._rule_set.gates:
            yield Styled()
            yield Styled(self._say("Điều kiện kèm theo", "Gates"), "bold")
        for gate in self._rule_set.gates:
            asked = self._gate_asks(gate)
            yield item(f"{self._in(gate.name)} [{gate.id}]: {asked} ({self._from(gate.citation, gate.provenance)})")

    def _gate_asks(self, gate: Gate) -> str:
        each = {"criterion": Text("tiêu chí", "criterion"), "indicator": Text("nội dung", "indicator")}[gate.each]
        if gate.at_least is not None:
            least = points_text(gate.at_least)
            bound = Text(f"từ {least.vi} điểm", f"at least {least.en} points")
        else:
            more = points_text(gate.more_than or 0)
            bound = Text(f"trên {more.vi} điểm", f"more than {more.en} points")
        asked = self._say(f"mỗi {each.vi} {bound.vi}", f"each {each.en} {bound.en}")
        if gate.of_all:
            asked += self._say(f"; không {each.vi} nào được bỏ ra", f"; no {each.en} can be left out")
        return asked

    # What is asked.

    def _criterion(self, criterion: Criterion) -> Iterator[RenderableType]:
        yield Styled()
        maximum, asked = criterion.max_points, criterion.provenance
        head = f"{self._in(criterion.name)} ({self._points(maximum.points)})"
        yield Hanging(Styled(f"{criterion.id}. ", "bold"), Styled(head, "bold"))
        source = self._from(criterion.citation, asked)
        if maximum.provenance != asked:
            place, itself, most = (
                self._in(criterion.citation.text),
                self._source(asked),
                self._source(maximum.provenance),
            )
            source = self._say(
                f"{place} · bản thân tiêu chí: {itself}; điểm tối đa: {most}",
                f"{place} · the criterion itself: {itself}; maximum: {most}",
            )
        yield Padding(Styled(source), (0, 0, 0, len(criterion.id) + 2))
        for indicator in criterion.indicators:
            yield from self._indicator(indicator)

    def _indicator(self, indicator: Indicator) -> Iterator[RenderableType]:
        maximum = indicator.max_points
        head = f"({self._points(maximum.points)}) {self._in(indicator.label)}"
        yield Hanging(Styled(f" {indicator.id} ", "bold"), Styled(head, "bold"))
        lines = [
            self._in(indicator.question),
            *self._answer(indicator),
            self._say("Cách chấm: ", "Scale: ") + self._scale(indicator, indicator.scale),
        ]
        if indicator.difficult_scale is not None:
            lines.append(
                self._say("Vùng khó khăn: ", "Difficult area: ") + self._scale(indicator, indicator.difficult_scale)
            )
        if indicator.documents:
            lines.append(self._say("Minh chứng: ", "Documents: ") + "; ".join(map(self._in, indicator.documents)))
        place, source = self._in(indicator.citation.text), self._source(maximum.provenance)
        lines.append(self._say(f"{place} · điểm tối đa: {source}", f"{place} · maximum: {source}"))
        yield Padding(Group(*map(Styled, lines)), (0, 0, 0, 5))

    def _scale(self, indicator: Indicator, scale: Scale) -> str:
        source = self._source(scale.provenance)
        if scale.condition is not None:
            full = self._source(scale.condition)
            source += self._say(f"; điều kiện đạt điểm tối đa: {full}", f"; what full points ask: {full}")
        return f"{self._in(scale_words(indicator, scale))} ({source})"
