"""Two ways to lay out lines that rich has only as tables, which cost more than the whole report."""

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text as Styled


class Hanging:
    """A text behind a lead; its further lines are indented by as much."""

    def __init__(self, lead: Styled, body: Styled) -> None:
        """Put *body* behind *lead*, which has to be shorter than a line."""
        self._lead, self._body = lead, body

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines."""
        indent = Styled(" " * self._lead.cell_len)
        lines = self._body.wrap(console, max(1, options.max_width - self._lead.cell_len))
        for place, line in enumerate(lines):
            yield (indent if place else self._lead) + line


class Between:
    """A text at the left edge and a short one at the right; below each other where there is no room."""

    def __init__(self, left: Styled, right: Styled) -> None:
        """Put *left* and *right* on one line."""
        self._left, self._right = left, right

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines."""
        *above, last = self._left.wrap(console, max(1, options.max_width - self._right.cell_len - 1))
        yield from above
        gap = options.max_width - last.cell_len - self._right.cell_len
        yield last + Styled(" " * max(1, gap)) + self._right
