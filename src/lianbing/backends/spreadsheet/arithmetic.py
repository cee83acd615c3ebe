"""The arithmetic of whole numbers in cells: each operation writes its formulas, and what they compute."""

import math
from collections.abc import Sequence

from lianbing.backends.spreadsheet.grid import Grid, Role
from lianbing.backends.spreadsheet.references import Cell, Span
from lianbing.backends.spreadsheet.whole import (
    BASE,
    ROOM,
    Raw,
    Whole,
    carried,
    checked,
    own_column,
    shift_of,
    slot,
    split,
    weight,
    whole,
)


def scaled(a: Whole, factor: int, role: Role = "value") -> Whole:
    """Multiply by a stated number."""
    if factor < 0:
        # A program may show -1 times 0 as -0.
        return difference(whole(a.grid, 0), scaled(a, -factor, "rest"), role)
    return a if factor == 1 else product(a, whole(a.grid, factor), role)


def total(terms: Sequence[Whole], role: Role = "value") -> Whole:
    """Add numbers."""
    grid = terms[0].grid
    terms = [each for each in terms if each.constant != 0] or [whole(grid, 0)]
    if len(terms) == 1:
        return terms[0]
    if len(terms) > _TERMS:
        halves = terms[:_TERMS], terms[_TERMS:]
        return total([total(halves[0], "rest"), *halves[1]], role)
    singles = [each.single for each in terms if each.single is not None]
    sums = [sum(each.value(row) for each in terms) for row in range(grid.size)]
    if len(singles) == len(terms) and max(map(abs, sums), default=0) <= ROOM:
        return Whole(grid, (grid.make(role, "+".join(map(slot, range(len(singles)))), singles, _sum),))
    count = max(len(split(each)) for each in terms)
    columns = zip(*(split(each, count) for each in terms), strict=True)
    raws: list[Raw] = [("+".join(map(slot, range(len(column)))), column, _sum) for column in columns]
    return carried(grid, raws, sums, role)


_TERMS = 40


def difference(a: Whole, b: Whole, role: Role = "value") -> Whole:
    """Subtract."""
    if b.constant == 0:
        return a
    x, y = a.single, b.single
    differences = [a.value(row) - b.value(row) for row in range(a.grid.size)]
    if x is not None and y is not None and max(map(abs, differences), default=0) <= ROOM:
        return Whole(a.grid, (a.grid.make(role, "{0}-{1}", (x, y), _less),))
    count = max(len(split(a)), len(split(b)))
    pairs = zip(split(a, count), split(b, count), strict=True)
    return carried(a.grid, [("{0}-{1}", pair, _less) for pair in pairs], differences, role)


def product(a: Whole, b: Whole, role: Role = "value") -> Whole:
    """Multiply."""
    if a.constant == 1 or b.constant == 0:
        return b
    if b.constant == 1 or a.constant == 0:
        return a
    x, y = a.single, b.single
    products = [a.value(row) * b.value(row) for row in range(a.grid.size)]
    if x is not None and y is not None and max(map(abs, products), default=0) <= ROOM:
        return Whole(a.grid, (a.grid.make(role, "{0}*{1}", (x, y), _times),))
    left, right = split(a), split(b)
    raws: list[Raw] = []
    for place in range(len(left) + len(right) - 1):
        pairs = [(left[i], right[place - i]) for i in range(len(left)) if 0 <= place - i < len(right)]
        template = "+".join(f"{{{2 * i}}}*{{{2 * i + 1}}}" for i in range(len(pairs)))
        raws.append((template, [cell for pair in pairs for cell in pair], _sum_of_products))
    return carried(a.grid, raws, products, role)


def quotient(a: Whole, b: Whole, role: Role = "value") -> Whole:
    """Divide by a number above 0, and give the whole part, rounded down."""
    grid = a.grid
    if b.constant == 1:
        return a
    x, y = a.single, b.single
    if x is not None and y is not None:
        return Whole(grid, (grid.make(role, "INT({0}/{1})", (x, y), _whole_part),))
    if max((abs(a.value(row) // b.value(row)) for row in range(grid.size)), default=0) > ROOM:
        return _divided_by_hand(a, b, role)
    # The quotient of what the parts come to nearly is one off at most, which the rest then tells.
    above, below = split(a), split(b)
    shift = shift_of(max(len(above), len(below)))
    first, second = _nearly(len(above), 0, shift), _nearly(len(below), len(above), shift)

    def estimate(*cells: int) -> int:
        return math.floor(_float(cells[: len(above)], shift) / _float(cells[len(above) :], shift))

    guess = grid.make("estimate", f"INT({first}/{second})", (*above, *below), estimate)
    grid.suspect("ABS({0})>1E12", guess)
    rest = difference(a, product(b, whole(grid, guess), "rest"), "rest")
    low, high = below_zero(rest), at_least(rest, b)
    return Whole(grid, (grid.make(role, "{0}-{1}+{2}", (guess, low, high), _corrected),))


def _divided_by_hand(a: Whole, b: Whole, role: Role) -> Whole:
    """Divide part by part, as on paper."""
    digits: list[Cell] = []
    rest = whole(a.grid, 0)
    for part in reversed(split(a)):
        rest = total([scaled(rest, BASE, "rest"), Whole(a.grid, (part,))], "rest")
        digit = quotient(rest, b, role)
        rest = difference(rest, product(b, digit, "rest"), "rest")
        digits.append(digit.parts[0])
    return checked(a.grid, tuple(reversed(digits)))


def summed(grid: Grid, number: Whole, runs: Sequence[tuple[int, int]], role: Role = "value") -> Whole:
    """Add up the rows of a run, for each row of a grid.

    Args:
        grid: The grid whose rows get the sums.
        number: What is added; it may be of another grid.
        runs: For each row of the grid, the run: its first row, and the row after its last.
        role: What the sums are.
    """
    found = number.values()
    sums = [sum(found[first:end]) for first, end in runs]
    raws: list[Raw] = [("SUM({0})", (Span(own_column(part, number.grid), runs),), sum) for part in number.parts]
    return carried(grid, raws, sums, role)


def common_divisor(a: Cell, b: Cell, grid: Grid) -> Cell:
    """Give the greatest common divisor of two numbers that stand in single cells."""
    return grid.make("divisor", "GCD({0},{1})", (a, b), _common)


def chosen(test: Cell, a: Whole, b: Whole, role: Role = "value") -> Whole:
    """Give one number where a test holds, else another."""
    grid = a.grid
    if isinstance(test, int):
        return a if test else b
    if a.constant is not None and a.constant == b.constant:
        return a
    x, y = a.single, b.single
    if x is not None and y is not None:
        return Whole(grid, (grid.make(role, "IF({0}=1,{1},{2})", (test, x, y), _either),))
    count = max(len(split(a)), len(split(b)))
    pairs = zip(split(a, count), split(b, count), strict=True)
    return checked(grid, tuple(grid.make(role, "IF({0}=1,{1},{2})", (test, *pair), _either) for pair in pairs))


def is_zero(a: Whole) -> Cell:
    """Tell whether it is 0."""
    cells = split(a)
    if len(cells) == 1:
        return a.grid.make("test", "IF({0}=0,1,0)", cells, _zero)
    # The highest part alone can be below 0, and then the others are not all that keeps it from 0.
    sums = "+".join(map(slot, range(len(cells) - 1)))
    return a.grid.make("test", f"IF(AND({{{len(cells) - 1}}}=0,{sums}=0),1,0)", cells, _zero)


def below_zero(a: Whole) -> Cell:
    """Tell whether it is below 0."""
    return a.grid.make("test", "IF({0}<0,1,0)", (a.parts[-1],), _negative)


def at_least(a: Whole, b: Whole) -> Cell:
    """Tell whether the first is at least the second."""
    x, y = a.single, b.single
    if x is not None and y is not None:
        return a.grid.make("test", "IF({0}>={1},1,0)", (x, y), _reaches)
    less = below_zero(difference(a, b, "rest"))
    return a.grid.make("test", "1-{0}", (less,), _opposite)


def _nearly(count: int, first: int, shift: int) -> str:
    """Write the sum of parts as one number, which a cell holds nearly."""
    return f"({'+'.join(f'{{{first + place}}}{weight(place, shift)}' for place in range(count))})"


def _float(parts: Sequence[int], shift: int) -> float:
    """Give what a program makes of that: it only makes a guess of it, which is put right afterwards."""
    return math.fsum(part * float(f"1E{6 * (place - shift)}") for place, part in enumerate(parts))


def _sum(*cells: int) -> int:
    return sum(cells)


def _less(a: int, b: int) -> int:
    return a - b


def _times(a: int, b: int) -> int:
    return a * b


def _sum_of_products(*cells: int) -> int:
    return sum(a * b for a, b in zip(cells[::2], cells[1::2], strict=True))


def _whole_part(a: int, b: int) -> int:
    return a // b


def _corrected(guess: int, low: int, high: int) -> int:
    return guess - low + high


def _common(a: int, b: int) -> int:
    return math.gcd(a, b)


def _either(test: int, a: int, b: int) -> int:
    return a if test == 1 else b


def _zero(*cells: int) -> int:
    return int(not any(cells))


def _negative(a: int) -> int:
    return int(a < 0)


def _reaches(a: int, b: int) -> int:
    return int(a >= b)


def _opposite(test: int) -> int:
    return 1 - test
