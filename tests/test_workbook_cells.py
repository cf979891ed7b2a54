"""What people really type into cells: read as they mean it, or named by sheet and cell, never guessed."""

import zipfile
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook as NewBook
from openpyxl import load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from workbooks import RULE_SETS, blank, changed, info_cell, row_of, saved

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
        pytest.param("#DIV/0!", 'Ô này báo lỗi "#DIV/0!"', id="an error"),
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
        pytest.param((2022, "dd/mm/yyyy"), id="a year that Excel shows as a day of 1905"),
        pytest.param((-5, "dd/mm/yyyy"), id="before all days"),
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


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        pytest.param({"E": 38, "F": 40, "H": 5}, "HROW: Đã có câu trả lời ở Trả lời!E", id="an answer and points"),
        pytest.param({"F": 40, "I": "mới lập"}, "IROW: Đã có câu trả lời ở Trả lời!E", id="a total and not applicable"),
        pytest.param({"H": 5, "I": "mới lập"}, "IROW: Đã có câu trả lời ở Trả lời!H", id="points and not applicable"),
        pytest.param({"E": "không áp dụng: mới lập", "F": 40}, "IROW: Đã có", id="not applicable and a total"),
    ],
)
def test_two_answers_in_one_row_are_named(cells, said):
    assert wrong(UNIT, "2.a", **cells).startswith(f"Trả lời!{said}")


def test_a_part_of_a_share_asks_for_its_number_only():
    raw = blank(UNIT)
    row = row_of(raw, "3.a") + 1
    said = problems(changed(raw, {"Trả lời": {f"E{row}": 3, f"F{row}": 4, f"M{row}": "Danh sách"}}))
    assert [each.split(":")[0] for each in said] == [f"Trả lời!F{row}", f"Trả lời!M{row}"]


def test_a_cell_that_is_not_asked_for_is_named():
    assert wrong(UNIT, "1.a", E="Có", F=3) == "Trả lời!FROW: Dòng này không hỏi ô này. Xóa nội dung của ô."


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
    said = problems(
        changed(
            raw, {"Trả lời": {f"E{first}": "?", f"E{second}": "?"}, "Thông tin": {info_cell(raw, "subject/name"): None}}
        )
    )
    assert [each.split(":")[0] for each in said] == [
        f"Thông tin!{info_cell(raw, 'subject/name')}",
        f"Trả lời!E{first}",
        f"Trả lời!E{second}",
    ]


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


# Sheets that have lost what is hidden, or gained what is not.


def _without(raw: bytes, change: Any) -> bytes:
    book = load_workbook(BytesIO(raw))
    change(book)
    return saved(book)


@pytest.mark.parametrize("sheet", ["Gia đình", "Minh chứng thêm", "Thông tin", "Trả lời"])
def test_a_sheet_without_its_hidden_row_is_named(sheet):
    said = problems(_without(blank(COMMUNE), lambda book: book[sheet].delete_rows(1)))
    assert said[0] == (
        f"{sheet}: Trang này mất dòng 1 (ẩn) nên không đọc được. "
        "Chép số liệu sang tệp mới do xhht template hoặc xhht convert tạo."
    )


@pytest.mark.parametrize(
    ("sheet", "column"),
    [("Trả lời", 1), ("Trả lời", 5), ("Trả lời", 8), ("Trả lời", 13), ("Thông tin", 4), ("Minh chứng thêm", 1)],
)
def test_a_sheet_without_a_column_is_named(sheet, column):
    assert problems(_without(blank(UNIT), lambda book: book[sheet].delete_cols(column)))[0].startswith(
        f"{sheet}: Trang này thiếu cột"
    )


def test_a_column_whose_key_is_gone_is_named_where_something_stands_in_it():
    def spoil(book: Any) -> None:
        book["Gia đình"]["B1"], book["Gia đình"]["B5"] = None, "Trần Văn Khuê"

    assert problems(_without(blank(COMMUNE), spoil))[0].startswith("Gia đình!B5: Cột này không có khóa ẩn")


def test_a_copied_column_is_named():
    def copy(book: Any) -> None:
        book["Trả lời"].insert_cols(6)
        book["Trả lời"]["F1"] = book["Trả lời"]["E1"].value

    assert problems(_without(blank(UNIT), copy))[0].startswith("Trả lời!F:F: Cột F là bản sao của cột E.")


def test_a_copied_sheet_is_named():
    said = problems(_without(blank(UNIT), lambda book: book.copy_worksheet(book["Trả lời"])))
    assert said[0].startswith("Trả lời Copy: Trang này lặp lại trang Trả lời.")


@pytest.mark.parametrize("path", ["answers/1.a", "members/[0]", "answers", "x/y", "[9]"])
def test_a_hidden_path_that_somebody_changed_is_named(path):
    raw = blank(UNIT)
    row = info_cell(raw, "subject/name")[1:]
    said = problems(changed(raw, {"Thông tin": {f"A{row}": path}}))
    assert any(each.startswith(f"Thông tin!D{row}: ") for each in said)


def test_a_name_without_its_figure_and_an_id_without_its_document_are_named():
    raw = blank(COMMUNE)
    page = load_workbook(BytesIO(raw))["Thông tin"]
    age, village = (
        next(cell.row for cell in page["A"] if cell.value == f"population/{key}/*")
        for key in ("ages", "households_by_village")
    )
    cells = {"Thông tin": {f"C{age}": "0-14", f"C{village}": "T01"}, "Minh chứng thêm": {"A4": "1.1"}}
    assert [each.partition(": ")[0] for each in problems(changed(raw, cells))] == [
        f"Thông tin!D{age}", f"Thông tin!D{village}", "Minh chứng thêm!A4",
    ]  # fmt: skip


def test_a_band_of_ages_that_is_none_is_named_where_it_stands():
    raw = blank(COMMUNE)
    page = load_workbook(BytesIO(raw))["Thông tin"]
    row = next(cell.row for cell in page["A"] if cell.value == "population/ages/*")
    assert problems(changed(raw, {"Thông tin": {f"C{row}": "trẻ em", f"D{row}": 3}})) == [
        f'Thông tin!C{row}: "trẻ em" không phải một nhóm tuổi. Ghi như 15-25 hoặc 61+.'
    ]


def test_a_sign_of_per_cent_that_is_only_shown_multiplies_nothing():
    """The format 0"%" shows 12 as 12%: the number is 12."""
    assert answer(PROVINCE, "4.2", E=(12, '0"%"'), F=(0.5, r"0.0\%")) == {"value": 12, "previous": Decimal("0.5")}


@pytest.mark.parametrize("typed", [(12, '0000"/QĐ"'), 1234567890123456789, (12, "0.00")])
def test_a_number_that_does_not_show_how_it_was_typed_is_no_text(typed):
    assert "Trả lời!KROW: Ô này cần chữ" in wrong(UNIT, "1.a", K=typed)


@pytest.mark.parametrize("column", ["E", "H"])
def test_a_number_beyond_all_bounds_is_named(column):
    raw = changed(blank(UNIT), {"Trả lời": {f"{column}{row_of(blank(UNIT), '2.a')}": 987654321}})
    endless = _with_part(
        raw, "xl/worksheets/sheet3.xml", _part(raw, "xl/worksheets/sheet3.xml").replace(b"987654321", b"1E400")
    )
    assert "số quá lớn" in problems(endless)[0]


def test_the_days_of_a_workbook_that_counts_from_1904():
    raw = blank(UNIT)
    book = load_workbook(BytesIO(raw))
    book.epoch = CALENDAR_MAC_1904
    page, row = book["Trả lời"], row_of(raw, "1.a")
    page[f"L{row}"], page[f"L{row}"].number_format = 43123, "General"
    assert read_workbook(saved(book)).data["answers"]["1.a"]["documents"] == [{"date": "2022-01-24"}]


def test_a_formula_that_comes_to_nothing_is_a_blank():
    raw = blank(UNIT)
    row = row_of(raw, "1.a")
    part = "xl/worksheets/sheet3.xml"
    marked = changed(raw, {"Trả lời": {f"J{row}": '=""', "I2": "=1+1"}})
    sheet = (
        _part(marked, part)
        .replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
        .replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>")
    )
    assert b"<v>2</v>" in sheet
    assert "1.a" not in read_workbook(_with_part(marked, part, sheet)).data["answers"]


def test_cells_far_down_cost_nothing():
    raw = changed(blank(COMMUNE), {"Gia đình": {"XFD1048576": " "}, "Trả lời": {"A1048576": " "}})
    assert read_workbook(raw).data == read_workbook(blank(COMMUNE)).data


def test_every_rule_set_fits_the_checks_of_its_own_workbook():
    for rule_set in RULE_SETS:
        assert read_workbook(blank(rule_set)).places


# Files that are none.


def _zip(parts: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _part(raw: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        return archive.read(name)


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


def test_a_document_type_under_any_name_is_refused():
    doctype = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>'
    for content in (doctype, doctype.decode().replace("?>", ' encoding="UTF-16"?>', 1).encode("utf-16")):
        assert "DOCTYPE" in problems(_with_part(blank(UNIT), "xl/anything.txt", content))[0]


@pytest.mark.parametrize(
    "inside",
    [
        pytest.param(b"<sheetData>" + b"<row>" + b"<c/>" * 600_000 + b"</row></sheetData>", id="cells"),
        pytest.param(b'<sheetData/><mergeCells><mergeCell ref="A100:CV300000"/></mergeCells>', id="merged cells"),
        pytest.param(b'<sheetData/><mergeCells><mergeCell ref="A:XFD"/></mergeCells>', id="merged columns"),
    ],
)
def test_a_small_file_with_very_many_cells_is_refused_before_it_is_opened(inside):
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' + inside + b"</worksheet>"
    assert "hơn 500000 ô" in problems(_with_part(blank(UNIT), "xl/worksheets/sheet3.xml", sheet))[0]


def test_a_workbook_of_the_strict_variant_is_told_how_to_be_saved():
    strict = _part(blank(UNIT), "xl/workbook.xml").replace(
        b"schemas.openxmlformats.org/spreadsheetml/2006", b"purl.oclc.org/ooxml/spreadsheetml"
    )
    assert "Strict Open XML" in problems(_with_part(blank(UNIT), "xl/workbook.xml", strict))[0]


def test_a_workbook_that_xhht_has_not_made():
    book = NewBook()
    book.active["A1"] = "Tiêu chí"
    assert "không phải tệp minh chứng do xhht tạo" in problems(saved(book))[0]


def test_truncated_anywhere_it_is_refused_and_nothing_worse():
    raw = blank(UNIT)
    for size in range(4, len(raw), len(raw) // 40):
        assert problems(raw[:size])
