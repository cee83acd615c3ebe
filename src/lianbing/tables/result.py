"""The result of an award as a table: the same columns, whether an engine or integers worked it out."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import narwhals as nw

from lianbing.extras import TABLES, needing
from lianbing.formula.domain import written
from lianbing.model.award import Award
from lianbing.model.rulebook import Rounding
from lianbing.tables.cohorts import GROUP
from lianbing.tables.conditions import Met
from lianbing.tables.given import GivenTable
from lianbing.tables.given_lists import GivenLists
from lianbing.tables.layout import CANDIDATE, LEVEL, NAME, UNIT
from lianbing.tables.placing import Placed
from lianbing.tables.ranking import GRADE, RANK, REVOKED, SELECTED
from lianbing.tables.scoring import Scored
from lianbing.tables.totals import GONE, TOTAL
from lianbing.tables.whole_award import Amount, WholeAward

if TYPE_CHECKING:
    import polars as pl

EXCLUDED = "excluded"
"""The column of why a candidate was excluded."""

DIGITS = 20
"""So many digits a column of points has at most."""


def decimals(step: Fraction) -> int | None:
    """Give how many decimals multiples of a step have; None where they do not end.

    >>> decimals(Fraction("0.05")), decimals(Fraction(1, 3))
    (2, None)
    """
    return next((each for each in range(19) if step and (step * 10**each).denominator == 1), None)


def result_table(
    award: Award,
    rounding: Rounding,
    lists: GivenLists,
    tables: Mapping[str, GivenTable],
    found: WholeAward,
    placed: Placed,
) -> "pl.DataFrame":
    """Make the table; points that no column of decimals holds stand as texts, such as ``2/3``."""
    with needing(TABLES):
        import polars as pl

    own = tables[award.id]
    columns: dict[str, pl.Series] = {CANDIDATE: pl.Series(lists.ids, dtype=pl.String)}
    for name in (NAME, UNIT, LEVEL):
        if name in own.present:
            columns[name] = lists.frames[award.id][name]
    if award.groups:
        ids = [each.id for each in award.groups]
        columns[GROUP] = pl.Series([ids[each] for each in found.groups], dtype=pl.String)
    columns[EXCLUDED] = pl.Series(_reasons(award, found), dtype=pl.String)
    for id, points in found.points.items():
        columns[f"{id}__points"] = _published(points, found.gone, rounding.step)
    columns[TOTAL] = _published(found.totals, found.gone, rounding.step)
    columns[RANK] = pl.Series(placed.ranks, dtype=pl.Int64)
    if award.grades:
        grades = [None if gone else grade for grade, gone in zip(placed.grades, found.gone, strict=True)]
        columns[GRADE] = pl.Series(grades, dtype=pl.String)
    columns[REVOKED] = pl.Series(placed.revoked, dtype=pl.Boolean)
    columns[SELECTED] = pl.Series(placed.selected, dtype=pl.Boolean)
    return pl.DataFrame([each.alias(name) for name, each in columns.items()])


def _reasons(award: Award, found: WholeAward) -> list[str | None]:
    reasons = [
        (f"{indicator.id}.{each.id}", found.met[indicator.id, each.id])
        for indicator in award.indicators
        for each in indicator.scheme.exclusions
        if each.effect == "exclude"
    ]
    return [
        ";".join(name for name, held in reasons if held[at]) if gone else None for at, gone in enumerate(found.gone)
    ]


def _published(points: Sequence[Amount], gone: Sequence[bool], step: Fraction) -> "pl.Series":
    import polars as pl

    pairs = zip(points, gone, strict=True)
    places = decimals(step)
    if places is None:
        texts = [None if left else written(each * step if step else Fraction(each)) for each, left in pairs]
        return pl.Series(texts, dtype=pl.String)
    parts = int(step * 10**places)
    values = [None if left else int(each) * parts for each, left in pairs]
    stated = [each for each in values if each is not None]
    if stated and max(max(stated), -min(stated)) >= _TOO_GREAT:
        return pl.Series([None if each is None else written(Fraction(each, 10**places)) for each in values])
    whole = pl.Series(values, dtype=pl.Int64)
    if not places:
        return whole
    unit = pl.Series([Decimal(1).scaleb(-places)], dtype=pl.Decimal(DIGITS, places))
    return (whole.cast(pl.Decimal(DIGITS, 0)) * unit).cast(pl.Decimal(DIGITS, places))


_TOO_GREAT = 10**18
"""Integers from here on are not held by every engine's columns of decimals."""


def result_columns(
    award: Award, table: GivenTable, found: Met, scored: Scored, rounding: Rounding
) -> Iterator[nw.Expr]:
    """Give the columns of the result, of a table that was worked out on an engine."""
    yield nw.col(CANDIDATE)
    for name in (NAME, UNIT, LEVEL):
        if name in table.present:
            yield nw.col(name)
    if award.groups:
        group = nw.lit(None, nw.String)
        for at, each in enumerate(award.groups):
            group = nw.when(nw.col(GROUP) == at).then(nw.lit(each.id)).otherwise(group)
        yield group.alias(GROUP)
    yield _reason(found).alias(EXCLUDED)
    for id, name in scored.points.items():
        yield _decimals_of(name, rounding.step).alias(f"{id}__points")
    yield _decimals_of(TOTAL, rounding.step).alias(TOTAL)
    yield nw.col(RANK)
    if award.grades:
        yield nw.col(GRADE)
    yield nw.col(REVOKED)
    yield nw.col(SELECTED)


def _reason(found: Met) -> nw.Expr:
    """Give the conditions that excluded a candidate, as ``indicator.condition``, several between semicolons."""
    reasons = nw.lit("")
    for each in found.conditions:
        if each.effect == "exclude":
            own = nw.lit(f";{each.indicator.id}.{each.id}")
            reasons = nw.concat_str(reasons, nw.when(nw.col(each.column)).then(own).otherwise(nw.lit("")))
    return nw.when(nw.col(GONE)).then(reasons.str.slice(1))


def _decimals_of(name: str, step: Fraction) -> nw.Expr:
    """Give points as decimals; there are none for who left."""
    places = decimals(step)
    assert places is not None, "what no decimal holds is not worked out in columns"
    parts = nw.col(name) * float(step * 10**places)
    shown = (parts / float(10**places)).cast(nw.Decimal(DIGITS, places)) if places else parts.cast(nw.Int64)
    return nw.when(~nw.col(GONE)).then(shown)
