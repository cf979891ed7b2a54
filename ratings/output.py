"""Where results go: to the terminal as wide as it is, or to a file that is written whole or not at all."""

import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import TextIO

import click
from rich.console import Console, RenderableType

from criteria.system_errors import reason
from criteria.texts import plain
from ratings.bilingual import say

WIDEST = 100
"""Columns of a report; longer lines are hard to read."""
NARROWEST = 30
FILE_WIDTH = 80
STANDARD_OUTPUT = STANDARD_INPUT = Path("-")


def printed(build: Callable[[int], RenderableType], target: TextIO | None = None) -> str:
    """Return what *build* makes for the width of *target* as text, with colour where *target* shows it.

    Args:
        build: Makes what is to be printed, given the columns it has.
        target: Where the text will go; None is a file, 80 columns without colour.
    """
    terminal = Console(file=target) if target is not None else None
    width = max(NARROWEST, min(terminal.width, WIDEST)) if terminal else FILE_WIDTH
    buffer = StringIO()
    console = Console(
        file=buffer,
        width=width,
        force_terminal=terminal is not None and terminal.is_terminal,
        color_system=terminal.color_system if terminal else None,  # type: ignore[arg-type] # the names that it takes
        no_color=terminal is None or terminal.no_color,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    console.print(build(width))
    return "".join(line.rstrip() + "\n" for line in buffer.getvalue().splitlines())


def emit(content: str | bytes, output: Path | None) -> None:
    """Write *content* to standard output, or to the file *output*: beside it first, then renamed.

    Raises:
        click.ClickException: It cannot be written; a file that was there before still is.
        click.UsageError: It is no text, and goes to a terminal; or it is text, and goes to a file of Excel or Word.
    """
    if isinstance(content, str):
        refuse_office_name(output)
    try:
        if output is None or output == STANDARD_OUTPUT:
            _to_stdout(content)
        elif output.exists() and not output.is_file():
            with output.open("wb") as device:  # a pipe or a device is not replaced
                device.write(_encoded(content))
        else:
            _replace(output.resolve(), _encoded(content))  # behind a link, the file that it leads to
    except (OSError, ValueError, RuntimeError) as error:
        why, name = reason(error), plain(str(output)) if output is not None else "stdout"
        raise click.ClickException(
            say(f"Không ghi được {name}: {why.vi}.", f"Cannot write {name}: {why.en}.")
        ) from None


def _encoded(content: str | bytes) -> bytes:
    return content.encode("utf-8") if isinstance(content, str) else content


def _to_stdout(content: str | bytes) -> None:
    if isinstance(content, bytes) and sys.stdout.isatty():
        raise click.UsageError(
            say(
                "Kết quả không phải văn bản thuần: ghi vào tệp bằng -o FILE.", "This is no text: write it with -o FILE."
            )
        )
    try:
        click.echo(content, nl=False)
    except BrokenPipeError:
        # The reader, such as "head", has seen enough. The exit status is still that of the rating.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def save(text: str, path: Path) -> None:
    """Write *text* to the file at *path*: beside it first, then renamed, and both on the disk before it returns.

    Raises:
        OSError: It cannot be written; a file that was there before still is.
    """
    real = path.resolve()
    _replace(real, _encoded(text))
    with suppress(OSError):  # not every system lets a folder be opened
        folder = os.open(real.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _replace(output: Path, content: bytes) -> None:
    import tempfile  # late: it drags in every compression there is

    descriptor, beside = tempfile.mkstemp(prefix=f".{output.name[:40]}.", dir=output.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _same_mode(Path(beside), output)
        Path(beside).replace(output)
    except BaseException:
        with suppress(OSError):
            Path(beside).unlink()
        raise


def refuse_office_name(output: Path | None) -> None:
    """Refuse to write text or JSON into what its name says is a file of Excel or Word.

    Raises:
        click.UsageError: *output* has such a name.
    """
    ending = output.suffix.lower() if output is not None else ""
    if ending in _OFFICE_ENDINGS:
        raise click.UsageError(
            say(
                f"Kết quả của lệnh này không phải tệp {ending}. Dùng xhht convert, xhht report, hoặc đổi đuôi tệp.",
                f"What this command writes is no {ending} file. Use xhht convert or xhht report, or another ending.",
            )
        )


_OFFICE_ENDINGS = (".xlsx", ".xls", ".docx", ".doc", ".ods", ".odt")


def refuse_overwriting(output: Path | None, inputs: Iterable[Path]) -> None:
    """Refuse to write a result over what it comes from.

    Raises:
        click.UsageError: *output* is one of *inputs*.
    """
    if output is None or not output.is_file():
        return
    there = output.stat()
    if any(os.path.samestat(there, status) for status in map(_status, inputs) if status is not None):
        name = plain(str(output))
        raise click.UsageError(
            say(f"{name} là tệp đầu vào, không ghi đè.", f"{name} is what the result comes from; it is kept.")
        )


def _status(given: Path) -> os.stat_result | None:
    with suppress(OSError, ValueError, AttributeError):  # not there, or standard input is closed or no file
        return os.fstat(sys.stdin.fileno()) if given == STANDARD_INPUT else given.stat()
    return None


def _same_mode(written: Path, output: Path) -> None:
    """Give *written* the mode of the file it replaces, or of a new file; temporary files are private."""
    if output.exists():
        mode = output.stat().st_mode & 0o777
    else:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    written.chmod(mode)
