"""``xhht summary``: against an independent sum over the results of ``xhht rate``, and every format read back."""

import json
import random
import subprocess
import sys
from collections import Counter, defaultdict
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from openpyxl import load_workbook
from rich.cells import cell_len

from ratings.batch import rate_files
from ratings.names import MARKS
from ratings.summarising import counted, summarise
from ratings.summary_html import summary_html
from ratings.vietnamese_order import name_key

SAMPLES = Path(__file__).parent.parent / "samples"
SHEET = json.loads((SAMPLES / "xa-phieu-cham-94-5.json").read_text("utf-8"))
IN_FULL = json.loads((SAMPLES / "xa-86-diem-chua-dat.json").read_text("utf-8"))
TARGETS = json.loads((SAMPLES / "xa-khuoi-son-thieu-mot-chi-tieu.json").read_text("utf-8"))
LANGUAGES = ("vi", "en")
STATUSES = {
    "pass": "full",
    "partial": "partial",
    "fail": "failed",
    "missing": "missing",
    "not_applicable": "not_applicable",
}
HOSTILE = (
    '=HYPERLINK("http://x","y")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "-2+3",
    "https://example.org/",
    "<script>alert(1)</script>",
    "[red]đỏ[/red] [link=file:///etc]x[/link]",
    "{{ 7 * 191 }} {% raw %}",
    "Xã " + "dài" * 120,
)


def copied(data: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(json.dumps(data))
    return made


def sheet(name: str, lost: dict[str, float] | None = None, **subject: Any) -> dict[str, Any]:
    """Return a score sheet with full points but for those *lost*."""
    made = copied(SHEET)
    made["subject"] |= {"name": name, "code": f"C-{name}"} | subject
    for number, answer in made["answers"].items():
        answer.pop("note", None)
        answer["points"] = answer["of"] - (lost or {}).get(number, 0)
    return made


def in_full(name: str, gone: dict[str, str]) -> dict[str, Any]:
    """Return a commune that answers each question; of those *gone* it lacks the answer or the documents."""
    made = copied(IN_FULL)
    made["subject"] |= {"name": name, "code": f"C-{name}"}
    for number, what in gone.items():
        if what == "answer":
            del made["answers"][number]
        else:
            made["answers"][number].pop("documents", None)
    return made


def by_targets(name: str, unmet: tuple[str, ...], area: str = "normal") -> dict[str, Any]:
    made = copied(TARGETS)
    made["subject"] |= {"name": name, "code": f"C-{name}", "area": area}
    for number in unmet:
        answer = made["answers"][number]
        if "met" in answer:
            answer["met"] = False
        else:
            made["answers"].pop(number)
    return made


def written(folder: Path, *evidence: dict[str, Any]) -> list[Path]:
    folder.mkdir(exist_ok=True)
    paths = []
    for place, each in enumerate(evidence):
        paths.append(folder / f"xa-{place:03}.json")
        paths[-1].write_text(json.dumps(each, ensure_ascii=False), "utf-8")
    return paths


@cache
def forty() -> tuple[dict[str, Any], ...]:
    """Return the communes of a province: score sheets and full answers, some of them with gaps, some by targets."""
    chance = random.Random(40)
    names = [f"Xã {word} {number}" for number in range(10) for word in ("Ân", "An", "Đông", "Yên")]
    made = []
    for place, name in enumerate(names):
        if place % 4 == 3:
            unmet = tuple(chance.sample(sorted(TARGETS["answers"]), place % 5))
            made.append(by_targets(name, unmet, "difficult" if place % 8 == 3 else "normal"))
        elif place % 4 == 2:
            gone = chance.sample(sorted(IN_FULL["answers"]), place % 6)
            made.append(in_full(name, {each: chance.choice(("answer", "documents")) for each in gone}))
        else:
            made.append(sheet(name, {str(n): chance.choice((0, 0, 0.25, 1.5, 3)) for n in range(1, 16)}))
    return tuple(made)


@pytest.fixture
def province(tmp_path):
    return written(tmp_path / "tinh", *forty())


def read(xhht: Any, *arguments: object) -> Any:
    done = xhht("summary", *arguments, "--format", "json")
    assert (done.status, done.err) == (0, "")
    return json.loads(done.out, parse_float=Decimal)


# Against an independent sum.


def results_of(xhht: Any, files: list[Path]) -> dict[tuple[str, int], list[dict[str, Any]]]:
    groups = defaultdict(list)
    for each in json.loads(xhht("rate", *files, "--format", "json").out, parse_float=Decimal)["results"]:
        groups[each["result"]["rule_set"]["id"], each["result"]["year"]].append(each["result"])
    return groups


def test_the_summary_is_the_sum_of_the_results(xhht, province):
    groups, summary = results_of(xhht, province), read(xhht, *province)
    assert [(each["rule_set"]["id"], each["year"]) for each in summary["groups"]] == sorted(groups)
    for group in summary["groups"]:
        results = groups[group["rule_set"]["id"], group["year"]]
        assert len(group["subjects"]) == len(results) > 5
        at, can = (
            Counter(each["level"]["id"] for each in results),
            Counter((each["range"]["high_level"])["id"] for each in results),
        )
        assert [(each["subjects"], each["possible"]) for each in group["levels"]] == [
            (at[each["level"]["id"]], can[each["level"]["id"]]) for each in group["levels"]
        ]
        for key in ("official", "local", "secondary", "assumed"):
            assert group["provenance"][key] == sum(each["provenance"][key] for each in results)
        severities = Counter(finding["severity"] for each in results for finding in each["findings"])
        assert group["findings"] == {key: severities[key] for key in ("error", "warning", "info")}


def half_up(number: Fraction) -> Decimal:
    return (Decimal(number.numerator) / Decimal(number.denominator)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def test_points_lost_are_those_of_the_results(xhht, province):
    groups, summary = results_of(xhht, province), read(xhht, *province)
    (group,) = (each for each in summary["groups"] if each["scheme"] == "points")
    results = groups[group["rule_set"]["id"], group["year"]]
    totals = [Fraction(each["points"]) for each in results]
    assert group["points"] == {
        "lowest": min(totals),
        "mean": half_up(sum(totals) / len(totals)),
        "highest": max(totals),
    }
    for kind in ("criteria", "indicators"):
        found = defaultdict(list)
        for result in results:
            for criterion in result["criteria"]:
                for each in [criterion] if kind == "criteria" else criterion["indicators"]:
                    found[each["id"]].append(each)
        assert {each["id"] for each in group[kind]} == set(found)
        for item in group[kind]:
            asked = [each for each in found[item["id"]] if each["status"] != "not_applicable"]
            lost = [Fraction(each["max_points"]) - Fraction(each["points"]) for each in asked]
            assert item["lost"] == sum(lost)
            assert (item["subjects"], item["losing"]) == (len(asked), sum(each > 0 for each in lost))
            assert item["mean_lost"] == half_up(sum(lost) / len(lost))
            statuses = Counter(STATUSES[each["status"]] for each in found[item["id"]])
            assert item["statuses"] == {name: statuses[name] for name in STATUSES.values()}
    losing = [(each["losing"], each["lost"]) for each in group["indicators"]]
    assert losing == sorted(losing, reverse=True)


def test_the_map_has_the_shares_of_the_results(xhht, province):
    groups, summary = results_of(xhht, province), read(xhht, *province)
    for group in summary["groups"]:
        by_name = {each["subject"]["name"]: each for each in groups[group["rule_set"]["id"], group["year"]]}
        for line in group["subjects"]:
            for cell, criterion in zip(line["cells"], by_name[line["subject"]["name"]]["criteria"], strict=True):
                assert (cell["criterion"], cell["status"]) == (criterion["id"], criterion["status"])
                if group["scheme"] == "points":
                    share = Fraction(criterion["points"]) / Fraction(criterion["max_points"])
                    assert cell["share"] == share * 10**6 // 1
                    continue
                for level in cell["levels"]:
                    marks = [
                        shown.get("met")
                        for each in criterion["indicators"]
                        for shown in each["levels"]
                        if shown["level"] == level["level"]
                    ]
                    asked = [each for each in marks if each is not None]
                    assert (level["met"], level["of"]) == (sum(asked), len(asked))


def test_what_is_missing_is_what_was_taken_away(xhht, tmp_path):
    gone = {"Xã A": {"1.1": "answer", "15.1": "documents"}, "Xã B": {"1.1": "documents"}, "Xã C": {"1.1": "answer"}}
    files = written(tmp_path, *(in_full(name, each) for name, each in gone.items()))
    (group,) = read(xhht, *files)["groups"]
    missing = {each["id"]: (each["answers"], each["documents"]) for each in group["missing"]["items"]}
    # The sample itself has no documents for 15.1 and 15.2.
    assert missing["1.1"] == (["Xã A", "Xã C"], ["Xã B"])
    assert missing["15.1"] == ([], ["Xã A", "Xã B", "Xã C"])
    assert (group["missing"]["answers"], group["missing"]["documents"]) == (2, 1 + 3 + 3)
    assert group["missing"]["subjects"] == 3
    (first,) = (each for each in group["criteria"] if each["id"] == "1")
    assert first["lost_missing"] == first["lost"] > 0


@cache
def some() -> tuple[Any, ...]:
    """Return what is summed up of the samples, among them one read twice."""
    files = sorted(SAMPLES.glob("*.json"))
    return tuple(map(counted, rate_files([*files, files[0]]).rated))


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(len(sorted(SAMPLES.glob("*.json"))) + 1)))
def test_the_order_of_the_files_changes_nothing(order):
    subjects = some()
    assert summarise(subjects[place] for place in order) == summarise(subjects)


# Ranks.


def test_who_is_alike_shares_a_rank_in_the_order_of_vietnamese(xhht, tmp_path):
    tied = ("Xã Ấm", "Xã An", "Xã Đông", "Xã Dương", "Xã 10", "Xã 2")
    files = written(tmp_path, sheet("Xã Cuối", {"1": 6}), *(sheet(name, {"1": 1}) for name in tied), sheet("Xã Đầu"))
    (group,) = read(xhht, *files)["groups"]
    assert [(each["rank"], each["subject"]["name"]) for each in group["subjects"]] == [
        (1, "Xã Đầu"),
        *((2, name) for name in ("Xã 2", "Xã 10", "Xã An", "Xã Ấm", "Xã Dương", "Xã Đông")),
        (8, "Xã Cuối"),
    ]


def test_a_level_counts_before_points(xhht, tmp_path):
    """A criterion at 0 bars every level (TT 44/2014 art. 4), whatever the total."""
    files = written(tmp_path, sheet("Xã Nhiều điểm", {"15": 3}), sheet("Xã Ít điểm", {"1": 9, "4": 9, "5": 4}))
    (group,) = read(xhht, *files)["groups"]
    names = [each["subject"]["name"] for each in group["subjects"]]
    points = [each["points"] for each in group["subjects"]]
    assert names == ["Xã Ít điểm", "Xã Nhiều điểm"]
    assert points[0] < points[1]


def test_under_targets_fewer_unmet_come_first_and_the_map_shows_the_level_not_all_have(xhht, tmp_path):
    unmet = {"Xã Kém": ("1.1", "1.2"), "Xã Gần": (), "Xã Vừa": ("1.1",)}
    files = written(tmp_path, *(by_targets(name, each, "difficult") for name, each in unmet.items()))
    (group,) = read(xhht, *files)["groups"]
    lacking = [(each["rank"], each["subject"]["name"]) for each in group["subjects"]]
    assert lacking == [(1, "Xã Gần"), (2, "Xã Vừa"), (3, "Xã Kém")]
    assert group["map_level"]["id"] == group["levels"][-2]["level"]["id"]
    assert [each["id"] for each in group["indicators"][:3]] == ["5.2.2", "1.1", "1.2"]


@pytest.mark.parametrize(
    ("names", "in_order"),
    [
        pytest.param(["Xã Bă", "Xã Ba", "Xã Bâ"], ["Xã Ba", "Xã Bă", "Xã Bâ"], id="letters"),
        pytest.param(["mạ", "má", "mã", "mả", "mà", "ma"], ["ma", "mà", "mả", "mã", "má", "mạ"], id="tones"),
        pytest.param(["Hóa An", "Hòa Bình", "Hoa Sen"], ["Hóa An", "Hòa Bình", "Hoa Sen"], id="letters before tones"),
        pytest.param(["Phường 10", "Phường 9", "phường 1"], ["phường 1", "Phường 9", "Phường 10"], id="numbers"),
        pytest.param(["Đa", "Dy", "Ea"], ["Dy", "Đa", "Ea"], id="đ after d"),
        pytest.param(["An Bình", "Anh"], ["An Bình", "Anh"], id="word by word"),
    ],
)
def test_names_stand_in_the_order_of_vietnamese(names, in_order):
    assert sorted(names, key=name_key) == in_order


@given(st.text())
def test_any_name_can_be_sorted(name):
    assert sorted([name, "Xã 2"], key=name_key)


# What is not mixed, doubled, refused.


@pytest.mark.parametrize(
    ("second", "told"),
    [
        pytest.param(("Xã Hoà An", "C-1"), "Mã C-1 đứng ở 2 tệp", id="one code"),
        pytest.param(("xã hòa an", None), "Tên Xã Hòa An đứng ở 2 tệp", id="one name, one without a code"),
        pytest.param(("Xã Hòa An", "C-2"), None, id="one name, two codes"),
        pytest.param(("Xã Hòa Ân", None), None, id="two names"),
    ],
)
def test_who_stands_there_twice_is_named(xhht, tmp_path, second, told):
    name, code = second
    other = sheet(name, {"1": 1}, code=code)
    if code is None:
        del other["subject"]["code"]
    (group,) = read(xhht, *written(tmp_path, sheet("Xã Hòa An", code="C-1"), other))["groups"]
    notes = [each["vi"] for each in group["notes"]]
    assert len(notes) == (told is not None)
    assert told is None or notes[0].startswith(told)


def test_rule_sets_years_and_guidance_are_never_mixed(xhht, tmp_path):
    other_year = sheet("Xã Năm trước") | {"year": 2021}
    files = written(tmp_path, sheet("Xã A"), other_year, by_targets("Xã B", ()), in_full("Xã C", {}))
    summary = read(xhht, *files)
    found = [(each["rule_set"]["id"], each["year"], len(each["subjects"])) for each in summary["groups"]]
    assert found == [("tt25-2023-commune", 2025, 1), ("tt44-2014", 2021, 1), ("tt44-2014", 2022, 2)]
    guided = read(xhht, in_full_file(tmp_path), "--overlay", SAMPLES / "huong-dan-tinh-ha-khe.yaml")
    assert guided["groups"][0]["rule_set"]["overlay"]["number"]


def in_full_file(folder: Path) -> Path:
    (path,) = written(folder / "mot", in_full("Xã C", {}))
    return path


@pytest.mark.parametrize("form", ["text", "json", "xlsx", "html"])
def test_a_refused_file_is_named_and_does_not_stop_the_others(xhht, tmp_path, monkeypatch, form):
    monkeypatch.chdir(tmp_path)  # a short name, which no report has to break
    good, bad = written(tmp_path, sheet("Xã A"), sheet("Xã B")), Path("hong.json")
    bad.write_text('{"schema": "xhht-evidence/1", "subject": {}}', "utf-8")
    out = tmp_path / "kq"
    done = xhht("summary", bad, *good, "--format", form, "-o", out)
    assert done.status == 2
    assert f"{bad}: /subject/" in done.err
    raw = out.read_bytes()
    if form == "xlsx":
        book = load_workbook(BytesIO(raw))
        shown = " ".join(str(cell.value) for page in book for row in page for cell in row)
    else:
        shown = raw.decode("utf-8")
    assert "hong.json" in shown
    assert "Xã A" in shown
    assert "Xã B" in shown
    if form == "json":
        assert [each["where"] for each in json.loads(shown)["refused"]] == [str(bad)]


def test_where_nothing_can_be_read_nothing_is_written(xhht, tmp_path):
    (tmp_path / "a.json").write_text("{", "utf-8")
    done = xhht("summary", tmp_path / "a.json", "-o", tmp_path / "kq.txt")
    assert (done.status, done.out) == (2, "")
    assert not (tmp_path / "kq.txt").exists()


# Folders.


def test_a_folder_is_read_with_what_is_inside_but_for_what_is_no_evidence(xhht, tmp_path):
    files = written(tmp_path / "xa-a", sheet("Xã A")) + written(tmp_path, sheet("Xã B"))
    xhht("convert", *files[:1], "-o", tmp_path / "xa-c.xlsx")
    assert xhht("rate", files[0], "--format", "json", "-o", tmp_path / "ket-qua.json").status == 0
    (tmp_path / "gia-dinh.jsonl").write_text("{}", "utf-8")
    (tmp_path / "package.json").write_text("{}", "utf-8")
    (tmp_path / ".an.json").write_text("{", "utf-8")
    (tmp_path / "~$xa.xlsx").write_bytes(b"lock")
    out = tmp_path / "tong-hop.xlsx"
    for _ in range(2):  # the second time the summary itself lies there
        done = xhht("summary", tmp_path, files[0], "--format", "xlsx", "-o", out)
        assert done.status == 0
        assert sorted(line.split(":")[0] for line in done.err.splitlines()) == [
            str(tmp_path / "ket-qua.json"),
            str(tmp_path / "package.json"),
        ]
    done = xhht("summary", tmp_path, files[0], "--format", "json")
    assert f"{out}: không phải tệp minh chứng" in done.err
    (group,) = json.loads(done.out)["groups"]
    assert sorted(each["file"] for each in group["subjects"]) == sorted(map(str, [*files, tmp_path / "xa-c.xlsx"]))


def test_a_broken_file_in_a_folder_is_not_passed_over(xhht, tmp_path):
    written(tmp_path, sheet("Xã A"))
    (tmp_path / "hong.json").write_text("{", "utf-8")
    (tmp_path / "hong.xlsx").write_bytes(b"PK\x03\x04 nothing")
    done = xhht("summary", tmp_path)
    assert done.status == 2
    assert "hong.json" in done.err
    assert "hong.xlsx" in done.err


def test_a_folder_without_evidence_is_refused(xhht, tmp_path):
    assert xhht("summary", tmp_path).status == 2
    assert "There is no evidence." in xhht("summary", tmp_path, "--lang", "en").err


def test_an_input_is_never_written_over(xhht, tmp_path):
    files = written(tmp_path, sheet("Xã A"))
    before = files[0].read_bytes()
    assert xhht("summary", *files, "--format", "json", "-o", files[0]).status == 2
    assert files[0].read_bytes() == before


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize("ending", ["json", "xlsx"])
def test_evidence_in_a_folder_is_never_written_over(xhht, tmp_path, many, ending):
    files = written(tmp_path / "tinh", *(sheet(f"Xã {place}") for place in range(many)))
    file = files[0]
    if ending == "xlsx":
        file = file.with_suffix(".xlsx")
        assert xhht("convert", files[0], "-o", file).status == 0
    before = file.read_bytes()
    done = xhht("summary", tmp_path / "tinh", "-o", file)
    assert (done.status, "là tệp đầu vào, không ghi đè" in done.err) == (2, True)
    assert file.read_bytes() == before


def test_evidence_in_a_folder_that_cannot_be_read_is_not_written_over(xhht, tmp_path):
    written(tmp_path, sheet("Xã A"))
    (tmp_path / "hong.json").write_text('{"answers": {', "utf-8")
    assert xhht("summary", tmp_path, "-o", tmp_path / "hong.json").status == 2
    assert (tmp_path / "hong.json").read_text("utf-8") == '{"answers": {'


@pytest.mark.parametrize("ending", ["json", "xlsx"])
def test_an_earlier_summary_in_a_folder_is_written_over(xhht, tmp_path, ending):
    out = tmp_path / f"tong-hop.{ending}"
    written(tmp_path, sheet("Xã A"))
    assert xhht("summary", tmp_path, "-o", out).status == 0
    before = out.read_bytes()
    written(tmp_path, sheet("Xã A"), sheet("Xã B"))
    done = xhht("summary", tmp_path, "-o", out)
    assert (done.status, done.err) == (0, "")
    assert out.read_bytes() != before


@pytest.mark.parametrize("command", ["rate", "summary"])
def test_members_of_a_file_that_is_refused_are_not_written_over(xhht, tmp_path, command):
    bad = sheet("Xã B") | {"members_files": ["gia-dinh.txt"], "answers": {"99": {"points": 1, "of": 2}}}
    files, members = written(tmp_path, sheet("Xã A"), bad), tmp_path / "gia-dinh.txt"
    members.write_text("{}", "utf-8")
    done = xhht(command, *files, "-o", members)
    assert (done.status, "gia-dinh.txt là tệp đầu vào" in done.err) == (2, True)
    assert members.read_text("utf-8") == "{}"


@pytest.mark.parametrize("command", ["rate", "check", "summary"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_the_libraries_a_workbook_is_refused_and_the_others_are_not(xhht, tmp_path, command, lang):
    good, other = written(tmp_path, sheet("Xã A"), sheet("Xã B"))
    book = other.with_suffix(".xlsx")
    assert xhht("convert", other, "-o", book).status == 0
    code = (
        "import sys\n"
        "from ratings.office_libraries import OFFICE_LIBRARIES\n"
        "sys.modules |= dict.fromkeys(OFFICE_LIBRARIES)\n"
        "from ratings.main import main\n"
        "main(sys.argv[1:])"
    )
    run = [sys.executable, "-c", code, command, book, good, "--lang", lang]
    done = subprocess.run(run, check=False, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 2
    (said,) = done.stderr.splitlines()
    assert said.startswith(f"{book}: ")
    assert "pip install '.[office]'" in said
    assert "README" in said
    assert (good.name if command == "check" else "Xã A") in done.stdout


def test_guidance_that_nobody_uses_is_refused(xhht, tmp_path):
    files = written(tmp_path, by_targets("Xã A", ()))
    assert xhht("summary", *files, "--overlay", SAMPLES / "huong-dan-tinh-ha-khe.yaml").status == 2


# Formats.


@pytest.mark.parametrize(
    ("form", "name", "right"),
    [
        ("xlsx", "x.html", ".xlsx"),
        ("xlsx", "x.HTM", ".xlsx"),
        ("json", "q.html", ".json"),
        ("html", "q.json", ".html"),
        ("text", "q.json", ".txt"),
        ("html", "q.txt", ".html"),
        (None, "q.csv", ".txt"),
        (None, "q.docx", ".txt"),
        ("xlsx", "q.xls", ".xlsx"),
    ],
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_name_with_the_ending_of_another_format_is_refused(xhht, tmp_path, form, name, right, lang):
    (file,) = written(tmp_path / "in", sheet("Xã A"))
    typed = [] if form is None else ["--format", form]
    done = xhht("summary", file, *typed, "-o", tmp_path / name, "--lang", lang)
    assert done.status == 2
    assert f"{'use' if lang == 'en' else 'dùng'} {right}." in done.err
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("form", ["text", "json", "xlsx", "html"])
@pytest.mark.parametrize("name", ["q", "tong-hop.2024"])
def test_a_name_that_says_no_format_is_taken(xhht, tmp_path, form, name):
    (file,) = written(tmp_path / "in", sheet("Xã A"))
    assert xhht("summary", file, "--format", form, "-o", tmp_path / name).status == 0
    assert (tmp_path / name).exists()


def test_json_fits_its_schema_and_is_alike_in_both_languages(xhht):
    schema = json.loads(xhht("schema", "summary").out)
    Draft202012Validator.check_schema(schema)
    shown = [
        xhht("summary", *sorted(SAMPLES.glob("*.json")), "--format", "json", "--lang", lang).out for lang in LANGUAGES
    ]
    Draft202012Validator(schema).validate(json.loads(shown[0]))
    assert shown[0] == shown[1]


@pytest.mark.parametrize("form", ["text", "json", "xlsx", "html"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_same_files_give_the_same_bytes(xhht, province, tmp_path, form, lang):
    def run(name: str) -> bytes:
        done = xhht("summary", *province, "--format", form, "--lang", lang, "-o", tmp_path / name)
        assert done.status == 0
        return (tmp_path / name).read_bytes()

    assert run("a") == run("b")


@pytest.mark.parametrize("columns", [40, 60, 80, 100])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_line_is_wider_than_the_terminal_and_the_map_shows_all(xhht, province, monkeypatch, columns, lang):
    monkeypatch.setenv("COLUMNS", str(columns))
    shown = xhht("summary", *province, "--lang", lang).out
    assert max(map(cell_len, shown.splitlines())) <= columns
    assert "\x1b" not in shown
    for mark in (MARKS["pass"], MARKS["partial"], MARKS["fail"], MARKS["missing"]):
        assert mark in shown


def test_three_hundred_subjects_have_the_head_of_the_map_again(xhht, tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    files = written(tmp_path, *(sheet(f"Xã {place}", {"2": place % 5}) for place in range(300)))
    shown = xhht("summary", *files).out.splitlines()
    heads = [place for place, line in enumerate(shown) if line.split() == [str(n) for n in range(1, 16)]]
    assert len(heads) == 300 // 20
    assert {after - before for before, after in pairwise(heads)} == {21}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_workbook_says_what_json_says(xhht, province, tmp_path, lang):
    out = tmp_path / "kq.xlsx"
    assert xhht("summary", *province, "--format", "xlsx", "--lang", lang, "-o", out).status == 0
    summary = read(xhht, *province)
    values, formulas = load_workbook(out, data_only=True), load_workbook(out)
    assert len(values.sheetnames) == 1 + 4 * len(summary["groups"])
    for place, group in enumerate(summary["groups"]):
        league, heat, lost, missing = values.worksheets[1 + 4 * place : 5 + 4 * place]
        rows = [[cell.value for cell in row] for row in league.iter_rows(3)]
        assert [row[:2] for row in rows] == [[each["rank"], each["subject"]["name"]] for each in group["subjects"]]
        many, wide = len(group["subjects"]), len(group["criteria"])
        cells = [[cell.value for cell in row[2 : 2 + wide]] for row in heat.iter_rows(5, 4 + many)]
        assert cells == [[shown_share(cell, group) for cell in line["cells"]] for line in group["subjects"]]
        ids = [row[0].value for row in lost.iter_rows(3, 2 + wide + len(group["indicators"]))]
        assert ids[wide:] == [each["id"] for each in group["indicators"]]
        assert set(ids[:wide]) == {each["id"] for each in group["criteria"]}
        lines = [row for row in missing.iter_rows(4, values_only=True) if row[0]]
        assert len(lines) == group["missing"]["answers"] + group["missing"]["documents"]
        for page in (league, heat, lost):
            assert page.auto_filter.ref
            assert page.freeze_panes
            assert (page.page_setup.orientation, int(page.page_setup.paperSize)) == ("landscape", 9)
    for page in formulas:
        for cell in (cell for row in page.iter_rows() for cell in row if cell.data_type == "f"):
            assert cell.value.startswith(("=COUNTIF(", "=SUM(", "=ROUND(", "=SUBTOTAL("))
            assert values[page.title][cell.coordinate].value is not None


def shown_share(cell: dict[str, Any], group: dict[str, Any]) -> Any:
    """Return the share in per cent, cut to two decimals; a dash where the criterion does not apply."""
    share = cell.get("share")
    if group["scheme"] == "targets":
        (share,) = (each.get("share") for each in cell["levels"] if each["level"] == group["map_level"]["id"])
    return MARKS["not_applicable"] if share is None else share // 100 / 100


@pytest.mark.parametrize("lang", LANGUAGES)
def test_means_and_counts_of_the_workbook_are_right(xhht, tmp_path, lang):
    files = written(tmp_path, sheet("Xã A"), sheet("Xã B", {"1": 3.75}), sheet("Xã C", {"1": 10}))
    out = tmp_path / "kq.xlsx"
    xhht("summary", *files, "--format", "xlsx", "--lang", lang, "-o", out)
    overview, _, heat, lost, _ = load_workbook(out, data_only=True).worksheets
    counts = [row[1].value for row in overview.iter_rows(6, 10)]
    assert counts == [2, 0, 0, 1, 3]
    assert heat.cell(8, 3).value == pytest.approx((100 + 62.5 + 0) / 3, abs=0.005)
    assert [cell.value for cell in lost[3][2:12]] == [3, 2, 1, 1, 1, 0, 0, 13.75, 4.58, 0]


@pytest.mark.parametrize("form", ["text", "xlsx", "html"])
def test_words_of_the_evidence_are_inert(xhht, tmp_path, form):
    files = written(tmp_path, *(sheet(name, code=f"={place}") for place, name in enumerate(HOSTILE)))
    out = tmp_path / "kq"
    assert xhht("summary", *files, "--format", form, "-o", out).status == 0
    raw = out.read_bytes()
    if form == "text":
        assert "[red]đỏ[/red]" in raw.decode("utf-8")
        assert b"\x1b" not in raw
    elif form == "xlsx":
        book = load_workbook(BytesIO(raw))
        league = book.worksheets[1]
        names = {league.cell(row, 2).value: league.cell(row, 2).data_type for row in range(3, 3 + len(HOSTILE))}
        assert names == dict.fromkeys(HOSTILE, "s")
        assert all(cell.hyperlink is None for page in book for row in page for cell in row)
    else:
        page = html5lib.parse(raw.decode("utf-8"), namespaceHTMLElements=False)
        assert page.findall(".//script") == []
        assert {each.text for each in page.iter("bdi")} >= set(HOSTILE)
        assert all(link.get("href", "").startswith("#") for link in page.iter("a"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_has_a_cell_with_its_figure_for_each_subject_and_criterion(xhht, province, lang):
    summary = read(xhht, *province)
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(
        xhht("summary", *province, "--format", "html", "--lang", lang).out
    )
    assert page.get("lang") == lang
    tables = [each for each in page.iter("table") if each.get("class") == "map"]
    assert len(tables) == len(summary["groups"])
    for table, group in zip(tables, summary["groups"], strict=True):
        head, *rows = list(table.iter("tr"))
        assert all(each.get("scope") == "col" for each in head)
        assert len(rows) == len(group["subjects"])
        for row, line in zip(rows, group["subjects"], strict=True):
            assert row.find("th").get("scope") == "row"
            cells = row.findall("td")[1:]
            assert len(cells) == len(line["cells"])
            assert all(cell.find("span").text.strip() and cell.findall("span")[1].text for cell in cells)
    assert list(page.iter("script")) == []


def test_colours_of_the_map_have_contrast_enough():
    """WCAG AA: 4.5 or more of the ink to each background; read from the stylesheets."""
    folder = Path(__file__).parent.parent / "ratings" / "html"
    lines = (folder / "summary.css").read_text("utf-8").splitlines()
    colours = [line.split("#")[1][:6] for line in lines if line.startswith(".heat-")]
    colours = [each if len(each.rstrip("; }")) == 6 else each[:3] * 2 for each in colours]
    assert len(colours) == 6
    for each in colours:
        assert (luminance(each) + 0.05) / (luminance("1a1a1a") + 0.05) >= 4.5


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_page_of_nothing_but_refused_files_can_be_made():
    assert summary_html(summarise([]), "vi").startswith("<!DOCTYPE html>")
