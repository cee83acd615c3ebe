"""lianbing's tables on Polars, from files to a file."""

from pathlib import Path

import polars as pl

from benchmarks.contender import Contender
from lianbing.tables import score_folder


def score(folder: Path, to: Path, engine: str = "polars") -> pl.DataFrame:
    """Check, score, rank and select."""
    score_folder(folder, to / "written.parquet", "collective", engine)
    return pl.read_parquet(to / "written.parquet")


CONTENDER = Contender(
    name="lianbing, tables on Polars",
    starts_from="files",
    lacks=(),
    most=10_000_000,
    prepare=Path,
    score=score,
    remarks="why a candidate got what it got is for `explain` to say, of its records",
)
