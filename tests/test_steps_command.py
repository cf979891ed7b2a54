"""``xhht steps`` as its users run it: text and JSON, both languages, both schemes, wrong usage, hostile evidence."""

import json
import os
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from rich.cells import cell_len
from support import PAPER, shown_in_terminal, unit

SAMPLES = Path(__file__).parent.parent / "samples"
FILES = sorted(SAMPLES.rglob("*.json"))
FAIR = SAMPLES / "truong-thcs-loai-kha.json"
GOOD = SAMPLES / "phong-gddt-loai-tot.json"
SCHOOL = SAMPLES / "truong-dai-hoc-chua-dat.json"
ESCAPES = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")

FAIR_VI = """\
Trường THCS Tân Khê
Đơn vị học tập · năm 2021
Đang ở: Khá · 80,5 điểm.

Cách ít tốn công nhất để đạt Tốt: 1 thay đổi
 → 1.c +10: Thực hiện để trả lời được là có: Nguồn lực bảo đảm cho việc học tập;
   bổ sung một minh chứng (Dự toán, quyết toán hoặc chứng từ chi cho học tập;
   Danh mục cơ sở vật chất phục vụ học tập).
 Đã xếp loại lại với các bước này: Tốt · 90,5 điểm.

Chỉ ghi vào tệp khi việc đã làm và minh chứng đã có thật.
Thế nào là ít tốn công chỉ là quy ước: dễ nhất là minh chứng, rồi đến số người,
khó nhất là danh hiệu, chuẩn; thay bằng --costs FILE.
"""
SCHOOL_EN = """\
Trường Đại học Hà Khê
Provincial learning unit · year 2024
Now: No level reached.

The cheapest way to Level 1: 2 changes
 → 3.1.2: 36 more learners titled "Learning citizen" (3,884/4,126 →
   3,920/4,126).
 → 3.5: Add one paper (Result of the assessment of the university's digital
   transformation).
 Rated again with these: Level 1.

Write it into the file only once it has been done and the papers are there.
What is cheap is only a convention: papers are easiest, then people, then titles
and standards; --costs FILE replaces it.
"""


@pytest.fixture
def fits(xhht):
    """Validate JSON by the schema that the command line prints."""
    schema = json.loads(xhht("schema", "steps").out)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema).validate


def test_points_in_vietnamese(xhht):
    done = xhht("steps", FAIR)
    assert (done.status, done.err) == (0, "")
    assert done.out == FAIR_VI


def test_targets_in_english(xhht):
    done = xhht("steps", SCHOOL, "--lang", "en")
    assert (done.status, done.err) == (0, "")
    assert done.out == SCHOOL_EN


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("sample", [FAIR, SCHOOL, SAMPLES / "xa-vung-kho-khan.json"], ids=lambda path: path.stem)
def test_text_fits_the_terminal_and_steers_nothing(sample, language, width, xhht, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(width))
    done = xhht("steps", sample, "--most", 3, "--lang", language)
    assert (done.status, done.err) == (0, "")
    assert max(map(cell_len, done.out.splitlines())) <= width
    assert not ESCAPES.search(done.out)
    assert not any(line != line.rstrip() for line in done.out.splitlines())


def test_colour_only_where_a_terminal_shows_it():
    plain = dict(os.environ, TERM="xterm-256color", COLUMNS="80", NO_COLOR="1")
    coloured = {name: value for name, value in plain.items() if name != "NO_COLOR"}
    without, with_colour = (shown_in_terminal(["steps", FAIR], each) for each in (plain, coloured))
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]m", without)
    assert "\x1b[" in with_colour
    bare = re.sub(r"\x1b\[[0-9;]*m", "", with_colour)
    assert [line.rstrip() for line in bare.splitlines()] == FAIR_VI.splitlines()


@pytest.mark.parametrize("sample", FILES, ids=lambda path: path.stem)
def test_json_of_every_sample_fits_the_schema_and_is_the_same_twice(sample, xhht, fits):
    done = xhht("steps", sample, "--most", 3, "--format", "json")
    assert (done.status, done.err) == (0, "")
    assert done == xhht("steps", sample, "--most", 3, "--format", "json")
    found = json.loads(done.out)
    fits(found)
    assert found["schema"] == "xhht-steps/1"
    assert found["reached"] == (found["ways"] == [])
    costs = [way["cost"] for way in found["ways"]]
    assert costs == sorted(costs)
    assert all(way["cost"] == sum(change["cost"] for change in way["changes"]) for way in found["ways"])
    assert all(("points" in change) == ("points" in found) for way in found["ways"] for change in way["changes"])


def test_what_cannot_be_reached_fits_the_schema_too(xhht, fits, tmp_path):
    costs = tmp_path / "chi-phi.yaml"
    costs.write_text("schema: xhht-costs/1\nindicators: {'1': never, '2': never, '3': never}\n", encoding="utf-8")
    for sample in (FAIR, SCHOOL):
        done = xhht("steps", sample, "--costs", costs, "--format", "json")
        found = json.loads(done.out)
        fits(found)
        assert (done.status, found["ways"], found["reached"]) == (0, [], False)
        assert found["reasons"]
        shown = xhht("steps", sample, "--costs", costs)
        assert shown.status == 0
        assert "Không thể đạt " in shown.out
        assert " ✗ " in shown.out
        assert "--costs" not in shown.out  # no costs are shown, so there is nothing to explain


def test_the_result_says_what_is_out_of_reach(xhht, tmp_path):
    """100 % of one year and of the next: the share that TT 25/2023 wants to rise cannot."""
    evidence = json.loads((SAMPLES / "huyen-tan-khe-2024" / "huyen-tan-khe.json").read_text("utf-8"))
    evidence["answers"]["4.3"] = {"value": 100, "previous": 100, "documents": [PAPER]}
    del evidence["members_files"]
    file = tmp_path / "huyen.json"
    file.write_text(json.dumps(evidence), encoding="utf-8")
    found = json.loads(xhht("rate", file, "--format", "json").out)
    Draft202012Validator(json.loads(xhht("schema", "result").out)).validate(found)
    assert "cheapest" not in found["next_level"]
    (reason,) = found["next_level"]["out_of_reach"]
    assert reason["vi"].startswith("4.3 (")
    for language, words in (("vi", reason["vi"]), ("en", reason["en"])):
        shown = xhht("steps", file, "--lang", language).out
        assert " ".join(words.split()) in " ".join(shown.split())


def test_the_schema_refuses_what_is_no_steps(xhht):
    schema = json.loads(xhht("schema", "steps").out)
    found = json.loads(xhht("steps", FAIR, "--format", "json").out)
    validator = Draft202012Validator(schema)
    assert validator.is_valid(found)
    for broken in ({**found, "ways": None}, {**found, "schema": "xhht-steps/2"}, {**found, "reached": "no"}, {}):
        assert not validator.is_valid(broken)


# The level that is asked for.


def test_the_next_level_is_meant_where_none_is_named(xhht):
    sample = SAMPLES / "phong-tckh-chua-dat.json"
    found = json.loads(xhht("steps", sample, "--format", "json").out)
    assert (found["level"]["id"], found["to"]["id"]) == ("not-met", "average")


@pytest.mark.parametrize("asked", ["good", "Tốt", "TỐT", "Good"])
def test_a_level_by_id_or_name(asked, xhht):
    found = json.loads(xhht("steps", FAIR, "--to", asked, "--format", "json").out)
    assert found["to"]["id"] == "good"


@pytest.mark.parametrize("asked", ["good", "fair", "not-met"])
def test_a_level_that_is_reached_already(asked, xhht):
    done = xhht("steps", GOOD, "--to", asked, "--lang", "en")
    assert (done.status, done.err) == (0, "")
    assert "is reached; no step is needed." in done.out
    found = json.loads(xhht("steps", GOOD, "--to", asked, "--format", "json").out)
    assert (found["reached"], found["ways"], found["reasons"]) == (True, [], [])


def test_at_the_best_level_there_is_nothing_to_do(xhht):
    done = xhht("steps", GOOD)
    assert done.status == 0
    assert "Đã đạt Tốt; không cần bước nào." in done.out


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "vi",
            '--to: tt22-2020 không có xếp loại "goood". Ghi một trong: good (Tốt), fair (Khá), ',
        ),
        (
            "en",
            '--to: tt22-2020 has no level "goood". Write one of: good (Good), fair (Fair), ',
        ),
    ],
)
def test_a_level_that_there_is_not(language, said, xhht):
    done = xhht("steps", FAIR, "--to", "goood", "--lang", language)
    assert (done.status, done.out) == (2, "")
    assert said in done.err


def test_no_escape_goes_through_from_the_command_line(xhht):
    done = xhht("steps", FAIR, "--to", "\x1b[31mgood")
    assert done.status == 2
    assert "\x1b" not in done.err


# How many ways.


@pytest.mark.parametrize(("most", "many"), [(1, 1), (3, 3), (9, 9), (20, 9)])
def test_so_many_ways_at_most(most, many, xhht):
    """Of the sample there are nine: each costs as much as the one before or more, and none is told twice."""
    sample = SAMPLES / "hoi-phu-nu-loai-trung-binh.json"
    ways = json.loads(xhht("steps", sample, "--most", most, "--format", "json").out)["ways"]
    assert len(ways) == many
    changed = [tuple((each["indicator"], json.dumps(each["answer"])) for each in way["changes"]) for way in ways]
    assert len(set(changed)) == many
    shown = xhht("steps", sample, "--most", most, "--lang", "en").out
    heads = [line for line in shown.splitlines() if " to Fair: " in line]
    assert [head.partition(" to ")[0] for head in heads] == (
        ["The cheapest way"] if many == 1 else [f"Way {place}" for place in range(1, many + 1)]
    )


@pytest.mark.parametrize("most", ["0", "-1", "21", "999999999999999999999", "3.5", "ba"])
def test_a_number_of_ways_that_cannot_be(most, xhht):
    done = xhht("steps", FAIR, "--most", most)
    assert (done.status, done.out) == (2, "")
    assert "--most" in done.err


# Files.


def test_the_result_goes_to_a_file_and_the_evidence_stays_as_it_was(xhht, tmp_path):
    evidence, out = tmp_path / "don-vi.json", tmp_path / "buoc.txt"
    evidence.write_bytes(FAIR.read_bytes())
    done = xhht("steps", evidence, "-o", out)
    assert (done.status, done.out) == (0, "")
    assert out.read_text("utf-8") == FAIR_VI
    assert evidence.read_bytes() == FAIR.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["buoc.txt", "don-vi.json"]


def test_no_input_is_written_over(xhht, tmp_path):
    evidence, costs = tmp_path / "don-vi.json", tmp_path / "chi-phi.yaml"
    evidence.write_bytes(FAIR.read_bytes())
    costs.write_text("schema: xhht-costs/1\n", encoding="utf-8")
    for target in (evidence, costs):
        before = target.read_bytes()
        done = xhht("steps", evidence, "--costs", costs, "-o", target)
        assert (done.status, done.out) == (2, "")
        assert target.read_bytes() == before


def test_evidence_that_cannot_be_rated_is_refused_as_ever(xhht, tmp_path):
    evidence = tmp_path / "sai.json"
    evidence.write_text(json.dumps(unit({"2.a": {"count": 41, "of": 40}})), encoding="utf-8")
    done = xhht("steps", evidence, "--lang", "en")
    assert (done.status, done.out) == (2, "")
    assert f'{evidence}: /answers/2.a: 41 is more than "of" (40).' in done.err


def test_local_guidance_is_reckoned_with(xhht):
    """The province of the sample has scales of its own: other steps lead up there."""
    sample, overlay = SAMPLES / "xa-vung-kho-khan.json", SAMPLES / "huong-dan-tinh-ha-khe.yaml"
    laid, bare = (
        json.loads(xhht("steps", sample, "--format", "json", *more).out) for more in (["--overlay", overlay], [])
    )
    assert laid["rule_set"]["overlay"]["file"].endswith(overlay.name)
    assert "overlay" not in bare["rule_set"]
    assert laid["ways"]
    assert laid["ways"] != bare["ways"]


HOSTILE = "Đơn vị \x1b[31mđỏ\x1b]8;;http://x\x07 [bold]đậm[/bold] \u202e=1+1"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_hostile_words_of_evidence_stay_words(language, xhht, tmp_path):
    evidence = unit(
        {
            "1.c": {"met": False, "note": HOSTILE, "documents": [PAPER | {"title": HOSTILE}]},
            "2.a": {"count": 3, "of": 40, "question": HOSTILE, "documents": [{"file": HOSTILE}]},
        }
    )
    evidence["subject"]["name"] = HOSTILE
    file = tmp_path / "x.json"
    file.write_text(json.dumps(evidence), encoding="utf-8")
    shown = xhht("steps", file, "--lang", language)
    assert shown.status == 0
    assert not ESCAPES.search(shown.out)
    assert "[bold]đậm[/bold]" in shown.out
    done = xhht("steps", file, "--format", "json", "--lang", language)
    assert not ESCAPES.search(json.dumps(json.loads(done.out), ensure_ascii=False))


def test_a_note_that_spoke_of_what_was_is_not_kept(xhht, tmp_path):
    """What was written on the answer that was too little says nothing of the better one."""
    evidence = unit({"1.c": {"met": False, "note": "Chưa làm", "documents": [PAPER]}, "1.b": {"met": False}})
    file = tmp_path / "x.json"
    file.write_text(json.dumps(evidence), encoding="utf-8")
    (way,) = json.loads(xhht("steps", file, "--format", "json").out)["ways"]
    by_item = {change["indicator"]: change["answer"] for change in way["changes"]}
    assert all("note" not in answer for answer in by_item.values())
    assert len(by_item) == 1
    for answer in by_item.values():
        assert answer["documents"]


def test_help_names_levels_costs_and_examples(xhht):
    for language, words in (("vi", "Tìm những thay đổi ít nhất"), ("en", "Find the least changes")):
        done = xhht("steps", "--help", "--lang", language)
        assert done.status == 0
        assert words in done.out
        for option in ("--to", "--most", "--costs", "--format", "--overlay", "--output"):
            assert option in done.out
