"""What asks: a trial of an answer, and a disagreement with its reason. Both show what comes of it while one types."""

import re
from collections.abc import Iterator
from typing import ClassVar

from rich.text import Text as RichText
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from criteria.answers import LONGEST_WORDS
from criteria.problems import Problem
from criteria.shared import BaseIndicator
from criteria.texts import Language, Text
from ratings.review.drafts import Draft
from ratings.review.items import Item
from ratings.review.session import Case, Supposed
from ratings.review.standing import from_to, level_and_total, verdict_on
from ratings.review.trying import asked_by, disagreement, how_to_answer, measured, tried
from ratings.review.typed import typed_text
from ratings.review.words import (
    ANSWERED,
    AS_REVIEWED,
    CLOSE,
    CUT,
    DISAGREE_TITLE,
    DROP,
    KEEP,
    LATER,
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
    """A line to type on. What is pasted comes onto it in one: its lines one after the other, as many as find room."""

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        words = _LINE_BREAK.sub(" ", event.text.strip("\r\n"))
        room = LONGEST_WORDS - len(self.value) + len(self.selected_text)
        self.replace(words[:room], *self.selection)
        if len(words) > room:
            self.post_message(self.Cut(room))

    class Cut(Message):
        """What was pasted was cut: there was no room for all of it."""

        def __init__(self, room: int) -> None:
            """Say that there was *room* for so many."""
            super().__init__()
            self.room = room


class Asking(ModalScreen[Remark | None]):
    """Asks for an answer to one item, and shows what would come of it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,ctrl+c", "leave", show=False)]
    _title: Text

    def __init__(self, case: Case, item: Item, language: Language) -> None:
        """Ask for an answer to *item* of *case*."""
        super().__init__()
        self._case, self._item, self._language = case, item, language
        self._ahead = ""
        """What was typed before there was a line to type it on: a slow line brings many keys at once."""

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

    def type_ahead(self, character: str) -> None:
        """Type *character*, which came when no line had the focus yet, as soon as one has."""
        if self.focused is None or isinstance(self.focused, Line):
            self._ahead += character
            self._catch_up()

    @on(events.DescendantFocus)
    def _catch_up(self) -> None:
        line = self.focused
        if isinstance(line, Line) and line.has_focus and self._ahead:
            line.replace(self._ahead, *line.selection)
            self._ahead = ""

    @on(Line.Cut)
    def _say_cut(self, event: Line.Cut) -> None:
        words = Text(CUT.vi.format(event.room), CUT.en.format(event.room))
        self.notify(self._in(words), markup=False, severity="warning")

    def _fields(self) -> Iterator[Widget]:
        yield self._input("answer", typed_text(self._indicator, self._case.answer(self._item.id), self._language))

    def _input(self, name: str, value: str) -> Line:
        # A new answer takes the place of the old one; a reason is gone on with.
        return Line(value, id=name, max_length=LONGEST_WORDS, compact=True, select_on_focus=name == "answer")

    def _buttons(self) -> Iterator[Button]:
        yield self._button("leave", CLOSE)

    def _button(self, name: str, words: Text) -> Button:
        return Button(RichText(self._in(words)), id=name, compact=True)

    @property
    def _indicator(self) -> BaseIndicator | None:
        return asked_by(self._case, self._item.id)

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

    @on(Input.Changed, "#answer")
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

    @on(Button.Pressed, "#leave")
    def action_leave(self) -> None:
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

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "keep", show=False)]
    _title = DISAGREE_TITLE

    def __init__(self, case: Case, item: Item, language: Language) -> None:
        """Ask why the answer to *item* of *case* is wrong; begin with what was being typed, or the remark there is."""
        super().__init__(case, item, language)
        self._of_remark = self._remarked()
        self._kept = case.drafts.get(item.id, self._of_remark)
        """What is there without this dialog: in a draft, else in the remark."""
        self._reason, self._answer = self._input("reason", self._kept.reason), self._input("answer", self._kept.answer)
        self._draft_timer: Timer | None = None
        self._ended = self._complained = False

    def _fields(self) -> Iterator[Widget]:
        yield Static(RichText(self._in(REASON), "bold"))
        yield self._reason
        yield Static(RichText(self._in(OWN_ANSWER), "bold"))
        yield self._answer

    def _remarked(self) -> Draft:
        remark = self._case.review.disagreements.get(self._item.id)
        if remark is None or remark.reason is None:
            return Draft("", "")
        return Draft(remark.reason, typed_text(self._indicator, remark.answer, self._language))

    @on(Input.Changed)
    def _keep_draft(self) -> None:
        """Keep what is typed, a little after the last key: it is to outlive the terminal."""
        if self._draft_timer is not None:
            self._draft_timer.stop()
        self._draft_timer = self.set_timer(DRAFT_AFTER, self._save_draft)

    def _save_draft(self) -> None:
        """Keep what is typed as a draft, unless it is there anyhow; a draft that says no more than the remark goes."""
        typed = Draft(self._reason.value, self._answer.value)
        if self._ended or typed == self._kept:
            return
        self._kept = typed
        if typed == self._of_remark:
            self._case.drop_draft(self._item.id)
        else:
            self._case.keep_draft(self._item.id, *typed)

    def _end(self) -> None:
        """Keep what is typed, for the last time: a timer may have rung already, and is heard only later."""
        self._save_draft()
        self._ended = True

    @on(Input.Changed, "#reason")
    def _take_complaint_back(self) -> None:
        if self._complained:
            self._complained = False
            self._weigh()

    def _buttons(self) -> Iterator[Button]:
        yield self._button("keep", KEEP)
        yield self._button("leave", LATER)
        yield self._button("drop", DROP)

    @on(Input.Submitted, "#reason")
    def _reason_given(self) -> None:
        self._answer.focus()

    @on(Input.Submitted, "#answer")
    @on(Button.Pressed, "#keep")
    def action_keep(self) -> None:
        """End with the remark, or say what is wrong with it. The draft goes when the remark is on the disk."""
        remark = disagreement(self._case, self._item.id, self._reason.value, self._answer.value)
        if isinstance(remark, Remark):
            self._end()
            self.dismiss(remark)
            return
        self.query_one("#outcome", Static).update(self._outcome(remark))
        self._complained = remark.path == "reason"
        (self._reason if self._complained else self._answer).focus()

    @on(Button.Pressed, "#leave")
    def action_leave(self) -> None:
        """End without a remark, to go on later: on a slow line an arrow key may look like Esc."""
        self._end()
        self.dismiss(None)

    @on(Button.Pressed, "#drop")
    def _drop(self) -> None:
        """End without a remark, and forget what was typed."""
        self._ended = True
        self._case.drop_draft(self._item.id)
        self.dismiss(None)

    def on_unmount(self) -> None:
        """Keep what is typed when the review ends around it."""
        self._end()
