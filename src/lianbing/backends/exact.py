"""The exact backend: what a formula is worth for one candidate, and why.

One interpreter serves both questions. An explanation is what evaluation leaves behind when it is asked to keep its
steps, so the two cannot disagree, and a branch that was not taken is not explained.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar, assert_never, cast

import attrs

from lianbing.formula.arithmetic import ZERO, band_points, days_late, folded, panel_mark, quantized, tier_of
from lianbing.formula.explanation import Explanation
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
    MarksFact,
    MeanOver,
    Multiply,
    Node,
    Not,
    Number,
    PanelMark,
    Quantize,
    RankPoints,
    Ratio,
    RegionTotal,
    Repeats,
    RowsFact,
    ShareOfApplicable,
    ShareOfGreatest,
    Steps,
    Subtract,
    SumOfBest,
    SumOver,
    Tiers,
    When,
)
from lianbing.formula.situation import AnyFact, MissingFactError, Situation

Comparable = TypeVar("Comparable", Fraction, date)


def value(node: Number, situation: Situation) -> Fraction:
    """Give what a formula is worth."""
    return Interpreter(situation).number(node)


def holds(condition: Condition, situation: Situation) -> bool:
    """Tell whether a condition holds."""
    return Interpreter(situation).condition(condition)


def explain(node: Number | Condition, situation: Situation) -> Explanation:
    """Give what a formula is worth together with how it came about."""
    interpreter = Interpreter(situation, explaining=True)
    if isinstance(node, _CONDITIONS):
        interpreter.condition(node)
    else:
        interpreter.number(node)
    (explanation,) = interpreter.steps
    return explanation


_CONDITIONS = (FlagFact, IsGiven, Compare, CompareDays, ChoiceIs, Repeats, AllOf, AnyOf, Not)


class Interpreter:
    """Evaluates formulas for one candidate; keeps its steps where it explains.

    Args:
        situation: What the formulas are evaluated in.
        explaining: Whether to keep the steps.
    """

    def __init__(self, situation: Situation, *, explaining: bool = False) -> None:
        self._situation = situation
        self._explaining = explaining
        self._row: Mapping[str, object] = {}
        self._index: int | None = None
        self.steps: list[Explanation] = []

    @property
    def current_row(self) -> int | None:
        """The index of the row that is evaluated, where it is within a list."""
        return self._index

    def absent(self, fact: AnyFact) -> object:
        """Say what stands for a fact that was not stated, though a formula needs it: the checks refuse such evidence.

        Raises:
            MissingFactError: Always.
        """
        raise MissingFactError(fact, None if fact.rows is None else self._index)

    def number(self, node: Number) -> Fraction:
        """Give what a number is worth."""
        if not self._explaining:
            return self._number(node)
        with self._kept(node) as kept:
            kept.append(self._number(node))
        return cast("Fraction", kept[0])

    def condition(self, node: Condition) -> bool:
        """Tell whether a condition holds."""
        if not self._explaining:
            return self._condition(node)
        with self._kept(node) as kept:
            # A flag that was not reported is explained as such, though it counts as a no.
            absent = isinstance(node, FlagFact) and self.found(node) is None
            kept.append(None if absent else self._condition(node))
        return kept[0] is True

    @contextmanager
    def _kept(self, node: Number | Condition) -> Iterator[list[object]]:
        outer, self.steps = self.steps, []
        kept: list[object] = []
        yield kept
        outer.append(Explanation(node, kept[0], tuple(self.steps), self._index))
        self.steps = outer

    def _number(self, node: Number) -> Fraction:
        match node:
            case Constant(value):
                return value
            case Fact():
                found = self.found(node)
                return _counted(self.absent(node) if found is None else found)
            case Multiply(left, right):
                return self.number(left) * self.number(right)
            case Add(terms):
                return sum((self.number(term) for term in terms), ZERO)
            case Subtract(left, right):
                return self.number(left) - self.number(right)
            case When(condition, then, otherwise):
                return self.number(then if self.condition(condition) else otherwise)
            case PanelMark(marks, _):
                return panel_mark(self._marks(marks), marks.rule)
            case Ratio(numerator, denominator, otherwise):
                divisor = self.number(denominator)
                return self.number(numerator) / divisor if divisor else self.number(otherwise)
            case Cap(inner, most):
                return min(self.number(inner), self.number(most))
            case Floor(inner, least):
                return max(self.number(inner), self.number(least))
            case Least(terms):
                return min(self.number(term) for term in terms)
            case Greatest(terms):
                return max(self.number(term) for term in terms)
            case SumOver(rows, item):
                return sum((self.number(item) for _ in self._each(rows)), ZERO)
            case MeanOver(rows, item, over):
                summed = sum((self.number(item) for _ in self._each(rows)), ZERO)
                count = max(self.number(over), Fraction(len(self._rows(rows))))
                return summed / count if count else ZERO
            case BestOfEach(rows, key, item):
                return sum(self._best(rows, key, item).values(), ZERO)
            case SumOfBest(rows, item, count):
                return sum(sorted((self.number(item) for _ in self._each(rows)), reverse=True)[:count], ZERO)
            case Count(rows, where):
                return Fraction(sum(1 for _ in self._each(rows) if where is None or self.condition(where)))
            case CountDistinct(rows, key):
                return Fraction(len({self._key(key) for _ in self._each(rows)}))
            case Band(inner, baseline, _, _, _, _):
                return band_points(self.number(inner), self.number(baseline), node)
            case Steps(amount, size, started):
                counted = max(self.number(amount), ZERO) / size
                return Fraction(-(-counted // 1) if started else counted // 1)
            case Tiers(inner, _, _, _):
                return tier_of(self.number(inner), node)
            case ShareOfApplicable():
                return self._share(node)
            case DaysLate(day, due, calendar):
                return Fraction(days_late(self._needed_day(day), self._needed_day(due), calendar))
            case Quantize(inner, step, mode):
                return quantized(self.number(inner), step, mode)
            case RegionTotal():
                return self._situation.cohort.region_total(node)
            case CohortSum(inner):
                return self._situation.cohort.sum(inner)
            case CohortGreatest(inner):
                return self._situation.cohort.greatest(inner)
            case CohortSize():
                return Fraction(self._situation.cohort.size())
            case CohortRank(inner):
                return Fraction(self._rank(inner))
            case ShareOfGreatest(inner):
                own, top = self.number(inner), self._situation.cohort.greatest(inner)
                self._noted(CohortGreatest(inner), top)
                return own / top if top else ZERO
            case RankPoints(inner, most):
                rank, places = self._rank(inner), self._situation.cohort.size()
                self._noted(CohortRank(inner), Fraction(rank))
                self._noted(CohortSize(), Fraction(places))
                return most * (places - rank + 1) / places if places else ZERO
            case _:
                assert_never(node)

    def _condition(self, node: Condition) -> bool:
        match node:
            case FlagFact():
                return bool(self.found(node))
            case IsGiven(fact):
                found = self.found(fact)
                counted = _counted(found) if isinstance(fact, Fact) and found is not None else found
                return self._noted(fact, counted) is not None
            case ChoiceIs(choice, word):
                return self._text(choice) == word
            case Compare(left, sign, right):
                return _compared(self.number(left), sign, self.number(right))
            case CompareDays(left, sign, right):
                # Only what a panel is shown may be left out; a day that is not there is neither early nor late.
                days = self._day(left), self._day(right)
                return days[0] is not None and days[1] is not None and _compared(days[0], sign, days[1])
            case AllOf(conditions):
                return all(self.condition(each) for each in conditions)
            case AnyOf(conditions):
                return any(self.condition(each) for each in conditions)
            case Not(inner):
                return not self.condition(inner)
            case Repeats(rows, key):
                earlier = self._rows(rows)[: self._index or 0]
                return self._key(key) in {folded(_field(row, key.name)) for row in earlier}
            case _:
                assert_never(node)

    def _day(self, node: Day) -> date | None:
        match node:
            case DayFact():
                found = self.found(node)
            case FixedDay(stated):
                found = stated
            case EvaluationDay():
                found = self._situation.evaluation_day
            case _:
                assert_never(node)
        return cast("date | None", self._noted(node, found))

    def _needed_day(self, node: Day) -> date:
        found = self._day(node)
        return found if found is not None else cast("date", self.absent(cast("DayFact", node)))

    def _share(self, node: ShareOfApplicable) -> Fraction:
        got, could = ZERO, ZERO
        for applies, points, most in zip(node.applies, node.points, node.most, strict=True):
            if self.condition(applies):
                got += self.number(points)
                could += most
        return got / could if could else self.number(node.otherwise)

    def _rank(self, inner: Number) -> int:
        return 1 + self._situation.cohort.above(inner, self.number(inner))

    def _best(self, rows: RowsFact, key: ChoiceFact, item: Number) -> dict[str, Fraction]:
        best: dict[str, Fraction] = {}
        for _ in self._each(rows):
            group, points = self._key(key), self.number(item)
            best[group] = max(points, best.get(group, points))
        return best

    def _each(self, rows: RowsFact) -> Iterator[object]:
        """Make each row the current one in turn."""
        outer = self._row, self._index
        for index, row in enumerate(self._rows(rows)):
            self._row, self._index = {rows.name: row}, index
            yield row
        self._row, self._index = outer

    def _rows(self, rows: RowsFact) -> tuple[object, ...]:
        return cast("tuple[object, ...]", getattr(self._situation.evidence, rows.name))

    def found(self, fact: Fact | FlagFact | ChoiceFact | DayFact | MarksFact) -> object:
        """Give what the evidence, or the current row, holds of a fact; None where it was not stated."""
        if isinstance(fact, ChoiceFact) and fact.of_candidate:
            return self._situation.level
        owner = self._situation.evidence if fact.rows is None else self._row[fact.rows]
        return _field(owner, fact.name)

    def _marks(self, fact: MarksFact) -> tuple[Fraction, ...]:
        found = self._noted(fact, self.found(fact))
        return cast("tuple[Fraction, ...]", self.absent(fact) if found is None else found)

    def _text(self, fact: ChoiceFact) -> str | None:
        return cast("str | None", self._noted(fact, self.found(fact)))

    def _key(self, fact: ChoiceFact) -> str:
        text = self._text(fact)
        return folded(self.absent(fact) if text is None else text)

    def _noted(self, node: Node, found: object) -> object:
        """Keep, where explaining, a value that was found rather than computed."""
        if self._explaining:
            self.steps.append(Explanation(node, found, (), self._index))
        return found


def _counted(found: object) -> Fraction:
    if isinstance(found, tuple):
        return Fraction(len(found))
    return found if isinstance(found, Fraction) else Fraction(cast("int | Decimal", found))


def _field(owner: object, name: str) -> object:
    return getattr(owner, name) if attrs.has(type(owner)) else owner


def _compared(left: Comparable, sign: Comparison, right: Comparable) -> bool:
    match sign:
        case ">":
            return left > right
        case ">=":
            return left >= right
        case "<":
            return left < right
        case "<=":
            return left <= right
        case _:
            assert_never(sign)
