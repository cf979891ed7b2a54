"""Evidence in, rating out: reading, rating, explaining, reporting, and the command line.

>>> from ratings import rate
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from criteria.problems import RuleSetError
    from ratings.evidence import Evidence, EvidenceError
    from ratings.rating import rate
    from ratings.reading import parse_evidence, read_evidence
    from ratings.record import Rating, TargetRating

__all__ = [
    "Evidence", "EvidenceError", "Rating", "RuleSetError", "TargetRating", "parse_evidence", "rate", "read_evidence",
]  # fmt: skip

_HOMES = {
    "Evidence": "ratings.evidence",
    "EvidenceError": "ratings.evidence",
    "Rating": "ratings.record",
    "RuleSetError": "criteria.problems",
    "TargetRating": "ratings.record",
    "rate": "ratings.rating",
    "parse_evidence": "ratings.reading",
    "read_evidence": "ratings.reading",
}


def __getattr__(name: str) -> Any:
    # Late, so that "xhht --help" pays for none of it.
    if name not in _HOMES:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
