"""The prose backend: what a formula says, in words that a committee can read, in Chinese and in English.

`say` gives the whole formula; `phrase` gives one short line, for a tree in which the parts stand below it. Every
fact, limit and figure of a formula stands in its prose, and what is grouped differently is never said alike.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import IntEnum
from fractions import Fraction
from string import Formatter
from typing import Literal, assert_never
from unicodedata import east_asian_width

import attrs

from lianbing.formula.domain import written
from lianbing.formula.nodes import (
    Add,
    AllOf,
    AnyOf,
    Band,
    BestOfEach,
    Cap,
    ChoiceFact,
    ChoiceIs,
    CohortGreatest,
    CohortRank,
    CohortSize,
    CohortSum,
    Compare,
    CompareDays,
    Comparison,
    Condition,
    Constant,
    Count,
    CountDistinct,
    DayFact,
    EvaluationDay,
    Fact,
    FixedDay,
    FlagFact,
    Floor,
    Greatest,
    Least,
    MarksFact,
    MeanOver,
    Multiply,
    Node,
    Not,
    Number,
    PanelMark,
    PanelRule,
    Quantize,
    RankPoints,
    Ratio,
    RegionTotal,
    Repeats,
    RowsFact,
    ShareOfGreatest,
    Steps,
    Subtract,
    SumOver,
    When,
)
from lianbing.language import Bilingual, Language


def say(node: Node, language: Language) -> str:
    """Say a formula, a condition or a fact in words.

    >>> cases = Fact("cases", Bilingual("案件数", "cases"))
    >>> say(Cap(cases * 2, Constant(Fraction(30))), "zh")
    '“案件数” × 2，累计不超过 30'
    >>> say((cases + 1) * 2, "en")
    '(“cases” + 1) × 2'
    """
    return _Voice(language).say(node)


def phrase(node: Node, language: Language) -> str:
    """Name a node in one short line, for a tree that lists its parts below it.

    >>> phrase(Cap(Constant(Fraction(31)), Constant(Fraction(30))), "en")
    'capped at 30'
    """
    return _Voice(language).phrase(node)


# How tightly words hold together -----------------------------------------------------------------------------------


class Binding(IntEnum):
    """How tightly a text holds together; what is looser than its place allows stands in parentheses."""

    SENTENCE = 0
    """Clauses with commas of their own."""
    LIMITED = 1
    """A text with a limit after it; further limits may follow, and are read from left to right."""
    PHRASE = 2
    """Words that are open at an end, so that a sign next to them would be misread."""
    SUM = 3
    PRODUCT = 4
    NOUN = 5
    """Words that end by themselves."""
    NAME = 6


_BINDING: Mapping[type[object], Binding] = {
    When: Binding.SENTENCE,
    Band: Binding.SENTENCE,
    RankPoints: Binding.SENTENCE,
    AllOf: Binding.SENTENCE,
    AnyOf: Binding.SENTENCE,
    Cap: Binding.LIMITED,
    Floor: Binding.LIMITED,
    Quantize: Binding.LIMITED,
    Least: Binding.PHRASE,
    Greatest: Binding.PHRASE,
    Steps: Binding.PHRASE,
    BestOfEach: Binding.PHRASE,
    ShareOfGreatest: Binding.PHRASE,
    Compare: Binding.PHRASE,
    CompareDays: Binding.PHRASE,
    ChoiceIs: Binding.PHRASE,
    Repeats: Binding.PHRASE,
    Not: Binding.PHRASE,
    Add: Binding.SUM,
    Subtract: Binding.SUM,
    Multiply: Binding.PRODUCT,
    Ratio: Binding.PRODUCT,
    Count: Binding.NOUN,
    CountDistinct: Binding.NOUN,
    SumOver: Binding.NOUN,
    MeanOver: Binding.NOUN,
    PanelMark: Binding.NOUN,
    RegionTotal: Binding.NOUN,
    CohortSum: Binding.NOUN,
    CohortGreatest: Binding.NOUN,
    CohortRank: Binding.NOUN,
    CohortSize: Binding.NOUN,
}
"""The binding of each node; facts and days, which are not here, are names."""


def _binding(node: Node) -> Binding:
    match node:
        case Constant(value) if value < 0:
            return Binding.SUM  # its own sign must not run into another
        case Constant(value) if "/" in written(value):
            return Binding.PRODUCT
        case Count(_, where) if where is not None:
            return Binding.PHRASE  # a condition may end in a number
        case _:
            return _BINDING.get(type(node), Binding.NAME)


# Words that belong to a figure or a word of the language -----------------------------------------------------------

_COMPARED: Mapping[Comparison, Bilingual] = {
    ">": Bilingual("高于", "above"),
    ">=": Bilingual("不低于", "at least"),
    "<": Bilingual("低于", "below"),
    "<=": Bilingual("不高于", "at most"),
}
_COMPARED_DAYS: Mapping[Comparison, Bilingual] = {
    ">": Bilingual("晚于", "after"),
    ">=": Bilingual("不早于", "not before"),
    "<": Bilingual("早于", "before"),
    "<=": Bilingual("不晚于", "not after"),
}
_ROUNDED = {
    "ROUND_HALF_UP": Bilingual("四舍五入到", "rounded half up to"),
    "ROUND_HALF_DOWN": Bilingual("四舍五入（恰为一半时舍去）到", "rounded half down to"),
    "ROUND_HALF_EVEN": Bilingual("四舍六入五成双到", "rounded half to even, to"),
    "ROUND_UP": Bilingual("向远离 0 的一侧取到", "rounded away from 0 to"),
    "ROUND_DOWN": Bilingual("向 0 的一侧取到", "rounded toward 0 to"),
    "ROUND_CEILING": Bilingual("向较大的一侧取到", "rounded up to"),
    "ROUND_FLOOR": Bilingual("向较小的一侧取到", "rounded down to"),
    "ROUND_05UP": Bilingual(
        "向 0 的一侧（末位得 0 或 5 时向远离 0 的一侧）取到",
        "rounded toward 0 (away from it where the last digit would be 0 or 5) to",
    ),
}
_PANEL: Mapping[str, Bilingual] = {
    "mean": Bilingual("平均值", "the mean"),
    "trimmed_mean": Bilingual("去掉最高、最低各{trim}个后的平均值", "the mean without the {trim} highest and lowest"),
    "median": Bilingual("中位数", "the median"),
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def _is_share(node: Number) -> bool:
    """Whether people think of a number in percent."""
    match node:
        case Fact(domain=domain):
            return (domain.least, domain.most, domain.whole) == (0, 1, False)
        case Ratio(denominator=denominator):
            return not isinstance(denominator, Constant)
        case Subtract(left, right):
            return _is_share(left) or _is_share(right)
        case Cap(inner, _) | Floor(inner, _):
            return _is_share(inner)
        case _:
            return isinstance(node, ShareOfGreatest)


def _step(size: Fraction, amount: Number) -> str:
    return f"{written(size * 100)}%" if size < 1 and _is_share(amount) else written(size)


def _members(node: AllOf | AnyOf) -> Iterable[Condition]:
    """The conditions that are joined, those of a like condition within it among them: the truth is the same."""
    for condition in node.conditions:
        if isinstance(condition, AllOf | AnyOf) and type(condition) is type(node):
            yield from _members(condition)
        else:
            yield condition


# Both languages ----------------------------------------------------------------------------------------------------


@attrs.frozen
class _Voice:
    """Says nodes in one language."""

    language: Language

    def say(self, node: Node) -> str:
        match node:
            case Fact() | FlagFact() | ChoiceFact() | DayFact() | RowsFact() | MarksFact():
                return f"“{node.label.say(self.language)}”"
            case Constant(value):
                return written(value)
            case Add(terms):
                return self._sum(terms)
            case Subtract(left, right):
                return self._signed(self._at(left, Binding.SUM), "−", self._at(right, Binding.PRODUCT))
            case Multiply(left, right):
                return self._signed(self._at(left, Binding.PRODUCT), "×", self._at(right, Binding.NOUN))
            case Ratio():
                return self._ratio(node)
            case Least(terms):
                two = len(terms) == 2
                word = Bilingual("较小者", "lesser") if two else Bilingual("最小者", "least")
                return self._one_of(terms, word)
            case Greatest(terms):
                two = len(terms) == 2
                word = Bilingual("较大者", "greater") if two else Bilingual("最大者", "greatest")
                return self._one_of(terms, word)
            case Cap(inner, most):
                return self._limited(inner, "累计不超过{limit}", "at most {limit}", self._at(most, Binding.PHRASE))
            case Floor(inner, least):
                return self._limited(inner, "不低于{limit}", "not below {limit}", self._at(least, Binding.PHRASE))
            case Quantize(inner, step, mode):
                return self._limited(inner, "{limit}", "{limit}", self._rounded(step, mode))
            case When(condition, then, otherwise):
                return self._put(
                    "若{condition}，则{then}，否则{otherwise}",
                    "if {condition}, then {then}, otherwise {otherwise}",
                    condition=self.say(condition),
                    then=self._at(then, Binding.PHRASE),
                    # Another choice in the last place reads on.
                    otherwise=self._at(otherwise, Binding.SENTENCE if isinstance(otherwise, When) else Binding.PHRASE),
                )
            case Steps(amount, size, started):
                return self._put(
                    "{amount}每{size}计 1（不足{size}的按{size}计）" if started else "{amount}每满{size}计 1",
                    "1 for each {size}, full or started, of {amount}" if started else "1 for each full {size} of {amount}",
                    amount=self._at(amount, Binding.NOUN),
                    size=_step(size, amount),
                )
            case Band():
                return self._band(node)
            case PanelMark():
                return self._panel_mark(node)
            case Count(rows, None):
                return self._put("{rows}的项数", "the number of {rows}", rows=self.say(rows))
            case Count(rows, where) if where is not None:
                return self._put(
                    "{rows}中{where}的项数",
                    "the number of {rows} where {where}",
                    rows=self.say(rows),
                    where=self.say(where),
                )
            case CountDistinct(rows, key):
                return self._put(
                    "{rows}中不同{key}的个数",
                    "the number of different {key} in {rows}",
                    rows=self.say(rows),
                    key=self.say(key),
                )
            case SumOver(rows, item):
                return self._put(
                    "{rows}各项{item}之和", "the sum of {item} over {rows}", rows=self.say(rows), item=self._name(item)
                )
            case MeanOver():
                return self._mean(node)
            case BestOfEach(rows, key, item):
                return self._put(
                    "{rows}中每个{key}只取最高的{item}，相加",
                    "the sum of the highest {item} for each {key} in {rows}",
                    rows=self.say(rows),
                    key=self.say(key),
                    item=self._name(item),
                )
            case RegionTotal():
                return self._region_total(node)
            case CohortSum(inner):
                return self._of_cohort("参评候选{inner}之和", "the sum of {inner} over the candidates compared", inner)
            case CohortGreatest(inner):
                return self._of_cohort(
                    "参评候选中最高的{inner}", "the greatest {inner} among the candidates compared", inner
                )
            case CohortRank(inner):
                return self._of_cohort(
                    "{inner}在参评候选中的名次（最高为第 1 名，相同的取较好名次）",
                    "the rank of {inner} among the candidates compared (1 for the greatest, equal ones share the better)",
                    inner,
                )
            case CohortSize():
                return self._put("参评候选数", "the number of candidates compared")
            case ShareOfGreatest(inner):
                return self._of_cohort(
                    "{inner}与参评候选中最高值之比（最高值为 0 时计 0）",
                    "{inner} as a share of the greatest among the candidates compared (0 where that is 0)",
                    inner,
                )
            case RankPoints(inner, most):
                return self._of_cohort(
                    "按{inner}在参评候选中的名次计分：{most} ×（参评候选数 − 名次 + 1）÷ 参评候选数，最高为第 1 名，相同的取较好名次",
                    "by the rank of {inner} among the candidates compared: {most} × (candidates − rank + 1) ÷ candidates,"
                    " with 1 for the greatest, and equal ones share the better rank",
                    inner,
                    most=self._name(Constant(most)),
                )
            case Compare(left, sign, right):
                return self._put(
                    "{left}{sign}{right}",
                    "{left} is {sign} {right}",
                    left=self._at(left, Binding.SUM),
                    sign=_COMPARED[sign].say(self.language),
                    right=self._at(right, Binding.SUM),
                )
            case CompareDays(first, sign, second):
                return self._put(
                    "{first}{sign}{second}",
                    "{first} is {sign} {second}",
                    first=self.say(first),
                    sign=_COMPARED_DAYS[sign].say(self.language),
                    second=self.say(second),
                )
            case ChoiceIs(choice, value):
                return self._put("{choice}为“{value}”", "{choice} is “{value}”", choice=self.say(choice), value=value)
            case Repeats(_, key):
                # Its list is named by the formula around it: it has a meaning within that list alone.
                return self._put("{key}与前面某项相同", "{key} repeats an earlier one", key=self.say(key))
            case AllOf():
                return self._joined(node, "且", "and") or self._put("无需任何条件", "always")
            case AnyOf():
                return self._joined(node, "或", "or") or self._put("无论如何都不", "never")
            case Not(condition):
                return self._put("并非{condition}", "not {condition}", condition=self._name(condition))
            case FixedDay(day):
                return self._day(day)
            case EvaluationDay():
                return self._put("评审日", "the evaluation day")
            case _:
                assert_never(node)

    def phrase(self, node: Node) -> str:
        match node:
            case Fact() | FlagFact() | ChoiceFact() | DayFact() | RowsFact() | MarksFact() | RegionTotal():
                return node.label.say(self.language)
            case Constant() | FixedDay() | EvaluationDay() | CohortSize() | ChoiceIs() | Repeats() | CountDistinct():
                return self.say(node)
            case Add():
                return self._put("相加", "sum")
            case Subtract():
                return self._put("相减", "difference")
            case Multiply():
                return self._put("相乘", "product")
            case Ratio():
                return self._put("相除", "quotient")
            case Least():
                return self._put("取最小", "the least")
            case Greatest():
                return self._put("取最大", "the greatest")
            case Cap(_, most):
                return self._put("累计不超过{limit}", "capped at {limit}", limit=self._limit(most))
            case Floor(_, least):
                return self._put("不低于{limit}", "not below {limit}", limit=self._limit(least))
            case Quantize(_, step, mode):
                return self._rounded(step, mode)
            case When():
                return self._put("按条件取值", "depends on a condition")
            case Steps(amount, size, started):
                return self._put(
                    "每{size}计 1（不足的也计）" if started else "每满{size}计 1",
                    "1 for each {size}, full or started" if started else "1 for each full {size}",
                    size=_step(size, amount),
                )
            case Band():
                return self._put("对照基准计分", "points against a baseline")
            case PanelMark(marks, _):
                return self._put("评分的{rule}", "{rule} of the marks", rule=self._panel_rule(marks.rule))
            case Count(rows, None):
                return self.say(node)
            case Count(rows, _):
                return self._put("符合条件的{rows}项数", "number of {rows} that qualify", rows=self.say(rows))
            case SumOver(rows, _):
                return self._put("{rows}各项之和", "sum over {rows}", rows=self.say(rows))
            case MeanOver(rows, _, _):
                return self._put("{rows}各项的平均值", "mean over {rows}", rows=self.say(rows))
            case BestOfEach(rows, key, _):
                return self._put(
                    "{rows}中每个{key}只取最高，相加",
                    "sum of the highest for each {key} in {rows}",
                    rows=self.say(rows),
                    key=self.say(key),
                )
            case CohortSum():
                return self._put("参评候选之和", "sum over the candidates compared")
            case CohortGreatest():
                return self._put("参评候选中的最高值", "the greatest among the candidates compared")
            case CohortRank():
                return self._put("在参评候选中的名次", "rank among the candidates compared")
            case ShareOfGreatest():
                return self._put("与参评候选中最高值之比", "share of the greatest among the candidates compared")
            case RankPoints(_, most):
                return self._put("按名次计分，第 1 名{most}", "points by rank, {most} for the first", most=written(most))
            case Compare(_, sign, right):
                return self._compared(_COMPARED[sign], right)
            case CompareDays(_, sign, second):
                return self._compared(_COMPARED_DAYS[sign], second)
            case AllOf():
                return self._put("全部满足", "all of these hold")
            case AnyOf():
                return self._put("满足任一", "any of these holds")
            case Not():
                return self._put("不满足", "does not hold")
            case _:
                assert_never(node)

    def _at(self, node: Node, tightest: Binding) -> str:
        """Say a node in a place that takes nothing looser than this."""
        text = self.say(node)
        return text if _binding(node) >= tightest else self._put("（{text}）", "({text})", text=text)

    def _name(self, node: Node) -> str:
        return self._at(node, Binding.NAME)

    def _signed(self, left: str, sign: str, right: str) -> str:
        return self._put("{left}{sign}{right}", "{left} {sign} {right}", left=left, sign=sign, right=right)

    def _sum(self, terms: tuple[Number, ...]) -> str:
        if not terms:
            return "0"
        text = self._at(terms[0], Binding.SUM)
        for term in terms[1:]:
            text = self._signed(text, "+", self._at(term, Binding.PRODUCT))
        return text

    def _ratio(self, node: Ratio) -> str:
        text = self._signed(
            self._at(node.numerator, Binding.PRODUCT), "÷", self._at(node.denominator, Binding.NOUN)
        )
        if isinstance(node.denominator, Constant) and node.denominator.value != 0:
            return text
        return self._put(
            "{text}（分母为 0 时计{otherwise}）",
            "{text} ({otherwise} where the divisor is 0)",
            text=text,
            otherwise=self._at(node.otherwise, Binding.SUM),
        )

    def _one_of(self, terms: tuple[Number, ...], word: Bilingual) -> str:
        said = [self._at(term, Binding.SUM) for term in terms]
        rest = ", ".join(said[:-1])
        return self._put(
            "{listed}中的{word}",
            "the {word} of {rest} and {last}" if rest else "the {word} of {last}",
            listed="、".join(said),
            rest=rest,
            last=said[-1],
            word=word.say(self.language),
        )

    def _limited(self, inner: Number, zh: str, en: str, limit: str) -> str:
        text = self._at(inner, Binding.LIMITED)
        return self._put("{text}，" + zh, "{text}, " + en, text=text, limit=limit)

    def _rounded(self, step: Fraction, mode: str) -> str:
        way = _ROUNDED[mode].say(self.language)
        if step == 1:
            return self._put("{way}整数", "{way} a whole number", way=way)
        return self._put("{way}{step}的整数倍", "{way} a multiple of {step}", way=way, step=written(step))

    def _band(self, node: Band) -> str:
        # A step reaches all its points at the low limit; the high one is said, for the rulebook states it.
        linear = Bilingual(
            "不低于基准的{high}倍计{most}，不高于{low}倍计 0，其间按比例",
            "{most} from {high} times the baseline upward, 0 up to {low} times it, in proportion between them",
        )
        step = Bilingual(
            "不低于基准的{low}倍即计{most}（不必到{high}倍），否则计 0",
            "{most} from {low} times the baseline upward (not only from {high} times), else 0",
        )
        shape = linear if node.shape == "linear" else step
        return self._put(
            "{value}以{baseline}为基准计分：" + shape.zh + "；基准为 0 时，高于 0 计{most}，否则计 0",
            "{value} against the baseline {baseline}: " + shape.en + "; against 0, {most} for anything above 0, else 0",
            value=self._at(node.value, Binding.SUM),
            baseline=self._at(node.baseline, Binding.SUM),
            low=written(node.low),
            high=written(node.high),
            most=written(node.most),
        )

    def _panel_mark(self, node: PanelMark) -> str:
        trim = node.marks.rule.trim if node.marks.rule.kind == "trimmed_mean" else 0
        return self._put(
            "{marks}各评分的{rule}（每个 0 到{most}" + ("，不足{enough}个时不去掉）" if trim else "）"),
            "{rule} of the marks {marks} (each 0 to {most}" + ("; all count if fewer than {enough})" if trim else ")"),
            marks=self.say(node.marks),
            rule=self._panel_rule(node.marks.rule),
            most=written(node.most),
            enough=str(2 * trim + 1),
        )

    def _panel_rule(self, rule: PanelRule) -> str:
        words = _PANEL[rule.kind]
        return self._put(words.zh, words.en, trim=str(rule.trim))

    def _mean(self, node: MeanOver) -> str:
        """A mean with its divisor, which may be a required number of rows."""
        match node.over:
            case Constant(value) if value <= 0:
                divisor = self._put("除以项数，没有时计 0", "divided by their number, 0 where there are none")
            case over:
                divisor = self._put(
                    "除以项数，项数少于{over}时除以{over}",
                    "divided by their number, or by {over} where they are fewer",
                    over=self._at(over, Binding.SUM),
                )
                if not isinstance(over, Constant):
                    divisor = self._put("{divisor}；都为 0 时计 0", "{divisor}; 0 where both are 0", divisor=divisor)
        return self._put(
            "{rows}各项{item}的平均值（{divisor}）",
            "the mean of {item} over {rows} ({divisor})",
            rows=self.say(node.rows),
            item=self._name(node.item),
            divisor=divisor,
        )

    def _region_total(self, node: RegionTotal) -> str:
        label = f"“{node.label.say(self.language)}”"
        if node.inner is None:
            return self._put("{label}（须由活动给出）", "{label} (which the campaign gives)", label=label)
        return self._put(
            "{label}（活动未给出时，取全部候选{inner}之和，已排除的也计入）",
            "{label} (where the campaign gives none, the sum of {inner} over all candidates, excluded ones too)",
            label=label,
            inner=self._name(node.inner),
        )

    def _of_cohort(self, zh: str, en: str, inner: Number, most: str = "") -> str:
        return self._put(zh, en, inner=self._name(inner), most=most)

    def _joined(self, node: AllOf | AnyOf, zh: str, en: str) -> str:
        said = [self._at(each, Binding.PHRASE) for each in _members(node)]
        text = "".join(said[:1])
        for each in said[1:]:
            text = self._put("{text}" + zh + "{each}", "{text} " + en + " {each}", text=text, each=each)
        return text

    def _compared(self, sign: Bilingual, other: Node) -> str:
        """A comparison without its left side, which stands below it."""
        return self._put("{sign}{other}", "{sign} {other}", sign=sign.say(self.language), other=self._limit(other))

    def _limit(self, node: Node) -> str:
        """A limit by its figure or name; a formula, which stands below, is only pointed at."""
        if isinstance(node, Constant | Fact | DayFact | FixedDay | EvaluationDay):
            return self.say(node)
        return self._put("所列限额", "the limit below")

    def _day(self, day: date) -> str:
        zh = f"{day.year} 年 {day.month} 月 {day.day} 日"
        return zh if self.language == "zh" else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def _put(self, zh: str, en: str, **slots: str) -> str:
        """Fill the sentence of the language; the Chinese ones are written without spaces around their slots."""
        sentence = zh if self.language == "zh" else en
        pieces = [piece for text, slot, *_ in Formatter().parse(sentence) for piece in (text, slots.get(slot or "", ""))]
        return _spaced(pieces) if self.language == "zh" else "".join(pieces)


def _spaced(pieces: Iterable[str]) -> str:
    """Put Chinese together: a figure or sign stands off from a character, and punctuation brings its own space."""
    text = ""
    for piece in filter(None, pieces):
        text += (" " if text and _stand_off(text[-1], piece[0]) else "") + piece
    return text


def _stand_off(left: str, right: str) -> bool:
    sides: tuple[Literal[0, 1, 2], ...] = (_width(left), _width(right))
    return 2 not in sides and 0 in sides


def _width(character: str) -> Literal[0, 1, 2]:
    """2 for punctuation with a space of its own, 1 for a wide character, 0 for figures, letters and signs."""
    if character in "（），、；：":
        return 2
    return 1 if character in "“”" or east_asian_width(character) in "WF" else 0
