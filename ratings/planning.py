"""The cheapest choices that reach a sum, exactly: for each item one of its options or none, with bounds for groups.

Knows nothing of ratings. All numbers are whole, and gains and costs are above 0.
"""

from collections.abc import Iterator, Mapping, Sequence
from heapq import heappop, heappush
from itertools import count
from typing import NamedTuple


class Option(NamedTuple):
    """One way to better an item: what it gains and what it costs."""

    gain: int
    cost: int


class Item(NamedTuple):
    """What can be bettered by one of its *options*, the least gain first; it has to gain *needs* at least.

    An option that gains more costs as much or more.
    """

    name: str
    options: tuple[Option, ...]
    needs: int = 0


class Group(NamedTuple):
    """Items that have to gain *needs* together, at least."""

    items: tuple[Item, ...]
    needs: int = 0


Choice = Mapping[str, int]
"""The place of the option that was chosen, by the name of the item; of those that are bettered."""


class Plan(NamedTuple):
    """A set of choices that reaches what is needed, and what it costs. None of them can be left out or be smaller."""

    cost: int
    choice: Choice


class _State(NamedTuple):
    """A way to a sum: compared by cost, then how many are bettered, then which, so that ties always break alike.

    ``picks`` has a number for each item: 0, or below 0 the place of its option before the end. So earlier items come
    first, and of options that cost alike the one that gains less, which is enough.
    """

    cost: int
    many: int
    picks: tuple[int, ...]


_Ways = dict[int, _State]
_Limits = Mapping[str, int]
_NOTHING = _State(0, 0, ())


def plans(groups: Sequence[Group], need: int) -> Iterator[Plan]:
    """Yield the least sets of choices by which *groups* gain *need* together, the cheapest first, each once.

    Least: with a smaller option of any item, or without it, the set does not reach. Of sets with one cost the one with
    fewer choices comes first, then the one that betters earlier items, then the one that betters them less.

    Nothing is yielded where nothing reaches. Dynamic programming over sums for one set; every other least set has a
    smaller option somewhere than each set before it, and is found under such limits (Reiter 1987).
    """
    ticket = count()
    waiting: list[tuple[_State, int, _Limits]] = []
    seen: set[frozenset[tuple[str, int]]] = set()
    found: set[tuple[int, ...]] = set()

    def consider(limits: _Limits) -> None:
        key = frozenset(limits.items())
        if key not in seen:
            seen.add(key)
            best = _best(groups, need, limits)
            if best is not None:
                heappush(waiting, (best, next(ticket), limits))

    consider({})
    items = [item for group in groups for item in group.items]
    while waiting:
        state, _, limits = heappop(waiting)
        choice = {item.name: len(item.options) + pick for item, pick in zip(items, state.picks, strict=True) if pick}
        if state.picks not in found:
            found.add(state.picks)
            yield Plan(state.cost, choice)
        for name, place in choice.items():
            consider({**limits, name: place})


def _best(groups: Sequence[Group], need: int, limits: _Limits) -> _State | None:
    ways: _Ways = {0: _NOTHING}
    for group in groups:
        within = _of_group(group, need, limits)
        ways = _pruned(_summed(ways, within, max(need, 0)))
        if not ways:
            return None
    reaching = [state for gain, state in ways.items() if gain >= need]
    return min(reaching, default=None)


def _of_group(group: Group, need: int, limits: _Limits) -> _Ways:
    """Return the ways to each gain of *group* that keep its bounds; more than is needed is as good as enough."""
    most = max(need, group.needs, 0)
    ways: _Ways = {0: _NOTHING}
    for item in group.items:
        own: _Ways = {0: _State(0, 0, (0,))} if item.needs <= 0 else {}
        for place, option in enumerate(item.options[: limits.get(item.name)]):
            if option.gain >= item.needs:
                _keep(own, min(option.gain, most), _State(option.cost, 1, (place - len(item.options),)))
        ways = _pruned(_summed(ways, own, most))
    return {gain: state for gain, state in ways.items() if gain >= group.needs}


def _summed(ways: _Ways, more: _Ways, most: int) -> _Ways:
    summed: _Ways = {}
    for gain, state in ways.items():
        for other, added in more.items():
            joined = _State(state.cost + added.cost, state.many + added.many, state.picks + added.picks)
            _keep(summed, min(gain + other, most), joined)
    return summed


def _keep(ways: _Ways, gain: int, state: _State) -> None:
    if gain not in ways or state < ways[gain]:
        ways[gain] = state


def _pruned(ways: _Ways) -> _Ways:
    """Leave out what gains no more than something better."""
    kept: _Ways = {}
    best: _State | None = None
    for gain in sorted(ways, reverse=True):
        if best is None or ways[gain] < best:
            best = kept[gain] = ways[gain]
    return kept
