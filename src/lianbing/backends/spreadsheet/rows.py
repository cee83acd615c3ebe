"""Many rows to one figure: sums, counts, the best of each group, ranks, over a run of neighbouring rows."""

from collections.abc import Sequence

from lianbing.backends.spreadsheet.arithmetic import summed
from lianbing.backends.spreadsheet.grid import Column, Grid, Operand
from lianbing.backends.spreadsheet.keys import keys
from lianbing.backends.spreadsheet.quantity import Quantity, add, choose, counted, stated
from lianbing.backends.spreadsheet.references import Cell, Elsewhere, Span
from lianbing.backends.spreadsheet.whole import Whole, own_column

Runs = Sequence[tuple[int, int]]
"""For each row that asks, the run of rows that it is about: the first, and the one after the last."""


def seen_from(grid: Grid, number: Quantity, rows: Sequence[int | None]) -> Quantity:
    """Give a number of another grid as each row sees it: that of one of its rows, or 0 where there is none."""
    above = _elsewhere(grid, number.numerator, rows, 0)
    if isinstance(number.denominator, int):
        return Quantity(above, number.denominator)
    return Quantity(above, _elsewhere(grid, number.denominator, rows, 1))


def cell_seen_from(cell: Cell, rows: Sequence[int | None], otherwise: int = 0) -> Cell:
    """Give a cell of another grid as each row sees it."""
    if isinstance(cell, int):
        return cell
    if isinstance(cell, Elsewhere):
        further = [None if row is None else cell.rows[row] for row in rows]
        return Elsewhere(cell.column, further, otherwise)
    return Elsewhere(cell, rows, otherwise)


def _elsewhere(grid: Grid, number: Whole, rows: Sequence[int | None], otherwise: int) -> Whole:
    if all(row is not None for row in rows) and number.constant is not None:
        return Whole(grid, number.parts)
    # Nothing is 0, or 1 below a line: the lowest part says so.
    parts = [own_column(part, number.grid) if isinstance(part, int) else part for part in number.parts]
    return Whole(
        grid, tuple(cell_seen_from(part, rows, otherwise if place == 0 else 0) for place, part in enumerate(parts))
    )


def sum_of_rows(grid: Grid, number: Quantity, runs: Runs) -> Quantity:
    """Add up a run of rows for each row of a grid; no rows are 0.

    Args:
        grid: The grid whose rows get the sums; that of the number, or another.
        number: What is added.
        runs: For each row of the grid, the run.
    """
    if isinstance(number.denominator, int):
        return Quantity(summed(grid, number.numerator, runs), number.denominator)
    windows = number
    reach, longest = 1, max((end - first for first, end in runs), default=0)
    ends = {row: end for first, end in runs for row in range(first, end)}
    size = number.grid.size
    while reach < longest:
        # Each row comes to hold its own and all that follow it in the run, twice as many at every turn.
        rows = [at + reach if at + reach < ends.get(at, 0) else None for at in range(size)]
        windows = add([windows, seen_from(number.grid, windows, rows)])
        reach *= 2
    return seen_from(grid, windows, [first if first < end else None for first, end in runs])


def count_of_rows(grid: Grid, numbers: Column, runs: Runs) -> Quantity:
    """Count the rows of a run, by the column that numbers them from 1."""
    return counted(grid, grid.make("value", "SUMPRODUCT(({0}>0)*1)", (Span(numbers, runs),), _above_zero))


class Compared:
    """A number whose rows are compared with those of a run.

    Args:
        number: The number.
        runs: For each of its rows, the run.
    """

    def __init__(self, number: Quantity, runs: Runs) -> None:
        self.grid = number.grid
        self.columns = [own_column(key, self.grid) for key in keys(number) if not isinstance(key, int)]
        self.operands: list[Operand] = [each for own in self.columns for each in (Span(own, runs), own)]

    def greater(self, first: int) -> str:
        """Write that a row of the run is greater, the operands standing from this slot on."""
        text = "0"
        for place in reversed(range(len(self.columns))):
            of_run, own = f"{{{first + 2 * place}}}", f"{{{first + 2 * place + 1}}}"
            text = f"(({of_run}>{own})+({of_run}={own})*{text})" if text != "0" else f"({of_run}>{own})"
        return text

    def equal(self, first: int) -> str:
        """Write that a row of the run is equal, likewise."""
        tests = [f"({{{first + 2 * at}}}={{{first + 2 * at + 1}}})" for at in range(len(self.columns))]
        return "*".join(tests) or "1"

    def compare(self, values: Sequence[object]) -> list[int]:
        """Compare each row of the run with the own one: 1 where it is greater, 0 where equal, else -1."""
        if not self.columns:
            return []
        runs: list[Sequence[int]] = [_listed(values[2 * at]) for at in range(len(self.columns))]
        own = tuple(values[2 * at + 1] for at in range(len(self.columns)))
        return [_order(found, own) for found in zip(*runs, strict=True)]


def dense_rank_in_rows(number: Quantity, runs: Runs, member: Column, numbers: Column) -> Cell:
    """Give the rank of each row among the members of its run: 1 and how many different numbers are greater."""
    compared, grid = Compared(number, runs), number.grid
    template = f"IF(SUMPRODUCT({{0}}*{compared.equal(3)}*({{1}}<{{2}}))=0,1,0)*{{{3 + len(compared.operands)}}}"

    def is_first(members: Sequence[int], places: Sequence[int], place: int, *values: object) -> int:
        signs = compared.compare(values[:-1]) or [0] * len(places)
        earlier = [one for one, at, sign in zip(members, places, signs, strict=True) if sign == 0 and at < place]
        return int(not sum(earlier)) * int(values[-1] == 1)

    operands: list[Operand] = [Span(member, runs), Span(numbers, runs), numbers, *compared.operands, member]
    first = grid.make("test", template, operands, is_first)
    return rank_in_rows(number, runs, own_column(first, grid), numbers)


def rank_in_rows(number: Quantity, runs: Runs, member: Column, numbers: Column) -> Cell:
    """Give the rank of each row among the members of its run: 1 and how many are greater."""
    compared = Compared(number, runs)
    template = f"1+SUMPRODUCT({{0}}*{compared.greater(1)})"

    def rank(members: Sequence[int], *values: object) -> int:
        signs = compared.compare(values)
        return 1 + sum(one for one, sign in zip(members, signs, strict=False) if sign > 0)

    return compared.grid.make("value", template, (Span(member, runs), *compared.operands), rank)


def leads(number: Quantity, runs: Runs, numbers: Column, groups: Cell, count: int = 1) -> Cell:
    """Tell which rows are among the so many greatest of their group in their run; of equals the earlier is.

    Args:
        number: What is compared.
        runs: For each row, the run.
        numbers: The rows' numbers, from 1.
        groups: For each row, the number of its group; 0 in a group that is out.
        count: How many lead.
    """
    compared, grid = Compared(number, runs), number.grid
    group = own_column(groups, grid)
    before = f"({compared.greater(4)}+{compared.equal(4)}*({{2}}<{{3}}))"
    template = f"IF({{1}}=0,0,IF(SUMPRODUCT(({{0}}={{1}})*{before})<{count},1,0))"

    def leading(of_run: Sequence[int], own: int, places: Sequence[int], place: int, *values: object) -> int:
        signs = compared.compare(values) or [0] * len(places)
        ahead = [
            sign > 0 or (sign == 0 and at < place)
            for each, at, sign in zip(of_run, places, signs, strict=True)
            if each == own
        ]
        return int(own != 0 and sum(ahead) < count)

    operands: list[Operand] = [Span(group, runs), group, Span(numbers, runs), numbers, *compared.operands]
    return grid.make("test", template, operands, leading)


def only_where(test: Cell, number: Quantity) -> Quantity:
    """Give a number where a test holds, and 0 where it does not."""
    return choose(test, number, stated(number.grid, 0))


def _above_zero(found: Sequence[int]) -> int:
    return sum(each > 0 for each in found)


def _listed(found: object) -> Sequence[int]:
    assert isinstance(found, Sequence), "a span has a value for each row of its run"
    return found


def _order(found: Sequence[int], own: Sequence[object]) -> int:
    mine = tuple(each for each in own if isinstance(each, int))
    return (tuple(found) > mine) - (tuple(found) < mine)
