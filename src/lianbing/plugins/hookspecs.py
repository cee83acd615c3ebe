"""What a plugin offers: indicators, each an evidence class and a rule that makes a scheme of it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

import attrs
import pluggy

from lianbing.formula.evidence import Facts
from lianbing.formula.scheme import Maxima, Scheme
from lianbing.model.award import Effect
from lianbing.model.campaign import Campaign, Candidate
from lianbing.model.outcome import AwardOutcome

hookspec = pluggy.HookspecMarker("lianbing")
hookimpl = pluggy.HookimplMarker("lianbing")
"""Marks a function of a plugin as one that lianbing calls."""


class Rule(Protocol):
    """An attrs class whose fields are the rulebook's parameters."""

    def scheme(self, facts: Facts[Any], most: Maxima) -> Scheme:
        """Say how points come from facts, with the criteria's maxima as the rulebook states them.

        Raises:
            ParameterError: No formula can be made of the parameters; several errors come as an ``ExceptionGroup``.
        """


class DeclaringRule(Rule, Protocol):
    """A rule whose parameters also declare the facts that it scores."""

    def evidence(self) -> type:
        """Give the attrs class of the evidence.

        Raises:
            ParameterError: The parameters declare no lawful facts; several errors come as an ``ExceptionGroup``.
        """


Derive = Callable[[Campaign, Candidate, Mapping[str, AwardOutcome]], object]
"""Makes a candidate's evidence of the campaign and the awards that the indicator reads."""


@attrs.frozen
class Indicator:
    """A kind of indicator that rulebooks can use.

    Attributes:
        name: What rulebooks call it; unique among all plugins.
        evidence: The attrs class of its evidence; None where the rule declares it (see `DeclaringRule`).
        rule: The attrs class whose fields are its parameters and whose ``scheme`` makes its formulas.
        effect: What its points do: they are part of the award's maximum, or come on top of it as a bonus, or are taken
            off the total as a penalty; a rulebook may say otherwise.
        derive: Makes the evidence of other awards' results, for an indicator that has no facts of its own.
        earns: The facts, such as ``cases`` or ``commendations.points``, of which more never lowers the points.
        deducts: The facts of which more never raises the points.
    """

    name: str
    evidence: type | None = attrs.field(default=None, kw_only=True)
    rule: type[Rule] = attrs.field(kw_only=True)
    effect: Effect = attrs.field(default="score", kw_only=True)
    derive: Derive | None = attrs.field(default=None, kw_only=True)
    earns: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    deducts: tuple[str, ...] = attrs.field(default=(), kw_only=True)


class Hooks:
    """The hooks that a plugin may implement."""

    @hookspec
    def lianbing_indicators(self) -> Iterable[Indicator]:  # type: ignore[empty-body]  # a specification
        """Give the indicators that this plugin offers."""
