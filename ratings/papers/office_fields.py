"""The head and the foot of a paper: names, number and date in the form of official papers, blanks as dotted lines."""

from datetime import date

from criteria.papers_model import Paper, PaperKind
from ratings.office import Office
from ratings.papers.context import OfficeFields, PaperFields, ParticipantFields
from ratings.papers.writers import Writer

DOTS = "……"
"""Stands for what is filled in by hand."""
LINE = "…………………………"
HEADINGS: dict[PaperKind, str] = {
    "self-assessment": "Báo cáo",
    "summary": "Bản tổng hợp",
    "minutes": "Biên bản",
    "submission": "Tờ trình",
}
_ADDRESSED: frozenset[PaperKind] = frozenset(("self-assessment", "submission"))
"""Papers with a receiver in their head."""
_ASKS = "đề nghị "


def long_date(day: date | None) -> str:
    """Return *day* as the head of a paper has it: days below 10 and the first two months with a zero before them.

    >>> long_date(date(2025, 2, 5)), long_date(date(2025, 3, 15))
    ('ngày 05 tháng 02 năm 2025', 'ngày 15 tháng 3 năm 2025')
    >>> long_date(None)
    'ngày …… tháng …… năm ……'
    """
    if day is None:
        return f"ngày {DOTS} tháng {DOTS} năm {DOTS}"
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def paper_fields(paper: Paper) -> PaperFields:
    """Return the title of *paper*, whole and in parts."""
    title, heading = paper.title.vi, HEADINGS[paper.id]
    about = title.removeprefix(heading).strip() if title.startswith(heading) else title
    return PaperFields(paper.id, title, heading, about, about.removeprefix(_ASKS))


def office_fields(office: Office | None, kind: PaperKind, writer: Writer, receiver: str) -> OfficeFields:
    """Return what *office* says of itself for a paper of *kind*.

    Args:
        office: As it was given; None where nothing was.
        kind: The paper, which has its own number.
        writer: Who stands in where *office* has no name. Who is no office neither numbers nor keeps papers.
        receiver: To whom the rule set has it sent, with dots for what is not known; stands in where *office* names
            none.
    """
    given = office or Office()
    official = given.name is not None or writer.official
    return OfficeFields(
        superior=given.superior or "",
        name=given.name or writer.name or LINE,
        number=given.numbers.get(kind, f"{DOTS}/{DOTS}" if official else ""),
        place=given.place or DOTS,
        date=long_date(given.date),
        to=given.to or receiver or LINE,
        authority=given.authority or "",
        title=given.title or LINE,
        signer=given.signer or "",
        copies=_copies(given.copies, official=official, addressed=kind in _ADDRESSED),
        meeting_place=given.meeting_place or LINE,
        meeting_time=given.meeting_time or f"{DOTS} giờ {DOTS}, {long_date(given.date)}",
        participants=tuple(ParticipantFields(each.name, each.position or LINE) for each in given.participants),
        secretary=given.secretary or "",
    )


def _copies(given: tuple[str, ...], *, official: bool, addressed: bool) -> tuple[str, ...]:
    """Return who gets copies: as *given*, without the dashes and stops of a list, and what every office adds.

    >>> _copies(("- Đảng ủy xã;",), official=True, addressed=True)
    ('Như trên', 'Đảng ủy xã', 'Lưu: VT')
    """
    copies = [bare for each in given if (bare := each.lstrip("-–•+ ").rstrip(" ;.,"))]
    said = [each.casefold() for each in copies]
    if official and addressed and not any("như trên" in each for each in said):
        copies.insert(0, "Như trên")
    if official and not any(each.startswith("lưu") for each in said):
        copies.append("Lưu: VT")
    return tuple(copies)
