"""Tables taken apart into lists of integers, words and days, as the exact path goes through them."""

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import attrs

from lianbing.backends.compiled.lists import Lists
from lianbing.extras import TABLES, needing
from lianbing.formula.nodes import MarksFact
from lianbing.formula.situation import AnyFact
from lianbing.model.award import Award, Indicator
from lianbing.tables.given import GivenTable
from lianbing.tables.layout import CANDIDATE, LEVEL, ROW, UNIT, column_of, table_of

if TYPE_CHECKING:
    import polars as pl

_AT = "at"


@attrs.frozen(eq=False)
class GivenLists:
    """The candidates of an award as lists.

    Attributes:
        award: The award.
        tables: The tables that were given.
        frames: The same tables in memory: candidates in their order, lists by candidate and row.
        ids: The candidates' ids.
        units: The candidates' units.
        levels: The candidates' levels.
    """

    award: Award
    tables: Mapping[str, GivenTable]
    frames: "Mapping[str, pl.DataFrame]"
    ids: Sequence[str]
    units: Sequence[str]
    levels: Sequence[str | None]
    _columns: dict[tuple[str, str], list[Any]] = attrs.field(factory=dict)
    _counts: dict[tuple[str, str], list[int]] = attrs.field(factory=dict)

    @classmethod
    def of(cls, award: Award, tables: Mapping[str, GivenTable]) -> "GivenLists":
        """Take tables apart."""
        with needing(TABLES):
            import polars as pl

        own = _eager(tables[award.id]).with_row_index(_AT)
        frames = {award.id: own}
        places = own.select(CANDIDATE, pl.col(_AT))
        for name, table in tables.items():
            if table.layout.rows:
                placed = _eager(table).join(places, on=CANDIDATE, how="inner")
                frames[name] = placed.sort(_AT, ROW)
        count = own.height
        units = own[UNIT].to_list() if UNIT in own.columns else [""] * count
        levels = own[LEVEL].to_list() if LEVEL in own.columns else [None] * count
        return cls(award, tables, frames, own[CANDIDATE].to_list(), units, levels)

    def column(self, table: str, name: str) -> list[Any]:
        """Give a column as a list; numbers as whole parts."""
        if (table, name) not in self._columns:
            series = self.frames[table][name]
            if name in self.tables[table].scales and series.dtype.is_decimal():
                series = series.to_physical()
            self._columns[table, name] = series.to_list()
        return self._columns[table, name]

    def rows(self, table: str) -> list[int]:
        """Give how many rows of a list each candidate has."""
        if (table, ROW) not in self._counts:
            import polars as pl

            found = self.frames[table].group_by(_AT).agg(pl.len().alias(ROW))
            everyone = self.frames[self.award.id].select(_AT)
            counts = everyone.join(found, on=_AT, how="left", maintain_order="left")[ROW].fill_null(0).to_list()
            self._counts[table, ROW] = counts
        return self._counts[table, ROW]

    def has_gaps(self, indicator: Indicator) -> bool:
        """Tell whether any fact of an indicator is missing for anyone."""
        return any(
            self.frames[name][each].null_count()
            for name, table in self.tables.items()
            for column in table.present
            if table.layout.column(column).indicator == indicator.id
            for each in table.reviewers.get(column, (column,))
        )

    def first_without(self, indicator: Indicator, fact: AnyFact) -> tuple[str, int | None]:
        """Give the first candidate that lacks a fact, and in which row of a list."""
        lists = IndicatorLists(self, indicator.id, None)
        names = lists.reviewers(fact.name, fact.rows) if isinstance(fact, MarksFact) else [fact.name]
        values = list(zip(*(lists.column(name, fact.rows) for name in names), strict=True))
        lacking = next(at for at, each in enumerate(values) if all(value is None for value in each))
        if fact.rows is None:
            return self.ids[lacking], None
        for id, count in zip(self.ids, lists.counts(fact.rows), strict=True):
            if lacking < count:
                return id, lacking
            lacking -= count
        raise AssertionError("every row belongs to a candidate")

    def of_indicator(self, indicator: Indicator, among: Sequence[int] | None) -> Lists:
        """Give the facts of an indicator, of all candidates or of those at some places."""
        return IndicatorLists(self, indicator.id, among)


@attrs.frozen(eq=False)
class IndicatorLists:
    """The facts of one indicator as lists.

    Attributes:
        given: The candidates.
        indicator: The indicator's id.
        among: The places of the candidates whose facts these are; None where it is all of them.
    """

    given: GivenLists
    indicator: str
    among: Sequence[int] | None

    def _place(self, name: str, rows: str | None) -> tuple[str, str]:
        if rows is None:
            return self.given.award.id, column_of(self.indicator, name)
        return table_of(self.given.award.id, self.indicator, rows), name

    def scale(self, name: str, rows: str | None) -> int:
        """How many parts of a number make 1."""
        table, column = self._place(name, rows)
        return self.given.tables[table].scales[column]

    def gaps(self, name: str, rows: str | None) -> bool:
        """Whether a fact is missing somewhere."""
        table, column = self._place(name, rows)
        found = self.given.frames[table]
        return column in found.columns and found[column].null_count() > 0

    def reviewers(self, name: str, rows: str | None) -> Sequence[str]:
        """The names of the lists that hold a panel's marks, one a reviewer."""
        table, column = self._place(name, rows)
        start = column.removesuffix(name)
        return [each.removeprefix(start) for each in self.given.tables[table].reviewers[column]]

    def column(self, name: str, rows: str | None) -> Sequence[Any]:
        """The list of a fact."""
        table, column = self._place(name, rows)
        found = self.given.column(table, column)
        if self.among is None:
            return found
        if rows is None:
            return [found[at] for at in self.among]
        counts = self.given.rows(table)
        ends = list(accumulate(counts))
        return [each for at in self.among for each in found[ends[at] - counts[at] : ends[at]]]

    def counts(self, rows: str) -> Sequence[int]:
        """How many rows each candidate has in a list."""
        found = self.given.rows(table_of(self.given.award.id, self.indicator, rows))
        return found if self.among is None else [found[at] for at in self.among]

    def levels(self) -> Sequence[str | None]:
        """The candidates' levels."""
        return self.given.levels if self.among is None else [self.given.levels[at] for at in self.among]


def _eager(table: GivenTable) -> "pl.DataFrame":
    import polars as pl

    native = table.frame.to_native()
    if isinstance(native, pl.LazyFrame):
        return native.collect()
    return pl.DataFrame(pl.from_arrow(table.frame.collect("pyarrow").to_arrow()))
