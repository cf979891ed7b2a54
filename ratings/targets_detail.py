"""One indicator or criterion of a rating by targets in full."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding

from criteria.base import weakest
from criteria.questions import AskShare
from criteria.targets_model import TargetIndicator
from criteria.texts import Language, Text, joined
from ratings.detail_sections import behind, parts_detail, rows
from ratings.layout import Styled
from ratings.names import MARKS, MET_NAMES, PROVENANCE_NAMES, STYLES, document_text
from ratings.record import AnyRating, TargetRating
from ratings.result_targets import AnyResult, TargetCriterionResult, TargetIndicatorResult, TargetResult
from ratings.target_sentences import how_to_meet

Rows = Iterator[tuple[Text, RenderableType]]


def target_detail(rating: AnyRating, result: AnyResult, name: str, language: Language) -> RenderableType | None:
    """Return all there is to say of the indicator or criterion *name*; None where there is none of that name."""
    if not isinstance(rating, TargetRating) or not isinstance(result, TargetResult):
        return None
    page = _Page(rating, result, language)
    for criterion in result.criteria:
        if criterion.id == name:
            return Group(*page.criterion(criterion))
        for indicator in criterion.indicators:
            if indicator.id == name:
                return Group(*page.indicator(indicator))
    return None


class _Page:
    def __init__(self, rating: TargetRating, result: TargetResult, language: Language) -> None:
        self._rating, self._result, self._language = rating, result, language
        self._names = {level.id: level.name for level in result.levels}

    def _in(self, text: Text) -> str:
        return text.into(self._language)

    def criterion(self, shown: TargetCriterionResult) -> Iterator[RenderableType]:
        yield Styled(f"{shown.id}. {self._in(shown.name)}", "bold")
        yield rows(self._criterion_rows(shown), self._language)
        for indicator in shown.indicators:
            yield Styled()
            yield Padding(Group(*self.indicator(indicator)), (0, 0, 0, 2))

    def _criterion_rows(self, shown: TargetCriterionResult) -> Rows:
        for each in reversed(shown.levels):
            trace = " → ".join(self._rating.decision.criteria[shown.id][each.level].trace)
            verdict = f"{MARKS[each.status]} {self._in(MET_NAMES[each.status])}"
            yield self._names[each.level], Styled.assemble((verdict, STYLES[each.status]), (f"  [{trace}]", "dim"))
        yield Text("Căn cứ", "Source"), Styled(self._cited(shown.citation))

    def _cited(self, citation: Text) -> str:
        return self._in(joined([citation, self._rating.rule_set.text.short], ", "))

    def indicator(self, shown: TargetIndicatorResult) -> Iterator[RenderableType]:
        indicator = self._rating.rule_set.by_id[shown.id]
        yield Styled(f"{shown.id}. {self._in(shown.name)}", "bold")
        yield rows(self._rows(indicator, shown), self._language)
        yield from behind(self._rating, self._result, shown, self._language)

    def _rows(self, indicator: TargetIndicator, shown: TargetIndicatorResult) -> Rows:
        yield Text("Câu hỏi", "Question"), Styled(self._in(indicator.question))
        yield Text("Trả lời", "Answer"), Styled(self._in(shown.measured))
        if isinstance(indicator.answer, AskShare) and indicator.answer.parts:
            yield Text("Gồm", "Parts"), parts_detail(self._rating, indicator, self._language)
        yield from self._papers(indicator, shown)
        if shown.said is not None:
            yield Text("Vì sao", "Why"), Styled(self._in(shown.said))
        behind_it = self._rating.behind(indicator.id)
        if behind_it:
            sure = PROVENANCE_NAMES[weakest(*behind_it)]
            yield (
                Text("Số liệu", "Figures"),
                Styled(self._in(Text(f"không do đối tượng ghi: {sure.vi}", f"not its own: {sure.en}"))),
            )
        for each in reversed(shown.levels):
            yield self._names[each.level], self._level(indicator, shown, each.level)

    def _papers(self, indicator: TargetIndicator, shown: TargetIndicatorResult) -> Rows:
        if indicator.id not in self._rating.asked:
            return
        papers = [self._in(document_text(document)) for document in shown.documents]
        if papers or indicator.documents:
            of_members = shown.roll_up is not None
            none = Text("của từng thành viên", "those of the members") if of_members else Text("chưa có", "none")
            yield Text("Minh chứng", "Documents"), Styled("\n".join(papers) or self._in(none))
        if indicator.documents:
            yield Text("Cần có", "Expected"), Styled("\n".join(map(self._in, indicator.documents)))

    def _level(self, indicator: TargetIndicator, shown: TargetIndicatorResult, level: str) -> RenderableType:
        """What one level asks, its verdict, what would meet it, the rules that fired and the source."""
        each = next(each for each in shown.levels if each.level == level)
        verdict = self._rating.decision.targets[indicator.id][level]
        mark = f"{MARKS[each.status]} "
        lines = [Styled.assemble((mark, STYLES[each.status]), self._in(each.explanation))]
        if each.met is False:
            lines.append(
                Styled(
                    self._in(Text("Để đạt: ", "To meet it: ")) + self._in(how_to_meet(self._rating, indicator, level))
                )
            )
        source = f"{self._cited(each.citation)} · {self._in(PROVENANCE_NAMES[each.provenance])}"
        lines.append(Styled(f"{' → '.join(verdict.trace)}", "dim"))
        lines.append(Styled(source, "dim"))
        return Group(*lines)
