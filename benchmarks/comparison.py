"""The contenders side by side: each in a process of its own, what it gave held against the exact path."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs
import polars as pl

from benchmarks.contender import POINTS, Contender, found

REFERENCE = "lianbing_exact"
MODULES = (
    "lianbing_scoring",
    "lianbing_exact",
    "lianbing_polars",
    "lianbing_duckdb",
    "polars_by_hand",
    "duckdb_sql",
    "pandas_by_hand",
    "openfisca_core",
    "decimal_loop",
    "zen_engine",
)


@attrs.frozen
class Figures:
    """What one contender took and gave.

    Attributes:
        contender: Who it is.
        candidates: How many candidates there were.
        seconds: The shortest of its runs.
        peak: The most memory that its process held, in MiB, with what it starts from.
        wrong_points: How many points differ from those of the exact path.
        wrong_ranks: How many ranks do; None where it ranks nobody.
        points: How many points there are.
        ranks: How many ranks there are.
        identical: Whether the whole table is that of the exact path, column by column; None for others than our own.
    """

    contender: Contender
    candidates: int
    seconds: float
    peak: int
    wrong_points: int
    wrong_ranks: int | None
    points: int
    ranks: int
    identical: bool | None = None

    @property
    def rate(self) -> float:
        """Candidates a second."""
        return self.candidates / self.seconds


@attrs.frozen
class Run:
    """What the process of a contender said.

    Attributes:
        seconds: How long each run took.
        peak: The most memory that the process held, in MiB.
    """

    seconds: list[float]
    peak: int


def ran(module: str, folder: Path, to: Path, repeat: int) -> Run:
    """Run a contender in a process of its own.

    Raises:
        RuntimeError: It failed; the message holds the end of what it said.
    """
    to.mkdir(parents=True, exist_ok=True)
    command = [
        sys.executable,
        "-m",
        "benchmarks.contender",
        module,
        str(folder),
        "--to",
        str(to),
        "--repeat",
        str(repeat),
    ]
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")  # noqa: S603 (our own command)
    if done.returncode:
        raise RuntimeError(f"{module}: {done.stderr[-800:]}")
    answer = json.loads(done.stdout.splitlines()[-1])
    return Run(answer["seconds"], answer["peak"])


def compared(
    folder: Path, candidates: int, modules: Sequence[str], repeat: int, reference: str = REFERENCE
) -> Iterator[Figures]:
    """Run contenders on the same tables; first the one that the others are held against."""
    with tempfile.TemporaryDirectory() as aside:
        ordered = [reference, *(each for each in modules if each != reference)]
        expected: pl.DataFrame | None = None
        for module in ordered:
            contender = found(module)
            if candidates > contender.most:
                continue
            own = Path(aside) / module
            said = ran(module, folder, own, repeat)
            table = pl.read_parquet(own / "result.parquet")
            expected = table if expected is None else expected
            identical = identical_to(expected, table) if module.startswith("lianbing") else None
            wrong = differences(uniform(expected), uniform(table))
            yield Figures(contender, candidates, min(said.seconds), said.peak, *wrong, identical)


def identical_to(expected: pl.DataFrame, table: pl.DataFrame) -> bool:
    """Tell whether two results are the same, whatever the order of their rows."""
    return table.sort("candidate").equals(expected.sort("candidate"))


def uniform(table: pl.DataFrame) -> pl.DataFrame:
    """Give those who stayed, with points as hundredths."""
    named = table.rename({f"{name}__points": name for name in POINTS if f"{name}__points" in table.columns})
    figures = [(pl.col(name).cast(pl.Float64) * 100).round().cast(pl.Int64) for name in (*POINTS, "total")]
    ranks = ["rank"] if "rank" in named.columns else []
    return named.filter(pl.col("total").is_not_null()).select("candidate", *figures, *ranks)


def differences(expected: pl.DataFrame, result: pl.DataFrame) -> tuple[int, int | None, int, int]:
    """Count the points and ranks that differ, and all of both; somebody who is missing differs in everything."""
    joined = expected.join(result, on="candidate", how="left", suffix="__own")
    wrong = {
        name: int(joined.select((pl.col(name) != pl.col(f"{name}__own")).fill_null(True).sum()).item())
        for name in (*POINTS, "rank")
        if f"{name}__own" in joined.columns
    }
    points = sum(wrong[name] for name in POINTS)
    return points, wrong.get("rank"), expected.height * len(POINTS), expected.height
