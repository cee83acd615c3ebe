"""The prose backend: what a formula says, in words that a committee can read, in Chinese and in English.

`say` gives the whole formula; `phrase` gives one short line, for a tree in which the parts stand below it.
Every fact, limit and figure of a formula stands in its prose, and sums that are grouped differently are never
said alike.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import IntEnum
from fractions import Fraction
from string import Formatter
from typing import assert_never
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
    DaysLate,
    EvaluationDay,
    Fact,
    FixedDay,
    FlagFact,
    Floor,
    Greatest,
    IsGiven,
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
    ShareOfApplicable,
    ShareOfGreatest,
    Steps,
    Subtract,
    SumOfBest,
    SumOver,
    Tiers,
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


def membership(node: Node) -> tuple[RowsFact, Sequence[str]] | None:
    """Give the plain list and the words, where a comparison tells whether the list has one of the words."""
    match node:
        case Compare(Count(rows, where), ">" | "<=", Constant(limit)) if limit == 0 and where is not None:
            words = _words_of(rows, where)
            return (rows, words) if words else None
    return None


# How tightly words hold together ---------------------------------------------------------------------------


class _Binding(IntEnum):
    """How tightly a text holds together; what is looser than its place allows stands in parentheses."""

    SENTENCE = 0
    """Clauses with commas of their own."""
    LIMITED = 1
    """A text with a limit after it; more limits may follow, read from left to right."""
    PHRASE = 2
    """Words that are open at an end, so that a sign next to them would be misread."""
    SUM = 3
    PRODUCT = 4
    NOUN = 5
    """Words that end by themselves."""
    NAME = 6


_BINDING: Mapping[type[object], _Binding] = {
    When: _Binding.SENTENCE,
    Band: _Binding.SENTENCE,
    Tiers: _Binding.SENTENCE,
    ShareOfApplicable: _Binding.SENTENCE,
    RankPoints: _Binding.SENTENCE,
    AllOf: _Binding.SENTENCE,
    AnyOf: _Binding.SENTENCE,
    Cap: _Binding.LIMITED,
    Floor: _Binding.LIMITED,
    Quantize: _Binding.LIMITED,
    Least: _Binding.PHRASE,
    Greatest: _Binding.PHRASE,
    Steps: _Binding.PHRASE,
    BestOfEach: _Binding.PHRASE,
    ShareOfGreatest: _Binding.PHRASE,
    Compare: _Binding.PHRASE,
    CompareDays: _Binding.PHRASE,
    ChoiceIs: _Binding.PHRASE,
    Repeats: _Binding.PHRASE,
    IsGiven: _Binding.PHRASE,
    DaysLate: _Binding.PHRASE,
    Not: _Binding.PHRASE,
    Add: _Binding.SUM,
    Subtract: _Binding.SUM,
    Multiply: _Binding.PRODUCT,
    Ratio: _Binding.PRODUCT,
    Count: _Binding.NOUN,
    CountDistinct: _Binding.NOUN,
    SumOver: _Binding.NOUN,
    MeanOver: _Binding.NOUN,
    SumOfBest: _Binding.NOUN,
    PanelMark: _Binding.NOUN,
    RegionTotal: _Binding.NOUN,
    CohortSum: _Binding.NOUN,
    CohortGreatest: _Binding.NOUN,
    CohortRank: _Binding.NOUN,
    CohortSize: _Binding.NOUN,
}
"""The binding of each node; what is not here, facts and days, is a name."""


def _binding(node: Node) -> _Binding:
    match node:
        case Add((only,)) | Least((only,)) | Greatest((only,)) | AllOf((only,)) | AnyOf((only,)):
            return _binding(only)
        case Constant(value) if value < 0:
            return _Binding.SUM  # its own sign must not run into another
        case Constant(value) if "/" in written(value):
            return _Binding.PRODUCT
        case AllOf((Compare(left, ">=", right), Compare(other, "<=", limit))) if (left, right) == (other, limit):
            return _Binding.PHRASE
        case Count(_, where) if where is not None:
            return _Binding.PHRASE  # a condition may end in a number
        case _:
            return _BINDING.get(type(node), _Binding.NAME)


# Words -----------------------------------------------------------------------------------------------------
# The Chinese stands without spaces around its slots: they depend on what comes to stand there.

_COMPARED: Mapping[Comparison, Bilingual] = {
    ">": Bilingual("高于", "above"),
    ">=": Bilingual("不低于", "at least"),
    "<": Bilingual("低于", "below"),
    "<=": Bilingual("不高于", "at most"),
}
_EQUAL = Bilingual("等于", "exactly")
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
_PANEL = {
    "mean": Bilingual("平均值", "the mean"),
    "trimmed_mean": Bilingual(
        "去掉最高、最低各{trim}个后的平均值", "the mean without the {trim} highest and the {trim} lowest"
    ),
    "median": Bilingual("中位数", "the median"),
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

_SAID = {
    "parentheses": Bilingual("（{text}）", "({text})"),
    "signed": Bilingual("{left}{sign}{right}", "{left} {sign} {right}"),
    "ratio": Bilingual("{ratio}（分母为 0 时计{otherwise}）", "{ratio} ({otherwise} where the divisor is 0)"),
    "more": Bilingual("{items}、{item}", "{items}, {item}"),
    "lesser": Bilingual("{items}、{last}中的较小者", "the lesser of {items} and {last}"),
    "least": Bilingual("{items}、{last}中的最小者", "the least of {items} and {last}"),
    "greater": Bilingual("{items}、{last}中的较大者", "the greater of {items} and {last}"),
    "greatest": Bilingual("{items}、{last}中的最大者", "the greatest of {items} and {last}"),
    "cap": Bilingual("{inner}，累计不超过{most}", "{inner}, at most {most}"),
    "floor": Bilingual("{inner}，不低于{least}", "{inner}, not below {least}"),
    "quantize": Bilingual("{inner}，{rounded}", "{inner}, {rounded}"),
    "multiple": Bilingual("{rounded}{step}的整数倍", "{rounded} a multiple of {step}"),
    "whole": Bilingual("{rounded}整数", "{rounded} a whole number"),
    "when": Bilingual("若{condition}，则{then}，否则{otherwise}", "if {condition}, then {then}, otherwise {otherwise}"),
    "full_steps": Bilingual("{amount}每满{size}计 1", "1 for each full {size} in {amount}"),
    "started_steps": Bilingual(
        "{amount}每{size}计 1（不足{size}的按{size}计）", "1 for each {size}, full or started, in {amount}"
    ),
    "linear_band": Bilingual(
        "{value}以{baseline}为基准计分：不低于基准的{high}倍计{most}，不高于{low}倍计 0，其间按比例；"
        "基准为 0 时，高于 0 计{most}，否则计 0",
        "{value} against the baseline {baseline}: {most} from {high} times the baseline upward, "
        "0 up to {low} times it, in proportion between; "
        "against a baseline of 0, {most} for anything above 0, else 0",
    ),
    # A step gives all its points from the low limit on; the high one is said, for the rulebook states it.
    "step_band": Bilingual(
        "{value}以{baseline}为基准计分：不低于基准的{low}倍即计{most}（不必到{high}倍），否则计 0；"
        "基准为 0 时，高于 0 计{most}，否则计 0",
        "{value} against the baseline {baseline}: {most} from {low} times the baseline upward "
        "(not only from {high} times), else 0; against a baseline of 0, {most} for anything above 0, else 0",
    ),
    "tiers": Bilingual("{value}分档计分：{tiers}", "by the tier of {value}: {tiers}"),
    "tier": Bilingual("不低于{start}计{figure}", "{figure} from {start} upward"),
    "tier_above": Bilingual("高于{start}计{figure}", "{figure} above {start}"),
    "more_tiers": Bilingual("{tiers}，{tier}", "{tiers}, {tier}"),
    "below_tiers": Bilingual("其余计{figure}", "else {figure}"),
    "share_of_applicable": Bilingual(
        "适用各项的得分之和除以其满分之和：{parts}",
        "the points of the parts that apply, divided by their most: {parts}",
    ),
    "part": Bilingual("{points}（满分{most}）", "{points} (of {most})"),
    "part_where": Bilingual("{points}（满分{most}，{applies}时适用）", "{points} (of {most}, applies if {applies})"),
    "none_applies": Bilingual("{share}；都不适用时计{otherwise}", "{share}; {otherwise} where none applies"),
    "days_late": Bilingual("{day}晚于{due}的天数", "the number of days by which {day} is after {due}"),
    "working_days_late": Bilingual(
        "{day}晚于{due}的工作日数", "the number of working days by which {day} is after {due}"
    ),
    "calendar": Bilingual("{days}（{weekdays}）", "{days} ({weekdays})"),
    "weekdays": Bilingual("周一至周五", "Monday to Friday"),
    "holidays": Bilingual("{weekdays}，{days}放假", "{weekdays}; off: {days}"),
    "workdays": Bilingual("{weekdays}，{days}上班", "{weekdays}; worked: {days}"),
    "run_of_days": Bilingual("{first}至{last}", "{first} to {last}"),
    "given": Bilingual("{fact}已填报", "{fact} was stated"),
    "not_given": Bilingual("{fact}未填报", "{fact} was not stated"),
    "panel": Bilingual("{marks}的{rule}（每个评分{least}到{most}）", "{rule} of {marks} (each mark {least} to {most})"),
    "trimmed_panel": Bilingual(
        "{marks}{rule}（每个评分{least}到{most}，不足{enough}个时不去掉）",
        "{rule} of {marks} (each mark {least} to {most}; all count if fewer than {enough})",
    ),
    "count": Bilingual("{rows}的项数", "the number of {rows}"),
    "count_where": Bilingual("{rows}中{where}的项数", "the number of {rows} where {where}"),
    "distinct": Bilingual("{rows}中不同{key}的个数", "the number of different {key} in {rows}"),
    "sum": Bilingual("{rows}各项{item}之和", "the sum of {item} over {rows}"),
    "mean": Bilingual("{rows}各项{item}的平均值（{divisor}）", "the mean of {item} over {rows} ({divisor})"),
    "divisor": Bilingual("除以项数，没有时计 0", "divided by their number, 0 where there are none"),
    "fixed_divisor": Bilingual(
        "除以项数，项数少于{over}时除以{over}", "divided by their number, or by {over} where they are fewer"
    ),
    "divisor_over": Bilingual(
        "除以项数，项数少于{over}时除以{over}，都为 0 时计 0",
        "divided by their number, or by {over} where they are fewer, 0 where both are 0",
    ),
    "best_of_each": Bilingual(
        "{rows}中每个{key}只取最高的{item}，相加", "the sum of the highest {item} for each {key} in {rows}"
    ),
    "sum_of_best": Bilingual(
        "{rows}中{item}最高的{count}项之和（不足{count}项的全部计入）",
        "the sum of the {count} greatest {item} in {rows} (of all where there are fewer)",
    ),
    "given_total": Bilingual("{label}（须由活动给出）", "{label} (which the campaign gives)"),
    "region_total": Bilingual(
        "{label}（活动未给出时，取全部候选{inner}之和，已排除的也计入）",
        "{label} (where the campaign gives none, the sum of {inner} over all candidates, excluded ones too)",
    ),
    "cohort_sum": Bilingual("参评候选{inner}之和", "the sum of {inner} over the candidates compared"),
    "cohort_greatest": Bilingual("参评候选中最高的{inner}", "the greatest {inner} among the candidates compared"),
    "cohort_rank": Bilingual(
        "{inner}在参评候选中的名次（最高为第 1 名，相同的取较好名次）",
        "the rank of {inner} among the candidates compared (1 for the greatest, equal ones share the better rank)",
    ),
    "cohort_size": Bilingual("参评候选数", "the number of candidates compared"),
    "share_of_greatest": Bilingual(
        "{inner}与参评候选中最高值之比（最高值为 0 时计 0）",
        "{inner} as a share of the greatest among the candidates compared (0 where that is 0)",
    ),
    "rank_points": Bilingual(
        "按{inner}在参评候选中的名次计分：{most}×（参评候选数 − 名次 + 1）÷ 参评候选数，"
        "最高为第 1 名，相同的取较好名次",
        "by the rank of {inner} among the candidates compared: "
        "{most} × (candidates − rank + 1) ÷ candidates, "
        "with rank 1 for the greatest, and equal ones sharing the better rank",
    ),
    "evaluation_day": Bilingual("评审日", "the evaluation day"),
    "compare": Bilingual("{left}{sign}{right}", "{left} is {sign} {right}"),
    "choice": Bilingual("{choice}为{word}", "{choice} is {word}"),
    "includes": Bilingual("{rows}包含{found}", "{rows} include {found}"),
    "lacks": Bilingual("{rows}不含{found}", "{rows} do not include {found}"),
    "other_word": Bilingual("{found}或{word}", "{found} or {word}"),
    # The list is named by the formula around it: within that list alone it has a meaning.
    "repeats": Bilingual("{key}与前面某项相同", "{key} repeats an earlier one"),
    "and": Bilingual("{left}且{right}", "{left} and {right}"),
    "or": Bilingual("{left}或{right}", "{left} or {right}"),
    "always": Bilingual("无论如何", "always"),
    "never": Bilingual("从不", "never"),
    "not": Bilingual("并非{condition}", "not {condition}"),
}
"""What is said of each node."""

_MOST_LISTED = 8
"""How many figures one line lists; more would hide what it says."""

_SHORT = {
    "cap": Bilingual("累计不超过{limit}", "capped at {limit}"),
    "floor": Bilingual("不低于{limit}", "not below {limit}"),
    "full_steps": Bilingual("每满{size}计 1", "1 for each full {size}"),
    "started_steps": Bilingual("每{size}计 1（不足的也计）", "1 for each {size}, full or started"),
    "tiers": Bilingual("分档计分：{tiers}", "by tier: {tiers}"),
    # The most of each part is no node, so no line below says it.
    "share_of_applicable": Bilingual(
        "适用各项得分占其满分的比例（各项满分依次为{most}）",
        "points as a share of the most, of the parts that apply (the most of each in turn: {most})",
    ),
    "share_of_many": Bilingual("适用各项得分占其满分的比例", "points as a share of the most, of the parts that apply"),
    "panel": Bilingual("评分的{rule}", "{rule} of the marks"),
    "trimmed_panel": Bilingual("评分{rule}", "{rule} of the marks"),
    "count_where": Bilingual("符合条件的{rows}项数", "the number of {rows} that qualify"),
    "sum": Bilingual("{rows}各项之和", "sum over {rows}"),
    "mean": Bilingual("{rows}各项的平均值", "mean over {rows}"),
    "best_of_each": Bilingual("{rows}中每个{key}只取最高，相加", "sum of the highest for each {key} in {rows}"),
    "sum_of_best": Bilingual("{rows}中最高的{count}项之和", "sum of the {count} greatest in {rows}"),
    "rank_points": Bilingual("按名次计分，第 1 名{most}", "points by rank, {most} for the first"),
    "compare": Bilingual("{sign}{limit}", "{sign} {limit}"),
    "limit": Bilingual("所列限额", "the limit below"),
}
"""What is said of a node whose parts stand below it, where it takes a word or figure of its own."""

_CALLED: Mapping[type[object], Bilingual] = {
    Add: Bilingual("相加", "sum"),
    Subtract: Bilingual("相减", "difference"),
    Multiply: Bilingual("相乘", "product"),
    Ratio: Bilingual("相除", "quotient"),
    Least: Bilingual("取最小", "the least"),
    Greatest: Bilingual("取最大", "the greatest"),
    When: Bilingual("按条件取值", "depends on a condition"),
    Band: Bilingual("对照基准计分", "points against a baseline"),
    CohortSum: Bilingual("参评候选之和", "sum over the candidates compared"),
    CohortGreatest: Bilingual("参评候选中的最高值", "the greatest among the candidates compared"),
    CohortRank: Bilingual("在参评候选中的名次", "rank among the candidates compared"),
    ShareOfGreatest: Bilingual("与参评候选中最高值之比", "as a share of the greatest among the candidates compared"),
    AllOf: Bilingual("全部满足", "all of these hold"),
    AnyOf: Bilingual("满足任一", "any of these holds"),
    Not: Bilingual("并非", "not"),
}
"""What a node is called whose parts, which stand below it, say the rest."""


# Nodes -----------------------------------------------------------------------------------------------------


@attrs.frozen
class _Voice:
    """Says nodes in one language."""

    language: Language

    def say(self, node: Node) -> str:
        match node:
            case Fact() | FlagFact() | ChoiceFact() | DayFact() | RowsFact() | MarksFact():
                return self._quoted(node.label)
            case Constant(value):
                return written(value)
            case Add((only,)) | Least((only,)) | Greatest((only,)) | AllOf((only,)) | AnyOf((only,)):
                return self.say(only)
            case Add(terms):
                return self._sum(terms)
            case Subtract(left, right):
                return self._signed(self._at(left, _Binding.SUM), "−", self._at(right, _Binding.PRODUCT))
            case Multiply(left, right):
                return self._signed(self._at(left, _Binding.PRODUCT), "×", self._at(right, _Binding.NOUN))
            case Ratio():
                return self._ratio(node)
            case Least(terms):
                return self._one_of(terms, "lesser" if len(terms) == 2 else "least")
            case Greatest(terms):
                return self._one_of(terms, "greater" if len(terms) == 2 else "greatest")
            case Cap(inner, most):
                return self._limited("cap", inner, most=self._at(most, _Binding.PHRASE))
            case Floor(inner, least):
                return self._limited("floor", inner, least=self._at(least, _Binding.PHRASE))
            case Quantize(inner, step, mode):
                return self._limited("quantize", inner, rounded=self._rounded(step, mode))
            case When():
                return self._when(node)
            case Steps(amount, size, started):
                words = _SAID["started_steps" if started else "full_steps"]
                return self._put(words, amount=self._at(amount, _Binding.NOUN), size=_step(size, amount))
            case Band():
                return self._band(node)
            case Tiers():
                return self._tiers(node)
            case ShareOfApplicable():
                return self._share_of_applicable(node)
            case DaysLate():
                return self._days_late(node)
            case PanelMark():
                return self._panel_mark(node)
            case Count(rows, where):
                words = _SAID["count" if where is None else "count_where"]
                return self._put(words, rows=self.say(rows), where="" if where is None else self.say(where))
            case CountDistinct(rows, key):
                return self._put(_SAID["distinct"], rows=self.say(rows), key=self.say(key))
            case SumOver(rows, item):
                return self._put(_SAID["sum"], rows=self.say(rows), item=self._name(item))
            case MeanOver():
                return self._mean(node)
            case BestOfEach(rows, key, item):
                slots = {"rows": self.say(rows), "key": self.say(key), "item": self._name(item)}
                return self._put(_SAID["best_of_each"], **slots)
            case SumOfBest(rows, item, count):
                slots = {"rows": self.say(rows), "count": str(count), "item": self._name(item)}
                return self._put(_SAID["sum_of_best"], **slots)
            case RegionTotal(_, _, inner, label):
                words = _SAID["given_total" if inner is None else "region_total"]
                return self._put(words, label=self._quoted(label), inner="" if inner is None else self._name(inner))
            case CohortSum(inner):
                return self._put(_SAID["cohort_sum"], inner=self._name(inner))
            case CohortGreatest(inner):
                return self._put(_SAID["cohort_greatest"], inner=self._name(inner))
            case CohortRank(inner):
                return self._put(_SAID["cohort_rank"], inner=self._name(inner))
            case CohortSize():
                return self._put(_SAID["cohort_size"])
            case ShareOfGreatest(inner):
                return self._put(_SAID["share_of_greatest"], inner=self._name(inner))
            case RankPoints(inner, points):
                slots = {"inner": self._name(inner), "most": self._name(Constant(points))}
                return self._put(_SAID["rank_points"], **slots)
            case FixedDay(day):
                return self._day(day)
            case EvaluationDay():
                return self._put(_SAID["evaluation_day"])
            case Compare(left, sign, right):
                return self._included(node) or self._compared(_COMPARED[sign], left, right)
            case CompareDays(first, sign, second):
                return self._compared(_COMPARED_DAYS[sign], first, second)
            case ChoiceIs(choice, word):
                return self._put(_SAID["choice"], choice=self.say(choice), word=f"“{word}”")
            case Repeats(_, key):
                return self._put(_SAID["repeats"], key=self.say(key))
            case IsGiven(fact):
                return self._put(_SAID["given"], fact=self.say(fact))
            case AllOf((Compare(left, ">=", right), Compare(other, "<=", limit))) if (left, right) == (other, limit):
                return self._compared(_EQUAL, left, right)
            case AllOf():
                return self._joined("and", node) or self._put(_SAID["always"])
            case AnyOf():
                return self._joined("or", node) or self._put(_SAID["never"])
            case Not(IsGiven(fact)):
                return self._put(_SAID["not_given"], fact=self.say(fact))
            case Not(condition):
                return self._put(_SAID["not"], condition=self._name(condition))
            case _:
                assert_never(node)

    def phrase(self, node: Node) -> str:
        match node:
            case Fact() | FlagFact() | ChoiceFact() | DayFact() | RowsFact() | MarksFact() | RegionTotal():
                return node.label.say(self.language)
            case Constant() | CountDistinct() | CohortSize():
                return self.say(node)
            case FixedDay() | EvaluationDay() | ChoiceIs() | Repeats() | IsGiven():
                return self.say(node)
            case DaysLate():
                return self._late(node)
            case ShareOfApplicable():
                if len(node.most) > _MOST_LISTED:
                    return self._put(_SHORT["share_of_many"])
                most = self._listed([written(each) for each in node.most])
                return self._put(_SHORT["share_of_applicable"], most=most)
            case Tiers(_, tiers, otherwise, above):
                return self._put(_SHORT["tiers"], tiers=self._tier_list(tiers, otherwise, above=above))
            case Add() | Subtract() | Multiply() | Ratio() | Least() | Greatest() | When() | Band():
                return self._put(_CALLED[type(node)])
            case CohortSum() | CohortGreatest() | CohortRank() | ShareOfGreatest():
                return self._put(_CALLED[type(node)])
            case AllOf((Compare(left, ">=", right), Compare(other, "<=", limit))) if (left, right) == (other, limit):
                return self._short_comparison(_EQUAL, right)
            case AllOf() | AnyOf() | Not():
                return self._put(_CALLED[type(node)])
            case Cap(_, most):
                return self._put(_SHORT["cap"], limit=self._limit(most))
            case Floor(_, least):
                return self._put(_SHORT["floor"], limit=self._limit(least))
            case Quantize(_, step, mode):
                return self._rounded(step, mode)
            case Steps(amount, size, started):
                words = _SHORT["started_steps" if started else "full_steps"]
                return self._put(words, size=_step(size, amount))
            case PanelMark(marks, _):
                words = _SHORT["trimmed_panel" if _trim(marks.rule) else "panel"]
                return self._put(words, rule=self._panel_rule(marks.rule))
            case Count(rows, where):
                words = _SAID["count"] if where is None else _SHORT["count_where"]
                return self._put(words, rows=self.say(rows))
            case SumOver(rows, _):
                return self._put(_SHORT["sum"], rows=self.say(rows))
            case MeanOver(rows, _, _):
                return self._put(_SHORT["mean"], rows=self.say(rows))
            case BestOfEach(rows, key, _):
                return self._put(_SHORT["best_of_each"], rows=self.say(rows), key=self.say(key))
            case SumOfBest(rows, _, count):
                return self._put(_SHORT["sum_of_best"], rows=self.say(rows), count=str(count))
            case RankPoints(_, points):
                return self._put(_SHORT["rank_points"], most=written(points))
            case Compare(_, sign, right):
                return self._included(node) or self._short_comparison(_COMPARED[sign], right)
            case CompareDays(_, sign, second):
                return self._short_comparison(_COMPARED_DAYS[sign], second)
            case _:
                assert_never(node)

    def _at(self, node: Node, loosest: _Binding) -> str:
        """Say a node in a place that takes nothing looser than this."""
        text = self.say(node)
        return text if _binding(node) >= loosest else self._put(_SAID["parentheses"], text=text)

    def _name(self, node: Node) -> str:
        return self._at(node, _Binding.NAME)

    def _signed(self, left: str, sign: str, right: str) -> str:
        return self._put(_SAID["signed"], left=left, sign=sign, right=right)

    def _sum(self, terms: tuple[Number, ...]) -> str:
        if not terms:
            return "0"
        text = self._at(terms[0], _Binding.SUM)
        for term in terms[1:]:
            text = self._signed(text, "+", self._at(term, _Binding.PRODUCT))
        return text

    def _ratio(self, node: Ratio) -> str:
        top, bottom = self._at(node.numerator, _Binding.PRODUCT), self._at(node.denominator, _Binding.NOUN)
        ratio = self._signed(top, "÷", bottom)
        divisor, otherwise = node.denominator, node.otherwise
        if isinstance(divisor, Constant) and divisor.value != 0 and isinstance(otherwise, Constant):
            return ratio  # by a number that is written out: there is no otherwise
        if isinstance(divisor, Fact) and _is_above_zero(divisor) and otherwise == Constant(Fraction(0)):
            return ratio  # by what cannot be 0
        return self._put(_SAID["ratio"], ratio=ratio, otherwise=self._at(otherwise, _Binding.SUM))

    def _one_of(self, terms: tuple[Number, ...], words: str) -> str:
        *items, last = [self._at(term, _Binding.SUM) for term in terms]
        return self._put(_SAID[words], items=self._listed(items), last=last)

    def _limited(self, words: str, inner: Number, **limit: str) -> str:
        return self._put(_SAID[words], inner=self._at(inner, _Binding.LIMITED), **limit)

    def _rounded(self, step: Fraction, mode: str) -> str:
        words = _SAID["whole" if step == 1 else "multiple"]
        return self._put(words, rounded=self._put(_ROUNDED[mode]), step=written(step))

    def _when(self, node: When) -> str:
        # Another choice in the last place reads on.
        loosest = _Binding.SENTENCE if isinstance(node.otherwise, When) else _Binding.PHRASE
        return self._put(
            _SAID["when"],
            condition=self.say(node.condition),
            then=self._at(node.then, _Binding.PHRASE),
            otherwise=self._at(node.otherwise, loosest),
        )

    def _band(self, node: Band) -> str:
        return self._put(
            _SAID[f"{node.shape}_band"],
            value=self._at(node.value, _Binding.SUM),
            baseline=self._at(node.baseline, _Binding.SUM),
            low=written(node.low),
            high=written(node.high),
            most=written(node.most),
        )

    def _tiers(self, node: Tiers) -> str:
        tiers = self._tier_list(node.tiers, node.otherwise, above=node.above)
        return self._put(_SAID["tiers"], value=self._at(node.inner, _Binding.SUM), tiers=tiers)

    def _tier_list(self, tiers: tuple[tuple[Fraction, Fraction], ...], otherwise: Fraction, *, above: bool) -> str:
        tier = _SAID["tier_above" if above else "tier"]
        text = self._put(_SAID["below_tiers"], figure=written(otherwise))
        for start, figure in tiers:
            one = self._put(tier, start=written(start), figure=written(figure))
            text = self._put(_SAID["more_tiers"], tiers=one, tier=text)
        return text

    def _share_of_applicable(self, node: ShareOfApplicable) -> str:
        parts = [
            self._put(
                _SAID["part" if applies == AllOf(()) else "part_where"],
                applies=self.say(applies),
                points=self._at(points, _Binding.SUM),
                most=written(most),
            )
            for applies, points, most in zip(node.applies, node.points, node.most, strict=True)
        ]
        share = self._put(_SAID["share_of_applicable"], parts=self._listed(parts))
        if AllOf(()) in node.applies and isinstance(node.otherwise, Constant):
            return share  # one part applies always: there is no otherwise
        return self._put(_SAID["none_applies"], share=share, otherwise=self._at(node.otherwise, _Binding.SUM))

    def _late(self, node: DaysLate) -> str:
        words = _SAID["days_late" if node.calendar is None else "working_days_late"]
        return self._put(words, day=self.say(node.day), due=self.say(node.due))

    def _days_late(self, node: DaysLate) -> str:
        late, calendar = self._late(node), node.calendar
        if calendar is None:
            return late
        weekdays = self._put(_SAID["weekdays"])
        for words, days in (("holidays", calendar.holidays), ("workdays", calendar.workdays)):
            if days:
                weekdays = self._put(_SAID[words], weekdays=weekdays, days=self._listed(self._runs(days)))
        return self._put(_SAID["calendar"], days=late, weekdays=weekdays)

    def _runs(self, days: tuple[date, ...]) -> list[str]:
        """Say days in their order, those that follow each other as one run."""
        runs: list[list[date]] = []
        for each in sorted(set(days)):
            if runs and each.toordinal() == runs[-1][-1].toordinal() + 1:
                runs[-1].append(each)
            else:
                runs.append([each])
        return [self._run(self._day(run[0]), self._day(run[-1])) for run in runs]

    def _run(self, first: str, last: str) -> str:
        return first if first == last else self._put(_SAID["run_of_days"], first=first, last=last)

    def _listed(self, items: list[str]) -> str:
        text = items[0]
        for item in items[1:]:
            text = self._put(_SAID["more"], items=text, item=item)
        return text

    def _panel_mark(self, node: PanelMark) -> str:
        trim = _trim(node.marks.rule)
        return self._put(
            _SAID["trimmed_panel" if trim else "panel"],
            marks=self.say(node.marks),
            rule=self._panel_rule(node.marks.rule),
            least=written(node.marks.domain.least or Fraction(0)),
            most=written(node.most),
            enough=str(2 * trim + 1),
        )

    def _panel_rule(self, rule: PanelRule) -> str:
        kind = rule.kind if rule.kind != "trimmed_mean" or rule.trim else "mean"
        return self._put(_PANEL[kind], trim=str(rule.trim))

    def _mean(self, node: MeanOver) -> str:
        over = self._at(node.over, _Binding.SUM)
        match node.over:
            case Constant(value):
                divisor = self._put(_SAID["fixed_divisor" if value > 0 else "divisor"], over=over)
            case _:
                divisor = self._put(_SAID["divisor_over"], over=over)
        slots = {"rows": self.say(node.rows), "item": self._name(node.item), "divisor": divisor}
        return self._put(_SAID["mean"], **slots)

    def _compared(self, sign: Bilingual, left: Node, right: Node) -> str:
        sides = {"left": self._at(left, _Binding.SUM), "right": self._at(right, _Binding.SUM)}
        return self._put(_SAID["compare"], sign=self._put(sign), **sides)

    def _included(self, node: Compare) -> str:
        """Say whether a plain list has one of some words; empty where that is not what is compared."""
        found = membership(node)
        if found is None:
            return ""
        rows, (first, *others) = found
        text = f"“{first}”"
        for word in others:
            text = self._put(_SAID["other_word"], found=text, word=f"“{word}”")
        return self._put(_SAID["includes" if node.sign == ">" else "lacks"], rows=self.say(rows), found=text)

    def _joined(self, words: str, node: AllOf | AnyOf) -> str:
        said = [self._at(each, _Binding.PHRASE) for each in _members(node)]
        text = "".join(said[:1])
        for each in said[1:]:
            text = self._put(_SAID[words], left=text, right=each)
        return text

    def _short_comparison(self, sign: Bilingual, other: Node) -> str:
        return self._put(_SHORT["compare"], sign=self._put(sign), limit=self._limit(other))

    def _limit(self, node: Node) -> str:
        """Say a limit by its figure or name; a formula stands below, and is only pointed at."""
        if isinstance(node, Constant | Fact | DayFact | FixedDay | EvaluationDay):
            return self.say(node)
        return self._put(_SHORT["limit"])

    def _day(self, day: date) -> str:
        zh = f"{day.year} 年 {day.month} 月 {day.day} 日"
        return zh if self.language == "zh" else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def _quoted(self, label: Bilingual) -> str:
        inner = label.say(self.language).replace("“", "‘").replace("”", "’")
        return f"“{inner}”"

    def _put(self, words: Bilingual, **slots: str) -> str:
        sentence = words.say(self.language)
        if self.language == "en":
            return sentence.format(**slots)
        parsed = Formatter().parse(sentence)
        return _spaced(piece for text, slot, *_ in parsed for piece in (text, slots[slot] if slot else ""))


def _is_above_zero(fact: Fact) -> bool:
    return fact.domain.least is not None and fact.domain.least > 0


def _is_share(node: Number) -> bool:
    """Whether people think of a number in percent."""
    match node:
        case Fact(_, _, domain):
            return domain.least == 0 and domain.most == 1 and not domain.whole
        case Ratio(_, denominator):
            return not isinstance(denominator, Constant)
        case Subtract(left, right):
            return _is_share(left) or _is_share(right)
        case Cap(inner, _) | Floor(inner, _):
            return _is_share(inner)
        case _:
            return isinstance(node, ShareOfGreatest)


def _step(size: Fraction, amount: Number) -> str:
    return f"{written(size * 100)}%" if size < 1 and _is_share(amount) else written(size)


def _trim(rule: PanelRule) -> int:
    return rule.trim if rule.kind == "trimmed_mean" else 0


def _words_of(rows: RowsFact, where: Condition) -> list[str]:
    """Give the words that a condition looks for among the rows of a plain list; none where it asks anything else."""
    words = []
    for each in _members(where) if isinstance(where, AnyOf) else (where,):
        match each:
            case ChoiceIs(ChoiceFact("value", label, of_candidate=False), word) if label == rows.label:
                words.append(word)
            case _:
                return []
    return words


def _members(node: AllOf | AnyOf) -> Iterator[Condition]:
    """Give what is joined, and what a like condition within joins: it is the same truth."""
    for condition in node.conditions:
        if isinstance(condition, AllOf | AnyOf) and type(condition) is type(node):
            yield from _members(condition)
        else:
            yield condition


def _spaced(pieces: Iterable[str]) -> str:
    """Put Chinese together: a space where a figure, letter or sign meets a character or another sign."""
    text = ""
    for piece in filter(None, pieces):
        text += f" {piece}" if text and _stand_off(text[-1], piece[0]) else piece
    return text


def _stand_off(left: str, right: str) -> bool:
    closed = any(side in "（），、；：" for side in (left, right))  # they bring a space of their own
    return not closed and not (_is_wide(left) and _is_wide(right))


def _is_wide(character: str) -> bool:
    return character in "“”" or east_asian_width(character) in ("W", "F")
