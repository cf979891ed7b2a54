"""Every kind of change in words, and why a level cannot be reached: exact, in both languages."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from support import PAPER, unit, with_papers
from test_generic_rule_sets import commune, rating_of
from test_generic_rule_sets import law as made_up
from test_steps import COSTS, law, prices_of, rated

from criteria.answers import LONGEST_WORDS, ShareAnswer
from criteria.catalogue import all_rule_sets, rule_set
from criteria.model import RuleSet
from criteria.targets_model import TargetRuleSet
from criteria.texts import Text
from ratings import rate
from ratings.changing import changes_to_points
from ratings.costs import default_prices
from ratings.explaining_steps import cheapest, explained_steps
from ratings.record import AnyRating
from ratings.result_steps import ChangeShown, StepsResult
from ratings.steps import steps_to
from ratings.templates import template

SAMPLES = Path(__file__).parent.parent / "samples"
PAPERS = {"documents": [PAPER]}


def shown(rating: AnyRating, level: str, never: tuple[str, ...] = ()) -> StepsResult:
    asked = next(each for each in rating.rule_set.levels if each.id == level)
    return explained_steps(rating, steps_to(rating, asked, prices_of(COSTS, frozenset(never))))


def change_of(found: StepsResult, item: str) -> ChangeShown:
    (change,) = (each for each in found.ways[0].changes if each.indicator == item)
    return change


def said(change: ChangeShown) -> tuple[str, int, bool, str, str]:
    return change.kind, change.units, change.paper, change.explanation.vi, change.explanation.en


# Made-up law, by points and by targets: what is answered to an item, and what is to be done.

SHARE, TITLE, SESSIONS = "hộ có tủ sách", "Danh hiệu cao nhất", "Buổi học"

POINTS = [
    pytest.param(
        "1.a", {"count": 4, "of": 4},
        ("paper", 1, True, "Bổ sung một minh chứng (Danh sách hộ).", "Add one paper (List of households)."),
        id="one paper",
    ),
    pytest.param(
        "1.a", {"count": 1, "of": 4} | PAPERS,
        ("people", 2, False, "Thêm 2 hộ có tủ sách (1/4 → 3/4).", "2 more households with books (1/4 → 3/4)."),
        id="people",
    ),
    pytest.param(
        "1.a", {"count": 2, "of": 4} | PAPERS,
        ("people", 1, False, "Thêm 1 hộ có tủ sách (2/4 → 3/4).", "1 more: households with books (2/4 → 3/4)."),
        id="one of them",
    ),
    pytest.param(
        "1.a", {"count": 1_000, "of": 10_000},
        (
            "people", 6_500, True,
            "Thêm 6.500 hộ có tủ sách (1.000/10.000 → 7.500/10.000); bổ sung một minh chứng (Danh sách hộ).",
            "6,500 more households with books (1,000/10,000 → 7,500/10,000); add one paper (List of households).",
        ),
        id="people and a paper",
    ),
    pytest.param(
        "1.a", None,
        (
            "people", 75, True,
            "Trả lời, đạt từ 75\xa0% hộ: Hộ có tủ sách; bổ sung một minh chứng (Danh sách hộ).",
            "Answer, with at least 75% of households: Households with books; add one paper (List of households).",
        ),
        id="people, of how many is not known",
    ),
    pytest.param(
        "1.a", {"points": 4.75} | PAPERS,
        ("assessed", 2, False, "Được chấm 6 điểm (nay 4,75): Hộ có tủ sách.",
         "6 points awarded (now 4.75): Households with books."),
        id="points of an assessor, where people are asked for",
    ),
    pytest.param(
        "1.b", {"met": False},
        ("done", 1, False, "Thực hiện để trả lời được là có: Có câu lạc bộ.",
         "Do it, so that the answer is yes: Has a club."),
        id="met, now not",
    ),
    pytest.param(
        "1.b", None,
        (
            "done", 1, False,
            "Thực hiện, nếu chưa, rồi trả lời là có: Có câu lạc bộ.",
            "Do it, if not done, and answer yes: Has a club.",
        ),
        id="met, no answer",
    ),
    pytest.param(
        "1.c", {"points": 1.25} | PAPERS,
        ("assessed", 1, False, "Được chấm 2 điểm (nay 1,25): Chất lượng.", "2 points awarded (now 1.25): Quality."),
        id="points of an assessor",
    ),
    pytest.param(
        "1.c", {"points": None},
        (
            "assessed", 2, True,
            "Được chấm 2 điểm: Chất lượng; bổ sung một minh chứng (Biên bản chấm).",
            "2 points awarded: Quality; add one paper (Record of the assessor).",
        ),
        id="points of an assessor, blank",
    ),
    pytest.param(
        "2.a", {"choice": "khong"} | PAPERS,
        ("choice", 2, False, "Đạt “Cấp tỉnh”: Danh hiệu cao nhất.", "Reach “Of the province”: Highest title."),
        id="the highest title",
    ),
    pytest.param(
        "2.b", {"value": 3} | PAPERS,
        ("value", 7, False, "Nâng từ 3 lên 10 buổi: Buổi học.", "From 3 to 10 sessions: Sessions."),
        id="a value",
    ),
    pytest.param(
        "2.b", None,
        (
            "value", 10, True,
            "Có 10 buổi: Buổi học; bổ sung một minh chứng (Sổ theo dõi).",
            "Have 10 sessions: Sessions; add one paper (Register).",
        ),
        id="a value, no answer",
    ),
]  # fmt: skip

BEST = with_papers({
    "1.a": {"count": 4, "of": 4}, "1.b": {"met": True}, "1.c": {"points": 2}, "2.a": {"choice": "tinh"},
    "2.b": {"value": 10},
})  # fmt: skip


@pytest.mark.parametrize(("item", "answer", "expected"), POINTS)
def test_a_change_by_points(item, answer, expected):
    """The level asks for everything, so that there is one way for each item: all of its points."""
    made = law("small-points")
    top = made.levels[0].model_copy(update={"from_points": 2_200, "difficult_from": None})
    answers = {name: each for name, each in (BEST | {item: answer}).items() if each is not None}
    rating = rated(made.model_copy(update={"levels": (top, *made.levels[1:])}), answers)
    found = shown(rating, "high")
    change = change_of(found, item)
    assert said(change) == expected
    assert len(found.ways[0].changes) == 1
    assert change.points == rating.max_points - rating.points
    assert change.cost == COSTS[change.kind][0] + COSTS[change.kind][1] * change.units * (change.kind != "paper") + (
        change.paper and change.kind != "paper"
    )


def test_a_title_that_is_not_the_highest_is_the_least():
    change = change_of(shown(rated(law("small-points"), {}), "high"), "2.a")
    assert said(change) == (
        "choice",
        1,
        True,
        "Đạt ít nhất “Cấp huyện”: Danh hiệu cao nhất; bổ sung một minh chứng (Quyết định).",
        "Reach at least “Of the district”: Highest title; add one paper (Decision).",
    )


def test_one_point_is_no_points():
    assert change_of(shown(rated(law("small-points"), {}), "high"), "1.c").explanation.en == (
        "1 point awarded: Quality; add one paper (Record of the assessor)."
    )


TARGETS = [
    pytest.param(
        "1.1", {"count": 2, "of": 4}, "normal",
        (
            "people", 1, True,
            "Thêm 1 hộ có tủ sách (2/4 → 3/4); bổ sung một minh chứng (Danh sách hộ).",
            "1 more: households with books (2/4 → 3/4); add one paper (List of households).",
        ),
        id="people and a paper",
    ),
    pytest.param(
        "1.1", {"count": 2, "of": 4}, "difficult",
        ("paper", 1, True, "Bổ sung một minh chứng (Danh sách hộ).", "Add one paper (List of households)."),
        id="in a difficult area they are enough",
    ),
    pytest.param(
        "2.1", {"choice": "huyen"} | PAPERS, "normal",
        ("choice", 1, False, "Đạt “Cấp tỉnh”: Danh hiệu cao nhất.", "Reach “Of the province”: Highest title."),
        id="a title",
    ),
    pytest.param(
        "2.2", {"value": 9} | PAPERS, "normal",
        ("value", 1, False, "Nâng từ 9 lên 10 buổi: Buổi học.", "From 9 to 10 sessions: Sessions."),
        id="a value",
    ),
    pytest.param(
        "2.3", {"value": 50, "previous": 52.5} | PAPERS, "normal",
        (
            "change", 0, False,
            "Tăng so với năm trước liền kề (52,5 %): Tỉ lệ người có bằng.",
            "A rise against the year before (52.5%): Share of people with a degree.",
        ),
        id="a rise",
    ),
    pytest.param(
        "2.4", {"value": 5, "previous": 5} | PAPERS, "normal",
        (
            "change", 0, False,
            "Giảm so với năm trước liền kề (5 người): Người bỏ học.",
            "A fall against the year before (5 people): People who drop out.",
        ),
        id="a fall",
    ),
    pytest.param(
        "2.4", None, "normal",
        (
            "change", 0, True,
            "Trả lời, giảm so với năm trước liền kề: Người bỏ học; bổ sung một minh chứng (Báo cáo).",
            "Answer, a fall against the year before: People who drop out; add one paper (Report).",
        ),
        id="a fall, no answer",
    ),
]  # fmt: skip

MET = with_papers({
    "1.1": {"count": 4, "of": 4}, "1.2": {"met": True}, "2.1": {"choice": "tinh"}, "2.2": {"value": 10},
    "2.3": {"value": 51, "previous": 50}, "2.4": {"value": 4, "previous": 5},
})  # fmt: skip


@pytest.mark.parametrize(("item", "answer", "area", "expected"), TARGETS)
def test_a_change_to_targets(item, answer, area, expected):
    answers = {name: each for name, each in (MET | {item: answer}).items() if each is not None}
    found = shown(rated(law("small-targets"), answers, area), "level-2")
    (change,) = found.ways[0].changes
    assert said(change) == expected
    assert change.points is None


# What is known of others, of members and of counts.


def test_of_how_many_is_taken_from_another_answer_in_the_same_unit():
    """TT 22/2020 asks four times about members: 40 of them once is 40 of them always."""
    found = shown(rate(unit({"2.a": {"count": None, "of": None}})), "good")
    assert found.reached
    answers = with_papers(
        {"2.b": {"count": 40, "of": 40}, "1.a": {"met": True}, "1.b": {"met": True}, "1.c": {"met": True}}
    )
    change = change_of(shown(rate(unit() | {"answers": answers}), "good"), "3.a")
    assert change.explanation.vi.startswith("Có 40/40 thành viên ")
    assert change.explanation.en.startswith("40/40 members ")


def test_of_how_many_is_not_taken_from_another_unit():
    """Ten households say nothing of how many villages there are."""
    rating = rating_of(made_up("made-up-scales"), {"1.a": {"count": 9, "of": 10}})
    (change,) = changes_to_points(rating, default_prices(), "1.c")
    assert (change.known, change.answer.count, change.answer.of) == (False, 100, 100)


def test_of_how_many_is_taken_from_the_population():
    evidence = sample("xa-vung-kho-khan.json")
    del evidence["answers"]["9.1"]
    evidence["population"] = {"households": 1_000}
    found = changes_to_points(rate(evidence), default_prices(), "9.1")
    assert found
    assert {(change.known, change.answer.of) for change in found} == {(True, 1_000)}


def test_parts_rise_with_the_whole():
    """Whoever has all competencies has each: evidence with a part below the whole would be refused."""
    parts = {"phap-luat": 39, "hoc-suot-doi": 20, "loi-song": 10}
    answer = {"count": 10, "of": 40, "parts": parts}
    rating = rate(unit({"3.a": answer | PAPERS, "2.a": {"count": 0, "of": 40} | PAPERS}))
    better = change_of(shown(rating, "good"), "3.a").answer
    assert isinstance(better, ShareAnswer)
    assert 20 < better.count < 39
    assert better.parts == {"phap-luat": 39, "hoc-suot-doi": better.count, "loi-song": better.count}


@pytest.mark.parametrize(
    ("value", "units"),
    [(3, [2, 9]), (3.5, [1, 9]), (4.25, [8]), (-3, [1, 3, 8, 15]), (11.999999, [1]), (12, [])],
)
def test_a_value_rises_by_whole_units_and_what_is_left(value, units):
    """Bands from -2.5, 0, 4.25 and 12 sessions; half a session costs as much as one."""
    rating = commune({"1.b": {"value": value}})
    found = changes_to_points(rating, default_prices(), "1.b")
    assert [each.units for each in found] == units
    assert [each.cost for each in found] == [1_000 + 100 * each for each in units]


def sample(name: str) -> dict[str, Any]:
    return json.loads((SAMPLES / name).read_text("utf-8"))


def rated_sample(name: str) -> AnyRating:
    return rate(sample(name), folder=(SAMPLES / name).parent)


def test_members_who_are_still_to_reach_their_title():
    change = change_of(shown(rated_sample("huyen-tan-khe-2024/huyen-tan-khe.json"), "level-2"), "4.1.2")
    assert said(change) == (
        "members",
        8,
        False,
        "Thêm 8 xã được công nhận mức độ 2 (3/12 → 11/12); gần đạt nhất: xhht explain FILE 4.1.2.",
        "8 more communes recognised at level 2 (3/12 → 11/12); the nearest: xhht explain FILE 4.1.2.",
    )


def test_members_prove_what_they_answer():
    """They have papers of their own: none is asked for, though the answer beside them has none."""
    evidence = sample("huyen-tan-khe-2024/huyen-tan-khe.json")
    evidence["answers"].pop("4.1.2", None)
    rating = rate(evidence, folder=SAMPLES / "huyen-tan-khe-2024")
    assert not rating.answers["4.1.2"].documents
    change = change_of(shown(rating, "level-2"), "4.1.2")
    assert (change.kind, change.paper, change.cost) == ("members", False, 100_080)


def test_members_who_rule_out_a_change():
    """Where a file of costs says that no more members can be had, the level is out of reach, and it says at which."""
    found = shown(rated_sample("huyen-tan-khe-2024/huyen-tan-khe.json"), "level-2", never=("4.1.2",))
    assert found.ways == ()
    (reason,) = found.reasons
    assert reason.vi.startswith("4.1.2 (")
    assert reason.vi.endswith("): tệp chi phí ghi là không đổi được.")
    assert reason.en.endswith("): the file of costs says that it cannot be changed.")


def test_a_standard_says_which_counts_lack():
    change = change_of(shown(rated_sample("xa-thuong-lam-2024/xa-thuong-lam.json"), "level-2"), "4.3")
    kind, units, paper, vi, en = said(change)
    assert (kind, units, paper) == ("standard", 1, False)
    assert vi.startswith("Lên “Đạt chuẩn mức độ 3”: Phổ cập giáo dục trung học cơ sở. Chưa đạt mức độ 3: ")
    assert vi.endswith("23/32 (71,87\xa0%), cần từ 80\xa0% thanh niên, thiếu niên từ 15 đến 18 tuổi: cần thêm 3.")
    assert en.startswith("Rise to “Standard at level 3”: Universal lower-secondary education. ")
    assert "23/32" in en


def test_a_standard_needs_its_paper_where_that_lacks():
    evidence = sample("xa-thuong-lam-2024/xa-thuong-lam.json")
    evidence["standards"].pop("documents")
    rating = rate(evidence, folder=SAMPLES / "xa-thuong-lam-2024")
    kind, _, paper, vi, en = said(change_of(shown(rating, "level-2"), "4.3"))
    assert (kind, paper) == ("standard", True)
    assert "; bổ sung một minh chứng (" in vi
    assert "; add one paper (" in en


def test_a_line_of_a_score_sheet_is_raised():
    evidence = sample("xa-phieu-cham-94-5.json")
    for line in evidence["answers"].values():
        line["points"] = min(line["points"], 5)
    found = shown(rate(evidence), "good")
    assert {change.kind for change in found.ways[0].changes} == {"assessed"}
    change = found.ways[0].changes[0]
    called = rate(evidence).rule_set.criteria_by_id[change.indicator].called
    awarded = change.answer.points
    shown_points = f"{awarded // 100}" + (",5" if awarded % 100 else "")
    assert change.explanation.vi == f"Phiếu chấm {shown_points} điểm: {called.vi}."
    assert change.explanation.en == f"{shown_points.replace(',', '.')} points on the sheet: {called.en}."
    assert change.answer.of == 100 * evidence["answers"][change.indicator]["of"]


# Why there is no way.


def test_what_is_in_the_way_of_points():
    """All that can be done is done, and the total, the gates and what cannot be changed are named."""
    rating = rated(law("small-points"), {"1.a": {"count": 4, "of": 4} | PAPERS})
    found = shown(rating, "high", never=("2.a", "2.b"))
    assert [reason.vi for reason in found.reasons] == [
        "Làm mọi thay đổi có thể, tổng điểm cũng chỉ đến 12; cần 16.",
        "Điều kiện “Không có tiêu chí nào 0 điểm” vẫn vướng ở 2.",
        "Điều kiện “Không có nội dung nào dưới 1 điểm” vẫn vướng ở 2.a, 2.b.",
        "Tệp chi phí ghi là không đổi được: 2.a, 2.b.",
    ]
    assert [reason.en for reason in found.reasons] == [
        "With every change that is possible the total comes to 12; 16 are needed.",
        "The gate “No criterion at 0 points” still breaks at 2.",
        "The gate “No indicator below 1 point” still breaks at 2.a, 2.b.",
        "What the file of costs says cannot be changed: 2.a, 2.b.",
    ]


def test_a_gate_alone_can_be_in_the_way():
    found = shown(rated(law("small-points"), BEST | {"1.b": {"met": False}}), "high", never=("1.b",))
    assert [reason.en for reason in found.reasons] == [
        "The gate “No indicator below 1 point” still breaks at 1.b.",
        "What the file of costs says cannot be changed: 1.b.",
    ]


def test_what_no_answer_meets_among_targets():
    """Of 100 % nothing can rise, and below 0 nothing can fall."""
    answers = {"2.3": {"value": 100, "previous": 100} | PAPERS, "2.4": {"value": 0, "previous": 0} | PAPERS}
    found = shown(rated(law("small-targets"), MET | answers), "level-2", never=("1.2",))
    assert [(reason.vi, reason.en) for reason in found.reasons] == [
        (
            "2.3 (Tỉ lệ người có bằng): không câu trả lời nào khác làm cho chỉ tiêu này đạt.",
            "2.3 (Share of people with a degree): no other answer meets this target.",
        ),
        (
            "2.4 (Người bỏ học): không câu trả lời nào khác làm cho chỉ tiêu này đạt.",
            "2.4 (People who drop out): no other answer meets this target.",
        ),
    ]


# Gates.


def test_points_suffice_and_only_a_gate_bars():
    """No total is lacking: the way is what the gate asks and nothing besides, though it is dear."""
    answers = BEST | {"1.c": {"points": 0.25} | PAPERS}
    found = shown(rated(law("small-points"), answers), "high")
    assert [(each.indicator, each.points) for each in found.ways[0].changes] == [("1.c", pytest.approx(0.75))]


def test_a_criterion_at_zero_bars_both_levels():
    answers = {name: BEST[name] for name in ("1.a", "1.b", "1.c")}
    found = shown(rated(law("small-points"), answers), "low")
    assert [each.indicator for each in found.ways[0].changes] == ["2.b"]  # the cheapest of it, and the least


@pytest.mark.parametrize(
    ("area", "points", "changed"), [("normal", 18, {"2.a": "2.00", "2.b": "3.00"}), ("difficult", 18, {"2.a": "5.00"})]
)
def test_thresholds_and_scales_of_the_area_are_reckoned_with(area, points, changed):
    """From 13 points; high is from 16, or 14 in a difficult area, where the title of the district is worth 5, not 2."""
    answers = BEST | with_papers({"1.c": {"points": 1}, "2.a": {"choice": "khong"}, "2.b": {"value": 3}})
    rating = rated(law("small-points"), answers, area)
    assert rating.points == 13
    (way,) = shown(rating, "high").ways
    assert way.points == points
    assert {each.indicator: str(each.points) for each in way.changes} == changed


def test_nothing_of_both_at_the_best_level():
    assert cheapest(rate(unit())) == (None, ())


# What comes from a locality, and what may go wrong.


def test_a_paper_with_an_endless_name_is_cut():
    """A locality may ask for a paper by a whole paragraph: the title that is only supposed stays a title."""
    made = law("small-points").model_dump(by_alias=True)
    paragraph = Text("giấy " * 500, "paper " * 500)
    made["criteria"][0]["indicators"][0]["documents"] = (paragraph,)
    change = change_of(shown(rated(RuleSet.model_validate(made), {}), "high"), "1.a")
    (paper,) = change.answer.documents
    assert paper.title is not None
    assert len(paper.title) == LONGEST_WORDS
    assert paper.title.startswith("CẦN BỔ SUNG: giấy giấy")
    assert paper.title.endswith("…")


def test_evidence_is_not_touched():
    evidence = unit({"2.a": {"count": 0, "of": 40}})
    before = deepcopy(evidence)
    rating = rate(evidence)
    read = rating.evidence.model_dump_json()
    steps_to(rating, rating.rule_set.levels[0], most=3)
    assert evidence == before
    assert rating.evidence.model_dump_json() == read


@pytest.mark.parametrize("name", [each.id for each in all_rule_sets()])
def test_the_best_level_is_in_reach_from_nothing(name):
    """Of every rule set, for whoever has answered nothing yet; and every sentence is there in both languages."""
    asked = rule_set(name)
    evidence = template(asked, "vi")
    evidence["subject"]["name"] = "Thử"
    if isinstance(asked, TargetRuleSet) and asked.types:
        evidence["subject"]["type"] = asked.types[0].id
    for level in asked.levels[:-1]:
        found = shown(rate(evidence), level.id)
        assert [way.level.id for way in found.ways] == [level.id]
        for change in found.ways[0].changes:
            assert change.explanation.vi.endswith(".")
            assert change.explanation.en.endswith(".")
            assert change.explanation.vi != change.explanation.en
            assert change.paper == bool(asked.by_id[change.indicator].documents)
