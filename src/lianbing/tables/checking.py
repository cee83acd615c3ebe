"""Whether tables are lawful: who the candidates are, and what every column holds; each fault with its table and row."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

import narwhals as nw

from lianbing.backends.columns import Columns, Expr, col, filtered, with_columns
from lianbing.checks.evidence import Lawful
from lianbing.errors import Fault, Place, fault
from lianbing.formula.domain import Domain, written
from lianbing.formula.evidence import EvidenceField
from lianbing.formula.nodes import ChoiceFact, Compare, RegionTotal
from lianbing.language import Bilingual
from lianbing.model.award import Indicator
from lianbing.tables.cohorts import GROUP
from lianbing.tables.given import GivenTable
from lianbing.tables.layout import BETWEEN, CANDIDATE, LEVEL, ROW, ColumnLayout, table_of
from lianbing.tables.observing import Observed, missing
from lianbing.tables.patching import everyone, nobody
from lianbing.tables.scoring import Scored
from lianbing.tables.working import Working

SHOWN = 5
"""So many rows are named of each thing that is wrong."""


def faults_of_tables(working: Working) -> list[Fault]:
    """Tell what is wrong with the tables of an award."""
    award = working.award
    own = working.tables[award.id]
    faults = [*_ids(working, own), *_levels(working, own), *_totals(working)]
    lawful = {each.id: Lawful.of(each) for each in award.indicators}
    for indicator in award.indicators:
        faults += _columns(working, own, indicator, lawful[indicator.id], None)
        for table in working.tables.values():
            if table.layout.indicator == indicator.id:
                faults += _columns(working, table, indicator, lawful[indicator.id], table.layout.rows)
                faults += _strangers(working, own, table)
        faults += _limits(working, own, indicator)
        faults += _years(working, indicator)
    return faults


def lacking_facts(working: Working, points: Scored) -> Iterator[Fault]:
    """Tell which candidates lack a fact that their points rest on."""
    for indicator in working.award.indicators:
        name = points.points.get(indicator.id)
        if name in points.lacking:
            rows = points.frame.filter(~nw.col(GONE_COLUMN) & nw.col(name).is_null())
            for row in working.engine.rows(rows.select(CANDIDATE).head(SHOWN)):
                place = Place(record=f"{working.award.id} › {row[CANDIDATE]}", field=indicator.id)
                expected = Bilingual("计分所需的数据", "what its points rest on")
                yield fault("missing_field", place, name=indicator.title, expected=expected)


GONE_COLUMN = "gone"


def _ids(working: Working, own: GivenTable) -> Iterator[Fault]:
    repeated = own.frame.group_by(CANDIDATE).agg(nw.len().alias("size")).filter(nw.col("size") > 1)
    for row in working.engine.rows(repeated.head(SHOWN)):
        place = Place(record=own.layout.name, field=CANDIDATE)
        yield fault("repeated_row", place, name=str(row[CANDIDATE]))


def _levels(working: Working, own: GivenTable) -> Iterator[Fault]:
    award = working.award
    if award.levels:
        wrong = own.frame.filter(~nw.col(LEVEL).is_in(list(award.levels)) | nw.col(LEVEL).is_null())
        for row in working.engine.rows(wrong.select(CANDIDATE, LEVEL).head(SHOWN)):
            place = Place(record=f"{own.layout.name} › {row[CANDIDATE]}", field=LEVEL)
            yield fault("unknown_level", place, name=str(row[LEVEL]), known=", ".join(award.levels))
    if award.groups:
        for row in working.engine.rows(working.frame.filter(nw.col(GROUP).is_null()).select(CANDIDATE).head(SHOWN)):
            place = Place(record=f"{own.layout.name} › {row[CANDIDATE]}", field=LEVEL)
            yield fault("no_group", place, known=", ".join(each.id for each in award.groups))


def _totals(working: Working) -> Iterator[Fault]:
    for indicator in working.award.indicators:
        for node in indicator.scheme.nodes(shown=False):
            if not isinstance(node, RegionTotal) or node.inner is not None:
                continue
            if node.name not in working.campaign.totals.get(node.region, {}):
                place = working.campaign.place_of("totals", node.region, node.name)
                yield fault("missing_total", place, region=node.region, name=node.name)


def _columns(
    working: Working, table: GivenTable, indicator: Indicator, lawful: Lawful, rows: str | None
) -> Iterator[Fault]:
    """Check the columns of one indicator that formulas read."""
    own = [
        column
        for column in table.layout.columns
        if column.field is not None
        and column.name in table.present
        and (rows is not None or column.name.startswith(indicator.id + BETWEEN))
        and column.needed
    ]
    seen = _seen(working, table, rows)
    others = [column.name for column in own if column.name not in table.scales and column.kind != "marks"]
    gaps: Mapping[str, int] = {**missing(working.engine, table.frame, others)}
    for column in own:
        assert column.field is not None, "chosen so"
        domain = lawful.domains.get((rows, column.field.name), getattr(column.field.node, "domain", Domain()))
        for name in _names(table, column):
            if name in seen:
                yield from _range(working, table, name, domain, seen[name])
        lacking = gaps.get(column.name, seen[column.name].missing if column.name in seen else 0)
        if lacking and not column.nullable and column.kind != "marks":
            yield from _gaps(working, table, column.name, column.field)
        if column.kind == "marks":
            yield from _no_marks(working, table, column, seen)
        if isinstance(column.field.node, ChoiceFact) and column.field.node.options:
            yield from _options(working, table, column.name, column.field.node)


def _seen(working: Working, table: GivenTable, rows: str | None) -> Mapping[str, Observed]:
    """Give what was seen of a table's columns; the candidates' own facts were seen as whole parts."""
    found = dict(working.seen(table).columns)
    if rows is None:
        for name, scale in working.kept.scales.items():
            seen = working.kept.observed[name]
            low, high = (None if end is None else end / scale for end in (seen.low, seen.high))
            found[name] = Observed(low, high, seen.missing)
    return found


def _names(table: GivenTable, column: ColumnLayout) -> tuple[str, ...]:
    return table.reviewers.get(column.name, (column.name,))


def _range(working: Working, table: GivenTable, name: str, domain: Domain, seen: Observed) -> Iterator[Fault]:
    low, high = seen.low, seen.high
    if low is None or high is None:
        return
    scale = table.scales[name]
    wrong = nobody()
    if domain.least is not None and low < domain.least:
        wrong = wrong | (table.parts(name) < float(domain.least * scale))
    if domain.most is not None and high > domain.most:
        wrong = wrong | (table.parts(name) > float(domain.most * scale))
    if domain.holds(low) and domain.holds(high) and not domain.whole:
        return
    if domain.whole and scale == 1 and domain.holds(low) and domain.holds(high):
        return
    for row in _first(working, table, wrong, name):
        found = written(Fraction(str(row[name])))
        yield fault("out_of_range", _place(table, row, name), expected=domain.words(), found=found)


def _gaps(working: Working, table: GivenTable, name: str, field: EvidenceField) -> Iterator[Fault]:
    for row in _first(working, table, col(name).is_null(), name):
        yield fault("missing_field", _place(table, row, name), name=name, expected=field.node.label)


def _no_marks(
    working: Working, table: GivenTable, column: ColumnLayout, seen: Mapping[str, Observed]
) -> Iterator[Fault]:
    names = table.reviewers[column.name]
    if column.nullable or not all(seen[name].missing for name in names):
        return
    none = everyone()
    for name in names:
        none = none & col(name).is_null()
    for row in _first(working, table, none, names[0]):
        yield fault("no_marks", _place(table, row, names[0]))


def _options(working: Working, table: GivenTable, name: str, fact: ChoiceFact) -> Iterator[Fault]:
    wrong = ~col(name).is_in(list(fact.options))
    expected = Bilingual(f"以下之一：{'、'.join(fact.options)}", f"one of {', '.join(fact.options)}")
    for row in _first(working, table, wrong & ~col(name).is_null(), name):
        yield fault("wrong_type", _place(table, row, name), expected=expected, found=str(row[name]))


def _strangers(working: Working, own: GivenTable, table: GivenTable) -> Iterator[Fault]:
    """Tell of rows of candidates that there are not; where every row came to a candidate, nothing is searched."""
    length = working.lengths.get(table.layout.name)
    if length is not None:
        (row,) = working.engine.rows(working.frame.select(nw.col(length).sum()))
        if int(row[length] or 0) == working.seen(table).rows:
            return
    strangers = table.frame.join(own.frame.select(CANDIDATE), on=CANDIDATE, how="anti")
    for row in working.engine.rows(strangers.select(CANDIDATE, ROW).head(SHOWN)):
        yield fault("unknown_candidate", _place(table, row, CANDIDATE), award=own.layout.name, name=str(row[CANDIDATE]))


def _limits(working: Working, own: GivenTable, indicator: Indicator) -> Iterator[Fault]:
    for limit in indicator.scheme.limits:
        columns = Columns(working.source(indicator))
        beyond = columns.condition(Compare(limit.count, ">", limit.most))
        if beyond.expr is False:
            continue
        rows = with_columns(working.frame, {"beyond": beyond.column.or_else(False)}).filter(nw.col("beyond"))
        for row in working.engine.rows(rows.select(CANDIDATE).head(SHOWN)):
            place = Place(record=f"{own.layout.name} › {row[CANDIDATE]}", field=indicator.id)
            yield fault("too_many_rows", place, name=limit.name, expected="", found="")


def _years(working: Working, indicator: Indicator) -> Iterator[Fault]:
    for year in indicator.scheme.years:
        table = working.tables.get(table_of(working.award.id, indicator.id, str(year.fact.rows)))
        if table is not None and year.fact.name in table.present:
            for row in _first(working, table, ~col(year.fact.name).equals(year.year), year.fact.name):
                place = _place(table, row, year.fact.name)
                yield fault("wrong_year", place, expected=str(year.year), found=str(row[year.fact.name]))


def _first(working: Working, table: GivenTable, wrong: Expr, name: str) -> list[dict[str, object]]:
    where = [CANDIDATE, *([ROW] if table.layout.rows else [])]
    columns = list(dict.fromkeys([*where, name]))
    return working.engine.rows(filtered(table.frame, wrong).select(*columns).head(SHOWN))


def _place(table: GivenTable, row: Mapping[str, object], name: str) -> Place:
    at = f" [{row[ROW]}]" if ROW in row else ""
    return Place(record=f"{table.layout.name} › {row[CANDIDATE]}{at}", field=name)
