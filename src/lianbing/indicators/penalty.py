"""Penalty: points taken off the total for what is counted, each thing and the whole up to a limit."""

from collections.abc import Iterable
from typing import Any

import attrs

import lianbing
from lianbing.formula import (
    Counted,
    Facts,
    Maxima,
    Scheme,
    cap,
    criterion,
    evidence_class,
    facts_of,
    refuse,
    sum_of,
    wrong_counts,
    wrong_names,
)


@attrs.frozen(kw_only=True)
class Penalty:
    """Points for things; the criterion's points are their limit, where the rulebook states one.

    Attributes:
        things: What is counted, each with the points of one.
    """

    things: tuple[Counted, ...]

    def evidence(self) -> type:
        """Declare a count, or a list, of each thing."""
        refuse(wrong_names(things=self.things), wrong_counts(things=self.things))
        return evidence_class("PenaltyEvidence", facts_of("tally", self.things))

    def scheme(self, facts: Facts[Any], most: Maxima) -> Scheme:
        """Say how points come from facts."""
        name = most.only_id()
        limit = most.get(name)
        points = sum_of([each.worth(facts) for each in self.things])
        return Scheme(criterion(name, points if limit is None else cap(points, limit), most=limit))


@lianbing.hookimpl
def lianbing_indicators() -> Iterable[lianbing.Indicator]:
    """Give the indicator of this file."""
    return [lianbing.Indicator("penalty", rule=Penalty, effect="penalty")]
