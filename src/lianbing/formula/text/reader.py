"""The reader as operators and words see it: it reads what stands below them, as the kind that they expect."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from fractions import Fraction

import attrs

from lianbing.formula.nodes import Arithmetic, Chronology, Condition, Constant, Day, Logic, Number
from lianbing.formula.text.measures import DEEPEST_NODES, MOST_NODES, Measure, Measures
from lianbing.formula.text.names import Names
from lianbing.formula.text.source import FormulaError, Source, Span, cited
from lianbing.formula.text.syntax import Expression, Name, RowName
from lianbing.formula.text.values import DAY, HINTS, NUMBER, YES_NO, Value, kind_of
from lianbing.language import Bilingual

LARGEST = 10**40
"""Below this are the numerator and the denominator of every constant: no text can make a number without end."""

ZERO = Constant(Fraction(0))
ONE = Constant(Fraction(1))


@attrs.frozen
class Inside:
    """What a piece of text stands within.

    Attributes:
        rows: The word that goes over a list, if any: no other can stand within it.
        cohort: The word that asks the cohort, if any: no other can stand within it.
        facts: Whether the facts of a row can be read.
    """

    rows: str = ""
    cohort: str = ""
    facts: bool = False


class Reader(ABC):
    """Reads one text.

    Args:
        source: The text.
        names: What its names stand for.
    """

    def __init__(self, source: Source, names: Names) -> None:
        self.source = source
        self.names = names
        self.measures = Measures()

    @abstractmethod
    def read(self, expression: Expression, inside: Inside) -> Value:
        """Read a value of whatever kind."""

    def number(self, expression: Expression, inside: Inside) -> Number:
        """Read a number."""
        found = self.read(expression, inside)
        if not isinstance(found, Arithmetic):
            raise self.mismatch(expression, NUMBER, found)
        return found

    def condition(self, expression: Expression, inside: Inside) -> Condition:
        """Read a yes/no."""
        found = self.read(expression, inside)
        if not isinstance(found, Logic):
            raise self.mismatch(expression, YES_NO, found)
        return found

    def day(self, expression: Expression, inside: Inside) -> Day:
        """Read a day."""
        found = self.read(expression, inside)
        if not isinstance(found, Chronology):
            raise self.mismatch(expression, DAY, found)
        return found

    def mismatch(self, expression: Expression, expected: Bilingual, found: Value) -> FormulaError:
        """Say that a value is of another kind than it should be."""
        kind = kind_of(found)
        zh, en = f"此处应为{expected.zh}，实为{kind.zh}", f"expected {expected.en}, found {kind.en}"
        if isinstance(expression, Name | RowName):
            name = cited(self.source.text[expression.span.start : expression.span.end])
            zh, en = f"此处应为{expected.zh}，{name}是{kind.zh}", f"expected {expected.en}, but {name} is {kind.en}"
        hint = HINTS.get((expected, kind))
        if hint is not None:
            zh, en = f"{zh}；{hint.zh}", f"{en}; {hint.en}"
        return self.source.wrong(expression.span, zh, en)

    def nested(self, inner: Name, outer: str) -> FormulaError:
        """Say that two words that go over many things stand one within the other."""
        return self.source.wrong(
            inner.span,
            f"{cited(inner.text)}不能写在 {outer}(…) 之内：两者都要遍历列表或各候选对象",
            f"{cited(inner.text)} cannot stand within {outer}(…): both go over many rows or candidates",
        )

    def measured(self, *values: Value | None) -> Iterable[Measure]:
        """Measure values; a text, or nothing, has no measure."""
        return [self.measures.of(each) for each in values if each is not None and not isinstance(each, str)]

    def bounded(self, value: Value, span: Span) -> Value:
        """Refuse a value that is larger or deeper than a formula can be."""
        if isinstance(value, str):
            return value
        measure = self.measures.of(value)
        if measure.size > MOST_NODES:
            raise self.source.wrong(
                span,
                f"公式太大：所用的部分展开后超过 {MOST_NODES} 项",
                f"the formula is too large: more than {MOST_NODES} nodes, with the parts that it uses",
            )
        if measure.depth > DEEPEST_NODES:
            raise self.source.wrong(
                span,
                f"公式太深：所用的部分展开后超过 {DEEPEST_NODES} 层",
                f"the formula is too deep: more than {DEEPEST_NODES} nodes one below the other",
            )
        if isinstance(value, Constant) and max(abs(value.value.numerator), value.value.denominator) >= LARGEST:
            raise self.source.wrong(span, "这个数的位数太多", "this number has too many digits")
        return value
