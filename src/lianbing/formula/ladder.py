"""A ladder of exact values: their order as that of plain integers, without comparing fractions one by one."""

import bisect
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cached_property

import attrs

Pair = tuple[int, int]
"""A numerator and a denominator above 0, reduced or not."""


def order_keys(pairs: Sequence[Pair]) -> tuple[list[int], int]:
    """Give integers that are ordered as the pairs are, equal where they are equal; and by how much they are shifted.

    Two fractions whose denominators are at most ``2 ** n`` are equal or at least ``2 ** -2n`` apart, so that their
    whole parts after a shift by ``2n`` tell them apart.

    >>> order_keys([(1, 3), (2, 6), (1, 2)])
    ([21, 21, 32], 6)
    """
    shift = 2 * max((denominator for _, denominator in pairs), default=1).bit_length()
    if shift == 2:
        return [numerator for numerator, _ in pairs], 0
    return [(numerator << shift) // denominator for numerator, denominator in pairs], shift


@attrs.frozen
class Ladder:
    """Exact values of a cohort, to be asked of again and again.

    Attributes:
        pairs: The values.
    """

    pairs: Sequence[Pair]

    @classmethod
    def of(cls, pairs: Iterable[Pair]) -> "Ladder":
        """Take values."""
        return cls(tuple(pairs))

    @cached_property
    def total(self) -> Fraction:
        """Their sum.

        >>> Ladder.of([(1, 2), (1, 3)]).total
        Fraction(5, 6)
        """
        by_denominator: dict[int, int] = {}
        for numerator, denominator in self.pairs:
            by_denominator[denominator] = by_denominator.get(denominator, 0) + numerator
        return sum((Fraction(each, per) for per, each in by_denominator.items()), Fraction(0))

    @cached_property
    def greatest(self) -> Fraction:
        """The greatest; 0 where there are none."""
        if not self.pairs:
            return Fraction(0)
        keys, _ = self._keys
        return Fraction(*self.pairs[max(range(len(keys)), key=keys.__getitem__)])

    def above(self, own: Fraction) -> int:
        """How many are greater than a value, be it one of them or not.

        >>> Ladder.of([(1, 3), (1, 2), (2, 4)]).above(Fraction(1, 3))
        2
        """
        keys, shift = self._keys
        key = (own.numerator << shift) // own.denominator
        found = len(keys) - bisect.bisect_right(self._ordered, key)
        if 2 * own.denominator.bit_length() <= max(shift, 2):
            return found
        # A value of finer parts than all of them may share a key with one that is greater.
        alike = range(bisect.bisect_left(self._ordered, key), bisect.bisect_right(self._ordered, key))
        return found + sum(Fraction(*self._placed[at]) > own for at in alike)

    @cached_property
    def _keys(self) -> tuple[list[int], int]:
        return order_keys(self.pairs)

    @cached_property
    def _ordered(self) -> list[int]:
        return sorted(self._keys[0])

    @cached_property
    def _placed(self) -> list[Pair]:
        keys, _ = self._keys
        return [self.pairs[at] for at in sorted(range(len(keys)), key=keys.__getitem__)]
