"""The library and a plain recomputation that shares no code with it agree to the last digit."""

import random
from collections.abc import Mapping

import pytest

import lianbing
from lianbing.plugins.registry import Registry
from tests.plain_selection import Line, Result
from tests.plain_wuwei import standings
from tests.random_wuwei import random_campaign

RULEBOOK = lianbing.load_rulebook("wuwei-2019", registry=Registry.load(entry_points=False))

CHUNKS = 8

VETO = ("integrity", "certificate")
"""Two conditions of a person are called so: the enforcement certificate, and the integrity one."""


def told(outcome: lianbing.Outcome) -> dict[str, Result]:
    """Say an outcome in the words of the plain recomputation."""
    return {award.id: _told(award) for award in outcome.awards}


def _told(award: lianbing.AwardOutcome) -> Result:
    excluded: dict[str, set[str]] = {}
    for each in award.excluded:
        reason = f"integrity {each.condition}" if (each.indicator, each.condition) == VETO else each.condition
        excluded.setdefault(each.candidate.id, set()).add(reason)
    lines = [
        Line(
            each.candidate.id,
            each.rank or 0,
            each.total,
            {criterion.id: criterion.points for indicator in each.indicators for criterion in indicator.criteria},
        )
        for each in award.standings
    ]
    return Result(
        standings=lines,
        excluded=excluded,
        winners={each.candidate.id for each in award.selected},
        revoked={each.candidate.id for each in award.revoked},
        undecided=[(each.places, set(each.candidates)) for each in award.needs_decision],
    )


def random_readings(rng: random.Random) -> Mapping[str, str]:
    """Choose an option for every reading."""
    return {each.id: rng.choice(each.options).id for each in RULEBOOK.readings}


def check(seed: int, *, times: int) -> None:
    """Compare one campaign under random readings."""
    rng = random.Random(seed)  # noqa: S311 (chance, no secret)
    readings = random_readings(rng)
    campaign = random_campaign(rng, times, RULEBOOK)
    outcome = lianbing.evaluate(RULEBOOK.under(readings), campaign)

    assert standings(campaign, readings) == told(outcome), f"seed {seed}, {readings}"


@pytest.mark.parametrize("seed", range(40))
def test_small_campaigns_agree(seed: int) -> None:
    """Every criterion, total, rank, exclusion and winner is the same under random readings."""
    check(seed, times=1)


@pytest.mark.slow
@pytest.mark.large
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_a_thousand_larger_campaigns_agree(chunk: int) -> None:
    """A thousand campaigns of three times the size: no difference anywhere."""
    for seed in range(1000 + chunk, 2000, CHUNKS):
        check(seed, times=3)
