"""Taking values out of cells into the tree of evidence; what cannot be used is told once for each cell."""

from collections.abc import Iterator
from typing import Any

from criteria.problems import Problem, pointer, quote
from criteria.texts import Text, plain
from ratings.typed_answers import UnreadError, folded, whole_typed
from ratings.workbooks.cells import CellError, Found, read_cell, words_in
from ratings.workbooks.layout import FIRST_ROW, MOST_ROWS, NOT_APPLICABLE
from ratings.workbooks.opening import Opened, Sheet, is_blank
from ratings.workbooks.tree import Path, TakenError, Tree


class Taker:
    """Takes values out of one workbook."""

    def __init__(self, opened: Opened) -> None:
        """Take values out of the workbook that was *opened*; go on with what is wrong with it."""
        self.opened = opened
        self.problems = list(opened.problems)
        self._told: set[str] = set()

    def wrong(self, cell: str, wrong: Text, right: Text) -> None:
        """Say what is *wrong* with a *cell*, unless something has been said of it."""
        if cell not in self._told:
            self._told.add(cell)
            self.problems.append(Problem(cell, None, wrong, right))

    def rows(self, sheet: Sheet, *, but: tuple[str, ...] = ()) -> Iterator[int]:
        """Yield the rows of data in which something stands, in other columns than those of *but*."""
        columns = {column for key, column in sheet.columns.items() if key not in but}
        found = 0
        for row, cells in sheet.rows.items():
            if row < FIRST_ROW or columns.isdisjoint(cells):
                continue
            found += 1
            if found > MOST_ROWS:
                wrong = Text(f"Trang có hơn {MOST_ROWS} dòng.", f"The sheet has more than {MOST_ROWS} rows.")
                self.wrong(sheet.name, wrong, Text("Dùng tệp JSON Lines.", "Use a JSON Lines file."))
                return
            yield row

    def found(self, sheet: Sheet, column: str, row: int) -> Found | None:
        """Return what stands in a cell; None where nothing does, or nothing that can be used."""
        cell = sheet.cell(column, row)
        if cell is None:
            return None
        value = cell.value
        if cell.data_type == "f":
            value = self.opened.reckoned(sheet, column, row)
            if is_blank(value) and self.opened.is_reckoned:
                return None  # it comes to an empty text
            if is_blank(value):
                wrong = Text("Công thức chưa có kết quả.", "The formula has no result.")
                right = Text(
                    "Mở tệp bằng Excel rồi lưu lại, hoặc ghi số thay cho công thức.",
                    "Open the file with Excel and save it, or write the number in place of the formula.",
                )
                self.wrong(sheet.cell_name(column, row), wrong, right)
                return None
        if cell.data_type == "e" or (isinstance(value, str) and value.startswith("#") and cell.data_type == "f"):
            wrong = Text(f"Ô này báo lỗi {quote(value)}.", f"This cell says {quote(value)}.")
            right = Text("Sửa công thức, hoặc ghi lại số hay ngày.", "Mend the formula, or write the number or day.")
            self.wrong(sheet.cell_name(column, row), wrong, right)
            return None
        return Found(value, cell.number_format or "", self.opened.epoch)

    def value(self, sheet: Sheet, column: str, row: int, kind: str) -> Any:
        """Return the value of a cell of *kind*; None where there is none, after saying what is wrong with it."""
        found = self.found(sheet, column, row)
        if found is None:
            return None
        try:
            return read_cell(found, kind, self.opened.lists)
        except CellError as error:
            self.wrong(sheet.cell_name(column, row), error.wrong, error.right)
            return None

    def hidden(self, sheet: Sheet, column: str, row: int) -> str:
        """Return what a hidden cell says, which nobody is to change; empty where nothing does."""
        cell = sheet.cell(column, row)
        return str(cell.value) if cell is not None else ""

    def put(self, tree: Tree, path: Path, value: Any, cell: str) -> None:
        """Put a *value*, if there is one, into the *tree*; say so where something stands there already."""
        if value is None:
            return
        try:
            tree.put(path, value, cell)
        except TakenError as taken:
            wrong = Text(f"Mục này đã ghi ở {taken.cell}.", f"This stands at {taken.cell} already.")
            self.wrong(cell, wrong, Text("Giữ lại một.", "Keep one of them."))

    @staticmethod
    def place(tree: Tree, path: Path, cell: str) -> None:
        """Remember in which *cell* something belongs that is not there: whoever misses it is told."""
        if all(isinstance(part, str) for part in path):
            tree.places.setdefault(pointer(path), cell)


def pair_in(found: Found) -> tuple[int, int] | None:
    """Return both numbers of a share that was typed into one cell: ``38/40``."""
    if not isinstance(found.value, str) or found.value.count("/") != 1:
        return None
    try:
        count, of = (whole_typed(plain(each).strip()) for each in found.value.split("/"))
    except UnreadError:
        return None
    return count, of


def reason_in(found: Found) -> str | None:
    """Return why something does not apply, where a cell says so in place of an answer."""
    if not isinstance(found.value, str) or ":" not in found.value:
        return None
    begin, _, reason = words_in(found).partition(":")
    known = {folded(each.strip(" :")) for each in (NOT_APPLICABLE.vi, NOT_APPLICABLE.en)}
    return reason.strip() if folded(plain(begin)) in known else None
