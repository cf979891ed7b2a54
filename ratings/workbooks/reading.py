"""A workbook to the data of evidence, and to which cell says what. Mistakes are named by cell, all together."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from criteria.answers import FORMS
from criteria.problems import Problem, quote
from criteria.texts import Text, plain
from ratings.evidence import SCHEMA, EvidenceError
from ratings.population import ages_of
from ratings.workbooks.layout import (
    ANSWERS,
    DOCUMENT_KEYS,
    FORM_KEYS,
    INFO,
    INFO_ROOTS,
    NUMBER,
    PAPERS,
    TEXT,
    document_kind,
    path_of,
)
from ratings.workbooks.members_reading import read_members
from ratings.workbooks.opening import Opened, Sheet
from ratings.workbooks.taking import Taker, pair_in, reason_in
from ratings.workbooks.tree import Path, Tree

_NO_PART = ("beside", "points", "not_applicable", "note", *(f"document/{key}" for key in DOCUMENT_KEYS))
"""Columns that a part of a share does not ask for: they are those of its indicator."""
_FURTHER = 1_000_000
"""Places of documents on the sheet of further ones, behind the one in the row of the answer."""
_NEEDED: tuple[Path, ...] = (("subject", "kind"), ("subject", "name"), ("year",))
_NO_FIGURE = Text("Có tên nhưng chưa ghi số.", "A name without its figure.")
_NOT_OURS = Text(
    "Xóa dòng này, hoặc chép số liệu vào tệp mới do xhht template tạo.",
    "Delete the row, or copy the figures into a new file of xhht template.",
)


class Workbook(NamedTuple):
    """What a workbook says: data as JSON has it, and the cell for each JSON pointer."""

    data: dict[str, Any]
    places: dict[str, str]


def read_workbook(raw: bytes) -> Workbook:
    """Return what the workbook in *raw* says.

    Raises:
        EvidenceError: It is no workbook of xhht, or cells in it cannot be used; each problem has the cell as its path.
    """
    opened = Opened(raw)
    if INFO not in opened.sheets or ANSWERS not in opened.sheets:
        wrong = Text("Đây không phải tệp minh chứng do xhht tạo.", "This workbook of evidence was not made by xhht.")
        right = Text(
            "Tạo tệp: xhht template MÃ -o TỆP.xlsx, rồi chép số liệu sang.",
            "Make one: xhht template ID -o FILE.xlsx, and copy the figures.",
        )
        raise EvidenceError([*opened.problems, Problem("", None, wrong, right)])
    if opened.problems:  # of sheets as a whole: what stands in their cells would be told wrong
        raise EvidenceError(opened.problems)
    return _Reader(opened).read()


def _is_band(name: str) -> bool:
    try:
        ages_of(name)
    except ValueError:
        return False
    return True


class _Reader:
    """Reads the sheets of the subject, of its answers and of its papers."""

    def __init__(self, opened: Opened) -> None:
        self._taker = Taker(opened)
        self._sheets = opened.sheets
        self._tree = Tree({"answers": {}})

    def read(self) -> Workbook:
        self._info(self._sheets[INFO])
        forms = self._answers(self._sheets[ANSWERS])
        if PAPERS in self._sheets:
            self._papers(self._sheets[PAPERS])
        self._complete(forms)
        read_members(self._taker, self._tree)
        if self._taker.problems:
            raise EvidenceError(self._taker.problems)
        # As evidence is written: the format first, the answers last.
        data = {key: value for key, value in self._tree.data.items() if key != "answers"}
        return Workbook({"schema": SCHEMA, **data, "answers": self._tree.data["answers"]}, self._tree.places)

    # Subject.

    def _info(self, sheet: Sheet) -> None:
        for row in self._taker.rows(sheet, but=("hint",)):
            path = path_of(self._taker.hidden(sheet, "path", row))
            if path[0] not in INFO_ROOTS:
                if self._taker.found(sheet, "value", row) is not None:
                    wrong = Text("xhht không biết ô này để làm gì.", "xhht does not know what this cell is for.")
                    self._taker.wrong(sheet.cell_name("value", row), wrong, _NOT_OURS)
                continue
            self._info_row(sheet, row, path)

    def _info_row(self, sheet: Sheet, row: int, path: Path) -> None:
        cell = sheet.cell_name("value", row)
        value = self._taker.value(sheet, "value", row, self._taker.hidden(sheet, "kind", row) or TEXT)
        if value is None:
            self._blank(sheet, row, path)
            return
        if path[-1] == "*":
            name = self._taker.value(sheet, "label", row, TEXT)
            if name is None:
                wrong = Text("Có số liệu nhưng chưa ghi tên.", "A figure without a name.")
                right = Text("Ghi tên (nhóm tuổi, mã thôn…) ở cột bên trái.", "Write its name on the left.")
                self._taker.wrong(sheet.cell_name("label", row), wrong, right)
                return
            path = (*path[:-1], name)
            if path[:2] == ("population", "ages") and not _is_band(name):
                wrong = Text(f"{quote(name)} không phải một nhóm tuổi.", f"{quote(name)} is no band of ages.")
                right = Text("Ghi như 15-25 hoặc 61+.", "Write it like 15-25 or 61+.")
                self._taker.wrong(sheet.cell_name("label", row), wrong, right)
        self._taker.put(self._tree, path, value, cell)

    def _blank(self, sheet: Sheet, row: int, path: Path) -> None:
        """Nothing that can be used stands in a cell of the subject: without some of it nobody is rated."""
        cell = sheet.cell_name("value", row)
        self._taker.place(self._tree, path, cell)
        if path[-1] == "*" and self._taker.found(sheet, "label", row) is not None:
            self._taker.wrong(cell, _NO_FIGURE, Text("Ghi số, hoặc xóa tên.", "Write the figure, or delete the name."))
        if path in _NEEDED:
            label = plain(self._taker.hidden(sheet, "label", row))
            wrong = Text(f"Ô này còn trống ({label}).", f"This cell is empty ({label}).")
            self._taker.wrong(cell, wrong, Text("Hãy ghi vào ô.", "Fill it in."))

    # Answers.

    def _answers(self, sheet: Sheet) -> dict[str, str]:
        """Read the answers and return the form of each row by the id of what it answers."""
        forms: dict[str, str] = {}
        unread = ("question", "required", *(key for key in sheet.columns if key.startswith("live/")))
        for row in self._taker.rows(sheet, but=unread):
            name = self._taker.value(sheet, "id", row, TEXT)
            form, *kinds = self._taker.hidden(sheet, "form", row).split("|")
            if name is None or form not in FORM_KEYS or len(kinds) != 3:
                wrong = Text(
                    "Dòng này không phải của xhht: thiếu mã hoặc dạng.", "This row is not of xhht: id or form lack."
                )
                self._taker.wrong(sheet.cell_name("id", row), wrong, _NOT_OURS)
            elif form == "part":
                self._answer_cell(sheet, row, "answer", ("answers", name, "parts", kinds[2]), kinds[0])
                for column in _NO_PART:
                    self._refuse_filled(sheet, row, column)
            else:
                forms[name] = form
                self._answer(sheet, row, name, form, kinds)
        return forms

    def _answer(self, sheet: Sheet, row: int, name: str, form: str, kinds: list[str]) -> None:
        at = ("answers", name)
        for column, key, kind in zip(("answer", "beside"), FORM_KEYS[form], kinds, strict=False):
            if key is not None and kind:
                self._answer_cell(sheet, row, column, (*at, key), kind)
            else:
                self._refuse_filled(sheet, row, column)
        self._answer_cell(sheet, row, "points", (*at, "points"), NUMBER)
        for key in ("not_applicable", "note"):
            self._answer_cell(sheet, row, key, (*at, key), TEXT)
        for key in DOCUMENT_KEYS:
            self._answer_cell(sheet, row, f"document/{key}", (*at, "documents", 0, key), document_kind(key))
        self._taker.place(self._tree, at, sheet.cell_name("answer" if kinds[0] else "points", row))
        self._refuse_two(sheet, row, name, form)

    def _refuse_filled(self, sheet: Sheet, row: int, column: str) -> None:
        if self._taker.found(sheet, column, row) is not None:
            wrong = Text("Dòng này không hỏi ô này.", "This row does not ask for this cell.")
            right = Text("Xóa nội dung của ô.", "Empty the cell.")
            self._taker.wrong(sheet.cell_name(column, row), wrong, right)

    def _refuse_two(self, sheet: Sheet, row: int, name: str, form: str) -> None:
        """An answer beside an assessor's points, or beside the reason why it does not apply: which one holds?"""
        answer = self._tree.data["answers"].get(name, {})
        own = any(key in answer for key in ("met", "count", "of", "value", "previous", "choice")) and form != "sheet"
        kept, other = sheet.cell_name("answer", row), ""
        if "not_applicable" in answer and (own or "points" in answer):
            other = sheet.cell_name("not_applicable", row)
            kept = kept if own else sheet.cell_name("points", row)
        elif own and "points" in answer:
            other = sheet.cell_name("points", row)
        if other:
            wrong = Text(f"Đã có câu trả lời ở {kept}.", f"There is an answer at {kept} already.")
            self._taker.wrong(other, wrong, Text("Chỉ giữ một trong hai ô.", "Keep one of the two cells."))

    def _answer_cell(self, sheet: Sheet, row: int, column: str, path: Path, kind: str) -> None:
        cell, found = sheet.cell_name(column, row), self._taker.found(sheet, column, row)
        if found is None:
            self._taker.place(self._tree, path, cell)
            return
        pair, reason = pair_in(found), reason_in(found)
        if column == "answer" and path[-1] == "count" and pair is not None:
            for key, number in zip(("count", "of"), pair, strict=True):  # 38/40 in one cell
                self._taker.put(self._tree, (*path[:-1], key), number, cell)
        elif column == "answer" and reason is not None:
            self._taker.put(self._tree, (*path[:-1], "not_applicable"), reason, cell)
        else:
            self._taker.put(self._tree, path, self._taker.value(sheet, column, row, kind), cell)

    def _papers(self, sheet: Sheet) -> None:
        for row in self._taker.rows(sheet):
            ref = self._taker.value(sheet, "ref", row, TEXT)
            if ref is None:
                wrong = Text("Minh chứng chưa ghi mã nội dung.", "A document without the id of its indicator.")
                right = Text("Ghi mã, ví dụ 1.1, ở cột đầu.", "Write the id, such as 1.1, in the first column.")
                self._taker.wrong(sheet.cell_name("ref", row), wrong, right)
                continue
            at: Path = ("standards",) if ref == "standards" else ("answers", ref)
            self._taker.place(self._tree, at, sheet.cell_name("ref", row))
            if set(sheet.rows[row]) == {sheet.columns["ref"]}:
                wrong = Text("Có mã nhưng chưa ghi minh chứng.", "An id without its document.")
                right = Text("Ghi số, tên… của minh chứng, hoặc xóa mã.", "Write the document, or delete the id.")
                self._taker.wrong(sheet.cell_name("ref", row), wrong, right)
            for key in DOCUMENT_KEYS:
                value = self._taker.value(sheet, key, row, document_kind(key))
                path = (*at, "documents", _FURTHER + row, key)
                self._taker.put(self._tree, path, value, sheet.cell_name(key, row))

    def _complete(self, forms: Mapping[str, str]) -> None:
        """Give what has papers or a note, but no answer yet, the form that is still blank."""
        answers: dict[str, dict[str, Any]] = self._tree.data["answers"]
        for name, answer in answers.items():
            form = forms.get(name, "met")
            if any(key in answer for key in (*FORMS, "previous", "parts")) or ("of" in answer and form != "sheet"):
                continue  # an answer; or half of one, which is told what it lacks
            first, second = FORM_KEYS[form]
            blank = (first or "points", *((second,) if second is not None and form != "sheet" else ()))
            answer.update(dict.fromkeys(blank))
