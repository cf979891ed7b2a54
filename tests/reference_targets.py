"""A second reading of TT 24/2023/TT-BGDĐT and TT 25/2023/TT-BGDĐT, typed from their articles.

To hold the product against: everything is a fraction, and nothing of the product is imported. The titles of citizens
are those of ``reference_points``, the standards of a commune those of ``reference_standards``. Where a circular is
silent the project's own reading stands, marked "our reading".
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from reference_members import RECOGNISED, can_be_rated
from reference_points import KINDS, evaluate
from reference_recognition import asking_day, held_on
from reference_standards import CHOICES, is_contradicted, is_written, standards

Answer = Mapping[str, Any]
Evidence = Mapping[str, Any]
Types = frozenset[str] | None  # who is asked; None: everybody

ONE, TWO = "level-1", "level-2"
LEVELS = (ONE, TWO)  # rising; TT 24 art. 5(2), 11(2): "theo 2 mức độ: mức độ 1, mức độ 2"
NONE = "not-recognised"

# The kinds of unit that TT 24/2023 art. 2(1)–(4) and its criteria tell apart; their ids are the project's own.
PUBLIC_PRESCHOOL, PRIVATE_PRESCHOOL = "public-preschool", "private-preschool"
GENERAL = frozenset({"public-general-school", "private-general-school"})
VOCATIONAL = frozenset({"public-vocational-institution", "private-vocational-institution"})
OTHER_SCHOOLS = frozenset({"other-education-institution", "other-private-education-institution"})
CONTINUING = frozenset({"continuing-education-centre", "private-continuing-education-centre"})
UNIVERSITIES = frozenset({"public-university", "private-university"})
NO_SCHOOLS = frozenset(
    {"agency", "public-service-unit", "social-organisation", "economic-organisation", "armed-forces"}
)
DISTRICT_UNITS = NO_SCHOOLS | {PUBLIC_PRESCHOOL, PRIVATE_PRESCHOOL} | GENERAL | VOCATIONAL | OTHER_SCHOOLS
PROVINCE_UNITS = NO_SCHOOLS | GENERAL | VOCATIONAL | OTHER_SCHOOLS | CONTINUING | UNIVERSITIES
# Art. 6(1)(c): "cơ quan, đơn vị sự nghiệp công lập của nhà nước"; our reading: armed forces are bodies of the state.
STATE = frozenset(
    {
        "agency",
        "public-service-unit",
        PUBLIC_PRESCHOOL,
        "public-general-school",
        "public-vocational-institution",
        "other-education-institution",
        "continuing-education-centre",
        "public-university",
        "armed-forces",
    }
)


class Target(NamedTuple):
    """One target: how it is asked, and what each level asks of it, of whom.

    ``least`` has for each level that asks something the figures in normal and difficult areas: per cent, a number, the
    place of an option; 1 where it is met or not.
    """

    form: str
    least: dict[str, tuple[int, int]]
    types: dict[str, Types] = dict.fromkeys(LEVELS)
    options: tuple[str, ...] = ()
    standard: str | None = None
    most: int | None = None  # that a number can be; our reading: 100 of a rate in per cent
    members: tuple[str, str, str] | None = None  # their kind, the level that counts, how everybody is counted


class Table(NamedTuple):
    """One rule set: its targets by id, whom it rates, and what may be left out with a reason."""

    kind: str
    tier: str | None
    targets: dict[str, Target]
    types: frozenset[str] = frozenset()
    not_everywhere: frozenset[str] = frozenset()

    @property
    def heads(self) -> list[str]:
        """Its criteria."""
        return list(dict.fromkeys(head_of(name) for name in self.targets))

    def below(self, head: str) -> list[str]:
        """Return the targets of *head*."""
        return [name for name in self.targets if head_of(name) == head]


def head_of(name: str) -> str:
    """Return the criterion of a target: "5" of "5.2.1"."""
    return name.partition(".")[0]


def yes(types: Types = None) -> Target:
    """Met or not, alike at both levels."""
    return Target("met", dict.fromkeys(LEVELS, (1, 1)), dict.fromkeys(LEVELS, types))


def share(
    one: int | None,
    two: int | None,
    hard: tuple[int, int] | None = None,
    types: Types = None,
    members: tuple[str, str, str] | None = None,
) -> Target:
    """At least so many per cent at level 1 and at level 2; None: that level asks nothing of it."""
    least = {
        level: (normal, difficult)
        for level, normal, difficult in zip(LEVELS, (one, two), hard or (one, two), strict=True)
        if normal is not None and difficult is not None
    }
    return Target("share", least, dict.fromkeys(LEVELS, types), members=members)


def number(least: int) -> Target:
    """At least so many, alike at both levels."""
    return Target("value", dict.fromkeys(LEVELS, (least, least)))


def choice(options: Sequence[str], one: str, two: str, types: Types = None, two_types: Types = None) -> Target:
    """That option or a better one; *two_types*: whom level 2 asks, where those are others."""
    places = {level: options.index(option) for level, option in zip(LEVELS, (one, two), strict=True)}
    whom = {ONE: types, TWO: types if two_types is None else two_types}
    return Target("choice", {level: (place, place) for level, place in places.items()}, whom, tuple(options))


def standard(name: str, one: int, two: int, most: int) -> Target:
    """A level of a standard of NĐ 20/2014/NĐ-CP, out of so many."""
    return choice(CHOICES[: most + 1], CHOICES[one], CHOICES[two])._replace(standard=name)


def moves(direction: str, most: int | None = None) -> Target:
    """Risen, or fallen, "so với năm trước liền kề"; never below 0, nor above the *most* that there can be."""
    return Target(direction, dict.fromkeys(LEVELS, (1, 1)), most=most)


TITLES = ("khong", "tap-the-lao-dong-tien-tien", "cao-hon")  # art. 6(3)(c): from "Tập thể lao động tiên tiến" up
DIGITAL = ("none", "basic", "good")  # art. 6(3)(d): "đáp ứng cơ bản", art. 7(3)(d): "đáp ứng tốt"

UNIT_MEMBERS = {
    "2.1": share(90, 95),  # art. 6(2)(a), 7(2)(a): discipline, cooperation
    "2.2": share(90, 95),  # art. 6(2)(b), 7(2)(b): programmes completed
    "2.3": share(90, 95),  # art. 6(2)(c), 7(2)(c): trained for and part of digital transformation
    # art. 6(2)(d), 7(2)(d): languages, "không bao gồm thành viên trong đơn vị là tổ chức kinh tế"
    "2.4": share(50, 70, types=(DISTRICT_UNITS | PROVINCE_UNITS) - {"economic-organisation"}),
    "2.5": share(90, 95),  # art. 6(2)(đ), 7(2)(đ): "Lao động tiên tiến" or above
    "3.1.1": share(90, 95),  # art. 6(3)(a), 7(3)(a), 12(3)(a), 13(3)(a): members who are learning citizens
}

DISTRICT_UNIT = Table(  # TT 24/2023 art. 6 and 7
    "unit",
    "district",
    {
        "1.1": yes(),  # art. 6(1)(a)
        "1.2.1": yes(),  # art. 6(1)(b), first sentence
        "1.2.2": yes(frozenset({PUBLIC_PRESCHOOL})),  # art. 6(1)(b), second sentence: "mầm non công lập"
        "1.3": yes(STATE),  # art. 6(1)(c)
        "1.4": yes(),  # art. 6(1)(d)
        "1.5": yes(),  # art. 6(1)(đ)
        **UNIT_MEMBERS,
        # art. 6(3)(a), 7(3)(a): learners; art. 2(8) counts none below upper-secondary and of district boarding schools
        "3.1.2": share(95, 97, types=VOCATIONAL | OTHER_SCHOOLS),
        "3.2.1": yes(),  # art. 6(3)(b), first sentence
        "3.2.2": yes(frozenset({PUBLIC_PRESCHOOL})),  # art. 6(3)(b), second sentence
        # art. 6(3)(c) everybody; art. 7(3)(c): "Đơn vị cấp huyện là cơ quan, đơn vị sự nghiệp công lập"
        "3.3": choice(TITLES, TITLES[1], TITLES[1], two_types=STATE),
        "3.4": choice(DIGITAL, "basic", "good", GENERAL),  # art. 6(3)(d), 7(3)(d): "cơ sở giáo dục phổ thông"
        "3.5": yes(VOCATIONAL),  # art. 6(3)(đ), 7(3)(đ): "cơ sở giáo dục nghề nghiệp"
    },
    DISTRICT_UNITS,
)

PROVINCE_UNIT = Table(  # TT 24/2023 art. 12 and 13
    "unit",
    "province",
    {
        "1.1": yes(),  # art. 12(1), 13(1): as art. 6(1)
        "1.2": yes(),  # nothing of preschools: art. 2(2) has none
        "1.3": yes(STATE),
        "1.4": yes(),
        "1.5": yes(),
        **UNIT_MEMBERS,  # art. 12(2): as art. 6(2); art. 13(2): as art. 7(2)
        # art. 12(3)(a), 13(3)(a): learners of "Cơ sở giáo dục đánh giá, công nhận cấp tỉnh"
        "3.1.2": share(95, 97, types=GENERAL | VOCATIONAL | OTHER_SCHOOLS | CONTINUING | UNIVERSITIES),
        "3.2": yes(),  # art. 12(3)(b), 13(3)(b)
        "3.3": choice(TITLES, TITLES[1], TITLES[1]),  # art. 12(3)(c), 13(3)(c): everybody, at both levels
        "3.4": choice(DIGITAL, "basic", "good", GENERAL | CONTINUING),  # art. 12(3)(d), 13(3)(d)
        "3.5": choice(DIGITAL, "basic", "good", UNIVERSITIES),  # art. 12(3)(đ), 13(3)(đ)
        "3.6": yes(VOCATIONAL),  # art. 12(3)(e), 13(3)(e)
    },
    PROVINCE_UNITS,
)

COMMUNE = Table(  # TT 25/2023 art. 6 and 7
    "commune",
    None,
    {
        "1.1": yes(),  # art. 6(1)(a), 7(1)
        "1.2": yes(),  # art. 6(1)(b)
        "1.3": yes(),  # art. 6(1)(c)
        "2.1": yes(),  # art. 6(2)(a), 7(2)
        "2.2": yes(),  # art. 6(2)(b)
        "2.3": yes(),  # art. 6(2)(c)
        "3.1": yes(),  # art. 6(3)(a), 7(3)
        "3.2": yes(),  # art. 6(3)(b)
        "3.3": yes(),  # art. 6(3)(c)
        "4.1": yes()._replace(standard="preschool-5"),  # art. 6(4)(a), 7(4)(a)
        "4.2": standard("primary", 2, 3, most=3),  # art. 6(4)(b): "mức độ 2"; art. 7(4)(b): "mức độ 3"
        "4.3": standard("lower-secondary", 2, 3, most=3),  # art. 6(4)(c), 7(4)(c)
        "4.4": standard("literacy", 1, 2, most=2),  # art. 6(4)(d), 7(4)(d)
        "5.1": share(60, 80, members=("citizen", RECOGNISED, "people")),  # art. 6(5)(a), 7(5)(a)
        "5.2.1": share(50, 60, hard=(40, 50)),  # art. 6(5)(b), 7(5)(b)
        "5.2.2": share(12, 15, hard=(10, 12)),  # the same, "trong đó": of the citizens of the commune
    },
    not_everywhere=frozenset({"3.2", "3.3"}),  # our reading: a commune without a library, a centre
)

DISTRICT = Table(  # TT 25/2023 art. 11 and 12
    "district",
    None,
    {
        "1.1": yes(),  # art. 11(1)(a), 12(1)
        "1.2": yes(),  # art. 11(1)(b)
        "1.3": yes(),  # art. 11(1)(c)
        "2.1": yes(),  # art. 11(2)(a), 12(2)
        "2.2": yes(),  # art. 11(2)(b)
        "2.3": yes(),  # art. 11(2)(c)
        "2.4": yes(),  # art. 11(2)(d)
        "3.1": yes(),  # art. 11(3)(a), 12(3)
        "3.2": yes(),  # art. 11(3)(b)
        "3.3": yes(),  # art. 11(3)(c)
        "4.1.1": share(90, None, members=("commune", ONE, "communes")),  # art. 11(4)(a); level 2 counts: our reading
        "4.1.2": share(None, 90, members=("commune", TWO, "communes")),  # art. 12(4)(a)
        "4.2": moves("rise"),  # art. 11(4)(b), 12(4)(b): income per head
        "4.3": moves("rise", most=100),  # art. 11(4)(c), 12(4)(c): "tỷ lệ lao động có việc làm"
    },
    not_everywhere=frozenset({"3.2", "3.3"}),  # our reading: as in a commune
)

PROVINCE = Table(  # TT 25/2023 art. 16 and 17
    "province",
    None,
    {
        "1.1": yes(),  # art. 16(1)(a), 17(1)
        "1.2": yes(),  # art. 16(1)(b)
        "1.3": yes(),  # art. 16(1)(c)
        "2.1": yes(),  # art. 16(2)(a), 17(2)
        "2.2": yes(),  # art. 16(2)(b)
        "2.3": yes(),  # art. 16(2)(c)
        "2.4": yes(),  # art. 16(2)(d)
        "2.5": yes(),  # art. 16(2)(đ)
        "3.1": yes(),  # art. 16(3)(a), 17(3)
        "3.2": yes(),  # art. 16(3)(b)
        "3.3": yes(),  # art. 16(3)(c)
        "3.4": number(4),  # art. 16(3)(d): "tối thiểu 04 chương trình"
        "3.5.1": number(4),  # art. 16(3)(đ): "tối thiểu 04 chương trình"
        "3.5.2": yes(),  # the rest of it
        "4.1.1": share(90, None, members=("district", ONE, "districts")),  # art. 16(4)(a); level 2 counts: our reading
        "4.1.2": share(None, 90, members=("district", TWO, "districts")),  # art. 17(4)(a)
        "4.2": moves("fall", most=100),  # art. 16(4)(b), 17(4)(b): "tỷ lệ hộ nghèo"
        "4.3": moves("rise"),  # art. 16(4)(c), 17(4)(c): GRDP
    },
    # our reading: a province without a university of its own; without districts, since 1 July 2025
    not_everywhere=frozenset({"3.1", "4.1.1", "4.1.2"}),
)

TABLES = {
    "tt24-2023-district": DISTRICT_UNIT,
    "tt24-2023-province": PROVINCE_UNIT,
    "tt25-2023-commune": COMMUNE,
    "tt25-2023-district": DISTRICT,
    "tt25-2023-province": PROVINCE,
}
FIRST_YEAR = 2024  # law/README.md: "from 2024"


def table_of(subject: Mapping[str, Any]) -> Table:
    """Return the table that rates *subject*."""
    return next(
        each for each in TABLES.values() if each.kind == subject["kind"] and each.tier in (None, subject.get("tier"))
    )


class Outcome(NamedTuple):
    """What a circular makes of one file. Statuses by target or criterion, then by level, of levels that ask it."""

    level: str
    targets: dict[str, dict[str, str]]
    heads: dict[str, dict[str, str]]
    levels: dict[str, bool]
    lacking: dict[str, list[str]]
    high_level: str
    shares: dict[str, tuple[int, int]]


# One subject.


class Said(NamedTuple):
    """What is answered of one target: ``best`` is what may still become of it, ``sure`` needs no papers."""

    answer: Answer
    best: Answer | None = None
    sure: bool = False


def outcome(evidence: Evidence, shares: Mapping[str, tuple[int, int]]) -> Outcome:
    """Return the outcome of *evidence*, whose members give these *shares*."""
    subject, table = evidence["subject"], table_of(evidence["subject"])
    hard, type_ = subject.get("area") == "difficult", subject.get("type")
    said = {name: said_of(table, name, evidence, shares) for name in table.targets}
    targets = {
        name: {level: status(target, level, said[name], hard, type_) for level in target.least}
        for name, target in table.targets.items()
    }
    best = {
        name: {level: at_best(target, level, said[name], hard, type_) for level in target.least}
        for name, target in table.targets.items()
    }
    met = reached(targets)
    return Outcome(
        level=LEVELS[met - 1] if met else NONE,
        targets=targets,
        heads={
            head: {level: together([targets[name][level] for name in asked(table, head, level)]) for level in LEVELS}
            for head in table.heads
        },
        levels={level: place < met for place, level in enumerate(LEVELS)},
        lacking={level: lacking(targets, level) for level in LEVELS},
        high_level=LEVELS[high - 1] if (high := reached(best)) else NONE,
        shares=dict(shares),
    )


def asked(table: Table, head: str, level: str) -> list[str]:
    """Return the targets of *head* that *level* asks for."""
    return [name for name in table.below(head) if level in table.targets[name].least]


def never_left_out(table: Table, answers: Mapping[str, Answer]) -> set[str]:
    """Return the targets that *answers* call not applicable and that apply everywhere (our reading)."""
    return {
        name
        for name, answer in answers.items()
        if answer.get("not_applicable") is not None and name not in table.not_everywhere
    }


def reached(targets: Mapping[str, Mapping[str, str]]) -> int:
    """Return how many levels are met: all their criteria, and the level below (our reading; TT 24 art. 5(3), 11(3))."""
    for place, level in enumerate(LEVELS):
        statuses = {each[level] for each in targets.values() if level in each}
        if statuses - {"not_applicable"} != {"pass"}:
            return place
    return len(LEVELS)


def lacking(targets: Mapping[str, Mapping[str, str]], level: str) -> list[str]:
    """Return the targets that stand between the subject and *level*."""
    return [name for name, each in targets.items() if each.get(level, "pass") not in ("pass", "not_applicable")]


def together(statuses: Sequence[str]) -> str:
    """Return the word for a criterion; TT 24 art. 9(4), TT 25 art. 8(2)(b): met when all its targets are."""
    left = set(statuses) - {"not_applicable"}
    if not left:
        return "not_applicable"
    return next((word for word in ("fail", "missing") if word in left), "pass")


def status(target: Target, level: str, said: Said, hard: bool, type_: str | None) -> str:
    """Return the word for one target at one level."""
    whom = target.types[level]
    if whom is not None and type_ not in whom:
        return "not_applicable"  # TT 24: the clause asks others
    if said.answer.get("not_applicable") is not None:
        return "not_applicable"
    figure = measure(target, said.answer)
    if figure is None:
        return "missing"  # TT 24 art. 9(3), 15(3); TT 25: our reading
    if figure < target.least[level][hard]:
        return "fail"  # our reading: a "no" needs no paper
    return "pass" if said.sure or said.answer.get("documents") else "missing"  # art. 9(3), 15(3): "không có minh chứng"


def at_best(target: Target, level: str, said: Said, hard: bool, type_: str | None) -> str:
    """Return the word once everything missing is there (our reading: missing is not failed)."""
    best = said if said.best is None else Said(said.best, sure=True)
    word = status(target, level, best, hard, type_)
    return "pass" if word == "missing" else word


def measure(target: Target, answer: Answer) -> Fraction | None:
    """Return what *answer* comes to, as ``Target.least`` counts it; None where nothing is answered."""
    value, before = answer.get("value"), answer.get("previous")
    match target.form:
        case "met":
            return None if answer.get("met") is None else Fraction(answer["met"])
        case "share":
            return None if answer.get("count") is None else Fraction(100 * answer["count"], answer["of"])
        case "choice":
            return None if answer.get("choice") is None else Fraction(target.options.index(answer["choice"]))
        case "value":
            return None if value is None else Fraction(str(value))
    if value is None or before is None:
        return None
    risen = Fraction(str(value)) - Fraction(str(before))
    return Fraction((risen if target.form == "rise" else -risen) > 0)  # equal figures have neither risen nor fallen


def said_of(table: Table, name: str, evidence: Evidence, shares: Mapping[str, tuple[int, int]]) -> Said:
    """Return what is answered of one target: by members, by counts, or by hand."""
    written = evidence["answers"].get(name) or {}
    if name in shares:  # our reading: what members give counts in place of what is written, and needs no papers
        reached_, of = shares[name]
        return Said({"count": reached_, "of": of}, sure=True)
    if table.targets[name].standard is not None and "standards" in evidence:
        return from_counts(table.targets[name], evidence, written)
    return Said(written)


def from_counts(target: Target, evidence: Evidence, written: Answer) -> Said:
    """Return what follows from the counts for a standard of NĐ 20/2014/NĐ-CP, as ``reference_standards`` reads it."""
    block, hard = evidence["standards"], evidence["subject"].get("area") == "difficult"
    if all(count is None for count in block["counts"].values()):
        return Said(written)
    levels = standards(block["counts"], hard)[target.standard or ""]
    proved, is_open = levels.count(True), None in levels
    if is_open and is_written(written) and not is_contradicted(levels, written):
        return Said(written)
    most = levels.index(False) if False in levels else len(levels)
    made = [({"met": level > 0} if target.form == "met" else {"choice": CHOICES[level]}) for level in (proved, most)]
    best = made[1] if is_open else None
    if is_open and proved == 0:
        return Said({}, best)
    return Said(made[0] | {"documents": [*block.get("documents", []), *written.get("documents", [])]}, best)


# Members.


def evaluate_all(evidence: Evidence) -> tuple[Outcome, dict[int, str]]:
    """Return the outcome of *evidence*, and the levels of those of its members that count, by their place."""
    day = asked_on(evidence)
    members = evidence.get("members", [])
    counted = {place: completed(evidence, members[place]) for place in places_that_count(evidence, members)}
    refused = Counter(
        each["subject"]["kind"] for each in members if is_of(evidence, each) and not is_ratable(evidence, each)
    )
    levels: dict[int, str] = {}
    for kind in ("citizen", "family", "commune", "district"):
        for place, member in counted.items():
            if member["subject"]["kind"] == kind:
                own = members_of(member["subject"], [(counted[other]["subject"], levels[other]) for other in levels])
                levels[place] = level_of(member, own, day)
    everybody = [(counted[place]["subject"]["kind"], level) for place, level in levels.items()]
    return outcome(evidence, shares_of(evidence, everybody, refused)), levels


def members_of(subject: Mapping[str, Any], rated: Sequence[tuple[Mapping[str, Any], str]]) -> list[tuple[str, str]]:
    """Return kind and level of those *rated* that belong to *subject*; one without a code has none."""
    code = subject.get("code")
    return [(each["kind"], level) for each, level in rated if code is not None and each.get(subject["kind"]) == code]


def completed(of: Evidence, member: Evidence) -> dict[str, Any]:
    """Return *member* with the year and the area of its subject, where it has none of its own."""
    area = of["subject"].get("area", "normal")
    return {"year": of["year"], **member, "subject": {"area": area, **member["subject"]}}


def places_that_count(of: Evidence, members: Sequence[Evidence]) -> list[int]:
    """Return the places of members of this year and place that can be rated, each code once."""
    places, seen = [], set()
    for place, member in enumerate(members):
        name = (member["subject"]["kind"], member["subject"].get("code"))
        if is_of(of, member) and is_ratable(of, member) and name not in seen:
            places.append(place)
            seen |= {name} if name[1] is not None else set()
    return places


LARGER = ("district", "province")


def is_of(of: Evidence, member: Evidence) -> bool:
    """Whether *member* is of the year and the commune, district, province of its subject, where it says of which."""
    here, there = of["subject"], member["subject"]
    own = {kind: here.get("code") if here["kind"] == kind else here.get(kind) for kind in ("commune", *LARGER)}
    elsewhere = any(None not in (code, there.get(kind)) and code != there.get(kind) for kind, code in own.items())
    return member.get("year", of["year"]) == of["year"] and not elsewhere


def is_ratable(of: Evidence, member: Evidence) -> bool:
    """Whether a table of that kind asks what *member* answers."""
    if member["subject"]["kind"] in ("commune", *LARGER):
        table, answers = table_of(member["subject"]), member["answers"]
        known = answers.keys() <= table.targets.keys() and not never_left_out(table, answers)
        return known and member.get("year", of["year"]) >= FIRST_YEAR
    return can_be_rated(completed(of, member))


def asked_on(evidence: Evidence) -> date:
    """Return the day on which the subject asks for its level."""
    name = next(name for name, table in TABLES.items() if table is table_of(evidence["subject"]))
    done = {entry: date.fromisoformat(day) for entry, day in evidence.get("dates", {}).items()}
    return asking_day(name, evidence["year"], done)


def level_of(member: Evidence, own: Sequence[tuple[str, str]], day: date) -> str:
    """Return the level of a *member*; of communes and districts, with what their *own* members reached.

    TT 25 art. 11(4)(a), 16(4)(a): "được công nhận đạt"; our reading: on *day*, and where no recognition that holds is
    named, the level that the figures of the member reach stands for it.
    """
    subject = member["subject"]
    if subject["kind"] in ("commune", *LARGER):
        held = held_on(day, member.get("recognitions", []))
        if held is not None and day <= held.until:
            return held.level
        return outcome(member, shares_of(member, own, Counter())).level
    return evaluate(KINDS[subject["kind"]], member["answers"], subject["area"] == "difficult").level


def shares_of(
    evidence: Evidence, own: Sequence[tuple[str, str]], refused: Mapping[str, int]
) -> dict[str, tuple[int, int]]:
    """Return how many of its *own* reached what a target counts, and of how many; so many of each kind were *refused*.

    Our reading: of all that are declared, and never fewer than are listed; who cannot be rated is listed. Where it is
    not declared how many there are, there is no share.
    """
    found = {}
    for name, target in table_of(evidence["subject"]).targets.items():
        if target.members is not None:
            kind, least, everybody = target.members
            levels = [level for each, level in own if each == kind]
            listed = len(levels) + refused.get(kind, 0)
            declared = (evidence.get("population") or {}).get(everybody)
            if listed and declared is not None:
                found[name] = (sum(is_at_least(level, least) for level in levels), max(declared, listed))
    return found


def is_at_least(level: str, least: str) -> bool:
    """Whether *level* is *least* or better."""
    order = (RECOGNISED,) if least == RECOGNISED else LEVELS
    return level in order and order.index(level) >= order.index(least)
