"""Evidence to a workbook and back: nothing is lost, nothing becomes something else, and what is doubtful is named."""

import json
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import load_workbook
from workbooks import RULE_SETS, SAMPLES, blank, evidence, row_of, typed, without_blanks, written

from ratings.choosing import choose
from ratings.evidence import EvidenceError, to_evidence
from ratings.reading import parse_json, read_evidence
from ratings.workbooks.converting import blank_workbook, first_difference
from ratings.workbooks.reading import read_workbook
from ratings.workbooks.writing import workbook_of
from ratings.writing import evidence_data, exact_json, pruned


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_comes_back_from_its_workbook_as_it_was(sample, language):
    read = parse_json(sample.read_bytes())
    given_evidence = read_evidence(sample)
    made = workbook_of(evidence_data(given_evidence), choose(given_evidence).rule_set, language)
    assert typed(read_workbook(made).data) == typed(without_blanks(read))
    assert to_evidence(read_workbook(made).data) == given_evidence


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=evidence())
def test_any_evidence_comes_back_from_its_workbook_as_it_was(data):
    try:
        given_evidence = to_evidence(parse_json(exact_json(data)))
    except EvidenceError:
        return  # such as a reason in which no letter stands
    data = evidence_data(given_evidence)
    back = read_workbook(written(data)).data
    # A blank form says nothing but that it is blank: which one stands beside papers or a note may differ.
    assert typed(pruned(back)) == typed(pruned(data))
    assert typed(pruned(evidence_data(to_evidence(back)))) == typed(pruned(data))
    assert first_difference(pruned(data), pruned(back)) is None


def test_the_same_evidence_gives_the_same_bytes():
    data = evidence_data(read_evidence(SAMPLES[0]))
    rule_set = choose(read_evidence(SAMPLES[0])).rule_set
    assert workbook_of(data, rule_set, "vi") == workbook_of(data, rule_set, "vi")


@pytest.mark.parametrize("rule_set", RULE_SETS)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_blank_workbook_asks_every_question_and_protects_what_is_not_to_be_filled_in(rule_set, language):
    book = load_workbook(BytesIO(blank_workbook(RULE_SETS[rule_set], language)))
    answers = book["Trả lời" if language == "vi" else "Answers"]
    asked = [cell.value for cell in answers["A"]]
    for indicator in RULE_SETS[rule_set].indicators:
        row = asked.index(indicator.id) + 1
        assert indicator.question.into(language) in answers.cell(row, 3).value
        assert answers.cell(row, 1).protection.locked
        assert answers.cell(row, 3).protection.locked
    assert all(page.protection.sheet for page in book.worksheets)
    formulas = [cell for row in answers.iter_rows() for cell in row if cell.data_type == "f"]
    assert len(formulas) > len(RULE_SETS[rule_set].indicators)
    assert all(cell.protection.locked for cell in formulas)


@pytest.mark.parametrize("rule_set", RULE_SETS)
def test_what_can_be_typed_is_bound_to_what_is_asked(rule_set):
    page = load_workbook(BytesIO(blank(rule_set)))["Trả lời"]
    asked = [cell.value for cell in page["A"]]
    for indicator in RULE_SETS[rule_set].indicators:
        at = f"E{asked.index(indicator.id) + 1}"
        kinds = {rule.type for rule in page.data_validations.dataValidation if at in rule.sqref}
        wanted = {"met": {"list"}, "choice": {"list"}, "share": {"custom"}, "value": {"decimal"}, "change": {"decimal"}}
        assert kinds == wanted.get(indicator.answer.kind, set()), indicator.id


@pytest.mark.parametrize(
    ("rule_set", "name", "locked"),
    [
        pytest.param("tt24-2023-district", "1", ["F", "I", "J", "K", "N"], id="a criterion under targets"),
        pytest.param("tt24-2023-district", "1.1", ["F", "I"], id="a target that an assessor does not score"),
        pytest.param("tt44-2014", "1", ["E"], id="a criterion that a score sheet may give"),
        pytest.param("khvn324-2023-citizen", "1", ["E", "F", "H", "J"], id="a criterion that no sheet may give"),
        pytest.param("tt22-2020", "1.a", ["F", "G"], id="an indicator"),
    ],
)
def test_what_is_not_asked_for_is_locked(rule_set, name, locked):
    page = load_workbook(BytesIO(blank(rule_set)))["Trả lời"]
    row = row_of(blank(rule_set), name)
    assert [page[f"{column}{row}"].protection.locked for column in locked] == [True] * len(locked)
    assert (
        not all(page[f"{column}{row}"].protection.locked for column in "EFHIJKLM") or rule_set == "tt24-2023-district"
    )


@pytest.mark.parametrize("kind", ["family", "clan", "village"])
def test_a_commune_has_a_sheet_for_each_kind_of_member_that_answers(kind):
    keys = [
        page.cell(1, column).value
        for page in load_workbook(BytesIO(blank("tt44-2014"))).worksheets
        for column in range(1, page.max_column + 1)
    ]
    assert f"xhht:{kind}:subject/name:text" in keys
    assert any(key and key.startswith(f"xhht:{kind}:answers/1.1/") for key in keys)


@pytest.mark.parametrize("rule_set", RULE_SETS)
def test_a_blank_workbook_is_read_as_a_blank_form(rule_set):
    data = read_workbook(blank(rule_set)).data
    assert data["subject"]["name"] == "Đơn vị thử"
    assert data["answers"] == {}
    assert to_evidence(json.loads(json.dumps(data)))
