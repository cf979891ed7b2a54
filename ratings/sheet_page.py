"""A sheet that is read and printed: lines across the page, rows of cells, A4 landscape, one page wide.

Words are written as text and never as a formula or a link. What Excel cannot hold is cut, and it shows.
"""

import unicodedata
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any, NamedTuple

import xlsxwriter
from xlsxwriter.utility import xl_pixel_width, xl_rowcol_to_cell

from criteria.problems import shortened
from criteria.texts import plain
from ratings.json_report import number

LONGEST_CELL = 32_767
"""Characters that Excel holds in one cell."""
_TALLEST_ROW = 409
"""Points. Of what is longer, the cell shows the beginning and still holds all."""
_LINE, _TITLE_LINE = 14, 22
"""Points that a line of text takes at the size of the font, and at that of a title."""
_DIGIT = 7
"""Pixels of a digit, by which Excel measures columns, in the font of the workbook."""
_SPACE, _PADDING = 4, 3
"""Pixels between words, and what a column has for letters beside its digits."""
_A4 = 9
_FROZEN_AT_MOST = 170
"""Points of a head that stays in view: on a small screen the rows below need room, too."""
_FIRST_DAY = date(1900, 3, 1)
"""Excel counts a 29 February 1900 that never was: days before are written as text."""
_MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""Of every workbook: the same result is to give the same bytes."""

_FONT: dict[str, Any] = {"font_name": "Times New Roman", "font_size": 11}
_BASE = _FONT | {"valign": "top", "text_wrap": True}
_BOXED = _BASE | {"border": 1, "border_color": "#808080"}
_LOOKS: dict[str, dict[str, Any]] = {
    "title": _BASE | {"bold": True, "font_size": 14, "align": "center", "valign": "vcenter"},
    "line": _BASE,
    "strong": _BASE | {"bold": True},
    "head": _BOXED | {"bold": True, "bg_color": "#D9E2EC", "align": "center", "valign": "vcenter"},
    "criterion": _BOXED | {"bold": True, "bg_color": "#EEF2F6"},
    "indicator": _BOXED,
    "total": _BOXED | {"bold": True, "bg_color": "#D9E2EC"},
}


class Column(NamedTuple):
    """What stands above a column, and its width in characters."""

    head: str
    width: int


class Formula(NamedTuple):
    """A formula, and what it comes to: previews show that without reckoning."""

    formula: str
    value: Decimal | str
    share: bool = False


class Row(NamedTuple):
    """A row that was written; cells in it are named by their column, both counted from 0."""

    place: int

    def cell(self, column: int) -> str:
        """Return how a formula names the cell in *column*.

        >>> Row(7).cell(3)
        'D8'
        """
        name: str = xl_rowcol_to_cell(self.place, column)
        return name


Cell = str | int | Decimal | date | Formula | None


class Workbook:
    """A workbook that is made in memory."""

    def __init__(self, title: str) -> None:
        """Begin one with the *title* in its properties."""
        self._bytes = BytesIO()
        options: dict[str, Any] = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        # Columns are as many digits of this font wide: with that of Excel, which is not everywhere, they would differ.
        options |= {"default_format_properties": dict(_FONT)}  # a copy, for the library writes into it
        self.book = xlsxwriter.Workbook(self._bytes, options)
        self.book.set_properties({"title": plain(title)[:255], "created": _MADE})
        self._made: dict[tuple[str, str], Any] = {}

    def look(self, name: str, kind: str = "text") -> Any:
        """Return the format *name* for cells of a *kind*, made when it is first asked for."""
        if (name, kind) not in self._made:
            numbers = {"number": "General", "share": "0.00%", "date": "dd/mm/yyyy", "text": "@"}
            aligned = {"align": "center"} if kind in ("number", "share", "date") else {}
            self._made[name, kind] = self.book.add_format(_LOOKS[name] | aligned | {"num_format": numbers[kind]})
        return self._made[name, kind]

    def finished(self) -> bytes:
        """Return the file."""
        self.book.close()
        return self._bytes.getvalue()


class Page:
    """One sheet, written from the top."""

    def __init__(self, workbook: Workbook, name: str, columns: Sequence[Column], footer: str) -> None:
        """Begin the sheet *name*; *footer* is to be ours, for Excel reads codes in it."""
        self._workbook, self._columns, self._row, self._height = workbook, columns, 0, 0
        self.sheet = workbook.book.add_worksheet(name)
        self.sheet.set_landscape()
        self.sheet.set_paper(_A4)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=1 / 2, right=1 / 2, top=1 / 2, bottom=3 / 4)
        self.sheet.set_footer(f"&C{footer} &P/&N")
        self.sheet.hide_gridlines(2)
        for place, column in enumerate(columns):
            self.sheet.set_column(place, place, column.width)

    @property
    def next_row(self) -> int:
        """The row that is written next, counted from 0."""
        return self._row

    def line(self, words: str, look: str = "line") -> None:
        """Write *words* across all columns."""
        written, last = _inert(words), len(self._columns) - 1
        width = sum(column.width for column in self._columns)
        is_title = look == "title"
        form = self._workbook.look(look)
        self.sheet.merge_range(self._row, 0, self._row, last, "", form)
        self.sheet.write_string(self._row, 0, written, form)
        many = _lines(written, width * 11 // 14 if is_title else width, bold=bool(_LOOKS[look].get("bold")))
        self._end_row(many, _TITLE_LINE if is_title else _LINE)

    def gap(self) -> None:
        """Leave a row out."""
        self._end_row(1)

    def heads(self, *, frozen: int = 1) -> None:
        """Write what stands above the columns: on every printed page, and in view with the first *frozen* columns."""
        first = self._row
        self.cells([column.head for column in self._columns], "head")
        self.sheet.repeat_rows(first)
        self.sheet.freeze_panes(self._row if self._height <= _FROZEN_AT_MOST else 0, frozen)

    def cells(self, cells: Sequence[Cell], look: str = "indicator") -> Row:
        """Write *cells* from the first column on."""
        tallest = 1
        for place, cell in enumerate(cells):
            self._write(place, cell, look)
            if isinstance(cell, str):
                bold = bool(_LOOKS[look].get("bold"))
                tallest = max(tallest, _lines(_inert(cell), self._columns[place].width, bold=bold))
        self._end_row(tallest)
        return Row(self._row - 1)

    def _write(self, place: int, cell: Cell, look: str) -> None:
        sheet, row, form = self.sheet, self._row, self._workbook.look
        match cell:
            case None:
                sheet.write_blank(row, place, None, form(look))
            case Formula(formula, value, share):
                kind = "share" if share else "text" if isinstance(value, str) else "number"
                shown = value if isinstance(value, str) else number(value)
                # A cell in the format of text would show the formula once it is edited.
                style = form(look, "number" if kind == "text" else kind)
                sheet.write_formula(row, place, formula, style, shown)
            case str():
                sheet.write_string(row, place, _inert(cell), form(look))
            case date() if cell >= _FIRST_DAY:
                sheet.write_datetime(row, place, cell, form(look, "date"))
            case date():
                sheet.write_string(row, place, f"{cell:%d/%m/%Y}", form(look))
            case _:
                sheet.write_number(row, place, number(Decimal(cell)), form(look, "number"))

    def _end_row(self, lines: int, line: int = _LINE) -> None:
        height = min(_TALLEST_ROW, lines * line + 3)
        self.sheet.set_row(self._row, height)
        self._row += 1
        self._height += height


def _inert(words: str) -> str:
    """Return *words*, whose lines are kept, as a cell can hold them: plain, and not too long."""
    return shortened("\n".join(plain(line) for line in words.split("\n")), LONGEST_CELL)


def _lines(words: str, width: int, *, bold: bool) -> int:
    """Return into how many lines *words* wrap in a column that is *width* digits wide."""
    return sum(_wrapped(line, width * _DIGIT + _PADDING, bold=bold) for line in words.split("\n"))


def _wrapped(line: str, room: int, *, bold: bool) -> int:
    """Return how many lines *line* takes where there is *room* for so many pixels; longer words are broken."""
    lines, used = 1, 0
    for word in line.split(" "):
        wide = _pixels(word, bold=bold)
        if used and used + _SPACE + wide > room:
            lines, used = lines + 1, 0
        used += (_SPACE if used else 0) + wide
        lines, used = lines + max(0, used - 1) // room, (used - 1) % room + 1 if used > room else used
    return lines


def _pixels(word: str, *, bold: bool) -> int:
    """Return how wide *word* is, in pixels.

    Measured by the font of Excel, than which ours is 2 % narrower and, where it is bold, 4 % wider (median of what the
    samples say). Letters with marks are as wide as those without.
    """
    letters = "".join(each for each in unicodedata.normalize("NFD", word) if not unicodedata.combining(each))
    wide: int = xl_pixel_width(letters)
    return wide * 21 // 20 if bold else wide
