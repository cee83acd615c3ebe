"""References: what a formula may refer to beside the cell of its own row."""

from collections.abc import Sequence

import attrs

from lianbing.backends.spreadsheet.grid import Column, Grid, Value


@attrs.frozen(eq=False)
class Elsewhere:
    """A column as another grid sees it: for each row of that grid the cell of some row, or a figure where it has none.

    Attributes:
        column: The column.
        rows: For each row that refers to it, which of its own rows it is; None where there is none.
        otherwise: The figure where there is none.
    """

    column: Column
    rows: Sequence[int | None]
    otherwise: int = 0

    def reference(self, row: int, seen_from: "Grid") -> str:
        """Give the address of the cell, fixed to its place."""
        own = self.rows[row]
        return str(self.otherwise) if own is None else self.column.reference(own, seen_from)

    def value(self, row: int) -> Value:
        """Give the value of the cell."""
        own = self.rows[row]
        return self.otherwise if own is None else self.column.value(own)


@attrs.frozen(eq=False)
class Span:
    """For each row that refers to it, a run of cells of one column; 0 stands where the run is empty.

    Attributes:
        column: The column.
        runs: For each row that refers to it, the first row of the run and the row after its last.
    """

    column: Column
    runs: Sequence[tuple[int, int]]

    def reference(self, row: int, seen_from: "Grid") -> str:
        """Give the address of the run."""
        first, end = self.runs[row]
        if first >= end:
            return "0"
        grid, letters = self.column.grid, self.column.letters
        top, bottom = grid.first_row + first, grid.first_row + end - 1
        return f"{grid.prefix(seen_from)}{letters}${top}:{letters}${bottom}"

    def value(self, row: int) -> Sequence[Value]:
        """Give the values of the run."""
        first, end = self.runs[row]
        return [0] if first >= end else self.column.values[first:end]


@attrs.frozen(eq=False)
class Across:
    """The cells of neighbouring columns in one row; empty ones count for nothing.

    Attributes:
        columns: The columns, side by side.
    """

    columns: Sequence[Column]

    def reference(self, row: int, seen_from: "Grid") -> str:
        """Give the address of the run."""
        first, last = self.columns[0], self.columns[-1]
        prefix, number = first.grid.prefix(seen_from), first.grid.first_row + row
        return f"{prefix}{first.letters}{number}:{last.letters}{number}"

    def value(self, row: int) -> Sequence[int]:
        """Give the values that are there."""
        return [found for each in self.columns if isinstance(found := each.values[row], int)]


@attrs.frozen(eq=False)
class Word:
    """A text that a formula states."""

    text: str

    def reference(self, row: int, seen_from: "Grid") -> str:
        """Give it in quotes."""
        return '"' + self.text.replace('"', '""') + '"'

    def value(self, row: int) -> str:
        """Give the text."""
        return self.text


Cell = int | Column | Elsewhere
"""A whole number for each row: one that a formula states, or what a cell holds."""
