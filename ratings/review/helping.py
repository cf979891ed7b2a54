"""The help: every key, every mark, how an answer is typed."""

from typing import ClassVar

from rich.console import Group, RenderableType
from rich.text import Text as RichText
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from criteria.texts import Language
from ratings.layout import Hanging, Styled
from ratings.review.words import CLOSE, HELP_ANSWERS, HELP_FILE, HELP_KEYS, HELP_MARKS, HELP_TITLE

_COLUMN = 7


class Helping(ModalScreen[None]):
    """The help screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q,enter,ctrl+c", "close", show=False, priority=True)
    ]

    def __init__(self, language: Language) -> None:
        """Help in *language*."""
        super().__init__()
        self._language = language

    def compose(self) -> ComposeResult:
        """Lay out the help."""
        with VerticalScroll(id="help"):
            yield Static(self._page())
            yield Button(RichText(CLOSE.into(self._language)), id="close", compact=True)

    def _page(self) -> RenderableType:
        language = self._language
        keys = [
            Hanging(Styled(f" {key}".ljust(_COLUMN), "bold cyan"), Styled(words.into(language)))
            for key, words in HELP_KEYS
        ]
        notes = [Styled(words.into(language)) for words in (HELP_MARKS, HELP_ANSWERS, HELP_FILE)]
        return Group(Styled(HELP_TITLE.into(language), "bold"), *keys, *notes)

    @on(Button.Pressed, "#close")
    def action_close(self) -> None:
        """End the help."""
        self.dismiss(None)
