"""The full-screen review: one screen over what is under review, in the colours of the terminal itself."""

from collections.abc import Sequence

from textual.app import App
from textual.screen import Screen

from criteria.texts import Language
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
        self.theme = _THEME

    def get_default_screen(self) -> Screen[None]:
        """Return the screen of the review."""
        return Board(self._entries, self._begun_in)

    def _handle_exception(self, error: Exception) -> None:
        """Keep the *error* for whoever ran the review: the terminal is given back first, without a traceback."""
        self.fault = error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()


def review(entries: Sequence[Entry], language: Language) -> None:
    """Review *entries*, of which there is at least one, on the terminal until the user quits.

    Raises:
        Exception: Whatever went wrong; the terminal is as it was. Remarks made until then are on the disk.
    """
    app = ReviewApp(entries, language)
    app.run()
    if app.fault is not None:
        raise app.fault
