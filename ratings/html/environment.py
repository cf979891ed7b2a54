"""The templates of pages, each strict: what is not given is an error, and every value is escaped.

A template writes a ``Text`` in the language of the page, and points as that language writes them.
"""

from datetime import date
from decimal import Decimal
from functools import cache
from importlib.metadata import version

from jinja2 import Environment, PackageLoader, StrictUndefined, Template, pass_context
from jinja2.runtime import Context

from criteria.texts import Text, count_text, points_as_text
from ratings.html import words
from ratings.names import MARKS


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("ratings", "html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        finalize=_shown,
    )
    environment.globals |= {"generator": f"xhht {version('xhht')}", "words": words, "MARKS": MARKS}
    environment.filters |= {"counted": count_text, "day": _day}
    return environment


@pass_context
def _shown(context: Context, value: object) -> object:
    """Return *value* as it is written in the language of the page."""
    if isinstance(value, Decimal):
        value = points_as_text(value)
    return value.into(context["language"]) if isinstance(value, Text) else value


def _day(day: date) -> Text:
    return Text(f"{day:%d/%m/%Y}", f"{day:%Y-%m-%d}")


def template(name: str) -> Template:
    """Return the template *name*, such as ``report.html.j2``, which extends ``base.html.j2``.

    What extends the base is given ``language`` ("vi" or "en"), of every word but those of the evidence, and ``title``.
    A template may also use ``words`` (the module), ``MARKS`` (by status) and the filters ``counted`` (for whole
    numbers) and ``day``.
    """
    return _environment().get_template(name)
