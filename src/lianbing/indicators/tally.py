"""Tally: points for what is counted, less those for what counts against; from 0 upward, or from full marks down."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any, Literal

import attrs

import lianbing
from lianbing.formula import (
    Counted,
    Facts,
    Maxima,
    Number,
    ParameterError,
    Points,
    Scheme,
    cap,
    criterion,
    evidence_class,
    facts_of,
    floor,
    not_above_zero,
    number,
    refuse,
    sum_of,
    wrong,
    wrong_counts,
    wrong_names,
)


@attrs.frozen(kw_only=True)
class Tally:
    """Points for things, less points for others, never below 0.

    Attributes:
        things: What earns points, each with those of one.
        deductions: What loses points, each with those of one.
        deductions_most: What the deductions add up to at most; no limit where nothing is said.
        start: Whether one starts at 0 and earns, or starts at full marks and only loses.
    """

    things: tuple[Counted, ...] = ()
    deductions: tuple[Counted, ...] = ()
    deductions_most: Points | None = None
    start: Literal["zero", "full"] = "zero"

    def evidence(self) -> type:
        """Declare a count, or a list, of each thing and each deduction."""
        lists = {"things": self.things, "deductions": self.deductions}
        # One of the two may be empty; which one, depends on the start.
        named = {name: things for name, things in lists.items() if things}
        refuse(wrong_names(**named), wrong_counts(**named), self._wrong())
        return evidence_class("TallyEvidence", facts_of("tally", (*self.things, *self.deductions)))

    def scheme(self, facts: Facts[Any], most: Maxima) -> Scheme:
        """Say how points come from facts."""
        name = most.only_id()
        limit = most.of(name) if self.start == "full" else most.get(name)
        earned = self._earned(facts, limit)
        if not self.deductions:
            return Scheme(criterion(name, earned, most=limit))
        lost = sum_of([each.worth(facts) for each in self.deductions])
        if self.deductions_most is not None:
            lost = cap(lost, self.deductions_most)
        return Scheme(criterion(name, floor(earned - lost), most=limit))

    def _earned(self, facts: Facts[Any], limit: Fraction | None) -> Number:
        gains = sum_of([each.worth(facts) for each in self.things])
        if limit is None:
            return gains
        return number(limit) if self.start == "full" else cap(gains, limit)

    def _wrong(self) -> Iterator[ParameterError]:
        yield from not_above_zero({"deductions_most": self.deductions_most})
        if self.start == "zero" and not self.things:
            yield wrong("从 0 分起计须有 things", "what starts at 0 needs things that earn points", "things")
        if self.start == "full" and not self.deductions:
            yield wrong("从满分起计须有 deductions", "what starts at full marks needs deductions", "deductions")
        if self.start == "full" and self.things:
            yield wrong("从满分起计只扣分，没有 things", "what starts at full marks only loses: no things", "things")


@lianbing.hookimpl
def lianbing_indicators() -> Iterable[lianbing.Indicator]:
    """Give the indicator of this file."""
    return [lianbing.Indicator("tally", rule=Tally)]
