"""Click in two languages: help is a pair of texts, and click's own words come from its message catalogue.

Click marks its words for gettext; ``locale/vi`` translates them. Nothing heavy is imported here: ``--help`` is
to answer at once.
"""

import gettext
import os
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from pathlib import Path
from typing import Any, TypeVar, get_args

import click

from criteria.texts import Language, Text

_Decorated = TypeVar("_Decorated", bound=Callable[..., Any])
LANGUAGES: tuple[Language, ...] = get_args(Language)
_LOCALE = Path(__file__).parent / "locale"
_chosen: ContextVar[Language] = ContextVar("language", default="vi")


def language() -> Language:
    """Return the language of this run."""
    return _chosen.get()


def say(vi: str, en: str) -> str:
    """Return the words in the language of this run."""
    return Text(vi, en).into(language())


def choose_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """Return and set the language: the last ``--lang``, else ``XHHT_LANG``, else Vietnamese.

    Read before click does, so that even the help and the complaint about a wrong option are in that language.
    """
    chosen = environment.get("XHHT_LANG", "")
    for place, argument in enumerate(arguments):
        if argument == "--lang":
            chosen = "".join(arguments[place + 1 : place + 2])
        elif argument.startswith("--lang="):
            chosen = argument.removeprefix("--lang=")
    found: Language = "en" if chosen.casefold() == "en" else "vi"
    _chosen.set(found)
    gettext.bindtextdomain("messages", str(_LOCALE))
    os.environ["LANGUAGE"] = found  # where gettext looks for it
    return found


class _Words:
    """Help in two languages, chosen when it is shown."""

    _words: Text | None = None

    @property
    def help(self) -> str | None:
        return self._words.into(language()) if self._words else None

    @help.setter
    def help(self, given: str | None) -> None:
        """Click sets what it was given, which is nothing."""


class Option(_Words, click.Option):
    """An option with help in two languages."""

    def __init__(self, *args: Any, words: Text, **kwargs: Any) -> None:
        """Take *words* in place of click's ``help``."""
        kwargs.pop("help", None)
        self._words = words
        super().__init__(*args, **kwargs)


def _in_two_languages(pieces: list[str]) -> list[str]:
    """Return the pieces of a usage line, click's own words in the language of this run."""
    words = {
        "[OPTIONS]": say("[TÙY CHỌN]", "[OPTIONS]"),
        "COMMAND [ARGS]...": say("LỆNH [THAM SỐ]...", "COMMAND [ARGS]..."),
    }
    return [words.get(piece, piece) for piece in pieces]


class Command(_Words, click.Command):
    """A command with help in two languages."""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the pieces of the usage line."""
        return _in_two_languages(super().collect_usage_pieces(ctx))

    def __init__(self, *args: Any, words: Text, **kwargs: Any) -> None:
        """Take *words* in place of click's ``help``."""
        kwargs.pop("help", None)
        self._words = words
        super().__init__(*args, **kwargs)


class Group(_Words, click.Group):
    """A group of commands with help in two languages."""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the pieces of the usage line."""
        return _in_two_languages(super().collect_usage_pieces(ctx))

    command_class = Command

    def __init__(self, *args: Any, words: Text, **kwargs: Any) -> None:
        """Take *words* in place of click's ``help``."""
        kwargs.pop("help", None)
        self._words = words
        super().__init__(*args, **kwargs)


def option(*names: str, words: Text, **settings: Any) -> Callable[[_Decorated], _Decorated]:
    """Declare an option with help in two languages."""
    return click.option(*names, cls=Option, words=words, **settings)


def lang_option(command: _Decorated) -> _Decorated:
    """Add ``--lang``. It was read by ``choose_language``; here it is only checked and shown."""
    words = Text(
        "Ngôn ngữ: vi (mặc định) hoặc en; cũng đặt được bằng XHHT_LANG.",
        "Language: vi (default) or en; also by XHHT_LANG.",
    )
    return option("--lang", type=click.Choice(LANGUAGES), expose_value=False, words=words)(command)
