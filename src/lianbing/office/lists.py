"""Reading a simple list, such as the penalty list: a heading row, and a row for each entry, from CSV or a workbook."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import attrs

from lianbing.errors import Fault, InputError, Place, Severity, fault, nearest
from lianbing.extras import OFFICE, needing
from lianbing.office.cells import Cell, Sheet, Workbook
from lianbing.office.csv_table import read_csv_workbook
from lianbing.office.values import Found, Kind, Options, folded, read_value

HEADING_WITHIN = 10
"""The headings stand in one of so many first rows."""


@attrs.frozen(kw_only=True)
class ListColumn:
    """A column of a list.

    Attributes:
        name: Its name in code and data files.
        titles: What its heading may be, its Chinese title first.
        kind: What its cells hold.
        required: Whether every row gives it.
        options: The words of a choice, each with how people call it.
    """

    name: str
    titles: tuple[str, ...]
    kind: Kind = "text"
    required: bool = False
    options: Options = ()


@attrs.frozen(kw_only=True)
class ListRow:
    """A row of a list.

    Attributes:
        values: What it gives, by the name of the column.
        place: Where it is.
        places: Where each value is.
    """

    values: Mapping[str, Found]
    place: Place
    places: Mapping[str, Place]


@attrs.frozen(kw_only=True)
class ListRead:
    """What a list gave.

    Attributes:
        file: The file, as the user named it.
        sha256: The digest of its bytes, in hexadecimal.
        rows: Its rows; one in which something is wrong is left out.
        faults: What is wrong, and as warnings what was tolerated.
    """

    file: str
    sha256: str
    rows: tuple[ListRow, ...]
    faults: tuple[Fault, ...]


def read_list(
    path: Path, columns: Sequence[ListColumn], *, name: str | None = None, sheet: Sequence[str] = ()
) -> ListRead:
    """Read a list from a CSV file or a workbook.

    Args:
        path: Where it is; ``.csv`` and ``.txt`` are read as text, all else as a workbook.
        columns: Its columns.
        name: What to call the file in messages, if not by its path.
        sheet: The names that its sheet may have; the first visible sheet where none is named or found.
    """
    try:
        book = _opened(path, name)
    except InputError as error:
        file = name if name is not None else str(path)
        return ListRead(file=file, sha256="", rows=(), faults=error.faults)
    shown = [each for each in book.sheets if not each.is_hidden] or list(book.sheets)
    found = book.sheet(*sheet) or (shown[0] if shown else Sheet(book.file, "", ()))
    rows, faults = rows_of(found, columns)
    return ListRead(file=book.file, sha256=book.sha256, rows=tuple(rows), faults=(*book.notes, *faults))


def _opened(path: Path, name: str | None) -> Workbook:
    if path.suffix.lower() in (".csv", ".txt"):
        return read_csv_workbook(path, name)
    with needing(OFFICE):
        from lianbing.office.workbook import read_workbook
    return read_workbook(path, name)


def rows_of(sheet: Sheet, columns: Sequence[ListColumn]) -> tuple[list[ListRow], list[Fault]]:
    """Read the rows of a sheet; give those that are whole, and all that is wrong or was tolerated."""
    heading = heading_row(sheet, columns)
    if heading is None:
        titles = ", ".join(each.titles[0] for each in columns if each.required)
        return [], [fault("missing_headings", sheet.place(0), expected=titles)]
    at, faults = columns_of(sheet, heading, columns)
    faults += [
        fault("missing_column", sheet.place(heading), name=each.titles[0])
        for each in columns
        if each.required and each.name not in at
    ]
    rows = []
    for number in range(heading + 1, len(sheet.rows)):
        if all(each.is_blank for each in sheet.rows[number]):
            continue
        row, wrong = _row(sheet, number, [each for each in columns if each.name in at], at)
        faults += wrong
        if row is not None:
            rows.append(row)
    return rows, faults


def heading_row(sheet: Sheet, columns: Sequence[ListColumn]) -> int | None:
    """Find the row of headings: the one among the first that has most of them."""
    known = _names_of(columns)
    scores = [
        sum(_name_of(cell, known) is not None for cell in row if not cell.is_blank)
        for row in sheet.rows[:HEADING_WITHIN]
    ]
    best = max(scores, default=0)
    return scores.index(best) if best else None


def columns_of(sheet: Sheet, heading: int, columns: Sequence[ListColumn]) -> tuple[dict[str, int], list[Fault]]:
    """Find the columns by their headings; tell which are there twice, and as warnings which are not known."""
    names = _names_of(columns)
    at: dict[str, int] = {}
    faults = []
    for index, cell in enumerate(sheet.rows[heading]):
        if cell.is_blank:
            continue
        name = _name_of(cell, names)
        place = sheet.place(heading, index)
        if name is None:
            said = str(cell.value).strip()
            near = nearest(said, [each.titles[0] for each in columns if each.name not in at])
            faults.append(fault("unknown_column", place, severity=Severity.WARNING, name=said, suggestion=near))
        elif name in at:
            faults.append(fault("repeated_column", place, name=str(cell.value)))
        else:
            at[name] = index
    return at, faults


def _names_of(columns: Sequence[ListColumn]) -> dict[str, str]:
    """Give the names of columns by their headings; by what comes before a bracket too, where that is one's alone."""
    whole = {_heading(title): each.name for each in columns for title in (*each.titles, each.name)}
    short: dict[str, set[str]] = defaultdict(set)
    for title, name in whole.items():
        short[_without_bracket(title)].add(name)
    return {**{title: min(names) for title, names in short.items() if len(names) == 1}, **whole}


def _name_of(cell: Cell, names: Mapping[str, str]) -> str | None:
    """Give the name of the column that a heading is of; a unit, or what else in brackets, may stand behind it."""
    heading = _heading(cell.value)
    while heading not in names and heading != (shorter := _without_bracket(heading)):
        heading = shorter
    return names.get(heading)


def _heading(value: object) -> str:
    """Give what identifies a heading: without the star of a required column."""
    return folded(str(value)).strip("*")


def _without_bracket(heading: str) -> str:
    return heading.rpartition("(")[0].strip("*") if heading.endswith(")") and "(" in heading else heading


def _row(
    sheet: Sheet, number: int, columns: Sequence[ListColumn], at: Mapping[str, int]
) -> tuple[ListRow | None, list[Fault]]:
    values: dict[str, Found] = {}
    places: dict[str, Place] = {}
    faults: list[Fault] = []
    for each in columns:
        place = sheet.place(number, at[each.name])
        read = read_value(sheet.cell(number, at[each.name]), each.kind, place=place, options=each.options)
        faults += read.faults
        places[each.name] = place
        if read.value is not None:
            values[each.name] = read.value
        elif each.required and not read.faults:
            faults.append(fault("blank_cell", place, name=each.titles[0]))
    is_whole = all(each.severity is Severity.WARNING for each in faults)
    return (ListRow(values=values, place=sheet.place(number), places=places) if is_whole else None), faults
