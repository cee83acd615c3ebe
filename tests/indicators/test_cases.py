"""The worked cases in tests/cases: points worked out by hand, clause by clause."""

from collections import Counter
from fractions import Fraction
from pathlib import Path

import attrs
import pytest

import lianbing
from lianbing.insight.examples import read_cases, run_example
from lianbing.model.official_text import Example

RULEBOOK = lianbing.load_rulebook("wuwei-2019")
CASES = [case for path in sorted((Path(__file__).parents[1] / "cases").glob("*.toml")) for case in read_cases(path)]


@pytest.mark.parametrize("case", CASES, ids=[f"{each.clause}-{each.title}" for each in CASES])
def test_cases_of_the_rules(case: Example) -> None:
    """Every worked case comes out as it was worked out by hand."""
    assert () == run_example(RULEBOOK, case)


def test_every_case_states_something() -> None:
    """A case without points or effect would prove nothing; two of one title would be confused."""
    names = Counter((each.award, each.indicator, each.title) for each in CASES)

    assert [] == [
        each.title for each in CASES if not (each.criteria or each.excluded or each.revoked or each.points is not None)
    ]
    assert [] == [name for name, times in names.items() if times > 1]


def test_cases_cover_every_scoring_clause_and_option() -> None:
    """No criterion, condition or option of a reading is left without a case."""
    worked = {
        (each.award, each.indicator, name) for each in CASES for name in (*each.criteria, each.excluded, each.revoked)
    }
    worked |= {(each.award, each.indicator, each.indicator) for each in CASES if each.points is not None}
    rules = {
        (award.id, indicator.id, part)
        for award in RULEBOOK.awards
        for indicator in award.indicators
        for part in [each.id for each in indicator.criteria] + [each.id for each in indicator.conditions]
    }
    tried = {(name, option) for each in CASES for name, option in {**RULEBOOK.chosen, **each.readings}.items()}
    scoring = {name for award in RULEBOOK.awards for each in award.indicators for name in each.readings}
    options = {(name, option.id) for name in scoring for option in RULEBOOK.reading(name).options}

    assert set() == rules - worked
    assert set() == options - tried


def test_every_clause_that_scores_or_excludes_is_named() -> None:
    """Who looks for a clause of the plan finds a case that cites it."""
    named = {case.clause for case in CASES}
    stated = {
        clause
        for award in RULEBOOK.awards
        for indicator in award.indicators
        for clause in [each.clause for each in indicator.criteria] + [each.clause for each in indicator.conditions]
    }

    assert set() == stated - named


def test_a_wrong_case_fails() -> None:
    """A case that states other points does not pass: the tables can fail."""
    wrong = attrs.evolve(next(each for each in CASES if each.points is not None), points=Fraction(-1))

    assert ["example_failed"] == [each.code for each in run_example(RULEBOOK, wrong)]
