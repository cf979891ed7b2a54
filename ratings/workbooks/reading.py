"""A workbook to the data of evidence, and to which cell says what. Mistakes are named by cell, all together."""

import warnings
from collections.abc import Iterator, Mapping
from functools import cached_property
from io import BytesIO
from typing import Any, NamedTuple

from openpyxl import load_workbook

from criteria.problems import Problem, pointer, quote
from criteria.texts import Text, plain
from ratings.evidence import EvidenceError
from ratings.reading import parse_json
from ratings.typed_answers import UnreadError, folded, whole_typed
from ratings.workbooks.archive import check_archive
from ratings.workbooks.cells import CellError, Found, Lists, read_cell, words_in
from ratings.workbooks.layout import (
    ANSWERS,
    DAY,
    DOCUMENT_KEYS,
    FIRST_ROW,
    FORM_KEYS,
    HEAD_ROW,
    INFO,
    KEY_ROW,
    LISTS,
    MARK,
    MEMBER_SHEETS,
    NUMBER,
    OTHERS,
    PAPERS,
    SHEETS,
    TEXT,
    path_of,
)
from ratings.workbooks.members_sheets import NOT_APPLICABLE, ORDER, REST, split_key
from ratings.workbooks.tree import TakenError, Tree

MOST_ROWS = 20_000
"""Of one sheet with something in them."""
_FURTHER = 1_000_000
"""Places of documents on the sheet of further ones, behind the one in the row of the answer."""
_FORMS = {"met": ("met",), "share": ("count", "of"), "value": ("value",), "change": ("value", "previous"),
          "choice": ("choice",), "points": ("points",), "sheet": ("points",)}  # fmt: skip
"""What a row has blank where papers or a note stand without an answer."""


class Workbook(NamedTuple):
    """What a workbook says: data as JSON has it, and the cell for each JSON pointer."""

    data: dict[str, Any]
    places: dict[str, str]


class _Sheet(NamedTuple):
    """A sheet of the workbook: what it is, what it is called, and its columns by key, counted from 1."""

    key: str
    name: str
    columns: Mapping[str, int]
    page: Any

    def cell(self, column: str, row: int) -> str:
        """Return how a reader of Excel calls the cell: ``Trả lời!E12``."""
        return f"{self.name}!{self.page.cell(row, self.columns[column]).coordinate}"


def read_workbook(raw: bytes) -> Workbook:
    """Return what the workbook in *raw* says.

    Raises:
        EvidenceError: It is no workbook of xhht, or cells in it cannot be used; each problem has the cell as its path.
    """
    check_archive(raw)
    return _Reader(raw).read()


class _Reader:
    """Reads one workbook; collects what is wrong with it."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._problems: list[Problem] = []
        self._tree = Tree({})
        self._lists: Lists = {}

    def read(self) -> Workbook:
        sheets, self._lists = self._opened()
        if INFO not in sheets or ANSWERS not in sheets:
            wrong = Text(
                "Đây không phải tệp minh chứng do xhht tạo.", "This workbook of evidence was not made by xhht."
            )
            right = Text(
                "Tạo tệp: xhht template MÃ --format xlsx -o TỆP.xlsx, rồi chép số liệu sang.",
                "Make one: xhht template ID --format xlsx -o FILE.xlsx, and copy the figures.",
            )
            raise EvidenceError([Problem("", None, wrong, right)])
        self._info(sheets[INFO])
        forms = self._answers(sheets[ANSWERS])
        if PAPERS in sheets:
            self._papers(sheets[PAPERS])
        self._complete(forms)
        self._all_members([sheets[kind] for kind in MEMBER_SHEETS if kind in sheets])
        if self._problems:
            raise EvidenceError(self._problems)
        return Workbook(self._tree.data, self._tree.places)

    # Sheets and cells.

    def _opened(self) -> tuple[dict[str, _Sheet], Lists]:
        pages = self._load()
        sheets: dict[str, _Sheet] = {}
        lists: dict[str, list[tuple[str, str]]] = {}
        for page in pages.worksheets:
            keys = _keys_of(page)
            if not keys:
                continue
            kind = next(iter(keys))[0]
            if kind == LISTS:
                lists |= {name: _options(page, column) for (_, name), column in keys.items()}
            elif kind in SHEETS and kind not in sheets:
                columns = {key: column for (_, key), column in keys.items()}
                sheets[kind] = _Sheet(kind, plain(page.title), columns, page)
                self._refuse_merged(sheets[kind])
            elif kind in sheets:
                wrong = Text(
                    f"Trang này lặp lại trang {sheets[kind].name}.", f"A copy of the sheet {sheets[kind].name}."
                )
                self._wrong(plain(page.title), wrong, Text("Xóa một trong hai trang.", "Delete one of the two."))
        return sheets, lists

    @cached_property
    def _reckoned(self) -> Any:
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

    def _refuse_merged(self, sheet: _Sheet) -> None:
        read = set(sheet.columns.values())
        for merged in sheet.page.merged_cells.ranges:
            inside = merged.max_row >= FIRST_ROW and any(merged.min_col <= column <= merged.max_col for column in read)
            if inside:
                wrong = Text(f"Các ô {merged.coord} bị gộp.", f"The cells {merged.coord} are merged.")
                right = Text("Bỏ gộp ô (Unmerge) rồi ghi vào từng ô.", "Unmerge them and fill in each.")
                self._wrong(f"{sheet.name}!{merged.coord}", wrong, right)

    def _wrong(self, cell: str, wrong: Text, right: Text, read: str | None = None) -> None:
        self._problems.append(Problem(cell, read, wrong, right))

    def _rows(self, sheet: _Sheet, ignored: tuple[str, ...] = ()) -> Iterator[int]:
        """Yield the rows in which something stands that is read."""
        columns = [column for key, column in sheet.columns.items() if key not in ignored]
        found = 0
        for row in range(FIRST_ROW, sheet.page.max_row + 1):
            if all(_is_blank(sheet.page.cell(row, column).value) for column in columns):
                continue
            found += 1
            if found > MOST_ROWS:
                wrong = Text(f"Trang có hơn {MOST_ROWS} dòng.", f"The sheet has more than {MOST_ROWS} rows.")
                self._wrong(sheet.name, wrong, Text("Dùng tệp JSON Lines.", "Use a JSON Lines file."))
                return
            yield row

    def _found(self, sheet: _Sheet, column: str, row: int) -> Found | None:
        """Return what stands in a cell; None where nothing does, or nothing that can be used."""
        if column not in sheet.columns:
            return None
        cell = sheet.page.cell(row, sheet.columns[column])
        value = cell.value
        if cell.data_type == "f":
            value = self._reckoned[sheet.page.title].cell(row, sheet.columns[column]).value
            if _is_blank(value):
                wrong = Text("Công thức chưa có kết quả.", "The formula has no result.")
                right = Text(
                    "Mở tệp bằng Excel, lưu lại; hoặc ghi số thay cho công thức.", "Open and save it with Excel."
                )
                self._wrong(sheet.cell(column, row), wrong, right)
        if _is_blank(value):
            return None
        if cell.data_type == "e" or (isinstance(value, str) and value.startswith("#") and cell.data_type == "f"):
            wrong = Text(f"Công thức báo lỗi {quote(value)}.", f"The formula says {quote(value)}.")
            self._wrong(
                sheet.cell(column, row), wrong, Text("Sửa công thức hoặc ghi số.", "Mend it, or write a number.")
            )
            return None
        return Found(value, "%" in (cell.number_format or "") and not isinstance(value, str))

    def _value(self, sheet: _Sheet, column: str, row: int, kind: str) -> Any:
        """Return the value of a cell of *kind*; None where there is none, after saying what is wrong with it."""
        found = self._found(sheet, column, row)
        if found is None:
            return None
        try:
            return read_cell(found, kind, self._lists)
        except CellError as error:
            self._wrong(sheet.cell(column, row), error.wrong, error.right)
            return None

    def _put(self, path: tuple[str | int, ...], value: Any, cell: str, tree: Tree | None = None) -> None:
        if value is None:
            return
        try:
            (tree or self._tree).put(path, value, cell)
        except TakenError as taken:
            wrong = Text(f"Mục này đã ghi ở {taken.cell}.", f"This stands at {taken.cell} already.")
            self._wrong(cell, wrong, Text("Giữ lại một.", "Keep one of them."))

    def _place(self, path: tuple[str | int, ...], cell: str) -> None:
        """Remember in which *cell* something belongs that is not there: whoever misses it is told."""
        if cell and all(isinstance(part, str) for part in path):
            self._tree.places.setdefault(pointer(path), cell)

    # Subject.

    def _info(self, sheet: _Sheet) -> None:
        for row in self._rows(sheet, ("hint",)):
            path = self._hidden(sheet, "path", row)
            if path is None:
                if self._found(sheet, "value", row) is not None:
                    wrong = Text("xhht không biết ô này để làm gì.", "xhht does not know what this cell is for.")
                    self._wrong(sheet.cell("value", row), wrong, _NOT_HERE)
                continue
            parts = path_of(path)
            kind = self._hidden(sheet, "kind", row) or TEXT
            value = self._value(sheet, "value", row, kind)
            if value is None:
                self._blank(sheet, row, parts)
                continue
            if parts[-1] == "*":
                name = self._value(sheet, "label", row, TEXT)
                if name is None:
                    wrong = Text("Có số liệu nhưng chưa ghi tên.", "A figure without a name.")
                    right = Text("Ghi tên (nhóm tuổi, mã thôn…) ở cột bên trái.", "Write its name on the left.")
                    self._wrong(sheet.cell("label", row), wrong, right)
                    continue
                parts = (*parts[:-1], name)
            self._put(parts, value, sheet.cell("value", row))

    def _blank(self, sheet: _Sheet, row: int, path: tuple[str | int, ...]) -> None:
        """Nothing stands, or nothing that can be used, in a cell of the subject: without some of it nobody is rated."""
        cell = sheet.cell("value", row)
        self._place(path, cell)
        if path in _NEEDED and self._found(sheet, "value", row) is None:
            label = self._hidden(sheet, "label", row) or ""
            wrong = Text(f"Ô này còn trống ({plain(label)}).", f"This cell is empty ({plain(label)}).")
            self._wrong(cell, wrong, Text("Hãy ghi vào ô.", "Fill it in."))

    def _hidden(self, sheet: _Sheet, column: str, row: int) -> str | None:
        """Return what a hidden cell says, which nobody is to change."""
        if column not in sheet.columns:
            return None
        value = sheet.page.cell(row, sheet.columns[column]).value
        return str(value) if value is not None else None

    # Answers.

    def _answers(self, sheet: _Sheet) -> dict[str, str]:
        """Read the answers and return the form of each row by the id of what it answers."""
        self._tree.data.setdefault("answers", {})
        forms: dict[str, str] = {}
        unread = ("question", "required", *(key for key in sheet.columns if key.startswith("live/")))
        for row in self._rows(sheet, unread):
            name = self._value(sheet, "id", row, TEXT)
            form, *kinds = (self._hidden(sheet, "form", row) or "").split("|")
            if name is None or form not in FORM_KEYS or len(kinds) != 3:
                wrong = Text(
                    "Dòng này không phải của xhht: thiếu mã hoặc dạng.", "This row is not of xhht: id or form lack."
                )
                self._wrong(sheet.cell("id", row), wrong, _NOT_HERE)
                continue
            begins = "answer" if kinds[0] else "points"
            if begins in sheet.columns:
                self._tree.places.setdefault(pointer(("answers", name)), sheet.cell(begins, row))
            if form == "part":
                self._answer_cell(sheet, row, "answer", ("answers", name, "parts", kinds[2]), kinds[0])
                continue
            forms[name] = form
            self._answer(sheet, row, name, form, kinds)
        return forms

    def _answer(self, sheet: _Sheet, row: int, name: str, form: str, kinds: list[str]) -> None:
        at = ("answers", name)
        for column, key, kind in zip(("answer", "beside"), FORM_KEYS[form], kinds, strict=False):
            if key is not None and kind:
                self._answer_cell(sheet, row, column, (*at, key), kind)
            elif self._found(sheet, column, row) is not None:
                wrong = Text("Nội dung này không hỏi ô này.", "This indicator does not ask for this cell.")
                self._wrong(sheet.cell(column, row), wrong, Text("Xóa nội dung của ô.", "Empty the cell."))
        self._answer_cell(sheet, row, "points", (*at, "points"), NUMBER)
        for key in ("not_applicable", "note"):
            self._answer_cell(sheet, row, key, (*at, key), TEXT)
        for key in DOCUMENT_KEYS:
            kind = DAY if key == "date" else TEXT
            self._answer_cell(sheet, row, f"document/{key}", (*at, "documents", 0, key), kind)

    def _answer_cell(self, sheet: _Sheet, row: int, column: str, path: tuple[str | int, ...], kind: str) -> None:
        found = self._found(sheet, column, row)
        if found is None:
            self._place(path, sheet.cell(column, row) if column in sheet.columns else "")
            return
        cell, pair = sheet.cell(column, row), _pair_in(found)
        reason = _reason_in(found)
        if column == "answer" and path[-1] == "count" and pair is not None:
            for key, number in zip(("count", "of"), pair, strict=True):  # 38/40 in one cell
                self._put((*path[:-1], key), number, cell)
        elif column == "answer" and reason is not None:
            self._put((*path[:-1], "not_applicable"), reason, cell)
        else:
            self._put(path, self._value(sheet, column, row, kind), cell)

    def _papers(self, sheet: _Sheet) -> None:
        for row in self._rows(sheet):
            ref = self._value(sheet, "ref", row, TEXT)
            if ref is None:
                wrong = Text("Minh chứng chưa ghi mã nội dung.", "A document without the id of its indicator.")
                right = Text("Ghi mã, ví dụ 1.1, ở cột đầu.", "Write the id, such as 1.1, in the first column.")
                self._wrong(sheet.cell("ref", row), wrong, right)
                continue
            at: tuple[str | int, ...] = ("standards",) if ref == "standards" else ("answers", ref)
            self._tree.places.setdefault("/" + "/".join(map(str, at)), sheet.cell("ref", row))
            for key in DOCUMENT_KEYS:
                kind = DAY if key == "date" else TEXT
                value = self._value(sheet, key, row, kind)
                self._put(
                    (*at, "documents", _FURTHER + row, key), value, sheet.cell(key, row) if key in sheet.columns else ""
                )

    def _complete(self, forms: Mapping[str, str]) -> None:
        """Give what has papers or a note, but no answer yet, the form that is still blank."""
        answers: dict[str, dict[str, Any]] = self._tree.data["answers"]
        for name, answer in answers.items():
            form = forms.get(name, "met")
            given = any(
                key in answer for key in ("met", "count", "value", "choice", "points", "not_applicable", "previous")
            )
            half = "of" in answer and form != "sheet"  # which is told that it lacks the count
            if not given and not half and "parts" not in answer:
                answer.update(dict.fromkeys(_FORMS[form]))

    # Members.

    def _all_members(self, sheets: list[_Sheet]) -> None:
        found: list[tuple[int, int, Tree, str]] = []
        for sheet in sheets:
            for row in self._rows(sheet, (ORDER,)):
                order = sheet.page.cell(row, sheet.columns[ORDER]).value if ORDER in sheet.columns else None
                place = _place_in(order)
                tree = self._member(sheet, row)
                found.append((place, len(found), tree, f"{sheet.name}!A{row}"))
        if not found:
            return
        found.sort(key=lambda each: each[:2])
        self._tree.data["members"] = [tree.data for _, _, tree, _ in found]
        for number, (_, _, tree, row_name) in enumerate(found):
            self._tree.places[f"/members/{number}"] = row_name
            self._tree.places |= dict(tree.at(f"/members/{number}"))

    def _member(self, sheet: _Sheet, row: int) -> Tree:
        tree = Tree(self._rest(sheet, row))
        if isinstance(tree.data, dict) and sheet.key != OTHERS and isinstance(tree.data.get("subject", {}), dict):
            tree.data.setdefault("subject", {}).setdefault("kind", sheet.key)
        for key in sheet.columns:
            path, kind = split_key(key)
            if key == ORDER or path == REST or self._found(sheet, key, row) is None:
                continue
            parts = path_of(path)
            reason = _reason_in(self._found(sheet, key, row))
            if reason is not None and parts[0] == "answers" and parts[-1] != "documents":
                self._put((*parts[:-1], "not_applicable"), reason, sheet.cell(key, row), tree)
            else:
                self._put(parts, self._value(sheet, key, row, kind), sheet.cell(key, row), tree)
        return tree

    def _rest(self, sheet: _Sheet, row: int) -> Any:
        """Return what of a member stands as JSON; an empty object where nothing does."""
        column = next((key for key in sheet.columns if split_key(key)[0] == REST), None)
        found = self._found(sheet, column, row) if column is not None else None
        if found is None or column is None:
            return {}
        try:
            return parse_json(words_in(found))
        except EvidenceError as error:
            for problem in error.problems:
                self._wrong(sheet.cell(column, row), problem.wrong, problem.right)
        except CellError as error:
            self._wrong(sheet.cell(column, row), error.wrong, error.right)
        return {}


_NEEDED: tuple[tuple[str | int, ...], ...] = (("subject", "kind"), ("subject", "name"), ("year",))
_NOT_HERE = Text(
    "Xóa dòng này, hoặc chép số liệu vào tệp mới do xhht template tạo.",
    "Delete the row, or copy the figures into a new file of xhht template.",
)


def _keys_of(page: Any) -> dict[tuple[str, str], int]:
    """Return sheet and key of each column that the hidden first row names, with its number, from 1."""
    keys: dict[tuple[str, str], int] = {}
    for cell in page[KEY_ROW] if page.max_row >= KEY_ROW else ():
        if isinstance(cell.value, str) and cell.value.startswith(f"{MARK}:"):
            _, sheet, key = (*cell.value.split(":", 2), "", "")[:3]
            keys.setdefault((sheet, key), cell.column)
    return keys


def _options(page: Any, column: int) -> list[tuple[str, str]]:
    rows = (
        (page.cell(row, column).value, page.cell(row, column + 1).value)
        for row in range(HEAD_ROW + 1, page.max_row + 1)
    )
    return [(str(name), str(shown)) for name, shown in rows if name is not None and shown is not None]


def _is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _place_in(order: Any) -> int:
    return order if type(order) is int and order >= 0 else 10**9  # a new row comes behind those that were there


def _pair_in(found: Found) -> tuple[int, int] | None:
    """Return both numbers of a share that was typed into one cell: ``38/40``."""
    if not isinstance(found.value, str) or found.value.count("/") != 1:
        return None
    try:
        count, of = (whole_typed(plain(each).strip()) for each in found.value.split("/"))
    except UnreadError:
        return None
    return count, of


def _reason_in(found: Found | None) -> str | None:
    """Return why something does not apply, where a cell says so in place of an answer."""
    if found is None or not isinstance(found.value, str) or ":" not in found.value:
        return None
    begin, _, reason = words_in(found).partition(":")
    known = {folded(each.strip(" :")) for each in (NOT_APPLICABLE.vi, NOT_APPLICABLE.en)}
    return reason.strip() if folded(plain(begin)) in known else None
