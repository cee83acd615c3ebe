"""Veto: conditions under each of which a candidate leaves the award, or its honour is taken back."""

from collections.abc import Iterable
from typing import Any, Literal

import attrs

import lianbing
from lianbing.formula import (
    Facts,
    Maxima,
    Scheme,
    evidence_class,
    excludes,
    facts_of,
    refuse,
    revokes,
    wrong_names,
)


@attrs.frozen(kw_only=True)
class Condition:
    """A condition that takes a candidate, or the honour, away.

    Attributes:
        id: The name of its fact in data files, and of its condition in the rulebook.
        title: How people call it.
        english: How it is called in English; the title where nothing is said.
        effect: Whether the candidate leaves, or the honour is taken back after selection.
    """

    id: str
    title: str
    english: str = ""
    effect: Literal["exclude", "revoke"] = "exclude"


@attrs.frozen(kw_only=True)
class Veto:
    """Conditions, and no points.

    Attributes:
        conditions: What takes a candidate, or the honour, away where it holds.
    """

    conditions: tuple[Condition, ...]

    def evidence(self) -> type:
        """Declare a yes or no for each condition."""
        refuse(wrong_names(conditions=self.conditions))
        return evidence_class("VetoEvidence", facts_of("flag", self.conditions))

    def scheme(self, facts: Facts[Any], most: Maxima) -> Scheme:
        """Say who is excluded, and whose honour is taken back."""
        effects = {"exclude": excludes, "revoke": revokes}
        return Scheme(*(effects[each.effect](each.id, getattr(facts, each.id)) for each in self.conditions))


@lianbing.hookimpl
def lianbing_indicators() -> Iterable[lianbing.Indicator]:
    """Give the indicator of this file."""
    return [lianbing.Indicator("veto", rule=Veto)]
