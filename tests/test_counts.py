"""Standards derived from counts: what the block refuses, which level follows, what counts beside an answer by hand."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from support import PAPER, unit

from ratings import EvidenceError, parse_evidence, rate
from ratings.explaining import explain
from ratings.schemas import schema

XHHT = Path(sys.executable).with_name("xhht")
LANGUAGES = ("vi", "en")

Counts = dict[str, Any]
Evidence = dict[str, Any]

COUNTS: Counts = {
    "children-5": 100,
    "children-5-attending": 99,
    "children-5-completed": 98,
    "children-6": 100,
    "children-6-grade-1": 100,
    "children-11": 100,
    "children-11-completed": 95,
    "children-11-in-primary": 5,
    "children-14": 100,
    "children-14-completed": 95,
    "youth-15-18": 400,
    "youth-15-18-diploma": 390,
    "youth-15-18-studying": 350,
    "people-15-25": 1_000,
    "people-15-25-literate-1": 990,
    "people-15-35": 2_000,
    "people-15-35-literate-1": 1_980,
    "people-15-35-literate-2": 1_950,
    "people-15-60": 5_000,
    "people-15-60-literate-2": 4_900,
}
"""The best level of every standard, in any area."""
BEST = {"5.3": True, "5.4": "level-2", "5.5": "level-3", "5.6": "level-3"}
CERTIFICATE = {"number": "2907/QĐ-UBND", "date": "2022-11-10", "title": "Quyết định công nhận"}


def commune(counts: Counts | None, answers: dict[str, Any] | None = None, **changes: Any) -> Evidence:
    """Return evidence of a commune for 2022 with *counts* (None: no block) and nothing answered but *answers*."""
    block = {} if counts is None else {"standards": {"counts": counts, "documents": [CERTIFICATE]}}
    return {
        "schema": "xhht-evidence/1",
        "subject": {"kind": "commune", "name": "Xã Bình Khê", "code": "X-BK"},
        "year": 2022,
        "answers": answers or {},
    } | {**block, **changes}


def without(*names: str, **changed: int) -> Counts:
    """Return the counts without those of *names*; others changed, with ``_`` for ``-``."""
    kept = {name: count for name, count in COUNTS.items() if name not in names}
    return kept | {name.replace("_", "-"): count for name, count in changed.items()}


def answered(evidence: Evidence) -> dict[str, Any]:
    """Return what 5.3 to 5.6 were decided on: met or not, or the level; None where there is no answer."""
    rating = rate(parse_evidence(json.dumps(evidence)))
    answers = {name: rating.answers.get(name) for name in BEST}
    return {name: getattr(each, "met", getattr(each, "choice", None)) for name, each in answers.items()}


def findings_at(evidence: Evidence, path: str) -> list[tuple[str, str]]:
    found = rate(parse_evidence(json.dumps(evidence))).findings
    return [(each.severity, each.message.vi) for each in found if each.path == path]


def problems_of(evidence: Evidence) -> dict[str, tuple[str, str]]:
    """Return the problems for which *evidence* is refused: by path, the message in both languages."""
    with pytest.raises(EvidenceError) as refused:
        rate(parse_evidence(json.dumps(evidence)))
    return {each.path: (each.sentence("vi"), each.sentence("en")) for each in refused.value.problems}


@pytest.fixture
def file(tmp_path):
    """Return a function that writes evidence to a file."""

    def write(data: Evidence | str) -> Path:
        path = tmp_path / "xa.json"
        path.write_text(data if isinstance(data, str) else json.dumps(data), "utf-8")
        return path

    return write


# What the block refuses.


def test_the_counts_of_the_tables_below_are_good():
    assert answered(commune(COUNTS)) == BEST


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("children-5-atending", "children-5-attending"),
        ("children-05", "children-5"),
        ("Children-11-Completed", "children-11-completed"),
        ("youth-15-18-diplomas", "youth-15-18-diploma"),
        ("people-15-60-literate-1", "people-15-60-literate-2"),
        ("people_15_35_literate_2", "people-15-35-literate-2"),
    ],
)
def test_an_unknown_count_is_named_with_the_nearest(xhht, file, written, meant):
    for lang, words in (("vi", "Không có số liệu"), ("en", "There is no count")):
        data = file(commune({written: 5}))
        done = xhht("rate", data, "--lang", lang)
        assert (done.status, done.out) == (2, "")
        (message,) = done.err.splitlines()
        assert message.startswith(f'{data}: /standards/counts/{written}: {words} "{written}".')
        assert f'"{meant}"' in message.split(words)[1]


def test_a_count_like_no_other_is_answered_with_the_list():
    ((vi, en),) = problems_of(commune({"zzz": 5})).values()
    assert "children-5, children-5-attending" in vi
    assert "children-5, children-5-attending" in en


def test_unknown_counts_are_told_in_the_same_order_every_time(file):
    """Same input, same bytes out."""
    data = file(commune({f"so-{letter}": 1 for letter in "hgfedcba"}))
    told = {
        subprocess.run(
            [XHHT, "rate", data], capture_output=True, check=False, env={**os.environ, "PYTHONHASHSEED": str(seed)}
        ).stderr
        for seed in range(3)
    }
    assert len(told) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("written", "vi", "en"),
    [
        ("-1", "-1 quá nhỏ", "-1 is too small"),
        ("95.5", "95.5 không phải số nguyên", "95.5 is not a whole number"),
        ('"95"', '"95" không phải số nguyên', '"95" is not a whole number'),
        ('"95,5"', '"95,5" không phải số nguyên', '"95,5" is not a whole number'),
        ("true", "true không phải số nguyên", "true is not a whole number"),
        ("[95]", "không phải số nguyên", "is not a whole number"),
        ("{}", "không phải số nguyên", "is not a whole number"),
        ("1000000000001", "quá lớn", "too large"),
        ("9" * 5_000, "quá lớn", "too large"),
        ("1e999999999", "quá lớn", "too large"),
        ("NaN", "quá lớn", "too large"),
    ],
)
def test_a_count_that_is_none_is_named(xhht, file, written, vi, en, lang):
    raw = json.dumps(commune({"children-5": "@"})).replace('"@"', written)
    data = file(raw)
    done = xhht("rate", data, "--lang", lang)
    assert (done.status, done.out) == (2, "")
    (message,) = done.err.splitlines()
    assert message.startswith(f"{data}: /standards/counts/children-5: ")
    assert (vi if lang == "vi" else en) in message
    assert len(message) < 1_000


@pytest.mark.parametrize("written", ["38.0", "3.8e1", "38"])
def test_a_whole_number_is_one_however_it_is_written(file, xhht, written):
    raw = json.dumps(commune({"children-5": "@", "children-5-attending": 38})).replace('"@"', written)
    assert xhht("check", file(raw)).status == 0


@pytest.mark.parametrize(
    ("block", "path"),
    [
        (5, "/standards"),
        ([], "/standards"),
        ({}, "/standards/counts"),
        ({"counts": []}, "/standards/counts"),
        ({"counts": None}, "/standards/counts"),
        ({"counts": {}, "paper": []}, "/standards/paper"),
        ({"counts": {}, "documents": {}}, "/standards/documents"),
        ({"counts": {}, "documents": [{}]}, "/standards/documents/0"),
        ({"counts": {}, "documents": [{"date": "10/11/2022"}]}, "/standards/documents/0/date"),
    ],
)
def test_a_block_of_another_form_is_named(block, path):
    assert list(problems_of(commune(None, standards=block))) == [path]


PARTS = {
    # a count: the larger ones in which it lies
    "children-5-attending": ["children-5"],
    "children-5-completed": ["children-5"],
    "children-6-grade-1": ["children-6"],
    "children-11-completed": ["children-11"],
    "children-11-in-primary": ["children-11"],
    "children-14-completed": ["children-14"],
    "youth-15-18-diploma": ["youth-15-18"],
    "youth-15-18-studying": ["youth-15-18"],
    "people-15-25": ["people-15-35"],
    "people-15-25-literate-1": ["people-15-25", "people-15-35-literate-1"],
    "people-15-35": ["people-15-60"],
    "people-15-35-literate-1": ["people-15-35"],
    "people-15-35-literate-2": ["people-15-35", "people-15-35-literate-1", "people-15-60-literate-2"],
    "people-15-60-literate-2": ["people-15-60"],
}


@pytest.mark.parametrize(("part", "whole"), [(part, whole) for part, wholes in PARTS.items() for whole in wholes])
def test_a_part_is_never_more_than_its_whole(part, whole):
    assert set(problems_of(commune({part: 1_241, whole: 1_240}))) == {f"/standards/counts/{part}"}
    ((vi, en),) = problems_of(commune({part: 1_241, whole: 1_240})).values()
    assert f'1.241 lớn hơn "{whole}" (1.240)' in vi
    assert f'1,241 is more than "{whole}" (1,240)' in en
    for fits in ({part: 1_240, whole: 1_240}, {part: 1_241}, {whole: 0}, {part: 0, whole: 0}):
        rate(commune(fits))


def test_counts_that_exclude_one_another_are_together_at_most_the_whole():
    over = {"children-11": 100, "children-11-completed": 96, "children-11-in-primary": 5}
    assert list(problems_of(commune(over))) == ["/standards/counts/children-11-in-primary"]
    ((vi, en),) = problems_of(commune(over)).values()
    for message in (vi, en):
        assert '"children-11-completed" + "children-11-in-primary" = 101' in message
    rate(commune({**over, "children-11-completed": 95}))
    rate(commune({name: count for name, count in over.items() if name != "children-11"}))


def test_a_part_that_is_too_large_alone_is_told_once():
    over = {"children-11": 100, "children-11-completed": 101, "children-11-in-primary": 5}
    assert list(problems_of(commune(over))) == ["/standards/counts/children-11-completed"]


def test_all_mistakes_of_the_block_are_told_at_once():
    bad = {"children-5": 1, "children-5-attending": 2, "youth-15-18": 1, "youth-15-18-diploma": 3, "zzz": 1}
    assert len(problems_of(commune(bad))) == 3


def test_a_rule_set_that_asks_about_no_standard_takes_no_block(xhht, file):
    for lang, words in (("vi", 'Bỏ "standards"'), ("en", 'Drop "standards"')):
        done = xhht("rate", file(unit(standards={"counts": {"children-5": 1}})), "--lang", lang)
        assert (done.status, done.out) == (2, "")
        assert ": /standards: tt22-2020 " in done.err
        assert words in done.err


@pytest.mark.parametrize("counts", [{}, {"children-5": None}, {"children-5": None, "youth-15-18": None}])
def test_a_block_that_is_blank_says_nothing(counts):
    """As a template leaves it."""
    evidence = commune(counts, {"5.4": {"choice": "level-1", "documents": [PAPER]}})
    assert answered(evidence) == {"5.3": None, "5.4": "level-1", "5.5": None, "5.6": None}
    assert [each for name in BEST for each in findings_at(evidence, f"/answers/{name}")] == []
    assert explain(rate(evidence)).standards is None


def test_a_count_that_is_left_blank_is_none(file, xhht):
    """As a template leaves it."""
    blank = without() | {"children-5-completed": None}
    assert answered(commune(blank)) == {**BEST, "5.3": None}


# Which level follows. Law: NĐ 20/2014, articles 6, 9–11, 14–16, 20 and 21.

LEVELS = [
    # counts, what is derived in area normal, in area difficult
    pytest.param(without(children_5_attending=94), {"5.3": False}, {}, id="6(2)(a): below 95 %"),
    pytest.param(without(children_5_attending=95), {}, {}, id="6(2)(a): 95 %"),
    pytest.param(without(children_5_attending=89), {"5.3": False}, {"5.3": False}, id="6(2)(a): below 90 %"),
    pytest.param(without(children_5_completed=84), {"5.3": False}, {}, id="6(2)(b): below 85 %"),
    pytest.param(
        without(children_6_grade_1=89),
        {"5.5": "none", "5.6": "none"},
        {"5.5": "none", "5.6": "none"},
        id="9(2)(a), and 14(2)(a) needs it",
    ),
    pytest.param(without(children_6_grade_1=97), {"5.5": "level-2"}, {"5.5": "level-2"}, id="11(1)(b): below 98 %"),
    pytest.param(without(children_11_in_primary=4), {"5.5": "level-1"}, {"5.5": "level-1"}, id="10(1)(c): the rest"),
    pytest.param(
        without(children_11_completed=79, children_11_in_primary=21),
        {"5.5": "level-1"},
        {"5.5": "level-2"},
        id="10(1)(c): below 80 %",
    ),
    pytest.param(without(youth_15_18_diploma=379), {"5.6": "level-2"}, {}, id="16(1)(b): below 95 %"),
    pytest.param(without(youth_15_18_studying=319), {"5.6": "level-2"}, {}, id="16(1)(c): below 80 %"),
    pytest.param(without(youth_15_18_diploma=319), {"5.6": "none"}, {"5.6": "level-1"}, id="14(2)(b): below 80 %"),
    pytest.param(
        without(people_15_35_literate_1=1_799, people_15_35_literate_2=1_799),
        {"5.4": "none", "5.6": "none"},
        {"5.4": "level-1"},  # there it is people of 15-25, for level 2 those of 15-35
        id="20(1), and 14(2)(a) needs it",
    ),
    pytest.param(without(people_15_60_literate_2=4_499), {"5.4": "level-1"}, {}, id="21(1): below 90 %"),
]  # fmt: skip


@pytest.mark.parametrize(("counts", "normal", "difficult"), LEVELS)
def test_the_level_follows_from_the_counts(counts, normal, difficult):
    assert answered(commune(counts)) == BEST | normal
    subject = {"kind": "commune", "name": "Xã Bình Khê", "area": "difficult"}
    assert answered(commune(counts, subject=subject)) == BEST | difficult


def test_nobody_of_an_age_settles_nothing():
    """No share can be taken of nobody."""
    evidence = commune({**COUNTS, "children-5": 0, "children-5-attending": 0, "children-5-completed": 0})
    assert answered(evidence) == {**BEST, "5.3": None}


# Beside an answer by hand.

DERIVED = "kết quả suy ra được tính"
OPEN = "số liệu chưa đủ"


@pytest.mark.parametrize(
    ("name", "by_hand", "disagrees"),
    [
        pytest.param("5.4", {"choice": "level-2"}, False, id="the same"),
        pytest.param("5.4", {"choice": None}, False, id="blank"),
        pytest.param("5.4", {"choice": "level-1"}, True, id="less"),
        pytest.param("5.4", {"choice": "none"}, True, id="nothing"),
        pytest.param("5.4", {"points": 2}, True, id="points"),
        pytest.param("5.4", {"not_applicable": "không xét"}, True, id="not applicable"),
        pytest.param("5.3", {"met": True}, False, id="met"),
        pytest.param("5.3", {"met": False}, True, id="not met"),
    ],
)
def test_the_derived_level_counts_and_an_answer_by_hand_that_disagrees_is_a_finding(name, by_hand, disagrees):
    evidence = commune(COUNTS, {name: {"documents": [PAPER], **by_hand}})
    assert answered(evidence) == BEST
    found = findings_at(evidence, f"/answers/{name}")
    assert [severity for severity, vi in found if DERIVED in vi] == ["warning"] * disagrees
    assert rate(evidence).indicators[name].status == "pass"


def test_more_than_follows_is_a_finding_too():
    evidence = commune(without(people_15_60_literate_2=4_499), {"5.4": {"choice": "level-2", "documents": [PAPER]}})
    assert answered(evidence)["5.4"] == "level-1"
    assert any(DERIVED in vi for _, vi in findings_at(evidence, "/answers/5.4"))


ONLY_LEVEL_1 = {"people-15-35": 100, "people-15-35-literate-1": 95}
"""Literacy: level 1 is proved, level 2 is open."""
ONLY_LEVEL_2_FAILS = {"children-6": 100, "children-6-grade-1": 94}
"""Primary: level 1 is open, levels 2 and 3 are ruled out."""
NOTHING = {"children-5": 100}
"""Preschool: open."""

OPEN_LEVELS = [
    # counts, indicator, by hand, what counts, whether it is the derived one against the other
    pytest.param(ONLY_LEVEL_1, "5.4", None, "level-1", False, id="what is proved counts"),
    pytest.param(ONLY_LEVEL_1, "5.4", "level-1", "level-1", False, id="what is proved, by hand"),
    pytest.param(ONLY_LEVEL_1, "5.4", "level-2", "level-2", False, id="what is open, by hand"),
    pytest.param(ONLY_LEVEL_1, "5.4", "none", "level-1", True, id="less than is proved, by hand"),
    pytest.param(ONLY_LEVEL_2_FAILS, "5.5", None, None, False, id="nothing is proved"),
    pytest.param(ONLY_LEVEL_2_FAILS, "5.5", "none", "none", False, id="nothing, by hand"),
    pytest.param(ONLY_LEVEL_2_FAILS, "5.5", "level-1", "level-1", False, id="the open one, by hand"),
    pytest.param(NOTHING, "5.3", True, True, False, id="met, by hand"),
    pytest.param(NOTHING, "5.3", False, False, False, id="not met, by hand"),
]


@pytest.mark.parametrize(("counts", "name", "by_hand", "counted", "disagrees"), OPEN_LEVELS)
def test_where_a_level_is_open_an_answer_by_hand_counts_as_far_as_it_can_be_true(
    counts, name, by_hand, counted, disagrees
):
    key = "met" if name == "5.3" else "choice"
    evidence = commune(counts, {} if by_hand is None else {name: {key: by_hand, "documents": [PAPER]}})
    assert answered(evidence)[name] == counted
    assert any(DERIVED in vi for _, vi in findings_at(evidence, f"/answers/{name}")) == disagrees


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        pytest.param(COUNTS, [], id="nothing open"),
        pytest.param(ONLY_LEVEL_1, ["Xóa mù chữ"], id="the better level"),
        pytest.param(ONLY_LEVEL_2_FAILS, ["Phổ cập giáo dục tiểu học"], id="the first level"),
        pytest.param(NOTHING, [], id="nothing is counted for any"),
    ],
)
def test_what_the_counts_leave_open_is_told(counts, told):
    found = findings_at(commune(counts), "/standards/counts")
    assert [(severity, vi.split(":")[0]) for severity, vi in found if OPEN in vi] == [("info", name) for name in told]


@pytest.mark.parametrize("by_hand", ["level-2", "level-3"])
def test_a_level_that_the_counts_rule_out_is_a_finding_though_a_lower_one_is_open(by_hand):
    """The counts do not say that level 1 is met, but they say that level 2 is not."""
    evidence = commune(ONLY_LEVEL_2_FAILS, {"5.5": {"choice": by_hand, "documents": [PAPER]}})
    assert "warning" in [severity for severity, _ in findings_at(evidence, "/answers/5.5")]
    assert rate(evidence).indicators["5.5"].points < 100


def test_without_papers_a_derived_level_is_missing():
    bare = commune(None, standards={"counts": COUNTS})
    rating = rate(bare)
    assert {rating.indicators[name].status for name in BEST} == {"missing"}
    assert rating.indicators["5.4"].earned == 200


@pytest.mark.parametrize("by_hand", [{"choice": None}, {"choice": "level-2"}, {"choice": "none"}])
def test_papers_of_the_block_or_of_the_answer_are_enough(by_hand):
    of_answer = commune(None, {"5.4": {**by_hand, "documents": [PAPER]}}, standards={"counts": COUNTS})
    of_block = commune(COUNTS, {"5.4": by_hand})
    of_both = commune(COUNTS, {"5.4": {**by_hand, "documents": [PAPER]}})
    for evidence, numbers in ((of_answer, ["15"]), (of_block, ["2907"]), (of_both, ["2907", "15"])):
        rating = rate(evidence)
        assert rating.indicators["5.4"].status == "pass"
        papers = rating.answers["5.4"].documents
        assert [paper.number.split("/")[0] for paper in papers] == numbers


def test_a_score_sheet_stands_for_the_whole_criterion():
    """What follows from the counts does not count, and that is a finding."""
    evidence = commune(COUNTS, {"5": {"points": 7, "documents": [PAPER]}})
    assert rate(evidence).criteria["5"].points == 700
    for name in BEST:
        ((severity, vi),) = findings_at(evidence, f"/answers/{name}")
        assert severity == "warning"
        assert "không được tính" in vi
    no_counts = commune(None, evidence["answers"])
    assert [each for name in BEST for each in findings_at(no_counts, f"/answers/{name}")] == []


@pytest.mark.parametrize("names", [["5"], ["5.1", "5.2", *BEST]], ids=["at once", "one by one"])
def test_counts_cannot_be_left_out_as_not_applicable(names):
    """A gate asks every criterion of the circular."""
    left_out = {name: {"not_applicable": "xã không xét"} for name in names}
    assert list(problems_of(commune(COUNTS, left_out))) == ["/answers/5"]


# What is said of it.


@pytest.mark.parametrize("counts", [COUNTS, ONLY_LEVEL_1, without(children_6_grade_1=89)], ids=["best", "open", "none"])
def test_evidence_with_counts_and_its_result_have_the_printed_schema(xhht, file, counts):
    Draft202012Validator(schema("evidence")).validate(commune(counts))
    result = json.loads(xhht("rate", file(commune(counts)), "--format", "json").out)
    Draft202012Validator(schema("result")).validate(result)
    assert {each["id"] for each in result["standards"]} == {"preschool-5", "primary", "literacy", "lower-secondary"}


def test_each_level_is_explained_by_its_conditions():
    evidence = commune(without(people_15_60_literate_2=4_499))
    (literacy,) = (each for each in explain(rate(evidence)).standards or () if each.id == "literacy")
    assert (literacy.level, literacy.level_name.vi) == ("level-1", "mức độ 1")
    assert [(level.id, level.status) for level in literacy.levels] == [("level-1", "pass"), ("level-2", "fail")]
    ((condition,),) = (level.conditions for level in literacy.levels if level.id == "level-2")
    assert condition.measured.vi == "4.499/5.000 (89,98\N{NO-BREAK SPACE}%)"
    assert "cần thêm 1" in condition.explanation.vi
    assert (condition.citation.vi, condition.provenance) == ("Điều 21 khoản 1", "official")
    (needed,) = literacy.levels[1].requires
    assert (needed.standard, needed.level, needed.status) == ("literacy", "level-1", "pass")


SAID = {
    "vi": {
        "mức độ 1": "the level",
        "4.499/5.000 (89,98 %)": "the counts and the share",
        "cần từ 90 %": "the threshold",
        "cần thêm 1": "the gap",
        "Điều 20 khoản 1": "the source of level 1",
        "Điều 21 khoản 1": "the source of level 2",
        "chính thức": "the provenance",
        "cần Xóa mù chữ mức độ 1: đạt": "what level 2 needs",
    },
    "en": {
        "level 1": "the level",
        "4,499/5,000 (89.98%)": "the counts and the share",
        "at least 90%": "the threshold",
        "1 more": "the gap",
        "Article 20(1)": "the source of level 1",
        "Article 21(1)": "the source of level 2",
        "official": "the provenance",
        "needs Literacy, level 1: met": "what level 2 needs",
    },
}


def squeezed(printed: str) -> str:
    return " ".join(printed.replace("\N{NO-BREAK SPACE}", " ").split())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["5.4", "5", "literacy"])
def test_explaining_shows_every_condition_behind_the_level(xhht, file, name, lang):
    evidence = commune(without(people_15_60_literate_2=4_499))
    done = xhht("explain", file(evidence), name, "--lang", lang)
    assert (done.status, done.err) == (0, "")
    said = squeezed(done.out)
    (literacy,) = (each for each in explain(rate(evidence)).standards or () if each.id == "literacy")
    assert all(f"[{each.rule}]" in said for level in literacy.levels for each in (level, *level.conditions))
    assert [what for words, what in SAID[lang].items() if words not in said] == []
    if name != "literacy":
        assert ("NĐ 20/2014" in said) if lang == "vi" else ("Decree 20/2014" in said)


@pytest.mark.parametrize(("lang", "lacks"), [("vi", "thiếu số"), ("en", "no count of")])
def test_explaining_names_the_count_that_lacks(xhht, file, lang, lacks):
    data = file(commune(without("people-15-60-literate-2")))
    said = squeezed(xhht("explain", data, "literacy", "--lang", lang).out)
    assert said.count(lacks) == 1
    assert "[people-15-60-literate-2]" in said.split(lacks)[1]


def test_a_count_of_nobody_is_there(xhht, file):
    """Nobody is literate: that was counted. Of how many was not."""
    said = squeezed(xhht("explain", file(commune({"people-15-35-literate-1": 0})), "literacy").out)
    assert "[people-15-35]" in said
    assert "[people-15-35-literate-1]" not in said


def test_a_standard_without_counts_cannot_be_explained(xhht, file):
    done = xhht("explain", file(commune(None)), "literacy")
    assert (done.status, done.out) == (2, "")
    assert '"literacy"' in done.err


def test_a_standard_whose_name_is_mistyped_is_named(xhht, file):
    done = xhht("explain", file(commune(COUNTS)), "literacies")
    assert done.status == 2
    assert '"literacy"' in done.err


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_report_shows_the_standards(xhht, file, lang):
    said = squeezed(xhht("rate", file(commune(without(people_15_60_literate_2=4_499))), "--lang", lang).out)
    for words in ("Xóa mù chữ: mức độ 1",) if lang == "vi" else ("Literacy: level 1",):
        assert words in said
