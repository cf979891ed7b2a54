"""Rule sets for reading: the list, and one rule set with every figure, its citation and its provenance."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table

from criteria.amounts import VALUE_PLACES
from criteria.base import Citation, Provenance
from criteria.catalogue import all_rule_sets
from criteria.model import Criterion, Gate, Indicator, LegalText, Level, RuleSet
from criteria.questions import AskShare, AskValue, RolledUp
from criteria.scales import Scale
from criteria.standards_model import Standards
from criteria.texts import Language, Speaker, Text, decimal_text, joined, points_text
from ratings.deriving import standards_of
from ratings.layout import Hanging, Styled
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


def legal_text(text: LegalText) -> Text:
    """Return which text it is, who issued it, when it holds and how sure that is."""
    force, source = text.in_force.text, PROVENANCE_NAMES[text.provenance]
    return Text(
        f"{text.short.vi}, {text.issuer.vi}, {text.issued:%d/%m/%Y}; {force.vi} ({source.vi}).",
        f"{text.short.en}, {text.issuer.en}, {text.issued:%Y-%m-%d}; {force.en} ({source.en}).",
    )


def source_text(citation: Citation | None, provenance: Provenance) -> Text:
    """Return where a figure stands and where it comes from: "Điều 5 khoản 1 · chính thức"."""
    source = PROVENANCE_NAMES[provenance]
    return joined([citation.text, source], " · ") if citation else source


def list_of(rule_sets: Sequence[RuleSet], known: Sequence[Standards], language: Language) -> RenderableType:
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


def rule_set_of(rule_set: RuleSet, language: Language) -> RenderableType:
    """Return *rule_set* in full."""
    return Group(*_Page(rule_set, language).parts())


class _Page(Speaker):
    def __init__(self, rule_set: RuleSet, language: Language) -> None:
        super().__init__(language)
        self._rule_set = rule_set
        self._standards = standards_of(rule_set)

    def _points(self, hundredths: int) -> str:
        return self._in(points_text(hundredths))

    def _from(self, citation: Citation | None, provenance: Provenance) -> str:
        return self._in(source_text(citation, provenance))

    def _source(self, provenance: Provenance) -> str:
        return self._in(PROVENANCE_NAMES[provenance])

    def parts(self) -> Iterator[RenderableType]:
        yield from self._head()
        yield from self._levels()
        yield from self._gates()
        for criterion in self._rule_set.criteria:
            yield from self._criterion(criterion)

    def _head(self) -> Iterator[RenderableType]:
        rule_set = self._rule_set
        yield Styled(f"{rule_set.id} · {self._in(rule_set.title)}", "bold")
        yield Styled(self._in(legal_text(rule_set.text)))
        years, source = rule_set.years, self._source(rule_set.years.provenance)
        yield Styled(
            self._say(
                f"Dùng cho {subject_text(rule_set).vi}; năm đánh giá {years.text.vi} ({source}).",
                f"For {subject_text(rule_set).en}; years of assessment {years.text.en} ({source}).",
            )
        )
        for reading in (rule_set.missing, rule_set.not_applicable, rule_set.documents):
            if reading is not None:
                yield Styled(f"{self._in(reading.note)} ({self._from(reading.citation, reading.provenance)})")
        if self._standards is not None:
            short, command = self._standards.text.short, f"xhht rules show {self._standards.id}"
            yield Styled(
                self._say(
                    f"Tiêu chuẩn suy ra từ số liệu: {short.vi}, xem {command}.",
                    f"Standards that follow from counts: {short.en}, see {command}.",
                )
            )

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
            yield _item(f"{self._in(level.name)} [{level.id}]: {self._level_asks(level)} ({source})")
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
            yield _item(f"{self._in(gate.name)} [{gate.id}]: {asked} ({self._from(gate.citation, gate.provenance)})")

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

    def _answer(self, indicator: Indicator) -> Iterator[str]:
        """What the answer is held to, and what else may give it."""
        match indicator.answer:
            case AskValue(unit=unit, whole=whole, at_most=at_most):
                bounds = [self._say(f"Đơn vị: {unit.vi}", f"Unit: {unit.en}")]
                if whole:
                    bounds.append(self._say("số nguyên, từ 0", "a whole number, 0 or more"))
                if at_most is not None:
                    most = decimal_text(at_most, VALUE_PLACES)
                    bounds.append(self._say(f"nhiều nhất {most.vi}", f"at most {most.en}"))
                yield "; ".join(bounds)
            case AskShare() as asked:
                yield from self._share(asked)
        standard = self._rule_set.derived.get(indicator.id)
        if standard is not None and self._standards is not None:
            short, name = self._standards.text.short, self._standards.by_id[standard].name
            yield self._say(
                f"Suy ra từ số liệu theo {short.vi}: {name.vi} [{standard}]",
                f"Follows from the counts by {short.en}: {name.en} [{standard}]",
            )

    def _share(self, asked: AskShare) -> Iterator[str]:
        if asked.parts:
            listed = "; ".join(f"{self._in(part.label)} [{part.id}]" for part in asked.parts)
            yield self._say("Gồm: ", "Parts: ") + listed
        sources = []
        if asked.rolled_up is not None:
            members = members_text(asked.rolled_up)
            sources.append(self._say(f"tổng hợp từ {members.vi}", f"rolled up from members: {members.en}"))
        if asked.all is not None:
            everybody = f"{self._in(asked.of)} [{asked.all}]"
            sources.append(self._say(f"mẫu số: tất cả {everybody}", f"of all {everybody}"))
        if sources:
            said = "; ".join(sources)
            yield said[:1].upper() + said[1:]

    def _scale(self, indicator: Indicator, scale: Scale) -> str:
        source = self._source(scale.provenance)
        if scale.condition is not None:
            full = self._source(scale.condition)
            source += self._say(f"; điều kiện đạt điểm tối đa: {full}", f"; what full points ask: {full}")
        return f"{self._in(scale_words(indicator, scale))} ({source})"


def members_text(rolled_up: RolledUp) -> Text:
    """Return whose share it is: "gia đình được công nhận [recognised]"; the level is named as their rule set does."""
    kind = KIND_NAMES[rolled_up.kind]
    level = next(
        level.name
        for rule_set in all_rule_sets()
        for level in rule_set.levels
        if rule_set.subject.kind == rolled_up.kind and level.id == rolled_up.level  # lint proves that there is one
    )
    vi, en = level.vi[:1].lower() + level.vi[1:], level.en[:1].lower() + level.en[1:]
    return Text(f"{kind.vi} {vi} [{rolled_up.level}]", f"{kind.en}, {en} [{rolled_up.level}]")


def _item(words: str) -> RenderableType:
    return Hanging(Styled(" - "), Styled(words))
