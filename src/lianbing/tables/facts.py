"""Where columns come from: the facts of a candidate, and those of the rows of a list."""

import math
from collections.abc import Mapping
from datetime import date
from fractions import Fraction

import attrs

from lianbing.backends.columns import Exact, Expr, Near, Quantity, Term, TooWideError, Truth, col
from lianbing.backends.columns.panels import panel
from lianbing.backends.columns.quantities import SLACK, UNIT
from lianbing.backends.columns.terms import NO, whole
from lianbing.formula.arithmetic import folded
from lianbing.formula.nodes import ChoiceFact, DayFact, Fact, FlagFact, Number, PanelMark, Repeats
from lianbing.formula.situation import AnyFact
from lianbing.tables.given import GivenTable
from lianbing.tables.layout import CANDIDATE, LEVEL, ROW, column_of
from lianbing.tables.observing import NOT_CAUGHT, SPACES, Observed, Table


@attrs.frozen
class Rows:
    """Doubles of rows that were added up.

    Attributes:
        each: The double of one row, with its bounds and its error.
        length: The column of how many rows each candidate has.
    """

    each: Near
    length: str

    def added(self, column: str, seen: Observed, most: int) -> Near:
        """Give the sum, of so many rows at most, as a double near to it.

        However the engine adds, every addition rounds a sum of some of the rows: it is no greater than all their sizes
        together, though the sum of all may be small.
        """
        size = max(abs(self.each.low), abs(self.each.high))
        error = most * self.each.error + most * most * UNIT * (size + self.each.error)
        known = self.each.low >= 0 and self.each.relative < _SMALL  # nothing can cancel out
        relative = (self.each.relative + most * UNIT) * SLACK * 2 if known else math.inf
        low, high = float(seen.low or 0), float(seen.high or 0)
        return Near(col(column), low, high, error * SLACK, relative, seen.missing > 0)


_SMALL = 0.1


@attrs.frozen
class Held:
    """A column that was worked out and is kept.

    Attributes:
        column: Its name; it holds whole parts where it is exact, and else doubles.
        bottom: How many parts make 1.
        rows: Where it holds doubles near to their numbers, the rows that were added up.
        doubt: The column of whether it is in doubt.
    """

    column: str
    bottom: int = 1
    rows: Rows | None = None
    doubt: str = ""


Key = tuple[str, Number]
"""An indicator, and a formula of it."""


@attrs.define
class Kept:
    """What is known of the kept table of an award's candidates.

    Attributes:
        observed: By column, what was seen of it.
        scales: By column of facts, how many parts make 1.
        held: By indicator and formula, the column that was worked out.
        known: By indicator and formula, what is the same for all candidates of a group.
        evaluation_day: The evaluation day.
    """

    evaluation_day: date
    observed: dict[str, Observed] = attrs.field(factory=dict)
    scales: dict[str, int] = attrs.field(factory=dict)
    held: dict[Key, Held] = attrs.field(factory=dict)
    known: dict[Key, Quantity] = attrs.field(factory=dict)

    def term(self, name: str) -> Term:
        """Give a kept column of whole parts."""
        seen = self.observed[name]
        low, high = seen.low or Fraction(0), seen.high or Fraction(0)
        return Term(col(name), int(low), int(high), nullable=seen.missing > 0)

    def quantity(self, held: Held) -> Quantity:
        """Give a kept column as a number."""
        if held.rows is None:
            return Exact(self.term(held.column), whole(held.bottom))
        most = int(self.observed[held.rows.length].high or 0)
        return held.rows.added(held.column, self.observed[held.column], most)


@attrs.frozen
class CandidateFacts:
    """The facts of candidates, as one indicator's formulas call them.

    Attributes:
        kept: What is known of the kept table.
        indicator: The indicator's id.
    """

    kept: Kept
    indicator: str

    def _name(self, fact: AnyFact) -> str:
        if isinstance(fact, ChoiceFact) and fact.of_candidate:
            return LEVEL
        return column_of(self.indicator, fact.name)

    def number(self, fact: Fact) -> Quantity:
        """Give the column of a number."""
        name = self._name(fact)
        return fact_of(col(name), self.kept.observed[name], 1, self.kept.scales[name])

    def panel(self, node: PanelMark) -> Quantity:
        """Give the column of a panel's marks, put together."""
        return self.kept.quantity(self.kept.held[self.indicator, node])

    def flag(self, fact: FlagFact) -> Expr:
        """Give the column of a yes or no."""
        return col(self._name(fact))

    def text(self, fact: ChoiceFact) -> Expr:
        """Give the column of a word."""
        return col(self._name(fact))

    def day(self, fact: DayFact) -> Expr:
        """Give the column of a day."""
        return col(self._name(fact))

    def is_given(self, fact: AnyFact) -> Truth:
        """Tell in which rows a fact was stated."""
        return Truth(~col(self._name(fact)).is_null())

    def repeats(self, node: Repeats) -> Truth:
        """Refuse: only rows repeat each other.

        Raises:
            LookupError: Always.
        """
        raise LookupError(f"{node.key.name} repeats within its list alone")

    def worked(self, node: Number) -> tuple[Quantity, Truth] | None:
        """Give what was worked out before."""
        key = self.indicator, node
        if key in self.kept.known:
            return self.kept.known[key], NO
        held = self.kept.held.get(key)
        if held is None or isinstance(node, PanelMark):
            return None
        return self.kept.quantity(held), Truth(col(held.doubt)) if held.doubt else NO

    def evaluation_day(self) -> date:
        """Give the evaluation day."""
        return self.kept.evaluation_day


@attrs.define
class RowFacts:
    """The facts of the rows of a list; those of the candidate are brought to its rows where they are asked for.

    Attributes:
        table: The list.
        own: The facts of the candidates.
        seen: What was seen of the list.
        brought: The columns of the candidates that are asked for.
        doubts: In which rows the text of a key is in doubt.
    """

    table: GivenTable
    own: CandidateFacts
    seen: Table
    brought: dict[str, None] = attrs.field(factory=dict)
    doubts: list[Expr] = attrs.field(factory=list)

    def _is_own(self, fact: AnyFact) -> bool:
        return fact.rows is None

    def _bring(self, *names: str) -> None:
        self.brought.update(dict.fromkeys(name for name in names if name))

    def number(self, fact: Fact) -> Quantity:
        """Give the column of a number."""
        if self._is_own(fact):
            self._bring(column_of(self.own.indicator, fact.name))
            return self.own.number(fact)
        scale = self.table.scales[fact.name]
        return fact_of(self.table.parts(fact.name), self.seen.columns[fact.name], scale, scale)

    def panel(self, node: PanelMark) -> Quantity:
        """Give the column of a panel's marks, put together."""
        if self._is_own(node.marks):
            self._bring(self.own.kept.held[self.own.indicator, node].column)
            return self.own.panel(node)
        columns = self.table.reviewers[node.marks.name]
        return panel_of(self.table, columns, self.seen.columns, node)

    def flag(self, fact: FlagFact) -> Expr:
        """Give the column of a yes or no."""
        return self._column(fact)

    def text(self, fact: ChoiceFact) -> Expr:
        """Give the column of a word."""
        return self._column(fact)

    def day(self, fact: DayFact) -> Expr:
        """Give the column of a day."""
        return self._column(fact)

    def _column(self, fact: AnyFact) -> Expr:
        if not self._is_own(fact):
            return col(fact.name)
        name = LEVEL if isinstance(fact, ChoiceFact) and fact.of_candidate else column_of(self.own.indicator, fact.name)
        self._bring(name)
        return col(name)

    def is_given(self, fact: AnyFact) -> Truth:
        """Tell in which rows a fact was stated."""
        if not self._is_own(fact) and fact.name in self.table.reviewers:
            there = [~col(each).is_null() for each in self.table.reviewers[fact.name]]
            found = there[0]
            for each in there[1:]:
                found = found | each
            return Truth(found)
        return Truth(~self._column(fact).is_null())

    def key(self, fact: ChoiceFact) -> Expr:
        """Give the column of a key, white space and case aside; note where an engine may fold it otherwise.

        Where no text of the whole column has anything to fold, which is the usual case, the texts are the keys.
        """
        text = col(fact.name)
        if is_plain(fact) or fact.name in self.seen.plain:
            return text
        if fact.name not in self.seen.caught:
            self.doubts.append(text.contains(NOT_CAUGHT).or_else(False))
        return text.without(SPACES).lower()

    def repeats(self, node: Repeats) -> Truth:
        """Tell in which rows an earlier row of the same list has the same key."""
        first = col(ROW).least_within(CANDIDATE, key_column(node.key))
        return Truth(col(ROW) > first)

    def worked(self, node: Number) -> tuple[Quantity, Truth] | None:
        """Give what was worked out before, of the candidate."""
        found = self.own.worked(node)
        held = self.own.kept.held.get((self.own.indicator, node))
        if found is not None and held is not None:
            self._bring(held.column, held.doubt)
        return found

    def evaluation_day(self) -> date:
        """Give the evaluation day."""
        return self.own.kept.evaluation_day


def fact_of(parts: Expr, seen: Observed, times: int, scale: int) -> Quantity:
    """Give a column of whole parts as a number; one that doubles do not hold exactly as doubles near to it.

    Args:
        parts: The column.
        seen: What was seen of it.
        times: How many parts make 1 of what was seen.
        scale: How many parts make 1.
    """
    low, high = ((end or Fraction(0)) * times for end in (seen.low, seen.high))
    try:
        return Exact(Term(parts, int(low), int(high), nullable=seen.missing > 0), whole(scale))
    except TooWideError:
        ends = sorted(float(end / scale) for end in (low, high))
        # Read, multiplied and divided: each is off by half a unit at most, or by a whole one as some engines do it.
        relative = 8 * UNIT
        size = max(abs(end) for end in ends) * (1 + relative)
        expr = parts / float(scale)
        return Near(
            expr, ends[0] - size * relative, ends[1] + size * relative, size * relative, relative, seen.missing > 0
        )


def is_plain(fact: ChoiceFact) -> bool:
    """Tell whether a fact has words of its own, none of which folding changes."""
    return bool(fact.options) and all(folded(each) == each for each in fact.options)


def key_column(fact: ChoiceFact) -> str:
    """Give the name of the column that holds a key as it is compared."""
    return f"key__{fact.name}"


def panel_of(table: GivenTable, columns: tuple[str, ...], observed: Mapping[str, Observed], node: PanelMark) -> Exact:
    """Put the marks of a table's columns together."""
    scale = max(table.scales[name] for name in columns)
    marks = []
    for name in columns:
        seen, times = observed[name], scale // table.scales[name]
        low, high = ((end or Fraction(0)) * scale for end in (seen.low, seen.high))
        found = table.parts(name)
        marks.append(Term(found if times == 1 else found * float(times), int(low), int(high), seen.missing > 0))
    return panel(marks, scale, node.marks.rule)
