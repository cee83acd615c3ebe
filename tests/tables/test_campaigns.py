"""Campaigns as tables: the same standings as from records, on every engine, whatever the campaign."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

import lianbing
from lianbing.evaluation.evaluating import Evaluation
from lianbing.tables import Engine, engine
from lianbing.tables.engines import PolarsEngine
from tests.random_wuwei import random_campaign
from tests.tables.as_tables import same, scored


@pytest.fixture(scope="module", params=["polars", "duckdb"])
def runner(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Every engine that is quick to start."""
    with engine(request.param) as started:
        yield started


@pytest.fixture(scope="module")
def rulebook() -> lianbing.Rulebook:
    """The shipped rules."""
    return lianbing.load_rulebook("wuwei-2019")


SEEDS = [*range(3), *(pytest.param(seed, marks=[pytest.mark.large, pytest.mark.slow]) for seed in range(3, 30))]


@pytest.mark.parametrize("seed", SEEDS)
def test_random_campaigns_as_columns(runner: Engine, rulebook: lianbing.Rulebook, seed: int) -> None:
    """Points, totals, ranks, places, exclusions, ties and revocations are those of the records."""
    campaign = random_campaign(random.Random(seed), 2, rulebook)  # noqa: S311 (chance, no secret)
    evaluation = Evaluation.of(rulebook, campaign)
    for award in rulebook.awards:
        outcome = evaluation.outcomes[award.id]
        same(award, outcome, *scored(runner, rulebook, award, campaign, evaluation.outcomes))


@pytest.mark.parametrize("seed", SEEDS)
def test_random_campaigns_worked_out_with_integers(rulebook: lianbing.Rulebook, seed: int) -> None:
    """The exact path over lists gives the same again."""
    campaign = random_campaign(random.Random(seed), 2, rulebook)  # noqa: S311 (chance, no secret)
    evaluation = Evaluation.of(rulebook, campaign)
    with engine("polars") as runner:
        for award in rulebook.awards:
            found, rows = scored(runner, rulebook, award, campaign, evaluation.outcomes, exactly=True)
            same(award, evaluation.outcomes[award.id], found, rows)
            assert found.recomputed == found.values


@pytest.mark.parametrize("at_once", [1, 3])
def test_a_few_candidates_at_a_time(tmp_path: Path, rulebook: lianbing.Rulebook, at_once: int) -> None:
    """Candidates that do not fit into memory are taken a part at a time, and nobody is left out."""
    campaign = random_campaign(random.Random(9), 4, rulebook)  # noqa: S311 (chance, no secret)
    evaluation = Evaluation.of(rulebook, campaign)
    runner = PolarsEngine(tmp_path, rows_at_once=at_once)
    for award in rulebook.awards:
        outcome = evaluation.outcomes[award.id]
        same(award, outcome, *scored(runner, rulebook, award, campaign, evaluation.outcomes))
    assert len(list(tmp_path.iterdir())) > 20


@pytest.mark.parametrize("reading", ["step", "exact"])
def test_readings_reach_tables(reading: str) -> None:
    """Other readings of the text count in tables too; without any rounding, points are whole fractions."""
    option = {"step": {"band_shape": "step"}, "exact": {"rounding": "exact"}}[reading]
    rulebook = lianbing.load_rulebook("wuwei-2019", readings=option)
    campaign = random_campaign(random.Random(5), 2, rulebook)  # noqa: S311 (chance, no secret)
    evaluation = Evaluation.of(rulebook, campaign)
    with engine("polars") as runner:
        for award in rulebook.awards:
            same(
                award,
                evaluation.outcomes[award.id],
                *scored(runner, rulebook, award, campaign, evaluation.outcomes),
            )
