"""The machine of a run: what it is, how fast its memory is, and what of the tables it has to read at least."""

import os
import platform
import time
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import numpy as np

from benchmarks.records import read
from lianbing.loading.campaign import load_frame
from lianbing.tables.layout import tables_of

LIBRARIES = (
    "lianbing",
    "narwhals",
    "polars",
    "duckdb",
    "pyspark",
    "pandas",
    "numpy",
    "zen-engine",
    "openfisca-core",
    "pyarrow",
)
_SIZE = 256 * 2**20


def described() -> Iterator[str]:
    """Say what runs here."""
    yield f"{_processor()}, {os.cpu_count()} cores, {_memory() / 2**30:.0f} GiB of memory"
    yield f"{platform.system()} {platform.release().partition('-')[0]}"
    yield f"{platform.python_implementation()} {platform.python_version()}"


def versions() -> Iterator[tuple[str, str]]:
    """Give the versions of the libraries that are installed."""
    for name in LIBRARIES:
        try:
            yield name, metadata.version(name)
        except metadata.PackageNotFoundError:
            continue


def _processor() -> str:
    path = Path("/proc/cpuinfo")
    lines = path.read_text().splitlines() if path.exists() else []
    found = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    return found or platform.processor() or platform.machine()


def _memory() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") if hasattr(os, "sysconf") else 0


def bandwidth() -> float:
    """Give the bytes a second that one core reads and writes while it copies; the best of five."""
    source = np.ones(_SIZE, dtype=np.uint8)
    target = np.empty_like(source)
    best = float("inf")
    for _ in range(5):
        begun = time.perf_counter()
        np.copyto(target, source)
        best = min(best, time.perf_counter() - begun)
    return 2 * _SIZE / best


def bytes_to_read(folder: Path) -> int:
    """Give the bytes in memory of the columns that the rules of the collective award read."""
    rulebook, _ = load_frame(folder)
    total = 0
    for layout in tables_of(rulebook.award("collective")):
        if (folder / f"{layout.name}.parquet").exists():
            frame = read(folder, layout.name)
            there = set(frame.collect_schema().names())
            needed = [
                name for name in there if any(_belongs(name, each.name) for each in layout.columns if each.needed)
            ]
            total += frame.select(needed).collect().estimated_size()
    return total


def _belongs(name: str, column: str) -> bool:
    return name == column or name.startswith(f"{column}__")
