"""The contenders of the benchmark do the same job: what they give is what the exact path gives."""

from pathlib import Path

import attrs
import polars as pl
import pytest

from benchmarks import collectives, comparison
from benchmarks.contender import Contender, found
from benchmarks.page_of_results import abilities, sizes

COUNT = 200


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tables of some collectives."""
    made = tmp_path_factory.mktemp("collectives")
    collectives.write(made, COUNT)
    return made


@pytest.fixture(scope="module")
def expected(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    """What the exact path gives."""
    return result(comparison.REFERENCE, folder, tmp_path_factory.mktemp("exact"))


def result(module: str, folder: Path, to: Path) -> pl.DataFrame:
    """What a contender gives; skipped where its library is not installed."""
    contender = contender_of(module)
    return contender.score(contender.prepare(folder), to)


def contender_of(module: str) -> Contender:
    """A contender whose library is there."""
    pytest.importorskip(f"benchmarks.rivals.{module}", exc_type=ImportError)
    return found(module)


@pytest.mark.parametrize("module", comparison.MODULES)
def test_all_do_the_same_job(module: str, folder: Path, tmp_path: Path, expected: pl.DataFrame) -> None:
    """Hardly a point differs, and none where a contender is exact; our own tables are the same in every column."""
    contender, own = contender_of(module), result(module, folder, tmp_path)
    wrong, wrong_ranks, points, _ = comparison.differences(comparison.uniform(expected), comparison.uniform(own))

    assert points > 4 * COUNT
    assert wrong < points / 200
    assert ("ranks" in contender.lacks) or wrong_ranks is not None
    assert "exact" in contender.lacks or (wrong, wrong_ranks) == (0, 0)
    assert not module.startswith("lianbing") or comparison.identical_to(expected, own)


def test_what_differs_is_counted(expected: pl.DataFrame) -> None:
    """A point, a rank, and a candidate who is missing."""
    right = comparison.uniform(expected)
    first = pl.int_range(pl.len()) == 0
    wrong = right.with_columns(pl.col("supervision") + first.cast(pl.Int64), pl.col("rank") + first.cast(pl.Int64))

    assert (1, 1) == comparison.differences(right, wrong)[:2]
    assert (5, 1) == comparison.differences(right, right.slice(1))[:2]


def test_the_page_says_who_is_wrong(folder: Path) -> None:
    """A contender in a process of its own; a table that is not that of the exact path is told."""
    (figures,) = comparison.compared(folder, COUNT, (), 1)
    said = "\n".join(sizes([figures, attrs.evolve(figures, identical=False)]))

    assert "lianbing, exact path | tables in memory" in said
    assert "DIFFERS" in said
    assert "| yes | yes |" in "\n".join(abilities([figures]))
