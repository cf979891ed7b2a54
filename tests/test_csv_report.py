"""CSV: one row for whatever is judged, numbers that add up to the result, words that no spreadsheet runs."""

import csv
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reporting import HOSTILE, SAMPLES, explained, said_by

from criteria.texts import plain
from ratings.csv_report import BOM, COLUMNS, render_csv
from ratings.result import Result


def _read(content):
    assert content.endswith("\r\n")
    reader = csv.DictReader(StringIO(content, newline=""), strict=True)
    return reader.fieldnames, list(reader)


def _judged(result):
    return [
        each
        for criterion in result.criteria
        for each in ([criterion] if getattr(criterion, "sheet", None) else criterion.indicators)
    ]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_has_a_row_for_whatever_was_judged(path, language):
    result = explained(path)
    heads, rows = _read(render_csv(result, language))
    levels = [] if isinstance(result, Result) else [level.id for level in result.levels]
    assert heads == [*COLUMNS, *(f"level:{level}" for level in levels)]
    judged = _judged(result)
    assert [(row["id"], row["status"], row["name"]) for row in rows] == [
        (each.id, each.status, each.name.into(language)) for each in judged
    ]
    for row, each in zip(rows, judged, strict=True):
        assert (row["level"], row["rule_set"], row["year"]) == (result.level.id, result.rule_set.id, str(result.year))
        by_level = {shown.level: shown.status for shown in getattr(each, "levels", ())}
        assert [row[f"level:{level}"] for level in levels] == [by_level.get(level, "") for level in levels]


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
        assert not [cell for cell in row.values() if cell[:1] in tuple("=+-@\t\r\n＝＋－＠")]
        assert row["subject"].removeprefix("'") == words
        assert (row["subject"][0] == "'") == (words[0] in "=+-@＝")
    assert {row["points"] for row in rows} == {"", "10", "5", "25", "4.5"}  # our numbers are numbers


@settings(max_examples=60, deadline=None)
@given(words=st.text(min_size=1, max_size=60).filter(lambda words: any(each.isalnum() for each in plain(words))))
def test_any_text_comes_back_as_the_plain_text_that_it_is(words):
    _, rows = _read(render_csv(said_by(words), "vi"))
    shown = plain(words).strip()
    assert {row["code"] for row in rows} <= {shown, f"'{shown}"}
    assert len(rows) == 10
