"""A second reading of the roll-up: families make clans and villages, all of them make the commune.

On the tables of ``reference_points``; nothing of the product is imported. What is read here in our own way: a share
is that of the recognised members out of all (what the subject declares, else those listed, and never fewer than are
listed), it needs no paper of its own, and it counts in place of an answer by hand.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from reference_points import KINDS, Outcome, evaluate

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
    rated: dict[int, Rated] = {}
    for kind in ORDER:
        for place, evidence in counted.items():
            if evidence["subject"]["kind"] == kind:
                rated[place] = rated_with(evidence, list(rated.values()), commune)
    return rated_with(commune, list(rated.values()), None), rated


def completed(commune: Evidence, member: Evidence) -> dict[str, Any]:
    """Return *member* with the year and the area of its commune, where it has none of its own."""
    area = commune["subject"].get("area", "normal")
    return {"year": commune["year"], **member, "subject": {"area": area, **member["subject"]}}


def places_that_count(commune: Evidence, members: Sequence[Evidence]) -> list[int]:
    """Return the places of members of this year and this commune that can be rated, each code once."""
    places, seen = [], set()
    for place, member in enumerate(members):
        subject = member["subject"]
        elsewhere = None not in (subject.get("commune"), commune["subject"].get("code")) and (
            subject["commune"] != commune["subject"]["code"]
        )
        name = (subject["kind"], subject.get("code"))
        if member.get("year", commune["year"]) != commune["year"] or elsewhere or name in seen:
            continue
        if can_be_rated(completed(commune, member)):
            places.append(place)
            seen |= {name} if subject.get("code") is not None else set()
    return places


def can_be_rated(member: Evidence) -> bool:
    """Whether a table of that kind and year asks what *member* answers."""
    table = KINDS.get(member["subject"]["kind"])
    if table is None or not table.years[0] <= member["year"] <= table.years[1]:
        return False
    return all(name in table.items or name in table.heads for name in member["answers"])


def rated_with(evidence: Evidence, below: Sequence[Rated], commune: Evidence | None) -> Rated:
    """Return what becomes of a subject, with those *below* it; *commune* is that of which it is a member."""
    subject = evidence["subject"]
    found = {
        item: share_of(evidence, below, commune, *asked) for item, asked in ROLLED.get(subject["kind"], {}).items()
    }
    shares = {item: share for item, share in found.items() if share is not None}
    answers = dict(evidence["answers"])
    for item, (reached, of) in shares.items():
        if item.split(".")[0] not in answers:  # a criterion that is given as a whole stays as it is
            answers[item] = {"count": reached, "of": of}
    hard = subject.get("area") == "difficult"
    return Rated(evidence, evaluate(KINDS[subject["kind"]], answers, hard, shares.keys()), shares)


def share_of(
    evidence: Evidence, below: Sequence[Rated], commune: Evidence | None, kind: str, by: str | None, everybody: str
) -> tuple[int, int] | None:
    """Return how many of the members of *kind* are recognised, and of how many; None where there are no members."""
    code = evidence["subject"].get("code")
    own = [
        each.outcome.level == RECOGNISED
        for each in below
        if each.evidence["subject"]["kind"] == kind
        and (by is None or (code is not None and each.evidence["subject"].get(by) == code))
    ]
    if not own:
        return None
    declared = evidence.get("population", {}).get(everybody)
    if declared is None and commune is not None and evidence["subject"]["kind"] == "village" and kind == "family":
        declared = commune.get("population", {}).get("households_by_village", {}).get(code)
    return sum(own), max(declared or 0, len(own))
