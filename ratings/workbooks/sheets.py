"""Writing a sheet: columns with a hidden key, headings, cells by their kind, and what may be typed into them."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from criteria.texts import Language, Text
from ratings.workbooks.cells import NO, YES, Lists
from ratings.workbooks.layout import (
    FIRST_ROW,
    HEAD_ROW,
    KEY_ROW,
    OPTION,
    SHEET_NAMES,
    TITLE_ROW,
    column_key,
    column_letter,
)
from ratings.workbooks.styles import Styles

LAST_ROW = 2000
"""Down to this row cells can be chosen from their lists, on sheets with as many rows as a user needs."""
LINE = 15
"""Height of a line, in points."""
_A4 = 9
_MARGINS = [Decimal(inches) for inches in ("0.6", "0.4", "0.6", "0.6")]
"""Left, right, top, bottom."""
_WIDEST = 170
"""Characters that can be read on the width of a page."""
_SCALE = 70
"""Per cent: what is wider is printed so, on several pages."""
_PROTECTION = {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True}
_GROWING = _PROTECTION | {"insert_rows": True, "delete_rows": True}


class Column(NamedTuple):
    """A column: its key for the reader, what stands above it, its width in characters.

    ``hidden`` is one that only the reader needs; ``kind`` is that of its cells, where all of them are alike.
    """

    key: str
    head: Text
    width: int
    hidden: bool = False
    kind: str = ""


class Book(NamedTuple):
    """A workbook that is being written: the ``xlsxwriter.Workbook``, its formats, its lists and its language."""

    book: Any
    styles: Styles
    lists: Lists
    language: Language

    def sheet_name(self, key: str) -> str:
        """Return the name of a sheet."""
        return SHEET_NAMES[key].into(self.language)

    @property
    def yes(self) -> str:
        """How yes is written."""
        return YES.into(self.language)

    def list_range(self, name: str) -> str:
        """Return where the names of the options of a list stand."""
        column = column_letter(2 * list(self.lists).index(name) + 1)
        sheet = self.sheet_name("lists")
        return f"'{sheet}'!${column}${FIRST_ROW}:${column}${FIRST_ROW + len(self.lists[name]) - 1}"


class SheetWriter:
    """Writes one sheet; rows are counted from 1, columns go by their key."""

    def __init__(self, book: Book, key: str, title: str, columns: Sequence[Column], *, grows: bool = False) -> None:
        """Begin the sheet *key* with its *columns*; one that *grows* takes further rows below.

        The first two columns that are shown stay where they are when the sheet is moved sideways.
        """
        self._book, self._key = book, key
        self._sheet = book.book.add_worksheet(book.sheet_name(key))
        self.columns: Mapping[str, int] = {column.key: place for place, column in enumerate(columns)}
        self._sheet.set_row(KEY_ROW - 1, None, None, {"hidden": True})
        first = next(place for place, column in enumerate(columns) if not column.hidden)
        self._sheet.write_string(TITLE_ROW - 1, first, title, book.styles["title"])
        for place, column in enumerate(columns):
            self._begin(place, column, grows=grows)
        longest = max(_lines_of(column, book.language) for column in columns if not column.hidden)
        self._sheet.set_row(HEAD_ROW - 1, LINE * longest)
        self._sheet.freeze_panes(HEAD_ROW, first + 1)
        self._print_on_a4(columns, first)
        self._sheet.protect("", _GROWING if grows else _PROTECTION)

    def _begin(self, place: int, column: Column, *, grows: bool) -> None:
        look = self._book.styles.of_kind(column.kind) if grows else None
        self._sheet.set_column(place, place, column.width, look, {"hidden": column.hidden})
        self._sheet.write_string(KEY_ROW - 1, place, column_key(self._key, column.key))
        self._sheet.write_string(HEAD_ROW - 1, place, column.head.into(self._book.language), self._book.styles["head"])
        if grows and column.kind:
            self.allow(column.key, column.kind, FIRST_ROW, LAST_ROW)

    def _print_on_a4(self, columns: Sequence[Column], first: int) -> None:
        """Print the width of the sheet on one page where it fits; else as large as can be read, on several."""
        self._sheet.set_landscape()
        self._sheet.set_paper(_A4)
        self._sheet.set_margins(*_MARGINS)
        self._sheet.repeat_rows(TITLE_ROW - 1, HEAD_ROW - 1)
        self._sheet.set_footer("&C&P/&N")
        if sum(column.width for column in columns if not column.hidden) <= _WIDEST:
            self._sheet.fit_to_pages(1, 0)
            return
        self._sheet.set_print_scale(_SCALE)
        self._sheet.repeat_columns(first, first)

    def new_page_before(self, column: str) -> None:
        """Begin a new page, when the sheet is printed, before *column*."""
        self._sheet.set_v_pagebreaks([self.columns[column]])

    def cell(self, column: str, row: int) -> str:
        """Return the name of a cell of this sheet, such as ``$E5``."""
        return f"${column_letter(self.columns[column])}{row}"

    def put(self, row: int, column: str, value: Any, look: str) -> None:
        """Write *value* as what it is: text is never taken for a formula or a link."""
        self._write(row, column, value, self._book.styles[look])

    def fill(self, row: int, column: str, value: Any, kind: str) -> None:
        """Write *value* into a cell of *kind* that is to be filled in."""
        self._write(row, column, value, self._book.styles.of_kind(kind))

    def _write(self, row: int, column: str, value: Any, style: Any) -> None:
        at = (row - 1, self.columns[column])
        if isinstance(value, str) and value:
            self._sheet.write_string(*at, value, style)
        elif isinstance(value, date):
            self._sheet.write_datetime(*at, value, style)
        elif isinstance(value, int | float):
            self._sheet.write_number(*at, value, style)
        else:
            self._sheet.write_blank(*at, None, style)

    def reckon(self, row: int, column: str, formula: str, known: Any, look: str = "live") -> None:
        """Write a *formula*, with the value that is *known* to come out, for readers that do not reckon."""
        at = (row - 1, self.columns[column])
        self._sheet.write_formula(*at, f"={formula}", self._book.styles[look], "" if known is None else known)

    def height(self, row: int, points: int) -> None:
        """Set the height of a row, in points."""
        self._sheet.set_row(row - 1, points)

    def allow(self, column: str, kind: str, first: int, last: int | None = None, beside: str = "") -> None:
        """Let only what fits *kind* be typed into the cells of *column* from row *first* to *last*.

        Args:
            column: Key of the column.
            kind: Of its cells.
            first: Row, from 1.
            last: Row; left out, only the first.
            beside: Key of the column whose number a whole number is not to exceed.
        """
        rule = self._rule(column, kind, first, beside)
        if rule:
            at = self.columns[column]
            self._sheet.data_validation(first - 1, at, (last or first) - 1, at, rule)

    def _rule(self, column: str, kind: str, row: int, beside: str) -> dict[str, Any]:
        say = self._book.language
        if kind == "met":
            source = [YES.into(say), NO.into(say)]
            return {"validate": "list", "source": source, **_error(_CHOOSE, say)}
        if kind.startswith(OPTION):
            source_range = f"={self._book.list_range(kind.removeprefix(OPTION))}"
            return {"validate": "list", "source": source_range, **_error(_CHOOSE, say)}
        if kind == "whole" and beside:
            here, there = self.cell(column, row), self.cell(beside, row)
            fits = f'=AND(ISNUMBER({here}),{here}>=0,{here}=INT({here}),OR({there}="",{here}<={there}))'
            return {"validate": "custom", "value": fits, **_error(_COUNT, say)}
        if kind == "whole":
            return {"validate": "integer", "criteria": ">=", "value": 0, **_error(_WHOLE, say)}
        if kind in ("number", "percent"):
            between = {"criteria": "between", "minimum": -(10**12), "maximum": 10**12}
            return {"validate": "decimal", **between, **_error(_NUMBER, say)}
        if kind == "day":
            return {"validate": "date", "criteria": ">=", "value": date(1990, 1, 1), **_error(_DAY, say)}
        return {}


def lines(words: str, width: int) -> int:
    """Return how many lines *words* take in a cell so many characters wide, rather one too many than one too few."""
    return sum(1 + len(line) // max(1, width - 2) for line in words.split("\n")) if words else 1


def _lines_of(column: Column, language: Language) -> int:
    return lines(column.head.into(language), column.width)


_CHOOSE = Text("Chọn một mục trong danh sách.", "Choose one of the list.")
_COUNT = Text("Ghi số nguyên từ 0, không lớn hơn tổng số.", "Write a whole number from 0, not above the total.")
_WHOLE = Text("Ghi số nguyên, từ 0 trở lên.", "Write a whole number, 0 or more.")
_NUMBER = Text("Ghi một số.", "Write a number.")
_DAY = Text("Ghi ngày, ví dụ 31/12/2024.", "Write a day, such as 31/12/2024.")


def _error(said: Text, language: Language) -> dict[str, str]:
    return {"error_title": "xhht", "error_message": said.into(language)}
