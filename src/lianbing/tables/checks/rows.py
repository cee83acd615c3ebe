"""Whether the rows of a list may stand together: numbered, of the right year, none twice."""

from collections.abc import Iterator

import narwhals as nw

from lianbing.backends.columns import col, with_columns
from lianbing.errors import Fault, fault
from lianbing.formula.arithmetic import folded
from lianbing.formula.nodes import Repeats
from lianbing.formula.scheme import UniqueRows
from lianbing.model.award import Indicator
from lianbing.tables.checks.places import SHOWN, first_rows, place_of, repeated
from lianbing.tables.facts import CandidateFacts, RowFacts
from lianbing.tables.given import GivenTable
from lianbing.tables.layout import CANDIDATE, ROW
from lianbing.tables.working import Working


def faults_of_rows(working: Working, table: GivenTable, indicator: Indicator) -> Iterator[Fault]:
    """Tell what is wrong with the rows of a list, taken together."""
    yield from _years(working, table, indicator)
    uniques = [each for each in indicator.scheme.uniques if each.rows.name == table.layout.rows]
    in_order = any(
        isinstance(node, Repeats) and node.rows.name == table.layout.rows
        for node in indicator.scheme.nodes(shown=False)
    )
    if uniques or in_order:
        yield from _numbers(working, table, in_order=in_order)
    for unique in uniques:
        yield from _repeated(working, table, indicator, unique)


def _years(working: Working, table: GivenTable, indicator: Indicator) -> Iterator[Fault]:
    for rule in indicator.scheme.years:
        name = rule.fact.name
        if rule.fact.rows == table.layout.rows and name in table.present:
            seen = working.seen(table).columns[name]
            if seen.low == seen.high == rule.year:
                continue
            for row in first_rows(working, table, ~col(name).equals(rule.year), name):
                yield fault("wrong_year", place_of(table, row, name), expected=str(rule.year), found=str(row[name]))


def _numbers(working: Working, table: GivenTable, *, in_order: bool) -> Iterator[Fault]:
    """Where rows are told from each other, every row has a number; where one comes first, no two have the same."""
    gaps = working.seen(table).columns[ROW].missing
    for row in first_rows(working, table, col(ROW).is_null()) if gaps else ():
        expected = table.layout.column(ROW).label
        yield fault("missing_field", place_of(table, row, ROW), name=ROW, expected=expected)
    for row in repeated(working, table.frame, CANDIDATE, ROW) if in_order else ():
        yield fault("repeated_row", place_of(table, row, ROW), name=str(row[ROW]))


def _repeated(working: Working, table: GivenTable, indicator: Indicator, unique: UniqueRows) -> Iterator[Fault]:
    """Tell of rows that share what tells rows apart, white space and case aside."""
    facts = RowFacts(table, CandidateFacts(working.kept, indicator.id), working.seen(table))
    keys = {f"unique_{at}": facts.key(fact) for at, fact in enumerate(unique.keys)}
    keyed = with_columns(table.frame, keys)
    names = [fact.name for fact in unique.keys]
    if facts.doubts:
        # Letters that an engine may fold otherwise than Python: the rows are compared one by one.
        yield from _one_by_one(working, table, names)
        return
    for key in keys:
        keyed = keyed.filter(~nw.col(key).is_null())  # a gap is told as one
    twice = {(str(row[CANDIDATE]), row[ROW]) for row in repeated(working, keyed, CANDIDATE, *keys, last=ROW)}
    if twice:
        theirs = table.frame.filter(nw.col(CANDIDATE).is_in([id for id, _ in twice])).select(CANDIDATE, ROW, *names)
        for row in working.engine.rows(theirs.sort(CANDIDATE, ROW)):
            if (str(row[CANDIDATE]), row[ROW]) in twice:
                yield fault("repeated_row", place_of(table, row, names[0]), name=str(row[names[0]]))


def _one_by_one(working: Working, table: GivenTable, names: list[str]) -> Iterator[Fault]:
    seen: set[tuple[str, ...]] = set()
    told = 0
    for part in working.parts:
        seen.clear()
        for row in working.engine.rows(part.of(table.frame).select(CANDIDATE, ROW, *names).sort(CANDIDATE, ROW)):
            if any(row[name] is None for name in names):
                continue  # a gap, which is told as one
            key = (str(row[CANDIDATE]), *(folded(row[name]) for name in names))
            if key in seen:
                told += 1
                yield fault("repeated_row", place_of(table, row, names[0]), name=str(row[names[0]]))
                if told == SHOWN:
                    return
            seen.add(key)
