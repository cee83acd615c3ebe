"""An award of a rulebook: its indicators, who is ranked with whom, and how places and grades are given."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Literal

import attrs

from lianbing.formula.nodes import Number
from lianbing.formula.scheme import Scheme

Effect = Literal["score", "bonus", "penalty"]
"""What an indicator's points do: part of the award's maximum, on top of it, or taken off the total."""


RoundingMode = Literal[
    "ROUND_CEILING",
    "ROUND_DOWN",
    "ROUND_FLOOR",
    "ROUND_HALF_DOWN",
    "ROUND_HALF_EVEN",
    "ROUND_HALF_UP",
    "ROUND_UP",
    "ROUND_05UP",
]
"""The rounding modes of `decimal`."""


@attrs.frozen(kw_only=True)
class TieBreaker:
    """What decides between equals when a tie crosses the last place.

    Attributes:
        indicator: The indicator whose points decide.
        criterion: The criterion of it, where that alone decides.
        prefer: Whether more points are better, or fewer. Those of a penalty are below 0: who lost less has more.
        clause: The clause that says so.
    """

    indicator: str
    criterion: str | None = None
    prefer: Literal["more", "less"] = "more"
    clause: str


@attrs.frozen(kw_only=True)
class Ranking:
    """How an award is ranked.

    Attributes:
        on: What is compared: the ``"published"`` totals of rounded points, or the ``"exact"`` ones.
        ties: The convention for ranks: ``"competition"`` (1, 2, 2, 4) or ``"dense"`` (1, 2, 2, 3).
        undecided: What happens to a tie across the last place that no tie-breaker settles: people decide
            (``"decision"``), or all of the tied take a place (``"all"``).
        clause: The clause that says so, where there is one.
        tie_breakers: What decides such a tie, in order.
    """

    on: Literal["published", "exact"]
    ties: Literal["competition", "dense"]
    undecided: Literal["decision", "all"]
    clause: str = ""
    tie_breakers: tuple[TieBreaker, ...] = attrs.field(default=(), alias="tie_breaker")


@attrs.frozen(kw_only=True)
class Criterion:
    """A part of an indicator with its own maximum.

    Attributes:
        id: Its name, which the plugin gives.
        title: Its title in the official text.
        points: Its maximum; None where a bonus or penalty has none.
        clause: The clause that says so.
    """

    id: str
    title: str
    points: Fraction | None = None
    clause: str


@attrs.frozen(kw_only=True)
class Condition:
    """A condition that excludes a candidate, revokes an honour or limits a grade.

    Attributes:
        id: Its name, which the plugin gives.
        title: The reason, as the candidate reads it.
        clause: The clause that says so.
        grade: The best grade that stays open, for a condition that limits the grade.
        demotes: How many grades it takes away, likewise.
    """

    id: str
    title: str
    clause: str
    grade: str | None = None
    demotes: int = 0


@attrs.frozen(kw_only=True)
class Minimum:
    """What a candidate needs to take a place.

    Attributes:
        points: The points.
        on: What is held to it: the ``"published"`` points or the ``"exact"`` ones; what the award is ranked on where
            nothing is said.
        clause: The clause that says so; that of the award or indicator where nothing is said.
    """

    points: Fraction
    on: Literal["published", "exact"] | None = None
    clause: str = ""


def minimum(needed: Fraction | Minimum | None) -> Minimum | None:
    """Take a minimum that is stated by its points alone."""
    return Minimum(points=needed) if isinstance(needed, Fraction) else needed


@attrs.frozen(kw_only=True)
class Indicator:
    """A weighted item of an award, bound to the plugin that scores it.

    Attributes:
        id: Its name, and that of the candidates' evidence table.
        plugin: The plugin's name.
        title: Its title in the official text.
        points: Its maximum; 0 for one that only excludes, None for a bonus or penalty without a limit.
        clause: The clause that says so.
        effect: What its points do.
        applies_to: The groups whose candidates it applies to; empty where it applies to all.
        qualifies_from: The points that a candidate needs in it to take a place.
        criteria: Its parts.
        conditions: Its conditions.
        reads: The awards whose standings it needs.
        parameters: The plugin's parameters, as the rulebook states them.
        evidence: The class of its evidence.
        derive: Makes the evidence of other awards' results, where it has no facts of its own.
        scheme: The formulas that the plugin makes of it.
        readings: The readings that its numbers depend on.
        points_readings: Those among them that its maximum depends on.
    """

    id: str
    plugin: str
    title: str
    points: Fraction | None
    clause: str
    effect: Effect = "score"
    applies_to: tuple[str, ...] = ()
    qualifies_from: Minimum | None = attrs.field(default=None, converter=minimum)
    criteria: tuple[Criterion, ...]
    conditions: tuple[Condition, ...]
    reads: tuple[str, ...]
    parameters: Mapping[str, object]
    evidence: type
    derive: Callable[..., object] | None = attrs.field(default=None, repr=False)
    scheme: Scheme = attrs.field(repr=False)
    readings: tuple[str, ...] = ()
    points_readings: tuple[str, ...] = ()

    @property
    def scores(self) -> bool:
        """Whether it gives points at all."""
        return bool(self.scheme.criteria)

    def criterion(self, id: str) -> Criterion:
        """Give one of its criteria by id."""
        return next(each for each in self.criteria if each.id == id)

    def condition(self, id: str) -> Condition:
        """Give one of its conditions by id."""
        return next(each for each in self.conditions if each.id == id)


@attrs.frozen(kw_only=True)
class PlacesShare:
    """A number of places that depends on how many candidates there are.

    Attributes:
        share: The share of the candidates that can win.
        of: The candidates that it is a share of: those that remain, or excluded ones too.
        mode: How a part of a place is rounded.
        least: The fewest places.
        most: The most places, where that is limited.
    """

    share: Fraction
    of: Literal["remaining", "all"] = "remaining"
    mode: RoundingMode = "ROUND_FLOOR"
    least: int = 0
    most: int | None = None


@attrs.frozen(kw_only=True)
class Group:
    """Candidates of an award that are ranked apart from the others.

    Attributes:
        id: Its name.
        title: Its title in the official text.
        levels: The levels whose candidates belong to it.
        units: The units whose candidates belong to it.
        places: How many of it can win.
        ranked: Whether its candidates are ranked; else they are scored and listed alone.
        clause: The clause that says so.
    """

    id: str
    title: str
    levels: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    places: int | PlacesShare = 0
    ranked: bool = True
    clause: str = ""

    def holds(self, level: str | None, unit: str) -> bool:
        """Tell whether a candidate of this level and unit belongs to it."""
        return (not self.levels or level in self.levels) and (not self.units or unit in self.units)


@attrs.frozen(kw_only=True)
class Grade:
    """A grade that candidates get for their total.

    Attributes:
        id: Its name.
        title: Its title, such as 优秀.
        least: The least total that gives it.
        clause: The clause that says so.
    """

    id: str
    title: str
    least: Fraction
    clause: str = ""


@attrs.frozen(kw_only=True)
class Total:
    """How an award's total is made, where it is more than the sum of its indicators.

    Attributes:
        formula: The formula in words of the language, over the indicators' ids; empty for the sum, penalties taken off.
        least: The total never counts below this.
        most: The total never counts above this.
        rescale: Whether the points of the indicators that apply are scaled up to the award's maximum.
        clause: The clause that says so.
    """

    formula: str = ""
    least: Fraction | None = None
    most: Fraction | None = None
    rescale: bool = False
    clause: str = ""


@attrs.frozen(kw_only=True)
class Award:
    """What is won, with its number of places.

    Attributes:
        id: Its name.
        title: Its title in the official text.
        places: How many can win; 0 where its groups have places of their own.
        points: The stated maximum of a total, bonuses aside.
        clause: The clause that says so.
        groups: The groups that are ranked apart; empty where all are ranked together.
        cohort: Whom a candidate's formulas compare it with, excluded candidates aside: its own group, or all candidates
            of the award; or ``"everyone"``, excluded ones too.
        total: How the total is made, where it is more than a sum.
        total_formula: That as a formula over the indicators' points; None for the plain sum.
        qualifies_from: The total that a candidate needs to take a place.
        grades: The grades, the best first.
        qualifies_grade: The grade that a candidate needs, or a better one, to take a place.
        levels: The levels that candidates can have; empty where there are none.
        own_unit: Whether every candidate is a unit of its own.
        units_of: The award whose candidates are the units that nominate, where one is.
        other_units: Further lawful units.
        nominees_per_unit: How many candidates a unit may nominate, where that is limited.
        indicators: Its indicators, in the order of the official text.
        ranking: How it is ranked.
    """

    id: str
    title: str
    places: int | PlacesShare
    points: Fraction
    clause: str
    groups: tuple[Group, ...] = ()
    cohort: Literal["group", "award", "everyone"] = "group"
    total: Total = Total()
    total_formula: Number | None = attrs.field(default=None, repr=False)
    qualifies_from: Minimum | None = attrs.field(default=None, converter=minimum)
    grades: tuple[Grade, ...] = ()
    qualifies_grade: str | None = None
    levels: tuple[str, ...] = ()
    own_unit: bool = False
    units_of: str | None = None
    other_units: tuple[str, ...] = ()
    nominees_per_unit: int | None = None
    indicators: tuple[Indicator, ...]
    ranking: Ranking

    def group_id(self, level: str | None, unit: str) -> str:
        """Give the id of the group of a candidate of this level and unit; empty where there are no groups."""
        group = self.group_of(level, unit)
        return group.id if group is not None else ""

    def is_for(self, indicator: Indicator, level: str | None, unit: str) -> bool:
        """Tell whether an indicator is for the group of a candidate of this level and unit."""
        group = self.group_of(level, unit)
        return not indicator.applies_to or (group is not None and group.id in indicator.applies_to)

    def group_of(self, level: str | None, unit: str) -> Group | None:
        """Give the group of a candidate of this level and unit; None where there are no groups."""
        return next((each for each in self.groups if each.holds(level, unit)), None)

    def indicator(self, id: str) -> Indicator:
        """Give one of its indicators by id.

        Raises:
            KeyError: It has none of that name.
        """
        for each in self.indicators:
            if each.id == id:
                return each
        raise KeyError(id)
