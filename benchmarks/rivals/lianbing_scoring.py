"""lianbing's exact path without reading and checking: facts lie in lists, as others find them in dictionaries."""

from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.contender import Contender
from benchmarks.rivals import lianbing_exact
from lianbing.tables import engine
from lianbing.tables.given import given
from lianbing.tables.given_lists import GivenLists
from lianbing.tables.layout import tables_of
from lianbing.tables.placing import Placer
from lianbing.tables.result import result_table
from lianbing.tables.whole_award import Worker


def prepare(folder: Path) -> tuple[Any, ...]:
    """Take the tables apart into lists; the first run fetches all that formulas read."""
    rulebook, campaign, award, found = lianbing_exact.prepare(folder)
    tables = {}
    with engine("polars") as reading:
        for layout in tables_of(award):
            if layout.name in found:
                tables[layout.name], _ = given(layout, reading.take(found[layout.name]))
    lists = GivenLists.of(award, tables)
    Worker(award, rulebook.rounding, campaign, lists).work()
    return rulebook, campaign, award, tables, lists


def score(prepared: tuple[Any, ...], _: Path) -> pl.DataFrame:
    """Score, rank and select."""
    rulebook, campaign, award, tables, lists = prepared
    worker = Worker(award, rulebook.rounding, campaign, lists)
    found = worker.work()
    placed = Placer(award, rulebook.rounding, campaign, lists, found, worker).place()
    return result_table(award, rulebook.rounding, lists, tables, found, placed)


CONTENDER = Contender(
    name="lianbing, exact path, scoring alone",
    starts_from="lists",
    lacks=("input checks",),
    most=1_000_000,
    prepare=prepare,
    score=score,
    remarks="one core",
)
