"""Steps as text for a terminal: where the subject is, the cheapest way up, other ways, and what cannot be reached."""

from collections.abc import Iterator
from decimal import Decimal

from rich.console import Group, RenderableType

from criteria.texts import Language, Speaker, Text, count_text, joined, points_as_text
from ratings.explaining_shared import unscaled
from ratings.layout import Hanging, Styled
from ratings.result_sentences import change_lead
from ratings.result_steps import ChangeShown, StepsResult, WayShown

COSTS = Text(
    "Thế nào là ít tốn công chỉ là quy ước: dễ nhất là minh chứng, rồi đến số người, khó nhất là danh hiệu, chuẩn;"
    " thay bằng --costs FILE.",
    "What is cheap is only a convention: papers are easiest, then people, then titles and standards;"
    " --costs FILE replaces it.",
)
TO_BE_DONE = Text(
    "Chỉ ghi vào tệp khi việc đã làm và minh chứng đã có thật.",
    "Write it into the file only once it has been done and the papers are there.",
)


def steps_page(result: StepsResult, language: Language, *, costs: bool) -> RenderableType:
    """Return *result* as text; with *costs*, which mean something only to whoever gave them."""
    return Group(*_Page(result, language, costs=costs).parts())


def change_lines(change: ChangeShown, language: Language) -> RenderableType:
    """Return one change with what it gains, to be listed."""
    head = Styled.assemble((change_lead(change).into(language), "bold"), change.explanation.into(language))
    return Hanging(Styled(" → "), head)


class _Page(Speaker):
    def __init__(self, result: StepsResult, language: Language, *, costs: bool) -> None:
        super().__init__(language)
        self._result, self._costs = result, costs

    def parts(self) -> Iterator[RenderableType]:
        result = self._result
        yield Styled(result.subject.name, "bold")
        title = result.rule_set.title
        yield Styled(
            self._say(f"{title.vi} · năm {result.year}", f"{title.en} · year {result.year}"),
            "dim",
        )
        yield Styled(self._say("Đang ở: ", "Now: ") + self._standing(result.level.name, result.points))
        goal = result.to.name
        if result.reached:
            yield Styled(
                self._say(f"Đã đạt {goal.vi}; không cần bước nào.", f"{goal.en} is reached; no step is needed.")
            )
            return
        if not result.ways:
            yield from self._out_of_reach(goal)
            return
        for place, way in enumerate(result.ways, 1):
            yield Styled()
            yield from self._way(place, way)
        yield Styled()
        yield Styled(self._in(TO_BE_DONE))
        if not self._costs:
            yield Styled(self._in(COSTS), "dim")

    def _standing(self, level: Text, points: Decimal | None) -> str:
        if points is None:
            return f"{self._in(level)}."
        shown = self._in(points_as_text(points))
        return f"{self._in(level)} · {shown} {self._say('điểm', 'points')}."

    def _unscaled(self) -> Text:
        applicable, whole = self._result.applicable_points, self._result.max_points
        return Text("", "") if applicable is None or whole is None else unscaled(applicable, whole)

    def _out_of_reach(self, goal: Text) -> Iterator[RenderableType]:
        yield Styled(self._say(f"Không thể đạt {goal.vi}:", f"{goal.en} cannot be reached:"), "bold")
        yield from (Hanging(Styled(" ✗ "), Styled(self._in(reason))) for reason in self._result.reasons)

    def _way(self, place: int, way: WayShown) -> Iterator[RenderableType]:
        many, goal = len(way.changes), way.level.name  # which may be better than the one that was asked for
        one = len(self._result.ways) == 1
        vi, en = ("Cách ít tốn công nhất", "The cheapest way") if one else (f"Cách {place}", f"Way {place}")
        changes = "change" if many == 1 else "changes"
        heading = Text(f"{vi} để đạt {goal.vi}: {many} thay đổi", f"{en} to {goal.en}: {many} {changes}")
        cost = count_text(way.cost)
        told = [heading, *([Text(f" (chi phí {cost.vi})", f" (cost {cost.en})")] if self._costs else [])]
        yield Styled(self._in(joined([*told, self._unscaled()], "")), "bold")
        yield from (change_lines(change, self._language) for change in way.changes)
        outcome = self._standing(way.level.name, way.points)
        yield Styled(self._say(f" Đã xếp loại lại với các bước này: {outcome}", f" Rated again with these: {outcome}"))
