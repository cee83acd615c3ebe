"""Explanations in few bytes: what many have in common is kept once, each keeps its figures.

A line's text is cut at its figures: what is left is its pattern. Patterns with the tone and the number of lines below
are kept once in a table, and so is the sequence of patterns below each line of an indicator, a block. An explanation
is its patterns and blocks in order, and the figures that fill them.
"""

import re
from collections.abc import Iterator

import attrs

from lianbing.language import clean
from lianbing.reports.lines import Line

_FIGURE = re.compile(r"\d+(?:[./]\d+)*")
_OF_BLOCKS = 2

Pattern = tuple[str, int, tuple[str, ...]]
"""A tone, how many lines stand below, and the text around the figures."""


@attrs.frozen
class Compacting:
    """Takes explanations in, and keeps what they share.

    Attributes:
        patterns: The number of each pattern, in the order of their first use.
        blocks: The number of each block, likewise.
    """

    patterns: dict[Pattern, int] = attrs.field(factory=dict)
    blocks: dict[tuple[int, ...], int] = attrs.field(factory=dict)

    def compact(self, explanation: Line) -> list[object]:
        """Give an explanation as numbers of patterns and, below 0, of blocks; and its figures, apart by spaces."""
        figures: list[str] = []
        codes = list(self._codes(explanation, 0, figures))
        return [codes, " ".join(figures)]

    def tables(self) -> dict[str, object]:
        """Give what the explanations share."""
        patterns = [[tone, below, list(text)] for tone, below, text in self.patterns]
        return {"patterns": patterns, "blocks": [list(block) for block in self.blocks]}

    def _codes(self, line: Line, depth: int, figures: list[str]) -> Iterator[int]:
        if depth == _OF_BLOCKS:
            block = tuple(self._pattern(each, figures, kept=each.tone == "quiet") for each in line.walk())
            yield -1 - self.blocks.setdefault(block, len(self.blocks))
            return
        yield self._pattern(line, figures, kept=False)
        for part in line.parts:
            yield from self._codes(part, depth + 1, figures)

    def _pattern(self, line: Line, figures: list[str], *, kept: bool) -> int:
        """Give the number of a line's pattern; the figures of what the rulebook states are kept in it."""
        text = clean(line.text)
        if not kept:
            figures += _FIGURE.findall(text)
        pattern = (line.tone, len(line.parts), (text,) if kept else tuple(_FIGURE.split(text)))
        return self.patterns.setdefault(pattern, len(self.patterns))
