"""The heat map as a sheet: a share in each cell, coloured by Excel itself, so that a change by hand changes colour."""

from decimal import Decimal

from criteria.texts import Language, Text
from ratings import summary_words as words
from ratings.names import MARKS
from ratings.result_summary import Cell as MapCell
from ratings.result_summary import GroupResult
from ratings.score_sheet import PAGE
from ratings.sheet_page import Cell, Column, Formula, Page, Row, Workbook
from ratings.summary_items import mean

_MEAN = Text("Trung bình", "Mean")
_COLOURS = {
    "type": "3_color_scale",
    "min_type": "num", "mid_type": "num", "max_type": "num",
    "min_value": 0, "mid_value": 50, "max_value": 100,
    "min_color": "#F4A6A0", "mid_color": "#FFE9A8", "max_color": "#9AD5A8",
}  # fmt: skip
"""Black on each of them has a contrast of more than 9."""
_MISSING = {
    "num_format": '"? "0.##', "font_name": "Times New Roman", "font_size": 11,
    "border": 1, "border_color": "#808080", "align": "center", "valign": "top",
}  # fmt: skip
"""Of a figure that would be another if nothing were missing; it counts in the mean as it stands."""
_FIRST = 2
"""The column of the first criterion, counted from 0."""


def map_page(workbook: Workbook, name: str, group: GroupResult, language: Language) -> None:
    """Write the sheet *name*: a row for each subject, a column for each criterion, a share in per cent in each cell."""
    heads = [f"{each.id}. {(each.short or each.name).into(language)}" for each in group.criteria]
    width = max(9, min(22, 120 // len(heads)))
    columns = [Column(words.RANK.into(language), 7), Column(words.NAME.into(language), 30)]
    page = Page(workbook, name, [*columns, *(Column(head, width) for head in heads)], PAGE.into(language))
    page.line(words.map_heading(group).into(language), "title")
    page.line(words.group_title(group).into(language))
    page.line(_key(group).into(language))
    page.heads(frozen=2)
    first = page.next_row
    missing = workbook.book.add_format(_MISSING)
    for line in group.subjects:
        row = page.cells([line.rank, line.subject.name, *(_share(cell, group) for cell in line.cells)])
        for place, cell in enumerate(line.cells, _FIRST):
            shown = _share(cell, group)
            if words.cell_status(cell, group) == "missing" and isinstance(shown, Decimal):
                page.sheet.write_number(row.place, place, float(shown), missing)
    last, right = page.next_row - 1, _FIRST + len(heads) - 1
    page.cells([None, _MEAN.into(language), *_means(group, Row(first), Row(last))], "total")
    page.sheet.autofilter(first - 1, 0, last, right)
    page.sheet.conditional_format(first, _FIRST, last + 1, right, _COLOURS)


def _key(group: GroupResult) -> Text:
    missing, out = MARKS["missing"], MARKS["not_applicable"]
    of = Text("điểm tối đa", "the maximum") if group.scheme == "points" else Text("chỉ tiêu đạt", "the targets, met")
    return Text(
        f"Mỗi ô: % {of.vi}, làm tròn xuống; {missing} còn thiếu; {out} không áp dụng.",
        f"Each cell: % of {of.en}, rounded down; {missing} missing; {out} not applicable.",
    )


def _share(cell: MapCell, group: GroupResult) -> Cell:
    """Return the share in per cent with two decimals at most, rounded down."""
    share = words.cell_share(cell, group)
    return Decimal(share // 100) / 100 if share is not None else MARKS["not_applicable"]


def _means(group: GroupResult, first: Row, last: Row) -> list[Cell]:
    means: list[Cell] = []
    for place in range(len(group.criteria)):
        shares = [_share(line.cells[place], group) for line in group.subjects]
        counted = [each for each in shares if isinstance(each, Decimal)]
        area = f"{first.cell(_FIRST + place)}:{last.cell(_FIRST + place)}"
        value = mean(sum(counted, Decimal(0)), len(counted)) if counted else None
        means.append(Formula(f"=ROUND(AVERAGE({area}),2)", value) if value is not None else None)
    return means
