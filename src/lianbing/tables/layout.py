"""The layout of tables: which tables a rulebook's candidates come in, and which columns each has."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Literal, get_args

import attrs

from lianbing.errors import InputError, Place, fault
from lianbing.formula.evidence import EvidenceField, evidence_fields
from lianbing.formula.nodes import ChoiceFact, DayFact, Fact, FlagFact, MarksFact, RowsFact
from lianbing.language import Bilingual
from lianbing.model.award import Award, Indicator
from lianbing.model.rulebook import Rulebook

Kind = Literal["text", "whole", "exact", "flag", "day", "marks"]
"""What a column holds: text; whole numbers; decimals; yes or no; days; or a panel's marks, one column a reviewer."""

BETWEEN = "__"
"""Stands between an indicator's id and a field, and before a reviewer's number."""

CANDIDATE, NAME, UNIT, LEVEL, ROW = "candidate", "name", "unit", "level", "row"

_NAME = re.compile(r"\w[\w.-]*")


@attrs.frozen(kw_only=True)
class ColumnLayout:
    """A column of a table.

    Attributes:
        name: Its name; that of marks is followed by ``__`` and the reviewer's number, from 1.
        kind: What it holds.
        label: How people call it.
        field: The field of the evidence, or of a row, that it holds; None for who the candidate is.
        indicator: The indicator whose field it is; empty for who the candidate is.
        needed: Whether formulas read it: it has to be there. Others may be left out.
        nullable: Whether it may lack a value.
    """

    name: str
    kind: Kind
    label: Bilingual
    field: EvidenceField | None = None
    indicator: str = ""
    needed: bool = False
    nullable: bool = False


_WHO = ColumnLayout(name=CANDIDATE, kind="text", label=Bilingual("候选编号", "the candidate's id"), needed=True)


@attrs.frozen(kw_only=True)
class TableLayout:
    """A table: the candidates of an award, or the rows of one list of their evidence.

    Attributes:
        name: Its name, and that of its file.
        award: The award.
        columns: Its columns.
        indicator: The indicator whose list it is; empty for the candidates themselves.
        rows: The list.
    """

    name: str
    award: str
    columns: tuple[ColumnLayout, ...]
    indicator: str = ""
    rows: str = ""

    def column(self, name: str) -> ColumnLayout:
        """Give a column by name."""
        return next(each for each in self.columns if each.name == name)


def layout_of(rulebook: Rulebook) -> tuple[TableLayout, ...]:
    """Give the tables of all awards of a rulebook: candidates first, then their lists."""
    return tuple(table for award in rulebook.awards for table in tables_of(award))


def tables_of(award: Award) -> tuple[TableLayout, ...]:
    """Give the tables of one award.

    Raises:
        InputError: Names of tables or columns are no good as such, or two things would share one.
    """
    found = _candidates(award), *(table for indicator in award.indicators for table in _lists(award, indicator))
    names = [each.name for each in found]
    columns = [column.name for column in found[0].columns]
    wrong = [name for name in names if not _NAME.fullmatch(name)]
    wrong += [name for name, count in Counter([*names[1:], *columns]).items() if count > 1]
    if wrong:
        raise InputError([fault("unlawful_name", Place(record=award.id), name=name) for name in wrong])
    return found


def column_of(indicator: str, field: str) -> str:
    """Give the name of the column of a field of the evidence."""
    return f"{indicator}{BETWEEN}{field}"


def table_of(award: str, indicator: str, rows: str) -> str:
    """Give the name of the table of a list."""
    return BETWEEN.join((award, indicator, rows))


def facts_read(indicator: Indicator) -> frozenset[tuple[str | None, str]]:
    """Give the facts that points, conditions or checks of rows read: the list, if any, and the field."""
    found: set[tuple[str | None, str]] = set()
    for node in indicator.scheme.nodes(shown=False):
        if isinstance(node, Fact | FlagFact | DayFact | MarksFact) or (
            isinstance(node, ChoiceFact) and not node.of_candidate
        ):
            found.add((node.rows, node.name))
    found |= {(each.fact.rows, each.fact.name) for each in indicator.scheme.years}
    found |= {(key.rows, key.name) for each in indicator.scheme.uniques for key in each.keys}
    return frozenset(found)


def _candidates(award: Award) -> TableLayout:
    own = [
        _WHO,
        ColumnLayout(name=NAME, kind="text", label=Bilingual("名称", "name")),
        ColumnLayout(name=UNIT, kind="text", label=Bilingual("单位", "unit"), needed=_needs_units(award)),
    ]
    if award.levels:
        own.append(ColumnLayout(name=LEVEL, kind="text", label=Bilingual("级别", "level"), needed=True))
    columns = [column for indicator in award.indicators for column in _evidence(award, indicator)]
    return TableLayout(name=award.id, award=award.id, columns=(*own, *columns))


def _needs_units(award: Award) -> bool:
    return award.nominees_per_unit is not None or any(each.units for each in award.groups)


def _evidence(award: Award, indicator: Indicator) -> Iterator[ColumnLayout]:
    read = facts_read(indicator)
    for field in evidence_fields(indicator.evidence).values():
        if not isinstance(field.node, RowsFact):
            name = column_of(indicator.id, field.name)
            for_all = not (indicator.applies_to or award.groups)
            needed = (None, field.name) in read
            yield _column(indicator.id, name, field, needed=needed, lacking=field.optional or not for_all)


def _lists(award: Award, indicator: Indicator) -> Iterator[TableLayout]:
    read = facts_read(indicator)
    for field in evidence_fields(indicator.evidence).values():
        if isinstance(field.node, RowsFact):
            assert field.row_type is not None, "a list has rows of a type"
            columns = (
                ColumnLayout(
                    name=CANDIDATE, kind="text", label=Bilingual("候选编号", "the candidate's id"), needed=True
                ),
                ColumnLayout(name=ROW, kind="whole", label=Bilingual("行号", "row number, from 1"), needed=True),
                *_row_columns(indicator.id, field, read),
            )
            name = table_of(award.id, indicator.id, field.name)
            yield TableLayout(name=name, award=award.id, columns=columns, indicator=indicator.id, rows=field.name)


def _row_columns(
    indicator: str, field: EvidenceField, read: frozenset[tuple[str | None, str]]
) -> Iterator[ColumnLayout]:
    row_type = field.row_type
    assert row_type is not None, "a list has rows of a type"
    if attrs.has(row_type):
        for each in evidence_fields(row_type, field.name).values():
            needed = (field.name, each.name) in read
            yield _column(indicator, each.name, each, needed=needed, lacking=each.optional)
    else:
        kind: Kind = "day" if row_type.__name__ == "date" and not get_args(row_type) else "text"
        needed = (field.name, "value") in read
        yield ColumnLayout(name="value", kind=kind, label=field.node.label, indicator=indicator, needed=needed)


def _column(indicator: str, name: str, field: EvidenceField, *, needed: bool, lacking: bool) -> ColumnLayout:
    node = field.node
    kind: Kind
    match node:
        case MarksFact():
            kind = "marks"
        case FlagFact():
            kind = "flag"
        case DayFact():
            kind = "day"
        case Fact(domain=domain):
            kind = "whole" if domain.whole else "exact"
        case _:
            kind = "text"
    return ColumnLayout(
        name=name, kind=kind, label=node.label, field=field, indicator=indicator, needed=needed, nullable=lacking
    )
