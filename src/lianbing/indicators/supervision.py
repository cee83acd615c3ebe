"""Supervision: the best commendation of each action, less deductions for conduct."""

from collections.abc import Iterable
from typing import Annotated, Literal

import attrs

import lianbing
from lianbing.formula import (
    Facts,
    Maxima,
    Name,
    Number,
    OptionNames,
    Points,
    Quantity,
    Scheme,
    best_of_each,
    cap,
    criterion,
    excludes,
    floor,
    total,
    when,
)


@attrs.frozen(kw_only=True)
class ActionCommendation:
    """A commendation earned in a supervision action."""

    action: Annotated[str, Name("强化监督行动", "action")]
    points: Annotated[Quantity, Name("得分", "points")]
    level: Annotated[str, Name("表扬级别", "level")] = ""


@attrs.frozen(kw_only=True)
class ConductDeduction:
    """A deduction for conduct in a supervision action."""

    kind: Annotated[
        Literal["disobedience", "discipline"],
        Name("种类", "kind"),
        OptionNames(
            disobedience=("不服从指挥调度", "disobeyed orders"), discipline=("不遵守组织纪律", "breach of discipline")
        ),
    ]
    points: Annotated[Quantity, Name("扣分", "points")]
    reason: Annotated[str, Name("原因", "reason")] = ""


@attrs.frozen(kw_only=True)
class SupervisionEvidence:
    """How a candidate did in supervision actions."""

    integrity_problem: Annotated[bool, Name("被查实存在廉洁问题", "proven integrity problem")]
    commendations: Annotated[tuple[ActionCommendation, ...], Name("通报表扬", "commendations")] = ()
    deductions: Annotated[tuple[ConductDeduction, ...], Name("扣分情形", "deductions")] = ()


@attrs.frozen(kw_only=True)
class Supervision:
    """Gains up to a limit, less deductions up to a limit, not below 0.

    Attributes:
        commendation_least: The fewest points of a commendation.
        commendation_most: The most points of a commendation.
        gains_most: What gains add up to at most.
        deduction_least: The fewest points of a deduction.
        deduction_most: The most points of a deduction.
        deductions_most: What deductions add up to at most.
        cap_order: Whether gains are capped before deductions are taken off, or what is left after it.
        integrity_effect: Whether an integrity problem makes the points 0, or removes the candidate.
    """

    commendation_least: Points
    commendation_most: Points
    gains_most: Points
    deduction_least: Points
    deduction_most: Points
    deductions_most: Points
    cap_order: Literal["cap_first", "deduct_first"]
    integrity_effect: Literal["zero", "exclude"]

    def scheme(self, facts: Facts[SupervisionEvidence], most: Maxima) -> Scheme:
        """Say how points come from facts."""
        points = self._points(facts)
        if self.integrity_effect == "zero":
            points = when(facts.integrity_problem, 0, points)
            return Scheme(criterion("supervision", points, most=most.supervision))
        return Scheme(
            criterion("supervision", points, most=most.supervision),
            excludes("integrity_problem", facts.integrity_problem),
        )

    def _points(self, facts: Facts[SupervisionEvidence]) -> Number:
        commendations, deductions = facts.commendations, facts.deductions
        earned = commendations.points.within(self.commendation_least, self.commendation_most)
        lost = deductions.points.within(self.deduction_least, self.deduction_most)
        gains = best_of_each(commendations, commendations.action, earned)
        losses = cap(total(deductions, lost), self.deductions_most)
        if self.cap_order == "cap_first":
            return floor(cap(gains, self.gains_most) - losses)
        return floor(cap(gains - losses, self.gains_most))


@lianbing.hookimpl
def lianbing_indicators() -> Iterable[lianbing.Indicator]:
    """Give the indicator of this file."""
    return [
        lianbing.Indicator(
            "supervision",
            evidence=SupervisionEvidence,
            rule=Supervision,
            earns=("commendations.points",),
            deducts=("deductions.points",),
        )
    ]
