"""The collective award as one SQL query over doubles for these rules alone, run by DuckDB."""

from pathlib import Path

import duckdb
import polars as pl

from benchmarks.contender import Contender


def _table(name: str) -> str:
    return f"read_parquet('{{folder}}/{name}.parquet/*.parquet')"


def _band(name: str) -> str:
    found, baseline = f"daily_enforcement__{name}::DOUBLE", f"share * city_{name}"
    return (
        f"CASE WHEN {baseline} = 0 THEN CASE WHEN {found} > 0 THEN 5 ELSE 0 END"
        f" ELSE least(5, greatest(0, 5 * ({found} - 0.5 * {baseline}) / ({baseline}))) END"
    )


def _points(value: str) -> str:
    return f"floor(({value}) * 100 + 0.5) / 100"


_MARK = "(marks__1::DOUBLE + marks__2::DOUBLE + marks__3::DOUBLE) / 3"
_TEAM = " + ".join(
    f"team_building__{name}_marks__{at}::DOUBLE / 3" for name in ("reward", "safety", "liability") for at in (1, 2, 3)
)
_TOTALS = ", ".join(
    f"sum(daily_enforcement__{name}::DOUBLE) AS city_{name}"
    for name in ("cases", "fines", "major_cases", "key_polluters", "emissions")
)

_SUPERVISION = """CASE WHEN supervision__integrity_problem THEN 0
  ELSE greatest(0, least(30, coalesce(gains, 0)) - least(10, coalesce(losses, 0))) END"""
_TEAM_BUILDING = f"""{_TEAM} + CASE WHEN NOT team_building__platform_connected THEN 0
  WHEN team_building__double_random_checks = 0 THEN 10
  ELSE 10 * least(1, team_building__platform_checks / team_building__double_random_checks) END"""
_CASE_FILES = """10 * coalesce(recommended, 0) / CASE level WHEN 'county' THEN 3 ELSE 5 END / 100
  + 10 * coalesce(drawn, 0) / CASE level WHEN 'county' THEN 3 ELSE 4 END / 100"""
_DAILY_ENFORCEMENT = f"""greatest(0, {_band("cases")} - least(5,
    daily_enforcement__untrue_entries + daily_enforcement__late_entries
    + floor((1 - daily_enforcement__filing_rate::DOUBLE) / 0.05 + 1e-9)
    + daily_enforcement__modified_entries + 2 * daily_enforcement__provincial_criticisms))
  + {_band("fines")} + {_band("major_cases")}
  + least(5, coalesce(praise, 0) + daily_enforcement__typical_cases_adopted)"""
_PUBLIC_SATISFACTION = """10 * (count(*) OVER () - rank() OVER (ORDER BY public_satisfaction__votes DESC) + 1)
  / (count(*) OVER ())::DOUBLE"""

QUERY = f"""
WITH everyone AS (SELECT * FROM {_table("collective")}),
city AS (SELECT {_TOTALS} FROM everyone),
best AS (
  SELECT candidate, max(points::DOUBLE) AS points
  FROM {_table("collective__supervision__commendations")}
  GROUP BY candidate, lower(regexp_replace(action, '\\s+', '', 'g'))
),
gains AS (SELECT candidate, sum(points) AS gains FROM best GROUP BY candidate),
losses AS (
  SELECT candidate, sum(points::DOUBLE) AS losses
  FROM {_table("collective__supervision__deductions")} GROUP BY candidate
),
praise AS (
  SELECT candidate, sum(points::DOUBLE) AS praise
  FROM {_table("collective__daily_enforcement__commendations")} GROUP BY candidate
),
numbered AS (
  SELECT candidate, published, {_MARK} AS mark, row = min(row) OVER (
    PARTITION BY candidate, lower(regexp_replace(number, '\\s+', '', 'g'))
  ) AS once
  FROM {_table("collective__case_files__recommended")}
),
recommended AS (
  SELECT candidate, sum(CASE WHEN published AND once THEN mark ELSE 0 END) AS recommended
  FROM numbered GROUP BY candidate
),
drawn AS (
  SELECT candidate, sum(CASE WHEN published THEN {_MARK} ELSE 0 END) AS drawn
  FROM {_table("collective__case_files__drawn")} GROUP BY candidate
),
joined AS (
  SELECT *, (daily_enforcement__key_polluters / city_key_polluters
    + daily_enforcement__emissions::DOUBLE / city_emissions) / 2 AS share
  FROM everyone CROSS JOIN city
  LEFT JOIN gains USING (candidate) LEFT JOIN losses USING (candidate) LEFT JOIN praise USING (candidate)
  LEFT JOIN recommended USING (candidate) LEFT JOIN drawn USING (candidate)
  WHERE daily_enforcement__key_polluter_list_published
),
scored AS (
  SELECT candidate,
    {_points(_SUPERVISION)} AS supervision,
    {_points(_TEAM_BUILDING)} AS team_building,
    {_points(_CASE_FILES)} AS case_files,
    {_points(_DAILY_ENFORCEMENT)} AS daily_enforcement,
    {_points(_PUBLIC_SATISFACTION)} AS public_satisfaction
  FROM joined
),
totalled AS (
  SELECT *, round(supervision + team_building + case_files + daily_enforcement + public_satisfaction, 2) AS total
  FROM scored
)
SELECT *, rank() OVER (ORDER BY total DESC) AS rank, rank() OVER (ORDER BY total DESC) <= 2 AS selected FROM totalled
"""  # noqa: S608 (put together of our own parts)


def score(folder: Path, to: Path) -> pl.DataFrame:
    """Score, rank and select, from files to a file."""
    with duckdb.connect() as connection:
        connection.execute("SET preserve_insertion_order = false")
        connection.sql(QUERY.format(folder=folder)).write_parquet(str(to / "written.parquet"))
    return pl.read_parquet(to / "written.parquet")


CONTENDER = Contender(
    name="DuckDB SQL",
    starts_from="files",
    lacks=("exact", "explanations", "input checks", "another city without code"),
    most=10_000_000,
    prepare=Path,
    score=score,
)
