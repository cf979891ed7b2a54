"""What in a member wants a second look is told at its line; and what is told of members has an end."""

import json
from pathlib import Path
from typing import Any

import pytest
from test_bad_input import run
from test_members import clan, commune, families, family, papered, village

import ratings.members
from criteria.texts import Text
from ratings import EvidenceError, rate
from ratings.explaining import explain
from ratings.finding import MOST_ALIKE, Finding, Gathered

EARLY = {"documents": [{"number": "1/KH", "date": "2031-01-01"}]}
"""A paper of a day that was still to come."""


def findings_of(data: Any, folder: Path | None = None) -> list[tuple[str, str, str]]:
    return [(each.severity, each.path, each.message.vi) for each in rate(data, folder=folder).findings]


def in_file(tmp_path: Path, data: Any, members: list[Any], name: str = "thanh-vien.jsonl") -> Path:
    (tmp_path / name).write_text("".join(json.dumps(each) + "\n" for each in members), "utf-8")
    file = tmp_path / "xa.json"
    file.write_text(json.dumps(data | {"members_files": [name]}), "utf-8")
    return file


# Gathered.


@pytest.mark.parametrize("times", [0, 1, MOST_ALIKE - 1, MOST_ALIKE, MOST_ALIKE + 1, 5_000])
def test_of_one_sort_ten_are_kept_and_the_rest_is_counted(times):
    gathered, message = Gathered(), Text("a", "b")
    for number in range(times):
        gathered.add("sort", Finding("error", f"/{number}", message))
        gathered.add("other", Finding("warning", f"/o{number}", message)) if number < 2 else None
    found = gathered.findings()
    kept = [Finding("error", f"/{number}", message) for number in range(min(times, 10))]
    rest = times - 10
    told = Text(f"Còn {rest} trường hợp như vậy.", f"{rest} more cases like these.")
    kept += [Finding("error", "/members", told)] if rest > 0 else []
    kept += [Finding("warning", f"/o{number}", message) for number in range(min(times, 2))]
    assert list(found) == kept


@pytest.mark.parametrize(
    ("member", "severity", "place"),
    [
        pytest.param(lambda number: family(number) | {"year": 2021}, "error", "", id="left out"),
        pytest.param(lambda number: family(number, area="difficult"), "warning", ": /subject/area", id="doubts"),
    ],
)
def test_of_60_members_alike_ten_are_told(member, severity, place):
    found = findings_of(commune(members=[member(number) for number in range(60)]))
    told = [each for each in found if each[1].startswith("/members") and each[0] == severity]
    assert [path for _, path, _ in told] == [*(f"/members/{number}{place}" for number in range(10)), "/members"]
    assert told[-1][2] == "Còn 50 trường hợp như vậy."


# Findings of members, at their line.


def test_what_is_odd_in_a_member_is_told_at_its_line(tmp_path):
    """Papers, figures, an answer by hand that disagrees, another area; each at file, line and place."""
    odd = [
        family(1, clan="D1"),
        clan("D1") | {"answers": clan("D1")["answers"] | {"1.1": {"met": True} | EARLY}},
        clan("D2") | {"answers": clan("D2")["answers"] | papered(**{"2.1": {"count": 3, "of": 4}})},
        family(2, clan="D2"),
        family(3, area="difficult"),
        village("T1") | {"answers": {"1": {"not_applicable": "x"}, "2": {"not_applicable": "x"}} | papered(
            **{"3.1": {"met": True}})},
    ]  # fmt: skip
    read = json.loads(in_file(tmp_path, commune(), odd).read_text("utf-8"))
    found = {path: (severity, vi) for severity, path, vi in findings_of(read, tmp_path) if ".jsonl:" in path}
    assert "thanh-vien.jsonl:2: /answers/1.1/documents/0/date" in found
    severity, vi = found["thanh-vien.jsonl:3: /answers/2.1"]
    assert severity == "warning"
    assert vi == "Câu trả lời ghi tay (3/4) khác số tổng hợp từ thành viên (1/1); số tổng hợp được tính."
    assert found["thanh-vien.jsonl:5: /subject/area"] == (
        "warning",
        "Khai địa bàn khó khăn, khác đối tượng cấp trên.",
    )
    assert not any(path.startswith(("thanh-vien.jsonl:1:", "thanh-vien.jsonl:4:")) for path in found)


@pytest.mark.parametrize("group", [village, clan])
def test_a_member_in_order_is_not_told(group):
    """It says how many households and clans it has, its answers are papered, its area is that of its commune."""
    kind = group.__name__
    members = [family(1, **{kind: "A"}), group("A") | {"population": {"households": 1, "clans": 1}}]
    assert [path for _, path, _ in findings_of(commune(members=members)) if path.startswith("/members/")] == []


# Who is there and cannot be rated.


def test_a_refused_member_of_a_readable_kind_is_one_of_all():
    bad = family(2) | {"answers": {"9.9": {"met": True}}}
    unreadable = {"subject": {"name": "?"}, "answers": {}}
    rating = rate(commune(members=[family(1), bad, unreadable]))
    assert rating.members is not None
    assert rating.members.tally.listed("family") == 2
    assert (rating.roll_ups["9.1"].reached, rating.roll_ups["9.1"].all) == (1, 2)


def test_a_refused_member_with_members_of_its_own_is_one_of_all():
    nested = family(2) | {"members": [family(3)]}
    assert rate(commune(members=[family(1), nested])).roll_ups["9.1"].all == 2


# The second denominator.


def shown(members: list[Any], **population: int) -> Any:
    rating = rate(commune(members=members, population=population))
    return next(
        each.roll_up for criterion in explain(rating).criteria for each in criterion.indicators if each.id == "9.1"
    )


def test_the_second_denominator_is_of_those_registered_where_that_is_declared():
    roll_up = shown(families(1, 2), households=10, registered_households=4)
    assert (roll_up.reached, roll_up.all, roll_up.listed) == (2, 10, 2)
    assert (roll_up.registered, roll_up.compared_with) == (4, 4)
    assert roll_up.compared_share is not None
    assert (roll_up.share.vi, roll_up.compared_share.vi) == ("20\u00a0%", "50\u00a0%")


def test_else_it_is_of_those_listed():
    roll_up = shown([*families(1, 2), family(3, learning=False)], households=10)
    assert (roll_up.registered, roll_up.compared_with) == (None, 3)
    assert roll_up.compared_share is not None
    assert roll_up.compared_share.vi == "66,66\u00a0%"


def test_where_more_are_recognised_than_are_registered_there_is_no_share_of_them(tmp_path):
    roll_up = shown(families(1, 2, 3), households=10, registered_households=2)
    assert (roll_up.registered, roll_up.compared_with, roll_up.compared_share) == (2, 2, None)
    data = commune(members=families(1, 2, 3), population={"households": 10, "registered_households": 2})
    file = tmp_path / "xa.json"
    file.write_text(json.dumps(data), "utf-8")
    result = json.loads(run("rate", file, "--format", "json").out)
    (found,) = [each for each in result["criteria"][8]["indicators"] if each["id"] == "9.1"]
    assert "compared_share" not in found["roll_up"]
    assert found["roll_up"]["registered"] == 2


# Files.


def test_the_same_name_twice_is_refused(tmp_path):
    file = in_file(tmp_path, commune(), families(1))
    read = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps(read | {"members_files": ["thanh-vien.jsonl"] * 2}), "utf-8")
    done = run("rate", file)
    assert (done.status, done.out) == (2, "")
    assert done.err == f"{file}: /members_files: Một tệp được ghi hai lần. Ghi mỗi tệp một lần.\n"


@pytest.mark.parametrize("again", ["./thanh-vien.jsonl", "cung-tep.jsonl", "lien-ket.jsonl"])
def test_the_same_file_twice_is_refused_whatever_it_is_called(tmp_path, again):
    file = in_file(tmp_path, commune(), families(1))
    (tmp_path / "cung-tep.jsonl").hardlink_to(tmp_path / "thanh-vien.jsonl")
    (tmp_path / "lien-ket.jsonl").symlink_to(tmp_path / "thanh-vien.jsonl")
    read = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps(read | {"members_files": ["thanh-vien.jsonl", again]}), "utf-8")
    done = run("rate", file)
    assert (done.status, done.out) == (2, "")
    assert done.err == (f'{file}: /members_files/1: "{again}" là một tệp đã ghi ở trên. Ghi mỗi tệp một lần.\n')


@pytest.mark.parametrize("name", ["thanh-vien.jsonl", "cung-tep.jsonl", "lien-ket.jsonl"])
def test_no_result_is_written_over_a_members_file_whatever_it_is_called(tmp_path, name):
    file = in_file(tmp_path, commune(), families(1))
    members = tmp_path / "thanh-vien.jsonl"
    (tmp_path / "cung-tep.jsonl").hardlink_to(members)
    (tmp_path / "lien-ket.jsonl").symlink_to(members)
    before = members.read_bytes()
    for form in ("text", "json"):
        done = run("rate", file, "-o", tmp_path / name, "--format", form)
        assert (done.status, done.out) == (2, "")
        assert f"{name} là tệp đầu vào, không ghi đè." in done.err
        assert members.read_bytes() == before


def test_the_range_of_a_member_is_not_worked_out(monkeypatch):
    """Nobody is shown it, and of 5000 families it costs a run of the engine each."""
    asked: list[bool] = []
    decide = ratings.members.decision_on

    def watched(*arguments: Any, **options: Any) -> Any:
        asked.append(options["with_range"])
        decision = decide(*arguments, **options)
        assert (decision.high, decision.high_level) == (decision.points, decision.level)
        return decision

    monkeypatch.setattr(ratings.members, "decision_on", watched)
    rate(commune(members=[family(1), family(2) | {"answers": {"1.1": {"count": 1, "of": 1}}}]))
    assert asked == [False, False]


def test_explaining_prints_bad_lines_and_exits_2(tmp_path):
    file = in_file(tmp_path, commune(), [family(1), {"subject": {}}, family(2)])
    done = run("explain", file, "9.1")
    assert done.status == 2
    assert "2/3" not in done.out
    assert "2/2" in done.out
    assert all(line.startswith(f"{file}: thanh-vien.jsonl:2") for line in done.err.splitlines())
    assert done.err


# Sheets.


def test_a_line_without_points_is_not_called_points_of_the_sheet():
    """Only what is scored is: of the others nothing was taken from the sheet."""
    found = [
        vi for _, path, vi in findings_of(commune({"3": {"points": 5}, "4": {"points": None}})) if path == "/answers"
    ]
    assert found == ["Tiêu chí 3: lấy điểm của phiếu chấm, xhht không chấm lại từng nội dung."]
    assert not [path for _, path, _ in findings_of(commune({"4": {"points": None}})) if path == "/answers"]


def test_a_member_may_not_leave_out_what_a_gate_asks_of_all():
    citizen = {"subject": {"kind": "citizen", "name": "Ông An"}, "answers": {"1.1": {"not_applicable": "x"}}}
    data = commune(members=[citizen]) | {"year": 2023}
    rating = rate(data)
    assert rating.members is not None
    ((refused,),) = [each.problems for each in rating.members.refused]
    assert refused.path == "/answers/1.1"
    assert refused.wrong.vi.startswith("1.1 không thể ghi là không áp dụng: không nội dung nào dưới 5 điểm (")
    with pytest.raises(EvidenceError):
        rate(data | {"subject": citizen["subject"], "answers": citizen["answers"], "members": []})
