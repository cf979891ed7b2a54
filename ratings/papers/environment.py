"""The Jinja environment of templates: sandboxed, strict, and every value printed as text and nothing else.

Evidence is never a template: it comes in as values, which Jinja prints and does not read.
"""

import re
from typing import Any

from jinja2 import StrictUndefined, TemplateRuntimeError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from ratings.papers.context import PaperContext

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


def _as_text(value: Any) -> Any:
    """Return *value* as text of a document: no markup, whatever filter said that it is.

    The underscore is escaped as well: docxtpl reads "{_{" in what comes out as a brace of its own.
    """
    if isinstance(value, StrictUndefined):
        return value  # printing it says what is wrong
    if isinstance(value, bool):
        return "có" if value else "không"
    if not isinstance(value, str | int):
        raise NoTextError(tuple(getattr(value, "_fields", ())))
    escaped = str(escape(str(value)))  # str() first: of what a filter calls markup, too
    return Markup(_BRACES.sub(lambda found: found[0].replace("_", "&#95;"), escaped))


def environment() -> ImmutableSandboxedEnvironment:
    """Return a new environment for one paper."""
    return ImmutableSandboxedEnvironment(undefined=_Unknown, autoescape=True, finalize=_as_text)
