"""An explanation: a formula with the value that each of its nodes had, and nothing that was not evaluated."""

from collections.abc import Iterator
from fractions import Fraction

import attrs

from lianbing.formula.nodes import Node


@attrs.frozen
class Explanation:
    """What a node was worth, and why.

    Attributes:
        node: The node.
        value: Its value: a number, a yes/no, or what the evidence held (marks, a date, a word).
        parts: What its value was made of, in the order of evaluation; a branch not taken is not there.
        row: The index, from 0, of the row it was evaluated for, where it stands within a list.
    """

    node: Node
    value: object
    parts: tuple["Explanation", ...] = ()
    row: int | None = None

    @property
    def number(self) -> Fraction:
        """The value, where it is a number.

        Raises:
            TypeError: It is not.
        """
        if not isinstance(self.value, Fraction):
            raise TypeError(f"{type(self.node).__name__} has no number as its value")
        return self.value

    def walk(self) -> Iterator["Explanation"]:
        """Give this explanation and all below it, each before its parts."""
        yield self
        for part in self.parts:
            yield from part.walk()
