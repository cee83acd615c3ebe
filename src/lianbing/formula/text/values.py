"""What a piece of a text can stand for, and how people call each kind."""

from typing import TypeAlias, assert_never

from lianbing.formula.nodes import (
    Arithmetic,
    ChoiceFact,
    Chronology,
    Condition,
    Day,
    Logic,
    MarksFact,
    Number,
    RowsFact,
)
from lianbing.language import Bilingual

Value: TypeAlias = Number | Condition | Day | ChoiceFact | MarksFact | RowsFact | str

NUMBER = Bilingual("数字", "a number")
YES_NO = Bilingual("“是或否”", "a yes/no")
DAY = Bilingual("日期", "a day")
TEXT = Bilingual("文字", "a text")
CHOICE = Bilingual("选项", "a choice")
MARKS = Bilingual("一组评分", "a list of marks")
LIST = Bilingual("列表", "a list")

HINTS: dict[tuple[Bilingual, Bilingual], Bilingual] = {
    (NUMBER, YES_NO): Bilingual("可写 when(条件, 1, 0)", "write when(condition, 1, 0)"),
    (NUMBER, LIST): Bilingual(
        "可写 count(列表)，或取列表中一项的事实", "write count(list), or name a fact of its rows"
    ),
    (NUMBER, MARKS): Bilingual("可写 panel(评分)", "write panel(marks)"),
    (NUMBER, DAY): Bilingual("可写 days_late(日期, 期限)", "write days_late(day, due)"),
    (YES_NO, NUMBER): Bilingual("可写一个比较，如 x > 0", "write a comparison, such as x > 0"),
    (YES_NO, CHOICE): Bilingual('可写一个比较，如 kind == "a"', 'write a comparison, such as kind == "a"'),
    (YES_NO, TEXT): Bilingual('可写一个比较，如 kind == "a"', 'write a comparison, such as kind == "a"'),
    (DAY, NUMBER): Bilingual("日期写作 2019-11-05", "a day is written 2019-11-05"),
}
"""By what was expected and what was found: what may have been meant."""


def kind_of(value: Value) -> Bilingual:
    """Give the kind of a value, as people call it."""
    if isinstance(value, Arithmetic):
        return NUMBER
    if isinstance(value, Logic):
        return YES_NO
    if isinstance(value, Chronology):
        return DAY
    match value:
        case ChoiceFact(options=options):
            return CHOICE if options else TEXT
        case MarksFact():
            return MARKS
        case RowsFact():
            return LIST
        case str():
            return TEXT
        case never:
            assert_never(never)
