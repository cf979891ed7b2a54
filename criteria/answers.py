"""The forms an answer can take in evidence, each with its documents. Impossible answers do not load."""

import re
from datetime import date
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StrictBool,
    StrictStr,
    Tag,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from criteria.amounts import Count, Millionths, Points
from criteria.texts import is_plain, plain, points_text, says_something

LONGEST_WORDS = 2000
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class EvidenceModel(BaseModel):
    """Base of everything a user writes: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def to_date(read: Any) -> date:
    """Return the date that was *read*: ``YYYY-MM-DD`` and a day that exists."""
    if isinstance(read, str) and _ISO_DATE.fullmatch(read):
        try:
            return date.fromisoformat(read)
        except ValueError:
            pass
    raise PydanticCustomError("date_form", "a date is written YYYY-MM-DD")


def to_words(read: Any) -> Any:
    """Return text that was *read* in a form that is safe to print and to compare; refuse blanks."""
    # The usual words are done with at once: a file holds some thirty of them.
    if type(read) is str and is_plain(read) and read[:1].isalnum() and read[-1] != " " and len(read) <= LONGEST_WORDS:
        return read
    if isinstance(read, str):
        read = plain(read).strip()
        if not says_something(read):
            raise PydanticCustomError("blank", "words are needed")
        if len(read) > LONGEST_WORDS:
            raise PydanticCustomError("string_too_long", "shorter words are needed", {"max_length": LONGEST_WORDS})
    return read


Day = Annotated[date, BeforeValidator(to_date), WithJsonSchema({"type": "string", "format": "date"})]
Words = Annotated[
    StrictStr, BeforeValidator(to_words), Field(json_schema_extra={"minLength": 1, "maxLength": LONGEST_WORDS})
]


class Document(EvidenceModel):
    """A paper that proves an answer. At least one of the fields is given."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    number: Words | None = None
    date: Day | None = None
    title: Words | None = None
    issuer: Words | None = None
    file: Words | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.number or self.date or self.title or self.issuer or self.file):
            raise PydanticCustomError("empty_document", "a document needs at least one field")
        return self


FORMS = ("met", "count", "value", "choice", "points", "not_applicable")
"""The key that makes an answer what it is; ``count`` goes with ``of``."""


def _with_blanks(schema: dict[str, Any]) -> None:
    """Let the JSON Schema of an answer have what a template leaves blank in other forms."""
    for key in (*FORMS, "of", "previous"):
        schema["properties"].setdefault(key, {"type": "null"})
    schema["properties"].setdefault("parts", {"type": "object", "additionalProperties": {"type": "null"}})


class _Answer(EvidenceModel):
    model_config = ConfigDict(json_schema_extra=_with_blanks)

    question: Words | None = None
    """What was asked, as a template writes it. Not read by anything."""
    note: Words | None = None
    documents: tuple[Document, ...] = ()


class MetAnswer(_Answer):
    """Whether the indicator is met."""

    met: StrictBool


def _in_order(parts: dict[str, int | None]) -> dict[str, int | None]:
    """Return *parts* by name: the order in a file says nothing, and a result is not to depend on it."""
    return dict(sorted(parts.items()))


class ShareAnswer(_Answer):
    """How many, of how many: whole numbers of what the rule set counts."""

    count: Annotated[Count, Field(ge=0)]
    of: Annotated[Count, Field(ge=1, json_schema_extra={"minimum": 1})]
    parts: Annotated[dict[str, Annotated[Count, Field(ge=0)] | None], AfterValidator(_in_order)] = Field(
        default_factory=dict
    )

    @model_validator(mode="after")
    def _count_fits(self) -> Self:
        if self.count > self.of:
            raise PydanticCustomError("count_above_of", "count is above of", {"count": self.count, "of": self.of})
        for part, met in self.parts.items():
            if met is None:
                continue
            if met > self.of:
                raise PydanticCustomError(
                    "part_above_of", "part is above of", {"part": plain(part), "met": met, "of": self.of}
                )
            if self.count > met:
                raise PydanticCustomError(
                    "count_above_part",
                    "count is above a part",
                    {"part": plain(part), "met": met, "count": self.count},
                )
        return self


class ValueAnswer(_Answer):
    """A number in the unit that the rule set names, held in millionths; and that of the year before, where asked."""

    value: Millionths
    previous: Millionths | None = None


class ChoiceAnswer(_Answer):
    """One of the options that the rule set lists, by id."""

    choice: Words


class PointsAnswer(_Answer):
    """Points that an assessor awarded, held in hundredths; of a criterion also the maximum on the score sheet."""

    points: Annotated[Points, Field(ge=0)]
    of: Annotated[Points, Field(gt=0)] | None = None

    @model_validator(mode="after")
    def _points_fit(self) -> Self:
        if self.of is not None and self.points > self.of:
            shown = {"points": points_text(self.points).en, "of": points_text(self.of).en}
            raise PydanticCustomError("points_above_of", "points are above of", shown)
        return self


def _reason(words: str) -> str:
    if not any(character.isalnum() for character in words):
        raise PydanticCustomError("blank", "a reason is needed")
    return words


class NotApplicableAnswer(_Answer):
    """The indicator cannot apply to this subject, and why."""

    not_applicable: Annotated[Words, AfterValidator(_reason)]


class BlankAnswer(_Answer):
    """A form with nothing in it yet, as a template leaves it: no answer. A line of a score sheet keeps its maximum."""

    model_config = ConfigDict(json_schema_extra={"anyOf": [{"required": [key]} for key in (*FORMS, "of")]})

    met: None = None
    count: None = None
    of: Annotated[Points, Field(gt=0)] | None = None
    value: None = None
    previous: None = None
    choice: None = None
    points: None = None
    not_applicable: None = None
    parts: dict[str, None] = Field(default_factory=dict)


_FORM_KEYS = frozenset(FORMS)


def _without_blanks(read: Any) -> Any:
    """Leave out what a template left blank in an answer that was given in another form."""
    if not isinstance(read, dict) or (None not in read.values() and "parts" not in read):
        return read
    parts = read.get("parts")
    blank_parts = isinstance(parts, dict) and all(count is None for count in parts.values())
    given = [key for key in (*FORMS, "of") if read.get(key) is not None]
    if not given and (parts is None or blank_parts):
        return read
    if given == ["of"] and "points" in read and "count" not in read:
        return read  # a line of a score sheet that has its maximum and no points yet
    blank = {key for key in (*FORMS, "of", "previous") if key in read and read[key] is None}
    blank |= {"parts"} if blank_parts else set()
    return {key: value for key, value in read.items() if key not in blank} if blank else read


def _form(read: Any) -> str | None:
    if not isinstance(read, dict):
        return next((f"answer:{key}" for key in (*FORMS, "blank") if type(read) is _MODELS[key]), None)
    found = [key for key in _FORM_KEYS & read.keys() if read[key] is not None]
    if not found and "points" in read and "count" not in read:
        return "answer:blank"
    if not found and read.get("previous") is not None:
        return "answer:value"  # which is told that it lacks "value"
    if not found and set(read) <= {"of", "question", "note", "documents"} and "of" in read:
        return "answer:blank"  # of a score sheet: an indicator is told that it lacks "count"
    if not found and (read.get("of") is not None or ("parts" in read and not any(key in read for key in FORMS))):
        found = ["count"]
    if not found and any(key in read for key in FORMS):
        return "answer:blank"
    return f"answer:{found[0]}" if len(found) == 1 else None


_MODELS: dict[str, type[EvidenceModel]] = {
    "met": MetAnswer,
    "count": ShareAnswer,
    "value": ValueAnswer,
    "choice": ChoiceAnswer,
    "points": PointsAnswer,
    "not_applicable": NotApplicableAnswer,
    "blank": BlankAnswer,
}


Answer = Annotated[
    Annotated[MetAnswer, Tag("answer:met")]
    | Annotated[ShareAnswer, Tag("answer:count")]
    | Annotated[ValueAnswer, Tag("answer:value")]
    | Annotated[ChoiceAnswer, Tag("answer:choice")]
    | Annotated[PointsAnswer, Tag("answer:points")]
    | Annotated[NotApplicableAnswer, Tag("answer:not_applicable")]
    | Annotated[BlankAnswer, Tag("answer:blank")],
    Discriminator(_form, custom_error_type="answer_form", custom_error_message="one form of answer is needed"),
    BeforeValidator(_without_blanks),
]
"""Exactly one form of answer."""
