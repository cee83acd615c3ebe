"""Tokens: the figures, names, texts and signs that a text is made of, each with its place."""

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Literal

import attrs

from lianbing.formula.text.source import FormulaError, Source, Span, cited

LONGEST_TEXT = 10_000
"""How many characters a text can have."""

MOST_DIGITS = 20
"""How many digits a number can have before its point, and after it."""


@attrs.frozen
class Token:
    """A piece of a text.

    Attributes:
        kind: What it is; the last token of every text is its end.
        text: The piece, with the punctuation of Chinese input as its ASCII counterpart; a text with its marks.
        span: Where it stands.
        value: The number, the day, or what stands within quotation marks.
    """

    kind: Literal["number", "day", "text", "name", "sign", "end"]
    text: str
    span: Span
    value: Fraction | date | str = ""


# One letter for one letter, so that places in the changed text are places in the text as typed.
COUNTERPARTS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if code != ord("＂")} | str.maketrans(
    "\u3000【】、×÷−≧≦", " [],*/-≥≤"
)
"""By the punctuation of Chinese input: the ASCII sign that it reads as."""

_SIGNS = {"≥": ">=", "≤": "<=", "≠": "!="}
_PIECE = re.compile(
    r"""
    (?P<space>\s+)
  | (?P<day>(?<![\w.-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![\w%]|[.-][0-9]))
  | (?P<number>[0-9]+(?:\.[0-9]+)?%?)
  | (?P<name>[^\W\d]\w*)
  | (?P<text>"(?:[^"]|"")*+"|[“”](?:[^“”]|““|””)*+[“”])
  | (?P<sign>[=!<>]=|[-+*/()<>=,:.\[\]≥≤≠])
    """,
    re.VERBOSE,
)
_HINTS = {
    "%": ("百分号须紧跟在数字之后，如 5%", "a percent sign stands right after a number, as in 5%"),
    ";": ("各个值之间用逗号分隔", "values stand apart by commas"),
    "^": ("公式没有乘方，请写连乘", "there are no powers; write a product"),
    "&": ("“并且”写作 and", "“both” is written and"),
    "|": ("“或者”写作 or", "“either” is written or"),
    "!": ("“并非”写作 not", "“not so” is written not"),
    "'": ('文字写在双引号中，如 "省级"', 'a text stands in double quotation marks, as in "city"'),
}
_HINTS |= {"‘": _HINTS["'"], "’": _HINTS["'"], "＂": _HINTS["'"]}


def tokens(source: Source) -> list[Token]:
    """Take a text apart.

    Raises:
        FormulaError: The text is too long, or holds what belongs to no formula.
    """
    if len(source.text) > LONGEST_TEXT:
        raise source.wrong(
            Span(LONGEST_TEXT, len(source.text)),
            f"公式最长 {LONGEST_TEXT} 个字符，此处有 {len(source.text)} 个",
            f"a formula has at most {LONGEST_TEXT} characters, found {len(source.text)}",
        )
    end = len(source.text)
    return [*_tokens(source), Token("end", "", Span(end, end))]


def _tokens(source: Source) -> Iterator[Token]:
    text = source.text.translate(COUNTERPARTS)
    position = 0
    while position < len(text):
        piece = _PIECE.match(text, position)
        if piece is None:
            raise _stray(source, text, position)
        position = piece.end()
        if piece.lastgroup != "space":
            yield from _token(source, piece)


def _token(source: Source, piece: "re.Match[str]") -> Iterator[Token]:
    span = Span(*piece.span())
    match piece.lastgroup:
        case "number":
            yield _number(source, piece.group(), span)
        case "day":
            yield from _day(source, piece.group(), span)
        case "text":
            mark, typed = piece.group()[-1], source.text[span.start + 1 : span.end - 1]
            marks = '"' if mark == '"' else "“”"
            for each in marks:
                typed = typed.replace(each * 2, each)
            yield Token("text", piece.group(), span, typed)
        case "name":
            yield Token("name", piece.group(), span)
        case _:
            yield Token("sign", _SIGNS.get(piece.group(), piece.group()), span)


def _number(source: Source, text: str, span: Span) -> Token:
    digits = text.removesuffix("%")
    whole, _, rest = digits.partition(".")
    if max(len(whole), len(rest)) > MOST_DIGITS:
        raise source.wrong(
            span,
            f"数字的小数点前后各最多 {MOST_DIGITS} 位",
            f"a number has at most {MOST_DIGITS} digits before its point, and after it",
        )
    # 10,000 would else be the two numbers 10 and 0.
    if len(whole) > 1 and whole.startswith("0"):
        raise source.wrong(
            span,
            f"数字不以 0 开头，也不用逗号分节：{cited(text)}",
            f"a number does not begin with 0 and has no commas within: {cited(text)}",
        )
    return Token("number", text, span, Fraction(digits) / (100 if text.endswith("%") else 1))


def _day(source: Source, text: str, span: Span) -> Iterator[Token]:
    """Give the day, or the subtraction that it is where no calendar has such a day."""
    try:
        yield Token("day", text, span, date.fromisoformat(text))
        return
    except ValueError:
        places = [(0, 4), (4, 5), (5, 7), (7, 8), (8, 10)]
    if text[5] == "0" or text[8] == "0":
        raise source.wrong(span, f"日历中没有 {text} 这一天", f"no calendar has the day {text}")
    for start, stop in places:
        part, inner = text[start:stop], Span(span.start + start, span.start + stop)
        yield Token("sign", part, inner) if part == "-" else _number(source, part, inner)


def _stray(source: Source, text: str, position: int) -> FormulaError:
    letter = text[position]
    span = Span(position, position + 1)
    if letter in '"“”':
        return source.wrong(
            Span(position, len(text)),
            "引号没有成对，文字没有结束",
            "the text does not end: a quotation mark is missing",
        )
    if letter in _HINTS:
        return source.wrong(span, *_HINTS[letter])
    shown = cited(source.text[position])
    return source.wrong(span, f"公式中没有 {shown} 这个字符", f"the character {shown} belongs to no formula")
