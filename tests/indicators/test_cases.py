"""The worked cases in tests/cases: points worked out by hand, clause by clause."""

from collections import Counter
from pathlib import Path

import pytest

import lianbing
from lianbing.insight.examples import read_cases, run_example
from lianbing.model.rulebook import Example

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
