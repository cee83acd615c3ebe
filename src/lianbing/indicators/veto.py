"""Veto: conditions under each of which a candidate leaves the award, loses the honour, or gets no better grade."""

from collections.abc import Iterable
from typing import Any

import attrs

import lianbing
from lianbing.formula import (
    ConditionEffect,
    Facts,
    Maxima,
    Scheme,
    evidence_class,
    excludes,
    facts_of,
    limits,
    refuse,
    revokes,
    wrong_names,
)


@attrs.frozen(kw_only=True)
class Condition:
    """A condition that takes a candidate, the honour or a grade away.

    Attributes:
        id: The name of its fact in data files, and of its condition in the rulebook.
        title: How people call it.
        english: How it is called in English; the title where nothing is said.
        effect: Whether the candidate leaves, the honour is taken back after selection, or the grade is limited, as the
            rulebook's condition table says.
    """

    id: str
    title: str
    english: str = ""
    effect: ConditionEffect = "exclude"


@attrs.frozen(kw_only=True)
class Veto:
    """Conditions, and no points.

    Attributes:
        conditions: What takes a candidate, the honour or a grade away where it holds.
    """

    conditions: tuple[Condition, ...]

    def evidence(self) -> type:
        """Declare a yes or no for each condition."""
        refuse(wrong_names(conditions=self.conditions))
        return evidence_class("VetoEvidence", facts_of("flag", self.conditions))

    def scheme(self, facts: Facts[Any], most: Maxima) -> Scheme:
        """Say who is excluded, whose honour is taken back, and whose grade is limited."""
        effects = {"exclude": excludes, "revoke": revokes, "limit": limits}
        return Scheme(*(effects[each.effect](each.id, getattr(facts, each.id)) for each in self.conditions))


@lianbing.hookimpl
def lianbing_indicators() -> Iterable[lianbing.Indicator]:
    """Give the indicator of this file."""
    return [lianbing.Indicator("veto", rule=Veto)]
