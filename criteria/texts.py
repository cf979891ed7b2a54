"""Texts in both languages of the product, and how a number looks in each."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Language = Literal["vi", "en"]
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"

# Controls (C0, C1), surrogates, and the marks that reorder, hide or break text; soft hyphens are merely dropped.
_SPACES = re.compile(r"[\t\n\r\x0b\x0c\u2028\u2029]+")
_HARMFUL = re.compile(
    r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)


def plain(words: str) -> str:
    """Return *words* in NFC, made safe to print: on one line, with controls shown as replacement characters.

    >>> plain("Phòng\\n\\x1b[31mGD")
    'Phòng \ufffd[31mGD'
    """
    if words.isascii() and words.isprintable():
        return words
    composed = unicodedata.normalize("NFC", words).replace("\N{SOFT HYPHEN}", "")
    return _HARMFUL.sub("\ufffd", _SPACES.sub(" ", composed))


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Vietnamese and in English."""

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012 - pydantic reads this name; it is never changed

    vi: str
    en: str

    def into(self, language: Language) -> str:
        """Return the words in *language*."""
        return self.vi if language == "vi" else self.en


def joined(texts: Iterable[Text], separator: str = " ") -> Text:
    """Return the *texts* one after the other."""
    listed = tuple(texts)
    return Text(separator.join(text.vi for text in listed), separator.join(text.en for text in listed))


def same(words: str) -> Text:
    """Return a text that is the same in both languages: a name, an id, a number of a paper."""
    return Text(words, words)


def decimal_text(scaled: int, places: int) -> Text:
    """Return the number ``scaled / 10**places``, exact, as each language writes it.

    >>> decimal_text(9450, 2), decimal_text(124000, 2).vi, decimal_text(-50, 2).en
    (Text(vi='94,5', en='94.5'), '1.240', '-0.5')
    """
    whole, fraction = divmod(abs(scaled), 10**places)
    digits = f"{fraction:0{places}d}".rstrip("0") if places else ""
    sign = "-" if scaled < 0 else ""
    grouped = f"{whole:,}"
    vi = sign + grouped.replace(",", ".") + ("," + digits if digits else "")
    en = sign + grouped + ("." + digits if digits else "")
    return Text(vi, en)


def points_text(hundredths: int) -> Text:
    """Return points, given in hundredths, as each language writes them."""
    return decimal_text(hundredths, 2)


def count_text(count: int) -> Text:
    """Return a whole number as each language writes it.

    >>> count_text(1650).vi
    '1.650'
    """
    return decimal_text(count, 0)


def percent_text(ppm: int) -> Text:
    """Return a share, given in parts per million, in per cent with two decimals, rounded down.

    Rounded down, so that 89.999 % never looks like the 90 % that it does not reach.

    >>> percent_text(952380)
    Text(vi='95,23\\xa0%', en='95.23%')
    """
    number = decimal_text(ppm // 100, 2)
    return Text(f"{number.vi}{NO_BREAK_SPACE}%", f"{number.en}%")
