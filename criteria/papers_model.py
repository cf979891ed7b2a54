"""The papers of a rule set: which ones an office writes about its own rating, and by which article."""

from criteria.base import Citation, LawModel, Provenance, Words
from criteria.paper_kinds import PAPER_KINDS, PaperKind

__all__ = ["PAPER_KINDS", "Paper", "PaperKind"]


class Paper(LawModel):
    """One paper, under its whole title: official where the text names it, assumed where offices write it unasked.

    ``citation`` is the place that names the paper; or, of one that is assumed, what it is about.
    """

    id: PaperKind
    title: Words
    citation: Citation | None = None
    provenance: Provenance
