"""Cells: columns of a sheet whose every cell has a formula and the value that the formula gives.

A column is made by one call that states both, the formula's text and what it computes, so that the two stand side by
side; whoever recalculates the sheet finds whether they agree.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from typing import Literal, Protocol

import attrs

from lianbing.formula.evidence import FactNode

Value = int | Fraction | str | None
"""What a cell holds. Formulas give whole numbers alone: no binary fraction ever decides anything."""

LIMIT = 10**14
"""Every cell of a formula stays within this, or is told to be beyond it."""


_LONGEST = 8_000
"""Programs take formulas of at most 8,192 characters,"""

_MOST_COLUMNS = 16_000
"""and sheets of at most 16,384 columns."""


class TooLargeError(OverflowError):
    """A figure has more digits than a sheet can hold, though it holds hundreds."""


Role = Literal[
    "who",
    "day",
    "value",
    "numerator",
    "denominator",
    "part",
    "carry",
    "room",
    "divisor",
    "estimate",
    "rest",
    "test",
    "key",
    "fact",
    "shown",
]
"""What a column holds of the figure that it belongs to."""


class Operand(Protocol):
    """What a formula may refer to: for each row of a grid, a reference and its value."""

    def reference(self, row: int, seen_from: "Grid") -> str:
        """Give the text by which a formula in this row of a grid refers to it."""

    def value(self, row: int) -> object:
        """Give its value for this row."""


@attrs.define(eq=False)
class Column:
    """A column of a grid.

    Attributes:
        grid: The grid.
        number: Which column of the sheet it is, from 1.
        heading: What it belongs to, in words.
        role: What it holds of that.
        values: The value of each row.
        formulas: The formula of each row, without ``=``; None where the column is given.
        fact: The fact of the evidence that it holds, where it holds one.
    """

    grid: "Grid" = attrs.field(repr=False)
    number: int
    heading: str
    role: Role
    values: Sequence[Value] = attrs.field(repr=False)
    formulas: Sequence[str] | None = attrs.field(default=None, repr=False)
    fact: FactNode | None = attrs.field(default=None, repr=False)

    @property
    def letters(self) -> str:
        """The letters of the column: A, B, … Z, AA."""
        return letters_of(self.number)

    def reference(self, row: int, seen_from: "Grid") -> str:
        """Give the address of its cell in a row."""
        return f"{self.grid.prefix(seen_from)}{self.letters}{self.grid.first_row + row}"

    def value(self, row: int) -> Value:
        """Give the value in a row."""
        return self.values[row]


@attrs.define(eq=False)
class Grid:
    """Rows of a sheet that hold the same things in the same columns.

    Attributes:
        sheet: The sheet's name.
        first_row: The number of its first row on the sheet, from 1.
        size: How many rows it has.
        first_column: The number of its first column on the sheet, from 1.
        columns: Its columns, in their order on the sheet.
        suspicions: Formulas that hold where a row's figures are beyond what the sheet computes exactly.
    """

    sheet: str
    first_row: int
    size: int
    first_column: int = 1
    columns: list[Column] = attrs.field(factory=list, repr=False)
    suspicions: list[Sequence[str]] = attrs.field(factory=list, repr=False)
    _heading: str = attrs.field(default="", repr=False)
    _made: dict[tuple[str, tuple[object, ...]], Column] = attrs.field(factory=dict, repr=False)
    _kept: list[object] = attrs.field(factory=list, repr=False)

    def prefix(self, seen_from: "Grid") -> str:
        """Give what stands before an address of it: nothing on its own sheet."""
        return "" if seen_from.sheet == self.sheet else "'" + self.sheet.replace("'", "''") + "'!"

    @contextmanager
    def about(self, heading: str) -> Iterator[None]:
        """Give a heading to the columns that are made meanwhile."""
        outer, self._heading = self._heading, heading
        yield
        self._heading = outer

    def given(
        self,
        values: Sequence[Value],
        role: Role = "fact",
        heading: str | None = None,
        fact: FactNode | None = None,
    ) -> Column:
        """Add a column of given values."""
        column = self._add(heading, role, values, None)
        column.fact = fact
        return column

    def make(
        self, role: Role, template: str, operands: Sequence[Operand | int], compute: Callable[..., int]
    ) -> Column | int:
        """Add a column of formulas, unless the same one is there; where all is stated, give the number itself.

        Args:
            role: What it holds.
            template: The formula; ``{0}``, ``{1}`` … stand for the operands.
            operands: What it refers to.
            compute: What the formula computes: the operands' values in, the value out.
        """
        if all(isinstance(each, int) for each in operands):
            return compute(*operands)
        key = (template, tuple(each if isinstance(each, int) else id(each) for each in operands))
        if key not in self._made:
            formulas, values = [], []
            for row in range(self.size):
                formulas.append(template.format(*(self._said(each, row) for each in operands)))
                values.append(compute(*(each if isinstance(each, int) else each.value(row) for each in operands)))
            if any(abs(each) > LIMIT for each in values) or any(len(each) > _LONGEST for each in formulas):
                raise TooLargeError
            self._made[key] = self._add(None, role, values, formulas)
            # An operand that is kept alive keeps its id, so that no other can be taken for it.
            self._kept.append(operands)
        return self._made[key]

    def constant(self, number: int) -> Column:
        """Give a column that holds the same number in every row."""
        return self.once("part", [number] * self.size)

    def once(self, role: Role, values: Sequence[int]) -> Column:
        """Give a column of these values, the same one whenever they are asked for."""
        key = ("", tuple(values))
        if key not in self._made:
            self._made[key] = self._add(None, role, values, None)
        return self._made[key]

    def word(self, template: str, operand: Operand, compute: Callable[[str], str]) -> Column:
        """Add a column of formulas that give texts, each of one text."""
        formulas = [template.format(operand.reference(row, self)) for row in range(self.size)]
        values = [compute(str(operand.value(row) or "")) for row in range(self.size)]
        return self._add(None, "key", values, formulas)

    def spaced(self, template: str, operand: Operand, compute: Callable[[object], Value]) -> Column:
        """Add a column of formulas that give a number, or an empty text where there is none."""
        formulas = [template.format(operand.reference(row, self)) for row in range(self.size)]
        return self._add(None, "value", [compute(operand.value(row)) for row in range(self.size)], formulas)

    def suspect(self, template: str, *operands: Operand | int) -> None:
        """State when a row's figures are beyond what the sheet computes exactly."""
        if not all(isinstance(each, int) for each in operands):
            said = [template.format(*(self._said(each, row) for each in operands)) for row in range(self.size)]
            if said not in self.suspicions:
                self.suspicions.append(said)

    def _said(self, operand: Operand | int, row: int) -> str:
        if isinstance(operand, int):
            return str(operand) if operand >= 0 else f"({operand})"
        return operand.reference(row, self)

    def _add(self, heading: str | None, role: Role, values: Sequence[Value], formulas: Sequence[str] | None) -> Column:
        number = self.first_column + len(self.columns)
        if number > _MOST_COLUMNS:
            raise TooLargeError
        column = Column(self, number, self._heading if heading is None else heading, role, values, formulas)
        self.columns.append(column)
        return column


def letters_of(number: int) -> str:
    """Give the letters of a column by its number.

    >>> letters_of(1), letters_of(26), letters_of(27), letters_of(703)
    ('A', 'Z', 'AA', 'AAA')
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
