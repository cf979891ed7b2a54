"""A second reading of TT 22/2020/TT-BGDĐT, typed from its articles, to hold the product against.

Everything is a fraction, nothing is scaled to integers, and nothing of the product is imported. Where the
circular is silent the project's own reading stands, marked "our reading".
"""

from collections.abc import Mapping
from fractions import Fraction
from math import floor
from typing import Any, NamedTuple

MOST: dict[str, int] = {
    "1.a": 10,  # art. 5(1)(a): a policy or plan for continuing learning, "tối đa 10 điểm"
    "1.b": 10,  # art. 5(1)(b): rules that encourage learning, "tối đa 10 điểm"
    "1.c": 10,  # art. 5(1)(c): resources for learning, "tối đa 10 điểm"
    "2.a": 10,  # art. 5(2)(a): 100 % with an approved self-study plan, "tối đa 10 điểm"
    "2.b": 5,  # art. 5(2)(b): 100 % keep discipline and cooperate, "tối đa 05 điểm"
    "2.c": 10,  # art. 5(2)(c): 100 % complete the compulsory programmes, "tối đa 10 điểm"
    "2.d": 5,  # art. 5(2)(d): 100 % "Lao động tiên tiến" or above, "tối đa 05 điểm"
    "3.a": 25,  # art. 5(3)(a): 100 % meet the competencies of the learning citizen, "tối đa 25 điểm"
    "3.b": 10,  # art. 5(3)(b): the unit is "Tập thể lao động tiên tiến" or above, "tối đa 10 điểm"
    "3.c": 5,  # art. 5(3)(c): shares knowledge with other units, "tối đa 05 điểm"
}
HEADS: dict[str, int] = {
    "1": 30,  # art. 5(1): "tối đa 30 điểm"
    "2": 30,  # art. 5(2): "tối đa 30 điểm"
    "3": 40,  # art. 5(3): "tối đa 40 điểm"
}
WHOLE = 100  # art. 6(2): "Tổng số điểm tối đa cho tất cả các tiêu chí là 100"
RISING = ("not-met", "average", "fair", "good")  # art. 6(3)(d), (c), (b), (a)


class Outcome(NamedTuple):
    """What the circular makes of one file; the total rounded down to hundredths."""

    level: str
    total: Fraction
    points: dict[str, Fraction]
    statuses: dict[str, str]
    heads: dict[str, Fraction]
    low: Fraction
    high: Fraction
    high_level: str


def evaluate(evidence: Mapping[str, Any]) -> Outcome:
    """Return the outcome of *evidence*, the data of a file; at least one item applies."""
    answers = {name: evidence["answers"].get(name) or {} for name in MOST}
    left = [name for name in MOST if answers[name].get("not_applicable") is None]  # our reading: left out
    worths = {name: worth(name, answers[name]) for name in left}
    points = {name: Fraction(0) for name in MOST} | {
        name: value for name, value in worths.items() if value and answers[name].get("documents")
    }  # art. 6(1): results "đạt được"; our reading: what has no document is not scored
    best = [MOST[name] if worths[name] is None else worths[name] for name in left]
    whole = sum(MOST[name] for name in left)
    exact, exact_high = (Fraction(WHOLE * sum(each), whole) for each in (points.values(), best))
    return Outcome(
        level=grade(exact),
        total=hundredths(exact),
        points=points,
        statuses={name: status(name, worths, points) for name in MOST},
        heads={head: sum((points[name] for name in MOST if name[0] == head), Fraction(0)) for head in HEADS},
        low=hundredths(exact),
        high=hundredths(exact_high),
        high_level=grade(exact_high),
    )


def worth(name: str, answer: Mapping[str, Any]) -> Fraction | None:
    """Return what *answer* earns once it has its documents; None where nothing is answered."""
    if answer.get("points") is not None:
        return Fraction(str(answer["points"]))  # art. 6(2): "theo phương thức chấm điểm"
    if answer.get("met") is not None:
        return Fraction(MOST[name] if answer["met"] else 0)  # our reading: all or nothing
    if answer.get("count") is not None:
        # art. 5(2), 5(3)(a): full points for 100 %; our reading below it: in proportion, down to half a point
        return Fraction(floor(2 * MOST[name] * Fraction(answer["count"], answer["of"])), 2)
    if answer.get("choice") is not None:
        return Fraction(0 if answer["choice"] == "khong" else MOST[name])  # art. 5(3)(b): "trở lên"
    return None


def grade(total: Fraction) -> str:
    """Return the level of an exact *total*."""
    if 85 <= total <= 100:
        return "good"  # art. 6(3)(a): "từ 85 điểm đến 100 điểm"
    if 70 <= total < 85:
        return "fair"  # art. 6(3)(b): "từ 70 điểm đến dưới 85 điểm"
    if 50 <= total < 70:
        return "average"  # art. 6(3)(c): "từ 50 điểm đến dưới 70 điểm"
    return "not-met"  # art. 6(3)(d): "Các trường hợp còn lại"


def status(name: str, worths: Mapping[str, Fraction | None], points: Mapping[str, Fraction]) -> str:
    """Return the word for one item (our reading: missing is not failed, and a "no" needs no document)."""
    if name not in worths:
        return "not_applicable"
    value = worths[name]
    if value is None or points[name] < value:
        return "missing"
    if value == 0:
        return "fail"
    return "pass" if value == MOST[name] else "partial"


def hundredths(exact: Fraction) -> Fraction:
    """Return *exact*, rounded down to hundredths (our reading)."""
    return Fraction(floor(100 * exact), 100)
