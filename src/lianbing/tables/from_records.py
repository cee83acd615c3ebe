"""Tables made of records: a campaign that was loaded, laid out as its rulebook's tables."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, cast

import attrs

from lianbing.errors import InputError, Place, fault
from lianbing.evaluation.scoring import evidence_of
from lianbing.extras import TABLES, needing
from lianbing.formula.domain import written
from lianbing.model.award import Award, Indicator
from lianbing.model.campaign import Campaign, Candidate
from lianbing.model.outcome import AwardOutcome
from lianbing.tables.layout import (
    BETWEEN,
    CANDIDATE,
    LEVEL,
    NAME,
    ROW,
    UNIT,
    ColumnLayout,
    TableLayout,
    column_of,
    tables_of,
)

if TYPE_CHECKING:
    import polars as pl


def tables_from(
    award: Award, campaign: Campaign, before: Mapping[str, AwardOutcome] | None = None
) -> "dict[str, pl.DataFrame]":
    """Lay the candidates of an award out as tables, in memory.

    Args:
        award: The award.
        campaign: The campaign with its candidates.
        before: The outcomes of the awards that its indicators read.

    Raises:
        InputError: A number does not end as a decimal, so that no table can hold it.
    """
    candidates = campaign.of(award.id)
    evidence = [_evidence(award, each, campaign, before or {}) for each in candidates]
    return {
        layout.name: _list(layout, award, candidates, evidence)
        if layout.rows
        else _candidates(layout, award, candidates, evidence)
        for layout in tables_of(award)
    }


def _evidence(
    award: Award, candidate: Candidate, campaign: Campaign, before: Mapping[str, AwardOutcome]
) -> Mapping[str, object]:
    found = {each.id: evidence_of(each, candidate, campaign, before) for each in award.indicators}
    return {name: each for name, each in found.items() if each is not None}


def _candidates(
    layout: TableLayout, award: Award, candidates: Sequence[Candidate], evidence: Sequence[Mapping[str, object]]
) -> "pl.DataFrame":
    owners: dict[str, tuple[Indicator, str]] = {
        column_of(indicator.id, field.name): (indicator, field.name)
        for indicator in award.indicators
        for field in attrs.fields(cast("type[attrs.AttrsInstance]", indicator.evidence))
    }
    own = {CANDIDATE: "id", NAME: "name", UNIT: "unit", LEVEL: "level"}
    columns: dict[str, tuple[ColumnLayout, list[object]]] = {}
    for column in layout.columns:
        if column.field is None:
            columns[column.name] = column, [getattr(each, own[column.name]) for each in candidates]
        else:
            indicator, field = owners[column.name]
            columns[column.name] = column, [getattr(each.get(indicator.id), field, None) for each in evidence]
    return _frame(layout, columns)


def _list(
    layout: TableLayout, award: Award, candidates: Sequence[Candidate], evidence: Sequence[Mapping[str, object]]
) -> "pl.DataFrame":
    rows = [
        (candidate.id, at, row)
        for candidate, own in zip(candidates, evidence, strict=True)
        for at, row in enumerate(getattr(own.get(layout.indicator), layout.rows, None) or (), start=1)
    ]
    columns: dict[str, tuple[ColumnLayout, list[object]]] = {}
    for column in layout.columns:
        if column.name == CANDIDATE:
            values: list[object] = [id for id, _, _ in rows]
        elif column.name == ROW and column.field is None:
            values = [at for _, at, _ in rows]
        else:
            values = [getattr(row, column.name) if attrs.has(type(row)) else row for _, _, row in rows]
        columns[column.name] = column, values
    return _frame(layout, columns)


def _frame(layout: TableLayout, columns: Mapping[str, tuple[ColumnLayout, list[object]]]) -> "pl.DataFrame":
    with needing(TABLES):
        import polars as pl

    series: list[pl.Series] = []
    for name, (column, values) in columns.items():
        match column.kind:
            case "marks":
                most = max((len(cast("tuple[object, ...]", each)) for each in values if each is not None), default=1)
                for at in range(max(most, 1)):
                    marks = [cast("tuple[object, ...]", each)[at : at + 1] if each else () for each in values]
                    series.append(
                        _numbers(layout, f"{name}{BETWEEN}{at + 1}", [each[0] if each else None for each in marks])
                    )
            case "exact":
                series.append(_numbers(layout, name, values))
            case "whole":
                series.append(pl.Series(name, [_whole(each) for each in values], dtype=pl.Int64))
            case "flag":
                series.append(pl.Series(name, values, dtype=pl.Boolean))
            case "day":
                series.append(pl.Series(name, values, dtype=pl.Date))
            case "text":
                series.append(pl.Series(name, values, dtype=pl.String))
    return pl.DataFrame(series)


def _mark(marks: object, at: int) -> object:
    given = cast("tuple[object, ...]", marks or ())
    return given[at] if at < len(given) else None


def _whole(value: object) -> int | None:
    if value is None:
        return None
    return len(value) if isinstance(value, tuple) else int(cast("int", value))


def _numbers(layout: TableLayout, name: str, values: Sequence[object]) -> "pl.Series":
    import polars as pl

    exact = [None if each is None else Fraction(cast("int", each)) for each in values]
    texts = [None if each is None else written(each) for each in exact]
    for text in texts:
        if text is not None and "/" in text:
            raise InputError([fault("no_decimal", Place(record=layout.name, field=name), found=text)])
    scale = max((len(text.partition(".")[2]) for text in texts if text is not None), default=0)
    decimals = [None if text is None else Decimal(text) for text in texts]
    return pl.Series(name, decimals, dtype=pl.Decimal(38, scale))
