"""What values a fact may lawfully hold, and the types by which evidence classes declare it."""

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal

import attrs

from lianbing.language import Bilingual

Exact = int | Fraction | Decimal
"""A number that is exactly what was written."""


def exact(value: Exact | str) -> Fraction:
    """Turn an exact number into a fraction; a binary float is refused.

    Raises:
        TypeError: The value is a binary float, a bool, or no number at all.

    >>> exact(Decimal("0.1"))
    Fraction(1, 10)
    """
    if isinstance(value, bool) or not isinstance(value, int | Fraction | Decimal | str):
        raise TypeError(f"expected an exact number (int, Decimal or Fraction), found {value!r}")
    return value if isinstance(value, Fraction) else Fraction(value)


def written(value: Fraction) -> str:
    """Write a number as a decimal where it ends, else as ``n/d``.

    >>> written(Fraction(5, 2)), written(Fraction(2, 3)), written(Fraction(-21, 1))
    ('2.5', '2/3', '-21')
    """
    twos, rest = _without(value.denominator, 2)
    fives, rest = _without(rest, 5)
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    places = max(twos, fives)
    if places == 0:
        return str(value.numerator)
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    return f"{'-' if value < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def _without(number: int, prime: int) -> tuple[int, int]:
    times = 0
    while number % prime == 0:
        number //= prime
        times += 1
    return times, number


@attrs.frozen
class Domain:
    """The lawful range of a number.

    Attributes:
        least: The smallest lawful value, or None where there is no limit.
        most: The greatest lawful value, or None where there is no limit.
        whole: Whether only whole numbers are lawful.
    """

    least: Fraction | None = None
    most: Fraction | None = None
    whole: bool = False

    def holds(self, value: Fraction) -> bool:
        """Tell whether a value is lawful.

        >>> Domain(Fraction(1), Fraction(5)).holds(Fraction(6))
        False
        """
        return (
            (self.least is None or value >= self.least)
            and (self.most is None or value <= self.most)
            and (not self.whole or value.denominator == 1)
        )

    @property
    def never_negative(self) -> bool:
        """Whether no number below 0 is lawful.

        >>> Domain(Fraction(0)).never_negative, Domain().never_negative
        (True, False)
        """
        return self.least is not None and self.least >= 0

    def within(self, least: Exact | None, most: Exact | None) -> "Domain":
        """Narrow the range; what was lawful before may become unlawful, never the other way."""
        lows = [low for low in (self.least, None if least is None else exact(least)) if low is not None]
        highs = [high for high in (self.most, None if most is None else exact(most)) if high is not None]
        return attrs.evolve(self, least=max(lows, default=None), most=min(highs, default=None))

    def words(self) -> Bilingual:
        """Say the range.

        >>> Domain(Fraction(0), None, whole=True).words().en
        'a whole number, at least 0'
        """
        noun = Bilingual("整数", "a whole number") if self.whole else Bilingual("数字", "a number")
        if self.least is not None and self.most is not None:
            low, high = written(self.least), written(self.most)
            if low == high:
                return Bilingual(low, low)
            return Bilingual(f"{low} 到 {high} 之间的{noun.zh}", f"{noun.en} from {low} to {high}")
        if self.least is not None:
            low = written(self.least)
            return Bilingual(f"不小于 {low} 的{noun.zh}", f"{noun.en}, at least {low}")
        if self.most is not None:
            high = written(self.most)
            return Bilingual(f"不大于 {high} 的{noun.zh}", f"{noun.en}, at most {high}")
        return noun


@attrs.frozen
class Name:
    """How people call a field of evidence; a part of its ``Annotated`` type."""

    zh: str
    en: str


@attrs.frozen(init=False)
class OptionNames:
    """How people call the words of a choice; a part of its ``Annotated`` type.

    Attributes:
        names: By word, how people call it.

    >>> OptionNames(general=("一般行政处罚案卷", "general penalty files")).names
    (('general', Bilingual(zh='一般行政处罚案卷', en='general penalty files')),)
    """

    names: tuple[tuple[str, Bilingual], ...]

    def __init__(self, **names: tuple[str, str]) -> None:
        self.__attrs_init__(tuple((word, Bilingual(*texts)) for word, texts in names.items()))


@attrs.frozen
class MarkList:
    """Marks a field as a list of reviewers' marks; a part of its ``Annotated`` type."""


Count = Annotated[int, Domain(Fraction(0), whole=True)]
"""How many: a whole number, at least 0."""

Quantity = Annotated[Fraction, Domain(Fraction(0))]
"""How much: an exact number, at least 0."""

Money = Annotated[Fraction, Domain(Fraction(0)), Literal["yuan"]]
"""An amount in yuan, at least 0."""

Rate = Annotated[Fraction, Domain(Fraction(0), Fraction(1))]
"""A share, from 0 to 1."""

Marks = Annotated[tuple[Fraction, ...], Domain(Fraction(0)), MarkList()]
"""Reviewers' marks, each at least 0; the scheme says how high they go."""

Tally = Annotated[int | tuple[str, ...], Domain(Fraction(0), whole=True)]
"""How many, or the list of the things counted."""

Points = Fraction
"""Points of a rulebook, as a plugin's parameter."""
