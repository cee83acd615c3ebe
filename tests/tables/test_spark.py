"""Spark: the same figures here and on a cluster, also when a worker dies while they are worked out."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.collectives import write
from lianbing.loading.campaign import load_frame
from lianbing.tables import Engine, engine, score_award, tables_in
from lianbing.tables.engines import SparkEngine
from tests.tables.spark_cluster import Cluster, cluster, needs_spark
from tests.tables.test_matrix import CROWD, TESTS, WORKED, check

pytestmark = [needs_spark, pytest.mark.java, pytest.mark.large, pytest.mark.slow]


def scored(runner: Engine, folder: Path) -> dict[str, dict[str, Any]]:
    """What the collectives of a folder got, by candidate."""
    rulebook, campaign = load_frame(folder)
    award = rulebook.award("collective")
    found = score_award(runner, rulebook, award, campaign, tables_in(runner, folder, award))
    return {row["candidate"]: row for row in runner.rows(found.frame)}


def test_every_node_on_spark() -> None:
    """The matrix of the worked nodes, on Spark in this machine."""
    with engine("spark", master="local[2]") as runner:
        cells = list(check(runner, WORKED, TESTS, CROWD, gone=1))

    assert sum(each.doubtful for each in cells) < len(cells) / 20


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tables of a few thousand collectives."""
    made = tmp_path_factory.mktemp("tables")
    write(made, 5000)
    return made


@pytest.fixture(scope="module")
def expected(folder: Path) -> dict[str, dict[str, Any]]:
    """What they get, each worked out exactly."""
    rulebook, campaign = load_frame(folder)
    award = rulebook.award("collective")
    with engine("polars") as runner:
        found = score_award(runner, rulebook, award, campaign, tables_in(runner, folder, award), exactly=True)
        return {row["candidate"]: row for row in runner.rows(found.frame)}


def test_a_cluster_gives_the_same(folder: Path, expected: dict[str, dict[str, Any]]) -> None:
    """A master and two workers, all in use."""
    with cluster() as running, engine("spark", master=running.master) as runner:
        assert expected == scored(runner, folder)
        assert 2 == running.busy()


def test_a_worker_may_die(folder: Path, expected: dict[str, dict[str, Any]]) -> None:
    """One of two workers is killed while tasks run; the other does its work again, and the result is the same."""
    with cluster() as running, engine("spark", master=running.master) as runner:
        assert isinstance(runner, SparkEngine)
        killed = threading.Event()
        killer = threading.Thread(target=kill_in_time, args=(running, runner, killed))
        killer.start()
        found = scored(runner, folder)
        was_killed = killed.is_set()
        killer.join()

        assert was_killed, "the worker has to die before the result is there"
        assert 1 == running.alive()
    assert expected == found


def kill_in_time(running: Cluster, runner: SparkEngine, killed: threading.Event) -> None:
    """Kill a worker while a stage of a later job is worked on: stages are told of at once, single tasks are not."""
    tracker = runner.session.sparkContext.statusTracker()
    for _ in attempts():
        if begun_jobs(runner) >= 15 and tracker.getActiveStageIds():
            running.kill_worker()
            for _ in attempts():
                if running.alive() == 1:
                    break
            killed.set()
            return


def attempts() -> Iterator[None]:
    """Look again and again, for two minutes."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        yield
        time.sleep(0.02)


def begun_jobs(runner: SparkEngine) -> int:
    """How many jobs Spark has begun: by then some tables were kept, and are lost in part with a worker."""
    return len(runner.session.sparkContext.statusTracker().getJobIdsForGroup(None))
