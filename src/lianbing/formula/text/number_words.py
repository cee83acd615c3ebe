"""The words that make a number of numbers: limits, choices by condition, steps, tiers and bands."""

import decimal
from itertools import pairwise

from lianbing.formula import words
from lianbing.formula.nodes import Quantize
from lianbing.formula.text.arguments import Arguments, Word
from lianbing.formula.text.reader import ZERO
from lianbing.formula.text.values import Value
from lianbing.language import Bilingual

ROUNDINGS = tuple(name for name in dir(decimal) if name.startswith("ROUND_"))


def _least(given: Arguments) -> Value:
    return words.least(*given.numbers())


def _greatest(given: Arguments) -> Value:
    return words.greatest(*given.numbers())


def _cap(given: Arguments) -> Value:
    return words.cap(given.number(0), given.number(1))


def _floor(given: Arguments) -> Value:
    return words.floor(given.number(0), given.number(1) if len(given.plain) > 1 else ZERO)


def _when(given: Arguments) -> Value:
    return words.when(given.condition(0), given.number(1), given.number(2))


def _steps(given: Arguments) -> Value:
    started = given.one_of("count", ("full", "started")) == "started"
    amount, size = given.number(0), given.above_zero(given.expression(1))
    return words.steps(amount, size, count="started" if started else "full")


def _round(given: Arguments) -> Value:
    mode = given.one_of("mode", ROUNDINGS, "ROUND_HALF_UP")
    return Quantize(given.number(0), given.above_zero(given.expression(1)), mode)


def _tiers(given: Arguments) -> Value:
    value = given.number(0)
    rising = []
    for each in given.listed:
        assert each.before is not None
        rising.append((given.constant_of(each.before), given.constant_of(each.value)))
    for (low, high), each in zip(pairwise([start for start, _ in rising]), given.listed[1:], strict=True):
        if low >= high and each.before is not None:
            raise given.wrong(each.before, "各档的起点须逐档升高", "each tier starts above the one before it")
    otherwise, above = given.constant("otherwise", ZERO.value), given.flag("above")
    return words.tiers(value, *rising, otherwise=otherwise, above=above)


def _band(given: Arguments) -> Value:
    low, high = given.constant("low"), given.constant("high")
    if not 0 <= low < high:
        raise given.wrong(given.call, "band 须有 0 <= low < high", "a band needs 0 <= low < high")
    step = given.one_of("shape", ("linear", "step"), "linear") == "step"
    value, baseline, most = given.number(0), given.number(1), given.most()
    return words.band(value, baseline, low=low, high=high, most=most, shape="step" if step else "linear")


NUMBER_WORDS = (
    Word(
        name="least",
        signature="least(a, b, …)",
        meaning=Bilingual("几个数中最小的", "the least of several numbers"),
        example="least(cases, 10)",
        plain=(1, None),
        build=_least,
    ),
    Word(
        name="greatest",
        signature="greatest(a, b, …)",
        meaning=Bilingual("几个数中最大的", "the greatest of several numbers"),
        example="greatest(cases, 10)",
        plain=(1, None),
        build=_greatest,
    ),
    Word(
        name="cap",
        signature="cap(x, limit)",
        meaning=Bilingual("累计不超过上限：超过的部分不计", "x up to a limit; what exceeds it does not count"),
        example="cap(2 * cases, 30)",
        plain=(2, 2),
        build=_cap,
    ),
    Word(
        name="floor",
        signature="floor(x, limit)",
        meaning=Bilingual("不低于下限，下限不写即为 0", "x, but never below a limit; 0 where none is said"),
        example="floor(10 - 2 * cases)",
        plain=(1, 2),
        build=_floor,
    ),
    Word(
        name="when",
        signature="when(condition, a, b)",
        meaning=Bilingual("条件成立时取 a，否则取 b", "a where the condition holds, else b"),
        example="when(connected, 5, 0)",
        plain=(3, 3),
        build=_when,
    ),
    Word(
        name="tiers",
        signature="tiers(x, start: figure, …, otherwise=0, above=false)",
        meaning=Bilingual(
            "分档计分：取 x 达到的最高一档的数，一档也未达到取 otherwise；above=true 指超过起点才算达到",
            "the figure of the highest tier that x reaches, below all tiers that of otherwise; "
            "with above=true a tier is reached only above its start",
        ),
        example="tiers(filing, 80%: 5, 90%: 10)",
        plain=(1, 1),
        named=("otherwise", "above"),
        listed="figures",
        build=_tiers,
    ),
    Word(
        name="steps",
        signature='steps(x, size, count="full"|"started")',
        meaning=Bilingual(
            "x 含有多少个 size（每…计…分）：full 只数满的，started 不满的也算一个",
            "how many steps of a size x holds: full ones alone, or started ones too",
        ),
        example='steps(fines, 1000, count="full")',
        plain=(2, 2),
        named=("count",),
        needed=("count",),
        build=_steps,
    ),
    Word(
        name="round",
        signature='round(x, step, mode="ROUND_HALF_UP")',
        meaning=Bilingual("把 x 修约到 step 的倍数，不写 mode 即四舍五入", "x rounded to a multiple of step, half up"),
        example="round(fines / 3, 0.01)",
        plain=(2, 2),
        named=("mode",),
        build=_round,
    ),
    Word(
        name="band",
        signature='band(x, baseline, low=…, high=…, most=most, shape="linear"|"step")',
        meaning=Bilingual(
            "与基准相比计分：达到基准的 high 倍得 most，不高于 low 倍得 0，其间按比例；step 则达到 low 倍即得 most",
            "points against a baseline: most at high times it, 0 at low times it, in proportion between; "
            "with step most from low times it upward",
        ),
        example="band(cases, 20, low=0.5, high=1.5, most=10)",
        plain=(2, 2),
        named=("low", "high", "most", "shape"),
        needed=("low", "high"),
        build=_band,
    ),
)
