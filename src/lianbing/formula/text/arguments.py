"""Words and what they are given: each word says what it takes, and a call is held to that before it has a meaning."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Literal

import attrs

from lianbing.errors import nearest
from lianbing.formula.nodes import AllOf, AnyOf, Condition, Constant, Day, Number
from lianbing.formula.text.reader import Inside, Reader
from lianbing.formula.text.source import FormulaError, cited
from lianbing.formula.text.syntax import Argument, Call, Expression, Name
from lianbing.formula.text.values import TEXT, Value
from lianbing.language import Bilingual


@attrs.frozen(kw_only=True)
class Word:
    """A word of the language.

    Attributes:
        name: The word.
        signature: How it is written, with all that it takes.
        meaning: What it gives.
        example: A text that uses it.
        build: Makes the value of a call; None for what is no call, such as ``and``.
        plain: How many values it takes in order, at least and at most; None is no limit.
        named: What it takes by name.
        needed: What of that must be given.
        listed: What it takes as a list of ``a: b``: figures, options of a choice, or parts with a maximum.
        reach: Whether it goes over the rows of a list, or over the cohort.
    """

    name: str
    signature: str
    meaning: Bilingual
    example: str
    build: "Callable[[Arguments], Value] | None" = None
    plain: tuple[int, int | None] = (0, 0)
    named: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    listed: Literal["", "figures", "options", "parts"] = ""
    reach: Literal["", "rows", "cohort"] = ""


@attrs.frozen
class Arguments:
    """What a call gives a word, read when the word asks for it.

    Attributes:
        reader: Reads it.
        word: The word.
        call: The call.
        inside: What the call stands within.
        plain: The values in order.
        named: The values by name.
        listed: The list of ``a: b``.
    """

    reader: Reader
    word: Word
    call: Call
    inside: Inside
    plain: tuple[Expression, ...]
    named: Mapping[str, Expression]
    listed: tuple[Argument, ...]

    def within(self) -> Inside:
        """Give what stands within the word: the facts of a row, or what each of the cohort has."""
        if self.word.reach == "rows":
            return attrs.evolve(self.inside, rows=self.word.name, facts=True)
        return attrs.evolve(self.inside, cohort=self.word.name, facts=False)

    def expression(self, which: int | str) -> Expression:
        """Give what stands at a place, or under a name."""
        return self.plain[which] if isinstance(which, int) else self.named[which]

    def number(self, which: int | str, otherwise: Number | None = None) -> Number:
        """Read a number; what is not given by name is worth ``otherwise``."""
        if otherwise is not None and which not in self.named:
            return otherwise
        return self.reader.number(self.expression(which), self.inside)

    def numbers(self) -> tuple[Number, ...]:
        """Read all values in order as numbers."""
        return tuple(self.reader.number(each, self.inside) for each in self.plain)

    def condition(self, which: int | str) -> Condition:
        """Read a yes/no."""
        return self.reader.condition(self.expression(which), self.inside)

    def day(self, which: int) -> Day:
        """Read a day."""
        return self.reader.day(self.expression(which), self.inside)

    def value(self, which: int) -> Value:
        """Read a value of whatever kind."""
        return self.reader.read(self.expression(which), self.inside)

    def constant(self, which: int | str, otherwise: Fraction | None = None) -> Fraction:
        """Read a number that does not depend on facts."""
        if otherwise is not None and which not in self.named:
            return otherwise
        return self.constant_of(self.expression(which))

    def constant_of(self, expression: Expression) -> Fraction:
        """Read an expression whose value does not depend on facts."""
        found = self.reader.number(expression, self.inside)
        if not isinstance(found, Constant):
            raise self.wrong(
                expression,
                "此处须是规则写定的数，不能随事实而变",
                "expected a number that the rulebook states, not one that depends on facts",
            )
        return found.value

    def above_zero(self, expression: Expression) -> Fraction:
        """Read a stated number above 0."""
        found = self.constant_of(expression)
        if found <= 0:
            raise self.wrong(expression, "此处的数须大于 0", "expected a number above 0")
        return found

    def most(self) -> Fraction:
        """Read ``most=``; what is not said is the criterion's maximum."""
        if "most" in self.named:
            return self.constant("most")
        if self.reader.names.most is None:
            raise self.wrong(
                self.call,
                f"此处没有满分，{self.word.name} 须写 most=…",
                f"there is no maximum here; {self.word.name} needs most=…",
            )
        return self.reader.names.most

    def flag(self, which: str) -> bool:
        """Read ``true`` or ``false``; what is not given is false."""
        if which not in self.named:
            return False
        found = self.condition(which)
        if found not in (AllOf(()), AnyOf(())):
            raise self.wrong(self.expression(which), "此处须是 true 或 false", "expected true or false")
        return found == AllOf(())

    def text(self, which: int | str) -> str:
        """Read a text in quotation marks."""
        expression = self.expression(which)
        found = self.reader.read(expression, self.inside)
        if not isinstance(found, str):
            raise self.reader.mismatch(expression, TEXT, found)
        return found

    def one_of(self, which: str, words: Sequence[str], otherwise: str = "") -> str:
        """Read a text that is one of some words; what is not given is ``otherwise``."""
        if otherwise and which not in self.named:
            return otherwise
        found = self.text(which)
        if found not in words:
            raise self.reader.source.wrong(
                self.expression(which).span,
                f"{which} 没有{cited(found)}，只有：{'、'.join(map(cited, words))}",
                f"{which} is never {cited(found)}; it is one of {', '.join(map(cited, words))}",
                suggestion=nearest(found, words),
            )
        return found

    def wrong(self, at: Expression, zh: str, en: str) -> FormulaError:
        """Say what is wrong with an expression."""
        return self.reader.source.wrong(at.span, zh, en)


def called(word: Word, reader: Reader, call: Call, inside: Inside) -> Value:
    """Give the value of a call.

    Raises:
        FormulaError: The word cannot stand here, or is not given what it takes.
    """
    outer = {"": "", "rows": inside.rows, "cohort": inside.cohort}[word.reach]
    if outer:
        raise reader.nested(call.word, outer)
    assert word.build is not None
    return word.build(_sorted(word, reader, call, inside))


def _sorted(word: Word, reader: Reader, call: Call, inside: Inside) -> Arguments:
    plain: list[Expression] = []
    named: dict[str, Expression] = {}
    listed: list[Argument] = []
    for each in call.arguments:
        if _is_listed(word, each):
            listed.append(each)
        elif each.key is None:
            plain.append(each.value)
        elif each.key.text in named:
            shown = cited(each.key.text)
            raise reader.source.wrong(each.key.span, f"{shown}写了两次", f"{shown} stands twice")
        else:
            named[each.key.text] = each.value
    for why in _faults(word, reader, call, len(plain), named):
        raise why
    for each in listed:
        _check_listed(word, reader, each)
    if word.listed and not listed:
        raise _short(word, reader, call)
    return Arguments(reader, word, call, inside, tuple(plain), named, tuple(listed))


def _is_listed(word: Word, argument: Argument) -> bool:
    if argument.key is None:
        return argument.before is not None
    return word.listed == "options" and not (isinstance(argument.key, Name) and argument.key.text in word.named)


def _check_listed(word: Word, reader: Reader, argument: Argument) -> None:
    """Refuse a colon, or an ``of``, that the word does not take; and a part without its maximum."""
    span = argument.value.span if argument.before is None else argument.before.span.to(argument.value.span)
    if not word.listed:
        raise reader.source.wrong(
            span, f"{word.name} 中没有冒号：{word.signature}", f"there are no colons in {word.signature}"
        )
    if argument.of is not None and word.listed != "parts":
        raise reader.source.wrong(
            argument.of.span, f"{word.name} 中没有 of：{word.signature}", f"there is no “of” in {word.signature}"
        )
    if argument.of is None and word.listed == "parts":
        raise reader.source.wrong(
            span, "每一部分须写明满分：条件: 得分 of 满分", "each part says its maximum: condition: points of most"
        )


def _faults(
    word: Word, reader: Reader, call: Call, count: int, named: Mapping[str, Expression]
) -> Iterator[FormulaError]:
    keys = {each.key.text: each.key.span for each in call.arguments if each.key is not None}
    for name in named:
        if name not in word.named:
            zh, en = (
                f"{word.name} 没有{cited(name)}：{word.signature}",
                f"there is no {cited(name)} in {word.signature}",
            )
            near = nearest(name, word.named)
            if near is None:
                zh, en = f"{zh}；比较请写 ==", f"{en}; to compare, write =="
            yield reader.source.wrong(keys[name], zh, en, suggestion=near)
    least, most = word.plain
    if count < least or (most is not None and count > most) or any(each not in named for each in word.needed):
        yield _short(word, reader, call)


def _short(word: Word, reader: Reader, call: Call) -> FormulaError:
    return reader.source.wrong(
        call.span, f"{word.name} 应写作 {word.signature}", f"{word.name} is written {word.signature}"
    )
