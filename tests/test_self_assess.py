"""``xhht self-assess``: what is typed becomes evidence, and nothing that was answered is lost."""

import json
import os
import pty
import re
import select
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from criteria.answers import BlankAnswer
from criteria.catalogue import rule_set, rule_set_ids
from ratings import rate, read_evidence
from ratings.checking import check
from ratings.self_assessing import SelfAssessment

SUBJECT = ["2022", "1", "Phòng Văn hóa huyện Tân Khê", ""]
POINTS = [
    SUBJECT,
    ["có", "Kế hoạch học tập", "15/KH-VH", "24/01/2022", ""],
    ["co", "Quy chế khen thưởng", "", "", ""],
    ["yes", "Dự toán", "3/DT", "2022-02-01", ""],
    ["38/40", "Danh sách", "", "", ""],
    ["40", "Kết quả xếp loại", "", "", ""],
    ["39", "-", "7/CN", "", ""],
    ["30/40", "Quyết định", "8/QĐ", "", ""],
    ["33", "Phiếu đánh giá", "", "", ""],
    ["2", "Quyết định", "9/QĐ", "1/12/2022", "Tờ trình", "", "", ""],
    ["không"],
]
"""What is typed for a unit by TT 22/2020: of the subject, then question by question."""
TYPED = {"met": "có", "share": "20/20", "value": "5", "change": "52,5/50", "points": "1"}
"""A good answer by the kind of question; of a choice, the last is the best."""


def typed_for(indicator):
    asked = indicator.answer
    return str(len(asked.options)) if asked.kind == "choice" else TYPED[asked.kind]


TARGETS = [
    ["2024", "2", "Trung tâm Văn hóa", "TK-02", ""],
    *(
        [typed_for(each), "Văn bản", "", "", ""]
        for each in rule_set("tt24-2023-district").indicators
        if each.is_asked("public-service-unit")
    ),
]
"""What is typed for a public service unit by TT 24/2023."""


def flat(blocks):
    return [line for block in blocks for line in block]


class Keyboard(StringIO):
    """Types lines, and looks at the file whenever it is asked for one; then ends, or is interrupted."""

    def __init__(self, lines, file=None, rule_set_id=None, *, end=EOFError):
        super().__init__()
        self._lines, self._file, self._rule_set, self._end = list(lines), file, rule_set_id, end
        self.seen = []

    def readline(self, *_):
        if self._file is not None:
            self.seen.append(self._file.read_bytes() if self._file.exists() else None)
            if self.seen[-1] is not None and self.seen[-1] not in self.seen[:-1]:
                assert_valid(self._file, self._rule_set)
        if len(self._lines) == 0:
            if self._end is KeyboardInterrupt:
                raise KeyboardInterrupt
            return ""
        return self._lines.pop(0) + "\n"


def assert_valid(file, name):
    assert check(read_evidence(file), rule_set(name)) == ()


def answers_in(file):
    return json.loads(file.read_text(encoding="utf-8"))["answers"]


# Typed through.


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_points_are_typed_through_and_rate_as_was_said(xhht, tmp_path, lang):
    file = tmp_path / "unit.json"
    run = xhht("self-assess", "tt22-2020", "-o", file, "--lang", lang, typed=Keyboard(flat(POINTS), file, "tt22-2020"))
    assert (run.status, run.err) == (0, "")
    said = {
        "vi": "Tạm tính: 88/100 điểm, xếp loại Tốt.",
        "en": "So far: 88/100 points, Good.",
    }[lang]
    standings = re.findall(r"^(?:Tạm tính|So far): .*$", run.out, re.MULTILINE)
    assert standings[-1] == said
    assert len(standings) == 10
    assert xhht("check", file).status == 0
    result = json.loads(xhht("rate", file, "--format", "json").out)
    assert (result["points"], result["level"]["name"][lang]) == (88, {"vi": "Tốt", "en": "Good"}[lang])
    assert f"xhht rate{' --lang en' if lang == 'en' else ''} " in run.out


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_targets_are_typed_through_without_what_the_type_is_not_asked(xhht, tmp_path, lang):
    """TT 24/2023 art. 6(1)(b): only some types help private kindergartens."""
    file, name = tmp_path / "unit.json", "tt24-2023-district"
    run = xhht("self-assess", name, "-o", file, "--lang", lang, typed=Keyboard(flat(TARGETS), file, name))
    assert (run.status, run.err) == (0, "")
    result = json.loads(xhht("rate", file, "--format", "json").out)
    standing = re.findall(r"^(?:Tạm thời|So far): (.*?)\. ", run.out, re.MULTILINE)[-1]
    assert standing == result["level"]["name"][lang]
    assert result["level"]["id"] == "level-2"
    assert xhht("check", file).status == 0
    passed = [each.id for each in rule_set(name).indicators if not each.is_asked("public-service-unit")]
    assert passed
    for each in passed:
        assert f"\n{each} – " in run.out
        assert f" · {each} · " not in run.out
        assert "met" not in answers_in(file)[each] or answers_in(file)[each]["met"] is None


@pytest.mark.parametrize("name", rule_set_ids())
def test_every_rule_set_can_be_begun_and_its_first_questions_answered(xhht, tmp_path, name):
    file, read = tmp_path / "subject.json", rule_set(name)
    year = str(read.years.last or read.years.first)
    needed = ["1"] if len(read.subject.tiers) > 1 or getattr(read, "types", ()) else []
    begun = Keyboard([year, *needed, "Tên", "xem 1.1" if "1.1" in read.by_id else "xem 1.a"], file, name)
    assert xhht("self-assess", name, "-o", file, typed=begun).status == 0
    asked = [each for each in read.indicators if not getattr(read, "types", ()) or each.is_asked(read.types[0].id)]
    answered = []
    for each in asked[:8]:
        papers = ["Văn bản", "1/VB", "", ""] if each.documents else []
        answered += [f"xem {each.id}", typed_for(each), *papers]
    run = xhht("self-assess", name, "-o", file, typed=Keyboard(answered, file, name))
    assert (run.status, run.err) == (0, "")
    assert '✗ "' not in run.out
    given = read_evidence(file).answers
    assert all(given[each.id].documents for each in asked[:3] if each.documents)
    assert [each.id for each in asked[:8] if each.id not in given or isinstance(given[each.id], BlankAnswer)] == []


# Stopping and going on.


def test_whatever_was_answered_is_in_the_file_however_one_stops(xhht, tmp_path):
    """At every prompt of the subject and two questions: the end of the input, Ctrl-C, and the order to quit."""
    lines, file = flat(POINTS[:3]), tmp_path / "whole.json"
    keyboard = Keyboard(lines, file, "tt22-2020")
    xhht("self-assess", "tt22-2020", "-o", file, typed=keyboard)
    assert len(keyboard.seen) == len(lines) + 1
    assert len(set(keyboard.seen)) > 8
    for place, expected in enumerate(keyboard.seen):
        for order, end in (("", EOFError), ("", KeyboardInterrupt), ("thoát", EOFError)):
            stopped = tmp_path / "stopped.json"
            typed = Keyboard([*lines[:place], *([order] if order else [])], end=end)
            run = xhht("self-assess", "tt22-2020", "-o", stopped, typed=typed)
            assert (run.status, run.err) == (0, "")
            assert (stopped.read_bytes() if stopped.exists() else None) == expected
            said = "Làm tiếp:\n  xhht self-assess tt22-2020 -o " if expected else "Đã dừng; chưa có gì để ghi."
            assert said in run.out
            stopped.unlink(missing_ok=True)


@pytest.mark.parametrize(("name", "blocks"), [("tt22-2020", POINTS), ("tt24-2023-district", TARGETS)])
def test_going_on_ends_with_the_same_file_as_one_go(xhht, tmp_path, name, blocks):
    one_go, pieces = tmp_path / "one.json", tmp_path / "pieces.json"
    xhht("self-assess", name, "-o", one_go, typed=Keyboard(flat(blocks)))
    for block in blocks:
        run = xhht("self-assess", name, "-o", pieces, typed=Keyboard(block, end=KeyboardInterrupt))
        assert run.status == 0
    assert pieces.read_bytes() == one_go.read_bytes()
    again = xhht("self-assess", name, "-o", pieces, typed=Keyboard([]))
    assert pieces.read_bytes() == one_go.read_bytes()
    assert f"{len(blocks) - 1}/{len(blocks) - 1} câu đã trả lời" in again.out


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stops=st.sets(st.integers(1, len(flat(POINTS)) - 1), max_size=6))
def test_going_on_in_the_middle_of_a_question_loses_no_answer(xhht, stops):
    """Stopped anywhere: what was written stays; only parts of a paper that were not yet asked may be missing."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "unit.json"
        before = {}
        for start, stop in zip([0, *sorted(stops)], [*sorted(stops), None], strict=True):
            xhht("self-assess", "tt22-2020", "-o", file, typed=Keyboard(flat(POINTS)[start:stop], file, "tt22-2020"))
            now = answers_in(file) if file.exists() else {}
            for name, answer in before.items():
                assert answer["documents"] == now[name]["documents"][: len(answer["documents"])]
            before = now


NONSENSE = [
    *("", " ", "<", "lùi", "bỏ", "skip", "xem", "show", "xem 2.a", "xem ten", "xem 9.z", "xóa", "clear", "?", "help"),
    *("thoat", "có", "không", "-", "0", "1", "2", "3", "38/40", "46/45", "40", "12,5", "94.5", "1e9", "9" * 40, "-3"),
    *("31/12/2022", "31/02/2022", "2022", "1999", "không áp dụng: mới lập", "không áp dụng:", "điểm: 4,5", "điểm: 999"),
    *(
        "\x1b[2J\x1b]8;;http://a\x07",
        "[red]x[/red]",
        '"',
        "\\",
        "{}",
        "\u202e",
        "\x00",
        "\ud800",
        "ư" * 3000,
        "Tên đối tượng",
    ),
]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(["tt22-2020", "tt24-2023-district", "tt25-2023-commune", "tt44-2014"]),
    lang=st.sampled_from(["vi", "en"]),
    lines=st.lists(st.one_of(st.sampled_from(NONSENSE), st.text(max_size=20)), max_size=40),
    well_begun=st.booleans(),
)
def test_nonsense_never_breaks_it_and_the_file_is_always_valid(xhht, name, lang, lines, well_begun):
    lines = [line.replace("\n", " ").replace("\r", " ") for line in lines]
    if well_begun:
        lines = [str(rule_set(name).years.first), "1", "Tên", "", "", "", "", "", *lines]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "any.json"
        run = xhht("self-assess", name, "-o", file, "--lang", lang, typed=Keyboard(lines, file, name))
        assert (run.status, run.err) == (0, "")
        assert "\x1b" not in run.out
        assert "\u202e" not in run.out
        if file.exists():
            before = file.read_bytes()
            assert xhht("self-assess", name, "-o", file, "--lang", lang, typed=Keyboard([])).status == 0
            assert file.read_bytes() == before


# Orders.


def begun(xhht, file, blocks=POINTS[:3]):
    """Begin a self-assessment in *file* with the subject and two questions."""
    xhht("self-assess", "tt22-2020", "-o", file, typed=Keyboard(flat(blocks)))
    return file


def asked(out):
    """Return which questions were asked, in that order."""
    return re.findall(r"^(?:Câu|Thông tin) \d+/\d+ · (\S+)", out, re.MULTILINE)


@pytest.mark.parametrize(
    ("typed", "questions"),
    [
        pytest.param([], ["1.c"], id="goes on"),
        pytest.param(["<"], ["1.c", "1.b"], id="back"),
        pytest.param(["lùi", "back", "LUI"], ["1.c", "1.b", "1.a", "mã"], id="back in other words"),
        pytest.param(["<", "", "<"], ["1.c", "1.b", "1.b"], id="back from a paper is to its question"),
        pytest.param(["<", "", "", ""], ["1.c", "1.b", "1.c"], id="Enter keeps the answer and its papers"),
        pytest.param(["bo", "bỏ qua", "skip"], ["1.c", "2.a", "2.b", "2.c"], id="skip"),
        pytest.param(["xem", "3.b"], ["1.c", "3.b"], id="the list, and to a question"),
        pytest.param(["xem", ""], ["1.c", "1.c"], id="the list, and go on"),
        pytest.param(["xem", "9.z", "2.b"], ["1.c", "2.b"], id="the list, and to nowhere"),
        pytest.param(["xem 3.c", "show ten"], ["1.c", "3.c", "tên"], id="to a question"),
        pytest.param(["xem 3.c", "không"], ["1.c", "3.c", "1.c"], id="what was jumped over is asked at the end"),
        pytest.param(["bo", "xem 3.c", "không"], ["1.c", "2.a", "3.c", "2.a"], id="but not what was skipped"),
        pytest.param(["?"], ["1.c"], id="help"),
        pytest.param(["<", "xoa"], ["1.c", "1.b", "1.b"], id="clear asks again"),
        pytest.param(["xem năm", "<"], ["1.c", "năm", "năm"], id="nothing in front of the first"),
        pytest.param(["xem ten", "xoa"], ["1.c", "tên", "tên"], id="what has to be known is not cleared"),
    ],
)
def test_orders_lead_to_questions(xhht, tmp_path, typed, questions):
    file = begun(xhht, tmp_path / "unit.json")
    before = answers_in(file)
    run = xhht("self-assess", "tt22-2020", "-o", file, typed=Keyboard(typed, file, "tt22-2020"))
    assert asked(run.out) == questions
    if not {"xoa", "không"} & set(typed):
        assert answers_in(file) == before


def test_clearing_takes_answer_and_papers_back_and_nothing_else(xhht, tmp_path):
    file = begun(xhht, tmp_path / "unit.json")
    before = answers_in(file)
    xhht("self-assess", "tt22-2020", "-o", file, typed=Keyboard(["xem 1.a", "xoa"]))
    now = answers_in(file)
    assert (now["1.a"]["met"], now["1.a"]["documents"]) == (None, [])
    assert now["1.a"]["question"] == before["1.a"]["question"]
    assert {name: each for name, each in now.items() if name != "1.a"} == {
        name: each for name, each in before.items() if name != "1.a"
    }


def test_back_within_a_paper_takes_this_paper_back(xhht, tmp_path):
    file = tmp_path / "unit.json"
    xhht("self-assess", "tt22-2020", "-o", file, typed=Keyboard([*SUBJECT, "có", "Sai", "1", "<", "Đúng", "2", "", ""]))
    assert answers_in(file)["1.a"]["documents"] == [{"number": "2", "title": "Đúng"}]


def test_a_new_answer_keeps_the_papers_and_a_new_paper_comes_behind_them(xhht, tmp_path):
    file = begun(xhht, tmp_path / "unit.json", POINTS[:5])
    xhht("self-assess", "tt22-2020", "-o", file, typed=Keyboard(["xem 2.a", "39", "Phụ lục", "", "", ""]))
    entry = answers_in(file)["2.a"]
    assert (entry["count"], entry["of"]) == (39, 40)
    assert [paper["title"] for paper in entry["documents"]] == ["Danh sách", "Phụ lục"]


def test_indicators_wait_for_what_has_to_be_known_first(xhht, tmp_path):
    run = xhht("self-assess", "tt22-2020", "-o", tmp_path / "unit.json", typed=Keyboard(["2022", "xem 2.a"]))
    assert "Cần trả lời trước: cấp, tên.\n" in run.out
    assert asked(run.out) == ["năm", "cấp", "cấp"]


def test_recognitions_are_listed_and_taken_back(xhht, tmp_path):
    file = tmp_path / "unit.json"
    subject = ["2026", "1", "Tên", "", "1", "15/2/2025", "2", "31/12/2025", ""]
    xhht("self-assess", "tt24-2023-district", "-o", file, typed=Keyboard(subject, file, "tt24-2023-district"))
    held = json.loads(file.read_text(encoding="utf-8"))["recognitions"]
    assert held == [{"level": "level-1", "date": "2025-02-15"}, {"level": "level-2", "date": "2025-12-31"}]
    run = xhht("self-assess", "tt24-2023-district", "-o", file, typed=Keyboard(["xem cong nhan", "xoa"]))
    assert "Mức độ 1 (15/02/2025); Mức độ 2 (31/12/2025)" in run.out
    assert json.loads(file.read_text(encoding="utf-8"))["recognitions"] == []


# Wrong answers.

NOT_ASKED = {
    "vi": "không trả lời được câu hỏi. Ghi số đạt/tổng số, ví dụ 38/40, số đạt không lớn hơn tổng số.",
    "en": "does not answer the question. Write how many/of how many, such as 38/40, not more than all.",
}
YES_OR_NO = {
    "vi": "không trả lời được câu hỏi. Ghi có hoặc không.",
    "en": "does not answer the question. Write yes or no.",
}
NO_DAY = {
    "vi": "không phải một ngày. Ghi 31/12/2024 hoặc 2024-12-31.",
    "en": "is no day. Write 31/12/2024 or 2024-12-31.",
}
NO_YEAR = {
    "vi": "không dùng được. Ghi một năm trong: 2020–2023.",
    "en": "cannot be used. Write a year of 2020–2023.",
}
TOO_LONG = {"vi": "quá dài. Ghi nhiều nhất 2000 ký tự.", "en": "is too long. Write 2000 characters at most."}
TO_A_DAY = [*SUBJECT, "có", "Kế hoạch", "15/KH"]


def at(item):
    """Return what is typed to come to the question *item*."""
    return [*SUBJECT, f"xem {item}"]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param((at("2.a"), "46/45", '"46/45"', NOT_ASKED), id="a count above all"),
        pytest.param((at("2.a"), "38", '"38"', NOT_ASKED), id="of nobody knows how many"),
        pytest.param((at("2.a"), "94,5/100", '"94,5/100"', NOT_ASKED), id="a decimal count"),
        pytest.param((at("2.a"), "94.5", '"94.5"', NOT_ASKED), id="a percentage"),
        pytest.param((at("2.a"), "-3/40", '"-3/40"', NOT_ASKED), id="negative"),
        pytest.param((at("2.a"), "0/0", '"0/0"', NOT_ASKED), id="none of none"),
        pytest.param((at("2.a"), "1.25/2.000", '"1.25/2.000"', NOT_ASKED), id="signs where no thousands are"),
        pytest.param((at("2.a"), "9" * 99, f'"{"9" * 59}…"', NOT_ASKED), id="a huge number"),
        pytest.param((at("1.a"), "chắc là có", '"chắc là có"', YES_OR_NO), id="letters"),
        pytest.param((at("1.a"), "38/40", '"38/40"', YES_OR_NO), id="a share of what is met or not"),
        pytest.param(
            (at("1.a"), "\x1b[31m[bold]x\x07", '"\ufffd[31m[bold]x\ufffd"', YES_OR_NO), id="escapes and markup"
        ),
        pytest.param(
            (
                at("1.a"),
                "không áp dụng:",
                '"không áp dụng:"',
                {
                    "vi": "không trả lời được câu hỏi. Ghi không áp dụng: lý do.",
                    "en": "does not answer the question. Write not applicable: reason.",
                },
            ),
            id="not applicable without a reason",
        ),
        pytest.param(
            (
                at("3.b"),
                "4",
                '"4"',
                {
                    "vi": "không trả lời được câu hỏi. Gõ số thứ tự, từ 1 đến 3.",
                    "en": "does not answer the question. Type its number, 1 to 3.",
                },
            ),
            id="no such choice",
        ),
        pytest.param(
            (
                at("3.c"),
                "điểm: 6",
                "6",
                {
                    "vi": "lớn hơn điểm tối đa (5). Ghi điểm từ 0 đến 5.",
                    "en": "is above the maximum (5). Write points from 0 to 5.",
                },
            ),
            id="points above the maximum",
        ),
        pytest.param(
            (at("1.a"), "", "", {"vi": "Chưa ghi gì. Gõ có hoặc không.", "en": "Nothing was typed. Type yes or no."}),
            id="nothing",
        ),
        pytest.param(([], "1999", '"1999"', NO_YEAR), id="a year before"),
        pytest.param(([], "2024", '"2024"', NO_YEAR), id="a year after"),
        pytest.param(([], "20222", '"20222"', NO_YEAR), id="a slip in the year"),
        pytest.param(
            (["2022"], "3", '"3"', {"vi": "không dùng được. Gõ số thứ tự.", "en": "cannot be used. Type its number."}),
            id="no such tier",
        ),
        pytest.param(
            (
                ["2022", "1"],
                "\u200b",
                "",
                {
                    "vi": "Chưa ghi gì. Ghi tên, nhiều nhất 2000 ký tự.",
                    "en": "Nothing was typed. Write the name, at most 2000 characters.",
                },
            ),
            id="a name that nobody sees",
        ),
        pytest.param((["2022", "1"], "a" * 2001, f'"{"a" * 59}…"', TOO_LONG), id="a long name"),
        pytest.param(([*SUBJECT, "có"], "a" * 2001, f'"{"a" * 59}…"', TOO_LONG), id="a long title"),
        pytest.param((TO_A_DAY, "31/02/2024", '"31/02/2024"', NO_DAY), id="a day that does not exist"),
        pytest.param((TO_A_DAY, "12/31/2024", '"12/31/2024"', NO_DAY), id="the month first"),
        pytest.param((TO_A_DAY, "1/2/24", '"1/2/24"', NO_DAY), id="a short year"),
        pytest.param((TO_A_DAY, "hôm qua", '"hôm qua"', NO_DAY), id="a day in words"),
    ],
)
def test_a_wrong_answer_is_said_and_asked_again(xhht, tmp_path, wrong, lang):
    before, typed, quoted, said = wrong
    file = tmp_path / "unit.json"
    keyboard = Keyboard([*before, typed], file, "tt22-2020")
    run = xhht("self-assess", "tt22-2020", "-o", file, "--lang", lang, typed=keyboard)
    assert (run.status, run.err) == (0, "")
    (complaint,) = re.findall(r"^✗ (.*\n(?:  \S.*\n)*?)(?=.* > )", run.out, re.MULTILINE)
    assert " ".join(complaint.split()) == f"{quoted} {said[lang]}".strip()
    assert keyboard.seen[-1] == keyboard.seen[-2]
    prompts = re.findall(r"^(.*?) > ", run.out, re.MULTILINE)
    assert prompts[-1] == prompts[-2]


def test_a_paper_without_anything_is_asked_again_and_not_written(xhht, tmp_path):
    file = tmp_path / "unit.json"
    run = xhht("self-assess", "tt22-2020", "-o", file, typed=Keyboard([*SUBJECT, "có", "-", "", "", "A"]))
    assert (
        "✗ Minh chứng không có thông tin nào. Ghi tên, số hoặc ngày.\nminh chứng 1, tên (Enter: hết) > A\n" in run.out
    )
    assert answers_in(file)["1.a"]["documents"] == [{"title": "A"}]


def test_what_does_not_apply_is_taken_only_where_the_text_lets_it(xhht, tmp_path):
    file, name = tmp_path / "commune.json", "tt25-2023-commune"
    typed = ["2024", "Xã", "", "", "", "", "không áp dụng: lý do", "xem 3.2", "không áp dụng: chưa có thư viện"]
    run = xhht("self-assess", name, "-o", file, typed=Keyboard(typed, file, name))
    said = " ".join(run.out.split())
    assert re.search(
        r"✗ Chỉ tiêu này luôn được xét \(Điều \d.*?, TT 25/2023/TT-BGDĐT\)\. Gõ có hoặc không\. 1\.1 >", said
    )
    assert "Gõ: có hoặc không; hoặc không áp dụng: lý do.\n" in run.out
    assert answers_in(file)["3.2"]["not_applicable"] == "chưa có thư viện"


@pytest.mark.parametrize(
    ("typed", "written"), [("-0,5", "-0.5"), ("\u22121.25", "-1.25"), ("0,10", "0.1"), ("2", "2"), ("-1", "-1")]
)
def test_values_are_taken_with_comma_or_point_and_below_zero(xhht, tmp_path, typed, written):
    """TT 44/2014: by how much poverty fell; where it rose, a negative number is asked for."""
    file = tmp_path / "commune.json"
    lines = ["2022", "Xã", "", "", "", "", "", "", "xem 11.1", typed]
    xhht("self-assess", "tt44-2014", "-o", file, typed=Keyboard(lines, file, "tt44-2014"))
    assert f'"value": {written},\n' in file.read_text(encoding="utf-8")


def test_hostile_text_is_kept_harmless(xhht, tmp_path):
    file = tmp_path / "unit.json"
    typed = ["2022", "1", "\x1b[2J[red]Phòng[/red]\x07", "=1+1", "có", "\x1b]8;;http://a\x07x", "\u202e1", "", ""]
    run = xhht("self-assess", "tt22-2020", "-o", file, typed=Keyboard([*typed, "xem", ""], file, "tt22-2020"))
    assert not {"\x1b", "\x07", "\u202e"} & set(run.out + file.read_text(encoding="utf-8"))
    assert "[red]Phòng[/red]" in run.out


# Files.


def test_another_rule_set_is_refused_and_the_file_left_alone(xhht, tmp_path):
    file = begun(xhht, tmp_path / "unit.json")
    before = file.read_bytes()
    run = xhht("self-assess", "tt24-2023-district", "-o", file, typed="")
    assert run == (
        2,
        "",
        f'{file}: /rule_set: Tệp này theo bộ tiêu chí "tt22-2020". '
        "Chọn tên tệp khác, hoặc: xhht self-assess tt22-2020 -o …\n",
    )
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param("", "Tệp trống. Tạo tệp mẫu: xhht template.\n", id="empty"),
        pytest.param("xin chào", "Không phải JSON hợp lệ, dòng 1 cột 1.", id="no JSON"),
        pytest.param("[]", "", id="no evidence"),
        pytest.param('{"schema": "xhht-evidence/1"}', "/subject", id="without a subject"),
    ],
)
def test_what_is_no_evidence_is_refused_and_left_alone(xhht, tmp_path, content, said):
    file = tmp_path / "unit.json"
    file.write_text(content, encoding="utf-8")
    run = xhht("self-assess", "tt22-2020", "-o", file, typed="2022\n")
    assert (run.status, run.out) == (2, "")
    assert run.err.startswith(f"{file}: ")
    assert said in run.err
    assert file.read_text(encoding="utf-8") == content


def test_evidence_that_cannot_be_rated_is_refused_with_the_reason(xhht, tmp_path):
    file = begun(xhht, tmp_path / "unit.json")
    read = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(read | {"year": 2024}), encoding="utf-8")
    run = xhht("self-assess", "tt22-2020", "-o", file, typed="")
    assert (run.status, run.out) == (2, "")
    assert run.err.startswith(f"{file}: /year: ")


@pytest.mark.parametrize("name", ["missing/unit.json", ".", "-", "a" * 300 + ".json"])
def test_a_place_that_cannot_be_written_is_refused_before_anything_is_asked(xhht, tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    run = xhht("self-assess", "tt22-2020", "-o", name, typed="2022\n")
    assert (run.status, run.out) == (2, "")
    assert run.err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_goes_away_is_said_and_no_fault(xhht, tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()

    class Removing(Keyboard):
        def readline(self, *_):
            folder.rmdir() if folder.exists() else None
            return super().readline()

    run = xhht("self-assess", "tt22-2020", "-o", folder / "unit.json", typed=Removing(SUBJECT))
    assert run.status == 2
    assert "Không ghi được" in run.err


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(xhht, tmp_path):
    file = begun(xhht, tmp_path / "unit.json")
    other = file.read_text(encoding="utf-8").replace("Phòng Văn hóa", "Phòng Nội vụ")

    class Meanwhile(Keyboard):
        def readline(self, *_):
            file.write_text(other, encoding="utf-8")
            return super().readline()

    run = xhht("self-assess", "tt22-2020", "-o", file, typed=Meanwhile(["có"]))
    assert run.status == 2
    assert "unit.json vừa được sửa ở nơi khác; câu trả lời cuối chưa ghi. Chạy lại lệnh để làm tiếp.\n" in run.err
    assert file.read_text(encoding="utf-8") == other


def test_a_file_that_was_removed_meanwhile_is_written_again(xhht, tmp_path):
    file = begun(xhht, tmp_path / "unit.json")
    before = answers_in(file)

    class Removing(Keyboard):
        def readline(self, *_):
            file.unlink(missing_ok=True)
            return super().readline()

    run = xhht("self-assess", "tt22-2020", "-o", file, typed=Removing(["không"]))
    assert run.status == 0
    changed = {name for name, answer in answers_in(file).items() if answer != before[name]}
    assert len(changed) == 1


def test_an_unknown_rule_set_and_no_file_are_refused(xhht):
    assert "tt22-2020" in xhht("self-assess", "tt22-2021", "-o", "unit.json").err
    assert xhht("self-assess", "tt22-2020").status == 2


def test_what_a_file_says_besides_is_kept(xhht, tmp_path):
    """Notes, issuers, members, days of the calendar: what is not asked stays as it was, and numbers to their digit."""
    file, name = tmp_path / "commune.json", "tt44-2014"
    family = {
        "schema": "xhht-evidence/1",
        "subject": {"kind": "family", "name": "Ông A", "village": "Thôn 1"},
        "year": 2022,
        "answers": {},
    }
    before = {
        "schema": "xhht-evidence/1",
        "subject": {"kind": "commune", "name": "Xã A", "district": "Huyện B"},
        "year": 2022,
        "members": [family],
        "answers": {
            "1.1": {
                "met": True,
                "note": "xem biên bản",
                "documents": [{"title": "NQ", "issuer": "Đảng ủy", "file": "a.pdf"}],
            },
            "3.1": {"points": 2.5, "note": "chấm tay", "documents": [{"number": "1"}]},
        },
    }
    file.write_text(json.dumps(before, ensure_ascii=False), encoding="utf-8")
    run = xhht("self-assess", name, "-o", file, typed=Keyboard(["xem 1.2", "có", "KH", "", "", ""], file, name))
    assert (run.status, run.err) == (0, "")
    after = json.loads(file.read_text(encoding="utf-8"))
    assert {key: after[key] for key in ("subject", "year", "members")} == {
        key: before[key] for key in ("subject", "year", "members")
    }
    assert {key: after["answers"][key] for key in before["answers"]} == before["answers"]
    assert after["answers"]["1.2"]["documents"] == [{"title": "KH"}]
    assert after["rule_set"] == name


@pytest.mark.parametrize("name", ["tt22-2020", "tt24-2023-district", "tt25-2023-commune"])
def test_a_template_can_be_gone_on_with(xhht, tmp_path, name):
    file = tmp_path / "blank.json"
    assert xhht("template", name, "-o", file).status == 0
    types = bool(getattr(rule_set(name), "types", ()))
    first = "loại hình" if types else "cấp" if len(rule_set(name).subject.tiers) > 1 else "tên"
    run = xhht("self-assess", name, "-o", file, typed="")
    assert (run.status, asked(run.out)) == (0, first.split()[:1])


# The end.


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", ["tt22-2020", "tt24-2023-district", "khvn324-2023-citizen"])
def test_at_the_end_it_says_what_is_open_and_what_can_be_done_next(xhht, tmp_path, monkeypatch, name, lang):
    monkeypatch.chdir(tmp_path)
    types = bool(getattr(rule_set(name), "types", ()))
    subject = ["2023" if name != "tt24-2023-district" else "2024", *(["1"] if name[:2] == "tt" else []), "Tên", ""]
    lines = [*subject, *([""] if types or name[:2] != "tt" else []), *["bo"] * len(rule_set(name).indicators)]
    run = xhht("self-assess", name, "-o", "của tôi.json", "--lang", lang, typed=Keyboard(lines))
    asked = [each.id for each in rule_set(name).indicators if not types or each.is_asked("agency")]
    listed = {"vi": f"Còn để trống {len(asked)} câu: ", "en": f"Left open: {len(asked)} ("}[lang] + ", ".join(asked)
    assert listed in " ".join(run.out.split())
    commands = [shlex.split(line) for line in run.out.splitlines() if line.startswith("  xhht ")]
    assert [command[1] for command in commands] == ["rate", "steps", "what-if", "self-assess"]
    for command in commands:
        assert command[2:4] == ["--lang", "en"] or lang == "vi"
        done = xhht(*command[1:], typed="")
        assert (done.status, done.err) == (0, "")


# On a terminal.


def test_on_a_terminal_lines_are_edited_and_control_c_stops(tmp_path):
    ours, theirs = pty.openpty()
    command = [Path(sys.executable).with_name("xhht"), "self-assess", "tt22-2020", "-o", "unit.json"]
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "LANG": "C.UTF-8"}
    running = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, cwd=tmp_path, start_new_session=True
    )
    os.close(theirs)
    try:
        shown = ""
        for prompt, typed in (("năm > ", "2022\n"), ("cấp > ", "1\n"), ("tên > ", "Phòng B\x1b[DA\n"), ("mã > ", "")):
            shown += read_until(ours, prompt)
            os.write(ours, typed.encode())
        time.sleep(0.5)  # the prompt is there just before it can be interrupted
        running.send_signal(signal.SIGINT)
        shown += read_until(ours, "-o unit.json")
        assert running.wait(timeout=10) == 0
    finally:
        running.kill()
        running.wait()
        os.close(ours)
    assert "\x1b[1mTự đánh giá: Đơn vị học tập" in shown
    assert json.loads((tmp_path / "unit.json").read_text(encoding="utf-8"))["subject"]["name"] == "Phòng AB"


def read_until(descriptor, words):
    """Return what is shown until *words* are."""
    shown, until = b"", time.monotonic() + 15
    while words.encode() not in shown:
        assert select.select([descriptor], [], [], max(0, until - time.monotonic()))[0], shown.decode(errors="replace")
        shown += os.read(descriptor, 65536)
    return shown.decode("utf-8", errors="replace")


def test_members_are_rated_once_and_still_count(tmp_path):
    """An answer takes no second look at 590 citizens; the rating is that of the file as it stands."""
    folder = tmp_path / "xa"
    shutil.copytree(Path(__file__).parent.parent / "samples" / "xa-thuong-lam-2024", folder)
    file = folder / "xa-thuong-lam.json"
    assessment = SelfAssessment(rule_set("tt25-2023-commune"), file, today=date(2024, 12, 1), language="vi")
    (folder / "cong-dan.jsonl").unlink()  # whoever read it again would say so
    assert assessment.answer("1.1", "không") == ()
    (folder / "cong-dan.jsonl").write_bytes(
        (Path(__file__).parent.parent / "samples" / "xa-thuong-lam-2024" / "cong-dan.jsonl").read_bytes()
    )
    assert assessment.rating.decision == rate(json.loads(assessment.text), folder=folder).decision
    assert assessment.rating.roll_ups
