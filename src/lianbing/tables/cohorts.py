"""The cohort on an engine: sums, greatest values and ranks, exact by whatever way leads there."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Protocol

import attrs
import narwhals as nw

from lianbing.backends.columns import Exact, Expr, Quantity, Term, Truth, filtered, with_columns
from lianbing.backends.columns.terms import NO, WIDEST
from lianbing.formula.ladder import Ladder, order_keys
from lianbing.formula.nodes import CohortRank, Node, Number
from lianbing.model.award import Award, Indicator
from lianbing.model.campaign import Campaign
from lianbing.tables.engines import Engine, Frame
from lianbing.tables.exactly import Answers, Singles, exact_values
from lianbing.tables.given import GivenTable
from lianbing.tables.layout import CANDIDATE

GROUP = "group"
"""The column of the number of a candidate's group, from 0."""

_SPLIT = 2**26


class Work(Protocol):
    """An award that is being worked out, as far as its cohorts have to know it."""

    engine: Engine
    award: Award
    campaign: Campaign
    tables: Mapping[str, GivenTable]
    frame: Frame
    count: int
    alone: int

    def number(self, indicator: Indicator, node: Number) -> tuple[Quantity, Truth]:
        """Give a formula as a column, and in which rows it is in doubt."""


@attrs.frozen(eq=False)
class Cohort:
    """Who is compared with whom, for the formulas of one indicator.

    Attributes:
        working: The award that is being worked out.
        among: The column of whether a candidate is in the cohort.
        apart: Whether each group is a cohort of its own.
    """

    working: Work
    among: Expr
    apart: bool

    @property
    def groups(self) -> int:
        """How many groups the award has."""
        return max(1, len(self.working.award.groups))

    def _members(self) -> Frame:
        group = nw.col(GROUP) if self.apart else nw.lit(0).alias(GROUP)
        return filtered(self.working.frame, self.among).with_columns(group)

    def _by_group(self, rows: Sequence[dict[str, object]], values: Sequence[Fraction]) -> list[Fraction]:
        found = {int(str(row[GROUP])): value for row, value in zip(rows, values, strict=True) if row[GROUP] is not None}
        return [found.get(at if self.apart else 0, Fraction(0)) for at in range(self.groups)]

    def sizes(self) -> list[Fraction]:
        """Give by group how many candidates it has."""
        rows = self.working.engine.rows(self._members().group_by(GROUP).agg(nw.len().alias("size")))
        return self._by_group(rows, [Fraction(int(row["size"])) for row in rows])

    def sums(self, indicator: Indicator, node: Number) -> list[Fraction]:
        """Give by group the sum of a formula."""
        term, bottom = self._exact(indicator, node)
        # Sums are split, so that neither part can exceed what doubles hold exactly.
        if term is None or 2 * _SPLIT * self.working.count >= WIDEST:
            return [each.total for each in self._ladders(indicator, node)]
        top = term.column.or_else(0.0)
        upper = (top / float(_SPLIT)).floor()
        members = with_columns(self._members(), {"upper": upper, "lower": top - upper * float(_SPLIT)})
        rows = self.working.engine.rows(
            members.group_by(GROUP).agg(nw.col("upper").sum().alias("upper"), nw.col("lower").sum().alias("lower"))
        )
        values = [Fraction(int(row["upper"]) * _SPLIT + int(row["lower"]), bottom) for row in rows]
        return self._by_group(rows, values)

    def greatest(self, indicator: Indicator, node: Number) -> list[Fraction]:
        """Give by group the greatest value of a formula; 0 in an empty one."""
        term, bottom = self._exact(indicator, node)
        if term is None:
            return [each.greatest for each in self._ladders(indicator, node)]
        members = with_columns(self._members(), {"value": term.column})
        rows = self.working.engine.rows(members.group_by(GROUP).agg(nw.col("value").max().alias("value")))
        return self._by_group(rows, [Fraction(int(row["value"] or 0), bottom) for row in rows])

    def ranked(self, indicator: Indicator, node: Number, name: str) -> tuple[Frame, Sequence[Callable[[], Ladder]]]:
        """Add a column of the ranks of a formula; give by group its values, fetched when they are asked for."""
        term, bottom = self._exact(indicator, node)
        if term is None:
            return self._ranked_exactly(indicator, node, name)
        key = f"{name}_key"
        frame = with_columns(self.working.frame, {key: term.column.integer()})
        group = nw.col(GROUP) if self.apart else nw.lit(0).alias(GROUP)
        distinct = filtered(frame, self.among).with_columns(group).group_by(GROUP, key).agg(nw.len().alias("size"))
        distinct = self.working.engine.keep(distinct)
        placed = distinct.with_columns((nw.col(key) * -1).alias("down")).with_columns(
            nw.col("size").cum_sum().over(GROUP, order_by="down").alias("upto")
        )
        rank = (nw.col("upto") - nw.col("size") + 1).cast(nw.Float64).alias(name)
        # Kept, so that the engine sees how few they are and joins the many to them, not them to the many.
        ranks = self.working.engine.keep(placed.select(GROUP, key, rank))
        if self.apart:
            frame = frame.join(ranks, on=[GROUP, key], how="left")
        else:
            frame = frame.join(ranks.select(key, name), on=key, how="left")

        def ladder(at: int) -> Callable[[], Ladder]:
            def fetched() -> Ladder:
                own = distinct.filter(nw.col(GROUP) == (at if self.apart else 0))
                return Ladder.of(
                    pair
                    for row in self.working.engine.rows(own)
                    for pair in [(int(row[key]), bottom)] * int(row["size"])
                )

            return fetched

        return frame, [ladder(at) for at in range(self.groups)]

    def _exact(self, indicator: Indicator, node: Number) -> tuple[Term | None, int]:
        """Give a formula as whole parts of one size, where it is that in all rows without a doubt."""
        found, doubt = self.working.number(indicator, node)
        if isinstance(found, Exact) and found.bottom.constant is not None and doubt is NO:
            return found.top, found.bottom.constant
        return None, 1

    # One by one ----------------------------------------------------------------------------------------------------

    def _pairs(self, indicator: Indicator, node: Number) -> list[tuple[str, int, tuple[int, int]]]:
        """Work a formula out exactly for all members: the id, the group and the value."""
        rows = self.working.engine.rows(self._members().select(CANDIDATE, GROUP))
        groups = {str(row[CANDIDATE]): int(row[GROUP] or 0) for row in rows}
        self.working.alone += len(groups)
        singles = Singles(self.working.engine, self.working.award, self.working.tables)
        nobody = Answers({}, {})
        values = exact_values(
            singles.of(list(groups), [indicator]),
            indicator,
            [node],
            lambda _: nobody,
            self.working.campaign.evaluation_day,
        )
        return [(single.id, groups[single.id], (found[0], found[1])) for single, found in values]

    def _ladders(self, indicator: Indicator, node: Number) -> list[Ladder]:
        pairs = self._pairs(indicator, node)
        return [
            Ladder.of(pair for _, group, pair in pairs if group == at or not self.apart) for at in range(self.groups)
        ]

    def _ranked_exactly(
        self, indicator: Indicator, node: Number, name: str
    ) -> tuple[Frame, Sequence[Callable[[], Ladder]]]:
        import polars as pl

        found: dict[str, int] = {}
        ladders = []
        pairs = self._pairs(indicator, node)
        for at in range(self.groups):
            own = [(id, pair) for id, group, pair in pairs if group == at or not self.apart]
            keys, _ = order_keys([pair for _, pair in own])
            first: dict[int, int] = {}
            for place, key in enumerate(sorted(keys, reverse=True), start=1):
                first.setdefault(key, place)
            found.update((id, first[key]) for (id, _), key in zip(own, keys, strict=True))
            ladders.append(Ladder.of(pair for _, pair in own))
        table = pl.DataFrame(
            {CANDIDATE: list(found), name: [float(each) for each in found.values()]},
            schema={CANDIDATE: pl.String, name: pl.Float64},
        )
        frame = self.working.frame.join(self.working.engine.take(table), on=CANDIDATE, how="left")
        return frame, [_given(each) for each in ladders]


def _given(ladder: Ladder) -> Callable[[], Ladder]:
    return lambda: ladder


@attrs.define(eq=False)
class Asking:
    """What is asked of the cohort while formulas are worked out, and what it answered.

    Attributes:
        working: The award that is being worked out.
        members: By indicator, the column of whether a candidate is compared with others.
        present: By indicator, the column of whether a candidate has evidence at all.
    """

    working: Work
    members: dict[str, Expr]
    present: dict[str, Expr]
    _figures: dict[tuple[str, int], dict[Node, Fraction]] = attrs.field(factory=dict)
    _ladders: dict[tuple[str, int], dict[Node, Callable[[], Ladder]]] = attrs.field(factory=dict)

    def cohort(self, indicator: Indicator, *, everyone: bool) -> Cohort:
        """Give who is asked: those who are compared, or all that have evidence, whatever their group."""
        among = (self.present if everyone else self.members)[indicator.id]
        apart = not everyone and bool(self.working.award.groups) and self.working.award.cohort == "group"
        return Cohort(self.working, among, apart)

    def answered(self, indicator: Indicator, node: Node, values: Sequence[Fraction]) -> None:
        """Note what the groups answered."""
        for at, value in enumerate(values):
            self._figures.setdefault((indicator.id, at), {})[node] = value

    def laddered(self, indicator: Indicator, node: CohortRank, ladders: Sequence[Callable[[], Ladder]]) -> None:
        """Note where the values of the groups can be had."""
        inner: Node = node.inner
        for at, ladder in enumerate(ladders):
            self._ladders.setdefault((indicator.id, at), {})[inner] = ladder

    def answers(self, indicator: Indicator, group: int) -> Answers:
        """Give what a group's cohort answered, for single candidates."""
        return Answers(self._figures.get((indicator.id, group), {}), self._ladders.get((indicator.id, group), {}))
