"""Deployment: a panel marks how a unit set the campaign going, and is shown what it handed in and when."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

import attrs

import lianbing
from lianbing.formula import Facts, Marks, Maxima, Name, Scheme, criterion, panel, shown


@attrs.frozen(kw_only=True)
class DeploymentEvidence:
    """How a unit set the campaign going."""

    marks: Annotated[Marks, Name("评分", "marks")]
    leading_group: Annotated[bool | None, Name("成立领导小组", "leading group set up")] = None
    meeting: Annotated[bool | None, Name("召开专题会议", "dedicated meeting held")] = None
    plan_refined: Annotated[bool | None, Name("细化活动方案", "plan refined")] = None
    report_date: Annotated[date | None, Name("动员部署报告报送日期", "date of the deployment report")] = None
    plan_date: Annotated[date | None, Name("实施方案报送日期", "date of the plan")] = None
    liaison_date: Annotated[date | None, Name("联络员名单报送日期", "date of the liaison list")] = None


@attrs.frozen(kw_only=True)
class Deployment:
    """The panel's mark.

    Attributes:
        deadline: The last day on which the three documents are on time.
    """

    deadline: date

    def scheme(self, facts: Facts[DeploymentEvidence], most: Maxima) -> Scheme:
        """Say how points come from facts."""
        return Scheme(
            criterion("deployment", panel(facts.marks, most=most.deployment), most=most.deployment),
            shown("成立领导小组", "leading group set up", facts.leading_group),
            shown("召开专题会议", "dedicated meeting held", facts.meeting),
            shown("细化活动方案", "plan refined", facts.plan_refined),
            shown("动员部署报告按时报送", "deployment report on time", facts.report_date <= self.deadline),
            shown("实施方案按时报送", "plan on time", facts.plan_date <= self.deadline),
            shown("联络员名单按时报送", "liaison list on time", facts.liaison_date <= self.deadline),
        )


@lianbing.hookimpl
def lianbing_indicators() -> Iterable[lianbing.Indicator]:
    """Give the indicator of this file."""
    return [lianbing.Indicator("deployment", evidence=DeploymentEvidence, rule=Deployment, earns=("marks",))]
