"""Tables whose texts may come from anywhere: their cells, and how they are written as CSV."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

import attrs

from lianbing.language import clean
from lianbing.reports.lines import Line, Tone

_FORMULA_STARTS = tuple("=+-@＝＋－＠\t\r")
_FIGURE = re.compile(r"-?\d+(\.\d+)?(/\d+)?")


@attrs.frozen
class Table:
    """A table of texts.

    Attributes:
        columns: What the columns are called: for people, their headings; for other tools, their ids.
        rows: The rows, a text for each column.
        figures: The numbers of the columns that hold figures, from 0.
        tones: How each row is meant; empty where all are plain.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: tuple[int, ...] = attrs.field(default=(), kw_only=True)
    tones: tuple[Tone, ...] = attrs.field(default=(), kw_only=True)

    def called(self, columns: Sequence[str]) -> "Table":
        """Give the same table with other headings, such as those for people."""
        return attrs.evolve(self, columns=tuple(columns))


Block = Line | Table
"""What a report is made of."""


def table_of(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> Table:
    """Make a table of rows that give their values by column; what a row does not give, or gives as None, is empty.

    >>> table_of(("a", "b"), [{"b": 1}]).rows
    (('', '1'),)
    """
    return Table(tuple(columns), tuple(tuple(_cell(row.get(name)) for name in columns) for row in rows))


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def csv_text(table: Table) -> str:
    """Write a table as CSV, each text on one line.

    A text that a spreadsheet program would take for a formula gets an apostrophe before it; figures stay as they are.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerows([*map(harmless, row)] for row in (table.columns, *table.rows))
    return stream.getvalue()


def harmless(text: str) -> str:
    r"""Keep a spreadsheet program from reading a text as a formula, and a text on one line.

    >>> harmless("=1+1"), harmless("a\nb"), harmless("-1.5")
    ("'=1+1", 'a b', '-1.5')
    """
    line = clean(text)
    is_formula = text.startswith(_FORMULA_STARTS) or line.lstrip().startswith(_FORMULA_STARTS)
    return f"'{line}" if is_formula and not _FIGURE.fullmatch(line) else line
