"""The cheapest choices that reach a sum, exactly: for each item one of its options or none, with bounds for groups.

Knows nothing of ratings. All numbers are whole, and gains and costs are above 0.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import heappop, heappush
from itertools import accumulate, count
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


class Rank(NamedTuple):
    """A way to a sum: compared by cost, then how many are bettered, then which, so that ties always break alike.

    ``picks`` has a number for each item: 0, or below 0 the place of its option before the end. So earlier items come
    first, and of options that cost alike the one that gains less, which is enough.
    """

    cost: int
    many: int
    picks: tuple[int, ...]


class Plan(NamedTuple):
    """A set of choices that reaches what is needed, and its rank. None of them can be left out or be smaller."""

    rank: Rank
    choice: Choice

    @property
    def cost(self) -> int:
        """Of all choices together."""
        return self.rank.cost

    def contains(self, other: "Plan") -> bool:
        """Whether all that *other* chooses is chosen here as well, or more of it."""
        return all(self.choice.get(name, -1) >= place for name, place in other.choice.items())


_Ways = dict[int, Rank]
_Limits = Mapping[str, int]
_NOTHING: _Ways = {0: Rank(0, 0, ())}


def plans(groups: Sequence[Group], need: int) -> Iterator[Plan]:
    """Yield the least sets of choices by which *groups* gain *need* together, the cheapest first, each once.

    Least: with a smaller option of any item, or without it, the set does not reach. Of sets with one cost the one with
    fewer choices comes first, then the one that betters earlier items, then the one that betters them less.

    Nothing is yielded where nothing reaches. Dynamic programming over sums for one set; every other least set has a
    smaller option somewhere than each set before it, and is found under such limits (Reiter 1987).
    """
    ticket = count()
    waiting: list[tuple[Rank, int, _Limits]] = []
    seen: set[frozenset[tuple[str, int]]] = set()
    found: set[tuple[int, ...]] = set()
    items = [item for group in groups for item in group.items]
    first = _best(_NOTHING, [_of_group(group, need, {}) for group in groups], _NOTHING, need)
    if first is not None:
        heappush(waiting, (first, next(ticket), {}))
    while waiting:
        rank, _, limits = heappop(waiting)
        choice = {item.name: len(item.options) + pick for item, pick in zip(items, rank.picks, strict=True) if pick}
        if rank.picks not in found:
            found.add(rank.picks)
            yield Plan(rank, choice)
        for less, best in _under_less(groups, need, limits, choice):
            key = frozenset(less.items())
            if best is not None and key not in seen:
                seen.add(key)
                heappush(waiting, (best, next(ticket), less))


def _under_less(
    groups: Sequence[Group], need: int, limits: _Limits, choice: Choice
) -> Iterator[tuple[_Limits, Rank | None]]:
    """Yield *limits* made closer at one chosen item after the other, and the best under them.

    Only the group of the item is another then: what stands before it and after it is summed once for all.
    """
    ways = [_of_group(group, need, limits) for group in groups]
    most = max(need, 0)
    before = [*accumulate(ways, lambda sums, each: _pruned(_summed(sums, each, most)), initial=_NOTHING)]
    after = [*accumulate(reversed(ways), lambda sums, each: _pruned(_summed(each, sums, most)), initial=_NOTHING)]
    for place, group in enumerate(groups):
        for name in (item.name for item in group.items if item.name in choice):
            less = {**limits, name: choice[name]}
            yield less, _best(before[place], [_of_group(group, need, less)], after[len(groups) - 1 - place], need)


def _best(before: _Ways, ways: Iterable[_Ways], after: _Ways, need: int) -> Rank | None:
    """Return the best that reaches *need*, of *before*, then *ways*, then *after*, which is pruned."""
    for each in ways:
        before = _pruned(_summed(before, each, max(need, 0)))
    gains = sorted(after)
    found: Rank | None = None
    for gain, rank in before.items():
        enough = bisect_left(gains, need - gain)  # of those that are enough the least gain is the best: it is pruned
        if enough < len(gains):
            whole = _joined(rank, after[gains[enough]])
            found = whole if found is None or whole < found else found
    return found


def _of_group(group: Group, need: int, limits: _Limits) -> _Ways:
    """Return the ways to each gain of *group* that keep its bounds; more than is needed is as good as enough."""
    most = max(need, group.needs, 0)
    ways = _NOTHING
    for item in group.items:
        own: _Ways = {0: Rank(0, 0, (0,))} if item.needs <= 0 else {}
        for place, option in enumerate(item.options[: limits.get(item.name)]):
            if option.gain >= item.needs:
                _keep(own, min(option.gain, most), Rank(option.cost, 1, (place - len(item.options),)))
        ways = _pruned(_summed(ways, own, most))
    return {gain: state for gain, state in ways.items() if gain >= group.needs}


def _summed(ways: _Ways, more: _Ways, most: int) -> _Ways:
    summed: _Ways = {}
    for gain, state in ways.items():
        for other, added in more.items():
            _keep(summed, min(gain + other, most), _joined(state, added))
    return summed


def _joined(one: Rank, other: Rank) -> Rank:
    return Rank(one.cost + other.cost, one.many + other.many, one.picks + other.picks)


def _keep(ways: _Ways, gain: int, state: Rank) -> None:
    if gain not in ways or state < ways[gain]:
        ways[gain] = state


def _pruned(ways: _Ways) -> _Ways:
    """Leave out what gains no more than something better."""
    kept: _Ways = {}
    best: Rank | None = None
    for gain in sorted(ways, reverse=True):
        if best is None or ways[gain] < best:
            best = kept[gain] = ways[gain]
    return kept
