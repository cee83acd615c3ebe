"""Scoring one award: who leaves it and why, and what everyone else gets for each indicator."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import attrs

from lianbing.backends.compiled import holds, pairs
from lianbing.evaluation.cohort import IndicatorCohort
from lianbing.formula.arithmetic import ZERO, quantized
from lianbing.formula.situation import Situation
from lianbing.model.award import Award, Indicator
from lianbing.model.campaign import Campaign, Candidate
from lianbing.model.outcome import AwardOutcome, CriterionScore, Departure, IndicatorScore
from lianbing.model.rulebook import Rounding, Rulebook

Everyone = Mapping[str, Sequence[tuple[Candidate, object]]]
"""By indicator, the award's candidates that have evidence of it."""


@attrs.frozen
class Cohorts:
    """By indicator, the cohorts that its formulas see: one for all candidates of the award, or one a group.

    Attributes:
        award: The award.
        by_group: By indicator and group, the cohort; the group is empty where all are compared.
    """

    award: Award
    by_group: Mapping[tuple[str, str], IndicatorCohort]

    def situation(self, indicator: Indicator, candidate: Candidate) -> Situation | None:
        """Give what an indicator's formulas are evaluated in for a candidate; None where it has no evidence."""
        cohort = self.by_group[indicator.id, compared_group(self.award, candidate)]
        return cohort.situation(candidate.id)


@attrs.frozen
class Field:
    """An award's candidates, ready to be scored.

    Attributes:
        award: The award.
        rounding: How points are rounded.
        candidates: All its candidates, ordered by id.
        cohorts: The cohorts as the formulas of the indicators see them.
        departures: Who leaves, by the condition that says so.
        revocations: Whose honour a condition takes back, were it selected.
        limits: Whose grade a condition limits.
        inapplicable: The indicators that do not apply, with the candidates.
    """

    award: Award
    rounding: Rounding
    candidates: tuple[Candidate, ...]
    cohorts: Cohorts
    departures: tuple[Departure, ...]
    revocations: tuple[Departure, ...]
    limits: tuple[Departure, ...]
    inapplicable: frozenset[tuple[str, str]]

    @property
    def remaining(self) -> tuple[Candidate, ...]:
        """Those who stay."""
        gone = {each.candidate.id for each in self.departures}
        return tuple(each for each in self.candidates if each.id not in gone)

    def situation(self, indicator: Indicator, candidate: Candidate) -> Situation | None:
        """Give what an indicator's formulas are evaluated in for a candidate; None where it is not scored."""
        if (indicator.id, candidate.id) in self.inapplicable:
            return None
        return self.cohorts.situation(indicator, candidate)

    def scores(self, candidate: Candidate) -> tuple[IndicatorScore, ...]:
        """Score a candidate that stays, indicator by indicator; those that only exclude give no score."""
        return tuple(self._score(indicator, candidate) for indicator in self.award.indicators if indicator.scores)

    def _score(self, indicator: Indicator, candidate: Candidate) -> IndicatorScore:
        situation = self.situation(indicator, candidate)
        if situation is not None:
            return score_of(indicator, situation, self.rounding)
        return not_scored(indicator, applies=(indicator.id, candidate.id) not in self.inapplicable)


def not_scored(indicator: Indicator, *, applies: bool) -> IndicatorScore:
    """Give the score of an indicator that does not apply to a candidate, or is not marked yet: nothing."""
    return IndicatorScore(
        id=indicator.id,
        points=ZERO,
        exact=ZERO,
        most=indicator.points,
        criteria=(),
        effect=indicator.effect,
        state="not_marked" if applies else "not_applicable",
    )


def compared_group(award: Award, candidate: Candidate) -> str:
    """Give the group whose candidates a candidate is compared with; empty where it is all of them."""
    return award.group_id(candidate.level, candidate.unit) if award.cohort == "group" else ""


def field_of(rulebook: Rulebook, award: Award, campaign: Campaign, before: Mapping[str, AwardOutcome]) -> Field:
    """Gather an award's candidates and find out who leaves.

    Args:
        rulebook: The rulebook.
        award: The award.
        campaign: The campaign.
        before: The outcomes of the awards that it reads.
    """
    candidates = campaign.of(award.id)
    everyone = {
        indicator.id: [
            (each, found)
            for each in candidates
            if (found := evidence_of(indicator, each, campaign, before)) is not None
        ]
        for indicator in award.indicators
    }
    all_in = {indicator.id: frozenset(each.id for each in candidates) for indicator in award.indicators}
    # Conditions see all candidates; scores see only those that the conditions leave and the indicator applies to.
    first = _cohorts(award, everyone, all_in, campaign)
    inapplicable = frozenset(_inapplicable(award, candidates, first))
    met = list(_conditions_met(award, candidates, first, inapplicable))
    departures = tuple(each for each, effect in met if effect == "exclude")
    gone = {each.candidate.id for each in departures}
    compared = set() if award.cohort == "everyone" else gone
    left = {
        indicator.id: frozenset(
            each.id for each in candidates if each.id not in compared and (indicator.id, each.id) not in inapplicable
        )
        for indicator in award.indicators
    }
    return Field(
        award,
        rulebook.rounding,
        candidates,
        _cohorts(award, everyone, left, campaign),
        departures,
        tuple(each for each, effect in met if effect == "revoke"),
        tuple(each for each, effect in met if effect == "limit" and each.candidate.id not in gone),
        inapplicable,
    )


def _cohorts(award: Award, everyone: Everyone, remaining: Mapping[str, frozenset[str]], campaign: Campaign) -> Cohorts:
    groups = [each.id for each in award.groups] if award.groups and award.cohort == "group" else [""]
    by_group = {}
    for name, found in everyone.items():
        for group in groups:
            own = frozenset(
                each.id for each, _ in found if each.id in remaining[name] and compared_group(award, each) == group
            )
            by_group[name, group] = IndicatorCohort(found, own, campaign.totals, campaign.evaluation_day)
    return Cohorts(award, by_group)


def evidence_of(
    indicator: Indicator, candidate: Candidate, campaign: Campaign, before: Mapping[str, AwardOutcome]
) -> object:
    """Give a candidate's evidence of an indicator: its own, or what the indicator derives of other awards.

    None where it has none, because the indicator is for other groups or was not marked yet.
    """
    if indicator.derive is None:
        return candidate.evidence.get(indicator.id)
    return indicator.derive(campaign, candidate, {name: before[name] for name in indicator.reads})


def _inapplicable(award: Award, candidates: tuple[Candidate, ...], cohorts: Cohorts) -> Iterator[tuple[str, str]]:
    """Tell which indicators do not apply to which candidates: by group, or as their schemes say."""
    for indicator in award.indicators:
        for candidate in candidates:
            situation = cohorts.situation(indicator, candidate)
            if not award.is_for(indicator, candidate.level, candidate.unit) or (
                situation is not None and not all(holds(each.when, situation) for each in indicator.scheme.applies)
            ):
                yield indicator.id, candidate.id


def _conditions_met(
    award: Award, candidates: tuple[Candidate, ...], cohorts: Cohorts, inapplicable: frozenset[tuple[str, str]]
) -> Iterator[tuple[Departure, str]]:
    for candidate in candidates:
        for indicator in award.indicators:
            situation = cohorts.situation(indicator, candidate)
            if situation is None or (indicator.id, candidate.id) in inapplicable:
                continue
            for exclusion in indicator.scheme.exclusions:
                if holds(exclusion.when, situation):
                    condition = indicator.condition(exclusion.id)
                    departure = Departure(
                        candidate=candidate,
                        reason=condition.title,
                        clause=condition.clause,
                        indicator=indicator.id,
                        condition=condition.id,
                    )
                    yield departure, exclusion.effect


def score_of(indicator: Indicator, situation: Situation, rounding: Rounding) -> IndicatorScore:
    """Score one indicator of one candidate."""
    found = pairs(tuple(each.formula for each in indicator.scheme.criteria), situation)
    return score_from(indicator, found, rounding)


def score_from(indicator: Indicator, found: Sequence[int], rounding: Rounding) -> IndicatorScore:
    """Make the score of what the criteria are worth, given as numerators and denominators in their order."""
    criteria = tuple(
        CriterionScore(
            id=each.id,
            points=Fraction(numerator, denominator),
            most=each.most,
            clause=indicator.criterion(each.id).clause,
        )
        for each, numerator, denominator in zip(indicator.scheme.criteria, found[::2], found[1::2], strict=True)
    )
    exact = sum((each.points for each in criteria), ZERO)
    sign = -1 if indicator.effect == "penalty" else 1
    return IndicatorScore(
        id=indicator.id,
        points=sign * published(exact, rounding),
        exact=sign * exact,
        most=indicator.points,
        criteria=criteria,
        effect=indicator.effect,
    )


def published(exact: Fraction, rounding: Rounding) -> Fraction:
    """Round points as the rulebook says."""
    return quantized(exact, rounding.step, rounding.mode) if rounding.step else exact
