"""How long exact evaluation takes: many random collectives, explanations off, beside a bare loop over the same."""

import argparse
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import attrs

import lianbing
from lianbing.checks.campaign import faults_of
from lianbing.evaluation.scoring import field_of, score_of
from lianbing.model.award import Indicator

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.plain_wuwei import standings
from tests.random_wuwei import random_campaign


def collectives(rulebook: lianbing.Rulebook, count: int) -> lianbing.Campaign:
    """Make a campaign of so many random collectives and nothing else."""
    campaign = random_campaign(random.Random(2019), -(-count // 4), rulebook)  # noqa: S311 (chance, no secret)
    teams = [each for each in campaign.candidates if each.award == "collective"][:count]
    return attrs.evolve(campaign, candidates=tuple(teams), history=(), outcomes=(), decisions=())


def timed(work: Callable[[], object]) -> float:
    """Give the seconds that some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def parts(rulebook: lianbing.Rulebook, campaign: lianbing.Campaign) -> Iterator[tuple[str, float]]:
    """Time the parts of an evaluation apart: the checks, then every indicator of those that stay."""
    yield "checks", timed(lambda: faults_of(rulebook, campaign))
    field = field_of(rulebook, rulebook.award("collective"), campaign, {})

    def score_all(indicator: Indicator) -> None:
        for each in field.remaining:
            situation = field.situation(indicator, each)
            assert situation is not None, "every collective has evidence of every indicator"
            score_of(indicator, situation, field.rounding)

    for indicator in field.award.indicators:
        yield indicator.id, timed(partial(score_all, indicator))


def main() -> None:
    """Print seconds, microseconds a candidate, the ratio to the bare loop of the same run, and shares by part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--candidates", type=int, default=10_000)
    count = parser.parse_args().candidates
    rulebook = lianbing.load_rulebook("wuwei-2019")
    campaign = collectives(rulebook, count)
    exact = timed(lambda: lianbing.evaluate(rulebook, campaign))
    plain = timed(lambda: standings(campaign, rulebook.chosen))
    print(f"{count} collectives, {sum(len(each.evidence) for each in campaign.candidates)} evidence records")
    for name, seconds in (("lianbing.evaluate, checks included", exact), ("bare loop over Fraction, no checks", plain)):
        print(f"{name:36} {seconds:8.2f} s {seconds / count * 1e6:9.0f} µs a candidate {seconds / plain:6.1f}")
    for name, seconds in parts(rulebook, campaign):
        print(f"  {name:34} {seconds:8.2f} s {seconds / exact:9.0%}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
