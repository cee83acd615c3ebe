"""Ranks, places and rounding of the 2019 Wuwei campaign a second time, straight from the official rules."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, NamedTuple

import lianbing

Readings = Mapping[str, str]
Points = dict[str, dict[str, Fraction]]
"""The exact points of one candidate, by indicator and criterion."""

ZERO = Fraction(0)


class Line(NamedTuple):
    """A candidate's place: its rank, its total, and its exact points by criterion."""

    candidate: str
    rank: int
    total: Fraction
    points: dict[str, Fraction]


class Result(NamedTuple):
    """How one award went; a tie that people must decide is the places left and the candidates in it."""

    standings: list[Line]
    excluded: dict[str, set[str]]
    winners: set[str]
    revoked: set[str]
    undecided: list[tuple[int, set[str]]]


def result(
    campaign: lianbing.Campaign,
    readings: Readings,
    award: str,
    places: int,
    excluded: dict[str, set[str]],
    scores: Mapping[str, Points],
) -> Result:
    """Rank the candidates and fill the places from the top."""
    totals = {}
    for id, indicators in scores.items():
        totals[id] = ZERO
        for criteria in indicators.values():
            exact = sum(criteria.values(), ZERO)
            totals[id] += half_up(exact) if readings["rounding"] == "two_decimals" else exact
    ranks = ranks_of(totals)
    lines = []
    for id in sorted(scores, key=lambda id: (ranks[id], id)):
        points = {name: own for criteria in scores[id].values() for name, own in criteria.items()}
        lines.append(Line(id, ranks[id], totals[id], points))
    winners, undecided = filled(campaign, award, places, ranks)
    revoked = {id for id in winners if taken_back(campaign, award, id)}
    return Result(lines, excluded, winners - revoked, revoked, undecided)


def ranks_of(values: Mapping[str, Fraction]) -> dict[str, int]:
    """1 for the greatest; equal ones share the better rank, and the next after them skips."""
    better: dict[Fraction, int] = {}
    for place, own in enumerate(sorted(values.values(), reverse=True)):
        if own not in better:
            better[own] = place
    return {id: better[own] + 1 for id, own in values.items()}


def filled(
    campaign: lianbing.Campaign, award: str, places: int, ranks: Mapping[str, int]
) -> tuple[set[str], list[tuple[int, set[str]]]]:
    """Fill the places; a tie across the last one picks only whom a recorded decision names."""
    winners: set[str] = set()
    for rank in sorted(set(ranks.values())):
        tied = {id for id in ranks if ranks[id] == rank}
        left = places - len(winners)
        if len(tied) > left > 0:
            for decision in campaign.decisions:
                if decision.award == award and decision.kind == "tie" and decision.candidate in tied:
                    winners.add(decision.candidate)
                    tied.remove(decision.candidate)
                    left -= 1
            return winners, [(left, tied)] if left else []
        if left > 0:
            winners |= tied
    return winners, []


def taken_back(campaign: lianbing.Campaign, award: str, id: str) -> bool:
    """3.7: a report verified after the evaluation day; or a recorded decision."""
    for decision in campaign.decisions:
        if (decision.kind, decision.award, decision.candidate) == ("revocation", award, id):
            return True
    if award != "individual":
        return False
    for candidate in campaign.candidates:
        if candidate.award == award and candidate.id == id:
            own: Any = candidate.evidence["integrity"]
            return any(report.date > campaign.evaluation_day for report in own.verified_reports)
    return False


def half_up(points: Fraction) -> Fraction:
    """Two decimals; a half goes up. Points are never below 0."""
    hundred_times = points * 100
    whole = hundred_times.numerator // hundred_times.denominator
    if hundred_times - whole >= Fraction(1, 2):
        whole += 1
    return Fraction(whole, 100)


def candidates_of(campaign: lianbing.Campaign, award: str) -> list[lianbing.Candidate]:
    """The candidates of one award."""
    return [each for each in campaign.candidates if each.award == award]
