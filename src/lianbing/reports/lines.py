"""A report as lines that hold further lines, whatever shows them."""

from collections.abc import Iterator
from typing import Literal

import attrs

Tone = Literal["plain", "heading", "loss", "quiet"]
"""How a line is meant: shown in a colour on a terminal, and in none elsewhere."""


@attrs.frozen
class Line:
    """A line, and what belongs below it.

    Attributes:
        text: The line.
        parts: The lines below it.
        tone: How it is meant.
    """

    text: str
    parts: tuple["Line", ...] = ()
    tone: Tone = "plain"

    def walk(self) -> Iterator["Line"]:
        """Give this line and all below it, each before its parts."""
        yield self
        for part in self.parts:
            yield from part.walk()
