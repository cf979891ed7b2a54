"""Entry point of ``xhht``: language and encoding first, then the command; no traceback ever reaches a user."""

import gc
import os
import sys
from collections.abc import Sequence

import click

from criteria.texts import plain
from ratings.bilingual import choose_language, language, say
from ratings.streams import use_utf8

USAGE, FAULT, INTERRUPTED = 2, 3, 130


def main(arguments: Sequence[str] | None = None) -> None:
    """Run ``xhht`` with *arguments* (those of the process when None) and exit with its status.

    Set ``XHHT_DEBUG`` to see the traceback of a fault.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    # A short process with nothing in circles: collecting would cost a tenth of it. Batches collect from here on less.
    gc.freeze()
    gc.set_threshold(100_000)
    choose_language(given, os.environ)
    use_utf8()
    sys.exit(_status(given))


def _status(arguments: list[str]) -> int:
    from ratings.commands import cli

    terminal = sys.stdout
    try:
        status = cli.main(arguments, prog_name="xhht", standalone_mode=False)
        sys.stdout.flush()
    except SystemExit as done:
        if sys.stdout is not terminal:
            return 0  # click puts a muffler on a pipe whose reader, such as "head", has seen enough of a help text
        return done.code if isinstance(done.code, int) else USAGE
    except click.ClickException as error:
        error.show()
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo(say("Đã dừng.", "Stopped."), err=True)
        return INTERRUPTED
    except Exception as error:
        return _fault(error)
    return status if isinstance(status, int) else 0


def _fault(error: Exception) -> int:
    if os.environ.get("XHHT_DEBUG"):
        raise error
    problems = getattr(error, "problems", None)
    if problems is not None:  # a wrong --rule-set, a broken rule set: no evidence file is to blame
        file = getattr(error, "file", None)
        for problem in problems:
            click.echo(f"{file}: " * bool(file) + problem.sentence(language()).removeprefix("/rule_set: "), err=True)
        return USAGE
    click.echo(_fault_sentence(error), err=True)
    return USAGE if isinstance(error, OSError) else FAULT


def _fault_sentence(error: Exception) -> str:
    if isinstance(error, ImportError):
        return say(
            f"Thiếu thư viện hoặc thư viện không chạy được: {error}. Cài lại xhht theo README (phần trình biên dịch).",
            f"A library is missing or does not load: {error}. Install xhht again as the README says (compiler).",
        )
    if isinstance(error, OSError):
        return say(f"Không đọc hoặc ghi được: {error}.", f"Cannot read or write: {error}.")
    what = plain(f"{type(error).__name__}: {error}")
    return say(
        f"Lỗi của xhht, không phải của tệp minh chứng: {what}. Hãy báo lại; XHHT_DEBUG=1 in chi tiết.",
        f"A fault of xhht, not of the evidence: {what}. Please report it; XHHT_DEBUG=1 prints details.",
    )
