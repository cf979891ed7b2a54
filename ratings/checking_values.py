"""Values against their question: whole numbers, bounds, and the value of the year before where a change is asked."""

from collections.abc import Iterator, Sequence

from criteria.amounts import VALUE_PLACES
from criteria.answers import ValueAnswer
from criteria.problems import Problem, pointer
from criteria.questions import AskChange, AskValue
from criteria.shared import BaseIndicator
from criteria.texts import Text, decimal_text


def check_value(path: Sequence[str], indicator: BaseIndicator, answer: ValueAnswer) -> Iterator[Problem]:
    """Yield what is wrong with the numbers of *answer*, which stands at *path*."""
    yield from _previous(path, indicator, answer)
    yield from _value([*path, "value"], indicator, answer.value)
    if answer.previous is not None and isinstance(indicator.answer, AskChange):
        yield from _value([*path, "previous"], indicator, answer.previous)


def _previous(path: Sequence[str], indicator: BaseIndicator, answer: ValueAnswer) -> Iterator[Problem]:
    """The value of the year before goes with a change, and with nothing else."""
    changes = isinstance(indicator.answer, AskChange)
    if changes and answer.previous is None:
        wrong = Text("Thiếu số liệu năm trước.", "The value of the year before is missing.")
        right = Text('Ghi vào "previous", cùng đơn vị với "value".', 'Write it as "previous", in the unit of "value".')
        yield Problem(pointer([*path, "previous"]), None, wrong, right)
    elif not changes and answer.previous is not None:
        wrong = Text("Không hỏi số liệu năm trước.", "The value of the year before is not asked for.")
        yield Problem(pointer([*path, "previous"]), None, wrong, Text('Bỏ "previous".', 'Drop "previous".'))


def _value(path: Sequence[str], indicator: BaseIndicator, value: int) -> Iterator[Problem]:
    asked = indicator.answer
    if isinstance(asked, AskChange):
        yield from _bounded(path, asked, value)
    if not isinstance(asked, AskValue):
        return
    read, one = decimal_text(value, VALUE_PLACES), 10**VALUE_PLACES
    if asked.whole and (value < 0 or value % one):
        wrong = Text(f"{read.vi} không phải số {asked.unit.vi}.", f"{read.en} is no number of {asked.unit.en}.")
        right = Text("Ghi số nguyên, từ 0 trở lên.", "Write a whole number, 0 or more.")
        yield Problem(pointer(path), read.en, wrong, right)
    if asked.at_most is not None and value > asked.at_most:
        most = decimal_text(asked.at_most, VALUE_PLACES)
        wrong = Text(f"{read.vi} {asked.unit.vi} là quá nhiều.", f"{read.en} {asked.unit.en} are too many.")
        right = Text(f"Ghi nhiều nhất {most.vi}.", f"Write {most.en} at most.")
        yield Problem(pointer(path), read.en, wrong, right)


def _bounded(path: Sequence[str], asked: AskChange, value: int) -> Iterator[Problem]:
    """What is counted against the year before is never below 0, and a share never above the whole."""
    if value < 0 or (asked.at_most is not None and value > asked.at_most):
        read = decimal_text(value, VALUE_PLACES)
        wrong = Text(f"{read.vi} {asked.unit.vi} không thể có.", f"{read.en} {asked.unit.en} cannot be.")
        right = Text("Ghi số từ 0 trở lên.", "Write 0 or more.")
        if asked.at_most is not None:
            most = decimal_text(asked.at_most, VALUE_PLACES)
            right = Text(f"Ghi số từ 0 đến {most.vi}.", f"Write 0 to {most.en}.")
        yield Problem(pointer(path), read.en, wrong, right)
