"""The collective award as an engineer would write it in pandas for these rules alone, over doubles."""

from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl

from benchmarks.contender import POINTS, Contender


def score(folder: Path, to: Path) -> pl.DataFrame:
    """Score, rank and select, from files to a file."""
    everyone = _read(folder, "collective").set_index("candidate")
    totals = {name: everyone[f"daily_enforcement__{name}"].sum() for name in TOTALS}
    own = everyone[everyone["daily_enforcement__key_polluter_list_published"]]
    votes = own["public_satisfaction__votes"].rank(method="min", ascending=False)
    points = {
        "supervision": _supervision(folder, own),
        "team_building": _team_building(own),
        "case_files": _case_files(folder, own),
        "daily_enforcement": _daily_enforcement(folder, own, totals),
        "public_satisfaction": 10 * (len(own) - votes + 1) / len(own),
    }
    result = pd.DataFrame({name: np.floor(points[name] * 100 + 0.5) / 100 for name in POINTS}, index=own.index)
    result["total"] = result[list(POINTS)].sum(axis=1).round(2)
    result["rank"] = result["total"].rank(method="min", ascending=False).astype("int64")
    result["selected"] = result["rank"] <= 2
    result.reset_index().to_parquet(to / "written.parquet")
    return pl.read_parquet(to / "written.parquet")


TOTALS = ("cases", "fines", "major_cases", "key_polluters", "emissions")


def _read(folder: Path, name: str) -> pd.DataFrame:
    table = pd.read_parquet(folder / f"{name}.parquet")
    decimals = [column for column in table.columns if table[column].dtype == object]
    numbers = [column for column in decimals if not isinstance(table[column].iloc[0], str)]
    return table.astype(dict.fromkeys(numbers, "float64"))


def _folded(texts: pd.Series) -> pd.Series:
    return texts.str.replace(r"\s+", "", regex=True).str.lower()


def _supervision(folder: Path, own: pd.DataFrame) -> pd.Series:
    rows = _read(folder, "collective__supervision__commendations")
    best = rows.groupby(["candidate", _folded(rows["action"])])["points"].max()
    gains = best.groupby(level=0).sum().reindex(own.index, fill_value=0.0)
    deducted = _read(folder, "collective__supervision__deductions")
    losses = deducted.groupby("candidate")["points"].sum().reindex(own.index, fill_value=0.0)
    points = (gains.clip(upper=30) - losses.clip(upper=10)).clip(lower=0)
    return points.where(~own["supervision__integrity_problem"], 0.0)


def _team_building(own: pd.DataFrame) -> pd.Series:
    marks = sum(
        own[f"team_building__{name}_marks__{at}"] / 3 for name in ("reward", "safety", "liability") for at in (1, 2, 3)
    )
    checks = own["team_building__double_random_checks"]
    share = (own["team_building__platform_checks"] / checks.replace(0, 1)).clip(upper=1).where(checks != 0, 1.0)
    return marks + (10 * share).where(own["team_building__platform_connected"], 0.0)


def _case_files(folder: Path, own: pd.DataFrame) -> pd.Series:
    county = own["level"] == "county"
    points = 0
    for name, required in (("recommended", 5), ("drawn", 4)):
        rows = _read(folder, f"collective__case_files__{name}")
        counts = rows["published"]
        if name == "recommended":
            first = rows["row"].groupby([rows["candidate"], _folded(rows["number"])]).transform("min")
            counts &= rows["row"] == first
        mark = ((rows["marks__1"] + rows["marks__2"] + rows["marks__3"]) / 3).where(counts, 0.0)
        marks = mark.groupby(rows["candidate"]).sum().reindex(own.index, fill_value=0.0)
        points = points + 10 * marks / np.where(county, 3, required) / 100
    return points


def _daily_enforcement(folder: Path, own: pd.DataFrame, totals: dict[str, float]) -> pd.Series:
    facts = own.filter(like="daily_enforcement__").rename(columns=lambda name: name.removeprefix("daily_enforcement__"))
    share = (facts["key_polluters"] / totals["key_polluters"] + facts["emissions"] / totals["emissions"]) / 2

    def band(name: str) -> pd.Series:
        baseline = share * totals[name]
        linear = (5 * (facts[name] - 0.5 * baseline) / baseline.where(baseline != 0, 1.0)).clip(0, 5)
        return linear.where(baseline != 0, np.where(facts[name] > 0, 5.0, 0.0))

    short = np.floor((1 - facts["filing_rate"]) / 0.05 + 1e-9)
    lost = facts["untrue_entries"] + facts["late_entries"] + short + facts["modified_entries"]
    lost = lost + 2 * facts["provincial_criticisms"]
    rows = _read(folder, "collective__daily_enforcement__commendations")
    praise = rows.groupby("candidate")["points"].sum().reindex(own.index, fill_value=0.0)
    cases = (band("cases") - lost.clip(upper=5)).clip(lower=0)
    return cases + band("fines") + band("major_cases") + (praise + facts["typical_cases_adopted"]).clip(upper=5)


CONTENDER = Contender(
    name="pandas",
    starts_from="files",
    lacks=("exact", "explanations", "input checks", "another city without code"),
    most=1_000_000,
    prepare=Path,
    score=score,
)
