"""What a table holds: how many rows, and for each column the least and the greatest value, and how many are missing."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

import attrs
import narwhals as nw

from lianbing.tables.engines import Engine, Frame

SAFE = "\u3001-\u3003\u3005-\u303f\u4e00-\u9fff\uff08\uff09\uff0c\uff1a"
"""Letters beyond ASCII that every engine takes for what Python takes them for, in a class of a regular expression."""

NOT_CAUGHT = f"[^\x00-\x7f\u3000{SAFE}]"
"""Letters whose white space and case an engine may see otherwise than Python: rows that have one are in doubt."""

SPACES = "[\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \u3000]"
"""White space among the letters that are not in doubt."""

FOLDS = f"[^!-@\\[-~{SAFE}]"
"""Letters that folding may change, or that are in doubt."""


@attrs.frozen
class Table:
    """What was seen of a table.

    Attributes:
        rows: How many rows it has.
        columns: By column of numbers, what was seen of it.
        plain: The columns of text whose values are as they are compared: no white space, no capital letters, nothing
            that an engine may fold otherwise than Python.
        caught: The columns of text of which an engine folds all values as Python does.
    """

    rows: int
    columns: Mapping[str, "Observed"]
    plain: frozenset[str] = frozenset()
    caught: frozenset[str] = frozenset()


@attrs.frozen
class Observed:
    """What was seen of a column.

    Attributes:
        low: The least value; None where there is none.
        high: The greatest value; None where there is none.
        missing: How many rows lack a value.
    """

    low: Fraction | None
    high: Fraction | None
    missing: int

    def times(self, scale: int) -> "Observed":
        """Give the same of a column with so many times as great values."""
        low, high = (None if end is None else end * scale for end in (self.low, self.high))
        return Observed(low, high, self.missing)


def observe(engine: Engine, frame: Frame, columns: Sequence[str], texts: Sequence[str] = ()) -> Table:
    """Count the rows of a table, and see what its columns of numbers and its keys hold; one pass, or two."""
    asked = [nw.len().alias("rows")]
    for at, name in enumerate(columns):
        column = nw.col(name)
        asked += [
            column.min().alias(f"low_{at}"),
            column.max().alias(f"high_{at}"),
            nw.when(column.is_null()).then(nw.lit(1)).otherwise(nw.lit(0)).sum().alias(f"missing_{at}"),
        ]
    (row,) = engine.rows(frame.select(*asked, *_matching(texts, FOLDS)))
    rows = int(row["rows"])
    seen = {
        name: Observed(_exact(row[f"low_{at}"]), _exact(row[f"high_{at}"]), int(row[f"missing_{at}"] or 0))
        for at, name in enumerate(columns)
    }
    plain = _without(texts, row)
    others = [name for name in texts if name not in plain]
    caught = plain
    if others:
        (row,) = engine.rows(frame.select(*_matching(others, NOT_CAUGHT)))
        caught = plain | _without(others, row)
    return Table(rows, seen, plain, caught)


def _matching(texts: Sequence[str], pattern: str) -> list[nw.Expr]:
    return [
        nw.when(nw.col(name).str.contains(pattern)).then(nw.lit(1)).otherwise(nw.lit(0)).sum().alias(f"text_{at}")
        for at, name in enumerate(texts)
    ]


def _without(texts: Sequence[str], row: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(name for at, name in enumerate(texts) if not row[f"text_{at}"])


def missing(engine: Engine, frame: Frame, columns: Sequence[str]) -> Mapping[str, int]:
    """Count the missing values of columns of any kind."""
    if not columns:
        return {}
    asked = [
        nw.when(nw.col(name).is_null()).then(nw.lit(1)).otherwise(nw.lit(0)).sum().alias(f"missing_{at}")
        for at, name in enumerate(columns)
    ]
    (row,) = engine.rows(frame.select(*asked))
    return {name: int(row[f"missing_{at}"] or 0) for at, name in enumerate(columns)}


def _exact(value: Any) -> Fraction | None:
    return None if value is None else Fraction(cast("int | float | Decimal", value))
