"""Keys: whole numbers by which the rows of a column of exact numbers are compared."""

from lianbing.backends.spreadsheet.arithmetic import difference, product, quotient, scaled
from lianbing.backends.spreadsheet.quantity import Quantity
from lianbing.backends.spreadsheet.references import Cell
from lianbing.backends.spreadsheet.whole import BASE, Whole


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
