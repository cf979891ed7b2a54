"""Score sheets: an inspection team's points and maxima for whole criteria, in place of the indicators below them."""

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from rich.cells import cell_len
from support import PAPER
from test_bad_input import run

from criteria.catalogue import all_rule_sets, rule_set
from criteria.model import RuleSet
from criteria.targets_model import TargetRuleSet
from criteria.texts import Text
from ratings.evidence import EvidenceError
from ratings.explaining import explain
from ratings.json_report import to_json
from ratings.rating import rate
from ratings.record import Rating
from ratings.schemas import schema

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "samples" / "xa-phieu-cham-94-5.json"
LANGUAGES = ("vi", "en")
COMMUNE = rule_set("tt44-2014")
NAMES = tuple(each.id for each in COMMUNE.criteria)
MAXIMA = tuple(each.max_points.points // 100 for each in COMMUNE.criteria)
"""Of the catalogue: 8, 7, 7, 12, 10, 6, 8, 8, 10, then six times 4."""
TEAM = (10, 6, 8, 10, 10, 6, 8, 8, 10, 5, 4, 4, 4, 4, 3)
"""Of a made-up team: of another's sheet, adding up to 100 as well."""
Answers = dict[str, Any]
Points = Sequence[float | Decimal | None]


def lines(points: Points, maxima: Sequence[float] | None = None) -> Answers:
    """Return a line for each criterion; with the sheet's own *maxima* where there are some."""
    of = [{"of": each} for each in maxima] if maxima is not None else [{}] * len(points)
    return {name: {"points": each, **own} for name, each, own in zip(NAMES, points, of, strict=True)}


def commune(answers: Answers, **changes: Any) -> dict[str, Any]:
    return {
        "schema": "xhht-evidence/1",
        "subject": {"kind": "commune", "name": "Xã Vân Khê", "area": "normal"},
        "year": 2022,
        "answers": answers,
    } | changes


def filled_up(total: Decimal, maxima: Sequence[int]) -> list[Decimal]:
    """Return points for each criterion, none of them 0, that add up to *total*; 15 at least."""
    points = [Decimal(1)] * len(maxima)
    left = total - len(maxima)
    for place, most in enumerate(maxima):
        more = min(left, Decimal(most - 1))
        points[place] += more
        left -= more
    assert left == 0
    return points


def rated(answers: Answers, **changes: Any) -> Rating:
    return rate(commune(answers, **changes))


def result_of(data: Any, tmp_path: Path, *options: str) -> Any:
    done = run("rate", written(data, tmp_path), "--format", "json", *options)
    assert (done.status, done.err) == (0, "")
    return json.loads(done.out)


def written(data: Any, tmp_path: Path) -> Path:
    path = tmp_path / "phieu-cham.json"
    path.write_text(json.dumps(data, default=float), "utf-8")
    return path


def problems_of(data: Any) -> list[tuple[str, str, str]]:
    with pytest.raises(EvidenceError) as refused:
        rate(data)
    return [(each.path, each.sentence("vi"), each.sentence("en")) for each in refused.value.problems]


def unit(answers: Answers) -> dict[str, Any]:
    subject = {"kind": "unit", "name": "Phòng GD&ĐT", "tier": "district"}
    return {"schema": "xhht-evidence/1", "subject": subject, "year": 2022, "answers": answers}


# Totals as they were published, and every edge of the grades.

PUBLISHED = [
    # a total; what the lines lost of their maxima
    pytest.param("94.5", {"2": "0.5", "4": "1.5", "8": "1.25", "9": "2", "13": "0.25"}, id="94.5"),
    pytest.param("87.5", {"1": "0.5", "4": "3", "5": "1.25", "7": "2.75", "9": "4", "11": "1"}, id="87.5"),
]  # fmt: skip


@pytest.mark.parametrize("maxima", [None, TEAM, MAXIMA], ids=["without of", "the team's", "the catalogue's"])
@pytest.mark.parametrize(("total", "lost"), PUBLISHED)
def test_a_published_total_can_be_entered(tmp_path, total, lost, maxima):
    """Art. 4(3)(a): 85 to 100, no criterion at 0. Halves and quarters add up exactly, whoever's the maxima are."""
    most = maxima or MAXIMA
    points = [float(of - Decimal(lost.get(name, 0))) for name, of in zip(NAMES, most, strict=True)]
    result = result_of(commune(lines(points, maxima)), tmp_path)
    assert (result["points"], result["max_points"], result["level"]["id"]) == (float(total), 100, "good")
    assert (result["rule"], result["blocking"], result["next_level"]) == ("good/reached", [], None)
    assert [each["points"] for each in result["criteria"]] == points
    assert [each["max_points"] for each in result["criteria"]] == list(most)
    assert result["range"]["low"] == result["range"]["high"] == float(total)
    assert result["citation"] == "Điều 4 khoản 3 điểm a, TT 44/2014/TT-BGDĐT"


@pytest.mark.parametrize("maxima", [None, TEAM], ids=["the catalogue's", "the team's"])
@pytest.mark.parametrize(
    ("total", "level", "rule"),
    [
        ("100", "good", "reached"),
        ("85.25", "good", "reached"),
        ("85", "good", "reached"),
        ("84.99", "fair", "reached-between"),
        ("84.5", "fair", "reached-between"),
        ("84.01", "fair", "reached-between"),
        ("84", "fair", "reached"),
        ("70", "fair", "reached"),
        ("69.75", "average", "reached-between"),
        ("69", "average", "reached"),
        ("50", "average", "reached"),
        ("49.99", "not-met", "reached"),
        ("15", "not-met", "reached"),
    ],
)
def test_the_grade_at_each_edge_of_a_sheet(total, level, rule, maxima):
    """Art. 4(3): 85–100, 70–84, 50–69, the rest; what lies between two printed bands gets the lower one."""
    rating = rated(lines(filled_up(Decimal(total), maxima or MAXIMA), maxima))
    assert rating.points == Decimal(total)
    assert (rating.level.id, rating.decision.rule) == (level, f"{level}/{rule}")


BETWEEN = {
    "vi": "84,5 điểm nằm giữa hai mức mà văn bản ghi: 70–84 và từ 85. Thông tư ghi các khoảng điểm bằng số nguyên và"
    " không nói về tổng điểm nằm giữa hai khoảng; xhht xếp vào loại thấp hơn.",
    "en": "84.5 points lie between two bands that the text prints: 70–84 and from 85. The circular prints its grades in"
    " whole points and is silent on a total between two of them; xhht gives the lower grade.",
}


def test_a_total_between_two_bands_says_that_the_circular_is_silent(tmp_path):
    data = commune(lines(filled_up(Decimal("84.5"), TEAM), TEAM))
    result = result_of(data, tmp_path)
    assert result["explanation"] == BETWEEN
    assert (result["level"]["id"], result["next_level"]["points_needed"]) == ("fair", 0.5)
    for lang, head in (("vi", "Xếp loại: Khá · 84,5/100 điểm"), ("en", "Level: Fair · 84.5/100 points")):
        shown = run("rate", written(data, tmp_path), "--lang", lang).out
        assert shown.startswith(head)
        assert BETWEEN[lang] in " ".join(shown.split())


def test_a_total_in_a_band_is_not_called_silent(tmp_path):
    result = result_of(commune(lines(filled_up(Decimal(84), TEAM), TEAM)), tmp_path)
    assert result["explanation"] == {
        "vi": "84 điểm, từ 70 đến dưới 85 điểm.",
        "en": "84 points: 70 to below 85.",
    }


def test_hundredths_add_up_without_binary_dust():
    """0.1 + 0.2 is 0.3, fifteen times over."""
    assert rated(lines([Decimal("0.1")] * 15)).points == Decimal("1.5")
    assert rated(lines([0.1, 0.2, 0.7, *[0.01] * 12])).points == Decimal("1.12")
    thirds = [Decimal("3.33")] * 15
    assert rated(lines(thirds, [Decimal("6.67")] * 14 + [Decimal("6.62")])).points == Decimal("49.95")


def grade(points: Sequence[int]) -> str:
    """Return the grade of a sheet with *points*, in hundredths, by art. 4(3) alone."""
    if 0 in points:
        return "not-met"
    total = sum(points)
    return next(
        (name for name, least in (("good", 8500), ("fair", 7000), ("average", 5000)) if total >= least), "not-met"
    )


@st.composite
def sheets(draw: st.DrawFn) -> tuple[list[int], list[int]]:
    """Draw maxima, in hundredths, that add up to 100, and points up to each."""
    cuts = sorted(draw(st.sets(st.integers(1, 399), min_size=14, max_size=14)))
    maxima = [25 * (after - before) for before, after in zip([0, *cuts], [*cuts, 400], strict=True)]
    full = st.sampled_from(("all", "most", "any"))
    points = []
    for most in maxima:
        least = {"all": most, "most": most * 3 // 4, "any": 0}[draw(full)]
        points.append(draw(st.integers(least, most)))
    return points, maxima


@settings(max_examples=100, deadline=None)
@given(sheet=sheets())
def test_any_sheet_is_graded_by_the_articles(sheet):
    points, maxima = sheet
    hundredths = [[Decimal(each).scaleb(-2) for each in numbers] for numbers in (points, maxima)]
    rating = rated(lines(*hundredths))
    assert rating.decision.points == sum(points)
    assert rating.level.id == grade(points)
    assert [each.points for each in rating.criteria.values()] == points
    assert [each.max_points for each in rating.criteria.values()] == maxima
    zeros = [name for name, each in zip(NAMES, points, strict=True) if not each]
    barred = next((each.items for each in rating.decision.blocks if each.gate is not None), ())
    assert list(barred) == zeros


# The gate: no criterion at 0.


@pytest.mark.parametrize("name", NAMES)
def test_any_line_at_0_bars_every_grade(name):
    answers = lines(TEAM, TEAM) | {name: {"points": 0, "of": TEAM[NAMES.index(name)]}}
    rating = rated(answers)
    shown = explain(rating)
    assert rating.level.id == "not-met"
    assert [(each.gate, each.criterion, each.indicator) for each in shown.blocking] == [
        ("no-criterion-at-zero", name, None)
    ]
    called = COMMUNE.criteria_by_id[name].called
    lead = Text(
        f"{name}: không tiêu chí nào bị 0 điểm (Điều 4 khoản 3). Để mở: {name}, ",
        f"{name}: no criterion at 0 (Article 4(3)). To open: {name}, ",
    )
    for lang in LANGUAGES:
        assert shown.blocking[0].explanation.into(lang).startswith(lead.into(lang))
        assert called.into(lang) in shown.blocking[0].explanation.into(lang)
    above = shown.next_level
    assert above is not None
    assert above.once_gates_hold is not None
    assert (above.id, above.points_needed, above.once_gates_hold.id) == ("average", 0, "good")


def test_the_least_that_opens_the_gate_is_a_hundredth():
    answers = lines(TEAM, TEAM) | {"15": {"points": Decimal("0.01"), "of": 3}}
    assert (rated(answers).level.id, rated(answers).points) == ("good", Decimal("97.01"))


def test_a_sheet_at_86_with_a_line_at_0_says_what_it_would_be():
    points = [*filled_up(Decimal(86), TEAM[:14]), Decimal(0)]
    shown = explain(rated(lines(points, TEAM)))
    assert shown.explanation == Text(
        "86 điểm đủ cho loại Tốt (từ 85), nhưng chưa đạt điều kiện: không tiêu chí nào bị 0 điểm (Điều 4 khoản 3),"
        " vướng ở 15.",
        "86 points are enough for Good (from 85), but not all gates hold: no criterion at 0 (Article 4(3)),"
        " broken at 15.",
    )


# Mistakes of a sheet.

FULL = lines(MAXIMA)
FULL_TEAM = lines(TEAM, TEAM)
SEVEN_GONE = {name: line for name, line in FULL_TEAM.items() if name != "7"}
MISTAKES = [
    # id, answers, path, words of the message in both languages
    ("above the catalogue's maximum", FULL | {"1": {"points": 8.25}}, "/answers/1/points",
     "8.25 lớn hơn điểm tối đa (8). Ghi điểm từ 0 đến 8.", "8.25 is above the maximum (8). Write points from 0 to 8."),
    ("above its own maximum", FULL_TEAM | {"7": {"points": 8.25, "of": 8}}, "/answers/7",
     '8.25 lớn hơn "of" (8).', '8.25 is more than "of" (8).'),
    ("below 0", FULL | {"1": {"points": -0.5}}, "/answers/1/points", "-0.5 quá nhỏ", "-0.5 is too small"),
    ("a maximum of 0", FULL_TEAM | {"7": {"points": 0, "of": 0}}, "/answers/7/of", "0 quá nhỏ", "0 is too small"),
    ("a maximum below 0", FULL_TEAM | {"7": {"points": 0, "of": -8}}, "/answers/7/of", "-8 quá nhỏ", "-8 is too small"),
    ("three decimals", FULL | {"4": {"points": 7.125}}, "/answers/4/points", "thập phân", "too many decimals"),
    ("three decimals of a maximum", FULL_TEAM | {"7": {"points": 7, "of": 8.125}}, "/answers/7/of",
     "thập phân", "too many decimals"),
    ("points in quotes", FULL | {"4": {"points": "7,5"}}, "/answers/4/points",
     "94.5 (không phải 94,5)", "94.5 (not 94,5)"),
    ("a maximum in quotes", FULL_TEAM | {"7": {"points": 7, "of": "8"}}, "/answers/7/of",
     "không phải số", "is not a number"),
    ("one line with another maximum", {"1": {"points": 9, "of": 10}}, "/answers",
     'Phiếu chấm có điểm tối đa ("of") khác bộ tiêu chí, nhưng không đủ mọi tiêu chí. Ghi thêm: "2", "3",',
     'The sheet has maxima ("of") of its own, but not every criterion. Add: "2", "3",'),
    ("a line gone from a sheet of its own", SEVEN_GONE, "/answers", 'Ghi thêm: "7".', 'Add: "7".'),
    ("an indicator in a sheet of its own", SEVEN_GONE | {"7.1": {"points": 3}, "7.2": {"points": 3}}, "/answers",
     'Ghi thêm: "7".', 'Add: "7".'),
    ("maxima above 100", FULL_TEAM | {"7": {"points": 8, "of": 8.5}}, "/answers",
     "cộng lại là 100,5, không phải 100 (Điều 4 khoản 2)", "add up to 100.5, not to 100 (Article 4(2))"),
    ("maxima below 100", FULL_TEAM | {"7": {"points": 7, "of": 7.75}}, "/answers",
     "cộng lại là 99,75, không phải 100 (Điều 4 khoản 2)", "add up to 99.75, not to 100 (Article 4(2))"),
    ("maxima that leave one to the catalogue", FULL_TEAM | {"4": {"points": 10}}, "/answers",
     "cộng lại là 102, không phải 100", "add up to 102, not to 100"),
    ("the whole and an indicator", FULL | {"1.2": {"met": True, "documents": [PAPER]}}, "/answers/1",
     'Tiêu chí 1 đã có câu trả lời cho từng nội dung ("1.2")',
     'Criterion 1 has answers on its indicators as well ("1.2")'),
    ("not applicable", FULL | {"1": {"not_applicable": "Xã mới lập"}}, "/answers/1",
     "1 không thể ghi là không áp dụng: không tiêu chí nào bị 0 điểm (Điều 4 khoản 3, TT 44/2014/TT-BGDĐT). "
     "Trả lời, hoặc ghi điểm của người đánh giá kèm lý do.",
     "1 cannot be not applicable: no criterion at 0 (Article 4(3), Circular 44/2014/TT-BGDĐT). "
     "Answer, or write an assessor's points with the reason."),
    ("met", FULL | {"1": {"met": True}}, "/answers/1",
     '"1" là tiêu chí: chỉ nhận điểm của phiếu chấm. Ghi "points": …, "of": …. Trả lời từng nội dung: "1.1", "1.2",',
     '"1" is a criterion: it takes points of a score sheet only. Write "points": …, "of": ….'),
    ("a share", FULL | {"1": {"count": 8, "of": 8}}, "/answers/1", "chỉ nhận điểm", "score sheet only"),
    ("a value", FULL | {"1": {"value": 8}}, "/answers/1", "chỉ nhận điểm", "score sheet only"),
    ("a choice", FULL | {"1": {"choice": "good"}}, "/answers/1", "chỉ nhận điểm", "score sheet only"),
    ("points and met", FULL | {"1": {"points": 8, "met": True}}, "/answers/1", "đúng một dạng", "exactly one form"),
    ("points alone in a list", FULL | {"1": 8}, "/answers/1", "không phải một nhóm khóa", "is not an object"),
    ("a criterion that there is not", FULL | {"16": {"points": 1}}, "/answers/16",
     'tt44-2014 không có nội dung "16"', 'tt44-2014 has no indicator "16"'),
    ("a maximum of an indicator", {"1.1": {"points": 2, "of": 4, "note": "Chấm"}}, "/answers/1.1", "", ""),
]  # fmt: skip


@pytest.mark.parametrize("case", MISTAKES, ids=lambda case: case[0])
def test_a_mistake_of_a_sheet_is_told_once_and_at_its_place(tmp_path, case):
    _, answers, path, *words = case
    file = written(commune(answers), tmp_path)
    for lang, said in zip(LANGUAGES, words, strict=True):
        done = run("rate", file, "--lang", lang)
        assert (done.status, done.out) == (2, "")
        told = done.err.splitlines()
        assert len(told) == 1, told
        assert told[0].startswith(f"{file}: {path}"), told
        assert said in told[0], told


def test_every_mistake_of_a_sheet_is_told_at_once():
    answers = FULL | {"1": {"points": 9}, "2": {"met": True}, "3.1": {"points": 1}, "16": {"points": 1}}
    assert {path for path, *_ in problems_of(commune(answers))} == {
        "/answers/1/points",
        "/answers/2",
        "/answers/3",
        "/answers/16",
    }


@pytest.mark.parametrize(
    ("answers", "paths"),
    [
        (SEVEN_GONE | {"7": {"not_applicable": "Xã mới lập"}}, ["/answers/7", "/answers"]),
        ({"1": {"not_applicable": "Xã mới lập"}, "1.2": {"met": True}}, ["/answers/1", "/answers/1"]),
    ],
    ids=["in a sheet of its own", "and an indicator"],
)
def test_a_criterion_that_is_left_out_is_told_beside_what_is_wrong_with_its_line(answers, paths):
    """TT 44/2014 art. 4(3): no criterion of a commune is left out, however else its line is wrong."""
    found = problems_of(commune(answers))
    assert sorted(path for path, *_ in found) == sorted(paths)
    assert sum("cannot be not applicable: no criterion at 0 (Article 4(3)," in en for *_, en in found) == 1


def test_a_line_with_its_maximum_alone_has_no_points_yet(tmp_path):
    """As the sheet looks before it is filled in; its maximum counts, and the best it can get stays open."""
    sheet = FULL_TEAM | {"7": {"of": FULL_TEAM["7"]["of"]}}
    rating, full = rated(sheet), rated(FULL_TEAM)
    line = rating.criteria["7"]
    assert (line.status, line.points, line.max_points) == ("missing", 0, full.criteria["7"].max_points)
    assert rating.decision.points == full.decision.points - full.criteria["7"].points
    assert (rating.level.id, rating.decision.high) == ("not-met", full.decision.high)
    assert rated(FULL_TEAM | {"7": {"points": None, "of": FULL_TEAM["7"]["of"]}}).decision == rating.decision


# A rule set whose maxima the text fixes, and one that takes no sheet.


@pytest.mark.parametrize(
    ("points", "level"),
    [((30, 30, 40), "good"), ((24.5, 24, 36.5), "good"), ((20, 24.75, 40), "fair"), ((10, 20, 20), "average"),
     ((0, 20, 29.99), "not-met"), ((0, 30, 40), "fair")],
    ids=str,
)  # fmt: skip
@pytest.mark.parametrize("own", [False, True], ids=["without of", "with of"])
def test_a_sheet_of_a_unit_has_the_maxima_of_the_circular(points, level, own):
    """TT 22/2020 art. 5, 6(3): 30, 30, 40; no criterion bars a grade."""
    maxima = (30, 30, 40)
    answers = {
        str(place): {"points": each, **({"of": of} if own else {})}
        for place, (each, of) in enumerate(zip(points, maxima, strict=True), 1)
    }
    rating = rate(unit(answers))
    assert (rating.points, rating.level.id) == (sum(Decimal(str(each)) for each in points), level)


@pytest.mark.parametrize("own", [False, True], ids=["without of", "with of"])
def test_a_maximum_that_the_text_fixes_is_official_whether_the_sheet_repeats_it_or_not(own):
    """A template writes "of" into every line: that makes an official maximum no locality's own."""
    of = ({"of": 30}, {"of": 30}, {"of": 40}) if own else ({}, {}, {})
    rating = rate(unit({str(place): {"points": 20, **each} for place, each in enumerate(of, 1)}))
    assert [rating.provenance_of(name) for name in rating.judged] == ["official"] * 3
    assert explain(rating).provenance == (3, 0, 0, 0)


def test_a_maximum_that_the_text_does_not_fix_is_the_locality_s_own_where_the_sheet_says_so():
    assert explain(rated(FULL)).provenance == (0, 0, 0, 15)
    assert explain(rated(lines(MAXIMA, MAXIMA))).provenance == (0, 15, 0, 0)
    assert explain(rated(FULL_TEAM)).provenance == (0, 15, 0, 0)


@pytest.mark.parametrize(
    ("of", "paths"),
    [((40, 30, 30), ["1", "3"]), ((30, 30, 40.5), ["3"]), ((29.5, 30, 40.5), ["1", "3"])],
    ids=str,
)
def test_a_maximum_other_than_the_circular_s_is_refused_with_its_article(of, paths):
    answers = {str(place): {"points": 20, "of": each} for place, each in enumerate(of, 1)}
    told = {path: (vi, en) for path, vi, en in problems_of(unit(answers)) if path != "/answers"}
    assert list(told) == [f"/answers/{name}/of" for name in paths]
    for name in paths:
        vi, en = told[f"/answers/{name}/of"]
        most = {"1": 30, "2": 30, "3": 40}[name]
        assert f"Điểm tối đa của tiêu chí này do văn bản quy định (Điều 5 khoản {name})." in vi
        assert f'Ghi "of": {most}, hoặc bỏ "of".' in vi
        assert f"The maximum of this criterion is fixed by the text (Article 5({name}))." in en
        assert f'Write "of": {most}, or drop "of".' in en


OF_POINTS = [each for each in all_rule_sets() if isinstance(each, RuleSet)]
OF_TARGETS = [each for each in all_rule_sets() if isinstance(each, TargetRuleSet)]
TAKES_NONE = [each.id for each in OF_POINTS if any(gate.each == "indicator" for gate in each.gates)]


def test_the_citizen_is_the_one_who_is_rated_by_no_sheet():
    """The gate of QĐ 324/QĐ-KHVN asks each indicator for 5 points: a sum of them says nothing of that."""
    assert TAKES_NONE == ["khvn324-2023-citizen"]
    assert [each.id for each in OF_POINTS if not each.takes_sheets] == TAKES_NONE


@pytest.mark.parametrize("line", [{"points": 40}, {"points": 30, "of": 40}, {"points": None, "of": 40}], ids=str)
def test_a_rule_set_with_a_gate_on_indicators_takes_no_sheet(line):
    citizen = {"schema": "xhht-evidence/1", "subject": {"kind": "citizen", "name": "Nguyễn Văn An"}, "year": 2024}
    listed = '"1.1", "1.2", "1.3", "1.4"'
    told = problems_of(citizen | {"answers": {"1": line}})
    assert told == [
        (
            "/answers/1",
            "/answers/1: Bộ tiêu chí này có điều kiện trên từng nội dung nên không nhận điểm của cả tiêu chí."
            f" Trả lời từng nội dung: {listed}.",
            "/answers/1: The rule set has a gate on each indicator and takes no points of a whole criterion."
            f" Answer each indicator: {listed}.",
        )
    ]


def sheet_for(rules: RuleSet | TargetRuleSet, answers: Answers) -> dict[str, Any]:
    """Return evidence for *rules* of whole criteria."""
    of = {"tier": rules.subject.tiers[0]} if rules.subject.tiers else {}
    if isinstance(rules, TargetRuleSet) and rules.types:
        of["type"] = rules.types[0].id
    return {
        "schema": "xhht-evidence/1",
        "subject": {"kind": rules.subject.kind, "name": "Đối tượng", **of},
        "year": rules.years.first,
        "rule_set": rules.id,
        "answers": answers,
    }


@pytest.mark.parametrize("line", [{"points": 5}, {"points": 5, "of": 10}, {"points": None, "of": 10}], ids=str)
@pytest.mark.parametrize("rules", OF_TARGETS, ids=lambda rules: rules.id)
def test_targets_take_no_sheet(rules, line):
    """A target is met or not (TT 24/2023 art. 8, 14; TT 25/2023 art. 8, 13, 18): there is nothing to add up."""
    for criterion in rules.criteria:
        listed = ", ".join(f'"{each.id}"' for each in criterion.indicators)
        ((path, vi, en),) = problems_of(sheet_for(rules, {criterion.id: line}))
        assert path == f"/answers/{criterion.id}"
        assert vi == (
            f"{path}: Bộ tiêu chí này không chấm điểm: mỗi chỉ tiêu đạt hoặc không đạt."
            f" Trả lời từng chỉ tiêu: {listed}."
        )
        assert en == f"{path}: The rule set gives no points: a target is met or not. Answer each target: {listed}."


@pytest.mark.parametrize("rules", [each for each in OF_POINTS if each.id not in TAKES_NONE], ids=lambda rules: rules.id)
def test_every_other_rule_set_takes_a_sheet(rules):
    answers = {each.id: {"points": each.max_points.points / 100} for each in rules.criteria}
    rating = rate(sheet_for(rules, answers))
    assert isinstance(rating, Rating)
    assert (rating.points, rating.level) == (rating.max_points, rules.levels[0])
    assert rating.judged == tuple(answers)


# Lines beside indicators, lines with nothing in them yet.


def indicators(*criteria: str) -> Iterator[tuple[str, Any]]:
    """Yield an answer for full points to each indicator of the *criteria*."""
    for criterion in criteria:
        for each in COMMUNE.criteria_by_id[criterion].indicators:
            yield each.id, {"points": each.max_points.points / 100, "note": "Chấm", "documents": [PAPER]}


def test_lines_and_indicators_stand_side_by_side_where_the_maxima_are_the_catalogue_s(tmp_path):
    """Half the criteria from the sheet, half from evidence; the sums are those of both."""
    on_sheet = NAMES[::2]
    answers = dict(indicators(*NAMES[1::2])) | {
        name: FULL[name] | {"points": FULL[name]["points"] - 0.25} for name in on_sheet
    }
    result = result_of(commune(answers), tmp_path)
    assert result["points"] == 100 - 0.25 * len(on_sheet)
    below = {each["id"]: len(each["indicators"]) for each in result["criteria"]}
    assert {name for name, number in below.items() if not number} == set(on_sheet)
    assert {each["id"] for each in result["criteria"] if "sheet" in each} == set(on_sheet)
    assert sum(result["provenance"].values()) == len(on_sheet) + sum(below.values())
    listed = ", ".join(on_sheet)
    said = f"Tiêu chí {listed}: lấy điểm của phiếu chấm, xhht không chấm lại từng nội dung."
    assert [each["message"]["vi"] for each in result["findings"]] == [said]


def test_a_mixed_sheet_may_repeat_the_maxima_of_the_catalogue():
    answers = dict(indicators(*NAMES[5:])) | {name: FULL[name] | {"of": MAXIMA[int(name) - 1]} for name in NAMES[:5]}
    rating = rated(answers)
    assert rating.points == 100
    assert [rating.provenance_of(name) for name in NAMES[:5]] == ["local"] * 5


@pytest.mark.parametrize("maxima", [None, TEAM], ids=["the catalogue's", "the team's"])
def test_a_line_with_no_points_yet_is_missing_and_open(maxima):
    """As a template leaves it: nothing awarded, the range says what it can come to, the gate asks for it."""
    most = maxima or MAXIMA
    answers = lines(most, maxima) | {"7": {"points": None, **({"of": most[6]} if maxima else {})}}
    rating = rated(answers)
    shown = explain(rating)
    assert (rating.criteria["7"].status, rating.points, shown.range.high) == ("missing", 92, 100)
    assert (rating.level.id, shown.range.high_level.id) == ("not-met", "good")
    assert [(each.gate, each.criterion) for each in shown.blocking] == [("no-criterion-at-zero", "7")]
    line = shown.criteria[6].sheet
    assert line is not None
    assert line.explanation == Text("Phiếu chấm chưa ghi điểm.", "The score sheet has no points yet.")
    assert not rating.is_certain


def test_a_blank_line_with_the_whole_form_of_a_template_is_missing():
    blank = {"question": "Học tập của cán bộ, công chức", "points": None, "of": 8, "note": None, "documents": []}
    assert rated(FULL | {"7": blank}).criteria["7"].status == "missing"
    assert rated(FULL | {"7": blank | {"points": 7.5}}).criteria["7"].points == 750


def test_a_maximum_left_blank_is_the_catalogue_s():
    rating = rated(FULL | {"7": {"points": 7.5, "of": None}})
    assert (rating.criteria["7"].points, rating.criteria["7"].max_points) == (750, 800)


def test_a_criterion_that_does_not_apply_leaves_its_maximum_out_of_the_total():
    """ADR 0004: 61 of the 70 points of what applies are 87.14 of 100, rounded down."""
    rating = rate(unit({"1": {"points": 24.5}, "2": {"not_applicable": "Đơn vị mới lập"}, "3": {"points": 36.5}}))
    assert rating.points == Decimal("87.14")
    assert {name: each.status for name, each in rating.criteria.items()} == {
        "1": "partial",
        "2": "not_applicable",
        "3": "partial",
    }
    assert [each.path for each in rating.findings if each.severity == "warning"] == ["/answers/2"]


def test_no_criterion_of_a_commune_is_left_out_of_its_sheet():
    """TT 44/2014 art. 4(3): each that is left out is told."""
    answers = FULL | {name: {"not_applicable": "Xã đảo, không có thôn"} for name in ("9", "10", "15")}
    found = problems_of(commune(answers))
    assert [path for path, *_ in found] == ["/answers/9", "/answers/10", "/answers/15"]
    for (_, vi, en), name in zip(found, ("9", "10", "15"), strict=True):
        assert vi.startswith(
            f"/answers/{name}: {name} không thể ghi là không áp dụng: không tiêu chí nào bị 0 điểm (Điều 4 khoản 3"
        )
        assert en.startswith(f"/answers/{name}: {name} cannot be not applicable: no criterion at 0 (Article 4(3)")


def test_the_line_counts_where_members_or_counts_would_answer(tmp_path):
    """Criteria 5 and 9 on the sheet: neither the families nor the counts are asked."""
    family = {
        "schema": "xhht-evidence/1",
        "subject": {"kind": "family", "name": "Hộ ông An", "code": "GD-1"},
        "year": 2022,
        "answers": {"1.1": {"count": 1, "of": 1}},
    }
    counts = {"people-15-35": 100, "people-15-35-literate-1": 50}
    answers = FULL | {"9": {"points": 9.5}, "5": {"points": 9.75}}
    result = result_of(commune(answers, members=[family], standards={"counts": counts, "documents": [PAPER]}), tmp_path)
    assert result["points"] == 99.25
    assert [(each["id"], each["points"], each["indicators"]) for each in result["criteria"] if each["id"] in "59"] == [
        ("5", 9.75, []),
        ("9", 9.5, []),
    ]


# What is said of a line.


def test_json_of_a_line(tmp_path):
    line = {"points": 7.25, "of": 8, "note": "Trừ 0,75: lao động học chuyên đề đạt 64 %.", "documents": [PAPER]}
    result = result_of(commune(FULL_TEAM | {"8": line}), tmp_path)
    assert result["criteria"][7] == {
        "id": "8",
        "name": to_json(COMMUNE.criteria[7].name, "vi"),
        "short": to_json(COMMUNE.criteria[7].called, "vi"),
        "status": "partial",
        "points": 7.25,
        "max_points": 8,
        "citation": "Điều 3 khoản 8",
        "rule": "8/part",
        "indicators": [],
        "sheet": {
            "explanation": {
                "vi": "Phiếu chấm ghi 7,25/8 điểm. Ghi chú: Trừ 0,75: lao động học chuyên đề đạt 64 %.",
                "en": "The score sheet gives 7.25 of 8. Note: Trừ 0,75: lao động học chuyên đề đạt 64 %.",
            },
            "evidence": "/answers/8",
            "provenance": "local",
            "documents": [PAPER],
        },
    }
    assert not list(Draft202012Validator(schema("result")).iter_errors(result))
    assert not list(Draft202012Validator(schema("evidence")).iter_errors(commune(FULL_TEAM | {"8": line})))


@pytest.mark.parametrize(("points", "status"), [(0, "fail"), (0.01, "partial"), (7.99, "partial"), (8, "pass")])
def test_the_status_of_a_line(points, status):
    rating = rated(FULL | {"7": {"points": points}})
    assert rating.criteria["7"].status == status


def test_a_result_says_that_the_sheet_is_not_scored_again_and_whose_the_maxima_are(tmp_path):
    listed = ", ".join(NAMES)
    said = f"Tiêu chí {listed}: lấy điểm của phiếu chấm, xhht không chấm lại từng nội dung."
    for answers, more in ((FULL, ""), (lines(MAXIMA, MAXIMA), ""), (FULL_TEAM, " Dùng điểm tối đa ghi trên phiếu.")):
        (finding,) = result_of(commune(answers), tmp_path)["findings"]
        assert (finding["severity"], finding["path"]) == ("info", "/answers")
        assert finding["message"]["vi"] == said + more


LOST = "Trừ 0,75: hai tủ sách thôn ít đầu sách mới."


@pytest.mark.parametrize(
    ("lang", "verdict", "why", "source"),
    [
        ("vi", "◐ 9,25/10 · đạt một phần", f"Phiếu chấm ghi 9,25/10 điểm. Ghi chú: {LOST}",
         "Điều 3 khoản 4, TT 44/2014/TT-BGDĐT. Điểm tối đa: hướng dẫn địa phương."),
        ("en", "◐ 9.25/10 · partial", f"The score sheet gives 9.25 of 10. Note: {LOST}",
         "Article 3(4), Circular 44/2014/TT-BGDĐT. Maximum: local guidance."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["4", "4.2"], ids=["criterion", "indicator under it"])
def test_explain_of_a_line_and_of_an_indicator_under_it(name, lang, verdict, why, source):
    """Who asks for 4.2 gets the line that stands for it: nothing else was scored."""
    done = run("explain", SAMPLE, name, "--lang", lang)
    shown = " ".join(done.out.split())
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("4. ")
    for words in (verdict, why, "4/sheet → 4/part → 4/no-criterion-at-zero/holds", source):
        assert words in shown
    assert max(map(cell_len, done.out.splitlines())) <= 80


def test_explain_of_an_indicator_that_there_is_not_is_refused():
    done = run("explain", SAMPLE, "4.9")
    assert (done.status, done.out) == (2, "")
    assert 'tt44-2014 không có tiêu chí hay nội dung "4.9"' in done.err


@pytest.mark.parametrize(
    ("lang", "said"),
    [("vi", "1 ◐ 9,5/10 Lãnh đạo của cấp ủy, chính quyền"), ("en", "1 ◐ 9.5/10 Party committee and authority lead")],
)
def test_text_shows_every_line_and_fits_80_columns(tmp_path, lang, said):
    note = {"note": "Trừ 0,5: kế hoạch ban hành chậm so với quy định của huyện, đã nhắc nhở bằng văn bản"}
    answers = FULL_TEAM | {"1": {"points": 9.5, "of": 10, "documents": [PAPER], **note}}
    shown = run("rate", written(commune(answers), tmp_path), "--lang", lang).out
    flat = " ".join(shown.split())
    assert said in flat
    assert note["note"] in flat
    assert "15/KH-PGDĐT" in flat
    assert max(map(cell_len, shown.splitlines())) <= 80


def test_what_a_line_lost_is_where_points_can_still_be_gained():
    answers = FULL_TEAM | {"4": {"points": 7, "of": 10}, "9": {"points": 4.5, "of": 10}, "1": {"points": 2, "of": 10}}
    above = explain(rated(answers)).next_level
    assert above is not None
    assert (above.id, above.points_needed) == ("good", Decimal("1.5"))
    gains = [(each.indicator, each.points) for each in above.steps]
    assert gains == [("1", 8), ("9", Decimal("5.5")), ("4", 3)]
    assert above.steps[2].explanation == Text(
        "Có thể được chấm cao hơn trên phiếu: Cơ sở giáo dục, thiết chế văn hóa.",
        "The sheet can award more: Education and cultural institutions.",
    )


def test_strict_takes_a_sheet_with_maxima_of_its_own_and_no_other(tmp_path):
    """Grades, gate and total are the circular's, the maxima the team's: nothing is assumed. The catalogue's are."""
    for answers, status in ((FULL_TEAM, 0), (FULL, 1), (FULL_TEAM | {"7": {"points": None, "of": 8}}, 1)):
        assert run("rate", "--strict", written(commune(answers), tmp_path)).status == status


def test_require_reads_the_grade_of_a_sheet(tmp_path):
    file = written(commune(lines(filled_up(Decimal("84.5"), TEAM), TEAM)), tmp_path)
    assert run("rate", "--require", "fair", file).status == 0
    assert run("rate", "--require", "good", file).status == 1


def test_check_counts_lines_as_answers(tmp_path):
    done = run("check", written(commune(FULL_TEAM), tmp_path))
    assert done.status == 0
    assert " 15/15 " in done.out
    done = run("check", written(commune(FULL_TEAM | {"7": {"points": None, "of": 8}}), tmp_path))
    assert " 14/15 " in done.out


def test_the_sample_is_the_sheet_that_was_published_at_94_5():
    result = json.loads(run("rate", SAMPLE, "--format", "json").out)
    assert (result["points"], result["level"]["id"]) == (94.5, "good")
    assert [each["max_points"] for each in result["criteria"]] == list(TEAM)
