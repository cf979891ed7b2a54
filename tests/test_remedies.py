"""What a report says to do: which grade a gate bars, which papers open it, and what follows from counts, once."""

import json
from pathlib import Path
from typing import Any

import pytest
from support import PAPER
from test_bad_input import run
from test_reference_members import full
from test_reference_points import in_file

from criteria.catalogue import rule_set
from ratings import rate
from ratings.explaining import explain

COUNTS = {
    "children-6": 100, "children-6-grade-1": 100, "children-11": 100, "children-11-completed": 95,
    "children-11-in-primary": 5, "children-14": 100, "children-14-completed": 90,
}  # fmt: skip


def commune(**changes: Any) -> dict[str, Any]:
    """Return a commune with full points, but for what *changes* say of its answers."""
    answers = full("tt44-2014") | {name.replace("_", "."): answer for name, answer in changes.items()}
    kept = {name: answer for name, answer in answers.items() if answer is not None}
    return in_file("tt44-2014", kept, "normal", 2022)


@pytest.mark.parametrize(
    ("lost", "level"),
    [
        pytest.param({}, ("Tốt", "Good"), id="at 96 points"),
        pytest.param({"9_1": {"count": 0, "of": 9}, "3_1": {"count": 0, "of": 9}}, ("Tốt", "Good"), id="at 87"),
        pytest.param({"9_1": {"count": 0, "of": 9}, "5_1": None, "2_1": None, "12_2": None}, ("Khá", "Fair"), id="84"),
    ],
)
def test_the_heading_names_the_level_that_the_gate_bars(tmp_path: Path, lost, level):
    """Without the only item of criterion 10: the grade that the total would reach, and not the one below."""
    file = tmp_path / "xa.json"
    file.write_text(json.dumps(commune(**{"10_1": {"count": 0, "of": 9}}, **lost), default=float), "utf-8")
    for brief in ((), ("--brief",)):
        vi, en = (run("rate", file, *brief, "--lang", lang).out for lang in ("vi", "en"))
        assert vi.count("\nĐiều kiện để được “") == 1
        assert f"\nĐiều kiện để được “{level[0]}” chưa đạt:\n" in vi
        assert f"\nGates of {level[1]} that do not hold:\n" in en


def test_remedies_of_a_gate_name_the_papers():
    """With an answer that lacks papers these; without an answer, that and the papers that go with it."""
    (item,) = rule_set("tt44-2014").criteria_by_id["10"].indicators
    papers = {lang: "; ".join(each.into(lang) for each in item.documents) for lang in ("vi", "en")}
    bare = explain(rate(commune(**{"10_1": {"count": 9, "of": 10}})))
    told = [each.explanation for each in bare.next_level.steps if each.indicator == "10.1"]  # type: ignore[union-attr]
    assert [(each.vi, each.en) for each in told] == [
        (f"Bổ sung minh chứng: {papers['vi']}.", f"Add documents: {papers['en']}.")
    ]
    gone = explain(rate(commune(**{"10_1": None})))
    told = [each.explanation for each in gone.next_level.steps if each.indicator == "10.1"]  # type: ignore[union-attr]
    assert [(each.vi, each.en) for each in told] == [
        (
            f"Trả lời “{item.label.vi}” và bổ sung minh chứng: {papers['vi']}.",
            f"Answer “{item.label.en}”, with documents: {papers['en']}.",
        )
    ]
    for result in (bare, gone):
        (block,) = result.blocking
        assert f"bổ sung minh chứng: {papers['vi']}" in block.explanation.vi
        assert f"documents: {papers['en']}" in block.explanation.en


def test_a_line_of_the_sheet_without_points_is_to_be_written():
    sheet = {name: {"points": each.max_points.points / 100} for name, each in RULES.criteria_by_id.items()}
    result = explain(rate(in_file("tt44-2014", sheet | {"10": {"points": None}}, "normal", 2022)))
    called = RULES.criteria_by_id["10"].called
    (step,) = result.next_level.steps  # type: ignore[union-attr]
    assert (step.explanation.vi, step.explanation.en) == (
        f"Ghi điểm của phiếu: {called.vi}.",
        f"Write the points of the sheet: {called.en}.",
    )


RULES = rule_set("tt44-2014")


def said_of(item: str, evidence: dict[str, Any]) -> tuple[str, str]:
    result = explain(rate(evidence))
    (found,) = [each for criterion in result.criteria for each in criterion.indicators if each.id == item]
    return found.explanation.vi, found.explanation.en


def test_what_follows_from_counts_is_said_once():
    """Not also as if somebody had answered it by hand."""
    block = {"counts": COUNTS, "documents": [PAPER]}
    assert said_of("5.5", commune(**{"5_5": None}) | {"standards": block}) == (
        "Suy ra từ số liệu theo NĐ 20/2014/NĐ-CP: mức độ 3.",
        "Follows from the counts by Decree 20/2014/NĐ-CP: level 3.",
    )


def test_without_papers_it_is_said_that_they_lack():
    vi, en = said_of("5.5", commune(**{"5_5": None}) | {"standards": {"counts": COUNTS}})
    assert vi.startswith("Suy ra từ số liệu theo NĐ 20/2014/NĐ-CP: mức độ 3. ")
    assert en.startswith("Follows from the counts by Decree 20/2014/NĐ-CP: level 3. ")
    assert "minh chứng" in vi
    assert "document" in en
    assert vi.lower().count("mức độ 3") == 1
