"""The tables that were given: each with its layout, its types checked, its numbers as whole parts of a known size."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs
import narwhals as nw

from lianbing.backends.columns import Expr, col
from lianbing.errors import Fault, Place, Severity, fault, nearest
from lianbing.language import Bilingual
from lianbing.tables.engines import Frame
from lianbing.tables.layout import BETWEEN, ColumnLayout, TableLayout

EXPECTED = {
    "text": Bilingual("文字", "text"),
    "whole": Bilingual("整数", "whole numbers"),
    "exact": Bilingual("整数或十进制小数（Decimal）", "whole numbers or decimals"),
    "flag": Bilingual("true 或 false", "true or false"),
    "day": Bilingual("日期", "dates"),
    "marks": Bilingual("整数或十进制小数（Decimal）", "whole numbers or decimals"),
}


@attrs.frozen(eq=False)
class GivenTable:
    """A table that was given.

    Attributes:
        layout: Its layout.
        frame: The table.
        scales: By column of numbers, how many parts make 1.
        reviewers: By field of marks, its columns, in the order of the reviewers.
        present: The names of the columns of the layout that are there.
    """

    layout: TableLayout
    frame: Frame
    scales: Mapping[str, int]
    reviewers: Mapping[str, tuple[str, ...]]
    present: frozenset[str]

    def parts(self, name: str) -> Expr:
        """Give a column of numbers as doubles that hold whole parts."""
        scale = self.scales[name]
        found = col(name).double()
        return found if scale == 1 else (found * float(scale)).round()


def given(layout: TableLayout, frame: Frame) -> tuple[GivenTable | None, list[Fault]]:
    """Take a table, if its columns are there and of the right types; tell what is wrong else."""
    schema = dict(frame.collect_schema())
    faults: list[Fault] = []
    scales: dict[str, int] = {}
    reviewers: dict[str, tuple[str, ...]] = {}
    present: set[str] = set()
    for column in layout.columns:
        found = _columns_of(column, schema)
        if not found:
            if column.needed:
                faults.append(_missing(layout, column, schema))
            continue
        present.add(column.name)
        for name in found:
            wrong = _wrong_type(layout, column, name, schema[name])
            faults += wrong
            if not wrong and column.kind in ("whole", "exact", "marks"):
                scales[name] = 10 ** int(getattr(schema[name], "scale", None) or 0)
        if column.kind == "marks":
            reviewers[column.name] = tuple(found)
    faults += _unknown(layout, schema)
    if any(each.severity is Severity.ERROR for each in faults):
        return None, faults
    return GivenTable(layout, frame, scales, reviewers, frozenset(present)), faults


def _columns_of(column: ColumnLayout, schema: Mapping[str, Any]) -> list[str]:
    if column.kind != "marks":
        return [column.name] if column.name in schema else []
    start = column.name + BETWEEN
    numbered = [name for name in schema if name.startswith(start) and name.removeprefix(start).isdecimal()]
    return sorted(numbered, key=lambda name: int(name.removeprefix(start)))


def _missing(layout: TableLayout, column: ColumnLayout, schema: Mapping[str, Any]) -> Fault:
    name = column.name + (BETWEEN + "1" if column.kind == "marks" else "")
    return fault(
        "missing_table_column",
        Place(record=layout.name, field=name),
        table=layout.name,
        name=name,
        suggestion=nearest(name, list(schema)),
    )


def _wrong_type(layout: TableLayout, column: ColumnLayout, name: str, dtype: Any) -> list[Fault]:
    right = {
        "text": dtype == nw.String or isinstance(dtype, nw.Categorical | nw.Enum),
        "whole": dtype.is_integer() or (isinstance(dtype, nw.Decimal) and not getattr(dtype, "scale", 0)),
        "exact": dtype.is_integer() or isinstance(dtype, nw.Decimal),
        "flag": dtype == nw.Boolean,
        "day": dtype == nw.Date,
        "marks": dtype.is_integer() or isinstance(dtype, nw.Decimal),
    }[column.kind]
    if right:
        return []
    place = Place(record=layout.name, field=name)
    if dtype.is_float() and column.kind in ("whole", "exact", "marks"):
        return [fault("binary_float", place, found=str(dtype))]
    return [fault("wrong_type", place, expected=EXPECTED[column.kind], found=str(dtype))]


def _unknown(layout: TableLayout, schema: Mapping[str, Any]) -> Iterator[Fault]:
    """Tell of columns that the layout does not know: a misspelt one is an error, others are left aside with a word."""
    known = {each.name for each in layout.columns}
    marks = [each.name + BETWEEN for each in layout.columns if each.kind == "marks"]
    for name in schema:
        if name in known or any(name.startswith(start) and name.removeprefix(start).isdecimal() for start in marks):
            continue
        yield fault(
            "unused_column",
            Place(record=layout.name, field=name),
            severity=Severity.WARNING,
            table=layout.name,
            name=name,
            suggestion=nearest(name, sorted(known - set(schema))),
        )


def missing_tables(layouts: Iterable[TableLayout], names: Sequence[str]) -> Iterator[Fault]:
    """Tell which tables are missing whose columns formulas read."""
    for layout in layouts:
        if layout.name not in names and any(each.needed for each in layout.columns if each.field is not None):
            suggestion = nearest(layout.name, names)
            yield fault("missing_table", Place(record=layout.name), name=layout.name, suggestion=suggestion)
