"""Text of a rulebook to nodes of the language, and nodes to text."""

from lianbing.formula.nodes import Condition, Number
from lianbing.formula.text.arguments import Word
from lianbing.formula.text.meaning import TextReader
from lianbing.formula.text.parsing import parse
from lianbing.formula.text.reader import Inside
from lianbing.formula.text.scope import Scope
from lianbing.formula.text.source import FormulaError, Source
from lianbing.formula.text.words import RESERVED, WORDS
from lianbing.formula.text.writing import write

__all__ = ["RESERVED", "WORDS", "FormulaError", "Scope", "Word", "read_condition", "read_number", "write"]


def read_number(text: str, scope: Scope) -> Number:
    """Read a number.

    Raises:
        FormulaError: The text is none.
    """
    source = Source(text)
    return TextReader(source, scope).number(parse(source), Inside())


def read_condition(text: str, scope: Scope) -> Condition:
    """Read a yes/no.

    Raises:
        FormulaError: The text is none.
    """
    source = Source(text)
    return TextReader(source, scope).condition(parse(source), Inside())
