"""An outcome: the standings of every award, who left and why, and what people still have to decide."""

from collections.abc import Mapping
from fractions import Fraction

import attrs

from lianbing.errors import Fault
from lianbing.model.campaign import Candidate, Decision


@attrs.frozen(kw_only=True)
class CriterionScore:
    """What a candidate got for a criterion, exact.

    Attributes:
        id: The criterion.
        points: The points, before any rounding.
        most: The criterion's maximum.
        clause: The clause.
    """

    id: str
    points: Fraction
    most: Fraction
    clause: str


@attrs.frozen(kw_only=True)
class IndicatorScore:
    """What a candidate got for an indicator.

    Attributes:
        id: The indicator.
        points: The published points, rounded where the rulebook says.
        exact: The points before rounding.
        most: The indicator's maximum.
        criteria: Its parts.
    """

    id: str
    points: Fraction
    exact: Fraction
    most: Fraction
    criteria: tuple[CriterionScore, ...]


@attrs.frozen(kw_only=True)
class Standing:
    """A candidate's place in an award, with its score.

    Attributes:
        candidate: The candidate.
        rank: Its rank, from 1.
        total: The sum of the published points.
        exact: The sum of the exact points.
        selected: Whether it takes a place and keeps it.
        indicators: Its points, indicator by indicator.
    """

    candidate: Candidate
    rank: int
    total: Fraction
    exact: Fraction
    selected: bool
    indicators: tuple[IndicatorScore, ...]


@attrs.frozen(kw_only=True)
class Departure:
    """A candidate that left an award, and why.

    Attributes:
        candidate: The candidate.
        reason: Why, in the rulebook's words.
        clause: The clause.
        indicator: The indicator whose condition it is.
        condition: The condition's id.
    """

    candidate: Candidate
    reason: str
    clause: str
    indicator: str
    condition: str


@attrs.frozen(kw_only=True)
class Revocation:
    """An honour taken back after selection; its place stays empty.

    Attributes:
        candidate: The candidate.
        reason: Why.
        clause: The clause, where a rule took it back.
        decision: The decision, where people took it back.
    """

    candidate: Candidate
    reason: str
    clause: str = ""
    decision: Decision | None = None


@attrs.frozen(kw_only=True)
class UndecidedTie:
    """A tie across the last place that people have to decide.

    Attributes:
        places: How many places are left for the tied.
        candidates: The ids of the tied, sorted.
    """

    places: int
    candidates: tuple[str, ...]


@attrs.frozen(kw_only=True)
class AwardOutcome:
    """The result of one award.

    Attributes:
        id: The award.
        places: How many could win.
        standings: The candidates by rank, then id.
        excluded: Who left the award; one entry a condition, ordered by candidate id.
        revoked: Whose honour was taken back.
        needs_decision: The ties that people have to decide.
        settled: The decisions that settled a tie.
    """

    id: str
    places: int
    standings: tuple[Standing, ...]
    excluded: tuple[Departure, ...] = ()
    revoked: tuple[Revocation, ...] = ()
    needs_decision: tuple[UndecidedTie, ...] = ()
    settled: tuple[Decision, ...] = ()

    @property
    def selected(self) -> tuple[Standing, ...]:
        """The winners."""
        return tuple(each for each in self.standings if each.selected)

    def standing(self, candidate: str) -> Standing:
        """Give a candidate's standing.

        Raises:
            KeyError: No such candidate is in the standings.
        """
        for each in self.standings:
            if each.candidate.id == candidate:
                return each
        raise KeyError(candidate)


@attrs.frozen(kw_only=True)
class Outcome:
    """The result of a campaign.

    Attributes:
        rulebook: The rulebook's id.
        rulebook_sha256: The digest of the rulebook's file.
        campaign: The campaign's title.
        campaign_sha256: The digest of the campaign's files.
        readings: The option in force for each reading.
        awards: The results, in the order of the rulebook.
        plugins: The plugins that scored: name, distribution and version.
        warnings: What was found doubtful.
    """

    rulebook: str
    rulebook_sha256: str
    campaign: str
    campaign_sha256: str
    readings: Mapping[str, str]
    awards: tuple[AwardOutcome, ...]
    plugins: tuple[tuple[str, str, str], ...] = ()
    warnings: tuple[Fault, ...] = ()

    def award(self, id: str) -> AwardOutcome:
        """Give the result of one award.

        Raises:
            KeyError: There is no such award.
        """
        for each in self.awards:
            if each.id == id:
                return each
        raise KeyError(id)

    @property
    def needs_decision(self) -> bool:
        """Whether people still have to decide something."""
        return any(each.needs_decision for each in self.awards)
