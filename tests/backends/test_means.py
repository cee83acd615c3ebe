"""What is known of means: they lie among what they are of."""

from fractions import Fraction

import pytest

from lianbing.backends.bounds import bounds
from lianbing.formula.interval import Interval
from lianbing.formula.nodes import CohortSum, Constant, Count, Number, Ratio, SumOver, When
from lianbing.formula.words import mean_of_cohort
from tests.backends.example_evidence import FACTS


@pytest.mark.parametrize(
    "mean",
    [
        mean_of_cohort(FACTS.filing),
        mean_of_cohort(FACTS.filing, FACTS.connected),
        Ratio(SumOver(FACTS.honours.node, FACTS.honours.points), Count(FACTS.honours.node), Constant(Fraction(0))),
        Ratio(
            SumOver(FACTS.honours.node, When(FACTS.honours.late, FACTS.honours.points, Constant(Fraction(0)))),
            Count(FACTS.honours.node, FACTS.honours.late),
            Constant(Fraction(0)),
        ),
    ],
)
def test_a_mean_lies_among_what_it_is_of(mean: Number) -> None:
    """The mean over the cohort, over rows, or over those that qualify never passes the greatest of them."""
    most = Fraction(1) if isinstance(mean, Ratio) and isinstance(mean.numerator, CohortSum) else Fraction(5)

    assert Interval(Fraction(0), most) == bounds(mean)


def test_a_quotient_that_is_no_mean_is_not_taken_for_one() -> None:
    """A sum over one list, divided by the count of others, has no upper bound."""
    late, points = FACTS.honours.late, FACTS.honours.points
    zero = Constant(Fraction(0))
    total = SumOver(FACTS.honours.node, When(late, points, Constant(Fraction(1))))
    for divided in (
        Ratio(total, Count(FACTS.honours.node, late), zero),
        Ratio(SumOver(FACTS.honours.node, points), Count(FACTS.honours.node, late), zero),
        Ratio(SumOver(FACTS.honours.node, points), Count(FACTS.hearings.node), zero),
        Ratio(CohortSum(FACTS.filing), CohortSum(When(FACTS.connected, Constant(Fraction(1)), zero)), zero),
    ):
        assert bounds(divided).high is None
