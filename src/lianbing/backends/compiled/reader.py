"""What a writer needs of the evidence, however that lies in memory."""

from contextlib import AbstractContextManager
from typing import Protocol

from lianbing.backends.compiled.pairs import Pair
from lianbing.formula.nodes import (
    ChoiceFact,
    CohortGreatest,
    CohortRank,
    CohortSize,
    CohortSum,
    DayFact,
    Fact,
    FlagFact,
    MarksFact,
    PanelMark,
    RegionTotal,
    Repeats,
    RowsFact,
)

Asked = CohortSum | CohortGreatest | CohortSize | RegionTotal
"""What is asked of the cohort or the region and is one number for all candidates."""


class Reader(Protocol):
    """Writes how facts are read; what it gives is the source of a name or of an expression."""

    def number(self, fact: Fact) -> Pair:
        """Read a number that has to be there."""

    def panel(self, node: PanelMark) -> Pair:
        """Put a panel's marks together, which have to be there."""

    def flag(self, fact: FlagFact) -> str:
        """Read a yes or no; what was not stated counts as no."""

    def text(self, fact: ChoiceFact) -> str:
        """Read a word, or None."""

    def key(self, fact: ChoiceFact) -> str:
        """Read a word that has to be there, white space and case aside."""

    def day(self, fact: DayFact, *, needed: bool) -> str:
        """Read a day; None where it may be missing and is."""

    def is_given(self, fact: Fact | FlagFact | ChoiceFact | DayFact | MarksFact) -> str:
        """Tell whether a fact was stated."""

    def length(self, rows: RowsFact) -> str:
        """Tell how many rows a list has."""

    def each(self, rows: RowsFact) -> AbstractContextManager[None]:
        """Go through the rows of a list; what is written within is done for each."""

    def repeats(self, node: Repeats) -> str:
        """Tell whether an earlier row has the same key."""

    def evaluation_day(self) -> str:
        """Give the evaluation day."""

    def asked(self, node: Asked) -> Pair:
        """Give what is one number for all candidates."""

    def rank(self, node: CohortRank, own: Pair) -> str:
        """Give the rank of the own value."""
