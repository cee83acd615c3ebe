"""Intervals of exact numbers, and the arithmetic that keeps every value within."""

from fractions import Fraction

import attrs

from lianbing.formula.domain import written

ZERO = Fraction(0)


@attrs.frozen
class Interval:
    """All numbers from ``low`` to ``high``, ends included; None is no limit on that side."""

    low: Fraction | None
    high: Fraction | None

    def holds(self, value: Fraction) -> bool:
        """Tell whether a number lies within."""
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)

    def within(self, outer: "Interval") -> bool:
        """Tell whether all of it lies within another."""
        low_kept = outer.low is None or (self.low is not None and self.low >= outer.low)
        high_kept = outer.high is None or (self.high is not None and self.high <= outer.high)
        return low_kept and high_kept

    def __str__(self) -> str:
        """Show it as ``[0, 30]``; an end without a limit as ``∞``."""
        low = "-∞" if self.low is None else written(self.low)
        high = "∞" if self.high is None else written(self.high)
        return f"[{low}, {high}]"

    def __add__(self, other: "Interval") -> "Interval":
        """Add every pair."""
        return Interval(
            None if self.low is None or other.low is None else self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
        )

    def __neg__(self) -> "Interval":
        """Mirror at 0."""
        return Interval(
            None if self.high is None else -self.high,
            None if self.low is None else -self.low,
        )

    def __mul__(self, other: "Interval") -> "Interval":
        """Multiply every pair."""
        if self in (NOTHING,) or other in (NOTHING,):
            return NOTHING
        pairs = [(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        if all(a is not None and b is not None for a, b in pairs):
            products = [a * b for a, b in pairs if a is not None and b is not None]
            return Interval(min(products), max(products))
        if is_at_least(self, ZERO) and is_at_least(other, ZERO):
            assert self.low is not None
            assert other.low is not None
            return Interval(self.low * other.low, None)
        return ANYTHING


ANYTHING = Interval(None, None)
NOTHING = Interval(ZERO, ZERO)
FROM_ZERO = Interval(ZERO, None)
FROM_ONE = Interval(Fraction(1), None)


def is_at_least(interval: Interval, limit: Fraction) -> bool:
    """Tell whether all of an interval is at or above a limit."""
    return interval.low is not None and interval.low >= limit
