"""Shorthand of the language: nodes that say in one word what a ratio of others says."""

from fractions import Fraction
from typing import assert_never

from lianbing.formula.nodes import (
    CohortGreatest,
    CohortRank,
    CohortSize,
    Constant,
    Count,
    Greatest,
    MeanOver,
    Multiply,
    RankPoints,
    Ratio,
    ShareOfGreatest,
    Subtract,
    SumOver,
)

Shorthand = MeanOver | ShareOfGreatest | RankPoints
"""The nodes that `spelt_out` knows."""

NOTHING = Constant(Fraction(0))


def spelt_out(node: Shorthand) -> Ratio:
    """Give the ratio that a node stands for; 0 where its denominator is 0.

    Backends that compute can leave shorthand to this; those that talk to people have words for it.
    """
    match node:
        case MeanOver(rows, item, over):
            return Ratio(SumOver(rows, item), Greatest((over, Count(rows))), NOTHING)
        case ShareOfGreatest(inner):
            return Ratio(inner, CohortGreatest(inner), NOTHING)
        case RankPoints(inner, most):
            from_below = Subtract(CohortSize() + 1, CohortRank(inner))
            return Ratio(Multiply(Constant(most), from_below), CohortSize(), NOTHING)
        case _:
            assert_never(node)
