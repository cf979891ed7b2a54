"""The product against a second reading of the point tables (``reference_points``), and what holds for every file."""

import ast
import json
import random
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import ceil
from pathlib import Path
from typing import Any

import pytest
import reference_members
import reference_points
import reference_standards
from hypothesis import given, settings
from hypothesis import strategies as st
from reference_points import KINDS, TABLES, TT44, WHOLE, Item, Table, evaluate, never_left_out, worth
from support import PAPER

from ratings import EvidenceError, parse_evidence, rate
from ratings.explaining import explain
from ratings.json_report import render_json
from rules.deciding import Verdict

Answer = dict[str, Any]
Answers = dict[str, Answer]
Evidence = dict[str, Any]

KIND_OF = {name: kind for name, table in TABLES.items() for kind in KINDS if KINDS[kind] is table}
YEARS = {name: (table.years[0], min(table.years[1], 2025)) for name, table in TABLES.items()}
CITIZEN = "khvn324-2023-citizen"
SMALL = [name for name in TABLES if name != "tt44-2014"]
WITH_SHEETS = [name for name in TABLES if name != "khvn324-2023-citizen"]
TOTALS_OF = (1, 3, 7, 20, 97, 200, 10**6 + 3, 10**12)
AREAS = ("normal", "difficult")

PAPERS: Answer = {"documents": [PAPER]}
NO_PAPERS: list[Answer] = [{}, {"documents": []}]
NOT_APPLICABLE: Answer = {"not_applicable": "không có đối tượng"}
FORMS = {
    "met": {"met": None},
    "share": {"count": None, "of": None},
    "value": {"value": None},
    "choice": {"choice": None},
    "points": {"points": None},
}


# Every combination of answers, drawn from pools: an item of the largest table costs one draw.


def in_points(hundredths: int) -> int | Decimal:
    """The points as a file may write them: 5 or 4.55."""
    exact = Decimal(hundredths).scaleb(-2)
    return int(exact) if exact == int(exact) else exact


def assessed(most: int) -> list[Answer]:
    """Points from an assessor: the ends, beside them, a half, a quarter."""
    hundredths = {0, 1, 50 * most - 1, 50 * most, 75 * most, 90 * most, 100 * most - 25, 100 * most - 1, 100 * most}
    hundredths |= {each for each in (499, 500, 501) if each < 100 * most}
    return [{"points": in_points(each)} for each in sorted(hundredths)]


def near(edge: Fraction, item: Item) -> list[Answer]:
    """On the edge and on both sides of it."""
    if item.whole:
        return [{"value": int(edge) + beside} for beside in (-1, 0, 1)]
    if item.form == "value":
        return [{"value": Decimal(str(float(edge))) + Decimal(beside)} for beside in ("-0.000001", "0", "0.000001")]
    return [
        {"count": min(max(ceil(edge * of / 100) + beside, 0), of), "of": of}
        for of in TOTALS_OF
        for beside in (-1, 0, 1)
    ]


@cache
def asked(item: Item) -> tuple[Answer, ...]:
    """Answers in the form that the item asks for."""
    match item.form:
        case "met":
            return ({"met": True}, {"met": False})
        case "choice":
            return tuple({"choice": option} for option in item.options)
        case "points":
            return tuple(assessed(item.most))
    edges = [answer for edge in item.edges for answer in near(edge, item)]
    if item.form == "value":
        most = item.largest if item.largest is not None else 10**6
        found = [*edges, {"value": 0}, {"value": most}, *([] if item.whole else [{"value": Decimal("-2.5")}])]
        return tuple(answer for answer in found if answer["value"] <= most)
    return (*edges, {"count": 0, "of": 5}, {"count": 1, "of": 1}, {"count": 5, "of": 5})


@cache
def earning(item: Item, least: Fraction, most: Fraction = Fraction(1)) -> tuple[Answer, ...]:
    """Answers that earn such a part of the maximum in both areas."""
    found = []
    for answer in (*asked(item), *assessed(item.most)):
        earned = [worth(item, answer, hard) or Fraction(0) for hard in (False, True)]
        if least * item.most <= min(earned) and max(earned) <= most * item.most:
            found.append(answer)
    return tuple(found)


@cache
def pools(name: str) -> dict[str, tuple[st.SearchStrategy[Answer | None], ...]]:
    """For each sort of file, a strategy for each item; None is not in the file."""
    items = list(TABLES[name].items.values())

    def pool(choose: Callable[[Item], list[Answer | None]]) -> tuple[st.SearchStrategy[Answer | None], ...]:
        return tuple(st.sampled_from(choose(item)) for item in items)

    def papered(answers: Any) -> list[Answer]:
        return [answer | PAPERS for answer in answers]

    def gaps(item: Item) -> list[Answer | None]:
        blank = FORMS[item.form]
        bare = [answer | papers for answer in asked(item) for papers in NO_PAPERS]
        return [*bare, {"points": in_points(50 * item.most)}, blank, blank | PAPERS, {"points": None}, None, None]

    return {
        "any": pool(lambda item: papered([*asked(item), *assessed(item.most)])),
        "good": pool(lambda item: papered(earning(item, Fraction(3, 5)))),
        "fair": pool(lambda item: papered(earning(item, Fraction(3, 5), Fraction(9, 10)))),
        "average": pool(lambda item: papered(earning(item, Fraction(2, 5), Fraction(3, 4)))),
        "full": pool(lambda item: papered(earning(item, Fraction(1)))),
        "gaps": pool(gaps),
    }


SORTS = ("any", "good", "fair", "average", "full", "gaps")


@cache
def answers(name: str, sorts: tuple[str, ...] = SORTS) -> st.SearchStrategy[Answers]:
    """Answers of one of the sorts, with some items of another."""
    table = TABLES[name]

    @st.composite
    def drawn(draw: st.DrawFn) -> Answers:
        sort = draw(st.sampled_from(sorts))
        found = dict(zip(table.items, draw(st.tuples(*pools(name)[sort])), strict=True))
        for item in draw(st.lists(st.sampled_from(list(table.items)), max_size=4)):
            other = draw(st.sampled_from(sorts))
            found[item] = draw(pools(name)[other][list(table.items).index(item)])
        return {item: answer for item, answer in found.items() if answer is not None}

    return drawn()


@cache
def with_parts_left_out(name: str) -> st.SearchStrategy[Answers]:
    """Some items, or whole criteria, do not apply; never all of them, nor what is asked of everybody."""
    return parts_left_out(name).map(lambda found: without_what_is_asked_of_all(name, found))


def without_what_is_asked_of_all(name: str, found: Answers) -> Answers:
    """*found* without the answers that leave out what may not be left out."""
    table = TABLES[name]
    gone = never_left_out(table, found)
    gone |= {item for head in gone & table.heads.keys() for item in table.below(head)}
    gone |= {item.partition(".")[0] for item in gone}
    return {item: answer for item, answer in found.items() if item not in gone or answer.get("not_applicable") is None}


@cache
def parts_left_out(name: str) -> st.SearchStrategy[Answers]:
    """Some items, or whole criteria, do not apply; never all of them."""
    table = TABLES[name]

    def left_out(found: Answers, items: set[str], heads: set[str]) -> Answers:
        gone = {item for head in heads for item in table.below(head)}
        if gone | items >= set(table.items):
            return found
        kept = {item: answer for item, answer in found.items() if item not in gone}
        return kept | dict.fromkeys([*(items - gone), *heads], NOT_APPLICABLE)

    sets = [st.sets(st.sampled_from(list(names)), max_size=3) for names in (table.items, table.heads)]
    return st.builds(left_out, answers(name), *sets)


QUARTERS = (0, 0, 0, 0, 1, 2, 2, 3, 4, 8)


@st.composite
def sheets(draw: st.DrawFn, name: str) -> Answers:
    """A sheet with maxima of its own that add up to 100, in quarter points; some lines without points yet."""
    table, heads = TABLES[name], list(TABLES[name].heads)
    most = {head: 100 * table.heads[head] for head in heads}
    for giver, taker, quarters in draw(
        st.lists(st.tuples(st.sampled_from(heads), st.sampled_from(heads), st.integers(1, 8)), max_size=4)
    ):
        if giver != taker and most[giver] > 25 * quarters:
            most[giver] -= 25 * quarters
            most[taker] += 25 * quarters
    lost = draw(st.tuples(*(st.sampled_from(QUARTERS) for _ in heads)))
    lines = {
        head: {"points": in_points(max(most[head] - 25 * quarters, 0)), "of": in_points(most[head])}
        for head, quarters in zip(heads, lost, strict=True)
    }
    for head in draw(st.lists(st.sampled_from(heads), max_size=2)):
        other = draw(st.sampled_from([0, 25, None]))
        lines[head] = lines[head] | {"points": None if other is None else in_points(other)}
    if draw(st.booleans()):
        lines = {head: without_of(line, 100 * table.heads[head], most[head]) for head, line in lines.items()}
    return lines


def without_of(line: Answer, printed: int, own: int) -> Answer:
    """The line without its maximum, where it is the table's."""
    return {"points": line["points"]} if printed == own else line


@st.composite
def half_sheets(draw: st.DrawFn, name: str) -> Answers:
    """Points of some criteria as a whole, of the table's maxima; answers on the others."""
    table, found = TABLES[name], dict(draw(answers(name)))
    for head in draw(st.sets(st.sampled_from(list(table.heads)), min_size=1, max_size=3)):
        found = {item: answer for item, answer in found.items() if item not in table.below(head)}
        most = 100 * table.heads[head]
        points = draw(st.sampled_from([None, 0, 1, most // 2, most - 50, most - 1, most]))
        found[head] = {"points": None if points is None else in_points(points)}
        if draw(st.booleans()):
            found[head]["of"] = in_points(most)
    return found


def in_file(name: str, given: Answers, area: str | None = None, year: int | None = None) -> Evidence:
    subject: Answer = {"kind": KIND_OF[name], "name": "Thử"}
    if name == "khvn448-2015-unit":
        subject["tier"] = "commune"
    if area is not None:
        subject["area"] = area
    year = year if year is not None else YEARS[name][1]
    return {"schema": "xhht-evidence/1", "subject": subject, "year": year, "answers": given}


@cache
def files(name: str) -> st.SearchStrategy[Evidence]:
    kinds = [answers(name), answers(name, ("good", "fair", "average")), with_parts_left_out(name)]
    if name in WITH_SHEETS:
        kinds += [sheets(name), half_sheets(name)]
    areas, years = st.sampled_from([None, *AREAS]), st.integers(*YEARS[name])
    return st.builds(in_file, st.just(name), st.one_of(*kinds), areas, years)


ANY_FILE = st.sampled_from([*SMALL, *SMALL, "tt44-2014"]).flatmap(lambda name: st.tuples(st.just(name), files(name)))


def is_hard(evidence: Evidence) -> bool:
    return evidence["subject"].get("area") == "difficult"


def rank(table: Table, level: str) -> int:
    return [table.lowest, *reversed(table.marks[0])].index(level)


def rendered(evidence: Any) -> bytes:
    return render_json(explain(rate(evidence)), "vi").encode()


def as_bytes(evidence: Evidence) -> bytes:
    return json.dumps(evidence, ensure_ascii=False, default=float).encode()


def points_of(verdicts: Mapping[str, Verdict]) -> dict[str, Fraction]:
    return {name: Fraction(verdict.points, 100) for name, verdict in verdicts.items()}


def statuses_of(verdicts: Mapping[str, Verdict]) -> dict[str, str]:
    return {name: verdict.status for name, verdict in verdicts.items()}


# The references themselves: they stand alone, and add up.


@pytest.mark.parametrize("module", [reference_points, reference_standards, reference_members])
def test_the_reference_imports_nothing_of_the_product(module):
    """An error copied from the product would agree with the product."""
    tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    from_ = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    allowed = {"collections", "collections.abc", "fractions", "math", "typing", "reference_points"}
    assert plain | from_ <= allowed | {"reference_standards"}
    called = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert not called & {"__import__", "eval", "exec", "compile", "open", "globals"}


@pytest.mark.parametrize("name", TABLES)
def test_the_reference_adds_up(name):
    """TT 44/2014 art. 4(2) and khvn-working: criteria add up to 100, and their items to the criteria."""
    table = TABLES[name]
    assert {head: sum(table.items[item].most for item in table.below(head)) for head in table.heads} == table.heads
    assert sum(table.heads.values()) == WHOLE


def test_every_rule_set_is_read_a_second_time():
    """Number of criteria and items: TT 44/2014 art. 3 (15); khvn-working."""
    sizes = {name: (len(table.heads), len(table.items)) for name, table in TABLES.items()}
    assert sizes == {
        "tt44-2014": (15, 40),
        "khvn448-2015-family": (4, 10),
        "khvn448-2015-clan": (3, 9),
        "khvn448-2015-village": (3, 9),
        "khvn448-2015-unit": (3, 10),
        "khvn324-2023-citizen": (3, 10),
    }


# Agreement.


def assert_agrees(name: str, evidence: Evidence) -> None:
    rating, expected = rate(evidence), evaluate(TABLES[name], evidence["answers"], is_hard(evidence))
    decision = rating.decision
    assert rating.rule_set.id == name
    assert points_of(rating.indicators) == expected.points
    assert statuses_of(rating.indicators) == expected.statuses
    assert points_of(rating.criteria) == expected.heads
    assert statuses_of(rating.criteria) == expected.head_statuses
    assert (rating.level.id, Fraction(rating.points)) == (expected.level, expected.total)
    assert (Fraction(decision.high, 100), decision.high_level) == (expected.high, expected.high_level)


@settings(max_examples=800, deadline=None)
@given(evidence=files("tt44-2014"))
def test_every_verdict_on_a_commune_agrees_with_the_reference(evidence):
    """TT 44/2014 art. 3 and 4, tt44-annex-working: level, total, range, points and status of every item."""
    assert_agrees("tt44-2014", evidence)


@pytest.mark.parametrize("name", SMALL)
@settings(max_examples=400, deadline=None)
@given(data=st.data())
def test_every_verdict_on_a_title_agrees_with_the_reference(name, data):
    """QĐ 448/2015 and QĐ 324/2023, khvn-working."""
    assert_agrees(name, data.draw(files(name), label="evidence"))


@pytest.mark.parametrize("name", TABLES)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_the_published_result_agrees_with_the_reference(name, data):
    """What stands in the JSON result of the file's bytes, read back as decimals."""
    evidence = data.draw(files(name), label="evidence")
    expected = evaluate(TABLES[name], evidence["answers"], is_hard(evidence))
    result = json.loads(rendered(parse_evidence(as_bytes(evidence))), parse_float=Decimal)
    reach, criteria = result["range"], result["criteria"]
    items = [item for criterion in criteria for item in criterion["indicators"]]
    assert (result["level"]["id"], Fraction(result["points"])) == (expected.level, expected.total)
    assert (Fraction(reach["low"]), Fraction(reach["high"])) == (expected.total, expected.high)
    assert (reach["low_level"]["id"], reach["high_level"]["id"]) == (expected.level, expected.high_level)
    assert {item["id"]: Fraction(item["points"]) for item in items} == expected.points
    assert {item["id"]: item["status"] for item in items} == expected.statuses
    assert {each["id"]: Fraction(each["points"]) for each in criteria} == expected.heads


def every_edge() -> list[Any]:
    return [
        pytest.param(name, area, item, id=f"{name}-{area}-{item}")
        for name in TABLES
        for area in AREAS
        for item in TABLES[name].items
    ]


@pytest.mark.parametrize(("name", "area", "item"), every_edge())
def test_every_threshold_of_every_item_agrees_with_the_reference(name, area, item):
    """Both sides of every edge; the other items stay as they are."""
    full = {other: TABLES[name].items[other] for other in TABLES[name].items if other != item}
    rest = {other: earning(of, Fraction(1))[0] | PAPERS for other, of in full.items()}
    for answer in [each for each in asked(TABLES[name].items[item]) if each.get("of") in {None, 1, 200}]:
        evidence = in_file(name, rest | {item: answer | PAPERS}, area)
        assert_agrees(name, evidence)


# Grades at their edges.


def poured(name: str, total: int) -> Answers:
    """*total* hundredths on a sheet, or item by item where there is no sheet; each part filled before the next."""
    table = TABLES[name]
    lines: dict[str, int] = table.heads
    if name not in WITH_SHEETS:
        lines = {item: table.items[item].most for item in table.items}
    lost, found = 10000 - total, {}
    for line, most in lines.items():
        less = min(lost, 50 * most)
        lost -= less
        found[line] = {"points": in_points(100 * most - less)}
    return found


def edges_of_grades() -> list[Any]:
    commune = {"100": "good", "94.5": "good", "87.5": "good", "85": "good", "84.99": "fair", "84.5": "fair"}
    commune |= {"84.01": "fair", "84": "fair", "70": "fair", "69.99": "average", "69.5": "average", "69": "average"}
    commune |= {"50": "average"}
    normal = {"100": "recognised", "80": "recognised", "79.99": "not-recognised", "70": "not-recognised"}
    hard = {"79.99": "recognised", "70": "recognised", "69.99": "not-recognised", "69.5": "not-recognised"}
    wanted = {(name, "normal"): normal for name in SMALL} | {(name, "difficult"): hard for name in SMALL}
    wanted |= {("tt44-2014", area): commune for area in AREAS}
    return [
        pytest.param(name, area, total, level, id=f"{name}-{area}-{total}")
        for (name, area), totals in wanted.items()
        for total, level in totals.items()
    ]


@pytest.mark.parametrize(("name", "area", "total", "level"), edges_of_grades())
def test_level_and_total_at_each_edge(name, area, total, level):
    """TT 44/2014 art. 4(3), law/README.md (between two grades the lower); khvn-working: 80, difficult 70."""
    evidence = in_file(name, poured(name, int(100 * Decimal(total))), area)
    rating = rate(evidence)
    assert (rating.level.id, rating.points) == (level, Decimal(total))
    assert rate(parse_evidence(as_bytes(evidence))).level.id == level
    assert_agrees(name, evidence)


@pytest.mark.parametrize("head", TT44.heads)
@pytest.mark.parametrize("line", [{"points": 0}, {"points": None}, {"points": Decimal("0.01")}])
def test_a_criterion_at_zero_bars_every_grade(head, line):
    """TT 44/2014 art. 4(3): "không có tiêu chí bị điểm 0"."""
    evidence = in_file("tt44-2014", poured("tt44-2014", 10000) | {head: line})
    barred = line.get("points") in (0, None)
    assert rate(evidence).level.id == ("not-met" if barred else "good")
    assert_agrees("tt44-2014", evidence)


@pytest.mark.parametrize("item", TABLES["khvn324-2023-citizen"].items)
@pytest.mark.parametrize("points", [Decimal("4.99"), 5, 0, None])
@pytest.mark.parametrize("area", AREAS)
def test_an_indicator_below_5_bars_the_title_of_citizen(item, points, area):
    """QĐ 324/2023: "no indicator below 5", in both areas."""
    answers = poured("khvn324-2023-citizen", 10000) | {item: {"points": points}}
    evidence = in_file("khvn324-2023-citizen", answers, area)
    assert rate(evidence).level.id == ("recognised" if points == 5 else "not-recognised")
    assert_agrees("khvn324-2023-citizen", evidence)


# What is asked of everybody.


def refused_places(evidence: Evidence) -> set[str]:
    with pytest.raises(EvidenceError) as refused:
        rate(evidence)
    return {problem.path for problem in refused.value.problems}


@pytest.mark.parametrize("head", TT44.heads)
@pytest.mark.parametrize("as_whole", [True, False])
def test_a_whole_criterion_of_a_commune_is_never_left_out(head, as_whole):
    """TT 44/2014 art. 3, 4(2), 4(3): "không có tiêu chí bị điểm 0" cannot be escaped; but for one item, it can."""
    rest = {item: earning(of, Fraction(1))[0] | PAPERS for item, of in TT44.items.items()}
    below = TT44.below(head)
    left_out = dict.fromkeys([head] if as_whole else below, NOT_APPLICABLE)
    kept = {item: answer for item, answer in rest.items() if item not in below}
    assert refused_places(in_file("tt44-2014", kept | left_out)) == {f"/answers/{head}"}
    if not as_whole and len(below) > 1:
        some = dict.fromkeys(below[1:], NOT_APPLICABLE)
        assert_agrees("tt44-2014", in_file("tt44-2014", rest | some))
        assert rate(in_file("tt44-2014", rest | some)).points == 100


@pytest.mark.parametrize("item", TABLES["khvn324-2023-citizen"].items)
def test_no_indicator_of_a_citizen_is_left_out(item):
    """QĐ 324/2023: "no indicator below 5" holds of each of the ten."""
    given_answers = poured(CITIZEN, 10000) | {item: NOT_APPLICABLE}
    assert refused_places(in_file(CITIZEN, given_answers)) == {f"/answers/{item}"}


@pytest.mark.parametrize("head", TABLES["khvn324-2023-citizen"].heads)
def test_no_criterion_of_a_citizen_is_left_out(head):
    """Each of its indicators is told."""
    table = TABLES[CITIZEN]
    kept = {item: each for item, each in poured(CITIZEN, 10000).items() if item not in table.below(head)}
    told = {f"/answers/{item}" for item in table.below(head)}
    assert refused_places(in_file(CITIZEN, kept | {head: NOT_APPLICABLE})) == told
    assert refused_places(in_file(CITIZEN, kept | dict.fromkeys(table.below(head), NOT_APPLICABLE))) == told


@settings(max_examples=300, deadline=None)
@given(drawn=st.sampled_from(list(TABLES)).flatmap(lambda name: st.tuples(st.just(name), parts_left_out(name))))
def test_what_is_asked_of_all_is_refused_and_nothing_else(drawn):
    """Titles but that of citizen have no such gate: with them, what does not apply is left out."""
    name, found = drawn
    evidence, never = in_file(name, found), never_left_out(TABLES[name], found)
    if never:
        assert refused_places(evidence) == {f"/answers/{each}" for each in never}
    else:
        assert_agrees(name, evidence)


@pytest.mark.parametrize("name", SMALL)
def test_only_the_title_of_citizen_asks_everything_of_everybody(name):
    """QĐ 448/2015 has no gate: an item and a criterion of it can be left out."""
    table = TABLES[name]
    rest = {item: earning(of, Fraction(1))[0] | PAPERS for item, of in table.items.items()}
    for left_out in (["1.1" if "1.1" in rest else "1.a"], table.below("1"), ["1"]):
        kept = {item: each for item, each in rest.items() if "1" not in left_out or item not in table.below("1")}
        evidence = in_file(name, kept | dict.fromkeys(left_out, NOT_APPLICABLE))
        if name == CITIZEN:
            refused_places(evidence)
        else:
            assert (rate(evidence).points, rate(evidence).level.id) == (100, "recognised")


# More is never worse.


def assert_not_lower(name: str, before: Evidence, after: Evidence) -> None:
    was, now = rate(before), rate(after)
    assert now.points >= was.points
    assert rank(TABLES[name], now.level.id) >= rank(TABLES[name], was.level.id)


def changed(evidence: Evidence, item: str, answer: Answer) -> Evidence:
    """The evidence with *answer* on *item*, whatever stood for its criterion as a whole."""
    head, _, _ = item.partition(".")
    kept = {name: each for name, each in evidence["answers"].items() if name != head}
    return evidence | {"answers": kept | {item: answer}}


@st.composite
def worse_and_better(draw: st.DrawFn) -> tuple[str, Evidence, Evidence]:
    """A file twice: an item answered, and answered with more."""
    name = draw(st.sampled_from([*SMALL, "tt44-2014"]))
    evidence = in_file(name, draw(answers(name) | with_parts_left_out(name)), draw(st.sampled_from(AREAS)))
    item = draw(st.sampled_from(list(TABLES[name].items)))
    papers = draw(st.sampled_from([PAPERS, PAPERS, {}]))
    less, more = draw(two_answers(TABLES[name].items[item]))
    return name, changed(evidence, item, less | papers), changed(evidence, item, more | papers)


def two_answers(item: Item) -> st.SearchStrategy[tuple[Answer, Answer]]:
    points = st.sampled_from([each["points"] for each in assessed(item.most)])
    pairs = [st.tuples(points, points).map(lambda two: tuple({"points": each} for each in sorted(two)))]
    if item.form == "met":
        pairs.append(st.just(({"met": False}, {"met": True})))
    if item.form == "share":
        some = st.sampled_from(asked(item))
        pairs.append(
            some.flatmap(
                lambda share: st.tuples(
                    st.just(share),
                    st.integers(share["count"], share["of"]).map(lambda count: share | {"count": count}),
                )
            )
        )
    if item.form == "value":
        values = st.sampled_from([each["value"] for each in asked(item)])
        pairs.append(st.tuples(values, values).map(lambda two: tuple({"value": each} for each in sorted(two))))
    return st.one_of(*pairs)


@settings(max_examples=300, deadline=None)
@given(two=worse_and_better())
def test_more_never_lowers_the_result(two):
    """A higher count, a higher number, "yes" for "no", more points: never a lower total or level."""
    assert_not_lower(*two)


@settings(max_examples=150, deadline=None)
@given(drawn=ANY_FILE, data=st.data())
def test_added_documents_never_lower_the_result(drawn, data):
    """Art. 4(2) as read by the project: a document can only add what the answer earns."""
    name, evidence = drawn
    bare = {item: answer for item, answer in evidence["answers"].items() if item in TABLES[name].items}
    if not bare:
        return
    item = data.draw(st.sampled_from(list(bare)), label="item")
    answer = {key: value for key, value in bare[item].items() if key != "documents"}
    after = evidence | {"answers": evidence["answers"] | {item: answer | PAPERS}}
    assert_not_lower(name, evidence | {"answers": evidence["answers"] | {item: answer}}, after)


@settings(max_examples=100, deadline=None)
@given(given_answers=sheets("tt44-2014"), head=st.sampled_from(list(TT44.heads)), data=st.data())
def test_more_points_on_a_sheet_never_lower_the_result(given_answers, head, data):
    most = given_answers[head].get("of", TT44.heads[head])
    low, high = sorted(data.draw(st.tuples(*[st.integers(0, int(100 * most))] * 2), label="hundredths"))
    lines = [given_answers[head] | {"points": in_points(points)} for points in (low, high)]
    before, after = (in_file("tt44-2014", given_answers | {head: line}) for line in lines)
    assert_not_lower("tt44-2014", before, after)


@settings(max_examples=100, deadline=None)
@given(name=st.sampled_from(SMALL), data=st.data())
def test_a_difficult_area_never_lowers_a_title(name, data):
    """khvn-working: every mark and band of the difficult area is the same or lower."""
    given_answers = data.draw(with_parts_left_out(name), label="answers")
    assert_not_lower(name, *(in_file(name, given_answers, area) for area in AREAS))


# The same file, written differently.


def shuffled(value: Any, shuffle: Callable[[list[Any]], None]) -> Any:
    """Return *value* with the keys of every object in another order; lists keep theirs."""
    if isinstance(value, list):
        return [shuffled(each, shuffle) for each in value]
    if not isinstance(value, dict):
        return value
    keys = list(value)
    shuffle(keys)
    return {key: shuffled(value[key], shuffle) for key in keys}


OTHER_PAPERS = st.lists(
    st.fixed_dictionaries(
        {"number": st.sampled_from(["15/KH", "16/KH"]), "date": st.sampled_from(["2021-12-31", "2022-01-24"])}
    ),
    min_size=1,
    max_size=2,
)


@settings(max_examples=150, deadline=None)
@given(drawn=ANY_FILE, papers=OTHER_PAPERS, seed=st.integers(0, 2**32))
def test_the_order_of_answers_and_keys_changes_nothing(drawn, papers, seed):
    """The same bytes, and so again; also where the papers give cause for findings."""
    _, evidence = drawn
    documented = {
        name: answer | {"documents": papers} if answer.get("documents") else answer
        for name, answer in evidence["answers"].items()
    }
    evidence = evidence | {"answers": documented}
    expected = rendered(evidence)
    other = shuffled(evidence, random.Random(seed).shuffle)
    assert rendered(other) == expected
    assert rendered(parse_evidence(as_bytes(other))) == expected


@settings(max_examples=60, deadline=None)
@given(first=ANY_FILE, second=ANY_FILE)
def test_a_rating_does_not_depend_on_who_was_rated_before(first, second):
    before = rendered(first[1])
    rendered(second[1])
    assert rendered(first[1]) == before


# Sums.


@settings(max_examples=150, deadline=None)
@given(name=st.sampled_from([*SMALL, "tt44-2014"]), data=st.data())
def test_the_total_is_the_sum_of_its_criteria_and_items(name, data):
    """TT 44/2014 art. 4(2): where all items apply, nothing is scaled, rounded or lost."""
    kinds = [answers(name), *([sheets(name), half_sheets(name)] if name in WITH_SHEETS else [])]
    result = explain(rate(in_file(name, data.draw(st.one_of(*kinds), label="answers"))))
    assert result.points == sum(each.points for each in result.criteria)
    assert sum(each.max_points for each in result.criteria) == result.max_points == WHOLE
    for criterion in result.criteria:
        if criterion.indicators:
            assert criterion.points == sum(item.points for item in criterion.indicators)
            assert criterion.max_points == sum(item.max_points for item in criterion.indicators)


# The range holds whatever becomes of the file.


def is_open(answer: Answer | None) -> bool:
    forms = ("met", "count", "value", "choice", "points", "not_applicable")
    return answer is None or all(answer.get(form) is None for form in forms)


@st.composite
def incomplete_and_completed(draw: st.DrawFn) -> tuple[str, Evidence, Evidence]:
    """A file with gaps, and all that may become of it without taking anything back."""
    name = draw(st.sampled_from([*SMALL, "tt44-2014"]))
    table, area = TABLES[name], draw(st.sampled_from(AREAS))
    kinds = [answers(name, ("gaps",)), answers(name, ("gaps", "fair", "full")), with_parts_left_out(name)]
    before = draw(st.one_of(*kinds, *([half_sheets(name), sheets(name)] if name in WITH_SHEETS else [])))
    after = dict(before)
    for head, most in table.heads.items():
        whole = before.get(head)
        if whole is not None:
            if is_open(whole):
                hundredths = int(100 * Fraction(str(whole.get("of") or most)))
                after[head] = whole | {"points": in_points(draw(st.sampled_from([0, 25, hundredths])))}
            continue
        for item in table.below(head):
            after[item] = draw(completion(name, item, before.get(item)))
    for each in never_left_out(table, {item: answer for item, answer in after.items() if answer is not None}):
        for item in table.below(each) or [each]:
            after[item] = before.get(item)
    after = {item: answer for item, answer in after.items() if answer is not None}
    applies = any(
        "not_applicable" not in after.get(item, {}) for item in table.items if item.split(".")[0] not in after
    )
    if not applies and all("not_applicable" in after.get(head, NOT_APPLICABLE) for head in table.heads):
        after = before
    return name, in_file(name, before, area), in_file(name, after, area)


@cache
def to_come(name: str, item: str) -> st.SearchStrategy[Answer | None]:
    """Any answer, with papers or without, none, or that it does not apply."""
    place = list(TABLES[name].items).index(item)
    found = [pools(name)[sort][place] for sort in ("any", "full", "gaps")]
    return st.one_of(*found, st.just(NOT_APPLICABLE))


def completion(name: str, item: str, answer: Answer | None) -> st.SearchStrategy[Answer | None]:
    if is_open(answer):
        return to_come(name, item)
    if "not_applicable" in answer or answer.get("documents"):
        return st.just(answer)
    return st.sampled_from([answer, answer | PAPERS])


@settings(max_examples=250, deadline=None)
@given(drawn=incomplete_and_completed())
def test_the_range_holds_every_completion(drawn):
    """Missing is not failed: the range says how the total can come out, and narrows as gaps are filled."""
    name, *two = drawn
    before, after = (explain(rate(each)) for each in two)
    assert before.range.low == before.points
    assert before.range.low <= after.points <= before.range.high
    assert after.range.high <= before.range.high
    low, reached, high = (
        rank(TABLES[name], each.id) for each in (before.range.low_level, after.level, before.range.high_level)
    )
    assert low <= reached <= high


@settings(max_examples=100, deadline=None)
@given(drawn=ANY_FILE)
def test_the_top_of_the_range_can_be_reached(drawn):
    """The range promises nothing that the best completion does not give."""
    name, evidence = drawn
    table, given_answers = TABLES[name], evidence["answers"]
    best = dict(given_answers)
    for head, most in table.heads.items():
        if head in given_answers:
            if is_open(given_answers[head]):
                best[head] = given_answers[head] | {"points": given_answers[head].get("of") or most}
            continue
        for item in table.below(head):
            answer = given_answers.get(item)
            answer = {"points": table.items[item].most} if is_open(answer) else answer
            best[item] = answer if "not_applicable" in answer else answer | PAPERS
    promised, reached = explain(rate(evidence)).range, rate(evidence | {"answers": best})
    assert (reached.points, reached.level.id) == (promised.high, promised.high_level.id)
