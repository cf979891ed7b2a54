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
EPOCH = date(1899, 12, 30)
GENERAL = "General"
_AS_TYPED = (GENERAL, "@", "0")
"""Formats in which a number is shown as it was typed."""
_LARGEST = 10**15
"""Excel keeps 15 digits."""
_DAYS = (date(1990, 1, 1), date(2100, 12, 31))
"""Days that a cell can hold as a day; others are text. To Excel 2024 is a day of 1905, and more likely a year."""
_LITERAL = re.compile(r'"[^"]*"|\\.|[_*].')
"""What a number format shows as it stands: "0.0\\%" is no per cent."""
_PER_CENT = re.compile(r"\s*%\Z")
_ESCAPED = re.compile(r"_x(00[01][0-9A-Fa-f])_")


class Found(NamedTuple):
    """What stands in a cell, and how it is shown.

    Attributes:
        value: As the reader of the file has it: text, number, day, yes or no; None: nothing.
        form: The number format, as Excel writes it.
        epoch: The day that Excel numbers 0 in this workbook.
    """

    value: Any
    form: str = GENERAL
    epoch: date = EPOCH

    @property
    def percent(self) -> bool:
        """Whether the number is shown in per cent, so that 0.95 stands for 95 %."""
        return not isinstance(self.value, str) and "%" in _LITERAL.sub("", self.form)

    @property
    def is_number(self) -> bool:
        """Whether a number stands there that can be used: not too large, and neither yes nor no."""
        return isinstance(self.value, int | float) and not isinstance(self.value, bool) and abs(self.value) <= _LARGEST


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
    return None if value != day.isoformat() else day if _DAYS[0] <= day <= _DAYS[1] else value


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
        return _day(found)
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
    if found.is_number and value == int(value) and found.form in _AS_TYPED:
        return str(int(value))
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
    if not found.is_number:
        return Text("số quá lớn", "so large a number")
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
            pass
    if found.is_number and not found.percent and value == int(value):
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
            pass
    if found.is_number and (percent or not found.percent):
        exact = _shown_exactly(float(value)) * (100 if found.percent else 1)
        return int(exact) if exact == exact.to_integral_value() else exact
    if found.percent:
        right = Text("Đổi định dạng ô thành số rồi gõ lại.", "Format the cell as a number and type it again.")
    raise _error(found, "Ô này cần một số, nhưng có {what}.", "A number belongs here, not {what}.", right)


def _day(found: Found) -> str:
    value = found.value
    day: Any = None
    if isinstance(value, str):
        day = day_typed(unescaped(value))
        if isinstance(day, date):
            return day.isoformat()
    elif isinstance(value, datetime):
        day = value.date() if value.time() == time() else None
    elif isinstance(value, date):
        day = value
    elif found.is_number and value == int(value) and 0 <= value <= _DAYS[1].toordinal():
        day = found.epoch + timedelta(days=int(value))
    if isinstance(day, date) and _DAYS[0] <= day <= _DAYS[1]:
        return day.isoformat()
    shown = Text(f"ngày {day:%d/%m/%Y}", f"{day}") if isinstance(day, date) else _name_of(found)
    raise CellError(
        Text(f"Ô này cần một ngày, nhưng có {shown.vi}.", f"A day belongs here, not {shown.en}."),
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
