"""The collective award as OpenFisca variables; lists are added up for it, and ranks are told to it."""

from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from benchmarks.contender import POINTS, Contender
from benchmarks.records import TOTALS
from benchmarks.rivals import polars_by_hand

YEAR = "2019"
CANDIDATE = build_entity("candidate", "candidates", "A candidate", is_person=True)
REVIEWERS = [f"{name}_marks__{at}" for name in ("reward", "safety", "liability") for at in (1, 2, 3)]
LOST = ("untrue_entries", "late_entries", "modified_entries", "provincial_criticisms")
FACTS = {
    **dict.fromkeys(TOTALS, "daily_enforcement__"),
    **dict.fromkeys((*LOST, "filing_rate", "typical_cases_adopted"), "daily_enforcement__"),
    **dict.fromkeys((*REVIEWERS, "platform_checks", "double_random_checks"), "team_building__"),
}
"""The facts of a candidate, each with the beginning of its column's name."""

SUMMED = ("gains", "losses", "praise", "recommended", "drawn")
TOLD = (*(f"city_{name}" for name in TOTALS), "size", "votes_rank")
FLAGS = {"county": "", "integrity_problem": "supervision__", "platform_connected": "team_building__"}


def _variable(name: str, kind: type, **formulas: Any) -> type[Variable]:
    stated = {"value_type": kind, "entity": CANDIDATE, "definition_period": DateUnit.YEAR}
    return type(name, (Variable,), {**stated, **formulas})


def _rounded(points: Any) -> Any:
    return np.floor(points * 100 + 0.5) / 100


def supervision(candidate: Any, period: Any) -> Any:
    """The best commendation of each action, less deductions."""
    points = np.minimum(30, candidate("gains", period)) - np.minimum(10, candidate("losses", period))
    return _rounded(np.where(candidate("integrity_problem", period), 0, np.maximum(0, points)))


def team_building(candidate: Any, period: Any) -> Any:
    """Three panels, and the share of checks on the platform."""
    marks = sum(candidate(name, period) for name in REVIEWERS) / 3
    checks = candidate("double_random_checks", period)
    share = np.minimum(1, candidate("platform_checks", period) / np.maximum(checks, 1))
    platform = 10 * np.where(checks == 0, 1, share)
    return _rounded(marks + np.where(candidate("platform_connected", period), platform, 0))


def case_files(candidate: Any, period: Any) -> Any:
    """The files recommended and those drawn."""
    county = candidate("county", period)
    recommended = candidate("recommended", period) / np.where(county, 3, 5)
    return _rounded((recommended + candidate("drawn", period) / np.where(county, 3, 4)) / 10)


def daily_enforcement(candidate: Any, period: Any) -> Any:
    """Three figures against the city's baseline, the first less bad filing, and commendations."""
    polluters = candidate("key_polluters", period) / candidate("city_key_polluters", period)
    share = (polluters + candidate("emissions", period) / candidate("city_emissions", period)) / 2

    def band(name: str) -> Any:
        found, baseline = candidate(name, period), share * candidate(f"city_{name}", period)
        linear = np.clip(5 * (found - baseline / 2) / np.where(baseline == 0, 1, baseline), 0, 5)
        return np.where(baseline == 0, np.where(found > 0, 5, 0), linear)

    short = np.floor((1 - candidate("filing_rate", period)) / 0.05 + 1e-6)
    lost = sum(candidate(name, period) for name in LOST) + candidate("provincial_criticisms", period) + short
    praise = np.minimum(5, candidate("praise", period) + candidate("typical_cases_adopted", period))
    cases = np.maximum(0, band("cases") - np.minimum(5, lost))
    return _rounded(cases + band("fines") + band("major_cases") + praise)


def public_satisfaction(candidate: Any, period: Any) -> Any:
    """Points by rank."""
    size = candidate("size", period)
    return _rounded(10 * (size - candidate("votes_rank", period) + 1) / size)


def total(candidate: Any, period: Any) -> Any:
    """All points."""
    return sum(candidate(name, period) for name in POINTS)


def prepare(folder: Path) -> tuple[TaxBenefitSystem, list[str], dict[str, np.ndarray]]:
    """Give arrays: facts, lists added up, ranks of the votes, and the city's totals on every row."""
    frame = polars_by_hand.joined(folder).with_columns(
        (pl.col("level") == "county").alias("county"),
        pl.len().alias("size"),
        pl.col("public_satisfaction__votes").rank("min", descending=True).alias("votes_rank"),
        *(pl.col(name).fill_null(0.0) for name in SUMMED),
    )
    columns = {name: f"{start}{name}" for name, start in (FACTS | FLAGS).items()}
    columns |= {name: name for name in (*SUMMED, *TOLD)}
    table = frame.select("candidate", *(pl.col(column).alias(name) for name, column in columns.items())).collect()
    arrays = {name: table[name].cast(pl.Boolean if name in FLAGS else pl.Float64).to_numpy() for name in columns}
    system = TaxBenefitSystem([CANDIDATE])
    for name in columns:
        system.add_variable(_variable(name, bool if name in FLAGS else float))
    for formula in (supervision, team_building, case_files, daily_enforcement, public_satisfaction, total):
        system.add_variable(_variable(formula.__name__, float, formula=formula))
    return system, table["candidate"].to_list(), arrays


def score(prepared: tuple[TaxBenefitSystem, list[str], dict[str, np.ndarray]], _: Path) -> pl.DataFrame:
    """Score; nothing ranks."""
    system, ids, arrays = prepared
    simulation = SimulationBuilder().build_default_simulation(system, count=len(ids))
    for name, values in arrays.items():
        simulation.set_input(name, YEAR, values)
    found = {name: simulation.calculate(name, YEAR) for name in (*POINTS, "total")}
    return pl.DataFrame({"candidate": ids, **{name: np.asarray(each, np.float64) for name, each in found.items()}})


CONTENDER = Contender(
    name="OpenFisca-Core",
    starts_from="arrays",
    lacks=("exact", "input checks", "child rows", "ranks"),
    most=1_000_000,
    prepare=prepare,
    score=score,
    remarks="float32; told the sums of the lists, the city's totals and the ranks; its trace is off",
)
