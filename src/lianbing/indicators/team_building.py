"""Team building: three institutions that a panel marks, and the use of the mobile enforcement platform."""

from collections.abc import Iterable
from typing import Annotated

import attrs

import lianbing
from lianbing.formula import Count, Facts, Marks, Maxima, Name, Scheme, criterion, least, panel, when


@attrs.frozen(kw_only=True)
class TeamBuildingEvidence:
    """What a unit reports about its team and its platform."""

    reward_marks: Annotated[Marks, Name("考核奖惩制度评分", "marks for the reward system")]
    safety_marks: Annotated[Marks, Name("人身安全保障制度评分", "marks for personal safety")]
    liability_marks: Annotated[Marks, Name("尽职免责和失职问责制度评分", "marks for liability")]
    platform_connected: Annotated[bool, Name("已接入环境监管执法平台", "connected to the platform")]
    platform_checks: Annotated[Count, Name("上传平台的日常检查次数", "daily checks uploaded")] = 0
    double_random_checks: Annotated[Count, Name("双随机检查次数", "double-random inspections")] = 0


@attrs.frozen(kw_only=True)
class TeamBuilding:
    """Points for three institutions and for the share of checks uploaded to the platform."""

    def scheme(self, facts: Facts[TeamBuildingEvidence], most: Maxima) -> Scheme:
        """Say how points come from facts."""
        uploaded = (facts.platform_checks / facts.double_random_checks).otherwise(1)
        platform = when(facts.platform_connected, most.platform * least(uploaded, 1), 0)
        return Scheme(
            criterion("reward_system", panel(facts.reward_marks, most=most.reward_system), most=most.reward_system),
            criterion("safety", panel(facts.safety_marks, most=most.safety), most=most.safety),
            criterion("liability", panel(facts.liability_marks, most=most.liability), most=most.liability),
            criterion("platform", platform, most=most.platform),
        )


@lianbing.hookimpl
def lianbing_indicators() -> Iterable[lianbing.Indicator]:
    """Give the indicator of this file."""
    return [
        lianbing.Indicator(
            "team_building",
            evidence=TeamBuildingEvidence,
            rule=TeamBuilding,
            earns=("reward_marks", "safety_marks", "liability_marks", "platform_checks"),
            deducts=("double_random_checks",),
        )
    ]
