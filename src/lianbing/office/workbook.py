"""Reading a workbook: every cell's value as people see it, and what else is in the file that they should know."""

import io
import re
import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from lianbing.errors import Fault, InputError, Place, Said, Severity, fault
from lianbing.language import Bilingual
from lianbing.office import limits
from lianbing.office.archive import Archive, open_archive
from lianbing.office.cells import BLANK, Cell, Sheet, Value, Workbook

_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
# Nothing here looks beyond the tag that it begins in, so that no text can make it slow.
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]*?ref=\"([A-Z0-9:]{1,30})\"")
_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\s[^<>]*?hidden=\"(?:1|true)\"")
_HIDDEN_COLUMNS = re.compile(rb"<(?:\w+:)?col\s[^<>]*?hidden=\"(?:1|true)\"[^<>]*>")
_COLUMN_SPAN = re.compile(rb"\b(min|max)=\"(\d{1,6})\"")
_ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*?\br=\"(\d{1,8})\"")
_CELL = re.compile(rb"<(?:\w+:)?c\s[^<>]*?\br=\"([A-Z]{1,3})(\d{1,8})\"[^<>]*(?<!/)>")
_LETTERS = re.compile(rb"\br=\"([A-Z]{2,3})\d")
_LAST_COLUMN = get_column_letter(limits.MOST_COLUMNS)
_MOST_NAMED = 20
_SHEETS = Bilingual("工作表数", "the number of sheets")


def read_workbook(path: Path, name: str | None = None) -> Workbook:
    """Read a workbook.

    It is read from memory and never changed; no formula is computed and no macro or link is followed.

    Args:
        path: Where it is.
        name: What to call it in messages, if not by its path.

    Returns:
        Its sheets; its notes tell, as warnings, what was tolerated: formulas, merged cells, hidden rows, macros, links.

    Raises:
        InputError: It is no workbook, has a password, is damaged or too large, or a formula in it has no value.
    """
    archive = open_archive(path, name, kind="xlsx")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that it leaves out, which are told here or do not matter
            return _Reader(archive).workbook()
    except InputError:
        raise
    except Exception as error:  # the library raises whatever a damaged part happens to cause
        why = " ".join(str(error).split())[:200] or type(error).__name__
        raise InputError([fault("broken_file", Place(file=archive.file), why=why)]) from error


class _Reader:
    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.file = archive.file
        self.notes: list[Fault] = []
        self.faults: list[Fault] = []

    def workbook(self) -> Workbook:
        """Read all of it.

        Raises:
            InputError: Formulas have no values, or sheets are too large.
        """
        values = self._opened(data_only=True)
        has_formulas = any(_FORMULA.search(each) for name, each in self.archive.parts.items() if _is_sheet(name))
        formulas = self._opened(data_only=False) if has_formulas else None
        if len(values.worksheets) > limits.MOST_SHEETS:
            self._refuse("too_large", Place(file=self.file), what=_SHEETS, most=str(limits.MOST_SHEETS))
        sheets = []
        for index, sheet in enumerate(values.worksheets[: limits.MOST_SHEETS]):
            beside = None if formulas is None else formulas.worksheets[index]
            sheets.append(self._sheet(sheet, beside))
        self._note_parts()
        if self.faults:
            raise InputError(self.faults)
        return Workbook(
            file=self.file,
            sha256=self.archive.sha256,
            sheets=tuple(sheets),
            properties={each.name: each.value for each in values.custom_doc_props if isinstance(each.value, str)},
            notes=tuple(self.notes),
        )

    def _opened(self, *, data_only: bool) -> Any:
        stream = io.BytesIO(self.archive.content)
        return openpyxl.load_workbook(stream, read_only=True, data_only=data_only, keep_links=False)

    def _sheet(self, sheet: Any, formulas: Any) -> Sheet:
        content = self.archive.parts.get(str(sheet._worksheet_path).lstrip("/"), b"")
        if self._far_cells(sheet.title, content):
            return Sheet(self.file, sheet.title, ())
        has_formulas = formulas is not None and _FORMULA.search(content) is not None
        beside = _rows(formulas) if has_formulas else None
        rows = []
        for number, row in enumerate(_rows(sheet)):
            said = next(beside, ()) if beside is not None else ()
            rows.append(self._row(sheet.title, number, row, said))
        while rows and not rows[-1]:
            rows.pop()
        self._note_shape(sheet.title, content)
        return Sheet(
            self.file,
            sheet.title,
            tuple(rows),
            hidden_columns=frozenset(_hidden_columns(content)),
            is_hidden=sheet.sheet_state != "visible",
        )

    def _row(self, sheet: str, number: int, row: Sequence[Any], formulas: Sequence[Any]) -> tuple[Cell, ...]:
        cells = [
            self._cell(sheet, number, column, each, formulas[column] if column < len(formulas) else None)
            for column, each in enumerate(row)
        ]
        while cells and cells[-1] == BLANK:
            cells.pop()
        return tuple(cells)

    def _cell(self, sheet: str, row: int, column: int, found: object, formula: object) -> Cell:
        is_formula = (isinstance(formula, str) and formula.startswith("=") and formula != found) or (
            formula is not None and not isinstance(formula, str | int | float | bool | date | time | timedelta)
        )
        place = Sheet(self.file, sheet, ()).place(row, column)
        if found is None:
            if is_formula:
                self._refuse("formula_without_value", place)
            return BLANK
        if is_formula:
            self._note("tolerated_formula", place, found=str(found)[:60])
        return Cell(self._value(found, place), is_formula=is_formula)

    def _value(self, found: object, place: Place) -> Value:
        match found:
            case bool() | int() | str():
                return found
            case float():
                return Decimal(repr(found)) if found == found and abs(found) < 10**limits.MOST_DIGITS else str(found)
            case datetime():
                if found.time() != time():
                    self._note("tolerated_time", place, found=found.isoformat(sep=" "))
                return found.date()
            case date():
                return found
        return str(found)

    def _far_cells(self, sheet: str, content: bytes) -> bool:
        """Refuse a cell that holds something and lies beyond the limits; blank ones, however many, do no harm."""
        last = max((int(each[1]) for each in _ROW.finditer(content)), default=0)
        letters = {each[1].decode() for each in _LETTERS.finditer(content)}
        is_wide = any((len(each), each) > (len(_LAST_COLUMN), _LAST_COLUMN) for each in letters)
        if last <= limits.MOST_ROWS and not is_wide:
            return False
        for cell in _CELL.finditer(content):
            column, row = cell[1].decode(), int(cell[2])
            if row > limits.MOST_ROWS or (len(column), column) > (len(_LAST_COLUMN), _LAST_COLUMN):
                most = f"{_LAST_COLUMN}{limits.MOST_ROWS}"
                self._refuse("far_cell", Place(file=self.file, sheet=sheet, cell=f"{column}{row}"), most=most)
                return True
        return False

    def _note_shape(self, sheet: str, content: bytes) -> None:
        merged = [each[1].decode() for each in _MERGED.finditer(content)][:_MOST_NAMED]
        if merged:
            self._note("tolerated_merged_cells", Place(file=self.file, sheet=sheet), found="、".join(merged))
        if _HIDDEN_ROW.search(content):
            self._note("tolerated_hidden_rows", Place(file=self.file, sheet=sheet))

    def _note_parts(self) -> None:
        names = list(self.archive.parts)
        if any(name.endswith("vbaProject.bin") for name in names):
            self._note("tolerated_macros", Place(file=self.file))
        if any(name.startswith("xl/externalLinks/") for name in names):
            self._note("tolerated_links", Place(file=self.file))

    def _note(self, code: str, place: Place, found: Said = "") -> None:
        self.notes.append(fault(code, place, severity=Severity.WARNING, found=found))

    def _refuse(self, code: str, place: Place, most: str = "", what: Said = "") -> None:
        self.faults.append(fault(code, place, most=most, what=what))


def _is_sheet(name: str) -> bool:
    return name.startswith("xl/worksheets/")


def _rows(sheet: Any) -> Iterator[Sequence[Any]]:
    # What a sheet says of its own size may be wrong, either way.
    sheet.reset_dimensions()
    rows: Iterator[Sequence[Any]] = sheet.iter_rows(max_row=limits.MOST_ROWS, values_only=True)
    return (row[: limits.MOST_COLUMNS] for row in rows)


def _hidden_columns(content: bytes) -> Iterator[int]:
    for tag in _HIDDEN_COLUMNS.finditer(content):
        span = {name: int(number) for name, number in _COLUMN_SPAN.findall(tag[0])}
        first, last = span.get(b"min", 1), span.get(b"max", 0)
        yield from range(first - 1, min(last, limits.MOST_COLUMNS))
