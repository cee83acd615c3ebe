"""The compiled backend: what the exact one says, without an explanation and with nothing but integers on the way."""

import ast
import gc
import re
import weakref
from collections.abc import Iterator
from fractions import Fraction

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianbing.backends import compiled, exact
from lianbing.backends.compiled import running
from lianbing.backends.compiled.program import BUILTINS, RUNNING
from lianbing.formula.arithmetic import quantized
from lianbing.formula.nodes import (
    Add,
    CohortSize,
    CohortSum,
    Condition,
    Constant,
    Multiply,
    Number,
    PanelRule,
    Ratio,
    SumOver,
    When,
)
from lianbing.formula.situation import MissingFactError
from lianbing.formula.words import panel
from tests.backends.example_evidence import FACTS, OTHERS, OWN, Example, evidences, honour, situation
from tests.backends.worked_nodes import CONDITIONS, NUMBERS
from tests.strategies_formula import ROUNDINGS, conditions, numbers

formulas = settings(max_examples=300)
AROUND = situation(OWN, OTHERS, left=False)


@pytest.mark.parametrize(("node", "expected"), NUMBERS)
def test_what_a_number_is_worth(node: Number, expected: object) -> None:
    """Each node means what it means to the exact backend."""
    assert Fraction(str(expected)) == compiled.value(node, AROUND)


@pytest.mark.parametrize(("node", "expected"), CONDITIONS)
def test_whether_a_condition_holds(node: Condition, expected: bool) -> None:
    """Each condition likewise."""
    assert expected is compiled.holds(node, AROUND)


@given(node=numbers(4), own=evidences(), others=st.lists(evidences(), max_size=3), left=st.booleans())
@formulas
def test_a_compiled_formula_is_worth_the_same(node: Number, own: Example, others: list[Example], left: bool) -> None:
    """Whatever the formula, the evidence and the cohort."""
    around = situation(own, others, left=left or not others)

    assert exact.value(node, around) == compiled.value(node, around)


@given(condition=conditions(4), own=evidences(), others=st.lists(evidences(), max_size=2))
@formulas
def test_a_compiled_condition_holds_the_same(condition: Condition, own: Example, others: list[Example]) -> None:
    """Whatever the condition."""
    around = situation(own, others)

    assert exact.holds(condition, around) is compiled.holds(condition, around)


@given(nodes=st.lists(numbers(2), min_size=2, max_size=4), own=evidences(), others=st.lists(evidences(), max_size=2))
@formulas
def test_formulas_compiled_together_do_not_disturb_each_other(
    nodes: list[Number], own: Example, others: list[Example]
) -> None:
    """What one formula has worked out, another uses; each is worth what it is worth alone."""
    around = situation(own, others)
    found = compiled.pairs((*nodes, *nodes), around)
    values = [Fraction(*each) for each in zip(found[::2], found[1::2], strict=True)]

    assert [exact.value(each, around) for each in (*nodes, *nodes)] == values


@given(above=st.integers(-(10**6), 10**6), below=st.sampled_from([1, 2, 3, 4, 7, 200]), mode=st.sampled_from(ROUNDINGS))
@formulas
def test_steps_are_rounded_as_the_language_rounds(above: int, below: int, mode: str) -> None:
    """Every mode, negative halves included."""
    whole = running.whole_steps(above, below, mode)

    assert whole == quantized(Fraction(above, below), Fraction(1), mode)


@given(
    own=evidences(), rule=st.builds(PanelRule, st.sampled_from(("mean", "trimmed_mean", "median")), st.integers(0, 3))
)
def test_a_panel_is_put_together_the_same(own: Example, rule: PanelRule) -> None:
    """Every panel rule, few marks and many."""
    mark = panel(attrs.evolve(FACTS.institution, rule=rule), most=10)

    assert exact.value(mark, situation(own)) == compiled.value(mark, situation(own))


def test_a_missing_fact_is_told_with_its_row() -> None:
    """A formula that needs what was not stated says which fact, and in which row; a branch not taken needs none."""
    with pytest.raises(MissingFactError) as raised:
        compiled.value(FACTS.audited + 1, AROUND)
    assert (raised.value.fact, raised.value.row) == (FACTS.audited, None)

    honours = (honour("甲", 1), attrs.evolve(honour("乙", 1), points=None))  # type: ignore[arg-type]
    lacking = situation(attrs.evolve(OWN, honours=honours))
    node = SumOver(FACTS.honours.node, FACTS.honours.points)
    with pytest.raises(MissingFactError) as raised:
        compiled.value(node, lacking)
    assert (raised.value.fact, raised.value.row) == (FACTS.honours.points, 1)

    assert 0 == compiled.value(When(FACTS.connected, Constant(Fraction(0)), node), lacking)


@pytest.mark.parametrize("found", [3, Fraction(3), ("a", "b", "c")])
def test_a_whole_number_may_be_of_any_exact_type(found: object) -> None:
    """An integer, a fraction without a rest, and the list of what is counted."""
    assert 3 == compiled.value(FACTS.cases, situation(attrs.evolve(OWN, cases=found)))  # type: ignore[arg-type]


def test_what_grows_is_reduced() -> None:
    """However many denominators are multiplied, none is far beyond the limit when the value leaves."""
    terms = [
        Ratio(FACTS.fines, Add((FACTS.cases, Constant(Fraction(1, 10**9 + at)))), Constant(Fraction(0)))
        for at in range(40)
    ]
    node: Number = terms[0]
    for each in terms[1:]:
        node = Multiply(node, each) + each

    numerator, denominator = compiled.pairs((node,), AROUND)

    assert exact.value(node, AROUND) == Fraction(numerator, denominator)
    assert denominator.bit_length() < 40 * 64


def sources() -> Iterator[str]:
    """The source of every formula of the tables."""
    for node, _ in (*NUMBERS, *CONDITIONS):
        yield compiled.compiled((node,)).source


def test_no_text_of_a_rulebook_becomes_source() -> None:
    """Names of facts and words of choices stay constants: source holds no string and no name that is not ours."""
    own = attrs.evolve(FACTS.region, name="__import__('os').abort()", options=("\n    abort()",))
    source = compiled.compiled((own.is_("\n    abort()"),)).source
    assert "abort" not in source

    for each in sources():
        literals = [node.value for node in ast.walk(ast.parse(each)) if isinstance(node, ast.Constant)]
        assert all(value is None or isinstance(value, int | bool) for value in literals)


def test_a_source_calls_nothing_but_what_it_is_given() -> None:
    """Every name is one of ours: no built-in is within reach beyond the few that are used."""
    own = {*RUNNING, *BUILTINS, "above", "answers", "ask", "day", "evidence", "level", "read", "run"}
    for each in sources():
        names = {node.id for node in ast.walk(ast.parse(each)) if isinstance(node, ast.Name)}
        assert all(name in own or re.fullmatch(r"[A-Za-z]+[0-9]+", name) for name in names)


def test_a_program_is_compiled_once() -> None:
    """The same formulas are the same program."""
    nodes = (FACTS.cases * 3,)

    assert compiled.compiled(nodes) is compiled.compiled((FACTS.cases * 3,))


def test_a_program_does_not_keep_a_cohort_alive() -> None:
    """What a cohort was asked goes with it."""
    around = situation(OWN, OTHERS)
    kept = weakref.ref(around.cohort)
    assert 28 == compiled.value(CohortSum(FACTS.cases) + CohortSize() - 3, around)
    del around
    gc.collect()

    assert kept() is None
