"""The tree of criteria and indicators with their verdicts and the marks of remarks."""

from collections.abc import Iterable

from rich.style import Style
from rich.text import Text as RichText
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from criteria.texts import Language
from ratings.names import MARKS, STYLES
from ratings.review.items import Item
from ratings.review.words import ASSUMED_MARK, REMARK_MARKS, SUMMARY
from ratings.reviews import Review

_BLANK_LABEL = RichText(" ")  # a node has to have one; what shows is rendered from its item


class CriteriaTree(Tree[Item]):
    """Criteria, each with its indicators, below a line for the subject as a whole."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__(_BLANK_LABEL)
        self.show_root = False
        self.show_guides = False
        self.guide_depth = 2
        self.auto_expand = False
        self._review: Review | None = None
        self._language: Language = "vi"

    def show(self, items: Iterable[Item], review: Review | None, language: Language, closed: frozenset[str]) -> None:
        """Show *items*: each criterion before its indicators; those *closed* without them."""
        self._review, self._language = review, language
        self.clear()
        self.root.expand()
        listed = tuple(items)
        criterion = self.root.add_leaf(_BLANK_LABEL) if review is not None else self.root
        for item in listed:
            if item.id == item.criterion:
                has_indicators = any(each.criterion == item.id != each.id for each in listed)
                criterion = self.root.add(_BLANK_LABEL, item, expand=item.id not in closed, allow_expand=has_indicators)
            else:
                criterion.add_leaf(_BLANK_LABEL, item)

    def remarked(self, review: Review) -> None:
        """Show the marks of *review*."""
        self._review = review
        self._invalidate()
        self.refresh()

    @property
    def nodes(self) -> list[TreeNode[Item]]:
        """Every line that there is, from the top."""
        return [each for node in self.root.children for each in (node, *node.children)]

    @property
    def item(self) -> Item | None:
        """The item at the cursor; None: the subject as a whole."""
        return self.cursor_node.data if self.cursor_node is not None else None

    @property
    def closed(self) -> frozenset[str]:
        """The criteria whose indicators are hidden."""
        return frozenset(
            node.data.id
            for node in self.root.children
            if node.data is not None and node.allow_expand and not node.is_expanded
        )

    def go_to(self, item: str | None) -> None:
        """Move the cursor to *item*, opening its criterion; None, or one that is not shown: to the top."""
        for node in self.nodes:
            if item is not None and node.data is not None and node.data.id == item:
                if node.parent is not None:
                    node.parent.expand()
                self._move(node)
                return
        self._move(self.root.children[0] if self.root.children else None)

    def _move(self, node: TreeNode[Item] | None) -> None:
        _ = self.last_line  # lays out the lines: before that, a new node has none to move to
        self.move_cursor(node)

    def get_label_width(self, node: TreeNode[Item]) -> int:  # noqa: ARG002 - Textual calls it
        """Return the columns that a label needs: none, for it is cut to what there is."""
        return 1

    def render_label(self, node: TreeNode[Item], base_style: Style, style: Style) -> RichText:
        """Return the label of *node*; in one colour under the cursor."""
        at_cursor = node is self.cursor_node
        label = RichText(style=base_style + style)  # below the colours of the parts, which stay
        if node.data is None:
            label.append(f"  {SUMMARY.into(self._language)}", "bold")
        else:
            label.append_text(self._label(node.data, self._toggle(node), coloured=not at_cursor))
        columns = self.scrollable_content_region.width - self.guide_depth * _depth(node)
        label.truncate(max(1, columns), overflow="ellipsis", pad=at_cursor)
        return label

    def _toggle(self, node: TreeNode[Item]) -> str:
        if not node.allow_expand:
            return "" if node.data is not None and node.data.id != node.data.criterion else " "
        return "▼" if node.is_expanded else "▶"

    def _label(self, item: Item, toggle: str, *, coloured: bool) -> RichText:
        remark = self._review.remarks.get(item.id) if self._review is not None else None
        text = RichText()
        if toggle:
            text.append(f"{toggle} ", Style(meta={"toggle": True}))
        text.append(MARKS[item.status], STYLES[item.status] if coloured else "")
        text.append(REMARK_MARKS[remark.verdict] if remark is not None else " ", "bold cyan" if coloured else "bold")
        text.append(ASSUMED_MARK if item.provenance == "assumed" else " ")
        text.append(f"{item.id} ", "bold")
        if item.score is not None:
            text.append(f"{item.score.into(self._language)} ", STYLES[item.status] if coloured else "")
        text.append(item.name.into(self._language))
        return text


def _depth(node: TreeNode[Item]) -> int:
    """Return how far below the top *node* stands."""
    return 0 if node.parent is None or node.parent.is_root else 1 + _depth(node.parent)
