"""Tables of collectives as nested records, which is what engines of rules and plain loops start from."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

LISTS = {
    "supervision__commendations": "actions",
    "supervision__deductions": "deductions",
    "case_files__recommended": "recommended",
    "case_files__drawn": "drawn",
    "daily_enforcement__commendations": "praise",
}
TOTALS = ("cases", "fines", "major_cases", "key_polluters", "emissions")
REQUIRED = {"city": (5, 4), "county": (3, 3)}


def read(folder: Path, name: str) -> pl.LazyFrame:
    """Read a table."""
    return pl.scan_parquet(folder / f"{name}.parquet" / "*.parquet")


def records(folder: Path) -> list[dict[str, Any]]:
    """Give each candidate as one dictionary, with its lists; indicators' names are taken off the columns."""
    lists: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for name, short in LISTS.items():
        rows = lists[short] = {}
        for row in read(folder, f"collective__{name}").sort("candidate", "row").collect().iter_rows(named=True):
            rows.setdefault(row.pop("candidate"), []).append(row)
    found = []
    for row in read(folder, "collective").collect().iter_rows(named=True):
        own = {name.rpartition("__")[2] if "marks" not in name else name.partition("__")[2]: row[name] for name in row}
        for short, rows in lists.items():
            own[short] = rows.get(row["candidate"], [])
        found.append(own)
    return found


def city_totals(people: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Add up what the baselines of the city rest on; those who were excluded count too."""
    return {name: sum(each[name] for each in people) for name in TOTALS}


def ranked(totals: Mapping[str, Any]) -> dict[str, int]:
    """Give the rank of each, equal totals sharing the better one."""
    ranks: dict[Any, int] = {}
    for place, total in enumerate(sorted(totals.values(), reverse=True), start=1):
        ranks.setdefault(total, place)
    return {name: ranks[total] for name, total in totals.items()}


def folded(text: str) -> str:
    """Give a text as it is compared."""
    return "".join(text.split()).casefold()
