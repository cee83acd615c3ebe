"""Where in tables a fault is: the first few rows that something is wrong with."""

from collections.abc import Mapping
from typing import Any

import narwhals as nw

from lianbing.backends.columns import Expr, with_columns
from lianbing.errors import Fault, Place, fault
from lianbing.tables.engines import Frame
from lianbing.tables.given import GivenTable
from lianbing.tables.layout import CANDIDATE, ROW
from lianbing.tables.working import Working

SHOWN = 5
"""So many rows are named of each thing that is wrong."""

_WRONG = "wrong__"


def first_rows(working: Working, table: GivenTable, wrong: Expr, *names: str) -> list[dict[str, Any]]:
    """Give the first rows of a table where something holds: who they belong to, and some of their columns."""
    where = [CANDIDATE, *([ROW] if table.layout.rows else [])]
    marked = with_columns(table.frame, {_WRONG: wrong.or_else(False)})
    found = marked.filter(nw.col(_WRONG)).select(*dict.fromkeys([*where, *names]))
    return working.engine.rows(found.head(SHOWN))


def repeated(working: Working, frame: Frame, *names: str, last: str | None = None) -> list[dict[str, Any]]:
    """Give the first values of some columns that several rows share, and of those rows the greatest of another one."""
    also = [] if last is None else [nw.col(last).max().alias(last)]
    found: list[dict[str, Any]] = []
    for part in working.parts:
        own = part.of(frame)
        if working.engine.all_differ(own, names):
            continue
        sizes = own.group_by(*names).agg(nw.len().alias("size"), *also).filter(nw.col("size") > 1)
        found += working.engine.rows(sizes.head(SHOWN - len(found)))
        if len(found) >= SHOWN:
            break
    return found


def place_of(table: GivenTable, row: Mapping[str, object], name: str) -> Place:
    """Give the place of a column in a row."""
    at = f" [{row[ROW]}]" if ROW in row else ""
    who = "?" if row[CANDIDATE] is None else row[CANDIDATE]
    return Place(record=f"{table.layout.name} › {who}{at}", field=name)


def no_id(table: GivenTable, row: Mapping[str, object]) -> Fault:
    """Say that a row names no candidate."""
    expected = table.layout.column(CANDIDATE).label
    return fault("missing_field", place_of(table, row, CANDIDATE), name=CANDIDATE, expected=expected)
