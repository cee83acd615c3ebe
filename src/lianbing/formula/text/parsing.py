"""The parser: from the tokens of a text to its syntax, by the precedence of its signs."""

from datetime import date
from fractions import Fraction
from typing import Literal

import attrs

from lianbing.formula.text.source import FormulaError, Source, Span, cited
from lianbing.formula.text.syntax import (
    Argument,
    Call,
    Chain,
    Comparing,
    Expression,
    Figure,
    Inverse,
    Joined,
    Link,
    Name,
    Negative,
    OneOf,
    Quoted,
    RowName,
    WrittenDay,
)
from lianbing.formula.text.tokens import Token, tokens

DEEPEST_BRACKETS = 60
"""How many brackets, words and prefixes may stand one within the other."""

_DEEPEST = 2 * DEEPEST_BRACKETS + 8  # what an operator holds is a level too: this keeps recursion small

OR, AND, NOT, COMPARISON, SUM, PRODUCT, PREFIX = range(1, 8)
"""How strongly signs bind what stands beside them, the weakest first."""

COMPARISONS = (">", ">=", "<", "<=", "==", "!=")
KEYWORDS = frozenset({"and", "or", "not", "in", "otherwise", "of"})

_LEVELS = {
    "or": OR,
    "and": AND,
    "in": COMPARISON,
    **dict.fromkeys(COMPARISONS, COMPARISON),
    **dict.fromkeys("+-", SUM),
    **dict.fromkeys("*/", PRODUCT),
}
_HINTS = {
    "=": ("比较是否相等请写 ==", "write == to compare"),
    "otherwise": (
        "otherwise 只跟在除法之后：a / b otherwise 0",
        "otherwise stands only after a division: a / b otherwise 0",
    ),
    "of": ("of 只用于 share_of_applicable", "of stands only in share_of_applicable"),
    ":": ("冒号只用于 tiers、pick、share_of_applicable", "a colon stands only in tiers, pick and share_of_applicable"),
    "[": ('方括号只跟在 in 之后：kind in ["a", "b"]', 'brackets [ ] stand only after in: kind in ["a", "b"]'),
}


def parse(source: Source) -> Expression:
    """Give the syntax of a text.

    Raises:
        FormulaError: The text is not put together as a formula is.
    """
    return _Parser(source).whole()


class _Parser:
    """Reads tokens from left to right; every loop takes a token, and every recursion is counted.

    The counts need no undoing after an error, which ends the whole reading.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.tokens = tokens(source)
        self.index = 0
        self.brackets = 0
        self.depth = 0

    @property
    def next(self) -> Token:
        return self.tokens[self.index]

    def whole(self) -> Expression:
        if self.tokens[0].kind == "end":
            raise self.source.wrong(self.next.span, "公式是空的", "the formula is empty")
        found = self.expression(OR)
        if self.next.kind != "end":
            raise self.unexpected("此处应为运算符或公式的结尾", "expected an operator or the end of the formula")
        return found

    def expression(self, level: int) -> Expression:
        """Read what binds at least as strongly as ``level``."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self.too_deep(self.next)
        found = self.operand()
        while (sign := self.level()) >= level:
            if sign in (OR, AND):
                found = self.joined(found, sign)
            elif sign == COMPARISON:
                found = self.comparing(found)
            else:
                found = self.chain(found, sign)
        self.depth -= 1
        return found

    def level(self) -> int:
        """Tell how strongly the next token binds; 0 where it is no operator."""
        return _LEVELS.get(self.next.text, 0)

    def joined(self, first: Expression, level: int) -> Expression:
        sign: Literal["and", "or"] = "or" if level == OR else "and"
        parts = [first]
        while self.level() == level:
            self.take()
            parts.append(self.expression(level + 1))
        return Joined(first.span.to(parts[-1].span), sign, tuple(parts))

    def comparing(self, left: Expression) -> Expression:
        sign = self.take()
        found: Expression
        if sign.text == "in":
            options, end = self.options()
            found = OneOf(left.span.to(end), left, options)
        else:
            right = self.expression(SUM)
            found = Comparing(left.span.to(right.span), left, sign.text, right)
        if self.level() == COMPARISON:
            raise self.source.wrong(
                self.next.span,
                "比较不能连写，请用 and 连接，如 0 < x and x < 5",
                "comparisons do not run on; join two by and, as in 0 < x and x < 5",
            )
        return found

    def options(self) -> tuple[tuple[Quoted, ...], Span]:
        """Read a list of texts in brackets."""
        self.expect("[", 'in 之后应为方括号中的文字，如 in ["a", "b"]', 'expected texts in brackets, as in ["a", "b"]')
        found = [self.quoted()]
        while self.took(","):
            found.append(self.quoted())
        end = self.expect("]", "此处应为 , 或 ]", "expected “,” or “]”")
        return tuple(found), end.span

    def quoted(self) -> Quoted:
        if self.next.kind != "text":
            raise self.unexpected("此处应为引号中的文字", "expected a text in quotation marks")
        token = self.take()
        return Quoted(token.span, str(token.value))

    def chain(self, first: Expression, level: int) -> Expression:
        links: list[Link] = []
        end = first.span
        while self.level() == level:
            sign = self.take().text
            operand = self.expression(level + 1)
            otherwise = self.expression(PREFIX) if sign == "/" and self.took("otherwise") else None
            links.append(Link(sign, operand, otherwise))
            end = (otherwise or operand).span
        return Chain(first.span.to(end), first, tuple(links))

    def operand(self) -> Expression:
        """Read one value: a literal, a name, a word with what it is given, a bracket, or a prefix and its operand."""
        token = self.next
        if token.text == "(":
            return self.bracket()
        if token.text in ("-", "+", "not"):
            return self.prefixed()
        if token.kind == "name" and token.text not in KEYWORDS:
            return self.named()
        match token.value:
            case Fraction() as number if token.kind == "number":
                return Figure(self.take().span, number)
            case date() as day if token.kind == "day":
                return WrittenDay(self.take().span, day)
            case str() as text if token.kind == "text":
                return Quoted(self.take().span, text)
            case _:
                raise self.unexpected("此处应为一个值", "expected a value")

    def bracket(self) -> Expression:
        start = self.take()
        self.deeper(start)
        inner = self.expression(OR)
        end = self.expect(")", "此处应为运算符或右括号", "expected an operator or “)”")
        self.brackets -= 1
        return attrs.evolve(inner, span=start.span.to(end.span))

    def prefixed(self) -> Expression:
        sign = self.take()
        if sign.text == "+":
            raise self.source.wrong(sign.span, "正号可以省去", "a plus sign stands between two values")
        self.deeper(sign)
        inner = self.expression(NOT if sign.text == "not" else PREFIX)
        self.brackets -= 1
        made = Inverse if sign.text == "not" else Negative
        return made(sign.span.to(inner.span), inner)

    def named(self) -> Expression:
        name = self.name()
        if self.next.text == "(":
            return self.call(name)
        if not self.took("."):
            return name
        if self.next.kind != "name":
            raise self.unexpected("点号之后应为列表中一项的事实名", "expected the name of a fact after the point")
        fact = self.name()
        return RowName(name.span.to(fact.span), name, fact)

    def name(self) -> Name:
        token = self.take()
        return Name(token.span, token.text)

    def call(self, word: Name) -> Expression:
        self.deeper(self.take())
        arguments: list[Argument] = []
        if self.next.text != ")":
            arguments.append(self.argument())
            while self.took(","):
                arguments.append(self.argument())
        end = self.expect(
            ")", f"{cited(word.text)}的括号中，此处应为 , 或 )", f"expected “,” or “)” in {cited(word.text)}"
        )
        self.brackets -= 1
        return Call(word.span.to(end.span), word, tuple(arguments))

    def argument(self) -> Argument:
        key: Name | Quoted | None = None
        after = self.tokens[min(self.index + 1, len(self.tokens) - 1)]
        if self.next.kind in ("name", "text") and after.text == "=":
            key = self.quoted() if self.next.kind == "text" else self.name()
            self.take()
        first = self.expression(OR)
        if key is not None or not self.took(":"):
            return Argument(first, key)
        value = self.expression(OR)
        of = self.expression(OR) if self.took("of") else None
        return Argument(value, None, first, of)

    # Steps ----------------------------------------------------------------------------------------------------------

    def take(self) -> Token:
        token = self.next
        self.index += token.kind != "end"
        return token

    def took(self, text: str) -> bool:
        """Take the next token where it is this one."""
        if self.next.text != text:
            return False
        self.take()
        return True

    def expect(self, text: str, zh: str, en: str) -> Token:
        token = self.next
        if not self.took(text):
            raise self.unexpected(zh, en)
        return token

    def deeper(self, at: Token) -> None:
        """Enter a bracket, a word or a prefix."""
        self.brackets += 1
        if self.brackets > DEEPEST_BRACKETS:
            raise self.too_deep(at)

    def too_deep(self, at: Token) -> FormulaError:
        return self.source.wrong(
            at.span,
            f"嵌套超过 {DEEPEST_BRACKETS} 层，请把其中一部分另起名字",
            f"nested deeper than {DEEPEST_BRACKETS}; give a part of it a name of its own",
        )

    def unexpected(self, zh: str, en: str) -> FormulaError:
        token = self.next
        if token.kind == "end":
            return self.source.wrong(token.span, f"{zh}，公式却到此结束", f"{en}, but the formula ends here")
        if token.text in _HINTS:
            return self.source.wrong(token.span, *_HINTS[token.text])
        found = cited(self.source.text[token.span.start : token.span.end])
        return self.source.wrong(token.span, f"{zh}，实为 {found}", f"{en}, found {found}")
