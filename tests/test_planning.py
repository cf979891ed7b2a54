"""The planner against every set of choices there is, and its edges."""

from collections.abc import Iterator, Sequence
from itertools import islice, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ratings.planning import Group, Item, Option, Plan, Rank, plans

Picked = dict[str, int]
"""The place of the option of each item that is bettered."""


# Every set of choices, by the words of the docstrings and by nothing of the planner's own.


def every_choice(groups: Sequence[Group]) -> Iterator[Picked]:
    items = [item for group in groups for item in group.items]
    for places in product(*([None, *range(len(item.options))] for item in items)):
        yield {item.name: place for item, place in zip(items, places, strict=True) if place is not None}


def gain_of(item: Item, choice: Picked) -> int:
    return item.options[choice[item.name]].gain if item.name in choice else 0


def reaches(groups: Sequence[Group], need: int, choice: Picked) -> bool:
    by_group = [[gain_of(item, choice) for item in group.items] for group in groups]
    items = all(gain_of(item, choice) >= item.needs for group in groups for item in group.items)
    sums = all(sum(gains) >= group.needs for gains, group in zip(by_group, groups, strict=True))
    return items and sums and sum(map(sum, by_group)) >= need


def cost_of(groups: Sequence[Group], choice: Picked) -> int:
    items = (item for group in groups for item in group.items)
    return sum(item.options[choice[item.name]].cost for item in items if item.name in choice)


def order(groups: Sequence[Group], choice: Picked) -> tuple[int, int, list[float]]:
    """By cost, then how many, then earlier items first, then less of them."""
    items = [item.name for group in groups for item in group.items]
    return cost_of(groups, choice), len(choice), [choice.get(name, float("inf")) for name in items]


def lies_in(one: Picked, other: Picked) -> bool:
    return all(name in other and other[name] >= place for name, place in one.items())


def least_sets(groups: Sequence[Group], need: int) -> list[Picked]:
    """Return every set that reaches and of which nothing can be left out or made smaller, in order."""
    reaching = [choice for choice in every_choice(groups) if reaches(groups, need, choice)]
    minimal = [one for one in reaching if not any(other != one and lies_in(other, one) for other in reaching)]
    return sorted(minimal, key=lambda choice: order(groups, choice))


def options(gains: list[int], costs: list[int]) -> tuple[Option, ...]:
    return tuple(Option(gain, cost) for gain, cost in zip(sorted(gains), sorted(costs), strict=False))


# Gains of one item differ; what gains more may cost as much.
OPTIONS = st.builds(
    options,
    st.lists(st.integers(1, 8), max_size=3, unique=True),
    st.lists(st.integers(1, 4) | st.sampled_from([10**9, 10**12]), min_size=3, max_size=3),
)


@st.composite
def problems(draw: st.DrawFn) -> tuple[list[Group], int]:
    """Groups of five items at most, with bounds that hold already, that can be held, and that never can."""
    shape = draw(st.lists(st.integers(0, 3), min_size=1, max_size=3).filter(lambda each: sum(each) <= 5))
    names = iter("abcde")
    bound = st.sampled_from([0, 0, 0, -3, 2, 5, 9])
    groups = [
        Group(tuple(Item(next(names), draw(OPTIONS), draw(bound)) for _ in range(many)), draw(bound)) for many in shape
    ]
    return groups, draw(st.integers(-3, 20))


@settings(max_examples=400, deadline=None)
@given(problems())
def test_the_first_plan_costs_least_and_all_least_sets_follow_in_order(problem):
    """Exactly the least sets, each once, the cheapest first; of two that cost alike always the same one first."""
    groups, need = problem
    expected = least_sets(groups, need)
    found = [*islice(plans(groups, need), len(expected) + 1)]
    assert [dict(plan.choice) for plan in found] == expected
    assert [plan.cost for plan in found] == [cost_of(groups, choice) for choice in expected]


@settings(max_examples=200, deadline=None)
@given(problems())
def test_no_plan_contains_another(problem):
    found = [*islice(plans(*problem), 30)]
    assert not [(one, other) for one in found for other in found if one is not other and one.contains(other)]
    assert [plan.rank for plan in found] == sorted(plan.rank for plan in found)


def item(name: str, *options: tuple[int, int], needs: int = 0) -> Item:
    return Item(name, tuple(Option(gain, cost) for gain, cost in options), needs)


A, B, C = item("a", (2, 1), (5, 3)), item("b", (3, 2)), item("c", (4, 10))

EDGES = [
    pytest.param([Group((A,))], 0, [{}], id="nothing is needed"),
    pytest.param([Group((A,))], -7, [{}], id="there is more than enough"),
    pytest.param([], 0, [{}], id="no group, nothing needed"),
    pytest.param([], 1, [], id="no group, something needed"),
    pytest.param([Group(())], 1, [], id="no item"),
    pytest.param([Group((item("a"),))], 1, [], id="an item without options"),
    pytest.param([Group((A,))], 6, [], id="out of reach"),
    pytest.param([Group((A,))], 5, [{"a": 1}], id="exactly in reach"),
    pytest.param([Group((A,))], 2, [{"a": 0}], id="the smaller option is enough"),
    pytest.param([Group((A, B))], 5, [{"a": 1}, {"a": 0, "b": 0}], id="two cost what one does: fewer first"),
    pytest.param([Group((A, B, C))], 7, [{"a": 1, "b": 0}, {"b": 0, "c": 0}, {"a": 1, "c": 0}], id="three ways"),
    pytest.param([Group((item("a", (3, 2)), B))], 3, [{"a": 0}, {"b": 0}], id="earlier items first"),
    pytest.param([Group((item("a", (3, 2)),)), Group((B,))], 3, [{"a": 0}, {"b": 0}], id="and earlier groups"),
    pytest.param([Group((item("a", (1, 2), (3, 2)),))], 1, [{"a": 0}], id="what is enough, at the same cost"),
    pytest.param([Group((item("a", (9, 5)), item("b", (5, 3)), item("c", (5, 3))))], 10,
                 [{"b": 0, "c": 0}, {"a": 0, "b": 0}, {"a": 0, "c": 0}], id="greedy would take a"),
    pytest.param([Group((A, item("b", (3, 50), needs=1)))], 0, [{"b": 0}], id="an item needs it"),
    pytest.param([Group((item("a", (2, 1), (5, 3), needs=3), B))], 2, [{"a": 1}], id="an item needs its larger one"),
    pytest.param([Group((item("a", (2, 1), needs=3), B))], 2, [], id="an item can never have what it needs"),
    pytest.param([Group((A,)), Group((B,), 3)], 0, [{"b": 0}], id="a group needs it"),
    pytest.param([Group((A,), 5), Group((B,))], 2, [{"a": 1}], id="a group needs more than the whole"),
    pytest.param([Group((A,)), Group((B,), 4)], 2, [], id="a group can never have what it needs"),
    pytest.param([Group((item("a", (10**9, 10**15)),))], 10**9, [{"a": 0}], id="large numbers"),
]  # fmt: skip


@pytest.mark.parametrize(("groups", "need", "expected"), EDGES)
def test_edges(groups, need, expected):
    assert [dict(plan.choice) for plan in plans(groups, need)] == expected


def test_a_plan_contains_another_that_has_less_of_the_same():
    def plan(**choice: int) -> Plan:
        return Plan(Rank(1, 1, ()), choice)

    assert plan(a=1, b=0).contains(plan(a=0))
    assert plan(a=1).contains(plan(a=1))
    assert plan(a=1).contains(plan())
    assert not plan(a=0).contains(plan(a=1))
    assert not plan(b=3).contains(plan(a=0))


def test_forty_items_in_a_blink():
    """As many as the largest rule set has, each with ten options: the sums are many, the time is not."""
    groups = [
        Group(
            tuple(item(f"{place}.{number}", *((50 * k, 7 * k + number) for k in range(1, 11))) for number in range(4))
        )
        for place in range(10)
    ]
    found = [*islice(plans(groups, 16_000), 3)]
    assert [plan.cost for plan in found] == sorted(plan.cost for plan in found)
    assert len(found) == 3
