"""Comparison: two ratings side by side, what explains the difference, and what cannot be compared."""

import json
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from support import PAPER, unit, with_papers

from criteria.catalogue import rule_set
from criteria.problems import ProblemsError
from ratings import rate
from ratings.comparing import compare
from ratings.record import Rating

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
UNIT = SAMPLES / "hoi-phu-nu-loai-trung-binh.json"
COOPERATIVE = SAMPLES / "hop-tac-xa-muc-do-1.json"
COMMUNE = SAMPLES / "xa-binh-khe" / "xa-binh-khe.json"
SHEET = SAMPLES / "xa-phieu-cham-94-5.json"
OTHER_COMMUNE = SAMPLES / "xa-86-diem-chua-dat.json"
OVERLAY = SAMPLES / "huong-dan-tinh-ha-khe.yaml"
OTHER_PAPER = {"number": "99/QĐ-UBND", "date": "2022-11-20", "title": "Quyết định"}


@pytest.fixture
def pair(tmp_path):
    """Return a function that writes two evidence files and returns their paths."""

    def write(a, b):
        paths = tmp_path / "tu-danh-gia.json", tmp_path / "kiem-tra.json"
        for path, evidence in zip(paths, (a, b), strict=True):
            path.write_text(json.dumps(evidence, ensure_ascii=False), encoding="utf-8")
        return paths

    return write


def _read(path):
    return json.loads(path.read_text(encoding="utf-8"))


SELF = unit()
INSPECTED = unit({
    "2.a": {"count": 20, "of": 40, "documents": [PAPER], "note": "hai mươi kế hoạch chưa được duyệt"},
    "1.b": {"met": False},
    "3.c": {"met": True, "documents": [OTHER_PAPER]},
})  # fmt: skip


def test_points_answers_and_papers_stand_side_by_side(xhht, pair):
    done = xhht("compare", *pair(SELF, INSPECTED), "--format", "json")
    assert done.status == 0
    read = json.loads(done.out)
    assert (read["schema"], read["a"]["points"], read["b"]["points"]) == ("xhht-compare/1", 100, 85)
    items = {each["id"]: each for criterion in read["criteria"] for each in criterion["indicators"]}
    assert {name: each["points"] for name, each in items.items()} == {"1.b": -10, "2.a": -5, "3.c": 0}
    assert items["2.a"]["a"]["answer"]["count"] == 40
    assert items["2.a"]["b"]["answer"]["note"] == "hai mươi kế hoạch chưa được duyệt"
    assert [paper["number"] for paper in items["3.c"]["documents_added"]] == ["99/QĐ-UBND"]
    assert [paper["number"] for paper in items["3.c"]["documents_gone"]] == ["15/KH-PGDĐT"]
    assert items["2.a"]["documents_added"] == items["2.a"]["documents_gone"] == []
    assert [paper["number"] for paper in items["1.b"]["documents_gone"]] == ["15/KH-PGDĐT"]


def test_the_text_says_what_explains_the_difference(xhht, pair):
    vi = xhht("compare", *pair(SELF, INSPECTED)).out
    assert " - Tổng điểm -15; theo tiêu chí: 1\N{NO-BREAK SPACE}(-10), 2\N{NO-BREAK SPACE}(-5).\n" in vi
    scores = " 1.b Quy định động viên thành viên học tập: ✓ 10/10 → ✗ 0/10 (-10)\n"
    assert scores in vi.replace("\N{NO-BREAK SPACE}", " ")
    assert "Ghi chú: hai mươi kế hoạch" in " ".join(vi.split())
    assert "   + Thêm minh chứng: Quyết định số 99/QĐ-UBND ngày 20/11/2022\n" in vi
    assert "   - Không còn minh chứng: Kế hoạch số 15/KH-PGDĐT ngày 24/01/2022\n" in vi
    en = xhht("compare", *pair(SELF, INSPECTED), "--lang", "en").out
    assert " - Total -15; by criterion: 1\N{NO-BREAK SPACE}(-10), 2\N{NO-BREAK SPACE}(-5).\n" in en
    assert "   + Document added: Quyết định no. 99/QĐ-UBND of 2022-11-20\n" in en


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({"2.a": 20}, "Cùng mức: Tốt"),  # 95 points
        ({"2.a": 0, "3.a": 0, "2.c": 0}, "Vì sao khác mức"),  # 55 points
    ],
)
def test_it_says_whether_the_levels_differ(xhht, pair, counts, words):
    lower = unit({name: {"count": count, "of": 40, "documents": [PAPER]} for name, count in counts.items()})
    assert words in xhht("compare", *pair(SELF, lower)).out


def test_a_gate_that_breaks_is_said(xhht, pair, tmp_path):
    b = _read(OTHER_COMMUNE)
    better = _read(OTHER_COMMUNE)
    done = xhht("compare", OTHER_COMMUNE, *pair(better, b)[:1])
    assert "Không khác nhau ở nội dung nào." in done.out
    sides = xhht("compare", COMMUNE, OTHER_COMMUNE).out
    assert "chưa đạt điều kiện" in " ".join(sides.split())  # 86 points that a gate bars


def test_targets_are_compared_by_level(xhht, pair):
    better = _read(COOPERATIVE)
    better["answers"]["2.3"]["count"] = 22
    worse = _read(COOPERATIVE)
    worse["answers"]["1.1"] = {"met": False}
    done = xhht("compare", *pair(better, worse))
    assert " - Mức độ 1, đạt → không đạt: 1.1.\n" in done.out
    assert " - Mức độ 2, đạt → không đạt: 1.1, 2.3.\n" in done.out
    read = json.loads(xhht("compare", *pair(better, worse), "--format", "json").out)
    items = {each["id"]: each for criterion in read["criteria"] for each in criterion["indicators"]}
    assert set(items) == {"1.1", "2.3"}
    assert [each["met"] for each in items["1.1"]["a"]["levels"]] == [True, True]
    assert [each["met"] for each in items["1.1"]["b"]["levels"]] == [False, False]
    assert "points" not in items["1.1"]


def test_all_shows_what_is_alike(xhht, pair):
    files = pair(SELF, INSPECTED)
    some, every = (xhht("compare", *files, *more, "--format", "json") for more in ([], ["--all"]))
    counts = [sum(len(each["indicators"]) for each in json.loads(done.out)["criteria"]) for done in (some, every)]
    assert counts == [3, 10]
    assert "2.b" not in xhht("compare", *files).out
    assert "✓\N{NO-BREAK SPACE}5/5, như nhau" in xhht("compare", *files, "--all").out


def test_a_score_sheet_against_indicators(xhht):
    done = xhht("compare", SHEET, COMMUNE, "--format", "json")
    assert done.status == 0
    read = json.loads(done.out)
    items = {each["id"]: each for criterion in read["criteria"] for each in criterion["indicators"]}
    assert "b" not in items["1"]
    assert "a" not in items["1.1"]
    assert " 1.1 Nghị quyết hoặc chỉ thị của cấp ủy về xã hội học tập: ✓" in xhht("compare", SHEET, COMMUNE).out


def test_other_year_subject_area_and_type_are_said(xhht, pair):
    other = unit(year=2023)
    other["subject"] |= {"name": "Phòng khác", "area": "difficult", "type": "public-service"}
    notes = json.loads(xhht("compare", *pair(SELF, other), "--format", "json").out)["notes"]
    assert [each["vi"] for each in notes] == [
        "Hai đối tượng khác nhau.",
        "Hai năm khác nhau: 2022, 2023.",
        "Địa bàn khác nhau: A bình thường, B khó khăn; mức yêu cầu có thể khác.",
        "Loại hình khác nhau: chỉ tiêu phải xét có thể khác.",
        "Minh chứng và ghi chú không so từng tờ; muốn xem: --all.",
    ]
    assert json.loads(xhht("compare", *pair(SELF, SELF), "--format", "json").out)["notes"] == []


def test_papers_of_the_standards_are_compared(xhht, tmp_path):
    a, b = tmp_path / "a.json", tmp_path / "b.json"
    evidence = _read(SAMPLES / "xa-vung-kho-khan.json")
    a.write_text(json.dumps(evidence), encoding="utf-8")
    evidence["standards"]["documents"] = [OTHER_PAPER]
    b.write_text(json.dumps(evidence), encoding="utf-8")
    read = json.loads(xhht("compare", a, b, "--format", "json").out)
    assert [each["number"] for each in read["documents_added"]] == ["99/QĐ-UBND"]
    assert "Minh chứng của các chuẩn" in xhht("compare", a, b).out


def test_it_makes_no_difference_how_papers_and_questions_stand(xhht, pair):
    one, other = unit(), unit()
    two = [PAPER, OTHER_PAPER]
    one["answers"]["1.a"] = {"question": "Hỏi?", "met": True, "documents": two}
    other["answers"]["1.a"] = {"met": True, "documents": [*two[::-1], PAPER]}
    one["answers"]["1.b"] = {"met": None}
    del other["answers"]["1.b"]
    assert json.loads(xhht("compare", *pair(one, other), "--format", "json").out)["criteria"] == []


def test_a_note_that_differs_is_shown_even_where_its_words_stand_in_the_sentence(xhht, pair, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    one = unit({"2.a": {"count": 20, "of": 40, "documents": [PAPER], "note": "đạt"}})
    other = unit({"2.a": {"count": 20, "of": 40, "documents": [PAPER], "note": "viên"}})
    shown = " ".join(xhht("compare", *pair(one, other)).out.split())
    assert "Ghi chú: đạt" in shown
    assert "Ghi chú: viên" in shown


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ({"code": "A1"}, {"code": "A1", "name": "Phòng đổi tên"}, False),
        ({"code": "A1"}, {"code": "A2"}, True),
        ({"code": "A1"}, {}, False),
        ({}, {"name": "Phòng khác"}, True),
    ],
)
def test_subjects_are_told_apart_by_codes_where_both_have_one(xhht, pair, one, other, differ):
    files = []
    for changes in (one, other):
        evidence = unit()
        evidence["subject"] |= changes
        files.append(evidence)
    notes = json.loads(xhht("compare", *pair(*files), "--format", "json").out)["notes"]
    assert ("Hai đối tượng khác nhau." in [each["vi"] for each in notes]) == differ


def test_a_total_that_only_scaling_changes_is_said(xhht, pair):
    failed, out = unit({"1.b": {"met": False}}), unit({"1.b": {"not_applicable": "không có thành viên"}})
    shown = xhht("compare", *pair(failed, out)).out
    assert " - Tổng điểm +10.\n" in shown
    lower = unit(
        {"1.b": {"not_applicable": "không có thành viên"}, "2.a": {"count": 20, "of": 40, "documents": [PAPER]}}
    )
    shown = xhht("compare", *pair(out, lower)).out.replace("\N{NO-BREAK SPACE}", " ")
    assert " - Tổng điểm -5,56; theo tiêu chí (tính trước khi quy về thang 100): 2 (-5).\n" in shown


def test_a_target_that_does_not_apply_is_neither_met_nor_lost(xhht, pair):
    asked = _read(COOPERATIVE)
    asked["subject"]["type"] = "agency"
    shown = " ".join(xhht("compare", *pair(_read(COOPERATIVE), asked)).out.split())
    assert "Mức độ 2, không áp dụng → không đạt: 1.3, 2.4" in shown
    assert "Mức độ 2, đạt → không đạt" not in shown


@pytest.mark.parametrize("pair_of", [(UNIT, UNIT), (SHEET, COMMUNE), (COOPERATIVE, COOPERATIVE)])
def test_json_fits_its_schema(xhht, pair_of):
    fits = Draft202012Validator(json.loads(xhht("schema", "compare").out)).validate
    fits(json.loads(xhht("compare", *pair_of, "--all", "--format", "json").out))


# Properties.

_COUNTS = st.fixed_dictionaries({name: st.integers(0, 40) for name in ("2.a", "2.c", "3.a")})


def _unit_with(counts, papers=True):
    said = {name: {"count": count, "of": 40} for name, count in counts.items()}
    return rate(unit(with_papers(said) if papers else said))


@given(one=_COUNTS, other=_COUNTS, papers=st.booleans())
@settings(max_examples=40, deadline=None)
def test_the_other_way_round_is_the_other_way_round(one, other, papers):
    a, b = _unit_with(one), _unit_with(other, papers)
    there, back = compare(a, b, every=True), compare(b, a, every=True)
    assert (there.a, there.b) == (back.b, back.a)
    for criterion, mirrored in zip(there.criteria, back.criteria, strict=True):
        assert criterion.points == -mirrored.points
        for item, mirror in zip(criterion.indicators, mirrored.indicators, strict=True):
            assert (item.points, item.differs) == (-mirror.points, mirror.differs)
            assert (item.documents_added, item.documents_gone) == (mirror.documents_gone, mirror.documents_added)


@given(one=_COUNTS, other=_COUNTS)
@settings(max_examples=40, deadline=None)
def test_what_the_parts_gain_is_what_the_total_gains(one, other):
    a, b = _unit_with(one), _unit_with(other)
    assert isinstance(a, Rating)
    assert isinstance(b, Rating)
    shown = compare(a, b)
    items = [item for criterion in shown.criteria for item in criterion.indicators]
    assert sum((each.points for each in shown.criteria), Decimal(0)) == b.points - a.points
    assert sum((each.points for each in items), Decimal(0)) == b.points - a.points
    assert {each.id for each in items} == {name for name in one if one[name] != other[name]}


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.json")), ids=lambda path: path.stem)
def test_nothing_differs_from_itself(sample):
    rating = rate(_read(sample), folder=sample.parent)
    shown = compare(rating, rating)
    assert (shown.criteria, shown.notes, shown.reasons) == ((), (), ())


# What cannot be compared.


def test_other_rule_sets_are_refused(xhht):
    for lang, words in (
        ("vi", "Không so sánh được: A theo tt22-2020 (TT 22/2020/TT-BGDĐT), B theo tt24-2023-district"),
        ("en", "They cannot be compared: A is rated by tt22-2020 (Circular 22/2020/TT-BGDĐT), B by tt24-2023-district"),
    ):
        done = xhht("compare", UNIT, COOPERATIVE, "--lang", lang)
        assert (done.status, done.out) == (2, "")
        assert words in done.err


def test_other_guidance_is_refused():
    plain = rate(_read(OTHER_COMMUNE))
    from criteria.overlays import load_overlay

    overlaid = load_overlay(OVERLAY)
    guided = rate(_read(OTHER_COMMUNE), overlays={overlaid.overlay.rule_set: overlaid})
    assert guided.rule_set.id == plain.rule_set.id == rule_set(overlaid.overlay.rule_set).id
    with pytest.raises(ProblemsError, match="different local guidance"):
        compare(plain, guided)


def test_guidance_lies_over_both(xhht):
    done = xhht("compare", OTHER_COMMUNE, COMMUNE, "--overlay", OVERLAY, "--format", "json")
    assert done.status == 0
    assert json.loads(done.out)["rule_set"]["overlay"]["file"].endswith(OVERLAY.name)


def test_what_is_wrong_with_both_is_said(xhht, tmp_path):
    (tmp_path / "b.json").write_text("{", encoding="utf-8")
    done = xhht("compare", tmp_path / "a.json", tmp_path / "b.json")
    assert (done.status, done.out) == (2, "")
    assert "a.json: Không đọc được tệp" in done.err
    assert "b.json" in done.err


def test_only_one_can_be_standard_input(xhht):
    done = xhht("compare", "-", "-")
    assert done.status == 2
    assert "Chỉ một bên đọc từ - được." in done.err


def test_no_input_is_written_over(xhht, pair):
    files = pair(SELF, INSPECTED)
    before = files[1].read_bytes()
    done = xhht("compare", *files, "-o", files[1])
    assert (done.status, files[1].read_bytes()) == (2, before)


# Reviews.


def _review(path, file, /, **changes):
    of = {"file": file.name, "subject": "Phòng GD&ĐT", "rule_set": "tt22-2020", "year": 2022}
    remark = {"verdict": "disagree", "answer": {"count": 20, "of": 40}, "reason": "thiếu 20 kế hoạch"}
    review = {"schema": "xhht-review/1", "of": of | changes, "reviewer": "Tổ kiểm tra", "remarks": {"2.a": remark}}
    path.write_text(json.dumps(review, ensure_ascii=False), encoding="utf-8")
    return path


def test_the_evidence_of_a_review_is_not_written_over(xhht, pair, tmp_path):
    evidence, other = pair(SELF, INSPECTED)
    review = _review(tmp_path / "tu-danh-gia.review", evidence)
    before = evidence.read_bytes()
    for sides in ((review, other), (other, review)):
        done = xhht("compare", *sides, "--format", "json", "-o", evidence)
        assert (done.status, done.out) == (2, "")
        assert "là tệp đầu vào" in done.err
        assert evidence.read_bytes() == before


def test_a_review_is_compared_with_what_it_is_of(xhht, pair, tmp_path):
    evidence, _ = pair(SELF, INSPECTED)
    review = _review(tmp_path / "tu-danh-gia.review", evidence)
    done = xhht("compare", evidence, review, "--format", "json")
    assert done.status == 0, done.err
    read = json.loads(done.out)
    (item,) = [each for criterion in read["criteria"] for each in criterion["indicators"]]
    assert (item["id"], item["points"]) == ("2.a", -5)
    assert item["b"]["answer"]["note"] == "thiếu 20 kế hoạch"
    assert read["b"]["file"] == str(review)


def test_a_disagreement_without_an_answer_is_said(xhht, pair, tmp_path):
    evidence, _ = pair(SELF, INSPECTED)
    path = _review(tmp_path / "x.review", evidence)
    review = json.loads(path.read_text(encoding="utf-8"))
    review["remarks"] = {"1.a": {"verdict": "disagree", "reason": "Kế hoạch chưa được duyệt"}}
    path.write_text(json.dumps(review, ensure_ascii=False), encoding="utf-8")
    shown = " ".join(xhht("compare", evidence, path).out.split())
    assert "Cần xem lại ở B:" in shown
    assert "Người rà soát (Tổ kiểm tra) không đồng ý: Kế hoạch chưa được duyệt" in shown


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"file": "../x.json"}, "Đây không phải tên một tệp cùng thư mục."),
        ({"file": "khong-co.json"}, "khong-co.json: Không đọc được tệp"),
        ({"year": 2021}, "Rà soát này là của năm khác"),
        ({"subject": "Xã khác"}, "Rà soát này là của đối tượng khác"),
    ],
)
def test_a_review_of_something_else_is_refused(xhht, pair, tmp_path, changes, words):
    evidence, _ = pair(SELF, INSPECTED)
    review = _review(tmp_path / "tu-danh-gia.review", evidence, **changes)
    done = xhht("compare", evidence, review)
    assert (done.status, done.out) == (2, "")
    assert words in done.err


# How it looks.


@pytest.mark.parametrize("columns", [40, 60, 75, 76, 80, 120])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_it_fits_the_terminal(xhht, monkeypatch, pair, columns, language):
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = xhht("compare", *pair(SELF, INSPECTED), "--lang", language).out.splitlines()
    beside = [line for line in lines if line.startswith("   A: ")]
    assert beside
    assert all(("B: " in line) == (columns >= 76) for line in beside)
    shown = [line for line in lines if "json" not in line]  # a long path of a file has no place to break
    assert max(map(len, shown)) <= min(columns, 100)


def test_hostile_text_stays_inert(xhht, pair):
    hostile = unit({"2.a": {"count": 1, "of": 40, "note": "\x1b[31m[red]", "documents": [{"title": "\x07[b]"}]}})
    hostile["subject"]["name"] = "\x1b]0;x\x07[bold]"
    done = xhht("compare", *pair(SELF, hostile))
    assert done.status == 0
    assert not {"\x1b", "\x07"} & set(done.out)


def test_members_that_cannot_be_rated_are_named(xhht, tmp_path):
    folder = tmp_path / "xa"
    shutil.copytree(COMMUNE.parent, folder)
    with (folder / "gia-dinh.jsonl").open("a", encoding="utf-8") as file:
        file.write("{\n")
    done = xhht("compare", COMMUNE, folder / COMMUNE.name)
    assert done.status == 2
    assert "gia-dinh.jsonl" in done.err
    assert done.out
