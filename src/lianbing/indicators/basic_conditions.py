"""Basic conditions: what a person must meet to be scored at all; each one that is not met is named."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

import attrs

import lianbing
from lianbing.formula import Facts, Maxima, Name, Scheme, evaluation_day, excludes


@attrs.frozen(kw_only=True)
class BasicConditionsEvidence:
    """What is attested of a person."""

    conduct_attested: Annotated[bool, Name("品行合格", "conduct attested")]
    certificate_valid_until: Annotated[date, Name("执法证有效期至", "certificate valid until")]
    law_knowledge_attested: Annotated[bool, Name("法律知识合格", "knowledge of the law attested")]
    mainstay_attested: Annotated[bool, Name("骨干作用合格", "role as a mainstay attested")]


@attrs.frozen(kw_only=True)
class BasicConditions:
    """Four conditions, and no points."""

    def scheme(self, facts: Facts[BasicConditionsEvidence], most: Maxima) -> Scheme:
        """Say who is excluded."""
        return Scheme(
            excludes("conduct", ~facts.conduct_attested),
            excludes("certificate", facts.certificate_valid_until < evaluation_day()),
            excludes("law_knowledge", ~facts.law_knowledge_attested),
            excludes("mainstay", ~facts.mainstay_attested),
        )


@lianbing.hookimpl
def lianbing_indicators() -> Iterable[lianbing.Indicator]:
    """Give the indicator of this file."""
    return [lianbing.Indicator("basic_conditions", evidence=BasicConditionsEvidence, rule=BasicConditions)]
