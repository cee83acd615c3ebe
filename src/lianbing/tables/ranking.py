"""Ranks and places on an engine: by the distinct totals of each group, of which there are few."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction

import attrs
import narwhals as nw

from lianbing.backends.columns import Expr, col, filtered, lit, when, with_columns
from lianbing.errors import Fault
from lianbing.evaluation.scoring import not_scored, score_of
from lianbing.evaluation.selection import Contest, fill, idle, idle_ties, places_of
from lianbing.formula.situation import Situation
from lianbing.model.award import Award, Group, Indicator, Minimum, PlacesShare
from lianbing.model.campaign import Campaign, Candidate, Decision
from lianbing.model.outcome import IndicatorScore, Standing, UndecidedTie
from lianbing.model.rulebook import Rounding
from lianbing.tables.cohorts import GROUP
from lianbing.tables.conditions import Met, applies_column
from lianbing.tables.engines import Frame
from lianbing.tables.exactly import Singles
from lianbing.tables.layout import CANDIDATE, LEVEL, UNIT
from lianbing.tables.patching import any_of, everyone, nobody
from lianbing.tables.scoring import Scored
from lianbing.tables.totals import GONE, TOTAL
from lianbing.tables.working import Working

RANK, SELECTED, REVOKED, GRADE = "rank", "selected", "revoked", "grade"
_ELIGIBLE = "eligible"


@attrs.frozen(eq=False)
class Ranked:
    """An award that is scored, ranked and filled.

    Attributes:
        frame: The table, with rank, grade and whether a place was taken.
        places: By group, the number of places.
        ties: The ties that people have to decide.
        faults: The decisions that have no effect.
    """

    frame: Frame
    places: tuple[int, ...]
    ties: tuple[UndecidedTie, ...]
    faults: tuple[Fault, ...]


def ranked(working: Working, found: Met, scored: Scored, rounding: Rounding) -> Ranked:
    """Rank those who stay within their groups, and fill the places."""
    award = working.award
    frame = with_columns(scored.frame, {GRADE: _grade(award, found, rounding)})
    frame = with_columns(frame, {_ELIGIBLE: _eligible(award, found, scored, rounding)})
    stay = frame.filter(~nw.col(GONE))
    totals = working.engine.rows(
        stay.group_by(GROUP, TOTAL, _ELIGIBLE).agg(nw.len().alias("size")).sort(GROUP, TOTAL, descending=True)
    )
    groups: Sequence[Group] = award.groups or (Group(id="", title="", places=award.places),)
    sizes = _sizes(working, frame)
    ranks: list[tuple[int, float, int | None]] = []
    places: list[int] = []
    taken: list[Expr] = []
    contests: list[Contest] = []
    for at, group in enumerate(groups):
        own = [row for row in totals if int(row[GROUP] or 0) == at]
        ranks += _ranks(own, at, dense=award.ranking.ties == "dense", counted=not award.groups or group.ranked)
        of_all = isinstance(group.places, PlacesShare) and group.places.of == "all"
        places.append(places_of(group.places, sizes.get(at, 0) if of_all else sum(int(row["size"]) for row in own)))
        if not award.groups or group.ranked:
            test, contest = _filled(working, frame, scored, rounding, own, at, group, places[-1])
            taken.append(test)
            contests.append(contest)
    frame = _with_ranks(working, frame, ranks)
    won = any_of(taken) if taken else nobody()
    frame = with_columns(frame, {"won": (won & ~col(GONE) & col(_ELIGIBLE)).or_else(False)})
    frame = with_columns(frame, {REVOKED: col("won") & _revoked(working, found)})
    frame = with_columns(frame, {SELECTED: col("won") & ~col(REVOKED)})
    ties = tuple(tie for each in contests for tie in each.ties)
    decided = [each.candidate for each in working.campaign.decisions if each.award == award.id]
    winners = _among(working, frame.filter(nw.col("won")), decided)
    return Ranked(frame, tuple(places), ties, tuple(idle_decisions(award, working.campaign, contests, winners)))


def idle_decisions(
    award: Award, campaign: Campaign, contests: Sequence[Contest], winners: Collection[str]
) -> Iterator[Fault]:
    """Tell which decisions about an award have no effect.

    Args:
        award: The award.
        campaign: The campaign, with its decisions.
        contests: How the places of the groups went.
        winners: Who among those that decisions are about took a place.
    """
    decisions = [each for each in campaign.decisions if each.award == award.id]
    ties = tuple(tie for each in contests for tie in each.ties)
    settled = tuple(decision for each in contests for decision in each.settled)
    yield from idle_ties(Contest(frozenset(winners), ties, settled), decisions, campaign)
    for each in decisions:
        if each.kind == "revocation" and each.candidate not in winners:
            yield idle("idle_revocation", each, campaign)


def _among(working: Working, frame: Frame, ids: Sequence[str]) -> list[str]:
    if not ids:
        return []
    rows = working.engine.rows(frame.filter(nw.col(CANDIDATE).is_in(list(ids))).select(CANDIDATE))
    return [str(row[CANDIDATE]) for row in rows]


def _sizes(working: Working, frame: Frame) -> Mapping[int, int]:
    rows = working.engine.rows(frame.group_by(GROUP).agg(nw.len().alias("size")))
    return {int(row[GROUP]): int(row["size"]) for row in rows if row[GROUP] is not None}


def _ranks(
    rows: Sequence[Mapping[str, object]], group: int, *, dense: bool, counted: bool
) -> Iterator[tuple[int, float, int | None]]:
    sizes: dict[float, int] = {}
    for row in rows:
        total = float(str(row[TOTAL]))
        sizes[total] = sizes.get(total, 0) + int(str(row["size"]))
    above = 0
    for place, total in enumerate(sorted(sizes, reverse=True), start=1):
        yield group, total, (place if dense else above + 1) if counted else None
        above += sizes[total]


def _with_ranks(working: Working, frame: Frame, ranks: Sequence[tuple[int, float, int | None]]) -> Frame:
    import polars as pl

    schema = {GROUP: pl.Int32, "total_key": pl.Int64, RANK: pl.Int64}
    table = pl.DataFrame([(group, int(total), rank) for group, total, rank in ranks], schema=schema, orient="row")
    keyed = frame.with_columns(nw.col(TOTAL).cast(nw.Int64).alias("total_key"), nw.col(GROUP).cast(nw.Int32))
    joined = keyed.join(working.engine.take(table), on=[GROUP, "total_key"], how="left")
    return joined.with_columns(nw.when(~nw.col(GONE)).then(nw.col(RANK)).alias(RANK)).drop("total_key")


def _filled(
    working: Working,
    frame: Frame,
    scored: Scored,
    rounding: Rounding,
    rows: Sequence[Mapping[str, object]],
    at: int,
    group: Group,
    places: int,
) -> tuple[Expr, Contest]:
    """Fill the places of a group from the top; the tie that crosses the last place is looked at one by one."""
    award = working.award
    sizes = {float(str(row[TOTAL])): int(str(row["size"])) for row in rows if row[_ELIGIBLE]}
    left = places
    lowest: float | None = None
    own = col(GROUP).equals(at) if award.groups else everyone()
    for total in sorted(sizes, reverse=True):
        if left <= 0:
            break
        if sizes[total] <= left or (award.ranking.undecided == "all" and not award.ranking.tie_breakers):
            left -= sizes[total]
            lowest = total
            continue
        tied = filtered(frame, own & ~col(GONE) & col(_ELIGIBLE) & col(TOTAL).equals(total))
        standings = list(_standings(working, scored, rounding, working.engine.rows(tied), group))
        decisions = [each for each in working.campaign.decisions if each.award == award.id and each.kind == "tie"]
        contest = fill(standings, left, award.ranking, decisions, group.id)
        test = col(CANDIDATE).is_in(sorted(contest.winners)) if contest.winners else nobody()
        if lowest is not None:
            test = test | (col(TOTAL) >= lowest)
        return own & test, contest
    nothing_tied = Contest(frozenset(), (), ())
    return own & (col(TOTAL) >= lowest) if lowest is not None else nobody(), nothing_tied


def _standings(
    working: Working, scored: Scored, rounding: Rounding, rows: Sequence[Mapping[str, object]], group: Group
) -> Iterator[Standing]:
    """Give the standings of tied candidates, with the exact points that tie-breakers may ask for."""
    award = working.award
    indicators = [each for each in award.indicators if each.scores]
    totals = {str(row[CANDIDATE]): row for row in rows}
    singles = Singles(working.engine, award, working.tables).of(list(totals), indicators)
    for single in singles:
        row = totals[single.id]
        scores: list[IndicatorScore] = []
        for each in indicators:
            if not _applies(award, each, row):
                scores.append(not_scored(each, applies=False))
                continue
            answers = scored.asking.answers(each, int(str(row[GROUP] or 0)))
            situation = Situation(single.evidence[each.id], answers, working.campaign.evaluation_day, single.level)
            scores.append(score_of(each, situation, rounding))
        candidate = Candidate(
            id=single.id, award=award.id, name=single.id, unit=str(row.get(UNIT, "")), level=single.level
        )
        yield Standing(
            candidate=candidate,
            rank=None,
            total=int(float(str(row[TOTAL]))) * rounding.step,
            exact=sum((each.exact for each in scores), Fraction(0)),
            selected=False,
            indicators=tuple(scores),
            group=group.id,
        )


def _applies(award: Award, indicator: Indicator, row: Mapping[str, object]) -> bool:
    level, unit = row.get(LEVEL), str(row.get(UNIT, ""))
    columns = [applies_column(indicator, at) for at in range(len(indicator.scheme.applies))]
    return award.is_for(indicator, None if level is None else str(level), unit) and all(row[each] for each in columns)


def _eligible(award: Award, found: Met, scored: Scored, rounding: Rounding) -> Expr:
    """Tell who has what a place needs: a total, points of indicators, and a grade."""
    test = everyone()
    if award.qualifies_from is not None:
        test = test & (col(TOTAL) >= _in_steps(award.qualifies_from, rounding))
    for indicator in award.indicators:
        if indicator.qualifies_from is not None and indicator.scores:
            enough = col(scored.points[indicator.id]) >= _in_steps(indicator.qualifies_from, rounding)
            test = test & (enough | ~found.applies[indicator.id])
    if award.qualifies_grade is not None:
        worst = [each.id for each in award.grades].index(award.qualifies_grade)
        good = [each.id for each in award.grades[: worst + 1]]
        test = test & col(GRADE).is_in(good).or_else(False)
    return test


def _in_steps(minimum: Minimum, rounding: Rounding) -> float:
    """Give a minimum in steps, rounded up: points are whole steps, and reach it where they reach that."""
    needed = minimum.points / rounding.step
    return float(-(-needed.numerator // needed.denominator))


def _grade(award: Award, found: Met, rounding: Rounding) -> Expr:
    """Give the grade that a total reaches, less what the conditions that were met leave of it."""
    if not award.grades:
        return lit(None, nw.String)
    reached = lit(None, nw.Float64)
    for at, grade in reversed(list(enumerate(award.grades))):
        needed = grade.least / rounding.step
        least = float(-(-needed.numerator // needed.denominator))
        reached = when(col(TOTAL) >= least, lit(float(at)), reached)
    names = [each.id for each in award.grades]
    limited = reached
    limits = [(each.indicator.condition(each.id), each.column) for each in found.conditions if each.effect == "limit"]
    for condition, column in limits:
        limited = when(col(column), limited + float(condition.demotes), limited)
    for condition, column in limits:
        if condition.grade is not None:
            best = float(names.index(condition.grade))
            limited = when(col(column) & (limited < best), lit(best), limited)
    last = float(len(names) - 1)
    limited = when(limited > last, lit(last), limited)
    named = lit(None, nw.String)
    for at, name in enumerate(names):
        named = when(limited.equals(float(at)), lit(name), named)
    return named


def _revoked(working: Working, found: Met) -> Expr:
    """Tell whose honour is taken back, by rule or by decision."""
    decided: list[Decision] = [
        each for each in working.campaign.decisions if each.award == working.award.id and each.kind == "revocation"
    ]
    tests = [col(each.column) for each in found.conditions if each.effect == "revoke"]
    if decided:
        tests.append(col(CANDIDATE).is_in([each.candidate for each in decided]))
    return any_of(tests) if tests else nobody()
