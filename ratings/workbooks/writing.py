"""Evidence to a workbook that is filled in with Excel or LibreOffice, and read back without loss."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from criteria.problems import Problem
from criteria.shared import BaseRuleSet
from criteria.targets_model import AnyRuleSet
from criteria.texts import Language, Text
from ratings.evidence import SCHEMA, EvidenceError
from ratings.result_targets import AnyResult
from ratings.workbooks.answers_sheet import BEFORE_LIVE, COLUMNS, Row, asked, cells, is_open, required, rows_of
from ratings.workbooks.cells import NO, YES, cell_of
from ratings.workbooks.info_sheet import InfoRow, info_rows
from ratings.workbooks.instructions import instructions
from ratings.workbooks.layout import (
    ANSWERS,
    DOCUMENT_HEADS,
    DOCUMENT_KEYS,
    FIRST_ROW,
    INFO,
    INSTRUCTIONS,
    LISTS,
    MEMBER_SHEETS,
    MOST_ROWS,
    NOT_APPLICABLE,
    ORDER,
    OTHERS,
    PAPERS,
    TEXT,
    column_key,
    document_kind,
    path_text,
)
from ratings.workbooks.lists import lists_of
from ratings.workbooks.live import InfoCells, Live, live_columns
from ratings.workbooks.members_sheets import (
    columns_for,
    kind_of,
    member_rule_sets,
    rows_of_members,
)
from ratings.workbooks.sheets import LINE, Book, Column, SheetWriter, lines
from ratings.workbooks.styles import Styles

_MADE = datetime(2000, 1, 1)
"""When every workbook says that it was made: the same evidence gives the same bytes."""


def workbook_of(
    data: Mapping[str, Any],
    rule_set: AnyRuleSet,
    language: Language,
    known: AnyResult | None = None,
    *,
    sheet: bool = False,
) -> bytes:
    """Return evidence *data* as a workbook.

    Args:
        data: As ``ratings.writing.evidence_data`` has it, and accepted by *rule_set*; name and year may lack.
        rule_set: Every question of it is there.
        language: Of headings, questions and lists.
        known: The rating of the same evidence: what the formulas show where nobody reckons them.
        sheet: Ask for the line of a score sheet for each criterion instead.

    Raises:
        EvidenceError: A member does not fit into a cell, or there are more of them than rows.
    """
    _refuse_many(data.get("members", ()))
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"title": rule_set.title.into(language), "comments": SCHEMA, "created": _MADE})
    years = rule_set.years
    members = member_rule_sets(rule_set, data.get("members", ()), data.get("year", years.last or years.first))
    lists = lists_of(rule_set, members, language)
    _Writer(Book(book, Styles(book), lists, language), data, rule_set).write(members, known, sheet=sheet)
    book.close()
    return buffer.getvalue()


def _refuse_many(members: Sequence[Any]) -> None:
    if len(members) > MOST_ROWS:
        wrong = Text(
            f"{len(members)} thành viên, nhiều hơn {MOST_ROWS} dòng của một trang.",
            f"{len(members)} members are more than the {MOST_ROWS} rows of a sheet.",
        )
        raise EvidenceError(
            [Problem("/members", None, wrong, Text("Giữ trong tệp JSON Lines.", "Keep them in JSON Lines."))]
        )


class _Writer:
    """Writes the sheets of one workbook."""

    def __init__(self, book: Book, data: Mapping[str, Any], rule_set: AnyRuleSet) -> None:
        self._book, self._data, self._rule_set = book, data, rule_set
        self._shown = (YES.into(book.language), NO.into(book.language))

    def write(self, members: Mapping[str, AnyRuleSet], known: AnyResult | None, *, sheet: bool) -> None:
        self._instructions(members=bool(members))
        info = self._info()
        self._answers(rows_of(self._rule_set, sheet=sheet), info, known)
        self._papers()
        for kind in MEMBER_SHEETS:
            self._members(kind, members)
        self._lists()

    def _say(self, text: Text) -> str:
        return text.into(self._book.language)

    def _instructions(self, *, members: bool) -> None:
        page = self._book.book.add_worksheet(self._say(INSTRUCTIONS))
        page.set_column(0, 0, 100)
        page.set_paper(9)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.protect("", {"format_columns": True, "format_rows": True})
        for row, line in enumerate(instructions(self._rule_set, members=members)):
            words = self._say(line)
            page.write_string(row, 0, words, self._book.styles["words" if row else "title"])
            page.set_row(row, LINE * (2 if row == 0 else 1 + len(words) // 105))

    def _info(self) -> InfoCells:
        rows = list(info_rows(self._data, self._rule_set))
        columns = (
            Column("path", Text("Khóa", "Key"), 20, hidden=True),
            Column("kind", Text("Dạng ô", "Kind"), 10, hidden=True),
            Column("label", Text("Mục", "Item"), 46),
            Column("value", Text("Nội dung", "Value"), 34),
            Column("hint", Text("Ghi chú", "Note"), 44),
        )
        sheet = SheetWriter(self._book, INFO, self._say(self._rule_set.title), columns)
        for number, row in enumerate(rows, FIRST_ROW):
            self._info_row(sheet, number, row)
        places = {row.path: number for number, row in enumerate(rows, FIRST_ROW)}
        area, type_ = (places.get(("subject", key)) for key in ("area", "type"))
        column = sheet.cell("value", 0)[:-1]
        return InfoCells(f"{column}${area}", f"{column}${type_}" if type_ is not None else "")

    def _info_row(self, sheet: SheetWriter, number: int, row: InfoRow) -> None:
        if not row.path:
            for column in ("label", "value", "hint"):
                words = self._say({"label": row.label, "hint": row.hint}.get(column, Text("", "")))
                sheet.put(number, column, words, "section")
            return
        sheet.put(number, "path", path_text(row.path), "label")
        sheet.put(number, "kind", row.kind, "label")
        named = row.path[-1] == "*"
        sheet.height(number, LINE * max(lines(self._say(row.label), 46), lines(self._say(row.hint), 44)))
        sheet.put(number, "label", self._say(row.label), "text" if named else "label")
        sheet.put(number, "hint", self._say(row.hint), "hint")
        if row.fixed:
            sheet.put(number, "value", cell_of(row.value, row.kind, self._book.lists), "none")
            return
        sheet.fill(number, "value", cell_of(row.value, row.kind, self._book.lists, self._shown), row.kind)
        sheet.allow("value", row.kind, number)

    def _answers(self, rows: Sequence[Row], info: InfoCells, known: AnyResult | None) -> None:
        live = live_columns(self._rule_set)
        shown, hidden = (tuple(each for each in live if each.hidden is hides) for hides in (False, True))
        columns = (*COLUMNS[:BEFORE_LIVE], *shown, *COLUMNS[BEFORE_LIVE:], *hidden)
        sheet = SheetWriter(self._book, ANSWERS, self._book.sheet_name(ANSWERS), columns)
        sheet.new_page_before("document/number")
        for row in rows:
            self._answer(sheet, row)
        Live(self._book, sheet, self._rule_set, info, known).write(rows)

    def _answer(self, sheet: SheetWriter, row: Row) -> None:
        look = "section" if row.indicator is None else "label"
        question, requirement = self._say(asked(row)), self._say(required(row, self._rule_set))
        for column, words in (
            ("id", row.id),
            ("form", row.form_text),
            ("question", question),
            ("required", requirement),
        ):
            sheet.put(row.number, column, words, look)
        sheet.height(row.number, LINE * max(lines(question, 52), lines(requirement, 36)))
        filled = set()
        for column, value, kind in cells(row, self._data["answers"].get(row.id, {}), self._book.lists, self._shown):
            if value is None and not is_open(row, column, self._rule_set):
                continue
            sheet.fill(row.number, column, value, kind)
            beside = "beside" if column == "answer" and row.form == "share" else ""
            sheet.allow(column, kind, row.number, beside=beside)
            filled.add(column)
        for each in COLUMNS[4:]:
            if each.key not in filled:
                sheet.put(row.number, each.key, None, "none")

    def _papers(self) -> None:
        columns = (
            Column("ref", Text("Mã nội dung", "Id"), 12, kind=TEXT),
            *(
                Column(key, DOCUMENT_HEADS[key], 40 if key == "title" else 18, kind=document_kind(key))
                for key in DOCUMENT_KEYS
            ),
        )
        sheet = SheetWriter(self._book, PAPERS, self._book.sheet_name(PAPERS), columns, grows=True)
        further = [
            (name, paper) for name, answer in self._data["answers"].items() for paper in answer.get("documents", [])[1:]
        ]
        further += [("standards", paper) for paper in self._data.get("standards", {}).get("documents", [])]
        for number, (ref, paper) in enumerate(further, FIRST_ROW):
            sheet.fill(number, "ref", ref, TEXT)
            for key in DOCUMENT_KEYS:
                kind = document_kind(key)
                sheet.fill(number, key, cell_of(paper.get(key), kind, self._book.lists), kind)

    def _members(self, kind: str, rule_sets: Mapping[str, BaseRuleSet]) -> None:
        of_kind = [
            (place, each) for place, each in enumerate(self._data.get("members", ())) if kind_of(each) == kind
        ]  # fmt: skip
        rule_set: Any = rule_sets.get(kind)
        if not of_kind and rule_set is None:
            return
        columns = columns_for(kind, None if kind == OTHERS else rule_set)
        sheet = SheetWriter(self._book, kind, self._book.sheet_name(kind), columns, grows=True)
        reason = self._say(NOT_APPLICABLE)
        for row in rows_of_members(of_kind, columns, self._book.lists, self._shown, reason):
            for column, (value, cell_kind) in row.cells.items():
                if value is not None:
                    sheet.fill(row.number, column, value, cell_kind if column != ORDER else TEXT)

    def _lists(self) -> None:
        page = self._book.book.add_worksheet(self._book.sheet_name(LISTS))
        for place, (name, options) in enumerate(self._book.lists.items()):
            page.write_string(0, 2 * place, column_key(LISTS, name))
            for row, (option, shown) in enumerate(options, FIRST_ROW - 1):
                page.write_string(row, 2 * place, option)
                page.write_string(row, 2 * place + 1, shown)
        page.protect()
        page.hide()
