"""Public satisfaction: points by rank of votes or performance, less deductions for complaints."""

from collections.abc import Iterable
from typing import Annotated, Literal

import attrs

import lianbing
from lianbing.formula import (
    Count,
    Facts,
    Maxima,
    Name,
    Number,
    Quantity,
    Scheme,
    criterion,
    floor,
    rank_points,
    share_of_greatest,
    total,
)


@attrs.frozen(kw_only=True)
class Complaint:
    """A complaint of the public that was found to weigh."""

    points: Annotated[Quantity, Name("扣分", "points")]
    reason: Annotated[str, Name("原因", "reason")] = ""


@attrs.frozen(kw_only=True)
class PublicSatisfactionEvidence:
    """What the public thinks of a candidate's enforcement."""

    votes: Annotated[Count | None, Name("得票数", "votes")] = None
    performance: Annotated[Quantity | None, Name("实际工作表现", "work performance")] = None
    complaints: Annotated[tuple[Complaint, ...], Name("群众投诉", "complaints")] = ()


@attrs.frozen(kw_only=True)
class PublicSatisfaction:
    """Points by rank, or in proportion to the best.

    Attributes:
        measure: What is ranked.
        rank_points: Whether points fall in equal steps by rank, or are a share of the greatest.
        deduct_complaints: Whether complaints take points off, not below 0.
    """

    measure: Literal["votes", "performance"]
    rank_points: Literal["linear", "share"]
    deduct_complaints: bool

    def scheme(self, facts: Facts[PublicSatisfactionEvidence], most: Maxima) -> Scheme:
        """Say how points come from facts."""
        measured = facts.votes if self.measure == "votes" else facts.performance
        points: Number = (
            rank_points(measured, most=most.public_satisfaction)
            if self.rank_points == "linear"
            else most.public_satisfaction * share_of_greatest(measured)
        )
        if self.deduct_complaints:
            points = floor(points - total(facts.complaints, facts.complaints.points))
        return Scheme(criterion("public_satisfaction", points, most=most.public_satisfaction))


@lianbing.hookimpl
def lianbing_indicators() -> Iterable[lianbing.Indicator]:
    """Give the indicator of this file."""
    return [
        lianbing.Indicator(
            "public_satisfaction",
            evidence=PublicSatisfactionEvidence,
            rule=PublicSatisfaction,
            earns=("votes", "performance"),
            deducts=("complaints.points",),
        )
    ]
