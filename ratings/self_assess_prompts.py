"""Prompts of a self-assessment: a line that is typed, the orders that can stand in it, and the help on them."""

import shlex
import sys
import unicodedata

import click
from rich.console import Group, RenderableType

from criteria.texts import plain
from ratings.bilingual import language, say
from ratings.layout import Hanging, Styled
from ratings.output import printed
from ratings.self_assessing import SelfAssessment


class Order(Exception):  # noqa: N818 - no error: what was typed leads elsewhere
    """What was typed is no answer but says where to go."""


class Back(Order):
    """To the question before."""


class Skip(Order):
    """Leave it open."""


class Clear(Order):
    """Take the answer back."""


class Leave(Order):
    """Stop here."""


class Jump(Order):
    """To another question."""

    def __init__(self, name: str) -> None:
        """Go to the question *name*."""
        super().__init__(name)
        self.name = name


ORDERS: dict[str, type[Order]] = {
    **dict.fromkeys(("<", "lui", "lùi", "back"), Back),
    **dict.fromkeys(("bo", "bỏ", "bo qua", "bỏ qua", "skip"), Skip),
    **dict.fromkeys(("xoa", "xóa", "xoá", "clear"), Clear),
    **dict.fromkeys(("thoat", "thoát", "quit", "exit"), Leave),
}
HELP = ("?", "help", "giup", "giúp")
SHOW = ("xem", "show")
_EXAMPLES = {"share": "38/40", "met": "met"}
"""An answer as it is typed, by the kind of question."""


def bare(typed: str) -> str:
    """Return what was *typed* as orders are compared: in NFC, without spaces around, in small letters."""
    return unicodedata.normalize("NFC", typed).strip().casefold()


def typed_line(prompt: str) -> str:
    """Return what is typed in one line.

    Raises:
        EOFError: Nothing more will be typed.
    """
    if sys.stdin is None:  # closed by whoever started the process
        raise EOFError
    typed = input(f"{prompt} > ")
    if not sys.stdin.isatty():
        click.echo(plain(typed))  # a terminal shows it by itself
    return typed


def show(what: RenderableType) -> None:
    """Print *what*, laid out for the terminal."""
    click.echo(printed(lambda _: what, sys.stdout), nl=False)


def help_on(assessment: SelfAssessment) -> RenderableType:
    """Return which orders there are, and how numbers and days are typed."""
    name = assessment.rule_set.id
    lines = [
        say("<, lui: lùi về câu trước", "<, back: to the question before"),
        say("bo: để trống, sang câu sau", "skip: leave open, to the next question"),
        say("xem: danh sách câu; xem 2.a: đến câu 2.a", "show: the list of questions; show 2.a: to question 2.a"),
        say("xoa: xóa câu trả lời và minh chứng của câu này", "clear: take back the answer and its documents"),
        say(
            "thoat, Ctrl-C: dừng; câu trả lời đã ghi vào tệp, chạy lại lệnh để làm tiếp",
            "quit, Ctrl-C: stop; the answers are in the file, run the command again to go on",
        ),
        say(
            "Số: 12,5 hoặc 12.5; không có dấu ngăn hàng nghìn (1250). Ngày: 31/12/2024 hoặc 2024-12-31",
            "Numbers: 12.5 or 12,5; no sign between thousands (1250). Days: 31/12/2024 or 2024-12-31",
        ),
        say(
            f"Mọi nội dung và căn cứ: {_command('rules show')} {name}",
            f"Every indicator and its citation: {_command('rules show')} {name}",
        ),
    ]
    if any(map(assessment.may_not_apply, assessment.rule_set.indicators)):
        lines.insert(-1, say("Không thể áp dụng: gõ không áp dụng: lý do", "Cannot apply: type not applicable: reason"))
    return Group(*(Hanging(Styled(" - "), Styled(line)) for line in lines))


def resuming(assessment: SelfAssessment) -> str:
    """Return the command that goes on with *assessment*."""
    name, file = assessment.rule_set.id, shlex.quote(plain(str(assessment.path)))
    return f"{_command('self-assess')} {name} -o {file}"


def show_commands(assessment: SelfAssessment) -> None:
    """Print what can be done next with the file of *assessment*."""
    file = shlex.quote(plain(str(assessment.path)))
    for title, command in (
        (say("Xếp loại và giải thích", "Rate and explain"), f"{_command('rate')} {file}"),
        (say("Cần làm gì để lên mức cao hơn", "What reaches the next level"), f"{_command('steps')} {file}"),
        (say("Thử một câu trả lời khác", "Try another answer"), f"{_command('what-if')} {file} {_example(assessment)}"),
        (say("Trả lời tiếp, sửa", "Go on, or change answers"), resuming(assessment)),
    ):
        show_command(title, command)


def show_command(title: str, command: str) -> None:
    """Print a *command* under its *title*, unbroken so that it can be copied."""
    show(Styled(f"{title}:"))
    click.echo(f"  {command}")


def _example(assessment: SelfAssessment) -> str:
    """An answer to try: a share where one is asked, since that is what can be moved most."""
    kinds = {assessment.rule_set.by_id[name].answer.kind: name for name in reversed(assessment.items)}
    found = next((f"{kinds[kind]}={typed}" for kind, typed in _EXAMPLES.items() if kind in kinds), None)
    return found or f"{assessment.items[0]}=1"


def _command(name: str) -> str:
    return f"xhht {name}" if language() == "vi" else f"xhht {name} --lang {language()}"
