"""Whether the columns of a table hold what is lawful: numbers within their ranges, words that there are, no gaps."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

import attrs

from lianbing.backends.columns import col
from lianbing.checks.evidence import Lawful
from lianbing.errors import Fault, Place, fault
from lianbing.formula.domain import Domain, written
from lianbing.formula.evidence import EvidenceField
from lianbing.formula.nodes import ChoiceFact
from lianbing.language import Bilingual
from lianbing.model.award import Indicator
from lianbing.tables.checks.places import first_rows, place_of
from lianbing.tables.given import GivenTable
from lianbing.tables.layout import ColumnLayout
from lianbing.tables.observing import Observed, missing
from lianbing.tables.patching import everyone, nobody
from lianbing.tables.working import Working


def faults_of_columns(working: Working, table: GivenTable, indicator: Indicator, lawful: Lawful) -> Iterator[Fault]:
    """Tell what is wrong with the columns of one indicator that formulas read."""
    rows = table.layout.rows or None
    own = [
        column
        for column in table.layout.columns
        if column.indicator == indicator.id and column.name in table.present and column.needed
    ]
    seen = working.seen(table).columns
    others = [column.name for column in own if column.name not in table.scales and column.kind != "marks"]
    gaps: Mapping[str, int] = {**missing(working.engine, table.frame, others)}
    for column in own:
        if column.field is None:  # rows that are plain values
            continue
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


def _names(table: GivenTable, column: ColumnLayout) -> tuple[str, ...]:
    return table.reviewers.get(column.name, (column.name,))


def _range(working: Working, table: GivenTable, name: str, domain: Domain, seen: Observed) -> Iterator[Fault]:
    ends = [end for end in (seen.low, seen.high) if end is not None]
    limits = attrs.evolve(domain, whole=False)  # a column of whole numbers holds no others
    if all(limits.holds(end) for end in ends):
        return
    parts, scale, wrong = table.parts(name), table.scales[name], nobody()
    if domain.least is not None:
        wrong = wrong | (parts < float(domain.least * scale))
    if domain.most is not None:
        wrong = wrong | (parts > float(domain.most * scale))
    rows = first_rows(working, table, wrong, name)
    for row in rows:
        found = written(Fraction(str(row[name])))
        yield fault("out_of_range", place_of(table, row, name), expected=domain.words(), found=found)
    if not rows:  # beyond its range by less than a double can tell
        found = ", ".join(written(end) for end in ends if not limits.holds(end))
        place = Place(record=table.layout.name, field=name)
        yield fault("out_of_range", place, expected=domain.words(), found=found)


def _gaps(working: Working, table: GivenTable, name: str, field: EvidenceField) -> Iterator[Fault]:
    for row in first_rows(working, table, col(name).is_null(), name):
        yield fault("missing_field", place_of(table, row, name), name=name, expected=field.node.label)


def _no_marks(
    working: Working, table: GivenTable, column: ColumnLayout, seen: Mapping[str, Observed]
) -> Iterator[Fault]:
    names = table.reviewers[column.name]
    if column.nullable or not all(seen[name].missing for name in names):
        return
    none = everyone()
    for name in names:
        none = none & col(name).is_null()
    for row in first_rows(working, table, none, names[0]):
        yield fault("no_marks", place_of(table, row, names[0]))


def _options(working: Working, table: GivenTable, name: str, fact: ChoiceFact) -> Iterator[Fault]:
    wrong = ~col(name).is_in(list(fact.options))
    expected = Bilingual(f"以下之一：{'、'.join(fact.options)}", f"one of {', '.join(fact.options)}")
    for row in first_rows(working, table, wrong & ~col(name).is_null(), name):
        yield fault("wrong_type", place_of(table, row, name), expected=expected, found=str(row[name]))
