"""Selection: ranks, places, ties that people must decide, and honours taken back."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby

import attrs

from lianbing.errors import Fault, Severity, fault
from lianbing.evaluation.grades import grade_of
from lianbing.evaluation.scoring import Field
from lianbing.evaluation.totals import totals_of
from lianbing.formula.arithmetic import ZERO, quantized
from lianbing.model.award import Award, Group, Minimum, PlacesShare, Ranking, TieBreaker
from lianbing.model.campaign import Campaign, Decision
from lianbing.model.outcome import AwardOutcome, Departure, GroupOutcome, Revocation, Shortfall, Standing, UndecidedTie


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
    limits: dict[str, list[Departure]] = {}
    for limit in field.limits:
        limits.setdefault(limit.candidate.id, []).append(limit)
    standings = [_judged(each, award, tuple(limits.get(each.candidate.id, ()))) for each in ranked(field)]
    decisions = [each for each in campaign.decisions if each.award == award.id]
    groups = tuple(_groups(field, standings))
    contest = _contest(field, standings, groups, decisions, partial=campaign.partial)
    revocations, faults = _revoked(field, contest, [each for each in decisions if each.kind == "revocation"], campaign)
    faults += idle_ties(contest, decisions, campaign)
    gone = {each.candidate.id for each in revocations}
    outcome = AwardOutcome(
        id=award.id,
        places=sum(each.places for each in groups),
        standings=tuple(attrs.evolve(each, selected=each.candidate.id in contest.winners - gone) for each in standings),
        groups=groups if award.groups else (),
        excluded=field.departures,
        revoked=tuple(revocations),
        needs_decision=contest.ties,
        settled=contest.settled,
    )
    return outcome, faults


def _groups(field: Field, standings: Sequence[Standing]) -> Iterator[GroupOutcome]:
    """Give the groups with their places; where there are none, all candidates are one."""
    award = field.award
    remaining = Counter(each.group for each in standings)
    everyone = Counter(award.group_id(each.level, each.unit) for each in field.candidates)
    for group in award.groups or (Group(id="", title="", places=award.places),):
        of_all = isinstance(group.places, PlacesShare) and group.places.of == "all"
        size = (everyone if of_all else remaining)[group.id]
        yield GroupOutcome(id=group.id, title=group.title, places=places_of(group.places, size))


def places_of(places: int | PlacesShare, candidates: int) -> int:
    """Give the number of places, where it depends on how many candidates there are.

    >>> places_of(PlacesShare(share=Fraction("0.3"), least=1), 5)
    1
    """
    if isinstance(places, int):
        return places
    found = max(int(quantized(places.share * candidates, Fraction(1), places.mode)), places.least)
    return found if places.most is None else min(found, places.most)


def _contest(
    field: Field,
    standings: Sequence[Standing],
    groups: Sequence[GroupOutcome],
    decisions: Sequence[Decision],
    *,
    partial: bool,
) -> Contest:
    """Fill the places of every group; what is not wholly marked yet selects nobody."""
    ties = [each for each in decisions if each.kind == "tie"]
    contests = [
        fill(
            [each for each in standings if each.group == group.id and each.rank is not None and not each.shortfalls],
            group.places,
            field.award.ranking,
            ties,
            group.id,
        )
        for group in groups
        if not partial
    ]
    return Contest(
        frozenset(name for each in contests for name in each.winners),
        tuple(tie for each in contests for tie in each.ties),
        tuple(decision for each in contests for decision in each.settled),
    )


def _judged(standing: Standing, award: Award, limits: tuple[Departure, ...]) -> Standing:
    """Add the grade, and what a candidate lacks to take a place."""
    met = (award.indicator(each.indicator).condition(each.condition) for each in limits)
    grade = grade_of(award, _compared(award.ranking)(standing), met)
    return attrs.evolve(standing, grade=grade, limits=limits, shortfalls=tuple(_shortfalls(standing, award, grade)))


def _shortfalls(standing: Standing, award: Award, grade: str | None) -> Iterator[Shortfall]:
    found = _compared(award.ranking)(standing)
    if award.qualifies_grade is not None:
        names = [each.id for each in award.grades]
        needed = names.index(award.qualifies_grade)
        if grade is None or names.index(grade) > needed:
            wanted = award.grades[needed]
            yield Shortfall(indicator="", needed=wanted.least, found=found, grade=wanted.id, clause=wanted.clause)
    if award.qualifies_from is not None:
        yield from _short("", award.qualifies_from, (standing.total, standing.exact), award.clause, award.ranking)
    for each in standing.indicators:
        indicator = award.indicator(each.id)
        if each.state != "not_applicable" and indicator.qualifies_from is not None:
            points = (each.points, each.exact)
            yield from _short(each.id, indicator.qualifies_from, points, indicator.clause, award.ranking)


def _short(
    indicator: str, needed: Minimum, points: tuple[Fraction, Fraction], clause: str, ranking: Ranking
) -> Iterator[Shortfall]:
    """Tell by what published or exact points fall short of a minimum."""
    published, exact = points
    found = published if (needed.on or ranking.on) == "published" else exact
    if found < needed.points:
        yield Shortfall(indicator=indicator, needed=needed.points, found=found, clause=needed.clause or clause)


def ranked(field: Field) -> list[Standing]:
    """Rank the candidates of each group by total, equal totals sharing a rank; within a rank they are ordered by id."""
    award = field.award
    standings: list[Standing] = []
    for candidate in field.remaining:
        scores = field.scores(candidate)
        total, exact = totals_of(award, candidate, scores, field.rounding)
        standings.append(
            Standing(
                candidate=candidate,
                rank=None,
                total=total,
                exact=exact,
                selected=False,
                indicators=scores,
                group=award.group_id(candidate.level, candidate.unit),
            )
        )
    groups: Sequence[Group | None] = award.groups or (None,)
    return [
        each
        for group in groups
        for each in in_ranks(
            [each for each in standings if group is None or each.group == group.id],
            award.ranking,
            counted=group is None or group.ranked,
        )
    ]


def in_ranks(standings: Sequence[Standing], ranking: Ranking, *, counted: bool = True) -> list[Standing]:
    """Order standings by total and give the ranks, none where ranks are not counted."""
    compared = _compared(ranking)
    ordered = sorted(standings, key=lambda each: (-compared(each), each.candidate.id))
    placed: list[Standing] = []
    for index, (_, group) in enumerate(groupby(ordered, key=compared)):
        rank = len(placed) + 1 if ranking.ties == "competition" else index + 1
        placed.extend(attrs.evolve(each, rank=rank if counted else None) for each in group)
    return placed


def fill(
    standings: Sequence[Standing], places: int, ranking: Ranking, ties: Sequence[Decision], group: str = ""
) -> Contest:
    """Fill the places from the top.

    A tie that crosses the last place goes to the tie-breakers in order. What they leave open either takes all of the
    tied in, or goes to recorded decisions, and what those leave open is handed to people: nobody in it is picked.
    """
    compared = _compared(ranking)
    keys: list[Callable[[Standing], Fraction]] = [compared]
    keys += [_by_points(each, ranking) for each in ranking.tie_breakers]
    ordered = sorted(standings, key=lambda each: tuple(-key(each) for key in keys))
    winners: set[str] = set()
    for _, equals in groupby(ordered, key=lambda each: tuple(key(each) for key in keys)):
        tied = sorted(each.candidate.id for each in equals)
        left = places - len(winners)
        if left <= 0:
            break
        if len(tied) <= left or ranking.undecided == "all":
            winners.update(tied)
            continue
        return _settled(winners, UndecidedTie(places=left, candidates=tuple(tied), group=group), ties)
    return Contest(frozenset(winners), (), ())


def _settled(winners: set[str], tie: UndecidedTie, ties: Sequence[Decision]) -> Contest:
    """Settle a tie across the last place by what people decided, as far as they did."""
    decided = [each for each in ties if each.candidate in tie.candidates]
    if len(decided) > tie.places:
        # Which of too many decisions counts is for people to say again.
        return Contest(frozenset(winners), (tie,), ())
    taken = {each.candidate for each in decided}
    open_places = tie.places - len(decided)
    rest = tuple(name for name in tie.candidates if name not in taken)
    undecided = (attrs.evolve(tie, places=open_places, candidates=rest),) if open_places else ()
    return Contest(frozenset(winners | taken), undecided, tuple(decided))


def _compared(ranking: Ranking) -> Callable[[Standing], Fraction]:
    return (lambda each: each.total) if ranking.on == "published" else (lambda each: each.exact)


def _by_points(breaker: TieBreaker, ranking: Ranking) -> Callable[[Standing], Fraction]:
    def points(standing: Standing) -> Fraction:
        found = next(each for each in standing.indicators if each.id == breaker.indicator)
        if breaker.criterion is not None:
            # An indicator that was not scored has no criteria; it counts 0 for all of them.
            amount = next((each.points for each in found.criteria if each.id == breaker.criterion), ZERO)
        else:
            amount = found.points if ranking.on == "published" else found.exact
        return amount if breaker.prefer == "more" else -amount

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
            faults.append(idle("idle_revocation", decision, campaign))
        elif decision.candidate in revocations:
            found = revocations[decision.candidate]
            revocations[decision.candidate] = attrs.evolve(found, decision=decision)
        else:
            candidate = next(each for each in field.candidates if each.id == decision.candidate)
            revocations[candidate.id] = Revocation(candidate=candidate, reason=decision.reason, decision=decision)
    return [revocations[name] for name in sorted(revocations)], faults


def idle_ties(contest: Contest, decisions: Sequence[Decision], campaign: Campaign) -> list[Fault]:
    """Tell which decisions settled no tie, or are too many for one."""
    ties = [each for each in decisions if each.kind == "tie" and each not in contest.settled]
    open_names = {name for tie in contest.ties for name in tie.candidates}
    faults = [idle("idle_tie_decision", each, campaign) for each in ties if each.candidate not in open_names]
    surplus = [each for each in ties if each.candidate in open_names]
    if surplus:
        place = campaign.place_of("decision", campaign.decisions.index(surplus[-1]))
        tie = next(each for each in contest.ties if surplus[-1].candidate in each.candidates)
        places = str(tie.places)
        faults.append(fault("surplus_tie_decisions", place, found=str(len(surplus)), expected=places))
    return faults


def idle(code: str, decision: Decision, campaign: Campaign) -> Fault:
    """Say that a decision has no effect."""
    place = campaign.place_of("decision", campaign.decisions.index(decision))
    return fault(code, place, severity=Severity.WARNING, name=decision.candidate)
