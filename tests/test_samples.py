"""Golden outputs of every sample: a change of a word or a point shows in the commit that makes it."""

from pathlib import Path

import pytest
from rich.cells import cell_len

from ratings.main import main

ROOT = Path(__file__).parent.parent
SAMPLES = sorted((ROOT / "samples").glob("*.json"))
GOLDEN = Path(__file__).parent / "golden"
FORMS = {
    "vi.txt": ["--lang", "vi"],
    "en.txt": ["--lang", "en"],
    "json": ["--format", "json"],
}


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


def test_there_is_a_golden_file_for_each_sample_and_no_other():
    assert {path.name for path in GOLDEN.iterdir()} == {f"{path.stem}.{form}" for path in SAMPLES for form in FORMS}


@pytest.mark.parametrize(
    ("sample", "level"),
    [
        ("phong-gddt-loai-tot", "good"),
        ("truong-thcs-loai-kha", "fair"),
        ("hoi-phu-nu-loai-trung-binh", "average"),
        ("phong-tckh-chua-dat", "not-met"),
    ],
)
def test_a_sample_reaches_the_level_that_its_name_says(sample, level, capsys):
    shown = _run(capsys, "rate", "--format", "json", str(ROOT / "samples" / f"{sample}.json"))
    assert f'"id": "{level}"' in shown


@pytest.mark.parametrize("columns", [40, 60, 80, 140])
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_no_line_of_a_report_is_wider_than_the_terminal(sample, language, columns, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(columns))
    for command in (["rate"], ["explain"]):
        shown = _run(capsys, *command, str(sample), *(["3.a"] if command == ["explain"] else []), "--lang", language)
        assert max(cell_len(line) for line in shown.splitlines()) <= columns
