"""A second reading of the roll-up: families make clans and villages, all of them make the commune.

On the tables of ``reference_points``; nothing of the product is imported. What is read here in our own way: a share
is that of the recognised members out of all (what the subject declares, else those listed, and never fewer than are
listed), it needs no paper of its own, and it counts in place of an answer by hand. A member that cannot be rated is
there all the same: it is one of all of its kind, of which it has reached nothing; in what village it is, nobody knows.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from reference_points import KINDS, Outcome, evaluate, never_left_out

Evidence = Mapping[str, Any]
RECOGNISED = "recognised"

# What is asked of members: their kind, by which of their codes they belong, and how many there are of them in all.
ROLLED: dict[str, dict[str, tuple[str, str | None, str]]] = {
    "clan": {"2.1": ("family", "clan", "households")},  # khvn-working, clan 2.1
    "village": {
        "2.1": ("family", "village", "households"),  # khvn-working, village 2.1
        "2.2": ("clan", "village", "clans"),  # khvn-working, village 2.2
    },
    "commune": {
        "9.1": ("family", None, "households"),  # tt44-annex-working 9.1: "of **all** households"
        "9.2": ("village", None, "villages"),  # 9.2
        "9.3": ("clan", None, "clans"),  # 9.3
    },
}
ORDER = ("citizen", "family", "unit", "clan", "village")


class Rated(NamedTuple):
    """A subject, what became of it, and its shares: reached, and of how many, by item."""

    evidence: Evidence
    outcome: Outcome
    shares: dict[str, tuple[int, int]]


def evaluate_commune(commune: Evidence, members: Sequence[Evidence]) -> tuple[Rated, dict[int, Rated]]:
    """Return the outcome of *commune*, and of those *members* that count, by their place."""
    counted = {place: completed(commune, members[place]) for place in places_that_count(commune, members)}
    refused = Counter(
        member["subject"]["kind"] for member in members if is_of(commune, member) and not is_ratable(commune, member)
    )
    rated: dict[int, Rated] = {}
    for kind in ORDER:
        for place, evidence in counted.items():
            if evidence["subject"]["kind"] == kind:
                rated[place] = rated_with(evidence, list(rated.values()), commune, Counter())
    return rated_with(commune, list(rated.values()), None, refused), rated


def completed(commune: Evidence, member: Evidence) -> dict[str, Any]:
    """Return *member* with the year and the area of its commune, where it has none of its own."""
    area = commune["subject"].get("area", "normal")
    return {"year": commune["year"], **member, "subject": {"area": area, **member["subject"]}}


def places_that_count(commune: Evidence, members: Sequence[Evidence]) -> list[int]:
    """Return the places of members of this year and this commune that can be rated, each code once."""
    places, seen = [], set()
    for place, member in enumerate(members):
        subject = member["subject"]
        name = (subject["kind"], subject.get("code"))
        if is_of(commune, member) and is_ratable(commune, member) and name not in seen:
            places.append(place)
            seen |= {name} if subject.get("code") is not None else set()
    return places


def is_of(commune: Evidence, member: Evidence) -> bool:
    """Whether *member* is of the year and of the commune, where it says of which it is."""
    there, here = member["subject"].get("commune"), commune["subject"].get("code")
    elsewhere = None not in (there, here) and there != here
    return member.get("year", commune["year"]) == commune["year"] and not elsewhere


def is_ratable(commune: Evidence, member: Evidence) -> bool:
    """Whether *member* can be rated with what it takes from its commune."""
    return can_be_rated(completed(commune, member))


def can_be_rated(member: Evidence) -> bool:
    """Whether a table of that kind and year asks what *member* answers."""
    table = KINDS.get(member["subject"]["kind"])
    if table is None or not table.years[0] <= member["year"] <= table.years[1]:
        return False
    known = all(name in table.items or name in table.heads for name in member["answers"])
    return known and not never_left_out(table, member["answers"])


def rated_with(
    evidence: Evidence, below: Sequence[Rated], commune: Evidence | None, refused: Mapping[str, int]
) -> Rated:
    """Return what becomes of a subject, with those *below* it; *commune* is that of which it is a member.

    So many of each kind were *refused*.
    """
    subject, found = evidence["subject"], {}
    for item, (kind, by, everybody) in ROLLED.get(subject["kind"], {}).items():
        own = own_of(evidence, below, kind, by) + [False] * refused.get(kind, 0)
        found[item] = (sum(own), max(all_of(evidence, commune, kind, everybody), len(own))) if own else None
    shares = {item: share for item, share in found.items() if share is not None}
    answers = dict(evidence["answers"])
    for item, (reached, of) in shares.items():
        if item.split(".")[0] not in answers:  # a criterion that is given as a whole stays as it is
            answers[item] = {"count": reached, "of": of}
    hard = subject.get("area") == "difficult"
    return Rated(evidence, evaluate(KINDS[subject["kind"]], answers, hard, shares.keys()), shares)


def own_of(evidence: Evidence, below: Sequence[Rated], kind: str, by: str | None) -> list[bool]:
    """Return of each member of *kind* that is the subject's own whether it is recognised."""
    code = evidence["subject"].get("code")
    return [
        each.outcome.level == RECOGNISED
        for each in below
        if each.evidence["subject"]["kind"] == kind
        and (by is None or (code is not None and each.evidence["subject"].get(by) == code))
    ]


def all_of(evidence: Evidence, commune: Evidence | None, kind: str, everybody: str) -> int:
    """Return how many there are of *kind*, as is declared; 0 where nothing is."""
    declared = evidence.get("population", {}).get(everybody)
    if declared is None and commune is not None and evidence["subject"]["kind"] == "village" and kind == "family":
        declared = commune.get("population", {}).get("households_by_village", {}).get(evidence["subject"].get("code"))
    return declared or 0
