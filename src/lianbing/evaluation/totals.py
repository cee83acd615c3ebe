"""Totals: what the points of the indicators come to, by the award's own formula where it has one."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

import attrs

from lianbing.backends.compiled import value
from lianbing.backends.exact import explain
from lianbing.evaluation.cohort import IndicatorCohort
from lianbing.evaluation.scoring import published
from lianbing.formula.arithmetic import ZERO
from lianbing.formula.explanation import Explanation
from lianbing.formula.situation import Situation
from lianbing.model.award import Award
from lianbing.model.campaign import Candidate
from lianbing.model.outcome import IndicatorScore
from lianbing.model.rulebook import Rounding


@attrs.frozen
class Points:
    """The points of a candidate's indicators, as the facts that a total's formula reads.

    Attributes:
        by_name: By indicator, its points, a penalty's as what it takes off; by ``<indicator>.applies``, whether it
            applies.
    """

    by_name: Mapping[str, Fraction | bool]

    def __getattr__(self, name: str) -> Fraction | bool:
        try:
            return self.by_name[name]
        except KeyError:
            raise AttributeError(name) from None


def totals_of(
    award: Award, candidate: Candidate, scores: tuple[IndicatorScore, ...], rounding: Rounding
) -> tuple[Fraction, Fraction]:
    """Give the total of the published points, and that of the exact ones."""
    if award.total_formula is None:
        return sum((each.points for each in scores), ZERO), sum((each.exact for each in scores), ZERO)
    of_published = value(award.total_formula, _situation(candidate, {each.id: each.points for each in scores}, scores))
    of_exact = value(award.total_formula, _situation(candidate, {each.id: each.exact for each in scores}, scores))
    return published(of_published, rounding), of_exact


def explained_total(award: Award, candidate: Candidate, scores: tuple[IndicatorScore, ...]) -> Explanation | None:
    """Explain how the published points make the total; None where it is their sum."""
    if award.total_formula is None:
        return None
    return explain(award.total_formula, _situation(candidate, {each.id: each.points for each in scores}, scores))


def _situation(candidate: Candidate, points: Mapping[str, Fraction], scores: tuple[IndicatorScore, ...]) -> Situation:
    applies = {f"{each.id}.applies": each.state != "not_applicable" for each in scores}
    amounts = {each.id: abs(points[each.id]) for each in scores}
    # A total asks nothing of other candidates or of the day: the loader refuses one that does.
    return Situation(
        Points({**amounts, **applies}), IndicatorCohort((), frozenset(), {}, date.min), date.min, candidate.level
    )
