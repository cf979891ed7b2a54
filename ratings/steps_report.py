"""Steps as text for a terminal: where the subject is, the cheapest way up, other ways, and what cannot be reached."""

from collections.abc import Iterator
from decimal import Decimal

from rich.console import Group, RenderableType

from criteria.texts import Language, Speaker, Text, count_text, points_text
from ratings.layout import Hanging, Styled
from ratings.result_steps import ChangeShown, StepsResult, WayShown

COSTS = Text(
    "Chi phí là quy ước để so sánh các cách với nhau: minh chứng rẻ nhất, rồi đến số người, cao nhất là danh hiệu,"
    " chuẩn; thay bằng --costs FILE.",
    "Costs only compare ways with one another: papers are cheapest, then people, then titles and standards;"
    " --costs FILE replaces them.",
)
TO_BE_DONE = Text(
    "Chỉ ghi vào tệp khi việc đã làm và minh chứng đã có thật.",
    "Write it into the file only once it has been done and the papers are there.",
)


def steps_page(result: StepsResult, language: Language) -> RenderableType:
    """Return *result* as text."""
    return Group(*_Page(result, language).parts())


def change_lines(change: ChangeShown, language: Language) -> RenderableType:
    """Return one change with what it gains, to be listed."""
    gain = f" +{points_of(change.points, language)}" if change.points is not None else ""
    head = Styled.assemble((f"{change.indicator}{gain}: ", "bold"), change.explanation.into(language))
    return Hanging(Styled(" → "), head)


def points_of(points: Decimal, language: Language) -> str:
    """Return points as *language* writes them."""
    return points_text(int(points * 100)).into(language)


class _Page(Speaker):
    def __init__(self, result: StepsResult, language: Language) -> None:
        super().__init__(language)
        self._result = result

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
            yield from self._way(place, way, goal)
        yield Styled()
        yield Styled(self._in(TO_BE_DONE))
        yield Styled(self._in(COSTS), "dim")

    def _standing(self, level: Text, points: Decimal | None) -> str:
        if points is None:
            return f"{self._in(level)}."
        shown = points_of(points, self._language)
        return f"{self._in(level)} · {shown} {self._say('điểm', 'points')}."

    def _out_of_reach(self, goal: Text) -> Iterator[RenderableType]:
        yield Styled(self._say(f"Không thể đạt {goal.vi}:", f"{goal.en} cannot be reached:"), "bold")
        yield from (Hanging(Styled(" ✗ "), Styled(self._in(reason))) for reason in self._result.reasons)

    def _way(self, place: int, way: WayShown, goal: Text) -> Iterator[RenderableType]:
        many, cost = len(way.changes), count_text(way.cost)
        one = len(self._result.ways) == 1
        vi, en = ("Cách ít tốn công nhất", "The cheapest way") if one else (f"Cách {place}", f"Way {place}")
        changes = "change" if many == 1 else "changes"
        yield Styled(
            self._say(
                f"{vi} để đạt {goal.vi}: {many} thay đổi (chi phí {cost.vi})",
                f"{en} to {goal.en}: {many} {changes} (cost {cost.en})",
            ),
            "bold",
        )
        yield from (change_lines(change, self._language) for change in way.changes)
        outcome = self._standing(way.level.name, way.points)
        yield Styled(self._say(f" Đã xếp loại lại với các bước này: {outcome}", f" Rated again with these: {outcome}"))
