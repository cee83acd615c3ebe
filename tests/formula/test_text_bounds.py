"""Nothing that a rulebook can write loops, recurses without end, or blows up."""

import sys
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest

from lianbing.backends.bounds import bounds
from lianbing.backends.prose import say
from lianbing.formula.nodes import Constant, Subtract
from lianbing.formula.text import FormulaError, Scope, read_number, write
from lianbing.formula.text.measures import DEEPEST_NODES
from lianbing.formula.text.parsing import DEEPEST_BRACKETS
from lianbing.formula.text.tokens import LONGEST_TEXT
from tests.backends.example_evidence import FACTS
from tests.formula.text_example import SCOPE, outcome, refused

DEEP = {
    "brackets": ("(", "cases", ")"),
    "minuses": ("-", "cases", ""),
    "minuses apart": ("- ", "cases", ""),
    "nots": ("not ", "connected", ""),
    "words": ("cap(", "cases", ", 1)"),
    "second values": ("cap(1, ", "cases", ")"),
    "sums of words": ("1 + cap(", "cases", ", 1)"),
    "differences": ("cases - (", "cases", ")"),
    "quotients": ("1 / (", "cases", ") otherwise 0"),
    "otherwises": ("1 / cases otherwise (", "1", ")"),
    "conditions": ("(connected or (connected and ", "connected", "))"),
    "every sign": ("when(connected or connected and 1 == 1 + 1 * cap(1, ", "cases", "), 1, 1)"),
    "every operator": ("1 * when(connected or connected and 1 == 1 + ", "cases", ", 1, 1)"),
    "choices": ("pick(region, county = 1, city = ", "cases", ")"),
    "shares": ("share_of_applicable(true: ", "cases", " of 1)"),
    "equalities": ("when(cases == ", "cases", ", 1, 0)"),
    "opened alone": ("(", "", ""),
    "words alone": ("cap(", "", ""),
    "lists alone": ("[", "", ""),
}


@pytest.mark.parametrize("times", [1, 10, 60, 61, 500, 4_900])
@pytest.mark.parametrize(("before", "inner", "after"), DEEP.values(), ids=list(DEEP))
def test_no_depth_ends_in_a_recursion(before: str, inner: str, after: str, times: int) -> None:
    """However deep a text, it is read or refused within a small part of Python's own limit."""
    text = before * times + inner + after * times
    with frames(700):
        made = outcome(text)

    if before == "(" and inner:
        assert (times <= DEEPEST_BRACKETS) == (made is not None)


class frames:  # noqa: N801 (read as a word: with frames(700))
    """Leave so many frames of recursion, and no more."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.before = sys.getrecursionlimit()

    def __enter__(self) -> None:
        used, frame = 0, sys._getframe()
        while frame.f_back is not None:
            used, frame = used + 1, frame.f_back
        sys.setrecursionlimit(used + self.most)

    def __exit__(self, *_: object) -> None:
        sys.setrecursionlimit(self.before)


CHAINS = (
    " + 1",
    " - 1",
    " * 2",
    " / 2",
    " - 1 + 2",
    " and cases",
    " > 1",
    " / cases otherwise 1",
    ", 1",
    ": 1",
    " 1",
    ".a",
)


@pytest.mark.parametrize("link", CHAINS)
def test_no_length_ends_in_a_recursion(link: str) -> None:
    """However long a chain of signs, it is read or refused."""
    times = (LONGEST_TEXT - 5) // len(link)
    with frames(700):
        made = outcome("cases" + link * times)

    if link == " + 1":
        assert times + 1 == len(made.terms)


@pytest.mark.parametrize("piece", ["cap(cases, 1)", "(cases)", "-cases", "when(not connected, 1, 0)", "(1 + cases)"])
def test_what_stands_side_by_side_is_not_deep(piece: str) -> None:
    """Brackets, words and prefixes count while they are open, and no longer."""
    made: Any = read_number(f"least({', '.join([piece] * 300)})", SCOPE)

    assert 300 == len(made.terms)


def test_the_deepest_formula_can_be_used() -> None:
    """What is just not too deep to read is not too deep for those who evaluate, bound and explain it."""
    text = "cases" + " - 1" * (DEEPEST_NODES - 1)
    made = read_number(text, SCOPE)
    with frames(800):
        say(made, "zh")
        say(made, "en")
        bounds(made)
        hash(made)

        assert text == write(made)
    assert "the formula is too deep" in refused(text + " - 1").why.en


def test_a_text_has_a_longest_length() -> None:
    """Ten thousand characters are read, one more is refused."""
    text = "1" + " " * (LONGEST_TEXT - 1)

    assert Constant(Fraction(1)) == read_number(text, SCOPE)
    assert refused(text + " ").why.en.startswith("a formula has at most 10000 characters")


def doubled(times: int, text: str) -> Iterator[Scope | FormulaError]:
    """Define a part by the one before it, many times; give each scope, and the error that ends it."""
    scope = SCOPE.define("p0", FACTS.cases)
    for index in range(times):
        try:
            scope = scope.define(f"p{index + 1}", read_number(text.format(f"p{index}"), scope))
        except FormulaError as error:
            yield error
            return
        yield scope


@pytest.mark.parametrize(
    "text",
    [
        "{0} + {0}",
        "{0} * {0} * {0}",
        "when({0} == {0}, 1, 0)",
        "mean_of_cohort(cases, where=cases > 1) + {0} + {0}",
        "how_many({0} > 1, {0} > 2)",
        "band({0}, {0}, low=0, high=1, most=5)",
    ],
)
def test_parts_that_double_are_refused_before_they_are_large(text: str) -> None:
    """The size of a part counts wherever it is used, and finding that out costs no walk over the whole."""
    *_, last = doubled(100, text)

    assert isinstance(last, FormulaError)
    assert last.why.en.startswith("the formula is too large")


def test_a_part_from_outside_is_measured_too() -> None:
    """A part that was built in Python is held to the same bounds, even where it is too deep to recurse over."""
    part: Any = FACTS.cases
    for _ in range(5_000):
        part = Subtract(part, Constant(Fraction(1)))
    large: Any = FACTS.cases
    for _ in range(60):
        large = large + (large + 1)
    scope = SCOPE.define("deep", part).define("large", large)

    with frames(300):
        assert refused("deep", scope).why.en.startswith("the formula is too large")
        assert refused("cases + large", scope).why.en.startswith("the formula is too large")


def test_numbers_do_not_grow_without_end() -> None:
    """Arithmetic of literals makes no number of thousands of digits."""
    nine = "9" * 20

    assert "this number has too many digits" == refused(f"{nine} * {nine} * {nine}").why.en
    assert outcome("*".join([nine] * 400)) is None
    assert outcome("+".join(f"1/{each}" for each in range(3, 1_500))) is None
    assert "this number has too many digits" == refused("huge", Scope({"huge": 10**50})).why.en
