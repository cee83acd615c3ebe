"""Reading what an arbitration settled: the final marks of items whose reviewers lay too far apart."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import attrs

from lianbing.casework.marking.layout import CODE, FINAL, REASON, WHAT
from lianbing.casework.marking.marks import ARBITRATION, Dispute, GivenMark
from lianbing.casework.marking.record import Assignment
from lianbing.errors import Fault, InputError, Place, fault
from lianbing.formula.domain import Domain
from lianbing.office.lists import ListColumn, ListRow, rows_of
from lianbing.office.workbook import read_workbook

Key = tuple[str, str]
"""A mark by the code of its item and the name of its field."""

_COLUMNS = (
    ListColumn(name="code", titles=(CODE.zh, CODE.en), required=True),
    ListColumn(name="what", titles=(WHAT.zh, WHAT.en), required=True),
    ListColumn(name="final", titles=(FINAL.zh, FINAL.en), kind="number"),
    ListColumn(name="reason", titles=(REASON.zh, REASON.en)),
)


@attrs.frozen(kw_only=True)
class Settled:
    """What was settled.

    Attributes:
        marks: The final marks.
        asked: What stands in a sheet already, settled or not.
        faults: What is wrong with the sheets, and as warnings what was tolerated.
    """

    marks: tuple[GivenMark, ...]
    asked: frozenset[Key]
    faults: tuple[Fault, ...]


def read_settled(paths: Sequence[Path], found: Sequence[Dispute], assignment: Assignment) -> Settled:
    """Read the sheets of an arbitration.

    Args:
        paths: The workbooks, in their order; the last final mark of an item counts.
        found: The marks that are to be settled; what a sheet says of others is passed over.
        assignment: The assignment.
    """
    marks: dict[Key, GivenMark] = {}
    asked: set[Key] = set()
    faults: list[Fault] = []
    for path in paths:
        try:
            book = read_workbook(path)
        except InputError as error:
            faults += error.faults
            continue
        if book.stated().get("assignment") != assignment.digest or not book.sheets:
            faults.append(fault("sheet_of_other_assignment", Place(file=book.file)))
            continue
        rows, wrong = rows_of(book.sheets[0], _COLUMNS)
        faults += (*book.notes, *wrong)
        for row in rows:
            own = _dispute_of(row, found)
            if own is not None:
                asked.add((own.code, own.field.name))
                _settle(row, own, marks, faults)
    return Settled(marks=tuple(marks.values()), asked=frozenset(asked), faults=tuple(faults))


def _settle(row: ListRow, own: Dispute, marks: dict[Key, GivenMark], faults: list[Fault]) -> None:
    final = row.values.get("final")
    if final is None:
        return
    place, domain = row.places["final"], Domain(Fraction(0), own.field.most)
    if isinstance(final, int | Fraction) and domain.holds(Fraction(final)):
        marks[own.code, own.field.name] = GivenMark(
            code=own.code, field=own.field, reviewer=ARBITRATION, mark=Fraction(final), place=place
        )
    else:
        faults.append(fault("out_of_range", place, expected=domain.words(), found=str(final)))


def _dispute_of(row: ListRow, found: Sequence[Dispute]) -> Dispute | None:
    """Find what a row of an arbitration is about."""
    said = str(row.values["what"])
    return next(
        (
            each
            for each in found
            if each.code == row.values["code"] and said.startswith((each.field.label.zh, each.field.label.en))
        ),
        None,
    )
