"""The office that writes papers: what the head and the foot of an official paper need, and nothing that is rated."""

from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from criteria.answers import Day, EvidenceModel, Words
from criteria.papers_model import PAPER_KINDS


def _of_papers(numbers: dict[str, Words]) -> dict[str, Words]:
    for kind in numbers:
        if kind not in PAPER_KINDS:
            raise PydanticCustomError("paper_kind", "no such paper", {"paper": kind, "known": ", ".join(PAPER_KINDS)})
    return numbers


class Participant(EvidenceModel):
    """Who took part in the self-inspection, and as what."""

    name: Words
    position: Words | None = None


class Office(EvidenceModel):
    """The office that writes the papers; what is left out stays blank in them, to be written by hand.

    Attributes:
        superior: The office above, which stands first in the head.
        name: The office itself; left out, the subject.
        numbers: Number and symbol of each paper, by its kind.
        place: Where it is written: "Tân Khê" in "Tân Khê, ngày 20 tháng 02 năm 2025".
        date: The day that the papers bear.
        to: To whom the papers go.
        authority: In whose name is signed, such as "TM. ỦY BAN NHÂN DÂN".
        title: As what is signed, such as "CHỦ TỊCH".
        signer: Who signs.
        copies: Who gets the papers (nơi nhận).
        meeting_place: Where the self-inspection was settled.
        meeting_time: When, as it is to be printed.
        participants: Who took part.
        secretary: Who wrote the minutes.
    """

    superior: Words | None = None
    name: Words | None = None
    numbers: Annotated[dict[str, Words], AfterValidator(_of_papers)] = Field(default_factory=dict)
    place: Words | None = None
    date: Day | None = None
    to: Words | None = None
    authority: Words | None = None
    title: Words | None = None
    signer: Words | None = None
    copies: tuple[Words, ...] = ()
    meeting_place: Words | None = None
    meeting_time: Words | None = None
    participants: tuple[Participant, ...] = ()
    secretary: Words | None = None
