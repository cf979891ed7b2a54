"""The result as JSON: numbers as numbers, keys in a fixed order, the same bytes for the same input."""

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from criteria.texts import Language, Text
from ratings.result_targets import AnyResult

BATCH_SCHEMA = "xhht-results/1"
IN_ONE_LANGUAGE = ("measured", "required", "citation")


def render_json(result: AnyResult, language: Language) -> str:
    """Return *result* as JSON text; ``measured``, ``required`` and ``citation`` in *language*."""
    return dumped(to_json(result, language))


def dumped(data: Any) -> str:
    """Return *data* as JSON text as people read it, with a line end."""
    return json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def to_json(value: Any, language: Language, name: str = "") -> Any:
    """Return *value*, part of a result, as what ``json`` can write."""
    if isinstance(value, Text):
        return value.into(language) if name in IN_ONE_LANGUAGE else {"vi": value.vi, "en": value.en}
    if hasattr(value, "_fields"):
        return {
            field: to_json(inner, language, field)
            for field, inner in zip(value._fields, value, strict=True)
            if inner is not None or field == "next_level"
        }
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", exclude_none=True)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [to_json(inner, language) for inner in value]
    if isinstance(value, Decimal):
        return number(value)
    return value.isoformat() if isinstance(value, date) else value


def number(points: Decimal) -> int | float:
    """Return points as a JSON number. A float writes back two decimals exactly; it is compared with nothing.

    >>> number(Decimal("93.50")), number(Decimal("93.00"))
    (93.5, 93)
    """
    whole = int(points)
    return whole if whole == points else float(points)
