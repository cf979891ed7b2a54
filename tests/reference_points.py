"""A second reading of the point tables (TT 44/2014, the association's titles), to hold the product against.

Typed from the texts, everything a fraction, nothing of the product imported. The table of TT 44/2014 stands in the
annex, which is not available: its figures are those of ``law/tt44-annex-working.md``, the association's those of
``law/khvn-working.md``. Where the texts are silent the project's own reading stands, marked "our reading".
"""

from collections.abc import Callable, Mapping, Set
from fractions import Fraction
from math import floor
from typing import Any, NamedTuple

Answer = Mapping[str, Any]
Scale = Callable[[Answer, bool], Fraction | None]  # what an answer earns, in a difficult area or not; None: no answer
WHOLE = 100  # TT 44/2014 art. 4(2): "Tổng số điểm tối đa cho tất cả các tiêu chí là 100"; khvn-working: 100 each


class Item(NamedTuple):
    """One line of a table: its maximum, how it is asked, and its thresholds as they are printed."""

    most: int
    form: str
    scale: Scale
    edges: tuple[Fraction, ...] = ()
    options: tuple[str, ...] = ()
    whole: bool = False
    largest: int | None = None


class Table(NamedTuple):
    """One rule set. Marks are the printed totals of each grade, in normal and in difficult areas, best first."""

    heads: dict[str, int]
    items: dict[str, Item]
    marks: tuple[dict[str, tuple[int, int]], dict[str, tuple[int, int]]]
    lowest: str
    papers: bool
    years: tuple[int, int]
    no_head_at_zero: bool = False
    no_item_below: int = 0
    all_heads: bool = False
    all_items: bool = False

    def below(self, head: str) -> list[str]:
        """Return the items of *head*."""
        return [name for name in self.items if name.split(".")[0] == head]


def met(most: int) -> Item:
    """Full points for "yes"."""
    return Item(most, "met", lambda answer, _: None if answer.get("met") is None else Fraction(most * answer["met"]))


def bands(form: str, normal: Mapping[str, Any], difficult: Mapping[str, Any] | None) -> Item:
    """Points by the best threshold that the answer reaches, "N→points"; below the last, 0."""
    tables = [
        [(Fraction(least), Fraction(str(points))) for least, points in table.items()]
        for table in (normal, difficult or normal)
    ]

    def scale(answer: Answer, hard: bool) -> Fraction | None:
        reached = measured(form, answer)
        if reached is None:
            return None
        return max((points for least, points in tables[hard] if reached >= least), default=Fraction(0))

    most = max(points for _, points in tables[0])
    return Item(int(most), form, scale, tuple(sorted({least for table in tables for least, _ in table})))


def share(normal: Mapping[str, Any], difficult: Mapping[str, Any] | None = None) -> Item:
    """Bands of a share in per cent."""
    return bands("share", normal, difficult)


def value(normal: Mapping[str, Any], whole: bool = False, largest: int | None = None) -> Item:
    """Bands of a number; of things that are counted a *whole* one, and never more than the *largest* there can be."""
    return bands("value", normal, None)._replace(whole=whole, largest=largest)


def everybody(most: int) -> Item:
    """Full points where everybody meets it, else nothing ("all or nothing")."""
    return bands("share", {"100": most}, None)


def half_points(most: int) -> Item:
    """In proportion to the share, down to half a point (our reading)."""

    def scale(answer: Answer, _: bool) -> Fraction | None:
        reached = measured("share", answer)
        return None if reached is None else Fraction(floor(2 * most * reached / 100), 2)

    return Item(most, "share", scale, tuple(Fraction(100 * step, 2 * most) for step in range(1, 2 * most + 1)))


def choice(options: Mapping[str, Any]) -> Item:
    """Points by what is chosen."""
    table = {option: Fraction(str(points)) for option, points in options.items()}

    def scale(answer: Answer, _: bool) -> Fraction | None:
        return None if answer.get("choice") is None else table[answer["choice"]]

    return Item(int(max(table.values())), "choice", scale, options=tuple(table))


def judged(most: int) -> Item:
    """Points as they are given."""
    return Item(most, "points", lambda _answer, _: None)


def measured(form: str, answer: Answer) -> Fraction | None:
    """Return the share in per cent, or the number, that *answer* gives."""
    if form == "share":
        return None if answer.get("count") is None else Fraction(100 * answer["count"], answer["of"])
    return None if answer.get("value") is None else Fraction(str(answer["value"]))


GRADES = {"good": (85, 100), "fair": (70, 84), "average": (50, 69)}  # TT 44/2014 art. 4(3)(a), (b), (c)

TT44 = Table(
    # Names of the criteria: TT 44/2014 art. 3(1)–(15). Every figure below: tt44-annex-working.
    heads={
        "1": 8,
        "2": 7,
        "3": 7,
        "4": 12,
        "5": 10,
        "6": 6,
        "7": 8,
        "8": 8,
        "9": 10,
        "10": 4,
        "11": 4,
        "12": 4,
        "13": 4,
        "14": 4,
        "15": 4,
    },
    items={
        "1.1": met(3),
        "1.2": met(3),
        "1.3": met(2),
        "2.1": met(3),
        "2.2": share({"90": 2, "70": 1}),
        "2.3": value({"2": 2, "1": 1}, whole=True),  # times
        "3.1": share({"90": 4, "70": 3, "50": 2, "30": 1}),
        "3.2": met(3),
        "4.1": value({"2": 3, "1": 1.5}, whole=True, largest=2),  # of two kinds of school
        "4.2": value({"1": 3}, whole=True),  # schools
        "4.3": choice({"good": 4, "fair": 3, "average": 2, "none": 0}),
        "4.4": share({"80": 2, "50": 1}),
        "5.1": share({"40": 2, "30": 1}),
        "5.2": share({"85": 2, "75": 1}),
        "5.3": met(2),  # NĐ 20/2014 art. 6
        "5.4": choice({"level-2": 2, "level-1": 1, "none": 0}),  # NĐ 20/2014 art. 20, 21
        "5.5": choice({"level-3": 1, "level-2": 1, "level-1": 0.5, "none": 0}),  # NĐ 20/2014 art. 9–11
        "5.6": choice({"level-3": 1, "level-2": 1, "level-1": 0.5, "none": 0}),  # NĐ 20/2014 art. 14–16
        "6.1": share({"70": 2, "50": 1}),
        "6.2": share({"98": 2, "95": 1}),
        "6.3": share({"90": 2, "70": 1}),
        "7.1": share({"100": 3, "90": 2, "80": 1}),
        "7.2": share({"100": 3, "90": 2, "80": 1}),
        "7.3": share({"60": 2, "40": 1}),
        "8.1": share({"70": 4, "50": 3, "30": 2, "10": 1}),
        "8.2": share({"55": 2, "40": 1}),
        "8.3": share({"95": 2, "90": 1}),
        "9.1": share(
            {"70": 5, "60": 4, "50": 3, "40": 2, "30": 1},
            {"60": 5, "50": 4, "40": 3, "30": 2, "20": 1},
        ),
        "9.2": share({"60": 3, "50": 2, "40": 1}, {"50": 3, "40": 2, "30": 1}),
        "9.3": share({"50": 2, "40": 1}, {"40": 2, "30": 1}),
        "10.1": share({"80": 4, "70": 3, "60": 2, "50": 1}),
        "11.1": value({"1.5": 4, "1": 3, "0.5": 2, "0.1": 1}, largest=100),  # percentage points
        "12.1": share({"15": 2, "10": 1}),
        "12.2": met(2),
        "13.1": share({"90": 2, "80": 1}),
        "13.2": share({"85": 2, "70": 1}),
        "14.1": share({"85": 2, "70": 1}),
        "14.2": met(2),
        "15.1": met(2),
        "15.2": share({"80": 2, "60": 1}),
    },
    marks=(GRADES, GRADES),
    lowest="not-met",  # art. 4(3)(d): "các trường hợp còn lại"
    papers=True,  # art. 4(1): "thông qua các minh chứng phù hợp"
    years=(2015, 2023),  # law/README.md: "2015–2023"
    no_head_at_zero=True,  # art. 4(3)(a), (b), (c): "không có tiêu chí bị điểm 0"
    all_heads=True,  # art. 3 and 4(2): fifteen criteria out of 100, none of which is left out
)

TITLE = (
    {"recognised": (80, 100)},
    {"recognised": (70, 100)},
)  # khvn-working: "Pass mark: 80, and 70 in area difficult"
LAST = 2100
USED_ON = (2016, LAST)  # law/README.md: "2016–2020 in the text, used on after it"

FAMILY = Table(  # QĐ 448/2015, "Gia đình học tập"
    heads={"1": 30, "2": 30, "3": 20, "4": 20},
    items={
        "1.1": everybody(10),
        "1.2": everybody(10),
        "1.3": met(10),
        "2.1": everybody(10),
        "2.2": half_points(10),
        "2.3": met(10),
        "3.1": met(10),
        "3.2": met(10),
        "4.1": met(10),
        "4.2": met(10),
    },
    marks=TITLE,
    lowest="not-recognised",
    papers=False,  # khvn-working: "No documents are expected of families and citizens"
    years=USED_ON,
)

CLAN = Table(  # QĐ 448/2015, "Dòng họ học tập"
    heads={"1": 30, "2": 40, "3": 30},
    items={
        "1.1": met(10),
        "1.2": met(10),
        "1.3": met(10),
        "2.1": share({"70": 20, "60": 15, "50": 10, "40": 5}, {"60": 20, "50": 15, "40": 10, "30": 5}),
        "2.2": share({"100": 10, "95": 5}),
        "2.3": share({"70": 10, "50": 5}),
        "3.1": met(10),
        "3.2": met(10),
        "3.3": met(10),
    },
    marks=TITLE,
    lowest="not-recognised",
    papers=True,  # khvn-working: "clans, villages and units show theirs"
    years=USED_ON,
)

VILLAGE = Table(  # QĐ 448/2015, "Cộng đồng học tập thôn, bản, ấp, tổ dân phố"
    heads={"1": 20, "2": 50, "3": 30},
    items={
        "1.1": met(10),
        "1.2": met(10),
        "2.1": share({"70": 20, "60": 15, "50": 10}, {"60": 20, "50": 15, "40": 10}),
        "2.2": share({"50": 10, "40": 5}, {"40": 10, "30": 5}),
        "2.3": share({"100": 10, "98": 5}),
        "2.4": share({"60": 10, "40": 5}),
        "3.1": met(10),
        "3.2": met(10),
        "3.3": met(10),
    },
    marks=TITLE,
    lowest="not-recognised",
    papers=True,
    years=USED_ON,
)

UNIT = Table(  # QĐ 448/2015, "Đơn vị học tập thuộc xã": "Same ten items and maxima as TT 22/2020 article 5"
    heads={"1": 30, "2": 30, "3": 40},  # TT 22/2020 art. 5(1), 5(2), 5(3)
    items={
        "1.a": met(10),
        "1.b": met(10),
        "1.c": met(10),
        "2.a": half_points(10),
        "2.b": half_points(5),
        "2.c": half_points(10),
        "2.d": half_points(5),
        "3.a": half_points(25),
        "3.b": choice({"khong": 0, "tap-the-lao-dong-tien-tien": 10, "cao-hon": 10}),  # art. 5(3)(b): "trở lên"
        "3.c": met(5),
    },
    marks=TITLE,
    lowest="not-recognised",
    papers=True,
    years=USED_ON,
)

CITIZEN = Table(  # QĐ 324/2023, "Công dân học tập": three competences, ten indicators (4 + 4 + 2), ten points each
    heads={"1": 40, "2": 40, "3": 20},
    items={
        f"{competence}.{number}": judged(10)
        for competence, indicators in ((1, 4), (2, 4), (3, 2))
        for number in range(1, indicators + 1)
    },
    marks=TITLE,
    lowest="not-recognised",
    papers=False,
    years=(2023, LAST),  # issued on 25 October 2023
    no_item_below=5,  # "no indicator below 5", in both areas
    all_items=True,  # "no indicator": each of the ten has its points
)

TABLES = {
    "tt44-2014": TT44,
    "khvn448-2015-family": FAMILY,
    "khvn448-2015-clan": CLAN,
    "khvn448-2015-village": VILLAGE,
    "khvn448-2015-unit": UNIT,
    "khvn324-2023-citizen": CITIZEN,
}
KINDS = {
    "commune": TT44,
    "family": FAMILY,
    "clan": CLAN,
    "village": VILLAGE,
    "unit": UNIT,
    "citizen": CITIZEN,
}


class Outcome(NamedTuple):
    """What a table makes of one file; totals rounded down to hundredths. What is on a sheet has no items."""

    level: str
    total: Fraction
    points: dict[str, Fraction]
    statuses: dict[str, str]
    heads: dict[str, Fraction]
    head_statuses: dict[str, str]
    high: Fraction
    high_level: str


class Line(NamedTuple):
    """What one item, or one head on a score sheet, comes to. No maximum: it does not apply."""

    points: Fraction
    best: Fraction
    most: Fraction
    status: str


def evaluate(table: Table, answers: Mapping[str, Answer], hard: bool = False, sure: Set[str] = frozenset()) -> Outcome:
    """Return the outcome of *answers*, in a difficult area where it is *hard*; what is *sure* needs no papers."""
    items: dict[str, Line] = {}
    heads: dict[str, Line] = {}
    for head, most in table.heads.items():
        whole = answers.get(head)
        if whole is not None and whole.get("not_applicable") is None:
            heads[head] = sheet_line(Fraction(most), whole)
            continue
        below = {name: item_line(table, name, whole or answers.get(name), hard, sure) for name in table.below(head)}
        items |= below
        heads[head] = summed(list(below.values()))
    total, high = (scaled(heads.values(), which) for which in (0, 1))
    return Outcome(
        level=grade(table, total, hard, is_barred(table, items, heads, 0)),
        total=hundredths(total),
        points={name: line.points for name, line in items.items()},
        statuses={name: line.status for name, line in items.items()},
        heads={head: line.points for head, line in heads.items()},
        head_statuses={head: line.status for head, line in heads.items()},
        high=hundredths(high),
        high_level=grade(table, high, hard, is_barred(table, items, heads, 1)),
    )


def never_left_out(table: Table, answers: Mapping[str, Answer]) -> set[str]:
    """Return the heads and items that *answers* call not applicable and that *table* asks of everybody.

    A head is left out with its line, or with each of its items; what is asked of all cannot be escaped so.
    """
    gone = {name for name, answer in answers.items() if answer.get("not_applicable") is not None}
    items = {name for name in table.items if name in gone or name.split(".")[0] in gone}
    heads = {head for head in table.heads if items.issuperset(table.below(head))}
    return (heads if table.all_heads else set()) | (items if table.all_items else set())


def item_line(table: Table, name: str, answer: Answer | None, hard: bool, sure: Set[str]) -> Line:
    """Return what one *answer* comes to."""
    most = Fraction(table.items[name].most)
    if answer is not None and answer.get("not_applicable") is not None:
        return Line(Fraction(0), Fraction(0), Fraction(0), "not_applicable")  # our reading: left out
    earned = worth(table.items[name], answer or {}, hard)
    if earned is None:
        return Line(Fraction(0), most, most, "missing")  # our reading: missing is not failed
    shown = bool((answer or {}).get("documents")) or name in sure or not table.papers
    best = most if (answer or {}).get("open") else earned  # see reference_standards.derived
    if earned > 0 and not shown:
        return Line(Fraction(0), best, most, "missing")  # TT 44/2014 art. 4(2): "không được chấm điểm"
    return Line(earned, best, most, standing(earned, most))  # our reading: a "no" needs no paper


def worth(item: Item, answer: Answer, hard: bool) -> Fraction | None:
    """Return what *answer* earns once it has its papers; None where nothing is answered."""
    if answer.get("points") is not None:
        return Fraction(str(answer["points"]))
    return item.scale(answer, hard)


def sheet_line(most: Fraction, line: Answer) -> Line:
    """Return what a *line* of an inspection team's sheet comes to: its own points, of its own maximum."""
    if line.get("of") is not None:
        most = Fraction(str(line["of"]))
    if line.get("points") is None:
        return Line(Fraction(0), most, most, "missing")
    points = Fraction(str(line["points"]))
    return Line(points, points, most, standing(points, most))


def summed(lines: list[Line]) -> Line:
    """Return what the items of one head come to together."""
    points, best, most = (sum((line[at] for line in lines), Fraction(0)) for at in range(3))
    if most == 0:
        return Line(points, best, most, "not_applicable")
    left = {line.status for line in lines} - {"not_applicable"}
    return Line(points, best, most, "missing" if left == {"missing"} else standing(points, most))


def standing(points: Fraction, most: Fraction) -> str:
    """Return the word for *points* of *most*."""
    if points == 0:
        return "fail"
    return "pass" if points == most else "partial"


def scaled(heads: Any, which: int) -> Fraction:
    """Return the total of 100 over what applies (our reading)."""
    lines = list(heads)
    return WHOLE * sum((line[which] for line in lines), Fraction(0)) / sum(line.most for line in lines)


def is_barred(table: Table, items: Mapping[str, Line], heads: Mapping[str, Line], which: int) -> bool:
    """Whether a condition beyond the total bars every grade; what does not apply passes (our reading)."""
    zero = any(line.most and line[which] == 0 for line in heads.values())
    weak = any(line.most and line[which] < table.no_item_below for line in items.values())
    return (table.no_head_at_zero and zero) or weak


def grade(table: Table, total: Fraction, hard: bool, barred: bool) -> str:
    """Return the level of an exact *total*; one between two printed grades gets the lower (law/README.md)."""
    printed = table.marks[hard].items()
    return next((name for name, (least, most) in printed if least <= floor(total) <= most and not barred), table.lowest)


def hundredths(exact: Fraction) -> Fraction:
    """Return *exact*, rounded down to hundredths (our reading)."""
    return Fraction(floor(100 * exact), 100)
