"""The words that authors of indicators write formulas with; each makes a node, and takes exact numbers as they are."""

from datetime import date
from itertools import pairwise
from typing import Literal

from lianbing.formula.domain import Exact, exact
from lianbing.formula.evidence import Rows
from lianbing.formula.nodes import (
    Add,
    AllOf,
    AnyOf,
    Band,
    BestOfEach,
    Cap,
    ChoiceFact,
    CohortGreatest,
    CohortRank,
    CohortSize,
    CohortSum,
    Condition,
    Count,
    CountDistinct,
    Day,
    DayFact,
    DaysLate,
    EvaluationDay,
    Fact,
    FlagFact,
    Floor,
    Greatest,
    IsGiven,
    Least,
    MarksFact,
    MeanOver,
    Number,
    PanelMark,
    RankPoints,
    Ratio,
    RegionTotal,
    Repeats,
    RowsFact,
    ShareOfApplicable,
    ShareOfGreatest,
    Steps,
    Subtract,
    SumOfBest,
    SumOver,
    Tiers,
    When,
    WorkCalendar,
    number,
)
from lianbing.formula.nodes import day as day_of
from lianbing.language import Bilingual


def least(*terms: Number | Exact) -> Least:
    """The least of several."""
    return Least(tuple(number(term) for term in terms))


def greatest(*terms: Number | Exact) -> Greatest:
    """The greatest of several."""
    return Greatest(tuple(number(term) for term in terms))


def cap(value: Number | Exact, most: Number | Exact) -> Cap:
    """Count up to a limit and no further."""
    return Cap(number(value), number(most))


def floor(value: Number | Exact, least: Number | Exact = 0) -> Floor:
    """Never count below a limit, 0 unless another is said."""
    return Floor(number(value), number(least))


def when(condition: Condition, then: Number | Exact, otherwise: Number | Exact) -> When:
    """Take one value where a condition holds, another where it does not."""
    return When(condition, number(then), number(otherwise))


def all_of(*conditions: Condition) -> AllOf:
    """All conditions hold."""
    return AllOf(conditions)


def any_of(*conditions: Condition) -> AnyOf:
    """At least one condition holds."""
    return AnyOf(conditions)


def steps(amount: Number, size: Exact, *, count: Literal["full", "started"]) -> Steps:
    """Count the steps of a size in an amount: full ones alone, or started ones too.

    Raises:
        ValueError: The size is not above 0.
    """
    if exact(size) <= 0:
        raise ValueError(f"a step is greater than 0, found {size}")
    return Steps(amount, exact(size), count == "started")


def tiers(value: Number, *rising: tuple[Exact, Exact], otherwise: Exact = 0, above: bool = False) -> Tiers:
    """Give the figure of the highest tier that a value reaches: ``tiers(rate, (80, 5), (90, 10))``.

    Args:
        value: The value.
        rising: Each tier's start and figure.
        otherwise: The figure below all tiers.
        above: Whether a tier is reached only above its start, not at it.

    Raises:
        ValueError: There is no tier, or the starts do not rise.
    """
    exactly = tuple((exact(start), exact(figure)) for start, figure in rising)
    starts = [start for start, _ in exactly]
    if not starts or any(low >= high for low, high in pairwise(starts)):
        raise ValueError("tiers need starts that rise")
    return Tiers(value, exactly, exact(otherwise), above)


def share_of_applicable(*parts: tuple[Condition, Number | Exact, Exact], otherwise: Number | Exact = 0) -> Number:
    """Divide what the parts that apply got by what they can give: ``(applies, points, most)`` each.

    Raises:
        ValueError: There is no part, or one that can give nothing.
    """
    most = tuple(exact(top) for _, _, top in parts)
    if not parts or min(most) <= 0:
        raise ValueError("a share needs parts that can each give more than 0")
    applies = tuple(condition for condition, _, _ in parts)
    return ShareOfApplicable(applies, tuple(number(got) for _, got, _ in parts), most, number(otherwise))


def given(fact: Fact | FlagFact | ChoiceFact | DayFact | MarksFact) -> IsGiven:
    """Whether a fact that may be missing was stated."""
    return IsGiven(fact)


def or_else(fact: Fact, otherwise: Number | Exact) -> When:
    """A fact where it was stated, else another value."""
    return When(IsGiven(fact), fact, number(otherwise))


def days_late(day: Day, due: Day | date, *, calendar: WorkCalendar | None = None) -> DaysLate:
    """How many days a day lies after the day that was due: working days where a calendar is given."""
    return DaysLate(day, day_of(due), calendar)


def how_many(*conditions: Condition) -> Number:
    """How many of some conditions hold."""
    return Add(tuple(When(each, number(1), number(0)) for each in conditions))


def band(
    value: Number,
    baseline: Number,
    *,
    low: Exact,
    high: Exact,
    most: Exact,
    shape: Literal["linear", "step"] = "linear",
) -> Band:
    """Give points for a value against a baseline; see `Band`.

    Raises:
        ValueError: ``low`` is not below ``high``, or is below 0.
    """
    if not 0 <= exact(low) < exact(high):
        raise ValueError(f"a band needs 0 <= low < high, found {low} and {high}")
    return Band(value, baseline, exact(low), exact(high), exact(most), shape)


def panel(marks: MarksFact, *, most: Exact) -> PanelMark:
    """Put a panel's marks together; each mark is lawful from 0 to ``most``."""
    ranged = MarksFact(marks.name, marks.label, marks.domain.within(0, most), marks.rows, marks.rule)
    return PanelMark(ranged, exact(most))


def count(rows: Rows, where: Condition | None = None) -> Count:
    """How many rows there are, or meet a condition."""
    return Count(rows.node, where)


def distinct(rows: Rows, key: ChoiceFact) -> CountDistinct:
    """How many different values a text has in a list."""
    return CountDistinct(rows.node, key)


def total(rows: Rows, of: Number | Exact) -> SumOver:
    """The sum of an expression over the rows."""
    return SumOver(rows.node, number(of))


def mean(rows: Rows, of: Number | Exact, *, over: Number | Exact = 0) -> MeanOver:
    """The mean over the rows, or over a required number of them where that is greater."""
    return MeanOver(rows.node, number(of), number(over))


def best_of_each(rows: Rows, key: ChoiceFact, of: Number | Exact) -> BestOfEach:
    """The sum of the greatest value of each group of rows that share a key."""
    return BestOfEach(rows.node, key, number(of))


def sum_of_best(rows: Rows, of: Number | Exact, count: int) -> SumOfBest:
    """The sum of an expression over the rows where it is greatest, so many of them at most.

    Raises:
        ValueError: The count is not above 0.
    """
    if count < 1:
        raise ValueError(f"the best are one or more, found {count}")
    return SumOfBest(rows.node, number(of), count)


def repeats(key: ChoiceFact) -> Repeats:
    """Whether an earlier row of the same list has the same key.

    Raises:
        ValueError: The key is no fact of a row.
    """
    if key.rows is None:
        raise ValueError(f"{key.name} is no fact of a row")
    return Repeats(RowsFact(key.rows, key.label), key)


def region_total(region: str, name: str, *, zh: str, en: str, otherwise_sum_of: Number | None) -> RegionTotal:
    """A total of the region: the campaign's figure, or a sum over the award's candidates where one may stand in."""
    return RegionTotal(region, name, otherwise_sum_of, Bilingual(zh, en))


def sum_of_cohort(value: Number) -> CohortSum:
    """The sum of an expression over the cohort."""
    return CohortSum(value)


def greatest_of_cohort(value: Number) -> CohortGreatest:
    """The greatest value of an expression in the cohort."""
    return CohortGreatest(value)


def mean_of_cohort(value: Number, where: Condition | None = None) -> Ratio:
    """The mean of an expression over the cohort, or over those of it that meet a condition; 0 over none."""
    if where is None:
        return Ratio(CohortSum(value), CohortSize(), number(0))
    counted = CohortSum(When(where, value, number(0)))
    return Ratio(counted, CohortSum(When(where, number(1), number(0))), number(0))


def least_of_cohort(value: Number) -> Subtract:
    """The least value of an expression in the cohort."""
    return Subtract(number(0), CohortGreatest(Subtract(number(0), value)))


def rank_in_cohort(value: Number) -> CohortRank:
    """The rank of the own value in the cohort, 1 for the greatest."""
    return CohortRank(value)


def size_of_cohort() -> CohortSize:
    """How many candidates the cohort has."""
    return CohortSize()


def share_of_greatest(value: Number) -> ShareOfGreatest:
    """The own value divided by the greatest in the cohort."""
    return ShareOfGreatest(value)


def rank_points(value: Number, *, most: Exact) -> RankPoints:
    """Points by rank, ``most`` for the first, in equal steps below."""
    return RankPoints(value, exact(most))


def evaluation_day() -> EvaluationDay:
    """The campaign's evaluation day."""
    return EvaluationDay()
