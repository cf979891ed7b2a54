"""Where something is lost, and what is missing, as two sheets to filter and to sort."""

from collections.abc import Sequence
from decimal import Decimal

from criteria.texts import Language, Text
from ratings import summary_words as words
from ratings.names import MARKS, STATUS_NAMES
from ratings.result_summary import GroupResult, ItemSummary
from ratings.score_sheet import PAGE
from ratings.sheet_page import Cell, Column, Formula, Page, Row, Workbook
from ratings.summary_items import by_loss, losing_at

_WHAT = Text("Thiếu gì", "What is missing")
_SUM = Text("Cộng các tiêu chí", "All criteria")
_SHOWN = Text("Số dòng đang hiện", "Rows shown")
_STATUSES = ("pass", "partial", "fail", "missing", "not_applicable")
_TALLIED = ("pass", "fail", "missing", "not_applicable")
_ASKED, _LOST = 2, 9
"""Columns of who was asked and of points lost, counted from 0."""


def lost_page(workbook: Workbook, name: str, group: GroupResult, language: Language) -> None:
    """Write the sheet *name*: criteria, then indicators, each with the one first where most lose."""
    level = group.map_level.id if group.map_level is not None else None
    columns = [Column(each.into(language), width) for each, width in _lost_heads(group)]
    page = Page(workbook, name, columns, PAGE.into(language))
    title = words.LOST if group.scheme == "points" else words.UNMET
    page.line(f"{title.into(language)}: {words.group_title(group).into(language)}", "title")
    page.heads(frozen=2)
    first = page.next_row
    for item in by_loss(group.criteria, level):
        page.cells(_lost_row(page, item, level, language), "criterion")
    criteria = page.next_row - 1
    for item in group.indicators:
        page.cells(_lost_row(page, item, level, language))
    page.sheet.autofilter(first - 1, 0, page.next_row - 1, len(columns) - 1)
    if group.scheme == "points":
        lost = sum((each.lost or Decimal(0) for each in group.criteria), Decimal(0))
        area = f"{Row(first).cell(_LOST)}:{Row(criteria).cell(_LOST)}"
        blank: list[Cell] = [None] * (_LOST - 2)
        page.cells([None, _SUM.into(language), *blank, Formula(f"=SUM({area})", lost), None, None], "total")


def _lost_heads(group: GroupResult) -> Sequence[tuple[Text, int]]:
    by_points = group.scheme == "points"
    heads = [(Text("Mã", "Id"), 8), (words.ITEM, 44), (words.ASKED, 11)]
    if by_points:
        counts = [(Text(f"{MARKS[s]} {STATUS_NAMES[s].vi}", f"{MARKS[s]} {STATUS_NAMES[s].en}"), 12) for s in _STATUSES]
        lost = [(words.LOST_POINTS, 10), (words.LOST_MEAN, 11), (words.LOST_MISSING, 13)]
        return [*heads, (words.losing_head(group), 11), *counts, *lost]
    names = [each.level.name for each in reversed(group.levels[:-1])]
    met = [
        (Text(f"{name.vi}: {MARKS[status]}", f"{name.en}: {MARKS[status]}"), 10)
        for name in names
        for status in _TALLIED
    ]
    return [*heads, (words.losing_head(group), 13), *met]


def _lost_row(page: Page, item: ItemSummary, level: str | None, language: Language) -> list[Cell]:
    lead: list[Cell] = [item.id, (item.short or item.name).into(language), item.subjects, losing_at(item, level)]
    if item.levels is not None:
        return [*lead, *(count for each in reversed(item.levels) for count in each[1:])]
    row = Row(page.next_row)
    mean = (
        Formula(f"=ROUND({row.cell(_LOST)}/{row.cell(_ASKED)},2)", item.mean_lost)
        if item.mean_lost is not None
        else None
    )
    return [*lead, *item.statuses, item.lost, mean, item.lost_missing]


def missing_page(workbook: Workbook, name: str, group: GroupResult, language: Language) -> None:
    """Write the sheet *name*: a row for each subject that lacks something, and for each thing that it lacks."""
    heads = ((Text("Mã", "Id"), 8), (words.ITEM, 56), (words.NAME, 36), (_WHAT, 22))
    columns = [Column(each.into(language), width) for each, width in heads]
    page = Page(workbook, name, columns, PAGE.into(language))
    page.line(f"{words.MISSING.into(language)}: {words.group_title(group).into(language)}", "title")
    page.line(words.missing_sentence(group).into(language))
    page.heads()
    first = page.next_row
    for item in group.missing.items:
        for what, names in ((words.NO_ANSWER, item.answers), (words.NO_DOCUMENTS, item.documents)):
            for subject in names:
                page.cells([item.id, item.name.into(language), subject, what.into(language)])
    last = page.next_row - 1
    if last < first:
        return
    page.sheet.autofilter(first - 1, 0, last, len(columns) - 1)
    many = Decimal(group.missing.answers + group.missing.documents)
    # 103 counts what a filter leaves: how often an item, or a subject, lacks something.
    shown = Formula(f"=SUBTOTAL(103,{Row(first).cell(2)}:{Row(last).cell(2)})", many)
    page.cells([None, _SHOWN.into(language), shown, None], "total")
