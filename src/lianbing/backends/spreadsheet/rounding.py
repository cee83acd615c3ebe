"""Rounding in cells: the whole part, what is left of it, and a comparison of that with half a step."""

from collections.abc import Callable
from fractions import Fraction

from lianbing.backends.spreadsheet.arithmetic import below_zero, difference, is_zero, product, quotient, scaled, total
from lianbing.backends.spreadsheet.grid import LIMIT, Grid
from lianbing.backends.spreadsheet.quantity import Quantity, counted, greatest, multiply, opposite, stated
from lianbing.backends.spreadsheet.references import Cell
from lianbing.backends.spreadsheet.whole import ROOM, Whole, whole


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
    above, below = held.numerator.single, held.below.single
    if mode == "ROUND_HALF_UP" and above is not None and below is not None and held.numerator.greatest() <= ROOM // 4:
        return multiply(counted(grid, _half_up_at_once(grid, above, below)), stated(grid, step))
    down = quotient(held.numerator, held.below)
    rest = difference(held.numerator, product(down, held.below, "rest"), "rest")
    up = _MODES[mode](grid, rest, held, down)
    return multiply(Quantity(total([down, whole(grid, up)]), 1), stated(grid, step))


def _half_up_at_once(grid: Grid, above: Cell, below: Cell) -> Cell:
    """Round half up, away from 0, in one cell, as most rulebooks do: the whole part of half a step more."""
    grid.suspect(f"2*ABS({{0}})+{{1}}>{LIMIT}", above, below)
    # Below 0 the size is rounded and taken from 0: a program may show -1 times 0 as -0.
    template = "IF({0}<0,0-INT(({1}-2*{0})/(2*{1})),INT(({1}+2*{0})/(2*{1})))"
    return grid.make("value", template, (above, below), _nearest)


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


def _nearest(above: int, below: int) -> int:
    size = (2 * abs(above) + below) // (2 * below)
    return size if above >= 0 else -size


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
