"""Many subjects as text for a terminal: levels first, then the league table, the map of criteria, what is lost.

Styled text only, never markup. Numbers and marks say all; colour only says it again.
"""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len, set_cell_size
from rich.console import Group, RenderableType

from criteria.texts import Language, Speaker
from ratings import summary_words as words
from ratings.layout import Hanging, Styled
from ratings.names import MARKS, STYLES
from ratings.report_parts import FINDING_STYLE
from ratings.result_summary import GroupResult, ItemSummary, SubjectLine, SummaryResult
from ratings.summary_items import by_loss, losing_at

MOST_SHOWN = 10
"""Indicators that are listed; JSON and xlsx have all."""
MOST_NAMED = 6
"""Subjects that are named where something is missing."""
LINES_BETWEEN_HEADS = 20
"""Of the map; after so many the head stands again."""
_LEAST_NAME = 12
_MOST_NAME = 30


def summary_page(summary: SummaryResult, language: Language, width: int) -> RenderableType:
    """Return *summary* as text of *width* columns."""
    parts: list[RenderableType] = []
    for group in summary.groups:
        parts += [Styled()] if parts else []
        parts += _GroupReport(group, language, width).parts()
    if summary.refused:
        parts += [Styled()] if parts else []
        parts += [Styled(words.REFUSED.into(language), "bold")]
        parts += [Hanging(Styled(" ✗ "), Styled(each.where, overflow="fold")) for each in summary.refused]
    return Group(*parts)


class _GroupReport(Speaker):
    def __init__(self, group: GroupResult, language: Language, width: int) -> None:
        super().__init__(language)
        self._group, self._width = group, width
        self._level = group.map_level.id if group.map_level is not None else None

    def parts(self) -> Iterator[RenderableType]:
        group = self._group
        yield Styled(self._in(words.group_title(group)), "bold")
        yield Styled(self._in(words.group_source(group)), "dim")
        yield from (Styled(self._in(each)) for each in words.level_sentences(group))
        yield from (self._note(self._in(each)) for each in group.notes)
        yield Styled()
        yield from self._league()
        yield Styled()
        yield from self._map()
        yield from self._losses()
        yield from self._missing()
        yield Styled()
        yield from (Styled(self._in(each), "dim") for each in words.sure_sentences(group))

    def _note(self, said: str) -> RenderableType:
        return Hanging(Styled(" ! "), Styled(said, FINDING_STYLE))

    # The league table.

    def _league(self) -> Iterator[RenderableType]:
        group, head = self._group, self._head_of_standing()
        standings = [self._in(words.standing(each)) for each in group.subjects]
        levels = max(cell_len(self._in(each.level.name)) for each in group.levels)
        widths = (5, max(map(len, [head, *standings])), levels)
        yield Styled(self._row(self._in(words.RANK), head, self._in(words.LEVEL), widths) + self._in(words.NAME), "dim")
        best = group.levels[0].level
        for line, standing in zip(group.subjects, standings, strict=True):
            lead = Styled(self._row(str(line.rank), standing, self._in(line.level.name), widths))
            if line.level == best:
                lead.stylize("green")
            yield Hanging(lead, self._about(line))

    def _head_of_standing(self) -> str:
        if self._group.scheme == "points":
            return self._in(words.POINTS)
        return self._say("Chỉ tiêu đạt", "Targets met")

    def _row(self, rank: str, standing: str, level: str, widths: tuple[int, int, int]) -> str:
        first, second, third = widths
        return f"{rank:>{first}}  {standing:>{second}}  {level}{' ' * (third - cell_len(level))}  "

    def _about(self, line: SubjectLine) -> Styled:
        text = Styled(line.subject.name, overflow="fold")
        area, possible = words.area(line), words.possible(line)
        if area is not None:
            text.append(f" · {self._in(area)}", "dim")
        if possible is not None:
            said = self._in(possible)
            text.append(self._say(f" · bổ sung đủ: {said}", f" · with all that is missing: {said}"), STYLES["missing"])
        return text

    # The map of criteria.

    def _map(self) -> Iterator[RenderableType]:
        group = self._group
        yield Styled(self._in(words.map_heading(group)), "bold")
        marks = [[words.cell_mark(cell, group) for cell in line.cells] for line in group.subjects]
        ids = [each.id for each in group.criteria]
        one = max(cell_len(each) for each in (*ids, *(mark for row in marks for mark in row))) + 1
        longest = max(cell_len(each.subject.name) for each in group.subjects)
        rank = len(str(group.subjects[-1].rank)) + 1
        fitting = max(1, (self._width - rank - 1 - _LEAST_NAME) // one)
        per_block = -(-len(ids) // -(-len(ids) // fitting))  # blocks alike: 8 and 7 rather than 14 and 1
        name = max(_LEAST_NAME, min(longest, _MOST_NAME, self._width - rank - 1 - one * per_block))
        for start in range(0, len(ids), per_block):
            yield from self._block(marks, ids, slice(start, start + per_block), (rank, name, one))
        yield Hanging(Styled("  "), Styled(self._in(words.map_key(group)), "dim"))

    def _block(
        self, marks: Sequence[Sequence[str]], ids: Sequence[str], columns: slice, widths: tuple[int, int, int]
    ) -> Iterator[RenderableType]:
        """Yield the map of some criteria."""
        rank, name, one = widths
        head = Styled(" " * (rank + 1 + name) + "".join(f"{each:>{one}}" for each in ids[columns]), "bold")
        for place, (line, row) in enumerate(zip(self._group.subjects, marks, strict=True)):
            if place % LINES_BETWEEN_HEADS == 0:
                yield head
            text = Styled(f"{line.rank:>{rank}} {_cut(line.subject.name, name)}")
            for cell, mark in zip(line.cells[columns], row[columns], strict=True):
                text.append(" " * (one - cell_len(mark)))
                text.append(mark, STYLES[words.cell_status(cell, self._group)])
            yield text

    # Where something is lost, and what is missing.

    def _losses(self) -> Iterator[RenderableType]:
        by_points = self._group.scheme == "points"
        yield Styled()
        yield Styled(self._in(words.losses_heading(self._group)), "bold")
        criteria = [each for each in by_loss(self._group.criteria, self._level) if each.losing]
        yield from map(self._item, criteria)
        if not criteria:
            yield Styled(self._in(words.NOTHING_LOST if by_points else words.NOTHING_UNMET))
        indicators = [each for each in self._group.indicators if each.losing]
        if indicators:
            yield Styled()
            yield Styled(self._say("Nội dung", "Indicators") if by_points else self._say("Chỉ tiêu", "Targets"), "bold")
            yield from map(self._item, indicators[:MOST_SHOWN])
            yield from self._more(len(indicators))

    def _item(self, item: ItemSummary) -> RenderableType:
        losing = f"{losing_at(item, self._level)}/{item.subjects}"
        lead = Styled.assemble((f" {item.id:<6}", "bold"), f"{losing:>7}  ")
        body = Styled(self._in(item.short or item.name))
        loss = words.loss(item)
        if loss is not None:
            body.append(f": {self._in(loss)}")
        body.append(f" ({self._in(words.tallies(item, self._group))})", "dim")
        return Hanging(lead, body)

    def _more(self, every: int) -> Iterator[RenderableType]:
        more = every - MOST_SHOWN
        if more > 0:
            said = self._say(
                f"Còn {more} nội dung nữa: --format xlsx hoặc json.", f"{more} more: --format xlsx or json."
            )
            yield Styled(f" {said}", "dim")

    def _missing(self) -> Iterator[RenderableType]:
        group = self._group
        yield Styled()
        yield Styled(self._in(words.MISSING), "bold")
        yield Styled(self._in(words.missing_sentence(group)))
        for item in group.missing.items[:MOST_SHOWN]:
            lead = Styled.assemble((f" {MARKS['missing']} ", STYLES["missing"]), (f"{item.id} ", "bold"))
            said = f"{self._in(item.name)}. {self._in(words.missing_by(item, MOST_NAMED))}"
            yield Hanging(lead, Styled(said))
        yield from self._more(len(group.missing.items))


def _cut(name: str, width: int) -> str:
    """Return *name* in exactly *width* columns; what is cut shows."""
    if cell_len(name) <= width:
        return name + " " * (width - cell_len(name))
    return set_cell_size(set_cell_size(name, width - 1).rstrip() + "…", width)
