"""Facts in cells: what the evidence holds, as it is, and as the whole numbers that formulas compute with."""

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import cast

import attrs

from lianbing.backends.spreadsheet.grid import Across, Cell, Column, Grid, Span, Value, Word
from lianbing.backends.spreadsheet.quantity import Quantity, stated
from lianbing.backends.spreadsheet.whole import ROOM, Whole, given_whole, whole
from lianbing.formula.arithmetic import panel_mark
from lianbing.formula.evidence import FactNode
from lianbing.formula.nodes import ChoiceFact, DayFact, Fact, FlagFact, MarksFact, PanelRule, RowsFact

_FIRST_DAY = date(1899, 12, 30)
"""The day that spreadsheet programs number 0."""

_DECIMALS = 100
"""A fact that need not be whole may at least have two decimals when people change it."""

_FINEST = 10**6
"""A fact of more decimals, or a fraction that is finer, stands as a numerator and a denominator."""

_LONGEST = 250
_SPACES = " \u3000"


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
        return _computable(self.grid, numbers, column, whole_only=fact.domain.whole)

    def flag(self, fact: FlagFact) -> Cell:
        """Tell whether a yes/no fact is a yes; one that is not stated is not."""
        (column,) = self.columns[fact.name]
        return self.grid.make("test", "IF({0}={1},1,0)", (column, Word(self.words[0])), _same_word)

    def word(self, fact: ChoiceFact, word: str) -> Cell:
        """Tell whether a choice is a word."""
        (own,) = self.columns[fact.name]
        if all(map(_is_plain, own.values)) and _is_plain(word):
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
        if unit > _FINEST or max((mark for each in marks for mark in each), default=Fraction(0)) * unit > ROOM:
            return _in_parts(self.grid, [panel_mark(tuple(each), fact.rule) if each else Fraction(0) for each in marks])
        unit = math.lcm(unit, _DECIMALS)
        return _panel(self.grid, self._whole_marks(columns, unit), unit, fact.rule)

    def _whole_marks(self, columns: Sequence[Column], unit: int) -> Across:
        def scaled(found: object) -> Value:
            return "" if found is None else int(Fraction(cast("int | Fraction", found)) * unit)

        made = []
        for column in columns:
            self.grid.suspect(f"ABS(N({{0}})*{unit}-ROUND(N({{0}})*{unit},0))>0.000001", column)
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
        folded = [_folded(each) for each in column.values]
        codes = [
            1 + next(at for at in range(first, row + 1) if folded[at] == folded[row])
            for row, (first, _) in enumerate(runs)
        ]
        if not all(map(_folds_simply, column.values)):
            return self.grid.given(codes, "key")
        text = self.grid.word('LOWER(SUBSTITUTE(SUBSTITUTE({0}," ",""),"\u3000",""))', column, _folded)
        after = self.grid.size + 1

        def first_like(texts: Sequence[str], own: str, places: Sequence[int]) -> int:
            return min(place for each, place in zip(texts, places, strict=True) if each == own)

        template = f"{after}-SUMPRODUCT(MAX(EXACT({{0}},{{1}})*({after}-{{2}})))"
        return self.grid.make("key", template, (Span(text, runs), text, Span(numbers, runs)), first_like)

    def _once(self, key: tuple[str, object], make: Callable[[], object]) -> object:
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]


def exact_cells(grid: Grid, numbers: Sequence[Fraction], heading: str) -> Quantity:
    """Put exact numbers into given cells, and give them as cells to compute with."""
    return _computable(grid, numbers, grid.given(numbers, heading=heading), whole_only=False)


def _computable(grid: Grid, numbers: Sequence[Fraction], column: Column, *, whole_only: bool) -> Quantity:
    """Give the numbers of a column as whole numbers of a unit; in parts where a cell cannot hold them exactly."""
    unit = math.lcm(*(each.denominator for each in numbers))
    if not whole_only:
        unit = math.lcm(unit, _DECIMALS)
    if unit > _FINEST or max(map(abs, numbers), default=Fraction(0)) * unit > ROOM:
        column.role = "shown"
        return _in_parts(grid, numbers)
    if unit == 1:
        grid.suspect("{0}<>INT({0})", column)
        grid.suspect(f"ABS({{0}})>{ROOM}", column)
        own = column if None not in column.values else grid.make("value", "N({0})", (column,), _whole_or_none)
        return Quantity(whole(grid, own), 1)
    grid.suspect(f"ABS({{0}}*{unit}-ROUND({{0}}*{unit},0))>0.000001", column)

    def scaled(found: object) -> int:
        return int(Fraction(cast("int | Fraction", found or 0)) * unit)

    return Quantity(whole(grid, grid.make("value", f"ROUND({{0}}*{unit},0)", (column,), scaled)), unit)


def _in_parts(grid: Grid, numbers: Sequence[Fraction]) -> Quantity:
    """Give numbers that a cell cannot hold exactly as given numerators and denominators."""
    above = given_whole(grid, [each.numerator for each in numbers])
    if all(each.denominator == 1 for each in numbers):
        return Quantity(above, 1)
    return Quantity(above, given_whole(grid, [each.denominator for each in numbers]))


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


def _is_plain(text: Value) -> bool:
    """Tell whether a cell holds a text just as it is, and a program compares it so."""
    return text is None or (isinstance(text, str) and 0 < len(text) <= _LONGEST and text.isprintable())


def _folds_simply(text: Value) -> bool:
    """Tell whether a program folds a text as `_folded` does: it knows but two kinds of space, and plain letters."""
    if not _is_plain(text) or text is None:
        return text is None
    rest = "".join(letter for letter in str(text) if letter not in _SPACES)
    return rest == "".join(rest.split()) and all(letter.isascii() or letter.casefold() == letter for letter in rest)


def _folded(text: object) -> str:
    return "" if text is None else "".join(str(text).split()).casefold()


def _panel(grid: Grid, marks: Across, unit: int, rule: PanelRule) -> Quantity:
    count = grid.make("denominator", "MAX(COUNT({0}),1)", (marks,), _how_many)
    if rule.kind == "mean":
        added = grid.make("numerator", "SUM({0})", (marks,), sum)
        return Quantity(whole(grid, added), Whole(grid, (_times(grid, count, unit),)))
    if rule.kind == "median":
        template = "IF(COUNT({0})=0,0,SMALL({0},INT(({1}+1)/2))+SMALL({0},INT({1}/2)+1))"
        return Quantity(whole(grid, grid.make("numerator", template, (marks, count), _middle_two)), 2 * unit)
    ends = "".join(f"-SMALL({{0}},{place})-LARGE({{0}},{place})" for place in range(1, rule.trim + 1))

    def trimmed(found: Sequence[int], number: int) -> int:
        ordered = sorted(found)
        return sum(ordered[rule.trim : len(ordered) - rule.trim] if number > 2 * rule.trim else ordered)

    def left(number: int) -> int:
        return number - 2 * rule.trim if number > 2 * rule.trim else number

    template = f"IF({{1}}>{2 * rule.trim},SUM({{0}}){ends},SUM({{0}}))"
    added = grid.make("numerator", template, (marks, count), trimmed)
    kept = grid.make("denominator", f"IF({{0}}>{2 * rule.trim},{{0}}-{2 * rule.trim},{{0}})", (count,), left)
    return Quantity(whole(grid, added), Whole(grid, (_times(grid, kept, unit),)))


def _times(grid: Grid, count: Cell, unit: int) -> Cell:
    return grid.make("denominator", "{0}*{1}", (count, unit), _product)


# What the formulas compute -----------------------------------------------------------------------------------------


def _same_word(found: object, word: object) -> int:
    return int(found == word)


def _whole_or_none(found: int | Fraction | None) -> int:
    return int(found or 0)


def _day_or_none(found: int | None) -> int:
    return found or 0


def _is_there(found: object) -> int:
    return int(found not in (None, ""))


def _how_many(found: Sequence[int]) -> int:
    return max(len(found), 1)


def _middle_two(found: Sequence[int], count: int) -> int:
    ordered = sorted(found)
    return ordered[(count + 1) // 2 - 1] + ordered[count // 2] if ordered else 0


def _product(a: int, b: int) -> int:
    return a * b
