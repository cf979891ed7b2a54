"""The screen of the review: files, tree, pane; what keys and clicks do."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import ClassVar, Literal

from rich.console import RenderableType
from rich.text import Text as RichText
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from criteria.texts import Language, Text, plain
from ratings.batch import Refused
from ratings.review.asking import Disagreeing, Trying
from ratings.review.bars import Filters, Heading, Keys, line_of
from ratings.review.details import item_page, refused_page, subject_page
from ratings.review.helping import Helping
from ratings.review.items import SORTS, Item, Sort, shown_items
from ratings.review.session import Case, Entry
from ratings.review.tree import CriteriaTree
from ratings.review.words import (
    BEGUN,
    CHOOSE_ITEM,
    KEPT,
    KEPT_HERE,
    KEYS,
    NO_PROBLEM,
    NOT_SAVED_YET,
    NOTHING_SHOWN,
    NOTHING_TO_UNDO,
    SEARCH_HINT,
)
from ratings.reviews import Remark

_MOST_LINES = 5
"""Files that the list shows at once; it scrolls."""


class Board(Screen[None]):
    """Everything under review."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(f"{key},{key.upper()}", action, show=False) for key, action, _ in KEYS),
        Binding("ư,Ư", "what_if", show=False),  # what a Vietnamese keyboard (Telex) makes of w
        Binding("left_square_bracket", "move_file(-1)", show=False),
        Binding("right_square_bracket", "move_file(1)", show=False),
        Binding("escape", "end_search", show=False),
        Binding("ctrl+c", "leave", show=False),
    ]
    AUTO_FOCUS = "CriteriaTree"

    def __init__(self, entries: Sequence[Entry], language: Language) -> None:
        """Review *entries*, of which there is at least one."""
        super().__init__()
        self._entries, self._language = tuple(entries), language
        self._place = next((place for place, each in enumerate(entries) if isinstance(each, Case)), 0)
        self._sort: Sort = "all"
        self._searched = ""
        self._warned = False

    # What there is.

    @property
    def entry(self) -> Entry:
        """The file that is looked at."""
        return self._entries[self._place]

    @property
    def case(self) -> Case | None:
        """The review of that file; None where it was refused."""
        return self.entry if isinstance(self.entry, Case) else None

    @property
    def language(self) -> Language:
        """The language of every word."""
        return self._language

    @property
    def criteria(self) -> CriteriaTree:
        """The tree of criteria."""
        return self.query_one(CriteriaTree)

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield Heading()
        yield Filters()
        yield Input(id="search", compact=True, classes="hidden")
        with Horizontal(id="body"):
            with Vertical(id="left"):
                files = OptionList(compact=True, markup=False)
                files.display = len(self._entries) > 1
                yield files
                yield CriteriaTree()
            with VerticalScroll(id="pane"):
                yield Static(id="page")
        yield Keys()

    def on_mount(self) -> None:
        """Show the first file that can be reviewed."""
        files = self.query_one(OptionList)
        files.styles.max_height = _MOST_LINES
        files.add_options([Option(line_of(each, self._language)) for each in self._entries])
        files.highlighted = self._place
        self._show_all()
        self._take_up()

    def _take_up(self) -> None:
        """Go to what was being typed when the review ended, if anything was; say where else."""
        begun = list(self.case.drafts) if self.case is not None else []
        if begun:
            self.criteria.go_to(begun[-1])
            self._say(_with(", ".join(begun), BEGUN))

    # Showing.

    def _show_all(self) -> None:
        """Show everything anew."""
        self.query_one(Keys).show(self._language)
        self.query_one("#search", Input).placeholder = SEARCH_HINT.into(self._language)
        self._show_tree(self.criteria.item, self.criteria.closed)
        self._show_standing()

    def _show_tree(self, at: Item | None, closed: frozenset[str] = frozenset()) -> None:
        """Show the items that filter and search let through, with the cursor *at* an item."""
        case, tree = self.case, self.criteria
        if case is None:
            tree.show((), None, self._language, closed)
        else:
            tree.show(self._shown(case), case.review, self._language, closed)
        tree.go_to(at.id if at is not None else None)
        self._show_page()

    def _shown(self, case: Case) -> tuple[Item, ...]:
        return shown_items(case.items, self._sort, self._searched, case.review.remarks)

    def _show_standing(self) -> None:
        """Show the levels."""
        self.query_one(Heading).show(self.entry, self._language)
        remarks = len(self.case.review.remarks) if self.case is not None else 0
        self.query_one(Filters).show(self._sort, self._searched, remarks, self._language)
        files = self.query_one(OptionList)
        for place, each in enumerate(self._entries):
            files.replace_option_prompt_at_index(place, line_of(each, self._language))

    def _show_page(self) -> None:
        """Show what is at the cursor."""
        self.query_one("#page", Static).update(self._page())

    def _page(self) -> RenderableType:
        if isinstance(self.entry, Refused):
            return refused_page(self.entry, self._language)
        item = self.criteria.item
        if item is not None:
            return item_page(self.entry, item, self._language)
        if not self._shown(self.entry):
            return RichText(NOTHING_SHOWN.into(self._language))
        return subject_page(self.entry, self._language, self.query_one("#page").size.width)

    def _say(self, words: Text, *, wrong: bool = False) -> None:
        """Say *words* for some seconds, in place of what was said before."""
        self.app.clear_notifications()
        severity: Literal["error", "information"] = "error" if wrong else "information"
        self.notify(words.into(self._language), markup=False, severity=severity, timeout=10 if wrong else 3)

    # Moving.

    @on(CriteriaTree.NodeHighlighted)
    def _moved(self) -> None:
        self._show_page()
        self.query_one("#pane").scroll_home(animate=False)

    @on(CriteriaTree.NodeSelected)
    def _selected(self, event: CriteriaTree.NodeSelected[Item]) -> None:
        if event.node.allow_expand:
            event.node.toggle()
        elif self.criteria.has_focus:
            self.query_one("#pane").focus()

    @on(OptionList.OptionHighlighted)
    def _file_chosen(self, event: OptionList.OptionHighlighted) -> None:
        if event.option_index != self._place:
            self._place = event.option_index
            self._show_tree(None)
            self._show_standing()
            self._take_up()

    @on(OptionList.OptionSelected)
    def _file_opened(self) -> None:
        self.criteria.focus()

    def action_move_file(self, by: int) -> None:
        """Go to another file."""
        self.query_one(OptionList).highlighted = (self._place + by) % len(self._entries)

    def action_next_problem(self) -> None:
        """Go to the next item that a reviewer should look at."""
        self._to_problem(1)

    def action_previous_problem(self) -> None:
        """Go to the one before."""
        self._to_problem(-1)

    def _to_problem(self, by: int) -> None:
        nodes = self.criteria.nodes
        place = nodes.index(self.criteria.cursor_node) if self.criteria.cursor_node in nodes else 0
        turned = [*nodes[place + 1 :], *nodes[:place]] if by > 0 else [*nodes[:place][::-1], *nodes[place + 1 :][::-1]]
        outdated = self.case.outdated if self.case is not None else frozenset()
        items = (node.data for node in turned if node.data is not None)
        found = next((item for item in items if item.is_problem or item.id in outdated), None)
        if found is None:
            self._say(NO_PROBLEM)
        else:
            self.criteria.go_to(found.id)

    # Filters.

    def action_next_filter(self) -> None:
        """Show by the next filter."""
        self.action_choose_filter(SORTS[(SORTS.index(self._sort) + 1) % len(SORTS)])

    def action_choose_filter(self, sort: Sort) -> None:
        """Show by the filter *sort*."""
        self._sort = sort
        self._show_all()

    def action_search(self) -> None:
        """Ask for words to find."""
        search = self.query_one("#search", Input)
        search.remove_class("hidden")
        search.focus()

    def action_end_search(self) -> None:
        """Search nothing, and go back to the tree."""
        self.query_one("#search", Input).value = ""
        self._search_done()

    @on(Input.Changed, "#search")
    def _search(self, event: Input.Changed) -> None:
        self._searched = plain(event.value).strip()
        self._show_all()

    @on(Input.Submitted, "#search")
    def _search_done(self) -> None:
        self.query_one("#search", Input).add_class("hidden")
        self.criteria.focus()
        if self._searched and self.criteria.item is None:
            found = (node.data for node in self.criteria.nodes if node.data is not None and node.data.judged)
            self.criteria.go_to(next((item.id for item in found), None))

    # Remarks.

    def _judged(self) -> tuple[Case, Item] | None:
        """Return the item that can be remarked upon; say so where there is none."""
        item = self.criteria.item
        if self.case is None or item is None or not item.judged:
            self._say(CHOOSE_ITEM)
            return None
        return self.case, item

    def action_agree(self) -> None:
        """Agree with the answer."""
        if (chosen := self._judged()) is not None:
            self._remark(*chosen, Remark(verdict="agree"))

    def action_clear_remark(self) -> None:
        """Take the remark away."""
        chosen = self._judged()
        if chosen is not None and chosen[1].id in chosen[0].review.remarks:
            self._remark(*chosen, None)

    def action_disagree(self) -> None:
        """Ask why, and what the answer should be."""
        if (chosen := self._judged()) is not None:
            self.app.clear_notifications()  # they would lie over the dialog
            self.app.push_screen(Disagreeing(*chosen, self._language), partial(self._disagreed, *chosen))

    def _disagreed(self, case: Case, item: Item, remark: Remark | None) -> None:
        if remark is not None:
            self._remark(case, item, remark)
        elif item.id in case.drafts:
            on_disk = case.has_draft_on_disk(item.id)
            self._say(_with(item.id, KEPT if on_disk else KEPT_HERE), wrong=not on_disk)

    def action_what_if(self) -> None:
        """Ask for an answer to try."""
        if (chosen := self._judged()) is not None:
            self.app.clear_notifications()
            self.app.push_screen(Trying(*chosen, self._language))

    def _remark(self, case: Case, item: Item, remark: Remark | None) -> None:
        case.remark(item.id, remark)
        self._remarked(case)

    def _remarked(self, case: Case) -> None:
        """Show *case* after a change of its remarks, which is on the disk by now."""
        self._warned = False
        if case.problem is not None:
            self._say(case.problem, wrong=True)
        self.criteria.remarked(case.review)
        self._show_page()
        self._show_standing()

    def action_undo(self) -> None:
        """Take the last change of a remark in this file back."""
        case = self.case
        item = case.undo() if case is not None else None
        if case is None or item is None:
            self._say(NOTHING_TO_UNDO)
            return
        self._remarked(case)
        self.criteria.go_to(item)

    # The rest.

    def action_zoom(self) -> None:
        """Show only the pane, or everything again."""
        self.toggle_class("zoomed")
        (self.query_one("#pane") if self.has_class("zoomed") else self.criteria).focus()
        self.call_after_refresh(self._show_page)

    def action_language(self) -> None:
        """Speak the other language."""
        self._language = "en" if self._language == "vi" else "vi"
        self._show_all()

    def action_help(self) -> None:
        """Show the help."""
        self.app.push_screen(Helping(self._language))

    def action_leave(self) -> None:
        """End the review; ask once more where a remark could not be saved."""
        if any(self._unsaved()) and not self._warned:
            self._warned = True
            self._say(NOT_SAVED_YET)
            return
        self.app.exit()

    def _unsaved(self) -> Iterator[Text]:
        return (each.problem for each in self._entries if isinstance(each, Case) and each.problem is not None)

    def on_resize(self) -> None:
        """Lay the page out for the new width."""
        self.call_after_refresh(self._show_page)


def _with(ids: str, words: Text) -> Text:
    """Return *words* with *ids* in their place."""
    return Text(words.vi.format(ids), words.en.format(ids))
