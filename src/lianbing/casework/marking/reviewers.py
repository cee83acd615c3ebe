"""The reviewers of a panel, and whom each of them must not mark."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs

from lianbing.casework.marking.items import Item
from lianbing.errors import Fault, InputError, errors_of, fault, nearest
from lianbing.loading.given import Given
from lianbing.office.lists import ListColumn, ListRow, read_list
from lianbing.office.values import folded

_ID = re.compile(r"[A-Za-z0-9._-]{1,40}")
_PARTS = re.compile(r"[、；;，,\s]+")

COLUMNS = (
    ListColumn(name="id", titles=("编号", "评审编号"), required=True),
    ListColumn(name="name", titles=("姓名", "评审人员"), required=True),
    ListColumn(name="unit", titles=("单位", "所在单位")),
    ListColumn(name="conflicts", titles=("回避", "须回避")),
)
"""The columns of a list of reviewers."""


@attrs.frozen(kw_only=True)
class Reviewer:
    """A reviewer.

    Attributes:
        id: The reviewer's id.
        name: The reviewer's name.
        unit: The id of the reviewer's own unit; empty for somebody from outside.
        conflicts: Ids of units, and of candidates, that the reviewer declared a conflict with.
    """

    id: str
    name: str
    unit: str = ""
    conflicts: frozenset[str] = frozenset()

    def may_mark(self, item: Item) -> bool:
        """Tell whether the reviewer may mark an item: it is not of the own unit, nor of a declared conflict."""
        return item.unit != self.unit and not {item.unit, item.candidate} & self.conflicts


def read_reviewers(path: Path, given: Given) -> tuple[tuple[Reviewer, ...], tuple[Fault, ...]]:
    """Read the list of reviewers from a CSV file or a workbook.

    Units and candidates may be named by id or by name; a unit that takes no part is nobody's conflict.

    Returns:
        The reviewers, ordered by id, and as warnings what was tolerated.

    Raises:
        InputError: It is wrong; all its faults are told.
    """
    read = read_list(path, COLUMNS)
    faults = list(read.faults)
    units = {folded(known): each.id for each in given.units for known in (each.id, each.name)}
    known = {**{folded(name): each.id for each in given.candidates for name in (each.name, each.id)}, **units}
    names = [each.name for each in given.units] + [each.name for each in given.candidates]
    found: dict[str, Reviewer] = {}
    for row in read.rows:
        id = str(row.values["id"])
        if not _ID.fullmatch(id):
            faults.append(fault("unlawful_id", row.places["id"], name=id))
        elif id in found:
            faults.append(fault("repeated_id", row.places["id"], name=id))
        unit = str(row.values.get("unit", ""))
        conflicts = frozenset(_conflicts(row, known, names, faults))
        found[id] = Reviewer(
            id=id, name=str(row.values["name"]), unit=units.get(folded(unit), unit), conflicts=conflicts
        )
    if errors_of(faults):
        raise InputError(errors_of(faults))
    return tuple(found[id] for id in sorted(found)), tuple(faults)


def _conflicts(row: ListRow, known: Mapping[str, str], names: list[str], faults: list[Fault]) -> Iterator[str]:
    for name in filter(None, _PARTS.split(str(row.values.get("conflicts", "")))):
        if folded(name) in known:
            yield known[folded(name)]
        else:
            place = row.places["conflicts"]
            faults.append(fault("unknown_conflict", place, name=name, suggestion=nearest(name, names)))
