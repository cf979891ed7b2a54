"""Prompts of a self-assessment: a line that is typed, the orders that can stand in it, and the help on them."""

import sys
import unicodedata

import click
from rich.console import Group, RenderableType

from criteria.texts import plain
from ratings.bilingual import say
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


def bare(typed: str) -> str:
    """Return what was *typed* as orders are compared: in NFC, without spaces around, in small letters."""
    return unicodedata.normalize("NFC", typed).strip().casefold()


def typed_line(prompt: str) -> str:
    """Return what is typed in one line.

    Raises:
        click.Abort: Nothing more will be typed.
    """
    if sys.stdin is None:  # closed by whoever started the process
        raise click.Abort
    typed: str = click.prompt(prompt, default="", show_default=False, prompt_suffix=" > ")
    if not sys.stdin.isatty():
        click.echo(plain(typed))  # a terminal shows it by itself
    return typed


def show(what: RenderableType) -> None:
    """Print *what*, laid out for the terminal."""
    click.echo(printed(lambda _: what, sys.stdout), nl=False)


def help_on(assessment: SelfAssessment) -> RenderableType:
    """Return which orders there are, and how numbers and days are typed."""
    lines = [
        say("<, lui: lùi về câu trước", "<, back: to the question before"),
        say("bo: để trống, sang câu sau", "skip: leave open, to the next question"),
        say("xem, xem 2.a: danh sách; đến một câu", "show, show 2.a: the list; to one question"),
        say("xoa: xóa câu trả lời và minh chứng của câu này", "clear: take back the answer and its documents"),
        say(
            "thoat, Ctrl-C: dừng; câu trả lời đã ghi vào tệp, chạy lại lệnh để làm tiếp",
            "quit, Ctrl-C: stop; the answers are in the file, run the command again to go on",
        ),
        say(
            "Số: 12,5 hoặc 12.5; không có dấu ngăn hàng nghìn (1250). Ngày: 31/12/2024 hoặc 2024-12-31",
            "Numbers: 12.5 or 12,5; no sign between thousands (1250). Days: 31/12/2024 or 2024-12-31",
        ),
        *_not_applicable(assessment),
        say(
            f"Mọi nội dung và căn cứ: xhht rules show {assessment.rule_set.id}",
            f"Every indicator and its citation: xhht rules show {assessment.rule_set.id}",
        ),
    ]
    return Group(*(Hanging(Styled(" - "), Styled(line)) for line in lines))


def _not_applicable(assessment: SelfAssessment) -> list[str]:
    if not any(map(assessment.may_not_apply, assessment.rule_set.indicators)):
        return []
    return [
        say(
            "Nội dung không thể áp dụng: gõ không áp dụng: lý do",
            "What cannot apply: type not applicable: reason",
        )
    ]
