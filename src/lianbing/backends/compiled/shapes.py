"""Shapes in source: steps, tiers, bands and rounding of numbers that are written."""

from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, ROUND_UP
from fractions import Fraction

from lianbing.backends.compiled.pairs import Pair, Pairs, constant, times
from lianbing.backends.compiled.source import Source
from lianbing.formula.nodes import Band, Tiers


class Shapes:
    """Writes shapes.

    Args:
        source: Where the lines go.
        pairs: Writes arithmetic there.
    """

    def __init__(self, source: Source, pairs: Pairs) -> None:
        self._source = source
        self._pairs = pairs

    def steps(self, amount: Pair, size: Fraction, *, started: bool) -> Pair:
        """Write how many steps of a size an amount comes to; those that are begun, or those that are full."""
        above = times(size.denominator, amount.numerator)
        if not amount.sure:
            above = f"max({above}, 0)"
        below = times(size.numerator, amount.denominator)
        below = below if below.isalnum() else f"({below})"
        if above.isdigit() and below.isdigit():
            counted = int(above) // int(below) if not started else -(-int(above) // int(below))
            return constant(Fraction(counted))
        text = f"-(-({above}) // {below})" if started else f"{above} // {below}"
        return self._pairs.named(text, 1, sure=True)

    def tiers(self, inner: Pair, node: Tiers) -> Pair:
        """Write the figure of the tier that a number reaches."""
        figures = [constant(figure) for _, figure in node.tiers]
        numerators, denominator = self._pairs.alike([*figures, constant(node.otherwise)])
        name, sign = self._source.name("n"), ">" if node.above else ">="
        word = "if"
        for (start, _), numerator in reversed(list(zip(node.tiers, numerators, strict=False))):
            with self._source.block(f"{word} {self._pairs.compared(inner, sign, constant(start))}:"):
                self._source.line(f"{name} = {numerator}")
            word = "elif"
        with self._source.block("else:"):
            self._source.line(f"{name} = {numerators[-1]}")
        return Pair(name, denominator, all(each >= 0 for _, each in node.tiers) and node.otherwise >= 0)

    def band(self, value: Pair, baseline: Pair, node: Band) -> Pair:
        """Write the points of a band around a baseline."""
        source = self._source
        name, per = source.name("n"), source.name("d")
        most, width = node.most, node.high - node.low
        full, none = f"{name}, {per} = {most.numerator}, {most.denominator}", f"{name}, {per} = 0, 1"
        with source.block(f"if {baseline.numerator} == 0:"):
            with source.block(f"if {value.numerator} > 0:"):
                source.line(full)
            with source.block("else:"):
                source.line(none)
        with source.block("else:"):
            above = times(value.numerator, baseline.denominator, node.low.denominator)
            taken = times(node.low.numerator, baseline.numerator, value.denominator)
            if node.shape == "step":
                with source.block(f"if {above} >= {taken}:"):
                    source.line(full)
                with source.block("else:"):
                    source.line(none)
            else:
                whole = times(value.denominator, node.low.denominator, width.numerator, baseline.numerator)
                over = above if taken == "0" else f"({above} - {taken})"
                share = self._pairs.quotient(times(width.denominator, over), whole, sure=baseline.sure)
                with source.block(f"if {share.numerator} <= 0:"):
                    source.line(none)
                with source.block(f"elif {share.numerator} >= {share.denominator}:"):
                    source.line(full)
                with source.block("else:"):
                    above = times(most.numerator, share.numerator)
                    source.line(f"{name}, {per} = {above}, {times(most.denominator, share.denominator)}")
        return self._pairs.watched(Pair(name, per, most >= 0, value.weight + baseline.weight + 1))

    def rounded(self, inner: Pair, step: Fraction, mode: str) -> Pair:
        """Write a number rounded to a multiple of a step."""
        above, below = times(inner.numerator, step.denominator), times(inner.denominator, step.numerator)
        below = below if below.isalnum() else f"({below})"
        if below == "1":
            return self._pairs.named(times(above, step.numerator), step.denominator, sure=inner.sure)
        if mode == ROUND_FLOOR or (inner.sure and mode == ROUND_DOWN):
            text = f"({above}) // {below}"
        elif mode == ROUND_CEILING or (inner.sure and mode == ROUND_UP):
            text = f"-(-({above}) // {below})"
        elif inner.sure and mode == ROUND_HALF_UP:
            text = f"({times(2, above)} + {below}) // ({times(2, below)})"
        else:
            text = f"whole_steps({above}, {below}, {self._source.constant(mode)})"
        counted = self._pairs.named(text, 1, sure=inner.sure)
        return self._pairs.named(times(counted.numerator, step.numerator), step.denominator, sure=inner.sure)
