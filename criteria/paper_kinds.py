"""The kinds of papers that an office writes about its own rating. A command line that lists them imports no more."""

from typing import Literal, get_args

PaperKind = Literal["self-assessment", "summary", "minutes", "submission"]
"""Report of self-assessment, summary of results, minutes of self-inspection, submission."""
PAPER_KINDS: tuple[PaperKind, ...] = get_args(PaperKind)
