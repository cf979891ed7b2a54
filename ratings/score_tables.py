"""The tables of a score sheet: a row for each criterion and indicator, and formulas that add them up."""

from collections.abc import Sequence
from decimal import ROUND_DOWN, Decimal

from criteria.texts import Language, Text, points_as_text
from ratings.names import MET_NAMES, PROVENANCE_NAMES, STATUS_NAMES, document_text
from ratings.result import CriterionResult, IndicatorResult, Result
from ratings.result_sentences import applicable_points, papers_of
from ratings.result_targets import TargetCriterionResult, TargetIndicatorResult, TargetResult
from ratings.sheet_page import Cell, Column, Formula, Page, Row
from ratings.targets_report import level_marks

MOST, POINTS, STATUS = 2, 3, 4
"""Columns of the table of points, counted from 0."""
FIRST_LEVEL = 2
"""Column of the least level in the table of targets."""

_NUMBER, _ITEM, _TARGET = Text("TT", "No."), Text("Nội dung", "Indicator"), Text("Chỉ tiêu", "Target")
_MOST, _POINTS, _STATUS = Text("Điểm tối đa", "Maximum"), Text("Điểm đạt", "Points"), Text("Kết quả", "Result")
_REST = (
    (Text("Đo được", "Measured"), 15),
    (Text("Cần có", "Required"), 15),
    (Text("Giải thích", "Explanation"), 35),
    (Text("Căn cứ", "Source"), 15),
    (Text("Nguồn gốc", "Provenance"), 9),
    (Text("Minh chứng", "Documents"), 28),
)
_COUNTED = {
    "pass": Text("Số chỉ tiêu đạt", "Targets met"),
    "fail": Text("Số chỉ tiêu không đạt", "Targets not met"),
    "missing": Text("Số chỉ tiêu còn thiếu", "Targets missing"),
    "not_applicable": Text("Số chỉ tiêu không áp dụng", "Targets not applicable"),
}


def points_columns(language: Language) -> list[Column]:
    """Return the columns of the table of points."""
    heads = ((_NUMBER, 6), (_ITEM, 26), (_MOST, 8), (_POINTS, 8), (_STATUS, 10), *_REST)
    return [Column(head.into(language), width) for head, width in heads]


def points_table(page: Page, result: Result, language: Language) -> None:
    """Write the criteria with their indicators, and the totals."""
    criteria = [_criterion(page, each, language) for each in result.criteria]
    points, most = applicable_points(result)
    of = f"SUM({','.join(row.cell(MOST) for row in criteria)})"
    scored = f"SUM({','.join(row.cell(POINTS) for row in criteria)})"
    total = page.cells(
        ["", Text("Tổng điểm", "Total").into(language), Formula(f"={of}", most), Formula(f"={scored}", points)], "total"
    )
    # On whole hundredths, for a sum of decimals can lie a hair below the number that it is (ADR 0002).
    hundredths = f"ROUND({total.cell(POINTS)}*100,0)", f"ROUND({total.cell(MOST)}*100,0)"
    share = (points / most).quantize(Decimal("0.0001"), ROUND_DOWN) if most else Decimal(0)
    formula = f"=IF({hundredths[1]}=0,0,ROUNDDOWN({hundredths[0]}*10000/{hundredths[1]},0)/10000)"
    words = Text("Tỷ lệ so với điểm tối đa", "Share of the maximum").into(language)
    page.cells(["", words, None, Formula(formula, share, share=True)], "total")
    if most != result.max_points:
        whole = points_as_text(result.max_points)
        words = Text(
            f"Quy về thang {whole.vi}, làm tròn xuống hai chữ số thập phân", f"Scaled to {whole.en}, rounded down"
        ).into(language)
        place = total.place + 3
        scale = f"ROUND({Row(place - 1).cell(MOST)}*100,0)"
        formula = f"=IF({hundredths[1]}=0,0,ROUNDDOWN({hundredths[0]}*{scale}/{hundredths[1]},0)/100)"
        page.cells(["", words, result.max_points, Formula(formula, result.points)], "total")


def _criterion(page: Page, criterion: CriterionResult, language: Language) -> Row:
    """Write a criterion above its indicators; its sums name the rows that follow."""
    first, last = page.next_row + 1, page.next_row + len(criterion.indicators)
    cells: list[Cell]
    if criterion.sheet is not None:
        line = criterion.sheet
        said, source = line.explanation.into(language), PROVENANCE_NAMES[line.provenance].into(language)
        cells = [*_scored(criterion), None, None, said, source, _papers(criterion, language)]
    else:
        sums = [
            Formula(f"=SUM({Row(first).cell(column)}:{Row(last).cell(column)})", value)
            for column, value in ((MOST, criterion.max_points), (POINTS, criterion.points))
        ]
        cells = [*sums, None, None, None, None, None]
    named: list[Cell] = [criterion.id, criterion.name.into(language), *cells[:2]]
    status, cited = STATUS_NAMES[criterion.status].into(language), criterion.citation.into(language)
    row = page.cells([*named, status, *cells[2:5], cited, *cells[5:]], "criterion")
    for indicator in criterion.indicators:
        page.cells(_indicator(indicator, language))
    return row


def _scored(item: CriterionResult | IndicatorResult) -> list[Cell]:
    """Maximum and points; blank where the item does not apply, for it counts nothing."""
    return [None, None] if item.status == "not_applicable" else [item.max_points, item.points]


def _indicator(indicator: IndicatorResult, language: Language) -> list[Cell]:
    said = (indicator.measured, indicator.required, indicator.explanation, indicator.citation)
    return [
        indicator.id,
        indicator.name.into(language),
        *_scored(indicator),
        STATUS_NAMES[indicator.status].into(language),
        *(each.into(language) for each in said),
        PROVENANCE_NAMES[indicator.provenance].into(language),
        _papers(indicator, language),
    ]


def _papers(judged: CriterionResult | IndicatorResult | TargetIndicatorResult, language: Language) -> str:
    return "\n".join(document_text(paper).into(language) for paper in papers_of(judged))


def targets_columns(result: TargetResult, language: Language) -> list[Column]:
    """Return the columns of the table of targets, a column for each level, the least first."""
    levels = [(level.name, 10) for level in reversed(result.levels)]
    heads = ((_NUMBER, 6), (_TARGET, 26), *levels, *_REST)
    return [Column(head.into(language), width) for head, width in heads]


def targets_table(page: Page, result: TargetResult, language: Language) -> None:
    """Write the criteria with their indicators, and how many targets of each level came out how."""
    names = {level.id: level.name for level in result.levels}
    first = page.next_row
    for criterion in result.criteria:
        _target_criterion(page, criterion, list(names), language)
        for indicator in criterion.indicators:
            page.cells(_target_indicator(indicator, names, language))
    last, indicators = page.next_row - 1, [each for criterion in result.criteria for each in criterion.indicators]
    for status, words in _COUNTED.items():
        counts: list[Cell] = []
        for place, level in enumerate(reversed(result.levels)):
            column = FIRST_LEVEL + place
            many = sum(each.status == status for row in indicators for each in row.levels if each.level == level.id)
            cells, name = f"{Row(first).cell(column)}:{Row(last).cell(column)}", MET_NAMES[status].into(language)
            counts.append(Formula(f'=COUNTIF({cells},"{name}")', Decimal(many)))
        page.cells(["", words.into(language), *counts], "total")


def _target_criterion(page: Page, criterion: TargetCriterionResult, levels: list[str], language: Language) -> None:
    """Write a criterion: at each level how many of the targets that apply are met, such as 3/4."""
    first, last = page.next_row + 1, page.next_row + len(criterion.indicators)
    met, left_out = (MET_NAMES[status].into(language) for status in ("pass", "not_applicable"))
    counts: list[Cell] = []
    for place, level in enumerate(reversed(levels)):
        column = FIRST_LEVEL + place
        cells = f"{Row(first).cell(column)}:{Row(last).cell(column)}"
        statuses = [each.status for row in criterion.indicators for each in row.levels if each.level == level]
        many, asked = statuses.count("pass"), len(statuses) - statuses.count("not_applicable")
        formula = f'=COUNTIF({cells},"{met}")&"/"&(COUNTA({cells})-COUNTIF({cells},"{left_out}"))'
        counts.append(Formula(formula, f"{many}/{asked}"))
    cited = criterion.citation.into(language)
    page.cells([criterion.id, criterion.name.into(language), *counts, "", "", "", cited, "", ""], "criterion")


def _target_indicator(indicator: TargetIndicatorResult, names: dict[str, Text], language: Language) -> Sequence[Cell]:
    # A level that does not ask for it has nothing in its cell, which is no answer and is not counted.
    statuses = {each.level: MET_NAMES[each.status].into(language) for each in indicator.levels}
    together = level_marks(indicator.levels, names)
    asked = ((each, name) for each, name in together if each.status != "not_applicable")
    required = dict.fromkeys(_required(name, each.required).into(language) for each, name in asked)
    cited = dict.fromkeys(each.citation.into(language) for each in reversed(indicator.levels))
    return [
        indicator.id,
        indicator.name.into(language),
        *(statuses.get(level) for level in reversed(names)),
        indicator.measured.into(language),
        "\n".join(required),
        indicator.explanation.into(language),
        "; ".join(cited),
        PROVENANCE_NAMES[indicator.provenance].into(language),
        _papers(indicator, language),
    ]


def _required(level: Text, required: Text) -> Text:
    """What a level asks, or levels that are judged alike; nothing where it asks nothing."""
    if not required.vi:
        return Text("", "")
    return Text(f"{level.vi}: {required.vi}", f"{level.en}: {required.en}")
