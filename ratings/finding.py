"""A finding: what a reader should look at twice."""

from collections import Counter
from typing import Literal, NamedTuple, get_args

from criteria.texts import Text

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""The gravest first."""


class Finding(NamedTuple):
    """Something wrong or doubtful that a reader should see; the rating stands nevertheless."""

    severity: Severity
    path: str
    message: Text


MOST_ALIKE = 10
"""Findings of one sort that are kept and listed one by one; more of them are counted."""


class Gathered:
    """Findings on members, of whom there may be thousands: some of each sort, and how many more there are."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._found: dict[str, list[Finding]] = {}
        self._times: Counter[str] = Counter()

    def add(self, sort: str, finding: Finding) -> None:
        """Take *finding* to those of its *sort*."""
        self._times[sort] += 1
        if self._times[sort] <= MOST_ALIKE:
            self._found.setdefault(sort, []).append(finding)

    def findings(self) -> tuple[Finding, ...]:
        """Return those kept, each sort followed by how many more there are of it."""
        every = []
        for sort, found in self._found.items():
            every += found
            more = self._times[sort] - len(found)
            if more:
                told = Text(f"Còn {more} trường hợp như vậy.", f"{more} more cases like these.")
                every.append(Finding(found[0].severity, "/members", told))
        return tuple(every)
