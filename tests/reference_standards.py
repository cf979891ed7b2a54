"""A second reading of Nghị định 20/2014/NĐ-CP, typed from its articles, to hold the product against.

True: the article's conditions hold. False: one of them does not, or a level that it needs does not. None: not known,
because a count lacks or there is nobody to count (our reading). Nothing of the product is imported.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

Counts = Mapping[str, int | None]
Known = bool | None


def every(*conditions: Known) -> Known:
    """All of them hold; one that fails settles it, whatever is not known."""
    if False in conditions:
        return False
    return None if None in conditions else True


def reaches(counts: Counts, percent: int, of: str, *parts: str) -> Known:
    """Whether the *parts* together are at least *percent* of the whole."""
    whole, counted = counts.get(of), [counts.get(part) for part in parts]
    if not whole or None in counted:
        return None
    return Fraction(100 * sum(counted), whole) >= percent


def standards(counts: Counts, hard: bool) -> dict[str, list[Known]]:
    """Return what is known of each level of each standard, the lowest first; *hard* is the decree's difficult area."""
    preschool = every(
        reaches(counts, 90 if hard else 95, "children-5", "children-5-attending"),  # art. 6(2)(a)
        reaches(counts, 80 if hard else 85, "children-5", "children-5-completed"),  # art. 6(2)(b)
    )

    primary_1 = every(
        reaches(counts, 90, "children-6", "children-6-grade-1"),  # art. 9(2)(a)
        # Art. 9(2)(b) says "trẻ em đến 14 tuổi"; our reading: those who are fourteen.
        reaches(counts, 70 if hard else 80, "children-14", "children-14-completed"),
    )
    # Art. 10(1)(c), 11(1)(c): "các trẻ em 11 tuổi còn lại đều đang học các lớp tiểu học"
    rest = reaches(counts, 100, "children-11", "children-11-completed", "children-11-in-primary")
    primary_2 = every(
        primary_1,  # art. 10(1)(a)
        reaches(counts, 95, "children-6", "children-6-grade-1"),  # art. 10(1)(b)
        reaches(counts, 70 if hard else 80, "children-11", "children-11-completed"),  # art. 10(1)(c)
        rest,
    )
    primary_3 = every(
        primary_2,  # art. 11(1)(a)
        reaches(counts, 98, "children-6", "children-6-grade-1"),  # art. 11(1)(b)
        reaches(counts, 80 if hard else 90, "children-11", "children-11-completed"),  # art. 11(1)(c)
        rest,
    )

    young, wide = ("15-25", "15-35") if hard else ("15-35", "15-60")
    literacy_1 = reaches(counts, 90, f"people-{young}", f"people-{young}-literate-1")  # art. 20(1)
    literacy_2 = every(
        literacy_1,  # our reading: art. 21 does not name level 1
        reaches(counts, 90, f"people-{wide}", f"people-{wide}-literate-2"),  # art. 21(1)
    )

    lower_1 = every(
        primary_1,  # art. 14(2)(a)
        literacy_1,  # art. 14(2)(a)
        reaches(counts, 70 if hard else 80, "youth-15-18", "youth-15-18-diploma"),  # art. 14(2)(b)
    )
    lower_2 = every(
        lower_1,  # art. 15(1)(a)
        reaches(counts, 80 if hard else 90, "youth-15-18", "youth-15-18-diploma"),  # art. 15(1)(b)
    )
    lower_3 = every(
        lower_2,  # art. 16(1)(a)
        reaches(counts, 90 if hard else 95, "youth-15-18", "youth-15-18-diploma"),  # art. 16(1)(b)
        reaches(counts, 70 if hard else 80, "youth-15-18", "youth-15-18-studying"),  # art. 16(1)(c)
    )
    return {
        "preschool-5": [preschool],
        "primary": [primary_1, primary_2, primary_3],
        "literacy": [literacy_1, literacy_2],
        "lower-secondary": [lower_1, lower_2, lower_3],
    }


ANSWERED = {"5.3": "preschool-5", "5.4": "literacy", "5.5": "primary", "5.6": "lower-secondary"}  # tt44-annex-working
CHOICES = ("none", "level-1", "level-2", "level-3")


def derived(counts: Counts, hard: bool, answers: Mapping[str, Any], papers: list[Any]) -> dict[str, Any]:
    """Return the answers to TT 44/2014, 5.3 to 5.6, that follow from *counts*, with *papers* and their own.

    Our readings: what follows counts, not what was written; where a better level is not known, an answer by hand
    stands as long as the counts do not contradict it, and without one the level that is proved counts, for now:
    what is "open" can still come to full points. Where a level is proved, what names none contradicts it: an
    assessor's points, or that the item is not applicable.
    """
    if all(count is None for count in counts.values()) or "5" in answers:
        return {}  # no counts; or the criterion is given as a whole
    found = {}
    for item, standard in ANSWERED.items():
        levels, written = standards(counts, hard)[standard], answers.get(item) or {}
        proved, is_open = levels.count(True), None in levels
        if is_open and is_written(written) and not is_contradicted(levels, written):
            continue
        if is_open and proved == 0:
            found[item] = {}
            continue
        reached = {"met": proved > 0} if item == "5.3" else {"choice": CHOICES[proved]}
        found[item] = reached | {"documents": [*papers, *written.get("documents", [])], "open": is_open}
    return found


def is_written(written: Mapping[str, Any]) -> bool:
    """Whether somebody answered by hand."""
    return any(written.get(form) is not None for form in ("met", "choice", "points", "not_applicable"))


def is_contradicted(levels: list[Known], written: Mapping[str, Any]) -> bool:
    """Whether the level *written* is below what is proved, or one that the counts rule out."""
    claimed = CHOICES.index(written.get("choice") or "none")
    if written.get("met") is not None:
        claimed = int(written["met"])
    return claimed < levels.count(True) or False in levels[:claimed]
