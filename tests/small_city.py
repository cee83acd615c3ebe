"""A small city for tests: two awards, one plugin of its own, and campaigns made in Python."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Annotated

import attrs

import lianbing
from lianbing.formula import (
    Count,
    Facts,
    Maxima,
    Name,
    Points,
    Quantity,
    Scheme,
    cap,
    criterion,
    excludes,
    rank_in_cohort,
    region_total,
    revokes,
    share_of_greatest,
    size_of_cohort,
)


@attrs.frozen(kw_only=True)
class Evidence:
    """Made-up facts."""

    cases: Annotated[Count, Name("案件数", "cases")] = 0
    fines: Annotated[Quantity, Name("罚款", "fines")] = Fraction(0)
    barred: Annotated[bool, Name("取消资格", "barred")] = False
    late_report: Annotated[bool, Name("事后举报", "late report")] = False


@attrs.frozen(kw_only=True)
class Work:
    """Points for cases as they are, and for fines beside the greatest."""

    each: Points = Fraction(1)
    by_share: bool = False

    def scheme(self, facts: Facts[Evidence], most: Maxima) -> Scheme:
        """Score cases and fines."""
        whole = region_total("city", "cases", zh="全市案件", en="the city's cases", otherwise_sum_of=facts.cases)
        fines = share_of_greatest(facts.fines) * most.fines if self.by_share else cap(facts.fines, most.fines)
        return Scheme(
            criterion("cases", cap(facts.cases * self.each, most.cases), most=most.cases),
            criterion("fines", fines, most=most.fines),
            excludes("barred", facts.barred),
            revokes("late_report", facts.late_report & (whole + rank_in_cohort(facts.cases) + size_of_cohort() > 0)),
        )


@lianbing.hookimpl
def lianbing_indicators() -> list[lianbing.Indicator]:
    """Offer the one indicator of the small city."""
    return [lianbing.Indicator("small_work", evidence=Evidence, rule=Work, earns=("cases", "fines"))]


RULEBOOK = """
[rulebook]
id = "small-city"
title = "小城"
[rulebook.source]
title = "小城规则"
year = 2019
[rounding]
step = "0.01"
mode = "ROUND_HALF_UP"
[ranking]
on = "published"
ties = "competition"
undecided = "decision"
[[award]]
id = "team"
title = "集体"
places = 2
points = 20
clause = "1"
[[award.indicator]]
id = "work"
plugin = "small_work"
title = "工作"
points = 20
clause = "1.1"
criterion = [
    {id = "cases", title = "案件", points = 10, clause = "1.1.1"},
    {id = "fines", title = "罚款", points = 10, clause = "1.1.2"},
]
condition = [
    {id = "barred", title = "已取消资格", clause = "1.2"},
    {id = "late_report", title = "事后查实", clause = "1.3"},
]
"""


def rulebook(folder: Path, text: str = RULEBOOK, readings: Mapping[str, str] | None = None) -> lianbing.Rulebook:
    """Load a rulebook of the small city."""
    path = folder / "small-city.toml"
    path.write_text(text, "utf-8")
    registry = lianbing.Registry.load(["tests.small_city"], entry_points=False)
    return lianbing.load_rulebook(path, registry=registry, readings=readings)


def candidate(id: str, cases: int = 0, fines: object = 0, **flags: bool) -> lianbing.Candidate:
    """Make a candidate of the award ``team``."""
    evidence = Evidence(cases=cases, fines=fines, **flags)  # type: ignore[arg-type]  # some tests give what is wrong
    return lianbing.Candidate(id=id, award="team", name=id.upper(), unit="u", evidence={"work": evidence})


def campaign(*candidates: lianbing.Candidate, decisions: tuple[lianbing.Decision, ...] = ()) -> lianbing.Campaign:
    """Make a campaign of the small city."""
    return lianbing.Campaign(
        title="小城 2019", evaluation_day=date(2019, 11, 20), candidates=candidates, decisions=decisions
    )


def decision(kind: str, name: str) -> lianbing.Decision:
    """Make a decision about a candidate of the award ``team``."""
    return lianbing.Decision(
        kind=kind,  # type: ignore[arg-type]
        award="team",
        candidate=name,
        date=date(2019, 11, 22),
        by="领导小组",
        reason="会议决定",
    )
