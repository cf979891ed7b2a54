"""The evidence file: what a subject says of itself, checked for form; its answers are for ``ratings.checking``."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StrictStr, ValidationError
from pydantic_core import PydanticCustomError

from criteria.amounts import Count
from criteria.answers import Answer, Day, EvidenceModel, Words
from criteria.base import Area
from criteria.model import FIRST_YEAR, LAST_YEAR, Tier
from criteria.problems import ProblemsError
from criteria.questions import Kind
from criteria.texts import Text
from ratings.population import Population, StandardsBlock

SCHEMA = "xhht-evidence/1"
PLACEHOLDER = Text("Tên đối tượng", "Name of the subject")
"""What a template writes for the name."""


class EvidenceError(ProblemsError):
    """Evidence cannot be rated; with every problem found in it."""


def _an_object(read: Any) -> Any:
    if not isinstance(read, dict):
        raise PydanticCustomError("dict_type", "an object is needed")
    return read


class Subject(EvidenceModel):
    """Who is rated. Codes say of which village and clan a family is, and of which commune a village."""

    kind: Kind
    name: Words
    code: Words | None = None
    village: Words | None = None
    clan: Words | None = None
    commune: Words | None = None
    tier: Tier | None = None
    type: Annotated[StrictStr, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=40)] | None = None
    area: Area = "normal"


class Evidence(EvidenceModel):
    """An evidence file."""

    schema_: Annotated[Literal["xhht-evidence/1"], Field(alias="schema")]
    subject: Subject
    year: Annotated[
        Count,
        Field(ge=FIRST_YEAR, le=LAST_YEAR, json_schema_extra={"minimum": FIRST_YEAR, "maximum": LAST_YEAR}),
    ]
    rule_set: Words | None = None
    assessed_on: Day | None = None
    population: Population | None = None
    standards: StandardsBlock | None = None
    members: Annotated[tuple[Any, ...], Field(json_schema_extra={"items": {"type": "object"}})] = ()
    """Evidence of members, each read on its own: one that is wrong does not sink the others."""
    members_files: tuple[Words, ...] = ()
    answers: Annotated[dict[str, Answer], BeforeValidator(_an_object)]


def to_evidence(read: Any) -> Evidence:
    """Return the evidence in data that was *read* from JSON.

    Raises:
        EvidenceError: The data is no evidence; with every problem of form, in the order of the file.
    """
    try:
        return Evidence.model_validate(read)
    except ValidationError as error:
        from criteria.validation import problems_of  # late: only mistakes need it

        raise EvidenceError(problems_of(error, read, Evidence)) from None
