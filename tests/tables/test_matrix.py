"""Every node on every engine: what columns and loops say is what the exact backend says."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import get_args

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lianbing.backends import compiled, exact
from lianbing.backends.bounds import bounds
from lianbing.backends.columns.rounding import MODES
from lianbing.formula.nodes import Condition, Constant, Day, Number, Quantize, Ratio, SumOfBest, SumOver, When, walk
from lianbing.tables.engines import Engine, engine
from tests.backends.example_evidence import FACTS, LEVELS, NAMES, OTHERS, OWN, Example, Honour, honour, situation
from tests.backends.worked_nodes import CONDITIONS, NUMBERS
from tests.strategies_formula import conditions, numbers
from tests.tables.formulas_in_tables import Cell, columns, in_one_loop

WORKED = [node for node, _ in NUMBERS]
TESTS = [node for node, _ in CONDITIONS]
CROWD = [OWN, *OTHERS]


def decimals(least: int = -20, most: int = 20) -> st.SearchStrategy[Fraction]:
    """Exact numbers that end as decimals, halves of the last digit among them."""
    parts = st.sampled_from((1, 2, 5, 20, 100, 200))
    return st.builds(
        lambda low, size, parts: Fraction(low) + Fraction(size, parts),
        st.integers(least, most - 1),
        st.integers(0, 1),
        parts,
    )


def huge() -> st.SearchStrategy[Fraction]:
    """Amounts beyond what doubles hold exactly, and small ones."""
    return (
        decimals(0)
        | st.integers(0, 10**18).map(Fraction)
        | st.integers(0, 10**17).map(lambda each: Fraction(each, 100))
    )


def marks() -> st.SearchStrategy[tuple[Fraction, ...]]:
    """A panel's marks."""
    return st.lists(decimals(0, 10), min_size=1, max_size=5).map(tuple)


def days() -> st.SearchStrategy[date]:
    """Days of the year of the evaluation."""
    return st.dates(date(2019, 1, 1), date(2019, 12, 31))


def honours() -> st.SearchStrategy[Honour]:
    """A row of a list."""
    return st.builds(
        Honour,
        title=st.sampled_from((*NAMES, "\u00dftra\u00dfe", "STRASSE", "\u2003甲")),
        form=st.sampled_from(LEVELS),
        points=decimals(0, 5),
        late=st.booleans(),
        granted=days(),
        opinions=marks(),
        revoked=st.none() | days(),
    )


def people() -> st.SearchStrategy[Example]:
    """Lawful evidence that tables can hold."""
    return st.builds(
        Example,
        cases=st.integers(0, 30) | st.just(10**15),
        fines=huge(),
        filing=decimals(0, 1),
        balance=decimals() | huge() | huge().map(lambda each: -each),
        audited=st.none() | decimals(0),
        connected=st.booleans(),
        region=st.sampled_from(LEVELS),
        reported=days(),
        institution=marks(),
        honours=st.lists(honours(), max_size=4).map(tuple),
        hearings=st.lists(days(), max_size=3).map(tuple),
    )


def truths(
    formulas: Sequence[Number], tests: Sequence[Condition], crowd: Sequence[Example], gone: int
) -> tuple[list[list[Fraction]], list[list[bool]]]:
    """What the exact backend says, for each formula and each person."""
    found = situation(crowd[0], crowd[1:], left=not gone)
    around = list(found.cohort.everyone.values())  # type: ignore[attr-defined]
    around = around[: len(crowd) - gone]  # nobody asks for the points of who has left
    return (
        [[exact.value(node, each) for each in around] for node in formulas],
        [[exact.holds(node, each) for each in around] for node in tests],
    )


def check(
    runner: Engine, formulas: Sequence[Number], tests: Sequence[Condition], crowd: Sequence[Example], gone: int = 0
) -> Iterator[Cell]:
    """Hold columns and loops against the exact backend; give every cell of the columns."""
    values, held = truths(formulas, tests, crowd, gone)
    cells, answers = columns(runner, crowd, formulas, tests, gone=gone)
    for node, own, expected in zip(formulas, cells, values, strict=True):
        for cell, value in zip(own, expected, strict=False):
            assert cell.holds(value), (node, cell, value)
            assert bounds(node).holds(value), node
            yield cell
    for condition, found, wanted in zip(tests, answers, held, strict=True):
        for answer, truth in zip(found, wanted, strict=False):
            assert answer in (None, truth), condition


def check_loop(
    runner: Engine, formulas: Sequence[Number], tests: Sequence[Condition], crowd: Sequence[Example], gone: int = 0
) -> None:
    """Hold one compiled loop and the compiled formulas against the exact backend."""
    values, held = truths(formulas, tests, crowd, gone)
    left = len(crowd) - gone
    found, answers = in_one_loop(runner, crowd, formulas, tests, gone=gone)
    assert (values, held) == ([each[:left] for each in found], [each[:left] for each in answers])


@pytest.fixture(scope="module")
def polars() -> Iterator[Engine]:
    """Polars, for all tests of the module."""
    with engine("polars") as started:
        yield started


@pytest.fixture(scope="module")
def duckdb() -> Iterator[Engine]:
    """DuckDB, for all tests of the module."""
    with engine("duckdb") as started:
        yield started


def test_no_node_is_left_out() -> None:
    """The matrix has every node of the language; one that joins it has to join the matrix."""
    worked = {type(part) for node in (*WORKED, *TESTS) for part in walk(node)}

    assert set(get_args(Number)) | set(get_args(Condition)) | set(get_args(Day)) <= worked


def test_every_node_on_polars(polars: Engine) -> None:
    """The worked nodes, one of them excluded from the cohort; hardly any is in doubt."""
    cells = list(check(polars, WORKED, TESTS, CROWD, gone=1))

    assert sum(each.doubtful for each in cells) < len(cells) / 20


def test_every_node_on_duckdb(duckdb: Engine) -> None:
    """The same in SQL."""
    cells = list(check(duckdb, WORKED, TESTS, CROWD, gone=1))

    assert sum(each.doubtful for each in cells) < len(cells) / 20


def test_every_node_in_one_loop(polars: Engine) -> None:
    """The same in one compiled loop over lists."""
    check_loop(polars, WORKED, TESTS, CROWD, gone=1)


FEW = settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)


@given(
    formulas=st.lists(numbers(3), min_size=1, max_size=6),
    tests=st.lists(conditions(3), max_size=3),
    crowd=st.lists(people(), min_size=2, max_size=5),
    gone=st.integers(0, 1),
)
@FEW
def test_random_formulas_on_polars_and_in_one_loop(
    polars: Engine, formulas: list[Number], tests: list[Condition], crowd: list[Example], gone: int
) -> None:
    """Whatever is asked of whom; each value is exact, near within its bound, or said to be in doubt."""
    list(check(polars, formulas, tests, crowd, gone))
    check_loop(polars, formulas, tests, crowd, gone)


@given(
    formulas=st.lists(numbers(3), min_size=1, max_size=6),
    tests=st.lists(conditions(3), max_size=3),
    crowd=st.lists(people(), min_size=2, max_size=4),
)
@settings(FEW, max_examples=6)
def test_random_formulas_on_duckdb(
    duckdb: Engine, formulas: list[Number], tests: list[Condition], crowd: list[Example]
) -> None:
    """The same in SQL."""
    list(check(duckdb, formulas, tests, crowd))


@pytest.mark.large
@pytest.mark.slow
@given(
    formulas=st.lists(numbers(4), min_size=3, max_size=8),
    tests=st.lists(conditions(3), max_size=3),
    crowd=st.lists(people(), min_size=2, max_size=6),
    gone=st.integers(0, 1),
)
@settings(FEW, max_examples=400)
def test_many_random_formulas_on_polars_and_in_one_loop(
    polars: Engine, formulas: list[Number], tests: list[Condition], crowd: list[Example], gone: int
) -> None:
    """The same, more of it and deeper."""
    list(check(polars, formulas, tests, crowd, gone))
    check_loop(polars, formulas, tests, crowd, gone)


def test_rows_that_cancel_out_are_not_taken_for_exact(polars: Engine) -> None:
    """Four great rows leave 1, which doubles lose on the way: however small the sum, the bound is that of the rows."""
    late, cases = FACTS.honours.late, FACTS.cases
    item = FACTS.honours.points + When(late, cases, 0 - cases)
    rows = tuple(honour(title, points, late=late) for title, points, late in CANCELLING)
    own = attrs.evolve(OWN, cases=9 * 10**15, honours=rows)
    nodes: list[Number] = [SumOver(FACTS.honours.node, item), SumOfBest(FACTS.honours.node, item, 4)]

    list(check(polars, nodes, [], [own, own]))


CANCELLING = (("a", 1, True), ("b", 0, True), ("c", 0, False), ("d", 0, False))


def test_what_nothing_bounds_is_in_doubt_and_no_error(polars: Engine) -> None:
    """A divisor near to 0 may make a quotient of any size: rounding it is left to the exact path."""
    one, two = (attrs.evolve(OWN, balance=each) for each in (Fraction(0), Fraction(2**53)))
    for top in (FACTS.cases, FACTS.cases * 0):
        share = SumOver(FACTS.honours.node, Ratio(top, FACTS.balance, otherwise=Constant(Fraction(0))))
        list(check(polars, [Quantize(share, Fraction(1), mode) for mode in MODES], [], [one, two]))


def test_the_matrix_would_notice(polars: Engine) -> None:
    """A value that is off by the least is told from the truth."""
    (cell,) = list(check(polars, [FACTS.balance * 3], [], [attrs.evolve(OWN, balance=Fraction("0.01"))]))

    assert cell.holds(Fraction("0.03"))
    assert not cell.holds(Fraction("0.03") + Fraction(1, 10**15))
    assert compiled.value(FACTS.balance * 3, situation(OWN)) == -9
