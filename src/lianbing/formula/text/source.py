"""A text that is read, stretches of it, and the error that says what is wrong with one."""

import attrs

from lianbing.errors import Excerpt
from lianbing.formula.scheme import ParameterError
from lianbing.language import Bilingual


class FormulaError(ParameterError):
    """A text that is no formula; the excerpt shows the stretch that is wrong."""


@attrs.frozen
class Span:
    """A stretch of a text.

    Attributes:
        start: Where it begins, counted in characters from 0.
        end: The first character after it.
    """

    start: int
    end: int

    def to(self, other: "Span") -> "Span":
        """Give the stretch from here to the end of another."""
        return Span(self.start, other.end)


@attrs.frozen
class Source:
    """The whole text of a formula."""

    text: str

    def wrong(self, span: Span, zh: str, en: str, *, suggestion: str | None = None) -> FormulaError:
        """Say what is wrong with a stretch."""
        excerpt = Excerpt(self.text, span.start, span.end)
        return FormulaError(Bilingual(zh, en), suggestion=suggestion, excerpt=excerpt)


def cited(text: str) -> str:
    """Quote a piece of the user's text, in one short line with nothing that upsets a terminal.

    >>> cited("honours")
    '“honours”'
    """
    printable = "".join(letter if letter.isprintable() else "�" for letter in text[:41])
    return f"“{printable if len(text) <= 40 else printable[:39] + '…'}”"
