"""The papers of a rule set: which ones an office writes about its own rating, and by which article."""

from typing import Literal, get_args

from criteria.base import Citation, LawModel, Provenance, Words

PaperKind = Literal["self-assessment", "summary", "minutes", "submission"]
"""Report of self-assessment, summary of results, minutes of self-inspection, submission."""
PAPER_KINDS: tuple[PaperKind, ...] = get_args(PaperKind)


class Paper(LawModel):
    """One paper, under its whole title: official where the text names it, assumed where offices write it unasked.

    ``citation`` is the place that names the paper; or, of one that is assumed, what it is about.
    """

    id: PaperKind
    title: Words
    citation: Citation | None = None
    provenance: Provenance
