"""A finding: what a reader should look at twice."""

from typing import Literal, NamedTuple, get_args

from criteria.texts import Text

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""The gravest first."""


class Finding(NamedTuple):
    """Something wrong or doubtful that a reader should see; the rating stands nevertheless."""

    severity: Severity
    path: str
    message: Text
