"""Single candidates worked out exactly: where columns are in doubt, and where they cannot tell at all."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any, cast

import attrs
import narwhals as nw

from lianbing.backends.compiled import compiled
from lianbing.formula.evidence import evidence_fields
from lianbing.formula.ladder import Ladder
from lianbing.formula.nodes import (
    CohortGreatest,
    CohortSize,
    CohortSum,
    Node,
    Number,
    RegionTotal,
    RowsFact,
)
from lianbing.formula.situation import Situation
from lianbing.model.award import Award, Indicator
from lianbing.tables.engines import Engine, Frame
from lianbing.tables.given import GivenTable
from lianbing.tables.layout import CANDIDATE, LEVEL, ROW, column_of, table_of

MANY = 200_000
"""So many candidates at most are worked out one by one at a time, which bounds the memory that takes."""


@attrs.frozen(eq=False)
class Answers:
    """What one group's cohort answered, for the formulas of one indicator.

    Attributes:
        figures: By what was asked, the answer.
        ladders: By formula, all its values in the cohort, fetched when they are asked for.
    """

    figures: Mapping[Node, Fraction]
    ladders: Mapping[Node, Callable[[], Ladder]]

    def size(self) -> int:
        """How many candidates the cohort has."""
        return int(self.figures[CohortSize()])

    def sum(self, node: Number) -> Fraction:
        """The sum of a formula over the cohort."""
        return self.figures[CohortSum(node)]

    def greatest(self, node: Number) -> Fraction:
        """The greatest value of a formula in the cohort."""
        return self.figures[CohortGreatest(node)]

    def above(self, node: Number, value: Fraction) -> int:
        """How many candidates of the cohort have a greater value than this."""
        return self.ladders[node]().above(value)

    def region_total(self, node: RegionTotal) -> Fraction:
        """The region's total."""
        return self.figures[node]


@attrs.frozen(eq=False)
class Single:
    """One candidate.

    Attributes:
        id: Its id.
        level: Its level, where the award has levels.
        evidence: By indicator, its evidence.
    """

    id: str
    level: str | None
    evidence: Mapping[str, object]


class Singles:
    """Fetches candidates out of tables, as what compiled formulas read.

    Args:
        engine: What the tables are read with.
        award: The award.
        tables: The tables, by name.
    """

    def __init__(self, engine: Engine, award: Award, tables: Mapping[str, GivenTable]) -> None:
        self._engine = engine
        self._award = award
        self._tables = tables

    def of(self, ids: Sequence[str], indicators: Sequence[Indicator]) -> Iterator[Single]:
        """Fetch some candidates with their evidence of some indicators."""
        for start in range(0, len(ids), MANY):
            yield from self._some(ids[start : start + MANY], indicators)

    def _some(self, ids: Sequence[str], indicators: Sequence[Indicator]) -> Iterator[Single]:
        table = self._tables[self._award.id]
        own = self._rows(table, ids)
        lists = {
            (indicator.id, name): self._lists(indicator, name, ids)
            for indicator in indicators
            for name, field in evidence_fields(indicator.evidence).items()
            if isinstance(field.node, RowsFact) and table_of(self._award.id, indicator.id, name) in self._tables
        }
        for row in own:
            id = str(row[CANDIDATE])
            evidence = {each.id: self._evidence(each, table, row, lists) for each in indicators}
            yield Single(id, row.get(LEVEL), evidence)

    def _rows(self, table: GivenTable, ids: Sequence[str]) -> list[dict[str, Any]]:
        return self._engine.rows(among(self._engine, table.frame, ids))

    def _lists(self, indicator: Indicator, rows: str, ids: Sequence[str]) -> Mapping[str, tuple[object, ...]]:
        table = self._tables[table_of(self._award.id, indicator.id, rows)]
        found: dict[str, list[tuple[int, object]]] = {}
        names = [each.name for each in table.layout.columns if each.name in table.present]
        fields = [name for name in names if name not in (CANDIDATE, ROW)]
        plain = [each.name for each in table.layout.columns if each.field is None] == [CANDIDATE, ROW, "value"]
        made = _record(tuple(fields))
        for row in self._rows(table, ids):
            values = [_field(table, name, row) for name in fields]
            record = values[0] if plain else made(*values)
            found.setdefault(str(row[CANDIDATE]), []).append((int(row[ROW]), record))
        return {id: tuple(record for _, record in sorted(each, key=lambda row: row[0])) for id, each in found.items()}

    def _evidence(
        self,
        indicator: Indicator,
        table: GivenTable,
        row: Mapping[str, Any],
        lists: Mapping[tuple[str, str], Mapping[str, tuple[object, ...]]],
    ) -> object:
        values: dict[str, object] = {}
        for name, field in evidence_fields(indicator.evidence).items():
            if isinstance(field.node, RowsFact):
                values[name] = lists.get((indicator.id, name), {}).get(str(row[CANDIDATE]), ())
            else:
                column = column_of(indicator.id, name)
                values[name] = _field(table, column, row) if column in table.present else None
        return _record(tuple(values))(*values.values())


@cache
def _record(fields: tuple[str, ...]) -> type[Any]:
    """Make a class of records of these fields; they need not have all that an evidence class asks for."""
    return attrs.make_class("Record", fields, frozen=True, slots=True)


def _field(table: GivenTable, name: str, row: Mapping[str, Any]) -> object:
    if name in table.reviewers:
        marks = tuple(Fraction(row[each]) for each in table.reviewers[name] if row[each] is not None)
        return marks or None
    value = row[name]
    return Fraction(value) if isinstance(value, Decimal) else value


def among(engine: Engine, frame: Frame, ids: Sequence[str]) -> Frame:
    """Give the rows of some candidates."""
    if len(ids) <= _FEW:
        return frame.filter(nw.col(CANDIDATE).is_in(list(ids)))
    import polars as pl

    wanted = engine.take(pl.DataFrame({CANDIDATE: list(ids)}))
    return frame.join(wanted, on=CANDIDATE, how="semi")


_FEW = 50


def exact_values(
    singles: Iterator[Single],
    indicator: Indicator,
    nodes: Sequence[Node],
    answers: Callable[[Single], Answers],
    day: date,
) -> Iterator[tuple[Single, tuple[Any, ...]]]:
    """Work formulas of one indicator out for single candidates: numerators and denominators, or whether they hold."""
    program = compiled(tuple(nodes))
    for single in singles:
        situation = Situation(single.evidence[indicator.id], cast("Any", answers(single)), day, single.level)
        yield single, program.run(situation)
