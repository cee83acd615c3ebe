"""lianbing's exact path: integers in Python, from tables in memory to a table in memory."""

from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.contender import Contender
from lianbing.loading.campaign import load_frame
from lianbing.tables import engine
from lianbing.tables.awards import score_award
from lianbing.tables.folder import tables_in
from lianbing.tables.layout import tables_of


def prepare(folder: Path) -> tuple[Any, ...]:
    """Read the tables into memory."""
    rulebook, campaign = load_frame(folder)
    award = rulebook.award("collective")
    with engine("polars") as reading:
        found = {name: each.to_native().collect() for name, each in tables_in(reading, folder, award).items()}
    assert set(found) <= {each.name for each in tables_of(award)}, "no other tables are there"
    return rulebook, campaign, award, found


def score(prepared: tuple[Any, ...], _: Path) -> pl.DataFrame:
    """Check, score, rank and select."""
    rulebook, campaign, award, found = prepared
    with engine("polars") as running:
        taken = {name: running.take(table) for name, table in found.items()}
        result = score_award(running, rulebook, award, campaign, taken, exactly=True)
        table: pl.DataFrame = result.frame.to_native().collect()
    return table


CONTENDER = Contender(
    name="lianbing, exact path",
    starts_from="tables in memory",
    lacks=(),
    most=1_000_000,
    prepare=prepare,
    score=score,
    remarks="one core",
)
