"""Spark: the same tables on a cluster of a master and two workers on this machine, held against Polars."""

import time
from pathlib import Path

from lianbing.tables import score_folder
from tests.tables.spark_cluster import cluster


def on_cluster(folder: Path, to: Path) -> float:
    """Score the collectives of a folder on a cluster; give the seconds, without those of its start."""
    with cluster() as running:
        begun = time.perf_counter()
        score_folder(folder, to, "collective", "spark", running.master)
        return time.perf_counter() - begun
