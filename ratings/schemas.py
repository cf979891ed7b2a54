"""JSON Schemas of what users write and of what they get."""

from typing import Any

from pydantic import TypeAdapter

from criteria.model import RuleSet
from ratings.evidence import Evidence
from ratings.json_report import IN_ONE_LANGUAGE
from ratings.result import Result

NAMES = ("evidence", "result", "rule-set")
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema *name*, one of ``NAMES``."""
    made = {
        "evidence": lambda: Evidence.model_json_schema(by_alias=True),
        "result": lambda: _in_one_language(TypeAdapter(Result).json_schema(mode="serialization")),
        "rule-set": lambda: RuleSet.model_json_schema(by_alias=True),
    }[name]()
    return {"$schema": _DIALECT, **made}


def _in_one_language(made: dict[str, Any]) -> dict[str, Any]:
    """Texts that the JSON report writes in the language of the run are plain strings there."""
    for model in (made, *made.get("$defs", {}).values()):
        for name in IN_ONE_LANGUAGE:
            if name in model.get("properties", {}):
                model["properties"][name] = {"type": "string"}
        # What is absent is left out, but for the level above the best, which is null.
        optional = [key for key, of in model.get("properties", {}).items() if {"type": "null"} in of.get("anyOf", [])]
        model["required"] = [key for key in model.get("required", []) if key not in optional or key == "next_level"]
    return made
