"""The page of a rule set of targets: every level, type, criterion and target, with citation and provenance."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding

from criteria.base import AREAS
from criteria.questions import AskChoice
from criteria.targets_model import ForTypes, TargetCriterion, TargetIndicator, TargetRuleSet
from criteria.texts import Text
from ratings.layout import Hanging, Styled
from ratings.measures import threshold
from ratings.names import AREA_NAMES
from ratings.rules_parts import PageParts, item


class TargetsPage(PageParts[TargetRuleSet]):
    """Builds the page of one rule set of targets."""

    def parts(self) -> Iterator[RenderableType]:
        """Yield the whole page."""
        yield from self._head()
        yield from self._levels()
        yield from self._types()
        yield from self._recognition()
        yield from self._calendar()
        yield from self._papers()
        for criterion in self._rule_set.criteria:
            yield from self._criterion(criterion)

    def _levels(self) -> Iterator[RenderableType]:
        yield Styled()
        yield Styled(self._say("Mức công nhận", "Levels"), "bold")
        asks = self._say("mọi chỉ tiêu của mức đều đạt", "all targets of the level are met")
        rest = self._say("các trường hợp còn lại", "all other cases")
        for level in self._rule_set.levels:
            asked = rest if level is self._rule_set.levels[-1] else asks
            yield item(f"{self._in(level.name)} [{level.id}]: {asked} ({self._from(level.citation, level.provenance)})")
        reading = self._rule_set.level_needs_level_below
        yield Styled(f"{self._in(reading.note)} ({self._from(reading.citation, reading.provenance)})")

    def _types(self) -> Iterator[RenderableType]:
        if self._rule_set.types:
            yield Styled()
            yield Styled(self._say("Loại hình", "Types"), "bold")
        for each in self._rule_set.types:
            yield item(f"{self._in(each.name)} [{each.id}]")

    def _criterion(self, criterion: TargetCriterion) -> Iterator[RenderableType]:
        yield Styled()
        yield Hanging(Styled(f"{criterion.id}. ", "bold"), Styled(self._in(criterion.name), "bold"))
        source = self._from(criterion.citation, criterion.provenance)
        yield Padding(Styled(source), (0, 0, 0, len(criterion.id) + 2))
        for indicator in criterion.indicators:
            yield from self._indicator(indicator)

    def _indicator(self, indicator: TargetIndicator) -> Iterator[RenderableType]:
        yield Hanging(Styled(f" {indicator.id} ", "bold"), Styled(self._in(indicator.label), "bold"))
        lines = [self._in(indicator.question), *self._answer(indicator)]
        if isinstance(indicator.answer, AskChoice):
            options = "; ".join(f"{self._in(option.name)} [{option.id}]" for option in indicator.answer.options)
            lines.append(self._say("Chọn: ", "Choose: ") + options)
        lines += self._asked_of(indicator.for_types)
        if indicator.may_not_apply:
            lines.append(self._say("Được ghi là không áp dụng, kèm lý do", "May be said not to apply, with a reason"))
        for level in self._rule_set.asking_levels:
            if level.id in indicator.targets:
                lines += self._target(indicator, level.id, level.name)
        if indicator.documents:
            lines.append(self._say("Minh chứng: ", "Documents: ") + "; ".join(map(self._in, indicator.documents)))
        lines.append(self._in(indicator.citation.text))
        yield Padding(Group(*map(Styled, lines)), (0, 0, 0, 5))

    def _asked_of(self, asked: ForTypes | None) -> Iterator[str]:
        if asked is not None:
            listed, source = " · ".join(asked.types), self._from(asked.citation, asked.provenance)
            yield self._say(f"Chỉ với: {listed} ({source})", f"Only of: {listed} ({source})")
            if asked.unsure:
                listed, source = " · ".join(asked.unsure), self._source("assumed")
                yield self._say(f"Theo cách hiểu của xhht với: {listed} ({source})", f"Read so of: {listed} ({source})")

    def _target(self, indicator: TargetIndicator, level: str, name: Text) -> Iterator[str]:
        target = indicator.targets[level]
        needed = self._in(threshold(indicator, indicator.least(level, AREAS[0])))
        if target.difficult_at_least is not None:
            area, difficult = AREA_NAMES[AREAS[1]], threshold(indicator, indicator.least(level, AREAS[1]))
            needed += self._say(f"; địa bàn {area.vi}: {difficult.vi}", f"; {area.en} area: {difficult.en}")
        yield f"{self._in(name)}: {needed} ({self._from(target.citation, target.provenance)})"
        yield from self._asked_of(target.for_types)
