"""Evaluating a campaign: award after award, from lawful records to standings and explanations."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Literal

import attrs

from lianbing.backends.exact import explain
from lianbing.checks.campaign import faults_of
from lianbing.errors import Fault, InputError, Place, errors_of, fault, nearest
from lianbing.evaluation.order import in_order
from lianbing.evaluation.scoring import Field, field_of, published
from lianbing.evaluation.selection import select
from lianbing.evaluation.totals import explained_total
from lianbing.formula.arithmetic import ZERO
from lianbing.formula.explanation import Explanation
from lianbing.formula.scheme import Exhibit
from lianbing.formula.situation import MissingFactError, Situation
from lianbing.model.award import Indicator
from lianbing.model.campaign import Campaign, Candidate
from lianbing.model.explained import (
    ExplainedCondition,
    ExplainedCriterion,
    ExplainedIndicator,
    ExplainedScore,
)
from lianbing.model.outcome import AwardOutcome, Outcome, Standing
from lianbing.model.rulebook import Rulebook


@attrs.frozen
class Evaluation:
    """A campaign evaluated once: its outcome, and the explanation of every score that is asked for.

    Attributes:
        rulebook: The rulebook.
        campaign: The campaign.
        fields: By award, its candidates ready to be scored.
        outcomes: By award, its result.
        warnings: What was found doubtful.
    """

    rulebook: Rulebook
    campaign: Campaign
    fields: Mapping[str, Field] = attrs.field(repr=False)
    outcomes: Mapping[str, AwardOutcome] = attrs.field(repr=False)
    warnings: tuple[Fault, ...]

    @classmethod
    def of(cls, rulebook: Rulebook, campaign: Campaign) -> "Evaluation":
        """Evaluate a campaign.

        Raises:
            InputError: Records are not lawful under the rulebook; all their faults are told.
            RulebookError: The awards need each other in a circle.
        """
        wrong = errors_of(faults_of(rulebook, campaign))
        if wrong:
            raise InputError(wrong)
        fields: dict[str, Field] = {}
        outcomes: dict[str, AwardOutcome] = {}
        warnings = [*rulebook.warnings, *campaign.warnings]
        for award in in_order(rulebook):
            fields[award.id] = field_of(rulebook, award, campaign, outcomes)
            outcomes[award.id], found = select(fields[award.id], campaign)
            if errors_of(found):
                raise InputError(errors_of(found))
            warnings += found
        return cls(rulebook, campaign, fields, outcomes, tuple(warnings))

    @property
    def outcome(self) -> Outcome:
        """The result of the campaign."""
        return Outcome(
            rulebook=self.rulebook.id,
            rulebook_sha256=self.rulebook.sha256,
            campaign=self.campaign.title,
            campaign_sha256=self.campaign.sha256,
            readings=self.rulebook.chosen,
            awards=tuple(self.outcomes[award.id] for award in self.rulebook.awards),
            plugins=self.rulebook.plugins,
            partial=self.campaign.partial,
            reviews=self.campaign.reviews,
            warnings=self.warnings,
        )

    def explain(self, award: str, candidate: str) -> ExplainedScore:
        """Explain one candidate's score, down to facts and clauses.

        Raises:
            InputError: There is no such award or candidate.
        """
        if award not in self.fields:
            known = [each.id for each in self.rulebook.awards]
            unknown = fault("unknown_award", name=award, known=", ".join(known), suggestion=nearest(award, known))
            raise InputError([unknown])
        field, outcome = self.fields[award], self.outcomes[award]
        own = next((each for each in field.candidates if each.id == candidate), None)
        if own is None:
            suggestion = nearest(candidate, [each.id for each in field.candidates])
            raise InputError([fault("unknown_candidate", Place(), award=award, name=candidate, suggestion=suggestion)])
        standing = next((each for each in outcome.standings if each.candidate.id == candidate), None)
        return ExplainedScore(
            award=field.award,
            candidate=own,
            standing=standing,
            departures=tuple(each for each in outcome.excluded if each.candidate.id == candidate),
            revocation=next((each for each in outcome.revoked if each.candidate.id == candidate), None),
            indicators=tuple(_explained(self.rulebook, field, own, each, standing) for each in field.award.indicators),
            total=None if standing is None else explained_total(field.award, own, standing.indicators),
        )


def evaluate(rulebook: Rulebook, campaign: Campaign) -> Outcome:
    """Score a campaign.

    Raises:
        InputError: Records are not lawful under the rulebook; all their faults are told.
        RulebookError: The awards need each other in a circle.
    """
    return Evaluation.of(rulebook, campaign).outcome


def explain_score(rulebook: Rulebook, campaign: Campaign, award: str, candidate: str) -> ExplainedScore:
    """Explain one candidate's score, down to facts and clauses; for many of them, `Evaluation` evaluates once.

    Raises:
        InputError: There is no such award or candidate, or records are not lawful.
    """
    return Evaluation.of(rulebook, campaign).explain(award, candidate)


def figures(rulebook: Rulebook, campaign: Campaign) -> Mapping[str, Mapping[str, Mapping[str, Fraction]]]:
    """Give the figures that a panel is shown under an id, by award, candidate and id.

    Raises:
        InputError: Records are not lawful under the rulebook; all their faults are told.
        RulebookError: The awards need each other in a circle.
    """
    fields = Evaluation.of(rulebook, campaign).fields
    return {
        name: {candidate.id: dict(_figures(field, candidate)) for candidate in field.candidates}
        for name, field in fields.items()
    }


def _figures(field: Field, candidate: Candidate) -> Iterator[tuple[str, Fraction]]:
    for indicator in field.award.indicators:
        situation = field.situation(indicator, candidate)
        for each in indicator.scheme.exhibits if situation is not None else ():
            value = _exhibited(each, situation).value if each.id and situation is not None else None
            if isinstance(value, Fraction):
                yield each.id, value


def _explained(
    rulebook: Rulebook, field: Field, candidate: Candidate, indicator: Indicator, standing: Standing | None
) -> ExplainedIndicator:
    everyone = field.cohorts.situation(indicator, candidate)
    situation = field.situation(indicator, candidate)
    criteria = tuple(_criteria(indicator, situation)) if standing is not None and situation is not None else ()
    sign = -1 if indicator.effect == "penalty" else 1
    exact = sign * sum((each.points for each in criteria), ZERO) if criteria else None
    marked: Literal["scored", "not_marked"] = "scored" if everyone is not None else "not_marked"
    inapplicable = (indicator.id, candidate.id) in field.inapplicable
    return ExplainedIndicator(
        indicator=indicator,
        exact=exact,
        points=None if exact is None else published(exact, field.rounding),
        criteria=criteria,
        conditions=() if situation is None else tuple(_conditions(indicator, situation)),
        exhibits=()
        if situation is None
        else tuple((each.label, _exhibited(each, situation)) for each in indicator.scheme.exhibits),
        defaults=candidate.defaults.get(indicator.id, ()),
        readings={name: rulebook.chosen[name] for name in indicator.readings},
        applies=() if everyone is None else tuple(explain(each.when, everyone) for each in indicator.scheme.applies),
        state="not_applicable" if inapplicable else marked,
    )


def _exhibited(exhibit: Exhibit, situation: Situation) -> Explanation:
    """Explain a figure that the panel is shown; one that lacks a fact has no value."""
    try:
        return explain(exhibit.formula, situation)
    except MissingFactError:
        return Explanation(exhibit.formula, None)


def _criteria(indicator: Indicator, situation: Situation) -> Iterator[ExplainedCriterion]:
    for each in indicator.scheme.criteria:
        stated = indicator.criterion(each.id)
        yield ExplainedCriterion(
            id=each.id,
            title=stated.title,
            clause=stated.clause,
            most=each.most,
            explanation=explain(each.formula, situation),
        )


def _conditions(indicator: Indicator, situation: Situation) -> Iterator[ExplainedCondition]:
    for each in indicator.scheme.exclusions:
        stated = indicator.condition(each.id)
        yield ExplainedCondition(
            id=each.id,
            title=stated.title,
            clause=stated.clause,
            effect=each.effect,
            explanation=explain(each.when, situation),
            grade=stated.grade,
            demotes=stated.demotes,
        )
