"""Selection: ranks, places, ties that people must decide, and honours taken back."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import groupby

import attrs

from lianbing.errors import Fault, Severity, fault
from lianbing.evaluation.scoring import Field
from lianbing.model.campaign import Campaign, Candidate, Decision
from lianbing.model.outcome import AwardOutcome, IndicatorScore, Revocation, Standing, UndecidedTie
from lianbing.model.rulebook import Ranking

ZERO = Fraction(0)


@attrs.frozen
class Contest:
    """How the places of an award went.

    Attributes:
        winners: The ids of those that take a place.
        ties: The ties that people have to decide.
        settled: The decisions that settled a tie.
    """

    winners: frozenset[str]
    ties: tuple[UndecidedTie, ...]
    settled: tuple[Decision, ...]


def select(field: Field, campaign: Campaign) -> tuple[AwardOutcome, list[Fault]]:
    """Rank an award's candidates and fill its places; tell which decisions had no effect."""
    award = field.award
    standings = ranked([(each, field.scores(each)) for each in field.remaining], award.ranking)
    decisions = [each for each in campaign.decisions if each.award == award.id]
    contest = fill(standings, award.places, award.ranking, [each for each in decisions if each.kind == "tie"])
    revocations, faults = _revoked(field, contest, [each for each in decisions if each.kind == "revocation"], campaign)
    faults += _idle_ties(contest, decisions, campaign)
    gone = {each.candidate.id for each in revocations}
    outcome = AwardOutcome(
        id=award.id,
        places=award.places,
        standings=tuple(attrs.evolve(each, selected=each.candidate.id in contest.winners - gone) for each in standings),
        excluded=field.departures,
        revoked=tuple(revocations),
        needs_decision=contest.ties,
        settled=contest.settled,
    )
    return outcome, faults


def ranked(scores: Sequence[tuple[Candidate, tuple[IndicatorScore, ...]]], ranking: Ranking) -> list[Standing]:
    """Rank candidates by total, equal totals sharing a rank; within a rank they are ordered by id."""
    standings = [
        Standing(
            candidate=candidate,
            rank=0,
            total=sum((each.points for each in points), ZERO),
            exact=sum((each.exact for each in points), ZERO),
            selected=False,
            indicators=points,
        )
        for candidate, points in scores
    ]
    compared = _compared(ranking)
    standings.sort(key=lambda each: (-compared(each), each.candidate.id))
    placed: list[Standing] = []
    for index, (_, group) in enumerate(groupby(standings, key=compared)):
        rank = len(placed) + 1 if ranking.ties == "competition" else index + 1
        placed.extend(attrs.evolve(each, rank=rank) for each in group)
    return placed


def fill(standings: Sequence[Standing], places: int, ranking: Ranking, ties: Sequence[Decision]) -> Contest:
    """Fill the places from the top.

    A tie that crosses the last place goes to the tie-breakers in order; what they leave open goes to recorded
    decisions, and what those leave open is handed to people: nobody in it is picked.
    """
    compared = _compared(ranking)
    keys: list[Callable[[Standing], Fraction]] = [compared]
    keys += [_by_indicator(each.indicator, ranking) for each in ranking.tie_breakers]
    ordered = sorted(standings, key=lambda each: tuple(-key(each) for key in keys))
    winners: set[str] = set()
    for _, group in groupby(ordered, key=lambda each: tuple(key(each) for key in keys)):
        tied = sorted(each.candidate.id for each in group)
        left = places - len(winners)
        if left <= 0:
            break
        if len(tied) <= left:
            winners.update(tied)
            continue
        return _settled(winners, tied, left, ties)
    return Contest(frozenset(winners), (), ())


def _settled(winners: set[str], tied: list[str], left: int, ties: Sequence[Decision]) -> Contest:
    """Settle a tie across the last place by what people decided, as far as they did."""
    decided = [each for each in ties if each.candidate in tied]
    if len(decided) > left:
        # Which of too many decisions counts is for people to say again.
        return Contest(frozenset(winners), (UndecidedTie(places=left, candidates=tuple(tied)),), ())
    taken = {each.candidate for each in decided}
    open_places = left - len(decided)
    rest = tuple(name for name in tied if name not in taken)
    undecided = (UndecidedTie(places=open_places, candidates=rest),) if open_places else ()
    return Contest(frozenset(winners | taken), undecided, tuple(decided))


def _compared(ranking: Ranking) -> Callable[[Standing], Fraction]:
    return (lambda each: each.total) if ranking.on == "published" else (lambda each: each.exact)


def _by_indicator(name: str, ranking: Ranking) -> Callable[[Standing], Fraction]:
    def points(standing: Standing) -> Fraction:
        found = next(each for each in standing.indicators if each.id == name)
        return found.points if ranking.on == "published" else found.exact

    return points


def _revoked(
    field: Field, contest: Contest, decisions: Sequence[Decision], campaign: Campaign
) -> tuple[list[Revocation], list[Fault]]:
    """Take honours back, by rule or by decision; a decision about someone not selected has no effect."""
    revocations = {
        each.candidate.id: Revocation(candidate=each.candidate, reason=each.reason, clause=each.clause)
        for each in field.revocations
        if each.candidate.id in contest.winners
    }
    faults: list[Fault] = []
    for decision in decisions:
        if decision.candidate not in contest.winners:
            faults.append(_idle("idle_revocation", decision, campaign))
        elif decision.candidate in revocations:
            found = revocations[decision.candidate]
            revocations[decision.candidate] = attrs.evolve(found, decision=decision)
        else:
            candidate = next(each for each in field.candidates if each.id == decision.candidate)
            revocations[candidate.id] = Revocation(candidate=candidate, reason=decision.reason, decision=decision)
    return [revocations[name] for name in sorted(revocations)], faults


def _idle_ties(contest: Contest, decisions: Sequence[Decision], campaign: Campaign) -> list[Fault]:
    ties = [each for each in decisions if each.kind == "tie" and each not in contest.settled]
    open_names = {name for tie in contest.ties for name in tie.candidates}
    faults = [_idle("idle_tie_decision", each, campaign) for each in ties if each.candidate not in open_names]
    surplus = [each for each in ties if each.candidate in open_names]
    if surplus:
        place = campaign.place_of("decision", campaign.decisions.index(surplus[-1]))
        places = str(contest.ties[0].places)
        faults.append(fault("surplus_tie_decisions", place, found=str(len(surplus)), expected=places))
    return faults


def _idle(code: str, decision: Decision, campaign: Campaign) -> Fault:
    place = campaign.place_of("decision", campaign.decisions.index(decision))
    return fault(code, place, severity=Severity.WARNING, name=decision.candidate)
