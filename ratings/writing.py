"""Evidence as JSON text: answers as they stand in a file, and numbers to their last digit."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from criteria.amounts import POINT_PLACES, VALUE_PLACES
from criteria.answers import Answer, PointsAnswer, ValueAnswer

_PLACES: dict[type[Any], int] = {PointsAnswer: POINT_PLACES, ValueAnswer: VALUE_PLACES}
_SCALED = ("points", "of", "value", "previous")
_HALVES = re.compile("[\ud800-\udfff]")
"""Halves of characters, which JSON can name and no encoding writes."""


def entry_of(answer: Answer) -> dict[str, Any]:
    """Return *answer* as it stands in a file; decimals as ``Decimal``.

    >>> entry_of(ValueAnswer(value=Decimal("12.50")))
    {'value': Decimal('12.5'), 'documents': []}
    """
    entry = answer.model_dump(mode="json", exclude_none=True)
    if not entry.get("parts", True):
        del entry["parts"]
    places = _PLACES.get(type(answer))
    if places is not None:
        entry |= {key: _number(getattr(answer, key), places) for key in _SCALED if key in entry}
    order = ("question", *(key for key in entry if key not in ("question", "note", "documents")), "note", "documents")
    return {key: entry[key] for key in order if key in entry}


def _number(scaled: int, places: int) -> int | Decimal:
    whole, rest = divmod(scaled, 10**places)
    return Decimal(scaled).scaleb(-places).normalize() if rest else whole


def exact_json(data: Mapping[str, Any]) -> str:
    """Return *data* as JSON text that people can read, with a line end; decimals as numbers, to the last digit.

    >>> exact_json({"value": Decimal("0.10")})
    '{\\n  "value": 0.10\\n}\\n'
    """
    import simplejson  # late: only what writes evidence needs it; json writes no decimals

    text = simplejson.dumps(data, ensure_ascii=False, indent=2, use_decimal=True)
    return _HALVES.sub(lambda half: f"\\u{ord(half[0]):04x}", text) + "\n"
