"""Exact numbers in cells: a numerator, and a denominator that is stated or stands in cells of its own."""

import math
from collections.abc import Callable, Sequence
from fractions import Fraction

import attrs

from lianbing.backends.spreadsheet.grid import Cell, Grid
from lianbing.backends.spreadsheet.whole import (
    BASE,
    Whole,
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
    whole,
)

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


def floored(a: Quantity) -> Whole:
    """Round down to a whole number."""
    return quotient(a.numerator, a.below)


def steps(amount: Quantity, size: Fraction, *, started: bool) -> Quantity:
    """Count the steps of a size that an amount holds; see `Steps`."""
    grid = amount.grid
    held = multiply(greatest([amount, stated(grid, 0)]), stated(grid, 1 / size))
    if not started:
        return Quantity(floored(held), 1)
    # What is begun counts: round up, which is to round down what is one part of the unit short of the next.
    short = total([held.numerator, held.below, whole(grid, -1)], "rest")
    return Quantity(quotient(short, held.below), 1)


def rounded(a: Quantity, step: Fraction, mode: str) -> Quantity:
    """Round to a multiple of a step by a rounding mode of `decimal`."""
    if not step:
        return a
    grid = a.grid
    held = multiply(a, stated(grid, 1 / step))
    if held.denominator == 1:
        return a
    down = quotient(held.numerator, held.below)
    rest = difference(held.numerator, product(down, held.below, "rest"), "rest")
    up = _MODES[mode](grid, rest, held, down)
    return multiply(Quantity(total([down, whole(grid, up)]), 1), stated(grid, step))


def _beyond_half(rest: Whole, below: Whole) -> tuple[Cell, Cell]:
    """Tell whether what is left is at least half a step, and whether it is exactly half."""
    short = difference(scaled(rest, 2, "rest"), below, "rest")
    return opposite(below_zero(short), rest.grid), is_zero(short)


_Mode = Callable[[Grid, Whole, Quantity, Whole], Cell]
"""How many steps are added to the number rounded down, 0 or 1: from what is left, the number of steps, and that."""


def _half_up(grid: Grid, rest: Whole, held: Quantity, down: Whole) -> Cell:
    at, half = _beyond_half(rest, held.below)
    # Half a step goes away from 0, which below 0 is the number rounded down.
    return grid.make("test", "{0}-{1}*{2}", (at, half, _sign(held)), _unless_both)


def _half_down(grid: Grid, rest: Whole, held: Quantity, down: Whole) -> Cell:
    at, half = _beyond_half(rest, held.below)
    return grid.make("test", "{0}-{1}*(1-{2})", (at, half, _sign(held)), _unless_first_alone)


def _half_even(grid: Grid, rest: Whole, held: Quantity, down: Whole) -> Cell:
    at, half = _beyond_half(rest, held.below)
    low = down.parts[0]
    return grid.make("test", "{0}-{1}*(1-({2}-2*INT({2}/2)))", (at, half, low), _unless_half_and_even)


def _up(grid: Grid, rest: Whole, held: Quantity, down: Whole) -> Cell:
    return grid.make("test", "(1-{0})*(1-{1})", (is_zero(rest), _sign(held)), _neither)


def _down(grid: Grid, rest: Whole, held: Quantity, down: Whole) -> Cell:
    return grid.make("test", "(1-{0})*{1}", (is_zero(rest), _sign(held)), _second_alone)


def _ceiling(grid: Grid, rest: Whole, held: Quantity, down: Whole) -> Cell:
    return opposite(is_zero(rest), grid)


def _floor(grid: Grid, rest: Whole, held: Quantity, down: Whole) -> Cell:
    return 0


def _05up(grid: Grid, rest: Whole, held: Quantity, down: Whole) -> Cell:
    """Go away from 0 where the number cut off ends in 0 or 5, else toward it."""
    cut = total([down, whole(grid, _down(grid, rest, held, down))], "rest")
    # The parts above the lowest are multiples of a million, so the lowest tells the last digit.
    five = grid.make("test", "IF({0}=5*INT({0}/5),1,0)", (cut.parts[0],), _of_fives)
    return grid.make(
        "test", "IF({0}=1,{1},{2})", (five, _up(grid, rest, held, down), _down(grid, rest, held, down)), _if
    )


_MODES: dict[str, _Mode] = {
    "ROUND_HALF_UP": _half_up,
    "ROUND_HALF_DOWN": _half_down,
    "ROUND_HALF_EVEN": _half_even,
    "ROUND_UP": _up,
    "ROUND_DOWN": _down,
    "ROUND_CEILING": _ceiling,
    "ROUND_FLOOR": _floor,
    "ROUND_05UP": _05up,
}


def _sign(a: Quantity) -> Cell:
    return below_zero(a.numerator)


def keys(a: Quantity) -> tuple[Cell, ...]:
    """Give whole numbers, the weightiest first, by which rows are compared: in their order, and equal if it is equal.

    Two fractions with denominators of at most n digits differ by more than the 2n-th decimal place, so their whole
    parts and so many decimals tell them apart, and equal ones have equal decimals.
    """
    if isinstance(a.denominator, int):
        return tuple(reversed(a.numerator.parts))
    below = a.denominator
    digits = _decimals(below)
    if below.single is not None:
        a.grid.suspect(f"{{0}}>1E{3 * digits}", below.single)
    found = [quotient(a.numerator, below, "key")]
    rest = difference(a.numerator, product(found[0], below, "rest"), "rest")
    for _ in range(digits):
        more = scaled(rest, BASE, "rest")
        found.append(quotient(more, below, "key"))
        rest = difference(more, product(found[-1], below, "rest"), "rest")
    return (*reversed(found[0].parts), *(each.parts[0] for each in found[1:]))


def _decimals(below: Whole) -> int:
    """Tell how many parts of six decimals tell fractions of such denominators apart."""
    if below.single is None:
        # The highest of n parts is at most 10**7, so the number is below 10**(6n + 2), its square below 10**(12n + 4).
        return 2 * len(below.parts) + 1
    size = 100 * below.greatest()
    return next(count for count in range(1, 10) if size <= 10 ** (3 * count))


# What the formulas compute -----------------------------------------------------------------------------------------


def _opposite(test: int) -> int:
    return 1 - test


def _unless_both(at: int, half: int, below: int) -> int:
    return at - half * below


def _unless_first_alone(at: int, half: int, below: int) -> int:
    return at - half * (1 - below)


def _unless_half_and_even(at: int, half: int, low: int) -> int:
    return at - half * (1 - low % 2)


def _neither(a: int, b: int) -> int:
    return (1 - a) * (1 - b)


def _second_alone(a: int, b: int) -> int:
    return (1 - a) * b


def _of_fives(a: int) -> int:
    return int(a % 5 == 0)


def _if(test: int, a: int, b: int) -> int:
    return a if test == 1 else b
