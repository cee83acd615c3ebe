"""Training results: how many of a unit's nominees were selected, and how many are new to it."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Annotated, Literal

import attrs

import lianbing
from lianbing.formula import (
    Count,
    Facts,
    Maxima,
    Name,
    Number,
    Points,
    Scheme,
    all_of,
    cap,
    criterion,
    share_of_greatest,
    total,
    when,
)

Record = Literal["never", "never_selected", "selected"]


@attrs.frozen(kw_only=True)
class Selection:
    """Candidates of the unit that were selected at one level."""

    kind: Annotated[str, Name("类别", "kind")]
    level: Annotated[Literal["city", "province", "ministry"], Name("级别", "level")]
    count: Annotated[Count, Name("入选数量", "count")]
    source: Annotated[str, Name("来源", "source")] = ""


@attrs.frozen(kw_only=True)
class Nominee:
    """A candidate that the unit nominated and that was not excluded."""

    candidate: Annotated[str, Name("候选编号", "candidate")]
    kind: Annotated[str, Name("类别", "kind")]
    name: Annotated[str, Name("名称", "name")]
    record: Annotated[Record, Name("历次参加情况", "record")]


@attrs.frozen(kw_only=True)
class TrainingResultsEvidence:
    """What became of a unit's nominees, taken from the other awards and from what the campaign states."""

    selections: Annotated[tuple[Selection, ...], Name("入选情况", "selections")] = ()
    nominees: Annotated[tuple[Nominee, ...], Name("推荐候选", "nominees")] = ()


@attrs.frozen(kw_only=True)
class TrainingResults:
    """Points for selections, by weight, and for nominees without an honour so far.

    Attributes:
        method: Whether weighted selections are a share of the cohort's greatest, or points up to the maximum.
        weights: What one selection weighs, by level and kind.
        never: Points for a nominee that never took part in a campaign above the city.
        never_selected: Points for one that took part but was never selected.
    """

    method: Literal["normalised", "capped"]
    weights: Mapping[str, Mapping[str, Points]]
    never: Points
    never_selected: Points

    def scheme(self, facts: Facts[TrainingResultsEvidence], most: Maxima) -> Scheme:
        """Say how points come from facts."""
        weighted = total(facts.selections, facts.selections.count * self._weight(facts))
        if self.method == "normalised":
            selections: Number = most.selections * share_of_greatest(weighted)
        else:
            selections = cap(weighted, most.selections)
        record = facts.nominees.record
        otherwise = when(record.is_("never_selected"), self.never_selected, 0)
        participation = total(facts.nominees, when(record.is_("never"), self.never, otherwise))
        return Scheme(
            criterion("selections", selections, most=most.selections),
            criterion("participation", cap(participation, most.participation), most=most.participation),
        )

    def _weight(self, facts: Facts[TrainingResultsEvidence]) -> Number | Fraction:
        """Give the weight of a row; 0 for a level and kind that the rulebook does not weigh."""
        weight: Number | Fraction = Fraction(0)
        row = facts.selections
        weighed = [(level, kind, points) for level, of in self.weights.items() for kind, points in of.items()]
        for level, kind, points in reversed(weighed):  # the last one asked about comes first
            weight = when(all_of(row.level.is_(level), row.kind.is_(kind)), points, weight)
        return weight


def results(
    campaign: lianbing.Campaign, candidate: lianbing.Candidate, awards: Mapping[str, lianbing.AwardOutcome]
) -> TrainingResultsEvidence:
    """Take a unit's results from the awards that were read, and from the campaign's outcomes and history."""
    return TrainingResultsEvidence(
        selections=tuple(_selections(campaign, candidate, awards)),
        nominees=tuple(
            Nominee(candidate=each.id, kind=kind, name=each.name, record=_record(campaign, kind, each))
            for kind, each in _nominees(candidate, awards)
        ),
    )


def _selections(
    campaign: lianbing.Campaign, unit: lianbing.Candidate, awards: Mapping[str, lianbing.AwardOutcome]
) -> Iterator[Selection]:
    for kind, award in awards.items():
        for each in award.selected:
            if each.candidate.unit == unit.id:
                yield Selection(kind=kind, level="city", count=1, source=each.candidate.name)
    for outcome in campaign.outcomes:
        if outcome.unit == unit.id:
            yield Selection(kind=outcome.kind, level=outcome.level, count=outcome.count, source="[[outcome]]")


def _nominees(
    unit: lianbing.Candidate, awards: Mapping[str, lianbing.AwardOutcome]
) -> Iterator[tuple[str, lianbing.Candidate]]:
    for kind, award in awards.items():
        for each in award.standings:  # the excluded ones are not among them
            if each.candidate.unit == unit.id:
                yield kind, each.candidate


def _record(campaign: lianbing.Campaign, kind: str, nominee: lianbing.Candidate) -> Record:
    own = [each for each in campaign.history if each.kind == kind and _plain(each.name) == _plain(nominee.name)]
    if not own:
        return "never"
    return "selected" if any(each.selected for each in own) else "never_selected"


def _plain(name: str) -> str:
    """Drop white space, which pads short names in official lists."""
    return "".join(name.split())


@lianbing.hookimpl
def lianbing_indicators() -> Iterable[lianbing.Indicator]:
    """Give the indicator of this file."""
    return [
        lianbing.Indicator(
            "training_results",
            evidence=TrainingResultsEvidence,
            rule=TrainingResults,
            derive=results,
            earns=("selections.count",),
        )
    ]
