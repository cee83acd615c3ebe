"""What one candidate's formulas are evaluated in, whichever backend does it."""

from datetime import date
from fractions import Fraction
from typing import Protocol

import attrs

from lianbing.formula.nodes import ChoiceFact, DayFact, Fact, FlagFact, MarksFact, Number, RegionTotal

AnyFact = Fact | FlagFact | ChoiceFact | MarksFact | DayFact


class Cohort(Protocol):
    """What a formula may ask of the other candidates and of the region."""

    def size(self) -> int:
        """How many candidates the cohort has."""

    def sum(self, node: Number) -> Fraction:
        """The sum of a formula over the cohort."""

    def greatest(self, node: Number) -> Fraction:
        """The greatest value of a formula in the cohort; 0 in an empty one."""

    def above(self, node: Number, value: Fraction) -> int:
        """How many candidates of the cohort have a greater value than this."""

    def region_total(self, node: RegionTotal) -> Fraction:
        """The region's total: the campaign's, or the sum over all candidates of the award."""


class MissingFactError(LookupError):
    """A formula needs a fact that was not stated.

    Attributes:
        fact: The fact.
        row: The index of the row that lacks it, where it is a fact of a row.
    """

    def __init__(self, fact: AnyFact, row: int | None) -> None:
        super().__init__(f"{fact.name} was not stated")
        self.fact = fact
        self.row = row


@attrs.frozen
class Situation:
    """What one candidate's formulas are evaluated in.

    Attributes:
        evidence: The evidence of the indicator.
        cohort: The candidates that it is compared with.
        evaluation_day: The campaign's evaluation day.
        level: The candidate's level, or None where the award has none.
    """

    evidence: object
    cohort: Cohort
    evaluation_day: date
    level: str | None = None
