"""A bar on the terminal while thousands of members are read; nowhere else is anything shown."""

import os
import sys
from typing import TYPE_CHECKING

from ratings.bilingual import say
from ratings.members_reading import Progress

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

WORTH_SHOWING = 200_000
"""Bytes to read; with fewer, all is done before anybody has read the bar."""


class ShownProgress(Progress):
    """Shows how far reading has come, on standard error; the bar goes away when it is done."""

    def __init__(self) -> None:
        """Show nothing yet."""
        self._bar: Bar | None = None
        self._task: TaskID | None = None

    def begin(self, total: int) -> None:
        """Begin, with *total* bytes to read."""
        if total < WORTH_SHOWING:
            return
        from rich.console import Console
        from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
        self._bar = Bar(*columns, console=Console(file=sys.stderr), transient=True)
        self._task = self._bar.add_task(say("Đang xếp loại các thành viên", "Rating members"), total=total)
        self._bar.start()

    def advance(self, done: int) -> None:
        """Another *done* bytes are read."""
        if self._bar is not None and self._task is not None:
            self._bar.advance(self._task, done)

    def end(self) -> None:
        """All is read."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None


def progress_on_terminal() -> Progress | None:
    """Return a bar where standard error is a terminal; None elsewhere."""
    can_move = os.environ.get("TERM", "dumb").lower() not in ("dumb", "unknown", "")
    return ShownProgress() if sys.stderr.isatty() and can_move else None
