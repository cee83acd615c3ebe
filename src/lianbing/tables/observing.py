"""What a table holds: how many rows, and for each column the least and the greatest value, and how many are missing."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

import attrs
import narwhals as nw

from lianbing.tables.engines import Engine, Frame


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


def observe(engine: Engine, frame: Frame, columns: Sequence[str]) -> tuple[int, Mapping[str, Observed]]:
    """Count the rows of a table, and see what its columns of numbers hold; one pass."""
    asked = [nw.len().alias("rows")]
    for at, name in enumerate(columns):
        column = nw.col(name)
        asked += [
            column.min().alias(f"low_{at}"),
            column.max().alias(f"high_{at}"),
            nw.when(column.is_null()).then(nw.lit(1)).otherwise(nw.lit(0)).sum().alias(f"missing_{at}"),
        ]
    (row,) = engine.rows(frame.select(*asked))
    found = {
        name: Observed(_exact(row[f"low_{at}"]), _exact(row[f"high_{at}"]), int(row[f"missing_{at}"] or 0))
        for at, name in enumerate(columns)
    }
    return int(row["rows"]), found


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
