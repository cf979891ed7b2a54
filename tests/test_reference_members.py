"""The product against a second reading of the roll-up (``reference_members``): families, clans, villages, commune."""

import json
import random
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reference_members import Rated, evaluate_commune
from reference_points import TABLES, TT44, Outcome
from support import PAPER
from test_reference_points import (
    AREAS,
    NOT_APPLICABLE,
    PAPERS,
    Answers,
    Evidence,
    answers,
    earning,
    in_file,
    poured,
    rank,
    rendered,
    shuffled,
)

from ratings import rate
from ratings.members import MemberResult
from ratings.record import Rating

Member = dict[str, Any]

CODES = ("01", "02", "03")
"""Of villages and of clans: a clan may have the number of a village."""
ELSEWHERE = "99"
COMMUNE = "QN-01"


def full(name: str, *without: str) -> Answers:
    """Full points with papers, but for what is left out."""
    items = TABLES[name].items
    return {item: earning(items[item], Fraction(1))[0] | PAPERS for item in items if item not in without}


FAMILY, CLAN, VILLAGE, UNIT = (f"khvn448-2015-{kind}" for kind in ("family", "clan", "village", "unit"))
NO = {"met": False}
GOOD_FAMILY = full(FAMILY)
FAMILIES: list[Answers] = [
    GOOD_FAMILY,
    GOOD_FAMILY,
    {item: answer for item, answer in GOOD_FAMILY.items() if item[0] != "1"} | {"1": NOT_APPLICABLE},
    GOOD_FAMILY | {"1.3": NO, "2.2": {"count": 9, "of": 10}, "4.2": NO},  # 79: recognised in a difficult area
    GOOD_FAMILY | {"1.3": NO, "4.2": NO},  # 80
    GOOD_FAMILY | {"1.3": NO, "3.1": NO, "4.2": NO},  # 70
    {"1.1": {"count": 1, "of": 2}},
    {},
]
# What their members do not answer leaves a clan at 70 and a village at 60, so that the shares decide.
CLANS: list[Answers] = [
    full(CLAN, "2.1") | {"1.1": NO},
    full(CLAN, "2.1") | {"1.1": NO},
    full(CLAN, "2.1", "3.3") | {"1.1": NO, "3.3": NOT_APPLICABLE},
    full(CLAN) | {"1.1": NO, "2.1": {"count": 1, "of": 4}},
    full(CLAN) | {"1.1": NO, "2.1": NOT_APPLICABLE},
    {item: answer for item, answer in full(CLAN).items() if item[0] != "2"} | {"2": {"points": 15}},
    {item: answer for item, answer in full(CLAN).items() if item[0] != "2"} | {"2": NOT_APPLICABLE},
    full(CLAN, "2.1", "2.2", "1.2"),
]
VILLAGES: list[Answers] = [
    full(VILLAGE, "2.1", "2.2") | {"1.1": NO},
    full(VILLAGE, "2.1", "2.2") | {"1.1": NO},
    full(VILLAGE, "2.1", "2.2"),
    full(VILLAGE, "2.2") | {"2.1": {"count": 6, "of": 10}},
    full(VILLAGE) | {"1.1": NO, "2.2": {"count": 0, "of": 3, "documents": [PAPER]}},
    {item: answer for item, answer in full(VILLAGE).items() if item[0] != "2"} | {"2": {"points": 32.5}},
]
UNITS: list[Answers] = [full(UNIT), full(UNIT, "3.a"), full(UNIT) | {"3.a": {"count": 1, "of": 5}}]
CITIZEN: Answers = {item: {"points": 9} for item in TABLES["khvn324-2023-citizen"].items}
BAD: list[Answers] = [{"9.9": {"met": True}}, full(FAMILY) | {"5": {"points": 1}}]

RARELY = [False] * 11 + [True]
CODE = st.sampled_from([None, *CODES, *CODES, ELSEWHERE])


@st.composite
def member(draw: st.DrawFn, kind: str, sorts: Sequence[Answers]) -> Member:
    """A member, now and then of another year, of another commune, in an area of its own, or not to be rated."""
    subject: Member = {"kind": kind, "name": "Thử"}
    if kind in ("family", "clan"):
        subject["village"] = draw(CODE)
    if kind == "family":
        subject |= {"clan": draw(CODE), "code": draw(st.sampled_from([None, *(f"GD-{n}" for n in range(30))]))}
    if kind in ("clan", "village"):
        subject["code"] = draw(st.sampled_from([*CODES, *CODES, None]))
    if kind == "unit":
        subject["tier"] = "commune"
    subject["commune"] = draw(st.sampled_from([None, COMMUNE, COMMUNE, COMMUNE, ELSEWHERE] if draw(rare) else [None]))
    if draw(rare):
        subject["area"] = draw(st.sampled_from(AREAS))
    found: Member = {"subject": {key: value for key, value in subject.items() if value is not None}}
    if draw(rare):
        found["year"] = draw(st.sampled_from([2015, 2019, 2022]))
    if kind in ("clan", "village") and draw(st.integers(0, 2)) == 0:
        found["population"] = draw(
            st.dictionaries(st.sampled_from(["households", "clans"]), st.sampled_from([0, 1, 2, 3, 5, 8]), max_size=2)
        )
    return found | {"answers": draw(st.sampled_from(BAD if draw(rare) else sorts))}


rare = st.sampled_from(RARELY)


@st.composite
def member_lists(draw: st.DrawFn, most_families: int = 12) -> list[Member]:
    """Families, clans, villages, units, mixed."""
    found = draw(st.lists(member("family", FAMILIES), min_size=2, max_size=most_families))
    found += draw(st.lists(member("clan", CLANS), max_size=4))
    found += draw(st.lists(member("village", VILLAGES), max_size=4))
    found += draw(st.lists(st.one_of(member("unit", UNITS), member("citizen", [CITIZEN])), max_size=1))
    return draw(st.permutations(found))


HOUSEHOLDS = st.sampled_from([None, 0, 1, 5, 10, 20])
COMMUNE_ANSWERS = st.one_of(
    answers("tt44-2014", ("fair",)),
    st.just(full("tt44-2014", "9.1", "9.2", "9.3")),
    st.just(full("tt44-2014") | {"9.1": {"count": 1, "of": 3}, "9.3": NOT_APPLICABLE}),
    st.sampled_from([{"points": 7.5}, {"points": None}]).map(
        lambda whole: full("tt44-2014", "9.1", "9.2", "9.3") | {"9": whole}
    ),
    st.just(poured("tt44-2014", 9450)),
)


@st.composite
def communes(draw: st.DrawFn) -> Evidence:
    """A commune that says how many households, villages and clans it has, or does not."""
    evidence = in_file("tt44-2014", draw(COMMUNE_ANSWERS), draw(st.sampled_from(AREAS)), draw(st.integers(2016, 2023)))
    if draw(st.booleans()):
        evidence["subject"]["code"] = COMMUNE
    population = {name: draw(HOUSEHOLDS) for name in ("households", "villages", "clans")}
    population = {name: count for name, count in population.items() if count is not None}
    if draw(st.booleans()):
        population["households_by_village"] = {code: draw(HOUSEHOLDS) for code in draw(st.sets(st.sampled_from(CODES)))}
    return evidence | ({"population": population} if population else {})


def with_members(evidence: Evidence, members: Sequence[Member]) -> Evidence:
    return evidence | {"members": list(members)}


# Agreement.


def place_of(result: MemberResult) -> int:
    return int(result.where.rpartition("/")[2])


def shares_of(roll_ups: Any) -> dict[str, tuple[int, int]]:
    return {each.indicator: (each.reached, each.all) for each in roll_ups}


def assert_outcome(rating: Rating, expected: Outcome) -> None:
    decision = rating.decision
    points = {name: Fraction(verdict.points, 100) for name, verdict in rating.indicators.items()}
    statuses = {name: verdict.status for name, verdict in rating.indicators.items()}
    assert points == expected.points
    assert statuses == expected.statuses
    assert (rating.level.id, Fraction(rating.points)) == (expected.level, expected.total)
    assert (Fraction(decision.high, 100), decision.high_level) == (expected.high, expected.high_level)


def assert_agrees(rating: Rating, commune: Rated, members: dict[int, Rated]) -> None:
    assert rating.members is not None
    results = {place_of(each): each for each in rating.members.results}
    assert {place: (each.level, Fraction(each.lacks.points, 100)) for place, each in results.items()} == {
        place: (each.outcome.level, each.outcome.total) for place, each in members.items()
    }
    shares = {place: shares_of(each.roll_ups) for place, each in results.items()}
    assert shares == {place: each.shares for place, each in members.items()}
    assert shares_of(rating.roll_ups.values()) == commune.shares
    assert_outcome(rating, commune.outcome)


@settings(max_examples=300, deadline=None)
@given(commune=communes(), members=member_lists())
def test_every_roll_up_agrees_with_the_reference(commune, members):
    """TT 44/2014 9.1 to 9.3, QĐ 448/2015 clan 2.1, village 2.1 and 2.2: who counts, of how many, and what it earns."""
    assert_agrees(rate(with_members(commune, members)), *evaluate_commune(commune, members))


def family(number: int, found: Answers = GOOD_FAMILY, **subject: str) -> Member:
    return {"subject": {"kind": "family", "name": "Thử", "code": f"GD-{number}", **subject}, "answers": found}


def at_full(**changes: Any) -> Evidence:
    """A commune with full points but for criterion 9."""
    return in_file("tt44-2014", full("tt44-2014", "9.1", "9.2", "9.3"), "normal", 2022) | changes


@pytest.mark.parametrize(
    ("members", "population", "share"),
    [
        pytest.param([family(1), family(2, {})], {}, (1, 2), id="of those listed"),
        pytest.param([family(1), family(2, {})], {"households": 5}, (1, 5), id="of all households"),
        pytest.param([family(1), family(2), family(3)], {"households": 2}, (3, 3), id="never fewer than listed"),
        pytest.param([family(1), family(1)], {}, (1, 1), id="the same code counts once"),
        pytest.param([family(1) | {"year": 2021}, family(2)], {}, (1, 1), id="another year does not count"),
        pytest.param([family(1) | {"year": 2021}, family(1)], {}, (1, 1), id="and takes no code"),
        pytest.param([family(1, commune="X"), family(2)], {}, (1, 1), id="another commune does not count"),
        pytest.param(
            [family(1, {"9.9": NO}), family(1)], {}, (1, 2), id="one that cannot be rated is there, and takes no code"
        ),
        pytest.param([family(1, {"9.9": NO})], {}, (0, 1), id="also where nobody can be rated"),
        pytest.param([family(1, {"9.9": NO}), family(2)], {"households": 9}, (1, 9), id="it is one of all households"),
        pytest.param([family(1, {"9.9": NO}) | {"year": 2021}, family(2)], {}, (1, 1), id="unless of another year"),
        pytest.param([family(1, {"9.9": NO}, commune="X"), family(2)], {}, (1, 1), id="or of another commune"),
        pytest.param(
            [family(1, {"9.9": NO}, village="01", clan="01"), family(2)], {}, (1, 2), id="whatever its village"
        ),
        pytest.param(
            [family(1, clan="01", village="01"), family(1, clan="02", village="01")],
            {},
            (1, 1),
            id="in two clans, once",
        ),
    ],
)
def test_families_of_a_commune(members, population, share):
    """TT 44/2014, 9.1: recognised families of all households."""
    evidence = with_members(at_full(population=population), members)
    evidence["subject"]["code"] = COMMUNE
    commune, _ = evaluate_commune(evidence, members)
    assert commune.shares == {"9.1": share}
    assert shares_of(rate(evidence).roll_ups.values()) == {"9.1": share}


def test_the_clan_with_the_number_of_a_village_has_its_own_households():
    """``households_by_village`` counts villages, not the clan of the same number."""
    clan = {"subject": {"kind": "clan", "name": "Thử", "code": "01"}, "answers": CLANS[0]}
    evidence = at_full(population={"households_by_village": {"01": 10}})
    rating = rate(with_members(evidence, [family(1, clan="01"), clan]))
    assert rating.members is not None
    assert [shares_of(each.roll_ups) for each in rating.members.results] == [{}, {"2.1": (1, 1)}]


# The same members, written differently.


def as_lines(members: Sequence[Member]) -> str:
    return "".join(json.dumps(each, ensure_ascii=False, default=float) + "\n" for each in members)


def said(rating: Rating) -> Any:
    """All that was decided, without where the members stand."""
    assert rating.members is not None
    results = [each._replace(where="") for each in rating.members.results]
    return rating.level.id, rating.decision, rating.roll_ups, rating.answers, results, rating.members.rule_sets


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(commune=communes(), members=member_lists(8), cut=st.integers(0, 8))
def test_members_in_files_count_like_members_in_the_evidence(tmp_path, commune, members, cut):
    """JSON Lines, in one file after the other; also where lines are empty, and where one cannot be read."""
    inline = rate(with_members(commune, members))
    first, second = tmp_path / "ho.jsonl", tmp_path / "khac.jsonl"
    named = commune | {"members_files": [first.name, second.name]}
    first.write_text(as_lines(members[:cut]), encoding="utf-8")
    second.write_text(as_lines(members[cut:]), encoding="utf-8")
    apart = rate(named, folder=tmp_path)
    assert said(apart) == said(inline)
    first.write_text('\n{"subject": \n' + as_lines(members[:cut]) + "\n[]\n", encoding="utf-8")
    broken = rate(named, folder=tmp_path)
    assert said(broken) == said(inline)
    assert broken.members is not None
    refused = [each.where for each in broken.members.refused]
    assert {"ho.jsonl:2", f"ho.jsonl:{2 + len(members[:cut]) + 2}"} <= set(refused)


@settings(max_examples=60, deadline=None)
@given(commune=communes(), members=member_lists(8), seed=st.integers(0, 2**32))
def test_the_order_of_members_changes_nothing(commune, members, seed):
    """Each code once: which of two with the same code counts does hang on the order."""
    for place, each in enumerate(members):
        if each["subject"]["kind"] == "family":
            each["subject"]["code"] = f"GD-{place}"
    kinds = [(each["subject"]["kind"], each["subject"].get("code")) for each in members]
    once = [each for place, each in enumerate(members) if kinds.index(kinds[place]) == place]
    other = list(once)
    random.Random(seed).shuffle(other)
    before, after = (rate(with_members(commune, each)) for each in (once, other))
    assert after.decision == before.decision
    assert shares_of(after.roll_ups.values()) == shares_of(before.roll_ups.values())
    assert before.members is not None
    assert after.members is not None
    by_member = [
        {
            id(each): (result.level, result.lacks, shares_of(result.roll_ups))
            for result in rating.members.results
            for each in [listed[place_of(result)]]
        }
        for rating, listed in ((before, once), (after, other))
    ]
    assert by_member[0] == by_member[1]


@settings(max_examples=50, deadline=None)
@given(commune=communes(), members=member_lists(8), seed=st.integers(0, 2**32))
def test_the_order_of_keys_changes_nothing(commune, members, seed):
    """And the same bytes come out a second time."""
    evidence = with_members(commune, members)
    expected = rendered(evidence)
    assert rendered(evidence) == expected
    assert rendered(shuffled(evidence, random.Random(seed).shuffle)) == expected


def test_the_order_of_keys_of_one_who_cannot_be_rated_changes_nothing():
    """The result lists why, so the order in which it is told must not hang on that of the file."""
    evidence = with_members(at_full(), [family(1), family(2, full(UNIT))])
    expected = rendered(evidence)
    assert {rendered(shuffled(evidence, random.Random(seed).shuffle)) == expected for seed in range(5)} == {True}


@settings(max_examples=60, deadline=None)
@given(commune=communes(), members=member_lists(6))
def test_a_family_or_unit_is_rated_as_if_it_stood_alone(commune, members):
    """By its own rule set, in the year and area of the commune where it names none."""
    rating = rate(with_members(commune, members))
    assert rating.members is not None
    for result in rating.members.results:
        each = members[place_of(result)]
        if each["subject"]["kind"] in ("family", "unit"):
            subject = {"area": commune["subject"]["area"], **each["subject"]}
            alone = rate({"schema": commune["schema"], "year": commune["year"], **each, "subject": subject})
            assert (alone.rule_set.id, alone.level.id, alone.decision.points) == (
                result.rule_set,
                result.level,
                result.lacks.points,
            )


# More is never worse.


def assert_not_lower(before: Evidence, after: Evidence) -> None:
    was, now = rate(before), rate(after)
    assert now.points >= was.points
    assert rank(TT44, now.level.id) >= rank(TT44, was.level.id)


@settings(max_examples=100, deadline=None)
@given(commune=communes(), members=member_lists(8), data=st.data())
def test_a_better_family_never_lowers_the_commune(commune, members, data):
    """Through its clan and its village, too."""
    families = [place for place, each in enumerate(members) if each["subject"]["kind"] == "family"]
    place = data.draw(st.sampled_from(families), label="place")
    worse, better = [
        [*members[:place], members[place] | {"answers": found}, *members[place + 1 :]]
        for found in (data.draw(st.sampled_from(FAMILIES), label="answers"), GOOD_FAMILY)
    ]
    assert_not_lower(with_members(commune, worse), with_members(commune, better))


@settings(max_examples=50, deadline=None)
@given(
    commune=communes(), members=member_lists(6), more=st.integers(1, 30), name=st.sampled_from(["households", "clans"])
)
def test_more_who_are_not_recognised_never_raise_the_commune(commune, members, more, name):
    """A larger whole for the same who are recognised."""
    population = commune.get("population", {})
    larger = commune | {"population": population | {name: (population.get(name) or 0) + more}}
    smaller = commune | {"population": population | {name: population.get(name) or 0}}
    assert_not_lower(with_members(larger, members), with_members(smaller, members))


def test_the_sample_commune_agrees_with_the_reference():
    """About 300 families, 12 clans, 8 villages and 5 units, in files."""
    folder = Path(__file__).parent.parent / "samples" / "xa-binh-khe"
    evidence = json.loads((folder / "xa-binh-khe.json").read_text(encoding="utf-8"))
    members = [
        json.loads(line)
        for name in evidence["members_files"]
        for line in (folder / name).read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    rating = rate(evidence, folder=folder)
    commune, rated = evaluate_commune(evidence, members)
    assert shares_of(rating.roll_ups.values()) == commune.shares
    assert rating.members is not None
    found = {
        (each.subject.kind, each.subject.code): (each.level, Fraction(each.lacks.points, 100))
        for each in rating.members.results
    }
    assert found == {
        (each.evidence["subject"]["kind"], each.evidence["subject"].get("code")): (
            each.outcome.level,
            each.outcome.total,
        )
        for each in rated.values()
    }
