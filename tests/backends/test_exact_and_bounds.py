"""The exact and bounds backends: what each node is worth, and that no value leaves its interval."""

import decimal
import math
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import get_args

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianbing.backends.bounds import Interval, bounds
from lianbing.backends.exact import explain, holds, value
from lianbing.formula.arithmetic import panel_mark, quantized
from lianbing.formula.nodes import (
    Add,
    AllOf,
    AnyOf,
    Band,
    BestOfEach,
    Cap,
    CohortGreatest,
    CohortRank,
    CohortSize,
    CohortSum,
    Condition,
    Constant,
    Count,
    CountDistinct,
    DaysLate,
    EvaluationDay,
    FixedDay,
    Floor,
    Greatest,
    IsGiven,
    Least,
    MeanOver,
    Multiply,
    Not,
    Number,
    PanelRule,
    Quantize,
    RankPoints,
    Ratio,
    RegionTotal,
    ShareOfApplicable,
    ShareOfGreatest,
    Steps,
    Subtract,
    SumOfBest,
    SumOver,
    Tiers,
    When,
    WorkCalendar,
)
from lianbing.formula.words import or_else, panel, repeats
from lianbing.language import Bilingual
from tests.backends.example_evidence import FACTS, OTHERS, OWN, Example, evidences, situation
from tests.strategies_formula import ROUNDINGS, conditions, numbers


def c(number: object) -> Constant:
    """A constant."""
    return Constant(Fraction(str(number)))


F, H = FACTS, FACTS.honours
ROWS = H.node
LABEL = Bilingual("总量", "total")
YES = F.connected
LADDER = ((Fraction("0.8"), Fraction(5)), (Fraction("0.9"), Fraction(10)))
NUMBERS: list[tuple[Number, object]] = [
    (c("0.1"), "0.1"),
    (F.cases, 7),
    (Add((c(1), c(2), c(4))), 7),
    (Subtract(c(1), c(4)), -3),
    (Multiply(c(3), c("1/3")), 1),
    (Ratio(c(1), c(3), c(9)), "1/3"),
    (Ratio(c(1), c(0), c(9)), 9),
    (Least((c(3), c(2))), 2),
    (Greatest((c(3), c(2))), 3),
    (Cap(c(35), c(30)), 30),
    (Cap(c(25), c(30)), 25),
    (Floor(c(-1), c(0)), 0),
    (Floor(c(4), c(0)), 4),
    (When(F.connected, c(1), c(2)), 1),
    (When(Not(F.connected), c(1), c(2)), 2),
    (Count(ROWS), 3),
    (Count(ROWS, H.late), 1),
    (Count(F.hearings.node, F.hearings.value <= EvaluationDay()), 1),
    (Count(ROWS, repeats(H.title)), 1),
    (CountDistinct(ROWS, H.title), 2),
    (SumOver(ROWS, H.points), 10),
    (MeanOver(ROWS, H.points, c(0)), "10/3"),
    (MeanOver(ROWS, H.points, c(5)), 2),
    (BestOfEach(ROWS, H.title, H.points), 7),
    (SumOfBest(ROWS, H.points, 1), 5),
    (SumOfBest(ROWS, H.points, 9), 10),
    (panel(F.institution, most=10), 3),
    (panel(attrs.evolve(F.institution, rule=PanelRule("median")), most=10), 2),
    (panel(attrs.evolve(F.institution, rule=PanelRule("trimmed_mean")), most=10), 2),
    (Steps(c("0.12"), Fraction("0.05"), started=False), 2),
    (Steps(c("0.12"), Fraction("0.05"), started=True), 3),
    (Steps(c("0.10"), Fraction("0.05"), started=True), 2),
    (Steps(c(-1), Fraction("0.05"), started=True), 0),
    (Band(c(14), c(10), Fraction(1, 2), Fraction(3, 2), Fraction(5)), "4.5"),
    (Band(c(15), c(10), Fraction(1, 2), Fraction(3, 2), Fraction(5)), 5),
    (Band(c(5), c(10), Fraction(1, 2), Fraction(3, 2), Fraction(5)), 0),
    (Band(c(5), c(10), Fraction(1, 2), Fraction(3, 2), Fraction(5), "step"), 5),
    (Band(c("4.9"), c(10), Fraction(1, 2), Fraction(3, 2), Fraction(5), "step"), 0),
    (Band(c(1), c(0), Fraction(1, 2), Fraction(3, 2), Fraction(5)), 5),
    (Band(c(0), c(0), Fraction(1, 2), Fraction(3, 2), Fraction(5)), 0),
    (Tiers(c("0.9"), LADDER, Fraction(1)), 10),
    (Tiers(c("0.89"), LADDER, Fraction(1)), 5),
    (Tiers(c("0.79"), LADDER, Fraction(1)), 1),
    (Tiers(c("0.9"), LADDER, Fraction(1), above=True), 5),
    (Tiers(c("0.91"), LADDER, Fraction(1), above=True), 10),
    (ShareOfApplicable((YES, YES), (c(3), c(1)), (Fraction(5), Fraction(3)), c(9)), "1/2"),
    (ShareOfApplicable((YES, Not(YES)), (c(3), c(1)), (Fraction(5), Fraction(3)), c(9)), "3/5"),
    (ShareOfApplicable((Not(YES),), (c(3),), (Fraction(5),), c(9)), 9),
    (DaysLate(F.reported, FixedDay(date(2019, 5, 31))), 5),
    (DaysLate(F.reported, F.reported), 0),
    (DaysLate(FixedDay(date(2019, 5, 31)), F.reported), 0),
    (DaysLate(EvaluationDay(), F.reported), 168),
    (DaysLate(F.reported, FixedDay(date(2019, 5, 31)), WorkCalendar()), 3),
    (DaysLate(F.reported, FixedDay(date(2019, 5, 31)), WorkCalendar(holidays=(date(2019, 6, 5),))), 2),
    (DaysLate(F.reported, FixedDay(date(2019, 5, 31)), WorkCalendar(workdays=(date(2019, 6, 1),))), 4),
    (DaysLate(F.reported, FixedDay(date(2019, 5, 31)), WorkCalendar((date(2019, 5, 31),), (date(2019, 6, 8),))), 3),
    (DaysLate(F.reported, FixedDay(date(2019, 6, 1)), WorkCalendar(workdays=(date(2019, 6, 1),))), 3),
    (or_else(F.audited, 8), 8),
    (Quantize(c("2.675"), Fraction("0.01"), "ROUND_HALF_UP"), "2.68"),
    (RegionTotal("city", "total", None, LABEL), 40),
    (RegionTotal("city", "else", F.cases, LABEL), 27),
    (CohortSum(F.cases), 23),
    (CohortGreatest(F.cases), 9),
    (CohortRank(F.cases), 2),
    (CohortSize(), 3),
    (ShareOfGreatest(F.cases), "7/9"),
    (ShareOfGreatest(c(0)), 0),
    (RankPoints(F.cases, Fraction(9)), 6),
]
CONDITIONS: list[tuple[Condition, bool]] = [
    (F.connected, True),
    (c(1) > c(1), False),
    (c(1) >= c(1), True),
    (c(1) < c(1), False),
    (c(1) <= c(1), True),
    (F.reported <= date(2019, 6, 5), True),
    (F.reported > FixedDay(date(2019, 6, 5)), False),
    (F.region.is_("county"), True),
    (F.candidate_level.is_("city"), False),
    (IsGiven(F.audited), False),
    (IsGiven(F.cases), True),
    (IsGiven(F.candidate_level), True),
    (Count(ROWS, IsGiven(H.revoked)) > 0, True),
    (Count(ROWS, IsGiven(H.revoked)) > 1, False),
    (AllOf((F.connected, Not(F.connected))), False),
    (AnyOf((F.connected, Not(F.connected))), True),
    (Count(ROWS, repeats(H.title)) >= 2, False),
]


@pytest.mark.parametrize(("node", "expected"), NUMBERS)
def test_what_a_number_is_worth(node: Number, expected: object) -> None:
    """Each node has one meaning; the last of the others was excluded, and counts only for the region's total."""
    assert Fraction(str(expected)) == value(node, situation(OWN, OTHERS, left=False))


@pytest.mark.parametrize(("node", "expected"), CONDITIONS)
def test_whether_a_condition_holds(node: Condition, expected: bool) -> None:
    """Each condition has one meaning."""
    assert expected is holds(node, situation(OWN, OTHERS, left=False))


def test_no_node_is_left_out() -> None:
    """Every node of the language is in the tables."""
    worked = {type(node) for node, _ in NUMBERS} | {type(each) for node, _ in CONDITIONS for each in [node]}
    inner = {type(part.node) for node, _ in NUMBERS for part in explain(node, situation(OWN, OTHERS)).walk()}

    assert set(get_args(Number)) | set(get_args(Condition)) <= worked | inner


formulas = settings(max_examples=300)


@given(node=numbers(), own=evidences(), others=st.lists(evidences(), max_size=3))
@formulas
def test_no_value_leaves_its_interval(node: Number, own: Example, others: list[Example]) -> None:
    """Whatever the evidence and the cohort, a formula is worth something within its bounds."""
    assert bounds(node).holds(value(node, situation(own, others)))


@given(node=numbers(), own=evidences(), others=st.lists(evidences(), max_size=2))
@formulas
def test_explaining_changes_nothing(node: Number, own: Example, others: list[Example]) -> None:
    """An explanation has the value of the evaluation, at its root and wherever a part outside of lists stands.

    A fact that was not stated has no value; only whether it was given may be asked of it.
    """
    around = situation(own, others)
    explanation = explain(node, around)

    assert explanation.number == value(node, around)
    for part in explanation.walk():
        asked = [each.node for each in part.parts if each.value is None]
        assert asked == ([part.node.fact] if isinstance(part.node, IsGiven) and part.value is False else [])
        if part.row is None and part.value is not None and isinstance(part.node, get_args(Number)):
            assert part.number == value(part.node, around)


@given(condition=conditions(), own=evidences())
@formulas
def test_a_condition_is_explained_as_it_holds(condition: Condition, own: Example) -> None:
    """The explanation of a condition says what the condition says."""
    around = situation(own)

    assert explain(condition, around).value is holds(condition, around)


@given(
    scaled=st.integers(-(10**7), 10**7),
    parts=st.sampled_from([1, 8, 200, 2000]),
    step=st.sampled_from(["1", "0.01", "0.5", "10"]),
    mode=st.sampled_from(ROUNDINGS),
)
@formulas
def test_rounding_is_that_of_decimal(scaled: int, parts: int, step: str, mode: str) -> None:
    """Rounding to a multiple of a step is `decimal`'s rounding of how many steps there are."""
    exact = Fraction(scaled, parts)
    with decimal.localcontext(prec=60):
        steps = (Decimal(scaled) / Decimal(parts) / Decimal(step)).quantize(Decimal(1), rounding=mode)

    assert Fraction(steps) * Fraction(step) == quantized(exact, Fraction(step), mode)


@given(marks=st.lists(st.integers(0, 10).map(Fraction), min_size=1, max_size=7), trim=st.integers(0, 4))
def test_a_panel_stays_within_its_marks(marks: list[Fraction], trim: int) -> None:
    """However marks are put together, the result lies between the lowest and the highest, in any order of them."""
    for kind in ("mean", "median", "trimmed_mean"):
        rule = PanelRule(kind, trim)
        mark = panel_mark(tuple(marks), rule)

        assert min(marks) <= mark <= max(marks)
        assert mark == panel_mark(tuple(reversed(marks)), rule)


@given(
    ends=st.lists(st.none() | st.fractions(-9, 9, max_denominator=4), min_size=4, max_size=4),
    shares=st.tuples(st.fractions(0, 1, max_denominator=5), st.fractions(0, 1, max_denominator=5)),
)
@formulas
def test_interval_arithmetic_is_sound(ends: list[Fraction | None], shares: tuple[Fraction, Fraction]) -> None:
    """Whatever two values lie within two intervals, their sum and product lie within the sum and product."""
    made = []
    for low, high in (ends[:2], ends[2:]):
        if low is not None and high is not None and low > high:
            low, high = high, low
        made.append(Interval(low, high))
    points = []
    for interval, share in zip(made, shares, strict=True):
        low = interval.low if interval.low is not None else (interval.high or Fraction(0)) - 50
        high = interval.high if interval.high is not None else low + 100
        points.append(low + share * (high - low))

    assert (made[0] + made[1]).holds(sum(points))  # type: ignore[arg-type]
    assert (made[0] * made[1]).holds(math.prod(points))  # type: ignore[arg-type]
    assert (-made[0]).holds(-points[0])
