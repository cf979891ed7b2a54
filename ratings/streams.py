"""Standard streams. Apart from ``ratings.output`` so that ``--help`` does not import rich."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TextIO

import click


def use_utf8() -> None:
    """Make standard output and error UTF-8, whatever the machine is set to: a report has letters that need it."""
    # Closed by whoever started the process: write to nowhere rather than fail.
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def complain(text: str) -> None:
    """Write a line to standard error; where even that cannot be written, the exit status has to do."""
    with suppress(OSError):
        click.echo(text, err=True)
