"""Exact numbers in cells: a numerator, and a denominator that is stated or stands in cells of its own."""

import math
from collections.abc import Callable, Sequence
from fractions import Fraction

import attrs

from lianbing.backends.spreadsheet.arithmetic import (
    at_least,
    below_zero,
    chosen,
    common_divisor,
    difference,
    is_zero,
    product,
    quotient,
    scaled,
    total,
)
from lianbing.backends.spreadsheet.grid import Grid
from lianbing.backends.spreadsheet.references import Cell
from lianbing.backends.spreadsheet.whole import Whole, whole

_GREAT = 10**7
"""A fraction of greater terms is reduced, so that what is computed with it stays small."""


@attrs.frozen(eq=False)
class Quantity:
    """An exact number for each row of a grid: ``numerator`` / ``denominator``.

    Attributes:
        numerator: The numerator.
        denominator: The denominator, above 0: one number for all rows, or what cells hold.
    """

    numerator: Whole
    denominator: int | Whole

    @property
    def grid(self) -> Grid:
        """The grid whose rows it has."""
        return self.numerator.grid

    @property
    def stated(self) -> Fraction | None:
        """The number, where it is the same stated one in every row."""
        constant = self.numerator.constant
        if constant is None or not isinstance(self.denominator, int):
            return None
        return Fraction(constant, self.denominator)

    @property
    def below(self) -> Whole:
        """The denominator as a whole number in cells."""
        return self.denominator if isinstance(self.denominator, Whole) else whole(self.grid, self.denominator)

    def value(self, row: int) -> Fraction:
        """Give it for a row."""
        return Fraction(self.numerator.value(row), self.below.value(row))

    def values(self) -> Sequence[Fraction]:
        """Give it for every row."""
        return [self.value(row) for row in range(self.grid.size)]


def stated(grid: Grid, number: Fraction | int) -> Quantity:
    """Take a stated number."""
    exact = Fraction(number)
    return Quantity(whole(grid, exact.numerator), exact.denominator)


def counted(grid: Grid, cell: Cell) -> Quantity:
    """Take the whole number that a cell holds."""
    return Quantity(whole(grid, cell), 1)


def add(terms: Sequence[Quantity]) -> Quantity:
    """Add numbers."""
    grid = terms[0].grid
    same = [each for each in terms if isinstance(each.denominator, int)]
    rest = [each for each in terms if not isinstance(each.denominator, int)]
    while len(rest) > 1:
        # In pairs, so that denominators grow as late as they can.
        rest = [_sum(*rest[at : at + 2]) if at + 1 < len(rest) else rest[at] for at in range(0, len(rest), 2)]
    units = [each.denominator for each in same if isinstance(each.denominator, int)]
    unit = math.lcm(*units)
    above = [scaled(each.numerator, unit // own, "rest") for each, own in zip(same, units, strict=True)]
    of_same = Quantity(total(above) if above else whole(grid, 0), unit)
    return _sum(of_same, rest[0]) if rest else of_same


def _sum(a: Quantity, b: Quantity) -> Quantity:
    if a.stated == 0:
        return b
    if b.stated == 0:
        return a
    first, second = _to_common(a, b)
    above = [product(a.numerator, first, "rest"), product(b.numerator, second, "rest")]
    return reduced(Quantity(total(above, "numerator"), product(a.below, first, "denominator")))


def _to_common(a: Quantity, b: Quantity) -> tuple[Whole, Whole]:
    """Give by what each of two numbers is multiplied so that both have one denominator."""
    grid, x, y = a.grid, a.below.single, b.below.single
    if x is None or y is None or x == 1 or y == 1:
        return b.below, a.below
    if x is y:
        return whole(grid, 1), whole(grid, 1)
    common = whole(grid, common_divisor(x, y, grid))
    return quotient(b.below, common, "divisor"), quotient(a.below, common, "divisor")


def reduced(number: Quantity) -> Quantity:
    """Reduce a fraction whose terms stand in single cells and are great."""
    above, below = number.numerator, number.below
    x, y = above.single, below.single
    if x is None or y is None or isinstance(y, int) or max(above.greatest(), below.greatest()) < _GREAT:
        return number
    size = number.grid.make("numerator", "ABS({0})", (x,), abs) if above.negative else x
    if not above.negative:
        number.grid.suspect("{0}<0", x)
    common = whole(number.grid, common_divisor(size, y, number.grid))
    return Quantity(quotient(above, common, "numerator"), quotient(below, common, "denominator"))


def subtract(a: Quantity, b: Quantity) -> Quantity:
    """Subtract."""
    if isinstance(a.denominator, int) and isinstance(b.denominator, int):
        unit = math.lcm(a.denominator, b.denominator)
        first = scaled(a.numerator, unit // a.denominator, "rest")
        second = scaled(b.numerator, unit // b.denominator, "rest")
        return Quantity(difference(first, second), unit)
    first, second = _to_common(a, b)
    above = difference(product(a.numerator, first, "rest"), product(b.numerator, second, "rest"), "numerator")
    return reduced(Quantity(above, product(a.below, first, "denominator")))


def multiply(a: Quantity, b: Quantity) -> Quantity:
    """Multiply."""
    for one, other in ((a, b), (b, a)):
        factor = one.stated
        if factor is not None and isinstance(other.denominator, int):
            common = math.gcd(factor.numerator, other.denominator) or 1
            below = other.denominator // common * factor.denominator
            return Quantity(scaled(other.numerator, factor.numerator // common), below)
    above = product(a.numerator, b.numerator, "numerator")
    if isinstance(a.denominator, int) and isinstance(b.denominator, int):
        return Quantity(above, a.denominator * b.denominator)
    return reduced(Quantity(above, product(a.below, b.below, "denominator")))


def divide(a: Quantity, b: Quantity, otherwise: Quantity) -> Quantity:
    """Divide; where the second is 0, give what is said otherwise."""
    if b.stated is not None:
        return multiply(a, stated(a.grid, 1 / b.stated)) if b.stated else otherwise
    above = product(a.numerator, b.below, "numerator")
    below = product(a.below, b.numerator, "denominator")
    if below.negative:
        less = below_zero(below)
        above, below = chosen(less, scaled(above, -1), above), chosen(less, scaled(below, -1), below)
    else:
        a.grid.suspect("{0}<0", below.parts[-1])
    none = is_zero(b.numerator)
    above = chosen(none, otherwise.numerator, above, "numerator")
    return reduced(Quantity(above, chosen(none, otherwise.below, below, "denominator")))


def choose(test: Cell, a: Quantity, b: Quantity) -> Quantity:
    """Give one number where a test holds, else another."""
    if isinstance(test, int):
        return a if test else b
    if isinstance(a.denominator, int) and isinstance(b.denominator, int):
        unit = math.lcm(a.denominator, b.denominator)
        first = scaled(a.numerator, unit // a.denominator, "rest")
        second = scaled(b.numerator, unit // b.denominator, "rest")
        return Quantity(chosen(test, first, second), unit)
    above = chosen(test, a.numerator, b.numerator, "numerator")
    return Quantity(above, chosen(test, a.below, b.below, "denominator"))


def reaches(a: Quantity, b: Quantity) -> Cell:
    """Tell whether the first is at least the second."""
    if isinstance(a.denominator, int) and isinstance(b.denominator, int):
        unit = math.lcm(a.denominator, b.denominator)
        first = scaled(a.numerator, unit // a.denominator, "rest")
        return at_least(first, scaled(b.numerator, unit // b.denominator, "rest"))
    first, second = _to_common(a, b)
    return at_least(product(a.numerator, first, "rest"), product(b.numerator, second, "rest"))


def opposite(test: Cell, grid: Grid) -> Cell:
    """Tell whether a test does not hold."""
    return grid.make("test", "1-{0}", (test,), _opposite)


def least(terms: Sequence[Quantity]) -> Quantity:
    """Give the least of several."""
    return _extreme(terms, "MIN({0},{1})", min, least_is_first=True)


def greatest(terms: Sequence[Quantity]) -> Quantity:
    """Give the greatest of several."""
    return _extreme(terms, "MAX({0},{1})", max, least_is_first=False)


def _extreme(
    terms: Sequence[Quantity], template: str, compute: Callable[..., int], *, least_is_first: bool
) -> Quantity:
    found = terms[0]
    for other in terms[1:]:
        if isinstance(found.denominator, int) and isinstance(other.denominator, int):
            unit = math.lcm(found.denominator, other.denominator)
            first = scaled(found.numerator, unit // found.denominator, "rest")
            second = scaled(other.numerator, unit // other.denominator, "rest")
            x, y = first.single, second.single
            if x is not None and y is not None:
                found = Quantity(whole(found.grid, found.grid.make("value", template, (x, y), compute)), unit)
                continue
        more = reaches(found, other)
        found = choose(more, other, found) if least_is_first else choose(more, found, other)
    return found


# What the formulas compute -----------------------------------------------------------------------------------------


def _opposite(test: int) -> int:
    return 1 - test
