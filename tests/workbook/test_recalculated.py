"""Anyone can recalculate the workbook and gets the exact result: criteria, indicators, totals and ranks."""

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import attrs
import pytest

import lianbing
from lianbing.backends.spreadsheet import Cell
from lianbing.model.award import RoundingMode
from lianbing.model.outcome import Standing
from lianbing.reports.workbook import workbook
from lianbing.reports.workbook.award_cells import AwardCells
from lianbing.reports.workbook.campaign_cells import CampaignCells, campaign_cells
from tests.random_wuwei import random_campaign
from tests.test_plain_recomputation import RULEBOOK, random_readings
from tests.workbook.recalculation import WRONG, differences, needs_libreoffice, recalculated, results, spoil

EXAMPLES = Path(__file__).parents[2] / "examples"
FOLDERS = ("wuwei-2019", "wuwei-2019-reviewed", "case-review-2024", "shicheng-2018")

CHUNKS = 10


def random_evaluation(seed: int, times: int = 1) -> lianbing.Evaluation:
    """Evaluate a random campaign, so many times the example's size, under random readings."""
    rng = random.Random(seed)  # noqa: S311 (chance, no secret)
    rulebook = RULEBOOK.under(random_readings(rng))
    return lianbing.Evaluation.of(rulebook, random_campaign(rng, times, rulebook))


def unlike(cells: CampaignCells, evaluation: lianbing.Evaluation) -> Sequence[str]:
    """Tell which figures of the cells are not those of the outcome."""
    return [told for award in cells.awards for told in _unlike(award, evaluation)]


def _unlike(cells: AwardCells, evaluation: lianbing.Evaluation) -> Sequence[str]:
    standings = {each.candidate.id: each for each in evaluation.outcomes[cells.award.id].standings}
    found = []
    for row, candidate in enumerate(cells.candidates):
        standing = standings.get(candidate.id)
        if bool(cells.stays.value(row)) != (standing is not None):
            found.append(f"{candidate.id} stays")
        if standing is not None:
            found += [f"{candidate.id} {each}" for each in _differing(cells, row, standing)]
    return found


def _differing(cells: AwardCells, row: int, standing: Standing) -> Sequence[str]:
    found = []
    scores = {each.id: each for each in standing.indicators}
    for own in cells.indicators:
        score = scores.get(own.indicator.id)
        if score is None:
            continue
        points = {each.id: each.points for each in score.criteria}
        found += [f"{score.id}.{name}" for name in points if own.criteria[name].value(row) != points[name]]
        found += [score.id] if (own.points.value(row), own.exact.value(row)) != (score.points, score.exact) else []
    found += ["total"] if cells.total.value(row) != standing.total else []
    found += ["exact total"] if cells.exact is not None and cells.exact.value(row) != standing.exact else []
    found += ["rank"] if standing.rank is not None and value_of(cells.rank, row) != standing.rank else []
    return found


def value_of(cell: Cell, row: int) -> object:
    """Give the value of a cell in a row."""
    return cell if isinstance(cell, int) else cell.value(row)


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_cells_of_the_examples_are_exact(folder: str, language: lianbing.language.Language) -> None:
    """Every criterion, indicator, total and rank is that of the library, as a fraction."""
    evaluation = lianbing.Evaluation.of(*lianbing.load(EXAMPLES / folder))

    assert unlike(campaign_cells(evaluation, language), evaluation) == []


@pytest.mark.parametrize("seed", range(20))
def test_the_cells_of_random_campaigns_are_exact(seed: int) -> None:
    """Under random readings, too."""
    evaluation = random_evaluation(seed)

    assert unlike(campaign_cells(evaluation, "zh"), evaluation) == []


@pytest.mark.parametrize("ties", ["competition", "dense"])
@pytest.mark.parametrize("mode", ["ROUND_HALF_EVEN", "ROUND_DOWN"])
@pytest.mark.parametrize("cohort", ["award", "everyone"])
def test_the_cells_follow_the_rules_of_an_award(
    ties: Literal["competition", "dense"],
    mode: RoundingMode,
    cohort: Literal["award", "everyone"],
) -> None:
    """Ranked on exact totals, by another convention, rounded otherwise, excluded candidates compared with."""
    before = random_evaluation(5)
    awards = [
        attrs.evolve(award, cohort=cohort, ranking=attrs.evolve(award.ranking, on="exact", ties=ties))
        for award in before.rulebook.awards
    ]
    rounding = attrs.evolve(before.rulebook.rounding, mode=mode)
    rulebook = attrs.evolve(before.rulebook, awards=tuple(awards), rounding=rounding)
    evaluation = lianbing.Evaluation.of(rulebook, before.campaign)
    cells = campaign_cells(evaluation, "zh")

    assert all(each.exact is not None for each in cells.awards)
    assert unlike(cells, evaluation) == []


def agree(evaluations: Sequence[lianbing.Evaluation], folder: Path) -> None:
    """Recalculate the workbooks of evaluations and find every cell as the library has it."""
    spoilt = []
    for number, evaluation in enumerate(evaluations):
        own = folder / f"own-{number}.xlsx"
        own.write_bytes(workbook(evaluation, "zh"))
        spoilt.append(folder / f"spoilt-{number}.xlsx")
        assert spoil(own, spoilt[-1]) == len(results(own)), "every formula lost its value"
        assert set(results(spoilt[-1]).values()) == {WRONG}
        assert unlike(campaign_cells(evaluation, "zh"), evaluation) == []
    for number, computed in enumerate(recalculated(spoilt, folder)):
        assert differences(results(folder / f"own-{number}.xlsx"), results(computed)) == []


@pytest.mark.large
@needs_libreoffice
@pytest.mark.libreoffice
def test_libreoffice_computes_the_examples(tmp_path: Path) -> None:
    """Every value of every example's workbook is computed anew from wrong ones, and is the same to the last digit."""
    agree([lianbing.Evaluation.of(*lianbing.load(EXAMPLES / folder)) for folder in FOLDERS], tmp_path)


@needs_libreoffice
@pytest.mark.libreoffice
@pytest.mark.slow
@pytest.mark.large
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_libreoffice_computes_three_hundred_campaigns(chunk: int, tmp_path: Path) -> None:
    """The candidates of three hundred random campaigns, six at a time, under random readings: to the last digit."""
    agree([random_evaluation(seed, times=6) for seed in range(3000 + chunk, 3050, CHUNKS)], tmp_path)
