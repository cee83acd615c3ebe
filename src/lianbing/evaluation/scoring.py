"""Scoring one award: who leaves it and why, and what everyone else gets for each indicator."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

import attrs

from lianbing.backends.exact import holds, value
from lianbing.evaluation.cohort import IndicatorCohort
from lianbing.formula.arithmetic import ZERO, quantized
from lianbing.model.campaign import Campaign, Candidate
from lianbing.model.outcome import AwardOutcome, CriterionScore, Departure, IndicatorScore
from lianbing.model.rulebook import Award, Indicator, Rounding, Rulebook


@attrs.frozen
class Field:
    """An award's candidates, ready to be scored.

    Attributes:
        award: The award.
        rounding: How points are rounded.
        candidates: All its candidates, ordered by id.
        cohorts: By indicator id, the cohort as its formulas see it.
        departures: Who leaves, by the condition that says so.
        revocations: Whose honour a condition takes back, were it selected.
    """

    award: Award
    rounding: Rounding
    candidates: tuple[Candidate, ...]
    cohorts: Mapping[str, IndicatorCohort]
    departures: tuple[Departure, ...]
    revocations: tuple[Departure, ...]

    @property
    def remaining(self) -> tuple[Candidate, ...]:
        """Those who stay."""
        gone = {each.candidate.id for each in self.departures}
        return tuple(each for each in self.candidates if each.id not in gone)

    def scores(self, candidate: Candidate) -> tuple[IndicatorScore, ...]:
        """Score a candidate that stays, indicator by indicator; those that only exclude give no score."""
        return tuple(
            score_of(indicator, self.cohorts[indicator.id], candidate, self.rounding)
            for indicator in self.award.indicators
            if indicator.scores
        )


def field_of(rulebook: Rulebook, award: Award, campaign: Campaign, before: Mapping[str, AwardOutcome]) -> Field:
    """Gather an award's candidates and find out who leaves.

    Args:
        rulebook: The rulebook.
        award: The award.
        campaign: The campaign.
        before: The outcomes of the awards that it reads.
    """
    candidates = campaign.of(award.id)
    evidence = {
        indicator.id: [(each, evidence_of(indicator, each, campaign, before)) for each in candidates]
        for indicator in award.indicators
    }
    everyone = frozenset(each.id for each in candidates)

    def cohorts(remaining: frozenset[str]) -> dict[str, IndicatorCohort]:
        return {
            name: IndicatorCohort(found, remaining, campaign.totals, campaign.evaluation_day)
            for name, found in evidence.items()
        }

    # Conditions see all candidates; scores see only those that the conditions leave.
    met = list(_conditions_met(award, candidates, cohorts(everyone)))
    departures = tuple(each for each, effect in met if effect == "exclude")
    revocations = tuple(each for each, effect in met if effect == "revoke")
    left = everyone - {each.candidate.id for each in departures}
    return Field(award, rulebook.rounding, candidates, cohorts(left), departures, revocations)


def evidence_of(
    indicator: Indicator, candidate: Candidate, campaign: Campaign, before: Mapping[str, AwardOutcome]
) -> object:
    """Give a candidate's evidence of an indicator: its own, or what the indicator derives of other awards."""
    if indicator.derive is None:
        return candidate.evidence[indicator.id]
    return indicator.derive(campaign, candidate, {name: before[name] for name in indicator.reads})


def _conditions_met(
    award: Award, candidates: tuple[Candidate, ...], cohorts: Mapping[str, IndicatorCohort]
) -> Iterator[tuple[Departure, str]]:
    for candidate in candidates:
        for indicator in award.indicators:
            for exclusion in indicator.scheme.exclusions:
                if holds(exclusion.when, cohorts[indicator.id].situation(candidate.id)):
                    condition = indicator.condition(exclusion.id)
                    departure = Departure(
                        candidate=candidate,
                        reason=condition.title,
                        clause=condition.clause,
                        indicator=indicator.id,
                        condition=condition.id,
                    )
                    yield departure, exclusion.effect


def score_of(indicator: Indicator, cohort: IndicatorCohort, candidate: Candidate, rounding: Rounding) -> IndicatorScore:
    """Score one indicator of one candidate."""
    situation = cohort.situation(candidate.id)
    criteria = tuple(
        CriterionScore(
            id=each.id,
            points=value(each.formula, situation),
            most=each.most,
            clause=indicator.criterion(each.id).clause,
        )
        for each in indicator.scheme.criteria
    )
    exact = sum((each.points for each in criteria), ZERO)
    return IndicatorScore(
        id=indicator.id,
        points=published(exact, rounding),
        exact=exact,
        most=indicator.points,
        criteria=criteria,
    )


def published(exact: Fraction, rounding: Rounding) -> Fraction:
    """Round the points of an indicator as the rulebook says."""
    return quantized(exact, rounding.step, rounding.mode) if rounding.step else exact
