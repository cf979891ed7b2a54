"""The Jinja environment of templates: sandboxed, strict, and every value printed as text and nothing else.

Evidence is never a template: it comes in as values, which Jinja prints and does not read. What would print a value past
`_as_text`, such as ``{% filter %}`` and ``{% call %}``, is no tag here.
"""

import re
from collections.abc import Iterator
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateRuntimeError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from ratings.papers.context import PaperContext
from ratings.papers.errors import UnknownTagError
from ratings.papers.limits import (
    COUNTED,
    LONGEST_REPEATED,
    UNBOUNDED_FILTERS,
    Budget,
    CountingGenerator,
    TooLongError,
    counted,
    joined_within_limit,
    too_long,
)

TAGS = (
    "if", "elif", "else", "endif", "for", "endfor", "set", "endset", "with", "endwith", "macro", "endmacro"
)  # fmt: skip
"""What a template can say in ``{% … %}``."""
_BRACES = re.compile(r"[{}%]_|_[{}%]")


class UnknownFieldError(TemplateRuntimeError):
    """A template names a field that there is not."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        """Keep the *name* that was written and those that are *known* there."""
        super().__init__(name)
        self.name = name
        self.known = known


class NoTextError(TemplateRuntimeError):
    """A template prints what is no text: a list, or a group of fields."""

    def __init__(self, known: tuple[str, ...]) -> None:
        """Keep the fields that are *known* of what was printed; none of a list."""
        super().__init__()
        self.known = known


class _Unknown(StrictUndefined):
    """Whatever is done with an unknown field, it says which fields there are."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        of = self._undefined_obj
        known = getattr(of, "_fields", ()) if isinstance(of, tuple) else ()
        top = not known and not isinstance(of, str | tuple | list | dict)
        raise UnknownFieldError(str(self._undefined_name or ""), PaperContext._fields if top else tuple(known))


class _KnownTags(Extension):
    """Refuses every tag that is not one of `TAGS`, before it is read."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        begun = False
        for token in stream:
            if begun and token.type == "name" and token.value not in TAGS:
                raise UnknownTagError(token.value, token.lineno)
            begun = token.type == "block_begin"
            yield token


class PaperEnvironment(ImmutableSandboxedEnvironment):
    """Compiles the parts of one template, and knows the text of the one it is at."""

    intercepted_binops = frozenset({"*", "**"})
    code_generator_class = CountingGenerator
    concat = staticmethod(joined_within_limit)

    def __init__(self) -> None:
        """Make an environment in which unknown fields are errors and every value is printed as text."""
        super().__init__(undefined=_Unknown, autoescape=True, finalize=_as_text, extensions=[_KnownTags])
        for name in ("safe", "e", "escape", "forceescape"):  # whatever is printed is escaped, once
            self.filters[name] = _unchanged
        for name in UNBOUNDED_FILTERS:
            del self.filters[name]
        del self.globals["lipsum"]  # text of any length that says nothing
        self.filters[COUNTED] = counted
        self.budget = Budget()
        self._lines: list[str] = []

    def from_string(self, source: Any, *args: Any, **options: Any) -> Template:
        """Compile *source* as Jinja does, and keep it to say where a mistake is."""
        self._lines = str(source).split("\n")
        return super().from_string(source, *args, **options)

    def line(self, number: int | None) -> str:
        """Return line *number* of the part that was compiled last, the first being 1; empty where there is none."""
        return self._lines[number - 1] if number is not None and 0 < number <= len(self._lines) else ""

    def call(self, context: Context, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call a macro, or what else may be called, as one step.

        Raises:
            TooMuchError: A step too many.
            TooLongError: A number that it is given is one that no paper needs: a width, a length.
        """
        self.budget.spend(1)
        numbers = [each for each in (*args, *kwargs.values()) if isinstance(each, int)]
        if max(numbers, default=0) > LONGEST_REPEATED and called is not self.globals["range"]:
            raise TooLongError
        return super().call(context, called, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Return ``left * right``, or refuse to fill the memory.

        Raises:
            TooLongError: It would be too long, or is a power, which no paper needs.
        """
        if operator == "**" or any(too_long(many, times) for many, times in ((left, right), (right, left))):
            raise TooLongError
        return super().call_binop(context, operator, left, right)


def _unchanged(value: Any) -> Any:
    return value


def _as_text(value: Any) -> Any:
    """Return *value* as text of a document: no markup, whatever made it say that it is.

    What Jinja calls markup is text that was escaped before, in a macro or a ``{% set %}`` block: that is undone first.
    The underscore is escaped as well: docxtpl reads "{_{" in what comes out as a brace of its own.
    """
    if isinstance(value, StrictUndefined):
        return value  # printing it says what is wrong
    if isinstance(value, bool):
        return "có" if value else "không"
    if not isinstance(value, str | int):
        raise NoTextError(tuple(getattr(value, "_fields", ())))
    plain = value.unescape() if isinstance(value, Markup) else str(value)
    return Markup(_BRACES.sub(lambda found: found[0].replace("_", "&#95;"), str(escape(plain))))
