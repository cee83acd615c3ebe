"""Conditions on an engine: who leaves an award and why, and which indicators apply to whom."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import cast

import attrs
import narwhals as nw

from lianbing.backends.columns import Expr, Truth, col, with_columns
from lianbing.backends.columns.terms import NO, YES
from lianbing.formula.nodes import Condition, Node
from lianbing.formula.scheme import ConditionEffect
from lianbing.model.award import Award, Indicator
from lianbing.tables.cohorts import GROUP, Asking
from lianbing.tables.exactly import Answers, Single, Singles, exact_values
from lianbing.tables.layout import CANDIDATE
from lianbing.tables.patching import any_of, everyone, nobody, patched
from lianbing.tables.working import Root, Working


@attrs.frozen
class MetColumn:
    """The column of whether a condition is met.

    Attributes:
        indicator: The indicator whose condition it is.
        id: The condition's id.
        effect: What it takes away.
        column: The column.
    """

    indicator: Indicator = attrs.field(repr=False)
    id: str
    effect: ConditionEffect
    column: str


@attrs.frozen(eq=False)
class Met:
    """The columns of the conditions of an award.

    Attributes:
        present: By indicator, whether a candidate has evidence of it.
        applies: By indicator, whether it applies to a candidate.
        conditions: The columns of the conditions.
        gone: Whether a candidate has left.
        recomputed: How many conditions were worked out one by one.
    """

    present: dict[str, Expr]
    applies: dict[str, Expr]
    conditions: tuple[MetColumn, ...]
    gone: Expr
    recomputed: int

    def columns(self, award: Award) -> list[str]:
        """Give the names of the columns that this stands for."""
        tests = [applies_column(each, at) for each in award.indicators for at in range(len(each.scheme.applies))]
        return [*(each.column for each in self.conditions), *tests]


def applies_column(indicator: Indicator, at: int) -> str:
    """Give the column of whether the first, second … test holds of when an indicator applies."""
    return f"applies__{indicator.id}__{at}"


def condition_roots(indicators: Sequence[Indicator]) -> list[Root]:
    """Give the conditions of indicators: when they apply, and who leaves."""
    return [
        (indicator, node)
        for indicator in indicators
        for node in (
            *(each.when for each in indicator.scheme.applies),
            *(each.when for each in indicator.scheme.exclusions),
        )
    ]


def met(working: Working) -> Met:
    """Work the conditions of an award out; all its candidates are compared with each other there."""
    award = working.award
    present = {each.id: _is_for(working, each) for each in award.indicators}
    asking = Asking(working, present, present)
    working.ask(condition_roots(award.indicators), asking)
    columns: dict[str, Expr] = {}
    asked: list[tuple[Indicator, Node, str, Expr]] = []
    names: list[MetColumn] = []
    applies: dict[str, Expr] = {}
    for indicator in award.indicators:
        test = YES
        for at, each in enumerate(indicator.scheme.applies):
            found, doubt = working.condition(indicator, each.when)
            name = applies_column(indicator, at)
            columns[name] = found.column & present[indicator.id]
            test = test & Truth(col(name))
            asked += _doubted(indicator, each.when, name, doubt)
        applies[indicator.id] = (test & Truth(present[indicator.id])).column
        for exclusion in indicator.scheme.exclusions:
            found, doubt = working.condition(indicator, exclusion.when)
            name = f"met__{indicator.id}__{exclusion.id}"
            columns[name] = found.column & present[indicator.id]
            names.append(MetColumn(indicator, exclusion.id, exclusion.effect, name))
            asked += _doubted(indicator, exclusion.when, name, doubt)
    recomputed = _settled(working, columns, asked, asking)
    if names:
        # A condition of an indicator that does not apply excludes nobody.
        masked = {each.column: col(each.column) & applies[each.indicator.id] for each in names}
        working.frame = working.engine.keep(with_columns(working.frame, masked))
    gone = [col(each.column) for each in names if each.effect == "exclude"]
    return Met(present, applies, tuple(names), any_of(gone) if gone else nobody(), recomputed)


def _is_for(working: Working, indicator: Indicator) -> Expr:
    if not indicator.applies_to:
        return everyone()
    places = [at for at, group in enumerate(working.award.groups) if group.id in indicator.applies_to]
    return col(GROUP).is_in(places).or_else(False)


def _doubted(
    indicator: Indicator, node: Condition, name: str, doubt: Truth
) -> Iterator[tuple[Indicator, Node, str, Expr]]:
    if doubt is not NO:
        yield indicator, node, name, doubt.column.or_else(False)


def _settled(
    working: Working,
    columns: Mapping[str, Expr],
    asked: Sequence[tuple[Indicator, Node, str, Expr]],
    asking: Asking,
) -> int:
    """Keep the columns, those in doubt worked out exactly; tell how many there were."""
    if not columns:
        return 0
    doubts = {f"doubt__{name}": doubt for _, _, name, doubt in asked}
    working.frame = with_columns(working.frame, {**columns, **doubts})
    recomputed = 0
    for indicator, node, name, _ in asked:
        rows = working.engine.rows(working.frame.filter(nw.col(f"doubt__{name}")).select(CANDIDATE, GROUP))
        groups = {str(row[CANDIDATE]): int(row[GROUP] or 0) for row in rows}
        singles = Singles(working.engine, working.award, working.tables).of(list(groups), [indicator])
        answers = partial(_answers, asking, indicator, groups)
        values = exact_values(singles, indicator, [node], answers, working.campaign.evaluation_day)
        fixes = {single.id: bool(found[0]) for single, found in values}
        recomputed += len(fixes)
        working.frame = patched(working.engine, working.frame, {name: cast("dict[str, float | bool]", fixes)})
    return recomputed


def _answers(asking: Asking, indicator: Indicator, groups: Mapping[str, int], single: Single) -> Answers:
    return asking.answers(indicator, groups[single.id])
