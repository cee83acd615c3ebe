"""Incentives: a panel marks how a unit honoured last year's best, and is shown the honours in figures."""

from collections.abc import Iterable
from typing import Annotated

import attrs

import lianbing
from lianbing.formula import Facts, Marks, Maxima, Name, Scheme, count, criterion, distinct, panel, shown


@attrs.frozen(kw_only=True)
class Honour:
    """A merit, commendation or notice that a unit gave."""

    recipient: Annotated[str, Name("受表彰对象", "recipient")] = ""
    kind: Annotated[str, Name("表彰奖励种类", "kind")] = ""


@attrs.frozen(kw_only=True)
class IncentivesEvidence:
    """How a unit honoured last year's best."""

    marks: Annotated[Marks, Name("评分", "marks")]
    honours: Annotated[tuple[Honour, ...], Name("表彰奖励", "honours")] = ()


@attrs.frozen(kw_only=True)
class Incentives:
    """The panel's mark."""

    def scheme(self, facts: Facts[IncentivesEvidence], most: Maxima) -> Scheme:
        """Say how points come from facts."""
        honours = facts.honours
        return Scheme(
            criterion("incentives", panel(facts.marks, most=most.incentives), most=most.incentives),
            shown("表彰奖励项数", "honours given", count(honours)),
            shown("表彰奖励种类数", "kinds of honours", distinct(honours, honours.kind)),
            shown("受表彰对象数", "recipients", distinct(honours, honours.recipient)),
        )


@lianbing.hookimpl
def lianbing_indicators() -> Iterable[lianbing.Indicator]:
    """Give the indicator of this file."""
    return [lianbing.Indicator("incentives", evidence=IncentivesEvidence, rule=Incentives, earns=("marks",))]
