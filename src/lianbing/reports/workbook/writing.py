"""Writing cells: texts as texts, numbers as themselves, formulas with the value that they give."""

from fractions import Fraction

import attrs
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from lianbing.backends.spreadsheet import Cell, Column, Grid, Quantity, Value, shift_of, weight
from lianbing.formula.domain import written
from lianbing.language import Bilingual, Language, clean
from lianbing.reports.figures import fits_a_cell

_LONGEST_TEXT = 32_000
_LONGEST_NOTE = 4_000
_EXACT_DIGITS = 15

HEADER, FACT, LOCKED_FACT, STEP, POINTS, TITLE, SMALL, DAY, GOOD, RANK, WHO = (
    "header",
    "fact",
    "locked fact",
    "step",
    "points",
    "title",
    "small",
    "day",
    "good",
    "rank",
    "who",
)

_FONT = {"font_name": "SimSun", "font_size": 10}
_EDGE = {"border": 1, "border_color": "#B7BEC9", "valign": "vcenter"}
_STYLES: dict[str, dict[str, object]] = {
    HEADER: {**_EDGE, "bold": True, "text_wrap": True, "align": "center", "bg_color": "#DCE6F1"},
    FACT: {**_EDGE, "locked": False, "bg_color": "#FFFBE6"},
    LOCKED_FACT: {**_EDGE, "bg_color": "#FFFBE6"},
    STEP: {**_EDGE, "font_color": "#555555", "bg_color": "#F4F5F7"},
    POINTS: {**_EDGE, "num_format": "0.00####", "align": "right"},
    TITLE: {"bold": True, "font_size": 14},
    SMALL: {"font_color": "#555555", "font_size": 9},
    DAY: {**_EDGE, "locked": False, "bg_color": "#FFFBE6", "num_format": "yyyy-mm-dd"},
    GOOD: {**_EDGE, "bold": True, "align": "right", "bg_color": "#E8F3EA"},
    RANK: {**_EDGE, "bold": True, "align": "center", "bg_color": "#E8F3EA"},
    WHO: {**_EDGE},
}


@attrs.define(eq=False)
class Book:
    """A workbook that is being written.

    Attributes:
        file: The workbook.
        language: The language of its texts.
        published: The number format of published points.
    """

    file: Workbook
    language: Language
    published: str
    _formats: dict[str, Format] = attrs.field(factory=dict)

    def style(self, name: str) -> Format:
        """Give a format by its name."""
        if name not in self._formats:
            published = {"num_format": self.published} if name == GOOD else {}
            self._formats[name] = self.file.add_format({**_FONT, **_STYLES[name], **published})
        return self._formats[name]

    def say(self, zh: str, en: str) -> str:
        """Say something in the language of the book."""
        return Bilingual(zh, en).say(self.language)

    def text(self, sheet: Worksheet, row: int, column: int, text: str, style: str) -> None:
        """Write a text; it is never taken for a formula, a number or a link.

        Args:
            sheet: The sheet.
            row: The row, from 0.
            column: The column, from 0.
            text: The text.
            style: The name of the format.
        """
        sheet.write_string(row, column, short(text, _LONGEST_TEXT, self.language), self.style(style))

    def note(self, sheet: Worksheet, row: int, column: int, text: str) -> None:
        """Attach a note to a cell."""
        said = "\n".join(clean(line) for line in text.splitlines())
        sheet.write_comment(row, column, short(said, _LONGEST_NOTE, self.language, lines=True), _NOTE)


_NOTE = {"author": "lianbing", "x_scale": 2.6, "y_scale": 1.8, "font_size": 9}


def short(text: str, most: int, language: Language, *, lines: bool = False) -> str:
    """Make a text harmless and short enough for a cell; what is cut off is said."""
    plain = text if lines else clean(text)
    if len(plain) <= most:
        return plain
    words = Bilingual(f"…（共 {len(plain)} 字）", f"… ({len(plain)} characters)").say(language)
    return plain[:most] + words


def write_value(book: Book, sheet: Worksheet, row: int, column: int, value: Value, style: str) -> None:
    """Write a given value; a number that a cell does not hold exactly becomes a text."""
    form = book.style(style)
    if value is None:
        sheet.write_blank(row, column, None, form)
    elif isinstance(value, str):
        book.text(sheet, row, column, value, style)
    elif fits_a_cell(value):
        sheet.write_number(row, column, int(value) if value == int(value) else float(value), form)
    elif isinstance(value, Fraction) and max(abs(value.numerator), value.denominator) < 10**_EXACT_DIGITS:
        sheet.write_formula(row, column, f"={value.numerator}/{value.denominator}", form, float(value))
    else:
        sheet.write_string(row, column, short(written(Fraction(value)), _LONGEST_TEXT, book.language), form)


def shown(quantity: Quantity, row: int, seen_from: Grid) -> str:
    """Write the formula that shows a number in one cell: its parts put together, divided by what is below."""
    above, denominator = quantity.numerator.parts, quantity.denominator
    if isinstance(denominator, int):
        said = _joined(above, row, seen_from, 0)
        if denominator == 1:
            return said
        return f"{said}/{denominator if denominator < 10**_EXACT_DIGITS else f'{denominator:.16E}'}"
    shift = shift_of(max(len(above), len(denominator.parts)))
    return f"{_joined(above, row, seen_from, shift)}/{_joined(denominator.parts, row, seen_from, shift)}"


def _joined(parts: tuple[Cell, ...], row: int, seen_from: Grid, shift: int) -> str:
    said = [referred(part, row, seen_from) for part in parts]
    if len(said) == 1 and not shift:
        return said[0]
    terms = [f"{part}{weight(place, shift)}" for place, part in enumerate(said)]
    return f"({'+'.join(reversed(terms))})"


def referred(cell: Cell, row: int, seen_from: Grid) -> str:
    """Write the reference to a cell, or the number that stands for it."""
    return str(cell) if isinstance(cell, int) else cell.reference(row, seen_from)


def value_in(cell: Cell, row: int) -> int:
    """Give the value of a cell in a row."""
    found = cell if isinstance(cell, int) else cell.value(row)
    assert isinstance(found, int), "tests and ranks are whole numbers"
    return found


def role_in_words(column: Column, language: Language) -> str:
    """Say what a column of steps holds."""
    return _ROLES.get(column.role, Bilingual("步骤", "step")).say(language)


_ROLES = {
    "value": Bilingual("值", "value"),
    "numerator": Bilingual("分子", "numerator"),
    "denominator": Bilingual("分母", "denominator"),
    "part": Bilingual("分段（六位一段）", "part (six digits each)"),
    "carry": Bilingual("进位", "carry"),
    "divisor": Bilingual("通分、约分", "common divisor"),
    "estimate": Bilingual("商的估值", "quotient, estimated"),
    "rest": Bilingual("中间值", "step"),
    "test": Bilingual("是否（1/0）", "whether (1/0)"),
    "key": Bilingual("比较用", "to compare by"),
}
