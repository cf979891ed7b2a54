"""What every part of a rule set shares: provenance, citation, ids, words in both languages."""

from typing import Annotated, Literal, Self, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictInt, StrictStr, model_validator
from pydantic_core import PydanticCustomError

from criteria.texts import Text, plain, says_something

Provenance = Literal["official", "local", "secondary", "assumed"]

PROVENANCES: tuple[Provenance, ...] = get_args(Provenance)
"""From the surest to the least sure; ``local`` is what a locality's own guidance says (ADR 0008)."""


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
        if not says_something(plain(words)):
            raise PydanticCustomError("language_missing", "words are missing", {"language": language})
    return Text(plain(text.vi), plain(text.en))  # an overlay comes from anywhere: nothing in it may steer a terminal


Words = Annotated[Text, AfterValidator(_both_languages)]


class Citation(LawModel):
    """A place in a legal text: article, clause, point; or a line of its table, or that table as a whole."""

    article: Annotated[StrictInt, Field(ge=1)] | None = None
    clause: Annotated[StrictInt, Field(ge=1)] | None = None
    point: Annotated[StrictStr, Field(pattern=r"^[a-zđ]$")] | None = None
    item: Annotated[StrictStr, Field(pattern=r"^[0-9a-z]+(\.[0-9a-z]+)*$")] | None = None
    table: Literal[True] | None = None

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        places = [place for place in (self.article, self.item, self.table) if place is not None]
        if len(places) != 1 or (self.article is None and (self.clause or self.point)):
            raise PydanticCustomError("citation_form", "a citation names an article, an item or the table")
        return self

    @property
    def text(self) -> Text:
        """The place as each language cites it: "Điều 5 khoản 1 điểm a", "Article 5(1)(a)"; "mục 1.1"."""
        if self.item is not None:
            return Text(f"mục {self.item}", f"item {self.item}")
        if self.article is None:
            return Text("bảng tiêu chí", "table of criteria")
        vi, en = f"Điều {self.article}", f"Article {self.article}"
        if self.clause is not None:
            vi, en = f"{vi} khoản {self.clause}", f"{en}({self.clause})"
        if self.point is not None:
            vi, en = f"{vi} điểm {self.point}", f"{en}({self.point})"
        return Text(vi, en)

    def contains(self, other: "Citation") -> bool:
        """Whether *other* lies inside this place: in its article and clause, below its item, in its table."""
        if self.item is not None:
            return other.item is not None and f"{other.item}.".startswith(f"{self.item}.")
        if self.article is None:
            return other.item is not None or other.table is not None
        return self.article == other.article and self.clause in (None, other.clause)
