"""What if: an answer that is only supposed, what would come of it, and the file that is never changed."""

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from support import FULL_ANSWERS, PAPER, unit, with_papers

from criteria.problems import ProblemsError
from ratings import rate
from ratings.explaining import explain
from ratings.rating import suppose
from ratings.what_if import answers_typed, explained_what_if, what_if

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
UNIT = SAMPLES / "hoi-phu-nu-loai-trung-binh.json"
COOPERATIVE = SAMPLES / "hop-tac-xa-muc-do-1.json"
COMMUNE = SAMPLES / "xa-binh-khe" / "xa-binh-khe.json"
STANDARDS = SAMPLES / "xa-vung-kho-khan.json"


@pytest.fixture
def full(tmp_path):
    """Return evidence in a file: full points but for 25, which three answers lack."""
    path = tmp_path / "don-vi.json"
    answers = {"2.a": {"count": 20, "of": 40, "documents": [PAPER]}, "1.b": {"met": False}, "3.b": {"choice": "khong"}}
    path.write_text(json.dumps(unit(answers), ensure_ascii=False), encoding="utf-8")
    return path


# What is typed, and what comes of it: TT 22/2020, article 5.
@pytest.mark.parametrize(
    ("typed", "points"),
    [
        (["2.a=40/40"], 80),
        (["2.a=39"], 79.5),  # 39/40 of 10 points, in steps of half a point, rounded down
        (["2.a = 20/40"], 75),
        (["1.b=có"], 85),
        (["1.b=yes"], 85),
        (["1.b=Không"], 75),
        (["3.b=tap-the-lao-dong-tien-tien"], 85),
        (["3.b=cao-hon", "1.b=co"], 95),
        (["2.a=điểm:7,5"], 77.5),
        (["2.a=points:7.5"], 77.5),
        (["2.a=40/40", "1.b=có", "3.b=cao-hon"], 100),
        (["3.c=không"], 70),
    ],
)
def test_what_is_typed_is_rated(xhht, full, typed, points):
    done = xhht("what-if", full, *typed, "--format", "json")
    assert done.status == 0
    read = json.loads(done.out)
    assert (read["schema"], read["a"]["points"], read["b"]["points"]) == ("xhht-what-if/1", 75, points)
    assert read["b"]["points"] - read["a"]["points"] == pytest.approx(sum(each["points"] for each in read["criteria"]))


def test_only_what_changes_is_shown(xhht, full):
    read = json.loads(xhht("what-if", full, "2.a=30/40", "2.b=40/40", "--format", "json").out)
    assert [each["id"] for criterion in read["criteria"] for each in criterion["indicators"]] == ["2.a"]
    assert [each["indicator"] for each in read["supposed"]] == ["2.a", "2.b"]
    assert "Không có gì thay đổi." in xhht("what-if", full, "2.a=20/40").out


def test_the_file_is_never_touched(xhht, full):
    before, listed = full.read_bytes(), sorted(full.parent.iterdir())
    xhht("what-if", full, "2.a=40/40", "1.b=có")
    assert (full.read_bytes(), sorted(full.parent.iterdir())) == (before, listed)


def test_targets_are_rated_again(xhht):
    done = xhht("what-if", COOPERATIVE, "2.3=22", "2.5=22/22", "3.1.1=22")
    assert done.status == 0
    assert "Hiện nay: Mức độ 1\nNếu vậy: Mức độ 2\n" in done.out
    assert " - Mức độ 2, không đạt → đạt: 2.3, 2.5, 3.1.1.\n" in done.out


def test_a_target_that_is_lost_is_said(xhht):
    done = xhht("what-if", COOPERATIVE, "2.3=1/22", "--lang", "en")
    assert "Now: Level 1\nThen: No level reached\n" in done.out
    assert " - Level 1, met → not met: 2.3.\n" in done.out


_SHARES = ("2.a", "2.b", "2.c", "2.d", "3.a")


@given(
    counts=st.dictionaries(st.sampled_from(_SHARES), st.integers(0, 40), max_size=5),
    yes=st.dictionaries(st.sampled_from(["1.a", "1.b", "1.c", "3.c"]), st.booleans(), max_size=4),
)
@settings(max_examples=40, deadline=None)
def test_what_if_is_the_rating_of_evidence_that_says_so(counts, yes):
    before = {"2.a": {"count": 1, "of": 40, "documents": [PAPER]}, "1.b": {"met": False, "documents": [PAPER]}}
    rating = rate(unit(before))
    typed = [f"{name}={count}/40" for name, count in counts.items()]
    typed += [f"{name}={'có' if met else 'không'}" for name, met in yes.items()]
    found = what_if(rating, answers_typed(rating, typed))
    said = {name: {"count": count, "of": 40} for name, count in counts.items()}
    said |= {name: {"met": met} for name, met in yes.items()}
    assert found.after.decision == rate(unit(before | with_papers(said))).decision


# Papers that lack.


def test_a_paper_that_lacks_is_supposed_and_said(xhht, full):
    done = xhht("what-if", full, "1.b=có")
    assert " ! Giả sử có đủ minh chứng: 1.b.\n" in done.out
    assert "+ Thêm minh chứng: CẦN BỔ SUNG: " in done.out
    read = json.loads(xhht("what-if", full, "1.b=có", "2.a=39", "--format", "json").out)
    assert [(each["indicator"], each["paper"]) for each in read["supposed"]] == [("1.b", True), ("2.a", False)]
    assert read["findings"] == []  # "paper" says it


def test_what_there_would_be_to_look_at_is_said(xhht, full):
    done = xhht("what-if", full, "2.a=40/40", "--format", "json")
    assert [each["path"] for each in json.loads(done.out)["findings"]] == ["/answers"]  # every share is 100 %
    assert "Cần xem lại nếu vậy:\n ! " in xhht("what-if", full, "2.a=40/40").out


def test_a_no_needs_no_paper(full):
    rating = rate(json.loads(full.read_text(encoding="utf-8")))
    assert not what_if(rating, answers_typed(rating, ["3.c=không"])).papers


# Members and standards answer in place of what is written.


def test_what_members_answer_is_overruled_and_said(xhht, tmp_path):
    name = next(iter(rate_of(COMMUNE).roll_ups))
    done = xhht("what-if", COMMUNE, f"{name}=1/100")
    assert f" ! {name} đang tính từ danh hiệu của thành viên; giả sử này thay cho kết quả đó.\n" in done.out
    new = tmp_path / "moi.json"
    refused = xhht("what-if", COMMUNE, f"{name}=1/100", "--write", new)
    assert (refused.status, new.exists()) == (2, False)
    assert "Không ghi được điều đó vào tệp: sửa danh sách thành viên hoặc số liệu chuẩn." in refused.err


def test_what_follows_from_counts_is_overruled_and_said(xhht, tmp_path):
    rating = rate_of(STANDARDS)
    name = next(iter(rating.rule_set.derived))
    done = xhht("what-if", STANDARDS, f"{name}=1", "--lang", "en", "--write", tmp_path / "new.json")
    assert done.status == 2
    assert f"{name} follows from counts (" in done.err
    assert "what is supposed takes the place of that" in done.err


def rate_of(path):
    return rate(json.loads(path.read_text(encoding="utf-8")), folder=path.parent)


def test_what_members_answered_counts_no_more():
    rating = rate_of(COMMUNE)
    name = next(iter(rating.roll_ups))
    found = what_if(rating, answers_typed(rating, [f"{name}=0/100"]))
    assert found.after.indicators[name].points == 0
    assert name not in found.after.roll_ups
    better = what_if(rating, answers_typed(rating, [f"{name}=100/100"]))
    assert better.after.indicators[name].status == "pass"


def test_what_followed_from_counts_counts_no_more():
    rating = rate_of(STANDARDS)
    for name, standard in rating.rule_set.derived.items():
        found = what_if(rating, answers_typed(rating, [f"{name}=1"]))
        assert found.after.answers[name] == found.answers[name], standard
        assert found.after.indicators[name].points <= rating.indicators[name].points
        assert not [each for each in found.after.findings if each.path == f"/answers/{name}"]


def test_a_rule_set_that_is_insisted_on_stays(xhht, tmp_path):
    path = tmp_path / "x.json"
    path.write_text(json.dumps(unit({"1.b": {"met": False}}, year=2018)), encoding="utf-8")
    assert xhht("what-if", path, "1.b=có").status == 2
    done = xhht("what-if", path, "1.b=có", "--rule-set", "tt22-2020", "--format", "json")
    assert (done.status, json.loads(done.out)["b"]["points"]) == (0, 100)
    assert xhht("steps", path, "--rule-set", "tt22-2020").status == 0


def test_parts_stay_as_little_known_as_they_are(xhht, tmp_path):
    path, new = tmp_path / "x.json", tmp_path / "y.json"
    parts = {"phap-luat": None, "loi-song": 5, "hoc-suot-doi": 9, "binh-dang-gioi": 5}
    answer = {"count": 4, "of": 9, "parts": parts, "documents": [PAPER]}
    path.write_text(json.dumps(unit({"3.a": answer})), encoding="utf-8")
    assert xhht("what-if", path, "3.a=6/8", "--write", new).status == 0
    read = json.loads(new.read_text(encoding="utf-8"))["answers"]["3.a"]
    assert read["parts"] == {"phap-luat": None, "loi-song": 6, "hoc-suot-doi": 8, "binh-dang-gioi": 6}


# Saving.


def test_what_is_written_keeps_the_rest_and_rates_as_shown(xhht, tmp_path):
    old, new = tmp_path / "cu.json", tmp_path / "moi.json"
    evidence = unit({"2.a": {"count": 20, "of": 40, "note": "ghi chú", "documents": [PAPER]}, "1.b": {"met": False}})
    evidence["subject"]["code"] = "QN-01"
    old.write_text(json.dumps(evidence, ensure_ascii=False, indent=1), encoding="utf-8")
    done = xhht("what-if", old, "2.a=38/40", "1.b=có", "--write", new, "--format", "json")
    assert (done.status, done.err) == (0, f"Đã ghi {new}.\n")
    read, wanted = json.loads(new.read_text(encoding="utf-8")), json.loads(json.dumps(evidence))
    wanted["answers"]["2.a"]["count"] = 38
    wanted["answers"]["1.b"] = read["answers"]["1.b"]
    assert read == wanted
    assert list(read) == list(wanted)
    assert read["answers"]["1.b"]["met"] is True
    assert read["answers"]["1.b"]["documents"][0]["title"].startswith("CẦN BỔ SUNG: ")
    again = json.loads(xhht("rate", new, "--format", "json").out)
    assert again["points"] == json.loads(done.out)["b"]["points"]
    assert xhht("rate", new, "--strict").status == 1  # a paper is still to be found
    for brief in ([], ["--brief"]):
        shown = xhht("rate", new, *brief).out
        assert "Kết quả này tính cả minh chứng mới là giả sử, chưa có thật: 1.b.\n" in shown


def test_decimals_are_written_as_they_are(xhht, tmp_path):
    old, new = tmp_path / "cu.json", tmp_path / "moi.json"
    answers = {name: {**answer, "documents": [PAPER]} for name, answer in FULL_ANSWERS.items()}
    answers["3.c"] = {"points": 4.5, "documents": [PAPER]}
    old.write_text(json.dumps(unit(answers), ensure_ascii=False), encoding="utf-8")
    xhht("what-if", old, "2.a=điểm:7,5", "--write", new)
    assert '"points": 7.5' in new.read_text(encoding="utf-8")
    assert '"points": 4.5' in new.read_text(encoding="utf-8")


def test_no_other_file_is_written_over(xhht, full, tmp_path):
    new = tmp_path / "khac.json"
    new.write_text("{}", encoding="utf-8")
    done = xhht("what-if", full, "2.a=40", "--write", new)
    assert (done.status, new.read_text(encoding="utf-8")) == (2, "{}")
    assert "đã có, không ghi đè. Chọn tên khác." in done.err


def test_one_file_is_not_written_twice(xhht, full, tmp_path):
    new = tmp_path / "moi.json"
    done = xhht("what-if", full, "2.a=40", "--write", new, "-o", tmp_path / "." / "moi.json")
    assert (done.status, new.exists()) == (2, False)
    assert "--write và --output trỏ cùng một tệp." in done.err


@pytest.mark.parametrize("target", ["don-vi.json", "-"])
def test_no_input_is_written_over(xhht, full, target):
    before = full.read_bytes()
    done = xhht("what-if", full, "2.a=40", "--write", full if target != "-" else "-")
    assert (done.status, full.read_bytes()) == (2, before)


def test_members_files_are_not_written_over(xhht, tmp_path):
    folder = tmp_path / "xa"
    shutil.copytree(COMMUNE.parent, folder)
    members = folder / "gia-dinh.jsonl"
    before = members.read_bytes()
    done = xhht("what-if", folder / COMMUNE.name, "4.1=1", "--write", members)
    assert (done.status, members.read_bytes()) == (2, before)


def test_a_file_that_would_lose_its_members_is_not_written(xhht, tmp_path):
    new = tmp_path / "moi.json"
    asked = next(name for name in rate_of(COMMUNE).judged if name not in rate_of(COMMUNE).roll_ups)
    kind = rate_of(COMMUNE).rule_set.by_id[asked].answer.kind
    done = xhht("what-if", COMMUNE, f"{asked}={'có' if kind == 'met' else 'điểm:1'}", "--write", new)
    assert (done.status, new.exists()) == (2, False)
    assert str(new) in done.err
    assert "Các tệp thành viên nằm trong thư mục của tệp gốc. Ghi vào cùng thư mục với tệp gốc." in done.err


# Mistakes.


@pytest.mark.parametrize(
    ("typed", "vi", "en"),
    [
        ("2.a", '"2.a": Thiếu dấu =. Ghi như 2.a=38/40 hoặc 1.b=có.', "There is no = in it. Write it like 2.a=38/40"),
        ("2.x=1", 'tt22-2020 không có nội dung "2.x".', 'tt22-2020 has no indicator "2.x".'),
        ("2.a=41/40", '2.a: "41/40" không trả lời được câu hỏi. Ghi số đạt/tổng số', "Write how many/of how many"),
        ("2.a=-1/40", '2.a: "-1/40" không trả lời được câu hỏi.', "does not answer the question"),
        ("2.a=1.5/40", '2.a: "1.5/40" không trả lời được câu hỏi.', "does not answer the question"),
        ("2.a=", '2.a: "" không trả lời được câu hỏi.', "does not answer the question"),
        ("1.b=có lẽ", '1.b: "có lẽ" không trả lời được câu hỏi. Ghi có hoặc không.', "Write yes or no."),
        (
            "3.b=vàng",
            "3.b: ",
            "Write one of: khong (No title); tap-the-lao-dong-tien-tien (",
        ),
        ("2.a=điểm:11", "2.a: 11 lớn hơn điểm tối đa (10).", "2.a: 11 is above the maximum (10)."),
        ("2.a=điểm:4,555", "Ghi điểm:4,5 hoặc điểm:4.", "Write points:4.5 or points:4."),
        ("2.a=không áp dụng:", "Ghi không áp dụng: lý do.", "Write not applicable: reason."),
        (
            "1=7",
            "1: Tiêu chí 1 được trả lời theo từng nội dung. Ghi cho từng nội dung: 1.a, 1.b",
            "Write for 1.a",
        ),
        ("2.a=\x1b[31m1", '2.a: "\ufffd[31m1" không trả lời được câu hỏi.', "does not answer the question"),
    ],
)
def test_a_mistake_is_said_with_what_would_be_right(xhht, full, typed, vi, en):
    for lang, words in (("vi", vi), ("en", en)):
        done = xhht("what-if", full, typed, "--lang", lang)
        assert (done.status, done.out) == (2, "")
        assert words in done.err
        assert "\x1b" not in done.err


def test_a_line_of_a_score_sheet_can_be_supposed(xhht):
    done = xhht("what-if", SAMPLES / "xa-phieu-cham-94-5.json", "2=6/6", "--format", "json")
    read = json.loads(done.out)
    assert (read["b"]["points"], read["criteria"][0]["points"]) == (94.75, 0.25)
    wrong = xhht("what-if", SAMPLES / "xa-phieu-cham-94-5.json", "2=6")
    assert '2: "6" không trả lời được câu hỏi. Ghi điểm trên điểm tối đa, ví dụ 7,5/8.' in wrong.err


def test_signs_between_thousands_are_read_where_numbers_are_whole():
    rating = rate(unit({"2.a": {"count": 1, "of": 5000, "documents": [PAPER]}}))
    for typed in ("2.a=3.920/4.126", "2.a=3,920/4,126", "2.a=3920/4126"):
        assert answers_typed(rating, [typed])["2.a"].count == 3920
    for typed in ("2.a=39.20/4126", "2.a=3.9200/41260", "2.a=.920/4126", "2.a=3.920,126/9.999.999"):
        with pytest.raises(ProblemsError):
            answers_typed(rating, [typed])


def test_what_was_supposed_stays_supposed_whatever_else_is():
    """A step to the next level is rated on top of it: xa-thuong-lam has 4.3 from its counts."""
    rating = rate_of(SAMPLES / "xa-thuong-lam-2024" / "xa-thuong-lam.json")
    found = what_if(rating, answers_typed(rating, ["4.3=level-3"]))
    again = suppose(found.after, answers_typed(rating, ["1.1=không"]))
    assert again.answers["4.3"].choice == "level-3"
    assert explain(found.after).next_level.cheapest.level.id == "level-2"
    (step,) = explain(found.after).next_level.cheapest.changes
    assert step.indicator == "5.1"


def test_every_mistake_is_said_at_once(xhht, full):
    done = xhht("what-if", full, "2.a=x", "9=1", "1.b", "1.a=có", "1.a=không")
    assert done.status == 2
    assert len(done.err.splitlines()) == 4
    assert "1.a: Nội dung này được ghi hai lần." in done.err


def test_twice_is_a_mistake_whatever_the_spaces():
    rating = rate(unit())
    with pytest.raises(ProblemsError):
        answers_typed(rating, ["2.a=1/2", " 2.a =1/2"])


def test_a_blank_file_can_be_supposed_upon(xhht, tmp_path):
    path = tmp_path / "mau.json"
    xhht("template", "tt24-2023-district", "-o", path)
    read = json.loads(path.read_text(encoding="utf-8"))
    read["subject"]["type"] = "economic-organisation"
    path.write_text(json.dumps(read), encoding="utf-8")
    done = xhht("what-if", path, "2.1=10/10", "1.1=có")
    assert done.status == 0, done.err
    assert "Giả sử có đủ minh chứng: " in done.out


# How it looks.


@pytest.mark.parametrize("columns", [40, 60, 75, 76, 80, 120])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_it_fits_the_terminal(xhht, monkeypatch, columns, language):
    monkeypatch.setenv("COLUMNS", str(columns))
    done = xhht("what-if", UNIT, "3.a=7/7", "1.b=có", "--lang", language)
    assert max(map(len, done.out.splitlines())) <= min(columns, 100)
    side_by_side = [line for line in done.out.splitlines() if ("Hiện nay: ✗" in line or "Now: ✗" in line)]
    assert side_by_side
    assert all(("Nếu vậy:" in line or "Then:" in line) == (columns >= 76) for line in side_by_side)


def test_hostile_text_stays_inert(xhht, tmp_path):
    path = tmp_path / "x.json"
    evidence = unit({"2.a": {"count": 1, "of": 40, "note": "[red]\x1b[31m", "documents": [{"title": "[b]x\x07"}]}})
    evidence["subject"]["name"] = "[bold]Phòng\x1b]0;x\x07"
    path.write_text(json.dumps(evidence), encoding="utf-8")
    done = xhht("what-if", path, "2.a=2/40")
    assert done.status == 0
    assert not {"\x1b", "\x07"} & set(done.out)
    assert "[bold]Phòng" in done.out


@pytest.mark.parametrize("sample", [UNIT, COOPERATIVE, COMMUNE])
def test_json_fits_its_schema(xhht, sample):
    typed = {UNIT: "3.a=7/7", COOPERATIVE: "2.3=22", COMMUNE: "1.1=không"}[sample]
    fits = Draft202012Validator(json.loads(xhht("schema", "what-if").out)).validate
    fits(json.loads(xhht("what-if", sample, typed, "--format", "json").out))


def test_same_input_same_bytes(xhht):
    once, twice = (xhht("what-if", UNIT, "3.a=7/7", "--format", "json") for _ in range(2))
    assert once.out == twice.out


def test_output_goes_to_a_file(xhht, tmp_path):
    target = tmp_path / "ra.txt"
    done = xhht("what-if", UNIT, "3.a=7/7", "-o", target)
    assert (done.status, done.out) == (0, "")
    assert "Nếu vậy: Khá" in target.read_text(encoding="utf-8")


def test_plain_data_names_what_was_overruled():
    rating = rate_of(COMMUNE)
    name = next(iter(rating.roll_ups))
    (supposed,) = explained_what_if(what_if(rating, answers_typed(rating, [f"{name}=1/100"]))).supposed
    assert supposed.overrules is not None
    assert name in supposed.overrules.en
