"""CSV: one row for whatever is judged, numbers that add up to the result, words that no spreadsheet runs."""

import csv
import re
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reporting import HOSTILE, SAMPLES, explained, said_by

from criteria.texts import plain
from ratings.csv_report import BOM, COLUMNS, render_csv
from ratings.names import document_text
from ratings.result import Result

SIGNS = tuple("=+-@＝＋－＠")


def _read(content):
    assert content.endswith("\r\n")
    reader = csv.DictReader(StringIO(content, newline=""), strict=True)
    return reader.fieldnames, list(reader)


def _judged(result):
    return [
        (criterion, each)
        for criterion in result.criteria
        for each in ([criterion] if getattr(criterion, "sheet", None) else criterion.indicators)
    ]


def _bare(cell):
    """What *cell* says without the apostrophes that keep it from being a formula."""
    return re.sub(r"""(^|[;,]["\s]*)'(?=\s*[=+\-@＝＋－＠])""", r"\1", cell)


def _awaited(result, criterion, judged, language):
    """What stands in each column on what was *judged* of *criterion*, by the names of the columns."""
    said = judged.sheet if judged is criterion else judged
    scored = isinstance(result, Result) and judged.status != "not_applicable"
    texts = {key: getattr(judged, key, None) for key in ("name", "measured", "required", "citation")}
    texts |= {"criterion_name": criterion.name, "explanation": said.explanation}
    by_level = {shown.level: shown.status for shown in getattr(judged, "levels", ())}
    levels = () if isinstance(result, Result) else result.levels
    return {
        "rule_set": result.rule_set.id,
        "subject": result.subject.name,
        "code": result.subject.code or "",
        "year": str(result.year),
        "level": result.level.id,
        "criterion": criterion.id,
        "id": judged.id,
        "status": judged.status,
        "points": judged.points if scored else None,
        "max_points": judged.max_points if scored else None,
        "provenance": said.provenance,
        "evidence": said.evidence,
        "rule": judged.rule,
        "documents": "; ".join(document_text(paper).into(language) for paper in said.documents),
        **{key: text.into(language) if text is not None else "" for key, text in texts.items()},
        **{f"level:{level.id}": by_level.get(level.id, "") for level in levels},
    }


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_has_a_row_for_whatever_was_judged(path, language):
    result = explained(path)
    heads, rows = _read(render_csv(result, language))
    levels = [] if isinstance(result, Result) else [level.id for level in result.levels]
    assert heads == [*COLUMNS, *(f"level:{level}" for level in levels)]
    judged = _judged(result)
    assert rows
    for row, (criterion, each) in zip(rows, judged, strict=True):
        shown = {key: _bare(cell) for key, cell in row.items()}
        for key in ("points", "max_points"):
            shown[key] = Decimal(row[key]) if row[key] else None
        awaited = _awaited(result, criterion, each, language)
        assert shown == {key: plain(said) if isinstance(said, str) else said for key, said in awaited.items()}


@pytest.mark.parametrize(
    "path", [each for each in SAMPLES if isinstance(explained(each), Result)], ids=lambda p: p.stem
)
def test_points_of_a_sample_add_up_in_exact_decimals(path):
    result = explained(path)
    _, rows = _read(render_csv(result, "vi"))
    points, most = (sum(Decimal(row[key] or 0) for row in rows) for key in ("points", "max_points"))
    assert points == sum(criterion.points for criterion in result.criteria)
    assert most == sum(criterion.max_points for criterion in result.criteria)
    for row in rows:
        assert (row["points"] == "") == (row["status"] == "not_applicable")
        assert not {",", "E"} & set(row["points"] + row["max_points"])


def test_a_byte_order_mark_stands_first_where_it_is_asked_for_and_nowhere_else():
    result = explained(SAMPLES[0])
    assert render_csv(result, "vi", bom=True) == BOM + render_csv(result, "vi")
    assert render_csv(result, "vi").startswith("rule_set,")
    assert (BOM + "x").encode().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: words[:12])
def test_no_cell_begins_a_formula_and_no_word_is_lost(words):
    _, rows = _read(render_csv(said_by(words), "vi"))
    for row in rows:
        assert not [cell for cell in row.values() if cell[:1] in ("\t", "\r", "\n", *SIGNS)]
        assert row["subject"].removeprefix("'") == words
        assert (row["subject"][0] == "'") == (words[0] in "=+-@＝")
    assert {row["points"] for row in rows} == {"", "10", "5", "25", "4.5"}  # our numbers are numbers


@pytest.mark.parametrize(
    ("words", "written"),
    [
        pytest.param("Phòng A;=1+41;-2+3", "Phòng A;'=1+41;'-2+3", id="semicolons"),
        pytest.param("A; +1", "A; '+1", id="a space between"),
        pytest.param("A,@SUM(1)", "A,'@SUM(1)", id="a comma"),
        pytest.param("A\t=1", "A =1", id="a tab is a space"),
        pytest.param('A;"=1+1', "A;\"'=1+1", id="a quote that would be taken off"),
        pytest.param('A;" "" ＝1+1', 'A;" "" \'＝1+1', id="several, and a sign in full width"),
        pytest.param("=1;=2", "'=1;'=2", id="at the start, too"),
        pytest.param("  -1", "'-1", id="spaces before it are not kept"),
        pytest.param("A-B; C = D, 5 - 3", "A-B; C = D, 5 - 3", id="signs elsewhere stay as they are"),
        pytest.param("A;'=1", "A;'=1", id="one that has its apostrophe"),
    ],
)
def test_no_part_of_a_field_is_a_formula_where_others_split_it(words, written):
    """Excel set to Vietnamese splits at semicolons; whatever it splits at, no part begins a formula."""
    content = render_csv(said_by(words), "vi")
    _, rows = _read(content)
    assert {row["subject"] for row in rows} == {written}
    for separator in ";\t,":
        for line in csv.reader(StringIO(content, newline=""), delimiter=separator):
            assert not [part for part in line if part.lstrip(' "').startswith(SIGNS)]
    assert not [part for part in re.split(r"[;\t,\r\n]", content) if part.lstrip(' "').startswith(SIGNS)]


@settings(max_examples=60, deadline=None)
@given(words=st.text(min_size=1, max_size=60).filter(lambda words: any(each.isalnum() for each in plain(words))))
def test_any_text_comes_back_as_the_plain_text_that_it_is(words):
    _, rows = _read(render_csv(said_by(words), "vi"))
    assert {_bare(row["code"]) for row in rows} == {_bare(plain(words).strip())}
    assert len(rows) == 10
