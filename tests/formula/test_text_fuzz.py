"""Whatever is written, the answer is a formula or an error that shows where it is wrong."""

import random
from collections.abc import Sequence
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lianbing.formula.text import RESERVED, WORDS, write
from tests import strategies_formula
from tests.formula.text_example import READERS, SCOPE, attempt, outcome

several = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

SIGNS = ("+", "-", "*", "/", "(", ")", ",", ":", ".", "[", "]", "=", "==", "!=", "<", ">=", "，", "（", "“", "”", '"')
LITERALS = ("0", "1", "5%", "0.5", "2019-11-05", '"city"', "“county”", '"full"', "1/3", "true")
ROW_FACTS = ("honours.points", "honours.title", "honours.late", "honours.opinions", "hearings.value")
PIECES = (
    *SIGNS,
    *LITERALS,
    *ROW_FACTS,
    *SCOPE.names,
    *sorted(RESERVED),
    "where=",
    "otherwise=",
    "most=",
    "count=",
    " ",
)


@given(st.text(max_size=80))
@several
def test_any_letters_are_read_or_refused(text: str) -> None:
    """Whatever is typed, the answer is a formula or an error that shows where."""
    outcome(text)


@given(st.text(alphabet="()[]\"“”'.,:=<>!+-*/%0129 \n　（）５－＞≥andcs_", max_size=40))
@several
def test_any_signs_are_read_or_refused(text: str) -> None:
    """Signs and figures without sense are read or refused as well."""
    outcome(text)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=30))
@several
def test_any_soup_of_words_is_read_or_refused(pieces: list[str]) -> None:
    """The language's own words in any order are read or refused."""
    outcome(" ".join(pieces))


@given(st.data())
@several
def test_any_call_is_read_or_refused(data: st.DataObject) -> None:
    """A word that is given anything at all is read or refused; what is read reads back when written."""
    values = st.sampled_from([*LITERALS, *ROW_FACTS, *SCOPE.names, "1 + 1", "cases > 1", "not connected"])
    calls = st.recursive(values, lambda inner: _calls(values, inner), max_leaves=8)
    text = data.draw(calls)
    made = outcome(text)

    if made is not None:
        assert made in [attempt(reader, write(made), SCOPE) for reader in READERS]


def _calls(values: st.SearchStrategy[str], inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    words = st.sampled_from([word for word in WORDS.values() if word.build is not None])
    given_ = st.lists(inner, max_size=3)

    def call(word: Any, plain: Sequence[str], named: Sequence[str], listed: Sequence[str]) -> str:
        keys = [f"{name}={value}" for name, value in zip(word.named, named, strict=False)]
        most = " of 5" if word.listed == "parts" else ""
        pairs = [f"{value}: {value}{most}" for value in listed] if word.listed else []
        return f"{word.name}({', '.join([*plain, *pairs, *keys])})"

    joined = st.builds(
        lambda left, sign, right: f"({left} {sign} {right})",
        inner,
        st.sampled_from(["+", "-", "*", "and", "or", ">", "==", "!="]),
        inner,
    )
    return joined | st.builds(call, words, given_, st.lists(inner, max_size=3), st.lists(values, max_size=2))


@given(strategies_formula.numbers(2) | strategies_formula.conditions(2), st.randoms(use_true_random=False))
@several
def test_a_formula_with_slips_is_read_or_refused(formula: Any, slips: random.Random) -> None:
    """A lawful text with letters and words lost, doubled, put in or changed is read or refused."""
    text = write(formula)
    outcome(text)
    for _ in range(slips.randint(1, 3)):
        start = slips.randint(0, len(text))
        end = min(len(text), start + slips.choice((0, 1, 1, 2, 5)))
        piece = slips.choice(("", slips.choice(PIECES), text[start:end] * 2))
        text = text[:start] + piece + text[end:]
    outcome(text)
