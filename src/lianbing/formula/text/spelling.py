"""Spelling: how numbers, names and texts are written, each with how strongly it holds together."""

import re
from fractions import Fraction

import attrs

from lianbing.formula.domain import written
from lianbing.formula.nodes import ChoiceFact, DayFact, Fact, FlagFact, MarksFact, RowsFact
from lianbing.formula.text.names import LANGUAGE_NAMES
from lianbing.formula.text.parsing import KEYWORDS, PREFIX, PRODUCT, SUM
from lianbing.formula.text.tokens import COUNTERPARTS, MOST_DIGITS

ATOM = PREFIX + 1
"""The level of what holds together by itself."""

_NAME = re.compile(r"[^\W\d]\w*")


@attrs.frozen
class Said:
    """A piece of text, and how strongly it binds: the level of its weakest sign outside brackets."""

    text: str
    level: int = ATOM

    def at(self, level: int) -> str:
        """Give the text where something of this level is needed: in brackets where it binds more weakly."""
        return self.text if self.level >= level else f"({self.text})"


def figure(value: Fraction) -> Said:
    """Write a number: as a decimal where that is short enough, else as a quotient that reads as one number.

    >>> figure(Fraction(5, 2)).text, figure(Fraction(-1, 3)).text
    ('2.5', '-1 / 3')
    """
    text = written(value)
    whole, _, rest = text.removeprefix("-").partition(".")
    if "/" not in text and max(len(whole), len(rest)) <= MOST_DIGITS:
        return Said(text, PREFIX if value < 0 else ATOM)
    above, below = _whole(abs(value.numerator)), _whole(value.denominator)
    if value < 0:
        above = Said(f"-{above.at(PREFIX)}", PREFIX)
    return above if value.denominator == 1 else Said(f"{above.at(PRODUCT)} / {below.at(PREFIX)}", PRODUCT)


def _whole(value: int) -> Said:
    """Write a whole number, in two halves where it is longer than a number can be written."""
    half = 10 ** (MOST_DIGITS // 2)
    if value < half * half:
        return Said(str(value))
    high, low = divmod(value, half * half)
    return Said(f"{high} * {half} * {half} + {low}", SUM)


def quoted(text: str) -> str:
    """Write a text in quotation marks.

    >>> quoted('the "so" of it')
    '"the ""so"" of it"'
    """
    return '"' + text.replace('"', '""') + '"'


def named(fact: Fact | FlagFact | ChoiceFact | DayFact | MarksFact | RowsFact) -> Said:
    """Write the name of a fact or list.

    Raises:
        ValueError: No text can say such a name.
    """
    if isinstance(fact, ChoiceFact) and fact.of_candidate:
        return Said("candidate_level")
    rows = None if isinstance(fact, RowsFact) else fact.rows
    alone = fact.name if rows is None else rows
    if not is_plain_name(fact.name) or not is_plain_name(alone) or alone in KEYWORDS or alone in LANGUAGE_NAMES:
        raise ValueError(f"no text can name the fact {fact.name!r}")
    return Said(fact.name if rows is None else f"{rows}.{fact.name}")


def is_plain_name(text: str) -> bool:
    """Tell whether a text has the form of a name, and is read as it is written."""
    return _NAME.fullmatch(text) is not None and text.translate(COUNTERPARTS) == text


def option(text: str, figure: str) -> str:
    """Write an option of a choice and its figure."""
    plain = text.isascii() and is_plain_name(text) and text != "otherwise"
    return f"{text} = {figure}" if plain else f"{quoted(text)}: {figure}"
