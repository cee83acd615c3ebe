"""Whether the candidates of a table may be candidates: who they are, of which level and unit, and how many."""

from collections.abc import Iterator, Sequence

import narwhals as nw

from lianbing.backends.columns import Expr, col, with_columns
from lianbing.errors import Fault, Place, fault, nearest
from lianbing.tables.checks.places import SHOWN, first_rows, no_id, place_of, repeated
from lianbing.tables.cohorts import GROUP
from lianbing.tables.given import GivenTable
from lianbing.tables.layout import CANDIDATE, LEVEL, UNIT
from lianbing.tables.working import Working


def faults_of_candidates(working: Working) -> Iterator[Fault]:
    """Tell what is wrong with who the candidates are."""
    own = working.tables[working.award.id]
    yield from _ids(working, own)
    yield from _levels(working, own)
    yield from _units(working, own)


def known_among(working: Working, ids: Sequence[str]) -> list[str]:
    """Give those of some ids that are candidates."""
    if not ids:
        return []
    own = working.tables[working.award.id].frame
    rows = working.engine.rows(own.filter(nw.col(CANDIDATE).is_in(list(ids))).select(CANDIDATE))
    return [str(row[CANDIDATE]) for row in rows]


def _ids(working: Working, own: GivenTable) -> Iterator[Fault]:
    for row in first_rows(working, own, col(CANDIDATE).is_null()):
        yield no_id(own, row)
    for row in repeated(working, own.frame, CANDIDATE):
        name = str(row[CANDIDATE])
        yield fault("repeated_candidate", place_of(own, row, CANDIDATE), name=name, other=own.layout.name)


def _levels(working: Working, own: GivenTable) -> Iterator[Fault]:
    award = working.award
    if award.levels:
        known = ", ".join(award.levels)
        for row in first_rows(working, own, col(LEVEL).is_null()):
            yield fault("missing_field", place_of(own, row, LEVEL), name=LEVEL, expected=known)
        for row in first_rows(working, own, ~col(LEVEL).is_in(award.levels), LEVEL):
            name = str(row[LEVEL])
            suggestion = nearest(name, award.levels)
            yield fault("unknown_level", place_of(own, row, LEVEL), name=name, known=known, suggestion=suggestion)
    if award.groups:
        known = ", ".join(each.id for each in award.groups)
        grouped = with_columns(own.frame, {GROUP: working.group()}).filter(nw.col(GROUP).is_null())
        for row in working.engine.rows(grouped.select(CANDIDATE).head(SHOWN)):
            yield fault("no_group", place_of(own, row, LEVEL), clause=award.clause or None, known=known)


def _units(working: Working, own: GivenTable) -> Iterator[Fault]:
    award = working.award
    if award.own_unit and UNIT in own.present:
        for row in first_rows(working, own, ~_same(UNIT, CANDIDATE), UNIT):
            place = place_of(own, row, UNIT)
            yield fault("unit_not_own_id", place, expected=str(row[CANDIDATE]), found=str(row[UNIT]))
    most = award.nominees_per_unit
    if most is not None:
        sizes = own.frame.group_by(UNIT).agg(nw.len().alias("size")).filter(nw.col("size") > most)
        for row in working.engine.rows(sizes.head(SHOWN)):
            place = Place(record=own.layout.name, field=UNIT)
            found = str(row["size"])
            yield fault(
                "too_many_nominees",
                place,
                clause=award.clause,
                unit=str(row[UNIT]),
                found=found,
                expected=str(most),
            )


def _same(one: str, other: str) -> Expr:
    return col(one).equals(col(other))
