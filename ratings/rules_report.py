"""Rule sets for reading: the list, and one rule set with every figure, its citation and its provenance."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table

from criteria.base import Citation
from criteria.model import Indicator, RuleSet
from criteria.questions import AskShare
from criteria.scales import Scale
from criteria.texts import Language, Speaker, Text, joined, points_text
from ratings.layout import Styled
from ratings.names import KIND_NAMES, PROVENANCE_NAMES, TIER_NAMES
from ratings.scale_words import scale_words


def subject_text(rule_set: RuleSet) -> Text:
    """Return whom *rule_set* rates: "đơn vị cấp huyện, cấp tỉnh"."""
    kind = KIND_NAMES[rule_set.subject.kind]
    tiers = [TIER_NAMES[tier] for tier in rule_set.subject.tiers]
    if not tiers:
        return kind
    listed = joined(tiers, ", ")
    return Text(f"{kind.vi} {listed.vi}", f"{kind.en} ({listed.en})")


def list_of(rule_sets: Sequence[RuleSet], language: Language) -> RenderableType:
    """Return the rule sets, one below the other."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for rule_set in rule_sets:
        lines = (
            rule_set.title.into(language),
            subject_text(rule_set).into(language),
            Text(f"năm {rule_set.years.text.vi}", f"years {rule_set.years.text.en}").into(language),
            rule_set.text.short.into(language),
        )
        table.add_row(Styled(rule_set.id, "bold"), Styled(" · ".join(lines)))
    return table


def rule_set_of(rule_set: RuleSet, language: Language) -> RenderableType:
    """Return *rule_set* in full."""
    return Group(*_Sheet(rule_set, language).parts())


class _Sheet(Speaker):
    def __init__(self, rule_set: RuleSet, language: Language) -> None:
        super().__init__(language)
        self._rule_set = rule_set

    def _points(self, hundredths: int) -> str:
        return self._in(points_text(hundredths))

    def _from(self, citation: Citation | None, provenance: str) -> str:
        source = self._in(PROVENANCE_NAMES[provenance])
        return f"{self._in(citation.text)} · {source}" if citation else source

    def parts(self) -> Iterator[RenderableType]:
        yield from self._head()
        yield from self._levels()
        for criterion in self._rule_set.criteria:
            yield Styled()
            points = self._points(criterion.max_points.points)
            yield Styled(f"{criterion.id}. {self._in(criterion.name)} ({points})", "bold")
            for indicator in criterion.indicators:
                yield from self._indicator(indicator)

    def _head(self) -> Iterator[RenderableType]:
        rule_set, text = self._rule_set, self._rule_set.text
        yield Styled(f"{rule_set.id} · {self._in(rule_set.title)}", "bold")
        issued = f"{text.issued:%d/%m/%Y}" if self._language == "vi" else f"{text.issued:%Y-%m-%d}"
        force, source = self._in(text.in_force.text), self._in(PROVENANCE_NAMES[text.provenance])
        yield Styled(f"{self._in(text.short)}, {self._in(text.issuer)}, {issued}; {force} ({source}).")
        years = rule_set.years
        source = self._in(PROVENANCE_NAMES[years.provenance])
        yield Styled(
            self._say(
                f"Dùng cho {subject_text(rule_set).vi}; năm đánh giá {years.text.vi} ({source}).",
                f"For {subject_text(rule_set).en}; years of assessment {years.text.en} ({source}).",
            )
        )
        for reading in (rule_set.missing, rule_set.not_applicable, rule_set.documents):
            if reading is not None:
                yield Styled(f"{self._in(reading.note)} ({self._from(reading.citation, reading.provenance)})")

    def _levels(self) -> Iterator[RenderableType]:
        yield Styled()
        total = self._rule_set.total
        points = self._points(total.points)
        yield Styled(
            self._say(f"Xếp loại, trên tổng {points} điểm", f"Levels, out of {points} points")
            + f" ({self._from(total.citation, total.provenance)})",
            "bold",
        )
        for level in self._rule_set.levels:
            gates = [self._in(gate.name) for gate in self._rule_set.gates if gate.id in level.gates]
            asked = "; ".join([self._say("từ", "from") + f" {self._points(level.from_points)}", *gates])
            if level.difficult_from is not None:
                asked += self._say("; vùng khó khăn từ ", "; in a difficult area from ") + self._points(
                    level.difficult_from
                )
            source = self._from(level.citation, level.provenance)
            yield Styled(f" {self._in(level.name)} [{level.id}]: {asked} ({source})")

    def _indicator(self, indicator: Indicator) -> Iterator[RenderableType]:
        maximum = indicator.max_points
        points = self._points(maximum.points)
        yield Styled.assemble((f" {indicator.id} ", "bold"), (f"({points}) {self._in(indicator.label)}", "bold"))
        lines = [
            self._in(indicator.question),
            self._say("Cách chấm: ", "Scale: ") + self._scale(indicator, indicator.scale),
        ]
        if indicator.difficult_scale is not None:
            lines.append(
                self._say("Vùng khó khăn: ", "Difficult area: ") + self._scale(indicator, indicator.difficult_scale)
            )
        if indicator.documents:
            lines.append(self._say("Minh chứng: ", "Documents: ") + "; ".join(map(self._in, indicator.documents)))
        if isinstance(indicator.answer, AskShare) and indicator.answer.parts:
            parts = "; ".join(f"{self._in(part.label)} [{part.id}]" for part in indicator.answer.parts)
            lines.append(self._say("Gồm: ", "Parts: ") + parts)
        lines.append(self._from(indicator.citation, maximum.provenance))
        yield Padding(Styled("\n".join(lines)), (0, 0, 0, 5))

    def _scale(self, indicator: Indicator, scale: Scale) -> str:
        return f"{self._in(scale_words(indicator, scale))} ({self._in(PROVENANCE_NAMES[scale.provenance])})"
