"""Exact numbers in given cells: as they are, and as the whole numbers that formulas compute with."""

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import cast

from lianbing.backends.spreadsheet.grid import Column, Grid
from lianbing.backends.spreadsheet.quantity import Quantity
from lianbing.backends.spreadsheet.whole import ROOM, given_whole, whole

DECIMALS = 100
"""A fact that need not be whole may at least have two decimals when people change it."""


FINEST = 10**6
"""A fact of more decimals, or a fraction that is finer, stands as a numerator and a denominator."""


def exact_cells(grid: Grid, numbers: Sequence[Fraction], heading: str) -> Quantity:
    """Put exact numbers into given cells, and give them as cells to compute with."""
    return computable(grid, numbers, grid.given(numbers, heading=heading), whole_only=False)


def computable(grid: Grid, numbers: Sequence[Fraction], column: Column, *, whole_only: bool) -> Quantity:
    """Give the numbers of a column as whole numbers of a unit; in parts where a cell cannot hold them exactly."""
    unit = math.lcm(*(each.denominator for each in numbers))
    if not whole_only:
        unit = math.lcm(unit, DECIMALS)
    if unit > FINEST or max(map(abs, numbers), default=Fraction(0)) * unit > ROOM:
        column.role = "shown"
        return in_parts(grid, numbers)
    if unit == 1:
        grid.suspect("{0}<>INT({0})", column)
        grid.suspect(f"ABS({{0}})>{ROOM}", column)
        own = column if None not in column.values else grid.make("value", "N({0})", (column,), _whole_or_none)
        return Quantity(whole(grid, own), 1)
    grid.suspect(finer_than(unit, "{0}"), column)

    def scaled(found: object) -> int:
        return int(Fraction(cast("int | Fraction", found or 0)) * unit)

    return Quantity(whole(grid, grid.make("value", f"ROUND({{0}}*{unit},0)", (column,), scaled)), unit)


def finer_than(unit: int, number: str) -> str:
    """Write that a number is no multiple of a part of 1, what a cell cannot hold of it aside."""
    return f"ABS({number}*{unit}-ROUND({number}*{unit},0))>1E-9+ABS({number})*{unit}*1E-15"


def in_parts(grid: Grid, numbers: Sequence[Fraction]) -> Quantity:
    """Give numbers that a cell cannot hold exactly as given numerators and denominators."""
    above = given_whole(grid, [each.numerator for each in numbers])
    if all(each.denominator == 1 for each in numbers):
        return Quantity(above, 1)
    return Quantity(above, given_whole(grid, [each.denominator for each in numbers]))


def _whole_or_none(found: int | Fraction | None) -> int:
    return int(found or 0)
