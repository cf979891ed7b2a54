"""An answer as a person would type it: what an input begins with. The inverse of ``ratings.typed_answers``."""

from decimal import Decimal

from criteria.amounts import POINT_PLACES, VALUE_PLACES
from criteria.answers import (
    Answer,
    ChoiceAnswer,
    MetAnswer,
    NotApplicableAnswer,
    PointsAnswer,
    ShareAnswer,
    ValueAnswer,
)
from criteria.shared import BaseIndicator
from criteria.texts import Language, Text


def typed_text(indicator: BaseIndicator | None, answer: Answer | None, language: Language) -> str:
    """Return *answer* as a person would type it to *indicator* (None: to a whole criterion); "" for none.

    >>> typed_text(None, PointsAnswer(points=Decimal("7.5"), of=8), "vi")
    '7,5/8'
    """
    match answer:
        case MetAnswer(met=met):
            return (Text("có", "yes") if met else Text("không", "no")).into(language)
        case ShareAnswer(count=count, of=of):
            return f"{count}/{of}"
        case ValueAnswer(value=value, previous=previous):
            pair = (value,) if previous is None else (value, previous)
            return "/".join(_number(each, VALUE_PLACES, language) for each in pair)
        case ChoiceAnswer(choice=choice):
            return choice
        case PointsAnswer(points=points, of=of):
            given = (points,) if of is None else (points, of)
            said = "/".join(_number(each, POINT_PLACES, language) for each in given)
            asked_otherwise = indicator is not None and indicator.answer.kind != "points"
            return Text("điểm:", "points:").into(language) + said if asked_otherwise else said
        case NotApplicableAnswer(not_applicable=why):
            return Text("không áp dụng: ", "n/a: ").into(language) + why
    return ""


def _number(scaled: int, places: int, language: Language) -> str:
    """Return ``scaled / 10**places`` without a sign between thousands, nor so that it looks as if it had one."""
    digits = format(Decimal(scaled).scaleb(-places).normalize(), "f")
    _, _, fraction = digits.partition(".")
    digits += "0" if len(fraction) == 3 else ""
    return digits.replace(".", ",") if language == "vi" else digits
