"""Forms that were filled in: workbooks to the same plain data that a data file holds, each value with its cell."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path as FilePath

import attrs

from lianbing.errors import Fault, InputError, Place, Said, Severity, errors_of, fault, nearest
from lianbing.forms.layout import ABOUT, CANDIDATE, CANDIDATES, EXAMPLES, OPTIONS, VALUE, Column, Form, FormSheet
from lianbing.formula.domain import written
from lianbing.loading.additions import AddedRow
from lianbing.loading.structuring import Path
from lianbing.office.cells import Cell, Sheet, Workbook
from lianbing.office.lists import ListColumn, ListRead, columns_of, heading_row, read_list
from lianbing.office.values import folded, read_value
from lianbing.office.workbook import read_workbook

TO_MEND = ("需修改", "To mend")
"""The names of the sheet that a form handed back begins with."""

_NOT_READ = {folded(name) for each in (ABOUT, OPTIONS) for name in (each.zh, each.en)} | set(map(folded, TO_MEND))

Whose = tuple[str, str]
"""A candidate by its award and id."""


@attrs.frozen
class FilledForm:
    """A form that was filled in, as data.

    Attributes:
        name: The file, as the user named it.
        sha256: The digest of the file's bytes, in hexadecimal.
        data: Its candidates, as a data file would hold them.
        faults: What is wrong with it, and as warnings what was tolerated.
        unit: The id of the unit that it was made for, where it says so.
    """

    name: str
    sha256: str
    data: Mapping[str, object] = attrs.field(repr=False)
    faults: tuple[Fault, ...]
    unit: str
    _places: Mapping[Path, Place] = attrs.field(repr=False, factory=dict)

    def place(self, path: Sequence[str | int], record: Said = "", field: str = "") -> Place:
        """Give the cell of a value, or of what would hold it if it is not there."""
        prefixes = (tuple(path[:length]) for length in range(len(path), 0, -1))
        found = next((self._places[each] for each in prefixes if each in self._places), Place(file=self.name))
        return attrs.evolve(found, record=record, field=field)


def is_form(book: Workbook) -> bool:
    """Tell whether a workbook is a form: it says so, or has a sheet of candidates."""
    return "lianbing" in book.properties or book.sheet(CANDIDATES.zh, CANDIDATES.en) is not None


def read_if_form(path: FilePath, form: Form) -> tuple[FilledForm | None, tuple[Fault, ...]]:
    """Read a workbook that may be a form.

    Args:
        path: The workbook.
        form: The form of the rulebook, complete.

    Returns:
        The form; or None, and that it cannot be read, or as a warning that it is no form.
    """
    try:
        book = read_workbook(path)
    except InputError as error:
        return None, error.faults
    if not is_form(book):
        return None, (fault("no_form", Place(file=book.file), severity=Severity.WARNING),)
    made = read_form(book, form)
    return made, made.faults


def read_form(book: Workbook, form: Form) -> FilledForm:
    """Read a form that was filled in.

    Args:
        book: The workbook.
        form: The form of the rulebook, complete.
    """
    return _FormReader(book, form).form_read()


class _FormReader:
    def __init__(self, book: Workbook, form: Form) -> None:
        self.book, self.form = book, form
        self.faults: list[Fault] = list(book.notes)
        self.tables: dict[Whose, dict[str, object]] = {}
        self.places: dict[tuple[Whose, Path], Place] = {}
        self.filled: set[Whose] = set()
        self.blanks: list[tuple[Whose, Fault]] = []

    def form_read(self) -> FilledForm:
        """Read all sheets."""
        unit = self._made_for()
        listed = self.book.sheet(CANDIDATES.zh, CANDIDATES.en)
        if listed is None:
            self.faults.append(fault("missing_sheet", Place(file=self.book.file), name=CANDIDATES))
        else:
            self._candidates(listed)
        self._warn_of_others()
        for layout in self.form.sheets:
            sheet = self.book.sheet(layout.name.zh, layout.name.en)
            if sheet is not None:
                self._sheet(layout, sheet)
        tables, places = self._put_up()
        return FilledForm(self.book.file, self.book.sha256, {"candidate": tables}, tuple(self.faults), unit, places)

    def _made_for(self) -> str:
        """Hold the form against the rulebook that it was made for; give the unit."""
        place = Place(file=self.book.file)
        try:
            stated = json.loads(self.book.properties.get("lianbing", "{}"))
            rulebook, sha256, unit = (str(stated.get(name, "")) for name in ("rulebook", "sha256", "unit"))
        except (ValueError, AttributeError, RecursionError):
            rulebook = sha256 = unit = ""
        if rulebook and rulebook != self.form.rulebook.id:
            expected = self.form.rulebook.id
            self.faults.append(fault("form_of_other_rulebook", place, found=rulebook, expected=expected))
        elif sha256 != self.form.rulebook.sha256:
            self.faults.append(fault("form_of_other_version", place, severity=Severity.WARNING))
        return unit

    def _warn_of_others(self) -> None:
        known = {folded(name) for each in self.form.sheets for name in (each.name.zh, each.name.en)}
        known |= {folded(CANDIDATES.zh), folded(CANDIDATES.en)} | _NOT_READ
        for sheet in self.book.sheets:
            if folded(sheet.name) not in known and any(not each.is_blank for row in sheet.rows for each in row):
                names = [each.name.zh for each in self.form.sheets]
                place = Place(file=self.book.file, sheet=sheet.name)
                near = nearest(sheet.name, names)
                self.faults.append(fault("unknown_sheet", place, severity=Severity.WARNING, suggestion=near))

    def _candidates(self, sheet: Sheet) -> None:
        for number, values, places in self._rows(sheet, self.form.candidates):
            award, id = values.get("award"), values.get("id")
            if award is None or id is None:
                if "name" in values:
                    self.faults.append(fault("nameless_row", sheet.place(number)))
                continue
            whose = str(award), str(id)
            if whose in self.tables:
                other = self.places[whose, ()].say("zh")
                self.faults.append(fault("repeated_candidate", sheet.place(number), name=str(id), other=other))
                continue
            self.tables[whose] = dict(values)
            self.places[whose, ()] = sheet.place(number)
            self.places.update({(whose, (name,)): place for name, place in places.items()})

    def _sheet(self, layout: FormSheet, sheet: Sheet) -> None:
        for (award, _), table in self.tables.items():
            if award == layout.award.id and layout.rows is not None:
                table.setdefault(layout.indicator.id, {})
        seen: set[Whose] = set()
        for number, values, places in self._rows(sheet, layout.columns):
            whose = self._whose(layout, sheet, number, values, places)
            if whose is None:
                continue
            given = {name: each for name, each in values.items() if name != CANDIDATE}
            if given:
                self.filled.add(whose)
            own = self.tables[whose].setdefault(layout.indicator.id, {})
            assert isinstance(own, dict), "the form alone makes it"
            path: Path = (layout.indicator.id,)
            if layout.rows is None:
                if whose in seen:
                    self.faults.append(fault("repeated_facts", sheet.place(number), name=whose[1]))
                seen.add(whose)
                own.update(given)
                self.places[whose, path] = sheet.place(number)
            elif given:
                rows = own.setdefault(layout.rows, [])
                path = (*path, layout.rows, len(rows))
                rows.append(given[VALUE] if VALUE in given and _is_plain(layout) else given)
                self.places[whose, path] = sheet.place(number)
            self.places.update({(whose, (*path, name)): place for name, place in places.items()})
            if layout.rows is None or given:
                self._blanks(layout, whose, places, values)

    def _blanks(
        self, layout: FormSheet, whose: Whose, places: Mapping[str, Place], values: Mapping[str, object]
    ) -> None:
        """Keep which cells are blank that must not be; they are told once it is known who is put up."""
        wrong = {(each.place.sheet, each.place.cell) for each in errors_of(self.faults)}
        for each in layout.columns[1:]:
            place = places.get(each.name)
            if each.always and each.name not in values and place and (place.sheet, place.cell) not in wrong:
                self.blanks.append((whose, fault("blank_cell", place, clause=layout.clause or None, name=each.label)))

    def _whose(
        self,
        layout: FormSheet,
        sheet: Sheet,
        number: int,
        values: Mapping[str, object],
        places: Mapping[str, Place],
    ) -> Whose | None:
        """Tell whose row it is; a row that is nobody's is told."""
        id = values.get(CANDIDATE)
        if id is None:
            if values:
                self.faults.append(fault("nameless_row", places.get(CANDIDATE, sheet.place(number))))
            return None
        of_award = {folded(name): (award, name) for award, name in self.tables if award == layout.award.id}
        if folded(str(id)) not in of_award:
            known = [name for _, name in of_award.values()]
            place, near = places[CANDIDATE], nearest(str(id), known)
            listed = "、".join(known)
            self.faults.append(fault("unlisted_candidate", place, name=str(id), known=listed, suggestion=near))
            return None
        return of_award[folded(str(id))]

    def _rows(
        self, sheet: Sheet, columns: Sequence[Column]
    ) -> Iterator[tuple[int, dict[str, object], dict[str, Place]]]:
        """Read the rows of a sheet: what each gives, and where."""
        asked = [_as_list_column(each) for each in columns]
        heading = heading_row(sheet, asked)
        if heading is None:
            titles = "、".join(each.label.zh for each in columns)
            self.faults.append(fault("missing_headings", sheet.place(0), expected=titles))
            return
        at, faults = columns_of(sheet, heading, asked)
        self.faults += faults
        self._note_columns(sheet, heading, columns, at)
        was_blank = has_gap = False
        for number in range(heading + 1, len(sheet.rows)):
            row = sheet.rows[number]
            if all(each.is_blank for each in row):
                was_blank = True
                continue
            first = row[at[columns[0].name]] if at.get(columns[0].name, len(row)) < len(row) else Cell()
            if folded(str(first.value)) in map(folded, EXAMPLES):
                continue
            has_gap, was_blank = has_gap or was_blank, False
            yield number, *self._row(sheet, number, columns, at)
        if has_gap:
            self.faults.append(
                fault("tolerated_blank_rows", Place(file=sheet.file, sheet=sheet.name), severity=Severity.WARNING)
            )

    def _row(
        self, sheet: Sheet, number: int, columns: Iterable[Column], at: Mapping[str, int]
    ) -> tuple[dict[str, object], dict[str, Place]]:
        values: dict[str, object] = {}
        places: dict[str, Place] = {}
        for each in columns:
            if each.name not in at:
                continue
            places[each.name] = place = sheet.place(number, at[each.name])
            cell = sheet.cell(number, at[each.name])
            read = read_value(cell, each.kind, place=place, options=each.options)
            self.faults += read.faults
            if read.value is not None:
                values[each.name] = list(read.value) if isinstance(read.value, tuple) else read.value
                self._range(each, read.value, place)
        return values, places

    def _range(self, column: Column, value: object, place: Place) -> None:
        """Tell which numbers lie outside their lawful range."""
        for each in value if isinstance(value, tuple) else (value,):
            if not isinstance(each, int | Fraction) or isinstance(each, bool):
                continue
            if not column.domain.holds(Fraction(each)):
                expected, found = column.domain.words(), written(Fraction(each))
                self.faults.append(fault("out_of_range", place, expected=expected, found=found))

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

    def _put_up(self) -> tuple[list[dict[str, object]], dict[Path, Place]]:
        """Give the candidates that are put up, and the places of their values; those that are not are told."""
        tables: list[dict[str, object]] = []
        placed: dict[Path, Place] = {}
        for whose, table in self.tables.items():
            if "name" not in table and whose not in self.filled:
                place = self.places[whose, ()]
                self.faults.append(fault("not_put_up", place, severity=Severity.WARNING))
                continue
            self.faults += (each for of, each in self.blanks if of == whose)
            if "name" not in table:
                place = self.places.get((whose, ("name",)), self.places[whose, ()])
                self.faults.append(fault("blank_cell", place, name=self.form.candidates[2].label))
            base: Path = ("candidate", len(tables))
            placed.update({(*base, *path): place for (of, path), place in self.places.items() if of == whose})
            tables.append(table)
        return tables, placed


def _as_list_column(column: Column) -> ListColumn:
    return ListColumn(
        name=column.name,
        titles=(column.label.zh, column.label.en),
        kind=column.kind,
        options=column.options,
    )


def _is_plain(layout: FormSheet) -> bool:
    """Tell whether the rows of a list are plain texts, words or days."""
    return [each.name for each in layout.columns] == [CANDIDATE, VALUE]


def read_entries(path: FilePath, layout: FormSheet) -> tuple[list[tuple[AddedRow, Place]], ListRead]:
    """Read the entries of one list of the form from a text file, as they would stand in its sheet.

    Args:
        path: The file.
        layout: The sheet of the form.

    Returns:
        The entries with their places, and what was read with its faults.
    """
    asked = [attrs.evolve(_as_list_column(each), required=each.name == CANDIDATE) for each in layout.columns]
    read = read_list(path, asked)
    rows = []
    for each in read.rows:
        if folded(str(each.values[CANDIDATE])) in map(folded, EXAMPLES):
            continue
        values = {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in each.values.items()
            if name != CANDIDATE
        }
        added = AddedRow(
            award=layout.award.id,
            candidate=str(each.values[CANDIDATE]),
            indicator=layout.indicator.id,
            list=str(layout.rows),
            values=values,
        )
        rows.append((added, each.place))
    return rows, read
