"""Formulas written as text read back as the very same."""

from fractions import Fraction
from typing import Any, cast

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lianbing.formula.nodes import (
    Add,
    AllOf,
    AnyOf,
    Arithmetic,
    BestOfEach,
    ChoiceFact,
    ChoiceIs,
    Chronology,
    Condition,
    Constant,
    Count,
    CountDistinct,
    DaysLate,
    Logic,
    MarksFact,
    MeanOver,
    Multiply,
    Node,
    Number,
    PanelMark,
    Ratio,
    RowsFact,
    Subtract,
    SumOfBest,
    SumOver,
    When,
    walk,
)
from lianbing.formula.text import FormulaError, Scope, read_condition, read_number, write
from lianbing.language import Bilingual
from tests import strategies_formula
from tests.backends.example_evidence import FACTS
from tests.formula.text_example import CALENDAR, NAMES, SCOPE, number, pick

several = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

F: Any = FACTS
LABEL = Bilingual("项", "x")
RULE = F.institution.rule


def normal(node: Any) -> Any:
    """Give what a formula reads back as.

    It is the very same formula, but for what the language does not tell apart: arithmetic of numbers alone is one
    number; a sum or a condition of one part is that part; an empty sum is 0. The panel rule and the calendar are not
    the text's but the scope's.
    """
    made = attrs.evolve(node, **{field.name: _normal(getattr(node, field.name)) for field in attrs.fields(type(node))})
    match made:
        case Add(terms) if all(isinstance(each, Constant) for each in terms):
            return Constant(sum((each.value for each in cast("tuple[Constant, ...]", terms)), Fraction(0)))
        case Add((When(_, Constant(1), Constant(0)),)):
            return made
        case Add((only,)) | AllOf((only,)) | AnyOf((only,)):
            return only
        case Subtract(Constant(left), Constant(right)):
            return Constant(left - right)
        case Multiply(Constant(left), Constant(right)):
            return Constant(left * right)
        case PanelMark(marks, most):
            return PanelMark(attrs.evolve(marks, rule=RULE), most)
        case DaysLate(day, due, calendar):
            return DaysLate(day, due, calendar and CALENDAR)
        case _:
            return made


def _normal(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_normal(each) for each in value)
    return normal(value) if isinstance(value, _NODES) else value


_NODES = (Arithmetic, Logic, Chronology, ChoiceFact, RowsFact, MarksFact)


def over_rows(node: Node) -> bool:
    """Whether a formula goes over a list within what goes over a list."""
    for each in walk(node):
        inner: list[Node] = []
        match each:
            case SumOver(_, item) | BestOfEach(_, _, item) | MeanOver(_, item, _) | SumOfBest(_, item, _):
                inner = [item]
            case Count(_, where) if where is not None:
                inner = [where]
        if any(isinstance(below, _OVER) for node in inner for below in walk(node)):
            return True
    return False


_OVER = (Count, CountDistinct, SumOver, MeanOver, BestOfEach, SumOfBest)


@given(strategies_formula.numbers())
@several
def test_a_number_reads_back(formula: Number) -> None:
    """Any number of the language, written, reads as itself, or is refused for going over a list within another."""
    text = write(formula)
    if over_rows(formula):
        with pytest.raises(FormulaError, match="cannot stand within"):
            read_number(text, SCOPE)
    else:
        expected = normal(formula)

        assert expected == read_number(text, SCOPE), text
        assert expected == read_number(write(expected), SCOPE)


@given(strategies_formula.conditions())
@several
def test_a_condition_reads_back(formula: Condition) -> None:
    """Any condition of the language, written, reads as itself, or is refused for going over a list within another."""
    text = write(formula)
    if over_rows(formula):
        with pytest.raises(FormulaError, match="cannot stand within"):
            read_condition(text, SCOPE)
    else:
        expected = normal(formula)

        assert expected == read_condition(text, SCOPE), text
        assert expected == read_condition(write(expected), SCOPE)


@given(st.fractions(), st.sampled_from("+-*/"), st.fractions())
def test_any_number_reads_back_wherever_it_stands(left: Fraction, sign: str, right: Fraction) -> None:
    """A number that ends as no decimal, or is long, stays one number beside any sign."""
    made: dict[str, Number] = {
        "+": Add((F.cases, Constant(left), Constant(right))),
        "-": Subtract(Multiply(Constant(left), F.cases), Constant(right)),
        "*": Multiply(Ratio(F.cases, Constant(left), Constant(right)), Constant(right)),
        "/": Ratio(Constant(left), Constant(right), Constant(left)),
    }

    assert made[sign] == read_number(write(made[sign]), SCOPE)


@pytest.mark.parametrize(
    "value",
    [
        10**20 - 1,
        10**20,
        10**40 - 1,
        -(10**40) + 1,
        Fraction(1, 10**20),
        Fraction(1, 10**21),
        Fraction(-1, 2**120),
        Fraction(10**39 + 1, 3**80),
        Fraction(10**25, 7),
    ],
)
def test_the_longest_numbers_read_back(value: Fraction | int) -> None:
    """What a text cannot write in one piece it writes as arithmetic that reads as one number."""
    for made in (Constant(Fraction(value)), F.cases - Fraction(value), F.cases / Fraction(value)):
        assert made == read_number(write(made), SCOPE)


@given(st.text(max_size=20))
def test_any_text_reads_back(text: str) -> None:
    """Whatever letters a text has, marks, lines and full-width ones among them, it comes back whole."""
    choice = ChoiceFact("kind", LABEL, (text, f"{text}!", "otherwise"))
    scope = Scope({**NAMES, "kind": choice})
    made = pick(choice, {text: F.cases, f"{text}!": F.fines, "otherwise": number(1)})
    test = AnyOf((ChoiceIs(choice, "otherwise"), ChoiceIs(choice, text)))

    assert made == read_number(write(made), scope)
    assert test == read_condition(write(test), scope)
