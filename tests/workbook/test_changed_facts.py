"""The workbook is alive: change a fact, and every figure follows, exactly, or says that it cannot."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
import openpyxl
import pytest

import lianbing
from lianbing.backends.spreadsheet import Column
from lianbing.formula.evidence import evidence_fields
from lianbing.formula.nodes import Fact
from lianbing.reports.workbook import workbook
from lianbing.reports.workbook.campaign_cells import CampaignCells, campaign_cells
from tests.workbook.recalculation import needs_libreoffice, recalculated

pytestmark = [needs_libreoffice, pytest.mark.libreoffice]

EXAMPLES = Path(__file__).parents[2] / "examples"


def with_more(campaign: lianbing.Campaign) -> lianbing.Campaign:
    """Raise every unlimited count of every candidate, each by another amount."""
    candidates = [
        attrs.evolve(
            candidate,
            evidence={name: _more(record, 3 * place + 1) for name, record in candidate.evidence.items()},
        )
        for place, candidate in enumerate(campaign.candidates)
    ]
    return attrs.evolve(campaign, candidates=tuple(candidates))


def _more(record: Any, amount: int) -> Any:
    changes = {}
    for name, field in evidence_fields(type(record)).items():
        value = getattr(record, name)
        if isinstance(field.node, Fact) and field.node.domain.most is None and type(value) is int:
            changes[name] = value + amount
    return attrs.evolve(record, **changes)


def facts(cells: CampaignCells) -> Mapping[tuple[str, str, str], tuple[Column, int]]:
    """Give the cell of every fact, by its sheet, the candidate and the heading."""
    found = {}
    for grid in cells.grids[1:]:
        for column in grid.columns:
            if column.role == "fact":
                for row in range(grid.size):
                    who = f"{grid.columns[1].values[row]} {column.values[:row].count(None)} {row}"
                    found[grid.sheet, who.split()[0], column.heading] = (column, row)
    return found


def change(path: Path, own: CampaignCells, other: CampaignCells) -> int:
    """Write another campaign's facts over those of a workbook; tell how many differ."""
    book = openpyxl.load_workbook(path)
    theirs = facts(other)
    changed = 0
    for key, (column, row) in facts(own).items():
        of, at = theirs[key]
        if column.values[row] != of.values[at]:
            changed += 1
            book[key[0]].cell(column.grid.first_row + row, column.number).value = int(str(of.values[at]))
    book.save(path)
    return changed


def shown(path: Path) -> Mapping[tuple[str, str, str], object]:
    """Give what the check sheet shows of every figure: by award, candidate and figure."""
    sheet = openpyxl.load_workbook(path, data_only=True)["核对"]
    return {(row[0], row[1], row[3]): row[4] for row in sheet.iter_rows(min_row=5, values_only=True) if row[0]}


def expected(evaluation: lianbing.Evaluation) -> Mapping[tuple[str, str, str], float]:
    """Give the totals, ranks and indicators of an evaluation, likewise, of the awards that read no other's result."""
    found = {}
    for award in evaluation.rulebook.awards:
        if any(each.reads for each in award.indicators):
            continue
        for each in evaluation.outcomes[award.id].standings:
            found[award.title, each.candidate.id, "总分"] = float(each.total)
            found[award.title, each.candidate.id, "名次"] = float(each.rank or 0)
            for score in each.indicators:
                found[award.title, each.candidate.id, award.indicator(score.id).title] = float(score.points)
    return found


@pytest.mark.large
def test_changed_facts_give_the_changed_result(tmp_path: Path) -> None:
    """Every total, rank and indicator is what the library makes of the changed campaign."""
    rulebook, campaign = lianbing.load(EXAMPLES / "wuwei-2019")
    before = lianbing.Evaluation.of(rulebook, campaign)
    after = lianbing.Evaluation.of(rulebook, with_more(campaign))
    path = tmp_path / "own.xlsx"
    path.write_bytes(workbook(before, "zh"))
    assert change(path, campaign_cells(before, "zh"), campaign_cells(after, "zh")) > 20
    (computed,) = recalculated([path], tmp_path)
    found = shown(computed)

    differing = [
        (key, found[key], figure) for key, figure in expected(after).items() if found[key] != pytest.approx(figure)
    ]
    assert differing == []
    assert {key: found[key] for key in expected(before)} != pytest.approx(expected(before))


@pytest.mark.parametrize(("figure", "said"), [(999, "各步数值均在精确范围内"), (9 * 10**13, "有数值超出精确范围")])
def test_a_fact_beyond_the_exact_range_is_told(figure: int, said: str, tmp_path: Path) -> None:
    """A figure that would have to be rounded in a cell is never passed off as exact."""
    evaluation = lianbing.Evaluation.of(*lianbing.load(EXAMPLES / "wuwei-2019"))
    path = tmp_path / "own.xlsx"
    path.write_bytes(workbook(evaluation, "zh"))
    book = openpyxl.load_workbook(path)
    name = next(
        each.grid.sheet for each in campaign_cells(evaluation, "zh").awards[2].indicators if workload(each.grid.columns)
    )
    sheet = book[name]
    sheet.cell(6, 4).value = figure
    book.save(path)
    (computed,) = recalculated([path], tmp_path)

    assert str(openpyxl.load_workbook(computed, data_only=True)["评分 表现突出个人"]["A2"].value).startswith(said)


def workload(columns: Sequence[Column]) -> bool:
    """Tell whether columns hold a person's workload."""
    return any("检查" in each.heading and each.role == "fact" for each in columns)
