"""What a self-assessment says: a question with its requirement, where the rating stands, the list of questions."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType

from criteria.model import Indicator
from criteria.questions import AskChange, AskChoice, AskShare, AskValue
from criteria.scales import ChoicePoints
from criteria.shared import BaseIndicator
from criteria.targets_model import TargetIndicator, TargetRuleSet
from criteria.texts import Language, Speaker, Text, points_as_text, points_text
from ratings.layout import Hanging, Styled
from ratings.measures import CHANGES, measured, threshold
from ratings.names import MARKS, STYLES, document_text
from ratings.result import Result
from ratings.result_targets import AnyResult, LevelResult, TargetIndicatorResult
from ratings.scale_words import scale_words
from ratings.self_assess_subject import Field
from ratings.self_assessing import SelfAssessment
from ratings.targets_report import level_marks

OPEN, DONE = "·", "✓"


class Words(Speaker):
    """Says where a self-assessment stands, in one language."""

    def __init__(self, assessment: SelfAssessment, language: Language) -> None:
        """Speak of *assessment*."""
        super().__init__(language)
        self._of = assessment

    # A question.

    def question(self, name: str) -> RenderableType:
        """Return the question *name*: what is asked, what is required, how it is typed, what is there."""
        field = self._of.field(name)
        lines = self._field(field) if field is not None else self._indicator(self._of.rule_set.by_id[name])
        return Group(*lines)

    def _field(self, field: Field) -> Iterator[RenderableType]:
        fields = self._of.fields
        place = self._say(f"Thông tin {fields.index(field) + 1}/{len(fields)}", f"Subject {fields.index(field) + 1}")
        place += "" if self._language == "vi" else f" of {len(fields)}"
        yield Styled()
        yield Styled.assemble((f"{place} · {self._in(field.called)}", "bold"))
        yield Styled(self._in(field.question))
        yield from self._numbered([called for _, called in field.choices])
        said = field.said(self._of.file)
        if said is not None:
            yield Styled(self._say(f"Enter: giữ {said.vi}.", f"Enter: keep {said.en}."), "dim")
        elif field.left is not None:
            left = self._in(field.left)
            yield Styled(f"Enter: {left}.", "dim")

    def _numbered(self, names: Sequence[Text]) -> Iterator[RenderableType]:
        for place, name in enumerate(names, 1):
            yield Hanging(Styled(f" {place:>2}. "), Styled(self._in(name)))

    def _indicator(self, indicator: BaseIndicator) -> Iterator[RenderableType]:
        items = self._of.items
        number, many = items.index(indicator.id) + 1, len(items)
        yield Styled()
        place = self._say(f"Câu {number}/{many}", f"Question {number} of {many}")
        yield Styled(f"{place} · {indicator.id} · {self._in(indicator.label)}", "bold")
        yield Styled(self._in(indicator.question))
        yield from (self._detail(line) for line in self._counted(indicator))
        yield from self._required(indicator)
        if indicator.documents:
            papers = "; ".join(map(self._in, indicator.documents))
            yield self._detail(self._say(f"Minh chứng: {papers}.", f"Documents: {papers}."))
        yield from self._numbered(self._options(indicator))
        yield Styled(self._say("Gõ: ", "Type: ") + self._in(self._of.forms(indicator.id)) + ".", "dim")
        yield from self._there(indicator)

    def _options(self, indicator: BaseIndicator) -> list[Text]:
        """What can be chosen, with its points."""
        names = indicator.answer.options if isinstance(indicator.answer, AskChoice) else ()
        scale = indicator.scale_in(self._of.evidence.subject.area) if isinstance(indicator, Indicator) else None
        if not isinstance(scale, ChoicePoints):
            return [option.name for option in names]
        points = {option.option: points_text(option.points) for option in scale.options}
        return [
            Text(f"{each.name.vi}: {points[each.id].vi} điểm", f"{each.name.en}: {points[each.id].en} points")
            for each in names
        ]

    def _detail(self, words: str) -> RenderableType:
        return Hanging(Styled("  - "), Styled(words))

    def _counted(self, indicator: BaseIndicator) -> Iterator[str]:
        match indicator.answer:
            case AskShare(of=of, counted=counted, parts=parts):
                yield self._say(f"Đếm: {counted.vi}, trên tổng số {of.vi}.", f"Count: {counted.en}, of all {of.en}.")
                if parts:
                    listed = "; ".join(self._in(part.label) for part in parts)
                    yield self._say(f"Mỗi người phải đủ cả: {listed}.", f"All of these at once: {listed}.")
            case AskValue(unit=unit):
                yield self._say(f"Đơn vị tính: {unit.vi}.", f"Unit: {unit.en}.")
            case AskChange(unit=unit, direction=direction):
                change = CHANGES[direction]
                yield self._say(f"Đơn vị tính: {unit.vi}; cần {change.vi}.", f"Unit: {unit.en}; needed: {change.en}.")

    def _required(self, indicator: BaseIndicator) -> Iterator[RenderableType]:
        if isinstance(indicator, Indicator):
            most, scale = points_text(indicator.max_points.points), indicator.scale_in(self._of.evidence.subject.area)
            said = self._say(f"Tối đa {most.vi} điểm", f"At most {most.en} points")
            chosen = isinstance(scale, ChoicePoints)  # each choice says what it earns
            yield self._detail(f"{said}." if chosen else f"{said}: {self._in(scale_words(indicator, scale))}.")
        elif isinstance(indicator, TargetIndicator) and isinstance(self._of.rule_set, TargetRuleSet):
            for words, levels in self._thresholds(indicator, self._of.rule_set).items():
                names = ", ".join(levels)
                yield self._detail(self._say(f"{names} cần: {words}.", f"{names}: {words}."))

    def _thresholds(self, indicator: TargetIndicator, rule_set: TargetRuleSet) -> dict[str, list[str]]:
        """What is required, and the levels that require it of a subject of this type and area."""
        subject, needed = self._of.evidence.subject, dict[str, list[str]]()
        for level in rule_set.asking_levels:
            if level.id not in indicator.targets:
                continue
            asks = indicator.asks(level.id)
            if asks is None or subject.type in asks.types:
                words = self._in(threshold(indicator, indicator.least(level.id, subject.area)))
                needed.setdefault(words, []).append(self._in(level.name))
        return needed

    def _there(self, indicator: BaseIndicator) -> Iterator[RenderableType]:
        answer = self._of.answer_to(indicator.id)
        if answer is None:
            return
        said = self._in(measured(indicator, answer))
        papers = "; ".join(self._in(document_text(each)) for each in self._of.papers_of(indicator.id))
        said += self._say("; minh chứng: ", "; documents: ") + papers if papers else ""
        yield Styled(self._say(f"Đang ghi: {said}. Enter: giữ nguyên.", f"There is: {said}. Enter: keep."), "dim")

    def passed(self, name: str | None) -> Iterator[RenderableType]:
        """Yield which indicators in front of the question *name* (None: the end) are not asked, and why."""
        for indicator, why in self._of.passed_before(name):
            said = f"{self._in(indicator.label)}: {self._in(why)}."
            yield Group(Styled(), Hanging(Styled(f"{indicator.id} – ", "dim"), Styled(said, "dim")))

    # Where the rating stands.

    def verdict(self, name: str) -> RenderableType:
        """Return what the answer to the indicator *name* came to, and what a reader should see in it."""
        return Group(*self._explained(name), *self._findings(name))

    def _explained(self, name: str) -> Iterator[RenderableType]:
        result = self._of.result
        criteria = result.criteria if result is not None else ()
        for each in (each for criterion in criteria for each in criterion.indicators if each.id == name):
            if isinstance(each, TargetIndicatorResult):
                names = {level.id: level.name for level in self._of.rule_set.levels}
                for shown, level in level_marks(each.levels, names):
                    said = f"{self._in(level)}: {self._in(shown.explanation)}"
                    yield Hanging(Styled(f"{MARKS[shown.status]} ", STYLES[shown.status]), Styled(said))
            else:
                of = self._in(points_as_text(each.points)) + "/" + self._in(points_as_text(each.max_points))
                score = "" if each.status == "not_applicable" else f"{of} "
                yield Hanging(
                    Styled(f"{MARKS[each.status]} {score}", STYLES[each.status]), Styled(self._in(each.explanation))
                )

    def _findings(self, name: str) -> Iterator[RenderableType]:
        rating = self._of.rating
        path = f"/answers/{name}"
        for each in rating.findings if rating is not None else ():
            if each.path == path or each.path.startswith(f"{path}/"):
                yield Hanging(Styled("! ", "yellow"), Styled(self._in(each.message), "yellow"))

    def standing(self, result: AnyResult) -> RenderableType:
        """Return where the rating stands now and what is still possible, in a line or two."""
        if isinstance(result, Result):
            return Styled(self._total(result), "bold")
        possible: dict[str, list[str]] = {}
        for level in reversed(result.levels):
            possible.setdefault(self._possible(level), []).append(self._in(level.name))
        name = self._in(result.level.name)
        said = [self._say(f"Tạm thời: {name}.", f"So far: {name}.")]
        said += [f"{', '.join(names)}: {words}." for words, names in possible.items()]
        return Styled(" ".join(said), "bold")

    def _total(self, result: Result) -> str:
        total, most, high = map(points_as_text, (result.points, result.max_points, result.range.high))
        level = result.level.name
        said = self._say(
            f"Tạm tính: {total.vi}/{most.vi} điểm, xếp loại {level.vi}.",
            f"So far: {total.en}/{most.en} points, {level.en}.",
        )
        if result.range.high > result.points:
            best = result.range.high_level.name
            said += self._say(
                f" Còn có thể đến {high.vi} điểm, {best.vi}.", f" Still possible: {high.en} points, {best.en}."
            )
        return said

    def _possible(self, level: LevelResult) -> str:
        left, of = len(level.lacking), level.targets
        if level.status == "missing":
            return self._say(f"còn có thể, còn {left}/{of} chỉ tiêu", f"still possible, {left} of {of} targets left")
        return self._say("đạt", "met") if level.met else self._say("không còn có thể", "no longer possible")

    # The list.

    def questions(self) -> RenderableType:
        """Return the list of what is asked, with what is answered so far."""
        return Group(Styled(), *self._listed())

    def _listed(self) -> Iterator[RenderableType]:
        for field in self._of.fields:
            said = field.said(self._of.file)
            yield self._row(self._in(field.called), field.is_done(self._of.file), "", said)
        by_id = self._of.rule_set.by_id
        for name in self._of.items:
            answer = self._of.answer_to(name)
            said = measured(by_id[name], answer) if answer is not None else None
            lacks = self._say(" (thiếu minh chứng)", " (no document)") if self._of.lacks_paper(name) else ""
            yield self._row(name, answer is not None, f"{self._in(by_id[name].label)}: ", said, lacks)

    def _row(self, name: str, done: bool, label: str, said: Text | None, lacks: str = "") -> RenderableType:
        lead = Styled(f" {DONE if done else OPEN} {name:<9} ", "green" if done else "dim")
        shown = self._in(said) if said is not None else "–"
        return Hanging(lead, Styled(f"{label}{shown}{lacks}"))
