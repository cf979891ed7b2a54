"""Numbers that are counted: whole ones, and no more than there can be (TT 44/2014, 2.3, 4.1, 4.2, 11.1)."""

import json
from pathlib import Path
from typing import Any

import pytest
from support import PAPER
from test_bad_input import run

from ratings import EvidenceError, rate


def commune(**values: Any) -> dict[str, Any]:
    answers = {name.replace("_", "."): {"value": value, "documents": [PAPER]} for name, value in values.items()}
    subject = {"kind": "commune", "name": "Xã Bình Khê"}
    return {"schema": "xhht-evidence/1", "subject": subject, "year": 2022, "answers": answers}


WHOLE = ("Ghi số nguyên, từ 0 trở lên.", "Write a whole number, 0 or more.")
REFUSED = [
    ("2_3", 2.5, [("2,5 không phải số lần.", "2.5 is no number of times.", *WHOLE)]),
    ("2_3", -1, [("-1 không phải số lần.", "-1 is no number of times.", *WHOLE)]),
    ("2_3", 0.000001, [("0,000001 không phải số lần.", "0.000001 is no number of times.", *WHOLE)]),
    ("4_1", 3, [("3 loại trường là quá nhiều.", "3 kinds of school are too many.",
                 "Ghi nhiều nhất 2.", "Write 2 at most.")]),
    ("4_1", 7, [("7 loại trường là quá nhiều.", "7 kinds of school are too many.",
                 "Ghi nhiều nhất 2.", "Write 2 at most.")]),
    ("4_1", 1.5, [("1,5 không phải số loại trường.", "1.5 is no number of kinds of school.", *WHOLE)]),
    ("4_1", -2, [("-2 không phải số loại trường.", "-2 is no number of kinds of school.", *WHOLE)]),
    ("4_1", 2.5, [("2,5 không phải số loại trường.", "2.5 is no number of kinds of school.", *WHOLE),
                  ("2,5 loại trường là quá nhiều.", "2.5 kinds of school are too many.",
                   "Ghi nhiều nhất 2.", "Write 2 at most.")]),
    ("4_2", 0.5, [("0,5 không phải số trường.", "0.5 is no number of schools.", *WHOLE)]),
    ("4_2", -1, [("-1 không phải số trường.", "-1 is no number of schools.", *WHOLE)]),
    ("11_1", 150, [("150 điểm phần trăm là quá nhiều.", "150 percentage points are too many.",
                    "Ghi nhiều nhất 100.", "Write 100 at most.")]),
    ("11_1", 100.000001, [("100,000001 điểm phần trăm là quá nhiều.", "100.000001 percentage points are too many.",
                           "Ghi nhiều nhất 100.", "Write 100 at most.")]),
]  # fmt: skip


@pytest.mark.parametrize(("item", "value", "said"), REFUSED)
def test_a_number_that_there_cannot_be_is_refused(item, value, said):
    with pytest.raises(EvidenceError) as refused:
        rate(commune(**{item: value}))
    path = f"/answers/{item.replace('_', '.')}/value"
    assert [
        (each.path, each.wrong.vi, each.wrong.en, each.right.vi, each.right.en) for each in refused.value.problems
    ] == [(path, *each) for each in said]


@pytest.mark.parametrize(
    ("item", "value", "points"),
    [
        ("2_3", 0, 0), ("2_3", 1, 1), ("2_3", 2, 2), ("2_3", 2.0, 2), ("2_3", 40, 2),
        ("4_1", 0, 0), ("4_1", 1, 1.5), ("4_1", 2, 3), ("4_2", 0, 0), ("4_2", 1, 3), ("4_2", 9, 3),
        ("11_1", -3.5, 0), ("11_1", -150, 0), ("11_1", 0.1, 1), ("11_1", 1.25, 3), ("11_1", 100, 4),
    ],
)  # fmt: skip
def test_a_number_that_there_can_be_is_rated(item, value, points):
    """A negative fall in poverty is a rise: it is allowed, and earns nothing."""
    verdict = rate(commune(**{item: value})).indicators[item.replace("_", ".")]
    assert (verdict.points, verdict.status) == (
        100 * points,
        "fail" if points == 0 else "pass" if 100 * points == verdict.max_points else "partial",
    )


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_such_number_is_told_on_the_command_line(tmp_path: Path, lang):
    file = tmp_path / "xa.json"
    file.write_text(json.dumps(commune(**{"2_3": 2.5, "4_1": 7, "11_1": 150, "4_2": 1})), "utf-8")
    for command in ("rate", "check"):
        done = run(command, file, "--lang", lang)
        assert done.status == 2
        assert [line.split(": ")[1] for line in done.err.splitlines()] == [
            "/answers/2.3/value",
            "/answers/4.1/value",
            "/answers/11.1/value",
        ]


@pytest.mark.parametrize(
    ("kind", "year", "answers", "told"),
    [
        pytest.param(
            "commune", 2022, {"15": {"not_applicable": "Xã đảo"}},
            "/answers/15: 15 cannot be not applicable: no criterion at 0"
            " (Article 4(3), Circular 44/2014/TT-BGDĐT)."
            " Answer, or write an assessor's points with the reason.", id="a criterion of a commune"),
        pytest.param(
            "commune", 2022, {name: {"not_applicable": "Xã đảo"} for name in ("15.1", "15.2")},
            "/answers/15: 15 cannot be not applicable: no criterion at 0"
            " (Article 4(3), Circular 44/2014/TT-BGDĐT)."
            " Answer, or write an assessor's points with the reason.", id="all that it asks"),
        pytest.param(
            "citizen", 2024, {"2.2": {"not_applicable": "Khiếm thính"}},
            "/answers/2.2: 2.2 cannot be not applicable: no indicator below 5 points"
            " (table of criteria, Decision 324/QĐ-KHVN)."
            " Answer, or write an assessor's points with the reason.", id="an indicator of a citizen"),
    ],
)  # fmt: skip
def test_what_a_gate_asks_of_all_is_told_on_the_command_line(tmp_path: Path, kind, year, answers, told):
    file = tmp_path / "minh-chung.json"
    subject = {"kind": kind, "name": "Thử"}
    data = {"schema": "xhht-evidence/1", "subject": subject, "year": year, "answers": answers}
    file.write_text(json.dumps(data), "utf-8")
    for command in ("rate", "check"):
        done = run(command, file, "--lang", "en")
        assert (done.status, done.err) == (2, f"{file}: {told}\n")
