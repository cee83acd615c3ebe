"""lianbing's tables on DuckDB, from files to a file."""

from functools import partial

import attrs

from benchmarks.rivals.lianbing_polars import CONTENDER as ON_POLARS
from benchmarks.rivals.lianbing_polars import score

CONTENDER = attrs.evolve(
    ON_POLARS, name="lianbing, tables on DuckDB", score=partial(score, engine="duckdb"), remarks=""
)
