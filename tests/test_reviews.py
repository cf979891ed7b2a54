"""The review file: what it may say, that nothing of it is lost, and the rating as it would have it."""

import json
import os
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import unit

from criteria.answers import ValueAnswer
from criteria.catalogue import rule_set
from ratings import rate
from ratings.batch import rate_files
from ratings.evidence import EvidenceError
from ratings.reading import parse_json
from ratings.review import session
from ratings.review.session import Case, Supposed, open_case, open_cases
from ratings.review.trying import asked_by, disagreement, tried
from ratings.review.typed import typed_text
from ratings.reviews import (
    Remark,
    blank_review,
    digest_of,
    read_review,
    review_path,
    review_text,
    reviewed,
    to_review,
    write_review,
)
from ratings.typed_answers import answer_typed

SAMPLES = Path(__file__).parent.parent / "samples"
OF = {"file": "xa.json", "subject": "Phòng GD&ĐT", "rule_set": "tt22-2020", "year": 2022}
WHY = {"verdict": "disagree", "reason": "Thiếu chữ ký"}


def review(remarks=MappingProxyType({}), **changes):
    """A review of the unit that the tests rate, as data; keys that are None are left out."""
    data = {
        "schema": "xhht-review/1",
        "of": OF,
        "remarks": remarks if isinstance(remarks, list) else dict(remarks),
    } | changes
    return {key: value for key, value in data.items() if value is not None}


def remark(**changes):
    return {"remarks": {"2.a": WHY | changes}}


MISTAKES = {
    "another schema": (
        {"schema": "xhht-review/2"},
        '/schema: "xhht-review/2" không dùng được ở đây. Ghi "xhht-review/1".',
        '/schema: "xhht-review/2" cannot stand here. Write "xhht-review/1".',
    ),
    "no schema": (
        {"schema": None},
        '/schema: Thiếu khóa này. Ghi "xhht-review/1".',
        '/schema: This key is missing. Write "xhht-review/1".',
    ),
    "no subject": (
        {"of": {key: OF[key] for key in ("file", "rule_set", "year")}},
        "/of/subject: Thiếu khóa này. Hãy bổ sung.",
        "/of/subject: This key is missing. Add it.",
    ),
    "a year in quotes": (
        {"of": OF | {"year": "2022"}},
        '/of/year: "2022" không phải số nguyên. Ghi năm đánh giá, ví dụ 2022.',
        '/of/year: "2022" is not a whole number. Write the year of assessment, such as 2022.',
    ),
    "remarks in a list": (
        {"remarks": []},
        "/remarks: […] không phải một nhóm khóa. Ghi các khóa trong { }.",
        "/remarks: […] is not an object. Write keys within { }.",
    ),
    "an unknown key": (
        {"remark": {}},
        '/remark: Không có khóa "remark". Có phải ý là "remarks"?',
        '/remark: There is no key "remark". Did you mean "remarks"?',
    ),
    "no verdict": (
        {"remarks": {"2.a": {}}},
        '/remarks/2.a/verdict: Thiếu khóa này. Ghi "agree" hoặc "disagree".',
        '/remarks/2.a/verdict: This key is missing. Write "agree" or "disagree".',
    ),
    "another verdict": (
        remark(verdict="maybe"),
        '/remarks/2.a/verdict: "maybe" không dùng được ở đây. Ghi "agree" hoặc "disagree".',
        '/remarks/2.a/verdict: "maybe" cannot stand here. Write "agree" or "disagree".',
    ),
    "no reason": (
        {"remarks": {"2.a": {"verdict": "disagree"}}},
        '/remarks/2.a: Không đồng ý mà không ghi lý do. Ghi lý do vào "reason".',
        '/remarks/2.a: The remark disagrees, and does not say why. Write why as "reason".',
    ),
    "a blank reason": (
        remark(reason=" "),
        "/remarks/2.a/reason: Không có chữ nào. Ghi nội dung, hoặc bỏ khóa này.",
        "/remarks/2.a/reason: There are no words. Write some, or drop the key.",
    ),
    "an agreement with an answer": (
        {"remarks": {"2.a": {"verdict": "agree", "answer": {"count": 1, "of": 2}}}},
        '/remarks/2.a: Nhận xét đồng ý mà lại có câu trả lời khác. Ghi "verdict": "disagree" cùng lý do, '
        'hoặc bỏ "answer".',
        '/remarks/2.a: The remark agrees, and has another answer. Write "verdict": "disagree" with a reason, '
        'or drop "answer".',
    ),
    "a blank answer": (
        remark(answer={"met": None}),
        '/remarks/2.a/answer: Câu trả lời còn để trống. Ghi câu trả lời, hoặc bỏ "answer".',
        '/remarks/2.a/answer: The answer is blank. Write an answer, or drop "answer".',
    ),
    "a number in quotes": (
        remark(answer={"count": "3", "of": 4}),
        '/remarks/2.a/answer/count: "3" không phải số nguyên. Ghi số nguyên không có ngoặc kép, ví dụ 38.',
        '/remarks/2.a/answer/count: "3" is not a whole number. Write a whole number without quotes, such as 38.',
    ),
    "more than all": (
        remark(answer={"count": 3, "of": 2}),
        '/remarks/2.a/answer: 3 lớn hơn "of" (2). Ghi số đạt, từ 0 đến 2.',
        '/remarks/2.a/answer: 3 is more than "of" (2). Write those who meet it, 0 to 2.',
    ),
}


@pytest.mark.parametrize(("changes", "vi", "en"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_by_its_place_and_what_would_be_right(changes, vi, en):
    with pytest.raises(EvidenceError) as found:
        to_review(review(**changes))
    assert [problem.sentence("vi") for problem in found.value.problems] == [vi]
    assert [problem.sentence("en") for problem in found.value.problems] == [en]


def test_all_mistakes_are_told_together():
    with pytest.raises(EvidenceError) as found:
        to_review(review({"2.a": {"verdict": "disagree"}, "2.b": {"verdict": "yes"}}, reviewer=7))
    assert [problem.path for problem in found.value.problems] == ["/reviewer", "/remarks/2.a", "/remarks/2.b/verdict"]


# Round trips.

WORDS = st.text(min_size=1, max_size=20).map(lambda words: f"x{words}x")
NUMBERS = st.decimals(0, 10**6, places=2)
DOCUMENTS = st.lists(st.fixed_dictionaries({"title": WORDS}, optional={"number": WORDS, "file": WORDS}), max_size=2)
ANSWERS = st.one_of(
    st.fixed_dictionaries({"met": st.booleans()}),
    st.tuples(st.integers(0, 99), st.integers(99, 10**6)).map(lambda pair: {"count": pair[0], "of": pair[1]}),
    st.fixed_dictionaries({"value": st.decimals(-(10**6), 10**6, places=6)}, optional={"previous": NUMBERS}),
    st.fixed_dictionaries({"choice": WORDS}),
    st.fixed_dictionaries({"points": NUMBERS}, optional={"of": st.just(Decimal("1000000.25"))}),
    st.fixed_dictionaries({"not_applicable": WORDS}),
)
REMARKS = st.one_of(
    st.fixed_dictionaries({"verdict": st.just("agree")}, optional={"reason": WORDS, "about": WORDS, "reviewer": WORDS}),
    st.tuples(
        st.fixed_dictionaries({"verdict": st.just("disagree"), "reason": WORDS}),
        st.none() | st.tuples(ANSWERS, DOCUMENTS).map(lambda pair: pair[0] | {"documents": pair[1]}),
    ).map(lambda pair: pair[0] | ({"answer": pair[1]} if pair[1] is not None else {})),
)


@given(
    st.dictionaries(st.from_regex(r"[1-9][0-9]?(\.[a-z1-9])?", fullmatch=True), REMARKS, max_size=3), st.none() | WORDS
)
def test_what_is_written_is_read_again_to_the_last_digit(remarks, reviewer):
    made = to_review(review(remarks, reviewer=reviewer))
    text = review_text(made)
    assert to_review(parse_json(text)) == made
    assert review_text(to_review(parse_json(text))) == text


def test_the_file_is_short_and_people_can_read_it(tmp_path):
    made = to_review(review({"3.c": WHY | {"answer": {"points": Decimal("4.50")}}, "2.a": {"verdict": "agree"}}))
    path = review_path(tmp_path / "xa.json")
    write_review(path, made)
    assert path.name == "xa.review"
    remarks = '"3.c":{"verdict":"disagree","answer":{"points":4.5},"reason":"Thiếuchữký"},"2.a":{"verdict":"agree"}'
    assert remarks in "".join(path.read_text(encoding="utf-8").split())
    assert read_review(path) == made


def test_a_review_is_on_the_disk_before_it_is_said_to_be_written(tmp_path, monkeypatch):
    """For a machine that loses its power: the file before it is renamed, and the folder after."""
    path, done = tmp_path / "xa.review", []
    sync, rename = os.fsync, Path.replace
    monkeypatch.setattr(os, "fsync", lambda each: (done.append("fsync"), sync(each)))
    monkeypatch.setattr(Path, "replace", lambda *each: (done.append("rename"), rename(*each)))
    write_review(path, to_review(review({"2.a": {"verdict": "agree"}})))
    assert done == ["fsync", "rename", "fsync"]


def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path, monkeypatch):
    path = tmp_path / "xa.review"
    old = to_review(review({"2.a": {"verdict": "agree"}}))
    write_review(path, old)
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "full")))
    with pytest.raises(OSError, match="full"):
        write_review(path, to_review(review()))
    assert read_review(path) == old
    assert [each.name for each in tmp_path.iterdir()] == ["xa.review"]


# Ratings.


def rated(answers=None):
    return rate(unit(answers))


def test_an_answer_of_the_reviewer_counts_with_the_papers_of_the_subject():
    before = rated()
    after = reviewed(before, to_review(review({"2.a": WHY | {"answer": {"count": 20, "of": 40}}})))
    assert (before.points, after.points) == (100, 95)
    assert after.answer_to("2.a").documents == before.answer_to("2.a").documents
    assert after.answer_to("2.a").note == "Thiếu chữ ký"
    assert before.answer_to("2.a").count == 40


@pytest.mark.parametrize("said", [{"verdict": "agree"}, WHY], ids=["agreed", "disagreed"])
def test_a_remark_without_an_answer_changes_no_points(said):
    after = reviewed(rated(), to_review(review({"2.a": said})))
    assert after.points == 100
    told = [(each.severity, each.message.vi) for each in after.findings if each.path == "/answers/2.a"]
    assert told == ([("warning", "Người rà soát không đồng ý: Thiếu chữ ký")] if said is WHY else [])


def test_what_the_reviewer_said_is_counted_in_a_finding():
    said = review({"2.a": {"verdict": "agree"}, "2.b": WHY, "2.c": WHY}, reviewer="Đoàn kiểm tra")
    messages = [each.message for each in reviewed(rated(), to_review(said)).findings]
    assert "Tính theo rà soát của Đoàn kiểm tra: 1 đồng ý, 2 không đồng ý." in [each.vi for each in messages]
    assert "As reviewed by Đoàn kiểm tra: 1 agreed, 2 disagreed." in [each.en for each in messages]


def test_each_disagreement_names_who_disagrees():
    remarks = {"2.a": {"verdict": "agree", "reviewer": "C"}, "2.b": WHY, "2.c": WHY | {"reviewer": "B"}}
    findings = reviewed(rated(), to_review(review(remarks, reviewer="A"))).findings
    found = {each.path: each.message for each in findings if "eview" in each.message.en}
    for item, name in (("2.b", "A"), ("2.c", "B")):
        assert found[f"/answers/{item}"].vi == f"Người rà soát ({name}) không đồng ý: Thiếu chữ ký"
        assert found[f"/answers/{item}"].en == f"The reviewer ({name}) disagrees: Thiếu chữ ký"
    assert found["/answers"].vi == "Tính theo rà soát của C, A, B: 1 đồng ý, 2 không đồng ý."
    assert found["/answers"].en == "As reviewed by C, A, B: 1 agreed, 2 disagreed."


CHANGES = {
    "another count": {"count": 39},
    "of more": {"of": 41},
    "a note": {"note": "đã sửa"},
    "another paper": {"documents": [{"number": "2/QĐ", "date": "2022-02-02", "title": "y"}]},
    "another form": {"count": None, "of": None, "points": 5},
    "no answer": {"count": None, "of": None, "documents": None},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("said", [{"verdict": "agree"}, WHY | {"answer": {"count": 20, "of": 40}}], ids=["=", "≠"])
def test_a_remark_outlives_the_answer_it_is_about_and_says_so(change, said):
    before, data = rated(), unit()
    answer = {key: each for key, each in (data["answers"]["2.a"] | change).items() if each is not None}
    data["answers"] = {**data["answers"], "2.a": answer} if answer else without(data["answers"], "2.a")
    after = rate(data)
    made = to_review(review({"2.a": said | {"about": digest_of(before.answer_to("2.a"))}}))
    assert not changed_since(before, made)
    assert changed_since(after, made) == [
        (
            "warning",
            "Câu trả lời đã đổi từ khi có nhận xét này. Hãy xem lại nhận xét.",
            "The answer has changed since this remark was made. Look at the remark again.",
        )
    ]
    if "answer" in said:
        assert reviewed(after, made).answer_to("2.a").count == 20, "the remark still counts"
    assert not changed_since(after, to_review(review({"2.a": said}))), "a remark may say nothing of it"


def without(answers, name):
    return {each: answer for each, answer in answers.items() if each != name}


def changed_since(rating, made):
    found = [each for each in reviewed(rating, made).findings if each.path == "/answers/2.a"]
    return [
        (each.severity, each.message.vi, each.message.en) for each in found if "has changed since" in each.message.en
    ]


def test_a_digest_is_the_same_however_the_answer_is_written_and_in_every_version():
    answers = [
        {"points": Decimal("4.50"), "documents": [{"title": "x", "number": "1"}]},
        {"documents": [{"number": "1", "title": "x"}], "points": Decimal("4.5"), "question": "Mấy?", "note": None},
    ]
    digests = {digest_of(to_review(review({"2.a": WHY | {"answer": each}})).remarks["2.a"].answer) for each in answers}
    assert digests == {"c7277c213935a73b"}
    assert digest_of(None) == "ad03eb5e16bba9a9"


def test_a_disagreement_changes_the_level():
    said = {"verdict": "disagree", "reason": "Không có danh hiệu", "answer": {"choice": "khong"}}
    after = reviewed(rated(), to_review(review({name: WHY | {"answer": {"met": False}} for name in ("1.a", "1.b")})))
    assert (rated().level.id, after.level.id) == ("good", "fair")
    assert reviewed(rated(), to_review(review({"3.b": said}))).points == 90


OTHERS = {
    "subject": (
        OF | {"subject": "Phòng khác"},
        '/of/subject: Rà soát này là của đối tượng khác: "Phòng khác". Minh chứng đang xét là của "Phòng GD&ĐT": '
        "dùng đúng tệp rà soát của nó.",
        '/of/subject: The review is of another subject: "Phòng khác". The evidence at hand is of "Phòng GD&ĐT": '
        "use the review of that.",
    ),
    "rule set": (
        OF | {"rule_set": "tt44-2014"},
        '/of/rule_set: Rà soát này là của bộ tiêu chí khác: "tt44-2014". Minh chứng đang xét là của "tt22-2020": '
        "dùng đúng tệp rà soát của nó.",
        '/of/rule_set: The review is of another rule set: "tt44-2014". The evidence at hand is of "tt22-2020": '
        "use the review of that.",
    ),
    "year": (
        OF | {"year": 2021},
        "/of/year: Rà soát này là của năm khác: 2021. Minh chứng đang xét là của 2022: dùng đúng tệp rà soát của nó.",
        "/of/year: The review is of another year: 2021. The evidence at hand is of 2022: use the review of that.",
    ),
}


@pytest.mark.parametrize(("of", "vi", "en"), OTHERS.values(), ids=OTHERS)
def test_a_review_of_something_else_is_refused(xhht, tmp_path, of, vi, en):
    evidence, path = tmp_path / "xa.json", tmp_path / "khac.review"
    evidence.write_text(json.dumps(unit()), encoding="utf-8")
    path.write_text(json.dumps(review(of=of)), encoding="utf-8")
    for language, words in (("vi", vi), ("en", en)):
        run = xhht("rate", evidence, "--review", path, "--lang", language)
        assert (run.status, run.out, run.err) == (2, "", f"{path}: {words}\n")


ANSWERED_WRONG = {
    "unknown id": (
        {"2.e": WHY},
        '/remarks/2.e: tt22-2020 không có tiêu chí hay nội dung "2.e". Có phải ý là',
    ),
    "an answer to another question": (
        {"2.a": WHY | {"answer": {"met": True}}},
        "/remarks/2.a/answer",
    ),
    "an option that there is not": (
        {"3.b": WHY | {"answer": {"choice": "vang"}}},
        "/remarks/3.b/answer/choice",
    ),
}


@pytest.mark.parametrize(("remarks", "told"), ANSWERED_WRONG.values(), ids=ANSWERED_WRONG)
def test_an_answer_that_does_not_answer_is_told_by_its_place_in_the_review(xhht, tmp_path, remarks, told):
    evidence, path = tmp_path / "xa.json", tmp_path / "xa.review"
    evidence.write_text(json.dumps(unit()), encoding="utf-8")
    path.write_text(json.dumps(review(remarks)), encoding="utf-8")
    run = xhht("rate", evidence, "--review", path)
    assert (run.status, run.out) == (2, "")
    assert run.err.startswith(f"{path}: {told}")


def test_rate_by_a_review_prints_the_level_as_reviewed(xhht, tmp_path):
    evidence, path = tmp_path / "xa.json", tmp_path / "xa.review"
    evidence.write_text(json.dumps(unit()), encoding="utf-8")
    remarks = {"2.a": WHY | {"answer": {"count": 0, "of": 40}}, "1.a": WHY | {"answer": {"met": False}}}
    path.write_text(json.dumps(review(remarks, reviewer="Đoàn kiểm tra")), encoding="utf-8")
    shown = xhht("rate", evidence, "--review", path)
    assert shown.status == 0
    assert shown.out.startswith("Xếp loại: Khá · 80/100 điểm\n")
    assert "Người rà soát (Đoàn kiểm tra) không đồng ý: Thiếu chữ ký" in shown.out
    assert "Tính theo rà soát của Đoàn kiểm tra: 0 đồng ý, 2 không đồng ý." in " ".join(shown.out.split())
    result = json.loads(xhht("rate", evidence, "--review", path, "--format", "json").out)
    assert (result["level"]["id"], result["points"]) == ("fair", 80)
    assert [each["path"] for each in result["findings"] if each["severity"] == "warning"] == [
        "/answers/2.a",
        "/answers/1.a",
    ]
    assert xhht("rate", evidence).out.startswith("Xếp loại: Tốt")
    assert xhht("rate", evidence, evidence, "--review", path).status == 2
    assert xhht("rate", evidence, "--review", path, "-o", path).status == 2, "a review is no place for a report"
    assert xhht("rate", evidence, "--review", tmp_path / "none.json").status == 2


def test_targets_are_reviewed_alike():
    sample = SAMPLES / "hop-tac-xa-muc-do-1.json"
    rating = rate_files([sample]).rated[0].rating
    said = to_review({
        "schema": "xhht-review/1",
        "of": blank_review(rating, sample).of.model_dump(),
        "remarks": {"2.3": WHY | {"answer": {"count": 0, "of": 22}}},
    })  # fmt: skip
    assert (rating.level.id, reviewed(rating, said).level.id) == ("level-1", "not-recognised")


# Under review.


def case_of(folder: Path, reviewer=None) -> Case:
    file = folder / "xa.json"
    file.write_text(json.dumps(unit()), encoding="utf-8")
    return open_case(file, rate_files([file]).rated[0], reviewer)


def test_remarks_are_on_the_disk_at_once_and_go_back_one_by_one(tmp_path):
    case = case_of(tmp_path)
    disagreed = Remark(verdict="disagree", reason="Thiếu")
    case.remark("2.a", Remark(verdict="agree"))
    case.remark("2.a", disagreed)
    assert read_review(case.review_file).remarks == {
        "2.a": disagreed.model_copy(update={"about": digest_of(case.rating.answer_to("2.a"))})
    }
    assert case.undo() == "2.a"
    assert read_review(case.review_file).remarks["2.a"].verdict == "agree"
    assert case.undo() == "2.a"
    assert read_review(case.review_file).remarks == {}
    assert case.undo() is None


def test_a_second_reviewer_signs_only_what_is_theirs(tmp_path):
    case = case_of(tmp_path, reviewer="A")
    case.remark("2.a", Remark(verdict="agree"))
    case.remark("2.b", Remark(verdict="agree"))
    other = case_of(tmp_path, reviewer="B")
    other.remark("2.b", Remark(verdict="disagree", reason="Thiếu"))
    read = read_review(case.review_file)
    assert read.reviewer == "A"
    assert {name: each.reviewer for name, each in read.remarks.items()} == {"2.a": None, "2.b": "B"}
    other.undo()
    assert read_review(case.review_file).remarks["2.b"].reviewer is None, "A said so"
    for name in (None, "A"):
        again = case_of(tmp_path, reviewer=name)
        again.remark("2.c", Remark(verdict="agree"))
        assert read_review(case.review_file).remarks["2.c"].reviewer is None


def test_what_is_supposed_stands_beside_the_other_remarks(tmp_path):
    case = case_of(tmp_path)
    answer = answer_typed(asked_by(case, "2.a"), "20/40", case.answer("2.a"))
    assert case.suppose("2.a", answer).rating.points == 95
    case.remark("2.b", Remark.model_validate(WHY | {"answer": {"count": 10, "of": 40}}))
    others = case.reviewed.points
    assert others < 100
    assert case.suppose("2.a", answer).rating.points == others - 5
    case.remark("2.a", Remark.model_validate(WHY | {"answer": {"count": 0, "of": 40}}))
    assert case.suppose("2.a", answer).rating.points == others - 5, "in place of the remark on the same item"


def test_the_next_session_goes_on_with_the_review_that_lies_there(tmp_path):
    case_of(tmp_path).remark("2.a", Remark(verdict="agree"))
    again = case_of(tmp_path)
    again.remark("2.b", Remark(verdict="agree"))
    assert set(read_review(again.review_file).remarks) == {"2.a", "2.b"}
    assert again.problem is None


def test_what_someone_else_wrote_meanwhile_is_kept(tmp_path):
    case = case_of(tmp_path)
    case.remark("2.a", Remark(verdict="agree"))
    theirs = to_review(review({"2.d": {"verdict": "agree"}}))
    write_review(case.review_file, theirs)
    case.remark("2.b", Remark(verdict="agree"))
    assert read_review(case.review_file) == theirs
    assert case.problem.vi == (
        "xa.review đã bị thay đổi từ nơi khác, không ghi đè. Sao tệp đó sang tên khác rồi nhận xét lại."
    )
    assert case.problem.en == "xa.review was changed by someone else and is kept. Move it away, then remark again."
    case.review_file.rename(tmp_path / "theirs.json")
    case.remark("2.c", Remark(verdict="agree"))
    assert case.problem is None
    assert set(read_review(case.review_file).remarks) == {"2.a", "2.b", "2.c"}


def test_a_disk_that_is_full_is_told_and_the_remarks_stay_at_hand(tmp_path, monkeypatch):
    case = case_of(tmp_path)
    monkeypatch.setattr(session, "write_review", lambda *_: (_ for _ in ()).throw(OSError(28, "full")))
    case.remark("2.a", Remark(verdict="agree"))
    assert case.problem.vi.startswith("Không ghi được xa.review: ")
    assert case.review.remarks["2.a"].verdict == "agree"
    monkeypatch.undo()
    case.remark("2.b", Remark(verdict="agree"))
    assert set(read_review(case.review_file).remarks) == {"2.a", "2.b"}


@pytest.mark.parametrize("written", ["{", "[]", json.dumps(review(of=OF | {"year": 2021})), ""])
def test_a_review_that_cannot_be_used_is_kept_and_its_file_refused(tmp_path, written):
    good, bad = tmp_path / "tot.json", tmp_path / "xa.json"
    for file in (good, bad):
        file.write_text(json.dumps(unit()), encoding="utf-8")
    review_path(bad).write_text(written, encoding="utf-8")
    entries = open_cases([good, bad], rate_files([good, bad]), None, None)
    assert isinstance(entries[0], Case)
    assert entries[1].file == str(review_path(bad))
    assert entries[1].problems[-1].sentence("vi") == (
        "Tệp rà soát được giữ nguyên. Sửa nó, hoặc chuyển nó đi nơi khác."
    )
    assert review_path(bad).read_text(encoding="utf-8") == written


def test_a_folder_in_place_of_the_review_is_told(tmp_path):
    file = tmp_path / "xa.json"
    file.write_text(json.dumps(unit()), encoding="utf-8")
    review_path(file).mkdir()
    (entry,) = open_cases([file], rate_files([file]), None, None)
    assert not isinstance(entry, Case)


# Answers as they are typed.

TYPED = [
    SAMPLES / f"{name}.json"
    for name in (
        "hoi-phu-nu-loai-trung-binh",
        "xa-86-diem-chua-dat",
        "huyen-tan-khe-2024/huyen-tan-khe",
        "xa-phieu-cham-94-5",
        "hop-tac-xa-muc-do-1",
        "trung-tam-moi-lap-khong-ap-dung",
    )
]


@pytest.mark.parametrize("sample", TYPED, ids=lambda path: path.stem)
def test_an_answer_that_is_typed_again_comes_to_what_it_came_to(tmp_path, sample):
    """What an input begins with is the answer; and a remark with it rates as the screen showed it."""
    rated_sample = rate_files([sample]).rated[0]
    case = Case(tmp_path / "xa.json", rated_sample, blank_review(rated_sample.rating, sample))
    for item in case.items:
        answer = case.rating.answer_to(item.id)
        if not item.judged or answer is None:
            continue
        for language in ("vi", "en"):
            typed = typed_text(asked_by(case, item.id), answer, language)
            outcome = tried(case, item.id, typed)
            assert isinstance(outcome, Supposed), (item.id, typed, outcome)
            assert case.own(item.id, outcome.answer.model_copy(update={"documents": answer.documents})) == (
                answer.model_copy(update={"documents": (), "note": None, "question": None})
            )
        said = disagreement(case, item.id, "vì thế", typed)
        assert isinstance(said, Remark), (item.id, typed, said)
        as_reviewed = reviewed(case.rating, case.review.with_remark(item.id, said))
        assert as_reviewed.decision == outcome.rating.decision


@given(st.decimals(-(10**6), 10**6, places=6), st.sampled_from(["vi", "en"]))
def test_a_number_is_typed_so_that_it_is_read_again(value, language):
    answer = ValueAnswer.model_validate({"value": abs(value)})
    indicator = next(each for each in rule_set("tt44-2014").indicators if each.answer.kind == "value")
    assert answer_typed(indicator, typed_text(indicator, answer, language)) == answer


def test_an_answer_of_the_reviewer_that_is_kept_again_loses_nothing(tmp_path):
    """Papers, note and parts that a review brought itself are there when the dialog is opened and kept."""
    sample = SAMPLES / "hoi-phu-nu-loai-trung-binh.json"
    rated_sample = rate_files([sample]).rated[0]
    said = {
        "2.a": {"count": 3, "of": 7, "documents": [{"title": "Biên bản"}], "note": "Đã gặp", "question": "Bao nhiêu?"},
        "2.c": {"count": 5, "of": 7, "note": "Đã đếm lại"},
        "1.a": {"not_applicable": "Không có"},
    }
    made = to_review({
        "schema": "xhht-review/1",
        "of": blank_review(rated_sample.rating, sample).of.model_dump(),
        "remarks": {name: WHY | {"answer": each} for name, each in said.items()},
    })  # fmt: skip
    case = Case(tmp_path / "xa.json", rated_sample, made)
    for name in said:
        before = made.remarks[name]
        typed = typed_text(asked_by(case, name), before.answer, "vi")
        assert disagreement(case, name, before.reason, typed) == before
    other = disagreement(case, "2.a", "Thiếu", "2/7").answer
    assert (other.count, other.documents, other.note) == (2, made.remarks["2.a"].answer.documents, "Đã gặp")
    assert disagreement(case, "1.a", "Có", "có").answer.documents == (), "the papers of the subject are not copied"
    assert disagreement(case, "3.a", "Thiếu", typed_text(None, case.answer("3.a"), "vi")).answer.note is None


def test_parts_of_the_reviewers_own_answer_are_kept(tmp_path):
    sample = SAMPLES / "phong-gddt-loai-tot.json"
    rated_sample = rate_files([sample]).rated[0]
    theirs = rated_sample.rating.answer_to("3.a")
    parts = {name: count - 1 for name, count in theirs.parts.items()}
    ours = theirs.model_copy(update={"count": 30, "parts": parts, "documents": (), "note": None, "question": None})
    said = Remark(verdict="disagree", reason="Đếm lại", answer=ours)
    made = blank_review(rated_sample.rating, sample).with_remark("3.a", said)
    assert disagreement(Case(tmp_path / "xa.json", rated_sample, made), "3.a", "Đếm lại", "30/40") == said


def test_papers_that_only_the_reviewer_has_seen_are_named_so():
    sample = SAMPLES / "xa-86-diem-chua-dat.json"
    rated_sample = rate_files([sample]).rated[0]
    case = Case(sample, rated_sample, blank_review(rated_sample.rating, sample))
    said = disagreement(case, "15.1", "Đã xem quyết định", "có")
    assert said.answer.documents[0].title.startswith("CẦN BỔ SUNG: ")
    after = reviewed(case.rating, case.review.with_remark("15.1", said))
    assert (case.rating.level.id, after.level.id) == ("not-met", "good")
