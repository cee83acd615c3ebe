"""Breaches: what of the contract a plugin breaks, what shows it, and what to do; and the error that tells them all."""

from collections.abc import Iterable, Mapping
from typing import Literal

import attrs

from lianbing.errors import Fault
from lianbing.language import Bilingual, Language

Code = Literal[
    "loading",
    "plugin",
    "exactness",
    "names",
    "claims",
    "bounds",
    "backends",
    "determinism",
    "row_order",
    "monotone",
    "raised",
    "round_trip",
    "prose",
    "example",
    "no_example",
    "evidence_error",
    "parameter_error",
]
"""The parts of the contract."""


@attrs.frozen
class _Words:
    """What is said of a part of the contract: its name, and what to do where it is broken."""

    called: Bilingual
    advice: Bilingual


_WORDS: Mapping[Code, _Words] = {
    "loading": _Words(
        Bilingual("规则能够加载", "the rulebook loads"),
        Bilingual("先改正规则文件中的这一处", "mend this place of the rulebook first"),
    ),
    "plugin": _Words(
        Bilingual("插件能够加载", "the plugin loads"),
        Bilingual(
            "改正插件；或以 modules 给出未安装的插件",
            "mend the plugin, or give one that is not installed as `modules`",
        ),
    ),
    "exactness": _Words(
        Bilingual("只用精确数", "exact numbers alone"),
        Bilingual(
            "用 int、Fraction 或 Decimal（参数用 Points），不用 float",
            "use int, Fraction or Decimal (Points for a parameter), never float",
        ),
    ),
    "names": _Words(
        Bilingual("每个事实都有中英文名称", "every fact has a name in both languages"),
        Bilingual(
            "在类型中写上名称：Annotated[…, Name(中文, English)]",
            "name it in its type: Annotated[…, Name(Chinese, English)]",
        ),
    ),
    "claims": _Words(
        Bilingual("earns、deducts 指向数值事实", "earns and deducts name numbers"),
        Bilingual(
            "写字段名，列表中的写“列表.字段”，且只写一次",
            "write the field's name, or `list.field` for one of a row, and each once",
        ),
    ),
    "bounds": _Words(
        Bilingual("得分在 0 与满分之间，且可证明", "points stay within 0 and the maximum, proved"),
        Bilingual(
            "用 cap(…, most.分项)、floor(…) 限定，或用 within(least, most) 收窄事实的范围",
            "limit it with cap(…, most.<criterion>) and floor(…), or narrow a fact's range with within(least, most)",
        ),
    ),
    "backends": _Words(
        Bilingual("各种算法结果一致", "all backends agree"),
        Bilingual(
            "公式只由 lianbing.formula 的词写成，证据类不改动所给的值",
            "write formulas with the words of lianbing.formula alone, and let evidence be what was given",
        ),
    ),
    "determinism": _Words(
        Bilingual("同样的材料得同样的分", "the same evidence gives the same points"),
        Bilingual(
            "scheme 只看参数、事实和满分，不看时间、随机数或全局变量",
            "let scheme look at parameters, facts and maxima alone: no clock, chance or global variable",
        ),
    ),
    "row_order": _Words(
        Bilingual("列表各行的先后不影响得分", "the order of rows does not matter"),
        Bilingual(
            "不在证据类中截取或排序列表；要取最好的几项，用公式写",
            "do not cut or sort a list in the evidence class; say in a formula which rows count",
        ),
    ),
    "monotone": _Words(
        Bilingual(
            "earns 越多不会更少，deducts 越多不会更多", "more of what earns never lowers, of what deducts never raises"
        ),
        Bilingual("改正公式，或从 earns、deducts 中去掉它", "mend the formula, or take it out of earns or deducts"),
    ),
    "raised": _Words(
        Bilingual("计分不引发异常", "scoring raises nothing"),
        Bilingual(
            "证据类中不写会引发异常的代码；合法范围写在类型里",
            "let the evidence class run no code that raises; its types say what is lawful",
        ),
    ),
    "round_trip": _Words(
        Bilingual("材料写成文件再读入，不变", "evidence written as files reads back the same"),
        Bilingual(
            "证据类的字段保持所给的值，不用 converter，类型用 lianbing.formula 的",
            "let fields keep what they are given, without converters, and use the types of lianbing.formula",
        ),
    ),
    "prose": _Words(
        Bilingual("文字说明提到公式所读的每个事实", "the prose names every fact that a formula reads"),
        Bilingual("给事实一个不空的名称", "give the fact a name that is not empty"),
    ),
    "example": _Words(
        Bilingual("示例算得所写的分", "worked examples hold"),
        Bilingual("手工核算后改正示例或公式", "work it out by hand, then mend the example or the formula"),
    ),
    "no_example": _Words(
        Bilingual("每个指标至少有一个示例", "every indicator has a worked example"),
        Bilingual("在规则中加一个 [[example]]", "add an [[example]] to the rulebook"),
    ),
    "evidence_error": _Words(
        Bilingual("材料有误时指明字段", "wrong evidence is told by its field"),
        Bilingual(
            "让类型说明什么合法，证据类中不写自己的检查",
            "let the types say what is lawful, and write no checks of your own in the evidence class",
        ),
    ),
    "parameter_error": _Words(
        Bilingual("参数有误时指明参数", "a wrong parameter is told by its name"),
        Bilingual(
            "在 scheme 中检查参数，引发 ParameterError(Bilingual(…), path=(参数名,))",
            "check it in scheme and raise ParameterError(Bilingual(…), path=(<parameter>,))",
        ),
    ),
}


@attrs.frozen(kw_only=True)
class Breach:
    """One part of the contract that is broken.

    Attributes:
        code: The part.
        indicator: The award and indicator, ``team/work``; empty where it concerns the whole rulebook.
        what: What is wrong.
        counterexample: The facts or values that show it, as a file would state them; empty where none are needed.
    """

    code: Code
    indicator: str = ""
    what: Bilingual
    counterexample: str = ""

    @property
    def advice(self) -> Bilingual:
        """What to do."""
        return _WORDS[self.code].advice

    def say(self, language: Language = "zh") -> str:
        """Say it in a few lines: the part, what is wrong, the counterexample, what to do."""
        where = f"{self.indicator}: " if self.indicator else ""
        called = _WORDS[self.code].called.say(language)
        example = Bilingual("反例", "counterexample").say(language)
        return "\n    ".join(
            [
                f"{where}{called} [{self.code}]",
                self.what.say(language),
                *([f"{example}: {self.counterexample}"] if self.counterexample else []),
                f"→ {self.advice.say(language)}",
            ]
        )


class ContractError(AssertionError):
    """A plugin or rulebook breaks the contract.

    Attributes:
        breaches: All that is wrong.
    """

    def __init__(self, breaches: Iterable[Breach]) -> None:
        self.breaches = tuple(breaches)
        super().__init__("\n" + self.say("zh") + "\n\n" + self.say("en"))

    def say(self, language: Language = "zh") -> str:
        """Say all breaches."""
        return "\n".join(each.say(language) for each in self.breaches)


def told(faults: Iterable[Fault]) -> Bilingual:
    """Say faults in one line, without the file: it is one of ours, and gone when people read of it."""
    short = [attrs.evolve(each, place=attrs.evolve(each.place, file=None, line=None, column=None)) for each in faults]
    return Bilingual("; ".join(each.say("zh") for each in short), "; ".join(each.say("en") for each in short))
