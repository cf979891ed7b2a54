"""What asks: a trial of an answer, and a disagreement with its reason. Both show what comes of it while one types."""

import re
from collections.abc import Iterator
from typing import ClassVar

from rich.text import Text as RichText
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from criteria.answers import LONGEST_WORDS, Answer
from criteria.problems import Problem
from criteria.shared import BaseIndicator
from criteria.texts import Language, Text
from ratings.review.items import Item
from ratings.review.session import Case, Supposed
from ratings.review.standing import from_to, level_and_total, verdict_on
from ratings.review.trying import asked_by, disagreement, how_to_answer, measured, tried
from ratings.review.typed import typed_text
from ratings.review.words import (
    ANSWERED,
    AS_REVIEWED,
    CLOSE,
    DISAGREE_TITLE,
    DROP,
    KEEP,
    NOTHING_SAVED,
    OWN_ANSWER,
    REASON,
    SELF_RATED,
    SUPPOSED_PAPER,
    TRY_TITLE,
)
from ratings.reviews import Remark

_LINE_BREAK = re.compile(r"\s*[\r\n]\s*")
DRAFT_AFTER = 1 / 4
"""Seconds after the last key when what was typed is kept."""


class Line(Input):
    """A line to type on. What is pasted comes onto it whole, its lines one after the other."""

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self.replace(_LINE_BREAK.sub(" ", event.text.strip("\r\n")), *self.selection)


class Asking(ModalScreen[Remark | None]):
    """Asks for an answer to one item, and shows what would come of it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,ctrl+c", "drop", show=False)]
    _title: Text

    def __init__(self, case: Case, item: Item, language: Language) -> None:
        """Ask for an answer to *item* of *case*."""
        super().__init__()
        self._case, self._item, self._language = case, item, language

    def _in(self, text: Text) -> str:
        return text.into(self._language)

    def compose(self) -> ComposeResult:
        """Lay out what is asked, what can be typed, and what comes of it."""
        with VerticalScroll(id="dialog", can_focus=False):
            yield Static(self._asked(), id="asked")
            yield from self._fields()
            yield Static(id="outcome")
            with Horizontal(id="buttons"):
                yield from self._buttons()

    def on_mount(self) -> None:
        """Show what comes of what is there."""
        self._weigh()

    def _fields(self) -> Iterator[Widget]:
        yield self._input("answer", typed_text(self._indicator, self._answer, self._language))

    def _input(self, name: str, value: str) -> Input:
        # A new answer takes the place of the old one; a reason is gone on with.
        return Line(value, id=name, max_length=LONGEST_WORDS, compact=True, select_on_focus=name == "answer")

    def _buttons(self) -> Iterator[Button]:
        yield self._button("drop", CLOSE)

    def _button(self, name: str, words: Text) -> Button:
        return Button(RichText(self._in(words)), id=name, compact=True)

    @property
    def _indicator(self) -> BaseIndicator | None:
        return asked_by(self._case, self._item.id)

    @property
    def _answer(self) -> Answer | None:
        """The answer of the remark, else that of the evidence."""
        remark = self._case.review.remarks.get(self._item.id)
        return (remark.answer if remark is not None else None) or self._case.rating.answer_to(self._item.id)

    def _asked(self) -> RichText:
        """Return what is asked, what was answered, and how an answer is typed."""
        case, item, indicator = self._case, self._item, self._indicator
        text = RichText.assemble((f"{self._in(self._title)} · {item.id}. {self._in(item.name)}\n", "bold"))
        if indicator is not None:
            text.append(f"{self._in(indicator.question)}\n")
        said = measured(case.result, item.id)
        answered = typed_text(None, case.rating.answer_to(item.id), self._language) if said is None else self._in(said)
        text.append(f"{self._in(ANSWERED)}{answered or '–'}. ")
        text.append("\n".join(map(self._in, how_to_answer(case, item.id))))
        return text

    @on(Input.Changed)
    def _weigh(self) -> None:
        """Show what comes of the answer as it is typed."""
        typed = self.query_one("#answer", Input).value
        self.query_one("#outcome", Static).update(self._outcome(tried(self._case, self._item.id, typed)))

    def _outcome(self, outcome: Supposed | Problem | None) -> RichText:
        if isinstance(outcome, Problem):
            return RichText(f"✗ {self._in(outcome.wrong)} {self._in(outcome.right)}".rstrip(), "red")
        before, item = self._case.reviewed, self._item.id
        after = outcome.rating if outcome is not None else before
        lead = AS_REVIEWED if self._case.review.disagreements else SELF_RATED
        text = RichText(f"{item}: {self._in(from_to(verdict_on(before, item), verdict_on(after, item)))}\n")
        text.append(self._in(lead))
        text.append(self._in(from_to(level_and_total(before), level_and_total(after))), "bold cyan")
        if outcome is not None and outcome.paper:
            text.append(f"\n{self._in(SUPPOSED_PAPER)}", "yellow")
        return text

    @on(Button.Pressed, "#drop")
    def action_drop(self) -> None:
        """End without a remark."""
        self.dismiss(None)


class Trying(Asking):
    """What if: an answer is tried, and nothing saved."""

    _title = TRY_TITLE

    def _outcome(self, outcome: Supposed | Problem | None) -> RichText:
        return super()._outcome(outcome).append(f"\n{self._in(NOTHING_SAVED)}", "dim")

    @on(Input.Submitted)
    def _done(self) -> None:
        self.dismiss(None)


class Disagreeing(Asking):
    """A disagreement: the reason, and maybe the right answer."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "keep", show=False, priority=True)]
    _title = DISAGREE_TITLE

    def __init__(self, case: Case, item: Item, language: Language) -> None:
        """Ask why the answer to *item* of *case* is wrong; begin with what was being typed, or the remark there is."""
        super().__init__(case, item, language)
        self._begun_with = self._begun()
        self._draft_timer: Timer | None = None

    def _fields(self) -> Iterator[Widget]:
        reason, answer = self._begun_with
        yield Static(RichText(self._in(REASON), "bold"))
        yield self._input("reason", reason)
        yield Static(RichText(self._in(OWN_ANSWER), "bold"))
        yield self._input("answer", answer)

    def _begun(self) -> tuple[str, str]:
        draft = self._case.draft
        if draft is not None and draft.item == self._item.id:
            return draft.reason, draft.answer
        remark = self._case.review.disagreements.get(self._item.id)
        if remark is None or remark.reason is None:
            return "", ""
        return remark.reason, typed_text(self._indicator, remark.answer, self._language)

    @property
    def _typed(self) -> tuple[str, str]:
        return self.query_one("#reason", Input).value, self.query_one("#answer", Input).value

    @on(Input.Changed)
    def _keep_draft(self) -> None:
        """Keep what is typed, a little after the last key: it is to outlive the terminal."""
        if self._draft_timer is not None:
            self._draft_timer.stop()
        changed = self._typed != self._begun_with
        self._draft_timer = self.set_timer(DRAFT_AFTER, self._save_draft) if changed else None

    def _save_draft(self) -> None:
        self._case.keep_draft(self._item.id, *self._typed)

    def _buttons(self) -> Iterator[Button]:
        yield self._button("keep", KEEP)
        yield self._button("drop", DROP)

    @on(Input.Submitted, "#reason")
    def _reason_given(self) -> None:
        self.query_one("#answer").focus()

    @on(Input.Submitted, "#answer")
    @on(Button.Pressed, "#keep")
    def action_keep(self) -> None:
        """End with the remark, or say what is wrong with it."""
        reason, answer = (self.query_one(f"#{name}", Input) for name in ("reason", "answer"))
        remark = disagreement(self._case, self._item.id, reason.value, answer.value)
        if isinstance(remark, Remark):
            self.dismiss(remark)
            return
        self.query_one("#outcome", Static).update(self._outcome(remark))
        (reason if remark.path == "reason" else answer).focus()
