"""River patrol: how far a team patrols its rivers in each quarter, its log, and the problems it handles in time."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Annotated, Literal, get_args

import attrs

import lianbing
from lianbing.formula import (
    Facts,
    Marks,
    Maxima,
    Name,
    Number,
    ParameterError,
    Points,
    Quantity,
    Rate,
    Scheme,
    cap,
    criterion,
    excludes,
    floor,
    least,
    panel,
    total,
    when,
)
from lianbing.language import Bilingual

Quarter = Literal["q1", "q2", "q3", "q4"]
QUARTERS: tuple[str, ...] = get_args(Quarter)


@attrs.frozen(kw_only=True)
class Patrol:
    """One patrol along a river."""

    river: Annotated[str, Name("河流", "river")]
    quarter: Annotated[Quarter, Name("季度", "quarter")]
    kilometres: Annotated[Quantity, Name("巡查公里数", "kilometres patrolled")]


@attrs.frozen(kw_only=True)
class RiverPatrolEvidence:
    """What a team did on its rivers in a year."""

    falsified: Annotated[bool, Name("巡查记录造假", "falsified patrol log")]
    log_marks: Annotated[Marks, Name("巡查记录评分", "marks for the patrol log")]
    handled: Annotated[Rate, Name("问题按期办结率", "share of problems handled in time")]
    patrols: Annotated[tuple[Patrol, ...], Name("巡查", "patrols")] = ()


@attrs.frozen(kw_only=True)
class RiverPatrol:
    """Patrols against the plan, by quarter, where a bad quarter may be forgiven.

    Attributes:
        planned: The kilometres to patrol in a quarter.
        weights: What each quarter weighs.
        counted: How many quarters count: all four, or three, and then the one that gives least is left out.
    """

    planned: Points
    weights: Mapping[str, Fraction]
    counted: int

    def scheme(self, facts: Facts[RiverPatrolEvidence], most: Maxima) -> Scheme:
        """Say how points come from facts."""
        wrong = list(self._wrong())
        if wrong:
            raise ExceptionGroup("parameters", wrong)
        return Scheme(
            criterion("patrols", self._patrols(facts, most.patrols), most=most.patrols),
            criterion("log", panel(facts.log_marks, most=most.log), most=most.log),
            criterion("handling", facts.handled * most.handling, most=most.handling),
            excludes("falsified", facts.falsified),
        )

    def _patrols(self, facts: Facts[RiverPatrolEvidence], most: Fraction) -> Number:
        first, *others = [self._quarter(facts, name) for name in QUARTERS]
        summed: Number = first
        for each in others:
            summed = summed + each
        reachable = sum(self.weights.values(), Fraction(0))
        if self.counted < len(QUARTERS):
            summed = summed - least(first, *others)
            reachable -= min(self.weights.values())
        # The cap and the floor change nothing: they are there for the proof, which forgets that the same quarters
        # stand on both sides of the minus.
        return cap(floor(summed / reachable * most), most)

    def _quarter(self, facts: Facts[RiverPatrolEvidence], name: str) -> Number:
        """Give the part of the plan that was patrolled in a quarter, at most all of it, by the quarter's weight."""
        patrols = facts.patrols
        done = total(patrols, when(patrols.quarter.is_(name), patrols.kilometres, 0))
        return cap(done / self.planned, 1) * self.weights[name]

    def _wrong(self) -> Iterator[ParameterError]:
        if self.planned <= 0:
            yield ParameterError(Bilingual("planned 应大于 0", "planned is to be above 0"), path=("planned",))
        if self.counted not in (3, 4):
            yield ParameterError(Bilingual("counted 应为 3 或 4", "counted is to be 3 or 4"), path=("counted",))
        if set(self.weights) != set(QUARTERS):
            names = ", ".join(QUARTERS)
            why = Bilingual(f"weights 应给出 {names}", f"weights is to give {names}")
            yield ParameterError(why, path=("weights",))
        for name, weight in self.weights.items():
            if weight <= 0:
                why = Bilingual("权重应大于 0", "a weight is to be above 0")
                yield ParameterError(why, path=("weights", name))


@lianbing.hookimpl
def lianbing_indicators() -> Iterable[lianbing.Indicator]:
    """Give the indicator of this distribution."""
    return [
        lianbing.Indicator(
            "river_patrol",
            evidence=RiverPatrolEvidence,
            rule=RiverPatrol,
            earns=("patrols.kilometres", "log_marks", "handled"),
        )
    ]
