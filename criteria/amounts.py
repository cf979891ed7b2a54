"""Exact numbers: what a file says becomes an integer at the border, or is refused there.

Points are held in hundredths, shares in parts per million, values in millionths (ADR 0002).
"""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

POINT_PLACES = 2
PERCENT_PLACES = 4
VALUE_PLACES = 6

_LARGEST_EXPONENT = 40
_LARGEST = 10**12


def scaled(number: int | Decimal, places: int) -> int:
    """Return ``number * 10**places`` exactly.

    Args:
        number: Any finite number of at most 10^12 in size.
        places: How many decimals may be used, 0 or more.

    Raises:
        ValueError: The number is not finite, too large, or has more than *places* decimals.

    >>> scaled(Decimal("93.5"), 2)
    9350
    """
    exact = Decimal(number)
    if not exact.is_finite():
        raise ValueError("not finite")
    if exact == 0:
        return 0
    # Compared before it is converted: 10**999999 must never be built.
    if not -_LARGEST <= exact <= _LARGEST:
        raise ValueError("too large")
    sign, digits, exponent = exact.as_tuple()
    assert isinstance(exponent, int)  # finite
    if exponent < -_LARGEST_EXPONENT:
        raise ValueError("too many decimals")
    unscaled = int("".join(str(digit) for digit in digits))
    shift = exponent + places
    whole: int = unscaled * 10 ** max(shift, 0)
    whole, rest = divmod(whole, 10 ** max(-shift, 0))
    if rest:
        raise ValueError("too many decimals")
    return -whole if sign else whole


def to_hundredths(read: Any) -> int:
    """Return the points that were *read*, in hundredths; refuse what is not a number with two decimals."""
    return _number(read, POINT_PLACES)


def to_ppm(read: Any) -> int:
    """Return the per cent that were *read*, in parts per million."""
    return _number(read, PERCENT_PLACES)


def to_millionths(read: Any) -> int:
    """Return the value that was *read*, in millionths."""
    return _number(read, VALUE_PLACES)


def _number(read: Any, places: int) -> int:
    # bool is an int to Python; to a reader "true" is no number.
    if isinstance(read, bool) or not isinstance(read, int | Decimal | float):
        raise PydanticCustomError("number_type", "a number is needed")
    try:
        # Files hold no floats; from Python, 4.5 means the decimal that its writer typed.
        return scaled(Decimal(repr(read)) if isinstance(read, float) else read, places)
    except ValueError as error:
        kind = "number_places" if "decimals" in str(error) else "number_size"
        raise PydanticCustomError(kind, "a smaller or shorter number is needed", {"places": places}) from None


def to_count(read: Any) -> int:
    """Return the whole number that was *read*; refuse what is none, or is above 10^12 in size."""
    if type(read) is int and -_LARGEST <= read <= _LARGEST:
        return read
    # Compared and never computed with: arithmetic on an endless decimal raises.
    if isinstance(read, Decimal) and not (read.is_finite() and -_LARGEST <= read <= _LARGEST):
        raise PydanticCustomError("number_size", "a smaller number is needed")
    if isinstance(read, Decimal) and read == read.to_integral_value():
        read = int(read)  # 38.0 is 38
    if isinstance(read, bool) or not isinstance(read, int):
        raise PydanticCustomError("count_type", "a whole number is needed")
    if not -_LARGEST <= read <= _LARGEST:
        raise PydanticCustomError("number_size", "a smaller number is needed")
    count: int = read
    return count


def written(places: int) -> PlainSerializer:
    """Return how a scaled number is written out again: as the number that was read."""

    def write(number: int) -> int | float:
        one: int = 10**places
        return number / one if number % one else number // one

    return PlainSerializer(write)


Points = Annotated[
    int, BeforeValidator(to_hundredths), written(POINT_PLACES), WithJsonSchema({"type": "number", "minimum": 0})
]
"""Points in hundredths; written with at most two decimals."""
Percent = Annotated[int, BeforeValidator(to_ppm), written(PERCENT_PLACES), WithJsonSchema({"type": "number"})]
"""A share in parts per million; written in per cent with at most four decimals."""
Millionths = Annotated[int, BeforeValidator(to_millionths), written(VALUE_PLACES), WithJsonSchema({"type": "number"})]
"""A value in millionths of its unit; written with at most six decimals."""
Count = Annotated[int, BeforeValidator(to_count), WithJsonSchema({"type": "integer", "minimum": 0})]
"""A whole number of persons or things, at most 10^12."""


def as_points(hundredths: int) -> Decimal:
    """Return points, given in hundredths, as a decimal.

    >>> as_points(9350)
    Decimal('93.50')
    """
    return Decimal(hundredths).scaleb(-2)


def share_ppm(count: int, of: int) -> int:
    """Return the share of *count* in *of*, rounded down to parts per million.

    On integers only, so "at least 90 %" is met exactly when count/of is 9/10 or more.

    Args:
        count: Those who meet the indicator (persons, households, villages), 0 to *of*.
        of: All who are counted in the year of assessment, in the same unit, at least 1.

    Raises:
        ValueError: A number is out of range. Evidence is checked before it comes here: a caller's mistake.

    Source: "100% thành viên", TT 22/2020/TT-BGDĐT art. 5; rounding in ADR 0002.

    >>> share_ppm(2, 3)
    666666
    """
    if of < 1 or not 0 <= count <= of:
        raise ValueError(f"count {count} of {of}: need 0 <= count <= of and of >= 1")
    return count * 1_000_000 // of


def least_count(ppm: int, of: int) -> int:
    """Return the least count whose share in *of* is at least *ppm* parts per million.

    >>> least_count(950_000, 45), share_ppm(43, 45) >= 950_000, share_ppm(42, 45) >= 950_000
    (43, True, False)
    """
    return -(-ppm * of // 1_000_000)
