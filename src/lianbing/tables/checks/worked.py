"""Whether what lists come to is lawful: rows of known candidates, no more of them than allowed, no fact lacking."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

import narwhals as nw

from lianbing.backends.columns import Columns, Exact, Expr, TooWideError, with_columns
from lianbing.backends.columns.terms import NO
from lianbing.backends.compiled.batch import Wanted
from lianbing.errors import Fault, Place, fault
from lianbing.formula.domain import written
from lianbing.formula.nodes import Compare
from lianbing.formula.situation import AnyFact, MissingFactError
from lianbing.language import Bilingual
from lianbing.model.award import Award, Indicator
from lianbing.tables.checks.places import SHOWN, no_id, place_of
from lianbing.tables.cohorts import GROUP
from lianbing.tables.exactly import Singles, exact_values
from lianbing.tables.given import GivenTable
from lianbing.tables.layout import CANDIDATE, ROW, column_of, table_of
from lianbing.tables.scoring import Scored
from lianbing.tables.totals import GONE
from lianbing.tables.whole_award import Worker
from lianbing.tables.working import Working


def strangers(working: Working, own: GivenTable, table: GivenTable) -> Iterator[Fault]:
    """Tell of rows of candidates that there are not; where every row came to a candidate, nothing is searched."""
    length = working.lengths.get(table.layout.name)
    if length is not None:
        (row,) = working.engine.rows(working.frame.select(nw.col(length).sum()))
        if int(row[length] or 0) == working.seen(table).rows:
            return
    told = 0
    for part in working.parts:
        found = part.of(table.frame).join(part.of(own.frame).select(CANDIDATE), on=CANDIDATE, how="anti")
        for row in working.engine.rows(found.select(CANDIDATE, ROW).head(SHOWN - told)):
            told += 1
            if row[CANDIDATE] is None:
                yield no_id(table, row)
                continue
            name = str(row[CANDIDATE])
            yield fault("unknown_candidate", place_of(table, row, CANDIDATE), award=own.layout.name, name=name)
        if told == SHOWN:
            return


def limits(working: Working, own: GivenTable, indicator: Indicator) -> Iterator[Fault]:
    """Tell of lists with more rows than are lawful.

    Raises:
        TooWideError: Columns leave in doubt how many there are.
    """
    for limit in indicator.scheme.limits:
        columns = Columns(working.source(indicator))
        beyond = columns.condition(Compare(limit.count, ">", limit.most))
        asked = {"found": columns.number(limit.count), "most": columns.number(limit.most)}
        if columns.doubt is not NO:
            doubtful = with_columns(working.frame, {"doubt": columns.doubt.column.or_else(False)})
            if working.engine.rows(doubtful.filter(nw.col("doubt")).select(CANDIDATE).head(1)):
                raise TooWideError
        if beyond.expr is False:
            continue
        shown: dict[str, Expr] = {"beyond": beyond.column.or_else(False)}
        for name, each in asked.items():
            if not isinstance(each, Exact):
                raise TooWideError
            shown |= {f"{name}__top": each.top.column, f"{name}__bottom": each.bottom.column}
        rows = with_columns(working.frame, shown).filter(nw.col("beyond"))
        for row in working.engine.rows(rows.select(CANDIDATE, *shown).head(SHOWN)):
            found, most = (Fraction(row[f"{name}__top"]) / Fraction(row[f"{name}__bottom"]) for name in asked)
            yield _too_many(own, str(row[CANDIDATE]), indicator, limit.name, found, most)


def limits_in_loops(worker: Worker, own: GivenTable, ids: Sequence[str], indicator: Indicator) -> Iterator[Fault]:
    """Tell the same of lists whose figures are too great for columns: every candidate is looked at."""
    for limit in indicator.scheme.limits:
        told = 0
        for places, columns in worker.run(indicator, (Wanted((limit.count,)), Wanted((limit.most,))), None, None):
            for at, found_top, found_bottom, most_top, most_bottom in zip(places, *columns, strict=True):
                found, most = Fraction(found_top, found_bottom), Fraction(most_top, most_bottom)
                if found > most and told < SHOWN:
                    told += 1
                    yield _too_many(own, ids[at], indicator, limit.name, found, most)


def _too_many(
    own: GivenTable, id: str, indicator: Indicator, name: Bilingual, found: Fraction, most: Fraction
) -> Fault:
    place = Place(record=f"{own.layout.name} › {id}", field=indicator.id)
    clause, expected = indicator.clause or None, written(most)
    return fault("too_many_rows", place, clause=clause, name=name, expected=expected, found=written(found))


def lacking_facts(working: Working, points: Scored) -> Iterator[Fault]:
    """Tell which facts candidates lack on which their points rest."""
    for indicator in working.award.indicators:
        name = points.points.get(indicator.id)
        if name is None or name not in points.lacking:
            continue
        rows = points.frame.filter(~nw.col(GONE) & nw.col(name).is_null()).select(CANDIDATE, GROUP).head(SHOWN)
        for row in working.engine.rows(rows):
            yield _lacking(working, points, indicator, row)


def _lacking(working: Working, points: Scored, indicator: Indicator, row: dict[str, Any]) -> Fault:
    """Work one candidate out as far as it goes: the fact that stops it is the one that is lacking."""
    group = int(row[GROUP] or 0)
    singles = Singles(working.engine, working.award, working.tables).of([str(row[CANDIDATE])], [indicator])
    nodes = [each.formula for each in indicator.scheme.criteria]
    answers = points.asking.answers(indicator, group)
    try:
        for _ in exact_values(singles, indicator, nodes, lambda _: answers, working.campaign.evaluation_day):
            pass
    except MissingFactError as error:
        return missing_fact(working.award, indicator, str(row[CANDIDATE]), error.fact, error.row)
    raise AssertionError("columns lack what nothing lacks")


def missing_fact(award: Award, indicator: Indicator, candidate: str, fact: AnyFact, row: int | None) -> Fault:
    """Say which fact of a candidate is missing, in which table and column."""
    at = "" if row is None else f" [{row + 1}]"
    table = award.id if fact.rows is None else table_of(award.id, indicator.id, fact.rows)
    field = column_of(indicator.id, fact.name) if fact.rows is None else fact.name
    place = Place(record=f"{table} › {candidate}{at}", field=field)
    return fault("missing_field", place, clause=indicator.clause or None, name=field, expected=fact.label)
