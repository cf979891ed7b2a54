"""The live part of the sheet of answers: formulas for points and level beside the answers, and what comes out."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from criteria.model import Indicator, RuleSet
from criteria.shared import BaseLevel
from criteria.targets_model import AnyRuleSet, TargetIndicator, TargetRuleSet
from criteria.texts import Text
from ratings.names import AREA_NAMES
from ratings.result import CriterionResult, IndicatorResult, Result
from ratings.result_targets import AnyResult, TargetResult
from ratings.workbooks import formulas
from ratings.workbooks.answers_sheet import Row
from ratings.workbooks.formulas import MET, MISSING, UNMET
from ratings.workbooks.layout import FIRST_ROW, INFO, PAPERS, TITLE_ROW, column_letter
from ratings.workbooks.sheets import LAST_ROW, Book, Column, SheetWriter

_HIDDEN = ("hundredths", "most", "sum", "sum-most")
_TEMPORARY = Text("Tạm tính, để tham khảo:", "So far, for orientation:")
_STATES = {MET: Text("đạt", "met"), UNMET: Text("không đạt", "not met"), MISSING: Text("còn thiếu", "missing")}


class InfoCells(NamedTuple):
    """Cells of the sheet of the subject that decide which figures hold."""

    area: str
    type: str


def live_columns(rule_set: AnyRuleSet) -> tuple[Column, ...]:
    """Return the columns with formulas: points, or for each level whether its target is met; and hidden ones."""
    if isinstance(rule_set, RuleSet):
        hidden = (Column(f"live/{key}", Text(key, key), 8, hidden=True) for key in _HIDDEN)
        return (Column("live/points", Text("Điểm tạm tính", "Points so far"), 10), *hidden)
    levels = rule_set.asking_levels
    return (
        *(Column(f"live/{each.id}", each.name, 11) for each in levels),
        *(Column(f"live/state-{each.id}", each.name, 8, hidden=True) for each in levels),
    )


class Live:
    """Writes the formulas of one workbook."""

    def __init__(
        self, book: Book, sheet: SheetWriter, rule_set: AnyRuleSet, info: InfoCells, known: AnyResult | None
    ) -> None:
        """Write for *rule_set*; *known* is the rating, which says what comes out where nobody reckons."""
        self._book, self._sheet, self._rule_set = book, sheet, rule_set
        self._known = known
        self._elsewhere = _answered_elsewhere(known)
        self._criteria: dict[str, int] = {}
        area = f"'{book.sheet_name(INFO)}'!{info.area}"
        types = dict(book.lists["type"]) if "type" in book.lists else {}
        type_ = f"'{book.sheet_name(INFO)}'!{info.type}" if info.type else ""
        self._words = formulas.Words(book.yes, area, AREA_NAMES["difficult"].into(book.language), type_, types)

    def write(self, rows: Sequence[Row]) -> None:
        """Write the formulas of all *rows*, and above them what comes out."""
        self._criteria = {row.id: row.number for row in rows if row.indicator is None}
        self._sheet.put(TITLE_ROW, "required", _TEMPORARY.into(self._book.language), "words")
        if isinstance(self._rule_set, RuleSet):
            self._points(rows, self._rule_set)
        else:
            self._targets(rows, self._rule_set)

    # Points.

    def _points(self, rows: Sequence[Row], rule_set: RuleSet) -> None:
        known = _points_known(self._known)
        for row in rows:
            if row.part is not None:
                continue
            if isinstance(row.indicator, Indicator):
                self._indicator(row, row.indicator, known)
            else:
                self._criterion(row, [each for each in rows if each.criterion is row.criterion], rule_set, known)
            kept = "sum" if row.indicator is None else "hundredths"
            cell = self._sheet.cell(f"live/{kept}", row.number)
            shown = known.get(row.id, self._unknown(0))[0]
            self._sheet.reckon(row.number, "live/points", f'IF({cell}="","",{cell}/100)', shown and shown / 100)
        self._total(rows, rule_set)

    def _indicator(self, row: Row, indicator: Indicator, known: Mapping[str, tuple[Any, int]]) -> None:
        points, most = known.get(row.id, self._unknown(indicator.max_points.points))
        otherwise = str(points) if row.id in self._elsewhere else ""
        formula = formulas.hundredths(indicator, self._cells(row, otherwise), self._words)
        self._sheet.reckon(row.number, "live/hundredths", formula, points)
        counted = f"IF({self._left_out(row)},0,{indicator.max_points.points})"
        self._sheet.reckon(row.number, "live/most", counted, most)

    def _criterion(
        self, row: Row, of_it: Sequence[Row], rule_set: RuleSet, known: Mapping[str, tuple[Any, int]]
    ) -> None:
        points, beside, reason = (self._sheet.cell(key, row.number) for key in ("points", "beside", "not_applicable"))
        most = rule_set.criteria_by_id[row.id].max_points.points
        inner, inner_most = "0", str(most)
        if len(of_it) > 1:
            each, each_most = (
                self._range(f"live/{key}", of_it[1].number, of_it[-1].number) for key in ("hundredths", "most")
            )
            inner, inner_most = f'IF(COUNT({each})=0,"",SUM({each}))', f"SUM({each_most})"
        came, of = known.get(row.id, self._unknown(most))
        scored = f"IF(ISNUMBER({points}),ROUND({points}*100,0),{inner})"
        self._sheet.reckon(row.number, "live/sum", f'IF({reason}<>"","",{scored})', came)
        on_sheet = f"IF(ISNUMBER({beside}),ROUND({beside}*100,0),{most})"
        scored_of = f"IF(ISNUMBER({points}),{on_sheet},{inner_most})"
        self._sheet.reckon(row.number, "live/sum-most", f'IF({reason}<>"",0,{scored_of})', of)

    def _total(self, rows: Sequence[Row], rule_set: RuleSet) -> None:
        sums, mosts, each = (
            self._range(f"live/{key}", FIRST_ROW, rows[-1].number) for key in ("sum", "sum-most", "hundredths")
        )
        whole = rule_set.total.points
        scaled = f"IF(SUM({mosts})={whole},SUM({sums}),INT(SUM({sums})*{whole}/SUM({mosts})))"
        result = self._known if isinstance(self._known, Result) else None
        total = int(result.points * 100) if result is not None else None
        self._sheet.reckon(TITLE_ROW, "live/hundredths", f"IF(SUM({mosts})=0,0,{scaled})", total)
        cell = self._sheet.cell("live/hundredths", TITLE_ROW)
        self._sheet.reckon(TITLE_ROW, "live/points", f"{cell}/100", total and total / 100)
        asked = {"criterion": sums, "indicator": each}
        self._level(formulas.level_by_points(rule_set, cell, asked, self._words, self._name))

    # Targets.

    def _targets(self, rows: Sequence[Row], rule_set: TargetRuleSet) -> None:
        known = _states_known(self._known)
        none = None if self._known is not None else MISSING  # not applicable; or nothing is known yet
        for row in rows:
            for level in rule_set.asking_levels:
                if (
                    isinstance(row.indicator, TargetIndicator)
                    and row.part is None
                    and level.id in row.indicator.targets
                ):
                    self._target(row, row.indicator, level, known.get((row.id, level.id), none))
        states = {
            level.id: self._range(f"live/state-{level.id}", FIRST_ROW, rows[-1].number)
            for level in rule_set.asking_levels
        }
        self._level(formulas.level_by_targets(rule_set, states, self._name))

    def _target(self, row: Row, indicator: TargetIndicator, level: BaseLevel, known: int | None) -> None:
        otherwise = str(known) if row.id in self._elsewhere and known is not None else ""
        formula = formulas.target_state(indicator, level.id, self._cells(row, otherwise), self._words)
        self._sheet.reckon(row.number, f"live/state-{level.id}", formula, known)
        cell = self._sheet.cell(f"live/state-{level.id}", row.number)
        met, unmet, missing = (formulas.quoted(self._say(_STATES[each])) for each in (MET, UNMET, MISSING))
        shown = f'IF({cell}="","–",IF({cell}={MET},{met},IF({cell}={UNMET},{unmet},{missing})))'
        said = self._say(_STATES[known]) if known is not None else "–"
        self._sheet.reckon(row.number, f"live/{level.id}", shown, said)

    # Both.

    def _level(self, formula: str) -> None:
        level = self._known.level if self._known is not None else self._rule_set.levels[-1]
        name = self._say(level.name)
        self._sheet.reckon(TITLE_ROW, "answer", formula, name)

    def _cells(self, row: Row, otherwise: str) -> formulas.Cells:
        assert row.indicator is not None
        answer, beside = row.kinds
        options = ""
        if answer.startswith("option:"):
            options = self._book.list_range(answer.removeprefix("option:"))
        return formulas.Cells(
            self._sheet.cell("answer", row.number) if answer else "",
            self._sheet.cell("beside", row.number) if beside else "",
            self._sheet.cell("points", row.number),
            self._left_out(row),
            self._documented(row) if row.indicator.documents else "",
            options,
            otherwise,
        )

    def _unknown(self, most: int) -> tuple[Any, int]:
        """Return points and maximum of what the rating does not have: its criterion is scored as a whole."""
        return ("", 0) if self._known is not None else (0, most)

    def _left_out(self, row: Row) -> str:
        criterion = self._criteria[row.criterion.id]
        reasons = [f'{self._sheet.cell("not_applicable", number)}<>""' for number in (row.number, criterion)]
        return f"OR({','.join(reasons)},ISNUMBER({self._sheet.cell('points', criterion)}))"

    def _documented(self, row: Row) -> str:
        first, last = (self._sheet.cell(f"document/{key}", row.number) for key in ("number", "file"))
        further = f"'{self._book.sheet_name(PAPERS)}'!$A${FIRST_ROW}:$A${LAST_ROW}"
        # Not COUNTIF: to it 1.1 and 1.10 are the same number.
        return f"COUNTA({first}:{last})+SUMPRODUCT(--EXACT({further},{formulas.quoted(row.id)}))>0"

    def _range(self, column: str, first: int, last: int) -> str:
        letter = column_letter(self._sheet.columns[column])
        return f"${letter}${first}:${letter}${last}"

    def _name(self, level: BaseLevel) -> str:
        return self._say(level.name)

    def _say(self, text: Text) -> str:
        return text.into(self._book.language)


def _answered_elsewhere(result: AnyResult | None) -> frozenset[str]:
    """Return the ids of indicators that members or counts answer."""
    criteria = result.criteria if result is not None else ()
    return frozenset(
        each.id
        for criterion in criteria
        for each in criterion.indicators
        if each.roll_up is not None or each.standard is not None
    )


def _points_known(result: AnyResult | None) -> dict[str, tuple[Any, int]]:
    """Return points and maximum in hundredths, by the id of criterion and indicator; no points where not applicable."""
    if not isinstance(result, Result):
        return {}
    shown: list[CriterionResult | IndicatorResult] = [*result.criteria]
    shown += (each for criterion in result.criteria for each in criterion.indicators)
    return {
        each.id: ("" if each.status == "not_applicable" else _hundredths(each.points), _hundredths(each.max_points))
        for each in shown
    }


def _hundredths(points: Decimal) -> int:
    return int(points * 100)


def _states_known(result: AnyResult | None) -> dict[tuple[str, str], int]:
    if not isinstance(result, TargetResult):
        return {}
    states = {"pass": MET, "fail": UNMET, "missing": MISSING}
    return {
        (indicator.id, level.level): states[level.status]
        for criterion in result.criteria
        for indicator in criterion.indicators
        for level in indicator.levels
        if level.status in states
    }
