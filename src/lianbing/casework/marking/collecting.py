"""Reading reviewers' sheets back: what is missing, out of range, altered or foreign, and what lies too far apart."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs

from lianbing.casework.marking.layout import MarkingSheet, sheets_of
from lianbing.casework.marking.marks import GivenMark
from lianbing.casework.marking.record import Assignment, CodedItem
from lianbing.casework.marking.reviewers import Reviewer
from lianbing.errors import Fault, InputError, Place, Severity, fault, nearest
from lianbing.forms.sheet_names import SheetNames
from lianbing.formula.domain import Domain, written
from lianbing.language import Bilingual
from lianbing.model.rulebook import Rulebook
from lianbing.office.cells import Sheet, Workbook
from lianbing.office.lists import ListRow, rows_of
from lianbing.office.workbook import read_workbook


@attrs.frozen(kw_only=True)
class Collected:
    """What came back.

    Attributes:
        marks: All marks that are lawful, ordered by code, field and reviewer.
        faults: What is wrong or missing, and as warnings what was tolerated.
        digests: The workbooks that were read, with the digest of each.
    """

    marks: tuple[GivenMark, ...]
    faults: tuple[Fault, ...]
    digests: Mapping[str, str] = attrs.field(factory=dict)


def collect(paths: Sequence[Path], assignment: Assignment, rulebook: Rulebook) -> Collected:
    """Read the sheets of all reviewers.

    Args:
        paths: The workbooks.
        assignment: The assignment.
        rulebook: The rulebook.
    """
    marks: list[GivenMark] = []
    faults: list[Fault] = []
    digests: dict[str, str] = {}
    seen: dict[str, str] = {}
    known = {each.id: each for each in assignment.reviewers}
    for path in sorted(paths):
        try:
            book = read_workbook(path)
        except InputError as error:
            faults += error.faults
            continue
        digests[path.name] = book.sha256
        reviewer = known.get(_stated(book, assignment))
        if reviewer is None:
            faults.append(fault("sheet_of_other_assignment", Place(file=book.file)))
        elif reviewer.id in seen:
            other = seen[reviewer.id]
            faults.append(fault("repeated_candidate", Place(file=book.file), name=reviewer.id, other=other))
        else:
            seen[reviewer.id] = book.file
            reader = _SheetReader(book, reviewer, assignment, rulebook)
            marks += reader.marks()
            faults += reader.faults
    for each in assignment.reviewers:
        if each.id not in seen and assignment.of(each.id):
            faults.append(fault("missing_marking_sheet", name=f"{each.id} {each.name}"))
    marks.sort(key=lambda one: (one.code, one.field.name, one.reviewer))
    return Collected(marks=tuple(marks), faults=tuple(faults), digests=digests)


def _stated(book: Workbook, assignment: Assignment) -> str:
    """Give the reviewer that a workbook names, if it is of this assignment."""
    stated = book.stated()
    return stated.get("reviewer", "") if stated.get("assignment") == assignment.digest else ""


class _SheetReader:
    def __init__(self, book: Workbook, reviewer: Reviewer, assignment: Assignment, rulebook: Rulebook) -> None:
        self.book, self.reviewer, self.assignment = book, reviewer, assignment
        self.layouts = sheets_of(assignment.of(reviewer.id), rulebook)
        self.items = {each.code: each for each in assignment.items}
        self.faults: list[Fault] = list(book.notes)

    def marks(self) -> list[GivenMark]:
        """Read the marks of all sheets."""
        zh, en = _names(self.layouts, "zh"), _names(self.layouts, "en")
        found: list[GivenMark] = []
        for layout, *names in zip(self.layouts, zh, en, strict=True):
            sheet = self.book.sheet(*names)
            if sheet is None:
                self.faults.append(fault("missing_sheet", Place(file=self.book.file), name=layout.name))
            else:
                found += self._of_sheet(layout, sheet)
        return found

    def _of_sheet(self, layout: MarkingSheet, sheet: Sheet) -> Iterator[GivenMark]:
        rows, faults = rows_of(sheet, layout.columns)
        self.faults += faults
        wanted = {each.code: each for each in layout.items}
        seen: set[str] = set()
        for column in layout.columns:
            if rows and column.name.startswith("mark.") and column.name not in rows[0].places:
                self.faults.append(fault("missing_column", sheet.place(0), name=column.titles[0]))
        for row in rows:
            code = str(row.values["code"])
            if code not in wanted:
                self._foreign(code, row, list(wanted))
            elif code in seen:
                self.faults.append(fault("repeated_item", row.place, name=code))
            else:
                seen.add(code)
                yield from self._of_row(layout, wanted[code], row)
        # A row in which a cell is wrong was left out, and told.
        if all(each.severity is Severity.WARNING for each in faults):
            place = Place(file=sheet.file, sheet=sheet.name)
            self.faults += [fault("missing_item", place, name=code) for code in wanted if code not in seen]

    def _foreign(self, code: str, row: ListRow, wanted: list[str]) -> None:
        if code in self.items:
            self.faults.append(fault("foreign_item", row.places["code"], name=code, reviewer=self.reviewer.id))
        else:
            near = nearest(code, wanted)
            self.faults.append(fault("unknown_code", row.places["code"], name=code, suggestion=near))

    def _of_row(self, layout: MarkingSheet, own: CodedItem, row: ListRow) -> Iterator[GivenMark]:
        shown = dict(own.item.about)
        for name in layout.about:
            expected, found = shown.get(name, ""), str(row.values.get(f"about.{name}", ""))
            if found != expected and f"about.{name}" in row.places:
                self.faults.append(fault("altered_cell", row.places[f"about.{name}"], expected=expected, found=found))
        for field in own.item.fields:
            mark, place = row.values.get(f"mark.{field.name}"), row.places.get(f"mark.{field.name}", row.place)
            domain = Domain(Fraction(0), field.most)
            if mark is None:
                self.faults.append(fault("missing_mark", place))
            elif not isinstance(mark, int | Fraction) or not domain.holds(Fraction(mark)):
                found = written(Fraction(mark)) if isinstance(mark, int | Fraction) else str(mark)
                self.faults.append(fault("out_of_range", place, expected=domain.words(), found=found))
            else:
                yield GivenMark(code=own.code, field=field, reviewer=self.reviewer.id, mark=Fraction(mark), place=place)


def _names(layouts: Sequence[MarkingSheet], language: Any) -> list[str]:
    """Give the names of the sheets as the workbook has them, below the sheet that explains it."""
    names = SheetNames()
    names.new(Bilingual("说明", "About").say(language))
    return [names.new(each.name.say(language)) for each in layouts]
