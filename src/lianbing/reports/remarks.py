"""What happened in a formula that people ask about: caps that bit, deductions, conditions, points missed."""

from collections.abc import Mapping
from fractions import Fraction

import attrs

from lianbing.backends.prose import say
from lianbing.formula.explanation import Explanation
from lianbing.formula.nodes import (
    Band,
    Cap,
    Constant,
    Floor,
    MeanOver,
    PanelMark,
    Quantize,
    RankPoints,
    Ratio,
    RegionTotal,
    ShareOfGreatest,
    Subtract,
    When,
)
from lianbing.language import Language
from lianbing.reports.figures import readable

Totals = Mapping[str, Mapping[str, Fraction]]
"""The region's totals that a campaign gives, by region and name."""


def remark(explanation: Explanation, totals: Totals, language: Language) -> str:
    """Say in a few words what happened at a node; nothing where nothing did."""
    voice = _Voice(language)
    return voice.change(explanation) or voice.shortfall(explanation) or voice.origin(explanation, totals)


@attrs.frozen
class _Voice:
    language: Language

    def change(self, explanation: Explanation) -> str:
        """Say what a limit, a deduction, a condition or a rounding did to a value."""
        number = explanation.value
        match explanation.node, [part.value for part in explanation.parts]:
            case Cap(), [Fraction() as inner, Fraction() as most] if inner > most:
                return self._put("封顶：{0} → {1}", "capped: {0} → {1}", inner, most)
            case Floor(), [Fraction() as inner, Fraction() as least] if inner < least:
                return self._put("保底：{0} → {1}", "held at the floor: {0} → {1}", inner, least)
            case Quantize(), [Fraction() as inner] if inner != number:
                return self._put("舍入：{0} → {1}", "rounded: {0} → {1}", inner, number)
            case Subtract(left), [_, Fraction() as right] if right > 0 and not isinstance(left, Constant):
                return self._put("扣除 {0}", "{0} taken off", right)
            case Ratio(), [0, _]:
                return self._put("分母为 0，计 {0}", "the divisor is 0: counts {0}", number)
            case When(condition), [bool() as holds, 0] if not isinstance(explanation.parts[1].node, When):
                return self._zeroed(say(condition, self.language), holds)
        return ""

    def shortfall(self, explanation: Explanation) -> str:
        """Say by how much a mark, a rank or a share falls short."""
        number = explanation.value
        match explanation.node, [part.value for part in explanation.parts]:
            case PanelMark(_, most), _ if number != most:
                return self._put("评审组评 {0}，满分 {1}", "the panel gives {0} of {1}", number, most)
            case RankPoints(_, most), _ if number != most:
                return self._put("按名次得 {0}，满分 {1}", "the rank gives {0} of {1}", number, most)
            case ShareOfGreatest(), _ if number != 1:
                return self._put("为最高值的 {0}", "{0} of the greatest", number)
            case Band(most=most), [_, 0] if number != most:
                return self._put("基准为 0，计 {0}", "the baseline is 0: counts {0}", number)
            case Band(most=most), [Fraction() as found, Fraction() as base] if number != most:
                return self._put("为基准的 {0} 倍，计 {1}", "{0} times the baseline: counts {1}", found / base, number)
            case MeanOver(), [*_, Fraction() as over]:
                count = len({part.row for part in explanation.parts[:-1]})
                if over > count:
                    return self._put("有 {0} 项，按 {1} 项平均", "{0} there, averaged over {1}", count, over)
        return ""

    def origin(self, explanation: Explanation, totals: Totals) -> str:
        """Say where a region's total came from."""
        match explanation.node:
            case RegionTotal(region, name) if name in totals.get(region, {}):
                return self._put("活动给出", "given by the campaign")
            case RegionTotal():
                return self._put("候选合计", "summed over the candidates")
        return ""

    def _zeroed(self, condition: str, holds: bool) -> str:
        if self.language == "zh":
            return f"{condition}：{'成立' if holds else '不成立'}，计 0"
        return f"{condition}: {'holds' if holds else 'does not hold'}, counts 0"

    def _put(self, zh: str, en: str, *figures: object) -> str:
        exact = (readable(Fraction(each)) for each in figures if isinstance(each, int | Fraction))
        return (zh if self.language == "zh" else en).format(*exact)
