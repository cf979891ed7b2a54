"""``xhht convert``, ``template --format xlsx`` and rating a workbook, as they are typed."""

import json
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from workbooks import SAMPLES, changed, info_cell, typed, without_blanks

from ratings.reading import parse_json

ROOT = Path(__file__).parent.parent
UNIT = ROOT / "samples" / "phong-gddt-loai-tot.json"
COMMUNE = ROOT / "samples" / "xa-binh-khe"


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copy(UNIT, "don-vi.json")
    return tmp_path


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_goes_to_excel_and_back_and_is_rated_alike(xhht, sample, tmp_path, monkeypatch):
    folder = tmp_path / "here"
    shutil.copytree(
        sample.parent, folder, ignore=lambda _, names: [name for name in names if not name.endswith("jsonl")]
    )
    monkeypatch.chdir(folder)
    shutil.copy(sample, "a.json")
    assert xhht("convert", "a.json", "-o", "a.xlsx")[:2] == (0, "")
    assert xhht("convert", "a.xlsx", "-o", "b.json")[:2] == (0, "")
    assert typed(parse_json(Path("b.json").read_bytes())) == typed(without_blanks(parse_json(sample.read_bytes())))
    rated = [xhht("rate", "--format", "json", name) for name in ("a.json", "a.xlsx")]
    assert rated[0].status == rated[1].status == 0
    assert rated[0].out == rated[1].out


def test_members_go_into_the_workbook_and_count_the_same(xhht, tmp_path, monkeypatch):
    shutil.copytree(COMMUNE, tmp_path / "xa")
    monkeypatch.chdir(tmp_path / "xa")
    assert xhht("convert", "--members", "xa-binh-khe.json", "-o", "xa.xlsx").status == 0
    families = load_workbook("xa.xlsx")["Gia đình"]
    assert sum(1 for row in families.iter_rows(min_row=4, max_col=3) if row[1].value) == 308
    one, other = (json.loads(xhht("rate", "--format", "json", name).out) for name in ("xa-binh-khe.json", "xa.xlsx"))
    assert (one["level"], one["points"], one["criteria"][8]["points"]) == (
        other["level"], other["points"], other["criteria"][8]["points"],
    )  # fmt: skip
    assert [(each["kind"], each["rated"], each["reached"]) for each in one["members"]] == [
        (each["kind"], each["rated"], each["reached"]) for each in other["members"]
    ]


def test_files_of_members_are_not_left_behind(xhht, tmp_path):
    run = xhht("convert", COMMUNE / "xa-binh-khe.json", "-o", tmp_path / "xa.xlsx")
    assert run.status == 2
    assert "cùng thư mục" in run.err
    assert not (tmp_path / "xa.xlsx").exists()


@pytest.mark.parametrize("name", ["don-vi.xlsx", "don-vi.json"])
def test_nothing_is_overwritten(xhht, here, name):
    Path(name).touch() if name.endswith("xlsx") else None
    before = Path(name).read_bytes()
    run = xhht("convert", "don-vi.json", "-o", name)
    assert (run.status, Path(name).read_bytes()) == (2, before)
    assert "không ghi đè" in run.err


@pytest.mark.parametrize("arguments", [("don-vi.json",), ("don-vi.json", "-o", "ra.txt")])
def test_into_what_has_to_be_said(xhht, here, arguments):
    run = xhht("convert", *arguments)
    assert run.status == 2
    assert ".xlsx" in run.err


def test_mistakes_in_a_workbook_are_told_by_sheet_and_cell(xhht, here):
    xhht("convert", "don-vi.json", "-o", "don-vi.xlsx")
    raw = Path("don-vi.xlsx").read_bytes()
    page = load_workbook(BytesIO(raw))["Trả lời"]
    row = next(cell.row for cell in page["A"] if cell.value == "2.a")
    Path("don-vi.xlsx").write_bytes(changed(raw, {"Trả lời": {f"E{row}": 46, f"F{row}": 45}}))
    for command in ("rate", "check", "steps"):
        run = xhht(command, "don-vi.xlsx")
        assert run.status == 2
        assert run.err.startswith(f"don-vi.xlsx: Trả lời!E{row}: ")
        assert "46" in run.err
        assert "Traceback" not in run.err


def test_a_finding_names_the_cell(xhht, here):
    evidence = json.loads(Path("don-vi.json").read_text(encoding="utf-8"))
    evidence["answers"]["1.a"]["documents"] = [{"number": "1", "date": "2019-01-01"}]
    Path("cu.json").write_text(json.dumps(evidence), encoding="utf-8")
    xhht("convert", "cu.json", "-o", "cu.xlsx")
    assert "/answers/1.a" in xhht("check", "cu.json").out
    shown = xhht("check", "cu.xlsx").out
    assert "Trả lời!" in shown
    assert "/answers/1.a" not in shown
    assert "Trả lời!" in xhht("rate", "cu.xlsx").out


def test_a_member_that_is_wrong_is_named_by_its_row(xhht, tmp_path, monkeypatch):
    shutil.copytree(COMMUNE, tmp_path / "xa")
    monkeypatch.chdir(tmp_path / "xa")
    xhht("convert", "--members", "xa-binh-khe.json", "-o", "xa.xlsx")
    raw = Path("xa.xlsx").read_bytes()
    Path("xa.xlsx").write_bytes(changed(raw, {"Gia đình": {"F4": 9, "G4": 2}}))
    run = xhht("check", "xa.xlsx")
    assert run.status == 2
    assert "xa.xlsx: Gia đình!F4: " in run.err


def test_a_workbook_from_standard_input(xhht, here, monkeypatch):
    xhht("convert", "don-vi.json", "-o", "don-vi.xlsx")
    done = subprocess.run(
        [Path(sys.executable).with_name("xhht"), "rate", "--brief", "-"],
        input=Path("don-vi.xlsx").read_bytes(), capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Tốt" in done.stdout.decode("utf-8")


def test_what_if_reads_a_workbook_and_writes_json(xhht, here):
    xhht("convert", "don-vi.json", "-o", "don-vi.xlsx")
    assert xhht("what-if", "don-vi.xlsx", "2.a=30/40", "--write", "moi.json").status == 0
    assert json.loads(Path("moi.json").read_text(encoding="utf-8"))["answers"]["2.a"]["count"] == 30
    refused = xhht("what-if", "don-vi.xlsx", "2.a=30/40", "--write", "moi.xlsx")
    assert refused.status == 2
    assert not Path("moi.xlsx").exists()


def test_a_self_assessment_does_not_write_into_a_workbook(xhht, here):
    xhht("template", "tt22-2020", "-o", "mau.xlsx")
    before = Path("mau.xlsx").read_bytes()
    run = xhht("self-assess", "tt22-2020", "-o", "mau.xlsx")
    assert (run.status, Path("mau.xlsx").read_bytes()) == (2, before)


@pytest.mark.parametrize("command", [("rate",), ("steps",)])
def test_a_report_as_text_does_not_go_into_a_file_of_excel(xhht, here, command):
    run = xhht(*command, "don-vi.json", "-o", "ket-qua.xlsx")
    assert run.status == 2
    assert "xhht report" in run.err
    assert not Path("ket-qua.xlsx").exists()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_template_is_filled_in_and_rated(xhht, here, language):
    assert xhht("template", "--lang", language, "tt22-2020", "-o", "mau.xlsx").status == 0
    raw = Path("mau.xlsx").read_bytes()
    book = load_workbook(BytesIO(raw))
    info, answers = book.sheetnames[1:3]
    row = next(cell.row for cell in book[answers]["A"] if cell.value == "1.a")
    yes = {"vi": "Có", "en": "Yes"}[language]
    name, year = info_cell(raw, "subject/name"), info_cell(raw, "year")
    filled = {info: {name: "Phòng thử", year: 2022}, answers: {f"E{row}": yes, f"K{row}": "1/QĐ"}}
    Path("mau.xlsx").write_bytes(changed(raw, filled))
    result = json.loads(xhht("rate", "--format", "json", "mau.xlsx").out)
    assert result["criteria"][0]["indicators"][0]["status"] == "pass"
    assert result["range"]["high"] == 100


def test_a_score_sheet_as_a_workbook(xhht, here):
    assert xhht("template", "--sheet", "tt44-2014", "-o", "phieu.xlsx").status == 0
    raw = Path("phieu.xlsx").read_bytes()
    page = load_workbook(BytesIO(raw))["Trả lời"]
    lines = {
        f"H{cell.row}": page.cell(cell.row, 6).value for cell in page["A"] if cell.value and str(cell.value).isdigit()
    }
    assert sum(lines.values()) == 100
    Path("phieu.xlsx").write_bytes(
        changed(
            raw,
            {"Thông tin": {info_cell(raw, "subject/name"): "Xã thử", info_cell(raw, "year"): 2022}, "Trả lời": lines},
        )
    )
    assert json.loads(xhht("rate", "--format", "json", "phieu.xlsx").out)["points"] == 100


@pytest.mark.parametrize(
    "arguments",
    [("convert", "don-vi.json", "--format", "xlsx", "-o", "a.json"),
     ("template", "tt22-2020", "--format", "xlsx", "-o", "a.json"),
     ("convert", "don-vi.json", "--format", "json", "-o", "a.xlsx")],
)  # fmt: skip
def test_a_format_goes_under_no_other_name(xhht, here, arguments):
    assert xhht(*arguments).status == 2
    assert sorted(path.name for path in here.iterdir()) == ["don-vi.json"]


def test_a_blank_form_goes_to_excel_and_back(xhht, here):
    assert xhht("template", "tt22-2020", "-o", "mau.json").status == 0
    assert xhht("convert", "mau.json", "-o", "mau.xlsx").status == 0
    assert xhht("convert", "mau.xlsx", "-o", "lai.json").status == 0
    assert json.loads(Path("lai.json").read_text(encoding="utf-8"))["answers"] == {}


def test_what_a_workbook_cannot_keep_is_named(xhht, here):
    evidence = json.loads(Path("don-vi.json").read_text(encoding="utf-8"))
    evidence["answers"]["1.a"]["note"] = "ghi x005F_ vào"
    Path("la.json").write_text(json.dumps(evidence), encoding="utf-8")
    run = xhht("convert", "la.json", "-o", "la.xlsx")
    assert run.status == 2
    assert run.err.startswith("la.json: /answers/1.a/note: Tệp Excel không giữ được nguyên văn")
    assert not Path("la.xlsx").exists()


@pytest.mark.parametrize("ending", ["xlsx", "json"])
@pytest.mark.parametrize("depth", [300, 600, 900])
def test_members_nested_without_end_are_refused_or_kept(xhht, here, ending, depth):
    evidence = json.loads((ROOT / "samples" / "xa-86-diem-chua-dat.json").read_text(encoding="utf-8"))
    text = json.dumps(evidence | {"members": ["@"]}).replace('"@"', "[" * depth + "]" * depth)
    Path("sau.json").write_text(text, encoding="utf-8")
    run = xhht("convert", "sau.json", "-o", f"ra.{ending}")
    assert run.status in (0, 2)
    assert Path(f"ra.{ending}").exists() == (run.status == 0)
    assert run.status == 0 or run.err.startswith("sau.json: ")


def test_a_workbook_that_is_wrong_does_not_stop_the_others(xhht, here):
    xhht("template", "tt22-2020", "-o", "mau.xlsx")
    run = xhht("rate", "--brief", "mau.xlsx", "don-vi.json")
    assert run.status == 2
    assert "Xếp loại: Tốt" in run.out
    assert "mau.xlsx: Thông tin!D" in run.err


def test_rating_json_loads_nothing_of_an_office():
    code = (
        "import sys\nfrom ratings.main import main\n"
        f"try:\n    main(['rate', {str(UNIT)!r}])\nexcept SystemExit as done:\n    assert done.code == 0\n"
        "heavy = {'openpyxl', 'xlsxwriter', 'docxtpl', 'docx', 'jinja2', 'lxml', 'junitparser', 'defusedxml'}\n"
        "assert not heavy & {name.partition('.')[0] for name in sys.modules}, heavy & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
