"""The bounds backend: what a formula can ever be worth, whatever lawful evidence and cohort it meets.

Intervals are sound, never tight: the value always lies within, but an end may be out of reach, because an interval
forgets that two parts of a formula hold the same fact. So "cannot exceed 30" is proved, "can reach 30" is not said.
"""

import bisect
from fractions import Fraction
from typing import assert_never

from lianbing.formula.interval import ANYTHING, FROM_ONE, FROM_ZERO, NOTHING, Interval, is_at_least
from lianbing.formula.nodes import (
    Add,
    Band,
    BestOfEach,
    Cap,
    CohortGreatest,
    CohortRank,
    CohortSize,
    CohortSum,
    Constant,
    Count,
    CountDistinct,
    DaysLate,
    Fact,
    Floor,
    Greatest,
    Least,
    MeanOver,
    Multiply,
    Number,
    PanelMark,
    Quantize,
    RankPoints,
    Ratio,
    RegionTotal,
    ShareOfApplicable,
    ShareOfGreatest,
    Steps,
    Subtract,
    SumOfBest,
    SumOver,
    Tiers,
    When,
)

ZERO = Fraction(0)
_ZERO, _ONE = Constant(ZERO), Constant(Fraction(1))


def bounds(node: Number) -> Interval:
    """Give an interval that holds every value the formula can have."""
    match node:
        case Constant(value):
            return _exactly(value)
        case Fact():
            return Interval(node.domain.least, node.domain.most)
        case PanelMark(marks, _):
            return Interval(marks.domain.least, marks.domain.most)
        case Add(terms):
            return _sum([bounds(term) for term in terms])
        case Subtract(left, right):
            return bounds(left) + -bounds(right)
        case Multiply(left, right):
            return bounds(left) * bounds(right)
        case Ratio(numerator, denominator, otherwise) if (averaged := _averaged(numerator, denominator)) is not None:
            return _hull([bounds(averaged), bounds(otherwise)])
        case Ratio(numerator, denominator, otherwise):
            return _quotient(bounds(numerator), bounds(denominator), bounds(otherwise))
        case Least(terms):
            return _least([bounds(term) for term in terms])
        case Greatest(terms):
            return _greatest([bounds(term) for term in terms])
        case Cap(inner, most):
            return _least([bounds(inner), bounds(most)])
        case Floor(inner, least):
            return _greatest([bounds(inner), bounds(least)])
        case When(_, then, otherwise):
            return _hull([bounds(then), bounds(otherwise)])
        case Count() | CountDistinct() | RegionTotal() | DaysLate():
            return FROM_ZERO
        case SumOver(_, item) | BestOfEach(_, _, item) | CohortSum(item):
            return _any_number_of(bounds(item))
        case SumOfBest(_, item, count):
            return _hull([NOTHING, bounds(item) * _exactly(Fraction(count))])
        case MeanOver(_, item, _):
            return _hull([NOTHING, bounds(item)])
        case Steps(amount, size, _):
            return _stepped(bounds(amount), size)
        case Band(_, _, _, _, most, _):
            return _hull([NOTHING, Interval(most, most)])
        case Tiers(inner, _, _, _):
            return _tiers(node, bounds(inner))
        case ShareOfApplicable(_, points, most, otherwise):
            # The share of a whole lies between the least and the greatest share of its parts.
            shares = [bounds(each) * _exactly(1 / top) for each, top in zip(points, most, strict=True)]
            return _hull([*shares, bounds(otherwise)])
        case Quantize(inner, step, _):
            return _rounded(bounds(inner), step)
        case CohortGreatest(inner):
            return _hull([NOTHING, bounds(inner)])
        case CohortRank() | CohortSize():
            return FROM_ONE
        case ShareOfGreatest(inner):
            return Interval(ZERO, Fraction(1)) if is_at_least(bounds(inner), ZERO) else ANYTHING
        case RankPoints(_, most):
            return _hull([NOTHING, Interval(most, most)])
        case _:
            assert_never(node)


def _sum(intervals: list[Interval]) -> Interval:
    return sum(intervals, NOTHING)


def _hull(intervals: list[Interval]) -> Interval:
    lows = [each.low for each in intervals]
    highs = [each.high for each in intervals]
    return Interval(
        None if None in lows else min(low for low in lows if low is not None),
        None if None in highs else max(high for high in highs if high is not None),
    )


def _least(intervals: list[Interval]) -> Interval:
    lows = [each.low for each in intervals]
    highs = [each.high for each in intervals if each.high is not None]
    return Interval(
        None if None in lows else min(low for low in lows if low is not None),
        min(highs, default=None),
    )


def _greatest(intervals: list[Interval]) -> Interval:
    return -_least([-each for each in intervals])


def _any_number_of(item: Interval) -> Interval:
    """Bound a sum of none, one or many: an end on the far side of 0 runs off, the near one stays at 0."""
    low = ZERO if is_at_least(item, ZERO) else None
    high = ZERO if item.high is not None and item.high <= 0 else None
    return Interval(low, high)


def _averaged(numerator: Number, denominator: Number) -> Number | None:
    """Give what a quotient is the mean of, where it is one: over the cohort, over rows, or over those that qualify."""
    match numerator, denominator:
        case CohortSum(item), CohortSize():
            return item
        case SumOver(rows, item), Count(of, None) if rows == of:
            return item
        case SumOver(rows, When(condition, item, otherwise)), Count(of, where) if (rows, condition) == (of, where):
            return item if otherwise == _ZERO else None
        case CohortSum(When(condition, item, otherwise)), CohortSum(counted) if counted == When(condition, _ONE, _ZERO):
            return item if otherwise == _ZERO else None
    return None


def _quotient(numerator: Interval, denominator: Interval, otherwise: Interval) -> Interval:
    if denominator.low is not None and denominator.low > 0:
        low = ZERO if denominator.high is None else 1 / denominator.high
        return numerator * Interval(low, 1 / denominator.low)
    if denominator.high is not None and denominator.high < 0:
        return _quotient(-numerator, -denominator, otherwise)
    if is_at_least(numerator, ZERO) and is_at_least(denominator, ZERO):
        return _hull([FROM_ZERO, otherwise])
    return ANYTHING


def _stepped(amount: Interval, size: Fraction) -> Interval:
    """Bound a count of steps; a started step may add one to the full ones."""
    low = ZERO if amount.low is None else Fraction(max(amount.low, ZERO) // size)
    high = None if amount.high is None else Fraction(-(-max(amount.high, ZERO) // size))
    return Interval(low, high)


def _exactly(value: Fraction) -> Interval:
    return Interval(value, value)


def _tiers(node: Tiers, inner: Interval) -> Interval:
    """Bound the figures of the tiers that a value within an interval can reach."""
    starts = [start for start, _ in node.tiers]
    figures = [node.otherwise, *(figure for _, figure in node.tiers)]
    find = bisect.bisect_left if node.above else bisect.bisect_right
    first = 0 if inner.low is None else find(starts, inner.low)
    last = len(starts) if inner.high is None else find(starts, inner.high)
    return _hull([_exactly(figure) for figure in figures[first : last + 1]])


def _rounded(inner: Interval, step: Fraction) -> Interval:
    """Bound a rounded value: an end that is no multiple of the step may move out to the next one."""
    return Interval(
        None if inner.low is None else inner.low // step * step,
        None if inner.high is None else -(-inner.high // step) * step,
    )
