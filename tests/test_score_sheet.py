"""The score sheet: what its formulas name really adds up to the result, and words stay words."""

import re
import subprocess
import sys
import zipfile
from decimal import ROUND_DOWN, Decimal
from io import BytesIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from reporting import HOSTILE, SAMPLES, explained, said_by
from support import unit

from criteria.texts import Text, plain
from ratings.explaining import explain
from ratings.names import MET_NAMES
from ratings.rating import rate
from ratings.result import Result
from ratings.score_annexes import listed_documents
from ratings.score_sheet import score_sheet
from ratings.sheet_page import LONGEST_CELL, Column, Page, Workbook

LANGUAGES = ("vi", "en")
SUM = re.compile(r"=SUM\(([A-Z0-9:,]+)\)")
SHARE = re.compile(
    r"=IF\(ROUND\((\w+)\*100,0\)=0,0,ROUNDDOWN\(ROUND\((\w+)\*100,0\)\*10000/ROUND\(\1\*100,0\),0\)/10000\)"
)
SCALED = re.compile(
    r"=IF\(ROUND\((\w+)\*100,0\)=0,0,ROUNDDOWN\(ROUND\((\w+)\*100,0\)\*ROUND\((\w+)\*100,0\)/ROUND\(\1\*100,0\),0\)/100\)"
)
COUNTIF = re.compile(r'=COUNTIF\(([A-Z0-9:]+),"([^"]+)"\)')
MET_OF = re.compile(r'=COUNTIF\(([A-Z0-9:]+),"([^"]+)"\)&"/"&\(COUNTA\(\1\)-COUNTIF\(\1,"([^"]+)"\)\)')


class Sheet:
    """The first sheet twice: formulas, and what was stored as their value."""

    def __init__(self, content):
        self.formulas = load_workbook(BytesIO(content)).worksheets[0]
        self.values = load_workbook(BytesIO(content), data_only=True).worksheets[0]

    def cells(self, names):
        for name in names.split(","):
            found = self.values[name]
            yield from (cell for row in found for cell in row) if isinstance(found, tuple) else [found]

    def number(self, name):
        return Decimal(str(self.values[name].value or 0))

    def reckoned(self, formula):
        """What *formula* comes to, from the cells that it names."""
        if found := SUM.fullmatch(formula):
            numbers = [cell.value for cell in self.cells(found[1])]
            assert numbers, formula
            assert all(value is None or isinstance(value, int | float) for value in numbers), formula
            return sum((Decimal(str(value)) for value in numbers if value is not None), Decimal(0))
        if found := SHARE.fullmatch(formula):
            most, points = self.number(found[1]), self.number(found[2])
            return (points / most).quantize(Decimal("0.0001"), ROUND_DOWN) if most else Decimal(0)
        if found := SCALED.fullmatch(formula):
            most, points, whole = (self.number(found[place]) for place in (1, 2, 3))
            return (points * whole / most).quantize(Decimal("0.01"), ROUND_DOWN)
        if found := MET_OF.fullmatch(formula):
            words = [cell.value for cell in self.cells(found[1]) if cell.value is not None]
            return f"{words.count(found[2])}/{len(words) - words.count(found[3])}"
        found = COUNTIF.fullmatch(formula)
        assert found, formula
        return Decimal([cell.value for cell in self.cells(found[1])].count(found[2]))

    def all_formulas(self):
        return [cell for row in self.formulas.iter_rows() for cell in row if cell.data_type == "f"]

    def row_of(self, id_):
        (found,) = [row for row in self.values.iter_rows() if row[0].value == id_]
        return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_formula_of_a_sample_comes_to_what_is_stored_for_it(path, language):
    sheet = Sheet(score_sheet(explained(path), language))
    assert sheet.all_formulas()
    for cell in sheet.all_formulas():
        stored = sheet.values[cell.coordinate].value
        reckoned = sheet.reckoned(cell.value)
        assert (stored if isinstance(reckoned, str) else Decimal(str(stored))) == reckoned, cell.coordinate


def _same_rows(sheet, result):
    """Hold the figures of each row against the result, and the totals below them."""
    for item in (each for criterion in result.criteria for each in (criterion, *criterion.indicators)):
        row = sheet.row_of(item.id)
        assert row[1].value == item.name.vi
        assert [Decimal(str(cell.value or 0)) for cell in row[2:4]] == [item.max_points, item.points], item.id
    totals = [row for row in sheet.values.iter_rows() if row[1].value in ("Tổng điểm", "Tỷ lệ so với điểm tối đa")]
    assert len(totals) == 2
    scored, most = (Decimal(str(totals[0][place].value)) for place in (3, 2))
    scaled = [row for row in sheet.values.iter_rows() if str(row[1].value).startswith("Quy về thang")]
    assert len(scaled) == (most != result.max_points)
    total = Decimal(str(scaled[0][3].value)) if scaled else scored
    assert total == result.points
    assert (Decimal(str(scaled[0][2].value)) if scaled else most) == result.max_points


@pytest.mark.parametrize(
    "path", [each for each in SAMPLES if isinstance(explained(each), Result)], ids=lambda p: p.stem
)
def test_points_of_a_sample_stand_in_their_rows_and_add_up_to_its_total(path):
    result = explained(path)
    sheet = Sheet(score_sheet(result, "vi"))
    _same_rows(sheet, result)
    for criterion in result.criteria:  # a sum names the rows of its own indicators, no more and no fewer
        formula = sheet.formulas.cell(sheet.row_of(criterion.id)[0].row, 4).value
        if criterion.indicators:
            named = [sheet.values.cell(cell.row, 1).value for cell in sheet.cells(SUM.fullmatch(formula)[1])]
            assert named == [each.id for each in criterion.indicators]
        else:
            assert Decimal(str(formula)) == criterion.points


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "path", [each for each in SAMPLES if not isinstance(explained(each), Result)], ids=lambda p: p.stem
)
def test_targets_of_a_sample_are_counted_for_each_level(path, language):
    result = explained(path)
    sheet = Sheet(score_sheet(result, language))
    rising = list(reversed(result.levels))
    counts = {row[1].value: [cell.value for cell in row[2 : 2 + len(rising)]] for row in sheet.values.iter_rows()}
    met = counts[Text("Số chỉ tiêu đạt", "Targets met").into(language)]
    assert met == [level.targets - len(level.lacking) for level in rising]
    for indicator in (each for criterion in result.criteria for each in criterion.indicators):
        shown = [cell.value for cell in sheet.row_of(indicator.id)[2 : 2 + len(rising)]]
        statuses = {each.level: MET_NAMES[each.status].into(language) for each in indicator.levels}
        assert shown == [statuses.get(level.id) for level in rising]


@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_any_answers_add_up(data):
    """Points by hundredths, some not applicable: what rounding down leaves is what the result has."""
    answers = {}
    for name, most in {"1.a": 1000, "1.b": 1000, "2.a": 1000, "2.b": 500, "3.a": 2500, "3.c": 500}.items():
        points = data.draw(st.one_of(st.none(), st.integers(0, most)), label=name)
        answers[name] = (
            {"not_applicable": "mới lập"}
            if points is None
            else {"points": points / 100, "note": "chấm", "documents": [{"number": "1"}]}
        )
    result = explain(rate(unit(answers)))
    sheet = Sheet(score_sheet(result, "vi"))
    _same_rows(sheet, result)
    for cell in sheet.all_formulas():
        assert Decimal(str(sheet.values[cell.coordinate].value)) == sheet.reckoned(cell.value)


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: words[:12])
def test_hostile_words_are_text(words):
    content = score_sheet(said_by(words), "vi")
    book = load_workbook(BytesIO(content))
    ours = re.compile(r"=(SUM|IF)\(")
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.hyperlink is None
                assert cell.data_type != "f" or ours.match(cell.value)
    raw = zipfile.ZipFile(BytesIO(content))
    assert not [name for name in raw.namelist() if "externalLink" in name or "_rels/sheet" in name]
    assert "<f>=" not in raw.read("xl/worksheets/sheet1.xml").decode()
    listed = [cell.value for cell in book["Danh mục minh chứng"][4]]
    assert [_unescaped(each) for each in listed[1:6:2]] == [words, words, words]
    assert listed[6] == "1.b, 1.c, 2.a, 2.b, 2.c, 2.d, 3.a, 3.b, 3.c"


def _unescaped(value):
    """What Excel shows of what openpyxl leaves as it stands in the file."""
    return value.replace("_x005F_", "_")


def test_a_cell_is_cut_where_excel_would_lose_it_whole():
    paper = {"title": "x" * 2000}
    papers = [{**paper, "number": str(place)} for place in range(20)]
    result = explain(rate(unit({"2.a": {"count": 40, "of": 40, "documents": papers}})))
    sheet = Sheet(score_sheet(result, "vi"))
    shown = sheet.row_of("2.a")[-1].value
    assert len(shown) == LONGEST_CELL
    assert shown.endswith("…")
    assert len(listed_documents(result)) == 21  # on the second sheet none is lost


@settings(max_examples=40, deadline=None)
@given(words=st.text(min_size=1, max_size=60).filter(lambda words: any(each.isalnum() for each in plain(words))))
@example(words="a\x00\x1b\x7f\u202e\ufffe")
def test_any_text_makes_a_file_that_can_be_read(words):
    book = load_workbook(BytesIO(score_sheet(said_by(words), "vi")))
    assert all(cell.hyperlink is None for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)


def test_the_same_result_gives_the_same_bytes():
    result = explained(SAMPLES[0])
    assert score_sheet(result, "vi") == score_sheet(result, "vi")
    assert {info.date_time[0] for info in zipfile.ZipFile(BytesIO(score_sheet(result, "vi"))).infolist()} == {1980}
    assert load_workbook(BytesIO(score_sheet(result, "vi"))).properties.created.year == 2000


def test_the_first_workbook_of_a_process_is_like_those_after_it(tmp_path):
    score_sheet(explained(SAMPLES[0]), "vi")
    code = "import sys; from ratings.main import main; main(sys.argv[1:])"
    run = [sys.executable, "-c", code, "report", SAMPLES[0], "--lang", "vi", "-o", tmp_path / "a.xlsx"]
    subprocess.run(run, check=True)
    assert (tmp_path / "a.xlsx").read_bytes() == score_sheet(explained(SAMPLES[0]), "vi")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_sheets_print_on_a4_with_their_heads(path):
    result = explained(path)
    book = load_workbook(BytesIO(score_sheet(result, "vi")))
    further = [("Chuẩn", result.standards), ("Thành viên", result.members)]
    assert book.sheetnames[1:] == ["Danh mục minh chứng", *(name for name, there in further if there)]
    for sheet in book.worksheets:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.print_title_rows
        assert sheet.freeze_panes
        assert all(row.height <= 409 for row in sheet.row_dimensions.values() if row.height)


@pytest.mark.parametrize("language", LANGUAGES)
def test_standards_are_told_in_sentences_without_our_ids(language):
    (path,) = (each for each in SAMPLES if each.stem == "xa-binh-khe")
    book = load_workbook(BytesIO(score_sheet(explained(path), language)))
    (page,) = (each for each in book if each.title == ("Chuẩn" if language == "vi" else "Standards"))
    rows = list(page.iter_rows(min_row=3, values_only=True))
    known = [each for standard in explained(path).standards for level in standard.levels for each in level.conditions]
    assert sum(re.match(r"- (điều kiện|condition) \d+$", row[0]) is not None for row in rows) == len(known)
    assert not {each.id for each in known} & {row[0].removeprefix("- ") for row in rows}
    told = [row[4] for row in rows if row[4]]
    assert told
    assert all(words[0] == words[0].upper() for words in told)


PAPER_OF_FIVE_LINES = (
    "Quyết định công nhận Trường Tiểu học Bình Khê đạt chuẩn quốc gia mức độ 2 số 1126/QĐ-UBND ngày 24/05/2022 "
    "của Ủy ban nhân dân tỉnh Hà Khê"
)
"""In a column of 28 digits, as LibreOffice breaks it."""


@pytest.mark.parametrize(
    ("words", "width", "lines"),
    [
        ("Xã", 28, (1, 1)),
        (PAPER_OF_FIVE_LINES, 28, (5, 6)),
        ("x" * 280, 28, (9, 12)),
        ("a\nb\nc", 28, (3, 3)),
        ("", 28, (1, 1)),
        ("một hai ba " * 20, 56, (3, 4)),
    ],
    ids=["word", "paper", "long word", "lines", "nothing", "many words"],
)
def test_rows_are_as_high_as_their_words_and_no_line_higher(words, width, lines):
    workbook = Workbook("x")
    page = Page(workbook, "x", [Column("x", width)], "x")
    page.cells([words])
    book = load_workbook(BytesIO(workbook.finished()))
    height = book["x"].row_dimensions[1].height
    line = 12.65  # points that 11-point Times New Roman takes
    assert lines[0] * line <= height <= lines[1] * 14 + 4


def test_columns_are_measured_by_the_font_of_the_cells():
    """Else they are as wide as the font says that stands in for Calibri, and everything is printed smaller."""
    content = score_sheet(explained(SAMPLES[0]), "vi")
    assert {cell.font.name for page in load_workbook(BytesIO(content)) for row in page for cell in row} == {
        "Times New Roman"
    }
    with zipfile.ZipFile(BytesIO(content)) as archive:
        first = re.search(r'<fonts.*?<name val="(.*?)"', archive.read("xl/styles.xml").decode())
    assert first is not None
    assert first[1] == "Times New Roman"


def test_all_who_missed_their_title_are_listed():
    (path,) = [each for each in SAMPLES if each.stem == "xa-binh-khe"]
    result = explained(path)
    rows = list(load_workbook(BytesIO(score_sheet(result, "vi")))["Thành viên"].iter_rows(values_only=True))
    missed = [each for members in result.members for each in members.missed]
    assert [(row[1], row[5]) for row in rows if row[9] and row[9] != "Chỗ ghi"] == [
        (each.code, float(each.points)) for each in missed
    ]
