"""What a command line of xhht shows on a terminal of 80 columns in colour, and a picture of it: for the captures."""

import os
import sys
from contextlib import redirect_stdout, suppress
from io import StringIO
from unittest.mock import patch

from capture import COLUMNS, cleaned
from rich.console import Console
from rich.text import Text

from ratings.main import main

TERMINAL = {"COLUMNS": str(COLUMNS), "TERM": "xterm-256color", "COLORTERM": "truecolor", "XHHT_LANG": "vi"}


class Screen(StringIO):
    """Takes colours, as a terminal does."""

    def isatty(self) -> bool:
        return True


def shown(command: str, typed: str = "") -> str:
    """Return what the screen shows of ``xhht`` *command*, its prompt first, while this is *typed*."""
    screen = Screen()
    with patch.dict(os.environ, TERMINAL), redirect_stdout(screen), patch.object(sys, "stdin", StringIO(typed)):
        os.environ.pop("NO_COLOR", None)
        with suppress(SystemExit):
            main(command.split())
    return f"$ xhht {command}\n{screen.getvalue()}"


def drawn(session: str, title: str) -> str:
    """Return *session*, with its colours, as SVG."""
    console = Console(record=True, width=COLUMNS, file=StringIO())
    console.print(Text.from_ansi(session))
    return cleaned(console.export_svg(title=title, unique_id="xhht"))
