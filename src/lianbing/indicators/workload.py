"""Workload: how many inspections and cases a person took part in, measured against the other candidates."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Annotated, Literal

import attrs

import lianbing
from lianbing.formula import (
    Count,
    Facts,
    Maxima,
    Name,
    Number,
    Scheme,
    criterion,
    rank_points,
    share_of_greatest,
)


@attrs.frozen(kw_only=True)
class WorkloadEvidence:
    """What a person took part in as a main officer."""

    inspections: Annotated[Count, Name("现场检查次数", "inspections")] = 0
    cases: Annotated[Count, Name("办理案件数量", "cases handled")] = 0


@attrs.frozen(kw_only=True)
class Workload:
    """Points for each count.

    Attributes:
        method: Whether points are a share of the greatest count, or fall in equal steps by rank.
    """

    method: Literal["share", "linear"]

    def scheme(self, facts: Facts[WorkloadEvidence], most: Maxima) -> Scheme:
        """Say how points come from facts."""
        return Scheme(
            criterion("inspections", self._points(facts.inspections, most.inspections), most=most.inspections),
            criterion("cases", self._points(facts.cases, most.cases), most=most.cases),
        )

    def _points(self, found: Number, most: Fraction) -> Number:
        return rank_points(found, most=most) if self.method == "linear" else most * share_of_greatest(found)


@lianbing.hookimpl
def lianbing_indicators() -> Iterable[lianbing.Indicator]:
    """Give the indicator of this file."""
    return [lianbing.Indicator("workload", evidence=WorkloadEvidence, rule=Workload, earns=("inspections", "cases"))]
