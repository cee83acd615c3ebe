"""The cohort: what formulas may ask of the other candidates of an award, answered once for all of them."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from lianbing.backends import compiled
from lianbing.formula.ladder import Ladder
from lianbing.formula.nodes import Number, RegionTotal
from lianbing.formula.situation import Situation
from lianbing.model.campaign import Candidate


class IndicatorCohort:
    """The cohort as the formulas of one indicator see it.

    Args:
        everyone: The award's candidates that have evidence of the indicator, with it; excluded ones too.
        remaining: The ids of the candidates that are left after ineligible and vetoed ones have gone.
        totals: The campaign's totals by region and name.
        evaluation_day: The campaign's evaluation day.
    """

    def __init__(
        self,
        everyone: Sequence[tuple[Candidate, object]],
        remaining: frozenset[str],
        totals: Mapping[str, Mapping[str, Fraction]],
        evaluation_day: date,
    ) -> None:
        self._situations = {
            candidate.id: Situation(evidence, self, evaluation_day, candidate.level) for candidate, evidence in everyone
        }
        self._left = remaining
        self._remaining = [situation for name, situation in self._situations.items() if name in remaining]
        self._totals = totals
        self._ladders: dict[Number, Ladder] = {}
        self._regions: dict[RegionTotal, Fraction] = {}

    @property
    def everyone(self) -> Mapping[str, Situation]:
        """By candidate, what its formulas are evaluated in; excluded ones too."""
        return self._situations

    @property
    def remaining(self) -> frozenset[str]:
        """The ids of the candidates that are compared with."""
        return self._left

    def stated(self, node: RegionTotal) -> Fraction | None:
        """Give a region's total that the campaign states; None where it states none."""
        return self._totals.get(node.region, {}).get(node.name)

    def situation(self, candidate: str) -> Situation | None:
        """Give what a candidate's formulas are evaluated in; None where there is no evidence of it."""
        return self._situations.get(candidate)

    def size(self) -> int:
        """How many candidates the cohort has."""
        return len(self._remaining)

    def sum(self, node: Number) -> Fraction:
        """The sum of a formula over the cohort."""
        return self._ladder(node).total

    def greatest(self, node: Number) -> Fraction:
        """The greatest value of a formula in the cohort; 0 in an empty one."""
        return self._ladder(node).greatest

    def above(self, node: Number, own: Fraction) -> int:
        """How many candidates of the cohort have a greater value than this."""
        return self._ladder(node).above(own)

    def region_total(self, node: RegionTotal) -> Fraction:
        """The campaign's total of a region, or the sum over all candidates of the award."""
        if node not in self._regions:
            stated = self.stated(node)
            self._regions[node] = stated if stated is not None else self._summed(node)
        return self._regions[node]

    def _summed(self, node: RegionTotal) -> Fraction:
        assert node.inner is not None, "the checks refuse a campaign that lacks such a total"
        return Ladder.of(compiled.pairs((node.inner,), each) for each in self._situations.values()).total

    def _ladder(self, node: Number) -> Ladder:
        if node not in self._ladders:
            self._ladders[node] = Ladder.of(compiled.pairs((node,), each) for each in self._remaining)
        return self._ladders[node]
