"""Formulas to columns: what each number and each condition of the language is for all rows at once."""

from datetime import date
from fractions import Fraction
from typing import Protocol, assert_never

from lianbing.backends.columns import quantities, terms
from lianbing.backends.columns.days import days_late, days_of
from lianbing.backends.columns.expressions import Expr, lit
from lianbing.backends.columns.quantities import Quantity, integer, number
from lianbing.backends.columns.rounding import rounded
from lianbing.backends.columns.terms import NO, YES, TooWideError, Truth
from lianbing.formula.nodes import (
    Add,
    AllOf,
    AnyOf,
    Band,
    BestOfEach,
    Cap,
    ChoiceFact,
    ChoiceIs,
    CohortGreatest,
    CohortRank,
    CohortSize,
    CohortSum,
    Compare,
    CompareDays,
    Comparison,
    Condition,
    Constant,
    Count,
    CountDistinct,
    Day,
    DayFact,
    DaysLate,
    EvaluationDay,
    Fact,
    FixedDay,
    FlagFact,
    Floor,
    Greatest,
    IsGiven,
    Least,
    MeanOver,
    Multiply,
    Not,
    Number,
    PanelMark,
    Quantize,
    RankPoints,
    Ratio,
    RegionTotal,
    Repeats,
    ShareOfApplicable,
    ShareOfGreatest,
    Steps,
    Subtract,
    SumOfBest,
    SumOver,
    Tiers,
    When,
)
from lianbing.formula.shorthand import spelt_out
from lianbing.formula.situation import AnyFact


class Source(Protocol):
    """Where the columns of a formula come from: facts, and what was worked out of lists and of the cohort before."""

    def number(self, fact: Fact) -> Quantity:
        """Give the column of a number."""

    def panel(self, node: PanelMark) -> Quantity:
        """Give the column of a panel's marks, put together."""

    def flag(self, fact: FlagFact) -> Expr:
        """Give the column of a yes or no."""

    def text(self, fact: ChoiceFact) -> Expr:
        """Give the column of a word."""

    def day(self, fact: DayFact) -> Expr:
        """Give the column of a day."""

    def is_given(self, fact: AnyFact) -> Truth:
        """Tell in which rows a fact was stated."""

    def repeats(self, node: Repeats) -> Truth:
        """Tell in which rows an earlier row of the same list has the same key."""

    def worked(self, node: Number) -> tuple[Quantity, Truth] | None:
        """Give what was worked out before, and in which rows it is in doubt; None where it was not."""

    def evaluation_day(self) -> date:
        """Give the evaluation day."""


class Columns:
    """Writes formulas as columns.

    Args:
        source: Where columns of facts come from.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self.doubt: Truth = NO
        """In which rows what was written so far is in doubt."""

    def number(self, node: Number) -> Quantity:
        """Write a number."""
        worked = self._source.worked(node)
        if worked is not None:
            self._doubted(worked[1])
            return worked[0]
        match node:
            case Constant(value):
                return number(value)
            case Fact():
                return self._source.number(node)
            case PanelMark():
                return self._source.panel(node)
            case Add(parts):
                found = self.number(parts[0])
                for each in parts[1:]:
                    found = quantities.add(found, self.number(each))
                return found
            case Subtract(left, right):
                return quantities.subtract(self.number(left), self.number(right))
            case Multiply(left, right):
                return quantities.multiply(self.number(left), self.number(right))
            case Ratio(above, below, otherwise):
                return self._quotient(above, self.number(below), otherwise)
            case Cap(inner, limit):
                return quantities.lesser(self.number(inner), self.number(limit))
            case Floor(inner, limit):
                return quantities.lesser(self.number(inner), self.number(limit), greater=True)
            case Least(parts) | Greatest(parts):
                found = self.number(parts[0])
                for each in parts[1:]:
                    found = quantities.lesser(found, self.number(each), greater=isinstance(node, Greatest))
                return found
            case When(condition, then, otherwise):
                return self._either(self.condition(condition), then, otherwise)
            case Steps(amount, size, started):
                return self._steps(self.number(amount), size, started=started)
            case Tiers():
                return self._tiers(self.number(node.inner), node)
            case ShareOfApplicable():
                return self._share(node)
            case DaysLate(day, due, calendar):
                return integer(days_late(days_of(self._day(day)), days_of(self._day(due)), calendar))
            case Band(inner, baseline, _, _, _, _):
                return self._band(self.number(inner), self.number(baseline), node)
            case Quantize(inner, step, mode):
                found, doubt = rounded(self.number(inner), step, mode)
                self._doubted(doubt)
                return found
            case MeanOver() | ShareOfGreatest() | RankPoints():
                return self.number(spelt_out(node))
            case Count() | CountDistinct() | SumOver() | BestOfEach() | SumOfBest():
                raise LookupError(f"{type(node).__name__} was not worked out before")
            case RegionTotal() | CohortSum() | CohortGreatest() | CohortRank() | CohortSize():
                raise LookupError(f"{type(node).__name__} was not worked out before")
            case _:
                assert_never(node)

    def condition(self, node: Condition) -> Truth:
        """Write a condition."""
        match node:
            case FlagFact():
                return Truth(self._source.flag(node).or_else(False))
            case IsGiven(fact):
                return self._source.is_given(fact)
            case ChoiceIs(choice, word):
                return Truth(self._source.text(choice).equals(word).or_else(False))
            case Compare(left, sign, right):
                return self._compared(self.number(left), sign, self.number(right))
            case CompareDays(left, sign, right):
                return _days_compared(self._day(left), sign, self._day(right))
            case AllOf(conditions):
                found = YES
                for each in conditions:
                    found = found & self.condition(each)
                return found
            case AnyOf(conditions):
                found = NO
                for each in conditions:
                    found = found | self.condition(each)
                return found
            case Not(inner):
                return ~self.condition(inner)
            case Repeats():
                return self._source.repeats(node)
            case _:
                assert_never(node)

    def _doubted(self, doubt: Truth, where: Truth = YES) -> None:
        self.doubt = self.doubt | (doubt & where)

    def _apart(self, node: Number) -> tuple[Quantity, Truth]:
        """Write a number whose doubts concern only some rows."""
        outer, self.doubt = self.doubt, NO
        found = self.number(node)
        doubt, self.doubt = self.doubt, outer
        return found, doubt

    def _compared(self, left: Quantity, sign: terms.Comparison, right: Quantity) -> Truth:
        answer, doubt = quantities.compared(left, sign, right)
        self._doubted(doubt)
        return answer

    def _day(self, node: Day) -> Expr:
        match node:
            case DayFact():
                return self._source.day(node)
            case FixedDay(value):
                return lit(value)
            case EvaluationDay():
                return lit(self._source.evaluation_day())
            case _:
                assert_never(node)

    def _either(self, test: Truth, then: Number, otherwise: Number) -> Quantity:
        if isinstance(test.expr, bool):
            return self.number(then if test.expr else otherwise)
        (one, first), (other, second) = self._apart(then), self._apart(otherwise)
        self._doubted(first, where=test)
        self._doubted(second, where=~test)
        return quantities.chosen(test, one, other)

    def _quotient(self, above: Number, below: Quantity, otherwise: Number) -> Quantity:
        is_zero = self._compared(below, "==", number(Fraction(0)))
        if is_zero.expr is True:
            return self.number(otherwise)
        own, doubt = self._apart(above)
        self._doubted(doubt, where=~is_zero)
        found = quantities.quotient(own, below)
        if is_zero.expr is False:
            return found
        other, doubt = self._apart(otherwise)
        self._doubted(doubt, where=is_zero)
        return quantities.chosen(is_zero, other, found)

    def _steps(self, amount: Quantity, size: Fraction, *, started: bool) -> Quantity:
        counted = quantities.lesser(amount, number(Fraction(0)), greater=True)
        found, doubt = rounded(quantities.multiply(counted, number(1 / size)), Fraction(1), _STEPS[started])
        self._doubted(doubt)
        return found

    def _tiers(self, inner: Quantity, node: Tiers) -> Quantity:
        found: Quantity = number(node.otherwise)
        for start, figure in node.tiers:
            reached = self._compared(inner, ">" if node.above else ">=", number(start))
            found = quantities.chosen(reached, number(figure), found)
        return found

    def _share(self, node: ShareOfApplicable) -> Quantity:
        got: Quantity = number(Fraction(0))
        could: Quantity = number(Fraction(0))
        for applies, points, most in zip(node.applies, node.points, node.most, strict=True):
            test = self.condition(applies)
            own, doubt = self._apart(points)
            self._doubted(doubt, where=test)
            got = quantities.add(got, quantities.chosen(test, own, number(Fraction(0))))
            could = quantities.add(could, quantities.chosen(test, number(most), number(Fraction(0))))
        is_zero = self._compared(could, "==", number(Fraction(0)))
        if is_zero.expr is True:
            return self.number(node.otherwise)
        found = quantities.quotient(got, could)
        if is_zero.expr is False:
            return found
        other, doubt = self._apart(node.otherwise)
        self._doubted(doubt, where=is_zero)
        return quantities.chosen(is_zero, other, found)

    def _band(self, value: Quantity, baseline: Quantity, node: Band) -> Quantity:
        zero, most = number(Fraction(0)), number(node.most)
        is_zero = self._compared(baseline, "==", zero)
        above_zero: Quantity = zero
        if is_zero.expr is not False:
            above_zero = quantities.chosen(self._compared(value, ">", zero), most, zero)
        if is_zero.expr is True:
            return above_zero
        outer, self.doubt = self.doubt, NO
        if node.shape == "step":
            reached = self._compared(value, ">=", quantities.multiply(number(node.low), baseline))
            found: Quantity = quantities.chosen(reached, most, zero)
        else:
            found = self._linear(value, baseline, node)
        doubt, self.doubt = self.doubt, outer
        self._doubted(doubt, where=~is_zero)
        return quantities.chosen(is_zero, above_zero, found)

    def _linear(self, value: Quantity, baseline: Quantity, node: Band) -> Quantity:
        width = node.high - node.low
        times = quantities.quotient(value, baseline)
        if isinstance(times, quantities.Exact):
            try:
                return _share_of(times, node)
            except TooWideError:
                pass
        # Cut off before anything is taken off: only a relative error is bounded where the baseline may be small.
        times = quantities.lesser(quantities.near(times), number(2 * node.high + 1))
        share = quantities.multiply(quantities.subtract(times, number(node.low)), number(1 / width))
        share = quantities.lesser(share, number(Fraction(0)), greater=True)
        return quantities.multiply(quantities.lesser(share, number(Fraction(1))), number(node.most))


def _share_of(times: quantities.Exact, node: Band) -> Quantity:
    """Give the points of a band for a multiple of its baseline that is held exactly."""
    width = node.high - node.low
    share = quantities.multiply(quantities.subtract(times, number(node.low)), number(1 / width))
    share = quantities.lesser(share, number(Fraction(0)), greater=True)
    found = quantities.multiply(quantities.lesser(share, number(Fraction(1))), number(node.most))
    if not isinstance(found, quantities.Exact):
        raise TooWideError
    return found


def _days_compared(left: Expr, sign: Comparison, right: Expr) -> Truth:
    answers: dict[Comparison, Expr] = {
        ">": left > right,
        ">=": left >= right,
        "<": left < right,
        "<=": left <= right,
    }
    return Truth(answers[sign].or_else(False))


_STEPS = {True: "ROUND_CEILING", False: "ROUND_FLOOR"}
