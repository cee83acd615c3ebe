"""Award results: what a unit's candidates reached in other awards, as facts of formulas that the rulebook writes."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Annotated

import attrs

import lianbing
from lianbing.formula import (
    Count,
    Facts,
    Maxima,
    Name,
    Points,
    Scheme,
    Scope,
    Texts,
)


@attrs.frozen(kw_only=True)
class Result:
    """What one candidate of the unit reached in an award."""

    award: Annotated[str, Name("奖项", "award")]
    candidate: Annotated[str, Name("候选", "candidate")]
    total: Annotated[Fraction, Name("总分", "total")]
    rank: Annotated[Count, Name("名次", "rank")]
    selected: Annotated[bool, Name("入选", "selected")]


@attrs.frozen(kw_only=True)
class AwardResultsEvidence:
    """What the unit's candidates reached in the awards that the indicator reads; excluded ones are left out."""

    results: Annotated[tuple[Result, ...], Name("本单位各候选的成绩", "results of the unit's candidates")] = ()


@attrs.frozen(kw_only=True)
class AwardResults:
    """Formulas over the results of other awards.

    Attributes:
        values: Numbers by name, to be used in formulas.
        parts: Formulas by name, to be used in those below them and in all others.
        tests: Conditions by name, likewise.
        points: What the indicator's only criterion is worth: ``cap(count(results.selected) * 5, most)``.
        criteria: What each criterion is worth, where there are several.
    """

    values: Mapping[str, Points] = attrs.field(factory=dict)
    parts: Mapping[str, str] = attrs.field(factory=dict)
    tests: Mapping[str, str] = attrs.field(factory=dict)
    points: str = ""
    criteria: Mapping[str, str] = attrs.field(factory=dict)

    def scheme(self, facts: Facts[AwardResultsEvidence], most: Maxima) -> Scheme:
        """Read the formulas; what is wrong with them is told together."""
        levels = facts.candidate_level.options
        texts = Texts(Scope({"results": facts.results}, calendar=facts.work_calendar, levels=levels))
        texts.define(self.values, self.parts, self.tests)
        criteria = list(texts.criteria(self.points, self.criteria, most))
        texts.finish()
        return Scheme(*criteria)


def results(
    campaign: lianbing.Campaign, candidate: lianbing.Candidate, awards: Mapping[str, lianbing.AwardOutcome]
) -> AwardResultsEvidence:
    """Take what the unit's candidates reached from the awards that were read; an unranked one has rank 0."""
    return AwardResultsEvidence(
        results=tuple(
            Result(
                award=name,
                candidate=each.candidate.id,
                total=each.total,
                rank=each.rank or 0,
                selected=each.selected,
            )
            for name, award in awards.items()
            for each in award.standings
            if each.candidate.unit == candidate.unit
        )
    )


@lianbing.hookimpl
def lianbing_indicators() -> Iterable[lianbing.Indicator]:
    """Give the indicator of this file."""
    return [lianbing.Indicator("award_results", evidence=AwardResultsEvidence, rule=AwardResults, derive=results)]
