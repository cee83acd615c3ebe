"""Writing what words make: each node that a word gives, as that word and what it is given."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from fractions import Fraction
from typing import TypeAlias, assert_never

from lianbing.formula.nodes import (
    Band,
    BestOfEach,
    Cap,
    ChoiceFact,
    ChoiceIs,
    CohortGreatest,
    CohortRank,
    CohortSize,
    CohortSum,
    Condition,
    Count,
    CountDistinct,
    DaysLate,
    Fact,
    Floor,
    Greatest,
    IsGiven,
    Least,
    MeanOver,
    Node,
    Number,
    PanelMark,
    Quantize,
    RankPoints,
    RegionTotal,
    RowsFact,
    ShareOfApplicable,
    ShareOfGreatest,
    Steps,
    SumOfBest,
    SumOver,
    Tiers,
    When,
)
from lianbing.formula.text.measures import Measures
from lianbing.formula.text.parsing import OR
from lianbing.formula.text.reader import ZERO
from lianbing.formula.text.spelling import Said, figure, named, option, quoted

OverRows: TypeAlias = Count | CountDistinct | SumOver | MeanOver | BestOfEach | SumOfBest
OfCohort: TypeAlias = CohortSum | CohortGreatest | CohortRank | CohortSize | ShareOfGreatest | RankPoints | RegionTotal
OfFacts: TypeAlias = PanelMark | DaysLate | ShareOfApplicable | When
OfNumbers: TypeAlias = Least | Greatest | Cap | Floor | Steps | Tiers | Band | Quantize

_LIMITS = ("low", "high", "most")


def call(word: str, *given: str) -> Said:
    """Write a word and what it is given."""
    return Said(f"{word}({', '.join(given)})")


class WordWriter(ABC):
    """Writes what words make; what stands below is written by whoever knows all nodes."""

    def __init__(self, measures: Measures) -> None:
        self.measures = measures

    @abstractmethod
    def said(self, node: Node) -> Said:
        """Write a node."""

    def at(self, node: Node, level: int = OR) -> str:
        """Write a node where something of this level is needed."""
        return self.said(node).at(level)

    def all(self, nodes: Iterable[Node], level: int = OR) -> list[str]:
        """Write several nodes."""
        return [self.at(each, level) for each in nodes]

    def of_numbers(self, node: OfNumbers) -> Said:
        """Write a limit, a rounding, steps, tiers or a band."""
        match node:
            case Least(terms):
                return call("least", *self.all(terms))
            case Greatest(terms):
                return call("greatest", *self.all(terms))
            case Cap(inner, most):
                return call("cap", self.at(inner), self.at(most))
            case Floor(inner, least):
                return call("floor", self.at(inner), *([] if least == ZERO else [self.at(least)]))
            case Steps() | Quantize() | Tiers() | Band():
                return self._of_figures(node)
            case _ as never:
                assert_never(never)

    def _of_figures(self, node: Steps | Quantize | Tiers | Band) -> Said:
        match node:
            case Steps(amount, size, started):
                return call("steps", self.at(amount), figure(size).text, f'count="{"started" if started else "full"}"')
            case Quantize(inner, step, mode):
                said = [] if mode == "ROUND_HALF_UP" else [f'mode="{mode}"']
                return call("round", self.at(inner), figure(step).text, *said)
            case Tiers(inner, tiers, otherwise, above):
                rising = [f"{figure(start).text}: {figure(worth).text}" for start, worth in tiers]
                last = [f"otherwise={figure(otherwise).text}"] if otherwise else []
                return call("tiers", self.at(inner), *rising, *last, *(["above=true"] if above else []))
            case Band(value, baseline, low, high, most, shape):
                limits = [f"{name}={figure(each).text}" for name, each in zip(_LIMITS, (low, high, most), strict=True)]
                shaped = [] if shape == "linear" else [f'shape="{shape}"']
                return call("band", self.at(value), self.at(baseline), *limits, *shaped)
            case _ as never:
                assert_never(never)

    def of_facts(self, node: OfFacts) -> Said:
        """Write a panel's mark, days, a share of what applies, or a case."""
        match node:
            case PanelMark(marks, most):
                return call("panel", named(marks).text, f"most={figure(most).text}")
            case DaysLate(day, due, calendar):
                word = "days_late" if calendar is None else "working_days_late"
                return call(word, self.at(day), self.at(due))
            case ShareOfApplicable(applies, points, most, otherwise):
                parts = [
                    f"{self.at(condition)}: {self.at(got)} of {figure(top).text}"
                    for condition, got, top in zip(applies, points, most, strict=True)
                ]
                last = [] if otherwise == ZERO else [f"otherwise={self.at(otherwise)}"]
                return call("share_of_applicable", *parts, *last)
            case When(IsGiven(Fact() as fact), then, otherwise) if then == fact:
                return call("or_else", named(fact).text, self.at(otherwise))
            case When(condition, then, otherwise):
                return self._pick(node) or call("when", *self.all((condition, then, otherwise)))
            case _ as never:
                assert_never(never)

    def _pick(self, node: When) -> Said | None:
        """Write a chain of cases by one choice as such; None where there are not two."""
        options: dict[str, Number] = {}
        choice: ChoiceFact | None = None
        rest: Number = node
        while isinstance(rest, When) and isinstance(rest.condition, ChoiceIs):
            test = rest.condition
            if test.value in options or test.choice != (choice or test.choice):
                break
            choice, options[test.value], rest = test.choice, rest.then, rest.otherwise
        if choice is None or len(options) < 2:
            return None
        said = [option(word, self.at(worth)) for word, worth in options.items()]
        return call("pick", named(choice).text, *said, f"otherwise = {self.at(rest)}")

    def over_rows(self, node: OverRows) -> Said:
        """Write what goes over the rows of a list."""
        match node:
            case Count(rows, where):
                return call("count", named(rows).text) if where is None else self.over_any("count", rows, where)
            case CountDistinct(_, key):
                return call("distinct", named(key).text)
            case SumOver(rows, item):
                return self.over_some("sum", rows, item)
            case MeanOver(rows, item, over):
                last = [] if over == ZERO else [f"over={self.at(over)}"]
                return call("mean", *self._named(rows, item), self.at(item), *last)
            case BestOfEach(_, key, item):
                return call("best_of_each", named(key).text, self.at(item))
            case SumOfBest(rows, item, count):
                return call("sum_of_best", figure(Fraction(count)).text, *self._named(rows, item), self.at(item))
            case _ as never:
                assert_never(never)

    def over_some(self, word: str, rows: RowsFact, item: Number) -> Said:
        """Write what goes over rows; where it counts some of them alone, they are told by ``where``."""
        if not isinstance(item, When) or item.otherwise != ZERO:
            return call(word, *self._named(rows, item), self.at(item))
        return call(word, *self._named(rows, item), self.at(item.then), f"where={self.at(item.condition)}")

    def over_any(self, word: str, rows: RowsFact, condition: Condition) -> Said:
        """Write what asks a condition of rows."""
        return call(word, *self._named(rows, condition), self.at(condition))

    def _named(self, rows: RowsFact, item: Number | Condition) -> list[str]:
        """Name the list only where the expression does not tell which it is."""
        return [] if self.measures.of(item).rows == {rows.name} else [named(rows).text]

    def of_cohort(self, node: OfCohort) -> Said:
        """Write what compares with the cohort or the region."""
        match node:
            case CohortSum(inner):
                return call("sum_of_cohort", self.at(inner))
            case CohortGreatest(inner):
                return call("greatest_of_cohort", self.at(inner))
            case CohortRank(inner):
                return call("rank_in_cohort", self.at(inner))
            case CohortSize():
                return call("size_of_cohort")
            case ShareOfGreatest(inner):
                return call("share_of_greatest", self.at(inner))
            case RankPoints(inner, most):
                return call("rank_points", self.at(inner), f"most={figure(most).text}")
            case RegionTotal(region, name, inner, label):
                told = [f"title={quoted(label.zh)}"] if label.zh != name else []
                told += [f"english={quoted(label.en)}"] if label.en != label.zh else []
                told += [f"otherwise_sum_of={self.at(inner)}"] if inner is not None else []
                return call("region_total", quoted(region), quoted(name), *told)
            case _ as never:
                assert_never(never)
