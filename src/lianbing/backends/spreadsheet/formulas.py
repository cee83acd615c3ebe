"""Formulas in cells: what each node of the language is in a spreadsheet."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, assert_never

import attrs

from lianbing.backends.spreadsheet.arithmetic import is_zero
from lianbing.backends.spreadsheet.calendar import days_late
from lianbing.backends.spreadsheet.cohort import CohortCells
from lianbing.backends.spreadsheet.facts import serial
from lianbing.backends.spreadsheet.grid import Column, Grid
from lianbing.backends.spreadsheet.quantity import (
    Quantity,
    add,
    choose,
    counted,
    divide,
    greatest,
    least,
    multiply,
    opposite,
    reaches,
    stated,
    subtract,
)
from lianbing.backends.spreadsheet.references import Cell
from lianbing.backends.spreadsheet.rounding import rounded, steps
from lianbing.backends.spreadsheet.rows import (
    Runs,
    cell_seen_from,
    count_of_rows,
    leads,
    only_where,
    seen_from,
    sum_of_rows,
)
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
    children,
)


class Source(Protocol):
    """Where the facts of rows stand in cells."""

    @property
    def grid(self) -> Grid:
        """The grid whose rows they are of."""

    def number(self, fact: Fact) -> Quantity:
        """Give a number."""

    def flag(self, fact: FlagFact) -> Cell:
        """Tell whether a yes/no fact is a yes."""

    def word(self, fact: ChoiceFact, word: str) -> Cell:
        """Tell whether a choice is a word."""

    def day(self, fact: DayFact) -> Cell:
        """Give a day by its number."""

    def is_given(self, fact: Fact | FlagFact | ChoiceFact | DayFact | MarksFact) -> Cell:
        """Tell whether a fact was stated."""

    def panel(self, fact: MarksFact) -> Quantity:
        """Put a panel's marks together."""

    def code(self, fact: ChoiceFact, runs: Runs, numbers: Column) -> Cell:
        """Give the number of the first row of the run that has the same text."""


@attrs.frozen(eq=False)
class ListCells:
    """A list of the evidence in cells: a row for each of its rows, those of a candidate together.

    Attributes:
        source: Where the facts of the rows stand.
        numbers: The rows' numbers, from 1.
        owners: For each row, the row of the candidate.
        runs: For each candidate, its rows.
    """

    source: Source
    numbers: Column
    owners: Sequence[int]
    runs: Runs

    @property
    def of_owner(self) -> Runs:
        """For each row, all rows of its candidate."""
        return [self.runs[owner] for owner in self.owners]


@attrs.define(eq=False)
class Formulas:
    """Puts formulas into the cells of one indicator.

    Attributes:
        source: Where the facts of the candidates stand.
        lists: Its lists by name.
        cohort: Whom candidates are compared with.
        level: Tells whether the candidates' level is a word; of None, whether they have one.
        evaluation_day: The campaign's evaluation day, by its number.
        region_total: Gives the region's total that the campaign states; None where it states none.
        has_evidence: The candidates whose figures make a region's total that is not stated.
        describe: Names a node, as the heading of its column.
    """

    source: Source
    lists: Mapping[str, ListCells]
    cohort: CohortCells
    level: Callable[[str | None], Cell]
    evaluation_day: Cell
    region_total: Callable[[RegionTotal], Quantity | None]
    has_evidence: Column
    describe: Callable[[Node], str]
    _numbers: dict[tuple[Number, str | None], Quantity] = attrs.field(factory=dict, repr=False)
    _conditions: dict[tuple[Condition, str | None], Cell] = attrs.field(factory=dict, repr=False)

    def number(self, node: Number, rows: str | None = None) -> Quantity:
        """Put a number into cells.

        Args:
            node: The formula.
            rows: The list whose rows get it; None for the candidates.
        """
        key = (node, rows)
        if key not in self._numbers:
            if rows is not None and row_of(node) != rows:
                outer = self.number(node)
                self._numbers[key] = seen_from(self._grid(rows), outer, self.lists[rows].owners)
            else:
                with self._grid(rows).about(self.describe(node)):
                    self._numbers[key] = self._number(node, rows)
        return self._numbers[key]

    def condition(self, node: Condition, rows: str | None = None) -> Cell:
        """Put a condition into cells: 1 where it holds, else 0."""
        key = (node, rows)
        if key not in self._conditions:
            if rows is not None and row_of(node) != rows:
                self._conditions[key] = cell_seen_from(self.condition(node), self.lists[rows].owners)
            else:
                with self._grid(rows).about(self.describe(node)):
                    self._conditions[key] = self._condition(node, rows)
        return self._conditions[key]

    def _grid(self, rows: str | None) -> Grid:
        return self._source(rows).grid

    def _source(self, rows: str | None) -> Source:
        return self.source if rows is None else self.lists[rows].source

    def _number(self, node: Number, rows: str | None) -> Quantity:
        grid = self._grid(rows)

        def of(inner: Number) -> Quantity:
            return self.number(inner, rows)

        match node:
            case Constant(figure):
                return stated(grid, figure)
            case Fact():
                return self._source(node.rows).number(node)
            case PanelMark(marks, _):
                return self._source(marks.rows).panel(marks)
            case Add(terms):
                return add([of(term) for term in terms]) if terms else stated(grid, 0)
            case Subtract(left, right):
                return subtract(of(left), of(right))
            case Multiply(left, right):
                return multiply(of(left), of(right))
            case Ratio(numerator, denominator, otherwise):
                return divide(of(numerator), of(denominator), of(otherwise))
            case Cap(inner, most):
                return least([of(inner), of(most)])
            case Floor(inner, lowest):
                return greatest([of(inner), of(lowest)])
            case Least(terms):
                return least([of(term) for term in terms])
            case Greatest(terms):
                return greatest([of(term) for term in terms])
            case When(condition, then, otherwise):
                return choose(self.condition(condition, rows), of(then), of(otherwise))
            case Quantize(inner, step, mode):
                return rounded(of(inner), step, mode)
            case Steps(amount, size, started):
                return steps(of(amount), size, started=started)
            case Tiers():
                return self._tiers(node, of(node.inner))
            case Band():
                return self._band(node, of(node.value), of(node.baseline))
            case ShareOfApplicable():
                return self._share(node, rows)
            case DaysLate(day, due, calendar):
                return counted(grid, days_late(grid, self._day(day, rows), self._day(due, rows), calendar))
            case Count(of_rows, where):
                return self._count(of_rows, where)
            case CountDistinct(of_rows, key):
                return self._count_distinct(of_rows, key)
            case SumOver(of_rows, item):
                return self._sum(of_rows, self.number(item, of_rows.name))
            case MeanOver(of_rows, item, over):
                count = greatest([self.number(over), self._count(of_rows, None)])
                summed = self._sum(of_rows, self.number(item, of_rows.name))
                return divide(summed, count, stated(summed.grid, 0))
            case BestOfEach(of_rows, key, item):
                return self._best(of_rows, self._codes(of_rows, key), item, 1)
            case SumOfBest(of_rows, item, count):
                return self._best(of_rows, 1, item, count)
            case RegionTotal():
                return self._region_total(node)
            case CohortSum(inner):
                return self.cohort.sum(self.number(inner))
            case CohortGreatest(inner):
                return self.cohort.greatest(self.number(inner))
            case CohortRank(inner):
                return self.cohort.rank(self.number(inner))
            case CohortSize():
                return self.cohort.size()
            case ShareOfGreatest(inner):
                return divide(of(inner), self.cohort.greatest(of(inner)), stated(grid, 0))
            case RankPoints(inner, most):
                places = self.cohort.size()
                ahead = add([subtract(places, self.cohort.rank(of(inner))), stated(grid, 1)])
                return divide(multiply(stated(grid, most), ahead), places, stated(grid, 0))
            case _:
                assert_never(node)

    def _condition(self, node: Condition, rows: str | None) -> Cell:
        match node:
            case FlagFact():
                return self._source(node.rows).flag(node)
            case IsGiven(ChoiceFact(of_candidate=True)):
                return self.level(None)
            case IsGiven(fact):
                return self._source(fact.rows).is_given(fact)
            case ChoiceIs(choice, word):
                return self.level(word) if choice.of_candidate else self._source(choice.rows).word(choice, word)
            case Compare(left, sign, right):
                return self._compare(self.number(left, rows), sign, self.number(right, rows))
            case CompareDays(left, sign, right):
                return self._compare_days(node, sign, rows, self._day(left, rows), self._day(right, rows))
            case AllOf(conditions):
                return self._joined("MIN", conditions, rows, min) if conditions else 1
            case AnyOf(conditions):
                return self._joined("MAX", conditions, rows, max) if conditions else 0
            case Not(inner):
                return opposite(self.condition(inner, rows), self._grid(rows))
            case Repeats(of_rows, key):
                own = self.lists[of_rows.name]
                codes = self._codes(of_rows, key)
                return own.source.grid.make("test", "IF({0}<{1},1,0)", (codes, own.numbers), _before)
            case _:
                assert_never(node)

    def _joined(
        self, name: str, conditions: Sequence[Condition], rows: str | None, compute: Callable[..., int]
    ) -> Cell:
        cells: list[Cell] = [self.condition(each, rows) for each in conditions]
        grid = self._grid(rows)
        while len(cells) > 1:
            some, cells = cells[:_TOGETHER], cells[_TOGETHER:]
            slots = ",".join(f"{{{at}}}" for at in range(len(some)))
            cells.insert(0, grid.make("test", f"{name}({slots})", some, lambda *found: compute(found)))
        return cells[0]

    def _compare(self, left: Quantity, sign: Comparison, right: Quantity) -> Cell:
        match sign:
            case ">=":
                return reaches(left, right)
            case "<=":
                return reaches(right, left)
            case "<":
                return opposite(reaches(left, right), left.grid)
            case ">":
                return opposite(reaches(right, left), left.grid)
            case _:
                assert_never(sign)

    def _compare_days(self, node: CompareDays, sign: Comparison, rows: str | None, left: Cell, right: Cell) -> Cell:
        grid = self._grid(rows)
        compared = grid.make("test", f"IF({{0}}{sign}{{1}},1,0)", (left, right), _COMPARISONS[sign])
        given = [self.condition(IsGiven(day), rows) for day in (node.left, node.right) if isinstance(day, DayFact)]
        cells = (compared, *given)
        return grid.make("test", "*".join(f"{{{at}}}" for at in range(len(cells))), cells, _all)

    def _day(self, node: Day, rows: str | None) -> Cell:
        match node:
            case DayFact():
                return self._seen(self._source(node.rows).day(node), node.rows, rows)
            case FixedDay(day):
                return serial(day)
            case EvaluationDay():
                return self._seen(self.evaluation_day, None, rows)
            case _:
                assert_never(node)

    def _seen(self, cell: Cell, of: str | None, rows: str | None) -> Cell:
        """Give a candidate's cell as the rows of its list see it."""
        return cell if of == rows or rows is None else cell_seen_from(cell, self.lists[rows].owners)

    def _tiers(self, node: Tiers, found: Quantity) -> Quantity:
        grid = found.grid
        below = node.otherwise
        terms = [stated(grid, below)]
        for start, figure in node.tiers:
            limit = stated(grid, start)
            reached = opposite(reaches(limit, found), grid) if node.above else reaches(found, limit)
            terms.append(multiply(counted(grid, reached), stated(grid, figure - below)))
            below = figure
        return add(terms)

    def _band(self, node: Band, found: Quantity, baseline: Quantity) -> Quantity:
        grid = found.grid
        zero, most = stated(grid, 0), stated(grid, node.most)
        any_points = choose(opposite(reaches(zero, found), grid), most, zero)
        low = multiply(baseline, stated(grid, node.low))
        if node.shape == "step":
            reached = choose(reaches(found, low), most, zero)
            return choose(is_zero(baseline.numerator), any_points, reached)
        width = multiply(baseline, stated(grid, node.high - node.low))
        share = least([greatest([divide(subtract(found, low), width, zero), zero]), stated(grid, 1)])
        return choose(is_zero(baseline.numerator), any_points, multiply(most, share))

    def _share(self, node: ShareOfApplicable, rows: str | None) -> Quantity:
        grid = self._grid(rows)
        tests = [self.condition(each, rows) for each in node.applies]
        points = [only_where(test, self.number(each, rows)) for test, each in zip(tests, node.points, strict=True)]
        could = [only_where(test, stated(grid, most)) for test, most in zip(tests, node.most, strict=True)]
        return divide(add(points), add(could), self.number(node.otherwise, rows))

    def _sum(self, rows: RowsFact, item: Quantity) -> Quantity:
        return sum_of_rows(self.source.grid, item, self.lists[rows.name].runs)

    def _count(self, rows: RowsFact, where: Condition | None) -> Quantity:
        own = self.lists[rows.name]
        if where is None:
            return count_of_rows(self.source.grid, own.numbers, own.runs)
        return self._sum(rows, counted(own.source.grid, self.condition(where, rows.name)))

    def _codes(self, rows: RowsFact, key: ChoiceFact) -> Cell:
        own = self.lists[rows.name]
        return own.source.code(key, own.of_owner, own.numbers)

    def _count_distinct(self, rows: RowsFact, key: ChoiceFact) -> Quantity:
        own = self.lists[rows.name]
        first = own.source.grid.make("test", "IF({0}={1},1,0)", (self._codes(rows, key), own.numbers), _same)
        return self._sum(rows, counted(own.source.grid, first))

    def _best(self, rows: RowsFact, groups: Cell, item: Number, count: int) -> Quantity:
        own = self.lists[rows.name]
        points = self.number(item, rows.name)
        best = leads(points, own.of_owner, own.numbers, groups, count)
        return self._sum(rows, only_where(best, points))

    def _region_total(self, node: RegionTotal) -> Quantity:
        found = self.region_total(node)
        if found is not None:
            return found
        assert node.inner is not None, "the checks refuse a campaign that lacks such a total"
        everyone = [(0, self.source.grid.size)] * self.source.grid.size
        return sum_of_rows(self.source.grid, only_where(self.has_evidence, self.number(node.inner)), everyone)


_TOGETHER = 30


def row_of(node: Node) -> str | None:
    """Name the list whose rows a formula is about; None where it is about the candidate."""
    match node:
        case Fact() | FlagFact() | ChoiceFact() | DayFact() | MarksFact():
            return node.rows
        case Repeats(rows, _):
            return rows.name
        case Count() | CountDistinct() | SumOver() | MeanOver() | BestOfEach() | SumOfBest():
            # These go over the rows of a list and give one figure for the candidate.
            return None
    return next((found for child in children(node) if (found := row_of(child)) is not None), None)


def _before(code: int, number: int) -> int:
    return int(code < number)


def _same(code: int, number: int) -> int:
    return int(code == number)


def _all(*tests: int) -> int:
    return int(all(tests))


_COMPARISONS: Mapping[Comparison, Callable[[int, int], int]] = {
    ">": lambda a, b: int(a > b),
    ">=": lambda a, b: int(a >= b),
    "<": lambda a, b: int(a < b),
    "<=": lambda a, b: int(a <= b),
}
