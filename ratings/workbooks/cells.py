"""One cell, both ways: a value of evidence to what stands in it, and back. What is doubtful is named, not guessed."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from criteria.answers import LONGEST_WORDS
from criteria.problems import quote
from criteria.texts import Text, is_plain, plain, says_something
from ratings.typed_answers import UnreadError, day_typed, folded, number_typed, whole_typed, yes_or_no
from ratings.workbooks.layout import DAY, MET, NUMBER, OPTION, PAPER, PERCENT, WHOLE

Lists = Mapping[str, Sequence[tuple[str, str]]]
"""Options to choose from, by the name of the list: id and what is shown."""
YES = Text("Có", "Yes")
NO = Text("Không", "No")
LONGEST_CELL = 32_767
"""Characters that Excel holds in one cell."""
_FIRST_DAY = date(1900, 3, 1)
"""Excel counts a 29 February 1900 that never was: days before are written as text."""
_EPOCH = date(1899, 12, 30)
_SERIALS = range(32_874, 73_416)
"""Days from 1990 to 2100 as Excel numbers them: a number outside is no day but a year or an amount."""
_PER_CENT = re.compile(r"\s*%\Z")
_ESCAPED = re.compile(r"_x(00[01][0-9A-Fa-f])_")


class Found(NamedTuple):
    """What stands in a cell, and how it is shown.

    Attributes:
        value: As the reader of the file has it: text, number, day, yes or no; None: nothing.
        percent: Whether the number is shown in per cent, so that 0.95 stands for 95 %.
    """

    value: Any
    percent: bool = False


class CellError(Exception):
    """What stands in a cell cannot be used."""

    def __init__(self, wrong: Text, right: Text) -> None:
        """Say what is *wrong* with it, and what would be *right*."""
        self.wrong, self.right = wrong, right
        super().__init__(wrong.en)


def cell_of(value: Any, kind: str, lists: Lists, shown: tuple[str, str] = (YES.vi, NO.vi)) -> Any:
    """Return what a cell of *kind* holds for a *value* of evidence; None where no such cell can hold it exactly.

    Args:
        value: As JSON has it; numbers are ``int`` or ``Decimal``.
        kind: Of the cell.
        lists: Options by the name of their list.
        shown: How yes and no are written.
    """
    match kind:
        case "met":
            return shown[not value] if isinstance(value, bool) else None
        case "whole":
            return value if type(value) is int and 0 <= value <= 10**12 else None
        case "number" | "percent":
            return _number_of(value)
        case "day":
            return _day_of(value)
        case "paper":
            titled = isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict)
            return _words_of(value[0]["title"]) if titled and list(value[0]) == ["title"] else None
    if kind.startswith(OPTION):
        return dict(lists[kind.removeprefix(OPTION)]).get(value) if isinstance(value, str) else None
    return _words_of(value)


def _words_of(value: Any) -> str | None:
    clean = isinstance(value, str) and is_plain(value) and value.strip() == value and says_something(value)
    return value if clean and len(value) <= LONGEST_WORDS else None


def _number_of(value: Any) -> int | float | str | None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    if _shown_exactly(float(value)) == value:
        return float(value) if isinstance(value, Decimal) else value
    exact = f"{value:f}"  # more digits than Excel keeps: as text
    try:
        return exact if number_typed(exact) == value else None
    except UnreadError:
        return None


def _shown_exactly(number: float) -> Decimal:
    """Return *number* to the 15 digits that Excel shows."""
    return Decimal(f"{number:.15g}")


def _day_of(value: Any) -> date | str | None:
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return None if value != day.isoformat() else day if day >= _FIRST_DAY else value


def read_cell(found: Found, kind: str, lists: Lists) -> Any:
    """Return the value of evidence for what was *found* in a cell of *kind*, which is not empty.

    Raises:
        CellError: It is none, or more than one reading is possible.
    """
    if kind == WHOLE:
        return _whole(found)
    if kind in (NUMBER, PERCENT):
        return _number(found, percent=kind == PERCENT)
    if kind == DAY:
        return _day(found.value)
    if kind == MET:
        return _met(found.value)
    words = words_in(found)
    if kind == PAPER:
        return [{"title": words}]
    return _option(words, lists.get(kind.removeprefix(OPTION), ())) if kind.startswith(OPTION) else words


def words_in(found: Found) -> str:
    """Return the text of a cell; whole numbers as they stand.

    Raises:
        CellError: A date or a fraction stands in it, of which nobody knows how it was written.
    """
    value = found.value
    if isinstance(value, str):
        return unescaped(value).strip()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if type(value) is int and not found.percent:
        return str(value)
    raise _error(
        found,
        "Ô này cần chữ, nhưng Excel đã đổi thành {what}.",
        "Text belongs here, and Excel has made it {what}.",
        Text("Đổi định dạng ô thành Văn bản (Text) rồi gõ lại.", "Format the cell as Text and type it again."),
    )


def unescaped(words: str) -> str:
    """Return *words* with the controls that Excel writes as escapes, such as the line ends of what was pasted.

    Other escapes are undone by the library that reads the file.

    >>> unescaped("a_x000D_b"), unescaped("_x0041_")
    ('a\\rb', '_x0041_')
    """
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), words)


def _error(found: Found, vi: str, en: str, right: Text) -> CellError:
    what = _name_of(found)
    return CellError(Text(vi.format(what=what.vi), en.format(what=what.en)), right)


def _name_of(found: Found) -> Text:
    """Return what was *found*, as a reader of Excel sees it: a date, yes or no, so many per cent."""
    value = found.value
    match value:
        case bool():
            return Text("TRUE/FALSE", "TRUE/FALSE")
        case datetime() | date() | time() | timedelta():
            return Text("ngày hoặc giờ", "a date or time")
        case str():
            return Text(quote(unescaped(value)), quote(unescaped(value)))
    exact = _shown_exactly(float(value)) * (100 if found.percent else 1)
    exact = exact.to_integral_value() if exact == exact.to_integral_value() else exact.normalize()
    sign = "%" if found.percent else ""
    return Text(f"{exact:f}".replace(".", ",") + (f" {sign}" if sign else ""), f"{exact:f}{sign}")


def _whole(found: Found) -> int:
    value = found.value
    right = Text("Ghi một số nguyên, ví dụ 38.", "Write a whole number, such as 38.")
    if isinstance(value, str):
        try:
            return whole_typed(plain(unescaped(value)).strip())
        except UnreadError:
            value = None
    if isinstance(value, int | float) and not isinstance(value, bool) and not found.percent and value == int(value):
        return int(value)
    if found.percent:
        right = Text(
            "Ghi số người, số hộ… (không ghi phần trăm) và đổi định dạng ô thành số.",
            "Write how many, not per cent, and format the cell as a number.",
        )
    raise _error(found, "Ô này cần số nguyên, nhưng có {what}.", "A whole number belongs here, not {what}.", right)


def _number(found: Found, *, percent: bool) -> int | Decimal:
    value = found.value
    right = Text(
        "Ghi một số như 94,5, không có dấu ngăn hàng nghìn.", "Write a number such as 94.5, without thousands signs."
    )
    if isinstance(value, str):
        words = plain(unescaped(value)).strip()
        try:
            return number_typed(_PER_CENT.sub("", words) if percent else words)
        except UnreadError:
            value = None
    if isinstance(value, int | float) and not isinstance(value, bool) and (percent or not found.percent):
        exact = _shown_exactly(float(value)) * (100 if found.percent else 1)
        return int(exact) if exact == exact.to_integral_value() else exact
    if found.percent:
        right = Text("Đổi định dạng ô thành số rồi gõ lại.", "Format the cell as a number and type it again.")
    raise _error(found, "Ô này cần một số, nhưng có {what}.", "A number belongs here, not {what}.", right)


def _day(value: Any) -> str:
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool) and value in _SERIALS:
        return (_EPOCH + timedelta(days=int(value))).isoformat()
    if isinstance(value, str):
        typed = day_typed(unescaped(value))
        if isinstance(typed, date):
            return typed.isoformat()
    raise _error(
        Found(value),
        "Ô này cần một ngày, nhưng có {what}.",
        "A day belongs here, not {what}.",
        Text("Ghi ngày như 31/12/2024, không có giờ.", "Write it like 31/12/2024, without a time."),
    )


def _met(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    try:
        words = folded(plain(unescaped(str(value))))
        return True if words == "x" else yes_or_no(words)
    except UnreadError:
        right = Text("Chọn Có hoặc Không; để trống nếu chưa rõ.", "Choose Yes or No; leave it empty if unsure.")
        raise _error(
            Found(value), "Ô này cần Có hoặc Không, nhưng có {what}.", "Yes or No belongs here, not {what}.", right
        ) from None


def _option(words: str, options: Sequence[tuple[str, str]]) -> str:
    if not options:
        return words  # its list was deleted: whether it fits is then for those to say who know the question
    bare = folded(plain(words))
    for name, shown in options:
        if bare in (folded(name), folded(plain(shown))):
            return name
    listed = "; ".join(shown for _, shown in options)
    raise _error(
        Found(words),
        "{what} không có trong danh sách.",
        "{what} is not on the list.",
        Text(f"Chọn một trong: {listed}.", f"Choose one of: {listed}."),
    )
