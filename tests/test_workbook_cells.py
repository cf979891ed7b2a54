"""What people really type into cells: read as they mean it, or named by sheet and cell, never guessed."""

import zipfile
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import Workbook as NewBook
from openpyxl import load_workbook
from workbooks import blank, changed, row_of, saved

from ratings.evidence import EvidenceError, to_evidence
from ratings.workbooks.reading import read_workbook

UNIT, COMMUNE, PROVINCE = "tt22-2020", "tt44-2014", "tt25-2023-province"


def answer(rule_set: str, indicator: str, **cells: object) -> object:
    """Return what is read of an answer whose cells are filled in: by the letters of their columns."""
    raw = blank(rule_set)
    row = row_of(raw, indicator)
    data = read_workbook(changed(raw, {"Trả lời": {f"{column}{row}": value for column, value in cells.items()}})).data
    assert to_evidence(data)
    return data["answers"].get(indicator)


def problems(raw: bytes) -> list[str]:
    with pytest.raises(EvidenceError) as refused:
        read_workbook(raw)
    return [problem.sentence("vi") for problem in refused.value.problems]


def wrong(rule_set: str, indicator: str, **cells: object) -> str:
    """Return the one problem with cells that are filled in, after the sheet."""
    raw = blank(rule_set)
    row = row_of(raw, indicator)
    (said,) = problems(changed(raw, {"Trả lời": {f"{column}{row}": value for column, value in cells.items()}}))
    return said.replace(f"{row}", "ROW", 1)


@pytest.mark.parametrize(
    ("typed", "of", "read"),
    [
        pytest.param(38, 40, (38, 40), id="numbers"),
        pytest.param(38.0, 40.0, (38, 40), id="whole numbers with decimals that say nothing"),
        pytest.param("38", "40", (38, 40), id="numbers as text"),
        pytest.param(" 1.650 ", "1,700", (1650, 1700), id="thousands"),
        pytest.param("38/40", None, (38, 40), id="both in one cell"),
        pytest.param("=19*2", 40, None, id="a formula that nobody has reckoned"),
    ],
)
def test_a_share(typed, of, read):
    if read is None:
        assert "Trả lời!EROW: Công thức chưa có kết quả." in wrong(UNIT, "2.a", E=typed, F=of)
    else:
        assert answer(UNIT, "2.a", E=typed, F=of) == {"count": read[0], "of": read[1]}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param((0.95, "0%"), "cần số nguyên, nhưng có 95 %", id="per cent"),
        pytest.param(38.5, "cần số nguyên, nhưng có 38,5", id="a fraction"),
        pytest.param("38,5", 'cần số nguyên, nhưng có "38,5"', id="a fraction as text"),
        pytest.param(True, "nhưng có TRUE/FALSE", id="a truth value"),
        pytest.param(datetime(2024, 8, 3), "nhưng có ngày hoặc giờ", id="what Excel took for a date"),
        pytest.param("nhiều", 'nhưng có "nhiều"', id="words"),
        pytest.param("#DIV/0!", 'Công thức báo lỗi "#DIV/0!"', id="an error"),
    ],
)
def test_no_count(typed, said):
    assert said in wrong(UNIT, "2.a", E=typed, F=40)
    assert wrong(UNIT, "2.a", E=typed, F=40).startswith("Trả lời!EROW: ")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        pytest.param(1.5, Decimal("1.5"), id="a number"),
        pytest.param("1,5", Decimal("1.5"), id="a comma"),
        pytest.param("1.5", Decimal("1.5"), id="a point"),
        pytest.param(0.1 + 0.2, Decimal("0.3"), id="what Excel shows, not its last bits"),
        pytest.param(-2, -2, id="below zero"),
    ],
)
def test_a_value(typed, read):
    assert answer(COMMUNE, "11.1", E=typed) == {"value": read}


@pytest.mark.parametrize("typed", [(0.015, "0.0%"), "1.234", "1,5 điểm", datetime(2024, 5, 1), True])
def test_no_value(typed):
    assert wrong(COMMUNE, "11.1", E=typed).startswith("Trả lời!EROW: Ô này cần một số, nhưng có ")


@pytest.mark.parametrize(
    ("typed", "read"),
    [((0.945, "0.0%"), Decimal("94.5")), ((0.07, "0%"), 7), (94.5, Decimal("94.5")), ("94,5 %", Decimal("94.5"))],
)
def test_per_cent_where_the_unit_is_per_cent(typed, read):
    """0.945 that Excel shows as 94,5 % is 94.5 to whoever typed it."""
    found = answer(PROVINCE, "4.2", E=typed, F=(0.02, "0%"))
    assert found == {"value": read, "previous": 2}


@pytest.mark.parametrize("typed", ["Có", "có", "CÓ", "yes", "x", True, 1, "đạt"])
def test_yes(typed):
    assert answer(UNIT, "1.a", E=typed) == {"met": True}


@pytest.mark.parametrize("typed", ["Không", "khong", "No", False, 0, "chưa"])
def test_no(typed):
    assert answer(UNIT, "1.a", E=typed) == {"met": False}


@pytest.mark.parametrize("typed", ["?", 2, datetime(2024, 1, 1)])
def test_neither_yes_nor_no(typed):
    assert "cần Có hoặc Không" in wrong(UNIT, "1.a", E=typed)


@pytest.mark.parametrize("typed", ["cao-hon", "CAO-HON"])
def test_an_option_by_its_id(typed):
    assert answer(UNIT, "3.b", E=typed) == {"choice": "cao-hon"}


def test_an_option_that_is_none():
    assert 'Trả lời!EROW: "giỏi" không có trong danh sách. Chọn một trong: ' in wrong(UNIT, "3.b", E="giỏi")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        pytest.param(date(2022, 1, 24), "2022-01-24", id="a date"),
        pytest.param(datetime(2022, 1, 24), "2022-01-24", id="a date with no time"),
        pytest.param("24/01/2022", "2022-01-24", id="as text"),
        pytest.param("24.1.2022", "2022-01-24", id="as text with points"),
        pytest.param("2022-01-24", "2022-01-24", id="as JSON has it"),
        pytest.param((44585, "General"), "2022-01-24", id="the serial number of Excel"),
        pytest.param((36526, "0"), "2000-01-01", id="an early serial number"),
    ],
)
def test_a_day(typed, read):
    found = answer(UNIT, "1.a", L=typed)
    assert found == {"met": None, "documents": [{"date": read}]}


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param((2022, "General"), id="a year, which is no serial number"),
        pytest.param("31/02/2022", id="no day of any year"),
        pytest.param("01/22", id="a month"),
        pytest.param(datetime(2022, 1, 24, 8, 30), id="with a time"),
        pytest.param(time(8, 30), id="a time"),
        pytest.param(True, id="a truth value"),
    ],
)
def test_no_day(typed):
    assert wrong(UNIT, "1.a", L=typed).startswith("Trả lời!LROW: Ô này cần một ngày, nhưng có ")


def test_text_that_excel_made_a_date_is_named():
    """The number 1/2 of a paper becomes the second of January: how it was typed nobody knows any more."""
    assert "Trả lời!KROW: Ô này cần chữ, nhưng Excel đã đổi thành ngày hoặc giờ." in wrong(
        UNIT, "1.a", K=datetime(2024, 2, 1)
    )


def test_a_number_where_text_belongs_is_that_text():
    assert answer(UNIT, "1.a", K=15) == {"met": None, "documents": [{"number": "15"}]}


def test_an_assessor_and_what_does_not_apply():
    assert answer(UNIT, "3.c", H="4,5", J="Đoàn chấm") == {"points": Decimal("4.5"), "note": "Đoàn chấm"}
    assert answer(UNIT, "2.a", I="Mới thành lập") == {"not_applicable": "Mới thành lập"}
    assert answer(UNIT, "2.a", E="không áp dụng: mới thành lập") == {"not_applicable": "mới thành lập"}


def test_pasted_line_ends_become_spaces():
    assert answer(UNIT, "2.a", J="một_x000D_\nhai")["note"].split() == ["một", "hai"]


def test_two_answers_in_one_row_are_refused_at_their_row():
    raw = blank(UNIT)
    row = row_of(raw, "1.a")
    data = read_workbook(changed(raw, {"Trả lời": {f"E{row}": "Có", f"H{row}": 5}}))
    with pytest.raises(EvidenceError) as refused:
        to_evidence(data.data)
    assert data.places[refused.value.problems[0].path] == f"Trả lời!E{row}"


def test_a_cell_that_is_not_asked_for_is_named():
    assert wrong(UNIT, "1.a", E="Có", F=3) == "Trả lời!FROW: Nội dung này không hỏi ô này. Xóa nội dung của ô."


def test_merged_cells_are_named():
    raw = blank(UNIT)
    row = row_of(raw, "2.a")
    book = load_workbook(BytesIO(raw))
    book["Trả lời"][f"E{row}"] = 38
    book["Trả lời"].merge_cells(f"E{row}:E{row + 1}")
    assert any(
        said.startswith(f"Trả lời!E{row}:E{row + 1}: Các ô E{row}:E{row + 1} bị gộp.") for said in problems(saved(book))
    )


def test_blank_rows_below_change_nothing():
    raw = blank(COMMUNE)
    filled = changed(raw, {"Minh chứng thêm": {"A900": " ", "B901": None}, "Gia đình": {"B1500": "", "C1200": "  "}})
    assert read_workbook(filled).data == read_workbook(raw).data


def test_rows_of_families_become_members_in_their_order():
    cells = {"B5": "Trần Văn Khuê", "C5": "GD-1", "D5": "T01", "B9": "Lê Thị Na", "F9": "không áp dụng: chưa có con"}
    data = read_workbook(changed(blank(COMMUNE), {"Gia đình": cells})).data
    assert data["members"] == [
        {"subject": {"kind": "family", "name": "Trần Văn Khuê", "code": "GD-1", "village": "T01"}},
        {"subject": {"kind": "family", "name": "Lê Thị Na"}, "answers": {"1.1": {"not_applicable": "chưa có con"}}},
    ]


def test_further_documents_follow_the_first():
    raw = blank(UNIT)
    row = row_of(raw, "1.a")
    data = read_workbook(
        changed(raw, {"Trả lời": {f"E{row}": "Có", f"K{row}": "1/QĐ"}, "Minh chứng thêm": {"A4": "1.a", "B4": "2/QĐ"}})
    ).data
    assert data["answers"]["1.a"] == {"met": True, "documents": [{"number": "1/QĐ"}, {"number": "2/QĐ"}]}


def test_a_document_without_its_indicator_is_named():
    assert problems(changed(blank(UNIT), {"Minh chứng thêm": {"B4": "2/QĐ"}})) == [
        "Minh chứng thêm!A4: Minh chứng chưa ghi mã nội dung. Ghi mã, ví dụ 1.1, ở cột đầu."
    ]


def test_all_mistakes_are_told_together():
    raw = blank(UNIT)
    first, second = row_of(raw, "1.a"), row_of(raw, "2.a")
    said = problems(changed(raw, {"Trả lời": {f"E{first}": "?", f"E{second}": "?"}, "Thông tin": {"D7": None}}))
    assert [each.split(":")[0] for each in said] == ["Thông tin!D7", f"Trả lời!E{first}", f"Trả lời!E{second}"]


def test_a_name_of_a_sheet_may_change_and_sheets_may_move():
    book = load_workbook(BytesIO(blank(UNIT)))
    book["Trả lời"].title = "Bảng của tôi"
    book.move_sheet("Bảng của tôi", -2)
    book.create_sheet("Nháp")["A1"] = "=1/0"
    assert read_workbook(saved(book)).data == read_workbook(blank(UNIT)).data


def test_a_row_that_was_copied_is_named():
    raw = blank(UNIT)
    book = load_workbook(BytesIO(raw))
    page, row = book["Trả lời"], row_of(raw, "1.a")
    last = page.max_row + 1
    for at in (row, last):
        page[f"A{at}"], page[f"B{at}"], page[f"E{at}"] = "1.a", page[f"B{row}"].value, "Có"
    assert problems(saved(book)) == [f"Trả lời!E{last}: Mục này đã ghi ở Trả lời!E{row}. Giữ lại một."]


def test_a_row_of_ones_own_is_named():
    assert problems(changed(blank(UNIT), {"Trả lời": {"A90": "9.z", "E90": 3}})) == [
        "Trả lời!A90: Dòng này không phải của xhht: thiếu mã hoặc dạng. "
        "Xóa dòng này, hoặc chép số liệu vào tệp mới do xhht template tạo."
    ]


# Files that are none.


def _zip(parts: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _with_part(raw: bytes, name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    return _zip(parts | {name: content})


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "kiểu cũ (.xls) hoặc có mật khẩu", id="xls"),
        pytest.param(_zip({"content.xml": b"<x/>"}), "OpenDocument", id="ods"),
        pytest.param(_zip({"a.txt": b"x"}), "ZIP", id="zip"),
        pytest.param(b"PK\x03\x04" + bytes(40), "bị hỏng", id="cut off"),
        pytest.param(_zip({"xl/workbook.xml": b"<nonsense"}), "bị hỏng", id="no XML"),
        pytest.param(_zip({"xl/workbook.xml": b"x" * 70_000_000}), "lớn hơn 64 MB", id="a bomb"),
    ],
)
def test_what_is_no_workbook(raw, said):
    (problem,) = problems(raw)
    assert said in problem


def test_a_workbook_that_grows_by_its_document_type():
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><sst>&b;</sst>'
    assert "DOCTYPE" in problems(_with_part(blank(UNIT), "xl/sharedStrings.xml", laughs))[0]


def test_a_workbook_that_xhht_has_not_made():
    book = NewBook()
    book.active["A1"] = "Tiêu chí"
    assert "không phải tệp minh chứng do xhht tạo" in problems(saved(book))[0]


def test_truncated_anywhere_it_is_refused_and_nothing_worse():
    raw = blank(UNIT)
    for size in range(4, len(raw), len(raw) // 40):
        assert problems(raw[:size])
