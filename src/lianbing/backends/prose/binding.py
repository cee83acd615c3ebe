"""How tightly words hold together, so that parentheses stand where a text would be misread without them."""

from collections.abc import Mapping
from enum import IntEnum

from lianbing.formula.domain import written
from lianbing.formula.nodes import (
    Add,
    AllOf,
    AnyOf,
    Band,
    BestOfEach,
    Cap,
    ChoiceIs,
    CohortGreatest,
    CohortRank,
    CohortSize,
    CohortSum,
    Compare,
    CompareDays,
    Constant,
    Count,
    CountDistinct,
    DaysLate,
    Floor,
    Greatest,
    IsGiven,
    Least,
    MeanOver,
    Multiply,
    Node,
    Not,
    PanelMark,
    Quantize,
    RankPoints,
    Ratio,
    RegionTotal,
    Repeats,
    ShareOfApplicable,
    ShareOfGreatest,
    Steps,
    Subtract,
    SumOfBest,
    SumOver,
    Tiers,
    When,
)


class Binding(IntEnum):
    """How tightly a text holds together; what is looser than its place allows stands in parentheses."""

    SENTENCE = 0
    """Clauses with commas of their own."""
    LIMITED = 1
    """A text with a limit after it; more limits may follow, read from left to right."""
    PHRASE = 2
    """Words that are open at an end, so that a sign next to them would be misread."""
    SUM = 3
    PRODUCT = 4
    NOUN = 5
    """Words that end by themselves."""
    NAME = 6


BINDING: Mapping[type[object], Binding] = {
    When: Binding.SENTENCE,
    Band: Binding.SENTENCE,
    Tiers: Binding.SENTENCE,
    ShareOfApplicable: Binding.SENTENCE,
    RankPoints: Binding.SENTENCE,
    AllOf: Binding.SENTENCE,
    AnyOf: Binding.SENTENCE,
    Cap: Binding.LIMITED,
    Floor: Binding.LIMITED,
    Quantize: Binding.LIMITED,
    Least: Binding.PHRASE,
    Greatest: Binding.PHRASE,
    Steps: Binding.PHRASE,
    BestOfEach: Binding.PHRASE,
    ShareOfGreatest: Binding.PHRASE,
    Compare: Binding.PHRASE,
    CompareDays: Binding.PHRASE,
    ChoiceIs: Binding.PHRASE,
    Repeats: Binding.PHRASE,
    IsGiven: Binding.PHRASE,
    DaysLate: Binding.PHRASE,
    Not: Binding.PHRASE,
    Add: Binding.SUM,
    Subtract: Binding.SUM,
    Multiply: Binding.PRODUCT,
    Ratio: Binding.PRODUCT,
    Count: Binding.NOUN,
    CountDistinct: Binding.NOUN,
    SumOver: Binding.NOUN,
    MeanOver: Binding.NOUN,
    SumOfBest: Binding.NOUN,
    PanelMark: Binding.NOUN,
    RegionTotal: Binding.NOUN,
    CohortSum: Binding.NOUN,
    CohortGreatest: Binding.NOUN,
    CohortRank: Binding.NOUN,
    CohortSize: Binding.NOUN,
}
"""The binding of each node; what is not here, facts and days, is a name."""


def binding(node: Node) -> Binding:
    """Tell how tightly the text of a node holds together."""
    match node:
        case Add((only,)) | Least((only,)) | Greatest((only,)) | AllOf((only,)) | AnyOf((only,)):
            return binding(only)
        case Constant(value) if value < 0:
            return Binding.SUM  # its own sign must not run into another
        case Constant(value) if "/" in written(value):
            return Binding.PRODUCT
        case AllOf((Compare(left, ">=", right), Compare(other, "<=", limit))) if (left, right) == (other, limit):
            return Binding.PHRASE
        case Count(_, where) if where is not None:
            return Binding.PHRASE  # a condition may end in a number
        case _:
            return BINDING.get(type(node), Binding.NAME)
