"""The score sheet (phiếu chấm điểm) as an Excel workbook: formulas add it up, so that a change by hand adds up, too.

Sheets: the score sheet with what is above it, the list of documents, and standards and members where there are some.
The level and every verdict are those of the result: no formula decides one.
"""

from collections.abc import Iterator

from criteria.texts import Language, Speaker, Text, points_as_text
from ratings.names import AREA_NAMES
from ratings.result import Result
from ratings.result_sentences import (
    change_lead,
    finding_lead,
    gates_heading,
    overlay_sentence,
    possible_sentence,
    provenance_sentence,
    recognition_sentences,
    rule_set_sentence,
    scaled_sentence,
    steps_heading,
    supposed_sentence,
)
from ratings.result_steps import WayShown
from ratings.result_targets import AnyResult, TargetResult
from ratings.score_annexes import documents_page, members_page, standards_page
from ratings.score_tables import points_columns, points_table, targets_columns, targets_table
from ratings.sheet_page import Page, Workbook

PAGE = Text("Trang", "Page")
_POINTS_TITLE = Text("PHIẾU CHẤM ĐIỂM", "SCORE SHEET")
_TARGETS_TITLE = Text("PHIẾU ĐÁNH GIÁ CHỈ TIÊU", "SHEET OF TARGETS")
_POINTS_NAME = Text("Phiếu chấm điểm", "Score sheet")
_TARGETS_NAME = Text("Phiếu đánh giá", "Targets")


def score_sheet(result: AnyResult, language: Language) -> bytes:
    """Return the workbook on *result*: the same bytes for the same result."""
    return _ScoreSheet(result, language).made()


class _ScoreSheet(Speaker):
    def __init__(self, result: AnyResult, language: Language) -> None:
        super().__init__(language)
        self._result = result
        self._workbook = Workbook(self._in(self._title))

    @property
    def _title(self) -> Text:
        return _POINTS_TITLE if isinstance(self._result, Result) else _TARGETS_TITLE

    def made(self) -> bytes:
        result, language, footer = self._result, self._language, self._in(PAGE)
        points = isinstance(result, Result)
        columns = points_columns(language) if isinstance(result, Result) else targets_columns(result, language)
        name = self._in(_POINTS_NAME if points else _TARGETS_NAME)
        page = Page(self._workbook, name, columns, footer)
        self._head(page)
        page.heads(frozen=2)
        if isinstance(result, Result):
            points_table(page, result, language)
        else:
            targets_table(page, result, language)
        for heading, lines in self._notes():
            page.gap()
            page.line(heading, "strong")
            for line in lines:
                page.line(line)
        page.gap()
        page.line(self._in(provenance_sentence(result)))
        documents_page(self._workbook, result, language, footer)
        standards_page(self._workbook, result, language, footer)
        members_page(self._workbook, result, language, footer)
        return self._workbook.finished()

    def _head(self, page: Page) -> None:
        result, subject = self._result, self._result.subject
        page.line(self._in(self._title), "title")
        code = f" ({subject.code})" if subject.code else ""
        page.line(subject.name + code, "strong")
        about = [self._in(result.rule_set.title), self._say(f"năm {result.year}", f"year {result.year}")]
        if subject.area != "normal":
            area = AREA_NAMES[subject.area]
            about.append(self._say(f"địa bàn {area.vi}", f"{area.en} area"))
        page.line(" · ".join([*about, self._in(rule_set_sentence(result))]))
        page.line(self._level(), "strong")
        page.line(" ".join(self._in(each) for each in self._explained()))

    def _level(self) -> str:
        result = self._result
        name = result.level.name
        if not isinstance(result, Result):
            return self._say(f"Kết quả: {name.vi}", f"Level: {name.en}")
        points, most = points_as_text(result.points), points_as_text(result.max_points)
        return self._say(
            f"Xếp loại: {name.vi} · {points.vi}/{most.vi} điểm", f"Level: {name.en} · {points.en}/{most.en} points"
        )

    def _explained(self) -> Iterator[Text]:
        """Why this level, and what makes it less than sure."""
        result = self._result
        yield result.explanation
        scaled = scaled_sentence(result) if isinstance(result, Result) else None
        said = (scaled, possible_sentence(result), supposed_sentence(result), overlay_sentence(result))
        yield from (each for each in said if each is not None)

    def _notes(self) -> Iterator[tuple[str, list[str]]]:
        """What stands below the table: what bars the next level, the cheapest way, recognition, findings."""
        result = self._result
        yield from self._above(result) if isinstance(result, Result) else self._lacking(result)
        if result.recognition is not None:
            lines = [self._in(each) for each in recognition_sentences(result.recognition)]
            yield self._say("Công nhận", "Recognition"), lines
        if result.findings:
            lines = [self._in(finding_lead(each)) + self._in(each.message) for each in result.findings]
            yield self._say("Cần xem lại:", "To look at again:"), lines

    def _above(self, result: Result) -> Iterator[tuple[str, list[str]]]:
        heading, above = gates_heading(result), result.next_level
        if heading is not None:
            yield self._in(heading), [self._in(each.explanation) for each in result.blocking]
        if above is not None:
            yield self._in(steps_heading(result, above)), self._way(above.cheapest, above.out_of_reach)

    def _lacking(self, result: TargetResult) -> Iterator[tuple[str, list[str]]]:
        """The targets that stand between the subject and each level, the least first, and the cheapest way."""
        for level in reversed(result.levels):
            lines = [
                f"{each.indicator}: {self._in(each.explanation)}" for each in result.blocking if each.level == level.id
            ]
            name, many = level.name, len(lines)
            if lines:
                yield (
                    self._say(f"Để đạt {name.vi}, còn {many} chỉ tiêu chưa đạt:", f"Not met for {name.en}: {many}"),
                    lines,
                )
        above = result.next_level
        if above is not None and above.cheapest is not None:
            goal = above.cheapest.level.name
            yield (
                self._say(f"Cách ít tốn công nhất để đạt {goal.vi}:", f"The cheapest way to {goal.en}:"),
                self._way(above.cheapest, None),
            )
        elif above is not None and above.out_of_reach:
            yield self._say("Không thể đạt:", "Out of reach:"), self._way(None, above.out_of_reach)

    def _way(self, way: WayShown | None, reasons: tuple[Text, ...] | None) -> list[str]:
        changes = way.changes if way is not None else ()
        listed = [self._in(change_lead(each)) + self._in(each.explanation) for each in changes]
        return [*listed, *(self._in(each) for each in reasons or ())]
