"""The cells of a sheet, whatever program or file kind they came from."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

import attrs

from lianbing.errors import Fault, Place

OURS = "lianbing"
"""The custom property in which a workbook of ours says what it is, as JSON."""

Value = str | int | Decimal | bool | date | None
"""What a cell holds; a number is exactly what people read in it, never a binary fraction."""


@attrs.frozen
class Cell:
    """A cell.

    Attributes:
        value: What it holds; where it holds a formula, the value that was computed last.
        is_formula: Whether it holds a formula.
    """

    value: Value = None
    is_formula: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing in it that people could see."""
        return self.value is None or (isinstance(self.value, str) and not self.value.strip())


BLANK = Cell()
"""A cell that holds nothing."""


@attrs.frozen
class Sheet:
    """The cells of a sheet, or of a table in a text file.

    Attributes:
        file: The file, as the user named it.
        name: The sheet's name; empty for a text file, which has one table.
        rows: The rows from the first on, each a sequence of cells from the first column on; they may differ in length.
        hidden_columns: The columns that are hidden, from 0.
        is_hidden: Whether the sheet is hidden.
    """

    file: str
    name: str
    rows: Sequence[Sequence[Cell]] = attrs.field(repr=False)
    hidden_columns: frozenset[int] = frozenset()
    is_hidden: bool = False

    def place(self, row: int, column: int | None = None) -> Place:
        """Give the place of a cell, or of a row, both counted from 0.

        >>> Sheet("a.xlsx", "案件", ()).place(6, 2).say("zh")
        'a.xlsx › 案件 › C7'
        """
        if not self.name:
            return Place(file=self.file, line=row + 1, column=None if column is None else column + 1)
        return Place(file=self.file, sheet=self.name, cell=cell_name(row, column))

    def cell(self, row: int, column: int) -> Cell:
        """Give a cell; one beyond the end of its row is blank."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else BLANK


@attrs.frozen
class Workbook:
    """What a workbook holds.

    Attributes:
        file: The file, as the user named it.
        sha256: The digest of its bytes, in hexadecimal.
        sheets: Its sheets, in their order.
        properties: Its custom properties that are texts.
        notes: What was tolerated in opening it, as warnings.
    """

    file: str
    sha256: str
    sheets: tuple[Sheet, ...]
    properties: Mapping[str, str] = attrs.field(factory=dict)
    notes: tuple[Fault, ...] = ()

    def sheet(self, *names: str) -> Sheet | None:
        """Give the first sheet that has one of some names, spaces and letter case aside."""
        wanted = {_folded(name) for name in names}
        return next((each for each in self.sheets if _folded(each.name) in wanted), None)

    def stated(self) -> Mapping[str, str]:
        """Give what a workbook of ours says of itself; nothing where it says nothing, or was touched."""
        try:
            found = json.loads(self.properties.get(OURS, "{}"))
        except (ValueError, RecursionError):
            return {}
        return {str(name): str(value) for name, value in found.items()} if isinstance(found, dict) else {}


def _folded(name: str) -> str:
    return "".join(name.split()).casefold()


def cell_name(row: int, column: int | None = None) -> str:
    """Name a cell as spreadsheet programs do; a row alone by its number.

    >>> cell_name(6, 2), cell_name(0, 26), cell_name(4)
    ('C7', 'AA1', '5')
    """
    letters = ""
    number = -1 if column is None else column
    while number >= 0:
        letters = chr(ord("A") + number % 26) + letters
        number = number // 26 - 1
    return f"{letters}{row + 1}"
