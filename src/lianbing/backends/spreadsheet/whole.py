"""Whole numbers of any size in cells: in one cell while they are small, else in parts of six digits.

Spreadsheet programs compute in binary floating point, and some of them take what is nearly a whole number for one. All
of them are exact where each cell holds a whole number of at most `LIMIT`, and a formula adds, multiplies and compares
such numbers, or takes the whole part of a quotient of two: the quotient lies at least 1/`LIMIT` of itself below the
next whole number, which is more than any of them rounds away (they keep 15 digits). So a number that could be
greater is held in parts, as on paper: the lowest part first, every part but the highest from 0 to 999,999, and the
highest with the sign. How many parts a number needs follows from the figures at hand, with room for them to grow a
hundredfold; the grid's suspicions tell when a changed figure outgrows it, and a cell above `LIMIT` tells by itself.
"""

import math
from collections.abc import Callable, Sequence

import attrs

from lianbing.backends.spreadsheet.grid import LIMIT, Cell, Column, Grid, Operand, Role, Span, TooLargeError

ROOM = 10**12
"""A number at most so great is kept in one cell, so that it can grow a hundredfold."""

BASE = 10**6
"""A part of a number in parts is less than this."""

_TOP = 10**5
"""The highest part of a number in parts is at most this when it is made, and a hundred times this ever after."""

_TOP_ROOM = LIMIT // (100 * _TOP)


@attrs.frozen(eq=False)
class Whole:
    """A whole number for each row of a grid.

    Attributes:
        grid: The grid.
        parts: Its parts, the lowest first; one alone holds it as it is.
    """

    grid: Grid = attrs.field(repr=False)
    parts: tuple[Cell, ...]

    def value(self, row: int) -> int:
        """Give it for a row."""
        return _joined([_value(part, row) for part in self.parts])

    @property
    def constant(self) -> int | None:
        """The number, where it is the same stated one in every row."""
        if all(isinstance(part, int) for part in self.parts):
            return _joined([part for part in self.parts if isinstance(part, int)])
        return None

    @property
    def single(self) -> Cell | None:
        """Its one cell; None where it is in parts."""
        return self.parts[0] if len(self.parts) == 1 else None

    def values(self) -> Sequence[int]:
        """Give it for every row."""
        return [self.value(row) for row in range(self.grid.size)]

    def greatest(self) -> int:
        """The greatest it is in any row, its sign aside."""
        return max(map(abs, self.values()), default=0)

    @property
    def negative(self) -> bool:
        """Whether it is below 0 in any row."""
        return any(each < 0 for each in self.values())


def whole(grid: Grid, number: int | Cell) -> Whole:
    """Take a stated number, or what a cell holds."""
    if isinstance(number, int) and abs(number) > ROOM:
        return Whole(grid, tuple(_parts_of(number)))
    return Whole(grid, (number,))


def given_whole(grid: Grid, numbers: Sequence[int], heading: str | None = None) -> Whole:
    """Put numbers of any size into given cells."""
    if max(map(abs, numbers), default=0) <= ROOM:
        return Whole(grid, (grid.given(numbers, "part", heading),))
    lists = [_parts_of(number) for number in numbers]
    count = max(map(len, lists))
    lists = [_parts_of(number, count) for number in numbers]
    return _checked(grid, tuple(grid.given(column, "part", heading) for column in zip(*lists, strict=True)))


def _parts_of(number: int, count: int = 0) -> list[int]:
    parts: list[int] = []
    while abs(number) > _TOP or len(parts) + 1 < count:
        number, part = divmod(number, BASE)
        parts.append(part)
    return [*parts, number]


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
        return Whole(grid, (grid.make(role, "+".join(map(_slot, range(len(singles)))), singles, _sum),))
    count = max(len(split(each)) for each in terms)
    columns = zip(*(split(each, count) for each in terms), strict=True)
    raws: list[_Raw] = [("+".join(map(_slot, range(len(column)))), column, _sum) for column in columns]
    return _carried(grid, raws, sums, role)


_TERMS = 40

_FLOATING = 50
"""So many parts of six digits, above or below the point, are within the range of floating point."""


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
    return _carried(a.grid, [("{0}-{1}", pair, _less) for pair in pairs], differences, role)


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
    raws: list[_Raw] = []
    for place in range(len(left) + len(right) - 1):
        pairs = [(left[i], right[place - i]) for i in range(len(left)) if 0 <= place - i < len(right)]
        template = "+".join(f"{{{2 * i}}}*{{{2 * i + 1}}}" for i in range(len(pairs)))
        raws.append((template, [cell for pair in pairs for cell in pair], _sum_of_products))
    return _carried(a.grid, raws, products, role)


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
    return _checked(a.grid, tuple(reversed(digits)))


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
    raws: list[_Raw] = [("SUM({0})", (Span(own_column(part, number.grid), runs),), sum) for part in number.parts]
    return _carried(grid, raws, sums, role)


def own_column(cell: Cell, grid: Grid) -> Column:
    """Give a column of the grid itself that holds the same; a span needs one."""
    if isinstance(cell, Column) and cell.grid is grid:
        return cell
    if isinstance(cell, int):
        return grid.constant(cell)
    made = grid.make("value", "{0}", (cell,), _same)
    assert isinstance(made, Column), "it refers to cells"
    return made


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
    return _checked(grid, tuple(grid.make(role, "IF({0}=1,{1},{2})", (test, *pair), _either) for pair in pairs))


def is_zero(a: Whole) -> Cell:
    """Tell whether it is 0."""
    cells = split(a)
    if len(cells) == 1:
        return a.grid.make("test", "IF({0}=0,1,0)", cells, _zero)
    # The highest part alone can be below 0, and then the others are not all that keeps it from 0.
    sums = "+".join(map(_slot, range(len(cells) - 1)))
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


def split(a: Whole, count: int = 0) -> tuple[Cell, ...]:
    """Give its parts, the lowest first: as many as asked for, or as it needs to be multiplied in parts."""
    grid, parts = a.grid, list(a.parts)
    top = parts.pop()
    while len(parts) + 1 < count or (not count and _size(top, grid) > _TOP):
        over = grid.make("carry", "INT({0}/1000000)", (top,), _over)
        parts.append(grid.make("part", "{0}-{1}*1000000", (top, over), _left))
        top = over
    return _checked(grid, (*parts, top)).parts


_Raw = tuple[str, Sequence[Operand | int], Callable[..., int]]
"""What a place of a number comes to before carrying: a formula, what it refers to, and what it computes."""


def _carried(grid: Grid, raws: Sequence[_Raw], values: Sequence[int], role: Role) -> Whole:
    """Carry what exceeds a part to the next, and give as many parts as the values need."""
    small = max(map(abs, values), default=0) <= ROOM
    if small and len(raws) == 1:
        return Whole(grid, (grid.make(role, *raws[0]),))
    parts: list[Cell] = []
    carry: Cell = 0
    for place, (template, operands, compute) in enumerate(raws):
        raw = _with_carry(grid, template, operands, compute, carry)
        if place + 1 == len(raws):
            parts += split(Whole(grid, (raw,)))
            break
        carry = grid.make("carry", "INT({0}/1000000)", (raw,), _over)
        parts.append(grid.make("part", "{0}-{1}*1000000", (raw, carry), _left))
    needed = 1 if small else max(len(_parts_of(value)) for value in values)
    while len(parts) > needed:
        parts = _merged(grid, parts, role)
    return _checked(grid, tuple(parts))


def _merged(grid: Grid, parts: list[Cell], role: Role) -> list[Cell]:
    """Put the two highest parts together, where the highest is small."""
    *rest, second, top = parts
    return [*rest, grid.make(role, "{0}*1000000+{1}", (top, second), _together)]


def _with_carry(
    grid: Grid, template: str, operands: Sequence[Operand | int], compute: Callable[..., int], carry: Cell
) -> Cell:
    if carry == 0:
        return grid.make("part", template, operands, compute)
    count = len(operands)

    def carried(*cells: int) -> int:
        return compute(*cells[:count]) + cells[count]

    return grid.make("part", f"{template}+{{{count}}}", (*operands, carry), carried)


def _checked(grid: Grid, parts: tuple[Cell, ...]) -> Whole:
    """State what is beyond a number in parts: a highest part too great to be multiplied."""
    if len(parts) > 1:
        grid.suspect(f"ABS({{0}})>{LIMIT // _TOP_ROOM}", parts[-1])
    return Whole(grid, parts)


def _size(cell: Cell, grid: Grid) -> int:
    return max((abs(_value(cell, row)) for row in range(grid.size)), default=0)


def _value(cell: Cell, row: int) -> int:
    found = cell if isinstance(cell, int) else cell.value(row)
    assert isinstance(found, int), "formulas refer to whole numbers alone"
    return found


def _slot(index: int) -> str:
    return f"{{{index}}}"


def shift_of(count: int) -> int:
    """Tell by how many parts numbers of so many parts are moved down, so that floating point holds the highest.

    Raises:
        TooLargeError: It cannot hold the highest and the lowest.
    """
    shift = max(count - _FLOATING, 0)
    if shift > _FLOATING:
        raise TooLargeError
    return shift


def weight(place: int, shift: int = 0) -> str:
    """Write by what the part at a place is multiplied: ``*1E6`` for the second."""
    exponent = 6 * (place - shift)
    return f"*1E{exponent}" if exponent else ""


def _nearly(count: int, first: int, shift: int) -> str:
    """Write the sum of parts as one number, which a cell holds nearly."""
    return f"({'+'.join(f'{{{first + place}}}{weight(place, shift)}' for place in range(count))})"


def _float(parts: Sequence[int], shift: int) -> float:
    """Give what a program makes of that: it only makes a guess of it, which is put right afterwards."""
    return math.fsum(part * float(f"1E{6 * (place - shift)}") for place, part in enumerate(parts))


def _joined(parts: Sequence[int]) -> int:
    number = 0
    for part in reversed(parts):
        number = number * BASE + part
    return number


# What the formulas compute -----------------------------------------------------------------------------------------


def _same(a: int) -> int:
    return a


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


def _over(a: int) -> int:
    return a // BASE


def _left(a: int, over: int) -> int:
    return a - over * BASE


def _together(top: int, second: int) -> int:
    return top * BASE + second
