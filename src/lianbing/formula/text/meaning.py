"""Meaning: from the syntax of a text to nodes, piece by piece."""

from typing import assert_never

from lianbing.errors import nearest
from lianbing.formula.nodes import Constant, FixedDay, Not
from lianbing.formula.text import lookup, operators
from lianbing.formula.text.arguments import called
from lianbing.formula.text.reader import Inside, Reader
from lianbing.formula.text.source import FormulaError, cited
from lianbing.formula.text.syntax import (
    Call,
    Chain,
    Comparing,
    Expression,
    Figure,
    Inverse,
    Joined,
    Name,
    Negative,
    OneOf,
    Quoted,
    RowName,
    WrittenDay,
)
from lianbing.formula.text.values import Value
from lianbing.formula.text.words import WORDS


class TextReader(Reader):
    """Reads one text with all words of the language."""

    def read(self, expression: Expression, inside: Inside) -> Value:
        """Read a value of whatever kind; each is held to the bounds before anything is built on it."""
        match expression:
            case Quoted(text=text):
                return text
            case Name():
                return self._named(expression, inside)
            case RowName():
                return lookup.row_fact(self, expression, inside)
            case Call():
                return self.bounded(self._called(expression, inside), expression.span)
            case Figure() | WrittenDay() | Negative() | Inverse() | Chain() | Joined() | Comparing() | OneOf():
                return self.bounded(self._operation(expression, inside), expression.span)
            case _ as never:
                assert_never(never)

    def _operation(
        self,
        expression: Figure | WrittenDay | Negative | Inverse | Chain | Joined | Comparing | OneOf,
        inside: Inside,
    ) -> Value:
        match expression:
            case Figure(value=number):
                return Constant(number)
            case WrittenDay(value=day):
                return FixedDay(day)
            case Negative():
                return operators.negative(self, expression, inside)
            case Inverse(operand=operand):
                return Not(self.condition(operand, inside))
            case Chain():
                return operators.chain(self, expression, inside)
            case Joined():
                return operators.joined(self, expression, inside)
            case Comparing():
                return operators.comparing(self, expression, inside)
            case OneOf():
                return operators.one_of(self, expression, inside)
            case _ as never:
                assert_never(never)

    def _named(self, name: Name, inside: Inside) -> Value:
        found = lookup.named(self, name, inside)
        if found is not None:
            return found
        word = WORDS.get(name.text)
        if word is not None and word.build is not None:
            zh, en = (
                f"{cited(name.text)}须带括号：{word.signature}",
                f"{cited(name.text)} needs brackets: {word.signature}",
            )
            raise self.source.wrong(name.span, zh, en)
        raise lookup.unknown(self, name)

    def _called(self, call: Call, inside: Inside) -> Value:
        word = WORDS.get(call.word.text)
        if word is not None and word.build is not None:
            return called(word, self, call, inside)
        raise self._no_word(call.word)

    def _no_word(self, name: Name) -> FormulaError:
        shown = cited(name.text)
        if name.text in self.names.known():
            return self.source.wrong(name.span, f"{shown}之后不用括号", f"{shown} takes no brackets")
        near = nearest(name.text, [word.name for word in WORDS.values() if word.build is not None])
        zh, en = f"公式语言没有{shown}这个词", f"the language has no word {shown}"
        return self.source.wrong(name.span, zh, en, suggestion=near)
