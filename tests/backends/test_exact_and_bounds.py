"""The exact and bounds backends: what each node is worth, and that no value leaves its interval."""

import decimal
import math
from decimal import Decimal
from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianbing.backends.bounds import bounds
from lianbing.backends.exact import explain, holds, value
from lianbing.formula.arithmetic import panel_mark, quantized
from lianbing.formula.interval import Interval
from lianbing.formula.nodes import (
    Condition,
    IsGiven,
    Number,
    PanelRule,
)
from tests.backends.example_evidence import OTHERS, OWN, Example, evidences, situation
from tests.backends.worked_nodes import CONDITIONS, NUMBERS
from tests.strategies_formula import ROUNDINGS, conditions, numbers


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
