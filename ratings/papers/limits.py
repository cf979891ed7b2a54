"""How much a template may do: steps of loops and calls, and lengths of texts. A paper needs a small part of it."""

from collections.abc import Iterable, Sized
from itertools import islice
from typing import Any

from jinja2 import TemplateRuntimeError, nodes, pass_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context

from ratings.papers.errors import UnknownTagError

LONGEST_REPEATED = 10_000
"""Characters or items that ``*`` may make of a text or a list; also the largest number a call may be given."""
LONGEST_PART = 20_000_000
"""Characters of markup that may become of one part of a template, or of one macro in it."""
MOST_STEPS = 100_000
"""Items of all loops and calls together, in all parts of one template."""
COUNTED = "counted item by item"
"""The filter that loops are sent through: a name that no template can write."""
UNBOUNDED_FILTERS = ("center", "indent", "format")
"""They make a text as long as a number says."""


class TooMuchError(TemplateRuntimeError):
    """A template loops on and on."""


class TooLongError(TemplateRuntimeError):
    """A template makes a text that nobody can print."""


class Budget:
    """The steps that one template has left."""

    def __init__(self) -> None:
        """Begin with `MOST_STEPS`."""
        self.left = MOST_STEPS

    def spend(self, steps: int) -> None:
        """Take *steps* away.

        Raises:
            TooMuchError: There are not so many left.
        """
        self.left -= steps
        if self.left < 0:
            raise TooMuchError


@pass_context  # so that nothing is counted while a template is compiled
def counted(context: Context, items: Any) -> Any:
    """Return the *items* of a loop, once they are counted; what is none fails in the loop."""
    budget: Budget = context.environment.budget  # type: ignore[attr-defined]
    if isinstance(items, Iterable) and not isinstance(items, Sized):
        items = list(islice(items, budget.left + 1))
    if isinstance(items, list | tuple | range | str | dict):
        budget.spend(len(items))
    return items


def too_long(many: Any, times: Any) -> bool:
    """Whether *many* taken *times* is longer than anything that is repeated in a paper."""
    return isinstance(many, str | list | tuple) and isinstance(times, int) and len(many) * times > LONGEST_REPEATED


def joined_within_limit(pieces: Iterable[str]) -> str:
    """Return *pieces* as one text.

    Raises:
        TooLongError: It would be longer than `LONGEST_PART`.
    """
    kept, length = [], 0
    for piece in pieces:
        length += len(piece)
        if length > LONGEST_PART:
            raise TooLongError
        kept.append(piece)
    return "".join(kept)


class CountingGenerator(CodeGenerator):
    """Compiles templates whose loops are counted."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 (Jinja's name)
        """Send every loop through `counted`; one that calls itself cannot be counted so."""
        for loop in node.find_all(nodes.For):
            if loop.recursive:
                raise UnknownTagError("recursive", loop.lineno)
            loop.iter = nodes.Filter(
                loop.iter, COUNTED, [], [], None, None, lineno=loop.lineno, environment=self.environment
            )
        super().visit_Template(node, frame)
