"""Who writes a paper where the evidence does not name the office: only what the subject and the calendar say."""

import re
from typing import NamedTuple

from criteria.calendar_model import Entry
from criteria.papers_model import Paper
from ratings.result_parts import SubjectShown

_COMMITTEE = re.compile(r"(Ủy ban nhân dân) cấp (xã|huyện|tỉnh)")
_UNITS = {
    "xã": ("xã", "phường", "thị trấn", "đặc khu"),
    "huyện": ("huyện", "quận", "thị xã", "thành phố"),
    "tỉnh": ("tỉnh", "thành phố"),
}
"""What names of each tier of administration begin with."""
_LOCALITIES = ("commune", "district", "province")


class Writer(NamedTuple):
    """Who writes: the name, empty where it is not known, and whether it is an office, with numbers and an archive."""

    name: str
    official: bool


def writer_of(subject: SubjectShown, paper: Paper, dossier: Entry | None) -> Writer:
    """Return who writes *paper* about *subject*.

    A unit is an office itself. A commune, a district or a province is none: the committee that the calendar has send
    the *dossier* (None: nobody, or who is no more) writes what the dossier consists of, the submission and what is
    listed by its title; who writes the rest no text says. Citizens, families, clans and villages are no offices.
    """
    if subject.kind == "unit":
        return Writer(subject.name, official=True)
    if subject.kind not in _LOCALITIES:
        return Writer(subject.name, official=False)
    sent = dossier is not None and (paper.id == "submission" or paper.title in dossier.papers)
    return Writer(committee(dossier.by.vi, subject.name) if dossier is not None and sent else "", official=True)


def committee(by: str, locality: str) -> str:
    """Return the name of the committee *by* of *locality*; empty where *by* is none, or the name no such unit.

    >>> committee("Ủy ban nhân dân cấp xã", "Xã Khê Thượng"), committee("Ủy ban nhân dân cấp tỉnh", "TP Hà Khê")
    ('Ủy ban nhân dân xã Khê Thượng', '')
    """
    found = _COMMITTEE.fullmatch(by)
    if found is None:
        return ""
    unit = next((each for each in _UNITS[found[2]] if locality.casefold().startswith(f"{each} ")), None)
    return f"{found[1]} {unit}{locality[len(unit) :]}" if unit is not None else ""
