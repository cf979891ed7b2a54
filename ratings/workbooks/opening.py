"""A workbook is opened: its sheets are known by their hidden keys, whatever they are called."""

import warnings
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from io import BytesIO
from typing import Any, NamedTuple

from openpyxl import load_workbook

from criteria.problems import Problem
from criteria.texts import Text, plain
from ratings.evidence import EvidenceError
from ratings.workbooks.answers_sheet import COLUMNS
from ratings.workbooks.archive import check_archive
from ratings.workbooks.cells import Lists
from ratings.workbooks.layout import (
    ANSWERS,
    DOCUMENT_KEYS,
    FIRST_ROW,
    HEAD_ROW,
    INFO,
    KEY_ROW,
    LISTS,
    MARK,
    PAPERS,
    SHEET_NAMES,
    SHEETS,
    column_letter,
)

_KEYS = {
    INFO: ("path", "kind", "label", "value"),
    ANSWERS: tuple(column.key for column in COLUMNS),
    PAPERS: ("ref", *DOCUMENT_KEYS),
}
"""The columns without which a sheet cannot be read."""
_AGAIN = Text(
    "Chép số liệu sang tệp mới do xhht template hoặc xhht convert tạo.",
    "Copy the figures into a new file of xhht template or xhht convert.",
)


class Sheet(NamedTuple):
    """A sheet of the workbook.

    Attributes:
        key: What it is.
        name: What it is called, safe to print.
        columns: Number of each column, from 1, by its key.
        page: The ``openpyxl`` worksheet.
        rows: What is there, by row and column; what is not there is empty.
    """

    key: str
    name: str
    columns: Mapping[str, int]
    page: Any
    rows: Mapping[int, Mapping[int, Any]]

    def cell_name(self, column: str, row: int) -> str:
        """Return how a reader of Excel calls the cell: ``Trả lời!E12``."""
        return f"{self.name}!{column_letter(self.columns[column] - 1)}{row}"

    def cell(self, column: str, row: int) -> Any:
        """Return the cell in *column* of *row*; None where nothing stands."""
        return self.rows.get(row, {}).get(self.columns.get(column, 0))


class Opened:
    """An open workbook, with what is wrong with it as a whole."""

    def __init__(self, raw: bytes) -> None:
        """Open the workbook in *raw*.

        Raises:
            EvidenceError: It is none, or cannot be opened without harm.
        """
        check_archive(raw)
        self._raw = raw
        self._book = self._load()
        self.epoch: date = self._book.epoch.date()
        self.problems: list[Problem] = []
        self.sheets: dict[str, Sheet] = {}
        self.lists: Lists = {}
        for page in self._book.worksheets:
            self._take(page)

    def _take(self, page: Any) -> None:
        rows = rows_in(page)
        keys = _keys_in(rows)
        name = plain(page.title)
        if not keys:
            self._refuse_ours_without_keys(name, rows)
            return
        kind = next(iter(keys))[0]
        if kind == LISTS:
            self.lists = {name: list(_options(rows, column)) for (_, name), column in keys.items()}
        elif kind in self.sheets:
            wrong = Text(f"Trang này lặp lại trang {self.sheets[kind].name}.", f"A copy of {self.sheets[kind].name}.")
            self._wrong(name, wrong, Text("Xóa một trong hai trang.", "Delete one of the two."))
        elif kind in SHEETS:
            sheet = Sheet(kind, name, {key: column for (_, key), column in keys.items()}, page, rows)
            self.sheets[kind] = sheet
            self._refuse_copied_columns(sheet)
            self._refuse_lost_keys(sheet)
            self._refuse_merged(sheet)

    def reckoned(self, sheet: Sheet, column: str, row: int) -> Any:
        """Return what the formula in a cell comes to, as it was last reckoned; None where it comes to nothing."""
        return self._values[sheet.page.title].cell(row, sheet.columns[column]).value

    @cached_property
    def is_reckoned(self) -> bool:
        """Whether some formula has a value: then an office has reckoned all of them."""
        answers = self.sheets[ANSWERS]
        return any(
            self._values[answers.page.title].cell(row, column).value is not None
            for row, cells in answers.rows.items()
            for column, cell in cells.items()
            if cell.data_type == "f"
        )

    @cached_property
    def _values(self) -> Any:
        """The workbook with the values of its formulas: opened only where somebody answers by one."""
        return self._load(reckoned=True)

    def _load(self, *, reckoned: bool = False) -> Any:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of what it does not keep: pictures, extensions
                return load_workbook(BytesIO(self._raw), data_only=reckoned, keep_links=False)
        except Exception:  # a hostile file can make it fail in any way
            wrong = Text("Tệp Excel bị hỏng, không mở được.", "The Excel file is damaged and cannot be opened.")
            right = Text("Mở bằng Excel rồi lưu lại thành .xlsx.", "Open it with Excel and save it again as .xlsx.")
            raise EvidenceError([Problem("", None, wrong, right)]) from None

    # What is wrong with a sheet as a whole.

    def _wrong(self, where: str, wrong: Text, right: Text = _AGAIN) -> None:
        self.problems.append(Problem(where, None, wrong, right))

    def _refuse_ours_without_keys(self, name: str, rows: Mapping[int, Mapping[int, Any]]) -> None:
        """A sheet that is called like one of ours, but has lost its hidden first row: nothing of it would be read."""
        ours = {words for key in SHEETS for words in (SHEET_NAMES[key].vi, SHEET_NAMES[key].en)}
        if name in ours and rows:
            wrong = Text("Trang này mất dòng 1 (ẩn) nên không đọc được.", "This sheet has lost its hidden row 1.")
            self._wrong(name, wrong)

    def _refuse_lost_keys(self, sheet: Sheet) -> None:
        lost = [key for key in _KEYS.get(sheet.key, ()) if key not in sheet.columns]
        if lost:
            wrong = Text(
                f"Trang này thiếu cột hoặc mất khóa ẩn ở dòng 1: {', '.join(lost)}.",
                f"This sheet lacks columns, or their hidden keys in row 1: {', '.join(lost)}.",
            )
            self._wrong(sheet.name, wrong)
        known = set(sheet.columns.values())
        for column, row in sorted(_first_filled(sheet.rows).items()):
            if column not in known:
                wrong = Text("Cột này không có khóa ẩn ở dòng 1 nên không đọc.", "This column has no key in row 1.")
                right = Text("Xóa cột, hoặc chép sang tệp mới.", "Delete it, or copy it into a new file.")
                self._wrong(f"{sheet.name}!{column_letter(column - 1)}{row}", wrong, right)

    def _refuse_copied_columns(self, sheet: Sheet) -> None:
        for column, cell in sheet.rows[KEY_ROW].items():
            first = sheet.columns.get(str(cell.value).split(":", 2)[-1], column)
            if first != column:
                one, other = column_letter(first - 1), column_letter(column - 1)
                wrong = Text(f"Cột {other} là bản sao của cột {one}.", f"Column {other} is a copy of column {one}.")
                right = Text("Xóa một trong hai cột.", "Delete one of the two.")
                self._wrong(f"{sheet.name}!{other}:{other}", wrong, right)

    def _refuse_merged(self, sheet: Sheet) -> None:
        read = set(sheet.columns.values())
        for merged in sheet.page.merged_cells.ranges:
            if merged.max_row >= FIRST_ROW and any(merged.min_col <= column <= merged.max_col for column in read):
                wrong = Text(f"Các ô {merged.coord} bị gộp.", f"The cells {merged.coord} are merged.")
                right = Text("Bỏ gộp ô (Unmerge) rồi ghi vào từng ô.", "Unmerge them and fill in each.")
                self._wrong(f"{sheet.name}!{merged.coord}", wrong, right)


def rows_in(page: Any) -> dict[int, dict[int, Any]]:
    """Return the cells of a worksheet in which something stands, by row and column, from 1.

    Only those that are in the file: asking for others makes them, a million of them where one stands far down.
    """
    rows: dict[int, dict[int, Any]] = {}
    for (row, column), cell in sorted(page._cells.items()):  # there is no public way to only these
        if not is_blank(cell.value):
            rows.setdefault(row, {})[column] = cell
    return rows


def is_blank(value: Any) -> bool:
    """Return whether *value*, of a cell, is nothing, or only spaces."""
    return value is None or (isinstance(value, str) and not value.strip())


def _keys_in(rows: Mapping[int, Mapping[int, Any]]) -> dict[tuple[str, str], int]:
    """Return sheet and key of each column that the hidden first row names, with its number."""
    keys: dict[tuple[str, str], int] = {}
    for column, cell in rows.get(KEY_ROW, {}).items():
        mark, _, rest = str(cell.value).partition(":")
        sheet, _, key = rest.partition(":")
        if mark == MARK and key:
            keys.setdefault((sheet, key), column)
    return keys


def _options(rows: Mapping[int, Mapping[int, Any]], column: int) -> Iterator[tuple[str, str]]:
    for row, cells in rows.items():
        if row > HEAD_ROW and column in cells and column + 1 in cells:
            yield str(cells[column].value), str(cells[column + 1].value)


def _first_filled(rows: Mapping[int, Mapping[int, Any]]) -> dict[int, int]:
    """Return the first row of data in which something stands, by column."""
    first: dict[int, int] = {}
    for row, cells in rows.items():
        for column in cells if row >= FIRST_ROW else ():
            first.setdefault(column, row)
    return first
