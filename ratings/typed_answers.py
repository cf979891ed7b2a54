"""Answers as a person types them: ``38/40``, ``có``, ``12,5``, ``cao-hon``, ``điểm:4,5``, ``không áp dụng: lý do``."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from criteria.answers import (
    Answer,
    ChoiceAnswer,
    Document,
    MetAnswer,
    NotApplicableAnswer,
    PointsAnswer,
    ShareAnswer,
    ValueAnswer,
)
from criteria.problems import Problem, quote
from criteria.questions import AskChange, AskChoice, AskMet, AskShare, AskValue
from criteria.shared import BaseIndicator
from criteria.texts import Text, plain
from ratings.shares import parts_with

_YES = frozenset(("co", "yes", "y", "met", "dat", "true", "1"))
_NO = frozenset(("khong", "no", "n", "not met", "unmet", "chua", "chua dat", "khong dat", "false", "0"))
_NOT_APPLICABLE = re.compile(r"(?:khong ap dung|not[- ]applicable|n/a)\s*(?::|\Z)", re.ASCII)
_REASON = Text("không áp dụng: lý do", "not applicable: reason")
_POINTS = re.compile(r"(?:diem|points)\s*:", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,13}(?:[.,]\d{1,6})?", re.ASCII)
_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_WHOLE = re.compile(r"\d{1,13}|\d{1,3}(?:\.\d{3}){1,4}|\d{1,3}(?:,\d{3}){1,4}", re.ASCII)
"""A whole number, with a sign between thousands or without: of people there are no fractions to mistake it for."""


class UnreadError(Exception):
    """What was typed is no answer to what is asked."""


def answer_typed(
    indicator: BaseIndicator | None, typed: str, before: Answer | None = None, *, of: int | None = None
) -> Answer | Problem:
    """Return the answer that was *typed*, or what is wrong with it.

    Documents and note stay those of the answer *before*. Numbers may have a comma or a point for the decimals, and no
    sign between thousands, but for counts. The answer still has to be checked against its rule set.

    Args:
        indicator: What is asked; None: points of a whole criterion, as a score sheet has them.
        typed: As a person typed it.
        before: What was answered until now.
        of: Of how many, where only a count is typed; None: of as many as before.
    """
    words = plain(unicodedata.normalize("NFC", typed)).strip()
    right = _right(indicator, folded(words))
    try:
        return _read(indicator, words, before, _kept(before), of)
    except (UnreadError, ValidationError):  # no such form; or in that form, but more than all
        wrong = Text(f"{quote(words)} không trả lời được câu hỏi.", f"{quote(words)} does not answer the question.")
        return Problem("", words, wrong, Text(f"Ghi {right.vi}.", f"Write {right.en}."))


def _right(indicator: BaseIndicator | None, bare: str) -> Text:
    """Return what can be typed in place of what was, *bare*: in the form that it begins with."""
    if _NOT_APPLICABLE.match(bare):
        return _REASON
    if indicator is not None and _POINTS.match(bare):
        return Text("điểm:4,5 hoặc điểm:4", "points:4.5 or points:4")
    return form_of(indicator)


def form_of(indicator: BaseIndicator | None) -> Text:
    """Return how an answer to *indicator* is typed: ``38/40``, ``có hoặc không``."""
    if indicator is None:
        return Text("điểm trên điểm tối đa, ví dụ 7,5/8", "points of the maximum, such as 7.5/8")
    match indicator.answer:
        case AskMet():
            return Text("có hoặc không", "yes or no")
        case AskShare():
            return Text(
                "số đạt/tổng số, ví dụ 38/40, số đạt không lớn hơn tổng số",
                "how many/of how many, such as 38/40, not more than all",
            )
        case AskValue(whole=whole):
            return Text("một số nguyên", "a whole number") if whole else Text("một số, ví dụ 12,5", "a number, as 12.5")
        case AskChange():
            return Text("số năm nay/số năm trước, ví dụ 52,5/50", "this year/the year before, such as 52.5/50")
        case AskChoice(options=options):
            vi = "; ".join(f"{option.id} ({option.name.vi})" for option in options)
            en = "; ".join(f"{option.id} ({option.name.en})" for option in options)
            return Text(f"một trong: {vi}", f"one of: {en}")
    return Text("điểm, ví dụ 4,5", "points, such as 4.5")


def day_typed(typed: str) -> date | Problem:
    """Return the day that was *typed*, as 31/12/2024 or 2024-12-31.

    >>> day_typed("1/2/2024")
    datetime.date(2024, 2, 1)
    """
    words = plain(typed).strip()
    found, iso = _DAY.fullmatch(words), _ISO_DAY.fullmatch(words)
    parts: Sequence[str] = found.groups()[::-1] if found else iso.groups() if iso else ()
    try:
        return date(*map(int, parts))
    except (TypeError, ValueError):
        wrong = Text(f"{quote(words)} không phải một ngày.", f"{quote(words)} is no day.")
        return Problem("", words, wrong, Text("Ghi 31/12/2024 hoặc 2024-12-31.", "Write 31/12/2024 or 2024-12-31."))


def folded(words: str) -> str:
    """Return *words* in small letters without accents, to compare what was typed.

    >>> folded("Đạt chuẩn mức độ 2")
    'dat chuan muc do 2'
    """
    bare = (each for each in unicodedata.normalize("NFD", words) if not unicodedata.combining(each))
    return "".join(bare).replace("đ", "d").replace("Đ", "D").casefold().strip()


def _kept(before: Answer | None) -> dict[str, Any]:
    if before is None:
        return {}
    documents: tuple[Document, ...] = before.documents
    return {"documents": documents, "note": before.note, "question": before.question}


def _read(
    indicator: BaseIndicator | None, words: str, before: Answer | None, kept: dict[str, Any], of: int | None
) -> Answer:
    bare = folded(words)
    if _NOT_APPLICABLE.match(bare):
        return NotApplicableAnswer(**kept, not_applicable=words.partition(":")[2].strip())
    if indicator is None or indicator.answer.kind == "points" or _POINTS.match(bare):
        return _awarded(indicator, words, kept)
    match indicator.answer:
        case AskMet():
            return MetAnswer(**kept, met=yes_or_no(bare))
        case AskShare():
            return _share(words, before, kept, of)
        case AskValue():
            return ValueAnswer.model_validate({**kept, "value": number_typed(words)})
        case AskChange():
            value, previous = _pair(words)
            return ValueAnswer.model_validate({**kept, "value": value, "previous": previous})
        case AskChoice() as asked:
            return ChoiceAnswer(**kept, choice=_option(asked, bare))
    raise UnreadError


def _awarded(indicator: BaseIndicator | None, words: str, kept: dict[str, Any]) -> PointsAnswer:
    words = words.split(":", 1)[-1].strip()
    if indicator is not None:
        return PointsAnswer.model_validate({**kept, "points": number_typed(words)})
    points, most = _pair(words)
    return PointsAnswer.model_validate({**kept, "points": points, "of": most})


def yes_or_no(bare: str) -> bool:
    """Return what was said, in small letters without accents.

    Raises:
        UnreadError: It is neither yes nor no.
    """
    spoken = bare.replace("-", " ")
    if spoken not in _YES | _NO:
        raise UnreadError
    return spoken in _YES


def number_typed(words: str) -> Decimal:
    """Return the number that was typed, with a comma or a point for the decimals.

    Raises:
        UnreadError: It is none, or could have thousands in it.
    """
    words = words.replace("\u2212", "-")  # as a word processor writes a minus
    # 1.234 is a thousand to one reader and one and a bit to another: nobody is to guess.
    if not _NUMBER.fullmatch(words) or _THOUSANDS.fullmatch(words):
        raise UnreadError
    return Decimal(words.replace(",", "."))


def _pair(words: str) -> tuple[Decimal, Decimal]:
    one, slash, other = words.partition("/")
    if not slash:
        raise UnreadError
    return number_typed(one.strip()), number_typed(other.strip())


def whole_typed(words: str) -> int:
    """Return the whole number that was typed, with signs between thousands or without.

    Raises:
        UnreadError: It is none.
    """
    if not _WHOLE.fullmatch(words):
        raise UnreadError
    return int(words.replace(".", "").replace(",", ""))


def _share(words: str, before: Answer | None, kept: dict[str, Any], of: int | None) -> ShareAnswer:
    one, slash, other = words.partition("/")
    count = whole_typed(one.strip())
    if isinstance(before, ShareAnswer):
        of = before.of if of is None else of
    everybody = whole_typed(other.strip()) if slash else of
    if everybody is None:
        raise UnreadError
    parts = parts_with(before.parts, count, everybody) if isinstance(before, ShareAnswer) else {}
    return ShareAnswer.model_validate({**kept, "count": count, "of": everybody, "parts": parts})


def _option(asked: AskChoice, bare: str) -> str:
    for place, option in enumerate(asked.options, 1):
        if bare in (option.id, str(place), folded(option.name.vi), folded(option.name.en)):
            return option.id
    raise UnreadError
