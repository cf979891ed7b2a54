"""``xhht report``: which files come of which options, what is refused, and that nothing is left half done."""

import csv
import json
import subprocess
import sys
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest
from reporting import SAMPLES, explained
from support import unit

import ratings.csv_report
from criteria.catalogue import rule_set
from criteria.papers_model import PAPER_KINDS
from ratings.csv_report import render_csv
from ratings.junit_report import render_junit
from ratings.report_commands import _PAPERS
from ratings.report_files import UnclearError, Wanted, files_wanted, formats_named
from ratings.score_sheet import score_sheet

(SAMPLE,) = [each for each in SAMPLES if each.stem == "truong-thcs-loai-kha"]
COMMUNE = unit(subject={"kind": "commune", "name": "Xã"}) | {"answers": {}}


def test_papers_are_those_that_there_are():
    assert _PAPERS == PAPER_KINDS


@pytest.mark.parametrize(
    ("typed", "output", "formats"),
    [
        (["html"], None, ("html",)),
        (["html,docx", "csv"], "kq", ("html", "docx", "csv")),
        ([" HTML , csv ", "html"], "kq", ("html", "csv")),
        ([], "kq.XLSX", ("xlsx",)),
        ([], "kq.xml", ("junit",)),
        (["csv"], "kq.txt", ("csv",)),
    ],
)
def test_formats_are_those_that_are_typed_or_that_of_the_ending(typed, output, formats):
    assert formats_named(typed, Path(output) if output else None) == formats


@pytest.mark.parametrize(
    ("formats", "papers", "output", "files"),
    [
        (["csv"], ["summary"], None, [("csv", None, None)]),
        (["csv"], ["summary"], "-", [("csv", None, "-")]),
        (["csv"], ["summary"], "kq.txt", [("csv", None, "kq.txt")]),
        (["docx"], ["summary"], "kq.docx", [("docx", "summary", "kq.docx")]),
        (["html", "junit"], ["summary"], "d/kq", [("html", None, "d/kq.html"), ("junit", None, "d/kq.xml")]),
        (["html", "docx"], ["minutes"], "kq.html", [("html", None, "kq.html"), ("docx", "minutes", "kq.docx")]),
        (["html", "csv"], ["minutes"], "xa.2024", [("html", None, "xa.2024.html"), ("csv", None, "xa.2024.csv")]),
        (
            ["docx", "xlsx"],
            ["minutes", "summary"],
            "kq.docx",
            [
                ("docx", "minutes", "kq-minutes.docx"),
                ("docx", "summary", "kq-summary.docx"),
                ("xlsx", None, "kq.xlsx"),
            ],
        ),
    ],
)
def test_files_are_named_after_output_format_and_paper(formats, papers, output, files):
    wanted = files_wanted(formats, papers, Path(output) if output else None)
    assert list(wanted) == [Wanted(form, paper, Path(path) if path else None) for form, paper, path in files]


@pytest.mark.parametrize(
    ("formats", "papers", "output"),
    [
        (["xlsx"], ["summary"], None),
        (["docx"], ["summary"], None),
        (["html", "csv"], ["summary"], None),
        (["html", "csv"], ["summary"], "-"),
        (["docx"], ["summary", "minutes"], "-"),
        (["csv"], ["summary"], "kq.xlsx"),
    ],
)
def test_what_does_not_say_which_files_is_refused(formats, papers, output):
    with pytest.raises(UnclearError):
        files_wanted(formats, papers, Path(output) if output else None)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_several_formats_in_one_run_are_what_each_makes(xhht, tmp_path, language):
    run = xhht("report", SAMPLE, "--format", "xlsx,csv", "--format", "junit", "-o", tmp_path / "kq", "--lang", language)
    assert (run.status, run.out) == (0, "")
    result = explained(SAMPLE)
    assert (tmp_path / "kq.xlsx").read_bytes() == score_sheet(result, language)
    assert (tmp_path / "kq.csv").read_bytes() == render_csv(result, language).encode()
    assert (tmp_path / "kq.xml").read_bytes() == render_junit(result, language).encode()
    assert all(name in run.err for name in ("kq.xlsx", "kq.csv", "kq.xml"))


def test_one_text_format_goes_to_standard_output(xhht):
    run = xhht("report", SAMPLE, "--format", "csv", "--bom")
    assert (run.status, run.err) == (0, "")
    assert run.out == render_csv(explained(SAMPLE), "vi", bom=True)


def test_html_is_what_the_page_makes(xhht, tmp_path):
    from ratings.html_report import render_html

    assert xhht("report", SAMPLE, "-o", tmp_path / "kq.html").status == 0
    assert (tmp_path / "kq.html").read_text(encoding="utf-8") == render_html(explained(SAMPLE), "vi")


def test_several_papers_are_each_a_file(xhht, tmp_path):
    from docx import Document

    office = tmp_path / "office.json"
    office.write_text('{"signer": "=Nguyễn <b>Văn</b> {{ 7*7 }} A", "place": "Tân Khê"}', encoding="utf-8")
    papers = ["--paper", "summary", "--paper", "minutes", "--paper", "summary"]
    run = xhht("report", SAMPLE, "--format", "docx,csv", *papers, "--office", office, "-o", tmp_path / "kq")
    assert run.status == 0
    made = {each.name: each for each in tmp_path.iterdir()}
    assert set(made) == {"office.json", "kq-summary.docx", "kq-minutes.docx", "kq.csv"}
    said = [_words(Document(str(made[f"kq-{paper}.docx"]))) for paper in ("summary", "minutes")]
    assert said[0] != said[1]
    assert any("=Nguyễn <b>Văn</b> {{ 7*7 }} A" in each for each in said)
    assert "kq-minutes.docx" in run.err


def _words(document):
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


def test_a_template_that_is_none_is_refused(xhht, tmp_path):
    (tmp_path / "mau.docx").write_bytes(b"no zip")
    run = xhht("report", SAMPLE, "--format", "csv,docx", "-o", tmp_path / "kq", "--template", tmp_path / "mau.docx")
    assert (run.status, "--template" in run.err) == (2, True)
    assert [each.name for each in tmp_path.iterdir()] == ["mau.docx"]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], ("--format", "--format")),
        (["--format", "pdf"], ("pdf", "pdf")),
        (["--format", "cvs"], ('"csv"', '"csv"')),
        (["--format", "xlsx"], ("-o", "-o")),
        (["--format", "html,csv"], ("-o TÊN", "-o NAME")),
        (["--format", "csv", "--paper", "summary"], ("--format docx", "--format docx")),
        (["--format", "csv", "--office", "x.json"], ("--format docx", "--format docx")),
        (["--format", "csv", "--template", "x.docx"], ("--format docx", "--format docx")),
        (["--format", "html", "--bom"], ("--format csv", "--format csv")),
        (["-o", "nowhere/kq.csv"], ("Không có thư mục", "no folder")),
        (["--format", "csv", "-o", "kq.html"], (".csv", ".csv")),
        (
            ["--format", "docx", "--paper", "summary", "--paper", "minutes", "--template", "x.docx", "-o", "kq"],
            ("--template", "--template"),
        ),
        (["--template", "x.docx", "-o", "kq.docx"], ("x.docx", "x.docx")),
    ],
)
def test_options_that_make_no_sense_are_usage_errors(xhht, tmp_path, monkeypatch, options, said, language):
    file = SAMPLE.resolve()
    monkeypatch.chdir(tmp_path)
    run = xhht("report", file, *options, "--lang", language)
    assert (run.status, run.out) == (2, "")
    assert said[language == "en"] in run.err
    assert not list(tmp_path.iterdir())


def test_a_failure_in_one_format_leaves_no_file(xhht, tmp_path, monkeypatch):
    monkeypatch.setattr(ratings.csv_report, "render_csv", lambda *_, **__: 1 / 0)
    assert xhht("report", SAMPLE, "--format", "junit,csv", "-o", tmp_path / "kq").status == 3
    assert not list(tmp_path.iterdir())


def test_a_folder_in_the_way_leaves_no_file(xhht, tmp_path):
    (tmp_path / "kq.csv").mkdir()
    run = xhht("report", SAMPLE, "--format", "junit,csv", "-o", tmp_path / "kq")
    assert (run.status, "kq.csv" in run.err) == (2, True)
    assert [each.name for each in tmp_path.iterdir()] == ["kq.csv"]


@pytest.mark.parametrize("option", [None, "--review", "--previous", "--office", "--template", "--overlay"])
def test_an_input_is_never_written_over(xhht, tmp_path, option):
    evidence = tmp_path / ("kq.xml" if option is None else "don-vi.json")
    evidence.write_text(json.dumps(unit()), encoding="utf-8")
    given = evidence
    if option is not None:
        given = tmp_path / "kq.xml"
        given.write_text("{}", encoding="utf-8")
    formats = "junit,docx" if option in ("--office", "--template") else "junit,csv"
    before = given.read_bytes()
    options = [option, given] if option is not None else []
    run = xhht("report", evidence, "--format", formats, "-o", tmp_path / "kq", *options)
    assert (run.status, "kq.xml" in run.err) == (2, True)
    assert given.read_bytes() == before
    assert not (tmp_path / "kq.csv").exists()


def test_a_workbook_is_not_written_over_by_its_own_score_sheet(xhht, tmp_path):
    book = tmp_path / "don-vi.xlsx"
    assert xhht("convert", SAMPLE, "-o", book).status == 0
    before = book.read_bytes()
    run = xhht("report", book, "-o", book)
    assert (run.status, "don-vi.xlsx là tệp đầu vào" in run.err) == (2, True)
    assert book.read_bytes() == before


def test_two_files_that_are_one_by_a_link_are_refused(xhht, tmp_path):
    (tmp_path / "kq.html").symlink_to(tmp_path / "kq.csv")
    run = xhht("report", SAMPLE, "--format", "html,csv", "-o", tmp_path / "kq")
    assert (run.status, "là một tệp" in run.err) == (2, True)
    assert not (tmp_path / "kq.csv").exists()


@pytest.mark.parametrize("sample", ["gia-dinh-khong-co-tre-em", "cong-dan-hoc-tap", "truong-thcs-loai-kha"])
def test_the_first_paper_of_a_rule_set_is_made_where_none_is_named(xhht, tmp_path, sample):
    file = SAMPLE.with_stem(sample)
    first = rule_set(explained(file).rule_set.id).papers[0].id
    for name, named in (("a.docx", []), ("b.docx", ["--paper", first])):
        run = xhht("report", file, "-o", tmp_path / name, *named)
        assert (run.status, run.err) == (0, "")
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_files_of_members_are_inputs_too(xhht, tmp_path):
    evidence = COMMUNE | {"members_files": ["kq.csv"]}
    (tmp_path / "xa.json").write_text(json.dumps(evidence), encoding="utf-8")
    member = {"schema": "xhht-evidence/1", "subject": {"kind": "family", "name": "A"}, "year": 2022, "answers": {}}
    (tmp_path / "kq.csv").write_text(json.dumps(member) + "\n", encoding="utf-8")
    run = xhht("report", tmp_path / "xa.json", "-o", tmp_path / "kq.csv")
    assert (run.status, "kq.csv" in run.err) == (2, True)
    assert json.loads((tmp_path / "kq.csv").read_text(encoding="utf-8")) == member


def test_members_that_cannot_be_rated_are_told_and_the_report_is_written(xhht, tmp_path):
    evidence = COMMUNE | {"members": [{"schema": "x"}]}
    (tmp_path / "xa.json").write_text(json.dumps(evidence), encoding="utf-8")
    run = xhht("report", tmp_path / "xa.json", "-o", tmp_path / "kq.csv")
    assert run.status == 2
    assert "/members/0" in run.err
    assert (tmp_path / "kq.csv").read_text(encoding="utf-8").startswith("rule_set,")


def test_bad_evidence_is_refused_as_by_rate(xhht, tmp_path):
    bad = tmp_path / "sai.json"
    bad.write_text('{"schema": "xhht-evidence/1"}', encoding="utf-8")
    run, rated = xhht("report", bad, "-o", tmp_path / "kq.csv"), xhht("rate", bad)
    assert (run.status, run.err) == (rated.status, rated.err)
    assert not (tmp_path / "kq.csv").exists()


@pytest.mark.parametrize(
    ("office", "said"),
    [
        ('{"signer": ""}', "/signer"),
        ('{"singer": "A"}', '"signer"'),
        ('{"numbers": {"memo": "1"}}', "/numbers"),
        ("[]", "office.json"),
        ("{", "office.json"),
        (None, "office.json"),
    ],
)
def test_a_wrong_office_is_told_with_file_and_path(xhht, tmp_path, office, said):
    file = tmp_path / "office.json"
    if office is not None:
        file.write_text(office, encoding="utf-8")
    run = xhht("report", SAMPLE, "-o", tmp_path / "kq.docx", "--office", file)
    assert run.status == 2
    assert said in run.err
    assert "office.json" in run.err
    assert not (tmp_path / "kq.docx").exists()


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", ("Tệp trống", "empty")),
        (b" \n", ("Tệp trống", "empty")),
        (None, ("Excel", "Excel")),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", ("Excel", "Excel")),
    ],
    ids=["empty", "blank", "workbook", "old workbook"],
)
def test_what_is_no_office_file_is_told_to_be_json(xhht, tmp_path, content, said, language):
    file = tmp_path / "van-phong.xlsx"
    if content is None:
        assert xhht("convert", SAMPLE, "-o", file).status == 0
    else:
        file.write_bytes(content)
    run = xhht("report", SAMPLE, "-o", tmp_path / "kq.docx", "--office", file, "--lang", language)
    assert (run.status, len(run.err.splitlines())) == (2, 1)
    for words in (said[language == "en"], "JSON", "docs/papers.md", "van-phong.xlsx"):
        assert words in run.err
    assert "xhht template" not in run.err


def test_the_reviewed_result_is_reported(xhht, tmp_path):
    result = explained(SAMPLE)
    of = {"file": SAMPLE.name, "subject": result.subject.name, "rule_set": result.rule_set.id, "year": result.year}
    paper = {"number": "1/QĐ"}
    remark = {"verdict": "disagree", "answer": {"met": True, "documents": [paper]}, "reason": "đã có"}
    review = tmp_path / "x.review"
    review.write_text(json.dumps({"schema": "xhht-review/1", "of": of, "remarks": {"1.c": remark}}), encoding="utf-8")
    rated = json.loads(xhht("rate", SAMPLE, "--review", review, "--format", "json").out)
    rows = list(csv.DictReader(StringIO(xhht("report", SAMPLE, "--review", review, "--format", "csv").out)))
    assert sum(float(row["points"]) for row in rows) == rated["points"] == result.points + 10
    assert {row["level"] for row in rows} == {rated["level"]["id"]} != {result.level.id}


def test_standard_input_is_read_once(xhht):
    given = TextIOWrapper(BytesIO(SAMPLE.read_bytes()), encoding="utf-8")
    run = xhht("report", "-", "--format", "csv", typed=given)
    assert run.out == render_csv(explained(SAMPLE), "vi")
    assert xhht("report", "-", "--office", "-", "-o", "kq.docx", typed="{}").status == 2


def test_rating_does_not_import_what_reports_need(tmp_path):
    code = (
        "import sys, ratings.main, contextlib\n"
        "with contextlib.suppress(SystemExit): ratings.main.main(['rate', sys.argv[1]])\n"
        "from ratings.office_libraries import OFFICE_LIBRARIES\n"
        "sys.exit(sorted(OFFICE_LIBRARIES & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code, SAMPLE], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
