"""Formulas to source: what each number and each condition of the language is in integer pairs."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from typing import assert_never, cast

import attrs

from lianbing.backends.compiled.pairs import Pair, Pairs, constant, times
from lianbing.backends.compiled.reader import Reader
from lianbing.backends.compiled.shapes import Shapes
from lianbing.backends.compiled.source import Source
from lianbing.formula.free import free_rows
from lianbing.formula.nodes import (
    Add,
    AllOf,
    AnyOf,
    Band,
    BestOfEach,
    Cap,
    ChoiceIs,
    CohortGreatest,
    CohortRank,
    CohortSize,
    CohortSum,
    Compare,
    CompareDays,
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
from lianbing.formula.shorthand import Shorthand, spelt_out


class Writer:
    """Writes formulas as source; what was written once in a block is used again within it.

    Args:
        source: Where the lines go.
        reader: Writes how facts are read.
    """

    def __init__(self, source: Source, reader: Reader) -> None:
        self._source = source
        self._reader = reader
        self._pairs = Pairs(source)
        self._shapes = Shapes(source, self._pairs)
        # Innermost block last: what was written in it, and the list that it goes through, if any.
        self._blocks: list[tuple[dict[Node, Pair], str | None]] = [({}, None)]

    def number(self, node: Number) -> Pair:
        """Write a number."""
        found = self._written(node)
        if found is None:
            found = self._number(node)
            self._blocks[-1][0][node] = found
        return found

    def _written(self, node: Number) -> Pair | None:
        rows = free_rows(node)
        for written, through in reversed(self._blocks):
            if node in written:
                return written[node]
            if through in rows:  # further out, the same facts are those of another row
                return None
        return None

    @contextmanager
    def _block(self, through: str | None = None) -> Iterator[None]:
        self._blocks.append(({}, through))
        yield
        self._blocks.pop()

    @contextmanager
    def _each(self, rows: RowsFact) -> Iterator[None]:
        with self._reader.each(rows), self._block(rows.name):
            yield

    def _number(self, node: Number) -> Pair:
        pairs = self._pairs
        match node:
            case Constant(value):
                return constant(value)
            case Fact():
                return self._reader.number(node)
            case PanelMark():
                return self._reader.panel(node)
            case Add(terms):
                return pairs.add([self.number(term) for term in terms])
            case Subtract(left, right):
                return pairs.subtract(self.number(left), self.number(right))
            case Multiply(left, right):
                return pairs.multiply(self.number(left), self.number(right))
            case Ratio():
                return self._ratio(node)
            case Cap(inner, limit):
                return pairs.lesser(self.number(inner), self.number(limit))
            case Floor(inner, limit):
                return pairs.lesser(self.number(inner), self.number(limit), greater=True)
            case Least(terms) | Greatest(terms):
                found = self.number(terms[0])
                for term in terms[1:]:
                    found = pairs.lesser(found, self.number(term), greater=isinstance(node, Greatest))
                return found
            case When(condition, then, otherwise):
                return self._either(self.condition(condition), then, otherwise)
            case Count(rows, where):
                return self._count(rows, where)
            case CountDistinct(rows, key):
                return self._distinct(rows, key.name, lambda: self._reader.key(key))
            case SumOver(rows, item):
                return self._sum(rows, item)
            case BestOfEach():
                return self._best(node)
            case SumOfBest(rows, item, count):
                return self._greatest_few(rows, item, count)
            case Steps(amount, size, started):
                return self._shapes.steps(self.number(amount), size, started=started)
            case Tiers():
                return self._shapes.tiers(self.number(node.inner), node)
            case ShareOfApplicable():
                return self._share(node)
            case DaysLate(day, due, calendar):
                late = f"days_late({self._day(day)}, {self._day(due)}, {self._source.constant(calendar)})"
                return pairs.named(late, 1, sure=True)
            case Band(inner, baseline, _, _, _, _):
                return self._shapes.band(self.number(inner), self.number(baseline), node)
            case Quantize(inner, step, mode):
                return self._shapes.rounded(self.number(inner), step, mode)
            case RegionTotal() | CohortSum() | CohortGreatest() | CohortSize():
                return self._reader.asked(node)
            case CohortRank(inner):
                return pairs.named(self._reader.rank(node, self.number(inner)), 1, sure=True)
            case MeanOver() | ShareOfGreatest() | RankPoints():
                return self._shorthand(node)
            case _:
                assert_never(node)

    def condition(self, node: Condition) -> str:
        """Write a condition, as an expression that can stand anywhere."""
        match node:
            case FlagFact():
                return self._reader.flag(node)
            case IsGiven(fact):
                return f"({self._reader.is_given(fact)})"
            case ChoiceIs(choice, word):
                return f"({self._reader.text(choice)} == {self._source.constant(word)})"
            case Compare(left, sign, right):
                return f"({self._pairs.compared(self.number(left), sign, self.number(right))})"
            case CompareDays(left, sign, right):
                days = [self._day(each, needed=False) for each in (left, right)]
                given = [
                    f"{name} is not None and "
                    for name, each in zip(days, (left, right), strict=True)
                    if isinstance(each, DayFact)
                ]
                return f"({''.join(given)}{days[0]} {sign} {days[1]})"
            case AllOf(conditions):
                return self._several("and", conditions)
            case AnyOf(conditions):
                return self._several("or", conditions)
            case Not(inner):
                return f"(not {self.condition(inner)})"
            case Repeats():
                return self._reader.repeats(node)
            case _:
                assert_never(node)

    def _several(self, word: str, conditions: tuple[Condition, ...]) -> str:
        """Write several conditions so that what need not be asked is not: what it reads may not have been stated."""
        found = ""
        for each in conditions:
            with self._source.apart(deeper=1) as lines, self._block():
                text = self.condition(each)
            if not found or not lines:
                self._source.lines([line[4:] for line in lines])
                found = f"{found} {word} {text}" if found else text
                continue
            name = self._source.name("c")
            self._source.line(f"{name} = {found}")
            with self._source.block(f"if {name if word == 'and' else f'not {name}'}:"):
                self._source.lines(lines)
                self._source.line(f"{name} = {text}")
            found = name
        return f"({found})" if found else str(word == "and")

    def _day(self, node: Day, *, needed: bool = True) -> str:
        match node:
            case DayFact():
                return self._reader.day(node, needed=needed)
            case FixedDay(value):
                return self._source.constant(value)
            case EvaluationDay():
                return self._reader.evaluation_day()
            case _:
                assert_never(node)

    def _either(self, test: str, then: Number, otherwise: Number) -> Pair:
        source = self._source
        with source.apart(deeper=1) as first, self._block():
            one = self.number(then)
        with source.apart(deeper=1) as second, self._block():
            other = self.number(otherwise)
        sure, weight = one.sure and other.sure, max(one.weight, other.weight)
        if one.known and other.known:
            (above, below), denominator = self._pairs.alike([one, other])
            if not first and not second:
                return self._pairs.named(f"{above} if {test} else {below}", denominator, sure=sure)
            name = source.name("n")
            self._branches(test, [*first, f"{name} = {above}"], [*second, f"{name} = {below}"])
            return Pair(name, denominator, sure)
        name, per = source.name("n"), source.name("d")
        self._branches(
            test,
            [*first, f"{name}, {per} = {one.numerator}, {one.denominator}"],
            [*second, f"{name}, {per} = {other.numerator}, {other.denominator}"],
        )
        return Pair(name, per, sure, weight)

    def _branches(self, test: str, then: list[str], otherwise: list[str]) -> None:
        for head, (*lines, last) in ((f"if {test}:", then), ("else:", otherwise)):
            with self._source.block(head):
                self._source.lines(lines)
                self._source.line(last)

    def _ratio(self, node: Ratio) -> Pair:
        divisor = self.number(node.denominator)
        if divisor.constant:
            return self._pairs.multiply(self.number(node.numerator), constant(1 / divisor.constant))
        source = self._source
        name, per = source.name("n"), source.name("d")
        with source.block(f"if {divisor.numerator}:"), self._block():
            own = self.number(node.numerator)
            above, below = times(own.numerator, divisor.denominator), times(own.denominator, divisor.numerator)
            source.line(f"{name}, {per} = {above}, {below}")
            if not divisor.sure:
                with source.block(f"if {per} < 0:"):
                    source.line(f"{name}, {per} = -{name}, -{per}")
        with source.block("else:"), self._block():
            other = self.number(node.otherwise)
            self._pairs.assign(name, per, other)
        weight = own.weight + divisor.weight + 1
        return self._pairs.watched(Pair(name, per, own.sure and divisor.sure and other.sure, weight))

    def _shorthand(self, node: Shorthand) -> Pair:
        meant = spelt_out(node)
        if isinstance(meant.numerator, SumOver):
            self.number(
                meant.numerator
            )  # before the test of the divisor: what always runs goes through lists in one walk
        found = self._ratio(meant)
        # Whoever is not in the cohort can stand below all of it, and below 0 never.
        return attrs.evolve(found, sure=node.most >= 0) if isinstance(node, RankPoints) else found

    # Lists ---------------------------------------------------------------------------------------------------------

    def _count(self, rows: RowsFact, where: Condition | None) -> Pair:
        if where is None:
            return self._pairs.named(self._reader.length(rows), 1, sure=True)
        name = self._source.name("n")
        self._source.line(f"{name} = 0")
        with self._each(rows), self._source.block(f"if {self.condition(where)}:"):
            self._source.line(f"{name} += 1")
        return Pair(name, 1, sure=True)

    def _distinct(self, rows: RowsFact, of: str, key: Callable[[], str]) -> Pair:
        name = self._source.name("keys")
        self._source.line(f"{name} = set()")
        with self._each(rows):
            self._source.line(f"{name}.add({key()})")
        return self._pairs.named(f"len({name})", 1, sure=True)

    def _sum(self, rows: RowsFact, item: Number) -> Pair:
        source = self._source
        name, per = source.name("n"), source.name("d")
        before = cast("list[str]", [])
        with source.apart() as lines:
            with self._each(rows):
                found = self.number(item)
                if found.known:
                    source.line(f"{name} += {found.numerator}")
                else:
                    with source.block(f"if {found.denominator} == {per}:"):
                        source.line(f"{name} += {found.numerator}")
                    with source.block("else:"):
                        grown = f"{name} * {found.denominator} + {found.numerator} * {per}, {per} * {found.denominator}"
                        source.line(f"{name}, {per} = {grown}")
                        with source.block(f"if {per} > GROWN:"):
                            source.line(f"{name}, {per} = reduced({name}, {per})")
            before = list(lines)
        source.line(f"{name} = 0" if found.known else f"{name}, {per} = 0, 1")
        source.lines(before)
        return Pair(name, found.known or per, found.sure, 0 if found.known else 1)

    def _best(self, node: BestOfEach) -> Pair:
        source = self._source
        best, key, known = source.name("best"), source.name("key"), source.name("b")
        source.line(f"{best} = {{}}")
        with self._each(node.rows):
            source.line(f"{key} = {self._reader.key(node.key)}")
            found = self.number(node.item)
            source.line(f"{known} = {best}.get({key})")
            if found.known:
                own, more = found.numerator, f"{found.numerator} > {known}"
            else:
                own = f"{found.numerator}, {found.denominator}"
                more = f"{found.numerator} * {known}[1] > {known}[0] * {found.denominator}"
            with source.block(f"if {known} is None or {more}:"):
                source.line(f"{best}[{key}] = {own}")
        return self._total(f"{best}.values()", found)

    def _total(self, values: str, each: Pair) -> Pair:
        """Add what was kept of rows: numerators of one denominator, or pairs."""
        if each.known:
            return self._pairs.named(f"sum({values})", each.known, sure=each.sure)
        name, per = self._source.name("n"), self._source.name("d")
        self._source.line(f"{name}, {per} = total({values})")
        return Pair(name, per, each.sure, 1)

    def _greatest_few(self, rows: RowsFact, item: Number, count: int) -> Pair:
        source = self._source
        found = source.name("found")
        source.line(f"{found} = []")
        with self._each(rows):
            each = self.number(item)
            own = each.numerator if each.known else f"({each.numerator}, {each.denominator})"
            source.line(f"{found}.append({own})")
        if each.known:
            return self._pairs.named(f"sum(sorted({found}, reverse=True)[:{count}])", each.known, sure=each.sure)
        name, per = source.name("n"), source.name("d")
        source.line(f"{name}, {per} = sum_of_best({found}, {count})")
        return Pair(name, per, each.sure, 1)

    # Shapes --------------------------------------------------------------------------------------------------------

    def _share(self, node: ShareOfApplicable) -> Pair:
        """Divide what the parts that apply got by what they can give; both are added up as the parts are asked."""
        source = self._source
        (*wholes,), per_whole = self._pairs.alike([constant(each) for each in node.most])
        got, per, could = source.name("n"), source.name("d"), source.name("n")
        source.line(f"{got}, {per}, {could} = 0, 1, 0")
        sure = True
        for applies, points, whole in zip(node.applies, node.points, wholes, strict=True):
            with source.block(f"if {self.condition(applies)}:"), self._block():
                own = self.number(points)
                sure = sure and own.sure
                source.line(
                    f"{got}, {per} = {times(got, own.denominator)} + {times(own.numerator, per)}, "
                    f"{times(per, own.denominator)}"
                )
                source.line(f"{could} += {whole}")
        with source.block(f"if {could}:"):
            source.line(f"{got}, {per} = {times(got, per_whole)}, {times(per, could)}")
        with source.block("else:"), self._block():
            other = self.number(node.otherwise)
            self._pairs.assign(got, per, other)
        return self._pairs.watched(Pair(got, per, sure and other.sure, len(node.most) + 1))

    def added(self, pairs: Sequence[Pair]) -> Pair:
        """Write a sum of numbers that are written."""
        return self._pairs.add(pairs)

    def times(self, pair: Pair, by: Fraction) -> Pair:
        """Write a number times a constant."""
        return self._pairs.multiply(pair, constant(by))

    def rounded(self, pair: Pair, step: Fraction, mode: str) -> Pair:
        """Write a number rounded to a multiple of a step."""
        return self._shapes.rounded(pair, step, mode)
