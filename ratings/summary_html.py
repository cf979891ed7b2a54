"""Many subjects as one page of HTML that needs nothing else: A4 landscape on paper, no script."""

from typing import NamedTuple

from criteria.texts import Language, Text
from ratings import summary_words
from ratings.html.environment import template
from ratings.names import MARKS, MET_NAMES, STATUS_NAMES
from ratings.result_summary import Cell, GroupResult, ItemSummary, SummaryResult
from ratings.summary_items import by_loss, losing_at

_STEPS = (950_000, 800_000, 650_000, 500_000)
"""Shares, in parts per million, from which on a cell of the map is of the next better colour."""


class _Heat(NamedTuple):
    """A cell of the map: the class of its colour, its mark, its figure, and in words for who does not see it."""

    colour: str
    mark: str
    figure: str
    said: Text


def summary_html(summary: SummaryResult, language: Language) -> str:
    """Return *summary* as a page in *language*; words of the evidence are only ever text."""
    return template("summary.html.j2").render(
        language=language,
        title=summary_words.TITLE.into(language),
        summary=summary,
        say=summary_words,
        heat=_heat,
        lost=_lost,
        losing=_losing,
    )


def _heat(cell: Cell, group: GroupResult) -> _Heat:
    """Return *cell* as the map shows it."""
    status, share = summary_words.cell_status(cell, group), summary_words.cell_share(cell, group)
    names = STATUS_NAMES if group.scheme == "points" else MET_NAMES
    name, words = names[status], summary_words.cell_words(cell, group)
    said = Text(f"{words.vi} {name.vi}".strip(), f"{words.en} {name.en}".strip())
    if share is None:
        return _Heat("heat-none", MARKS[status], "", said)
    targets = summary_words.at_map_level(cell, group)
    figure = f"{targets.met}/{targets.of}" if targets is not None else str(share // 10_000)
    colour = sum(share >= least for least in _STEPS)
    mark = "" if status == "partial" or (status == "fail" and share) else MARKS[status]
    return _Heat(f"heat-{colour}", mark, figure, said)


def _lost(items: tuple[ItemSummary, ...], group: GroupResult) -> tuple[ItemSummary, ...]:
    """Return those of *items* where somebody loses something, the one where most do first."""
    return tuple(each for each in by_loss(items, _level(group)) if each.losing)


def _losing(item: ItemSummary, group: GroupResult) -> int:
    return losing_at(item, _level(group))


def _level(group: GroupResult) -> str | None:
    return group.map_level.id if group.map_level is not None else None
