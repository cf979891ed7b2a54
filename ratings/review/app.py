"""The full-screen review: one screen over what is under review, in the colours of the terminal itself."""

import asyncio
import signal
from collections.abc import Sequence
from contextlib import suppress

from textual.app import App
from textual.events import Key
from textual.screen import Screen

from criteria.texts import Language
from ratings.review.asking import Asking
from ratings.review.board import Board
from ratings.review.session import Entry

# Its own sixteen colours are all that a terminal is sure to have, and whoever set them can read them.
_THEME = "ansi-dark"


class ReviewApp(App[None]):
    """Reviews rated evidence."""

    CSS_PATH = "review.tcss"
    ENABLE_COMMAND_PALETTE = False
    TITLE = "xhht review"

    def __init__(self, entries: Sequence[Entry], language: Language) -> None:
        """Review *entries*, of which there is at least one, in *language* to begin with."""
        super().__init__(ansi_color=True)  # from the start: it decides what NO_COLOR does
        self._entries, self._begun_in = entries, language
        self.fault: Exception | None = None
        self.ended_by: int | None = None
        self.theme = _THEME

    def get_default_screen(self) -> Screen[None]:
        """Return the screen of the review."""
        return Board(self._entries, self._begun_in)

    def on_mount(self) -> None:
        """End as with q where the system asks for it: whoever is at the terminal gets it back as it was."""
        for name in ("SIGTERM", "SIGHUP"):
            # Windows has no such signals, and only the main thread hears them.
            with suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
                number = getattr(signal, name)
                asyncio.get_running_loop().add_signal_handler(number, self._end_by, number)

    def _end_by(self, number: int) -> None:
        self.ended_by = number
        self.exit()

    def on_key(self, event: Key) -> None:
        """Hand a letter that nobody wanted to the dialog that is about to open: it was typed for it."""
        if isinstance(self.screen, Asking) and event.is_printable and event.character is not None:
            self.screen.type_ahead(event.character)

    def _handle_exception(self, error: Exception) -> None:
        """Keep the *error* for whoever ran the review: the terminal is given back first, without a traceback."""
        self.fault = error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()


def review(entries: Sequence[Entry], language: Language) -> None:
    """Review *entries*, of which there is at least one, on the terminal until the user quits.

    Raises:
        SystemExit: A signal ended it.
        Exception: Whatever went wrong; the terminal is as it was. Remarks made until then are on the disk.
    """
    app = ReviewApp(entries, language)
    app.run()
    if app.fault is not None:
        raise app.fault
    if app.ended_by is not None:
        raise SystemExit(128 + app.ended_by)  # as a shell says it
