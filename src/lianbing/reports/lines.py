"""A report as lines that hold further lines, whatever shows them."""

from collections.abc import Iterable, Iterator
from typing import Literal

import attrs

from lianbing.errors import Fault, Severity
from lianbing.language import Language

Tone = Literal["plain", "heading", "loss", "quiet", "doubt", "gain", "quoted"]
"""How a line is meant: shown in a colour on a terminal; what is quoted keeps its blanks everywhere."""

_TONES: dict[Severity, Tone] = {Severity.ERROR: "loss", Severity.WARNING: "doubt", Severity.NOTE: "plain"}


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


BLANK = Line("")
"""What keeps the parts of a report apart on a screen."""


def fault_lines(found: Iterable[Fault], language: Language) -> Iterator[Line]:
    """Give faults as lines; one about a formula shows the place in it below."""
    for each in found:
        said, *excerpt = each.lines(language)
        yield Line(said, tone=_TONES[each.severity])
        yield from (Line(line, tone="quoted") for line in excerpt)
