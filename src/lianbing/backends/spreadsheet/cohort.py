"""The cohort in cells: what a formula may ask of the other candidates, over a run of their rows."""

from collections.abc import Sequence

import attrs

from lianbing.backends.spreadsheet.arithmetic import summed
from lianbing.backends.spreadsheet.grid import Column, Grid
from lianbing.backends.spreadsheet.quantity import Quantity, counted
from lianbing.backends.spreadsheet.references import Span
from lianbing.backends.spreadsheet.rows import Runs, leads, only_where, rank_in_rows, sum_of_rows
from lianbing.backends.spreadsheet.whole import Whole, own_column, split


@attrs.frozen(eq=False)
class CohortCells:
    """Whom candidates are compared with.

    Attributes:
        grid: The grid whose rows are the candidates.
        numbers: The rows' numbers, from 1.
        members: Whether a candidate is compared with.
        runs: For each candidate, the rows of its group.
    """

    grid: Grid
    numbers: Column
    members: Column
    runs: Runs

    def size(self) -> Quantity:
        """How many candidates the cohort has."""
        return counted(self.grid, self.grid.make("value", "SUM({0})", (Span(self.members, self.runs),), sum))

    def sum(self, number: Quantity) -> Quantity:
        """The sum of a number over the cohort."""
        return sum_of_rows(self.grid, only_where(self.members, number), self.runs)

    def rank(self, number: Quantity) -> Quantity:
        """The rank of each candidate's number in the cohort."""
        return counted(self.grid, rank_in_rows(number, self.runs, self.members, self.numbers))

    def greatest(self, number: Quantity) -> Quantity:
        """The greatest number in the cohort; 0 in an empty one."""
        top = leads(number, self.runs, self.numbers, self.members)
        above = summed(self.grid, only_where(top, number).numerator, self.runs)
        if isinstance(number.denominator, int):
            return Quantity(above, number.denominator)
        # Where nobody leads, nothing is summed: 0, and 1 below it.
        none = self.grid.make("test", "1-SUM({0})", (Span(own_column(top, self.grid), self.runs),), _nobody)
        below = only_where(top, Quantity(number.denominator, 1)).numerator
        parts = split(summed(self.grid, below, self.runs))
        lowest = self.grid.make("denominator", "{0}+{1}", (parts[0], none), _plus)
        return Quantity(above, Whole(self.grid, (lowest, *parts[1:])))


def runs_of(groups: Sequence[object]) -> Runs:
    """Give, for each row, the run of its group, whose rows stand together.

    >>> runs_of(["a", "a", "b"])
    [(0, 2), (0, 2), (2, 3)]
    """
    ends = {group: row for row, group in enumerate(groups, 1)}
    starts = {group: len(groups) - row for row, group in enumerate(reversed(groups), 1)}
    return [(starts[group], ends[group]) for group in groups]


def _nobody(tops: Sequence[int]) -> int:
    return 1 - sum(tops)


def _plus(a: int, b: int) -> int:
    return a + b
