"""One contender of the benchmark, run in a process of its own: what it takes, and what it gives."""

import argparse
import importlib
import json
import resource
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import polars as pl

ABILITIES = ("exact", "explanations", "input checks", "child rows", "ranks", "another city without code")
"""What the job may ask for beyond the figures."""

POINTS = ("supervision", "team_building", "case_files", "daily_enforcement", "public_satisfaction")
"""The indicators of the collective award that give points."""


@attrs.frozen
class Contender:
    """Somebody who does the job.

    Attributes:
        name: What it is called.
        starts_from: What it is given, untimed: ``"files"``, ``X.
        lacks: What it does not do, among `ABILITIES`.
        most: The greatest number of candidates that it is run with.
        prepare: Makes what it starts from, of a folder of tables; not timed.
        score: Does the job, and gives a table of candidates with points, total and rank, as far as it does them.
        remarks: What has to be known to read its figures.
    """

    name: str
    starts_from: str
    lacks: tuple[str, ...]
    most: int
    prepare: Callable[[Path], Any]
    score: Callable[[Any, Path], pl.DataFrame]
    remarks: str = ""

    def __attrs_post_init__(self) -> None:
        unknown = set(self.lacks) - set(ABILITIES)
        assert not unknown, unknown


def found(module: str) -> Contender:
    """Find a contender by the name of its module."""
    contender: Contender = importlib.import_module(f"benchmarks.rivals.{module}").CONTENDER
    return contender


def main() -> None:
    """Run one contender some times; print what it took as JSON, and write what it gave."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("module")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--to", type=Path, required=True, help="a folder for what it writes")
    parser.add_argument("--repeat", type=int, default=1)
    asked = parser.parse_args()
    contender = found(asked.module)
    begun = time.perf_counter()
    prepared = contender.prepare(asked.folder)
    preparing = time.perf_counter() - begun
    seconds: list[float] = []
    result = pl.DataFrame()
    for _ in range(asked.repeat):
        begun = time.perf_counter()
        result = contender.score(prepared, asked.to)
        seconds.append(time.perf_counter() - begun)
    result.write_parquet(asked.to / "result.parquet")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"preparing": preparing, "seconds": seconds, "peak": peak, "rows": result.height}))


if __name__ == "__main__":
    main()
