"""JSON Schemas of what users write and of what they get."""

import types
from functools import reduce
from operator import or_
from typing import Any, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter
from typing_extensions import TypedDict

from criteria.targets_model import AnyRuleSet
from ratings.evidence import Evidence
from ratings.json_report import IN_ONE_LANGUAGE
from ratings.result_comparison import CompareResult, WhatIfResult
from ratings.result_steps import StepsResult
from ratings.result_summary import SummaryResult
from ratings.result_targets import AnyResult
from ratings.reviews import Review

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema *name*: one of those that ``xhht schema`` offers."""
    made = {
        "compare": lambda: _in_one_language(TypeAdapter(_as_object(CompareResult)).json_schema(mode="serialization")),
        "evidence": lambda: Evidence.model_json_schema(by_alias=True),
        "result": lambda: _in_one_language(TypeAdapter(_as_object(AnyResult)).json_schema(mode="serialization")),
        "review": lambda: Review.model_json_schema(by_alias=True),
        "rule-set": lambda: TypeAdapter(AnyRuleSet).json_schema(by_alias=True),
        "steps": lambda: _in_one_language(TypeAdapter(_as_object(StepsResult)).json_schema(mode="serialization")),
        "summary": lambda: _in_one_language(TypeAdapter(_as_object(SummaryResult)).json_schema(mode="serialization")),
        "what-if": lambda: _in_one_language(TypeAdapter(_as_object(WhatIfResult)).json_schema(mode="serialization")),
    }[name]()
    return {"$schema": _DIALECT, **made}


def _as_object(record: Any) -> Any:
    """Return the annotation *record* with every named tuple in it as a typed dictionary: JSON writes objects."""
    if hasattr(record, "_fields"):
        hints = get_type_hints(record, include_extras=True)
        return TypedDict(record.__name__, {name: _as_object(hint) for name, hint in hints.items()})  # type: ignore[operator]
    arguments = tuple(_as_object(argument) for argument in get_args(record))
    match get_origin(record):
        case types.UnionType:
            return reduce(or_, arguments)
        case origin if origin is tuple:
            return tuple.__class_getitem__(arguments)
    return record


def _in_one_language(made: dict[str, Any]) -> dict[str, Any]:
    """Texts that the JSON report writes in the language of the run are plain strings there."""
    for model in (made, *made.get("$defs", {}).values()):
        # What is absent is left out, but for the level above the best, which is null.
        optional = [key for key, of in model.get("properties", {}).items() if {"type": "null"} in of.get("anyOf", [])]
        for name in IN_ONE_LANGUAGE:
            if name in model.get("properties", {}):
                model["properties"][name] = {"type": "string"}
        model["required"] = [key for key in model.get("required", []) if key not in optional or key == "next_level"]
    return made
