"""The spreadsheet backend gives what the exact one gives, in whole numbers that every program computes exactly."""

from fractions import Fraction

import attrs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lianbing.backends.exact import holds, value
from lianbing.backends.spreadsheet import LIMIT
from lianbing.evaluation.cohort import IndicatorCohort
from lianbing.formula.nodes import CohortGreatest, CohortRank, Condition, Number, RankPoints
from lianbing.model.campaign import Candidate
from lianbing.testing.backends import formulas_in_cells
from tests.backends.example_evidence import DAY, FACTS, LEVELS, Example, evidences
from tests.strategies_formula import conditions, numbers

often = settings(max_examples=150, suppress_health_check=list(HealthCheck), deadline=None)


def cohort_of(evidence: list[Example], left: int) -> IndicatorCohort:
    """A cohort of some evidence, so many of whom are compared with."""
    everyone = [
        (Candidate(id=str(n), award="a", name="", unit="", level=LEVELS[n % 2]), each)
        for n, each in enumerate(evidence)
    ]
    remaining = frozenset(candidate.id for candidate, _ in everyone[:left])
    return IndicatorCohort(everyone, remaining, {"city": {"total": Fraction(40)}}, DAY)


@given(node=numbers(), evidence=st.lists(evidences(), min_size=1, max_size=4), left=st.integers(0, 4))
@often
def test_a_number_in_cells_is_the_exact_one(node: Number, evidence: list[Example], left: int) -> None:
    """Whatever the formula and the evidence, down to the last digit; no cell is beyond the limit."""
    cohort = cohort_of(evidence, left)
    found = formulas_in_cells(cohort).number(node).values()

    assert found == [value(node, each) for each in cohort.everyone.values()]


@given(node=conditions(), evidence=st.lists(evidences(), min_size=1, max_size=4))
@often
def test_a_condition_in_cells_holds_as_it_does(node: Condition, evidence: list[Example]) -> None:
    """Whatever the condition and the evidence."""
    cohort = cohort_of(evidence, len(evidence))
    cell = formulas_in_cells(cohort).condition(node)
    found = [cell if isinstance(cell, int) else cell.value(row) for row in range(len(evidence))]

    assert found == [int(holds(node, each)) for each in cohort.everyone.values()]
    assert LIMIT < 2**53


def great_figures() -> st.SearchStrategy[Fraction]:
    """Numbers of up to sixty digits, and fractions as fine."""
    whole = st.integers(0, 10**30) | st.sampled_from([10**14, 10**12, 10**6, 999_999, 10**18 - 1])
    return st.builds(Fraction, whole, st.integers(1, 10**30) | st.sampled_from([1, 7, 10**6, 10**12 + 1]))


def great_evidences() -> st.SearchStrategy[Example]:
    """Evidence whose numbers no cell can hold."""
    return st.builds(
        lambda own, cases, fines, balance, points: attrs.evolve(
            own,
            cases=cases,
            fines=fines,
            balance=-balance,
            honours=tuple(attrs.evolve(each, points=points / (place + 1)) for place, each in enumerate(own.honours)),
        ),
        evidences(),
        st.integers(0, 10**30),
        great_figures(),
        great_figures(),
        great_figures(),
    )


@given(node=numbers(), evidence=st.lists(great_evidences(), min_size=1, max_size=3))
@often
def test_numbers_that_no_cell_can_hold_are_exact_in_parts(node: Number, evidence: list[Example]) -> None:
    """Numbers of any size, and as close together as they like."""
    cohort = cohort_of(evidence, len(evidence))
    found = formulas_in_cells(cohort).number(node).values()

    assert found == [value(node, each) for each in cohort.everyone.values()]


@given(size=st.integers(1, 10**30), step=st.integers(1, 10**6), data=st.data())
@settings(often, max_examples=25)
def test_neighbours_are_told_apart(size: int, step: int, data: st.DataObject) -> None:
    """Fractions as close as their denominators let them be: their ranks are those of the exact numbers."""
    # a/b and its neighbour (a*step + c)/(b*step + d), with a*d and b*c one apart, cannot come closer.
    above, below = size * step + 1, size
    figures = [Fraction(above, below), Fraction(above * step - 1, below * step), Fraction(above, below)]
    figures.append(Fraction(above * 10**30 + 1, below * 10**30 + 1))
    evidence = data.draw(st.lists(evidences(), min_size=4, max_size=4))
    cohort = cohort_of([attrs.evolve(each, fines=figure) for each, figure in zip(evidence, figures, strict=True)], 4)

    for node in (CohortRank(FACTS.fines), CohortGreatest(FACTS.fines), RankPoints(FACTS.fines, Fraction(10))):
        assert formulas_in_cells(cohort).number(node).values() == [
            value(node, each) for each in cohort.everyone.values()
        ]
