"""Tables of random collectives of the 2019 Wuwei rules, as many as are asked for, for the benchmarks to score."""

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import polars as pl

CHUNK = 500_000
"""So many candidates are made at a time, so that ten million fit into little memory."""

ACTIONS = ("蓝天保卫战", "清废行动", "绿盾", "水源地", "打击固体废物", "Black and odorous water")

CAMPAIGN = """# Made up for benchmarks.
[campaign]
rulebook = "wuwei-2019"
title = "基准测试（数据虚构）"
evaluation_day = 2019-11-20
"""


def write(folder: Path, count: int, seed: int = 2019) -> None:
    """Write the tables of so many candidates.

    Args:
        folder: Where they go; it is made.
        count: How many candidates.
        seed: Where chance begins; the same seed gives the same tables.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "campaign.toml").write_text(CAMPAIGN, encoding="utf-8")
    for name in tables(np.random.default_rng(seed), 0, 1):
        parts = folder / f"{name}.parquet"
        parts.mkdir(exist_ok=True)
    for start in range(0, count, CHUNK):
        rng = np.random.default_rng([seed, start])
        for name, table in tables(rng, start, min(CHUNK, count - start)).items():
            table.write_parquet(folder / f"{name}.parquet" / f"part-{start // CHUNK:04}.parquet")


def tables(rng: np.random.Generator, start: int, count: int) -> dict[str, pl.DataFrame]:
    """Make the tables of a stretch of candidates."""
    ids = pl.Series("candidate", np.arange(start, start + count)).cast(pl.String).str.zfill(8)
    candidates = ("c" + ids).alias("candidate")
    found = {"collective": _candidates(rng, candidates, count)}
    for name, rows, made in _lists(rng):
        each = rows(count)
        owner = np.repeat(np.arange(count), each)
        row = np.arange(len(owner)) - np.repeat(np.cumsum(each) - each, each) + 1
        columns = [candidates.gather(owner), pl.Series("row", row, dtype=pl.Int64), *made(len(owner), row)]
        found[f"collective__{name}"] = pl.DataFrame(columns)
    return found


def _candidates(rng: np.random.Generator, candidates: pl.Series, count: int) -> pl.DataFrame:
    def whole(name: str, most: int, share: float = 1.0) -> pl.Series:
        values = rng.integers(0, most + 1, count) * (rng.random(count) < share)
        return pl.Series(name, values, dtype=pl.Int64)

    def flag(name: str, share: float) -> pl.Series:
        return pl.Series(name, rng.random(count) < share)

    own = "daily_enforcement__"
    marks = [
        _decimal(rng, f"team_building__{name}_marks__{reviewer}", count, 0, most, 1)
        for name, most in (("reward", 3), ("safety", 3), ("liability", 4))
        for reviewer in (1, 2, 3)
    ]
    return pl.DataFrame(
        [
            candidates,
            ("单位" + candidates).alias("name"),
            ("u" + candidates.str.slice(1)).alias("unit"),
            pl.Series("level", np.where(rng.random(count) < 0.01, "city", "county")),
            flag("supervision__integrity_problem", 0.02),
            *marks,
            flag("team_building__platform_connected", 0.9),
            whole("team_building__platform_checks", 400),
            whole("team_building__double_random_checks", 400),
            whole(f"{own}cases", 500),
            _decimal(rng, f"{own}fines", count, 0, 2_000_000, 2),
            whole(f"{own}major_cases", 30),
            whole(f"{own}key_polluters", 100),
            _decimal(rng, f"{own}emissions", count, 0, 20_000, 2),
            whole(f"{own}untrue_entries", 2, 0.1),
            whole(f"{own}late_entries", 2, 0.1),
            whole(f"{own}modified_entries", 2, 0.1),
            whole(f"{own}provincial_criticisms", 2, 0.1),
            _decimal(rng, f"{own}filing_rate", count, 0.8, 1, 4),
            whole(f"{own}typical_cases_adopted", 3, 0.5),
            flag(f"{own}key_polluter_list_published", 0.98),
            whole("public_satisfaction__votes", 5000),
        ]
    )


Made = Callable[[int, np.ndarray], list[pl.Series]]


def _lists(rng: np.random.Generator) -> Iterator[tuple[str, Callable[[int], np.ndarray], Made]]:
    def commended(count: int, _: np.ndarray) -> list[pl.Series]:
        actions = pl.Series("action", np.array(ACTIONS)[rng.integers(0, len(ACTIONS), count)])
        return [actions, _decimal(rng, "points", count, 1, 5, 1)]

    def deducted(count: int, _: np.ndarray) -> list[pl.Series]:
        kinds = pl.Series("kind", np.where(rng.random(count) < 0.5, "disobedience", "discipline"))
        return [kinds, _decimal(rng, "points", count, 1, 5, 1)]

    def recommended(count: int, row: np.ndarray) -> list[pl.Series]:
        # A file may be recommended twice, as two kinds; then it counts once.
        return files(count, row, np.where(row == 3, rng.integers(1, 4, count), row))

    def drawn(count: int, row: np.ndarray) -> list[pl.Series]:
        return files(count, row, row)

    def files(count: int, row: np.ndarray, last: np.ndarray) -> list[pl.Series]:
        number = pl.Series("number", 10 * rng.integers(1, 20, count) + last)
        numbers = "罚〔2019〕" + number.cast(pl.String) + "号"
        return [
            numbers.alias("number"),
            pl.Series("kind", np.where(row == 3, "four_measures", "general")),
            *(_decimal(rng, f"marks__{reviewer}", count, 60, 100, 1) for reviewer in (1, 2, 3)),
            pl.Series("published", rng.random(count) < 0.97),
            pl.Series("year", np.full(count, 2019), dtype=pl.Int64),
        ]

    def praised(count: int, _: np.ndarray) -> list[pl.Series]:
        return [_decimal(rng, "points", count, 0.5, 2, 1)]

    yield "supervision__commendations", lambda count: np.full(count, 3), commended
    yield "supervision__deductions", lambda count: rng.integers(0, 2, count), deducted
    yield "case_files__recommended", lambda count: np.full(count, 3), recommended
    yield "case_files__drawn", lambda count: np.full(count, 3), drawn
    yield "daily_enforcement__commendations", lambda count: rng.integers(0, 3, count), praised


def _decimal(rng: np.random.Generator, name: str, count: int, low: float, high: float, places: int) -> pl.Series:
    scale = 10**places
    whole = pl.Series(name, rng.integers(round(low * scale), round(high * scale) + 1, count), dtype=pl.Int64)
    values: pl.Series = (whole.cast(pl.Float64) / scale).round(places)
    return values.cast(pl.Decimal(18, places))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--candidates", type=int, default=100_000)
    asked = parser.parse_args()
    write(asked.folder, asked.candidates)
