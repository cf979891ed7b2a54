"""The sheet of the answers: one row for each indicator, with its question, what it requires, its answer and papers."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from criteria.base import AREAS, Area
from criteria.model import Indicator, RuleSet
from criteria.questions import AskChange, AskShare, AskValue
from criteria.shared import BaseCriterion, BaseIndicator
from criteria.targets_model import AnyRuleSet, TargetIndicator, TargetRuleSet
from criteria.texts import Text, joined, points_text
from ratings.measures import threshold
from ratings.names import AREA_NAMES
from ratings.scale_words import scale_words
from ratings.workbooks.cells import cell_of
from ratings.workbooks.layout import (
    DOCUMENT_HEADS,
    DOCUMENT_KEYS,
    FIRST_ROW,
    FORM_KEYS,
    NUMBER,
    TEXT,
    WHOLE,
    Form,
    cell_kinds,
    document_kind,
    form_of_row,
)
from ratings.workbooks.sheets import Column

COLUMNS = (
    Column("id", Text("Mã", "Id"), 7),
    Column("form", Text("Dạng", "Form"), 12, hidden=True),
    Column("question", Text("Nội dung", "Indicator"), 40),
    Column("required", Text("Yêu cầu", "Required"), 28),
    Column("answer", Text("Trả lời", "Answer"), 14),
    Column("beside", Text("Trên tổng số / năm trước", "Of / the year before"), 12),
    Column("points", Text("Điểm người đánh giá chấm, thay câu trả lời", "Points of an assessor, for an answer"), 11),
    Column("not_applicable", Text("Không áp dụng (thay câu trả lời), vì", "Not applicable (no answer), because"), 16),
    Column("note", Text("Ghi chú", "Note"), 16),
    *(
        Column(f"document/{key}", DOCUMENT_HEADS[key], 26 if key == "title" else 12)
        for key in DOCUMENT_KEYS
    ),
)  # fmt: skip
BEFORE_LIVE = 6
"""Columns that stand before those with formulas: what comes out is to be seen beside the answer."""


class Row(NamedTuple):
    """A row of the sheet.

    Attributes:
        number: Counted from 1.
        form: How it is answered.
        criterion: That it is, or belongs to.
        indicator: Of that criterion; None: the criterion as a whole.
        part: Id of one part of a share, with its label.
    """

    number: int
    form: Form
    criterion: BaseCriterion
    indicator: BaseIndicator | None = None
    part: tuple[str, Text] | None = None

    @property
    def id(self) -> str:
        """Id of what is answered."""
        return (self.indicator or self.criterion).id

    @property
    def kinds(self) -> tuple[str, str]:
        """Kinds of the cell of the answer and of the one beside it; empty: nothing stands there."""
        if self.indicator is None:
            return "", NUMBER
        return (WHOLE, "") if self.part is not None else cell_kinds(self.indicator)

    @property
    def form_text(self) -> str:
        """What the hidden column says for the reader."""
        return "|".join((self.form, *self.kinds, self.part[0] if self.part is not None else ""))


def rows_of(rule_set: AnyRuleSet, *, sheet: bool = False) -> tuple[Row, ...]:
    """Return the rows for *rule_set*; of a score *sheet*, only its criteria."""
    rows: list[Row] = []

    def add(form: Form, *what: Any) -> None:
        rows.append(Row(FIRST_ROW + len(rows), form, *what))

    for criterion in rule_set.criteria:
        add("sheet", criterion)
        for indicator in () if sheet else criterion.indicators:
            add(form_of_row(indicator), criterion, indicator)
            for part in indicator.answer.parts if isinstance(indicator.answer, AskShare) else ():
                add("part", criterion, indicator, (part.id, part.label))
    return tuple(rows)


def asked(row: Row) -> Text:
    """Return what is asked in *row*."""
    if row.indicator is None:
        return row.criterion.name
    if row.part is not None:
        return Text(f"– trong đó: {row.part[1].vi}", f"– of these: {row.part[1].en}")
    lines = [row.indicator.question]
    match row.indicator.answer:
        case AskShare(of=of, counted=counted):
            lines.append(Text(f"Trả lời: {counted.vi}; tổng số: {of.vi}.", f"Answer: {counted.en}; of: {of.en}."))
        case AskValue(unit=unit) | AskChange(unit=unit):
            lines.append(Text(f"Đơn vị tính: {unit.vi}.", f"Unit: {unit.en}."))
    if row.indicator.documents:
        papers = joined(row.indicator.documents, "; ")
        lines.append(Text(f"Minh chứng: {papers.vi}.", f"Documents: {papers.en}."))
    return joined(lines, "\n")


def required(row: Row, rule_set: AnyRuleSet) -> Text:
    """Return what *row* requires: how points are given, or what each level asks."""
    if row.part is not None:
        return Text("", "")
    if isinstance(row.indicator, Indicator):
        return joined(_scales(row.indicator), "\n")
    if isinstance(row.indicator, TargetIndicator) and isinstance(rule_set, TargetRuleSet):
        return joined(_targets(row.indicator, rule_set), "\n")
    if isinstance(rule_set, RuleSet):
        most = points_text(rule_set.criteria_by_id[row.id].max_points.points)
        return Text(f"Tối đa {most.vi} điểm", f"At most {most.en} points")
    return Text("", "")


def _scales(indicator: Indicator) -> Iterator[Text]:
    most = points_text(indicator.max_points.points)
    yield Text(f"Tối đa {most.vi} điểm", f"At most {most.en} points")
    yield scale_words(indicator, indicator.scale)
    if indicator.difficult_scale is not None:
        words = scale_words(indicator, indicator.difficult_scale)
        yield Text(f"Vùng khó khăn: {words.vi}", f"Difficult area: {words.en}")


def _targets(indicator: TargetIndicator, rule_set: TargetRuleSet) -> Iterator[Text]:
    for level in rule_set.asking_levels:
        if level.id not in indicator.targets:
            continue
        for area in indicator.areas_of(level.id):
            words = threshold(indicator, indicator.least(level.id, area))
            where = _where(area, indicator.areas_of(level.id))
            yield Text(f"{level.name.vi}{where.vi}: {words.vi}", f"{level.name.en}{where.en}: {words.en}")


def _where(area: Area, areas: tuple[Area, ...]) -> Text:
    if areas != AREAS:
        return Text("", "")
    name = AREA_NAMES[area]
    return Text(f" (vùng {name.vi})", f" ({name.en} area)")


def is_open(row: Row, column: str, rule_set: AnyRuleSet) -> bool:
    """Return whether *column* of *row* is to be filled in, so far as *rule_set* asks for it."""
    points = isinstance(rule_set, RuleSet)
    if row.indicator is None:
        return isinstance(rule_set, RuleSet) and (rule_set.takes_sheets or column == "not_applicable")
    if column == "points":
        return points
    if column == "not_applicable" and isinstance(row.indicator, TargetIndicator):
        return row.indicator.may_not_apply is True
    return True


def cells(row: Row, answer: Mapping[str, Any], lists: Any, shown: tuple[str, str]) -> Iterator[tuple[str, Any, str]]:
    """Yield column, value and kind of every cell of *row* that can be filled in.

    Args:
        row: Of the sheet.
        answer: As evidence has it; empty: none yet.
        lists: Options by the name of their list.
        shown: How yes and no are written.
    """
    for column, key, kind in zip(("answer", "beside"), FORM_KEYS[row.form], row.kinds, strict=True):
        if kind and key is not None:
            value = answer.get(key) if row.part is None else answer.get("parts", {}).get(row.part[0])
            yield column, cell_of(value, kind, lists, shown), kind
    if row.part is not None:
        return
    yield "points", cell_of(answer.get("points"), NUMBER, lists), NUMBER
    for key in ("not_applicable", "note"):
        yield key, answer.get(key), TEXT
    paper: Mapping[str, Any] = next(iter(answer.get("documents", ())), {})
    for key in DOCUMENT_KEYS:
        kind = document_kind(key)
        yield f"document/{key}", cell_of(paper.get(key), kind, lists), kind
