"""The rule cases: tables that a committee member can read, several for every clause that scores or excludes."""

from collections import Counter
from fractions import Fraction
from pathlib import Path

import attrs
import pytest

import lianbing
from lianbing.insight.examples import read_cases, run_example
from lianbing.model.rulebook import Example
from lianbing.plugins.registry import Registry

RULEBOOK = lianbing.load_rulebook("wuwei-2019", registry=Registry.load(entry_points=False))
CASES = [case for path in sorted((Path(__file__).parent / "cases").glob("*.toml")) for case in read_cases(path)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.clause} {case.title}")
def test_case(case: Example) -> None:
    """The facts give the points that the case states."""
    assert [each.say("en") for each in run_example(RULEBOOK, case)] == []


def test_every_clause_that_scores_or_excludes_has_cases() -> None:
    """Each criterion's and condition's clause is named by at least one case."""
    named = Counter(case.clause for case in CASES)
    for award in RULEBOOK.awards:
        for indicator in award.indicators:
            clauses = {each.clause for each in indicator.criteria} | {each.clause for each in indicator.conditions}
            for clause in clauses:
                assert named[clause], f"{award.id} {indicator.id}: {clause}"


def test_every_option_of_every_reading_has_a_case() -> None:
    """Each way to read a doubtful clause is worked out somewhere."""
    wanted = {(each.id, option.id) for each in RULEBOOK.readings for option in each.options if option.id != each.chosen}
    worked = {item for case in CASES for item in case.readings.items()}
    # The maxima under `method`, and how indicators are rounded, show in totals: tested where those are.
    assert wanted - worked <= {("rounding", "exact")}


def test_a_wrong_case_fails() -> None:
    """A case that states other points does not pass: the tables can fail."""
    wrong = attrs.evolve(next(each for each in CASES if each.points is not None), points=Fraction(-1))

    assert [each.code for each in run_example(RULEBOOK, wrong)] == ["example_failed"]
