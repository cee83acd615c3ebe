"""The words of formulas, in both languages: what each node is called and how its parts are put together.

The Chinese stands without spaces around its slots: they depend on what comes to stand there.
"""

from collections.abc import Mapping

from lianbing.formula.nodes import (
    Add,
    AllOf,
    AnyOf,
    Band,
    CohortGreatest,
    CohortRank,
    CohortSum,
    Comparison,
    Greatest,
    Least,
    Multiply,
    Not,
    Ratio,
    ShareOfGreatest,
    Subtract,
    When,
)
from lianbing.language import Bilingual

COMPARED: Mapping[Comparison, Bilingual] = {
    ">": Bilingual("高于", "above"),
    ">=": Bilingual("不低于", "at least"),
    "<": Bilingual("低于", "below"),
    "<=": Bilingual("不高于", "at most"),
}
EQUAL = Bilingual("等于", "exactly")
COMPARED_DAYS: Mapping[Comparison, Bilingual] = {
    ">": Bilingual("晚于", "after"),
    ">=": Bilingual("不早于", "not before"),
    "<": Bilingual("早于", "before"),
    "<=": Bilingual("不晚于", "not after"),
}
ROUNDED = {
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
PANEL = {
    "mean": Bilingual("平均值", "the mean"),
    "trimmed_mean": Bilingual(
        "去掉最高、最低各{trim}个后的平均值", "the mean without the {trim} highest and the {trim} lowest"
    ),
    "median": Bilingual("中位数", "the median"),
}
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

SAID = {
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

MOST_LISTED = 8
"""How many figures one line lists; more would hide what it says."""

SHORT = {
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

CALLED: Mapping[type[object], Bilingual] = {
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
