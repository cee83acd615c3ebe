"""The collective award as an engineer would write it in Polars for these rules alone: one lazy query over doubles."""

from pathlib import Path

import polars as pl

from benchmarks.contender import Contender


def score(folder: Path, to: Path) -> pl.DataFrame:
    """Score, rank and select, from files to a file."""
    ranked = scored(folder).with_columns(
        pl.col("total").rank("min", descending=True).over(pl.lit(1)).alias("rank").cast(pl.Int64)
    )
    ranked.with_columns((pl.col("rank") <= 2).alias("selected")).sink_parquet(to / "written.parquet")
    return pl.read_parquet(to / "written.parquet")


def joined(folder: Path) -> pl.LazyFrame:
    """Bring the city's totals and what the lists come to beside the candidates; who published no list is left out."""
    frame = _read(folder, "collective").filter(pl.col("daily_enforcement__key_polluter_list_published"))
    everyone = _read(folder, "collective").select(
        pl.col(f"daily_enforcement__{name}").cast(pl.Float64).sum().alias(f"city_{name}")
        for name in ("cases", "fines", "major_cases", "key_polluters", "emissions")
    )
    frame = frame.join(everyone, how="cross")
    files = [_files(folder, name) for name in ("recommended", "drawn")]
    for grouped in (_supervision(folder), _deductions(folder), _praise(folder), *files):
        frame = frame.join(grouped, on="candidate", how="left")
    return frame


def scored(folder: Path) -> pl.LazyFrame:
    """Score the five indicators."""
    county = pl.col("level") == "county"
    frame = joined(folder).with_columns(
        _points(pl.when(pl.col("supervision__integrity_problem")).then(0.0).otherwise(_supervised())).alias(
            "supervision"
        ),
        _points(_team()).alias("team_building"),
        _points(
            10 * (pl.col("recommended").fill_null(0) / pl.when(county).then(3).otherwise(5) / 100)
            + 10 * (pl.col("drawn").fill_null(0) / pl.when(county).then(3).otherwise(4) / 100)
        ).alias("case_files"),
        _points(_daily()).alias("daily_enforcement"),
        _points(
            10
            * (pl.len() - pl.col("public_satisfaction__votes").rank("min", descending=True).cast(pl.Float64) + 1)
            / pl.len()
        ).alias("public_satisfaction"),
    )
    names = ("supervision", "team_building", "case_files", "daily_enforcement", "public_satisfaction")
    total = pl.sum_horizontal(*names).round(2).alias("total")
    return frame.with_columns(total).select("candidate", *names, "total")


def _read(folder: Path, name: str) -> pl.LazyFrame:
    return pl.scan_parquet(folder / f"{name}.parquet" / "*.parquet")


def _points(value: pl.Expr) -> pl.Expr:
    return ((value * 100 + 0.5).floor() / 100).cast(pl.Float64)


def _supervision(folder: Path) -> pl.LazyFrame:
    rows = _read(folder, "collective__supervision__commendations").select(
        "candidate",
        pl.col("action").str.replace_all(r"\s+", "").str.to_lowercase(),
        pl.col("points").cast(pl.Float64),
    )
    best = rows.group_by("candidate", "action").agg(pl.col("points").max())
    return best.group_by("candidate").agg(pl.col("points").sum().alias("gains"))


def _deductions(folder: Path) -> pl.LazyFrame:
    rows = _read(folder, "collective__supervision__deductions")
    return rows.group_by("candidate").agg(pl.col("points").cast(pl.Float64).sum().alias("losses"))


def _praise(folder: Path) -> pl.LazyFrame:
    rows = _read(folder, "collective__daily_enforcement__commendations")
    return rows.group_by("candidate").agg(pl.col("points").cast(pl.Float64).sum().alias("praise"))


def _files(folder: Path, name: str) -> pl.LazyFrame:
    rows = _read(folder, f"collective__case_files__{name}")
    mark = sum((pl.col(f"marks__{at}").cast(pl.Float64) for at in (2, 3)), pl.col("marks__1").cast(pl.Float64)) / 3
    counts = pl.col("published")
    if name == "recommended":
        number = pl.col("number").str.replace_all(r"\s+", "").str.to_lowercase()
        rows = rows.with_columns(number.alias("number"))
        counts = counts & (pl.col("row") == pl.col("row").min().over("candidate", "number"))
    value = pl.when(counts).then(mark).otherwise(0.0)
    return rows.select("candidate", value.alias("value")).group_by("candidate").agg(pl.col("value").sum().alias(name))


def _supervised() -> pl.Expr:
    gains = pl.min_horizontal(pl.col("gains").fill_null(0.0), 30.0)
    return pl.max_horizontal(gains - pl.min_horizontal(pl.col("losses").fill_null(0.0), 10.0), 0.0)


def _team() -> pl.Expr:
    own = "team_building__"
    marks = sum(
        (
            pl.col(f"{own}{name}_marks__{at}").cast(pl.Float64) / 3
            for name in ("reward", "safety", "liability")
            for at in (1, 2, 3)
        ),
        pl.lit(0.0),
    )
    checks = pl.col(f"{own}double_random_checks")
    share = pl.when(checks == 0).then(1.0).otherwise(pl.col(f"{own}platform_checks") / checks)
    return marks + pl.when(pl.col(f"{own}platform_connected")).then(10 * pl.min_horizontal(share, 1.0)).otherwise(0.0)


def _daily() -> pl.Expr:
    own = "daily_enforcement__"
    share = (
        pl.col(f"{own}key_polluters") / pl.col("city_key_polluters")
        + pl.col(f"{own}emissions").cast(pl.Float64) / pl.col("city_emissions")
    ) / 2

    def band(name: str) -> pl.Expr:
        found, baseline = pl.col(f"{own}{name}").cast(pl.Float64), share * pl.col(f"city_{name}")
        linear = (5 * (found - 0.5 * baseline) / baseline).clip(0.0, 5.0)
        return pl.when(baseline == 0).then(pl.when(found > 0).then(5.0).otherwise(0.0)).otherwise(linear)

    short = ((1 - pl.col(f"{own}filing_rate").cast(pl.Float64)) / 0.05 + 1e-9).floor()
    lost = (
        pl.col(f"{own}untrue_entries")
        + pl.col(f"{own}late_entries")
        + short
        + pl.col(f"{own}modified_entries")
        + 2 * pl.col(f"{own}provincial_criticisms")
    )
    cases = pl.max_horizontal(band("cases") - pl.min_horizontal(lost, 5.0), 0.0)
    praise = pl.min_horizontal(pl.col("praise").fill_null(0.0) + pl.col(f"{own}typical_cases_adopted"), 5.0)
    return cases + band("fines") + band("major_cases") + praise


CONTENDER = Contender(
    name="Polars by hand",
    starts_from="files",
    lacks=("exact", "explanations", "input checks", "another city without code"),
    most=10_000_000,
    prepare=Path,
    score=score,
)
