"""Lists of a campaign folder: earlier campaigns, and selections above the city, from CSV or a workbook."""

from collections.abc import Iterable, Sequence
from pathlib import Path as FilePath
from typing import Any

from lianbing.errors import Fault, Place, fault, nearest
from lianbing.language import Bilingual
from lianbing.model.campaign import HigherOutcome, HistoryEntry, Unit
from lianbing.model.rulebook import Rulebook
from lianbing.office.lists import ListColumn, ListRead, ListRow, read_list
from lianbing.office.values import Options, folded

_LEVELS: Options = (
    ("province", Bilingual("省级", "province")),
    ("ministry", Bilingual("部级", "ministry")),
    ("province", Bilingual("省", "provincial")),
    ("ministry", Bilingual("部", "ministerial")),
)


def read_history(path: FilePath, rulebook: Rulebook) -> tuple[list[tuple[HistoryEntry, Place]], ListRead]:
    """Read the list of earlier campaigns above the city.

    Returns:
        The entries with their places, and what was read with its faults.
    """
    columns = (
        _award_column("kind", rulebook),
        ListColumn(name="name", titles=("名称", "姓名", "候选"), required=True),
        ListColumn(name="year", titles=("年份", "年度"), kind="whole", required=True),
        _level_column(),
        ListColumn(name="selected", titles=("是否入选", "入选"), kind="flag", required=True),
    )
    read = read_list(path, columns)
    return [(HistoryEntry(**_fields(each)), each.place) for each in read.rows], read


def read_outcomes(
    path: FilePath, rulebook: Rulebook, units: Sequence[Unit]
) -> tuple[list[tuple[HigherOutcome, Place]], ListRead, list[Fault]]:
    """Read the list of selections above the city; a unit is named by its id or its name.

    Returns:
        The entries with their places, what was read, and which units are not known.
    """
    columns = (
        ListColumn(name="unit", titles=("单位", "单位编号"), required=True),
        _award_column("kind", rulebook),
        _level_column(),
        ListColumn(name="count", titles=("个数", "数量"), kind="whole"),
    )
    read = read_list(path, columns)
    faults: list[Fault] = []
    found = []
    for each in read.rows:
        told = len(faults)
        unit = unit_of(each, units, faults)
        if len(faults) == told:
            found.append((HigherOutcome(**{**_fields(each), "unit": unit}), each.place))
    return found, read, faults


def unit_of(row: ListRow, units: Iterable[Unit], faults: list[Fault], name: str = "unit") -> str:
    """Give the id of the unit that a row names by id or name; one that is not known is told.

    Where no units are stated, names are taken for ids.
    """
    said = str(row.values[name])
    ids = {folded(known): each.id for each in units for known in (each.id, each.name)}
    if not ids or folded(said) in ids:
        return ids.get(folded(said), said)
    names = [known for each in units for known in (each.name, each.id)]
    listed, near = ", ".join(each.name for each in units), nearest(said, names)
    faults.append(fault("unknown_unit", row.places[name], name=said, known=listed, suggestion=near))
    return said


def _award_column(name: str, rulebook: Rulebook) -> ListColumn:
    awards = [(each.id, Bilingual(each.title, each.id)) for each in rulebook.awards]
    short = [(each.id, Bilingual(each.title.removeprefix("表现突出"), each.id)) for each in rulebook.awards]
    titles = ("类别", "奖项", "种类")
    return ListColumn(name=name, titles=titles, kind="choice", required=True, options=(*awards, *short))


def _level_column() -> ListColumn:
    return ListColumn(name="level", titles=("级别", "层级"), kind="choice", required=True, options=_LEVELS)


def _fields(row: ListRow) -> dict[str, Any]:
    """Give the values of a row as fields of a record: the columns have their names and kinds."""
    return dict(row.values)
