"""The operators: what signs make of the values beside them."""

from fractions import Fraction
from typing import cast

from lianbing.errors import nearest
from lianbing.formula.nodes import (
    Add,
    AllOf,
    AnyOf,
    Arithmetic,
    ChoiceFact,
    ChoiceIs,
    Chronology,
    Compare,
    CompareDays,
    Comparison,
    Condition,
    Constant,
    Fact,
    Multiply,
    Not,
    Number,
    Ratio,
    Subtract,
)
from lianbing.formula.text.reader import ZERO, Inside, Reader
from lianbing.formula.text.source import FormulaError, Span, cited
from lianbing.formula.text.syntax import Chain, Comparing, Joined, Link, Negative, OneOf
from lianbing.formula.text.values import CHOICE, YES_NO, Value, kind_of


def negative(reader: Reader, expression: Negative, inside: Inside) -> Number:
    """Take the opposite of what follows the sign."""
    return opposite(reader.number(expression.operand, inside))


def opposite(value: Number) -> Number:
    """Take the opposite of a value, of a constant as another constant."""
    return Constant(-value.value) if isinstance(value, Constant) else Subtract(ZERO, value)


def chain(reader: Reader, expression: Chain, inside: Inside) -> Number:
    """Add and subtract, or multiply and divide, from left to right; what is added in a row is one sum."""
    terms = [reader.number(expression.first, inside)]
    for link in expression.links:
        operand = reader.number(link.operand, inside)
        if link.sign == "+":
            terms.append(operand)
        elif link.sign == "-":
            terms = [_difference(_sum(terms), operand)]
        elif link.sign == "*":
            terms = [_product(terms[0], operand)]
        else:
            terms = [_quotient(reader, terms[0], operand, link, inside)]
    return _sum(terms)


def _sum(terms: list[Number]) -> Number:
    if len(terms) == 1:
        return terms[0]
    constants = [each.value for each in terms if isinstance(each, Constant)]
    return Constant(sum(constants, Fraction(0))) if len(constants) == len(terms) else Add(tuple(terms))


def _difference(left: Number, right: Number) -> Number:
    if isinstance(left, Constant) and isinstance(right, Constant):
        return Constant(left.value - right.value)
    return Subtract(left, right)


def _product(left: Number, right: Number) -> Number:
    if isinstance(left, Constant) and isinstance(right, Constant):
        return Constant(left.value * right.value)
    return Multiply(left, right)


def _quotient(reader: Reader, left: Number, right: Number, link: Link, inside: Inside) -> Number:
    if link.otherwise is not None:
        return Ratio(left, right, reader.number(link.otherwise, inside))
    if isinstance(right, Constant) and right.value == 0:
        raise reader.source.wrong(link.operand.span, "除数是 0", "this divides by 0")
    if isinstance(right, Constant):
        return Constant(left.value / right.value) if isinstance(left, Constant) else Ratio(left, right, ZERO)
    if isinstance(right, Fact) and right.domain.least is not None and right.domain.least > 0:
        return Ratio(left, right, ZERO)
    raise reader.source.wrong(
        link.operand.span,
        "除数可能为 0，须写明此时的值：a / b otherwise 0",
        "what this divides by may be 0; say what it is worth then: a / b otherwise 0",
    )


def joined(reader: Reader, expression: Joined, inside: Inside) -> Condition:
    """Join conditions; what ``and``, or ``or``, joins in a row is one condition."""
    conditions = tuple(reader.condition(each, inside) for each in expression.parts)
    return AllOf(conditions) if expression.sign == "and" else AnyOf(conditions)


def comparing(reader: Reader, expression: Comparing, inside: Inside) -> Condition:
    """Compare two numbers, two days, or a choice with a text.

    Raises:
        FormulaError: What stands on the two sides cannot be compared.
    """
    left, right = reader.read(expression.left, inside), reader.read(expression.right, inside)
    made = _same(expression.sign, left, right)
    if made is not None:
        return made
    match left, right:
        case (ChoiceFact() as choice, str() as text) | (str() as text, ChoiceFact() as choice):
            if expression.sign not in ("==", "!="):
                raise reader.source.wrong(
                    expression.span, "文字只能用 ==、!= 或 in 比较", "texts are compared by ==, != or in alone"
                )
            said = expression.left if isinstance(left, str) else expression.right
            found = is_word(reader, choice, text, said.span)
            return found if expression.sign == "==" else Not(found)
        case _:
            raise _incomparable(reader, expression, left, right)


def _same(sign: str, left: Value, right: Value) -> Condition | None:
    """Compare two of a kind that has an order; None where they are not."""
    if sign in ("==", "!="):
        low, high = _same(">=", left, right), _same("<=", left, right)
        if low is None or high is None:
            return None
        return AllOf((low, high)) if sign == "==" else Not(AllOf((low, high)))
    ordered = cast("Comparison", sign)
    if isinstance(left, Arithmetic) and isinstance(right, Arithmetic):
        return Compare(left, ordered, right)
    if isinstance(left, Chronology) and isinstance(right, Chronology):
        return CompareDays(left, ordered, right)
    return None


def _incomparable(reader: Reader, expression: Comparing, left: Value, right: Value) -> FormulaError:
    one, other = kind_of(left), kind_of(right)
    if YES_NO in (one, other):
        return reader.source.wrong(
            expression.span,
            "“是或否”不用比较，直接写条件，或在前面写 not",
            "a yes/no is not compared: write it alone, or not before it",
        )
    return reader.source.wrong(
        expression.span,
        f"{one.zh}不能与{other.zh}比较：只能比较两个数字、两个日期，或一个选项与一个文字",
        f"{one.en} is not compared with {other.en}: compare two numbers, two days, or a choice with a text",
    )


def one_of(reader: Reader, expression: OneOf, inside: Inside) -> Condition:
    """Tell whether a choice is one of some words."""
    found = reader.read(expression.left, inside)
    if not isinstance(found, ChoiceFact):
        raise reader.mismatch(expression.left, CHOICE, found)
    tests = tuple(is_word(reader, found, each.text, each.span) for each in expression.options)
    return tests[0] if len(tests) == 1 else AnyOf(tests)


def is_word(reader: Reader, choice: ChoiceFact, text: str, span: Span) -> ChoiceIs:
    """Tell whether a choice is a word.

    Raises:
        FormulaError: It never is.
    """
    if choice.options and text not in choice.options:
        options = [cited(each) for each in choice.options[:12]]
        more = "…" if len(choice.options) > 12 else ""
        raise reader.source.wrong(
            span,
            f"{choice.name} 没有选项{cited(text)}，只有：{'、'.join(options)}{more}",
            f"{choice.name} is never {cited(text)}; it is one of {', '.join(options)}{more}",
            suggestion=nearest(text, choice.options),
        )
    return ChoiceIs(choice, text)
