"""Self-evaluation: a panel marks it, and is shown whether the report came on time."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

import attrs

import lianbing
from lianbing.formula import Facts, Marks, Maxima, Name, Scheme, criterion, panel, shown


@attrs.frozen(kw_only=True)
class SelfEvaluationEvidence:
    """How a unit evaluated itself."""

    marks: Annotated[Marks, Name("评分", "marks")]
    report_date: Annotated[date | None, Name("总结和自评报告报送日期", "date of the report")] = None


@attrs.frozen(kw_only=True)
class SelfEvaluation:
    """The panel's mark.

    Attributes:
        deadline: The last day on which the report is on time.
    """

    deadline: date

    def scheme(self, facts: Facts[SelfEvaluationEvidence], most: Maxima) -> Scheme:
        """Say how points come from facts."""
        return Scheme(
            criterion("self_evaluation", panel(facts.marks, most=most.self_evaluation), most=most.self_evaluation),
            shown("总结和自评报告按时报送", "report on time", facts.report_date <= self.deadline),
        )


@lianbing.hookimpl
def lianbing_indicators() -> Iterable[lianbing.Indicator]:
    """Give the indicator of this file."""
    return [
        lianbing.Indicator("self_evaluation", evidence=SelfEvaluationEvidence, rule=SelfEvaluation, earns=("marks",))
    ]
