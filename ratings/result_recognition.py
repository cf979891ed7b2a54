"""Recognition in a result: who decides, what was recognised before, what may be asked for."""

from datetime import date
from typing import NamedTuple

from criteria.base import Provenance
from criteria.texts import Text
from ratings.result_parts import Named


class AuthorityShown(NamedTuple):
    """Who decides on recognition; ``citation`` is absent where a local guidance names it."""

    name: Text
    citation: Text | None
    provenance: Provenance


class HeldTitle(NamedTuple):
    """The title that was given before, and the last day on which it holds."""

    level: Named
    given: date
    until: date
    citation: Text | None
    provenance: Provenance


class AskingShown(NamedTuple):
    """Whether the subject may ask for the level that it reaches; ``earliest`` is when it may, where a term counts.

    ``level`` is absent where it reaches none.
    """

    level: Named | None
    may_ask: bool
    on: date
    earliest: date | None
    rule: str
    citation: Text | None
    provenance: Provenance | None
    explanation: Text


class RecognitionResult(NamedTuple):
    """Recognition: who decides on the day ``decided`` (absent where no text says), what is held, what may be asked."""

    decided: date
    authority: AuthorityShown | None
    explanation: Text
    held: HeldTitle | None
    asking: AskingShown | None
