"""Daily enforcement: cases, fines and major cases against a baseline, their filing, and commendations."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Annotated, Literal

import attrs

import lianbing
from lianbing.formula import (
    Count,
    Facts,
    Maxima,
    Money,
    Name,
    Number,
    ParameterError,
    Points,
    Quantity,
    Rate,
    Scheme,
    band,
    cap,
    criterion,
    excludes,
    floor,
    not_above_zero,
    refuse,
    region_total,
    steps,
    total,
    wrong,
)


@attrs.frozen(kw_only=True)
class PenaltyCommendation:
    """A commendation for penalty work."""

    points: Annotated[Quantity, Name("得分", "points")]
    level: Annotated[str, Name("表扬级别", "level")] = ""


@attrs.frozen(kw_only=True)
class DailyEnforcementEvidence:
    """A unit's penalty work of the year."""

    cases: Annotated[Count, Name("案件数量", "cases")] = 0
    fines: Annotated[Money, Name("罚款金额", "fines")] = Fraction(0)
    major_cases: Annotated[Count, Name("重大案件数量", "major cases")] = 0
    key_polluters: Annotated[Count, Name("重点排污单位数量", "key polluting units")] = 0
    emissions: Annotated[Quantity, Name("工业污染源排放量", "industrial emissions")]
    untrue_entries: Annotated[Count, Name("填报不真实案件数", "untrue entries")] = 0
    late_entries: Annotated[Count, Name("迟报次数", "late entries")] = 0
    filing_rate: Annotated[Rate, Name("案件填报率", "filing rate")]
    modified_entries: Annotated[Count, Name("修改、删除案件数", "modified or deleted entries")] = 0
    provincial_criticisms: Annotated[Count, Name("全省通报批评次数", "criticisms by the province")] = 0
    commendations: Annotated[tuple[PenaltyCommendation, ...], Name("通报表扬", "commendations")] = ()
    typical_cases_adopted: Annotated[Count, Name("被采纳的典型案例数", "typical cases adopted")] = 0
    key_polluter_list_published: Annotated[
        bool, Name("已发布重点排污单位名录", "list of key polluting units published")
    ]


@attrs.frozen(kw_only=True)
class DailyEnforcement:
    """Points for cases, fines and major cases against a baseline, and for commendations.

    Attributes:
        baseline_share: What a unit's share of the baseline is taken from.
        baseline_total: Whose total the share is taken of.
        filing_steps: Whether a started step of a short filing rate counts.
        band_shape: What lies between the band's two limits.
        commendation_limit: What the limit on commendations limits: the gains, the only thing that it can.
        band_low: The part of the baseline up to which there are no points.
        band_high: The part of the baseline from which there are full points.
        untrue: Points off for an untrue entry.
        late: Points off for a late entry.
        filing_rate: The filing rate that is not short.
        filing_step: A step by which the filing rate is short.
        filing: Points off for such a step.
        modified: Points off for a modified or deleted entry.
        criticism: Points off for a criticism by the province.
        deductions_most: What points off add up to at most.
        commendation_least: The fewest points of a commendation.
        commendation_most: The most points of a commendation.
        typical_case: Points for a typical case that was adopted.
    """

    baseline_share: Literal["mean", "key_polluters", "emissions"]
    baseline_total: Literal["city", "province"]
    filing_steps: Literal["full", "started"]
    band_shape: Literal["linear", "step"]
    commendation_limit: Literal["cap_gains"]
    band_low: Points
    band_high: Points
    untrue: Points
    late: Points
    filing_rate: Points
    filing_step: Points
    filing: Points
    modified: Points
    criticism: Points
    deductions_most: Points
    commendation_least: Points
    commendation_most: Points
    typical_case: Points

    def scheme(self, facts: Facts[DailyEnforcementEvidence], most: Maxima) -> Scheme:
        """Say how points come from facts."""
        refuse(not_above_zero({"filing_step": self.filing_step}), self._wrong_band())
        cases = self._band(facts, "cases", "案件总数", "all cases", most.cases)
        fines = self._band(facts, "fines", "罚款总金额", "all fines", most.fines)
        major_cases = self._band(facts, "major_cases", "重大案件总数", "all major cases", most.major_cases)
        points = facts.commendations.points.within(self.commendation_least, self.commendation_most)
        gains = total(facts.commendations, points) + self.typical_case * facts.typical_cases_adopted
        return Scheme(
            criterion("cases", floor(cases - cap(self._lost(facts), self.deductions_most)), most=most.cases),
            criterion("fines", fines, most=most.fines),
            criterion("major_cases", major_cases, most=most.major_cases),
            criterion("commendations", cap(gains, most.commendations), most=most.commendations),
            excludes("key_polluter_list", ~facts.key_polluter_list_published),
        )

    def _wrong_band(self) -> Iterator[ParameterError]:
        if self.band_low < 0:
            yield wrong("band_low 不能小于 0", "band_low cannot be below 0", "band_low")
        elif self.band_high <= self.band_low:
            yield wrong("band_high 应大于 band_low", "band_high is to be above band_low", "band_high")

    def _band(self, facts: Facts[DailyEnforcementEvidence], name: str, zh: str, en: str, most: Fraction) -> Number:
        found = getattr(facts, name)
        if self.baseline_total == "city":
            whole = region_total("city", name, zh=f"全市{zh}", en=f"{en} of the city", otherwise_sum_of=found)
        else:
            # The candidates are the city's: their sum cannot stand in for a figure of the province.
            whole = region_total("province", name, zh=f"全省{zh}", en=f"{en} of the province", otherwise_sum_of=None)
        baseline = whole * self._share(facts)
        return band(found, baseline, low=self.band_low, high=self.band_high, most=most, shape=self.band_shape)

    def _share(self, facts: Facts[DailyEnforcementEvidence]) -> Number:
        """Give the unit's share of the city; 0 where the city has nothing to share."""
        all_polluters = region_total(
            "city",
            "key_polluters",
            zh="全市重点排污单位数量",
            en="key polluting units of the city",
            otherwise_sum_of=facts.key_polluters,
        )
        all_emissions = region_total(
            "city",
            "emissions",
            zh="全市工业污染源排放量",
            en="industrial emissions of the city",
            otherwise_sum_of=facts.emissions,
        )
        polluters: Number = (facts.key_polluters / all_polluters).otherwise(0)
        emissions: Number = (facts.emissions / all_emissions).otherwise(0)
        shares = {"key_polluters": polluters, "emissions": emissions, "mean": (polluters + emissions) / 2}
        return shares[self.baseline_share]

    def _lost(self, facts: Facts[DailyEnforcementEvidence]) -> Number:
        """Give the points off for bad filing, before their limit."""
        short = steps(self.filing_rate - facts.filing_rate, self.filing_step, count=self.filing_steps)
        lost: Number = (
            self.untrue * facts.untrue_entries
            + self.late * facts.late_entries
            + self.filing * short
            + self.modified * facts.modified_entries
            + self.criticism * facts.provincial_criticisms
        )
        return lost


@lianbing.hookimpl
def lianbing_indicators() -> Iterable[lianbing.Indicator]:
    """Give the indicator of this file."""
    return [
        lianbing.Indicator(
            "daily_enforcement",
            evidence=DailyEnforcementEvidence,
            rule=DailyEnforcement,
            earns=(
                "cases",
                "fines",
                "major_cases",
                "filing_rate",
                "commendations.points",
                "typical_cases_adopted",
            ),
            deducts=(
                "key_polluters",
                "emissions",
                "untrue_entries",
                "late_entries",
                "modified_entries",
                "provincial_criticisms",
            ),
        )
    ]
