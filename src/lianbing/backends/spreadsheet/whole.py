"""Whole numbers of any size in cells: in one cell while they are small, else in parts of six digits.

Spreadsheet programs compute in binary floating point, and some of them take what is nearly a whole number for one. All
of them are exact where each cell holds a whole number of at most `LIMIT`, and a formula adds, multiplies and compares
such numbers, or takes the whole part of a quotient of two: the quotient lies at least 1/`LIMIT` of itself below the
next whole number, which is more than any of them rounds away (they keep 15 digits). So a number that could be
greater is held in parts, as on paper: the lowest part first, every part but the highest from 0 to 999,999, and the
highest with the sign. How many parts a number needs follows from the figures at hand, with room for them to grow a
hundredfold; the grid's suspicions tell when a changed figure outgrows it, and a cell above `LIMIT` tells by itself.
"""

from collections.abc import Callable, Sequence

import attrs

from lianbing.backends.spreadsheet.grid import LIMIT, Column, Grid, Operand, Role, TooLargeError
from lianbing.backends.spreadsheet.references import Cell

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
        return joined([_value(part, row) for part in self.parts])

    @property
    def constant(self) -> int | None:
        """The number, where it is the same stated one in every row."""
        if all(isinstance(part, int) for part in self.parts):
            return joined([part for part in self.parts if isinstance(part, int)])
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
    return checked(grid, tuple(grid.given(column, "part", heading) for column in zip(*lists, strict=True)))


def _parts_of(number: int, count: int = 0) -> list[int]:
    parts: list[int] = []
    while abs(number) > _TOP or len(parts) + 1 < count:
        number, part = divmod(number, BASE)
        parts.append(part)
    return [*parts, number]


_FLOATING = 50
"""So many parts of six digits, above or below the point, are within the range of floating point."""


def own_column(cell: Cell, grid: Grid) -> Column:
    """Give a column of the grid itself that holds the same; a span needs one."""
    if isinstance(cell, Column) and cell.grid is grid:
        return cell
    if isinstance(cell, int):
        return grid.constant(cell)
    made = grid.make("value", "{0}", (cell,), _same)
    assert isinstance(made, Column), "it refers to cells"
    return made


def split(a: Whole, count: int = 0) -> tuple[Cell, ...]:
    """Give its parts, the lowest first: as many as asked for, or as it needs to be multiplied in parts."""
    grid, parts = a.grid, list(a.parts)
    top = parts.pop()
    while len(parts) + 1 < count or (not count and _size(top, grid) > _TOP):
        over = grid.make("carry", "INT({0}/1000000)", (top,), _over)
        parts.append(grid.make("part", "{0}-{1}*1000000", (top, over), _left))
        top = over
    return checked(grid, (*parts, top)).parts


Raw = tuple[str, Sequence[Operand | int], Callable[..., int]]
"""What a place of a number comes to before carrying: a formula, what it refers to, and what it computes."""


def carried(grid: Grid, raws: Sequence[Raw], values: Sequence[int], role: Role) -> Whole:
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
    return checked(grid, tuple(parts))


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


def checked(grid: Grid, parts: tuple[Cell, ...]) -> Whole:
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


def slot(index: int) -> str:
    """Write the place of an operand in a template."""
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


def joined(parts: Sequence[int]) -> int:
    """Put parts together."""
    number = 0
    for part in reversed(parts):
        number = number * BASE + part
    return number


# What the formulas compute -----------------------------------------------------------------------------------------


def _same(a: int) -> int:
    return a


def _over(a: int) -> int:
    return a // BASE


def _left(a: int, over: int) -> int:
    return a - over * BASE


def _together(top: int, second: int) -> int:
    return top * BASE + second
