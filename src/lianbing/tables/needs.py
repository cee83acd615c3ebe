"""What has to be worked out before a formula can be a column: sums over lists, and what is asked of the cohort."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from lianbing.formula.nodes import (
    BestOfEach,
    CohortGreatest,
    CohortRank,
    CohortSize,
    CohortSum,
    Count,
    CountDistinct,
    Node,
    RegionTotal,
    SumOfBest,
    SumOver,
    children,
)
from lianbing.formula.shorthand import Shorthand, spelt_out

OverRows = Count | CountDistinct | SumOver | BestOfEach | SumOfBest
OfCohort = CohortSum | CohortGreatest | CohortSize | CohortRank | RegionTotal
Worked = OverRows | OfCohort
"""What is worked out before the formula that reads it."""

OVER_ROWS = (Count, CountDistinct, SumOver, BestOfEach, SumOfBest)
OF_COHORT = (CohortSum, CohortGreatest, CohortSize, CohortRank, RegionTotal)


@lru_cache(maxsize=65_536)
def needed(node: Node) -> tuple[Worked, ...]:
    """Give what a formula needs worked out, what others need first before them."""
    found: dict[Worked, None] = {}
    for part in children(spelt_out(node) if isinstance(node, Shorthand) else node):
        found.update(dict.fromkeys(needed(part)))
    if isinstance(node, Worked):
        found[node] = None
    return tuple(found)


@lru_cache(maxsize=65_536)
def asks_cohort(node: Node) -> bool:
    """Tell whether a formula asks anything of the cohort or the region."""
    return any(isinstance(each, OF_COHORT) for each in needed(node))


@lru_cache(maxsize=65_536)
def level(node: Worked) -> int:
    """Tell how many turns it takes until all that a formula needs is there: 1 where it needs but facts."""
    below = [level(each) for each in needed(node) if each != node]
    return 1 + max(below, default=0)


def in_turns(nodes: Sequence[Worked]) -> Iterator[list[Worked]]:
    """Give what is to be worked out turn by turn."""
    by_level: dict[int, dict[Worked, None]] = {}
    for node in nodes:
        by_level.setdefault(level(node), {})[node] = None
    for turn in sorted(by_level):
        yield list(by_level[turn])
