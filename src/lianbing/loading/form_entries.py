"""Entries of one list of the form that come as a text file, as they would stand in its sheet."""

from collections.abc import Iterator
from pathlib import Path as FilePath

import attrs

from lianbing.errors import Fault, Place, fault
from lianbing.forms.layout import CANDIDATE, FormSheet
from lianbing.loading.additions import AddedRow
from lianbing.loading.form_rows import as_list_column, is_example, out_of_range
from lianbing.office.cells import Cell
from lianbing.office.lists import ListRead, ListRow, read_list


def read_entries(path: FilePath, layout: FormSheet) -> tuple[list[tuple[AddedRow, Place]], ListRead]:
    """Read the entries of one list of the form from a text file.

    Args:
        path: The file.
        layout: The sheet of the form.

    Returns:
        The entries with their places, and what was read with its faults.
    """
    asked = [attrs.evolve(as_list_column(each), required=each.name == CANDIDATE) for each in layout.columns]
    read = read_list(path, asked)
    own = [each for each in read.rows if not is_example(Cell(str(each.values[CANDIDATE])))]
    faults = [*read.faults, *(wrong for each in own for wrong in _faults(each, layout))]
    return [(_entry(each, layout), each.place) for each in own], attrs.evolve(read, faults=tuple(faults))


def _faults(row: ListRow, layout: FormSheet) -> Iterator[Fault]:
    for column in layout.columns:
        if column.name in row.values:
            yield from out_of_range(column, row.values[column.name], row.places[column.name])
        elif column.always and column.name in row.places:
            yield fault("blank_cell", row.places[column.name], clause=layout.clause or None, name=column.label)


def _entry(row: ListRow, layout: FormSheet) -> AddedRow:
    values = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in row.values.items()
        if name != CANDIDATE
    }
    return AddedRow(
        award=layout.award.id,
        candidate=str(row.values[CANDIDATE]),
        indicator=layout.indicator.id,
        list=str(layout.rows),
        values=values,
    )
