"""The product against a second reading of TT 22/2020 (``reference``), and what holds for every file."""

import ast
import json
import operator
import random
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import reference
from hypothesis import given, settings
from hypothesis import strategies as st
from reference import HEADS, MOST, RISING, WHOLE, evaluate
from support import PAPER

from ratings import evidence as read
from ratings import parse_evidence, rate
from ratings.explaining import explain
from ratings.json_report import render_json
from rules.deciding import Verdict

MET = ("1.a", "1.b", "1.c", "3.c")
SHARES = ("2.a", "2.b", "2.c", "2.d", "3.a")
PARTS = ("phap-luat", "hoc-suot-doi", "loi-song", "binh-dang-gioi")
LARGEST_COUNT = 10**12
TITLES = ("cao-hon", "tap-the-lao-dong-tien-tien", "khong")
FORMS = ("met", "count", "choice", "points", "not_applicable")

Answer = dict[str, Any]
Answers = dict[str, Answer]
Evidence = dict[str, Any]


# Every combination of answers.


def in_points(hundredths: int, typed: type) -> int | float | Decimal:
    """The same points as a caller may write them: 5 or 4.55 for a float, Decimal("5.00") for a decimal."""
    exact = Decimal(hundredths).scaleb(-2)
    return int(exact) if typed is float and exact == int(exact) else typed(exact)


def share_near(of: int, steps: int, step: int, offset: int) -> Answer:
    """The least count that reaches a step, or one beside it."""
    return {"count": min(max(-(-of * step // steps) + offset, 0), of), "of": of}


def shares(name: str, least_step: int = 0) -> st.SearchStrategy[Answer]:
    """Shares at the edges of the half points, from *least_step* up, and anywhere."""
    steps = 2 * MOST[name]
    totals = st.integers(1, 60) | st.sampled_from([97, 200, 10**6 + 3, LARGEST_COUNT - 11, LARGEST_COUNT])
    near = st.builds(share_near, totals, st.just(steps), st.integers(least_step, steps), st.integers(-1, 1))
    anywhere = st.integers(1, LARGEST_COUNT).flatmap(
        lambda of: st.integers(of * least_step // steps, of).map(lambda count: {"count": count, "of": of})
    )
    return st.one_of(near, totals.map(lambda of: {"count": of, "of": of}), anywhere)


def with_parts(share: Answer) -> Answer:
    return share | {"parts": dict.fromkeys(PARTS, share["of"])}


def assessed(name: str, least: int = 0) -> st.SearchStrategy[Answer]:
    """Points from an assessor, from *least* hundredths up."""
    most = 100 * MOST[name]
    hundredths = st.integers(least, most) | st.sampled_from([least, least + 1, most - 1, most])
    points = st.builds(in_points, hundredths, st.sampled_from([float, Decimal]))
    return points.map(lambda given: {"points": given})


def asked(name: str) -> st.SearchStrategy[Answer]:
    """Answers in the form that the item asks for."""
    if name in MET:
        return st.sampled_from([{"met": True}, {"met": True}, {"met": False}])
    if name == "3.b":
        return st.sampled_from(TITLES).map(lambda title: {"choice": title})
    return shares(name) | shares(name).map(with_parts) if name == "3.a" else shares(name)


def strong(name: str) -> st.SearchStrategy[Answer]:
    """Answers that earn three fifths or more, with documents: totals between the upper levels."""
    if name in SHARES:
        own = shares(name, 2 * MOST[name] * 3 // 5)
    else:
        own = st.just({"choice": "tap-the-lao-dong-tien-tien"} if name == "3.b" else {"met": True})
    return st.builds(operator.or_, own | assessed(name, 60 * MOST[name]), st.sampled_from(PAPERS))


def blanks(name: str) -> st.SearchStrategy[Answer]:
    """What a template leaves: the form, with nothing in it."""
    own = dict.fromkeys(("met",) if name in MET else ("choice",) if name == "3.b" else ("count", "of"))
    forms: list[Answer] = [own, own | {"question": "Trong năm …?", "documents": []}, {"points": None}]
    return st.sampled_from([*forms, own | {"documents": [PAPER]}, {"not_applicable": None}])


NO_PAPERS: list[Answer] = [{}, {"documents": []}]
PAPERS: list[Answer] = [
    {"documents": [PAPER]},
    {"documents": [PAPER, {"file": "minh-chung/quyet-dinh.pdf", "issuer": None}], "note": "đã kiểm tra"},
]
NOT_APPLICABLE: Answer = {"not_applicable": "đơn vị mới thành lập"}


def documented(name: str) -> st.SearchStrategy[Answer]:
    return st.builds(operator.or_, asked(name) | assessed(name), st.sampled_from(PAPERS))


def undocumented(name: str) -> st.SearchStrategy[Answer]:
    return st.builds(operator.or_, asked(name) | assessed(name), st.sampled_from(NO_PAPERS))


@cache
def maybe_answered(name: str) -> st.SearchStrategy[Answer | None]:
    """With and without documents, blank, or None: not in the file."""
    full = [documented(name) for _ in range(4)]  # one_of counts the same branch once
    return st.one_of(*full, undocumented(name), blanks(name), st.none())


def without(masked: int, given: tuple[Answer | None, ...]) -> Answers:
    """Leave the items out whose bits are set in *masked*, and those that are not answered."""
    chosen = (NOT_APPLICABLE if masked >> place & 1 else answer for place, answer in enumerate(given))
    return {name: answer for name, answer in zip(MOST, chosen, strict=True) if answer is not None}


ONE_BIT = st.sampled_from([1 << place for place in range(len(MOST))])
NINE_AT_MOST = st.one_of(st.just(0), st.just(0), ONE_BIT, st.integers(0, 2 ** len(MOST) - 2))


def answers(masked: st.SearchStrategy[int]) -> st.SearchStrategy[Answers]:
    """Files with gaps, files with every answer documented, and strong ones."""
    kinds = (st.tuples(*map(kind, MOST)) for kind in (maybe_answered, documented, strong))
    return st.one_of(*(st.builds(without, masked, kind) for kind in kinds))


def in_file(answers: Answers, tier: str = "district", year: int = 2022, **area: str) -> Evidence:
    subject = {"kind": "unit", "name": "Phòng GD&ĐT thị xã Đông Triều", "tier": tier, **area}
    return {"schema": "xhht-evidence/1", "subject": subject, "year": year, "answers": answers}


ANSWERS = answers(NINE_AT_MOST)
FILES = st.one_of(
    st.builds(in_file, ANSWERS, st.sampled_from(["district", "province"]), st.integers(2020, 2023)),
    st.builds(in_file, ANSWERS, area=st.sampled_from(["normal", "difficult"])),
)


def changed(evidence: Evidence, name: str, answer: Answer) -> Evidence:
    return evidence | {"answers": evidence["answers"] | {name: answer}}


def rank(level: str) -> int:
    return RISING.index(level)


def rendered(evidence: Evidence | read.Evidence) -> bytes:
    return render_json(explain(rate(evidence)), "vi").encode()


def as_bytes(evidence: Evidence, *, ascii_only: bool = False) -> bytes:
    return json.dumps(evidence, ensure_ascii=ascii_only, default=float).encode()


def points_of(verdicts: Mapping[str, Verdict]) -> dict[str, Fraction]:
    return {name: Fraction(verdict.points, 100) for name, verdict in verdicts.items()}


# The reference itself: it stands alone, and adds up as the circular says.


def test_the_reference_imports_nothing_of_the_product():
    """An error copied from the product would agree with the product."""
    tree = ast.parse(Path(reference.__file__).read_text(encoding="utf-8"))
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    from_ = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert plain | from_ == {"collections.abc", "fractions", "math", "typing"}
    called = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert not called & {"__import__", "eval", "exec", "compile", "open", "globals"}


def test_the_reference_adds_up_as_articles_5_and_6_say():
    """TT 22/2020 art. 5: the items of each clause add up to its head; art. 6(2): all of them to 100."""
    assert {head: sum(MOST[name] for name in MOST if name.startswith(f"{head}.")) for head in HEADS} == HEADS
    assert sum(HEADS.values()) == WHOLE


# Agreement.


@settings(max_examples=5000, deadline=None)
@given(evidence=FILES)
def test_every_verdict_agrees_with_the_reference(evidence):
    """TT 22/2020 art. 5 and 6: level, total, range, and points and status of each item and clause."""
    rating, expected = rate(evidence), evaluate(evidence)
    decision = rating.decision
    assert points_of(rating.indicators) == expected.points
    assert {name: verdict.status for name, verdict in rating.indicators.items()} == expected.statuses
    assert points_of(rating.criteria) == expected.heads
    assert (rating.level.id, Fraction(rating.points)) == (expected.level, expected.total)
    assert (Fraction(decision.high, 100), decision.high_level) == (expected.high, expected.high_level)


@settings(max_examples=200, deadline=None)
@given(evidence=FILES)
def test_the_published_result_agrees_with_the_reference(evidence):
    """What stands in the JSON result of the file's bytes, read back as decimals."""
    expected = evaluate(evidence)
    result = json.loads(rendered(parse_evidence(as_bytes(evidence))), parse_float=Decimal)
    reach, criteria = result["range"], result["criteria"]
    items = [item for criterion in criteria for item in criterion["indicators"]]
    assert (result["level"]["id"], Fraction(result["points"])) == (expected.level, expected.total)
    assert (Fraction(reach["low"]), Fraction(reach["high"])) == (expected.low, expected.high)
    assert (reach["low_level"]["id"], reach["high_level"]["id"]) == (expected.level, expected.high_level)
    assert {item["id"]: Fraction(item["points"]) for item in items} == expected.points
    assert {item["id"]: item["status"] for item in items} == expected.statuses
    assert {each["id"]: Fraction(each["points"]) for each in criteria} == expected.heads


# More is never worse.


def assert_not_lower(before: Evidence, after: Evidence) -> None:
    was, now = rate(before), rate(after)
    assert now.points >= was.points
    assert rank(now.level.id) >= rank(was.level.id)


ANY_PAPERS = st.sampled_from([*NO_PAPERS, *PAPERS])


@settings(max_examples=200, deadline=None)
@given(evidence=FILES, name=st.sampled_from(SHARES), papers=ANY_PAPERS, data=st.data())
def test_more_members_never_lower_the_result(evidence, name, papers, data):
    """TT 22/2020 art. 5(2), 5(3)(a): who meets an item more widely never ends lower."""
    share = data.draw(shares(name), label="share")
    more = data.draw(st.integers(0, share["of"] - share["count"]), label="more")
    fuller = share | {"count": share["count"] + more}
    assert_not_lower(changed(evidence, name, share | papers), changed(evidence, name, fuller | papers))


@settings(max_examples=200, deadline=None)
@given(evidence=FILES, data=st.data())
def test_added_documents_never_lower_the_result(evidence, data):
    """Art. 6(1) as read by the project: a document can only add what the answer earns."""
    name = data.draw(st.sampled_from(list(MOST)), label="item")
    answer = data.draw(undocumented(name), label="answer")
    papers = data.draw(st.sampled_from(PAPERS), label="papers")
    assert_not_lower(changed(evidence, name, answer), changed(evidence, name, answer | papers))


@settings(max_examples=200, deadline=None)
@given(evidence=FILES, name=st.sampled_from(MET), papers=ANY_PAPERS)
def test_meeting_an_item_never_lowers_the_result(evidence, name, papers):
    """TT 22/2020 art. 5(1), 5(3)(c): from "no" to "yes"."""
    no, yes = {"met": False, **papers}, {"met": True, **papers}
    assert_not_lower(changed(evidence, name, no), changed(evidence, name, yes))


@settings(max_examples=200, deadline=None)
@given(evidence=FILES, name=st.sampled_from(list(MOST)), papers=ANY_PAPERS, data=st.data())
def test_more_points_from_the_assessor_never_lower_the_result(evidence, name, papers, data):
    """TT 22/2020 art. 6(2): points are added up."""
    most = 100 * MOST[name]
    low, high = sorted(data.draw(st.tuples(st.integers(0, most), st.integers(0, most)), label="hundredths"))
    answers = [{"points": in_points(hundredths, Decimal), **papers} for hundredths in (low, high)]
    assert_not_lower(changed(evidence, name, answers[0]), changed(evidence, name, answers[1]))


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


@settings(max_examples=200, deadline=None)
@given(evidence=FILES, seed=st.integers(0, 2**32))
def test_the_order_of_answers_and_keys_changes_nothing(evidence, seed):
    other = shuffled(evidence, random.Random(seed).shuffle)
    expected = rendered(evidence)
    assert rendered(other) == expected
    assert rendered(parse_evidence(as_bytes(other))) == expected


def in_form(value: Any, form: str) -> Any:
    """Return *value* with every text in the Unicode *form*."""
    if isinstance(value, dict):
        return {key: in_form(each, form) for key, each in value.items()}
    if isinstance(value, list):
        return [in_form(each, form) for each in value]
    return unicodedata.normalize(form, value) if isinstance(value, str) else value


VIETNAMESE = "aăâeêioôơuưyđ" + "áàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
LETTERS = VIETNAMESE + VIETNAMESE.upper() + " \t\"'\\/&<0,"
WORDS = st.text(LETTERS, max_size=12).map(lambda words: f"Ế{words}ỗ")
DATES = st.just("2022-01-24")
DOCUMENTS = st.fixed_dictionaries(
    {"title": WORDS}, optional={"number": WORDS, "issuer": WORDS, "file": WORDS, "date": DATES}
)


def worded(evidence: Evidence, words: list[str], document: Answer) -> Evidence:
    """Put *words* wherever a file has text of its own."""
    name, code, note, question, reason = words
    answers = {
        item: answer
        | {"note": note, "question": question}
        | ({"not_applicable": reason} if answer.get("not_applicable") else {})
        | ({"documents": [document, *answer["documents"]]} if answer.get("documents") else {})
        for item, answer in evidence["answers"].items()
    }
    return evidence | {"subject": evidence["subject"] | {"name": name, "code": code}, "answers": answers}


@settings(max_examples=100, deadline=None)
@given(evidence=FILES, words=st.lists(WORDS, min_size=5, max_size=5), document=DOCUMENTS)
def test_the_unicode_form_of_the_texts_changes_nothing(evidence, words, document):
    """Text is compared and printed in NFC, whatever keyboard it came from."""
    composed, decomposed = (in_form(worded(evidence, words, document), form) for form in ("NFC", "NFD"))
    assert composed != decomposed
    expected = rendered(composed)
    assert unicodedata.is_normalized("NFC", expected.decode())
    assert rendered(decomposed) == expected
    assert rendered(parse_evidence(as_bytes(composed))) == expected
    assert rendered(parse_evidence(as_bytes(decomposed))) == expected
    assert rendered(parse_evidence(as_bytes(decomposed, ascii_only=True))) == expected


@settings(max_examples=100, deadline=None)
@given(evidence=FILES, other=FILES)
def test_a_rating_does_not_depend_on_who_was_rated_before(evidence, other):
    first, between, second = rendered(evidence), rendered(other), rendered(evidence)
    assert second == first
    assert rendered(other) == between


# Exact points.


def poured(total: int) -> dict[str, int]:
    """*total* hundredths in the items, each filled before the next."""
    points = {}
    for name, most in MOST.items():
        points[name] = min(total, 100 * most)
        total -= points[name]
    return points


def spread(total: int) -> dict[str, int]:
    """*total* hundredths over all items, in proportion to their maxima; the rest from the last item up."""
    points = {name: total * most // WHOLE for name, most in MOST.items()}
    left = total - sum(points.values())
    for name in reversed(MOST):
        more = min(left, 100 * MOST[name] - points[name])
        points[name], left = points[name] + more, left - more
    return points


def by_assessor(points: Mapping[str, int], typed: type) -> Evidence:
    """Points from an assessor, in hundredths, with papers; an item without points is not applicable."""
    left_out = {name: NOT_APPLICABLE for name in MOST if name not in points}
    awarded = {name: {"points": in_points(points[name], typed), **PAPERS[0]} for name in points}
    return in_file(awarded | left_out)


@pytest.mark.parametrize("typed", [float, Decimal])
@pytest.mark.parametrize("over", [poured, spread])
@pytest.mark.parametrize(
    ("total", "level"),
    [
        pytest.param("100", "good", id="'đến 100'"),
        pytest.param("99.99", "good", id="99.99"),
        pytest.param("93.5", "good", id="93.5"),
        pytest.param("85.01", "good", id="85.01"),
        pytest.param("85", "good", id="'từ 85'"),
        pytest.param("84.99", "fair", id="'dưới 85'"),
        pytest.param("70.01", "fair", id="70.01"),
        pytest.param("70", "fair", id="'từ 70'"),
        pytest.param("69.99", "average", id="'dưới 70'"),
        pytest.param("50.01", "average", id="50.01"),
        pytest.param("50", "average", id="'từ 50'"),
        pytest.param("49.99", "not-met", id="'các trường hợp còn lại'"),
        pytest.param("0.01", "not-met", id="0.01"),
        pytest.param("0", "not-met", id="0"),
    ],
)
def test_level_and_total_at_each_edge(total, level, over, typed):
    """TT 22/2020 art. 6(3): a total on the edge belongs to the band that names it; no hundredth is lost."""
    evidence = by_assessor(over(int(100 * Decimal(total))), typed)
    rating = rate(evidence)
    assert (rating.level.id, rating.points) == (level, Decimal(total))
    assert json.loads(rendered(evidence), parse_float=Decimal)["points"] == Decimal(total)
    assert rate(parse_evidence(as_bytes(evidence))).points == Decimal(total)


@pytest.mark.parametrize(
    ("points", "total", "level"),
    [
        pytest.param({"1.a": 850}, "85", "good", id="8.5 of 10"),
        pytest.param({"1.a": 849}, "84.9", "fair", id="8.49 of 10"),
        pytest.param({"1.a": 1000, "2.b": 275}, "85", "good", id="12.75 of 15"),
        pytest.param({"1.a": 1000, "2.b": 274}, "84.93", "fair", id="12.74 of 15: 84.9333 down"),
        pytest.param({"1.a": 1000, "2.b": 0}, "66.66", "average", id="10 of 15: 66.6666 down"),
        pytest.param({"3.a": 1749, "2.b": 350}, "69.96", "average", id="20.99 of 30: 69.9666 down"),
        pytest.param({"3.a": 1750, "2.b": 350}, "70", "fair", id="21 of 30"),
        pytest.param({"3.c": 250}, "50", "average", id="2.5 of 5"),
        pytest.param({"3.c": 249}, "49.8", "not-met", id="2.49 of 5"),
        pytest.param({"3.a": 2500}, "100", "good", id="25 of 25"),
        pytest.param(poured(9500) | {"3.c": 500, "3.b": 0}, "90", "good", id="nothing left out"),
        pytest.param({"1.a": 1, "2.b": 0}, "0.06", "not-met", id="0.01 of 15: 0.0666 down"),
    ],
)
def test_what_is_left_scales_to_100_and_rounds_down(points, total, level):
    """The project's reading of art. 6(2) where items do not apply: awarded × 100 / maximum of the rest."""
    rating = rate(by_assessor(points, Decimal))
    assert (rating.points, rating.level.id) == (Decimal(total), level)


@settings(max_examples=200, deadline=None)
@given(given_answers=answers(st.just(0)))
def test_the_total_is_the_sum_of_its_items(given_answers):
    """TT 22/2020 art. 6(2): where all items apply, nothing is scaled, rounded or lost."""
    result = explain(rate(in_file(given_answers)))
    items = [item for criterion in result.criteria for item in criterion.indicators]
    assert result.points == sum(item.points for item in items) == sum(each.points for each in result.criteria)
    assert sum(item.max_points for item in items) == result.max_points == WHOLE


# The range holds whatever becomes of the file.


def is_open(answer: Answer | None) -> bool:
    return answer is None or all(answer.get(form) is None for form in FORMS)


@cache
def answers_to_come(name: str) -> st.SearchStrategy[Answer | None]:
    return st.one_of(documented(name), maybe_answered(name), st.just(NOT_APPLICABLE))


def completions(name: str, answer: Answer | None) -> st.SearchStrategy[Answer | None]:
    """All that may become of *answer* without taking anything back."""
    if is_open(answer):
        return answers_to_come(name)
    if "not_applicable" in answer or answer.get("documents"):
        return st.just(answer)
    return st.sampled_from([answer, answer | PAPERS[0], answer | PAPERS[1]])


INCOMPLETE = st.builds(
    without,
    NINE_AT_MOST,
    st.tuples(*(st.none() | blanks(name) | undocumented(name) | documented(name) for name in MOST)),
)


@st.composite
def incomplete_and_completed(draw: st.DrawFn) -> tuple[Evidence, Evidence]:
    before = draw(INCOMPLETE)
    after = {name: draw(completions(name, before.get(name))) for name in MOST}
    if all(answer == NOT_APPLICABLE for answer in after.values()):  # nothing left to rate is refused
        still = next(name for name in MOST if before.get(name) != NOT_APPLICABLE)
        after[still] = before.get(still)
    return in_file(before), in_file({name: answer for name, answer in after.items() if answer is not None})


@settings(max_examples=300, deadline=None)
@given(files=incomplete_and_completed())
def test_the_range_holds_every_completion(files):
    """Missing is not failed: the range says how the total can come out, and narrows as gaps are filled."""
    before, after = (explain(rate(each)) for each in files)
    assert before.range.low == before.points
    assert before.range.low <= after.points <= before.range.high
    assert after.range.high <= before.range.high
    assert rank(before.range.low_level.id) <= rank(after.level.id) <= rank(before.range.high_level.id)


@settings(max_examples=200, deadline=None)
@given(evidence=FILES)
def test_the_top_of_the_range_can_be_reached(evidence):
    """The range promises nothing that the best completion does not give."""
    answers = evidence["answers"]
    best = {name: {"points": MOST[name]} if is_open(answers.get(name)) else answers[name] for name in MOST}
    papered = {
        name: answer if "not_applicable" in answer or answer.get("documents") else answer | PAPERS[0]
        for name, answer in best.items()
    }
    promised, reached = explain(rate(evidence)).range, rate(evidence | {"answers": papered})
    assert (reached.points, reached.level.id) == (promised.high, promised.high_level.id)
