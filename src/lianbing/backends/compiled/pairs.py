"""Numbers in generated source: a numerator and a denominator, and the lines that reckon with them."""

import math
from collections.abc import Sequence
from fractions import Fraction

import attrs

from lianbing.backends.compiled.source import Source

HEAVY = 6
"""From so many unknown denominators multiplied with each other on, the source looks whether a pair has grown."""


@attrs.frozen
class Pair:
    """A number in source.

    Attributes:
        numerator: The source of a name or of an integer.
        denominator: The source of a name, or the integer itself where it is known; above 0 in either case.
        sure: Whether the number is never below 0.
        weight: How many unknown denominators were multiplied into this one.
    """

    numerator: str
    denominator: str | int = 1
    sure: bool = False
    weight: int = 0

    @property
    def known(self) -> int | None:
        """The denominator, where it is known."""
        return self.denominator if isinstance(self.denominator, int) else None

    @property
    def constant(self) -> Fraction | None:
        """The number itself, where it is known."""
        plain = self.numerator.removeprefix("-")
        return Fraction(int(self.numerator), self.denominator) if plain.isdigit() and self.known else None  # type: ignore[arg-type]


def constant(value: Fraction) -> Pair:
    """A number that is known."""
    return Pair(str(value.numerator), value.denominator, value >= 0)


ZERO = constant(Fraction(0))


def times(*factors: str | int) -> str:
    """Write a product; known factors are multiplied now."""
    known = 1
    unknown = []
    for each in factors:
        if isinstance(each, int) or each.removeprefix("-").isdigit():
            known *= int(each)
        else:
            unknown.append(each)
    if known == 0 or not unknown:
        return str(known)
    return " * ".join([*([str(known)] if known != 1 else []), *unknown])


class Pairs:
    """Writes the arithmetic of pairs.

    Args:
        source: Where the lines go.
    """

    def __init__(self, source: Source) -> None:
        self._source = source

    def named(self, numerator: str, denominator: str | int, *, sure: bool, weight: int = 0) -> Pair:
        """Give names to what was written of a pair, so that it is reckoned once."""
        found = self._name("n", numerator)
        if isinstance(denominator, int) or denominator.isdigit():
            return Pair(found, int(denominator), sure)
        return self.watched(Pair(found, self._name("d", denominator), sure, weight))

    def watched(self, pair: Pair) -> Pair:
        """Reduce a pair that may have grown, where it has."""
        if pair.weight <= HEAVY:
            return pair
        name, per = self._source.name("n"), self._source.name("d")
        own = f"{pair.numerator}, {pair.denominator}"
        self._source.line(f"{name}, {per} = reduced({own}) if {pair.denominator} > GROWN else ({own})")
        return Pair(name, per, pair.sure, 1)

    def _name(self, of: str, text: str) -> str:
        if text.isidentifier() or text.removeprefix("-").isdigit():
            return text
        name = self._source.name(of)
        self._source.line(f"{name} = {text}")
        return name

    def alike(self, pairs: Sequence[Pair]) -> tuple[list[str], str | int]:
        """Bring pairs to one denominator: their numerators, and that."""
        common = math.lcm(*(each.known for each in pairs if each.known))
        unknown = list(dict.fromkeys(each.denominator for each in pairs if not each.known))
        numerators = []
        for each in pairs:
            own = common // each.known if each.known else common
            others = [name for name in unknown if name != each.denominator]
            numerators.append(times(own, each.numerator, *others))
        whole = times(common, *unknown)
        return numerators, int(whole) if whole.isdigit() else whole

    def add(self, pairs: Sequence[Pair]) -> Pair:
        """Add."""
        numerators, denominator = self.alike(pairs)
        sure = all(each.sure for each in pairs)
        return self.named(" + ".join(numerators), denominator, sure=sure, weight=sum(each.weight for each in pairs))

    def subtract(self, left: Pair, right: Pair) -> Pair:
        """Subtract."""
        (first, second), denominator = self.alike([left, right])
        text = (
            first if second == "0" else f"{first} - {second}" if not second.startswith("-") else f"{first} - ({second})"
        )
        return self.named(text, denominator, sure=False, weight=left.weight + right.weight)

    def multiply(self, left: Pair, right: Pair) -> Pair:
        """Multiply."""
        if left.known and right.known:
            ratio = Fraction(1, left.known * right.known)
            for each in (left, right):
                if each.constant is not None:
                    ratio = ratio * abs(int(each.numerator)) if each.constant else Fraction(0)
            if ratio == 0:
                return ZERO
            signs = ["-1" for each in (left, right) if each.constant is not None and each.constant < 0]
            others = [each.numerator for each in (left, right) if each.constant is None]
            text = times(ratio.numerator, *signs, *others)
            return self.named(text, ratio.denominator, sure=left.sure and right.sure)
        return self.named(
            times(left.numerator, right.numerator),
            times(left.denominator, right.denominator),
            sure=left.sure and right.sure,
            weight=left.weight + right.weight,
        )

    def lesser(self, left: Pair, right: Pair, *, greater: bool = False) -> Pair:
        """The lesser of two, or the greater."""
        sign = ">" if greater else "<"
        (first, second), denominator = self.alike([left, right])
        sure = left.sure or right.sure if greater else left.sure and right.sure
        if left.known and right.known:
            first, second = self._name("n", first), self._name("n", second)
            return self.named(f"{first} if {first} {sign} {second} else {second}", denominator, sure=sure)
        numerator, per = self._source.name("n"), self._source.name("d")
        with self._source.block(f"if {first} {sign} {second}:"):
            self.assign(numerator, per, left)
        with self._source.block("else:"):
            self.assign(numerator, per, right)
        return Pair(numerator, per, sure, max(left.weight, right.weight))

    def assign(self, numerator: str, per: str, pair: Pair) -> None:
        """Let names stand for a pair."""
        self._source.line(f"{numerator}, {per} = {pair.numerator}, {pair.denominator}")

    def compared(self, left: Pair, sign: str, right: Pair) -> str:
        """Write how two compare."""
        (first, second), _ = self.alike([left, right])
        return f"{first} {sign} {second}"

    def quotient(self, above: str, below: str, *, sure: bool) -> Pair:
        """Write a quotient of two integers, the lower one not 0; ``sure`` says that neither is below 0."""
        numerator, per = self._source.name("n"), self._source.name("d")
        self._source.line(f"{numerator}, {per} = {above}, {below}")
        if not sure:
            with self._source.block(f"if {per} < 0:"):
                self._source.line(f"{numerator}, {per} = -{numerator}, -{per}")
        return Pair(numerator, per, sure)
