"""The evidence file: what a subject says of itself, checked for form; its answers are for ``ratings.checking``."""

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StrictStr, ValidationError
from pydantic_core import PydanticCustomError

from criteria.amounts import Count
from criteria.answers import Answer, Day, Document, EvidenceModel, Words
from criteria.base import Area
from criteria.problems import Problem, ProblemsError, quote
from criteria.questions import Kind, Tier
from criteria.shared import FIRST_YEAR, LAST_YEAR
from criteria.texts import Text
from ratings.office import Office
from ratings.population import Population, StandardsBlock

SCHEMA = "xhht-evidence/1"
PLACEHOLDER = Text("Tên đối tượng", "Name of the subject")
"""What a template writes for the name."""


TO_BE_FOUND = "CẦN BỔ SUNG: "
"""How the title of a paper begins that was only supposed and still has to be found, in files that xhht writes."""


def is_to_be_found(paper: Document) -> bool:
    """Whether *paper* was only supposed: it stands for one that still lacks."""
    return paper.title is not None and paper.title.casefold().startswith(TO_BE_FOUND.strip().casefold())


class EvidenceError(ProblemsError):
    """Evidence cannot be rated; with every problem found in it."""


def _an_object(read: Any) -> Any:
    if not isinstance(read, dict):
        raise PydanticCustomError("dict_type", "an object is needed")
    return read


_TYPE = re.compile(r"[a-z][a-z0-9-]{0,39}", re.ASCII)


def _a_type(read: str) -> str:
    if _TYPE.fullmatch(read) is None:
        raise PydanticCustomError("type_form", "no id of a type")
    return read


TypeOfSubject = Annotated[
    StrictStr, AfterValidator(_a_type), Field(json_schema_extra={"pattern": f"^{_TYPE.pattern}$"})
]


class Subject(EvidenceModel):
    """Who is rated. Codes say of which village and clan a family is, of which commune a village, and so on."""

    kind: Kind
    name: Words
    code: Words | None = None
    village: Words | None = None
    clan: Words | None = None
    commune: Words | None = None
    district: Words | None = None
    province: Words | None = None
    tier: Tier | None = None
    type: TypeOfSubject | None = None
    area: Area = "normal"


class EarlierRecognition(EvidenceModel):
    """A level that was recognised before, and the day of the decision."""

    level: Words
    date: Day


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
    recognitions: tuple[EarlierRecognition, ...] = ()
    dates: dict[str, Day] = Field(default_factory=dict)
    """When something of the calendar was done, by the id of its entry."""
    office: Office | None = None
    """For papers only: nothing is rated by it."""
    answers: Annotated[dict[str, Answer], BeforeValidator(_an_object)]


_EVIDENCE = Text("Ghi tên tệp minh chứng (xhht-evidence/1).", "Name a file of evidence (xhht-evidence/1).")


def to_evidence(read: Any) -> Evidence:
    """Return the evidence in data that was *read* from JSON.

    Raises:
        EvidenceError: The data is no evidence; with every problem of form, in the order of the file.
    """
    schema = read.get("schema") if isinstance(read, dict) else None
    if isinstance(schema, str) and schema.startswith("xhht-") and not schema.startswith("xhht-evidence/"):
        wrong = Text(f"Đây không phải tệp minh chứng mà là {quote(schema)}.", f"This is {quote(schema)}, no evidence.")
        raise EvidenceError([Problem("/schema", quote(schema), wrong, _EVIDENCE)])
    try:
        return Evidence.model_validate(read)
    except ValidationError as error:
        from criteria.validation import problems_of  # late: only mistakes need it

        raise EvidenceError(problems_of(error, read, Evidence)) from None
