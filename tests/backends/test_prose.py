"""Prose says every formula, in both languages, wholly and without ambiguity."""

import ast
import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import get_args

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianbing.backends.prose import phrase, say
from lianbing.formula.declared import Declared, evidence_class
from lianbing.formula.evidence import Facts
from lianbing.formula.nodes import (
    Add,
    Band,
    Condition,
    Constant,
    Fact,
    FixedDay,
    MarksFact,
    Multiply,
    Node,
    Number,
    PanelRule,
    Quantize,
    Ratio,
    Subtract,
    WorkCalendar,
    number,
    walk,
)
from lianbing.formula.words import (
    all_of,
    any_of,
    best_of_each,
    cap,
    count,
    days_late,
    distinct,
    evaluation_day,
    floor,
    greatest,
    greatest_of_cohort,
    least,
    mean,
    or_else,
    panel,
    rank_in_cohort,
    rank_points,
    region_total,
    repeats,
    share_of_applicable,
    share_of_greatest,
    size_of_cohort,
    steps,
    sum_of_best,
    sum_of_cohort,
    tiers,
    total,
    when,
)
from lianbing.formula.words import (
    given as stated,
)
from lianbing.language import Bilingual, Language
from tests.backends.example_evidence import FACTS
from tests.strategies_formula import ROUNDINGS, conditions, numbers

CASES, FINES, RATE, BALANCE = FACTS.cases, FACTS.fines, FACTS.filing, FACTS.balance
CONNECTED, REPORTED, HONOURS = FACTS.connected, FACTS.reported, FACTS.honours
LATE, POINTS, TITLE = HONOURS.late, HONOURS.points, HONOURS.title
AUDITED, REVOKED = FACTS.audited, HONOURS.revoked
GOLDEN_WEEK = tuple(date(2019, 10, each) for each in (7, 3, 1, 2, 4, 2, 8))
MADE_UP = WorkCalendar(GOLDEN_WEEK, (date(2019, 10, 12), date(2019, 9, 29)))
JUNE = FixedDay(date(2019, 6, 5))
HALF, FULL = Fraction(1, 2), Fraction(3, 2)
CITY = Bilingual("全市案件数", "cases of the city")
WORDS = {
    "missing": Declared(type="words", title="缺少的文书", english="missing documents", options=("report", "notice"))
}
MISSING = Facts(evidence_class("ProseEvidence", WORDS)).missing
TABLE = {"gauges": Declared(type="rows", title="仪表", facts={"value": Declared(type="text", title="读数")})}
GAUGES = Facts(evidence_class("GaugeEvidence", TABLE)).gauges


def marks(rule: PanelRule) -> MarksFact:
    """The marks of the example, put together by a rule."""
    fact: MarksFact = FACTS.institution
    return attrs.evolve(fact, rule=rule)


def city_total(inner: Number | None) -> Number:
    """A total of the city."""
    return region_total("city", "cases", zh=CITY.zh, en=CITY.en, otherwise_sum_of=inner)


SAID: list[tuple[Node, str, str]] = [
    (CASES, "“案件数”", "“cases”"),
    (CONNECTED, "“已接入平台”", "“connected to the platform”"),
    (Fact("x", Bilingual("“绿盾”次数", "“Green Shield” tours")), "“‘绿盾’次数”", "“‘Green Shield’ tours”"),
    (FACTS.region, "“地区”", "“area”"),
    (REPORTED, "“报送日期”", "“day of the report”"),
    (HONOURS.node, "“荣誉”", "“honours”"),
    (FACTS.institution, "“制度”", "“institution”"),
    (number(Fraction(5, 2)), "2.5", "2.5"),
    (number(Fraction(2, 3)), "2/3", "2/3"),
    (CASES + FINES + BALANCE, "“案件数” + “罚款额” + “差额”", "“cases” + “fines” + “balance”"),
    (CASES - FINES, "“案件数” − “罚款额”", "“cases” − “fines”"),
    (CASES * FINES, "“案件数” × “罚款额”", "“cases” × “fines”"),
    (
        (CASES / FINES).otherwise(1),
        "“案件数” ÷ “罚款额”（分母为 0 时计 1）",
        "“cases” ÷ “fines” (1 where the divisor is 0)",
    ),
    (CASES / 3, "“案件数” ÷ 3", "“cases” ÷ 3"),
    (
        Ratio(CASES, number(3), FINES),
        "“案件数” ÷ 3（分母为 0 时计“罚款额”）",
        "“cases” ÷ 3 (“fines” where the divisor is 0)",
    ),
    (CASES - number(-3), "“案件数” −（-3）", "“cases” − (-3)"),
    (least(CASES, FINES), "“案件数”、“罚款额”中的较小者", "the lesser of “cases” and “fines”"),
    (least(CASES, FINES, 10), "“案件数”、“罚款额”、10 中的最小者", "the least of “cases”, “fines” and 10"),
    (greatest(CASES, FINES), "“案件数”、“罚款额”中的较大者", "the greater of “cases” and “fines”"),
    (
        greatest(CASES, FINES, 10),
        "“案件数”、“罚款额”、10 中的最大者",
        "the greatest of “cases”, “fines” and 10",
    ),
    (cap(CASES * 2, 30), "“案件数” × 2，累计不超过 30", "“cases” × 2, at most 30"),
    (floor(5 - CASES), "5 − “案件数”，不低于 0", "5 − “cases”, not below 0"),
    (
        floor(cap(total(HONOURS, POINTS), 30) - 5),
        "（“荣誉”各项“得分”之和，累计不超过 30）− 5，不低于 0",
        "(the sum of “points” over “honours”, at most 30) − 5, not below 0",
    ),
    (floor(cap(CASES, 30)), "“案件数”，累计不超过 30，不低于 0", "“cases”, at most 30, not below 0"),
    (
        when(CONNECTED, 10 * least((CASES / FINES).otherwise(1), 1), 0),
        "若“已接入平台”，则 10 ×（“案件数” ÷ “罚款额”（分母为 0 时计 1）、1 中的较小者），否则 0",
        "if “connected to the platform”, then 10 × (the lesser of “cases” ÷ “fines” (1 where the divisor "
        "is 0) and 1), otherwise 0",
    ),
    (
        when(CONNECTED, cap(CASES, 5), when(LATE, 1, 2)),
        "若“已接入平台”，则（“案件数”，累计不超过 5），否则若“迟报”，则 1，否则 2",
        "if “connected to the platform”, then (“cases”, at most 5), otherwise if “late”, then 1, otherwise 2",
    ),
    (
        cap(greatest(when(CONNECTED, CASES, 2)), 5),
        "（若“已接入平台”，则“案件数”，否则 2），累计不超过 5",
        "(if “connected to the platform”, then “cases”, otherwise 2), at most 5",
    ),
    (
        count(MISSING, MISSING.value.is_("report")) > 0,
        "“缺少的文书”包含“report”",
        "“missing documents” include “report”",
    ),
    (
        count(MISSING, MISSING.value.is_("report", "notice")) <= 0,
        "“缺少的文书”不含“report”或“notice”",
        "“missing documents” do not include “report” or “notice”",
    ),
    (
        ~(count(MISSING, MISSING.value.is_("report")) > 0),
        "并非（“缺少的文书”包含“report”）",
        "not (“missing documents” include “report”)",
    ),
    (
        count(MISSING, MISSING.value.is_("report")) > 1,
        "（“缺少的文书”中“缺少的文书”为“report”的项数）高于 1",
        "(the number of “missing documents” where “missing documents” is “report”) is above 1",
    ),
    (
        count(GAUGES, GAUGES.value.is_("甲")) > 0,
        "（“仪表”中“读数”为“甲”的项数）高于 0",
        "(the number of “仪表” where “读数” is “甲”) is above 0",
    ),
    (
        count(HONOURS, TITLE.is_("甲")) > 0,
        "（“荣誉”中“称号”为“甲”的项数）高于 0",
        "(the number of “honours” where “title” is “甲”) is above 0",
    ),
    (count(HONOURS), "“荣誉”的项数", "the number of “honours”"),
    (
        count(HONOURS, LATE & (POINTS >= 3)),
        "“荣誉”中“迟报”且“得分”不低于 3 的项数",
        "the number of “honours” where “late” and “points” is at least 3",
    ),
    (distinct(HONOURS, TITLE), "“荣誉”中不同“称号”的个数", "the number of different “title” in “honours”"),
    (total(HONOURS, POINTS), "“荣誉”各项“得分”之和", "the sum of “points” over “honours”"),
    (total(HONOURS, POINTS * 2), "“荣誉”各项（“得分” × 2）之和", "the sum of (“points” × 2) over “honours”"),
    (
        mean(HONOURS, POINTS),
        "“荣誉”各项“得分”的平均值（除以项数，没有时计 0）",
        "the mean of “points” over “honours” (divided by their number, 0 where there are none)",
    ),
    (
        mean(HONOURS, POINTS, over=10),
        "“荣誉”各项“得分”的平均值（除以项数，项数少于 10 时除以 10）",
        "the mean of “points” over “honours” (divided by their number, or by 10 where they are fewer)",
    ),
    (
        mean(HONOURS, POINTS, over=CASES),
        "“荣誉”各项“得分”的平均值（除以项数，项数少于“案件数”时除以“案件数”，都为 0 时计 0）",
        "the mean of “points” over “honours” (divided by their number, or by “cases” where they are "
        "fewer, 0 where both are 0)",
    ),
    (
        sum_of_best(HONOURS, POINTS, 5) / 5,
        "“荣誉”中“得分”最高的 5 项之和（不足 5 项的全部计入）÷ 5",
        "the sum of the 5 greatest “points” in “honours” (of all where there are fewer) ÷ 5",
    ),
    (
        sum_of_best(HONOURS, POINTS, 1),
        "“荣誉”中“得分”最高的 1 项之和（不足 1 项的全部计入）",
        "the sum of the 1 greatest “points” in “honours” (of all where there are fewer)",
    ),
    (
        best_of_each(HONOURS, TITLE, POINTS),
        "“荣誉”中每个“称号”只取最高的“得分”，相加",
        "the sum of the highest “points” for each “title” in “honours”",
    ),
    (
        cap(best_of_each(HONOURS, TITLE, POINTS), 30),
        "“荣誉”中每个“称号”只取最高的“得分”，相加，累计不超过 30",
        "the sum of the highest “points” for each “title” in “honours”, at most 30",
    ),
    (
        panel(FACTS.institution, most=3),
        "“制度”的平均值（每个评分 0 到 3）",
        "the mean of “institution” (each mark 0 to 3)",
    ),
    (
        panel(marks(PanelRule("trimmed_mean", 1)), most=3),
        "“制度”去掉最高、最低各 1 个后的平均值（每个评分 0 到 3，不足 3 个时不去掉）",
        "the mean without the 1 highest and the 1 lowest of “institution” (each mark 0 to 3; all "
        "count if fewer than 3)",
    ),
    (
        panel(marks(PanelRule("median")), most=3),
        "“制度”的中位数（每个评分 0 到 3）",
        "the median of “institution” (each mark 0 to 3)",
    ),
    (
        steps(1 - RATE, Fraction("0.05"), count="full"),
        "（1 − “填报率”）每满 5% 计 1",
        "1 for each full 5% in (1 − “filing rate”)",
    ),
    (
        steps(RATE, Fraction("0.05"), count="started"),
        "“填报率”每 5% 计 1（不足 5% 的按 5% 计）",
        "1 for each 5%, full or started, in “filing rate”",
    ),
    (steps(FINES, Fraction("0.5"), count="full"), "“罚款额”每满 0.5 计 1", "1 for each full 0.5 in “fines”"),
    (
        Band(CASES, size_of_cohort() * 2, HALF, FULL, Fraction(5), "linear"),
        "“案件数”以参评候选数 × 2 为基准计分：不低于基准的 1.5 倍计 5，不高于 0.5 倍计 0，其间按比例；"
        "基准为 0 时，高于 0 计 5，否则计 0",
        "“cases” against the baseline the number of candidates compared × 2: 5 from 1.5 times the "
        "baseline upward, 0 up to 0.5 times it, in proportion between; against a baseline of 0, 5 for "
        "anything above 0, else 0",
    ),
    (
        Band(CASES, size_of_cohort() * 2, HALF, FULL, Fraction(5), "step"),
        "“案件数”以参评候选数 × 2 为基准计分：不低于基准的 0.5 倍即计 5（不必到 1.5 倍），否则计 0；"
        "基准为 0 时，高于 0 计 5，否则计 0",
        "“cases” against the baseline the number of candidates compared × 2: 5 from 0.5 times the "
        "baseline upward (not only from 1.5 times), else 0; against a baseline of 0, 5 for anything "
        "above 0, else 0",
    ),
    (
        tiers(RATE, (Fraction("0.8"), 5), (Fraction("0.9"), 10), otherwise=1),
        "“填报率”分档计分：不低于 0.9 计 10，不低于 0.8 计 5，其余计 1",
        "by the tier of “filing rate”: 10 from 0.9 upward, 5 from 0.8 upward, else 1",
    ),
    (
        tiers(CASES - FINES, (-3, Fraction(2, 3)), above=True) * 2,
        "（“案件数” − “罚款额”分档计分：高于 -3 计 2/3，其余计 0）× 2",
        "(by the tier of “cases” − “fines”: 2/3 above -3, else 0) × 2",
    ),
    (
        tiers(least(CASES, FINES), (3, 5)) + 1,
        "（（“案件数”、“罚款额”中的较小者）分档计分：不低于 3 计 5，其余计 0）+ 1",
        "(by the tier of (the lesser of “cases” and “fines”): 5 from 3 upward, else 0) + 1",
    ),
    (
        share_of_applicable((all_of(), CASES, 5), (CONNECTED & LATE, CASES + FINES, 3)),
        "适用各项的得分之和除以其满分之和：“案件数”（满分 5）、"
        "“案件数” + “罚款额”（满分 3，“已接入平台”且“迟报”时适用）",
        "the points of the parts that apply, divided by their most: “cases” (of 5), "
        "“cases” + “fines” (of 3, applies if “connected to the platform” and “late”)",
    ),
    (
        share_of_applicable((all_of(), CASES, 5), otherwise=FINES),
        "适用各项的得分之和除以其满分之和：“案件数”（满分 5）；都不适用时计“罚款额”",
        "the points of the parts that apply, divided by their most: “cases” (of 5); “fines” where none applies",
    ),
    (
        10 * share_of_applicable((CASES > 3, cap(CASES, 5), Fraction(5, 2)), (~CONNECTED, FINES, 3), otherwise=1),
        "10 ×（适用各项的得分之和除以其满分之和：（“案件数”，累计不超过 5）（满分 2.5，“案件数”高于 3 时适用）、"
        "“罚款额”（满分 3，并非“已接入平台”时适用）；都不适用时计 1）",
        "10 × (the points of the parts that apply, divided by their most: (“cases”, at most 5) "
        "(of 2.5, applies if “cases” is above 3), “fines” (of 3, applies if not “connected to the platform”); "
        "1 where none applies)",
    ),
    (
        days_late(REPORTED, JUNE),
        "“报送日期”晚于 2019 年 6 月 5 日的天数",
        "the number of days by which “day of the report” is after 5 June 2019",
    ),
    (
        3 - days_late(REPORTED, evaluation_day()) * 2,
        "3 −（“报送日期”晚于评审日的天数）× 2",
        "3 − (the number of days by which “day of the report” is after the evaluation day) × 2",
    ),
    (
        days_late(REPORTED, JUNE, calendar=WorkCalendar()),
        "“报送日期”晚于 2019 年 6 月 5 日的工作日数（周一至周五）",
        "the number of working days by which “day of the report” is after 5 June 2019 (Monday to Friday)",
    ),
    (
        days_late(REPORTED, JUNE, calendar=MADE_UP),
        "“报送日期”晚于 2019 年 6 月 5 日的工作日数（周一至周五，2019 年 10 月 1 日至 2019 年 10 月 4 日、"
        "2019 年 10 月 7 日至 2019 年 10 月 8 日放假，2019 年 9 月 29 日、2019 年 10 月 12 日上班）",
        "the number of working days by which “day of the report” is after 5 June 2019 (Monday to Friday; "
        "off: 1 October 2019 to 4 October 2019, 7 October 2019 to 8 October 2019; "
        "worked: 29 September 2019, 12 October 2019)",
    ),
    (stated(AUDITED), "“审计额”已填报", "“audited amount” was stated"),
    (~stated(AUDITED), "“审计额”未填报", "“audited amount” was not stated"),
    (
        ~(CONNECTED & stated(AUDITED) & ~stated(REVOKED)),
        "并非（“已接入平台”且“审计额”已填报且“撤销日期”未填报）",
        "not (“connected to the platform” and “audited amount” was stated and “day revoked” was not stated)",
    ),
    (
        or_else(AUDITED, CASES * 2),
        "若“审计额”已填报，则“审计额”，否则“案件数” × 2",
        "if “audited amount” was stated, then “audited amount”, otherwise “cases” × 2",
    ),
    (
        Quantize(CASES, Fraction("0.01"), "ROUND_HALF_UP"),
        "“案件数”，四舍五入到 0.01 的整数倍",
        "“cases”, rounded half up to a multiple of 0.01",
    ),
    (
        Quantize(CASES, Fraction(1), "ROUND_FLOOR"),
        "“案件数”，向较小的一侧取到整数",
        "“cases”, rounded down to a whole number",
    ),
    (
        city_total(CASES),
        "“全市案件数”（活动未给出时，取全部候选“案件数”之和，已排除的也计入）",
        "“cases of the city” (where the campaign gives none, the sum of “cases” over all candidates, "
        "excluded ones too)",
    ),
    (city_total(None), "“全市案件数”（须由活动给出）", "“cases of the city” (which the campaign gives)"),
    (sum_of_cohort(CASES), "参评候选“案件数”之和", "the sum of “cases” over the candidates compared"),
    (
        greatest_of_cohort(CASES + FINES),
        "参评候选中最高的（“案件数” + “罚款额”）",
        "the greatest (“cases” + “fines”) among the candidates compared",
    ),
    (
        rank_in_cohort(CASES),
        "“案件数”在参评候选中的名次（最高为第 1 名，相同的取较好名次）",
        "the rank of “cases” among the candidates compared (1 for the greatest, equal ones share the better rank)",
    ),
    (size_of_cohort(), "参评候选数", "the number of candidates compared"),
    (
        share_of_greatest(CASES),
        "“案件数”与参评候选中最高值之比（最高值为 0 时计 0）",
        "“cases” as a share of the greatest among the candidates compared (0 where that is 0)",
    ),
    (
        rank_points(CASES, most=10),
        "按“案件数”在参评候选中的名次计分：10 ×（参评候选数 − 名次 + 1）÷ 参评候选数，最高为第 1 名，相同的取较好名次",
        "by the rank of “cases” among the candidates compared: 10 × (candidates − rank + 1) ÷ "
        "candidates, with rank 1 for the greatest, and equal ones sharing the better rank",
    ),
    (JUNE, "2019 年 6 月 5 日", "5 June 2019"),
    (evaluation_day(), "评审日", "the evaluation day"),
    (CASES > 3, "“案件数”高于 3", "“cases” is above 3"),
    (CASES >= FINES + 1, "“案件数”不低于“罚款额” + 1", "“cases” is at least “fines” + 1"),
    (CASES < 3, "“案件数”低于 3", "“cases” is below 3"),
    (CASES <= 3, "“案件数”不高于 3", "“cases” is at most 3"),
    (REPORTED > JUNE, "“报送日期”晚于 2019 年 6 月 5 日", "“day of the report” is after 5 June 2019"),
    (REPORTED >= JUNE, "“报送日期”不早于 2019 年 6 月 5 日", "“day of the report” is not before 5 June 2019"),
    (REPORTED < JUNE, "“报送日期”早于 2019 年 6 月 5 日", "“day of the report” is before 5 June 2019"),
    (
        REPORTED <= evaluation_day(),
        "“报送日期”不晚于评审日",
        "“day of the report” is not after the evaluation day",
    ),
    (FACTS.candidate_level.is_("county"), "“级别”为“county”", "“level” is “county”"),
    (repeats(TITLE), "“称号”与前面某项相同", "“title” repeats an earlier one"),
    (
        CONNECTED & LATE & (CASES > 3),
        "“已接入平台”且“迟报”且“案件数”高于 3",
        "“connected to the platform” and “late” and “cases” is above 3",
    ),
    (
        CONNECTED | (LATE & (CASES > 3)),
        "“已接入平台”或（“迟报”且“案件数”高于 3）",
        "“connected to the platform” or (“late” and “cases” is above 3)",
    ),
    (all_of(), "无论如何", "always"),
    (any_of(), "从不", "never"),
    (~CONNECTED, "并非“已接入平台”", "not “connected to the platform”"),
    (~(CASES > 3), "并非（“案件数”高于 3）", "not (“cases” is above 3)"),
]

CALLED: list[tuple[Node, str, str]] = [
    (CASES, "案件数", "cases"),
    (CONNECTED, "已接入平台", "connected to the platform"),
    (FACTS.region, "地区", "area"),
    (REPORTED, "报送日期", "day of the report"),
    (HONOURS.node, "荣誉", "honours"),
    (FACTS.institution, "制度", "institution"),
    (number(Fraction(5, 2)), "2.5", "2.5"),
    (number(Fraction(2, 3)), "2/3", "2/3"),
    (CASES + FINES + BALANCE, "相加", "sum"),
    (CASES - FINES, "相减", "difference"),
    (CASES * FINES, "相乘", "product"),
    ((CASES / FINES).otherwise(1), "相除", "quotient"),
    (least(CASES, FINES), "取最小", "the least"),
    (greatest(CASES, FINES), "取最大", "the greatest"),
    (cap(CASES * 2, 30), "累计不超过 30", "capped at 30"),
    (floor(5 - CASES), "不低于 0", "not below 0"),
    (when(CONNECTED, 10 * least((CASES / FINES).otherwise(1), 1), 0), "按条件取值", "depends on a condition"),
    (
        count(MISSING, MISSING.value.is_("report")) > 0,
        "“缺少的文书”包含“report”",
        "“missing documents” include “report”",
    ),
    (count(MISSING, MISSING.value.is_("report")) > 1, "高于 1", "above 1"),
    (count(HONOURS), "“荣誉”的项数", "the number of “honours”"),
    (count(HONOURS, LATE & (POINTS >= 3)), "符合条件的“荣誉”项数", "the number of “honours” that qualify"),
    (distinct(HONOURS, TITLE), "“荣誉”中不同“称号”的个数", "the number of different “title” in “honours”"),
    (total(HONOURS, POINTS), "“荣誉”各项之和", "sum over “honours”"),
    (mean(HONOURS, POINTS), "“荣誉”各项的平均值", "mean over “honours”"),
    (sum_of_best(HONOURS, POINTS, 5), "“荣誉”中最高的 5 项之和", "sum of the 5 greatest in “honours”"),
    (
        best_of_each(HONOURS, TITLE, POINTS),
        "“荣誉”中每个“称号”只取最高，相加",
        "sum of the highest for each “title” in “honours”",
    ),
    (panel(FACTS.institution, most=3), "评分的平均值", "the mean of the marks"),
    (
        panel(marks(PanelRule("trimmed_mean", 1)), most=3),
        "评分去掉最高、最低各 1 个后的平均值",
        "the mean without the 1 highest and the 1 lowest of the marks",
    ),
    (panel(marks(PanelRule("median")), most=3), "评分的中位数", "the median of the marks"),
    (steps(1 - RATE, Fraction("0.05"), count="full"), "每满 5% 计 1", "1 for each full 5%"),
    (
        steps(RATE, Fraction("0.05"), count="started"),
        "每 5% 计 1（不足的也计）",
        "1 for each 5%, full or started",
    ),
    (steps(FINES, Fraction("0.5"), count="full"), "每满 0.5 计 1", "1 for each full 0.5"),
    (
        Band(CASES, size_of_cohort() * 2, HALF, FULL, Fraction(5), "linear"),
        "对照基准计分",
        "points against a baseline",
    ),
    (
        tiers(RATE, (Fraction("0.8"), 5), (Fraction("0.9"), 10), otherwise=1),
        "分档计分：不低于 0.9 计 10，不低于 0.8 计 5，其余计 1",
        "by tier: 10 from 0.9 upward, 5 from 0.8 upward, else 1",
    ),
    (
        tiers(CASES, (3, 5), above=True),
        "分档计分：高于 3 计 5，其余计 0",
        "by tier: 5 above 3, else 0",
    ),
    (
        share_of_applicable((all_of(), CASES, 5), (CONNECTED, FINES, Fraction(5, 2))),
        "适用各项得分占其满分的比例（各项满分依次为 5、2.5）",
        "points as a share of the most, of the parts that apply (the most of each in turn: 5, 2.5)",
    ),
    (
        days_late(REPORTED, JUNE),
        "“报送日期”晚于 2019 年 6 月 5 日的天数",
        "the number of days by which “day of the report” is after 5 June 2019",
    ),
    (
        days_late(REPORTED, JUNE, calendar=MADE_UP),
        "“报送日期”晚于 2019 年 6 月 5 日的工作日数",
        "the number of working days by which “day of the report” is after 5 June 2019",
    ),
    (stated(AUDITED), "“审计额”已填报", "“audited amount” was stated"),
    (
        Quantize(CASES, Fraction("0.01"), "ROUND_HALF_UP"),
        "四舍五入到 0.01 的整数倍",
        "rounded half up to a multiple of 0.01",
    ),
    (Quantize(CASES, Fraction(1), "ROUND_FLOOR"), "向较小的一侧取到整数", "rounded down to a whole number"),
    (city_total(CASES), "全市案件数", "cases of the city"),
    (sum_of_cohort(CASES), "参评候选之和", "sum over the candidates compared"),
    (greatest_of_cohort(CASES + FINES), "参评候选中的最高值", "the greatest among the candidates compared"),
    (rank_in_cohort(CASES), "在参评候选中的名次", "rank among the candidates compared"),
    (size_of_cohort(), "参评候选数", "the number of candidates compared"),
    (
        share_of_greatest(CASES),
        "与参评候选中最高值之比",
        "as a share of the greatest among the candidates compared",
    ),
    (rank_points(CASES, most=10), "按名次计分，第 1 名 10", "points by rank, 10 for the first"),
    (JUNE, "2019 年 6 月 5 日", "5 June 2019"),
    (evaluation_day(), "评审日", "the evaluation day"),
    (CASES > 3, "高于 3", "above 3"),
    (CASES >= FINES + 1, "不低于所列限额", "at least the limit below"),
    (CASES < 3, "低于 3", "below 3"),
    (CASES <= 3, "不高于 3", "at most 3"),
    (REPORTED > JUNE, "晚于 2019 年 6 月 5 日", "after 5 June 2019"),
    (REPORTED >= JUNE, "不早于 2019 年 6 月 5 日", "not before 5 June 2019"),
    (REPORTED < JUNE, "早于 2019 年 6 月 5 日", "before 5 June 2019"),
    (REPORTED <= evaluation_day(), "不晚于评审日", "not after the evaluation day"),
    (FACTS.candidate_level.is_("county"), "“级别”为“county”", "“level” is “county”"),
    (repeats(TITLE), "“称号”与前面某项相同", "“title” repeats an earlier one"),
    (CONNECTED & LATE & (CASES > 3), "全部满足", "all of these hold"),
    (CONNECTED | (LATE & (CASES > 3)), "满足任一", "any of these holds"),
    (~CONNECTED, "并非", "not"),
]


@pytest.mark.parametrize(("node", "zh", "en"), SAID)
def test_each_node_is_said_in_words(node: Node, zh: str, en: str) -> None:
    """A formula is said as a rule would say it, with all its figures, in Chinese and in English."""
    assert (say(node, "zh"), say(node, "en")) == (zh, en)


@pytest.mark.parametrize(("node", "zh", "en"), CALLED)
def test_each_node_has_a_short_name(node: Node, zh: str, en: str) -> None:
    """A node in a tree is called by what it does to the parts below it, in Chinese and in English."""
    assert (phrase(node, "zh"), phrase(node, "en")) == (zh, en)


@pytest.mark.parametrize("table", [SAID, CALLED])
def test_no_node_type_is_left_out(table: list[tuple[Node, str, str]]) -> None:
    """Every node of the language has a row in both tables."""
    assert {type(node) for node, _, _ in table} == set(get_args(Node))


def test_random_formulas_have_every_node() -> None:
    """The strategies leave out no node of the language: what holds for their formulas holds for all."""
    met: set[type] = set()

    @settings(max_examples=1500, derandomize=True, database=None)
    @given(numbers() | conditions())
    def meet(node: Node) -> None:
        met.update(map(type, walk(node)))

    meet()
    assert met == set(get_args(Node))


@pytest.mark.parametrize("mode", ROUNDINGS)
@pytest.mark.parametrize("language", get_args(Language))
def test_each_rounding_mode_has_words_of_its_own(mode: str, language: Language) -> None:
    """No two rounding modes of `decimal` are said alike, and none by its Python name."""
    others = {phrase(Quantize(CASES, Fraction(1), other), language) for other in ROUNDINGS if other != mode}
    said = phrase(Quantize(CASES, Fraction(1), mode), language)
    assert said not in others
    assert "ROUND" not in said


@pytest.mark.parametrize("language", get_args(Language))
@given(node=numbers() | conditions())
def test_prose_names_every_fact(language: Language, node: Number | Condition) -> None:
    """Whatever a formula reads, its prose names; and its short name is a single line that is not empty."""
    said = say(node, language)
    for each in walk(node):
        label = getattr(each, "label", None)
        assert label is None or f"“{label.say(language)}”" in said
        assert phrase(each, language).strip()
        assert "\n" not in phrase(each, language)


@pytest.mark.parametrize("language", get_args(Language))
@given(node=numbers() | conditions())
def test_parentheses_pair_and_spaces_are_single(language: Language, node: Number | Condition) -> None:
    """Each parenthesis is closed, in the form that the language uses; none doubles another."""
    said = say(node, language)
    pairs = paired(said, *("（）" if language == "zh" else "()"))
    assert not pairs & {(start - 1, end + 1) for start, end in pairs}
    assert not re.search(r"  |^\s|\s$", said)
    assert not set("()" if language == "zh" else "（），") & set(said)


def paired(said: str, opening: str, closing: str) -> set[tuple[int, int]]:
    """Where each parenthesis opens and closes; an unpaired one is an error."""
    pairs, opened = set(), []
    for place, character in enumerate(said):
        if character == opening:
            opened.append(place)
        elif character == closing:
            pairs.add((opened.pop(), place))
    assert not opened
    return pairs


# Grouping --------------------------------------------------------------------------------------------------

Tree = Fraction | str | tuple[str, "Tree", "Tree"]
"""Arithmetic as it is grouped: a number, a fact by its label, or a sign between two of them."""

A, B, C = (Fact(name, Bilingual(name, name)) for name in "abc")


def tree_of(node: Number) -> Tree:
    """How a formula is grouped; a sum of several is read from left to right."""
    match node:
        case Constant(value):
            return value
        case Fact(name):
            return name
        case Add((first, *rest)):
            tree = tree_of(first)
            for term in rest:
                tree = ("+", tree, tree_of(term))
            return tree
        case Subtract(left, right):
            return ("−", tree_of(left), tree_of(right))
        case Multiply(left, right):
            return ("×", tree_of(left), tree_of(right))
        case Ratio(numerator, denominator):
            return ("÷", tree_of(numerator), tree_of(denominator))
    raise TypeError(node)


def tree_read(said: str) -> Tree:
    """How a reader who knows school arithmetic groups what is said."""
    plain = re.sub(r"（分母[^（）]*）| \(0 where the divisor is 0\)|[“”]", "", said)
    python = plain.translate(str.maketrans("（）−×÷", "()-*@"))
    return _read(ast.parse(python, mode="eval").body)


def _read(parsed: ast.expr) -> Tree:
    match parsed:
        case ast.Name(id=name):
            return name
        case ast.Constant(value=int() | float() as value):
            return Fraction(str(value))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_figure(operand)
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            return _figure(left) / _figure(right)
        case ast.BinOp(left=left, op=operator, right=right):
            signs: dict[type[ast.operator], str] = {
                ast.Add: "+",
                ast.Sub: "−",
                ast.Mult: "×",
                ast.MatMult: "÷",
            }
            return (signs[type(operator)], _read(left), _read(right))
    raise TypeError(ast.dump(parsed))


def _figure(parsed: ast.expr) -> Fraction:
    figure = _read(parsed)
    assert isinstance(figure, Fraction)
    return figure


def sums() -> st.SearchStrategy[Number]:
    """Nested arithmetic alone."""
    figures = [Fraction(text) for text in ("0", "2", "2.5", "-3", "2/3", "-2/3")]
    leaves: st.SearchStrategy[Number] = st.sampled_from([A, B, C, *map(Constant, figures)])
    return st.recursive(
        leaves,
        lambda below: st.one_of(
            st.builds(Add, st.lists(below, min_size=2, max_size=3).map(tuple)),
            st.builds(Subtract, below, below),
            st.builds(Multiply, below, below),
            st.builds(Ratio, below, below, st.just(Constant(Fraction(0)))),
        ),
        max_leaves=8,
    )


@pytest.mark.parametrize("language", get_args(Language))
@given(node=sums())
def test_arithmetic_is_read_as_it_is_grouped(language: Language, node: Number) -> None:
    """Whoever reads the prose of nested arithmetic finds the very grouping of the formula."""
    assert tree_read(say(node, language)) == tree_of(node)


def divided(numerator: Number, denominator: Number) -> Number:
    """A quotient that is 0 where its divisor is."""
    return Ratio(numerator, denominator, Constant(Fraction(0)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((A + B) * C, A + B * C),
        (A * (B + C), A * B + C),
        ((A - B) - C, A - (B - C)),
        ((A - B) + C, A - (B + C)),
        ((A * B) * C, A * (B * C)),
        (divided(A, B) * C, divided(A, B * C)),
        (divided(divided(A, B), C), divided(A, divided(B, C))),
        (A - number(-3), A - 3),
        (divided(A, number(Fraction(2, 3))), divided(divided(A, number(2)), number(3))),
        (cap(A + B, 3), A + cap(B, 3)),
        (cap(when(CONNECTED, A, B), 3), when(CONNECTED, A, cap(B, 3))),
        (floor(cap(A, 3), 0), cap(A, floor(number(3), 0))),
        (total(HONOURS, POINTS * 2), total(HONOURS, POINTS) * 2),
        (least(A, B) * 2, least(A, B * 2)),
        (~(CONNECTED & LATE), ~CONNECTED & LATE),
        ((CONNECTED | LATE) & (A > 3), CONNECTED | (LATE & (A > 3))),
    ],
)
@pytest.mark.parametrize("language", get_args(Language))
def test_what_is_grouped_differently_is_said_differently(one: Node, other: Node, language: Language) -> None:
    """Two formulas of the same parts that differ in grouping alone are never said alike."""
    assert say(one, language) != say(other, language)


@pytest.mark.parametrize(
    ("build", "zh"),
    [
        (lambda: A + B + C, "“a” + “b” + “c”"),
        (lambda: A * B + C, "“a” × “b” + “c”"),
        (lambda: A * B * C - A, "“a” × “b” × “c” − “a”"),
        (lambda: CONNECTED & LATE & (A > 3), "“已接入平台”且“迟报”且“a”高于 3"),
        (lambda: Add((Add((A, B)),)), "“a” + “b”"),
        (lambda: least(A) * Add((B,)), "“a” × “b”"),
        (lambda: cap(cap(A, 3), 5), "“a”，累计不超过 3，累计不超过 5"),
    ],
)
def test_no_parentheses_where_none_are_needed(build: Callable[[], Node], zh: str) -> None:
    """Where left to right, and × before +, is what the formula means, parentheses do not stand in the way."""
    assert say(build(), "zh") == zh
