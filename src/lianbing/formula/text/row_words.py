"""The words that go over the rows of a list."""

from lianbing.formula import words
from lianbing.formula.nodes import (
    BestOfEach,
    ChoiceFact,
    Compare,
    Condition,
    Count,
    CountDistinct,
    Logic,
    MeanOver,
    Not,
    Number,
    Ratio,
    RowsFact,
    SumOfBest,
    SumOver,
    When,
)
from lianbing.formula.text.arguments import Arguments, Word
from lianbing.formula.text.reader import ZERO
from lianbing.formula.text.source import cited
from lianbing.formula.text.syntax import Expression
from lianbing.formula.text.values import LIST, Value
from lianbing.language import Bilingual

_ROWS_OR_TEST = Bilingual("列表，或关于其一项的“是或否”", "a list, or a yes/no about a row of one")
_KEY = Bilingual("列表一项的文字或选项", "a text or choice of a row")


def _listed(given: Arguments, at: int = 0) -> RowsFact:
    """Read the list that is named, as the first value unless another is said."""
    found = given.value(at)
    if not isinstance(found, RowsFact):
        raise given.reader.mismatch(given.expression(at), LIST, found)
    return found


def _rows(given: Arguments, named: RowsFact | None, *read: Number | Condition | None) -> RowsFact:
    """Give the list that is gone over: the one named, else the one whose facts are read.

    Raises:
        FormulaError: Facts of another list are read, or of none or several where none is named.
    """
    found = frozenset[str]().union(*(each.rows for each in given.reader.measured(*read)))
    allowed = found if named is None else frozenset({named.name})
    at = given.expression(-1) if given.plain else given.call
    if not found <= allowed or len(allowed) > 1:
        shown = [cited(each) for each in sorted(found | allowed)]
        raise given.wrong(
            at,
            f"一次只能遍历一个列表，此处却有{'、'.join(shown)}",
            f"{given.word.name} goes over one list, but here are {' and '.join(shown)}",
        )
    node = named or given.reader.names.rows_of(min(allowed, default=""))
    if node is None:
        example = f"{given.word.name}({next(iter(given.reader.names.lists()), 'rows')}, …)"
        raise given.wrong(
            at,
            f"此处没有读任何列表的事实，须先写明列表：{example}",
            f"no fact of a list is read here; name the list first: {example}",
        )
    return node


def _over(given: Arguments) -> tuple[RowsFact, Number, Condition | None]:
    """Read ``(x)`` or ``(rows, x)``, and ``where=``."""
    named = _listed(given) if len(given.plain) > 1 else None
    item = given.reader.number(given.expression(-1), given.within())
    where = given.reader.condition(given.expression("where"), given.within()) if "where" in given.named else None
    return _rows(given, named, item, where), item, where


def _tested(given: Arguments) -> tuple[RowsFact, Condition]:
    """Read ``(condition)`` or ``(rows, condition)``."""
    named = _listed(given) if len(given.plain) > 1 else None
    condition = given.reader.condition(given.expression(-1), given.within())
    return _rows(given, named, condition), condition


def _count(given: Arguments) -> Value:
    if len(given.plain) == 1:
        found = given.reader.read(given.expression(0), given.within())
        if isinstance(found, RowsFact):
            return Count(found)
        if not isinstance(found, Logic):
            raise given.reader.mismatch(given.expression(0), _ROWS_OR_TEST, found)
    rows, condition = _tested(given)
    return Count(rows, condition)


def _any(given: Arguments) -> Value:
    rows, condition = _tested(given)
    return Compare(Count(rows, condition), ">", ZERO)


def _all(given: Arguments) -> Value:
    rows, condition = _tested(given)
    return Not(Compare(Count(rows, Not(condition)), ">", ZERO))


def _sum(given: Arguments) -> Value:
    rows, item, where = _over(given)
    return SumOver(rows, item if where is None else When(where, item, ZERO))


def _mean(given: Arguments) -> Value:
    rows, item, where = _over(given)
    if where is None:
        return MeanOver(rows, item, given.number("over", ZERO))
    if "over" in given.named:
        raise given.wrong(
            given.expression("over"), "over 与 where 不能同时写", "over and where do not go together in mean"
        )
    return Ratio(SumOver(rows, When(where, item, ZERO)), Count(rows, where), ZERO)


def _key(given: Arguments) -> ChoiceFact:
    expression: Expression = given.expression(0)
    found = given.reader.read(expression, given.within())
    if not isinstance(found, ChoiceFact) or found.rows is None:
        raise given.reader.mismatch(expression, _KEY, found)
    return found


def _distinct(given: Arguments) -> Value:
    key = _key(given)
    return CountDistinct(_rows_of(given, key), key)


def _rows_of(given: Arguments, key: ChoiceFact) -> RowsFact:
    node = given.reader.names.rows_of(key.rows or "")
    assert node is not None, "the key was found in a list of the scope"
    return node


def _best_of_each(given: Arguments) -> Value:
    key = _key(given)
    item = given.reader.number(given.expression(1), given.within())
    return BestOfEach(_rows(given, _rows_of(given, key), item), key, item)


def _sum_of_best(given: Arguments) -> Value:
    best = given.above_zero(given.expression(0))
    if best.denominator != 1:
        raise given.wrong(given.expression(0), "取前几项须为整数", "how many are the best is a whole number")
    named = _listed(given, 1) if len(given.plain) > 2 else None
    item = given.reader.number(given.expression(-1), given.within())
    return SumOfBest(_rows(given, named, item), item, int(best))


def _repeats(given: Arguments) -> Value:
    found = given.value(0)
    if not isinstance(found, ChoiceFact) or found.rows is None:
        raise given.reader.mismatch(given.expression(0), _KEY, found)
    return words.repeats(found)


ROW_WORDS = (
    Word(
        name="count",
        signature="count(rows), count(condition), count(rows, condition)",
        meaning=Bilingual(
            "列表有多少项，或其中符合条件的有多少项", "how many rows a list has, or how many meet a condition"
        ),
        example='count(honours.form == "city")',
        plain=(1, 2),
        reach="rows",
        build=_count,
    ),
    Word(
        name="distinct",
        signature="distinct(rows.key)",
        meaning=Bilingual(
            "列表各项的某一文字有多少种，不计空白和大小写之差",
            "how many different values a text has in a list, white space and case aside",
        ),
        example="distinct(honours.title)",
        plain=(1, 1),
        reach="rows",
        build=_distinct,
    ),
    Word(
        name="sum",
        signature="sum(x, where=…), sum(rows, x, where=…)",
        meaning=Bilingual(
            "列表各项的 x 之和，或其中符合条件的各项之和", "the sum of x over the rows, or those that meet a condition"
        ),
        example="sum(honours.points, where=not honours.late)",
        plain=(1, 2),
        named=("where",),
        reach="rows",
        build=_sum,
    ),
    Word(
        name="mean",
        signature="mean(x, over=0), mean(rows, x, over=0), mean(x, where=…)",
        meaning=Bilingual(
            "列表各项的 x 的平均值；项数不足 over 时除以 over；或其中符合条件的各项的平均值；没有项时为 0",
            "the mean of x over the rows, or over a required number of them where that is greater; "
            "or over those that meet a condition; 0 over none",
        ),
        example="mean(honours.points, over=3)",
        plain=(1, 2),
        named=("over", "where"),
        reach="rows",
        build=_mean,
    ),
    Word(
        name="best_of_each",
        signature="best_of_each(rows.key, x)",
        meaning=Bilingual(
            "同一文字的各项只取 x 最大的一项，再求和",
            "the sum of the greatest x of each group of rows that share a text",
        ),
        example="best_of_each(honours.title, honours.points)",
        plain=(2, 2),
        reach="rows",
        build=_best_of_each,
    ),
    Word(
        name="sum_of_best",
        signature="sum_of_best(n, x), sum_of_best(n, rows, x)",
        meaning=Bilingual(
            "列表各项的 x 中最大的 n 个之和，不足 n 项的全部计入；取前 5 名平均写 sum_of_best(5, x) / 5",
            "the sum of the n greatest x of a list, of all where there are fewer; "
            "the mean of the best 5 is sum_of_best(5, x) / 5",
        ),
        example="sum_of_best(5, honours.points) / 5",
        plain=(2, 3),
        reach="rows",
        build=_sum_of_best,
    ),
    Word(
        name="repeats",
        signature="repeats(rows.key)",
        meaning=Bilingual("前面已有同一文字的一项", "whether an earlier row of the list has the same text"),
        example="count(not repeats(honours.title))",
        plain=(1, 1),
        build=_repeats,
    ),
    Word(
        name="any",
        signature="any(condition), any(rows, condition)",
        meaning=Bilingual("列表中有一项符合条件", "whether a row of the list meets the condition"),
        example="when(any(honours.late), 0, 5)",
        plain=(1, 2),
        reach="rows",
        build=_any,
    ),
    Word(
        name="all",
        signature="all(condition), all(rows, condition)",
        meaning=Bilingual(
            "列表各项都符合条件；空列表也算", "whether every row of the list meets the condition, as in an empty list"
        ),
        example="when(all(honours.points > 1), 5, 0)",
        plain=(1, 2),
        reach="rows",
        build=_all,
    ),
)
