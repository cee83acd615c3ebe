"""The collective award as a plain loop over decimals for these rules alone."""

from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.contender import POINTS, Contender
from benchmarks.records import REQUIRED, city_totals, folded, ranked, records

ZERO, ONE, TWO, THREE, FIVE, TEN = (Decimal(each) for each in (0, 1, 2, 3, 5, 10))
CENT = Decimal("0.01")
TWENTIETH = Decimal("0.05")
HALF = Decimal("0.5")


def score(people: list[dict[str, Any]], _: Path) -> pl.DataFrame:
    """Score, rank and select."""
    totals = city_totals(people)
    staying = [each for each in people if each["key_polluter_list_published"]]
    votes = ranked({each["candidate"]: each["votes"] for each in staying})
    size = len(staying)
    rows: dict[str, list[Decimal]] = {}
    for each in staying:
        points = (
            supervision(each),
            team_building(each),
            case_files(each),
            daily_enforcement(each, totals),
            TEN * (size - votes[each["candidate"]] + 1) / size,
        )
        rows[each["candidate"]] = [point.quantize(CENT, ROUND_HALF_UP) for point in points]
    summed = {name: sum(points, ZERO) for name, points in rows.items()}
    ranks = ranked(summed)
    selected = {name: rank <= 2 for name, rank in ranks.items()}
    return pl.DataFrame(
        {
            "candidate": list(rows),
            **{name: [float(points[at]) for points in rows.values()] for at, name in enumerate(POINTS)},
            "total": [float(each) for each in summed.values()],
            "rank": list(ranks.values()),
            "selected": list(selected.values()),
        }
    )


def supervision(own: dict[str, Any]) -> Decimal:
    """The best commendation of each action, less deductions."""
    if own["integrity_problem"]:
        return ZERO
    best: dict[str, Decimal] = {}
    for row in own["actions"]:
        action = folded(row["action"])
        best[action] = max(best.get(action, ZERO), row["points"])
    losses = min(TEN, sum((row["points"] for row in own["deductions"]), ZERO))
    return max(ZERO, min(Decimal(30), sum(best.values(), ZERO)) - losses)


def team_building(own: dict[str, Any]) -> Decimal:
    """Three panels, and the share of checks on the platform."""
    marks = sum((own[f"{name}_marks__{at}"] for name in ("reward", "safety", "liability") for at in (1, 2, 3)), ZERO)
    platform = ZERO
    if own["platform_connected"]:
        checks = own["double_random_checks"]
        platform = TEN if checks == 0 else TEN * min(ONE, own["platform_checks"] / Decimal(checks))
    return marks / THREE + platform


def case_files(own: dict[str, Any]) -> Decimal:
    """The files recommended and those drawn, each half of the points."""
    points = ZERO
    for name, required in zip(("recommended", "drawn"), REQUIRED[own["level"]], strict=True):
        marks, seen = ZERO, set[str]()
        for row in own[name]:
            number = folded(row["number"])
            if row["published"] and (name == "drawn" or number not in seen):
                marks += (row["marks__1"] + row["marks__2"] + row["marks__3"]) / THREE
            seen.add(number)
        points += TEN * marks / required / 100
    return points


def daily_enforcement(own: dict[str, Any], totals: dict[str, Any]) -> Decimal:
    """Three figures against the city's baseline, the first less bad filing, and commendations."""
    share = (own["key_polluters"] / Decimal(totals["key_polluters"]) + own["emissions"] / totals["emissions"]) / TWO
    cases, fines, major = (band(Decimal(own[name]), share * totals[name]) for name in ("cases", "fines", "major_cases"))
    short = ((ONE - own["filing_rate"]) / TWENTIETH).to_integral_value(ROUND_FLOOR)
    lost = own["untrue_entries"] + own["late_entries"] + short + own["modified_entries"]
    lost += 2 * own["provincial_criticisms"]
    praise = own["typical_cases_adopted"] + sum((row["points"] for row in own["praise"]), ZERO)
    return max(ZERO, cases - min(FIVE, lost)) + fines + major + min(FIVE, praise)


def band(found: Decimal, baseline: Decimal) -> Decimal:
    """Nothing up to half of the baseline, 5 from one and a half times on."""
    if baseline == 0:
        return FIVE if found > 0 else ZERO
    return min(FIVE, max(ZERO, FIVE * (found - HALF * baseline) / baseline))


CONTENDER = Contender(
    name="Decimal loop",
    starts_from="records",
    lacks=("exact", "explanations", "input checks", "another city without code"),
    most=100_000,
    prepare=records,
    score=score,
)
