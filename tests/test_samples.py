"""Golden outputs of every sample: a change of a word or a point shows in the commit that makes it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from ratings.main import main

ROOT = Path(__file__).parent.parent
FOLDERS = sorted(path for path in (ROOT / "samples").iterdir() if path.is_dir())
"""Samples with members, each written by its generator."""
COMMUNE = ROOT / "samples" / "xa-binh-khe" / "xa-binh-khe.json"
SAMPLES = [*sorted((ROOT / "samples").glob("*.json")), *(next(folder.glob("*.json")) for folder in FOLDERS)]
GOLDEN = Path(__file__).parent / "golden"
FORMS = {
    "vi.txt": ["--lang", "vi"],
    "en.txt": ["--lang", "en"],
    "json": ["--format", "json"],
    "brief.txt": ["--brief"],
}
LATEST = 2024
"""From this year on there is a calendar worth a golden file of its own."""


def _run(capsys, *arguments: str) -> str:
    with pytest.raises(SystemExit) as done:
        main(list(arguments))
    shown = capsys.readouterr()
    assert (done.value.code, shown.err) == (0, "")
    return shown.out


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_output_of_a_sample_is_its_golden_file(sample, form, capsys, request, monkeypatch):
    monkeypatch.chdir(ROOT)
    shown = _run(capsys, "rate", *FORMS[form], str(sample.relative_to(ROOT)))
    golden = GOLDEN / f"{sample.stem}.{form}"
    if request.config.getoption("--write-golden"):
        golden.write_text(shown, encoding="utf-8")
    assert shown == golden.read_text(encoding="utf-8")


def _year(sample: Path) -> int:
    year = json.loads(sample.read_text(encoding="utf-8"))["year"]
    assert isinstance(year, int)
    return year


CALENDARS = [path for path in SAMPLES if _year(path) >= LATEST]


@pytest.mark.parametrize("sample", CALENDARS, ids=lambda path: path.stem)
def test_calendar_of_a_sample_is_its_golden_file(sample, capsys, request, monkeypatch):
    monkeypatch.chdir(ROOT)
    shown = _run(capsys, "calendar", str(sample.relative_to(ROOT)))
    golden = GOLDEN / f"{sample.stem}.calendar.txt"
    if request.config.getoption("--write-golden"):
        golden.write_text(shown, encoding="utf-8")
    assert shown == golden.read_text(encoding="utf-8")


def test_there_is_a_golden_file_for_each_sample_and_no_other():
    expected = {f"{path.stem}.{form}" for path in SAMPLES for form in FORMS}
    assert {path.name for path in GOLDEN.iterdir()} == expected | {f"{path.stem}.calendar.txt" for path in CALENDARS}


@pytest.mark.parametrize(
    ("sample", "level"),
    [
        ("phong-gddt-loai-tot", "good"),
        ("truong-thcs-loai-kha", "fair"),
        ("hoi-phu-nu-loai-trung-binh", "average"),
        ("phong-tckh-chua-dat", "not-met"),
        ("xa-binh-khe/xa-binh-khe", "good"),
        ("xa-86-diem-chua-dat", "not-met"),
        ("xa-phieu-cham-94-5", "good"),
        ("xa-vung-kho-khan", "fair"),
        ("gia-dinh-khong-co-tre-em", "recognised"),
        ("dong-ho-nguyen-van", "recognised"),
        ("thon-tan-lap", "recognised"),
        ("cong-dan-hoc-tap", "not-recognised"),
        ("tram-y-te-don-vi-hoc-tap-cap-xa", "recognised"),
        ("xa-thuong-lam-2024/xa-thuong-lam", "level-1"),
        ("xa-khuoi-son-thieu-mot-chi-tieu", "not-recognised"),
        ("so-tu-phap-muc-do-2", "level-2"),
        ("truong-mam-non-muc-do-1", "level-1"),
        ("truong-dai-hoc-chua-dat", "not-recognised"),
        ("hop-tac-xa-muc-do-1", "level-1"),
        ("huyen-tan-khe-2024/huyen-tan-khe", "level-1"),
        ("tinh-ha-khe-muc-do-2", "level-2"),
    ],
)
def test_a_sample_reaches_the_level_that_its_name_says(sample, level, capsys):
    shown = json.loads(_run(capsys, "rate", "--format", "json", str(ROOT / "samples" / f"{sample}.json")))
    assert shown["level"]["id"] == level


def test_the_sample_that_fails_by_one_target_fails_by_one(capsys):
    shown = json.loads(
        _run(capsys, "rate", "--format", "json", str(ROOT / "samples" / "xa-khuoi-son-thieu-mot-chi-tieu.json"))
    )
    assert [level["lacking"] for level in shown["levels"] if level["id"] == "level-1"] == [["5.2.2"]]


def test_the_sample_guidance_names_who_recognises_where_no_text_does(capsys):
    sample, guidance = ROOT / "samples" / "xa-khuoi-son-thieu-mot-chi-tieu.json", "uy-quyen-cong-nhan-2025.yaml"
    alone = json.loads(_run(capsys, "rate", "--format", "json", str(sample)))
    guided = json.loads(
        _run(capsys, "rate", "--format", "json", "--overlay", str(ROOT / "samples" / guidance), str(sample))
    )
    assert "authority" not in alone["recognition"]
    assert guided["recognition"]["authority"]["provenance"] == "local"


@pytest.mark.parametrize("columns", [40, 60, 80, 140])
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_no_line_of_a_report_is_wider_than_the_terminal(sample, language, columns, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(columns))
    first, *_, last = json.loads(sample.read_text(encoding="utf-8"))["answers"]
    answers = ("9.1", "5.4", "9") if sample == COMMUNE else (first, last)
    commands = (["rate", sample], ["rate", "--brief", sample], ["calendar", sample])
    for command in (*commands, *(["explain", sample, name] for name in answers)):
        shown = _run(capsys, *map(str, command), "--lang", language)
        assert max(cell_len(line) for line in shown.splitlines()) <= columns


def test_the_verdict_on_a_commune_fits_one_screen(capsys):
    """The first page says what matters: level, total, each criterion, what bars it."""
    for sample in ("xa-binh-khe/xa-binh-khe", "xa-86-diem-chua-dat", "xa-phieu-cham-94-5", "xa-vung-kho-khan"):
        shown = _run(capsys, "rate", str(ROOT / "samples" / f"{sample}.json")).splitlines()
        criteria = [line for line in shown[:24] if line[:3].strip().isdigit() and line[4] in "✓◐✗?"]
        assert shown[0].startswith("Xếp loại: ")
        assert len(criteria) == 15


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_a_sample_with_members_is_what_its_generator_writes(folder, tmp_path):
    """Made up, seeded: the same bytes again."""
    shutil.copy(folder / "generate.py", tmp_path)
    subprocess.run([sys.executable, tmp_path / "generate.py"], check=True, capture_output=True)
    written = sorted(path.name for path in tmp_path.iterdir())
    assert written == sorted(path.name for path in folder.iterdir() if path.is_file())
    for name in written:
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()
