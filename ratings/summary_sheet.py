"""Many subjects as an Excel workbook: an overview, then the league table, the heat map, what is lost, what is missing.

Counts, sums and means are formulas over the rows, so that they follow a change by hand; ranks, levels and shares are
those of the result: no formula decides one.
"""

from collections.abc import Sequence
from decimal import Decimal

from criteria.texts import Language, Speaker, Text
from ratings import summary_words as words
from ratings.result_summary import GroupResult, SubjectLine, SummaryResult
from ratings.score_sheet import PAGE
from ratings.sheet_page import Cell, Column, Formula, Page, Row, Workbook
from ratings.summary_map_sheet import map_page
from ratings.summary_places_sheets import lost_page, missing_page

_OVERVIEW = Text("Tổng hợp", "Overview")
_SUBJECTS = Text("Số đối tượng", "Subjects")
_MEAN = Text("Trung bình", "Mean")
_SUM = Text("Cộng", "Total")
_LEVEL_COLUMN = 4
"""Of the league table, counted from 0; with more than one column of targets it moves on."""


def summary_sheet(summary: SummaryResult, language: Language) -> bytes:
    """Return the workbook on *summary*: the same bytes for the same summary."""
    return _SummarySheet(summary, language).made()


class _SummarySheet(Speaker):
    def __init__(self, summary: SummaryResult, language: Language) -> None:
        super().__init__(language)
        self._summary = summary
        self._workbook = Workbook(self._in(words.TITLE))

    def made(self) -> bytes:
        columns = [Column(self._in(words.LEVEL), 60), Column(self._in(_SUBJECTS), 16)]
        overview = self._page(self._in(_OVERVIEW), [*columns, Column(self._in(words.POSSIBLE), 16)])
        overview.line(self._in(words.TITLE), "title")
        leagues = [self._in(each) for each in words.group_names(self._summary, words.LEAGUE)]
        for group, name in zip(self._summary.groups, leagues, strict=True):
            self._overview(overview, group, name)
        self._refused(overview)
        names = zip(*(self._names(each) for each in (words.MAP, words.LOST, words.MISSING)), strict=True)
        for group, league, (map_name, lost, missing) in zip(self._summary.groups, leagues, names, strict=True):
            self._league(group, league)
            map_page(self._workbook, map_name, group, self._language)
            lost_page(self._workbook, lost, group, self._language)
            missing_page(self._workbook, missing, group, self._language)
        return self._workbook.finished()

    def _names(self, name: Text) -> list[str]:
        return [self._in(each) for each in words.group_names(self._summary, name)]

    def _page(self, name: str, columns: Sequence[Column]) -> Page:
        return Page(self._workbook, name, columns, self._in(PAGE))

    # The overview.

    def _overview(self, page: Page, group: GroupResult, league: str) -> None:
        page.gap()
        page.line(self._in(words.group_title(group)), "strong")
        page.line(self._in(words.group_source(group)))
        page.cells([self._in(words.LEVEL), self._in(_SUBJECTS), self._in(words.POSSIBLE)], "head")
        first = page.next_row
        rows = [self._level_row(page, group, place, league) for place in range(len(group.levels))]
        many = Decimal(len(group.subjects))
        totals = [_over("SUM", Row(first), rows[-1], column, many) for column in (1, 2)]
        page.cells([self._in(_SUM), *totals], "total")
        if group.points is not None:
            area = _area(league, group, 3)
            mean = Formula(f"=ROUND(AVERAGE({area}),2)", group.points.mean)
            page.cells([f"{self._in(words.POINTS)}: {self._in(_MEAN).lower()}", mean, None])
        for said in (*group.notes, words.missing_sentence(group), *words.sure_sentences(group)):
            page.line(self._in(said))

    def _level_row(self, page: Page, group: GroupResult, place: int, league: str) -> Row:
        count = group.levels[place]
        area = _area(league, group, _level_column(group))
        own = Row(page.next_row).cell(0)
        counted = Formula(f"=COUNTIF({area},{own})", Decimal(count.subjects))
        return page.cells([self._in(count.level.name), counted, count.possible])

    def _refused(self, page: Page) -> None:
        if not self._summary.refused:
            return
        page.gap()
        page.line(self._in(words.REFUSED), "strong")
        for each in self._summary.refused:
            page.line(f"{each.where}: {' '.join(self._in(message) for message in each.messages)}")

    # The league table.

    def _league(self, group: GroupResult, name: str) -> None:
        standings = (
            [Column(self._in(words.POINTS), 9)]
            if group.scheme == "points"
            else [
                Column(f"{self._say('Chỉ tiêu đạt', 'Targets met')}: {self._in(each.level.name)}", 12)
                for each in reversed(group.levels[:-1])
            ]
        )
        heads = (words.POSSIBLE, words.MISSING_COUNT, words.ASSUMED, words.DOUBTS)
        columns = [
            Column(self._in(words.RANK), 7),
            Column(self._in(words.NAME), 34),
            Column(self._in(words.CODE), 14),
            *standings,
            Column(self._in(words.LEVEL), 20),
            Column(self._in(heads[0]), 20),
            *(Column(self._in(each), 9) for each in heads[1:]),
            Column(self._in(words.FILE), 30),
        ]
        page = self._page(name, columns)
        page.line(self._in(words.group_title(group)), "title")
        page.heads(frozen=2)
        for line in group.subjects:
            page.cells(self._league_row(line))
        page.sheet.autofilter(1, 0, page.next_row - 1, len(columns) - 1)

    def _league_row(self, line: SubjectLine) -> list[Cell]:
        possible = words.possible(line)
        standing: list[Cell] = (
            [line.points]
            if line.points is not None
            else [f"{each.met}/{each.of}" for each in reversed(line.targets or ())]
        )
        return [
            line.rank,
            line.subject.name,
            line.subject.code,
            *standing,
            self._in(line.level.name),
            self._in(possible) if possible is not None else None,
            line.missing,
            line.provenance.assumed,
            sum(line.findings),
            line.file,
        ]


def _level_column(group: GroupResult) -> int:
    return _LEVEL_COLUMN if group.scheme == "points" else _LEVEL_COLUMN + len(group.levels) - 2


def _area(sheet: str, group: GroupResult, column: int) -> str:
    """Return how a formula names a column of the league table on *sheet*: title and head stand above its rows."""
    first, last = Row(2).cell(column), Row(1 + len(group.subjects)).cell(column)
    return f"'{sheet}'!{first}:{last}"


def _over(function: str, first: Row, last: Row, column: int, value: Decimal) -> Formula:
    return Formula(f"={function}({first.cell(column)}:{last.cell(column)})", value)
