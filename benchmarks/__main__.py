"""All benchmarks in one run: `python -m benchmarks` prints a page of tables, with ratios from this one run."""

import argparse
import math
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

import polars as pl

from benchmarks import collectives, comparison, machine
from benchmarks.cluster import on_cluster
from benchmarks.page_of_results import abilities, sizes, table
from benchmarks.recalculation import recalculating
from benchmarks.starting import started

ENGINES = ("lianbing_polars", "polars_by_hand", "duckdb_sql")
"""Who is run with more than a million."""


def main() -> None:
    """Run what is asked for, and print or write the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 100_000, 1_000_000])
    parser.add_argument(
        "--large", type=int, default=10_000_000, help="a size for engines alone, out of core; 0 for none"
    )
    parser.add_argument("--repeat", type=int, default=3, help="runs of each contender, of which the shortest counts")
    parser.add_argument("--spark", type=int, default=1_000_000, help="a size for a Spark cluster; 0 for none")
    parser.add_argument(
        "--workbook", type=int, default=1_000, help="collectives that LibreOffice recalculates; 0 for none"
    )
    parser.add_argument("--only", nargs="+", default=comparison.MODULES, help="modules of contenders")
    parser.add_argument("--page", type=Path, help="the file to write; the page is printed else")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as aside:
        text = "\n".join(page(asked, Path(aside)))
    if asked.page:
        asked.page.write_text(text, encoding="utf-8")
    else:
        print(text)


def page(asked: argparse.Namespace, aside: Path) -> Iterator[str]:
    """Run one part after the other, and give the lines of the page."""
    yield "# Benchmarks\n"
    today = date.today().isoformat()  # noqa: DTZ011 (the day of whoever runs it)
    yield f"{today}, one run of `python -m benchmarks` ([how to read it](../benchmarks/README.md)).\n"
    yield from _machine()
    folders: dict[int, Path] = {}

    def folder(count: int) -> Path:
        if count not in folders:
            say(f"tables of {count:,} collectives")
            folders[count] = aside / str(count)
            collectives.write(folders[count], count)
        return folders[count]

    everything: list[comparison.Figures] = []
    for count in asked.sizes:
        yield f"## {count:,} collectives\n"
        figures = list(_sized(folder(count), count, asked.only, asked.repeat))
        everything += figures
        yield from sizes(figures)
    if asked.large:
        yield f"## {asked.large:,} collectives, out of core\n"
        modules = [each for each in asked.only if each in ENGINES]
        figures = list(_alone(folder(asked.large), asked.large, modules))
        everything += figures
        yield from sizes(figures)
    yield from _beside_engines_of_rules(everything)
    yield "## What each does beyond the figures\n"
    yield from abilities(everything)
    yield from _floor(folder(max(asked.sizes)), max(asked.sizes), everything)
    yield from _growth(everything)
    if asked.spark:
        yield from _spark(folder(asked.spark), aside, asked.spark)
    shutil.rmtree(aside, ignore_errors=True)
    if asked.workbook:
        yield from _workbook(asked.workbook)
    yield from _starting()


def say(what: str) -> None:
    """Tell what is under way, where somebody looks."""
    if sys.stderr.isatty():
        print(what, file=sys.stderr)


def _machine() -> Iterator[str]:
    yield f"- {'; '.join(machine.described())}"
    yield f"- {', '.join(f'{name} {version}' for name, version in machine.versions())}\n"


def _sized(folder: Path, count: int, modules: Sequence[str], repeat: int) -> Iterator[comparison.Figures]:
    for each in comparison.compared(folder, count, modules, repeat):
        say(f"{count:,}: {each.contender.name} {each.seconds:.2f} s")
        yield each


def _alone(folder: Path, count: int, modules: Sequence[str]) -> Iterator[comparison.Figures]:
    """Run engines without the exact path; our own is what the others are held against."""
    for each in comparison.compared(folder, count, modules, 1, reference="lianbing_polars"):
        say(f"{count:,}: {each.contender.name} {each.seconds:.2f} s")
        yield each


def _beside_engines_of_rules(figures: Sequence[comparison.Figures]) -> Iterator[str]:
    """Say how many times as many candidates the exact path scores as zen-engine does in the same run."""
    rates = {(each.candidates, each.contender.name): each.rate for each in figures}
    yield "## Beside zen-engine\n"
    for (count, name), rate in rates.items():
        if name.startswith("lianbing") and (count, "zen-engine") in rates:
            yield f"- {name}: {rate / rates[count, 'zen-engine']:.1f} times as many of {count:,} a second."
    yield ""


def _floor(folder: Path, count: int, figures: Sequence[comparison.Figures]) -> Iterator[str]:
    say("memory bandwidth")
    speed, needed = machine.bandwidth(), machine.bytes_to_read(folder)
    yield "## The floor\n"
    yield f"Memory is copied at {speed / 1e9:.1f} GB a second, read and written. The columns that the rules read are"
    yield f"{needed / 1e6:,.0f} MB for {count:,} collectives once unpacked:"
    yield f"{needed / speed:.3f} s to go through them once."
    for each in figures:
        if each.candidates == count and each.contender.name in ("lianbing, tables on Polars", "Polars by hand"):
            yield f"{each.contender.name} takes {each.seconds / (needed / speed):.0f} times that."
    yield ""


def _growth(figures: Sequence[comparison.Figures]) -> Iterator[str]:
    own = sorted((each.candidates, each) for each in figures if each.contender.name == "lianbing, tables on Polars")
    own = [each for each in own if each[0] >= 100_000]
    if len(own) < 2:
        return
    yield "## Growth of the tables on Polars\n"
    rows = [
        [f"{count:,}", f"{each.seconds:.2f}", f"{each.seconds / count * 1e6:.2f}", f"{each.peak:,}"]
        for count, each in own
    ]
    yield from table(["collectives", "seconds", "microseconds each", "peak MiB"], rows)
    for (few, one), (many, other) in [*pairwise(own), (own[0], own[-1])]:
        slope = math.log(other.seconds / one.seconds) / math.log(many / few)
        yield f"- From {few:,} to {many:,} the time grows as the number to the power of {slope:.2f}."
    yield ""


def _spark(folder: Path, aside: Path, count: int) -> Iterator[str]:
    yield "## A Spark cluster of a master and two workers\n"
    if shutil.which("java") is None:
        yield "No Java here.\n"
        return
    say(f"Spark, {count:,}")
    expected = aside / "expected"
    comparison.ran(comparison.REFERENCE, folder, expected, 1)
    seconds = on_cluster(folder, aside / "spark.parquet")
    same = comparison.identical_to(
        pl.read_parquet(expected / "result.parquet"), pl.read_parquet(aside / "spark.parquet")
    )
    said = "the table is that of the exact path, value for value" if same else "THE TABLE DIFFERS"
    yield f"{count:,} collectives in {seconds:.0f} s on this one machine, with one core a worker; {said}.\n"


def _workbook(count: int) -> Iterator[str]:
    yield "## LibreOffice recalculating our workbook\n"
    if shutil.which("soffice") is None:
        yield "No LibreOffice here.\n"
        return
    say(f"LibreOffice, {count:,}")
    found = recalculating(count)
    net = found.seconds - found.starting
    yield f"{count:,} collectives, a workbook of {found.size / 1e6:.1f} MB with every step as a formula:"
    yield f"{found.seconds:.1f} s to open, compute and save it, {found.starting:.1f} s of which a single one takes:"
    yield f"{count / net:,.0f} a second."
    yield "It is exact as far as doubles are, shows each step as a formula, and checks no input.\n"


def _starting() -> Iterator[str]:
    say("starting")
    yield "## Starting\n"
    taken = started()
    bare = taken["python -c pass"]
    rows = [[name, f"{seconds * 1000:.0f}", f"{(seconds - bare) * 1000:.0f}"] for name, seconds in taken.items()]
    yield from table(["", "ms, median of 15", "ms over bare Python"], rows)


if __name__ == "__main__":
    main()
