"""Lists worked out for each candidate: the rows of a table grouped, and what was asked of them added up."""

import math
from collections.abc import Sequence
from typing import assert_never

import attrs
import narwhals as nw

from lianbing.backends.columns import Columns, Exact, Expr, Quantity, Term, Truth, lit, when, with_columns
from lianbing.backends.columns.quantities import integer, near
from lianbing.backends.columns.terms import NO, WIDEST, chosen, whole
from lianbing.formula.nodes import BestOfEach, ChoiceFact, Count, CountDistinct, Repeats, SumOfBest, SumOver, walk
from lianbing.tables.engines import Frame
from lianbing.tables.facts import Held, RowFacts, Rows, key_column
from lianbing.tables.layout import CANDIDATE, ROW
from lianbing.tables.needs import OverRows
from lianbing.tables.patching import any_of


@attrs.frozen(eq=False)
class Asked:
    """One thing that is asked of a list.

    Attributes:
        node: What is asked.
        held: The column that it becomes.
        value: The column of each row's value.
        lacking: The column of whether a row lacks a fact that it needs; empty where none can.
    """

    node: OverRows
    held: Held
    value: str
    lacking: str


class List:
    """One list of all candidates, being asked.

    Args:
        facts: The facts of its rows.
        name: The beginning of the names of the columns that are made.
    """

    def __init__(self, facts: RowFacts, name: str) -> None:
        self._facts = facts
        self._name = name
        self._columns: dict[str, Expr] = {}
        self._keys: dict[str, Expr] = {}
        self._asked: list[Asked] = []
        self._doubts: dict[str, Expr] = {}

    def ask(self, node: OverRows) -> Held:
        """Ask something of the list; give the column that it becomes."""
        if isinstance(node, Count) and node.where is None:
            return Held(f"{self._name}_length")
        name = f"{self._name}_{len(self._asked)}"
        value, doubt = self._value(node)
        self._facts.doubts = []
        self._keep_keys(node)
        doubts = [*([] if doubt is NO else [doubt.column]), *self._facts.doubts]
        lacking = ""
        if isinstance(value, Exact) and value.bottom.constant is not None and self._sums_fit(value.top):
            held = Held(name, value.bottom.constant)
            self._columns[f"{name}__value"] = value.top.column
            nullable = value.top.nullable
        else:
            taken = near(value)
            held = Held(name, rows=Rows(taken, f"{self._name}_length"))
            self._columns[f"{name}__value"] = taken.expr
            nullable = taken.nullable
            if isinstance(node, SumOfBest) or math.isinf(taken.error):
                doubts.append(lit(True))
        if nullable:
            lacking = f"{name}__lacking"
        if doubts:
            self._doubts[name] = _any(doubts)
            held = attrs.evolve(held, doubt=f"{name}__doubt")
        self._asked.append(Asked(node, held, f"{name}__value", lacking))
        return held

    def _sums_fit(self, term: Term) -> bool:
        """Tell whether no sum over the list can exceed what doubles hold exactly."""
        return max(abs(term.low), abs(term.high)) * max(1, self._facts.seen.rows) < WIDEST

    def _value(self, node: OverRows) -> tuple[Quantity, Truth]:
        columns = Columns(self._facts)
        match node:
            case CountDistinct():
                return integer(whole(1)), NO
            case Count(_, where):
                assert where is not None, "how long the list is was not asked row by row"
                return integer(chosen(columns.condition(where), whole(1), whole(0))), columns.doubt
            case SumOver(_, item) | BestOfEach(_, _, item) | SumOfBest(_, item, _):
                return columns.number(item), columns.doubt
            case _:
                assert_never(node)

    def _keep_keys(self, node: OverRows) -> None:
        """Make the columns of the keys that a node compares rows by."""
        facts: list[ChoiceFact] = [each.key for each in walk(node) if isinstance(each, Repeats)]
        if isinstance(node, CountDistinct | BestOfEach):
            facts.append(node.key)
        for fact in facts:
            self._keys[key_column(fact)] = self._facts.key(fact)

    def grouped(self, frame: Frame, candidates: Frame) -> Frame:
        """Work out what was asked, one row a candidate that has rows at all."""
        if self._facts.brought:
            frame = frame.join(candidates.select(CANDIDATE, *self._facts.brought), on=CANDIDATE, how="inner")
        if self._keys:
            frame = with_columns(frame, self._keys)
        made = with_columns(frame, {**self._columns, **self._doubtful()})
        if any(each.lacking for each in self._asked):
            made = made.with_columns(*self._lacking())
        plain = [each for each in self._asked if isinstance(each.node, Count | SumOver)]
        best = [each for each in self._asked if isinstance(each.node, SumOfBest)]
        for each in best:
            place = nw.col(ROW).cum_count(reverse=True).over(CANDIDATE, order_by=[each.value, ROW])
            assert isinstance(each.node, SumOfBest), "chosen so"
            among = nw.when(place <= each.node.count).then(nw.col(each.value)).otherwise(nw.lit(0.0))
            made = made.with_columns(among.alias(f"{each.held.column}__best"))
        sums = [(each.value, each.held.column) for each in plain]
        sums += [(f"{each.held.column}__best", each.held.column) for each in best]
        sums += [(each.lacking, each.lacking) for each in self._asked if each.lacking]
        sums += [(f"{name}__doubt", f"{name}__doubt") for name in self._doubts]
        grouped = [each for each in self._asked if isinstance(each.node, BestOfEach | CountDistinct)]
        keys = list(dict.fromkeys(_key(each) for each in grouped))
        found = _added(made, sums, f"{self._name}_length", keys[0] if keys else "", grouped)
        for key in keys[1:]:
            groups = made.group_by(CANDIDATE, key).agg(*_greatest(grouped, key))
            own = [each.held.column for each in grouped if _key(each) == key]
            found = found.join(
                groups.group_by(CANDIDATE).agg(*(nw.col(name).sum() for name in own)), on=CANDIDATE, how="left"
            )
        return found

    def _lacking(self) -> list[nw.Expr]:
        return [
            nw.when(nw.col(each.value).is_null()).then(nw.lit(1)).otherwise(nw.lit(0)).alias(each.lacking)
            for each in self._asked
            if each.lacking
        ]

    def _doubtful(self) -> dict[str, Expr]:
        return {f"{name}__doubt": when(doubt, lit(1), lit(0)) for name, doubt in self._doubts.items()}

    def finished(self) -> Sequence[nw.Expr]:
        """Give the columns once they have been joined to the candidates: nothing for one without rows."""
        length = f"{self._name}_length"
        found = [nw.col(length).fill_null(0).cast(nw.Float64).alias(length)]
        for each in self._asked:
            filled = nw.col(each.held.column).cast(nw.Float64).fill_null(0.0)
            if each.lacking:
                filled = nw.when(nw.col(each.lacking).fill_null(0) == 0).then(filled)
            found.append(filled.alias(each.held.column))
            if each.held.doubt:
                found.append((nw.col(each.held.doubt).fill_null(0) > 0).alias(each.held.doubt))
        return found

    @property
    def columns(self) -> list[str]:
        """The names of the columns of numbers that are made."""
        return [f"{self._name}_length", *(each.held.column for each in self._asked)]


def _key(asked: Asked) -> str:
    assert isinstance(asked.node, BestOfEach | CountDistinct), "it goes by groups"
    return key_column(asked.node.key)


def _greatest(asked: Sequence[Asked], key: str) -> list[nw.Expr]:
    """Take the greatest value of each group of rows that share a key."""
    return [nw.col(each.value).max().alias(each.held.column) for each in asked if _key(each) == key]


def _added(made: Frame, sums: Sequence[tuple[str, str]], length: str, key: str, grouped: Sequence[Asked]) -> Frame:
    """Add values up, one row a candidate; by way of the groups of a key, where something is asked of those too."""
    own = [nw.col(value).sum().alias(name) for value, name in sums]
    if not key:
        return made.group_by(CANDIDATE).agg(*own, nw.len().alias(length))
    groups = made.group_by(CANDIDATE, key).agg(*own, nw.len().alias(length), *_greatest(grouped, key))
    names = [name for _, name in sums] + [length] + [each.held.column for each in grouped if _key(each) == key]
    return groups.group_by(CANDIDATE).agg(*(nw.col(name).sum() for name in names))


def _any(doubts: Sequence[Expr]) -> Expr:
    return any_of(doubts).or_else(False)
