"""Facts in cells: what the evidence holds, as it is, and as the whole numbers that formulas compute with."""

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import cast

import attrs

from lianbing.backends.spreadsheet.grid import Column, Grid, Value
from lianbing.backends.spreadsheet.numbers import DECIMALS, FINEST, computable, finer_than, in_parts
from lianbing.backends.spreadsheet.panels import panel as panel_in_cells
from lianbing.backends.spreadsheet.quantity import Quantity, stated
from lianbing.backends.spreadsheet.references import Across, Cell, Span, Word
from lianbing.backends.spreadsheet.texts import folded, folds_simply, is_plain
from lianbing.backends.spreadsheet.whole import ROOM
from lianbing.formula.arithmetic import panel_mark
from lianbing.formula.evidence import FactNode
from lianbing.formula.nodes import ChoiceFact, DayFact, Fact, FlagFact, MarksFact, RowsFact

_FIRST_DAY = date(1899, 12, 30)
"""The day that spreadsheet programs number 0."""


def serial(day: date) -> int:
    """Give the number by which a spreadsheet program knows a day.

    >>> serial(date(2019, 11, 15))
    43784
    """
    return (day - _FIRST_DAY).days


@attrs.define(eq=False)
class FactCells:
    """The facts of a grid's rows.

    Attributes:
        grid: The grid.
        owners: For each row what holds its facts: evidence, a row of a list, a plain value; None where nothing does.
        words: The words for yes and no.
        columns: By fact, its column; marks have several.
    """

    grid: Grid
    owners: Sequence[object]
    words: tuple[str, str]
    columns: Mapping[str, Sequence[Column]] = attrs.field(factory=dict)
    _made: dict[tuple[str, object], object] = attrs.field(factory=dict)

    @classmethod
    def of(
        cls,
        grid: Grid,
        owners: Sequence[object],
        facts: Mapping[str, FactNode],
        headings: Mapping[str, str],
        words: tuple[str, str],
    ) -> "FactCells":
        """Put the facts of rows into columns.

        Args:
            grid: The grid.
            owners: For each row what holds its facts.
            facts: The facts by name, in their order.
            headings: By name, how people call them.
            words: The words for yes and no.
        """
        made = cls(grid, owners, words)
        made.columns = {
            name: tuple(made._columns(fact, headings[name]))
            for name, fact in facts.items()
            if not isinstance(fact, RowsFact)
        }
        return made

    def _columns(self, fact: FactNode, heading: str) -> list[Column]:
        found = [_found(owner, fact.name) for owner in self.owners]
        if isinstance(fact, MarksFact):
            marks = [cast("Sequence[Fraction]", each or ()) for each in found]
            count = max(map(len, marks), default=0)
            spread = [[_number(each[place]) if place < len(each) else None for each in marks] for place in range(count)]
            return [
                self.grid.given(each, heading=f"{heading} {place}", fact=fact) for place, each in enumerate(spread, 1)
            ]
        return [self.grid.given([self._cell(fact, each) for each in found], heading=heading, fact=fact)]

    def _cell(self, fact: FactNode, found: object) -> Value:
        match fact:
            case FlagFact():
                return None if found is None else self.words[0 if found else 1]
            case DayFact():
                return None if found is None else serial(cast("date", found))
            case ChoiceFact():
                return cast("str | None", found)
        return None if found is None else _number(found)

    def found(self, fact: FactNode) -> Sequence[object]:
        """Give what the evidence holds of a fact, row by row."""
        return [_found(owner, fact.name) for owner in self.owners]

    def number(self, fact: Fact) -> Quantity:
        """Give a number as cells to compute with; one that is not stated counts 0."""
        return cast("Quantity", self._once(("number", fact.name), lambda: self._counted(fact)))

    def _counted(self, fact: Fact) -> Quantity:
        numbers = [Fraction(0) if each is None else Fraction(_number(each)) for each in self.found(fact)]
        (column,) = self.columns[fact.name]
        return computable(self.grid, numbers, column, whole_only=fact.domain.whole)

    def flag(self, fact: FlagFact) -> Cell:
        """Tell whether a yes/no fact is a yes; one that is not stated is not."""
        (column,) = self.columns[fact.name]
        return self.grid.make("test", "IF({0}={1},1,0)", (column, Word(self.words[0])), _same_word)

    def word(self, fact: ChoiceFact, word: str) -> Cell:
        """Tell whether a choice is a word."""
        (own,) = self.columns[fact.name]
        if all(map(is_plain, own.values)) and is_plain(word):
            return self.grid.make("test", "IF(EXACT({0},{1}),1,0)", (own, Word(word)), _same_word)
        return self.grid.given([int(each == word) for each in own.values], "test")

    def is_word(self, fact: ChoiceFact, word: str | None) -> Cell:
        """Tell whether a choice is a word; of None, whether it was stated."""
        return self.is_given(fact) if word is None else self.word(fact, word)

    def day(self, fact: DayFact) -> Cell:
        """Give a day by its number; one that is not stated is day 0."""
        (column,) = self.columns[fact.name]
        return self.grid.make("value", "INT({0})", (column,), _day_or_none)

    def is_given(self, fact: Fact | FlagFact | ChoiceFact | DayFact | MarksFact) -> Cell:
        """Tell whether a fact was stated."""
        there = [int(each is not None) for each in self.found(fact)]
        columns = self.columns[fact.name]
        if any((columns[0].values[row] if columns else None) in (None, "") for row, each in enumerate(there) if each):
            return self.grid.given(there, "test")
        if not columns:
            return 0
        return self.grid.make("test", '1-({0}="")', (columns[0],), _is_there)

    def panel(self, fact: MarksFact) -> Quantity:
        """Put a panel's marks together by the rulebook's rule; no marks count 0."""
        return cast("Quantity", self._once(("panel", fact), lambda: self._panel(fact)))

    def _panel(self, fact: MarksFact) -> Quantity:
        columns = self.columns[fact.name]
        marks = [[Fraction(mark) for mark in cast("Sequence[Fraction]", each or ())] for each in self.found(fact)]
        if not columns:
            return stated(self.grid, 0)
        unit = math.lcm(*(mark.denominator for each in marks for mark in each))
        if unit > FINEST or max((mark for each in marks for mark in each), default=Fraction(0)) * unit > ROOM:
            return in_parts(self.grid, [panel_mark(tuple(each), fact.rule) if each else Fraction(0) for each in marks])
        unit = math.lcm(unit, DECIMALS)
        return panel_in_cells(self.grid, self._whole_marks(columns, unit), unit, fact.rule)

    def _whole_marks(self, columns: Sequence[Column], unit: int) -> Across:
        def scaled(found: object) -> Value:
            return "" if found is None else int(Fraction(cast("int | Fraction", found)) * unit)

        made = []
        for column in columns:
            self.grid.suspect(finer_than(unit, "N({0})"), column)
            made.append(self.grid.spaced(f'IF({{0}}="","",ROUND({{0}}*{unit},0))', column, scaled))
        return Across(made)

    def code(self, fact: ChoiceFact, runs: Sequence[tuple[int, int]], numbers: Column) -> Cell:
        """Give, for each row of a list, the number of the first row of its run that has the same text.

        Args:
            fact: The text.
            runs: For each row, the run that it belongs to.
            numbers: The rows' numbers, from 1.
        """
        return cast("Cell", self._once(("code", fact.name), lambda: self._code(fact, runs, numbers)))

    def _code(self, fact: ChoiceFact, runs: Sequence[tuple[int, int]], numbers: Column) -> Cell:
        (column,) = self.columns[fact.name]
        texts = [folded(each) for each in column.values]
        codes = [
            1 + next(at for at in range(first, row + 1) if texts[at] == texts[row])
            for row, (first, _) in enumerate(runs)
        ]
        if not all(map(folds_simply, column.values)):
            return self.grid.given(codes, "key")
        text = self.grid.word('LOWER(SUBSTITUTE(SUBSTITUTE({0}," ",""),"\u3000",""))', column, folded)
        after = self.grid.size + 1

        def first_like(texts: Sequence[str], own: str, places: Sequence[int]) -> int:
            return min(place for each, place in zip(texts, places, strict=True) if each == own)

        template = f"{after}-SUMPRODUCT(MAX(EXACT({{0}},{{1}})*({after}-{{2}})))"
        return self.grid.make("key", template, (Span(text, runs), text, Span(numbers, runs)), first_like)

    def _once(self, key: tuple[str, object], make: Callable[[], object]) -> object:
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]


def _found(owner: object, name: str) -> object:
    if owner is None:
        return None
    return getattr(owner, name) if attrs.has(type(owner)) else owner


def _number(found: object) -> int | Fraction:
    """Give a number as it is; the number of things where they are listed."""
    if isinstance(found, tuple):
        return len(found)
    number = Fraction(cast("int | Decimal | Fraction", found))
    return number.numerator if number.denominator == 1 else number


# What the formulas compute -----------------------------------------------------------------------------------------


def _same_word(found: object, word: object) -> int:
    return int(found == word)


def _day_or_none(found: int | None) -> int:
    return found or 0


def _is_there(found: object) -> int:
    return int(found not in (None, ""))
