"""What a user's template can get wrong while it is filled, said in words of both languages, with the place."""

import re
from traceback import extract_tb
from typing import NoReturn

from jinja2 import TemplateSyntaxError
from jinja2.exceptions import SecurityError

from criteria.problems import nearest, quote, shortened
from criteria.texts import Text, plain
from ratings.papers.environment import (
    TAGS,
    NoTextError,
    PaperEnvironment,
    UnknownFieldError,
)
from ratings.papers.errors import UnknownTagError, refuse_template
from ratings.papers.limits import MOST_STEPS, TooLongError, TooMuchError

DOCUMENTATION = Text("Xem docs/papers.md.", "See docs/papers.md.")
_MARKUP = re.compile(r"<[^>]*>")
_WRITTEN = re.compile(r"\{[{%].*?[}%]\}")
_LONGEST_PLACE = 120


def refuse_filling(error: Exception, environment: PaperEnvironment) -> NoReturn:
    """Refuse the template that *environment* could not fill because of *error*.

    Raises:
        TemplateRefusedError: Always.
    """
    place = _place(error, environment)
    match error:
        case UnknownFieldError():
            _refuse_unknown(error, place)
        case NoTextError():
            _refuse_group(error, place)
        case UnknownTagError():
            wrong = Text("Mẫu dùng lệnh {} không có{}.", "The template uses a tag {} that there is not{}.")
            _refuse(wrong, place, nearest(error.tag, TAGS), quote(error.tag))
        case TemplateSyntaxError():
            ends = Text("Mỗi if, for cần một endif, endfor. ", "Each if and for needs an endif or endfor. ")
            wrong = Text("Lệnh trong mẫu viết sai{}.", "A tag of the template is wrong{}.")
            _refuse(wrong, place, Text(ends.vi + DOCUMENTATION.vi, ends.en + DOCUMENTATION.en))
        case SecurityError():
            _refuse(Text("Mẫu gọi điều không được phép{}.", "The template calls what it may not{}."), place)
        case RecursionError() | TooMuchError() | TooLongError() | MemoryError() | OverflowError():
            _refuse_endless(error, place)
    _refuse(Text("Không điền được mẫu{}.", "The template cannot be filled{}."), place)


def _place(error: Exception, environment: PaperEnvironment) -> str:
    """Return the tags of the paragraph where *error* arose, else its text; empty where that is not known."""
    number = error.lineno if isinstance(error, TemplateSyntaxError) else None
    if number is None:
        steps = reversed(extract_tb(error.__traceback__))
        number = next((at.lineno for at in steps if at.filename == "<template>"), None)  # as Jinja names it
    said = plain(_MARKUP.sub("", environment.line(number))).strip()
    tags = " ".join(_WRITTEN.findall(said))
    return shortened(tags or said, _LONGEST_PLACE)


def _refuse(wrong: Text, place: str, right: Text = DOCUMENTATION, *said: str) -> NoReturn:
    """Refuse with *wrong*, in which ``{}`` stand for what is *said* and, the last, for the place."""
    at = (f', tại "{place}"', f', at "{place}"') if place else ("", "")
    refuse_template(Text(wrong.vi.format(*said, at[0]), wrong.en.format(*said, at[1])), right)


def _refuse_endless(error: Exception, place: str) -> NoReturn:
    if isinstance(error, RecursionError):
        _refuse(Text("Macro trong mẫu tự gọi mình mãi{}.", "A macro calls itself without end{}."), place)
    if isinstance(error, TooMuchError):
        wrong = Text("Mẫu lặp quá nhiều{} (hơn {} lần).", "The template loops too often{} (more than {} times).")
        wrong = Text(
            wrong.vi.format("{}", f"{MOST_STEPS:,}".replace(",", ".")), wrong.en.format("{}", f"{MOST_STEPS:,}")
        )
        _refuse(wrong, place, Text("Bớt vòng for lồng nhau.", "Take out nested loops."))
    _refuse(Text("Mẫu tạo ra chữ quá dài{}.", "The template makes a text that is too long{}."), place)


def _refuse_unknown(error: UnknownFieldError, place: str) -> NoReturn:
    right = nearest(error.name, error.known) if error.known else DOCUMENTATION
    wrong = Text("Mẫu dùng trường {} không có{}.", "The template names a field {} unknown here{}.")
    _refuse(wrong, place, right, quote(error.name))


def _refuse_group(error: NoTextError, place: str) -> NoReturn:
    right = Text("Dùng {%p for … %} để in từng mục.", "Print it item by item with {%p for … %}.")
    if error.known:
        listed = ", ".join(error.known)
        right = Text(f"Ghi thêm một trường, ví dụ {listed}.", f"Name one of its fields: {listed}.")
    wrong = Text("Mẫu in một nhóm, không phải chữ{}.", "The template prints a group, which is no text{}.")
    _refuse(wrong, place, right)
