"""Ratio to target: full marks where a target is reached, and less in proportion to what is short of it or beyond it."""

from collections.abc import Iterable, Iterator
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
    cap,
    criterion,
    evidence_class,
    floor,
    not_above_zero,
    refuse,
    when,
    written,
    wrong,
)


@attrs.frozen(kw_only=True)
class RatioToTarget:
    """Points by what was done against what was to be done.

    Attributes:
        title: How people call what was done; 完成值 where nothing is said.
        english: How it is called in English; the title where nothing is said.
        target: The target of all candidates; without it, each candidate states its own.
        direction: Whether more is better, as with inspections, or less, as with emissions.
        zero_below: Where more is better, the part of the target below which there are no points.
        zero_at: Where less is better, the part of the target, above 1, from which there are no points.
    """

    title: str = ""
    english: str = ""
    target: Points | None = None
    direction: Literal["more", "less"]
    zero_below: Points | None = None
    zero_at: Points | None = None

    def evidence(self) -> type:
        """Declare what was done, and the target where the rulebook sets none."""
        refuse(not_above_zero({"target": self.target}), self._wrong_more(), self._wrong_less())
        declared = {
            "actual": Declared(
                type="quantity", title=self.title or "完成值", english=self.english or self.title or "actual value"
            )
        }
        if self.target is None:
            declared["target"] = Declared(type="quantity", title="目标值", english="target")
        return evidence_class("RatioToTargetEvidence", declared)

    def scheme(self, facts: Facts[Any], most: Maxima) -> Scheme:
        """Say how points come from facts."""
        name, full = most.only()
        share = self._less(facts) if self.direction == "less" else self._more(facts)
        return Scheme(criterion(name, full * share, most=full))

    def _more(self, facts: Facts[Any]) -> Number:
        """Give the share of full marks: a target of 0 is reached by whatever was done."""
        reached = self._part(facts, 1)
        share = cap(reached, 1)
        return share if self.zero_below is None else when(reached < self.zero_below, 0, share)

    def _less(self, facts: Facts[Any]) -> Number:
        """Give the share of full marks: against a target of 0, anything at all is beyond every limit."""
        zero_at = self.zero_at or Points(0)
        reached = self._part(facts, when(facts.actual > 0, zero_at, 1))
        return cap(floor((zero_at - reached) / (zero_at - 1)), 1)

    def _part(self, facts: Facts[Any], otherwise: Number | int) -> Number:
        if self.target is not None:
            part: Number = facts.actual / self.target
        else:
            part = (facts.actual / facts.target).otherwise(otherwise)
        return part

    def _wrong_more(self) -> Iterator[ParameterError]:
        if self.direction == "more" and self.zero_at is not None:
            yield wrong("越多越好时没有 zero_at", "where more is better there is no zero_at", "zero_at")
        if self.zero_below is not None and not 0 < self.zero_below <= 1:
            found = written(self.zero_below)
            yield wrong(
                f"zero_below 应大于 0 且不大于 1，实为 {found}",
                f"zero_below is to be above 0 and at most 1, found {found}",
                "zero_below",
            )

    def _wrong_less(self) -> Iterator[ParameterError]:
        if self.direction != "less":
            return
        if self.zero_below is not None:
            yield wrong("越少越好时没有 zero_below", "where less is better there is no zero_below", "zero_below")
        if self.zero_at is None:
            yield wrong("越少越好时须有 zero_at", "where less is better, zero_at is needed", "zero_at")
        elif self.zero_at <= 1:
            found = written(self.zero_at)
            yield wrong(f"zero_at 应大于 1，实为 {found}", f"zero_at is to be above 1, found {found}", "zero_at")


@lianbing.hookimpl
def lianbing_indicators() -> Iterable[lianbing.Indicator]:
    """Give the indicator of this file."""
    return [lianbing.Indicator("ratio_to_target", rule=RatioToTarget)]
