"""Evidence as JSON data and text: answers as they stand in a file, and numbers to their last digit."""

import re
from decimal import Decimal
from typing import Any

from criteria.amounts import POINT_PLACES, VALUE_PLACES
from criteria.answers import FORMS, Answer, BlankAnswer, PointsAnswer, ValueAnswer
from ratings.evidence import Evidence

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


def evidence_data(evidence: Evidence) -> dict[str, Any]:
    """Return *evidence* as it stands in a file, with nothing in it that says nothing; decimals as ``Decimal``.

    Left out are blanks, the questions, which the rule set asks anyhow, and answers in which nothing stands. Members are
    as they were read, right or wrong.
    """
    kept = {"members", "answers"}
    data = evidence.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_unset=True, exclude=kept)
    data = {key: value for key, value in ((key, pruned(value)) for key, value in data.items()) if value not in _EMPTY}
    if evidence.members:
        data["members"] = list(evidence.members)
    answers = ((name, _answer_data(answer)) for name, answer in evidence.answers.items())
    return data | {"answers": {name: entry for name, entry in answers if entry}}


def _answer_data(answer: Answer) -> dict[str, Any]:
    entry: dict[str, Any] = pruned(entry_of(answer))
    entry.pop("question", None)
    if not isinstance(answer, BlankAnswer) or not entry:
        return entry
    # Papers or a note without an answer: the form that is still blank has to stand beside them.
    blank = [key for key in (*FORMS, "of") if key in answer.model_fields_set and key not in entry]
    return dict.fromkeys(blank) | entry


_EMPTY: tuple[Any, ...] = (None, {}, [])


def pruned(value: Any) -> Any:
    """Return *value*, data of JSON, without what is empty in it."""
    if isinstance(value, dict):
        return {key: each for key, each in ((key, pruned(each)) for key, each in value.items()) if each not in _EMPTY}
    return [pruned(each) for each in value] if isinstance(value, list) else value


def _number(scaled: int, places: int) -> int | Decimal:
    whole, rest = divmod(scaled, 10**places)
    return Decimal(scaled).scaleb(-places).normalize() if rest else whole


def exact_json(data: Any, indent: int | None = 2) -> str:
    """Return *data* as JSON text that people can read, with a line end; decimals as numbers, to the last digit.

    Without *indent*, all of it stands on one line.

    >>> exact_json({"value": Decimal("0.10")})
    '{\\n  "value": 0.10\\n}\\n'
    """
    import simplejson  # late: only what writes evidence needs it; json writes no decimals

    text = simplejson.dumps(data, ensure_ascii=False, indent=indent, use_decimal=True)
    return _HALVES.sub(lambda half: f"\\u{ord(half[0]):04x}", text) + "\n"
