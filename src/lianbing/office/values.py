"""What people write in a cell, as a value of the kind that is asked for; what is tolerated is told, never silent."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

import attrs

from lianbing.errors import Fault, Place, Said, Severity, fault, nearest, shown
from lianbing.language import Bilingual
from lianbing.office import limits
from lianbing.office.cells import Cell

Kind = Literal["whole", "number", "flag", "choice", "text", "day", "marks", "tally"]
"""What a cell is to hold: a whole or any number, yes or no, one of some words, a text, a day, marks parted by ``；``,
or a number of things or the things themselves, parted by ``；``."""

Options = Sequence[tuple[str, Bilingual]]
"""The words of a choice, each with how people call it."""

Found = str | int | Fraction | bool | date | tuple[Fraction, ...] | tuple[str, ...]
"""A value that was read."""

_YES = frozenset({"是", "有", "√", "✓", "✔", "对", "y", "yes", "true", "1"})
_NO = frozenset({"否", "无", "没有", "×", "✗", "✘", "x", "n", "no", "false", "0"})
_NUMBER = re.compile(rf"[+-]?\d{{1,{limits.MOST_DIGITS}}}(\.\d{{1,{limits.MOST_DIGITS}}})?")
_FRACTION = re.compile(rf"([+-]?\d{{1,{limits.MOST_DIGITS}}})/(\d{{1,{limits.MOST_DIGITS}}})")
_GROUPED = re.compile(r"[+-]?\d{1,3}([, ]\d{3})+(\.\d+)?")
_DAY = re.compile(r"(\d{4})\s*(?:[-/.]|年)\s*(\d{1,2})\s*(?:[-/.]|月)\s*(\d{1,2})\s*日?")
_PLAIN_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PARTS = re.compile(r"[;；、\n]+|[,，](?!\d{3}(?!\d))|(?<=\d)\s+(?=\d)")
_UNITS = "万亿千百元吨件次份家%‰"

_EXPECTED: Mapping[str, Bilingual] = {
    "whole": Bilingual("整数", "a whole number"),
    "number": Bilingual("数字", "a number"),
    "flag": Bilingual("是或否", "yes or no"),
    "day": Bilingual("日期（如 2019-11-05）", "a date such as 2019-11-05"),
    "marks": Bilingual("分数，几个分数用“；”分开", "marks, parted by “;”"),
    "text": Bilingual("文字", "text"),
    "tally": Bilingual("整数，或用“；”分开的各项", "a whole number, or what is counted, parted by “;”"),
}


@attrs.frozen
class Read:
    """What a cell gave.

    Attributes:
        value: The value; None where the cell is blank or wrong.
        faults: What is wrong, as an error, or was tolerated, as warnings.
    """

    value: Found | None
    faults: tuple[Fault, ...] = ()


class _WrongError(Exception):
    """The cell does not hold what is asked for."""

    def __init__(self, expected: Bilingual | None = None, suggestion: str | None = None) -> None:
        self.expected = expected
        self.suggestion = suggestion
        super().__init__()


def read_value(cell: Cell, kind: Kind, *, place: Place, options: Options = ()) -> Read:
    """Read a cell.

    Args:
        cell: The cell.
        kind: What it is to hold.
        place: Where it is.
        options: The words of a choice, each with how people call it.

    >>> read_value(Cell("１，２００"), "whole", place=Place()).value
    1200
    """
    if cell.is_blank:
        return Read(None)
    reader = _Reader(cell, place)
    try:
        value = _READERS[kind](reader) if kind != "choice" else reader.choice(options)
    except _WrongError as wrong:
        expected = wrong.expected or _EXPECTED[kind]
        found = fault("wrong_type", place, expected=expected, found=shown(cell.value), suggestion=wrong.suggestion)
        return Read(None, (found,))
    return Read(value, tuple(reader.notes))


def one_of(options: Options) -> Bilingual:
    """Say what a choice may be."""
    zh, en = "、".join(each.zh for _, each in options), ", ".join(each.en for _, each in options)
    return Bilingual(f"以下之一：{zh}", f"one of {en}")


def folded(text: str) -> str:
    """Give what two spellings of a name have in common: width, case and spaces aside.

    >>> folded("ＡＢ 公司") == folded("ab公司")
    True
    """
    plain = unicodedata.normalize("NFKC", text)
    return "".join(each for each in plain if not each.isspace() and unicodedata.category(each) != "Cf").casefold()


class _Reader:
    """Reads one cell; keeps what was tolerated."""

    def __init__(self, cell: Cell, place: Place) -> None:
        self.cell, self.place = cell, place
        self.notes: list[Fault] = []

    def text(self) -> str:
        """Take a text as it stands, on one line."""
        value = self.cell.value
        if isinstance(value, bool):
            return "是" if value else "否"
        if isinstance(value, Decimal):
            return format(value, "f")
        plain = " ".join(str(value).split())
        seen = "".join(each for each in plain if unicodedata.category(each) not in ("Cf", "Cc"))
        if seen != plain:
            self._note("tolerated_invisible")
        return seen

    def flag(self) -> bool:
        """Take yes or no in the ways that people write them."""
        if isinstance(self.cell.value, bool):
            return self.cell.value
        word = self.plain().casefold()
        if word in _YES | _NO:
            if word not in ("是", "否"):
                self._note("tolerated_word", said="是" if word in _YES else "否")
            return word in _YES
        raise _WrongError

    def choice(self, options: Options) -> str:
        """Take a word of a choice, by itself or as people call it."""
        word = folded(self.text())
        for id, called in options:
            if word in (folded(called.zh), folded(called.en)):
                return id
            if word == folded(id):
                self._note("tolerated_word", said=called)
                return id
        names = [name for id, called in options for name in (called.zh, called.en, id)]
        raise _WrongError(one_of(options), nearest(self.text(), names))

    def day(self) -> date:
        """Take a date, or a text that can be but one."""
        if isinstance(self.cell.value, date):
            return self.cell.value
        text = self.plain()
        found = _DAY.fullmatch(text) or _PLAIN_DAY.fullmatch(text)
        if found is None:
            raise _WrongError
        try:
            day = date(*map(int, found.groups()))
        except ValueError as error:
            raise _WrongError from error
        if not _ISO_DAY.fullmatch(text):
            self._note("tolerated_day", said=day.isoformat())
        return day

    def whole(self) -> int:
        """Take a whole number."""
        number = self.number()
        if number.denominator != 1:
            raise _WrongError
        return int(number)

    def number(self) -> Fraction:
        """Take a number; separators of thousands, a percent sign and full-width digits are told."""
        value = self.cell.value
        if isinstance(value, bool | date):
            raise _WrongError
        if isinstance(value, int | Decimal):
            if abs(value) >= 10**limits.MOST_DIGITS:
                raise _WrongError
            return Fraction(value)
        return self._number(self.plain())

    def marks(self) -> tuple[Fraction, ...]:
        """Take marks that stand in one cell."""
        if not isinstance(self.cell.value, str):
            return (self.number(),)
        found = tuple(self._number(part.strip()) for part in _PARTS.split(self.plain(lines=True)) if part.strip())
        if not found:
            raise _WrongError
        return found

    def tally(self) -> int | tuple[str, ...]:
        """Take a number of things, or the things."""
        if not isinstance(self.cell.value, str):
            return self.whole()
        digits = unicodedata.normalize("NFKC", self.cell.value).strip()
        if _NUMBER.fullmatch(digits) or _GROUPED.fullmatch(digits):
            return self.whole()
        return tuple(part.strip() for part in re.split(r"[;；\n]+", str(self.cell.value)) if part.strip())

    def plain(self, *, lines: bool = False) -> str:
        """Give the text with digits and signs as ASCII has them; that they were others is told."""
        value = str(self.cell.value)
        text = value.strip() if lines else " ".join(value.split())
        plain = unicodedata.normalize("NFKC", text).replace("−", "-").replace("\N{HYPHEN}", "-")
        plain = "".join(each for each in plain if unicodedata.category(each) != "Cf")
        if plain != text:
            self._note("tolerated_width", said=plain)
        return plain

    def _number(self, text: str) -> Fraction:
        percent = text.endswith("%")
        bare = text.removesuffix("%").strip()
        if _GROUPED.fullmatch(bare):
            bare = bare.replace(",", "").replace(" ", "")
            self._note("tolerated_thousands", said=bare)
        if (parts := _FRACTION.fullmatch(bare)) and int(parts[2]):
            number = Fraction(int(parts[1]), int(parts[2]))
        elif _NUMBER.fullmatch(bare):
            number = Fraction(bare)
        else:
            raise _WrongError(_BARE if bare and bare[-1] in _UNITS else None)
        if percent:
            self._note("tolerated_percent", said=f"{bare}/100")
        return number / 100 if percent else number

    def _note(self, code: str, said: Said = "") -> None:
        found = shown(self.cell.value)
        self.notes.append(fault(code, self.place, severity=Severity.WARNING, found=found, said=said))


_BARE = Bilingual("不带单位的数字（金额以元计）", "a number without its unit (amounts in yuan)")

_READERS: Mapping[str, Callable[[_Reader], Found]] = {
    "whole": _Reader.whole,
    "number": _Reader.number,
    "flag": _Reader.flag,
    "text": _Reader.text,
    "day": _Reader.day,
    "marks": _Reader.marks,
    "tally": _Reader.tally,
}
