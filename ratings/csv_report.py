"""The result as CSV (RFC 4180): one row an indicator, or a criterion that stands on a score sheet, for machines.

Columns are fixed and named in English as in the JSON result; under targets ``level:ID`` follows for each level, best
first, with the status there, empty where the level does not ask for it. ``status`` and ``provenance`` are ids,
sentences are in the language that is asked for. Fields are separated by commas and numbers have a decimal point (94.5)
in both languages: a program reads them alike everywhere. Excel set to Vietnamese takes neither where the file is opened
by a double click: there it is read by Data > From Text/CSV with English numbers, or the workbook is taken.

Words that a spreadsheet could take for a formula have an apostrophe before them: at the start of a field, and, since
such an Excel splits fields at semicolons instead, after each semicolon or comma inside: ``A;=1+1`` is written
``A;'=1+1``. Whoever reads it leaves out the apostrophe before ``=``, ``+``, ``-`` or ``@``; nothing else is changed.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from io import StringIO

from criteria.texts import Language, plain
from ratings.names import document_text
from ratings.result import CriterionResult, IndicatorResult, Result, SheetLine
from ratings.result_sentences import papers_of
from ratings.result_targets import AnyResult, TargetCriterionResult, TargetIndicatorResult

COLUMNS = (
    "rule_set",
    "subject",
    "code",
    "year",
    "level",
    "criterion",
    "criterion_name",
    "id",
    "name",
    "status",
    "points",
    "max_points",
    "measured",
    "required",
    "explanation",
    "citation",
    "provenance",
    "evidence",
    "rule",
    "documents",
)
"""In this order. ``level`` is the level reached, by its id; points are empty under targets and where not applicable."""
Value = str | int | Decimal | None
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
_FORMULA = re.compile(r"""(^|[;,]["\s]*)(?=\s*[=+\-@＝＋－＠])""")
"""Where a cell could begin that is taken for a formula (OWASP, CSV Injection), in full width, too.

That is at the start, and after what separates fields elsewhere: a quote that follows is taken off as one around the
field. Tabs and ends of lines separate, too, but are spaces in plain text.
"""


def render_csv(result: AnyResult, language: Language, *, bom: bool = False) -> str:
    """Return *result* as CSV.

    Args:
        result: The explained rating.
        language: Of names and sentences; ids and columns are English.
        bom: Begin with a byte order mark, by which Excel knows UTF-8.
    """
    buffer = StringIO()
    if bom:
        buffer.write(BOM)
    levels = () if isinstance(result, Result) else tuple(level.id for level in result.levels)
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([*COLUMNS, *(f"level:{level}" for level in levels)])
    subject = result.subject
    about: list[Value] = [result.rule_set.id, subject.name, subject.code, result.year, result.level.id]
    for criterion in result.criteria:
        for row in _rows(criterion, levels, language):
            writer.writerow([_cell(each) for each in (*about, criterion.id, criterion.name.into(language), *row)])
    return buffer.getvalue()


def _rows(
    criterion: CriterionResult | TargetCriterionResult, levels: Sequence[str], language: Language
) -> Iterator[list[Value]]:
    """Yield what is judged of a criterion: its line on a score sheet, or its indicators."""
    if isinstance(criterion, CriterionResult) and criterion.sheet is not None:
        yield _sheet_row(criterion, criterion.sheet, language)
    for indicator in criterion.indicators:
        statuses = (
            {each.level: each.status for each in indicator.levels}
            if isinstance(indicator, TargetIndicatorResult)
            else {}
        )
        yield [*_row(indicator, language), *(statuses.get(level) for level in levels)]


def _sheet_row(criterion: CriterionResult, sheet: SheetLine, language: Language) -> list[Value]:
    return [
        criterion.id,
        criterion.name.into(language),
        criterion.status,
        *_scored(criterion),
        None,  # nothing was measured
        None,
        sheet.explanation.into(language),
        criterion.citation.into(language),
        sheet.provenance,
        sheet.evidence,
        criterion.rule,
        _papers(criterion, language),
    ]


def _row(indicator: IndicatorResult | TargetIndicatorResult, language: Language) -> list[Value]:
    said = (indicator.measured, indicator.required, indicator.explanation, indicator.citation)
    return [
        indicator.id,
        indicator.name.into(language),
        indicator.status,
        *(_scored(indicator) if isinstance(indicator, IndicatorResult) else (None, None)),
        *(text.into(language) for text in said),
        indicator.provenance,
        indicator.evidence,
        indicator.rule,
        _papers(indicator, language),
    ]


def _scored(item: CriterionResult | IndicatorResult) -> tuple[Decimal | None, Decimal | None]:
    return (None, None) if item.status == "not_applicable" else (item.points, item.max_points)


def _papers(judged: CriterionResult | IndicatorResult | TargetIndicatorResult, language: Language) -> str:
    return "; ".join(document_text(paper).into(language) for paper in papers_of(judged))


def _cell(value: Value) -> str:
    """Return *value* as a field: a number with a point, text that no spreadsheet takes for a formula.

    >>> _cell(Decimal("9.50")), _cell("=1+1"), _cell("A;=1+1; -2"), _cell(None)
    ('9.5', "'=1+1", "A;'=1+1; '-2", '')
    """
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, int):
        return str(value)
    return _FORMULA.sub(r"\1'", plain(str(value)))
