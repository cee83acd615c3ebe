"""Forms that were filled in: workbooks to the same plain data that a data file holds, each value with its cell."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path as FilePath

import attrs

from lianbing.errors import Fault, InputError, Place, Said, Severity, fault, nearest
from lianbing.forms.layout import ABOUT, CANDIDATE, CANDIDATES, OPTIONS, VALUE, Form, FormSheet, form_of
from lianbing.loading.form_rows import FormRow, RowReader
from lianbing.loading.structuring import Path
from lianbing.office.cells import OURS, Sheet, Workbook
from lianbing.office.values import folded
from lianbing.office.workbook import read_workbook

TO_MEND = ("需修改", "To mend")
"""The names of the sheet that a form handed back begins with."""

_NOT_READ = {folded(name) for each in (ABOUT, OPTIONS) for name in (each.zh, each.en)} | set(map(folded, TO_MEND))

_MOST_SHOWN = 20
"""How many ids a message names."""

_MOST_SUGGESTED = 100
"""How many ids of a form are held against others for a likeness; who has more wrong made no slip."""

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
    return OURS in book.properties or book.sheet(CANDIDATES.zh, CANDIDATES.en) is not None


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
        self._reader = RowReader(self.faults)
        self.tables: dict[Whose, dict[str, object]] = {}
        self.places: dict[Whose, dict[Path, Place]] = defaultdict(dict)
        self.filled: set[Whose] = set()
        self.blanks: dict[Whose, list[Fault]] = defaultdict(list)
        self._of_no_award: set[str] = set()
        self._suggested = 0

    def form_read(self) -> FilledForm:
        """Read all sheets."""
        unit = self._made_for()
        listed = self.book.sheet(CANDIDATES.zh, CANDIDATES.en)
        if listed is None:
            self.faults.append(fault("missing_sheet", Place(file=self.book.file), name=CANDIDATES))
        else:
            self._candidates(listed)
        self._warn_of_others()
        missing = []
        for layout in self.form.sheets:
            sheet = self.book.sheet(layout.name.zh, layout.name.en)
            if sheet is not None:
                self._sheet(layout, sheet)
            else:
                missing.append(layout)
        tables, places = self._put_up()
        if missing and listed is not None:
            self._warn_of_missing(missing, tables)
        return FilledForm(self.book.file, self.book.sha256, {"candidate": tables}, tuple(self.faults), unit, places)

    def _made_for(self) -> str:
        """Hold the form against the rulebook that it was made for; give the unit."""
        place = Place(file=self.book.file)
        stated = self.book.stated()
        rulebook, sha256, unit = (stated.get(name, "") for name in ("rulebook", "sha256", "unit"))
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

    def _warn_of_missing(self, missing: Sequence[FormSheet], tables: Sequence[Mapping[str, object]]) -> None:
        """Tell which sheets are not there though somebody is put up whom they ask: what they held is lost."""
        usual = {each.name for each in form_of(self.form.rulebook).sheets}
        for layout in missing:
            asks = any(
                table["award"] == layout.award.id
                and layout.award.is_for(layout.indicator, _text(table.get("level")), str(table.get("unit")))
                for table in tables
            )
            if asks and layout.name in usual:
                place = Place(file=self.book.file)
                self.faults.append(fault("missing_sheet", place, severity=Severity.WARNING, name=layout.name))

    def _candidates(self, sheet: Sheet) -> None:
        for row in self._reader.rows(sheet, self.form.candidates, ("award", "id")):
            if "award" not in row.values or "id" not in row.values:
                self._unidentified(row)
                continue
            whose = str(row.values["award"]), str(row.values["id"])
            if whose in self.tables:
                place, other = row.places["id"], self.places[whose]["id",].say("zh")
                self.faults.append(fault("repeated_candidate", place, name=whose[1], other=other))
                continue
            self.tables[whose] = dict(row.values)
            self.places[whose][()] = sheet.place(row.number)
            self.places[whose].update({(name,): place for name, place in row.places.items()})

    def _unidentified(self, row: FormRow) -> None:
        """Tell of a row that names somebody, but not whom by award and id."""
        if "id" in row.values:
            self._of_no_award.add(folded(str(row.values["id"])))
        if "name" not in row.values:
            return
        if "id" not in row.values:
            self.faults.append(fault("nameless_row", row.places["id"]))
        elif not self._reader.is_wrong(row.places["award"]):
            self.faults.append(fault("blank_cell", row.places["award"], name=self.form.candidates[0].label))

    def _sheet(self, layout: FormSheet, sheet: Sheet) -> None:
        known: dict[str, Whose] = {}
        for whose, table in self.tables.items():
            if whose[0] == layout.award.id:
                known[folded(whose[1])] = whose
                if layout.rows is not None:
                    table.setdefault(layout.indicator.id, {})
        seen: set[Whose] = set()
        for row in self._reader.rows(sheet, layout.columns, (CANDIDATE,)):
            of = self._whose(row, known)
            if of is None:
                continue
            if layout.rows is None and of in seen:
                self.faults.append(fault("repeated_facts", row.places[CANDIDATE], name=of[1]))
            seen.add(of)
            self._take(layout, sheet, row, of)

    def _take(self, layout: FormSheet, sheet: Sheet, row: FormRow, whose: Whose) -> None:
        """Put what a row gives into the candidate's table."""
        given = {name: each for name, each in row.values.items() if name != CANDIDATE}
        if given:
            self.filled.add(whose)
        own = self.tables[whose].setdefault(layout.indicator.id, {})
        assert isinstance(own, dict), "the form alone makes it"
        path: Path = (layout.indicator.id,)
        if layout.rows is None:
            own.update(given)
        elif given:
            rows = own.setdefault(layout.rows, [])
            path = (*path, layout.rows, len(rows))
            rows.append(given[VALUE] if VALUE in given and _is_plain(layout) else given)
        else:
            return
        self.places[whose][path] = sheet.place(row.number)
        self.places[whose].update({(*path, name): place for name, place in row.places.items()})
        self._blanks(layout, whose, row)

    def _blanks(self, layout: FormSheet, whose: Whose, row: FormRow) -> None:
        """Keep which cells are blank that must not be; they are told once it is known who is put up."""
        for each in layout.columns[1:]:
            if each.always and each.name in row.places and each.name not in row.values:
                place = row.places[each.name]
                if not self._reader.is_wrong(place):
                    blank = fault("blank_cell", place, clause=layout.clause or None, name=each.label)
                    self.blanks[whose].append(blank)

    def _whose(self, row: FormRow, known: Mapping[str, Whose]) -> Whose | None:
        """Tell whose row it is; a row that is nobody's is told."""
        if CANDIDATE not in row.values:
            if row.values:
                self.faults.append(fault("nameless_row", row.places[CANDIDATE]))
            return None
        id = str(row.values[CANDIDATE])
        if folded(id) not in known and folded(id) not in self._of_no_award:
            ids = [name for _, name in known.values()]
            self._suggested += 1
            near = nearest(id, ids) if self._suggested <= _MOST_SUGGESTED else None
            listed = "、".join(ids[:_MOST_SHOWN]) + ("…" if len(ids) > _MOST_SHOWN else "")
            place = row.places[CANDIDATE]
            self.faults.append(fault("unlisted_candidate", place, name=id, known=listed, suggestion=near))
        return known.get(folded(id))

    def _put_up(self) -> tuple[list[dict[str, object]], dict[Path, Place]]:
        """Give the candidates that are put up, and the places of their values; those that are not are told."""
        tables: list[dict[str, object]] = []
        placed: dict[Path, Place] = {}
        for whose, table in self.tables.items():
            own = self.places[whose]
            if "name" not in table and whose not in self.filled:
                self.faults.append(fault("not_put_up", own[()], severity=Severity.WARNING))
                continue
            self.faults += self.blanks[whose]
            for each in self.form.candidates:
                if each.required and each.name not in table and (each.name,) in own:
                    self.faults.append(fault("blank_cell", own[each.name,], name=each.label))
            base: Path = ("candidate", len(tables))
            placed.update({(*base, *path): place for path, place in own.items()})
            tables.append(table)
        return tables, placed


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _is_plain(layout: FormSheet) -> bool:
    """Tell whether the rows of a list are plain texts, words or days."""
    return [each.name for each in layout.columns] == [CANDIDATE, VALUE]
