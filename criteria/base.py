"""What every part of a rule set shares: provenance, citation, ids, words in both languages."""

from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictInt, StrictStr
from pydantic_core import PydanticCustomError

from criteria.texts import Text

Provenance = Literal["official", "secondary", "assumed"]

PROVENANCES: tuple[Provenance, ...] = get_args(Provenance)
"""From the surest to the least sure."""


def weakest(*provenances: Provenance) -> Provenance:
    """Return the least sure of the *provenances*: a verdict is as sure as its weakest figure.

    >>> weakest("official", "assumed", "secondary")
    'assumed'
    """
    return max(provenances, key=PROVENANCES.index)


Area = Literal["normal", "difficult"]
AREAS: tuple[Area, ...] = ("normal", "difficult")

Identifier = Annotated[StrictStr, Field(pattern=r"^[a-z0-9]+([.-][a-z0-9]+)*$", max_length=64)]
"""ASCII: ids go into the engine and into the names of its rules."""


class LawModel(BaseModel):
    """Base of everything in a rule set: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def _both_languages(text: Text) -> Text:
    for language, words in (("vi", text.vi), ("en", text.en)):
        if not words.strip():
            raise PydanticCustomError("language_missing", "words are missing", {"language": language})
    return text


Words = Annotated[Text, AfterValidator(_both_languages)]


class Citation(LawModel):
    """A place in a legal text: article, clause, point."""

    article: Annotated[StrictInt, Field(ge=1)]
    clause: Annotated[StrictInt, Field(ge=1)] | None = None
    point: Annotated[StrictStr, Field(pattern=r"^[a-zđ]$")] | None = None

    @property
    def text(self) -> Text:
        """The place as each language cites it: "Điều 5 khoản 1 điểm a", "Article 5(1)(a)"."""
        vi, en = f"Điều {self.article}", f"Article {self.article}"
        if self.clause is not None:
            vi, en = f"{vi} khoản {self.clause}", f"{en}({self.clause})"
        if self.point is not None:
            vi, en = f"{vi} điểm {self.point}", f"{en}({self.point})"
        return Text(vi, en)
