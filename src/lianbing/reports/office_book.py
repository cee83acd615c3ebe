"""Writing the workbooks that the office sends out: texts stay texts, and cells say what they may hold."""

import io
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from lianbing.forms.sheet_names import SheetNames
from lianbing.formula.domain import Domain, written
from lianbing.language import Bilingual, Language, clean
from lianbing.reports.figures import fits_a_cell

_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The day that the file says it was made: no clock, so that the same input gives the same bytes."""

_FIRST_DAY = date(1950, 1, 1)
_LAST_DAY = date(2199, 12, 31)
_LONGEST_TEXT = 32_000
_LONGEST_MESSAGE = 250
_LONGEST_TITLE = 32
_EXACT_DIGITS = 15

_EDGE = {"border": 1, "border_color": "#B7BEC9", "valign": "vcenter"}
_INPUT = {**_EDGE, "locked": False, "bg_color": "#FFFBE6"}
_STYLES: Mapping[str, Mapping[str, object]] = {
    "title": {"bold": True, "font_size": 14},
    "note": {"font_color": "#555555", "font_size": 9},
    "wrapped": {"valign": "top", "text_wrap": True},
    "header": {**_EDGE, "bold": True, "text_wrap": True, "align": "center", "bg_color": "#DCE6F1"},
    "example": {**_EDGE, "italic": True, "font_color": "#7A7A7A", "bg_color": "#F4F5F7"},
    "fixed": {**_EDGE, "bg_color": "#F4F5F7"},
    "cell": {**_EDGE, "text_wrap": True},
    "good": {**_EDGE, "bg_color": "#E8F3EA"},
    "bad": {**_EDGE, "bg_color": "#FBE3E4", "text_wrap": True},
    "look": {**_EDGE, "bg_color": "#FFF3D6", "text_wrap": True},
    "link": {"font_color": "#0B5394", "underline": 1},
    "input": _INPUT,
    "input text": {**_INPUT, "num_format": "@"},
    "day": {**_EDGE, "italic": True, "font_color": "#7A7A7A", "bg_color": "#F4F5F7", "num_format": "yyyy-mm-dd"},
    "input day": {**_INPUT, "num_format": "yyyy-mm-dd"},
    "open": {"border": 1, "border_color": "#B7BEC9", "bg_color": "#FFFBE6"},
    "column input": {"locked": False},
    "column input text": {"locked": False, "num_format": "@"},
    "column input day": {"locked": False, "num_format": "yyyy-mm-dd"},
}


@attrs.define(eq=False)
class OfficeBook:
    """A workbook that is being written.

    Attributes:
        language: The language of its texts.
        file: The workbook.
    """

    language: Language
    file: Workbook
    _stream: io.BytesIO
    _names: SheetNames = attrs.field(factory=SheetNames)
    _formats: dict[str, Format] = attrs.field(factory=dict)

    @classmethod
    def new(cls, language: Language, *, title: str, properties: Mapping[str, str] | None = None) -> "OfficeBook":
        """Begin a workbook.

        Args:
            language: The language of its texts.
            title: What it is, for the file's properties.
            properties: Custom properties, by name.
        """
        stream = io.BytesIO()
        literal = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        file = Workbook(stream, {"in_memory": True, **literal})
        file.set_properties({"title": clean(title)[:200], "author": "lianbing", "created": _MADE})
        for name, value in (properties or {}).items():
            file.set_custom_property(name, value, "text")
        return cls(language, file, stream)

    def say(self, zh: str, en: str) -> str:
        """Say something in the language of the book."""
        return Bilingual(zh, en).say(self.language)

    def sheet(self, name: str, *, widths: Sequence[float] = (), landscape: bool = True) -> Worksheet:
        """Add a sheet that prints on A4, under a name made lawful and unique."""
        sheet = self.file.add_worksheet(self._names.new(name))
        sheet.set_paper(9)
        if landscape:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        return sheet

    def style(self, name: str) -> Format:
        """Give a format by its name."""
        if name not in self._formats:
            self._formats[name] = self.file.add_format({"font_name": "SimSun", "font_size": 10, **_STYLES[name]})
        return self._formats[name]

    def text(self, sheet: Worksheet, row: int, column: int, text: str, style: str = "cell") -> None:
        """Write a text; it is never taken for a formula, a number or a link."""
        sheet.write_string(row, column, clean(text)[:_LONGEST_TEXT], self.style(style))

    def row(self, sheet: Worksheet, row: int, texts: Iterable[str], style: str = "cell") -> None:
        """Write texts side by side."""
        for column, text in enumerate(texts):
            self.text(sheet, row, column, text, style)

    def value(self, sheet: Worksheet, row: int, column: int, value: object, style: str) -> None:
        """Write a value: a number that a cell does not hold exactly, and all else that is no number, as a text."""
        match value:
            case None:
                sheet.write_blank(row, column, None, self.style(style))
            case bool():
                self.text(sheet, row, column, self.say("是", "yes") if value else self.say("否", "no"), style)
            case date():
                sheet.write_datetime(
                    row, column, value, self.style("input day" if style.startswith("input") else style)
                )
            case Decimal():
                self.value(sheet, row, column, Fraction(value), style)
            case int() | Fraction() if fits_a_cell(value):
                sheet.write_number(row, column, int(value) if value == int(value) else float(value), self.style(style))
            case int() | Fraction():
                self.text(sheet, row, column, written(Fraction(value)), style)
            case tuple():
                said = "；".join(
                    written(Fraction(each)) if isinstance(each, Fraction | Decimal) else str(each) for each in value
                )
                self.text(sheet, row, column, said, style)
            case _:
                self.text(sheet, row, column, str(value), style)

    def comment(self, sheet: Worksheet, row: int, column: int, text: str) -> None:
        """Attach a note to a cell."""
        said = "\n".join(clean(line) for line in text.splitlines())[:_LONGEST_TEXT]
        sheet.write_comment(row, column, said, {"author": "lianbing", "x_scale": 2, "font_size": 9})

    def link(self, sheet: Worksheet, row: int, column: int, target: Worksheet) -> None:
        """Write a link to another sheet of the book."""
        name = target.get_name().replace("'", "''")
        sheet.write_url(row, column, f"internal:'{name}'!A1", self.style("link"), target.get_name())

    def allow_list(self, sheet: Worksheet, area: tuple[int, int, int, int], source: str, about: str) -> None:
        """Let cells hold what stands in a range, or is named in a short list, alone."""
        message = self.say("请从下拉列表中选择：", "choose from the list: ") + about
        self._allow(sheet, area, {"validate": "list", "source": source}, message)

    def allow_words(self, sheet: Worksheet, area: tuple[int, int, int, int], words: Sequence[str]) -> None:
        """Let cells hold a few short words alone; they fit into the cell's own list of 255 characters."""
        self._allow(sheet, area, {"validate": "list", "source": [*words]}, "、".join(words))

    def allow_numbers(self, sheet: Worksheet, area: tuple[int, int, int, int], domain: Domain) -> None:
        """Let cells hold the numbers of a range alone."""
        kind = "integer" if domain.whole else "decimal"
        message = domain.words().say(self.language)
        # A cell's check holds but fifteen digits; a limit that needs more is checked when the form is read.
        least, most = (_limit(each) for each in (domain.least, domain.most))
        if least is None and most is None:
            least, most = -(10**_EXACT_DIGITS), 10**_EXACT_DIGITS
        rule: dict[str, Any]
        if least is not None and most is not None:
            rule = {"criteria": "between", "minimum": least, "maximum": most}
        elif least is not None:
            rule = {"criteria": ">=", "value": least}
        else:
            rule = {"criteria": "<=", "value": most}
        self._allow(sheet, area, {"validate": kind, **rule}, message)

    def allow_days(self, sheet: Worksheet, area: tuple[int, int, int, int]) -> None:
        """Let cells hold dates alone."""
        rule = {"validate": "date", "criteria": "between", "minimum": _FIRST_DAY, "maximum": _LAST_DAY}
        self._allow(sheet, area, rule, self.say("日期，如 2019-11-05", "a date such as 2019-11-05"))

    def _allow(self, sheet: Worksheet, area: tuple[int, int, int, int], rule: Mapping[str, Any], message: str) -> None:
        said = clean(message)[:_LONGEST_MESSAGE]
        titles = self.say("这里应填", "what goes here"), self.say("填写有误", "not lawful here")
        shown = {"input_title": titles[0], "input_message": said, "error_title": titles[1], "error_message": said}
        sheet.data_validation(*area, {**rule, "ignore_blank": True, **shown})

    def close(self) -> bytes:
        """Give the bytes of the workbook."""
        self.file.close()
        return self._stream.getvalue()


def _limit(value: Fraction | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value.denominator == 1 else float(value)


def width_of(texts: Iterable[str], *, least: float = 8, most: float = 40) -> float:
    """Give the width of a column for some texts, in digits; Chinese letters are two wide."""
    widest = max(
        (sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text) for text in texts), default=0
    )
    return max(least, min(most, widest + 2))
