"""Weights on trial: how an award would be ranked if its indicators counted for more or for less.

A trial weight ``w`` of an indicator whose maximum is ``p`` makes its exact points ``w / p`` times what they are; then
the rulebook's rounding is applied, as it is to the result. Bonuses and penalties keep their points, whoever left stays
out, and the award's own rule ranks. Nobody is selected: a trial is no result.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction

import attrs

from lianbing.errors import Fault, InputError, Place, fault, nearest
from lianbing.evaluation.scoring import published
from lianbing.evaluation.selection import in_ranks
from lianbing.formula.arithmetic import ZERO
from lianbing.formula.domain import written
from lianbing.language import Bilingual
from lianbing.model.award import Award, Group, Indicator
from lianbing.model.campaign import Candidate
from lianbing.model.outcome import AwardOutcome, IndicatorScore, Standing
from lianbing.model.rulebook import Rounding


@attrs.frozen(kw_only=True)
class TrialStanding:
    """A candidate's place under weights on trial.

    Attributes:
        candidate: The candidate.
        group: The group that it is ranked in; empty where there are none.
        before: Its rank in the result; None in a group that is only scored.
        rank: Its rank under the trial; None likewise.
        total: The total of the rounded points.
        exact: The total of the exact points.
        points: The rounded points by indicator; those of a penalty are below 0.
    """

    candidate: Candidate
    group: str
    before: int | None
    rank: int | None
    total: Fraction
    exact: Fraction
    points: Mapping[str, Fraction]


def weighable(award: Award) -> tuple[Indicator, ...]:
    """Give the indicators whose weights can be tried, in the rulebook's order.

    Those are the ones that make up the award's maximum. There are none where the total is made by a formula of its
    own: its limits and scales belong to the stated weights, so that under others it would mean something else.
    """
    if award.total_formula is not None:
        return ()
    return tuple(each for each in award.indicators if each.scores and each.effect == "score" and each.points)


def most_weight(award: Award) -> Fraction:
    """Give the greatest weight that can be tried: the award's maximum, or an indicator's that lies above it."""
    return max([award.points, *(each.points for each in weighable(award) if each.points is not None)])


def trial(
    award: Award, outcome: AwardOutcome, rounding: Rounding, weights: Mapping[str, Fraction]
) -> tuple[TrialStanding, ...]:
    """Rank an award anew under other weights.

    Args:
        award: The award.
        outcome: Its result.
        rounding: How points are rounded.
        weights: By indicator, the maximum that is tried, from 0 to `most_weight`; an indicator that is not named keeps
            its own.

    Returns:
        The standings by group, rank, then id; those who left the award stay out.

    Raises:
        InputError: The award's total is made by a formula, an indicator is not to be weighed, or a weight is out of
            its range; all of it is told.
    """
    wrong = tuple(_faults(award, weights))
    if wrong:
        raise InputError(wrong)
    tried = [_tried(each, award, rounding, weights) for each in outcome.standings]
    before = {each.candidate.id: each.rank for each in outcome.standings}
    groups: tuple[Group | None, ...] = award.groups or (None,)
    return tuple(
        _standing(each, before[each.candidate.id])
        for group in groups
        for each in in_ranks(
            [each for each in tried if group is None or each.group == group.id],
            award.ranking,
            counted=group is None or group.ranked,
        )
    )


def _tried(standing: Standing, award: Award, rounding: Rounding, weights: Mapping[str, Fraction]) -> Standing:
    scores = tuple(_weighed(each, award, rounding, weights) for each in standing.indicators)
    return attrs.evolve(
        standing,
        indicators=scores,
        total=sum((each.points for each in scores), ZERO),
        exact=sum((each.exact for each in scores), ZERO),
    )


def _weighed(
    score: IndicatorScore, award: Award, rounding: Rounding, weights: Mapping[str, Fraction]
) -> IndicatorScore:
    stated = award.indicator(score.id).points
    if score.id not in weights or stated is None:
        return score
    exact = score.exact * weights[score.id] / stated
    return attrs.evolve(score, points=published(exact, rounding), exact=exact, most=weights[score.id])


def _standing(tried: Standing, before: int | None) -> TrialStanding:
    return TrialStanding(
        candidate=tried.candidate,
        group=tried.group,
        before=before,
        rank=tried.rank,
        total=tried.total,
        exact=tried.exact,
        points={each.id: each.points for each in tried.indicators},
    )


def _faults(award: Award, weights: Mapping[str, Fraction]) -> Iterator[Fault]:
    place = Place(record=award.id)
    if award.total_formula is not None:
        why = Bilingual(
            "总分另有算法，不能试算分值", "its total is made by a formula of its own: weights cannot be tried"
        )
        yield fault("wrong_call", place, why=why)
        return
    known = [each.id for each in weighable(award)]
    for name, weight in weights.items():
        if name not in known:
            why = Bilingual(f"“{name}”不是可以试算分值的指标", f"“{name}” is no indicator whose weight can be tried")
            yield fault("wrong_call", place, suggestion=nearest(name, known), why=why)
        elif not 0 <= weight <= most_weight(award):
            most = written(most_weight(award))
            why = Bilingual(
                f"“{name}”试算的分值应在 0 到 {most} 之间，现为 {written(weight)}",
                f"the weight of “{name}” is to lie from 0 to {most}, found {written(weight)}",
            )
            yield fault("wrong_call", place, why=why)
