"""Texts in both languages of the product, and how a number looks in each."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Language = Literal["vi", "en"]
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"

# Characters that print and show nothing: fillers, joiners, the blank of Braille, selectors of variants.
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180e\u2800\u3164\uffa0") | frozenset(
    chr(code) for code in (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
)


def says_something(words: str) -> bool:
    """Return whether *words*, made plain, hold a letter, a digit, a mark of punctuation or a symbol.

    >>> says_something("?"), says_something("\\ufffd \\u0301")
    (True, False)
    """
    return any(unicodedata.category(each)[0] in "LNPS" and each != "\ufffd" for each in words)


def plain(words: str) -> str:
    """Return *words* in NFC, made safe to print: on one line, with what does not print as a replacement character.

    Controls, escapes, surrogates, marks that reorder or hide text and unassigned characters do not print.

    >>> plain("Phòng\\n\\x1b[31mGD")
    'Phòng \ufffd[31mGD'
    """
    if is_plain(words):
        return words
    composed = unicodedata.normalize("NFC", words.replace("\N{SOFT HYPHEN}", ""))
    return "".join(_shown(character) for character in composed)


def is_plain(words: str) -> bool:
    """Return whether ``plain`` would leave *words* as they are."""
    if not words.isprintable():
        return False
    return words.isascii() or (unicodedata.is_normalized("NFC", words) and _INVISIBLE.isdisjoint(words))


def _shown(character: str) -> str:
    if character.isspace():
        return " "
    return character if character.isprintable() and character not in _INVISIBLE else "\ufffd"


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


def points_as_text(points: Decimal) -> Text:
    """Return points, with two decimals at most, as each language writes them.

    >>> points_as_text(Decimal("94.50")).vi
    '94,5'
    """
    return points_text(int(points * 100))


def count_text(count: int) -> Text:
    """Return a whole number as each language writes it.

    >>> count_text(1650).vi
    '1.650'
    """
    return decimal_text(count, 0)


def ratio_text(count: int, of: int) -> Text:
    """Return two whole numbers as a ratio.

    >>> ratio_text(38, 1240).vi
    '38/1.240'
    """
    above, below = count_text(count), count_text(of)
    return Text(f"{above.vi}/{below.vi}", f"{above.en}/{below.en}")


def percent_text(ppm: int) -> Text:
    """Return a share, given in parts per million, in per cent with two decimals, rounded down.

    Rounded down, so that 89.999 % never looks like the 90 % that it does not reach.

    >>> percent_text(952380)
    Text(vi='95,23\\xa0%', en='95.23%')
    """
    number = decimal_text(ppm // 100, 2)
    return Text(f"{number.vi}{NO_BREAK_SPACE}%", f"{number.en}%")


class Speaker:
    """Says things in one language: what a report is built by."""

    def __init__(self, language: Language) -> None:
        """Speak *language*."""
        self._language = language

    def _say(self, vi: str, en: str) -> str:
        return Text(vi, en).into(self._language)

    def _in(self, text: Text) -> str:
        return text.into(self._language)
