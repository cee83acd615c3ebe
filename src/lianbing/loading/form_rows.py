"""The rows of a form's sheet: headings found, cells read, and what is wrong or was tolerated told."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

import attrs

from lianbing.errors import Fault, Place, Severity, errors_of, fault
from lianbing.forms.layout import EXAMPLES, Column
from lianbing.formula.domain import written
from lianbing.office.cells import BLANK, Cell, Sheet
from lianbing.office.lists import ListColumn, columns_of, heading_row
from lianbing.office.values import folded, read_value

_EXAMPLES = frozenset(map(folded, EXAMPLES))


@attrs.frozen
class FormRow:
    """A row of a sheet.

    Attributes:
        number: Its number, from 0.
        values: What it gives, by the name of the column.
        places: Where each value is, or would be.
    """

    number: int
    values: Mapping[str, object]
    places: Mapping[str, Place]


@attrs.define
class RowReader:
    """Reads the rows of sheets.

    Attributes:
        faults: What is wrong, and as warnings what was tolerated.
    """

    faults: list[Fault]
    _wrong: set[tuple[str, str]] = attrs.field(factory=set)

    def is_wrong(self, place: Place) -> bool:
        """Tell whether what a cell holds was told to be wrong."""
        return (place.sheet, place.cell) in self._wrong

    def rows(self, sheet: Sheet, columns: Sequence[Column], identified_by: Iterable[str]) -> Iterator[FormRow]:
        """Read the rows of a sheet.

        Args:
            sheet: The sheet.
            columns: The columns that it is to have.
            identified_by: The columns without which nobody can tell whose a row is: no row is read then.
        """
        asked = [as_list_column(each) for each in columns]
        heading = heading_row(sheet, asked)
        if heading is None:
            titles = "、".join(each.label.zh for each in columns)
            self.faults.append(fault("missing_headings", sheet.place(0), expected=titles))
            return
        at, faults = columns_of(sheet, heading, asked)
        self.faults += faults
        self._note_columns(sheet, heading, columns, at)
        if all(name in at for name in identified_by):
            for number in self._filled(sheet, heading, at.get(columns[0].name)):
                yield self._row(sheet, number, columns, at)

    def _filled(self, sheet: Sheet, heading: int, first: int | None) -> Iterator[int]:
        """Give the rows that hold something and are no example; blank rows among them are told."""
        was_blank = has_gap = False
        for number in range(heading + 1, len(sheet.rows)):
            if all(each.is_blank for each in sheet.rows[number]):
                was_blank = True
                continue
            if is_example(BLANK if first is None else sheet.cell(number, first)):
                continue
            has_gap, was_blank = has_gap or was_blank, False
            yield number
        if has_gap:
            place = Place(file=sheet.file, sheet=sheet.name)
            self.faults.append(fault("tolerated_blank_rows", place, severity=Severity.WARNING))

    def _row(self, sheet: Sheet, number: int, columns: Iterable[Column], at: Mapping[str, int]) -> FormRow:
        values: dict[str, object] = {}
        places: dict[str, Place] = {}
        for each in columns:
            if each.name not in at:
                continue
            places[each.name] = place = sheet.place(number, at[each.name])
            read = read_value(sheet.cell(number, at[each.name]), each.kind, place=place, options=each.options)
            self._tell(read.faults)
            if read.value is not None:
                values[each.name] = list(read.value) if isinstance(read.value, tuple) else read.value
                self._tell(out_of_range(each, read.value, place))
        return FormRow(number, values, places)

    def _tell(self, faults: Iterable[Fault]) -> None:
        found = tuple(faults)
        self.faults += found
        self._wrong |= {(each.place.sheet, each.place.cell) for each in errors_of(found)}

    def _note_columns(self, sheet: Sheet, heading: int, columns: Sequence[Column], at: Mapping[str, int]) -> None:
        """Tell which columns are missing, hidden or moved."""
        for each in columns:
            if each.name not in at:
                if each.required and each.kind != "marks":
                    self.faults.append(fault("missing_column", sheet.place(heading), name=each.label))
            elif at[each.name] in sheet.hidden_columns:
                place = sheet.place(heading, at[each.name])
                self.faults.append(fault("tolerated_hidden_column", place, severity=Severity.WARNING, name=each.label))
        order = [at[each.name] for each in columns if each.name in at]
        if order != sorted(order):
            self.faults.append(fault("tolerated_order", sheet.place(heading), severity=Severity.WARNING))


def is_example(first: Cell) -> bool:
    """Tell by its first cell whether a row is an example."""
    return folded(str(first.value)) in _EXAMPLES


def out_of_range(column: Column, value: object, place: Place) -> Iterator[Fault]:
    """Tell which numbers of a cell lie outside their lawful range."""
    for each in value if isinstance(value, tuple) else (value,):
        if not isinstance(each, int | Fraction) or isinstance(each, bool):
            continue
        if not column.domain.holds(Fraction(each)):
            yield fault("out_of_range", place, expected=column.domain.words(), found=written(Fraction(each)))


def as_list_column(column: Column) -> ListColumn:
    """Give a column of a form as a column of a list."""
    return ListColumn(
        name=column.name,
        titles=(column.label.zh, column.label.en),
        kind=column.kind,
        options=column.options,
    )
