"""Tiers: points by the highest tier that a value reaches."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any

import attrs

import lianbing
from lianbing.formula import (
    Declared,
    Facts,
    Maxima,
    ParameterError,
    Points,
    Scheme,
    criterion,
    evidence_class,
    not_within,
    refuse,
    tiers,
    written,
    wrong,
)


@attrs.frozen(kw_only=True)
class TieredPoints:
    """Points by tier.

    Attributes:
        title: How people call the value; 数值 where nothing is said.
        english: How it is called in English; the title where nothing is said.
        tiers: The tiers, each ``{from = 80, points = 5}``, their starts rising.
        otherwise: The points below all tiers.
        above: Whether a tier is reached only above its start, not at it.
    """

    title: str = ""
    english: str = ""
    tiers: tuple[Mapping[str, Points], ...]
    otherwise: Points = Fraction(0)
    above: bool = False

    def evidence(self) -> type:
        """Declare the value."""
        refuse(self._wrong_tiers())
        refuse(self._wrong_starts())
        value = Declared(type="number", title=self.title or "数值", english=self.english or self.title or "value")
        return evidence_class("TiersEvidence", {"value": value})

    def scheme(self, facts: Facts[Any], most: Maxima) -> Scheme:
        """Say how points come from facts."""
        name = most.only_id()
        limit = most.get(name)
        refuse(
            not_within({"otherwise": self.otherwise}, limit),
            *(not_within({"points": each["points"]}, limit, "tiers", at) for at, each in enumerate(self.tiers)),
        )
        rising = ((each["from"], each["points"]) for each in self.tiers)
        points = tiers(facts.value, *rising, otherwise=self.otherwise, above=self.above)
        return Scheme(criterion(name, points, most=limit))

    def _wrong_tiers(self) -> Iterator[ParameterError]:
        if not self.tiers:
            yield wrong("tiers 不能为空", "tiers cannot be empty", "tiers")
        for at, each in enumerate(self.tiers):
            if set(each) != {"from", "points"}:
                found = ", ".join(each) or "-"
                yield wrong(
                    f"每档有 from 和 points，实为 {found}", f"a tier has from and points, found {found}", "tiers", at
                )

    def _wrong_starts(self) -> Iterator[ParameterError]:
        for at, (low, high) in enumerate(pairwise(each["from"] for each in self.tiers), start=1):
            if low >= high:
                yield wrong(
                    f"各档起点须递增，{written(high)} 不大于前一档的 {written(low)}",
                    f"the starts of tiers rise; {written(high)} is not above {written(low)} before it",
                    *("tiers", at, "from"),
                )


@lianbing.hookimpl
def lianbing_indicators() -> Iterable[lianbing.Indicator]:
    """Give the indicator of this file."""
    return [lianbing.Indicator("tiers", rule=TieredPoints)]
