"""The words of the score sheet: everything that a result says is there, each in the column for it.

Columns are found by their heads, so that they can be moved; figures and formulas: ``test_score_sheet``.
"""

from collections import Counter
from functools import cache
from io import BytesIO

import pytest
from openpyxl import load_workbook
from reporting import SAMPLES, explained

from criteria.texts import Text, plain
from ratings.names import MET_NAMES, PROVENANCE_NAMES, STATUS_NAMES, document_text
from ratings.result import Result
from ratings.result_parts import RefusedShown
from ratings.result_sentences import (
    change_lead,
    finding_lead,
    gates_heading,
    overlay_sentence,
    possible_sentence,
    provenance_sentence,
    recognition_sentences,
    rule_set_sentence,
    scaled_sentence,
    steps_heading,
    supposed_sentence,
)
from ratings.score_sheet import score_sheet
from ratings.text_sections import members_sentence, standard_status

LANGUAGES = ("vi", "en")
EVERY = [pytest.param(path, language, id=f"{path.stem}-{language}") for path in SAMPLES for language in LANGUAGES]
STANDARD_NAMES = {
    "vi": {"pass": "đạt", "partial": "đạt một số mức", "fail": "không đạt", "missing": "còn thiếu"},
    "en": {"pass": "met", "partial": "met at some levels", "fail": "not met", "missing": "missing"},
}


class Sheet:
    """One sheet: its rows below the heads of its columns by these, and the lines that go across them."""

    def __init__(self, page):
        head = int(page.print_title_rows.split("$")[-1])
        self.heads = [cell.value for cell in page[head] if cell.value]
        across = {each.min_row for each in page.merged_cells.ranges}
        self.lines = [page.cell(row, 1).value for row in sorted(across)]
        self.rows = [
            dict(zip(self.heads, values, strict=False))
            for place, values in enumerate(page.iter_rows(head + 1, values_only=True), head + 1)
            if place not in across and any(value not in (None, "") for value in values)
        ]

    def columns(self, *heads):
        """Return what stands under these *heads*, row by row."""
        return [tuple(row[head] or "" for head in heads) for row in self.rows]


@cache
def sheets(path, language):
    book = load_workbook(BytesIO(score_sheet(explained(path), language)), data_only=True)
    return [Sheet(page) for page in book.worksheets]


def cell(*texts, language, between="\n"):
    """Return *texts* as one cell holds them: in lines, each plain."""
    return between.join(plain(each if isinstance(each, str) else each.into(language)) for each in texts)


def heads(language):
    vi = ("TT", "Kết quả", "Đo được", "Cần có", "Giải thích", "Căn cứ", "Nguồn gốc", "Minh chứng")
    en = ("No.", "Result", "Measured", "Required", "Explanation", "Source", "Provenance", "Documents")
    return vi if language == "vi" else en


def _papers(documents, language):
    return cell(*(document_text(each) for each in documents), language=language)


def _judged(result):
    """Yield a criterion with its line on a score sheet, or each of its indicators; and what else is said of it."""
    for criterion in result.criteria:
        if getattr(criterion, "sheet", None) is not None:
            yield criterion, criterion.sheet
        yield from ((each, each) for each in criterion.indicators)


POINTS = [each for each in EVERY if isinstance(explained(each.values[0]), Result)]
TARGETS = [each for each in EVERY if not isinstance(explained(each.values[0]), Result)]


@pytest.mark.parametrize(("path", "language"), POINTS)
def test_all_that_is_said_of_an_indicator_stands_in_its_row(path, language):
    sheet, result = sheets(path, language)[0], explained(path)
    rows = {row[0]: row for row in sheet.columns(*heads(language))}
    for judged, said in _judged(result):
        texts = [getattr(judged, key, "") for key in ("measured", "required")]
        awaited = [STATUS_NAMES[judged.status], *texts, said.explanation, judged.citation]
        assert rows[judged.id] == (
            judged.id,
            *(cell(each, language=language) for each in awaited),
            PROVENANCE_NAMES[said.provenance].into(language),
            _papers(said.documents, language),
        )
    for criterion in result.criteria:
        assert rows[criterion.id][1] == STATUS_NAMES[criterion.status].into(language)
        assert rows[criterion.id][5] == cell(criterion.citation, language=language)


@pytest.mark.parametrize(("path", "language"), TARGETS)
def test_all_that_is_said_of_a_target_stands_in_its_row(path, language):
    sheet, result = sheets(path, language)[0], explained(path)
    number, _, *rest = heads(language)
    rows = {row[0]: row[1:] for row in sheet.columns(number, *rest)}
    for each, _ in _judged(result):
        measured, required, explanation, source, provenance, papers = rows[each.id]
        assert (measured, explanation) == (
            cell(each.measured, language=language),
            cell(each.explanation, language=language),
        )
        names = {level.id: level.name.into(language) for level in result.levels}
        for level in each.levels:
            if level.status != "not_applicable":  # of which nothing is required
                assert cell(level.required, language=language) in required
                assert not level.required.vi or names[level.level] in required
            assert cell(level.citation, language=language) in source
        assert provenance == PROVENANCE_NAMES[each.provenance].into(language)
        assert papers == _papers(each.documents, language)
    for criterion in result.criteria:
        assert cell(criterion.citation, language=language) in rows[criterion.id]


def _told(result):
    """Yield every sentence on the result as a whole that stands outside of tables."""
    yield from (result.explanation, result.rule_set.title, rule_set_sentence(result), provenance_sentence(result))
    scaled = scaled_sentence(result) if isinstance(result, Result) else None
    yield from filter(None, (scaled, possible_sentence(result), supposed_sentence(result), overlay_sentence(result)))
    yield result.level.name
    if result.recognition is not None:
        yield from recognition_sentences(result.recognition)
    for finding in result.findings:
        yield finding_lead(finding)
        yield finding.message
    yield from (each.explanation for each in result.blocking)
    above = result.next_level
    if above is None:
        return
    if isinstance(result, Result):
        yield from filter(None, (gates_heading(result), steps_heading(result, above)))
    for change in above.cheapest.changes if above.cheapest is not None else ():
        yield change_lead(change)
        yield change.explanation
    yield from above.out_of_reach or ()


@pytest.mark.parametrize(("path", "language"), EVERY)
def test_what_is_said_of_the_result_as_a_whole_stands_above_or_below_the_table(path, language):
    sheet, result = sheets(path, language)[0], explained(path)
    said = "\n".join(sheet.lines)
    assert result.subject.name in said
    assert str(result.year) in said
    for each in _told(result):
        assert cell(each, language=language).strip() in said
    if not isinstance(result, Result):
        for level in result.levels:
            lines = [f"{each.indicator}: {plain(each.explanation.into(language))}" for each in result.blocking
                     if each.level == level.id]  # fmt: skip
            assert not Counter(lines) - Counter(sheet.lines)


@pytest.mark.parametrize(("path", "language"), EVERY)
def test_every_document_is_listed_with_what_it_proves(path, language):
    sheet, result = sheets(path, language)[1], explained(path)
    used = {}
    for judged, said in _judged(result):
        for paper in said.documents:
            used.setdefault(paper, []).append(judged.id)
    _, *columns = sheet.heads
    shown = [
        (number, date.date() if date else "", title, issuer, file, set(used_for.split(", ")))
        for number, date, title, issuer, file, used_for in sheet.columns(*columns)
    ]
    assert shown == [
        (*(getattr(paper, key) or "" for key in ("number", "date", "title", "issuer", "file")), set(ids))
        for paper, ids in used.items()
    ]


WITH_STANDARDS = [each for each in EVERY if explained(each.values[0]).standards]
WITH_MEMBERS = [each for each in EVERY if explained(each.values[0]).members]


def _of_standards(result, language):
    """Yield what is in the row of each standard, level, level that is needed, and condition."""
    names, by_id = STANDARD_NAMES[language], {each.id: each for each in result.standards}

    def said(*texts, source):
        name, status, measured, required, why, cited = (cell(each, language=language) for each in texts)
        sure = PROVENANCE_NAMES[source].into(language) if source else ""
        return name, status, measured, required, why[:1].upper() + why[1:], cited, sure

    for standard in result.standards:
        why = f"{standard.level_name.into(language)}. {standard.explanation.into(language)}"
        yield said(standard.name, names[standard_status(standard)], "", "", why, "", source=standard.provenance)
        for level in standard.levels:
            yield said(level.name, names[level.status], "", "", "", level.citation, source=None)
            for each in level.requires:
                needed = by_id[each.standard]
                (called,) = (inner.name for inner in needed.levels if inner.id == each.level)
                title = f"- {needed.name.into(language)}, {called.into(language)}"
                yield said(title, names[each.status], "", "", each.explanation, each.citation, source=each.provenance)
            for place, each in enumerate(level.conditions, 1):
                title = f"- điều kiện {place}" if language == "vi" else f"- condition {place}"
                texts = (each.measured, each.required, each.explanation, each.citation)
                yield said(title, names[each.status], *texts, source=each.provenance)


@pytest.mark.parametrize(("path", "language"), WITH_STANDARDS)
def test_every_level_of_a_standard_stands_there_with_its_conditions(path, language):
    sheet, result = sheets(path, language)[2], explained(path)
    awaited = list(_of_standards(result, language))
    assert len(awaited) > 3 * len(result.standards)
    assert sheet.columns(*sheet.heads) == awaited


@pytest.mark.parametrize(("path", "language"), WITH_MEMBERS)
def test_every_member_below_the_title_stands_there_with_why(path, language):
    sheet, result = sheets(path, language)[-1], explained(path)
    for members in result.members:
        assert cell(members_sentence(members), language=language) in sheet.lines
    missed = [each for members in result.members for each in members.missed]
    shown = [row for row in sheet.columns(*sheet.heads) if any(row[1:])]
    assert shown == [
        (
            *(
                each.name,
                each.code or "",
                each.village or "",
                each.clan or "",
                cell(each.level.name, language=language),
            ),
            *(float(number) if number else "" for number in (each.points, each.points_needed, each.targets_needed)),
            cell(each.explanation, language=language),
            each.where,
        )
        for each in missed
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", ["points", "targets"])
def test_why_a_level_is_out_of_reach_and_which_members_cannot_be_rated_is_said(scheme, language):
    """No sample has either."""
    lower = (each for each in map(explained, SAMPLES) if each.scheme == scheme and each.next_level)
    reasons, messages = (tuple(Text(f"{word} {n}", f"{word} {n} E") for n in (1, 2)) for word in ("Vì", "Sai"))
    result = next(lower)
    above = result.next_level._replace(cheapest=None, out_of_reach=reasons)
    refused = (RefusedShown("gia-dinh.jsonl:3", messages),)
    result = result._replace(next_level=above, refused_members=refused)
    made = [Sheet(page) for page in load_workbook(BytesIO(score_sheet(result, language))).worksheets]
    assert {each.into(language) for each in reasons} <= set(made[0].lines)
    assert f"gia-dinh.jsonl:3: {messages[0].into(language)} {messages[1].into(language)}" in made[-1].lines


def test_the_samples_have_all_that_a_score_sheet_can_say():
    """Else the tests above would pass where something is left out."""
    results = [explained(path) for path in SAMPLES]
    assert WITH_STANDARDS
    assert any(each.levels for result in results for each in result.standards or ())
    assert any(level.requires for result in results for each in result.standards or () for level in each.levels)
    assert any(each.missed for result in results for each in result.members or ())
    assert any(result.recognition for result in results)
    assert any(result.next_level and result.next_level.cheapest for result in results)
    assert {type(result) for result in results if result.blocking} == {type(result) for result in results}
    assert {each.status for result in results for each, _ in _judged(result)} >= set(MET_NAMES) - {"partial"}
