"""Text that wraps as it should, and two ways to lay out lines: rich has them as tables, dearer than the report."""

from typing import Any

from rich.console import Console, ConsoleOptions, RenderResult
from rich.containers import Lines
from rich.text import Text

from criteria.texts import NO_BREAK_SPACE

_HELD = "\ue000"  # of private use, one column wide, no space to anybody


class Styled(Text):
    """Text that keeps a no-break space unbroken: rich takes it for any other space."""

    def wrap(self, console: Console, width: int, *args: Any, **options: Any) -> Lines:
        """Return the lines, as ``rich.text.Text`` would but for no-break spaces."""
        if NO_BREAK_SPACE not in self.plain:
            return super().wrap(console, width, *args, **options)
        held = self.copy()
        held.plain = held.plain.replace(NO_BREAK_SPACE, _HELD)
        lines = held.wrap(console, width, *args, **options)
        for line in lines:
            line.plain = line.plain.replace(_HELD, NO_BREAK_SPACE)
        return lines


class Hanging:
    """A text behind a lead; its further lines are indented by as much."""

    def __init__(self, lead: Text, body: Text) -> None:
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

    def __init__(self, left: Text, right: Text) -> None:
        """Put *left* and *right* on one line."""
        self._left, self._right = left, right

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines."""
        *above, last = self._left.wrap(console, max(1, options.max_width - self._right.cell_len - 1))
        yield from above
        gap = options.max_width - last.cell_len - self._right.cell_len
        yield last + Styled(" " * max(1, gap)) + self._right
