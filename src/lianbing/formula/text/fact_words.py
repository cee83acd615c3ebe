"""The words that make a number of facts of other kinds: conditions, choices, days, marks, and what may be missing."""

from lianbing.formula import words
from lianbing.formula.nodes import ChoiceFact, ChoiceIs, DayFact, Fact, FlagFact, MarksFact, Number, When, WorkCalendar
from lianbing.formula.text.arguments import Arguments, Word
from lianbing.formula.text.operators import is_word
from lianbing.formula.text.reader import ZERO
from lianbing.formula.text.source import Span, cited
from lianbing.formula.text.syntax import Argument, Name, Quoted
from lianbing.formula.text.values import CHOICE, MARKS, Value
from lianbing.language import Bilingual

_FACT = Bilingual("事实", "a fact")
_NUMBER_FACT = Bilingual("数字事实", "a fact that is a number")


def _panel(given: Arguments) -> Value:
    found = given.value(0)
    if not isinstance(found, MarksFact):
        raise given.reader.mismatch(given.expression(0), MARKS, found)
    return words.panel(found, most=given.most())


def _share_of_applicable(given: Arguments) -> Value:
    parts = []
    for each in given.listed:
        assert each.before is not None
        assert each.of is not None
        applies = given.reader.condition(each.before, given.inside)
        got = given.reader.number(each.value, given.inside)
        parts.append((applies, got, given.above_zero(each.of)))
    return words.share_of_applicable(*parts, otherwise=given.number("otherwise", ZERO))


def _days_late(given: Arguments) -> Value:
    return words.days_late(given.day(0), given.day(1))


def _working_days_late(given: Arguments) -> Value:
    calendar = given.reader.names.calendar or WorkCalendar()
    return words.days_late(given.day(0), given.day(1), calendar=calendar)


def _given(given: Arguments) -> Value:
    found = given.value(0)
    if not isinstance(found, Fact | FlagFact | ChoiceFact | DayFact | MarksFact):
        raise given.reader.mismatch(given.expression(0), _FACT, found)
    return words.given(found)


def _or_else(given: Arguments) -> Value:
    found = given.value(0)
    if not isinstance(found, Fact):
        raise given.reader.mismatch(given.expression(0), _NUMBER_FACT, found)
    return words.or_else(found, given.number(1))


def _how_many(given: Arguments) -> Value:
    return words.how_many(*(given.condition(index) for index in range(len(given.plain))))


def _pick(given: Arguments) -> Value:
    choice = given.value(0)
    if not isinstance(choice, ChoiceFact):
        raise given.reader.mismatch(given.expression(0), CHOICE, choice)
    tests: list[ChoiceIs] = []
    figures: list[Number] = []
    for each in given.listed:
        option, span = _option(given, each)
        test = is_word(given.reader, choice, option, span)
        if test in tests:
            raise given.reader.source.wrong(span, f"选项{cited(option)}写了两次", f"{cited(option)} stands twice")
        tests.append(test)
        figures.append(given.reader.number(each.value, given.inside))
    if "otherwise" in given.named:
        innermost = given.number("otherwise")
    else:
        _check_covered(given, choice, [test.value for test in tests])
        tests.pop()
        innermost = figures.pop()
    for test, figure in zip(reversed(tests), reversed(figures), strict=True):
        innermost = When(test, figure, innermost)
    return innermost


def _option(given: Arguments, argument: Argument) -> tuple[str, Span]:
    key = argument.key or argument.before
    if not isinstance(key, Name | Quoted):
        assert key is not None
        raise given.wrong(key, "此处应为一个选项", "expected one of the options")
    return key.text, key.span


def _check_covered(given: Arguments, choice: ChoiceFact, said: list[str]) -> None:
    missing = [option for option in choice.options if option not in said]
    if not choice.options:
        zh, en = "可以是任何文字，须写 otherwise=…", "may be any text; say otherwise=…"
    elif missing:
        options = [cited(option) for option in missing[:12]]
        zh = f"还有选项{'、'.join(options)}，须一一写明，或写 otherwise=…"
        en = f"may also be {', '.join(options)}; say what each is worth, or otherwise=…"
    else:
        return
    raise given.wrong(given.call, f"{choice.name} {zh}", f"{choice.name} {en}")


FACT_WORDS = (
    Word(
        name="pick",
        signature="pick(choice, option = a, …, otherwise = b)",
        meaning=Bilingual(
            "按选项取数；选项可写在引号中；没有写全时须写 otherwise",
            "a number by option, which may stand in quotation marks; otherwise is for those not named",
        ),
        example="pick(region, city = 2, otherwise = 1)",
        plain=(1, 1),
        named=("otherwise",),
        listed="options",
        build=_pick,
    ),
    Word(
        name="panel",
        signature="panel(marks, most=most)",
        meaning=Bilingual("评审组评分按规则合成，每个评分最高 most", "a panel's marks put together, each at most most"),
        example="panel(institution, most=10)",
        plain=(1, 1),
        named=("most",),
        build=_panel,
    ),
    Word(
        name="share_of_applicable",
        signature="share_of_applicable(condition: points of most, …, otherwise=0)",
        meaning=Bilingual(
            "适用的各部分得分之和除以其满分之和；不适用的不计入；都不适用取 otherwise；总是适用的条件写 true",
            "what the parts that apply got, divided by what they can give; otherwise where none applies; "
            "the condition of a part that always applies is true",
        ),
        example="share_of_applicable(connected: cases of 30, true: filing of 1)",
        named=("otherwise",),
        listed="parts",
        build=_share_of_applicable,
    ),
    Word(
        name="days_late",
        signature="days_late(day, due)",
        meaning=Bilingual("超过期限的天数，未超过为 0", "how many days a day lies after the day due, else 0"),
        example="days_late(reported, 2019-11-05)",
        plain=(2, 2),
        build=_days_late,
    ),
    Word(
        name="working_days_late",
        signature="working_days_late(day, due)",
        meaning=Bilingual(
            "超过期限的工作日数，未超过为 0", "how many working days a day lies after the day due, else 0"
        ),
        example="working_days_late(reported, 2019-11-05)",
        plain=(2, 2),
        build=_working_days_late,
    ),
    Word(
        name="given",
        signature="given(fact)",
        meaning=Bilingual("可以缺少的事实是否已填", "whether a fact that may be missing was stated"),
        example="when(given(audited), 1, 0)",
        plain=(1, 1),
        build=_given,
    ),
    Word(
        name="or_else",
        signature="or_else(fact, x)",
        meaning=Bilingual("已填的事实，未填则取 x", "a fact where it was stated, else x"),
        example="or_else(audited, 0)",
        plain=(2, 2),
        build=_or_else,
    ),
    Word(
        name="how_many",
        signature="how_many(condition, …)",
        meaning=Bilingual("所列条件有几个成立", "how many of the conditions hold"),
        example="how_many(connected, cases > 5)",
        plain=(1, None),
        build=_how_many,
    ),
)
