"""What the columns of a form are called, what their notes say, and what their examples show."""

from datetime import date
from fractions import Fraction

from lianbing.forms.layout import Column
from lianbing.language import Bilingual, Language
from lianbing.reports.figures import shown


def heading_of(column: Column, language: Language) -> str:
    """Give the heading of a column: its label, what it counts, and a star where it must be filled in.

    >>> from lianbing.language import Bilingual
    >>> both = Bilingual("罚款金额", "fines")
    >>> yuan = Bilingual("元", "yuan")
    >>> heading_of(Column(name="fines", label=both, measure=yuan, kind="number", expected=both, required=True), "zh")
    '罚款金额（元）*'
    """
    measure = column.measure.say(language) if column.measure is not None else ""
    within = Bilingual(f"（{measure}）", f" ({measure})").say(language) if measure else ""
    return f"{column.label.say(language)}{within}{'*' if column.required else ''}"


def comment_of(column: Column, language: Language) -> str:
    """Give the note of a heading: what the cells may hold, and what counts where one is blank."""
    return f"{expected_of(column, language)}\n{absent_of(column, language)}"


def expected_of(column: Column, language: Language) -> str:
    """Say what the cells of a column may hold, in the words that people choose from."""
    if column.options:
        names = Bilingual("、", ", ").say(language).join(name.say(language) for _, name in column.options)
        return Bilingual(f"以下之一：{names}", f"one of {names}").say(language)
    if column.kind == "flag":
        return Bilingual("是或否", "yes or no").say(language)
    if column.kind == "tally":
        return Bilingual("整数，或所计各项，用“；”分开", "a whole number, or what is counted, parted by “;”").say(
            language
        )
    if column.kind == "marks":
        return column.expected.say(language) + Bilingual("，用“；”分开", ", parted by “;”").say(language)
    if column.kind == "day":
        return Bilingual("日期，如 2019-11-05", "a date such as 2019-11-05").say(language)
    return column.expected.say(language)


def absent_of(column: Column, language: Language) -> str:
    """Say what counts where a cell is blank."""
    if column.required:
        return Bilingual("必填", "required").say(language)
    if column.default in (None, "", ()):
        return Bilingual("可不填", "may be left blank").say(language)
    said = shown(column.default, language)
    return Bilingual(f"不填则为 {said}", f"{said} where it is blank").say(language)


def example_of(column: Column, year: int) -> object:
    """Give a lawful value, to show how a row is filled in."""
    match column.kind:
        case "whole" | "number":
            least, most = column.domain.least, column.domain.most
            middle = (
                least if least == most or least is None else min(least + 1, most if most is not None else least + 1)
            )
            return Fraction(1) if middle is None else middle
        case "tally":
            return 1
        case "marks":
            return (column.domain.most or Fraction(1),)
        case "flag":
            return True
        case "day":
            return date(year, 6, 5)
        case "choice":
            return column.options[0][0]
    return "……"
