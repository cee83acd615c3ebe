"""Whether the rows of a list may stand together: numbered, of the right year, none twice."""

from collections.abc import Iterator

import narwhals as nw

from lianbing.backends.columns import col, with_columns
from lianbing.errors import Fault, fault
from lianbing.formula.arithmetic import folded
from lianbing.formula.nodes import Repeats
from lianbing.formula.scheme import UniqueRows
from lianbing.model.award import Indicator
from lianbing.tables.checks.places import SHOWN, first_rows, place_of
from lianbing.tables.facts import CandidateFacts, RowFacts
from lianbing.tables.given import GivenTable
from lianbing.tables.layout import CANDIDATE, ROW
from lianbing.tables.working import Working


def faults_of_rows(working: Working, table: GivenTable, indicator: Indicator) -> Iterator[Fault]:
    """Tell what is wrong with the rows of a list, taken together."""
    yield from _years(working, table, indicator)
    uniques = [each for each in indicator.scheme.uniques if each.rows.name == table.layout.rows]
    if uniques or any(isinstance(node, Repeats) for node in indicator.scheme.nodes(shown=False)):
        yield from _numbers(working, table)
    for unique in uniques:
        yield from _repeated(working, table, indicator, unique)


def _years(working: Working, table: GivenTable, indicator: Indicator) -> Iterator[Fault]:
    for rule in indicator.scheme.years:
        name = rule.fact.name
        if rule.fact.rows == table.layout.rows and name in table.present:
            for row in first_rows(working, table, ~col(name).equals(rule.year), name):
                yield fault("wrong_year", place_of(table, row, name), expected=str(rule.year), found=str(row[name]))


def _numbers(working: Working, table: GivenTable) -> Iterator[Fault]:
    """Where rows are told from each other, every row has a number, and no two the same."""
    for row in first_rows(working, table, col(ROW).is_null()):
        expected = table.layout.column(ROW).label
        yield fault("missing_field", place_of(table, row, ROW), name=ROW, expected=expected)
    sizes = table.frame.group_by(CANDIDATE, ROW).agg(nw.len().alias("size")).filter(nw.col("size") > 1)
    for row in working.engine.rows(sizes.head(SHOWN)):
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
    sizes = keyed.group_by(CANDIDATE, *keys).agg(nw.len().alias("size"), nw.col(ROW).max().alias(ROW))
    twice = sizes.filter(nw.col("size") > 1).select(CANDIDATE, ROW)
    found = table.frame.join(twice, on=[CANDIDATE, ROW], how="inner").select(CANDIDATE, ROW, *names)
    for row in working.engine.rows(found.head(SHOWN)):
        yield fault("repeated_row", place_of(table, row, names[0]), name=str(row[names[0]]))


def _one_by_one(working: Working, table: GivenTable, names: list[str]) -> Iterator[Fault]:
    seen: set[tuple[str, ...]] = set()
    told = 0
    for row in working.engine.rows(table.frame.select(CANDIDATE, ROW, *names).sort(CANDIDATE, ROW)):
        key = (str(row[CANDIDATE]), *(folded(row[name]) for name in names))
        if key in seen and told < SHOWN:
            told += 1
            yield fault("repeated_row", place_of(table, row, names[0]), name=str(row[names[0]]))
        seen.add(key)
