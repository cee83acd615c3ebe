"""Putting right what columns left in doubt: a few rows of a table replaced by what was worked out exactly."""

from collections.abc import Mapping, Sequence

import narwhals as nw

from lianbing.backends.columns import Expr, col
from lianbing.tables.engines import Engine, Frame
from lianbing.tables.layout import CANDIDATE


def patched(engine: Engine, frame: Frame, fixes: Mapping[str, Mapping[str, float | bool]]) -> Frame:
    """Replace values of some candidates.

    Args:
        engine: What runs the table.
        frame: The table.
        fixes: By column and candidate, the value.
    """
    import polars as pl

    for name, values in fixes.items():
        if not values:
            continue
        fix = f"fix__{name}"
        kind = pl.Boolean if isinstance(next(iter(values.values())), bool) else pl.Float64
        table = pl.DataFrame(
            {CANDIDATE: list(values), fix: list(values.values())}, schema={CANDIDATE: pl.String, fix: kind}
        )
        joined = frame.join(engine.take(table), on=CANDIDATE, how="left")
        right = nw.when(nw.col(fix).is_null()).then(nw.col(name)).otherwise(nw.col(fix)).alias(name)
        frame = joined.with_columns(right).drop(fix)
    return frame


def any_of(columns: Sequence[Expr]) -> Expr:
    """Tell whether any of some columns holds."""
    found = columns[0]
    for each in columns[1:]:
        found = found | each
    return found


def everyone() -> Expr:
    """Give what holds for every candidate, as a column: engines filter by columns, not by what is the same for all."""
    return ~col(CANDIDATE).is_null()


def nobody() -> Expr:
    """Give what holds for no candidate, as a column."""
    return col(CANDIDATE).is_null()
