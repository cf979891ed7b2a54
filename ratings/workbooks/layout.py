"""How a workbook of evidence is laid out, which its writer and its reader agree on.

The first row of a sheet is hidden and names its columns, so that sheets can be renamed and columns moved; in the second
stands its title, in the third are the headings, and from the fourth on its data.
"""

import re
from typing import Literal

from criteria.questions import KINDS, AskChange, AskChoice, AskMet, AskShare, AskValue
from criteria.shared import BaseIndicator
from criteria.texts import Text
from ratings.names import KIND_NAMES

KEY_ROW, TITLE_ROW, HEAD_ROW, FIRST_ROW = 1, 2, 3, 4
"""Rows, counted from 1 as a reader of Excel does."""
MARK = "xhht"

INSTRUCTIONS = Text("Hướng dẫn", "Instructions")
INFO, ANSWERS, PAPERS, LISTS, OTHERS = "info", "answers", "papers", "lists", "others"
SHEET_NAMES = {
    INFO: Text("Thông tin", "Subject"),
    ANSWERS: Text("Trả lời", "Answers"),
    PAPERS: Text("Minh chứng thêm", "Further documents"),
    LISTS: Text("Danh mục", "Lists"),
    OTHERS: Text("Thành viên khác", "Other members"),
    **{kind: Text(name.vi[:1].upper() + name.vi[1:], name.en.capitalize()) for kind, name in KIND_NAMES.items()},
}
SHEET_NAMES["village"] = Text("Thôn", "Village")  # a comma and 31 characters are too much for the tab of a sheet
MEMBER_SHEETS: tuple[str, ...] = (*KINDS, OTHERS)
SHEETS = (INFO, ANSWERS, PAPERS, *MEMBER_SHEETS)
"""The sheets with data, in the order in which they are read."""
INFO_ROOTS = (
    *("schema", "subject", "year", "rule_set", "assessed_on", "population", "standards", "members_files"),
    *("recognitions", "dates", "office"),
)
"""What of evidence stands on the sheet of the subject."""
ORDER, REST = "order", "rest"
"""Columns of a member: its place in the list, and what has no cell of its own."""
NOT_APPLICABLE = Text("không áp dụng: ", "not applicable: ")
"""How a cell begins that says, in place of an answer, why something does not apply."""
DOCUMENT_KEYS = ("number", "date", "title", "issuer", "file")
DOCUMENT_HEADS = {
    "number": Text("Số, ký hiệu", "Number"),
    "date": Text("Ngày", "Date"),
    "title": Text("Tên minh chứng", "Title"),
    "issuer": Text("Nơi ban hành", "Issuer"),
    "file": Text("Tên tệp", "File"),
}

MOST_ROWS = 20_000
"""Of one sheet with something in them; a commune with more members keeps them in JSON Lines."""

# Kinds of cell: what may stand in it, and what becomes of it.
TEXT, WHOLE, NUMBER, PERCENT, DAY, MET = "text", "whole", "number", "percent", "day", "met"
PAPER, JSON = "paper", "json"
OPTION = "option:"
"""Followed by the name of a list: one of its options."""


def document_kind(key: str) -> str:
    """Return the kind of the cell for the *key* of a document."""
    return DAY if key == "date" else TEXT


Form = Literal["met", "share", "value", "change", "choice", "points", "sheet", "part"]
"""Form of a row of answers: as the question asks; ``sheet``: a whole criterion; ``part``: one part of a share."""
FORM_KEYS: dict[str, tuple[str | None, str | None]] = {
    "met": ("met", None),
    "share": ("count", "of"),
    "value": ("value", None),
    "change": ("value", "previous"),
    "choice": ("choice", None),
    "points": (None, None),
    "sheet": (None, "of"),
    "part": ("parts", None),
}
"""What the cell of the answer and the one beside it are called in evidence."""


def column_key(sheet: str, column: str) -> str:
    """Return what the hidden first row calls a *column* of a *sheet*."""
    return f"{MARK}:{sheet}:{column}"


def path_text(path: tuple[str | int, ...]) -> str:
    """Return a *path* into evidence as one text; numbers are places in a list.

    >>> path_text(("recognitions", 0, "level")), path_text(("dates", "a/[b]"))
    ('recognitions/[0]/level', 'dates/a~1~2b]')
    """
    return "/".join(f"[{part}]" if isinstance(part, int) else _escaped(part) for part in path)


def path_of(text: str) -> tuple[str | int, ...]:
    """Return the path that ``path_text`` wrote as *text*.

    >>> path_of("recognitions/[0]/level"), path_of("dates/a~1~2b]")
    (('recognitions', 0, 'level'), ('dates', 'a/[b]'))
    """
    return tuple(int(part[1:-1]) if _PLACE.fullmatch(part) else _unescaped(part) for part in text.split("/"))


_PLACE = re.compile(r"\[\d{1,9}\]", re.ASCII)


def split_key(key: str) -> tuple[str, str]:
    """Return the path and the kind that the key of a column of members names: ``answers/1.1/met:met``."""
    path, _, kind = key.partition(":")
    return path, kind


def _escaped(part: str) -> str:
    return part.replace("~", "~0").replace("/", "~1").replace("[", "~2")


def _unescaped(part: str) -> str:
    return part.replace("~2", "[").replace("~1", "/").replace("~0", "~")


def form_of_row(indicator: BaseIndicator) -> Form:
    """Return the form of the row that answers *indicator*."""
    match indicator.answer:
        case AskMet():
            return "met"
        case AskShare():
            return "share"
        case AskValue():
            return "value"
        case AskChange():
            return "change"
        case AskChoice():
            return "choice"
    return "points"


def cell_kinds(indicator: BaseIndicator, list_name: str = "") -> tuple[str, str]:
    """Return the kinds of the cell that answers *indicator* and of the one beside it; empty where there is none.

    Args:
        indicator: What is asked.
        list_name: Of the list with its options; left out, its id.
    """
    match indicator.answer:
        case AskMet():
            return MET, ""
        case AskShare():
            return WHOLE, WHOLE
        case AskValue(unit=unit):
            return (PERCENT if unit.en == "%" else NUMBER), ""
        case AskChange(unit=unit):
            kind = PERCENT if unit.en == "%" else NUMBER
            return kind, kind
        case AskChoice():
            return f"{OPTION}{list_name or indicator.id}", ""
    return "", ""


def column_letter(column: int) -> str:
    """Return the letters of a *column*, counted from 0.

    >>> column_letter(0), column_letter(27)
    ('A', 'AB')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
