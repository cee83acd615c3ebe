"""What generated source calls: the few steps that are not worth being written out each time."""

import decimal
import math
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from operator import attrgetter
from typing import NoReturn, cast

import attrs

from lianbing.formula.arithmetic import kept_marks, quantized
from lianbing.formula.nodes import PanelRule
from lianbing.formula.situation import AnyFact, MissingFactError

GROWN = 1 << 512
"""A denominator from which on a pair is reduced before it grows further."""

Ratio = tuple[int, int]
"""A numerator and a denominator above 0."""


def ratio(found: object) -> Ratio | None:
    """Take a fact: an exact number, or the list of what is counted; None stays None."""
    if isinstance(found, tuple):
        return len(found), 1
    return None if found is None else cast("int | Fraction | Decimal", found).as_integer_ratio()


def whole(found: object, fact: AnyFact, rows: Sequence[object] | None) -> int:
    """Take a whole number that is no plain integer: an exact number without a fraction, or a list.

    Raises:
        MissingFactError: It was not stated.
    """
    taken = ratio(found)
    return absent(fact, rows) if taken is None else taken[0]


def absent(fact: AnyFact, rows: Sequence[object] | None) -> NoReturn:
    """Say that a fact is missing, and in which row.

    Raises:
        MissingFactError: Always.
    """
    lacking = None
    if rows is not None:
        lacking = next((at for at, row in enumerate(rows) if getattr(row, fact.name, None) is None), None)
    raise MissingFactError(fact, lacking)


def each(rows: Sequence[object], fields: tuple[str, ...]) -> Iterable[object]:
    """Read some fields of every row; rows that are plain values have but themselves."""
    if not rows or not fields or not attrs.has(type(rows[0])):
        return rows
    return map(attrgetter(*fields), rows)


def reader(fields: tuple[str, ...]) -> Callable[[object], object]:
    """Make what reads some fields of an object: the one, or a tuple of several."""
    if not any("." in name for name in fields):
        return attrgetter(*fields or ("__class__",))
    # The facts of a total are called ``study.applies``, which is one name and not a path.
    if len(fields) == 1:
        return lambda own: getattr(own, fields[0])
    return lambda own: tuple([getattr(own, name) for name in fields])


def reduced(numerator: int, denominator: int) -> Ratio:
    """Reduce a pair that has grown."""
    common = math.gcd(numerator, denominator)
    return numerator // common, denominator // common


def total(pairs: Iterable[Ratio]) -> Ratio:
    """Add pairs."""
    numerator, denominator = 0, 1
    for own, per in pairs:
        if per == denominator:
            numerator += own
        else:
            numerator, denominator = numerator * per + own * denominator, denominator * per
            if denominator > GROWN:
                numerator, denominator = reduced(numerator, denominator)
    return numerator, denominator


def mean(marks: Sequence[Fraction]) -> Ratio:
    """The mean of a panel's marks."""
    numerator, denominator = total(mark.as_integer_ratio() for mark in marks)
    return numerator, denominator * len(marks)


def panel(marks: Sequence[Fraction], rule: PanelRule) -> Ratio:
    """A panel's marks put together by a rule that puts them in order first."""
    low, high = kept_marks(len(marks), rule)
    return mean(sorted(marks)[low:high])


def sum_of_kept(marks: Sequence[int], rule: PanelRule) -> Ratio:
    """Add up the marks that a panel's rule keeps; tell how many those are."""
    low, high = kept_marks(len(marks), rule)
    return sum(sorted(marks)[low:high]), high - low


def stated(marks: Sequence[int | None], weights: Sequence[int]) -> list[int]:
    """Leave out the marks that are missing."""
    return [mark * weight for mark, weight in zip(marks, weights, strict=True) if mark is not None]


def sum_of_best(pairs: Iterable[Ratio], count: int) -> Ratio:
    """Add the greatest few of some pairs."""
    return total(each.as_integer_ratio() for each in sorted((Fraction(*each) for each in pairs), reverse=True)[:count])


def whole_steps(numerator: int, denominator: int, mode: str) -> int:
    """Round a pair to a whole number by a mode of `decimal`."""
    low, rest = divmod(numerator, denominator)
    if not rest:
        return low
    match mode:
        case decimal.ROUND_FLOOR:
            return low
        case decimal.ROUND_CEILING:
            return low + 1
        case decimal.ROUND_DOWN:
            return low if numerator > 0 else low + 1
        case decimal.ROUND_UP:
            return low + 1 if numerator > 0 else low
        case decimal.ROUND_HALF_UP if 2 * rest != denominator:
            return low + (2 * rest > denominator)
        case decimal.ROUND_HALF_UP:
            return low + (numerator > 0)
    return int(quantized(Fraction(numerator, denominator), Fraction(1), mode))
