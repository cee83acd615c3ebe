"""The result of an award that was worked out as a whole, as a table like that which the columns give."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from lianbing.extras import TABLES, needing
from lianbing.formula.domain import written
from lianbing.model.award import Award
from lianbing.model.rulebook import Rounding
from lianbing.tables.cohorts import GROUP
from lianbing.tables.given import GivenTable
from lianbing.tables.given_lists import GivenLists
from lianbing.tables.layout import CANDIDATE, LEVEL, NAME, UNIT
from lianbing.tables.placing import Placed
from lianbing.tables.whole_award import Amount, WholeAward

if TYPE_CHECKING:
    import polars as pl

EXCLUDED = "excluded"
"""The column of why a candidate was excluded."""


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
    """Make the table; points that no decimal holds stand as texts such as ``2/3``."""
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
    columns["total"] = _published(found.totals, found.gone, rounding.step)
    columns["rank"] = pl.Series(placed.ranks, dtype=pl.Int64)
    if award.grades:
        grades = [None if gone else grade for grade, gone in zip(placed.grades, found.gone, strict=True)]
        columns["grade"] = pl.Series(grades, dtype=pl.String)
    columns["revoked"] = pl.Series(placed.revoked, dtype=pl.Boolean)
    columns["selected"] = pl.Series(placed.selected, dtype=pl.Boolean)
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
    if not places:
        return pl.Series([None if left else int(each) * parts for each, left in pairs], dtype=pl.Int64)
    values: list[Any] = [None if left else Decimal(int(each) * parts).scaleb(-places) for each, left in pairs]
    return pl.Series(values, dtype=pl.Decimal(20, places))
