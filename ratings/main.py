"""Entry point of ``xhht``: language and encoding first, then the command; no traceback ever reaches a user."""

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click

USAGE, FAULT, INTERRUPTED = 2, 3, 130


def main(arguments: Sequence[str] | None = None) -> None:
    """Run ``xhht`` with *arguments* (those of the process when None) and exit with its status.

    Set ``XHHT_DEBUG`` to see the traceback of a fault.
    """
    # Nothing is imported before an interrupt is caught: importing takes longer than most commands.
    try:
        from ratings.bilingual import choose_language
        from ratings.streams import use_utf8

        given = list(sys.argv[1:] if arguments is None else arguments)
        # A short process with nothing in circles: collecting would cost a tenth of it.
        gc.freeze()
        gc.set_threshold(100_000)
        choose_language(given, os.environ)
        use_utf8()
        status = _status(given)
    except KeyboardInterrupt:
        status = INTERRUPTED
    sys.exit(status)


def _status(arguments: list[str]) -> int:
    import click

    from ratings.bilingual import say
    from ratings.commands import cli
    from ratings.streams import complain

    terminal = sys.stdout
    try:
        status = cli.main(arguments, prog_name="xhht", standalone_mode=False)
        sys.stdout.flush()
    except SystemExit as done:
        if sys.stdout is not terminal:
            return 0  # click puts a muffler on a pipe whose reader, such as "head", has seen enough of a help text
        return done.code if isinstance(done.code, int) else USAGE
    except click.ClickException as error:
        return _shown(error)
    except (click.Abort, KeyboardInterrupt):
        complain(say("Đã dừng.", "Stopped."))
        return INTERRUPTED
    except Exception as error:
        return _fault(error)
    return status if isinstance(status, int) else 0


def _shown(error: "click.ClickException") -> int:
    with suppress(OSError):
        error.show()
    return USAGE


def _fault(error: Exception) -> int:
    from criteria.texts import plain
    from ratings.bilingual import language
    from ratings.office_libraries import is_missing_library
    from ratings.streams import complain

    if os.environ.get("XHHT_DEBUG"):
        raise error
    problems = getattr(error, "problems", None)
    if problems is None:
        complain(_fault_sentence(error))
        return USAGE if isinstance(error, OSError) or is_missing_library(error) else FAULT
    file = getattr(error, "file", None)
    for problem in problems:  # a wrong --rule-set, a broken rule set: no evidence file is to blame
        said = problem.sentence(language())
        complain(f"{plain(file)}: {said}" if file else said.removeprefix("/rule_set: "))
    return USAGE


def _fault_sentence(error: Exception) -> str:
    from criteria.system_errors import reason
    from criteria.texts import plain
    from ratings.bilingual import say
    from ratings.office_libraries import HOW, NEEDED, is_missing_library

    if is_missing_library(error):
        return say(f"{NEEDED.vi} {HOW.vi}", f"{NEEDED.en} {HOW.en}")
    if isinstance(error, ImportError):
        return say(
            f"Thiếu thư viện hoặc thư viện không chạy được: {error}. Cài lại xhht theo README (phần trình biên dịch).",
            f"A library is missing or does not load: {error}. Install xhht again as the README says (compiler).",
        )
    if isinstance(error, OSError):
        why = reason(error)
        return say(f"Không đọc hoặc ghi được: {why.vi}.", f"Cannot read or write: {why.en}.")
    what = plain(f"{type(error).__name__}: {error}")
    return say(
        f"Lỗi của xhht, không phải của tệp minh chứng: {what}. Hãy báo lại; XHHT_DEBUG=1 in chi tiết.",
        f"A fault of xhht, not of the evidence: {what}. Please report it; XHHT_DEBUG=1 prints details.",
    )
