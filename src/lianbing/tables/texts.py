"""Tables that come as text: CSV columns turned into whole numbers, decimals, flags and days, nothing guessed."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from lianbing.errors import Fault, InputError, Place, fault
from lianbing.extras import TABLES, needing
from lianbing.tables.given import EXPECTED
from lianbing.tables.layout import BETWEEN, CANDIDATE, ROW, ColumnLayout, Kind, TableLayout

if TYPE_CHECKING:
    import polars as pl

_PATTERNS: dict[Kind, str] = {
    "whole": r"^[+-]?[0-9]+$",
    "exact": r"^[+-]?[0-9]+(\.[0-9]+)?$",
    "marks": r"^[+-]?[0-9]+(\.[0-9]+)?$",
    "flag": r"^(?i:true|false|是|否)$",
    "day": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    "text": r"",
}
SHOWN = 5


def read_csv(path: Path, layout: TableLayout) -> "pl.DataFrame":
    """Read a CSV file; an empty cell is a value that is missing.

    Raises:
        InputError: The file is none, or a cell does not hold what its column holds; all of those are told.
    """
    with needing(TABLES):
        import polars as pl

    try:
        found = pl.read_csv(path, infer_schema=False)
    except (pl.exceptions.PolarsError, UnicodeDecodeError) as error:
        raise InputError([fault("not_a_table", Place(file=str(path)), why=str(error).splitlines()[0])]) from error
    found = found.rename({name: name.removeprefix("\ufeff") for name in found.columns})
    faults: list[Fault] = []
    columns = []
    for name in found.columns:
        column = column_called(layout, name)
        if column is None or column.kind == "text":
            columns.append(found[name])
            continue
        text = found[name].str.strip_chars()
        wrong = found.filter(~text.str.contains(_PATTERNS[column.kind]))
        faults += _wrong(path, layout, name, column.kind, wrong)
        columns.append(text if len(wrong) else _typed(text, column.kind))
    if faults:
        raise InputError(faults)
    return pl.DataFrame(columns)


def column_called(layout: TableLayout, name: str) -> ColumnLayout | None:
    """Give the column of a layout that a name belongs to, that of a reviewer's marks too."""
    for column in layout.columns:
        start = column.name + BETWEEN
        if name == column.name or (column.kind == "marks" and name.removeprefix(start).isdecimal()):
            return column
    return None


def _typed(text: "pl.Series", kind: Kind) -> "pl.Series":
    import polars as pl

    match kind:
        case "whole":
            return text.cast(pl.Int64)
        case "flag":
            return text.str.to_lowercase().is_in(["true", "是"])
        case "day":
            return text.str.to_date("%Y-%m-%d")
    places = int(text.str.split(".").list.get(1, null_on_oob=True).str.len_chars().max() or 0)  # type: ignore[arg-type]
    return text.str.to_decimal(scale=places)


def _wrong(path: Path, layout: TableLayout, name: str, kind: Kind, rows: "pl.DataFrame") -> Iterator[Fault]:
    where = [each for each in (CANDIDATE, ROW) if each in rows.columns]
    for row in rows.head(SHOWN).iter_rows(named=True):
        at = " ".join(str(row[each]) for each in where)
        place = Place(file=str(path), record=f"{layout.name} › {at}", field=name)
        yield fault("wrong_type", place, expected=EXPECTED[kind], found=str(row[name]))
