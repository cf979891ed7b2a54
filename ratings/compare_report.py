"""Two ratings side by side as text for a terminal: side by side where there is room, else one below the other."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.text import Text as RichText

from criteria.answers import Document
from criteria.texts import NO_BREAK_SPACE, Language, Speaker, Text, joined, points_as_text
from ratings.comparing import signed
from ratings.finding import Finding
from ratings.layout import Hanging, Styled
from ratings.names import MARKS, SEVERITY_NAMES, STYLES, document_text
from ratings.report_parts import FINDING_STYLE
from ratings.result_comparison import (
    CompareResult,
    CriterionCompared,
    CriterionSide,
    ItemCompared,
    ItemSide,
    LevelMet,
    Side,
    WhatIfResult,
)
from ratings.steps_report import TO_BE_DONE

ROOM = 76
"""Columns from which two sides stand beside each other."""


class _Names(NamedTuple):
    """What the two sides are called."""

    a: Text
    b: Text


_AB = _Names(Text("A", "A"), Text("B", "B"))
_IF = _Names(Text("Hiện nay", "Now"), Text("Nếu vậy", "Then"))


def compare_page(result: CompareResult, names: dict[str, Text], language: Language, width: int) -> RenderableType:
    """Return *result* as text of *width* columns; *names* are those of the levels, by id."""
    return Group(*_Comparison(result, names, language, width).parts())


def what_if_page(result: WhatIfResult, names: dict[str, Text], language: Language, width: int) -> RenderableType:
    """Return *result* as text; arguments as for ``compare_page``."""
    return Group(*_Supposition(result, names, language, width).parts())


class _Page(Speaker):
    """What both pages have alike."""

    def __init__(self, sides: _Names, names: dict[str, Text], language: Language, width: int) -> None:
        super().__init__(language)
        self._sides, self._names, self._beside = sides, names, width >= ROOM

    def _standing(self, side: Side) -> str:
        level = self._in(side.level.name)
        if side.points is None or side.max_points is None:
            return level
        shown, most = (self._in(points_as_text(each)) for each in (side.points, side.max_points))
        return f"{level} · {shown}/{most} {self._say('điểm', 'points')}"

    def _criterion(self, compared: CriterionCompared) -> Iterator[RenderableType]:
        yield Styled()
        head = f"{compared.id}. {self._in(compared.name)}: "
        yield Hanging(Styled(), Styled(head + self._change(compared.a, compared.b, compared.points), "bold"))
        for each in compared.indicators:
            yield from self._item(each, on_sheet=each.id == compared.id)

    def _change(
        self, a: CriterionSide | ItemSide | None, b: CriterionSide | ItemSide | None, difference: Decimal | None
    ) -> str:
        if a is None or b is None:
            return self._score(b if a is None else a)
        before, after = self._score(a), self._score(b)
        if before == after:
            return self._say(f"{before}, như nhau", f"{before}, alike") if self._sides is _AB else before
        told = f"{NO_BREAK_SPACE}({self._in(signed(difference))})" if difference else ""
        return f"{before} → {after}{told}"

    def _score(self, side: CriterionSide | ItemSide | None) -> str:
        if side is None:
            return "–"
        if side.levels is not None:
            return self._levels(side.levels, is_missing=side.status == "missing") or MARKS[side.status]
        if side.points is None or side.max_points is None or side.status == "not_applicable":
            return MARKS[side.status]
        points, most = map(points_as_text, (side.points, side.max_points))
        return f"{MARKS[side.status]}{NO_BREAK_SPACE}{self._in(points)}/{self._in(most)}"

    def _levels(self, levels: tuple[LevelMet, ...], *, is_missing: bool) -> str:
        unmet = MARKS["missing" if is_missing else "fail"]
        marks = {True: MARKS["pass"], False: unmet, None: MARKS["not_applicable"]}
        shown = (f"{marks[each.met]} {self._in(self._names[each.level])}" for each in reversed(levels))
        return ", ".join(each.replace(" ", NO_BREAK_SPACE) for each in shown)

    def _item(self, item: ItemCompared, *, on_sheet: bool) -> Iterator[RenderableType]:
        told = tuple(self._told(side, on_sheet=on_sheet) for side in (item.a, item.b))
        change = self._change(item.a, item.b, item.points)
        head = Styled.assemble(f"{self._in(item.name)}: ", (change, "bold"))
        yield Hanging(Styled(f" {item.id} ", "bold"), head)
        if told[0] == told[1] and told[0] is not None:
            yield Hanging(Styled("   "), Styled(told[0]))
        else:
            sides = zip(self._sides, (item.a, item.b), told, strict=True)
            cells = [self._cell(name, side, words) for name, side, words in sides if side is not None]
            if self._beside and len(cells) > 1:
                yield _Beside(*cells)
            else:
                yield from (Hanging(Styled("   "), cell) for cell in cells)
        yield from self._papers(item.documents_added, item.documents_gone)

    def _cell(self, name: Text, side: ItemSide, told: str | None) -> RichText:
        lead = (f"{self._in(name)}: ", "dim")
        return Styled.assemble(lead, (f"{MARKS[side.status]} ", STYLES[side.status]), told or "")

    def _told(self, side: ItemSide | None, *, on_sheet: bool) -> str | None:
        """Return what is said of *side*, with its note: that of a line of a score sheet says it anyhow."""
        if side is None:
            return None
        note = side.answer.note if side.answer is not None and not on_sheet else None
        noted = [Text(f"Ghi chú: {note}", f"Note: {note}")] if note is not None else []
        return self._in(joined([side.explanation, *noted]))

    def _papers(self, added: tuple[Document, ...], gone: tuple[Document, ...]) -> Iterator[RenderableType]:
        for mark, papers, words in (
            ("+", added, Text("Thêm minh chứng", "Document added")),
            ("-", gone, Text("Không còn minh chứng", "Document gone")),
        ):
            for paper in papers:
                yield Hanging(Styled(f"   {mark} "), Styled(f"{self._in(words)}: {self._in(document_text(paper))}"))

    def _listed(self, sentences: tuple[Text, ...]) -> Iterator[RenderableType]:
        yield from (Hanging(Styled(" - "), Styled(self._in(each))) for each in sentences)

    def _findings(self, heading: Text, findings: tuple[Finding, ...]) -> Iterator[RenderableType]:
        if findings:
            yield Styled()
            yield Styled(self._in(heading), "bold")
        for finding in findings:
            lead = f"{self._in(SEVERITY_NAMES[finding.severity])} {finding.path}: "
            yield Hanging(Styled(" ! "), Styled.assemble((lead, FINDING_STYLE), self._in(finding.message)))

    def _why(self, a: Side, b: Side, reasons: tuple[Text, ...]) -> Iterator[RenderableType]:
        """What explains the level of each, and the difference."""
        yield Styled()
        if a.level.id == b.level.id:
            yield Styled(self._say(f"Cùng mức: {a.level.name.vi}", f"The same level: {a.level.name.en}"), "bold")
        else:
            yield Styled(self._say("Vì sao khác mức", "Why the levels differ"), "bold")
        if a.explanation != b.explanation:
            for name, side in zip(self._sides, (a, b), strict=True):
                yield Hanging(Styled(" - "), Styled(f"{self._in(name)}: {self._in(side.explanation)}"))
        yield from self._listed(reasons)


class _Comparison(_Page):
    def __init__(self, result: CompareResult, names: dict[str, Text], language: Language, width: int) -> None:
        super().__init__(_AB, names, language, width)
        self._result = result

    def parts(self) -> Iterator[RenderableType]:
        result = self._result
        title = result.rule_set.title
        yield Styled(self._say(f"So sánh theo {title.vi}", f"Compared by {title.en}"), "bold")
        for name, side in zip(_AB, (result.a, result.b), strict=True):
            year = self._say(f"năm {side.year}", f"year {side.year}")
            yield Hanging(Styled(f"{self._in(name)}  ", "bold"), self._who(side, year))
        yield from self._listed(result.notes)
        yield from self._why(result.a, result.b, result.reasons)
        for each in result.criteria:
            yield from self._criterion(each)
        if result.documents_added or result.documents_gone:
            yield Styled()
            yield Styled(self._say("Minh chứng của các chuẩn", "Documents of the standards"), "bold")
            yield from self._papers(result.documents_added, result.documents_gone)
        yield from self._findings(Text("Cần xem lại ở B:", "To look at again in B:"), result.findings)
        if not result.criteria:
            yield Styled()
            yield Styled(self._say("Không khác nhau ở nội dung nào.", "They differ in no indicator."))

    def _who(self, side: Side, year: str) -> RichText:
        file = f" ({side.file})" if side.file is not None else ""
        return Styled.assemble((self._standing(side), "bold"), f"  {side.subject.name}, {year}", (file, "dim"))


class _Supposition(_Page):
    def __init__(self, result: WhatIfResult, names: dict[str, Text], language: Language, width: int) -> None:
        super().__init__(_IF, names, language, width)
        self._result = result

    def parts(self) -> Iterator[RenderableType]:
        result = self._result
        yield Styled(result.a.subject.name, "bold")
        for name, side in zip(_IF, (result.a, result.b), strict=True):
            yield Styled.assemble(f"{self._in(name)}: ", (self._standing(side), "bold"))
        yield from self._doubts()
        if not result.criteria:
            yield Styled()
            yield Styled(self._say("Không có gì thay đổi.", "Nothing changes."))
            return
        yield from self._why(result.a, result.b, result.reasons)
        for each in result.criteria:
            yield from self._criterion(each)
        yield from self._findings(Text("Cần xem lại nếu vậy:", "To look at again then:"), result.findings)
        yield Styled()
        yield Styled(self._in(TO_BE_DONE))

    def _doubts(self) -> Iterator[RenderableType]:
        """What else had to be supposed."""
        papers = [each.indicator for each in self._result.supposed if each.paper]
        if papers:
            listed = ", ".join(papers)
            told = self._say(f"Giả sử có đủ minh chứng: {listed}.", f"Documents are supposed to be there: {listed}.")
            yield Hanging(Styled(" ! "), Styled(told, FINDING_STYLE))
        for each in self._result.supposed:
            if each.overrules is not None:
                yield Hanging(Styled(" ! "), Styled(self._in(each.overrules), FINDING_STYLE))


class _Beside:
    """Two texts in two columns."""

    def __init__(self, left: RichText, right: RichText) -> None:
        self._left, self._right = left, right

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = (options.max_width - 6) // 2
        lefts, rights = (list(text.wrap(console, width)) for text in (self._left, self._right))
        for place in range(max(len(lefts), len(rights))):
            left = lefts[place] if place < len(lefts) else Styled()
            right = rights[place] if place < len(rights) else Styled()
            gap = Styled(" " * (width - left.cell_len + 3))
            yield Styled("   ") + left + gap + right
