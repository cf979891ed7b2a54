"""Every command and option of ``xhht`` as a user types it: status, standard output, standard error, both languages."""

import importlib.metadata
import json
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from rich.cells import cell_len
from support import FULL_ANSWERS, PAPER, Run, shown_in_terminal, unit, with_papers

import ratings.rating
from criteria.catalogue import FOLDER, rule_set, standards_ids
from ratings.bilingual import choose_language
from ratings.commands import cli
from ratings.schemas import schema
from rules.engine import EngineError

XHHT = Path(sys.executable).with_name("xhht")
LANGUAGES = ("vi", "en")
INDICATORS = tuple(FULL_ANSWERS)
CRITERIA = ("1", "2", "3")

GOOD = unit()
"""All 100 points of TT 22/2020."""
FAIR = unit({"1.a": {"met": False}, "1.b": {"met": False}, "2.a": {"count": 20, "of": 40, "documents": [PAPER]}})
"""75 points: "từ 70 điểm đến dưới 85 điểm", art. 6(3)(b)."""
GAPS = unit(
    {
        "1.a": {"met": True},
        "1.c": {"not_applicable": "Thuê trụ sở"},
        "2.a": {"count": 38, "of": 40, "documents": [PAPER]},
        "2.b": {"count": 33, "of": 45, "documents": [PAPER]},
        "3.b": {"choice": "khong"},
        "3.c": {"points": 4.5, "documents": [{**PAPER, "issuer": "UBND thị xã", "file": "a.pdf"}]},
    }
)
"""Every status there is: missing, not applicable, partial, fail and pass; with findings."""
WIDE = unit(
    {
        "1.a": {"met": True, "documents": [{"title": "Kế_hoạch_" * 30, "file": "越南" * 60}]},
        "3.c": {"points": 4.5, "note": "https://example.org/" + "x" * 200, "documents": [PAPER]},
    },
    subject={"kind": "unit", "name": "越南" * 50, "code": "QN-" * 40, "tier": "district"},
)
"""Words that cannot be broken, and letters two columns wide."""


@pytest.fixture
def file(tmp_path):
    """Return a function that writes evidence to a file of a name."""

    def write(data: Any = GOOD, name: str = "don-vi.json") -> Path:
        path = tmp_path / name
        path.write_text(data if isinstance(data, str) else json.dumps(data), "utf-8")
        return path

    return write


def process(*arguments: object, **settings: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the console script in a process of its own."""
    return subprocess.run([XHHT, *map(str, arguments)], capture_output=True, check=False, **settings)


def environment(**changes: str) -> dict[str, str]:
    return {**os.environ, **changes}


# rate


def test_a_rating_goes_to_standard_output(xhht, file):
    done = xhht("rate", file())
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("Xếp loại: Tốt · 100/100 điểm\nPhòng GD&ĐT\n")


def test_a_rating_in_english(xhht, file):
    assert xhht("rate", "--lang", "en", file(FAIR)).out.startswith("Level: Fair · 75/100 points\n")


def test_a_rating_as_json(xhht, file):
    done = xhht("rate", "--format", "json", file(FAIR))
    result = json.loads(done.out)
    assert (done.status, done.err) == (0, "")
    assert (result["schema"], result["level"]["id"], result["points"]) == ("xhht-result/1", "fair", 75)
    assert result["rule_set"]["selected_by"] == "year"


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_same_file_gives_the_same_bytes(xhht, file, form):
    assert xhht("rate", file(GAPS), "--format", form) == xhht("rate", file(GAPS), "--format", form)


def test_json_in_another_language_differs_only_in_the_words_of_one_language(xhht, file):
    """measured, required and citation are in the language of the run; everything else is in both."""
    vi, en = (json.loads(xhht("rate", file(GAPS), "--format", "json", "--lang", lang).out) for lang in LANGUAGES)

    def without(value: Any) -> Any:
        if isinstance(value, dict):
            kept = value.items()
            return {key: without(inner) for key, inner in kept if key not in ("measured", "required", "citation")}
        return [without(inner) for inner in value] if isinstance(value, list) else value

    assert vi != en
    assert without(vi) == without(en)


@pytest.mark.parametrize("bad", [0, 1, 2])
def test_one_bad_file_does_not_stop_the_others(xhht, file, tmp_path, monkeypatch, bad):
    monkeypatch.chdir(tmp_path)
    names = ["a.json", "b.json", "c.json"]
    data: list[Any] = [GOOD, FAIR, GAPS]
    data[bad] = "{"
    for each, name in zip(data, names, strict=True):
        file(each, name)
    done = xhht("rate", *names)
    assert done.status == 2
    assert done.err.count("\n") == 1
    assert done.err.startswith(f"{names[bad]}: Không phải JSON hợp lệ")
    assert done.out.count("Xếp loại: ") == 2
    assert [name in done.out for name in names] == [index != bad for index in range(3)]


def test_reports_on_files_in_a_deep_folder_still_name_the_files(xhht, file, tmp_path):
    """Reports on several files are told apart by their names alone."""
    folder = tmp_path / ("huyen-" * 20)
    folder.mkdir()
    files = [file(GOOD, f"{folder.name}/{name}.json") for name in ("xa-a", "xa-b")]
    shown = "".join(xhht("rate", *files).out.split())
    assert "xa-a.json" in shown
    assert "xa-b.json" in shown


def test_json_of_several_files_is_one_document(xhht, file):
    files = [file(GOOD, "a.json"), file(unit(year="2022"), "b.json"), file(FAIR, "c.json")]
    done = xhht("rate", *files, "--format", "json")
    assert done.status == 2
    document = json.loads(done.out)
    assert document["schema"] == "xhht-results/1"
    assert [entry["file"] for entry in document["results"]] == [str(each) for each in files]
    first, refused, last = document["results"]
    assert (first["result"]["level"]["id"], last["result"]["level"]["id"]) == ("good", "fair")
    (error,) = refused["errors"]
    assert (error["severity"], error["path"]) == ("error", "/year")
    assert set(error["message"]) == {"vi", "en"}
    assert done.err.startswith(f"{files[1]}: /year: ")


def test_json_of_one_bad_file_is_no_half_document(xhht, file):
    done = xhht("rate", file("{"), "--format", "json")
    assert (done.status, done.out) == (2, "")


def test_a_hyphen_reads_standard_input():
    done = process("rate", "-", input=json.dumps(FAIR).encode())
    assert (done.returncode, done.stderr) == (0, b"")
    assert "75/100 điểm" in done.stdout.decode("utf-8")


def test_a_mistake_on_standard_input_names_it():
    done = process("rate", "-", input=b"")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode("utf-8").startswith("stdin: Tệp trống.")


# rate --require, --strict, --rule-set


@pytest.mark.parametrize(
    ("data", "level", "status"),
    [
        pytest.param(GOOD, "good", 0, id="reached"),
        pytest.param(FAIR, "fair", 0, id="reached exactly"),
        pytest.param(GOOD, "not-met", 0, id="better than asked"),
        pytest.param(FAIR, "good", 1, id="not reached"),
        pytest.param(GOOD | {"answers": {}}, "average", 1, id="nothing answered"),
    ],
)
def test_require_turns_a_level_into_a_status(xhht, file, data, level, status):
    done = xhht("rate", file(data), "--require", level)
    assert (done.status, done.err) == (status, "")
    assert done.out == xhht("rate", file(data)).out


def test_require_asks_every_file(xhht, file):
    files = [file(GOOD, "a.json"), file(FAIR, "b.json")]
    assert xhht("rate", *files, "--require", "good").status == 1
    assert xhht("rate", *files, "--require", "fair").status == 0


def test_a_bad_file_weighs_more_than_a_level_not_reached(xhht, file):
    assert xhht("rate", file(FAIR), file("{", "b.json"), "--require", "good").status == 2


@pytest.mark.parametrize("level", ["good", "Good", "Tốt", "TỐT", "To\u0302\u0301t"])
def test_a_level_is_required_by_id_or_by_name(xhht, file, level):
    assert xhht("rate", file(), "--require", level).status == 0


@pytest.mark.parametrize("level", ["very good", "goood", "level-1", ""])
def test_an_unknown_level_is_wrong_usage_and_named(xhht, file, level):
    done = xhht("rate", file(), "--require", level)
    assert done.status == 2
    assert done.out.startswith("Xếp loại: Tốt")  # a mistyped option does not cost the result
    assert "good, fair, average, not-met" in done.err


@pytest.mark.parametrize(
    ("data", "status"),
    [
        pytest.param(GOOD, 0, id="all by the text"),
        pytest.param(unit({"1.a": {"met": True}}), 1, id="no documents"),
        pytest.param(unit({"2.a": {"count": 38, "of": 40, "documents": [PAPER]}}), 1, id="on an assumed scale"),
    ],
)
def test_strict_wants_everything_there_and_nothing_assumed(xhht, file, data, status):
    done = xhht("rate", file(data), "--strict")
    assert (done.status, done.err) == (status, "")
    assert done.out


@pytest.mark.parametrize("command", [("rate",), ("check",), ("explain", "2.a")], ids=lambda words: words[0])
def test_an_unknown_rule_set_is_named_with_the_nearest(xhht, file, command):
    name, *rest = command
    for lang, near in (("vi", 'Có phải ý là "tt22-2020"?'), ("en", 'Did you mean "tt22-2020"?')):
        done = xhht(name, file(), *rest, "--rule-set", "tt22-2021", "--lang", lang)
        assert (done.status, done.out) == (2, "")
        assert '"tt22-2021"' in done.err
        assert near in done.err


def test_an_option_selects_the_rule_set(xhht, file):
    result = json.loads(xhht("rate", file(), "--rule-set", "tt22-2020", "--format", "json").out)
    assert result["rule_set"]["selected_by"] == "option"


# rate --output


@pytest.mark.parametrize("form", ["text", "json"])
def test_output_holds_what_the_screen_would_show(xhht, file, tmp_path, form):
    output = tmp_path / "ket-qua"
    done = xhht("rate", file(GAPS), "--format", form, "--output", output)
    assert done == Run(0, "", "")
    assert output.read_text("utf-8") == xhht("rate", file(GAPS), "--format", form).out


def test_output_does_not_depend_on_the_terminal(xhht, file, tmp_path, monkeypatch):
    xhht("rate", file(), "-o", tmp_path / "a")
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("FORCE_COLOR", "1")
    xhht("rate", file(), "-o", tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_output_holds_what_could_be_rated(xhht, file, tmp_path):
    done = xhht("rate", file(), file("{", "b.json"), "-o", tmp_path / "ket-qua")
    assert (done.status, done.out) == (2, "")
    assert "100/100" in (tmp_path / "ket-qua").read_text("utf-8")


def _same(evidence: Path, tmp_path: Path, how: str) -> Path:
    again = tmp_path / "again.json"
    if how == "name":
        return evidence
    if how == "detour":
        return tmp_path / ".." / tmp_path.name / evidence.name
    if how == "symbolic link":
        again.symlink_to(evidence)
    else:
        again.hardlink_to(evidence)
    return again


@pytest.mark.parametrize("how", ["name", "detour", "symbolic link", "hard link"])
def test_output_never_overwrites_the_evidence(xhht, file, tmp_path, how):
    evidence, other = file(), file(FAIR, "b.json")
    before = evidence.read_bytes()
    done = xhht("rate", other, evidence, "-o", _same(evidence, tmp_path, how))
    assert (done.status, done.out) == (2, "")
    assert "không ghi đè" in done.err
    assert evidence.read_bytes() == before


def _left_over(folder: Path, *known: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {path.name for path in known}


@pytest.mark.parametrize("arguments", [("{",), (unit(year="2022"),)], ids=["not JSON", "bad evidence"])
def test_an_old_result_stays_when_nothing_can_be_rated(xhht, file, tmp_path, arguments):
    output, evidence = file("cũ", "ket-qua"), file(*arguments)
    assert xhht("rate", evidence, "-o", output).status == 2
    assert output.read_text("utf-8") == "cũ"
    assert not _left_over(tmp_path, output, evidence)


@pytest.mark.parametrize("step", ["os.fdopen", "pathlib.Path.replace", "pathlib.Path.chmod"])
def test_an_old_result_stays_when_writing_fails(xhht, file, tmp_path, monkeypatch, step):
    output, evidence = file("cũ", "ket-qua"), file()

    def fail(*_arguments: object, **_settings: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(step, fail)
    done = xhht("rate", evidence, "-o", output)
    monkeypatch.undo()
    assert (done.status, done.out) == (2, "")
    assert "ket-qua" in done.err
    assert output.read_text("utf-8") == "cũ"
    assert not _left_over(tmp_path, output, evidence)


@pytest.mark.parametrize("name", ["khong-co/ket-qua", ""], ids=["no such folder", "a folder"])
def test_output_that_cannot_be_written_is_wrong_usage(xhht, file, tmp_path, name):
    done = xhht("rate", file(), "-o", tmp_path / name)
    assert (done.status, done.out) == (2, "")
    assert "Lỗi: " in done.err


def test_a_new_result_can_be_read_by_whom_other_new_files_can(xhht, file, tmp_path):
    usual = tmp_path / "usual"
    usual.touch()
    xhht("rate", file(), "-o", tmp_path / "ket-qua")
    assert (tmp_path / "ket-qua").stat().st_mode == usual.stat().st_mode


def test_a_replaced_result_keeps_its_mode(xhht, file):
    output = file("cũ", "ket-qua")
    output.chmod(0o640)
    xhht("rate", file(), "-o", output)
    assert stat.S_IMODE(output.stat().st_mode) == 0o640
    assert output.read_text("utf-8") != "cũ"


def test_a_pipe_named_as_output_is_not_replaced(xhht, file, tmp_path):
    """A stand-in for /dev/null and /dev/stdout, which root could replace by a file."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDWR | os.O_NONBLOCK)  # so that a writer would not wait
    try:
        done = xhht("rate", file(), "-o", pipe)
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert done.status in (0, 2)


def test_a_link_named_as_output_stays_a_link(xhht, file, tmp_path):
    link, target = tmp_path / "moi-nhat", file("cũ", "ket-qua-2022")
    link.symlink_to(target)
    assert xhht("rate", file(), "-o", link).status == 0
    assert link.is_symlink()
    assert "100/100" in target.read_text("utf-8")


# explain, check


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", INDICATORS)
def test_an_indicator_is_explained_in_full(xhht, file, name, lang):
    """design.md: question, answer, rule that fired, citation, what would change it."""
    done = xhht("explain", file(GAPS), name, "--lang", lang)
    assert (done.status, done.err) == (0, "")
    shown = " ".join(done.out.split())
    asked = rule_set("tt22-2020").by_id[name]
    assert shown.startswith(f"{name}. {asked.label.into(lang)}")
    assert asked.citation.text.into(lang) in shown
    assert f"{name}/" in shown
    assert asked.question.into(lang).split()[0] in shown


@pytest.mark.parametrize("name", CRITERIA)
def test_a_criterion_is_explained_with_its_indicators(xhht, file, name):
    done = xhht("explain", file(GAPS), name)
    assert (done.status, done.err) == (0, "")
    assert [each for each in INDICATORS if f"\n  {each}. " in done.out] == [
        each for each in INDICATORS if each.startswith(f"{name}.")
    ]


def test_what_would_change_a_share_is_said_in_people(xhht, file):
    """38 of 40 members is 95 %, 9.5 of 10 points; full points need all 40 (art. 5(2)(a))."""
    shown = xhht("explain", file(GAPS), "2.a").out
    assert "▶ 9,5: từ 95\u00a0% thành viên = 38/40" in shown
    assert "10: 100\u00a0% thành viên = 40/40" in shown
    assert "cần thêm 2 thành viên" in " ".join(shown.split())


@pytest.mark.parametrize(("name", "near"), [("2.aa", "2.a"), ("2,a", "2.a"), ("3.c.", "3.c")])
def test_an_unknown_item_is_named_with_the_nearest(xhht, file, name, near):
    done = xhht("explain", file(), name)
    assert (done.status, done.out) == (2, "")
    assert f'"{name}"' in done.err
    assert f'Có phải ý là "{near}"?' in done.err


def test_explaining_a_bad_file_names_its_mistakes(xhht, file):
    bad = file(unit(year="2022"))
    done = xhht("explain", bad, "2.a")
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(f"{bad}: /year: ")


def test_check_says_what_can_be_rated(xhht, file):
    good = file()
    for lang, words in (("vi", "hợp lệ, tt22-2020, đã trả lời 10/10"), ("en", "valid, tt22-2020, 10 of 10")):
        done = xhht("check", good, "--lang", lang)
        assert (done.status, done.err) == (0, "")
        assert done.out.startswith(f"{good}: {words}")
        assert "100" in done.out.splitlines()[1]  # five shares of 100 % want a second look
        assert done.out.count("\n") == 2


def test_check_shows_what_a_reader_should_look_at(xhht, file):
    """Two totals of the same members, a judgement without a reason, an item said not to apply."""
    for lang, info, warning in (("vi", "Thông tin", "Lưu ý"), ("en", "Note", "Warning")):
        shown = xhht("check", file(GAPS), "--lang", lang).out
        places = {line.partition(": ")[0] for line in shown.splitlines()[1:]}
        assert places == {f"  {warning} /answers", f"  {info} /answers/3.c", f"  {warning} /answers/1.c"}


def test_check_names_every_bad_file(xhht, file):
    files = [file(unit(year=1), "a.json"), file(GOOD, "b.json"), file("{", "c.json")]
    done = xhht("check", *files)
    assert done.status == 2
    assert done.out.startswith(f"{files[1]}: hợp lệ")
    assert [line.split(": ")[0] for line in done.err.splitlines()] == [str(files[0]), str(files[2])]


# rules


@pytest.mark.parametrize(
    ("options", "listed"),
    [
        ((), True),
        (("--kind", "unit"), True),
        (("--year", "2022"), True),
        (("--kind", "unit", "--year", "2023"), True),
        (("--kind", "citizen", "--year", "2000"), False),
        (("--year", "2000"), False),
        (("--kind", "unit", "--year", "2100", "--lang", "en"), None),
    ],
)
def test_rule_sets_are_listed_by_kind_and_year(xhht, options, listed):
    done = xhht("rules", "list", *options)
    assert done.status == 0
    if listed is not None:
        assert ("tt22-2020" in done.out) == listed
    assert bool(done.out) != bool(done.err)


@pytest.mark.parametrize(
    ("kind", "year", "listed"),
    [
        ("commune", 2014, set()),
        ("commune", 2015, {"tt44-2014"}),
        ("commune", 2023, {"tt44-2014"}),
        ("commune", 2024, {"tt25-2023-commune"}),
        ("commune", 2025, {"tt25-2023-commune"}),
        ("district", 2023, set()),
        ("district", 2024, {"tt25-2023-district"}),
        ("province", 2023, set()),
        ("province", 2024, {"tt25-2023-province"}),
        ("unit", 2023, {"tt22-2020", "khvn448-2015-unit"}),
        ("unit", 2024, {"tt24-2023-district", "tt24-2023-province", "khvn448-2015-unit"}),
    ],
)
def test_the_list_says_which_text_holds_for_a_year(xhht, kind, year, listed):
    """TT 24/2023 and TT 25/2023 rate 2024 for the first time; 2023 is still rated by TT 22/2020 and TT 44/2014."""
    done = xhht("rules", "list", "--year", year, "--kind", kind)
    found = {line.split()[0] for line in done.out.splitlines() if line[:1].strip()}
    assert found - set(standards_ids()) == listed


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_rule_set_is_shown_with_every_figure_and_its_source(xhht, lang):
    done = xhht("rules", "show", "tt22-2020", "--lang", lang)
    assert (done.status, done.err) == (0, "")
    shown = " ".join(done.out.split())
    law = rule_set("tt22-2020")
    for indicator in law.indicators:
        assert f"{indicator.id} ({indicator.max_points.points // 100}) {indicator.label.into(lang)}" in shown
        assert indicator.citation.text.into(lang) in shown
    for level in law.levels:
        assert f"{level.name.into(lang)} [{level.id}]: " in shown


@pytest.mark.parametrize("command", [("rules", "show"), ("template",)], ids=lambda words: words[-1])
def test_a_rule_set_that_is_not_there_is_named_with_the_nearest(xhht, command):
    for lang, near in (("vi", 'Có phải ý là "tt22-2020"?'), ("en", 'Did you mean "tt22-2020"?')):
        done = xhht(*command, "tt22-202", "--lang", lang)
        assert (done.status, done.out) == (2, "")
        assert near in done.err


def test_the_catalogue_has_nothing_to_lint(xhht):
    done = xhht("rules", "lint")
    assert (done.status, done.err) == (0, "")
    assert "không có lỗi" in done.out
    assert "nothing wrong" in xhht("rules", "lint", "--lang", "en").out


TT22 = (FOLDER / "tt22-2020.yaml").read_text("utf-8")


def test_a_good_file_has_nothing_to_lint(xhht, file):
    done = xhht("rules", "lint", file(TT22, "tt22-2020.yaml"))
    assert (done.status, done.err, done.out) == (0, "", "1 bộ tiêu chí, không có lỗi.\n")


BROKEN = {
    "sum": (TT22.replace("points: 25,", "points: 24,", 1), "/criteria/2"),
    "unknown key": (TT22.replace("levels:", "level:", 1), 'Có phải ý là "levels"?'),
    "unknown scheme": (TT22.replace("scheme: points", "scheme: stars", 1), '/scheme: Không có cách chấm "stars".'),
    "scheme by another name": (TT22.replace("scheme:", "schema:", 1), '"scheme"'),
    "a list of schemes": (TT22.replace("scheme: points", "scheme: [points]", 1), "/scheme: "),
    "no provenance": (TT22.replace("to: 2023, provenance: assumed}", "to: 2023}", 1), "/years/provenance: "),
    "levels leave a gap": (TT22.replace("from: 0,", "from: 1,", 1), "/levels"),
    "twice": (TT22 + "\nid: x\n", ': "id"'),
    "alias": ("a: &a 1\nb: *a\n", "YAML"),
    "no YAML": ("{", "YAML"),
    "no rule set": ("- 1\n", "nhóm khóa"),
    "empty": ("", "nhóm khóa"),
}


@pytest.mark.parametrize(("words", "named"), BROKEN.values(), ids=BROKEN)
def test_a_broken_rule_set_is_refused_by_file_and_path(xhht, file, words, named):
    path = file(words, "hong.yaml")
    done = xhht("rules", "lint", path)
    assert (done.status, done.out) == (2, "")
    assert all(line.startswith(f"{path}: ") for line in done.err.splitlines())
    assert named in done.err
    assert xhht("rules", "lint", path, "--lang", "en").err != done.err


def test_lint_names_the_broken_one_of_several(xhht, file):
    good, bad = file(TT22, "a.yaml"), file("{", "b.yaml")
    done = xhht("rules", "lint", good, bad)
    assert done.status == 2
    assert f"{bad}: " in done.err
    assert f"{good}: " not in done.err


def test_lint_of_a_file_that_is_not_there(xhht, tmp_path):
    done = xhht("rules", "lint", tmp_path / "khong-co.yaml")
    assert (done.status, done.out) == (2, "")
    assert "khong-co.yaml: " in done.err


@pytest.mark.parametrize(
    "written", ['"\\e[2J": 1', 'id: "\\e[2J"', '"a": 1\n"\\e[2J": 1\n"\\e[2J": 2', 'scheme: "\\e[2J"']
)
@pytest.mark.parametrize("scheme", ["points", "targets"])
def test_lint_shows_a_hostile_rule_set_safely(xhht, file, written, scheme):
    """A rule set may come from anybody, like evidence."""
    words = written if written.startswith("scheme") else f"scheme: {scheme}\n{written}"
    done = xhht("rules", "lint", file(words, "hong.yaml"))
    assert done.status == 2
    assert "\ufffd[2J" in done.err
    assert "\x1b" not in done.err


# template, schema


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_template_has_every_question_and_no_answer(xhht, lang):
    done = xhht("template", "tt22-2020", "--lang", lang)
    assert (done.status, done.err) == (0, "")
    blank = json.loads(done.out)
    assert list(blank["answers"]) == list(INDICATORS)
    for name, answer in blank["answers"].items():
        assert answer["question"].startswith(rule_set("tt22-2020").by_id[name].question.into(lang))
        assert answer["documents"] == []
        assert all(value is None for key, value in answer.items() if key not in ("question", "documents", "parts"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_template_can_be_checked_and_rated_and_lacks_everything(xhht, tmp_path, lang):
    blank = tmp_path / "mau.json"
    assert xhht("template", "tt22-2020", "-o", blank, "--lang", lang) == Run(0, "", "")
    checked = xhht("check", blank)
    assert (checked.status, checked.err) == (0, "")
    assert "đã trả lời 0/10" in checked.out
    rated = xhht("rate", blank, "--format", "json")
    assert (rated.status, rated.err) == (0, "")
    result = json.loads(rated.out)
    statuses = {indicator["status"] for criterion in result["criteria"] for indicator in criterion["indicators"]}
    assert (statuses, result["points"], result["level"]["id"]) == ({"missing"}, 0, "not-met")
    assert result["range"]["high"] == 100


def test_a_template_never_overwrites(xhht, file):
    there = file("cũ", "mau.json")
    for lang, words in (("vi", "không ghi đè"), ("en", "is kept")):
        done = xhht("template", "tt22-2020", "-o", there, "--lang", lang)
        assert (done.status, done.out) == (2, "")
        assert words in done.err
    assert there.read_text("utf-8") == "cũ"


def test_a_template_of_nothing_leaves_no_file(xhht, tmp_path):
    assert xhht("template", "tt99-2020", "-o", tmp_path / "mau.json").status == 2
    assert not _left_over(tmp_path)


@pytest.mark.parametrize("name", ["evidence", "result", "review", "rule-set"])
def test_a_schema_is_a_json_schema(xhht, name):
    done = xhht("schema", name)
    assert (done.status, done.err) == (0, "")
    Draft202012Validator.check_schema(json.loads(done.out))


def printed_schema(xhht: Any, name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(xhht("schema", name).out))


@pytest.mark.parametrize("data", [GOOD, FAIR, GAPS, WIDE], ids=["good", "fair", "gaps", "wide"])
def test_evidence_and_its_result_have_the_printed_schema(xhht, file, data):
    printed_schema(xhht, "evidence").validate(data)
    result = json.loads(xhht("rate", file(data), "--format", "json").out)
    printed_schema(xhht, "result").validate(result)


def test_a_template_and_its_result_have_the_printed_schema(xhht, tmp_path):
    blank = tmp_path / "mau.json"
    xhht("template", "tt22-2020", "-o", blank)
    printed_schema(xhht, "evidence").validate(json.loads(blank.read_text("utf-8")))
    printed_schema(xhht, "result").validate(json.loads(xhht("rate", blank, "--format", "json").out))


@pytest.mark.parametrize(
    "data",
    [
        unit(diem=5),
        unit(year="2022"),
        unit(schema="xhht-evidence/2"),
        unit({"1.a": {"met": "true"}}),
        unit({"1.a": {"met": True, "points": 5}}),
        unit({"2.a": {"count": 38}}),
        unit({"2.a": {"count": -1, "of": 40}}),
        unit({"2.a": {"count": 38.5, "of": 40}}),
        unit({"1.a": {"met": True, "documents": [{"titel": "x"}]}}),
        unit(subject={"kind": "school", "name": "x"}),
    ],
    ids=[
        "unknown key", "year in quotes", "schema", "met in quotes", "two forms", "count without of", "negative",
        "half a member", "unknown key of a document", "kind",
    ],
)  # fmt: skip
def test_the_schema_of_evidence_refuses_what_the_command_refuses(xhht, file, data):
    assert not printed_schema(xhht, "evidence").is_valid(data)
    assert xhht("check", file(data)).status == 2


EVIDENCE_SCHEMA = Draft202012Validator(schema("evidence"))


@settings(deadline=None)
@given(hundredths=st.integers(0, 500))
def test_the_schema_of_evidence_accepts_every_point_with_two_decimals(hundredths):
    """0.07 / 0.01 is not 7 in binary floats, with which most validators divide."""
    EVIDENCE_SCHEMA.validate(unit({"3.c": {"points": hundredths / 100, "documents": [PAPER]}}))


def test_the_catalogue_has_the_printed_schema(xhht):
    validator = printed_schema(xhht, "rule-set")
    for path in FOLDER.glob("*.yaml"):
        # Dates of YAML are text in JSON.
        validator.validate(json.loads(json.dumps(yaml.safe_load(path.read_text("utf-8")), default=str)))


# completion


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(xhht, shell):
    done = xhht("completion", shell)
    assert (done.status, done.err) == (0, "")
    assert f"_XHHT_COMPLETE={shell}_complete" in done.out
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=done.out.encode(), check=True, capture_output=True)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("xhht ", {"rate", "explain", "check", "rules", "template", "schema", "completion"}),
        ("xhht rules ", {"list", "show", "lint"}),
        ("xhht rules show tt22", {"tt22-2020"}),
        ("xhht template ", {"tt22-2020"}),
        ("xhht rate --rule-set ", {"tt22-2020"}),
        ("xhht rate --require ", {"good", "fair", "average", "not-met"}),
        ("xhht rate --format ", {"text", "json"}),
        ("xhht schema ", {"compare", "evidence", "result", "review", "rule-set", "steps", "what-if"}),
    ],
)
def test_the_tab_key_offers(typed, offered):
    words = {"_XHHT_COMPLETE": "bash_complete", "COMP_WORDS": typed, "COMP_CWORD": str(typed.count(" "))}
    done = process(env=environment(**words))
    assert done.stderr == b""
    assert offered <= {line.split(",")[1] for line in done.stdout.decode("utf-8").splitlines()}


# Help, version, languages.


def commands(
    command: click.Command = cli, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from commands(inner, (*path, name))


COMMANDS = dict(commands())
every_command = pytest.mark.parametrize("path", COMMANDS, ids=lambda path: " ".join(("xhht", *path)))
ENGLISH_OF_CLICK = (
    "Usage",
    "Options:",
    "Commands:",
    "Show this message",
    "Error",
    "Try '",
    "Missing",
    "Invalid",
    "No such",
)


def test_the_commands_are_those_of_the_design():
    top = {path[0] for path in COMMANDS if path}
    assert {"rate", "explain", "check", "rules", "template", "schema", "calendar"} <= top
    assert {path[1] for path in COMMANDS if path[:1] == ("rules",) and len(path) > 1} >= {"list", "show", "lint"}


@every_command
def test_every_command_has_help_in_both_languages(path):
    """In a process for each: click keeps the option --help, with its words, for as long as a process runs."""
    vi, en = (process(*path, "--help", env=environment(XHHT_LANG=lang)) for lang in LANGUAGES)
    assert (vi.returncode, vi.stderr, en.returncode, en.stderr) == (0, b"", 0, b"")
    vietnamese, english = vi.stdout.decode("utf-8"), en.stdout.decode("utf-8")
    assert vietnamese.startswith(f"Cách dùng: {' '.join(('xhht', *path))} ")
    assert english.startswith(f"Usage: {' '.join(('xhht', *path))} ")
    assert not [words for words in ENGLISH_OF_CLICK if words in vietnamese]
    assert english.isascii()


def test_help_has_a_short_name(xhht):
    assert xhht("rate", "-h") == xhht("rate", "--help")


@every_command
def test_every_command_and_option_says_what_it_does_in_both_languages(path):
    command = COMMANDS[path]
    options = [each for each in command.get_params(click.Context(command)) if isinstance(each, click.Option)]
    for described in (command, *options):
        said = {lang: choose_language([f"--lang={lang}"], {}) and described.help for lang in LANGUAGES}
        assert said["vi"], described
        assert said["en"], described
        assert said["vi"] != said["en"] or "--help" in described.opts  # click's own, which it keeps


@every_command
def test_every_command_takes_a_language(path):
    assert any("--lang" in parameter.opts for parameter in COMMANDS[path].params)


@every_command
@pytest.mark.parametrize("lang", LANGUAGES)
def test_help_fits_80_columns(xhht, path, lang):
    shown = xhht(*path, "--help", "--lang", lang).out
    assert [line for line in shown.splitlines() if cell_len(line) > 80] == []


def test_a_command_without_arguments_shows_help(xhht):
    assert "Cách dùng: xhht " in "".join(xhht()[1:])
    assert "Usage: xhht rules " in "".join(xhht("rules", "--lang", "en")[1:])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_version(xhht, lang):
    assert xhht("--lang", lang, "--version") == Run(0, f"xhht {importlib.metadata.version('xhht')}\n", "")


@pytest.mark.parametrize(
    ("variable", "arguments", "english"),
    [
        ("", (), False),
        ("", ("--lang=en",), True),
        ("", ("--lang", "en"), True),
        ("en", (), True),
        ("en", ("--lang", "vi"), False),
        ("vi", ("--lang=en",), True),
        ("fr", (), False),
        ("", ("--lang", "en", "--lang", "vi"), False),
    ],
)
def test_the_language_is_that_of_the_option_then_of_the_environment(
    xhht, file, monkeypatch, variable, arguments, english
):
    monkeypatch.setenv("XHHT_LANG", variable)
    for typed in ((*arguments, "rate", file()), ("rate", file(), *arguments)):
        done = xhht(*typed)
        assert done.status == 0
        assert done.out.startswith("Level: Good" if english else "Xếp loại: Tốt")


USAGE = {
    "unknown command": ("rte", "x.json"),
    "unknown command of rules": ("rules", "lst"),
    "missing argument": ("rate",),
    "missing second argument": ("explain", "x.json"),
    "unknown option": ("rate", "x.json", "--formt", "json"),
    "unknown short option": ("rate", "x.json", "-x"),
    "unknown choice": ("rate", "x.json", "--format", "xml"),
    "unknown language": ("rate", "x.json", "--lang", "fr"),
    "unknown schema": ("schema", "evidenc"),
    "unknown shell": ("completion", "cmd"),
    "option without value": ("rate", "x.json", "--format"),
    "no number": ("rules", "list", "--year", "2022a"),
    "argument too many": ("schema", "evidence", "result"),
    "arguments too many": ("rules", "list", "a", "b"),
    "value for a flag": ("rate", "x.json", "--strict=yes"),
}


@pytest.mark.parametrize("typed", USAGE.values(), ids=USAGE)
def test_wrong_usage_is_told_in_vietnamese(xhht, typed):
    done = xhht(*typed)
    assert (done.status, done.out) == (2, "")
    assert re.match(r"(?s)(Cách dùng: xhht .*\n)?Lỗi: .", done.err)
    english = (
        *ENGLISH_OF_CLICK,
        "Did you mean",
        "is not",
        "requires",
        "does not",
        "unexpected",
        "Got ",
        "valid integer",
    )
    assert not [words for words in english if words in done.err]


@pytest.mark.parametrize("typed", [typed for typed in USAGE.values() if "--lang" not in typed], ids=" ".join)
def test_wrong_usage_is_told_in_english(xhht, monkeypatch, typed):
    monkeypatch.setenv("XHHT_LANG", "en")
    done = xhht(*typed)
    assert (done.status, done.out) == (2, "")
    assert re.match(r"(?s)(Usage: xhht .*\n)?Error: .", done.err)
    assert done.err.isascii()


# The machine around.


@pytest.mark.parametrize("typed", [("--help",), ("rate", "--help"), ("rules", "--help"), ("--version",), ("rte",)])
def test_help_imports_nothing_heavy(typed):
    program = (
        "import sys; from ratings.main import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print([n for n in ('durable', 'pydantic', 'yaml', 'rich', 'pygments') if n in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program, *typed], capture_output=True, check=True)
    assert done.stderr.decode("utf-8").splitlines()[-1] == "[]"


PIPED = {
    "rate": ("rate", "@"),
    "rate json": ("rate", "@", "--format", "json"),
    "rate with a level that is reached": ("rate", "@", "--require", "good"),
    "explain": ("explain", "@", "3"),
    "check": ("check", "@"),
    "rules list": ("rules", "list"),
    "rules show": ("rules", "show", "tt22-2020"),
    "rules lint": ("rules", "lint"),
    "template": ("template", "tt22-2020"),
    "schema": ("schema", "result"),
    "completion": ("completion", "bash"),
    "help": ("--help",),
    "version": ("--version",),
}


@pytest.mark.parametrize("typed", PIPED.values(), ids=PIPED)
def test_a_reader_that_has_seen_enough_is_no_mistake(file, typed):
    """As in ``xhht rate x | head -1``. Status 1 would say that a level is not reached."""
    arguments = [str(file()) if word == "@" else word for word in typed]
    with subprocess.Popen([XHHT, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        complaint = running.stderr.read().decode("utf-8")
    assert complaint == ""
    assert running.returncode == 0


def in_terminal(*arguments: object, **variables: str) -> str:
    """Return what the console script shows on a terminal that has colours."""
    return shown_in_terminal(arguments, environment(TERM="xterm-256color", **variables))


COLOUR = re.compile(r"\x1b\[(?:\d+;)*(?:3|4|9|10)\d(?:;\d+)*m")
STYLE = re.compile(r"\x1b\[[\d;]*m")


def test_a_terminal_has_colours_and_none_with_no_color(xhht, file):
    evidence = file(GAPS)
    coloured, plain = in_terminal("rate", evidence), in_terminal("rate", evidence, NO_COLOR="1")
    assert COLOUR.search(coloured)
    assert not COLOUR.search(plain)
    said = xhht("rate", evidence).out
    for shown in (coloured, plain):
        assert [line.rstrip() for line in STYLE.sub("", shown).splitlines()] == said.splitlines()


def test_a_pipe_has_no_colours(file):
    assert b"\x1b" not in process("rate", file(GAPS)).stdout


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize("data", [GOOD, GAPS, WIDE], ids=["good", "gaps", "wide"])
def test_no_line_is_wider_than_the_terminal(xhht, file, monkeypatch, data, columns, lang):
    monkeypatch.setenv("COLUMNS", str(columns))
    evidence = file(data)
    typed = [("rate", evidence), ("rate", evidence, file(FAIR, "b.json"))]
    typed += [("explain", evidence, name) for name in (*CRITERIA, *INDICATORS)]
    for arguments in typed:
        assert too_wide(xhht(*arguments, "--lang", lang), columns) == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("columns", [40, 80])
def test_no_line_about_rule_sets_is_wider_than_the_terminal(xhht, monkeypatch, columns, lang):
    monkeypatch.setenv("COLUMNS", str(columns))
    for arguments in (("rules", "show", "tt22-2020"), ("rules", "list")):
        assert too_wide(xhht(*arguments, "--lang", lang), columns) == []


def too_wide(done: Run, columns: int) -> list[str]:
    assert (done.status, done.err) == (0, "")
    return [line for line in done.out.splitlines() if cell_len(line) > columns]


@pytest.mark.parametrize(
    "variables",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "C", "PYTHONIOENCODING": "latin-1:strict"},
    ],
    ids=str,
)
def test_vietnamese_is_written_in_utf_8_whatever_the_machine_says(file, variables):
    rated = process("rate", file(), env=environment(**variables))
    assert (rated.returncode, rated.stderr) == (0, b"")
    assert rated.stdout.decode("utf-8").startswith("Xếp loại: Tốt · 100/100 điểm\nPhòng GD&ĐT\n")
    refused = process("rate", file("{"), env=environment(**variables))
    assert "Không phải JSON hợp lệ" in refused.stderr.decode("utf-8")
    helped = process("--help", env=environment(**variables))
    assert helped.stdout.decode("utf-8").startswith("Cách dùng: ")


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        pytest.param(KeyboardInterrupt(), 130, "Đã dừng.", id="Ctrl-C"),
        pytest.param(RuntimeError("x"), 3, "Lỗi của xhht, không phải của tệp minh chứng", id="fault"),
        pytest.param(ImportError("libpython"), 3, "Thiếu thư viện", id="library"),
    ],
)
def test_whatever_happens_is_told_in_a_line(xhht, file, monkeypatch, error, status, words):
    def fail(*_arguments: object) -> None:
        raise error

    monkeypatch.setattr("ratings.batch.rate_files", fail)
    done = xhht("rate", file())
    assert (done.status, done.out) == (status, "")
    assert words in done.err
    assert len(done.err.strip().splitlines()) == 1


def test_a_rating_of_good_answers_needs_their_documents(xhht, file):
    """The papers are what with_papers adds: without them nothing is scored."""
    bare = GOOD | {"answers": FULL_ANSWERS}
    assert "0/100 điểm" in xhht("rate", file(bare)).out.splitlines()[0]
    assert "100/100 điểm" in xhht("rate", file(GOOD | {"answers": with_papers(FULL_ANSWERS)})).out.splitlines()[0]


@pytest.mark.parametrize(
    "answer",
    [
        {"met": True, "points": None},
        {"not_applicable": "x", "count": None, "of": None, "parts": {"tu-duy": None}},
        {"met": None},
        {"count": None, "of": None},
    ],
    ids=str,
)
def test_schema_and_tool_agree_on_what_a_template_leaves_blank(xhht, file, answer):
    evidence = unit({"3.c" if "met" in answer else "3.a": answer | {"documents": [PAPER]}})
    Draft202012Validator(schema("evidence")).validate(evidence)
    assert xhht("check", file(evidence)).status == 0


def test_standard_input_is_not_overwritten_by_its_own_result(file):
    evidence = file()
    before = evidence.read_bytes()
    with evidence.open("rb") as given:
        done = subprocess.run([XHHT, "rate", "-", "-o", str(evidence)], stdin=given, capture_output=True, check=False)
    assert (done.returncode, evidence.read_bytes()) == (2, before)


def test_a_template_that_is_rated_untouched_is_told_apart(xhht, tmp_path):
    blank = tmp_path / "don-vi.json"
    xhht("template", "tt22-2020", "-o", str(blank))
    assert "Tên vẫn là chữ của tệp mẫu" in xhht("rate", blank).out


def test_name_of_an_existing_output_is_shown_safely(xhht, tmp_path):
    there = tmp_path / "\x1b[31mx"
    there.touch()
    done = xhht("template", "tt22-2020", "-o", str(there))
    assert done.status == 2
    assert "\x1b" not in done.err


def test_a_fault_of_xhht_is_told_and_costs_the_other_files_nothing(xhht, file, monkeypatch):
    good, bad = file(), file()
    usual = ratings.rating.decision_on

    def failing(*arguments):
        if failures.pop():
            raise EngineError("tt22-2020", "something broke")
        return usual(*arguments)

    failures = [False, True]
    monkeypatch.setattr(ratings.rating, "decision_on", failing)
    done = xhht("rate", bad, good)
    assert done.status == 3
    assert done.out.count("Xếp loại: Tốt") == 1
    assert "Lỗi của xhht" in done.err
    assert "Traceback" not in done.err
