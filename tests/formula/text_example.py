"""What the tests of formula text share: a scope of the example evidence, readers held to the law, counted work."""

import sys
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from functools import partial
from types import FrameType
from typing import Any, TypeVar

from lianbing.formula.nodes import ChoiceFact, ChoiceIs, Condition, Constant, Number, When, WorkCalendar
from lianbing.formula.text import FormulaError, Scope, read_condition, read_number
from lianbing.formula.text.measures import DEEPEST_NODES, MOST_NODES, Measures
from tests.backends.example_evidence import FACTS, LEVELS

T = TypeVar("T")

READERS: tuple[Callable[[str, Scope], Any], ...] = (read_number, read_condition)

FIELDS = (
    "cases",
    "fines",
    "filing",
    "balance",
    "audited",
    "connected",
    "region",
    "reported",
    "institution",
    "honours",
    "hearings",
)
CALENDAR = WorkCalendar(holidays=(date(2019, 10, 1),), workdays=(date(2019, 9, 29),))
NAMES: dict[str, object] = {name: getattr(FACTS, name) for name in FIELDS}
SCOPE = Scope({**NAMES, "weight": Fraction(1, 4)}, most=Fraction(30), calendar=CALENDAR, levels=LEVELS)


def number(value: int | str) -> Constant:
    """A constant."""
    return Constant(Fraction(value))


def read(text: str, scope: Scope = SCOPE) -> Number | Condition:
    """Read a number, or a condition where it is one."""
    try:
        return read_number(text, scope)
    except FormulaError:
        return read_condition(text, scope)


def refused(text: str, scope: Scope = SCOPE, *, condition: bool = False) -> FormulaError:
    """Read what is wrong, and give the error."""
    try:
        (read_condition if condition else read_number)(text, scope)
    except FormulaError as error:
        return error
    raise AssertionError(f"{text!r} is read without an error")


def stretch(error: FormulaError) -> str:
    """The stretch of the text that an error shows."""
    assert error.excerpt is not None
    return error.excerpt.text[error.excerpt.start : error.excerpt.end]


def counted(function: Callable[[], T]) -> tuple[T, int]:
    """Call a function, and count the calls that it makes: work that is the same on every machine."""
    calls = 0

    def count(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal calls
        calls += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        return function(), calls
    finally:
        sys.setprofile(before)


def pick(choice: ChoiceFact, figures: Mapping[str, Number], otherwise: Number | None = None) -> Number:
    """A number by option, another for all others: 0 unless it is said."""
    made: Number = otherwise or number(0)
    for option, figure in reversed(list(figures.items())):
        made = When(ChoiceIs(choice, option), figure, made)
    return made


def outcome(text: str, scope: Scope = SCOPE) -> Any:
    """Read a text as either kind, holding what comes of it to the law: a node within bounds, or an error that shows."""
    for reader in READERS:
        made, work = counted(partial(attempt, reader, text, scope))

        assert work < 20_000 + 1_000 * len(text), work
        if isinstance(made, FormulaError):
            shown = made.excerpt
            assert shown is not None
            assert 0 <= shown.start <= shown.end <= len(text)
            assert shown.text == text
            assert made.why.zh
            assert made.why.en
            assert len(shown.lines()) == 2
        else:
            measure = Measures().of(made)
            assert measure.size <= MOST_NODES
            assert measure.depth <= DEEPEST_NODES
            assert not measure.rows
            return made
    return None


def attempt(reader: Callable[[str, Scope], Any], text: str, scope: Scope) -> Any:
    """Read, and give the error where it is one."""
    try:
        return reader(text, scope)
    except FormulaError as error:
        return error
