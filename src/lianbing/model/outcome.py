"""An outcome: the standings of every award, who left and why, and what people still have to decide."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

import attrs

from lianbing.errors import Fault
from lianbing.model.award import Effect
from lianbing.model.campaign import Candidate, Decision, ReviewSource


@attrs.frozen(kw_only=True)
class CriterionScore:
    """What a candidate got for a criterion, exact.

    Attributes:
        id: The criterion.
        points: The points, before any rounding; those of a penalty are what it takes off.
        most: The criterion's maximum; None where it has none.
        clause: The clause.
    """

    id: str
    points: Fraction
    most: Fraction | None
    clause: str


@attrs.frozen(kw_only=True)
class IndicatorScore:
    """What a candidate got for an indicator.

    Attributes:
        id: The indicator.
        points: The published points, rounded where the rulebook says; those of a penalty are below 0.
        exact: The points before rounding.
        most: The indicator's maximum; None where it has none.
        criteria: Its parts.
        effect: What its points do.
        state: Whether it was scored, does not apply to the candidate, or is not marked yet in a partial campaign.
    """

    id: str
    points: Fraction
    exact: Fraction
    most: Fraction | None
    criteria: tuple[CriterionScore, ...]
    effect: Effect = "score"
    state: Literal["scored", "not_applicable", "not_marked"] = "scored"


@attrs.frozen(kw_only=True)
class Shortfall:
    """A score or grade that a candidate needs to take a place, and does not have.

    Attributes:
        indicator: The indicator; empty for the total.
        needed: The points that are needed; for a grade, the total that gives it.
        found: The points that it has.
        grade: The grade that is needed, where it is one.
        clause: The clause.
    """

    indicator: str
    needed: Fraction
    found: Fraction
    grade: str | None = None
    clause: str = ""


@attrs.frozen(kw_only=True)
class Departure:
    """A candidate that left an award, or whose grade was limited, and why.

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
class Standing:
    """A candidate's place in an award, with its score.

    Attributes:
        candidate: The candidate.
        rank: Its rank within its group, from 1; None in a group that is only scored.
        total: The total of the published points.
        exact: The total of the exact points.
        selected: Whether it takes a place and keeps it.
        indicators: Its points, indicator by indicator.
        group: The group that it is ranked in; empty where there are none.
        grade: The grade; None where the award gives none or the total reaches none.
        limits: The conditions that limited the grade.
        shortfalls: What it lacks to take a place at all.
    """

    candidate: Candidate
    rank: int | None
    total: Fraction
    exact: Fraction
    selected: bool
    indicators: tuple[IndicatorScore, ...]
    group: str = ""
    grade: str | None = None
    limits: tuple[Departure, ...] = ()
    shortfalls: tuple[Shortfall, ...] = ()


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
        group: The group they are ranked in; empty where there are none.
    """

    places: int
    candidates: tuple[str, ...]
    group: str = ""


@attrs.frozen(kw_only=True)
class GroupOutcome:
    """A group that is ranked apart.

    Attributes:
        id: The group.
        title: Its title.
        places: How many of it could win.
    """

    id: str
    title: str
    places: int


@attrs.frozen(kw_only=True)
class AwardOutcome:
    """The result of one award.

    Attributes:
        id: The award.
        places: How many could win.
        standings: The candidates by group, rank, then id.
        groups: The groups that were ranked apart, with their places.
        excluded: Who left the award; one entry a condition, ordered by candidate id.
        revoked: Whose honour was taken back.
        needs_decision: The ties that people have to decide.
        settled: The decisions that settled a tie.
    """

    id: str
    places: int
    standings: tuple[Standing, ...]
    groups: tuple[GroupOutcome, ...] = ()
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
        reviews: The reviews that marks were taken from.
        partial: Whether not everything was marked yet, so that nobody is selected.
        warnings: What was found doubtful.
    """

    rulebook: str
    rulebook_sha256: str
    campaign: str
    campaign_sha256: str
    readings: Mapping[str, str]
    awards: tuple[AwardOutcome, ...]
    plugins: tuple[tuple[str, str, str], ...] = ()
    reviews: tuple[ReviewSource, ...] = ()
    partial: bool = False
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
