"""Names in the order of Vietnamese, as the Unicode CLDR has it: letters first, then tones; numbers by their size.

The libraries that know it need a compiler and the C library ICU (PyICU) or have had no release for years (pyuca); the
order is one line of letters and one of tones.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from criteria.texts import plain

_LETTERS = {letter: place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONES = "\u0300\u0309\u0303\u0301\u0323"
"""Huyền, hỏi, ngã, sắc, nặng; before them all, no tone."""
_WORD = re.compile(r"\d{1,18}|[^\W\d_]+")

Token = tuple[int, int, str]


class NameKey(NamedTuple):
    """What a name is sorted by, the foremost first; names that have all of it alike are one name written twice."""

    letters: tuple[tuple[Token, ...], ...]
    tones: tuple[int, ...]


def name_key(name: str) -> NameKey:
    """Return what *name* is sorted by. Capitals, punctuation and the place of a tone in its syllable count for nothing.

    >>> sorted(["Xã 10", "Xã Ấm", "Xã Ba", "Xã 2", "Xã Am", "Xã Ăn", "Xã Ạm"], key=name_key)
    ['Xã 2', 'Xã 10', 'Xã Am', 'Xã Ạm', 'Xã Ăn', 'Xã Ấm', 'Xã Ba']
    >>> name_key("xã Hoà  Bình") == name_key("Xã Hòa Bình")
    True
    """
    words = _WORD.findall(unicodedata.normalize("NFC", plain(name)).casefold())
    return NameKey(tuple(tuple(_tokens(word)) for word in words), tuple(map(_tone, words)))


def _tokens(word: str) -> Iterator[Token]:
    """Yield the letters of *word* without tones, or its number; numbers stand before letters."""
    if word[0].isdecimal():
        yield 0, int(word), ""
        return
    bare = "".join(each for each in unicodedata.normalize("NFD", word) if each not in _TONES)
    for letter in unicodedata.normalize("NFC", bare):
        place = _LETTERS.get(letter)
        yield (1, place, "") if place is not None else (2, 0, letter)


def _tone(word: str) -> int:
    """Return the tone of *word*: 0 for none."""
    return max((_TONES.find(each) + 1 for each in unicodedata.normalize("NFD", word)), default=0)
