"""Rank: points by the place that a value has among the candidates compared, in equal steps or by a table."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, Literal

import attrs

import lianbing
from lianbing.formula import (
    Declared,
    Facts,
    Maxima,
    Number,
    ParameterError,
    Points,
    Scheme,
    criterion,
    evidence_class,
    not_within,
    rank_in_cohort,
    rank_points,
    refuse,
    tiers,
    written,
    wrong,
)


@attrs.frozen(kw_only=True)
class RankedPoints:
    """Points by rank; equal values share the better one.

    Attributes:
        title: How people call the value; 数值 where nothing is said.
        english: How it is called in English; the title where nothing is said.
        best: Which value is the first.
        method: Equal steps from full marks for the first down, or a table of points.
        table: The points of each rank, from the first down.
        otherwise: The points below the table; 0 where nothing is said.
    """

    title: str = ""
    english: str = ""
    best: Literal["greatest", "least"]
    method: Literal["linear", "table"]
    table: tuple[Points, ...] = ()
    otherwise: Points | None = None

    def evidence(self) -> type:
        """Declare the value."""
        refuse(self._wrong_table())
        value = Declared(type="number", title=self.title or "数值", english=self.english or self.title or "value")
        return evidence_class("RankEvidence", {"value": value})

    def scheme(self, facts: Facts[Any], most: Maxima) -> Scheme:
        """Say how points come from facts."""
        value: Number = facts.value if self.best == "greatest" else 0 - facts.value
        if self.method == "linear":
            name, full = most.only()
            return Scheme(criterion(name, rank_points(value, most=full), most=full))
        name = most.only_id()
        limit = most.get(name)
        refuse(
            not_within(dict(enumerate(self.table)), limit, "table"),
            not_within({"otherwise": self.otherwise or Points(0)}, limit),
        )
        return Scheme(criterion(name, self._by_table(value), most=limit))

    def _by_table(self, value: Number) -> Number:
        first, *later = (*self.table, self.otherwise or 0)
        return tiers(rank_in_cohort(value), *enumerate(later, start=2), otherwise=first)

    def _wrong_table(self) -> Iterator[ParameterError]:
        if self.method == "linear":
            if self.table:
                yield wrong("按名次等差计分，没有 table", "equal steps have no table", "table")
            if self.otherwise is not None:
                yield wrong("按名次等差计分，没有 otherwise", "equal steps have no otherwise", "otherwise")
            return
        if not self.table:
            yield wrong("按表计分须有 table", "the method by table needs a table", "table")
        for at, (better, worse) in enumerate(pairwise(self.table), start=1):
            if worse > better:
                yield self._rises(worse, better, "table", at)
        if self.table and (self.otherwise or 0) > self.table[-1]:
            yield self._rises(self.otherwise or Points(0), self.table[-1], "otherwise")

    def _rises(self, worse: Points, better: Points, *path: str | int) -> ParameterError:
        return wrong(
            f"名次靠后的得分 {written(worse)} 高于前一名次的 {written(better)}",
            f"a worse rank gets {written(worse)}, more than the {written(better)} of the rank before it",
            *path,
        )


@lianbing.hookimpl
def lianbing_indicators() -> Iterable[lianbing.Indicator]:
    """Give the indicator of this file."""
    return [lianbing.Indicator("rank", rule=RankedPoints)]
